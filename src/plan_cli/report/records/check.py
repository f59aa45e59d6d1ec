"""``plan.check/1``: every indicator's verdict in one year."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from typing_extensions import TypedDict

from plan_cli.codes import Severity
from plan_cli.report.records.shared import (
    Attribute,
    BaselineRecord,
    Bound,
    DiagnosticRecord,
    IndicatorHead,
    Input,
    Number,
    Place,
    PlanHead,
    RateUnit,
    Status,
    TargetRecord,
    Tool,
    doc,
)


class OlderFigure(TypedDict):
    """An earlier figure of the same quantity and time."""

    value: Annotated[Number | None, doc("The figure.")]
    bound: Annotated[Bound | None, doc("Null where it is exact.")]
    obs_status: Annotated[str, doc("Its SDMX observation status.")]
    published: Annotated[str | None, doc("When it was published (ISO 8601).")]
    source: Annotated[Place, doc("Where it was read.")]


class Compared(TypedDict):
    """The verdict of one rule set on one path."""

    profile: Annotated[str, doc("The rules.")]
    path: Annotated[str | None, doc("The shape of the path.")]
    needed: Annotated[Number | None, doc("The value that would have been on track.")]
    status: Annotated[Status, doc("The verdict.")]
    category: Annotated[str | None, doc("The rules' own word for it.")]
    reason: Annotated[str | None, doc("Why there is no verdict, or what bears on it.")]


class PreviousVerdict(TypedDict):
    """The verdict of an earlier result."""

    year: Annotated[int | None, doc("The year that was judged.")]
    status: Annotated[Status, doc("The verdict.")]
    category: Annotated[str | None, doc("The profile's own word for it.")]
    actual: Annotated[Number | None, doc("What was reported.")]


class VerdictRecord(IndicatorHead):
    """The verdict on one indicator, with every quantity that went into it, in full."""

    year: Annotated[int, doc("The year that was judged.")]
    baseline: Annotated[BaselineRecord, doc("Where it starts.")]
    target: Annotated[TargetRecord, doc("What it should reach.")]
    milestone: Annotated[Number | None, doc("What the year asks; null where there is no path.")]
    actual: Annotated[Number | None, doc("What was reported.")]
    bound: Annotated[Bound | None, doc("The actual is a bound of this kind; null where it is exact.")]
    obs_status: Annotated[str | None, doc("The SDMX observation status of the actual.")]
    gap: Annotated[Number | None, doc("Actual minus milestone, signed so that + is good.")]
    achievement: Annotated[Number | None, doc("Actual divided by milestone; null where that means nothing.")]
    progress: Annotated[Number | None, doc("The share of the way from baseline to target.")]
    required_rate: Annotated[Number | None, doc("The yearly rate from the baseline to this year's milestone.")]
    observed_rate: Annotated[Number | None, doc("The yearly rate from the baseline to the actual.")]
    rate_unit: Annotated[RateUnit | None, doc("The unit of the rates.")]
    pace: Annotated[Number | None, doc("Observed divided by required rate.")]
    catch_up_rate: Annotated[Number | None, doc("The yearly rate from now on that still meets the target.")]
    projected: Annotated[Number | None, doc("The value in the target year at the observed rate.")]
    cumulative: Annotated[Number | None, doc("The sum since the base year, where the target is one.")]
    measure: Annotated[str | None, doc("mean_growth where rates are held against a rate; else null.")]
    index: Annotated[bool, doc("Whether the figures are an index, base year = 100.")]
    period: Annotated[str | None, doc("The time that the actual is of (ISO 8601).")]
    sum_of: Annotated[list[str], doc("Of a sum: the periods that were added.")]
    mean_of: NotRequired[Annotated[list[str], doc("Of a mean over years: the years that were averaged.")]]
    older: Annotated[list[OlderFigure], doc("Earlier figures of the same time, the newest first.")]
    line: Annotated[Number | None, doc("The value that was judged: rounded, or by the profile's own rule.")]
    cuts: Annotated[dict[str, Number | None], doc("The value from which on each category holds, best first.")]
    status: Annotated[Status, doc("The verdict.")]
    category: Annotated[str | None, doc("The profile's own word for it.")]
    reason: Annotated[str | None, doc("Why there is no verdict, or what bears on it.")]
    severity: Annotated[Severity | None, doc("How much it matters; null of a good verdict.")]
    source: Annotated[Place | None, doc("Where the actual was read.")]
    value: NotRequired[Annotated[Number | None, doc("The figure that the profile's office publishes.")]]
    score: NotRequired[Annotated[Number | None, doc("The score that the profile's office publishes.")]]
    previous: NotRequired[
        Annotated[PreviousVerdict | None, doc("With --since: the earlier verdict; null where it has none.")]
    ]
    compare: NotRequired[Annotated[list[Compared], doc("With --compare: the verdict of each rule and path.")]]
    trace: NotRequired[Annotated[dict[str, Any], doc("With --trace: every quantity, in the order of its use.")]]


Interval = TypedDict(
    "Interval",
    {
        "period": Annotated[str, doc("The part of the year, as it was asked for.")],
        "from": Annotated[str, doc("Its first day.")],
        "to": Annotated[str, doc("Its last day.")],
        "share": Annotated[Number, doc("Which share of the year it is.")],
        "basis": Annotated[str, doc("How the year's milestone is shared out.")],
    },
)
Interval.__doc__ = "The part of a year that was judged."


class Summary(TypedDict):
    """Counts of verdicts."""

    indicators: Annotated[int, doc("How many indicators there are.")]
    evaluated: Annotated[int, doc("How many verdicts were given.")]
    achieved: Annotated[int, doc("The target is met already.")]
    on_track: Annotated[int, doc("At or past the milestone.")]
    lagging: Annotated[int, doc("A little behind the milestone.")]
    off_track: Annotated[int, doc("Far behind the milestone.")]
    reversing: Annotated[int, doc("Worse than the baseline.")]
    missing: Annotated[int, doc("No figure was reported.")]
    undecidable: Annotated[int, doc("A bound or part of a year leaves it open.")]
    not_due: Annotated[int, doc("Nothing is asked of this year.")]
    not_assessable: Annotated[int, doc("Cannot be judged, with a reason.")]
    errors: Annotated[int, doc("How many verdicts are errors.")]
    warnings: Annotated[int, doc("How many verdicts are warnings.")]


class ScoreRow(TypedDict):
    """Counts by attribute and group."""

    attribute: Annotated[Attribute, doc("Whether the targets bind.")]
    group: Annotated[str | None, doc("The group's key in the plan.")]
    counts: Annotated[dict[str, int], doc("How many verdicts, by status.")]
    weights: Annotated[dict[str, Number] | None, doc("Their weights, by status, where the plan gives any.")]


class AverageRow(TypedDict):
    """The mean score of a group."""

    group: Annotated[str | None, doc("The group's key in the plan; null for a plan without groups.")]
    indicators: Annotated[int, doc("How many indicators it has.")]
    scored: Annotated[int, doc("How many of them have a score.")]
    mean: Annotated[Number | None, doc("The mean of their scores.")]
    score: Annotated[Number | None, doc("The mean, rounded as the profile says.")]
    categories: Annotated[list[str], doc("The categories with that score.")]


class Changes(TypedDict):
    """Where the choice of rule or path changes the verdict."""

    changed: Annotated[list[str], doc("The indicators on which rules differ.")]
    changed_by_path: Annotated[list[str], doc("The indicators on which compound and linear paths differ.")]


class CheckDocument(TypedDict):
    """What was reported for a year, judged against the plan."""

    schema: Annotated[Literal["plan.check/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    plan: Annotated[PlanHead, doc("The plan.")]
    inputs: Annotated[list[Input], doc("The files of actuals.")]
    year: Annotated[int, doc("The year that was judged; with `latest` the newest of the results' years.")]
    latest: Annotated[bool, doc("Whether each result is of its own newest year.")]
    period: Annotated[Interval | None, doc("The part of the year; null for a full year.")]
    profile: Annotated[str, doc("The rules.")]
    results: Annotated[list[VerdictRecord], doc("Every indicator, in the plan's order.")]
    laggards: Annotated[list[str], doc("The indicators that are behind, the most urgent first.")]
    scorecard: Annotated[list[ScoreRow], doc("Counts by attribute and group.")]
    averages: NotRequired[
        Annotated[list[AverageRow], doc("The mean scores of the groups, where the profile averages.")]
    ]
    compare: NotRequired[Annotated[Changes, doc("With --compare: where rules differ.")]]
    summary: Annotated[Summary, doc("Counts.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found in the data.")]
    exit_code: Annotated[int, doc("What the process returned.")]
