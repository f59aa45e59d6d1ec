"""Dense: the cells of a panel in arrays, one place for each possible pair of entity and indicator, in two years.

What a hash table would do for every row is done by the place's own number: a value is put where it belongs, and a row
that finds its place taken is set aside. Only places with such a row, or with an irregular one, are looked at again, by
``verdicts.cells``, so that what is given twice means the same on every engine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from plan_cli.panel.background import ahead
from plan_cli.panel.criteria import Judge
from plan_cli.panel.engines import Gathered, Scan, TooLargeError
from plan_cli.panel.irregular import IrregularRows
from plan_cli.panel.plain_rows import MARK, batches
from plan_cli.panel.query import cells

#: What a pair takes: row, value and a working number in each of two years, a mark.
PAIR_BYTES = 41
#: The part of the machine's memory that the arrays may take.
SHARE = 0.5


class Cells:
    """Arrays over places: twice the pair's number for the base year, one more for the judged year.

    ``at`` is 0 where nothing stands, else the row of ``value``, which is NaN where a cell was empty.
    """

    def __init__(self, pl: Any, np: Any, judge: Judge, fields: Sequence[str]) -> None:
        self.pl, self.np, self.judge = pl, np, judge
        self.base_of = np.array([each.baseline.year for each in judge.indicators], np.int32)
        self.width = max(1, len(judge.indicators))
        self.at, self.value, self.mine = np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int32)
        self.again: list[tuple[Any, Any, Any]] = []
        self.irregular = IrregularRows(pl, judge, fields)
        self.entities = 0

    def take(self, batch: Any) -> None:
        """Take a batch of ``plain_rows.batches`` in."""
        np, fine = self.np, batch["fine"].to_numpy()
        place, at = batch["place"].to_numpy(), batch["at"].to_numpy()
        value = batch["number"].fill_null(np.nan).to_numpy()
        if not fine.all():
            irregular = batch.filter(~self.pl.col("fine"))
            self.irregular.add(irregular)
            self._room(int(irregular["entity"].max()) + 1)
            kept = np.flatnonzero(fine)
            place, at, value = place.take(kept), at.take(kept), value.take(kept)
        if len(place):
            self._room(int(place.max()) // (2 * self.width) + 1)
            self._put(place, value, at)

    def _put(self, place: Any, value: Any, at: Any) -> None:
        """Put each figure where it belongs; those that find their place taken are set aside."""
        number = self.np.arange(len(place), dtype=self.mine.dtype)
        self.mine[place] = number
        first = (self.mine.take(place) == number) & (self.at.take(place) == 0)
        if not first.all():
            self.again.append((place[~first], value[~first], at[~first]))
            place, value, at = place[first], value[first], at[first]
        self.at[place], self.value[place] = at, value

    def _room(self, entities: int) -> None:
        self.entities = max(self.entities, entities)
        if 2 * entities * self.width <= len(self.at):
            return
        pairs = max(entities * self.width, len(self.at))
        there = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * SHARE)
        if pairs * PAIR_BYTES > there:
            raise TooLargeError(pairs * PAIR_BYTES, there)
        for name in ("at", "value", "mine"):
            old = getattr(self, name)
            new = self.np.zeros(2 * pairs, old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)

    def settle(self, rest: Any, *, judged_year: bool) -> tuple[Any, Any]:
        """Look again at places with an irregular row or more than one: the cells given twice, and the places spoilt.

        ``rest`` are the irregular rows of that year, as ``query.used`` judged them.
        """
        np, pl, one = self.np, self.pl, int(judged_year)
        none = (np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64))
        place, value, at = (np.concatenate(each) for each in zip(none, *self.again, strict=True))
        mine = place % 2 == one
        place, value, at = place[mine], value[mine], at[mine]
        again = np.unique(np.concatenate([place, self.places(rest, judged_year)]))
        first = again[self.at[again] > 0]
        pair = np.concatenate([place, first]) // 2
        rows = pl.DataFrame(
            {
                "entity": (pair // self.width).astype(np.uint32),
                "at": np.concatenate([at, self.at[first]]),
                "code": (pair % self.width).astype(np.int32),
                "number": np.concatenate([value, self.value[first]]),
            }
        )
        year = pl.lit(self.judge.year, pl.Int32)
        if not judged_year:
            year = pl.lit(pl.Series(self.base_of)).gather(pl.col("code"))
        rows = rows.with_columns(pl.col("number").fill_nan(None), year=year, bad=pl.lit(0, pl.Int8))
        rows = pl.concat([rows, rest.select(rows.columns)])
        settled = cells(rows.lazy(), self.judge, judged_year=judged_year).collect()
        where = self.places(settled, judged_year)
        self.at[where] = settled["at"].to_numpy()
        self.value[where] = settled["value"].fill_null(np.nan).to_numpy()
        return settled.filter(pl.col("n") > 1), where[settled["spoilt"].to_numpy()]

    def places(self, frame: Any, judged_year: bool) -> Any:
        """The places that a frame's rows are of."""
        entity, code = (frame[name].to_numpy().astype(self.np.int64) for name in ("entity", "code"))
        return 2 * (entity * self.width + code) + judged_year


def gathered(runner: Any, judge: Judge, asked: Scan, told: Callable[[int], None]) -> Callable[[], Gathered]:
    """Begin to read a panel; what is returned waits for what its rows say.

    Errors: ``TooLargeError`` where the arrays would take too much of the memory.
    """
    pl, rows = runner.pl, dict[int, int]()
    # The numbers of names last as long as something is held that has them.
    names = pl.Series([""], dtype=pl.Categorical(pl.Categories.random()))

    def count(file: int, read: int) -> None:
        rows[file] = read
        told(sum(rows.values()))

    reading = ahead(batches(pl, asked, judge, names.dtype.categories, count))

    def cells() -> Gathered:
        # Polars asks for masked arrays when it takes an array over; now there is time to import them.
        import numpy as np
        import numpy.ma

        taken = Cells(pl, np, judge, tuple(asked.fields))
        for batch in reading:
            taken.take(batch)
        everyone = names.dtype.categories.to_series().head(taken.entities)
        return _settled(taken, everyone, len(asked.by), sum(rows.values()))

    return cells


def _settled(taken: Cells, names: Any, columns: int, read: int) -> Gathered:
    """What was taken in, after the places with an irregular row or more than one have been looked at again."""
    pl, judge = taken.pl, taken.judge
    narrow, bad = taken.irregular.judged()
    wanted = narrow.filter(pl.col("code").is_not_null() & (pl.col("year") == judge.year))
    twice, spoilt = taken.settle(wanted, judged_year=True)
    others = narrow.filter(pl.col("code").is_not_null() & (pl.col("year") != judge.year))
    before, _ = taken.settle(others, judged_year=False)
    order, everyone = _entities(taken, names, columns, narrow)
    who = everyone.filter("there").drop("there")
    now = _now(taken, order, spoilt)
    renamed = pl.lit(pl.Series(order))

    def named(frame: Any) -> Any:
        return frame.join(everyone.drop("there").lazy(), on="entity", how="left")

    def ordered(frame: Any) -> Any:
        return frame.with_columns(entity=renamed.gather(pl.col("entity"))).lazy()

    rows = read - taken.irregular.blank
    twice = ordered(pl.concat([twice, before]))
    return Gathered(
        judge.keys, now.lazy(), ordered(bad), taken.irregular.counts, twice, who.lazy(), rows, named
    )  # fmt: skip


def _entities(taken: Cells, names: Any, columns: int, narrow: Any) -> tuple[Any, Any]:
    """The entities in the order of their ``names``: each one's new number, and a frame of them with who has a cell."""
    pl, np = taken.pl, taken.np
    places = 2 * taken.width
    there = (taken.at[: taken.entities * places] > 0).reshape(taken.entities, places).any(axis=1)
    there[narrow["entity"].to_numpy()] = True
    by = [f"by_{i}" for i in range(columns)]
    parts = pl.struct("name") if columns == 1 else pl.col("name").str.split_exact(MARK, columns - 1)
    parts = parts.struct.rename_fields(by)
    who = names.to_frame("name").with_row_index("old").with_columns(there=there)
    who = who.with_columns(parts.alias("parts")).unnest("parts").with_columns(pl.col(by).fill_null("")).sort(by)
    who = who.with_row_index("entity")
    order = np.empty(taken.entities, np.uint32)
    order[who["old"].to_numpy()] = who["entity"].to_numpy()
    return order, who.drop("old", "name")


def _now(taken: Cells, order: Any, spoilt: Any) -> Any:
    """The cells of the judged year, each with its baseline."""
    pl, np = taken.pl, taken.np
    at, value = taken.at.reshape(-1, 2), taken.value.reshape(-1, 2)
    pair = np.flatnonzero(at[:, 1])
    entity, code = np.divmod(pair.astype(np.uint32 if len(at) < 2**32 else np.uint64), taken.width)
    mark = np.zeros(len(at), bool)
    mark[spoilt // 2] = True
    at, value = at[pair], value[pair]
    frame = pl.DataFrame(
        {
            "entity": order[entity],
            "code": code.astype(np.int32),
            "value": value[:, 1],
            # Where no row of the base year stands, 0 was never put there by anyone.
            "own_base": np.where(at[:, 0] > 0, value[:, 0], np.nan),
            "at": at[:, 1],
            "spoilt": mark[pair],
        }
    )
    return frame.with_columns(pl.col("value", "own_base").fill_nan(None))
