"""Own tables: a baseline or a target for each entity, given beside a panel, and the thresholds that follow.

A table has the columns of the entity, ``indicator`` and ``value``. A row of it that cannot be used is reported like a
row of the panel, and the entity is not judged on that indicator: nothing else is put in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.datafile.yardstick import sizes_in_scale
from plan_cli.model.indicator import Baseline, Indicator
from plan_cli.model.numbers import figure_of
from plan_cli.model.paths import Path
from plan_cli.panel.criteria import PanelCriteria, names_columns
from plan_cli.panel.engine import FILE, Engine, Frame, Gathered, Scan
from plan_cli.panel.query import by_code, with_trimmed_names
from plan_cli.panel.thresholds import outcome_only, thresholds_of, unusable

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

#: Beyond this a figure is none; so many digits are refused elsewhere too.
LARGE, SMALL = 1e40, 1e-40


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What a table gives: ``numbers`` (``keys``, code, ``given``: null where it cannot be used), and unusable rows."""

    numbers: Frame
    unusable: Frame


def read_table(
    runner: Engine,
    criteria: PanelCriteria,
    gathered: Gathered,
    table: Scan,
    codes: Sequence[int],
    position: int,
    columns: int,
) -> OwnTable:
    """Read a table, which may speak of the indicators ``codes``.

    ``position`` is its place among the inputs, ``columns`` is how many columns tell entities apart.
    """
    nw = criteria.expressions
    rows = with_trimmed_names(runner.scan(table), table.keys, criteria)
    rows = rows.with_columns(at=nw.col("at") + FILE * position)
    if criteria.unselected:
        rows = rows.join(runner.table({"indicator": list(criteria.unselected)}), on="indicator", how="anti")
    known = names_columns(criteria)
    names = runner.table({name: known[name] for name in ("indicator", "code")})
    rows = rows.join(names, on="indicator", how="left").with_columns(code=nw.col("code").cast(nw.Int32))
    (rows,) = runner.materialize(rows)
    keys, number = list(table.keys), nw.col("number")
    grouped = rows.filter(~nw.col("code").is_null()).group_by(*keys, "code")
    grouped = grouped.agg(n=nw.len(), filled=number.count(), low=number.min(), high=number.max())
    same = (nw.col("filled") == nw.col("n")) & (nw.col("low") == nw.col("high")) & (nw.col("low").abs() < LARGE)
    numbers = grouped.select(*keys, "code", given=nw.when(same).then(nw.col("low")))
    unclear = numbers.filter(nw.col("given").is_null()).select(*keys, "code", unclear=nw.lit(1))
    spoilt = nw.col("code").is_null() | ~nw.col("code").is_in(list(codes)) | (nw.col("unclear") == 1)
    present = gathered.entities.select(*keys, present=nw.lit(1)).unique()
    rows = rows.join(unclear, on=[*keys, "code"], how="left").join(present, on=keys, how="left")
    bad = rows.filter(spoilt.fill_null(False) | nw.col("present").is_null())
    empty = {key: nw.lit(None, dtype=nw.String) for key in (f"by_{i}" for i in range(columns)) if key not in keys}
    bad = bad.select(*keys, "at", "indicator", year=nw.lit(None, dtype=nw.Int64), text=nw.col("value"), **empty)
    numbers = numbers.join(gathered.entities, on=keys, how="inner").select(*criteria.keys, "code", "given")
    return OwnTable(*runner.materialize(numbers, bad))


def codes_with_own_targets(criteria: PanelCriteria) -> list[int]:
    """The codes of the indicators that may have a target of an entity's own."""
    return [code for code, each in enumerate(criteria.indicators) if each.target.varies_by_entity]


def with_baselines(criteria: PanelCriteria, now: Frame, numbers: Frame) -> Frame:
    """The cells of the judged year with the baselines of a table in the place of those of the base year."""
    own_base = numbers.select(*criteria.keys, "code", own_base=criteria.expressions.col("given"))
    now = now.drop("own_base").with_columns(own_digits=criteria.expressions.lit(0))
    return now.join(own_base, on=[*criteria.keys, "code"], how="left")


def with_own_targets(
    runner: Engine,
    criteria: PanelCriteria,
    now: Frame,
    targets: Frame | None,
    own: bool,
    profile: Profile,
    path: Path | None,
) -> tuple[PanelCriteria, Frame]:
    """The thresholds of entities with a target of their own beside the plan's, and ``thresholds`` beside each cell.

    ``targets`` are the numbers of a table; without them the plan's own target holds for every entity. ``own`` is
    whether each counts from its own baseline. Thresholds are computed by the same functions as the plan's, once for
    each pair of baseline and target; a pair that only one cell has gets the outcome of that cell alone.
    """
    nw, key = criteria.expressions, [*criteria.keys, "code"]
    cells = now.filter(nw.col("code").is_in(codes_with_own_targets(criteria))).select(
        *key, "own_base", "digits", "value"
    )
    if targets is None:
        cells = cells.with_columns(given=nw.lit(None, dtype=nw.Float64))
    else:
        cells = cells.join(targets, on=key, how="inner")
    found = runner.fetch(cells.select(*key, "own_base", "given", "digits", "value"))
    alike: dict[tuple[int, Any, float | None], list[int]] = {}
    for number, (*_, code, base, target, _, _) in enumerate(found):
        start = base if own else criteria.indicators[code].baseline.value
        alike.setdefault((code, start, target), []).append(number)
    thresholds, numbers = list(criteria.thresholds), [0] * len(found)
    in_scale = {code: sizes_in_scale(criteria.indicators[code]) for code, *_ in alike}
    for (code, base, target), rows in alike.items():
        for row in rows:
            numbers[row] = len(thresholds)
        indicator = _between(criteria.indicators[code], base, target, targets is not None)
        if indicator is None:
            thresholds.append(unusable(criteria.indicators[code]))
            continue
        *_, digits, value = found[rows[0]]
        # Most pairs are one entity's only, and then there is one value to be judged.
        if len(rows) == 1 and value is not None:
            each = outcome_only(indicator, criteria.year, profile, path, figure_of(value, digits))
        else:
            each = thresholds_of(indicator, criteria.year, profile, path)
        thresholds.append(
            replace(each, needs_baseline=True, sizes=_sizes(in_scale[code], criteria.indicators[code], target))
        )
    now = by_code(now, criteria)
    if found:
        columns: dict[str, list[Any]] = {name: [row[i] for row in found] for i, name in enumerate(key)}
        placed = runner.table({**columns, "own_thresholds": numbers})
        kinds = {"code": nw.Int32, "own_thresholds": nw.Int64}
        kinds |= {"entity": nw.UInt32} if criteria.keys == ("entity",) else {}
        placed = placed.with_columns(**{name: nw.col(name).cast(kind) for name, kind in kinds.items()})
        now = now.join(placed, on=key, how="left")
        now = now.with_columns(thresholds=nw.coalesce(nw.col("own_thresholds"), nw.col("thresholds")))
    return replace(criteria, thresholds=tuple(thresholds)), now


def _sizes(sizes: tuple[float, float] | None, indicator: Indicator, target: float | None) -> tuple[float, float] | None:
    """The sizes that are in the scale of the plan's target as those in the scale of an entity's own."""
    goal = indicator.goal
    if sizes is None or target is None or not goal:
        return sizes
    factor = abs(target / float(goal))
    return (sizes[0] * factor, sizes[1] * factor) if factor else None


def _between(indicator: Indicator, base: Any, target: float | None, given: bool) -> Indicator | None:
    """The indicator from this baseline to this target; None where one of them cannot be used."""
    if (given and target is None) or not (_computable(base) and _computable(target)):
        return None
    start = base if base is None or isinstance(base, Decimal) else figure_of(base)
    baseline = Baseline(indicator.baseline.year, start, "actuals" if start is not None else None)
    own = indicator.target if target is None else indicator.target.with_value(figure_of(target))
    return None if own is None else replace(indicator, baseline=baseline, target=own)


def _computable(figure: Any) -> bool:
    """Whether arithmetic is safe with it."""
    return figure is None or figure == 0 or SMALL <= abs(figure) < LARGE
