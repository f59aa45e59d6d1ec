"""``plan.panel/1``: the verdicts of many entities, counted.

Groups, entities and examples also have the ``--by`` columns as keys, whatever they are called.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from plan_cli.report.records.check import Summary
from plan_cli.report.records.shared import DiagnosticRecord, Number, PlanHead, Status, TargetRecord, Tool, doc


class PanelInputRecord(TypedDict):
    """A file that was read; without a hash, which would cost more than the check."""

    file: Annotated[str, doc("The file.")]
    format: Annotated[str, doc("csv or parquet.")]
    encoding: Annotated[str, doc("The encoding of a text file.")]
    where: Annotated[
        dict[str, list[str]], doc("The columns that chose its rows, each with the texts that were asked for.")
    ]


class PanelSummary(Summary):
    """Counts over all entities."""

    rows: Annotated[int, doc("How many rows were read; with `where` of those that it chose.")]
    entities: Annotated[int, doc("How many entities there are.")]


class Group(TypedDict):
    """The counts of an indicator, over all entities or those of a ``--by`` value."""

    indicator: Annotated[str, doc("The indicator's id.")]
    counts: Annotated[dict[str, int], doc("How many verdicts, by status.")]
    categories: NotRequired[Annotated[dict[str, int], doc("How many verdicts, by the profile's own words.")]]


class AppliedTarget(TypedDict):
    """A target that is in force since a revision, or held with a tolerance."""

    indicator: Annotated[str, doc("The indicator's id.")]
    target: Annotated[TargetRecord, doc("Its target, with its revisions and its tolerance.")]


class EntityBehind(TypedDict):
    """An entity that is far behind."""

    indicator: Annotated[str, doc("The indicator's id.")]
    year: NotRequired[Annotated[int, doc("With `latest` the year that was judged.")]]
    actual: Annotated[Number, doc("What was reported.")]
    baseline: Annotated[Number | None, doc("Where the entity starts.")]
    milestone: Annotated[Number | None, doc("What the year asks of it; the line of a profile that has its own.")]
    gap: Annotated[Number | None, doc("Actual minus milestone, signed so that + is good.")]
    status: Annotated[Status, doc("The verdict.")]
    category: NotRequired[Annotated[str | None, doc("The profile's own word for it.")]]
    file: Annotated[str, doc("The file of the row.")]
    row: Annotated[int | None, doc("The row in the file; null where the engine does not know it.")]


class Example(TypedDict):
    """A row that could not be used, as far as it was read."""

    file: Annotated[str, doc("The file of the row.")]
    row: Annotated[int | None, doc("The row in the file.")]
    indicator: Annotated[str | None, doc("What stands for the indicator.")]
    year: Annotated[int | None, doc("The year.")]
    text: Annotated[str | None, doc("What stands for the figure.")]


class Unusable(TypedDict):
    """Rows that could not be used, of one kind."""

    count: Annotated[int, doc("How many there are.")]
    examples: Annotated[list[Example], doc("The first of them.")]


class PanelDocument(TypedDict):
    """The verdicts of a year, one for each entity and indicator, counted."""

    schema: Annotated[Literal["plan.panel/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    plan: Annotated[PlanHead, doc("The plan.")]
    inputs: Annotated[list[PanelInputRecord], doc("The files of the panel.")]
    year: Annotated[int, doc("The year that was judged; with `latest` the last of the plan's.")]
    latest: Annotated[bool, doc("Whether each entity's indicator is judged in its own newest year.")]
    profile: Annotated[str, doc("The rules.")]
    engine: Annotated[
        str,
        doc("What read the panel: an engine, or `check` where the ordinary check judged one entity after the other."),
    ]
    from_parts: Annotated[int, doc("How many figures are sums of parts of their year, or of a stock those of its end.")]
    by: Annotated[list[str], doc("The columns of --by.")]
    summary: Annotated[PanelSummary, doc("Counts over all verdicts.")]
    applied: Annotated[list[AppliedTarget], doc("The targets that a revision or a tolerance changes for all entities.")]
    groups: Annotated[list[Group], doc("Counts by indicator, then by indicator and --by value.")]
    worst: Annotated[list[EntityBehind], doc("The entities that are furthest behind.")]
    bad: Annotated[dict[str, Unusable], doc("Rows that could not be used, by kind.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found in the panel.")]
    exit_code: Annotated[int, doc("What the process returned.")]
