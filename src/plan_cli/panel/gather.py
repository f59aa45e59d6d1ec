"""Gather: the cells of a panel on any engine that can join and group, by the query of ``query.py``."""

from collections.abc import Callable, Sequence
from functools import partial, reduce
from operator import and_
from typing import Any

from plan_cli.panel.cell_reader import UNFINISHED, CellReader
from plan_cli.panel.criteria import PanelCriteria, names_columns
from plan_cli.panel.engine import Engine, Frame, Gathered, Scan
from plan_cli.panel.foreign import with_foreign
from plan_cli.panel.means import by_indicator, windows_in, with_means, with_stated_means
from plan_cli.panel.newest import newest_cells
from plan_cli.panel.parts import with_parts
from plan_cli.panel.query import BLANK, cells, cleared, of_all, split, used, with_own_base, with_trimmed_names


def gathered(
    runner: Engine, criteria: PanelCriteria, reader: CellReader, scan: Scan, on_progress: Callable[[int], None]
) -> Gathered:
    """What a panel's rows say; the rows of the years that are used are kept by the engine."""
    nw, keys, names = criteria.expressions, list(scan.keys), runner.table(names_columns(criteria))
    rows = runner.scan(scan)
    # Counting the rows tells every name as well.
    (counted,) = runner.materialize(rows.group_by(*keys).agg(n=nw.len()))
    count = int(runner.fetch(counted.select(nw.col("n").sum()))[0][0] or 0)
    on_progress(count)
    trimmed = with_trimmed_names(counted, keys, criteria)
    if runner.fetch(counted.join(trimmed, on=keys, how="anti").head(1)):
        rows = with_trimmed_names(rows, keys, criteria)
    is_total = of_all(keys, nw)
    totals = runner.fetch(trimmed.filter(is_total).select(*keys).unique().sort(*keys))
    if totals:
        rows = rows.filter(~is_total)
    for i, heading in enumerate(scan.dimensions):
        if heading in scan.where:
            rows = rows.filter(nw.col(f"dim_{i}").is_in(list(scan.where[heading])))
    nothing = [nw.col(key) == "" for key in keys] + [nw.col(name).is_null() for name in scan.fields]
    rows = rows.with_columns(blank=reduce(and_, nothing))
    if criteria.unselected:
        rows = rows.join(runner.table({"indicator": list(criteria.unselected)}), on="indicator", how="anti")
    (kept,) = runner.materialize(used(rows, names, criteria, (*scan.fields, "blank"), scan.remarks))
    kept, foreign = with_foreign(kept, criteria, reader, runner.fetch, runner.table)
    clear, divided = cleared(kept, criteria, reader, runner.fetch, runner.table)
    narrow, unusable = split(clear, criteria)
    from_parts, unused = 0, dict[str, int]()
    if divided:
        narrow, unusable, from_parts, unused = with_parts(
            clear, narrow, unusable, criteria, runner.fetch, runner.table, partial(_whole, runner, criteria, narrow)
        )
    windows: Sequence[tuple[int, int, int, int]] = ()
    if criteria.averaged:
        windows = windows_in(runner, criteria, clear)
        narrow = with_stated_means(clear, narrow, criteria)
    now, earlier, repeated, seen = _all_cells(runner, criteria, narrow)
    counts = dict(runner.fetch(unusable.group_by("kind").agg(n=nw.len()).select("kind", "n")))
    blank = counts.pop(BLANK, 0)
    counts |= {UNFINISHED: unused[UNFINISHED]} if UNFINISHED in unused else {}
    entities = _entities(runner, criteria, scan, trimmed.filter(~is_total).select(*keys), seen)
    if criteria.latest:
        now = newest_cells(criteria, now, _every_pair(runner, criteria, entities, None))
    elif criteria.every_pair:
        now = _every_pair(runner, criteria, entities, now)
    now = with_own_base(now, earlier, criteria)
    return Gathered(
        criteria.keys, now, unusable, counts, repeated, entities, totals, foreign, count - blank,
        from_parts=from_parts, windows=windows,
    )  # fmt: skip


def _all_cells(runner: Engine, criteria: PanelCriteria, narrow: Frame) -> tuple[Frame, Frame, Frame, Frame]:
    """The cells that are judged, those that a baseline may be among, those that are given twice, and who has any."""
    nw = criteria.expressions
    # One year after the other: what groups rows needs most of the memory.
    years = [None] if criteria.several_years else [True, False]
    found = [runner.materialize(cells(narrow, criteria, judged_year=each))[0] for each in years]
    now, earlier = found[0], found[-1]
    repeated = nw.concat([each.filter(nw.col("n") > 1) for each in found])
    seen = nw.concat([each.filter(~nw.col("code").is_null()).select(*criteria.keys).unique() for each in found])
    if criteria.averaged:
        repeated = repeated.with_columns(code=by_indicator(criteria))
        earlier = with_means(runner, criteria, now)
        now = earlier if criteria.latest else earlier.filter(nw.col("year") == criteria.year)
    return now, earlier, repeated, seen


def _whole(runner: Engine, criteria: PanelCriteria, narrow: Frame, parts: Frame) -> list[tuple[Any, ...]]:
    """The cells of entities and indicators with parts that have a row of a whole year; of any year for ``latest``."""
    cell = [*criteria.keys, "code", "year"]
    on = cell[:-1] if criteria.latest else cell
    return runner.fetch(narrow.join(parts.select(*on).unique(), on=on, how="inner").select(*cell).unique())


def _entities(runner: Engine, criteria: PanelCriteria, scan: Scan, names: Frame, seen: Frame) -> Frame:
    """Whoever has a row of an indicator of the plan; ``seen`` are those with one in a year that is used."""
    nw, keys = criteria.expressions, list(scan.keys)
    (found,) = runner.materialize(seen.unique())
    rest = names.join(found, on=keys, how="anti").unique()
    if runner.fetch(rest.head(1)):
        known = nw.col("indicator").is_in(sorted([*criteria.names, *criteria.unselected]))
        rows = with_trimmed_names(runner.scan(scan), keys, criteria).filter(known).select(*keys)
        (found,) = runner.materialize(nw.concat([found, rows.join(rest, on=keys, how="inner").unique()]))
    return found


def _every_pair(runner: Engine, criteria: PanelCriteria, entities: Frame, now: Frame | None) -> Frame:
    """A cell for every entity and indicator, empty where nothing was reported; without cells the pairs alone."""
    nw = criteria.expressions
    codes = runner.table({"code": list(range(len(criteria.indicators)))})
    pairs = entities.join(codes.with_columns(code=nw.col("code").cast(nw.Int32)), how="cross")
    if now is None:
        return pairs
    full = pairs.join(now, on=[*criteria.keys, "code"], how="left")
    return full.with_columns(spoilt=nw.col("spoilt").fill_null(False))
