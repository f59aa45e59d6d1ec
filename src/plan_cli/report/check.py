"""The check: every indicator's verdict in one year, as a memo's table and as ``plan.check/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from plan_cli.assess import Assessment
from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.exits import Exit, ExitCode, FailOn, exit_of_verdicts
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual, InputFile, Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.profiles import Status
from plan_cli.report import json_values as wire
from plan_cli.report.diagnostic import concise
from plan_cli.report.exit_line import exit_line
from plan_cli.report.scorecard import counts, scorecard
from plan_cli.report.sections import BINDING_MARK, called, sectioned
from plan_cli.report.table import Block, Column, Grid, Line, Row
from plan_cli.report.trace import trace
from plan_cli.report.verdict_cells import actual_shown, gap_shown, notes_of, verdict_columns, verdict_row


@dataclass(frozen=True)
class CheckReport:
    """What was really reported for a year, against the plan."""

    plan: Plan
    year: int
    profile: str
    results: tuple[Assessment, ...]
    inputs: tuple[InputFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    path: Path | None = None
    fail_on: FailOn = FailOn.AUTO
    allow_empty: bool = False
    period: Period | None = None
    trace: bool = False
    against: Literal["in_force", "original"] = "in_force"
    rows: Mapping[str, Sequence[Actual]] = field(default_factory=dict, repr=False)

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

    @property
    def threshold(self) -> FailOn:
        """What ``fail_on`` comes to for this plan."""
        return self.fail_on.settled(self.plan.has_binding)

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        return exit_of_verdicts(
            self.threshold,
            bad_data=any_errors(self.diagnostics),
            behind=sum(result.status.behind for result in self.results),
            binding_behind=self.summary["errors"],
            evaluated=self.summary["evaluated"],
            allow_empty=self.allow_empty,
        )

    @property
    def exit_code(self) -> ExitCode:
        """The code of ``exit``."""
        return self.exit.code

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """What was found in the data, and every verdict that matters as a diagnostic."""
        from plan_cli.report.verdict_diagnostics import as_diagnostic

        return (*self.diagnostics, *filter(None, map(as_diagnostic, self.results)))

    @property
    def subjects(self) -> Mapping[str, list[str]]:
        """The indicators that were judged."""
        return {self.plan.file: [result.indicator.id for result in self.results]}

    @property
    def laggards(self) -> list[Assessment]:
        """Whoever is behind: binding before anticipatory, the worst status first, then the slowest."""

        def rank(result: Assessment) -> tuple[bool, int, Decimal]:
            pace = result.rates.pace
            return (
                result.indicator.attribute != "binding",
                -list(Status).index(result.status),
                Decimal("Infinity") if pace is None else pace,
            )

        return sorted((result for result in self.results if result.status.behind), key=rank)

    def _result(self, result: Assessment) -> dict[str, Any]:
        told = wire.verdict(result, self.path)
        return told | {"trace": trace(result)} if self.trace else told

    def wire(self) -> dict[str, Any]:
        """``plan.check/1``."""
        return {
            "schema": "plan.check/1",
            "tool": wire.TOOL,
            "plan": wire.plan_head(self.plan),
            "inputs": [wire.input_file(used) for used in self.inputs],
            "year": self.year,
            "period": wire.period(self.period),
            "profile": self.profile,
            "results": [self._result(result) for result in self.results],
            "summary": self.summary,
            "laggards": [result.indicator.id for result in self.laggards],
            "scorecard": scorecard(self.results),
            "diagnostics": [wire.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each indicator, nested keys joined by an underscore."""
        rows = [wire.flat(wire.verdict(result, self.path)) for result in self.results]
        columns = list(dict.fromkeys(key for row in rows for key in row))
        return columns, [[row.get(column) for column in columns] for row in rows]

    def blocks(self, messages: Messages) -> list[Block]:
        """The table, what it leaves out, the counts, and what was used."""
        summary = self.summary
        word, language = messages.word, messages.language
        named = self.plan.title.in_language(language)
        title = word("title_check", title=named, year=self.year)
        if self.period is not None:
            title = word("title_check_part", title=named, period=str(self.period))
        path = word(self.path.shape) if self.path else _paths(self.results, messages)
        head = word("subtitle_check", **{**summary, "profile": self.profile, "path": path})
        blocks: list[Block] = [Line(title, "title"), Line(head, "quiet")]
        told = [result for result in self.results if _in_table(result)]
        if told:
            blocks += [self._table(told, messages), *_footnotes(told, messages, self.results)]
        if not summary["evaluated"]:
            spoilt = any(result.reason == "bad_data" for result in self.results)
            blocks.append(Line(word("nothing_usable" if spoilt else "nothing_evaluated", year=self.year), "warning"))
        if self.laggards:
            blocks.append(_behind(self.laggards, messages))
        blocks += left_out(self.results, messages)
        blocks.append(counts(self.results, messages))
        if self.diagnostics:
            blocks.append(Line(word("findings"), "heading"))
            blocks += [Line(concise(found, messages), str(found.severity)) for found in self.diagnostics]
            blocks.append(Line())
        blocks += self._foot(messages)
        return blocks

    def _table(self, told: list[Assessment], messages: Messages) -> Grid:
        """The verdicts; for a whole year with a spark beside each."""
        from plan_cli.report.sparkline import spark

        def with_spark(result: Assessment, messages: Messages) -> list[Row]:
            rows = self.rows.get(result.indicator.id, ())
            drawn = spark(result.indicator, result.trajectory, rows) if result.trajectory else ""
            return [replace(row, cells=(*row.cells, drawn)) for row in verdict_row(result, messages)]

        word, columns = messages.word, verdict_columns(messages)
        if self.period is None:
            columns += (Column("spark", word("spark"), spare=True, drawn=True, legend=word("legend_spark")),)
        rows_of = verdict_row if self.period else with_spark
        return Grid(columns, sectioned(self.plan, told, rows_of, messages), merge={"unit": "indicator"})

    def _foot(self, messages: Messages) -> list[Line]:
        word = messages.word
        used = [
            word("foot_data", file=used.file, rows=used.rows, encoding=used.encoding or used.format)
            for used in self.inputs
        ]
        return [
            Line(" · ".join([word("foot_plan", file=self.plan.file), *used]), "quiet"),
            Line(exit_line(self.exit, messages, self.threshold), "quiet"),
        ]


def _in_table(result: Assessment) -> bool:
    """Whether there is anything to show of it beyond that there is nothing."""
    known = result.evidence.value is not None or bool(result.evidence.rows)
    return known or result.status.evaluated or result.status is Status.UNDECIDABLE


def _paths(results: Iterable[Assessment], messages: Messages) -> str:
    """The shapes that were used, the commonest first."""
    used = Counter(result.indicator.shape_name() for result in results if result.trajectory)
    return ", ".join(messages.word(shape) for shape, _ in used.most_common() if shape)


def _footnotes(results: list[Assessment], messages: Messages, listed: Iterable[Assessment]) -> list[Line]:
    """The legend of the marks that were used, and why what could not be judged could not."""
    word = messages.word
    legend = []
    if any(result.indicator.attribute == "binding" for result in listed):
        legend.append(word("legend_binding", mark=BINDING_MARK))
    if any(actual_shown(result)[-1:] in "pefr*" for result in results):
        legend.append(word("legend_marks"))
    lines = [Line(" · ".join(legend), "quiet")] if legend else []
    for result in results:
        notes = list(notes_of(result, messages))
        if notes:
            name = result.indicator.name.in_language(messages.language)
            lines.append(Line(word("note_open", name=name, reason=word("comma").join(notes)), "quiet"))
    return lines


def _behind(results: list[Assessment], messages: Messages) -> Line:
    """The laggards first, each with its verdict and how far it is."""
    items = []
    for result in results:
        name = result.indicator.name.in_language(messages.language)
        mark = BINDING_MARK if result.indicator.attribute == "binding" else ""
        far = "" if result.gap is None else f" {gap_shown(result)} {result.indicator.unit}".rstrip()
        items.append(f"{name}{mark} ({messages.word(result.status)}{far})")
    label = messages.word("count_of", word=messages.word("laggards"), count=len(items))
    return Line(label=label, items=tuple(items), comma=messages.word("comma"))


def left_out(results: Iterable[Assessment], messages: Messages) -> list[Line]:
    """Whom the table does not show, and why: binding indicators first."""
    lists: Mapping[str, list[Indicator]] = {"list_missing": [], "list_not_due": [], "list_statement": []}
    keys = {Status.MISSING: "list_missing", Status.NOT_DUE: "list_not_due", Status.NOT_ASSESSABLE: "list_statement"}
    for result in results:
        if not _in_table(result):
            lists[keys[result.status]].append(result.indicator)
    lines = []
    for key, members in lists.items():
        ordered = sorted(members, key=lambda indicator: indicator.attribute != "binding")
        names = [called(each, messages, numbered=True) for each in ordered]
        if names:
            label = messages.word("count_of", word=messages.word(key), count=len(names))
            lines.append(Line(label=label, items=tuple(names), comma=messages.word("comma")))
    return lines
