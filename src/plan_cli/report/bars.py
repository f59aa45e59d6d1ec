"""Bars: a chart in a terminal, one line a year. GBK has its blocks; the table writer knows ASCII for them.

The bar is what was reported, in the colour of its verdict: full where it is final, hatched where it is provisional, a
bound or part of the year; dashed where the observed rate leads in years to come. The upright stroke is the milestone or
a bound, dotted strokes are where the other zones of the year begin.
"""

from decimal import Decimal

from plan_cli.i18n import Messages
from plan_cli.report.cells import Cell, number, status_cell
from plan_cli.report.chart_data import ChartData, Reported
from plan_cli.report.table import Column, Table, columns_in, row
from plan_cli.report.verdict_cells import status_word_in

#: The length of the longest bar, so that bar and year fit on 40 columns; and the characters of bars.
LENGTH = 34
FULL, HATCHED, DASHED, STROKE, DOTTED = "█", "▓", "┄", "│", "┊"


def bars(chart: ChartData, messages: Messages) -> Table:
    """A line for each year: milestone, actual, bar; the milestone alone where nothing was reported."""
    column = columns_in(messages)
    columns = [column("year", right=True), *([column("milestone", right=True)] if chart.milestones else [])]
    if chart.points:
        columns += [column("actual", right=True), column("status")]
    milestones, points = dict(chart.milestones), {point.year: point for point in chart.points}
    rows = []
    for year in chart.years:
        milestone, point = milestones.get(year), points.get(year)
        if milestone is None and point is None:
            continue
        verdict, digits = point.verdict if point else None, chart.digits_in(year)
        status = status_word_in(year, verdict, chart.indicator, messages) if verdict else ""
        rows.append(
            row(
                year=str(year),
                milestone=number(milestone, digits),
                actual=point.cell(digits) if point else Cell(None),
                status=status_cell(verdict, status) if verdict else "",
                bar=Cell(_bar(chart, year, point, milestone), style=str(verdict or "")),
            )
        )
    return Table((*columns, Column("bar", "", graphic=True)), tuple(rows))


def bars_legend(chart: ChartData, messages: Messages) -> str:
    """What the signs in its bars mean; only signs that occur are listed."""
    word = messages.text
    zones = word("list_separator").join(map(messages.category, chart.categories[1:])) if chart.cuts else ""
    parts = [
        word("legend_bars") if chart.points else "",
        word("legend_stroke") if chart.milestones else word("legend_bounds") if chart.categories else "",
        word("legend_zones", zones=zones) if zones else "",
        word("legend_outlook") if chart.outlook else "",
        word("legend_marks") if chart.points else "",
    ]
    return " · ".join(filter(None, parts))


def _bar(chart: ChartData, year: int, point: Reported | None, milestone: Decimal | None) -> str:
    """The bar of one year with the strokes of its milestone and zones across it."""
    cells: list[str] = []
    ahead = dict(chart.outlook).get(Decimal(year))
    if point:
        final = point.exact and not point.preliminary
        cells = list((FULL if final else HATCHED) * _place(chart, point.value))
    elif ahead is not None:
        cells = list(DASHED * _place(chart, ahead))
    borders = chart.borders_in(year)
    strokes = [(value, DOTTED if chart.cuts else STROKE) for value in borders] + [(milestone, STROKE)]
    for value, sign in strokes:
        at = 0 if value is None else _place(chart, value)
        if value is not None and at <= LENGTH:
            cells += " " * (at - len(cells))
            cells[at - 1] = sign
    return "".join(cells)


def _place(chart: ChartData, value: Decimal) -> int:
    """The length of a value's bar in characters, at least one so that it is visible."""
    low = min(Decimal(0), min(chart.values))
    high = max(chart.values)
    return max(1, round(float((value - low) / (high - low)) * LENGTH)) if high > low else 1
