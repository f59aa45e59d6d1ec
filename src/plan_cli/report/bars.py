"""Bars: a chart in a terminal, one line a year. GBK has its blocks; the table writer knows ASCII for them.

The bar is what was reported: full where it is final, hatched where it is provisional, a bound or part of a year.
The upright stroke is the milestone; the dashed line of the target year is where the observed rate leads.
"""

from __future__ import annotations

from decimal import Decimal

from plan_cli.i18n import Messages
from plan_cli.report.cells import Cell, number, status_cell
from plan_cli.report.chart_data import ChartData, Reported
from plan_cli.report.table import Column, Table, columns_in, row
from plan_cli.report.verdict_cells import status_word_in

#: How long the longest bar is, and its characters.
LENGTH = 40
FULL, HATCHED, DASHED, STROKE = "█", "▓", "┄", "│"


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
                bar=_bar(chart, year, point, milestone),
            )
        )
    return Table((*columns, Column("bar", "", graphic=True)), tuple(rows))


def _bar(chart: ChartData, year: int, point: Reported | None, milestone: Decimal | None) -> str:
    """The bar of one year with the milestone's stroke across it."""
    if point:
        final = point.exact and not point.preliminary
        cells = list((FULL if final else HATCHED) * _place(chart, point.value))
    elif chart.outlook and year == chart.target_year:
        cells = list(DASHED * _place(chart, chart.outlook[-1][1]))
    else:
        cells = []
    if milestone is not None:
        at = _place(chart, milestone)
        cells += " " * (at - len(cells))
        cells[max(at - 1, 0) : at or 1] = STROKE
    return "".join(cells)


def _place(chart: ChartData, value: Decimal) -> int:
    """How many characters a value takes; the shortest bar is one, so that it is seen."""
    low = min(Decimal(0), min(chart.values))
    high = max(chart.values)
    return max(1, round(float((value - low) / (high - low)) * LENGTH)) if high > low else 1
