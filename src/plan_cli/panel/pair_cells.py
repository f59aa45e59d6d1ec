"""Pair cells: the frames that a panel read into ``PairArrays`` becomes."""

from collections.abc import Callable
from typing import Any

from plan_cli.panel.background import prefetched
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Gathered, Scan
from plan_cli.panel.irregular import IrregularRows
from plan_cli.panel.pair_arrays import PairArrays
from plan_cli.panel.plain_rows import batches
from plan_cli.panel.presence import MARK, Presence


def gathered(
    pl: Any, criteria: PanelCriteria, reader: CellReader, scan: Scan, on_progress: Callable[[int], None]
) -> Callable[[], Gathered]:
    """Start to read a panel; what is returned waits for what its rows say.

    Errors: ``TooLargeError`` where the arrays would take too much of the memory.
    """
    rows: dict[int, int] = {}
    # The numbers of names last as long as something is held that has them.
    names = pl.Series([""], dtype=pl.Categorical(pl.Categories.random()))
    presence = Presence(pl, names.dtype.categories)

    def count(file: int, read: int) -> None:
        rows[file] = read
        on_progress(sum(rows.values()))

    reading = prefetched(batches(pl, scan, criteria, presence, count))

    def cells() -> Gathered:
        # Polars asks for masked arrays when it takes an array over; now there is time to import them.
        import numpy as np
        import numpy.ma

        fields = tuple(scan.fields)
        irregular = IrregularRows(pl, criteria, reader, fields)
        arrays = PairArrays(pl, np, criteria, presence, irregular)
        for batch in reading:
            arrays.add(batch)
        everyone = names.dtype.categories.to_series()
        arrays.reserve(len(everyone))
        return _gathered(arrays, everyone, len(scan.by), sum(rows.values()))

    return cells


def _gathered(arrays: PairArrays, names: Any, columns: int, read: int) -> Gathered:
    """What was read, after the places with an irregular row or more than one have been looked at again."""
    pl, criteria = arrays.pl, arrays.criteria
    narrow, unusable = arrays.irregular.judged(arrays.plain_cells)
    of_year = pl.col("year") == criteria.year
    known = narrow.filter(pl.col("code").is_not_null())
    twice, spoilt = arrays.settle(known.filter(of_year), judged_year=True)
    earlier, _ = arrays.settle(known.filter(~of_year), judged_year=False)
    everyone = _entities(arrays, names, columns)
    order = everyone.sort("old")["entity"].to_numpy()
    by = [f"by_{i}" for i in range(columns)]
    named = everyone.select("entity", *by).lazy()
    present = everyone.filter("present")
    now = _cells(arrays, order, spoilt, present["old"].to_numpy() if criteria.every_pair else None)
    renumbered = pl.lit(pl.Series(order))

    def ordered(frame: Any) -> Any:
        return frame.with_columns(entity=renumbered.gather(pl.col("entity"))).lazy()

    return Gathered(
        criteria.keys,
        now.lazy(),
        ordered(unusable),
        arrays.irregular.counts,
        ordered(pl.concat([twice, earlier])),
        present.select("entity", *by).lazy(),
        sorted(arrays.presence.totals),
        arrays.irregular.foreign,
        read - arrays.irregular.blank,
        arrays.irregular.from_parts,
        named=lambda frame: frame.join(named, on="entity", how="left"),
    )


def _entities(arrays: PairArrays, names: Any, columns: int) -> Any:
    """Every name: its ``old`` number, its number in the order of names (``entity``), and whether it is ``present``."""
    pl, np = arrays.pl, arrays.np
    present = np.zeros(len(names), bool)
    present[list(arrays.presence.numbers)] = True
    by = [f"by_{i}" for i in range(columns)]
    parts = pl.struct("name") if columns == 1 else pl.col("name").str.split_exact(MARK, columns - 1)
    parts = parts.struct.rename_fields(by)
    frame = names.to_frame("name").with_row_index("old").with_columns(present=present)
    frame = frame.with_columns(parts.alias("parts")).unnest("parts").with_columns(pl.col(by).fill_null(""))
    return frame.sort(by).with_row_index("entity").drop("name")


def _cells(arrays: PairArrays, order: Any, spoilt: Any, everyone: Any) -> Any:
    """The cells of the judged year, each with its baseline: those with a row, or of all entities given."""
    pl, np, width = arrays.pl, arrays.np, arrays.width
    at, value = arrays.at.reshape(-1, 2), arrays.value.reshape(-1, 2)
    if everyone is None:
        pair = np.flatnonzero(at[:, 1])
    else:
        pair = (everyone.astype(np.int64)[:, None] * width + np.arange(width)).ravel()
    entity, code = np.divmod(pair.astype(np.uint32 if len(at) < 2**32 else np.uint64), width)
    mark = np.zeros(len(at), bool)
    mark[spoilt // 2] = True
    digits = arrays.digits.reshape(-1, 2)[pair]
    at, value = at[pair], value[pair]
    frame = pl.DataFrame(
        {
            "entity": order[entity],
            "code": code.astype(np.int32),
            # Where no row stands, 0 was never put there by anyone.
            "value": np.where(at[:, 1] > 0, value[:, 1], np.nan) if everyone is not None else value[:, 1],
            "own_base": np.where(at[:, 0] > 0, value[:, 0], np.nan),
            "at": at[:, 1],
            "digits": digits[:, 1].astype(np.int32),
            "own_digits": digits[:, 0].astype(np.int32),
            "spoilt": mark[pair],
        }
    )
    frame = frame.with_columns(pl.col("value", "own_base").fill_nan(None))
    return frame if everyone is None else frame.with_columns(at=pl.when(pl.col("at") > 0).then("at"))
