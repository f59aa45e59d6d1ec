"""Tables: baselines and targets of each entity, given beside a panel; and the ladders of targets of one's own.

A table has the columns of the entity, ``indicator`` and ``value``. A row of it that cannot be used is told like a
row of the panel, and what it was meant for is not judged: nothing falls back to another number in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plan_cli.model.indicator import Baseline, Indicator
from plan_cli.model.paths import Path
from plan_cli.panel.criteria import SPOILT, Judge, Ladder, names_columns
from plan_cli.panel.engines import FILE, Engine, Frame, Gathered, Scan
from plan_cli.panel.query import by_code
from plan_cli.panel.thresholds import Rungs, one_verdict, rungs
from plan_cli.profiles import Profile

#: Beyond this a figure is none; so many digits are refused elsewhere too.
LARGE, SMALL = 1e40, 1e-40


def given(
    runner: Engine, judge: Judge, gathered: Gathered, table: Scan, meant: Sequence[int], position: int, columns: int
) -> tuple[Frame, Frame]:
    """The numbers of a table (``keys``, code, ``given``: null where it cannot be used) and its rows that are bad.

    ``meant`` are the codes that it may speak of, ``position`` is its place among the files that are named, ``columns``
    how many tell entities apart.
    """
    nw = judge.words
    rows = runner.scan(table).with_columns(at=nw.col("at") + FILE * position)
    if judge.others:
        rows = rows.join(runner.table({"indicator": list(judge.others)}), on="indicator", how="anti")
    names = runner.table({name: each for name, each in names_columns(judge).items() if name in ("indicator", "code")})
    (rows,) = runner.keep(rows.join(names, on="indicator", how="left").with_columns(code=nw.col("code").cast(nw.Int32)))
    keys, who = list(table.keys), [f"by_{i}" for i in range(columns)]
    told = rows.filter(~nw.col("code").is_null()).group_by(*keys, "code")
    number = nw.col("number")
    told = told.agg(n=nw.len(), filled=number.count(), low=number.min(), high=number.max())
    same = (nw.col("filled") == nw.col("n")) & (nw.col("low") == nw.col("high")) & (nw.col("low").abs() < LARGE)
    told = told.select(*keys, "code", given=nw.when(same).then(nw.col("low")))
    unsure = told.filter(nw.col("given").is_null()).select(*keys, "code", odd=nw.lit(1))
    spoilt = nw.col("code").is_null() | ~nw.col("code").is_in(list(meant)) | (nw.col("odd") == 1)
    known = gathered.who.select(*keys, here=nw.lit(1)).unique()
    rows = rows.join(unsure, on=[*keys, "code"], how="left").join(known, on=keys, how="left")
    bad = rows.filter(spoilt.fill_null(False) | nw.col("here").is_null())
    empty = {key: nw.lit(None, dtype=nw.String) for key in who if key not in keys}
    bad = bad.select(*keys, "at", "indicator", year=nw.lit(None, dtype=nw.Int64), text=nw.col("value"), **empty)
    return told.join(gathered.who, on=keys, how="inner").select(*judge.keys, "code", "given"), bad


def levels(judge: Judge) -> list[int]:
    """The codes of the indicators that may have a target of an entity's own."""
    return [code for code, each in enumerate(judge.indicators) if each.target.varies_by_entity]


def with_baselines(judge: Judge, now: Frame, told: Frame) -> Frame:
    """The cells of the judged year with the baselines of a table in the place of those of the base year."""
    return now.drop("own_base").join(
        told.select(*judge.keys, "code", own_base=judge.words.col("given")), on=[*judge.keys, "code"], how="left"
    )


def own_targets(
    runner: Engine, judge: Judge, now: Frame, told: Frame | None, own_bases: bool, profile: Profile, path: Path | None
) -> tuple[Judge, Frame]:
    """The ladders of entities with a target of their own beside the others, and ``ladder`` beside each cell.

    ``told`` is a table of targets; without one the plan's own target holds for every entity, from its own baseline.
    Each ladder is computed by the same functions as the plan's, once for each pair of baseline and target; a pair
    that only one cell has gets the verdict on that.
    """
    nw = judge.words
    cells = now.filter(nw.col("code").is_in(levels(judge))).select(*judge.keys, "code", "own_base", "value")
    if told is None:
        cells = cells.with_columns(given=nw.lit(None, dtype=nw.Float64))
    else:
        cells = cells.join(told, on=[*judge.keys, "code"], how="inner")
    found = runner.rows(cells.select(*judge.keys, "code", "own_base", "given", "value"))
    alike: dict[tuple[Any, ...], list[int]] = {}
    for number, (*_, code, base, target, _) in enumerate(found):
        asked = (code, base if own_bases else judge.indicators[code].baseline.value, target)
        alike.setdefault(asked, []).append(number)
    ladders, where = list(judge.ladders), [0] * len(found)
    for (code, base, target), numbers in alike.items():
        ends = _ends(judge.indicators[code], base, target, told is not None)
        # Most pairs are one entity's only, and then there is one value to be judged.
        only = found[numbers[0]][-1:] if len(numbers) == 1 else ()
        for number in numbers:
            where[number] = len(ladders)
        ladders.append(_ladder(judge.indicators[code], ends, only, judge.year, profile, path))
    columns: dict[str, list[Any]] = {key: [row[i] for row in found] for i, key in enumerate((*judge.keys, "code"))}
    now = by_code(now, judge)
    if found:
        placed = _like(nw, runner.table({**columns, "own_ladder": where}), judge)
        now = now.join(placed, on=[*judge.keys, "code"], how="left")
        now = now.with_columns(ladder=nw.coalesce(nw.col("own_ladder"), nw.col("ladder")))
    return replace(judge, ladders=tuple(ladders)), now


def _like(nw: Any, placed: Frame, judge: Judge) -> Frame:
    """The columns in the types that cells have."""
    kinds = {"code": nw.Int32, "own_ladder": nw.Int64} | ({"entity": nw.UInt32} if judge.keys == ("entity",) else {})
    return placed.with_columns(**{name: nw.col(name).cast(kind) for name, kind in kinds.items()})


def _ends(indicator: Indicator, base: Any, target: float | None, told: bool) -> Indicator | None:
    """The indicator between these two ends; None where one of them cannot be used."""
    if (told and target is None) or not (_sane(base) and _sane(target)):
        return None
    start = base if base is None or isinstance(base, Decimal) else _figure(base)
    baseline = Baseline(indicator.baseline.year, start, "actuals" if start is not None else None)
    own = indicator.target if target is None else indicator.target.with_value(_figure(target))
    return None if own is None else replace(indicator, baseline=baseline, target=own)


def _ladder(
    indicator: Indicator,
    ends: Indicator | None,
    only: Sequence[float | None],
    year: int,
    profile: Profile,
    path: Path | None,
) -> Ladder:
    """The ladder of an indicator between its ``ends``; where ``only`` one value is to be judged, for that."""
    if ends is None:
        return Ladder(indicator, Rungs(indicator.sign, (), (SPOILT,)))
    if only:
        value = None if only[0] is None else _figure(only[0])
        found = one_verdict(ends, year, profile, path, value)
    else:
        found = rungs(ends, year, profile, path)
    start = ends.baseline.value
    return Ladder(ends, found, None if start is None else float(start), needs=True)


def _sane(figure: Any) -> bool:
    """Whether arithmetic is safe with it."""
    return figure is None or figure == 0 or SMALL <= abs(figure) < LARGE


def _figure(number: float) -> Decimal:
    """A double as the figure that was printed."""
    return Decimal(repr(number))
