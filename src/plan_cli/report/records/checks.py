"""``plan.checks/1``: many plans in one year, ranked."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from plan_cli.report.records.check import CheckDocument
from plan_cli.report.records.shared import DiagnosticRecord, Number, Tool, doc


class PlanRecord(TypedDict):
    """One plan: how much of it is on track, and its whole check."""

    rank: Annotated[int | None, doc("Its place by the share; the same for equal shares; null where none is known.")]
    file: Annotated[str, doc("The plan file.")]
    share_on_track: Annotated[
        Number | None, doc("On track or achieved, as a share of the evaluated; null where nothing was evaluated.")
    ]
    counts: Annotated[dict[str, dict[str, int]], doc("How many verdicts, by attribute and status.")]
    check: Annotated[CheckDocument | None, doc("The check as it is alone; null where it could not run.")]
    error: Annotated[str | None, doc("Why it could not run.")]
    diagnostics: Annotated[list[DiagnosticRecord], doc("What kept it from running.")]
    exit_code: Annotated[int, doc("What the process returns for this plan alone.")]


class ChecksDocument(TypedDict):
    """The checks of many plans, the best first."""

    schema: Annotated[Literal["plan.checks/1"], doc("The name and version of this document.")]
    tool: Annotated[Tool, doc("The program.")]
    year: Annotated[str, doc("The year that was judged, as it was asked for.")]
    profile: Annotated[str, doc("The rules.")]
    results: Annotated[list[PlanRecord], doc("The plans, by rank.")]
    exit_code: Annotated[int, doc("What the process returned: that of the plan that ends worst (2, 1, 3, 0).")]
