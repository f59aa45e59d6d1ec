"""``plan.milestones/1``, ``plan.show/1``, ``plan.forecast/1``, ``plan.validate/1``, ``plan.error/1``."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from plan_cli.report.records.shared import (
    BaselineRecord,
    DiagnosticRecord,
    GrowthRecord,
    IndicatorHead,
    IndicatorName,
    Input,
    Number,
    PlanHead,
    RateUnit,
    TargetRecord,
    Tool,
    YearValue,
    doc,
)


class YearThresholds(TypedDict):
    """A profile's thresholds in a year."""

    year: Annotated[int, doc("The year.")]
    values: Annotated[dict[str, Number | None], doc("The value from which on each category holds.")]


class MilestonesRecord(IndicatorName):
    """One indicator's value in every year."""

    rate: Annotated[Number | None, doc("The yearly rate that baseline and target imply.")]
    rate_unit: Annotated[RateUnit | None, doc("The unit of the rate.")]
    printed_growth: Annotated[GrowthRecord | None, doc("The growth that the plan's document prints.")]
    index: Annotated[bool, doc("Whether the values are an index, base year = 100.")]
    baseline: Annotated[BaselineRecord, doc("Where it starts.")]
    target: Annotated[TargetRecord, doc("What it should reach.")]
    milestones: Annotated[list[YearValue], doc("The base year first; empty where there is no path.")]
    reason: Annotated[str | None, doc("Why there is no path.")]
    cuts: NotRequired[Annotated[list[YearThresholds], doc("With --profile: its thresholds in each year.")]]
    cuts_reason: NotRequired[Annotated[str | None, doc("With --profile: why it has none.")]]


class MilestonesDocument(TypedDict):
    """The yearly values that each indicator should reach."""

    schema: Annotated[Literal["plan.milestones/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    plan: Annotated[PlanHead, doc("The plan.")]
    profile: NotRequired[Annotated[str, doc("With --profile: the rules.")]]
    results: Annotated[list[MilestonesRecord], doc("Every indicator, in the plan's order.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found.")]
    exit_code: Annotated[int, doc("What the process returned.")]


class ClaimRecord(TypedDict):
    """What another place of the document says of the same quantity."""

    target: Annotated[Number | None, doc("The target that stands there.")]
    growth: Annotated[GrowthRecord | None, doc("The growth that stands there.")]
    baseline: Annotated[Number | None, doc("The baseline that stands there.")]
    operator: Annotated[str | None, doc("at_least, more_than …")]
    unit: Annotated[str | None, doc("The unit, where it is another.")]
    year: Annotated[int | None, doc("The year, where it is another.")]
    scope: Annotated[str | None, doc("Whom it covers, where that is not the indicator's scope.")]
    note: Annotated[str | None, doc("A note.")]
    source: Annotated[str, doc("Where it stands.")]


class RelationRecord(TypedDict):
    """What must hold between indicators."""

    kind: Annotated[str, doc("share, ratio, items, sum, entities or part.")]
    part: Annotated[str | None, doc("The part's id.")]
    parts: Annotated[list[str], doc("The ids of what adds up.")]
    weights: Annotated[list[Number], doc("What each of them is multiplied by; empty where they are added as they are.")]
    ratio: Annotated[str | None, doc("The id of the ratio.")]
    items: Annotated[int | None, doc("How many things are counted.")]
    whole: Annotated[str | None, doc("The whole's id, or its name where the plan does not hold it.")]
    entity: Annotated[str | None, doc("What a panel calls the entity that is the whole.")]
    operator: Annotated[str | None, doc("at_least, at_most …")]
    value: Annotated[Number | None, doc("The value.")]
    unit: Annotated[str | None, doc("The unit of the value.")]
    year: Annotated[int | None, doc("The year in which it holds.")]
    scope: Annotated[str | None, doc("Whom it covers.")]
    note: Annotated[str | None, doc("A note.")]
    source: Annotated[str | None, doc("Where it stands.")]


class ShowRecord(IndicatorHead):
    """Everything that the plan says of an indicator."""

    aliases: Annotated[list[str], doc("Other names.")]
    group: Annotated[str | None, doc("The group's key.")]
    scope: Annotated[str | None, doc("Whom it covers, where that is not the whole.")]
    baseline: Annotated[BaselineRecord, doc("Where it starts.")]
    target: Annotated[TargetRecord, doc("What it should reach.")]
    printed_growth: Annotated[GrowthRecord | None, doc("The growth that the plan's document prints.")]
    implied_rate: Annotated[Number | None, doc("The yearly rate that baseline and target imply.")]
    nature: Annotated[Literal["flow", "stock"], doc("Whether it adds up over a year, or is a state.")]
    decimals: Annotated[int, doc("The decimals that it is shown and judged with.")]
    source: Annotated[str | None, doc("Where it stands.")]
    notes: Annotated[str | None, doc("Notes.")]
    claims: Annotated[list[ClaimRecord], doc("What else the document says of it.")]
    milestones: Annotated[list[YearValue], doc("The base year first; empty where there is no path.")]


class ShowDocument(TypedDict):
    """A plan, or one indicator of it."""

    schema: Annotated[Literal["plan.show/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    plan: Annotated[PlanHead, doc("The plan.")]
    title: Annotated[str, doc("The plan's title in the plan file's first language.")]
    source: Annotated[str | None, doc("The document that the plan file follows.")]
    results: Annotated[list[ShowRecord], doc("The indicators, in the plan's order.")]
    relations: Annotated[list[RelationRecord], doc("What must hold between them.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found.")]
    exit_code: Annotated[int, doc("What the process returned.")]


BestRate = TypedDict(
    "BestRate",
    {
        "rate": Annotated[Number, doc("The best yearly rate over as many years as are left.")],
        "from": Annotated[int, doc("The year in which it began.")],
        "to": Annotated[int, doc("The year in which it ended.")],
    },
)
BestRate.__doc__ = "The best yearly rate that was ever seen."
Projection = TypedDict(
    "Projection",
    {
        "method": Annotated[str, doc("How it goes on: since_base, recent or weighted_trend.")],
        "from": Annotated[int, doc("The first year of the figures used.")],
        "to": Annotated[int | None, doc("The last year of the figures used.")],
        "points": Annotated[int, doc("How many figures were used.")],
        "rate": Annotated[Number, doc("The yearly rate.")],
        "projected": Annotated[Number, doc("The value in the target year.")],
        "gap": Annotated[Number, doc("That value minus the target, signed so that + is good.")],
        "reached": Annotated[int | None, doc("The year in which the target is met; null where it is not.")],
    },
)
Projection.__doc__ = "One way of going on."


class Futures(TypedDict):
    """The share of drawn futures in which the target is met."""

    share: Annotated[float, doc("The share.")]
    draws: Annotated[int, doc("How many were drawn.")]
    seed: Annotated[int, doc("The seed of the draws.")]
    changes: Annotated[int, doc("From how many yearly changes they were drawn.")]


class ForecastRecord(IndicatorHead):
    """Where an indicator lands."""

    baseline: Annotated[BaselineRecord, doc("Where it starts.")]
    target: Annotated[TargetRecord, doc("What it should reach.")]
    index: Annotated[bool, doc("Whether the figures are an index, base year = 100.")]
    last_year: Annotated[int | None, doc("The year of the last figure.")]
    actual: Annotated[Number | None, doc("The last figure.")]
    achieved: Annotated[bool, doc("Whether the target is met already.")]
    rate_unit: Annotated[RateUnit | None, doc("The unit of the rates.")]
    needed_rate: Annotated[Number | None, doc("The yearly rate from now on that meets the target.")]
    best_rate: Annotated[BestRate | None, doc("The best that was ever seen.")]
    futures: Annotated[Futures | None, doc("Drawn futures.")]
    projections: Annotated[list[Projection], doc("The ways of going on.")]
    reason: Annotated[str | None, doc("Why nothing can be projected.")]


class ForecastDocument(TypedDict):
    """Where each indicator lands if it goes on: arithmetic, not prophecy."""

    schema: Annotated[Literal["plan.forecast/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    plan: Annotated[PlanHead, doc("The plan.")]
    inputs: Annotated[list[Input], doc("The files of actuals.")]
    nature: Annotated[str, doc("What these figures are.")]
    results: Annotated[list[ForecastRecord], doc("Every indicator, in the plan's order.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found in the data.")]
    exit_code: Annotated[int, doc("What the process returned.")]


class ValidatedFile(TypedDict):
    """A plan file."""

    file: Annotated[str, doc("The file, as it was named.")]
    sha256: Annotated[str, doc("The SHA-256 of its bytes.")]
    sound: Annotated[bool, doc("Whether it can be used.")]


class ValidateSummary(TypedDict):
    """Counts of files and diagnostics."""

    files: Annotated[int, doc("How many files there are.")]
    errors: Annotated[int, doc("How many errors were found.")]
    warnings: Annotated[int, doc("How many warnings were found.")]
    infos: Annotated[int, doc("How many notes were found.")]


class ValidateDocument(TypedDict):
    """What was found in plan files."""

    schema: Annotated[Literal["plan.validate/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    files: Annotated[list[ValidatedFile], doc("The files, in the order they were named.")]
    summary: Annotated[ValidateSummary, doc("Counts.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("Everything found, file by file.")]
    exit_code: Annotated[int, doc("What the process returned.")]


class ErrorRecord(TypedDict):
    """Why a command could not run."""

    message: Annotated[str, doc("The message.")]


class ErrorDocument(TypedDict):
    """What stands in place of any other document where a command could not run (exit 2)."""

    schema: Annotated[Literal["plan.error/1"], doc("The name and version of this document.")]
    error: Annotated[ErrorRecord, doc("Why it could not run.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What is wrong with the plan or the actuals, if it is that.")]
