"""Bars: a picture in a terminal, one line a year. GBK has its blocks; the table writer knows ASCII for them.

The bar is what was reported: full where it is final, hatched where it is provisional, a bound or part of a year.
The upright stroke is the milestone.
"""

from __future__ import annotations

from decimal import Decimal

from plan_cli.i18n import Messages
from plan_cli.report.chart_data import Mark, Picture
from plan_cli.report.number_format import NONE, figure, shown
from plan_cli.report.table import Column, Grid, Row

#: How long the longest bar is, and its characters.
LENGTH = 40
FULL, HATCHED, STROKE = "█", "▓", "│"


def bars(picture: Picture, messages: Messages) -> Grid:
    """A line for each year: milestone, actual, bar; the milestone alone where nothing was reported."""
    word, digits = messages.word, picture.indicator.decimals
    columns = (
        Column("year", word("year"), right=True),
        Column("milestone", word("milestone"), right=True),
        Column("actual", word("actual"), right=True),
        Column("status", word("status")),
        Column("drawing", "", drawn=True),
    )
    milestones, marks = dict(picture.milestones), {mark.year: mark for mark in picture.marks}
    rows = []
    for year in picture.years:
        milestone, mark = milestones.get(year), marks.get(year)
        if milestone is None and mark is None:
            continue
        value = NONE if mark is None else _value(mark, digits)
        verdict = word(mark.verdict) if mark and mark.verdict else ""
        styles = {3: str(mark.verdict)} if mark and mark.verdict else {}
        bar = _bar(picture, mark, milestone)
        rows.append(Row((str(year), figure(milestone, digits), value, verdict, bar), styles=styles))
    grid = Grid(columns, tuple(rows))
    return grid if marks else grid.only([0, 1, 4])


def _value(mark: Mark, digits: int) -> str:
    letter = {"P": "p", "E": "e", "F": "f", "R": "r"}.get(mark.obs_status, "")
    return mark.bound + shown(mark.value, digits) + ("*" if mark.part_year else "") + letter


def _bar(picture: Picture, mark: Mark | None, milestone: Decimal | None) -> str:
    """The bar of one year with the milestone's stroke across it."""
    length = _place(picture, mark.value) if mark else 0
    final = mark is not None and mark.exact and not mark.preliminary
    cells = list((FULL if final else HATCHED) * length)
    if milestone is not None:
        at = _place(picture, milestone)
        cells += " " * (at - len(cells))
        cells[max(at - 1, 0) : at or 1] = STROKE
    return "".join(cells)


def _place(picture: Picture, value: Decimal) -> int:
    """How many characters a value takes; the shortest bar is one, so that it is seen."""
    low = min(Decimal(0), min(picture.values))
    high = max(picture.values)
    return max(1, round(float((value - low) / (high - low)) * LENGTH)) if high > low else 1
