"""The check: every indicator's verdict in one year, as a memo's table and as ``plan.check/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from plan_cli.assess import Assessment
from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.exits import Exit, FailOn, exit_of_verdicts
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, InputFile, Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.planfile.source import Source
from plan_cli.profiles import Status
from plan_cli.report import Ended, json_values
from plan_cli.report.check_content import check_content
from plan_cli.report.diagnostic import exit_line, up_to_errors
from plan_cli.report.frames import Framed
from plan_cli.report.rows import Rows, flat, rows_of
from plan_cli.report.scorecard import scorecard
from plan_cli.report.table import Block, Paragraph

if TYPE_CHECKING:
    from plan_cli.model.stated_profile import Scoring
    from plan_cli.report.averages import Average
    from plan_cli.report.records.check import CheckDocument, Summary, VerdictRecord


@dataclass(frozen=True, repr=False)
class CheckReport(Ended, Framed):
    """What was reported for a year, judged against the plan."""

    plan: Plan
    year: int
    profile: str
    results: tuple[Assessment, ...]
    inputs: tuple[InputFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    path: Path | None = None
    fail_on: FailOn = FailOn.AUTO
    allow_empty: bool = False
    #: The number of errors in the data after which people are shown no more findings.
    max_errors: int | None = None
    period: Period | None = None
    trace: bool = False
    against: Literal["in_force", "original"] = "in_force"
    rows: Mapping[str, Sequence[Actual]] = field(default_factory=dict, repr=False)
    latest: bool = False
    #: Only figures published by this day count; None: all of them.
    as_of: date | None = None
    previous: Mapping[str, Mapping[str, Any]] | None = field(default=None, repr=False)
    #: The indicators whose verdict a baseline accepts: shown, but not counted.
    accepted: frozenset[str] = frozenset()
    #: Labels for the categories of an own profile.
    labels: Mapping[str, Label] = field(default_factory=dict)
    #: The options with which ``plan explain`` comes to the same verdicts, where more than the plan is needed.
    explained_with: tuple[str, ...] = ()
    #: How the profile's categories are averaged over each group.
    scoring: Scoring | None = None

    @property
    def summary(self) -> dict[str, int]:
        """Counts by status, and how many verdicts are errors and warnings."""
        statuses = Counter(str(result.status) for result in self.results)
        severities = Counter(result.severity for result in self.results)
        return {
            "indicators": len(self.results),
            "evaluated": sum(result.status.evaluated for result in self.results),
            **{str(status): statuses[str(status)] for status in Status},
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
        }

    @cached_property
    def averages(self) -> tuple[Average, ...]:
        """The mean scores of the groups, where the profile averages."""
        if self.scoring is None:
            return ()
        from plan_cli.report.averages import averages

        return tuple(averages(self.plan, self.results, self.scoring))

    @property
    def scored(self) -> bool:
        """Whether the profile published a score of any indicator."""
        return any(result.score is not None for result in self.results)

    @property
    def threshold(self) -> FailOn:
        """The threshold that ``fail_on`` stands for in this plan."""
        return self.fail_on.settled(self.plan.has_binding)

    @property
    def _counting(self) -> list[Assessment]:
        return [result for result in self.results if result.indicator.id not in self.accepted]

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        return exit_of_verdicts(
            self.threshold,
            bad_data=any_errors(self.diagnostics),
            behind=sum(result.status.behind for result in self._counting),
            binding_behind=sum(result.severity is Severity.ERROR for result in self._counting),
            evaluated=self.summary["evaluated"],
            allow_empty=self.allow_empty,
        )

    @property
    def annotated(self) -> tuple[Diagnostic, ...]:
        """What was found in the data, and every verdict that calls for action as a diagnostic."""
        from plan_cli.report.verdict_diagnostics import as_diagnostic

        verdicts = (as_diagnostic(each, self.explained_with) for each in self._counting)
        return (*self.diagnostics, *filter(None, verdicts))

    @property
    def failing(self) -> frozenset[Severity]:
        """The severities that make the check fail."""
        behind = {FailOn.BINDING: (Severity.ERROR,), FailOn.ANY: (Severity.ERROR, Severity.WARNING)}
        return frozenset(behind.get(self.threshold, ()))

    @property
    def subjects(self) -> Mapping[str, Mapping[str, str | None]]:
        """The judged indicators by id, with the reason for one that could not be evaluated."""
        english = messages_in(MACHINE)
        return {
            self.plan.file: {
                result.indicator.id: None
                if result.status.evaluated
                else english.reason(result.reason) or english.text(result.status)
                for result in self.results
            }
        }

    @property
    def laggards(self) -> list[Assessment]:
        """The verdicts of indicators that are behind: binding before anticipatory, then the most urgent first."""
        behind = (result for result in self.results if result.status.behind)
        return sorted(behind, key=lambda result: (result.indicator.attribute != "binding", urgency(result)))

    def _result(self, result: Assessment) -> VerdictRecord:
        record = json_values.verdict(result, self.path)
        if self.trace:
            from plan_cli.report.trace import trace

            record["trace"] = trace(result)
        if self.previous is not None:
            record["previous"] = json_values.previous(self.previous.get(result.indicator.id))
        return record

    def to_record(self) -> CheckDocument:
        """``plan.check/1``."""
        averaged = {}
        if self.scoring is not None:
            from plan_cli.report.averages import average_records

            averaged["averages"] = average_records(self.averages)
        return {
            "schema": "plan.check/1",
            "tool": json_values.TOOL,
            "plan": json_values.plan_head(self.plan),
            "inputs": [json_values.input_file(used) for used in self.inputs],
            "year": self.year,
            "latest": self.latest,
            "period": json_values.period(self.period),
            "profile": self.profile,
            "results": [self._result(result) for result in self.results],
            "summary": cast("Summary", self.summary),
            "laggards": [result.indicator.id for result in self.laggards],
            "scorecard": scorecard(self.results),
            **cast("CheckDocument", averaged),
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    @property
    def listed(self) -> tuple[Diagnostic, ...]:
        """The findings in the data that people are shown."""
        return up_to_errors(self.diagnostics, self.max_errors)

    def left_out(self, messages: Messages) -> list[Paragraph]:
        """How many findings in the data are not listed, where any are."""
        more = len(self.diagnostics) - len(self.listed)
        return [Paragraph(messages.text("and_more", count=more))] if more else []

    @property
    def printed(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that people are shown in a list: findings in the data, and every verdict that matters."""
        verdicts = self.annotated[len(self.diagnostics) :]
        return (*self.listed, *(each for each in verdicts if each.severity is not Severity.INFO))

    @property
    def sources(self) -> Mapping[str, Source]:
        """None: the texts of data files are not kept."""
        return {}

    def closing_lines(self, messages: Messages) -> list[Paragraph]:
        """The exit line."""
        return [*self.left_out(messages), Paragraph(exit_line(self.exit, messages, self.threshold), closing=True)]

    def to_rows(self) -> Rows:
        """One row for each indicator."""
        return rows_of([flat(json_values.verdict(result, self.path)) for result in self.results])

    def content(self, messages: Messages) -> list[Block]:
        """The table, what it leaves out, the counts, and what was used."""
        return check_content(self, messages)


def urgency(result: Assessment) -> tuple[int, Decimal]:
    """The rank of a verdict among those behind: the worst status first, then the slowest; without a pace last."""
    pace = Decimal("Infinity") if result.rates.pace is None else result.rates.pace
    return -list(Status).index(result.status), pace


class _WithCheck(Protocol):
    @property
    def check(self) -> CheckReport:
        """The underlying check."""


class OfCheck(Ended):
    """What a report takes over from the check that it is based on."""

    @property
    def diagnostics(self: _WithCheck) -> tuple[Diagnostic, ...]:
        """What was found in the data."""
        return self.check.diagnostics

    @property
    def exit(self: _WithCheck) -> Exit:
        """How the run ends, and why."""
        return self.check.exit
