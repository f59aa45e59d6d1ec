"""Pair arrays: the cells of a panel in arrays, one place for each possible pair of entity and indicator, in two years.

What a hash table would do for every row is done by the place's own number: a value is put where it belongs, and a row
that finds its place taken is set aside. Only places with such a row, or with an irregular one, are looked at again, by
``query.cells``, so that what is given twice means the same on every engine. ``pair_cells.py`` makes frames of them.
"""

import os
from typing import Any

from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import TooLargeError
from plan_cli.panel.irregular import IrregularRows
from plan_cli.panel.presence import Presence
from plan_cli.panel.query import cells

#: What a pair takes: row, value, digits and a working number in each of two years, a mark.
PAIR_BYTES = 43
#: The part of the machine's memory that the arrays may take.
SHARE = 0.5


class PairArrays:
    """Arrays over places: twice the pair's number for the base year, one more for the judged year.

    ``at`` is 0 where nothing stands, else the row of ``value``, which is NaN where a cell was empty.
    """

    def __init__(self, pl: Any, np: Any, criteria: PanelCriteria, presence: Presence, irregular: IrregularRows) -> None:
        self.pl, self.np, self.criteria, self.presence = pl, np, criteria, presence
        self.base_of = np.array([each.baseline.year for each in criteria.indicators], np.int32)
        self.width = max(1, len(criteria.indicators))
        self.at, self.value, self.latest = np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int32)
        self.digits = np.zeros(0, np.int8)
        self.repeated: list[tuple[Any, Any, Any, Any]] = []
        self.irregular = irregular
        self.entities = 0

    def add(self, batch: Any) -> None:
        """Take a batch of ``plain_rows.batches`` in."""
        if self.presence.aliases:
            batch = self._renamed(batch)
        np, fine = self.np, batch["fine"].to_numpy()
        place, at = batch["place"].to_numpy(), batch["at"].to_numpy()
        value, digits = batch["number"].fill_null(np.nan).to_numpy(), batch["digits"].to_numpy()
        if not fine.all():
            irregular = batch.filter(~self.pl.col("fine"))
            self.irregular.add(irregular)
            self.reserve(int(irregular["entity"].max()) + 1)
            kept = np.flatnonzero(fine)
            place, at, value, digits = (each.take(kept) for each in (place, at, value, digits))
        if len(place):
            self.reserve(int(place.max()) // (2 * self.width) + 1)
            self._put(place, value, at, digits)

    def _renamed(self, batch: Any) -> Any:
        """The batch with the numbers that count for its entities, without rows of totals."""
        pl, pair = self.pl, 2 * self.width
        own = pl.when("fine").then(pl.col("place") // pair).otherwise(pl.col("entity").cast(pl.Int64))
        number = own.replace(self.presence.aliases)
        batch = batch.with_columns(own=own, number_of=number).filter(pl.col("number_of") >= 0)
        return batch.with_columns(
            place=pl.when(pl.col("place") >= 0).then(pl.col("place") + (pl.col("number_of") - pl.col("own")) * pair)
            .otherwise(-1),
            entity=pl.when(~pl.col("fine")).then(pl.col("number_of").cast(pl.UInt32)),
        )  # fmt: skip

    def _put(self, place: Any, value: Any, at: Any, digits: Any) -> None:
        """Put each figure where it belongs; those that find their place taken are set aside."""
        number = self.np.arange(len(place), dtype=self.latest.dtype)
        self.latest[place] = number
        first = (self.latest.take(place) == number) & (self.at.take(place) == 0)
        if not first.all():
            self.repeated.append((place[~first], value[~first], at[~first], digits[~first]))
            place, value, at, digits = place[first], value[first], at[first], digits[first]
        self.at[place], self.value[place], self.digits[place] = at, value, digits

    def reserve(self, entities: int) -> None:
        """Make room for so many entities."""
        self.entities = max(self.entities, entities)
        if 2 * entities * self.width <= len(self.at):
            return
        pairs = max(entities * self.width, len(self.at))
        available = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * SHARE)
        if pairs * PAIR_BYTES > available:
            raise TooLargeError(pairs * PAIR_BYTES, available)
        for name in ("at", "value", "digits", "latest"):
            old = getattr(self, name)
            new = self.np.zeros(2 * pairs, old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)

    def settle(self, irregular: Any, *, judged_year: bool) -> tuple[Any, Any]:
        """Look again at the places with an irregular row or more than one row.

        ``irregular`` are such rows of that year, as ``query.used`` read them. Returns the cells that are given twice,
        and the places of which no figure can be used.
        """
        np, pl, one = self.np, self.pl, int(judged_year)
        none = (np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64), np.zeros(0, np.int8))
        columns = [np.concatenate(each) for each in zip(none, *self.repeated, strict=True)]
        of_year = columns[0] % 2 == one
        place, value, at, digits = (column[of_year] for column in columns)
        again = np.unique(np.concatenate([place, self._places(irregular, judged_year)]))
        first = again[self.at[again] > 0]
        pair = np.concatenate([place, first]) // 2
        rows = pl.DataFrame(
            {
                "entity": (pair // self.width).astype(np.uint32),
                "at": np.concatenate([at, self.at[first]]),
                "code": (pair % self.width).astype(np.int32),
                "number": np.concatenate([value, self.value[first]]),
                "digits": np.concatenate([digits, self.digits[first]]).astype(np.int32),
            }
        )
        year = pl.lit(self.criteria.year, pl.Int32)
        if not judged_year:
            year = pl.lit(pl.Series(self.base_of)).gather(pl.col("code"))
        rows = rows.with_columns(pl.col("number").fill_nan(None), year=year, bad=pl.lit(0, pl.Int8))
        rows = pl.concat([rows, irregular.select(rows.columns)])
        settled = cells(rows.lazy(), self.criteria, judged_year=judged_year).collect()
        where = self._places(settled, judged_year)
        self.at[where] = settled["at"].to_numpy()
        self.value[where] = settled["value"].fill_null(np.nan).to_numpy()
        self.digits[where] = settled["digits"].to_numpy()
        return settled.filter(pl.col("n") > 1), where[settled["spoilt"].to_numpy()]

    def plain_cells(self, cells: Any) -> list[tuple[int, ...]]:
        """Those of some cells (entity, code, year) in which a plain row stands."""
        judged = (cells["year"] == self.criteria.year).to_numpy()
        taken = self.at[self._places(cells, judged)] > 0
        return list(cells.filter(self.pl.Series(taken)).rows())

    def _places(self, frame: Any, judged_year: Any) -> Any:
        """The places that a frame's rows belong to."""
        entity, code = (frame[name].to_numpy().astype(self.np.int64) for name in ("entity", "code"))
        return 2 * (entity * self.width + code) + judged_year
