"""The report for reading: what matters on one page, then every indicator with its chart, figures and sources.

``FullReport`` is a check with its surroundings: the verdicts of all years, everything that was reported, and what
the audit found in the plan. Its parts are blocks, so that HTML, Markdown and a workbook say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator, Label
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan
from plan_cli.profiles import Status
from plan_cli.report import json_values
from plan_cli.report.cells import number, status_cell
from plan_cli.report.chart_data import ChartData, chart_data
from plan_cli.report.check import CheckReport
from plan_cli.report.check_content import not_shown
from plan_cli.report.diagnostic import diagnostic_lines
from plan_cli.report.indicators import BINDING_MARK, by_group, display_name, unit_label
from plan_cli.report.scorecard import counts
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, row
from plan_cli.report.verdict_cells import (
    actual_cell,
    gap_cell,
    line_cell,
    needed_cell,
    notes_of,
    verdict_columns,
    verdict_row,
)

#: The worst first.
_WORST = (Status.REVERSING, Status.OFF_TRACK, Status.LAGGING)


@dataclass(frozen=True)
class IndicatorHistory:
    """One indicator: its verdict, those of every year from its base year on, everything reported of it."""

    result: Assessment
    years: tuple[Assessment, ...]
    rows: tuple[Actual, ...] = ()

    @property
    def indicator(self) -> Indicator:
        """The indicator, as it was judged."""
        return self.result.indicator

    @property
    def chart(self) -> ChartData | None:
        """What a chart of it shows, where it has a path."""
        return chart_data(self.result, self.years, self.rows)


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
    history: IndicatorHistory


@dataclass(frozen=True)
class FullReport:
    """A check to be read; ``audit`` is what was found in the plan itself."""

    check: CheckReport
    histories: tuple[IndicatorHistory, ...]
    audit: tuple[Diagnostic, ...] = ()

    @property
    def labels(self) -> Mapping[str, Label]:
        """What people read for the categories of the office's own profile."""
        return self.check.labels

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

    def title(self, messages: Messages) -> str:
        """Which plan and year it is."""
        title = self.plan.title.in_language(messages.language)
        if self.check.latest:
            return messages.text("title_report_latest", title=title)
        return messages.text("title_report", title=title, year=self.check.year)

    def content(self, messages: Messages) -> list[Block]:
        """Everything, one after the other."""
        sections = self.sections(messages)
        blocks: list[Block] = [Paragraph(self.title(messages), "title"), *self.top(messages)]
        blocks += [Paragraph(messages.text("all_verdicts"), "heading"), self.table(messages, sections)]
        for section in sections:
            blocks += [Paragraph(section.title, "heading"), *section.blocks]
        return [*blocks, *self.end(messages)]

    def lead(self, messages: Messages) -> list[Block]:
        """The counts and what is behind."""
        results, word = self.check.results, messages.text
        summary = self.check.summary
        good = summary["achieved"] + summary["on_track"]
        behind = sorted((each for each in results if each.status.behind), key=_urgency)
        facts = {key: summary[key] for key in ("indicators", "evaluated")}
        blocks: list[Block] = [Paragraph(word("report_lead", good=good, behind=len(behind), **facts))]
        blocks += [counts(results, messages), Paragraph(word("behind"), "heading")]
        return [*blocks, _behind(behind, messages) if behind else Paragraph(word("nothing_behind"))]

    def top(self, messages: Messages) -> list[Block]:
        """What a reader with two minutes needs: the counts, what is behind, what could not be judged and why."""
        results, word = self.check.results, messages.text
        blocks: list[Block] = [*self.lead(messages), Paragraph(word("not_judged"), "heading")]
        reasons = [_reasons(each, messages) for each in results if _needs_reason(each)]
        if reasons:
            column = columns_in(messages)
            columns = (column("indicator", wraps=True), column("actual", right=True), column("reason", wraps=True))
            blocks.append(Table(columns, tuple(reasons)))
        legend = " · ".join((word("legend_binding", mark=BINDING_MARK), word("legend_marks")))
        return [*blocks, *not_shown(results, messages), Paragraph(legend, "quiet")]

    def table(self, messages: Messages, sections: Iterable[Section]) -> Table:
        """Every indicator's verdict in one table."""
        rows: list[Row] = []
        group = ""
        for section in sections:
            if section.group != group:
                rows.append(Row(section=section.group))
                group = section.group
            rows.append(section.row)
        return Table(verdict_columns(messages, self.check.profile, latest=self.check.latest), tuple(rows))

    def sections(self, messages: Messages) -> list[Section]:
        """Every indicator, in the plan's order of groups."""
        from plan_cli.report.full_section import section_blocks

        by_id = {history.result.indicator.id: history for history in self.histories}
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in (*self.diagnostics, *self.audit):
            found.setdefault(diagnostic.indicator or "", []).append(diagnostic)
        sections = []
        for group, results in by_group(self.plan, self.check.results):
            label = self.plan.groups[group].in_language(messages.language) if group else ""
            for result in results:
                indicator, history = result.indicator, by_id[result.indicator.id]
                sections.append(
                    Section(
                        id=indicator.id,
                        title=display_name(indicator, messages, numbered=True),
                        group=label,
                        attribute=indicator.attribute,
                        status=result.status,
                        row=verdict_row(result, messages),
                        blocks=section_blocks(history, found.get(indicator.id, []), messages),
                        history=history,
                    )
                )
        return sections

    def end(self, messages: Messages) -> list[Block]:
        """The diagnostics, the method, and what was used."""
        word = messages.text
        blocks: list[Block] = []
        for heading, found in (("findings", self.diagnostics), ("plan_findings", self.audit)):
            blocks.append(Paragraph(word(heading), "heading"))
            blocks += diagnostic_lines(found, messages) or [Paragraph(word("no_findings"))]
        return [*blocks, *self.closing(messages)]

    def closing(self, messages: Messages) -> list[Block]:
        """The method, and what was used."""
        word, profile = messages.text, self.check.profile
        rules = word("method_milestone") if profile == "milestone" else ""
        used = [(self.plan.file, self.plan.sha256), *((each.file, each.sha256) for each in self.check.inputs)]
        return [
            Paragraph(word("method"), "heading"),
            Paragraph(word("method_text", profile=profile, rules=rules)),
            *(Paragraph(word("foot_used", file=file, sha256=sha256), "quiet") for file, sha256 in used),
            Paragraph(f"{json_values.TOOL['name']} {json_values.TOOL['version']}", "quiet"),
        ]


def _urgency(result: Assessment) -> tuple[bool, int, bool, float]:
    """Binding first, then the worst verdict, then the slowest."""
    pace = result.rates.pace
    binding = result.indicator.attribute == "binding"
    return not binding, _WORST.index(result.status), pace is None, float(pace or 0)


def _behind(results: Iterable[Assessment], messages: Messages) -> Table:
    word, column = messages.text, columns_in(messages)
    columns = (
        column("indicator", wraps=True),
        column("attribute"),
        column("status"),
        *(column(key, right=True) for key in ("milestone", "actual", "gap", "needed", "target", "outlook")),
    )
    rows = []
    for each in results:
        indicator, digits = each.indicator, each.indicator.decimals
        rows.append(
            row(
                indicator=f"{display_name(indicator, messages)} ({unit_label(indicator, messages)})",
                attribute=word(indicator.attribute),
                status=status_cell(each.status, word(each.status)),
                milestone=line_cell(each),
                actual=actual_cell(each),
                gap=gap_cell(each, messages),
                needed=needed_cell(each, messages),
                target=number(indicator.goal, digits),
                outlook=number(each.rates.projected, digits),
            )
        )
    return Table(columns, tuple(rows))


def _needs_reason(result: Assessment) -> bool:
    """Whether it is told here why one could not be judged; what is only listed stands elsewhere."""
    if result.status is Status.NOT_ASSESSABLE:
        return result.evidence.value is not None or bool(result.evidence.rows)
    return result.status is Status.UNDECIDABLE


def _reasons(result: Assessment, messages: Messages) -> Row:
    reasons = messages.text("comma").join(notes_of(result, messages))
    return row(indicator=display_name(result.indicator, messages), actual=actual_cell(result), reason=reasons)
