"""Many plans in one year: a row for each, ranked by how much of it is on track, as a table and as ``plan.checks/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import Exit, ExitCode, FailOn, Reason
from plan_cli.i18n import Messages
from plan_cli.planfile.source import Source
from plan_cli.profiles import Status
from plan_cli.report import Ended, json_values
from plan_cli.report.cells import Cell, percentage
from plan_cli.report.check import CheckReport
from plan_cli.report.diagnostic import diagnostic_lines, exit_line
from plan_cli.report.frames import Framed
from plan_cli.report.number_format import json_number
from plan_cli.report.profile_labels import profile_word
from plan_cli.report.rows import Rows, rows_of
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, row
from plan_cli.report.validate import ErrorReport

if TYPE_CHECKING:
    from plan_cli.report.records.checks import ChecksDocument, PlanRecord

ATTRIBUTES = ("binding", "anticipatory")
#: The codes of exit, the worst first: the first that holds is that of the run.
_WORST = (ExitCode.UNABLE, ExitCode.FOUND, ExitCode.NOTHING_EVALUATED, ExitCode.OK)


@dataclass(frozen=True)
class PlanResult:
    """One plan: its check, or why there is none."""

    file: str
    check: CheckReport | None = None
    error: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def exit(self) -> Exit:
        """How it ends, and why."""
        return self.check.exit if self.check else Exit(ExitCode.UNABLE, Reason.NOT_CHECKED)

    @property
    def share(self) -> Decimal | None:
        """The share of its evaluated indicators that is on track; None where nothing was evaluated."""
        good, evaluated = self.on_track()
        return Decimal(good) / evaluated if evaluated else None

    def on_track(self, attribute: str = "") -> tuple[int, int]:
        """How many indicators are on track or achieved, and how many were evaluated; of an attribute, or of both."""
        counted = self.counts(attribute)
        evaluated = sum(n for status, n in counted.items() if status.evaluated)
        return evaluated - sum(n for status, n in counted.items() if status.behind), evaluated

    def counts(self, attribute: str = "") -> Counter[Status]:
        """How many indicators have which status."""
        results = self.check.results if self.check else ()
        return Counter(each.status for each in results if attribute in ("", each.indicator.attribute))

    @property
    def annotated(self) -> tuple[Diagnostic, ...]:
        """Everything to be annotated in the files; why it could not run, too."""
        return (self.check or ErrorReport(self.error, self.diagnostics)).annotated

    def name(self, messages: Messages) -> str:
        """The plan's title; its file where it could not be read."""
        return self.check.plan.title.in_language(messages.language) if self.check else self.file


@dataclass(frozen=True, repr=False)
class PlansReport(Ended, Framed):
    """What was really reported for a year, against each of many plans."""

    year: str
    profile: str
    plans: tuple[PlanResult, ...]
    fail_on: FailOn = FailOn.AUTO

    @property
    def ranked(self) -> list[tuple[int | None, PlanResult]]:
        """Each plan with its rank, the best first; plans with the same share have the same. None: nothing to rank."""
        known = [(each.share, each) for each in self.plans if each.share is not None]
        ordered = sorted(known, key=lambda pair: (-pair[0], pair[1].file))
        placed = [(1 + sum(other > share for other, _ in known), each) for share, each in ordered]
        return [*placed, *((None, each) for each in self.plans if each.share is None)]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found on the way, plan by plan."""
        return tuple(found for each in self.plans for found in (each.check or each).diagnostics)

    @property
    def annotated(self) -> tuple[Diagnostic, ...]:
        """What was found in the data, and every verdict that calls for action as a diagnostic."""
        return tuple(
            found for each in self.plans for found in (each.check.annotated if each.check else each.diagnostics)
        )

    @property
    def failing(self) -> frozenset[Severity]:
        """Which severities make one of the checks fail."""
        return frozenset(severity for each in self.plans if each.check for severity in each.check.failing)

    @property
    def subjects(self) -> Mapping[str, Mapping[str, str | None]]:
        """The indicators of each plan."""
        return {file: found for each in self.plans if each.check for file, found in each.check.subjects.items()}

    @property
    def printed(self) -> tuple[Diagnostic, ...]:
        """What people are shown in a list."""
        return tuple(found for each in self.plans for found in (each.check.printed if each.check else each.annotated))

    @property
    def sources(self) -> Mapping[str, Source]:
        """None: the texts of data files are not kept."""
        return {}

    @property
    def exit(self) -> Exit:
        """That of the plan that ends worst."""
        return min((each.exit for each in self.plans), key=lambda each: _WORST.index(each.code))

    def to_record(self) -> ChecksDocument:
        """``plan.checks/1``."""
        return {
            "schema": "plan.checks/1",
            "tool": json_values.TOOL,
            "year": self.year,
            "profile": self.profile,
            "results": [_record(rank, each) for rank, each in self.ranked],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each plan."""
        return rows_of([_flat(rank, each) for rank, each in self.ranked])

    def content(self, messages: Messages) -> list[Block]:
        """The ranking, what could not be checked, and what was found in the data."""
        word = messages.text
        named = "title_plans_latest" if self.year == "latest" else "title_plans"
        blocks: list[Block] = [
            Paragraph(word(named, count=len(self.plans), year=self.year), "title"),
            Paragraph(word("subtitle_plans", profile=profile_word(self.profile, messages)), "quiet"),
            self._table(messages),
        ]
        blocks += [Paragraph(f"{each.file}{word('colon')}{each.error}", "error") for each in self.plans if each.error]
        found = [each for each in self.diagnostics if each.severity is not Severity.INFO]
        if found:
            blocks += [Paragraph(word("findings"), "heading"), *diagnostic_lines(found, messages), Paragraph()]
        return [*blocks, *self.closing_lines(messages)]

    def closing_lines(self, messages: Messages) -> list[Paragraph]:
        """The exit line."""
        return [Paragraph(exit_line(self.exit, messages, self.fail_on), "quiet", closing=True)]

    def _table(self, messages: Messages) -> Table:
        column = columns_in(messages)
        used = [status for status in Status if any(each.counts()[status] for each in self.plans)]
        columns = (
            column("rank", right=True),
            column("plan", wraps=True),
            column("share_on_track", right=True),
            *(column(f"{attribute}_on_track", right=True) for attribute in ATTRIBUTES),
            *(column(status, right=True) for status in used),
            column("exit", right=True),
        )
        names = Counter(each.name(messages) for each in self.plans)
        rows = tuple(_row(rank, each, used, names, messages) for rank, each in self.ranked)
        return Table(columns, rows, main=True, more=(column("file"),)).filled


def _row(rank: int | None, each: PlanResult, used: list[Status], names: Counter[str], messages: Messages) -> Row:
    counted, name = each.counts(), each.name(messages)
    cells = {str(status): Cell(counted[status], style=str(status) if counted[status] else "") for status in used}
    for attribute in ATTRIBUTES:
        good, evaluated = each.on_track(attribute)
        cells[f"{attribute}_on_track"] = Cell(f"{good}/{evaluated}" if evaluated else None)
    return row(
        cells,
        rank=Cell(rank),
        # Plans of one title are told apart by their files.
        plan=name if names[name] == 1 else name + messages.bracketed(each.file),
        file=each.file,
        share_on_track=percentage(each.share),
        exit=Cell(int(each.exit.code)),
    )


def _by_attribute(each: PlanResult) -> dict[str, dict[str, int]]:
    return {attribute: {str(status): each.counts(attribute)[status] for status in Status} for attribute in ATTRIBUTES}


def _record(rank: int | None, each: PlanResult) -> PlanRecord:
    return {
        "rank": rank,
        "file": each.file,
        "share_on_track": json_number(each.share),
        "counts": _by_attribute(each),
        "check": each.check.to_record() if each.check else None,
        "error": each.error or None,
        "diagnostics": [json_values.diagnostic(found) for found in each.diagnostics],
        "exit_code": int(each.exit.code),
    }


def _flat(rank: int | None, each: PlanResult) -> dict[str, Any]:
    plan = each.check.plan if each.check else None
    return {
        "rank": rank,
        "file": each.file,
        "id": plan.id if plan else None,
        "title": str(plan.title) if plan else None,
        "share_on_track": json_number(each.share),
        **{
            f"{attribute}_{status}": count
            for attribute, counts in _by_attribute(each).items()
            for status, count in counts.items()
        },
        "exit_code": int(each.exit.code),
        "error": each.error or None,
    }
