"""Own tables: a baseline or a target for each entity, given beside a panel (judged by ``own_targets.py``).

A table has the columns of the entity, ``indicator`` and ``value``. A row of it that cannot be used is reported like a
row of the panel, and the entity is not judged on that indicator: nothing else is put in its place. A row of a total is
left out, as it is in a panel.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_cli.panel.criteria import PanelCriteria, names_columns
from plan_cli.panel.engine import FILE, Engine, Frame, Gathered, Scan
from plan_cli.panel.query import of_all, with_trimmed_names
from plan_cli.panel.thresholds import LARGE


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What a table gives: ``numbers`` (``keys``, code, ``given``: null where it cannot be used), unusable rows, and the
    names of its rows that stand for all entities.
    """

    numbers: Frame
    unusable: Frame
    totals: tuple[tuple[str, ...], ...] = ()


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
    rows, is_total = with_trimmed_names(runner.scan(table), table.keys, criteria), of_all(table.keys, nw)
    totals = runner.fetch(rows.filter(is_total).select(*table.keys).unique().sort(*table.keys))
    rows = rows.filter(~is_total) if totals else rows
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
    numbers, bad = runner.materialize(numbers, bad)
    return OwnTable(numbers, bad, tuple(totals))


def with_baselines(criteria: PanelCriteria, now: Frame, numbers: Frame) -> Frame:
    """The cells of the judged year with the baselines of a table in the place of those of the base year."""
    own_base = numbers.select(*criteria.keys, "code", own_base=criteria.expressions.col("given"))
    now = now.drop("own_base").with_columns(own_digits=criteria.expressions.lit(0))
    return now.join(own_base, on=[*criteria.keys, "code"], how="left")
