"""The plan file as its author writes it: every key, with its short forms and defaults.

Each form is a plain frozen value. ``fitting.py`` reads a sound file straight into these; pydantic reads them too, and
explains what does not fit. Kinds of target and shapes of path are not repeated here: the values of ``targets.py`` and
``paths.py`` are read as they are. A new key is one field here, its meaning one line in ``meaning.py``. The texts below
the fields become the JSON Schema that editors show (``plan schema``).
"""

# No postponed annotations here: both readers take them as they stand, and strings would have to be evaluated first.
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from plan_cli.model.indicator import Attribute, Direction, Nature
from plan_cli.model.kind import Operator
from plan_cli.model.numbers import Figure, Number, Truth, Whole, Year
from plan_cli.model.paths import SHAPES, Path
from plan_cli.model.targets import Target
from plan_cli.planfile.fields import Either, NotEmpty, Pattern, Tagged

#: The versions of the plan file that are known.
FORMATS = (1,)
Text = str
Slug = Annotated[str, Pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*")]
NonBlank = Annotated[str, NotEmpty()]
#: Of a tolerance of the whole nothing would be left to reach.
Share = Annotated[str, Pattern(r"[0-9]{1,2}(\.[0-9]+)?%")]
Positive = Annotated[Decimal, Figure("number_wanted", {"type": "number", "exclusiveMinimum": 0}, whole=False)]
NotNegative = Annotated[Decimal, Figure("number_wanted", {"type": "number", "minimum": 0}, whole=False)]
Count = Annotated[int, Figure("whole_number_wanted", {"type": "integer", "exclusiveMinimum": 0}, whole=True)]
Decimals = Annotated[int, Figure("whole_number_wanted", {"type": "integer", "minimum": 0, "maximum": 12}, whole=True)]


class Unwritten(str):
    """A word that its author did not write: the default."""

    __slots__ = ()


def names_of(form: type) -> tuple[str, ...]:
    """The keys that a form knows."""
    return tuple(each.name for each in fields(form))


class Form:
    """A mapping of the plan file: keys that it does not know are mistakes."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineForm(Form):
    """The baseline in full: a value of a year, or the reason why there is none."""

    value: Number | None = None
    """The value in the base year."""
    year: Year | None = None
    """The base year of this indicator, where it is not the plan's."""
    missing: Literal["dash", "blank", "merged", "unstated"] | None = None
    """Why the document prints no value: a dash, a blank, a merged cell, or nowhere stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    Labels = Annotated[object, Either(text=NonBlank, mapping=Annotated[dict[Text, NonBlank], NotEmpty()])]
    Growth = Annotated[object, Either(number=Number, mapping=GrowthForm)]
    Numbering = Annotated[object, Either(number=Whole, text=Text)]
    BaselineValue = Annotated[object, Either(number=Number, text=Literal["implied"], mapping=BaselineForm)]
    TargetValue = Annotated[object, Either(number=Number, mapping=Annotated[Target, Tagged("kind")])]
    PathValue = Annotated[object, Either(text=Literal[SHAPES], mapping=Annotated[Path, Tagged("shape")])]
    ToleranceValue = Annotated[object, Either(number=NotNegative, text=Share)]


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionForm(Form):
    """A target set anew midway; the first one is kept."""

    date: Text
    """From which day on it is in force, e.g. 2023-06-30."""
    target: Number
    """The value that is to be reached instead."""
    source: Text | None = None
    """The document that set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorForm(Form):
    """One indicator of the plan."""

    id: Slug
    """A short name of letters, digits and hyphens, unique in the plan."""
    no: Numbering | None = None
    """Its number in the source table."""
    name: Labels
    """Its name: one text, or one for each language."""
    aliases: list[Text] = field(default_factory=list)
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
    path: PathValue = field(default_factory=lambda: Unwritten("compound"))
    """The shape of the way to the target: a name, or a mapping with a `shape`."""
    nature: Nature | None = None
    """flow (adds up over a year; default) or stock (a state; default where the unit is %)."""
    decimals: Decimals | None = None
    """To how many decimals it is shown and judged; default: the most printed in baseline and target."""
    tolerance: ToleranceValue = Decimal(0)
    """How far short still counts as met: in the indicator's unit, or "2%"."""
    source: Text | None = None
    """Where in the document."""
    claims: list[ClaimForm] = field(default_factory=list)
    """What else the document says of the same quantity."""
    notes: Labels | None = None
    """Remarks for readers."""
    weight: Positive | None = None
    """How much it counts in the score-card; default 1."""
    revisions: list[RevisionForm] = field(default_factory=list)
    """Targets set anew midway: each year is judged against the one in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationForm(Form):
    """What must hold between indicators: one of share, ratio, items, sum, part leads."""

    share: Text | None = None
    """This indicator is so many per cent of another (`of`)."""
    ratio: Text | None = None
    """This indicator is `part` ÷ `whole`."""
    items: Count | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LineForm(Form):
    """One line of a profile: from so many per cent of one of rate, level, linear_share, projected_share on."""

    category: Slug
    """The office's own word for it, e.g. good_progress."""
    status: Literal["on_track", "lagging", "off_track", "reversing"]
    """Which of the closed statuses it means."""
    rate: Number | None = None
    """In % of the required rate of growth."""
    level: Positive | None = None
    """In % of the year's milestone."""
    linear_share: Number | None = None
    """In % of the change that a straight way asks by the year."""
    projected_share: Number | None = None
    """In % of the whole change, if the observed rate goes on to the target year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowForm(Form):
    """What lies below the last line of a profile."""

    category: Slug
    """The office's own word for it."""
    status: Literal["on_track", "lagging", "off_track", "reversing"] = "reversing"
    """Which of the closed statuses it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    rounded: Truth = False
    """Whether figures are compared as they are shown."""
    lines: Annotated[list[LineForm], NotEmpty()]
    """From which value on which category is earned, best first."""
    below: BelowForm
    """What lies below the last line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilesForm(Form):
    """A file of profiles."""

    profiles: Annotated[list[ProfileForm], NotEmpty()]
    """Every profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    groups: dict[Text, Labels] = field(default_factory=dict)
    """The groups of indicators, in the order they are shown."""
    indicators: Annotated[list[IndicatorForm], NotEmpty()]
    """Every indicator."""
    relations: list[RelationForm] = field(default_factory=list)
    """What must hold between indicators."""
    source: Text | None = None
    """The document that the plan is taken from."""
    actuals: Text | None = None
    """Where its actuals usually lie, seen from this file: what `plan explain`, `show` and `chart` read."""
    profiles: list[ProfileForm] = field(default_factory=list)
    """Rules of one's own to judge by: `plan check --profile NAME`."""
