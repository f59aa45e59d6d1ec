"""The plan file as its author writes it: every key, with its short forms and defaults (pydantic).

Kinds of target and shapes of path are not repeated here: the plain dataclasses of ``targets.py`` and ``paths.py``
are validated as they are. A new key is one field here, its meaning one line in ``meaning.py``. The field
descriptions become the JSON Schema that editors show (``plan schema``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Strict, StringConstraints, Tag

from plan_cli.figures import Number, Whole, Year
from plan_cli.paths import SHAPES, Path
from plan_cli.plan import Attribute, Direction, Nature
from plan_cli.targets import Operator, Target

Text = Annotated[str, Strict()]
Slug = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Share = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?%$")]


def _either(**forms: Any) -> Any:
    """A value that may be written in several forms: as ``number``, ``text`` or ``mapping``."""
    union: Any = None
    for name, written in forms.items():
        tagged = Annotated[written, Tag(name)]  # type: ignore[valid-type]
        union = tagged if union is None else union | tagged

    def choose(value: Any) -> str | None:
        form = "mapping" if isinstance(value, dict) else "text" if isinstance(value, str) else "number"
        if form == "number" and (value is None or isinstance(value, bool | list)):
            return None
        return form if form in forms else next((name for name in forms if form != "mapping"), None)

    wanted = " | ".join(forms)
    return Annotated[union, Discriminator(choose, custom_error_type="form_wanted", custom_error_message=wanted)]


class Form(BaseModel):
    """A mapping of the plan file: keys that it does not know are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BaselineForm(Form):
    """The baseline in full: a value of a year, or the reason why there is none."""

    value: Number | None = None
    """The value in the base year."""
    year: Year | None = None
    """The base year of this indicator, where it is not the plan's."""
    missing: Literal["dash", "blank", "merged", "unstated"] | None = None
    """Why the document prints no value: a dash, a blank, a merged cell, or nowhere stated."""


class GrowthForm(Form):
    """A printed growth with its unit."""

    value: Number
    """So much a year on average."""
    unit: Literal["%", "pp"] = "%"
    """% a year, or percentage points a year (pp)."""


if TYPE_CHECKING:
    Labels = str | dict[str, str]
    Growth = Decimal | GrowthForm
    Numbering = int | str
    BaselineValue = Decimal | Literal["implied"] | BaselineForm
    TargetValue = Decimal | Target
    PathValue = str | Path
    ToleranceValue = Decimal | str
else:
    Labels = _either(text=Text, mapping=dict[Text, Text])
    Growth = _either(number=Number, mapping=GrowthForm)
    Numbering = _either(number=Whole, text=Text)
    BaselineValue = _either(number=Number, text=Literal["implied"], mapping=BaselineForm)
    TargetValue = _either(number=Number, mapping=Annotated[Target, Field(discriminator="kind")])
    PathValue = _either(text=Literal[SHAPES], mapping=Annotated[Path, Field(discriminator="shape")])
    ToleranceValue = _either(number=Annotated[Number, Field(ge=0)], text=Share)


class ClaimForm(Form):
    """What else the document says of the same quantity: one of target, growth, baseline."""

    target: Number | None = None
    """The value that the text gives for the target year."""
    growth: Growth | None = None
    """The average annual growth that the text gives."""
    baseline: Number | None = None
    """The base value that the text gives."""
    operator: Operator | None = None
    """How it is meant: at_least, more_than, about …"""
    unit: Text | None = None
    """Its unit, where it is not the indicator's."""
    year: Year | None = None
    """Its year, where it is not the indicator's target or base year."""
    scope: Text | None = None
    """Whom it covers, where that differs."""
    note: Text | None = None
    """A remark, e.g. 力争."""
    source: Text
    """Where in the document."""


class RevisionForm(Form):
    """A target set anew midway; the first one is kept."""

    date: Text
    """From which day on it is in force, e.g. 2023-06-30."""
    target: Number
    """The value that is to be reached instead."""
    source: Text | None = None
    """The document that set it."""


class IndicatorForm(Form):
    """One indicator of the plan."""

    id: Slug
    """A short name of letters, digits and hyphens, unique in the plan."""
    no: Numbering | None = None
    """Its number in the source table."""
    name: Labels
    """Its name: one text, or one for each language."""
    aliases: list[Text] = []
    """Other names that actuals files may use."""
    group: Text | None = None
    """The group it belongs to: a key of ``groups``."""
    scope: Text | None = None
    """Whom it covers, where that is not the whole."""
    unit: Text = ""
    """Its unit, e.g. 亿元 or %."""
    attribute: Attribute = "anticipatory"
    """anticipatory 预期性 or binding 约束性."""
    direction: Direction | None = None
    """increase (default) or decrease; never guessed from the numbers."""
    baseline: BaselineValue | None = None
    """The value in the base year; {missing: …} with the reason; or `implied`, back-cast from target and growth."""
    target: TargetValue
    """What is to be reached: a value, or a mapping with a `kind`."""
    growth: Growth | None = None
    """The average annual growth that the document prints."""
    path: PathValue = "compound"
    """The shape of the way to the target: a name, or a mapping with a `shape`."""
    nature: Nature | None = None
    """flow (adds up over a year; default) or stock (a state; default where the unit is %)."""
    decimals: Annotated[Whole, Field(ge=0, le=12)] | None = None
    """To how many decimals it is shown and judged; default: the most printed in baseline and target."""
    tolerance: ToleranceValue = Decimal(0)
    """How far short still counts as met: in the indicator's unit, or "2%"."""
    source: Text | None = None
    """Where in the document."""
    claims: list[ClaimForm] = []
    """What else the document says of the same quantity."""
    notes: Labels | None = None
    """Remarks for readers."""
    weight: Annotated[Number, Field(gt=0)] | None = None
    """How much it counts in the score-card; default 1."""
    revisions: list[RevisionForm] = []
    """Targets set anew midway: each year is judged against the one in force."""


class RelationForm(Form):
    """What must hold between indicators: one of share, ratio, items, sum, part leads."""

    share: Text | None = None
    """This indicator is so many per cent of another (`of`)."""
    ratio: Text | None = None
    """This indicator is `part` ÷ `whole`."""
    items: Annotated[Whole, Field(gt=0)] | None = None
    """So many counted things stand behind a percentage (`of`)."""
    sum: list[Text] | None = None
    """These indicators add up to another (`equals`)."""
    part: Text | None = None
    """This indicator is contained in another (`of`), or is the part of a ratio."""
    of: Labels | None = None
    """The whole: an indicator's id, or the label of a quantity outside the plan."""
    whole: Labels | None = None
    """The whole of a ratio: an indicator's id, or a label."""
    equals: Text | None = None
    """The indicator that a sum makes."""
    operator: Operator | None = None
    """How the value is meant."""
    value: Number | None = None
    """The share, in `unit`."""
    unit: Text | None = None
    """The unit of the share."""
    year: Year | None = None
    """The year it is said of."""
    scope: Text | None = None
    """Whom it covers, where that differs."""
    note: Text | None = None
    """A remark."""
    source: Text
    """Where in the document."""


class LineForm(Form):
    """One line of a profile: from so many per cent of one of rate, level, linear_share, projected_share on."""

    category: Slug
    """The office's own word for it, e.g. good_progress."""
    status: Literal["on_track", "lagging", "off_track", "reversing"]
    """Which of the closed statuses it means."""
    rate: Number | None = None
    """In % of the required rate of growth."""
    level: Annotated[Number, Field(gt=0)] | None = None
    """In % of the year's milestone."""
    linear_share: Number | None = None
    """In % of the change that a straight way asks by the year."""
    projected_share: Number | None = None
    """In % of the whole change, if the observed rate goes on to the target year."""


class BelowForm(Form):
    """What lies below the last line of a profile."""

    category: Slug
    """The office's own word for it."""
    status: Literal["on_track", "lagging", "off_track", "reversing"] = "reversing"
    """Which of the closed statuses it means."""


class ProfileForm(Form):
    """A rule set of one's own: named lines, best first."""

    name: Slug
    """What `--profile` calls it."""
    title: Text = ""
    """Its title."""
    source: Text = ""
    """Where the rule is laid down."""
    version: Text = ""
    """Which version of it."""
    rounded: Annotated[bool, Strict()] = False
    """Whether figures are compared as they are shown."""
    lines: Annotated[list[LineForm], Field(min_length=1)]
    """From which value on which category is earned, best first."""
    below: BelowForm
    """What lies below the last line."""


class ProfilesForm(Form):
    """A file of profiles."""

    profiles: Annotated[list[ProfileForm], Field(min_length=1)]
    """Every profile."""


class PlanForm(Form):
    """A plan file."""

    format: Whole
    """The format of this file: 1."""
    id: Slug
    """A short name of the plan."""
    title: Labels
    """Its title: one text, or one for each language."""
    base_year: Year
    """The year that the plan starts from."""
    target_year: Year
    """The year that its targets are for."""
    groups: dict[Text, Labels] = {}
    """The groups of indicators, in the order they are shown."""
    indicators: Annotated[list[IndicatorForm], Field(min_length=1)]
    """Every indicator."""
    relations: list[RelationForm] = []
    """What must hold between indicators."""
    source: Text | None = None
    """The document that the plan is taken from."""
    actuals: Text | None = None
    """Where its actuals usually lie, seen from this file: what `plan explain`, `show` and `chart` read."""
    profiles: list[ProfileForm] = []
    """Rules of one's own to judge by: `plan check --profile NAME`."""
