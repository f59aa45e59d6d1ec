"""Gather: the cells of a panel on any engine that can join and group, by the query of ``query.py``."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from plan_cli.datafile.totals import TOTALS
from plan_cli.panel.criteria import PanelCriteria, names_columns
from plan_cli.panel.engine import Engine, Frame, Gathered, Scan
from plan_cli.panel.query import BLANK, cells, split, used, with_own_base


def gathered(runner: Engine, criteria: PanelCriteria, scan: Scan, on_progress: Callable[[int], None]) -> Gathered:
    """What a panel's rows say; the rows of the years that are used are kept by the engine."""
    nw, names = criteria.expressions, runner.table(names_columns(criteria))
    rows = runner.scan(scan)
    named, count = _named(runner, criteria, scan, rows)
    on_progress(count)
    is_total = reduce(or_, [nw.col(key).is_in(sorted(TOTALS)) for key in scan.keys])
    entities, totals = named.filter(~is_total), runner.fetch(named.filter(is_total).sort(*scan.keys))
    if totals:
        rows = rows.filter(~is_total)
    nothing = [nw.col(key) == "" for key in scan.keys] + [nw.col(name).is_null() for name in scan.fields]
    rows = rows.with_columns(blank=reduce(and_, nothing))
    if criteria.unselected:
        rows = rows.join(runner.table({"indicator": list(criteria.unselected)}), on="indicator", how="anti")
    (kept,) = runner.materialize(used(rows, names, criteria, (*scan.fields, "blank")))
    narrow, unusable = split(kept, criteria)
    # One year after the other: what groups rows needs most of the memory.
    (now,) = runner.materialize(cells(narrow, criteria, judged_year=True))
    (earlier,) = runner.materialize(cells(narrow, criteria, judged_year=False))
    repeated = nw.concat([each.filter(nw.col("n") > 1) for each in (now, earlier)])
    counts = dict(runner.fetch(unusable.group_by("kind").agg(n=nw.len()).select("kind", "n")))
    blank = counts.pop(BLANK, 0)
    if criteria.every_pair:
        now = _every_pair(runner, criteria, entities, now)
    now = with_own_base(now, earlier, criteria)
    return Gathered(criteria.keys, now, unusable, counts, repeated, entities, totals, count - blank)


def _named(runner: Engine, criteria: PanelCriteria, scan: Scan, rows: Frame) -> tuple[Frame, int]:
    """Whoever has a row of an indicator of the plan, in whatever year, and how many rows there are."""
    nw: Any = criteria.expressions
    known = nw.col("indicator").is_in(sorted([*criteria.names, *criteria.unselected]))
    grouped = rows.with_columns(known=nw.when(known).then(nw.lit(1)).otherwise(nw.lit(0))).group_by(*scan.keys)
    (named,) = runner.materialize(grouped.agg(n=nw.len(), known=nw.col("known").max()))
    count = runner.fetch(named.select(nw.col("n").sum()))[0][0] or 0
    return named.filter(nw.col("known") == 1).select(*scan.keys), int(count)


def _every_pair(runner: Engine, criteria: PanelCriteria, entities: Frame, now: Frame) -> Frame:
    """A cell for every entity and indicator, empty where nothing was reported."""
    nw = criteria.expressions
    codes = runner.table({"code": list(range(len(criteria.indicators)))})
    pairs = entities.join(codes.with_columns(code=nw.col("code").cast(nw.Int32)), how="cross")
    full = pairs.join(now, on=[*criteria.keys, "code"], how="left")
    return full.with_columns(spoilt=nw.col("spoilt").fill_null(False))
