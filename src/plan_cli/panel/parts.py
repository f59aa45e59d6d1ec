"""Parts: the figure of a year out of its months, quarters or halves, by the ordinary check's own functions.

Rows of parts are few ways of many: each cell's are handed to ``assess.parts`` (four quarters of a flow are its year)
and ``assess.row`` (December of a stock is). Where that makes no full figure, where a part stands twice, and where the
year has a row of its own, the parts cannot be used, as a panel weighs no part of a year against a whole one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from plan_cli.assess.parts import in_sums
from plan_cli.assess.row import chosen_row, own_rows
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, figure_of
from plan_cli.model.observations import Actual, Period
from plan_cli.panel.cell_reader import PART, UNFINISHED
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Frame
from plan_cli.panel.query import Fetch, MakeTable, is_part

#: What is fetched of a row of a part, behind the entity.
_COLUMNS = ("code", "year", "at", "kind", "number", "digits", "indicator", "text")


class WithParts(NamedTuple):
    """``narrow`` rows and ``unusable`` ones (``query.split``) with what the parts came to.

    ``figures`` is how many years were made of parts, ``counts`` how many rows of parts were not used, by kind.
    """

    narrow: Frame
    unusable: Frame
    figures: int
    counts: dict[str, int]


def with_parts(
    rows: Frame,
    narrow: Frame,
    unusable: Frame,
    criteria: PanelCriteria,
    fetch: Fetch,
    table: MakeTable,
    whole: Callable[[Frame], Collection[tuple[Any, ...]]],
) -> WithParts:
    """Take in the parts among ``rows`` (``query.cleared``).

    ``whole`` says which of their cells (keys, code, year) have a row of the whole year.
    """
    nw, keys = criteria.expressions, list(criteria.keys)
    parts = rows.filter(is_part(nw) & nw.col("in_use"))
    cells: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for row in sorted(fetch(parts.select(*keys, *_COLUMNS)), key=lambda row: row[len(keys) + 2]):
        cells[row[: len(keys) + 2]].append(row[len(keys) + 2 :])
    there = set(whole(parts.select(*keys, "code", "year").unique()))
    figures: dict[tuple[Any, ...], Actual] = {}
    for cell, found in cells.items():
        if cell not in there and (figure := _figure(criteria.indicators[cell[-2]], cell[-1], found)):
            figures[cell] = figure
    answered = {cell[:-1] for cell in (*there, *figures)}
    used: list[tuple[Any, ...]] = []
    refused: list[tuple[Any, ...]] = []
    counts = {"qualified": 0, UNFINISHED: 0}
    for cell, found in cells.items():
        at = found[0][0]
        if (figure := figures.get(cell)) is not None:
            assert figure.value is not None
            used.append((*cell, at, float(figure.value), decimals_of(figure.value), 0))
        elif criteria.latest and cell not in there and cell[:-1] in answered and not _twice(found):
            # As in the ordinary check a year that is not complete is not the newest one.
            counts[UNFINISHED] += len(found)
        else:
            counts["qualified"] += len(found)
            used += [(*cell, each[0], None, 0, 1) for each in found]
            refused += [(*cell[:-2], each[0], "qualified", each[4], cell[-1], each[5]) for each in found]
    names = (*keys, "code", "year", "at", "number", "digits", "bad")
    narrow = _with_rows(narrow, names, used, criteria, table)
    unusable = _with_rows(unusable, (*keys, "at", "kind", "indicator", "year", "text"), refused, criteria, table)
    return WithParts(narrow, unusable, len(figures), {kind: n for kind, n in counts.items() if n})


def _figure(indicator: Indicator, year: int, parts: Sequence[tuple[Any, ...]]) -> Actual | None:
    """The exact figure of the whole year that these parts make, if they do."""
    if _twice(parts):
        return None
    rows = [
        Actual(indicator.id, year, None if number is None else figure_of(number, digits), _period(kind))
        for _, kind, number, digits, *_ in parts
    ]
    # A mean is of figures of whole years, which the end of a year is none of.
    stock = indicator.nature == "stock" and indicator.average is None
    row = chosen_row(own_rows(indicator, in_sums(indicator, rows)), year, stock=stock)
    exact = row is not None and row.value is not None and not (row.part_year or row.bound or row.measure)
    return row if exact else None


def _twice(parts: Sequence[tuple[Any, ...]]) -> bool:
    return len({kind for _, kind, *_ in parts}) < len(parts)


def _period(kind: str) -> Period:
    start, _, end = kind.removeprefix(PART).partition("/")
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def _with_rows(
    frame: Frame, names: Sequence[str], rows: list[tuple[Any, ...]], criteria: PanelCriteria, table: MakeTable
) -> Frame:
    """The frame with rows of ours below."""
    if not rows:
        return frame
    nw, kinds = criteria.expressions, dict(frame.collect_schema())
    more = table({name: [row[i] for row in rows] for i, name in enumerate(names)})
    return nw.concat([frame, more.select(**{name: nw.col(name).cast(kind) for name, kind in kinds.items()})])
