"""The plan file as its author writes it: pydantic models of every key, with its short forms and defaults.

Targets, paths, relations and profiles have modules of their own. To add a key: a field with a description here, and
what it means in ``resolve.py``. The JSON Schema that editors use (``plan schema``) is generated from these models.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, Tag

from plan_cli.model.baseline import Missing
from plan_cli.model.indicator import Attribute, Direction, Nature, Reported
from plan_cli.model.kind import Operator
from plan_cli.model.sources import Windows
from plan_cli.planfile.path_models import PathValue
from plan_cli.planfile.relation_model import RelationModel
from plan_cli.planfile.source_models import ActualsValue, FiscalYearModel
from plan_cli.planfile.target_models import TargetValue
from plan_cli.planfile.values import (
    ByForm,
    Count,
    Day,
    Decimals,
    Labels,
    MonthOrDay,
    Numbering,
    PlanPart,
    Positive,
    Slug,
    Texts,
    Tolerance,
    Whole,
    Year,
    exactly_one,
    given,
)

#: The versions of the plan file that are known.
FORMATS = (1,)
#: What a revision may change: at least one of these keys.
REVISED = ("target", "year", "baseline")
#: What a claim may be about: one of these keys.
CLAIMED = ("target", "growth", "baseline")


class BaselineModel(PlanPart):
    """The baseline in full: a value of a year, or the reason why there is none."""

    model_config = ConfigDict(json_schema_extra={"not": given("value", "missing")})

    value: Decimal | None = Field(None, description="The value in the base year.")
    year: Year | None = Field(None, description="The base year of this indicator, where it is not the plan's.")
    date: MonthOrDay | None = Field(
        None, description="The month or day at whose end the value stands, where that is not the end of its year."
    )
    missing: Missing | None = Field(
        None, description="Why the document prints no value: a dash, a blank, a merged cell, or nowhere stated."
    )


class PrintedGrowthModel(PlanPart):
    """A printed growth with its unit."""

    value: Decimal = Field(description="So much a year on average.")
    unit: Literal["%", "pp"] = Field("%", description="% a year, or percentage points a year (pp).")


Growth = Annotated[Annotated[Decimal, Tag("a number")] | Annotated[PrintedGrowthModel, Tag("a mapping")], ByForm]
BaselineValue = Annotated[
    Annotated[Decimal, Tag("a number")]
    | Annotated[Literal["implied"], Tag("a text")]
    | Annotated[BaselineModel, Tag("a mapping")],
    ByForm,
]


class ClaimModel(PlanPart):
    """What else the document says of the same quantity: one of target, growth, baseline."""

    model_config = exactly_one(*CLAIMED)

    target: Decimal | None = Field(None, description="The value that the text gives for the target year.")
    growth: Growth | None = Field(None, description="The average annual growth that the text gives.")
    baseline: Decimal | None = Field(None, description="The base value that the text gives.")
    operator: Operator | None = Field(None, description="How it is meant: at_least, more_than, about …")
    unit: str | None = Field(None, description="Its unit, where it is not the indicator's.")
    year: Year | None = Field(None, description="Its year, where it is not the indicator's target or base year.")
    scope: str | None = Field(None, description="Whom it covers, where that differs.")
    note: str | None = Field(None, description="A remark, e.g. 力争.")
    source: str = Field(description="Where in the document.")


class RevisionModel(PlanPart):
    """A target set anew midway: its value or kind, its year, its baseline; the first one is kept."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [given(key) for key in REVISED]})

    date: Day = Field(description="From which day on it is in force, e.g. 2023-06-30.")
    target: TargetValue | None = Field(None, description="What is to be reached instead: a value, or a mapping.")
    year: Year | None = Field(None, description="The year in which it is to be reached instead.")
    baseline: BaselineValue | None = Field(None, description="The baseline that counts instead, where it was re-based.")
    source: str | None = Field(None, description="The document that set it.")


class IndicatorModel(PlanPart):
    """One indicator of the plan."""

    id: Slug = Field(description="A short name of letters, digits and hyphens, unique in the plan.")
    no: Numbering | None = Field(None, description="Its number in the source table.")
    name: Labels = Field(description="Its name: one text, or one for each language.")
    aliases: list[str] = Field([], description="Other names that actuals files may use.")
    group: str | None = Field(None, description="The group it belongs to: a key of `groups`.")
    scope: Texts | None = Field(None, description="Whom it covers, where that is not the whole.")
    unit: Texts = Field("", description="Its unit, e.g. 亿元 or %.")
    attribute: Attribute = Field("anticipatory", description="anticipatory 预期性 or binding 约束性.")
    direction: Direction | None = Field(
        None, description="increase (default) or decrease; never guessed from the numbers."
    )
    baseline: BaselineValue | None = Field(
        None,
        description="The value in the base year; {missing: …} with the reason; "
        "or `implied`, back-cast from target and growth.",
    )
    target: TargetValue = Field(description="What is to be reached: a value, or a mapping with a `kind`.")
    growth: Growth | None = Field(None, description="The average annual growth that the document prints.")
    path: PathValue = Field(
        "compound", description="The shape of the way to the target: a name, or a mapping with a `shape`."
    )
    nature: Nature | None = Field(
        None, description="flow (adds up over a year; default) or stock (a state; default where the unit is %)."
    )
    decimals: Decimals | None = Field(
        None,
        description="To how many decimals it is shown and judged; default: the most printed in baseline and target.",
    )
    tolerance: Tolerance = Field(
        Decimal(0), description='How far short still counts as met: in the indicator\'s unit, or "2%".'
    )
    source: str | None = Field(None, description="Where in the document.")
    claims: list[ClaimModel] = Field([], description="What else the document says of the same quantity.")
    notes: Labels | None = Field(None, description="Remarks for readers.")
    owner: str | None = Field(None, description="Who is responsible for it.")
    reported: Reported | None = Field(
        None,
        description="Of a total: additions of each year (default), or cumulative, running totals since the base year.",
    )
    scale: Positive | None = Field(
        None, description="Every reported figure is multiplied by it before it is compared with the plan."
    )
    average: Annotated[Count, Field(ge=2)] | None = Field(
        None,
        description="Baseline and target are means over so many years: yearly figures are averaged before "
        "they are judged.",
    )
    weight: Positive | None = Field(None, description="How much it counts in the score-card; default 1.")
    revisions: list[RevisionModel] = Field(
        [], description="Targets set anew midway: each year is judged against the one in force."
    )


class PlanModel(PlanPart):
    """A plan file."""

    format: Whole = Field(
        description="The format of this file: 1.", examples=[1], json_schema_extra={"enum": list(FORMATS)}
    )
    id: Slug = Field(description="A short name of the plan.", examples=["my-plan"])
    title: Labels = Field(description="Its title: one text, or one for each language.", examples=["My plan"])
    base_year: Year = Field(description="The year that the plan starts from.", examples=[2020])
    target_year: Year = Field(description="The year that its targets are for.", examples=[2025])
    groups: dict[str, Labels] = Field({}, description="The groups of indicators, in the order they are shown.")
    indicators: list[IndicatorModel] = Field(min_length=1, description="Every indicator.")
    relations: list[RelationModel] = Field([], description="What must hold between indicators.")
    source: str | None = Field(None, description="The document that the plan is taken from.")
    actuals: ActualsValue | None = Field(
        None,
        description="Where its figures come from, seen from this file: a path, or a list of sources with what is to be "
        "known of each. Read by every command that is given no file.",
    )
    fiscal_year: FiscalYearModel | None = Field(
        None, description="When a year starts and which end it is named after; else the calendar year."
    )
    windows: Windows | None = Field(
        None, description="Of which year a window such as 2003-05 speaks; without it such figures are not judged."
    )
    #: Validated by models of their own (``profile_models.py``), which are not loaded for a plan without any.
    profiles: list[Any] = Field([], description="Rules of one's own to judge by: `plan check --profile NAME`.")
