"""``plan.diff/1`` (two plans) and ``plan.changes/1`` (two results of ``plan check``)."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from plan_cli.report.records.shared import DiagnosticRecord, Number, PlanHead, Status, Tool, doc


class DifferenceRecord(TypedDict):
    """One thing that the new plan says otherwise of an indicator."""

    id: Annotated[str, doc("The indicator's id.")]
    name: Annotated[str, doc("Its name in the plan file's first language.")]
    field: Annotated[str, doc("What differs: a key of the plan file, or added or dropped.")]
    old: Annotated[Number | str | None, doc("What the old plan says.")]
    new: Annotated[Number | str | None, doc("What the new plan says.")]
    effect: Annotated[str, doc("weaker, stronger or changed: what it does to what is asked.")]


class DiffDocument(TypedDict):
    """What changed from one plan to another."""

    schema: Annotated[Literal["plan.diff/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    old: Annotated[PlanHead, doc("The old plan.")]
    new: Annotated[PlanHead, doc("The new plan.")]
    summary: Annotated[dict[str, int], doc("Indicators added, dropped, weaker, stronger, changed, unchanged.")]
    differences: Annotated[list[DifferenceRecord], doc("The differences, in the order of the new plan.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What was found.")]
    exit_code: Annotated[int, doc("What the process returned.")]


class ResultHead(TypedDict):
    """Which result it was."""

    file: Annotated[str, doc("The file of the result.")]
    year: Annotated[int, doc("The year that was judged.")]
    profile: Annotated[str, doc("The rules.")]


class VerdictSide(TypedDict):
    """A verdict as one of the results has it."""

    year: Annotated[int, doc("The year that was judged.")]
    status: Annotated[Status, doc("The verdict.")]
    category: Annotated[str | None, doc("The profile's own word for it.")]
    actual: Annotated[Number | None, doc("What was reported.")]
    milestone: Annotated[Number | None, doc("What the year asks.")]
    line: Annotated[Number | None, doc("The value that was judged.")]


class ChangeRecord(TypedDict):
    """An indicator whose verdict is another one."""

    id: Annotated[str, doc("The indicator's id.")]
    name: Annotated[str, doc("Its name in the plan file's first language.")]
    old: Annotated[VerdictSide | None, doc("The old verdict; null where it has none.")]
    new: Annotated[VerdictSide | None, doc("The new verdict; null where it has none.")]
    worse: Annotated[bool, doc("Whether the verdict got worse.")]
    causes: Annotated[
        list[str],
        doc(
            "new_figure, revised_figure, no_figure, figure_period, year, profile, period, plan, other_figures, options,"
            " program, added or dropped."
        ),
    ]


class ChangesDocument(TypedDict):
    """Which verdicts changed from one result to another."""

    schema: Annotated[Literal["plan.changes/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    old: Annotated[ResultHead, doc("The old result.")]
    new: Annotated[ResultHead, doc("The new result.")]
    changes: Annotated[list[ChangeRecord], doc("The changes, in the order of the new result.")]
    unchanged: Annotated[int, doc("How many verdicts stayed.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("Always empty.")]
    exit_code: Annotated[int, doc("What the process returned.")]
