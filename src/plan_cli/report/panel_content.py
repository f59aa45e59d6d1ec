"""A panel for people: counts by indicator, who is furthest behind, what could not be used, and what was read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, figure_of, rounded, telling_digits
from plan_cli.profiles import Status
from plan_cli.report.cells import Cell, number, status_cell
from plan_cli.report.diagnostic import exit_line, without_place
from plan_cli.report.indicators import display_name, points
from plan_cli.report.panel_records import BY_CHECK, UnusableRow
from plan_cli.report.profile_labels import profile_word
from plan_cli.report.table import Block, Column, Paragraph, Row, Table, columns_in, row
from plan_cli.report.verdict_cells import milestone_column, with_category
from plan_cli.report.verdict_notes import revised, stated_tolerance

if TYPE_CHECKING:
    from plan_cli.report.panel import PanelReport


def panel_content(report: PanelReport, messages: Messages) -> list[Block]:
    """Everything, one after the other."""
    word, summary = messages.text, report.summary
    named = report.plan.title.in_language(messages.language)
    title = word("title_check_latest" if report.latest else "title_check", title=named, year=report.year)
    facts = {"profile": profile_word(report.profile, messages), "engine": engine_word(report.engine, messages)}
    head = word("subtitle_panel", **{**summary, **facts})
    blocks: list[Block] = [Paragraph(title, "title"), Paragraph(head, "quiet")]
    if summary["evaluated"]:
        blocks += [_counts(report, messages), *_categories(report, messages), *_group_tables(report, messages)]
    else:
        counts = [f"{word(status)} {summary[str(status)]}" for status in Status if summary[str(status)]]
        when = word("period_year", year=report.years)
        nothing = word("panel_nothing", counts=counts) if counts else word("nothing_evaluated", when=when)
        blocks += [Paragraph(nothing, "warning"), Paragraph()]
    if report.aggregate.furthest_behind:
        blocks += [Paragraph(word("panel_worst"), "heading"), _worst(report, messages)]
    return [*blocks, *panel_notes(report, messages), *_foot(report, messages)]


def engine_word(engine: str, messages: Messages) -> str:
    """What judged a panel: the name of an engine, or that it was the ordinary check."""
    return messages.text("engine_check") if engine == BY_CHECK else engine


def panel_notes(report: PanelReport, messages: Messages) -> list[Block]:
    """What could not be used, and what was found."""
    word = messages.text
    blocks: list[Block] = []
    if where := report.inputs[0].where:
        blocks.append(
            Paragraph(word("panel_where", where=[f"{name}={text}" for name in where for text in where[name]]), "info")
        )
    for indicator in report.applied:
        dated = (each for each in indicator.revisions if each.date.year <= report.year)
        notes = [revised(each, indicator, messages) for each in dated]
        if indicator.tolerance.value and report.eased:
            notes.append(word("note_tolerance_of", tolerance=stated_tolerance(indicator, messages)))
        facts = {"name": display_name(indicator, messages), "reason": word("comma").join(notes)}
        blocks.append(Paragraph(word("note_open", **facts), "quiet"))
    for indicator in report.indicators:
        if reason := messages.reason(indicator.over_years) or _averaged(indicator, report, messages):
            name = display_name(indicator, messages)
            blocks.append(Paragraph(word("note_open", name=name, reason=reason), "quiet"))
    if count := report.aggregate.from_parts:
        blocks.append(Paragraph(word("panel_from_parts", count=count), "info"))
    if report.aggregate.unusable:
        blocks.append(Paragraph(word("panel_bad"), "heading"))
        for kind, bad in report.aggregate.unusable.items():
            counted = word("count_of", word=word(f"bad_{kind}"), count=bad.count)
            items = tuple(_example(report, example) for example in bad.examples)
            blocks.append(Paragraph(label=counted, items=items, separator=word("comma"), kind="error"))
        blocks.append(Paragraph())
    blocks += [Paragraph(without_place(found, messages), str(found.severity)) for found in report.diagnostics]
    return blocks


def _averaged(indicator: Indicator, report: PanelReport, messages: Messages) -> str | None:
    """Over which years its figures are means."""
    if indicator.average is None:
        return None
    if report.latest:
        return messages.text("over_years", count=indicator.average.years)
    years = indicator.average.of(report.year)
    return messages.text("note_mean", first=years[0], last=years[-1])


def _foot(report: PanelReport, messages: Messages) -> list[Block]:
    word, inputs = messages.text, report.files
    more = f" +{len(inputs) - 1}" if len(inputs) > 1 else ""
    facts = {"file": inputs[0].file + more, "rows": report.summary["rows"], "encoding": inputs[0].format}
    files = f"{word('foot_plan', file=report.plan.file)} · {word('foot_data', **facts)}"
    last = exit_line(report.exit, messages, report.threshold)
    return [Paragraph(files, "quiet", closing=True), Paragraph(last, "quiet", closing=True)]


def _example(report: PanelReport, row: UnusableRow) -> str:
    file = report.inputs[row.file].file
    parts = [f"{file}:{row.row}" if row.row else file, *row.entity, row.indicator, row.year, row.text]
    return " ".join(str(part) for part in parts if part not in (None, ""))


def _counts(report: PanelReport, messages: Messages) -> Table:
    column = columns_in(messages)
    judged = [(each, counts) for each, counts in report.by_indicator if any(counts[s] for s in Status if s.evaluated)]
    used = [status for status in Status if any(counts[status] for _, counts in judged)]
    rows: list[Row] = []
    for indicator, counts in judged:
        cells = {str(status): Cell(counts[status], style=str(status) if counts[status] else "") for status in Status}
        rows.append(row(cells, indicator=display_name(indicator, messages), id=indicator.id))
    columns = (column("indicator", wraps=True), *(column(status, right=True) for status in used))
    more = (column("id"), *(column(status, right=True) for status in Status if status not in used))
    return Table(columns, tuple(rows), main=True, more=more)


def _categories(report: PanelReport, messages: Messages) -> list[Block]:
    """The counts by the profile's own words, where it has any."""
    used = list(dict.fromkeys(word for counts in report.by_category for word in counts))
    column = columns_in(messages)
    columns = (
        column("indicator", wraps=True),
        *(Column(f"category {word}", messages.category(word), right=True) for word in used),
    )
    rows = [
        row({f"category {word}": Cell(counts[word]) for word in used}, indicator=display_name(indicator, messages))
        for indicator, counts in zip(report.indicators, report.by_category, strict=True)
        if counts
    ]
    return [Table(columns, tuple(rows))] if used else []


def _group_tables(report: PanelReport, messages: Messages) -> list[Block]:
    """The counts of each ``--by`` value over all indicators, a table for each column."""
    column = columns_in(messages)
    tables: list[Block] = []
    for name in report.by:
        groups = {value: group for (by, value), group in report.by_group.items() if by == name}
        totals = {value: sum(group.values(), Counter[Status]()) for value, group in groups.items()}
        used = [status for status in Status if any(total[status] for total in totals.values())]
        columns = (Column(f"by {name}", name, wraps=True), *(column(status, right=True) for status in used))
        rows = [
            row({str(status): Cell(total[status]) for status in used} | {f"by {name}": Cell(value)})
            for value, total in totals.items()
        ]
        if rows:
            tables.append(Table(columns, tuple(rows)))
    return tables


def _worst(report: PanelReport, messages: Messages) -> Table:
    column = columns_in(messages)
    columns = (
        column("indicator", wraps=True),
        *(Column(f"by {name}", name) for name in report.entity_columns),
        *([column("year", right=True)] if report.latest else []),
        milestone_column(messages, report.profile),
        column("actual", right=True),
        column("gap", right=True),
        column("status"),
    )
    rows = []
    for entity in report.aggregate.furthest_behind:
        indicator, status = report.indicators[entity.code], entity.outcome.status
        actual = figure_of(entity.value)
        milestone = None if entity.milestone is None else figure_of(entity.milestone)
        # The line that the figure was held against: rounded to its own decimals where it has more.
        digits = max(indicator.decimals, decimals_of(actual))
        if milestone is not None and report.profile != "milestone":
            digits = telling_digits(actual, milestone, digits)
        line = None if milestone is None else rounded(milestone, digits)
        gap = None if line is None else indicator.sign * (actual - line)
        rows.append(
            row(
                {f"by {name}": value for name, value in zip(report.entity_columns, entity.entity, strict=True)},
                indicator=display_name(indicator, messages),
                year=Cell(entity.year),
                milestone=number(line, digits),
                actual=number(actual, digits),
                gap=number(gap, digits, signed=True, after=points(indicator, messages)),
                status=status_cell(status, with_category(messages.text(status), entity.outcome.category, messages)),
            )
        )
    return Table(columns, tuple(rows))
