"""Newest: the cell in which each entity's indicator is judged by ``latest``, as ``assess.latest`` says it.

That is the newest year with a figure. A newer year of which rows cannot be used is not passed over: nothing is judged
then. An indicator without any figure is one without a figure in the newest year of the entity's others.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from plan_cli.model.indicator import Indicator
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Frame


def newest_cells(criteria: PanelCriteria, every: Frame, pairs: Frame) -> Frame:
    """One cell for each of ``pairs`` (keys, code), out of ``every`` cell of any year, with its ``year``."""
    nw, keys = criteria.expressions, list(criteria.keys)
    cells = every.filter(nw.col("year").is_in(list(criteria.years)) & ~nw.col("code").is_null())
    figures = cells.filter(~nw.col("value").is_null())
    newest = cells.filter(~nw.col("value").is_null() | nw.col("spoilt")).group_by(*keys, "code")
    newest = newest.agg(newest=nw.col("year").max())
    last = figures.group_by(*keys).agg(last=nw.col("year").max())
    found = pairs.join(newest, on=[*keys, "code"], how="left").join(last, on=keys, how="left")
    year: Any = nw.coalesce(nw.col("newest"), nw.col("last"), nw.lit(criteria.years[-1]))
    found = found.with_columns(year=year.cast(nw.Int32)).drop("newest", "last")
    cells = cells.with_columns(year=nw.col("year").cast(nw.Int32))
    full = found.join(cells, on=[*keys, "code", "year"], how="left")
    return full.with_columns(spoilt=nw.col("spoilt").fill_null(False))


def read_in_two_ways(indicators: Iterable[Indicator], years: Sequence[int]) -> str | None:
    """The first indicator whose base year or kind of target a revision changes: no one reading serves all its years."""
    for each in indicators:
        revised = map(each.in_force, years)
        if len({(now.baseline.year, type(now.target), now.is_index) for now in revised}) > 1:
            return each.id
    return None
