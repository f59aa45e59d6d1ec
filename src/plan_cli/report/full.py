"""The report for reading: what matters on one page, then every indicator with its picture, figures and sources.

``FullReport`` is a check with its surroundings: the verdicts of all years, everything that was reported, and what
the audit found in the plan. Its sections are blocks, so that HTML, Markdown and a workbook say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan
from plan_cli.profiles import Status
from plan_cli.report import json_values as wire
from plan_cli.report.chart_data import Picture, picture
from plan_cli.report.check import CheckReport, left_out
from plan_cli.report.diagnostic import concise, without_place
from plan_cli.report.milestones import growth_shown
from plan_cli.report.number_format import NONE, figure, printed, rate, shown
from plan_cli.report.scorecard import counts
from plan_cli.report.sections import BINDING_MARK, by_group, called
from plan_cli.report.show import target_shown
from plan_cli.report.table import Block, Column, Grid, Line, Row
from plan_cli.report.verdict_cells import (
    actual_shown,
    gap_shown,
    notes_of,
    verdict_columns,
    verdict_row,
    verdict_shown,
)

#: The worst first.
_WORST = (Status.REVERSING, Status.OFF_TRACK, Status.LAGGING)


@dataclass(frozen=True)
class Reading:
    """One indicator: its verdict, those of every year from its base year on, everything reported of it."""

    judged: Assessment
    years: tuple[Assessment, ...]
    rows: tuple[Actual, ...] = ()

    @property
    def picture(self) -> Picture | None:
        """What is to be seen of it, where it has a path."""
        return picture(self.judged, self.years, self.rows)


@dataclass(frozen=True)
class Section:
    """One indicator as finished blocks, with what a page may filter by."""

    id: str
    title: str
    group: str
    attribute: str
    status: Status
    row: Row
    blocks: tuple[Block, ...]
    reading: Reading


@dataclass(frozen=True)
class FullReport:
    """A check to be read; ``audit`` is what was found in the plan itself."""

    check: CheckReport
    readings: tuple[Reading, ...]
    audit: tuple[Diagnostic, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan that was judged."""
        return self.check.plan

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the data."""
        return self.check.diagnostics

    @property
    def exit_code(self) -> ExitCode:
        """That of the check."""
        return self.check.exit_code

    def wire(self) -> dict[str, Any]:
        """The check's document: a report adds no figures of its own."""
        return self.check.wire()

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """The check's records."""
        return self.check.records()

    def title(self, messages: Messages) -> str:
        """Which plan and year it is."""
        return messages.word("title_report", title=self.plan.title.in_language(messages.language), year=self.check.year)

    def blocks(self, messages: Messages) -> list[Block]:
        """Everything, one after the other."""
        sections = self.sections(messages)
        blocks: list[Block] = [Line(self.title(messages), "title"), *self.top(messages)]
        blocks += [Line(messages.word("all_verdicts"), "heading"), self.table(messages, sections)]
        for section in sections:
            blocks += [Line(section.title, "heading"), *section.blocks]
        return [*blocks, *self.end(messages)]

    def top(self, messages: Messages) -> list[Block]:
        """What a reader with two minutes needs: the counts, what is behind, what could not be judged and why."""
        results, word = self.check.results, messages.word
        summary = self.check.summary
        good = summary["achieved"] + summary["on_track"]
        behind = sorted((each for each in results if each.status.behind), key=_urgency)
        blocks: list[Block] = [Line(word("report_lead", good=good, behind=len(behind), **_of(summary)))]
        blocks += [counts(results, messages), Line(word("behind"), "heading")]
        blocks.append(self._behind(behind, messages) if behind else Line(word("nothing_behind")))
        blocks.append(Line(word("not_judged"), "heading"))
        open_ones = [each for each in results if each.status in (Status.UNDECIDABLE, Status.NOT_ASSESSABLE)]
        reasons = [row for each in open_ones if (row := _why(each, messages))]
        if reasons:
            columns = (
                Column("indicator", word("indicator"), folds=True),
                Column("actual", word("actual"), right=True),
                Column("reason", word("reason"), folds=True),
            )
            blocks.append(Grid(columns, tuple(reasons)))
        legend = " · ".join((word("legend_binding", mark=BINDING_MARK), word("legend_marks")))
        return [*blocks, *left_out(results, messages), Line(legend, "quiet")]

    def table(self, messages: Messages, sections: Iterable[Section]) -> Grid:
        """Every indicator's verdict in one table."""
        rows: list[Row] = []
        group = ""
        for section in sections:
            if section.group != group:
                rows.append(Row(section=section.group))
                group = section.group
            rows.append(section.row)
        return Grid(verdict_columns(messages), tuple(rows))

    def sections(self, messages: Messages) -> list[Section]:
        """Every indicator, in the plan's order of groups."""
        by_id = {reading.judged.indicator.id: reading for reading in self.readings}
        sections = []
        for group, found in by_group(self.plan, self.check.results):
            label = self.plan.groups[group].in_language(messages.language) if group else ""
            sections += [self._section(by_id[each.indicator.id], label, messages) for each in found]
        return sections

    def _section(self, reading: Reading, group: str, messages: Messages) -> Section:
        judged, word = reading.judged, messages.word
        indicator = judged.indicator
        blocks: list[Block] = [_facts(judged, messages)]
        years = [each for each in reading.years if each.milestone is not None or each.evidence.value is not None]
        if years:
            blocks.append(_years(years, messages))
        blocks += [Line(note, "quiet") for note in notes_of(judged, messages)]
        if reading.rows:
            blocks += [Line(word("reported"), "subheading"), _reported(reading.rows, messages)]
        found = [each for each in (*self.diagnostics, *self.audit) if each.indicator == indicator.id]
        if found:
            blocks.append(Line(word("found"), "subheading"))
            blocks += [Line(without_place(each, messages), str(each.severity)) for each in found]
        return Section(
            indicator.id,
            called(indicator, messages, numbered=True),
            group,
            indicator.attribute,
            judged.status,
            verdict_row(judged, messages)[0],
            tuple(blocks),
            reading,
        )

    def end(self, messages: Messages) -> list[Block]:
        """The diagnostics, the method, and what was used."""
        word = messages.word
        blocks: list[Block] = []
        for heading, found in (("findings", self.diagnostics), ("plan_findings", self.audit)):
            blocks.append(Line(word(heading), "heading"))
            blocks += [Line(concise(each, messages), str(each.severity)) for each in found]
            blocks += [] if found else [Line(word("no_findings"))]
        return [*blocks, *self.closing(messages)]

    def closing(self, messages: Messages) -> list[Block]:
        """The method, and what was used."""
        word = messages.word
        blocks: list[Block] = [Line(word("method"), "heading")]
        rules = word("method_milestone") if self.check.profile == "milestone" else ""
        blocks.append(Line(word("method_text", profile=self.check.profile, rules=rules)))
        return [*blocks, *self._used(messages)]

    def _used(self, messages: Messages) -> list[Block]:
        word = messages.word
        lines = [Line(word("foot_used", file=self.plan.file, sha256=self.plan.sha256), "quiet")]
        lines += [Line(word("foot_used", file=used.file, sha256=used.sha256), "quiet") for used in self.check.inputs]
        return [*lines, Line(f"{wire.TOOL['name']} {wire.TOOL['version']}", "quiet")]

    def _behind(self, behind: Iterable[Assessment], messages: Messages) -> Grid:
        word = messages.word
        columns = (
            Column("indicator", word("indicator"), folds=True),
            Column("attribute", word("attribute")),
            Column("status", word("status")),
            Column("milestone", word("milestone"), right=True),
            Column("actual", word("actual"), right=True),
            Column("gap", word("gap"), right=True),
            Column("needed", word("needed"), right=True),
            Column("target", word("target"), right=True),
            Column("outlook", word("outlook"), right=True),
        )
        rows = []
        for each in behind:
            indicator, status = each.indicator, str(each.status)
            row = verdict_row(each, messages)[0].cells
            cells = (f"{called(indicator, messages)} ({row[2]})", word(indicator.attribute), word(status), row[4])
            ends = figure(indicator.goal, indicator.decimals), figure(each.rates.projected, indicator.decimals)
            rows.append(Row((*cells, row[5], row[6], row[8], *ends), styles={2: status}))
        return Grid(columns, tuple(rows))


def _of(summary: dict[str, int]) -> dict[str, int]:
    return {key: summary[key] for key in ("indicators", "evaluated")}


def _urgency(judged: Assessment) -> tuple[bool, int, bool, float]:
    """Binding first, then the worst verdict, then the slowest."""
    pace = judged.rates.pace
    binding = judged.indicator.attribute == "binding"
    return not binding, _WORST.index(judged.status), pace is None, float(pace or 0)


def _why(judged: Assessment, messages: Messages) -> Row | None:
    """Why one could not be judged; what is only listed stands elsewhere."""
    if judged.evidence.value is None and not judged.evidence.rows and judged.status is Status.NOT_ASSESSABLE:
        return None
    reasons = messages.word("comma").join(notes_of(judged, messages))
    return Row((called(judged.indicator, messages), actual_shown(judged), reasons))


def _facts(judged: Assessment, messages: Messages) -> Grid:
    """The verdict in words, with the rates and the cut points that it rests on."""
    word, indicator, rates = messages.word, judged.indicator, judged.rates
    growing, digits = judged.trajectory.growing if judged.trajectory else None, indicator.decimals
    unit = word("index", year=indicator.baseline.year) if indicator.is_index else indicator.unit
    base = indicator.baseline
    start = "" if base.value is None else f"{shown(base.value, digits)} ({base.year})"
    cuts = [
        f"{messages.category(key)} {'≥' if indicator.sign > 0 else '≤'} {figure(value, digits)}"
        for key, value in judged.thresholds.items()
        if value is not None
    ]
    shape = indicator.shape_name()
    facts = [
        ("status", verdict_shown(judged, messages)),
        ("attribute", f"{word(indicator.attribute)} · {word(indicator.direction)}"),
        ("unit", unit),
        ("baseline", start),
        ("target", f"{target_shown(indicator, messages)} ({indicator.target_year})"),
        ("path", word(shape) if judged.trajectory and shape else ""),
        ("growth", growth_shown(indicator.printed_growth)),
        ("required", rate(rates.required, growing, digits)),
        ("observed", rate(rates.observed, growing, digits)),
        ("catch_up", NONE if judged.status is Status.ACHIEVED else rate(rates.catch_up, growing, digits)),
        ("outlook", figure(rates.projected, digits)),
        ("step_cuts", word("comma").join(cuts)),
        ("source", indicator.source or ""),
        ("notes", indicator.notes.in_language(messages.language) if indicator.notes else ""),
    ]
    rows = [
        Row((_first_upper(word(key)), text), styles={1: str(judged.status)} if key == "status" else {})
        for key, text in facts
        if text.strip() and text != NONE
    ]
    return Grid((Column("label", ""), Column("text", "", folds=True)), tuple(rows), headed=False)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _years(years: Iterable[Assessment], messages: Messages) -> Grid:
    word = messages.word
    columns = (
        Column("year", word("year"), right=True),
        Column("milestone", word("milestone"), right=True),
        Column("actual", word("actual"), right=True),
        Column("gap", word("gap"), right=True),
        Column("status", word("status")),
    )
    rows = []
    for each in years:
        base = each.year <= each.indicator.baseline.year
        status = NONE if base or each.status is Status.MISSING else word(each.status)
        milestone = figure(each.milestone, each.indicator.decimals)
        gap = NONE if base else gap_shown(each)
        styles = {} if status == NONE else {4: str(each.status)}
        rows.append(Row((str(each.year), milestone, actual_shown(each), gap, status), styles=styles))
    return Grid(columns, tuple(rows))


def _reported(rows: Iterable[Actual], messages: Messages) -> Grid:
    """Every row as its source prints it."""
    word = messages.word
    columns = (
        Column("period", word("period")),
        Column("actual", word("actual"), right=True),
        Column("state", word("state")),
        Column("published", word("published")),
        Column("source", word("source"), folds=True),
        Column("note", word("notes"), folds=True),
    )
    told = []
    for row in rows:
        value = NONE if row.value is None else row.bound + printed(row.value) + ("%" if "growth" in row.measure else "")
        measure = f" ({word('measure_' + row.measure)})" if row.measure else ""
        published = row.published.isoformat() if row.published else ""
        state = word(f"obs_{row.status}")
        told.append(Row((str(row.period), value + measure, state, published, row.source, row.note)))
    return Grid(columns, tuple(told))
