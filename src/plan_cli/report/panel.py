"""The panel's report: counts by indicator and status, who is furthest behind, what could not be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from plan_cli.assess import severity_of
from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import Exit, ExitCode, FailOn, exit_of_verdicts
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.profiles import Status
from plan_cli.report import json_values as wire
from plan_cli.report.exit_line import exit_line
from plan_cli.report.number_format import NONE
from plan_cli.report.sections import called
from plan_cli.report.table import Block, Column, Grid, Line, Row


def _shown(number: float | None, decimals: int, sign: str = "") -> str:
    return NONE if number is None else f"{number:{sign}.{decimals}f}"


@dataclass(frozen=True, slots=True)
class PanelInput:
    """Which file was read. (No hash: it would cost more than the check.)"""

    file: str
    format: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Count:
    """So many verdicts of an indicator; ``of`` is a ``--by`` column and its value, or nothing."""

    code: int
    of: tuple[str, ...]
    outcome: Any
    n: int


@dataclass(frozen=True, slots=True)
class Worst:
    """An entity that is far behind."""

    code: int
    who: tuple[str, ...]
    value: float
    base: float | None
    milestone: float | None
    gap: float | None
    outcome: Any
    file: int
    row: int | None


@dataclass(frozen=True, slots=True)
class Bad:
    """One kind of rows that cannot be used; examples are file, row, entity …, indicator, year, text."""

    count: int
    examples: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted."""

    rows: int
    entities: int
    counts: tuple[Count, ...]
    groups: tuple[Count, ...]
    worst: tuple[Worst, ...]
    bad: Mapping[str, Bad] = field(default_factory=dict)


@dataclass(frozen=True)
class PanelReport:
    """Every entity's verdicts in a year, counted. ``who`` is what tells entities apart: ``by``, and the entity."""

    plan: Plan
    year: int
    profile: str
    engine: str
    by: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    inputs: tuple[PanelInput, ...]
    tally: Tally
    who: tuple[str, ...]
    fail_on: FailOn = FailOn.AUTO
    allow_empty: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """None: what is wrong with rows is counted in ``bad``."""
        return ()

    def statuses(self, counts: Iterable[Count], indicator: Indicator, entities: int) -> dict[str, int]:
        """The counts of one indicator; an entity without a row in the year is ``missing``."""
        found: Counter[Status] = Counter()
        for count in counts:
            found[count.outcome.status] += count.n
        found[self._silent(indicator)] += entities - sum(found.values())
        return {str(status): found[status] for status in Status}

    def _silent(self, indicator: Indicator) -> Status:
        """What an entity's silence means: nothing was due, nothing can be scored, or a figure is missing."""
        target = indicator.target
        if target.judged in ("never", "direction") or target.cumulative:
            return Status.NOT_ASSESSABLE
        waiting = target.judged == "deadline" and self.year < indicator.target_year
        return Status.NOT_DUE if waiting or self.year <= indicator.baseline.year else Status.MISSING

    @cached_property
    def by_indicator(self) -> list[tuple[Indicator, dict[str, int]]]:
        """Every indicator with its counts."""
        counts: dict[int, list[Count]] = {}
        for count in self.tally.counts:
            counts.setdefault(count.code, []).append(count)
        return [
            (indicator, self.statuses(counts.get(code, ()), indicator, self.tally.entities))
            for code, indicator in enumerate(self.indicators)
        ]

    @cached_property
    def summary(self) -> dict[str, int]:
        """Counts by status over all verdicts, and how many are errors and warnings."""
        statuses: Counter[str] = Counter()
        severities: Counter[Severity | None] = Counter()
        for indicator, counts in self.by_indicator:
            statuses.update(counts)
            for status in Status:
                if n := counts[str(status)]:
                    severities[severity_of(indicator, status)] += n
        return {
            "rows": self.tally.rows,
            "entities": self.tally.entities,
            "indicators": len(self.indicators),
            "evaluated": sum(statuses[str(status)] for status in Status if status.evaluated),
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
        summary = self.summary
        return exit_of_verdicts(
            self.threshold,
            bad_data=bool(self.tally.bad),
            behind=sum(summary[str(status)] for status in Status if status.behind),
            binding_behind=summary["errors"],
            evaluated=summary["evaluated"],
            allow_empty=self.allow_empty,
        )

    @property
    def exit_code(self) -> ExitCode:
        """The code of ``exit``."""
        return self.exit.code

    def wire(self) -> dict[str, Any]:
        """``plan.panel/1``."""
        return {
            "schema": "plan.panel/1",
            "tool": wire.TOOL,
            "plan": wire.plan_head(self.plan),
            "inputs": [{"file": used.file, "format": used.format, "encoding": used.encoding} for used in self.inputs],
            "year": self.year,
            "profile": self.profile,
            "engine": self.engine,
            "by": list(self.by),
            "summary": self.summary,
            "groups": self._groups(),
            "worst": [self._far(far) for far in self.tally.worst],
            "bad": {
                kind: {"count": bad.count, "examples": [self._example(row) for row in bad.examples]}
                for kind, bad in self.tally.bad.items()
            },
            "diagnostics": [],
            "exit_code": int(self.exit_code),
        }

    def _groups(self) -> list[dict[str, Any]]:
        """By indicator, then by indicator and each ``--by`` value; only what has rows in the latter."""
        told: list[dict[str, Any]] = [
            {"indicator": indicator.id, "counts": counts} for indicator, counts in self.by_indicator
        ]
        groups: dict[tuple[int, tuple[str, ...]], Counter[Status]] = {}
        for count in self.tally.groups:
            groups.setdefault((count.code, count.of), Counter())[count.outcome.status] += count.n
        for (code, (column, value)), found in groups.items():
            counts = {str(status): found[status] for status in Status if found[status]}
            told.append({"indicator": self.indicators[code].id, column: value, "counts": counts})
        return told

    def _far(self, far: Worst) -> dict[str, Any]:
        return {
            "indicator": self.indicators[far.code].id,
            **dict(zip(self.who, far.who, strict=True)),
            "actual": far.value,
            "baseline": far.base,
            "milestone": far.milestone,
            "gap": far.gap,
            "status": str(far.outcome.status),
            "file": self.inputs[far.file].file,
            "row": far.row,
        }

    def _example(self, row: tuple[Any, ...]) -> dict[str, Any]:
        file, line, *who, indicator, year, text = row
        return {
            "file": self.inputs[file].file,
            "row": line,
            **dict(zip(self.who, who, strict=True)),
            "indicator": indicator,
            "year": year,
            "text": text,
        }

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """The groups as rows."""
        columns = ["indicator", *self.by, *map(str, Status)]
        rows = []
        for group in self._groups():
            counts = group["counts"]
            who = [group.get(name) for name in self.by]
            rows.append([group["indicator"], *who, *(counts.get(str(status), 0) for status in Status)])
        return columns, rows

    def blocks(self, messages: Messages) -> list[Block]:
        """Counts by indicator, the worst of each, what could not be used, and what was read."""
        word, summary = messages.word, self.summary
        title = word("title_check", title=self.plan.title.in_language(messages.language), year=self.year)
        head = word("subtitle_panel", **{**summary, "profile": self.profile, "engine": self.engine})
        blocks: list[Block] = [Line(title, "title"), Line(head, "quiet")]
        if summary["evaluated"]:
            blocks.append(self._table(messages))
        else:
            counts = [f"{word(status)} {summary[str(status)]}" for status in Status if summary[str(status)]]
            blocks += [Line(word("panel_nothing", counts=counts), "warning"), Line()]
        if self.tally.worst:
            blocks += [Line(word("panel_worst"), "heading"), self._worst_table(messages)]
        if self.tally.bad:
            blocks.append(Line(word("panel_bad"), "heading"))
            for kind, bad in self.tally.bad.items():
                places = [self._told(row) for row in bad.examples]
                label = word("count_of", word=word(f"bad_{kind}"), count=bad.count)
                blocks.append(Line(label=label, items=tuple(places), comma=word("comma"), kind="error"))
            blocks.append(Line())
        files = [self.inputs[0].file] + ([f"+{len(self.inputs) - 1}"] if len(self.inputs) > 1 else [])
        data = word("foot_data", file=" ".join(files), rows=summary["rows"], encoding=self.inputs[0].format)
        blocks.append(Line(f"{word('foot_plan', file=self.plan.file)} · {data}", "quiet"))
        return [*blocks, Line(exit_line(self.exit, messages, self.threshold), "quiet")]

    def _told(self, row: tuple[Any, ...]) -> str:
        file, line, *who, indicator, year, text = row
        place = self.inputs[file].file
        parts = [f"{place}:{line}" if line else place, *who, indicator, year, text]
        return " ".join(str(part) for part in parts if part not in (None, ""))

    def _table(self, messages: Messages) -> Grid:
        word = messages.word
        told = [(i, counts) for i, counts in self.by_indicator if any(counts[str(s)] for s in Status if s.evaluated)]
        shown = [status for status in Status if any(counts[str(status)] for _, counts in told)]
        columns = (
            Column("indicator", word("indicator"), folds=True),
            *(Column(status, word(status), right=True) for status in shown),
        )
        rows = []
        for indicator, counts in told:
            cells = (called(indicator, messages), *(str(counts[str(status)]) for status in shown))
            styles = {i: str(status) for i, status in enumerate(shown, 1) if counts[str(status)]}
            rows.append(Row(cells, styles=styles))
        return Grid(columns, tuple(rows))

    def _worst_table(self, messages: Messages) -> Grid:
        word = messages.word
        columns = (
            Column("indicator", word("indicator"), folds=True),
            *(Column(f"by {name}", name) for name in self.who),
            Column("milestone", word("milestone"), right=True),
            Column("actual", word("actual"), right=True),
            Column("gap", word("gap"), right=True),
            Column("status", word("status")),
        )
        rows = []
        for far in self.tally.worst:
            indicator = self.indicators[far.code]
            digits, status = indicator.decimals, far.outcome.status
            figures = (_shown(far.milestone, digits), _shown(far.value, digits), _shown(far.gap, digits, "+"))
            cells = (called(indicator, messages), *far.who, *figures, word(status))
            rows.append(Row(cells, styles={len(cells) - 1: str(status)}))
        return Grid(columns, tuple(rows))
