"""Indicator heads: two rows of headings, of which one names indicators and the other the periods of their figures.

            | 地区生产总值（亿元） | 单位能耗     |          | 2022年 |        | 2023年 |
县          | 2022年 | 2023年    | 2022年 | …   or     县 | GDP    | 单位能耗 | GDP    | …

As offices print tables with a row for each county. Of other indicators nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plan_cli.datafile.cells_of_columns import is_figure
from plan_cli.datafile.headings import value_heading
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.table import Row, TableCell
from plan_cli.text import plain

Known = Callable[[str], bool]


class IndicatorHeads(NamedTuple):
    """In which row the headings begin; the headings as one row, and the texts above them."""

    first: int
    head: Row
    groups: tuple[str, ...]


def indicator_heads(rows: Sequence[Row], known: Known, top: int) -> IndicatorHeads | None:
    """The two rows of headings among the ``top`` ones; None where there are none."""
    for i, (upper, lower) in enumerate(pairwise(rows[: top + 1])):
        if found := _heads(upper, lower, known):
            return IndicatorHeads(i, *found)
    return None


def _heads(upper: Row, lower: Row, known: Known) -> tuple[Row, tuple[str, ...]] | None:
    head: list[TableCell] = []
    groups: list[str] = []
    over, over_indicators, over_periods = "", 0, 0
    for above, below in zip(upper, lower, strict=False):
        texts = plain(above.text), plain(below.text)
        if not texts[1] or texts[0] == texts[1]:
            # A label of both rows, written into one or merged.
            over = ""
            head.append(below if texts[1] else above)
            groups.append("")
            continue
        over = texts[0] or over
        over_indicators += _names_indicator(over, known) and is_period(texts[1])
        over_periods += is_period(over) and _names_indicator(texts[1], known)
        head.append(below)
        groups.append(over)
    if over_indicators + over_periods < 2 or (over_indicators and over_periods) or not any(not each for each in groups):
        return None
    below_groups = [cell.text for cell, group in zip(head, groups, strict=True) if group]
    # Every other column is of another indicator in the same way: anything else is not known.
    alike = all(map(is_period, below_groups)) if over_indicators else all(map(is_period, filter(None, groups)))
    return (tuple(head), tuple(groups)) if alike and len(upper) == len(lower) else None


def _names_indicator(text: str, known: Known) -> bool:
    """Whether a heading names one of the plan's indicators; a number of one is a figure here."""
    return known(text) and not is_figure(text, NumberFormat())


def is_period(text: str) -> bool:
    """Whether a heading names a period and says nothing else but what figures of it are."""
    found = value_heading(text, "")
    return found is not None and found.period is not None
