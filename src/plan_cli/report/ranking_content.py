"""A ranking for people: the map entity × indicator, a table of places for each indicator, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, rounded
from plan_cli.report.cells import Cell, number, percentage, status_cell, text_of
from plan_cli.report.file_names import file_names
from plan_cli.report.full_table import MARKS
from plan_cli.report.indicators import PART_YEAR_MARK, display_name, points
from plan_cli.report.panel_content import engine_word, panel_notes
from plan_cli.report.panel_records import Entity
from plan_cli.report.profile_labels import profile_word
from plan_cli.report.table import Block, Column, Paragraph, Row, Table, columns_in, listing, row
from plan_cli.report.verdict_cells import milestone_column, with_category

if TYPE_CHECKING:
    from plan_cli.report.ranking import EntityVerdict, Placed, RankingReport

#: How many indicators stand side by side in the map.
ABREAST = 8


def ranking_content(report: RankingReport, messages: Messages) -> list[Block]:
    """Everything, one after the other."""
    panel, word = report.panel, messages.text
    facts = {"profile": profile_word(panel.profile, messages), "engine": engine_word(panel.engine, messages)}
    part = messages.period(report.period) if report.period else None
    head = word("subtitle_ranking_part" if part else "subtitle_panel", **{**panel.summary, **facts, "period": part})
    blocks: list[Block] = [Paragraph(report.title(messages), "title"), Paragraph(head, "quiet")]
    if not report.indicators:
        when = part or word("period_year", year=panel.year)
        blocks.append(Paragraph(word("nothing_evaluated", when=when), "warning"))
    else:
        blocks += [Paragraph(word("heat"), "heading"), *heat_map(report, messages)]
        marks = " ".join(f"{mark} {word(status)}" for status, mark in MARKS.items())
        blocks.append(Paragraph(word("heat_method", marks=marks), "quiet"))
    for indicator in report.indicators:
        # What is ranked are levels, also of an index.
        name, unit = display_name(indicator, messages), indicator.unit_in(messages.language)
        blocks.append(Paragraph(word("in_unit", name=name, unit=unit) if unit else name, "heading"))
        blocks.append(ranking_table(report, indicator, messages))
        if silent := report.silent(indicator):
            blocks.append(listing(word("list_missing"), [" ".join(filter(None, each)) for each in silent], messages))
    names = file_names(each.file for each in panel.inputs)
    inputs = tuple(replace(each, file=names.of(each.file)) for each in panel.inputs)
    blocks += panel_notes(replace(panel, inputs=inputs, related=tuple(map(names.within, panel.related))), messages)
    blocks += [Paragraph(word("ranking_method"), "quiet")]
    blocks += [Paragraph(word("ranking_method_part"), "quiet")] if part else []
    if not all(each.exact for each in report.verdicts):
        blocks.append(Paragraph(word("legend_marks"), "quiet"))
    blocks += [Paragraph(word("foot_data", file=each.file, rows=panel.summary["rows"], encoding=each.format), "quiet") for each in inputs]  # fmt: skip # noqa: E501
    return [*blocks, *report.cover.notes(messages)]


def heat_map(report: RankingReport, messages: Messages) -> Iterator[Table]:
    """Every verdict by entity and indicator, so many indicators to a table."""
    for first in range(0, len(report.indicators), ABREAST):
        shown = report.indicators[first : first + ABREAST]
        columns = (
            *_entity_columns(report),
            *(Column(f"of {each.id}", display_name(each, messages), right=True) for each in shown),
        )
        rows = tuple(_heat_row(report, entity, shown, messages) for entity in report.entities)
        yield Table(columns, rows, heat=True)


def _heat_row(report: RankingReport, entity: Entity, shown: Sequence[Indicator], messages: Messages) -> Row:
    from plan_cli.report.ranking import achievement

    cells = {f"of {each.id}": Cell(None) for each in shown}
    for each in shown:
        verdict = report.by_cell.get((entity, each.id))
        if verdict is None or verdict.value is None:
            continue
        share = achievement(verdict, each)
        text = text_of(percentage(share) if share is not None else _actual(verdict, decimals_of(verdict.value)))
        mark = MARKS.get(verdict.status, "")
        label = f"{mark} {text}".strip()
        cells[f"of {each.id}"] = Cell(str(verdict.status), label=label, style=str(verdict.status))
    return row({**_entity_cells(report, entity), **cells})


def ranking_table(report: RankingReport, indicator: Indicator, messages: Messages) -> Table:
    """The places of one indicator."""
    column = columns_in(messages)
    share = "achievement_part" if report.period else "achievement"
    share = share if report.panel.profile == "milestone" else "achievement_line"
    columns = (
        column("rank", "ranking_rank", right=True),
        *_entity_columns(report),
        column("actual", right=True),
        milestone_column(messages, report.panel.profile, part=report.period is not None),
        column("achievement", share, right=True),
        column("growth", "growth_on_part" if report.period else "growth_on_year", right=True),
        column("status"),
        column("change", "rank_change", right=True),
    )
    places = report.places(indicator)
    figures = (each.verdict.value for each in places)
    digits = max(indicator.decimals, *(decimals_of(value) for value in figures if value is not None))
    return Table(columns, tuple(_ranking_row(report, each, indicator, digits, messages) for each in places))


def _ranking_row(report: RankingReport, placed: Placed, indicator: Indicator, digits: int, messages: Messages) -> Row:
    verdict = placed.verdict
    line = None if verdict.milestone is None else rounded(verdict.milestone, digits)
    return row(
        _entity_cells(report, verdict.entity),
        rank=Cell(placed.rank),
        actual=_actual(verdict, digits),
        milestone=number(line, digits),
        achievement=percentage(placed.achievement),
        growth=growth_cell(placed.growth, indicator, messages),
        status=status_cell(verdict.status, with_category(messages.text(verdict.status), verdict.category, messages)),
        change=Cell(None if placed.change is None else Decimal(placed.change), signed=bool(placed.change)),
    )


def growth_cell(growth: Decimal | None, indicator: Indicator, messages: Messages) -> Cell:
    """Growth on the year before; of per cent in points."""
    if growth is not None and (after := points(indicator, messages)):
        return number(growth, max(indicator.decimals, decimals_of(growth)), signed=True, after=after)
    return percentage(growth)._replace(signed=True)


def _actual(verdict: EntityVerdict, digits: int) -> Cell:
    """The figure with its marks; what is of less than the part of the year that is judged is marked as such."""
    assert verdict.value is not None
    mark = PART_YEAR_MARK if verdict.incomplete else ""
    return number(verdict.value, digits, after=mark)._replace(before=verdict.bound)


def _entity_columns(report: RankingReport) -> list[Column]:
    return [Column(f"by {name}", name, wraps=not position) for position, name in enumerate(report.panel.entity_columns)]


def _entity_cells(report: RankingReport, entity: Entity) -> dict[str, Cell | str | int | Decimal]:
    return {f"by {name}": text for name, text in zip(report.panel.entity_columns, entity, strict=True)}
