"""Dense: the cells of a panel in arrays, one place for each possible pair of entity and indicator.

What a hash table would do for every row is done by the pair's own number: its value is put where it belongs, and a
row that finds its place taken is set aside. Only pairs with such a row, or with an odd one, are looked at again, by
``verdicts.cells``, so that what is given twice means the same on every engine.
"""

from __future__ import annotations

import os
from typing import Any

from plan_cli.panel.engine import Gathered, Scan, TooLargeError
from plan_cli.panel.judge import Judge, names_columns
from plan_cli.panel.lean import MARK, batches, plain_number, whole_number
from plan_cli.panel.verdicts import BLANKS, cells, used

#: What a pair takes: number and row of two years, a working place, a mark.
PAIR_BYTES = 37
#: The part of the machine's memory that the arrays may take.
SHARE = 0.5


class Year:
    """The figures of one role (the judged year, the base years): ``at`` is 0 where there is none, else its row."""

    def __init__(self, np: Any) -> None:
        self.np = np
        self.at, self.value = np.zeros(0, np.int64), np.zeros(0)
        self.again: list[tuple[Any, Any, Any]] = []

    def grow(self, size: int) -> None:
        """Make room for so many pairs."""
        for name in ("at", "value"):
            old = getattr(self, name)
            new = self.np.zeros(size, old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)

    def put(self, pair: Any, value: Any, at: Any, place: Any) -> None:
        """Put each figure where it belongs; those that find their place taken are set aside."""
        number = self.np.arange(len(pair), dtype=place.dtype)
        place[pair] = number
        first = (place[pair] == number) & (self.at[pair] == 0)
        if not first.all():
            self.again.append((pair[~first], value[~first], at[~first]))
            pair, value, at = pair[first], value[first], at[first]
        self.at[pair], self.value[pair] = at, value


class Cells:
    """Both roles, and the rows that need a second look."""

    def __init__(self, pl: Any, np: Any, judge: Judge) -> None:
        self.pl, self.np, self.judge = pl, np, judge
        named = names_columns(judge)
        self.code_of = np.array(named["code"], np.int64)
        self.base_of = np.array([ladder.indicator.baseline.year for ladder in judge.ladders], np.int32)
        self.width = max(1, len(judge.ladders))
        self.now, self.base = Year(np), Year(np)
        self.place = np.zeros(0, np.int32)
        self.entities = self.rows = 0
        self.names = pl.Categories.random()
        # The numbers of names last as long as something is held that has them.
        self._held = pl.Series([""], dtype=pl.Categorical(self.names))
        self.odd: list[Any] = []

    def count(self, rows: int) -> None:
        """So many rows stood in a file."""
        self.rows += rows

    def take(self, batch: Any) -> None:
        """Take a batch of ``lean.batches`` in."""
        np, pl = self.np, self.pl
        if not len(batch):
            return
        self._room(int(batch["entity"].max()) + 1)
        odd = batch.filter(~pl.col("fine"))
        if len(odd):
            self.odd.append(odd)
            batch = batch.filter("fine")
        code = self.code_of[batch["name"].to_numpy()]
        pair = batch["entity"].to_numpy().astype(np.int64) * self.width + code
        year, at = batch["year"].to_numpy(), batch["at"].to_numpy()
        value = batch["number"].fill_null(np.nan).to_numpy()
        is_now = year == self.judge.year
        for role, mine in ((self.now, is_now), (self.base, ~is_now & (year == self.base_of[code]))):
            if mine.any():
                role.put(pair[mine], value[mine], at[mine], self.place)

    def _room(self, entities: int) -> None:
        self.entities = max(self.entities, entities)
        if entities * self.width <= len(self.place):
            return
        size = max(entities, 2 * len(self.place) // self.width) * self.width
        there = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * SHARE)
        if size * PAIR_BYTES > there:
            raise TooLargeError(size * PAIR_BYTES, there)
        self.now.grow(size)
        self.base.grow(size)
        self.place = self.np.zeros(size, self.np.int32)

    def settle(self, role: Year, rest: Any, *, judged_year: bool) -> tuple[Any, Any]:
        """Look again at the pairs with an odd row or more than one: the cells given twice, and those spoilt."""
        np, pl = self.np, self.pl
        none = (np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64))
        pair, value, at = (np.concatenate(each) for each in zip(none, *role.again, strict=True))
        again = np.unique(np.concatenate([pair, self.pairs(rest)]))
        first = again[role.at[again] > 0]
        pair = np.concatenate([pair, first])
        rows = pl.DataFrame(
            {
                "entity": (pair // self.width).astype(np.uint32),
                "at": np.concatenate([at, role.at[first]]),
                "code": (pair % self.width).astype(np.int32),
                "number": np.concatenate([value, role.value[first]]),
            }
        )
        year = pl.lit(self.judge.year, pl.Int32)
        if not judged_year:
            year = pl.lit(pl.Series(self.base_of)).gather(pl.col("code"))
        rows = rows.with_columns(pl.col("number").fill_nan(None), year=year, bad=pl.lit(0, pl.Int8))
        rows = pl.concat([rows, rest.select(rows.columns)])
        settled = cells(rows.lazy(), self.judge, judged_year=judged_year).collect()
        where = self.pairs(settled)
        role.at[where] = settled["at"].to_numpy()
        role.value[where] = settled["value"].fill_null(np.nan).to_numpy()
        return settled.filter(pl.col("n") > 1), where[settled["spoilt"].to_numpy()]

    def pairs(self, frame: Any) -> Any:
        """The pairs that a frame's rows are of."""
        np = self.np
        return frame["entity"].to_numpy().astype(np.int64) * self.width + frame["code"].to_numpy().astype(np.int64)


def gathered(runner: Any, judge: Judge, asked: Scan) -> Gathered:
    """What a panel's rows say. Errors: ``TooLargeError`` where the arrays would take too much of the memory."""
    import numpy as np

    pl = runner.pl
    taken = Cells(pl, np, judge)
    for batch in batches(pl, asked, judge, taken.names, taken.count):
        taken.take(batch)
    narrow, bad = _odd(taken, asked)
    wanted = narrow.filter(pl.col("code").is_not_null() & (pl.col("year") == judge.year))
    twice, spoilt = taken.settle(taken.now, wanted, judged_year=True)
    others = narrow.filter(pl.col("code").is_not_null() & (pl.col("year") != judge.year))
    before, _ = taken.settle(taken.base, others, judged_year=False)
    order, everyone = _entities(taken, len(asked.by), narrow)
    who = everyone.filter("there").drop("there")
    now = _now(taken, order, spoilt)
    renamed = pl.lit(pl.Series(order))

    def named(frame: Any) -> Any:
        return frame.join(everyone.drop("there").lazy(), on="entity", how="left")

    def ordered(frame: Any) -> Any:
        return frame.with_columns(entity=renamed.gather(pl.col("entity"))).lazy()

    twice = pl.concat([twice, before])
    return Gathered(judge.keys, now.lazy(), ordered(bad), ordered(twice), who.lazy(), taken.rows, named)


def _odd(taken: Cells, asked: Scan) -> tuple[Any, Any]:
    """The odd rows judged as on every engine: those of the years that are used, and those that cannot be used."""
    pl = taken.pl
    texts = dict.fromkeys((f"text_{key}" for key in asked.fields), pl.String)
    empty = pl.DataFrame(schema={"at": pl.Int64, "entity": pl.UInt32, "number": pl.Float64, **texts})
    rows = pl.concat([empty, *(each.select(empty.columns) for each in taken.odd)])
    taken.odd.clear()
    rows = rows.rename({text: text.removeprefix("text_") for text in texts})
    number = pl.coalesce("number", plain_number(pl, pl.col("value").str.strip_chars(BLANKS)))
    rows = rows.with_columns(number=number, year=whole_number(pl, pl.col("year")))
    names = pl.LazyFrame(names_columns(taken.judge))
    narrow, bad = pl.collect_all(used(rows.lazy(), names, taken.judge, tuple(asked.fields)))
    return narrow, bad


def _entities(taken: Cells, columns: int, narrow: Any) -> tuple[Any, Any]:
    """The entities in the order of their names: each one's new number, and a frame of them with who has a cell."""
    pl, np = taken.pl, taken.np
    there = np.zeros(taken.entities, bool)
    for role in (taken.now, taken.base):
        there |= (role.at[: taken.entities * taken.width] > 0).reshape(taken.entities, taken.width).any(axis=1)
    there[narrow["entity"].to_numpy()] = True
    parts = pl.col("name").str.split_exact(MARK, columns - 1).struct.rename_fields([f"by_{i}" for i in range(columns)])
    who = taken.names.to_series().head(taken.entities).to_frame("name").with_row_index("old").with_columns(there=there)
    who = who.with_columns(parts.alias("parts")).unnest("parts").sort([f"by_{i}" for i in range(columns)])
    who = who.with_row_index("entity")
    order = np.empty(taken.entities, np.uint32)
    order[who["old"].to_numpy()] = who["entity"].to_numpy()
    return order, who.drop("old", "name")


def _now(taken: Cells, order: Any, spoilt: Any) -> Any:
    """The cells of the judged year, each with its baseline."""
    pl, np = taken.pl, taken.np
    pair = np.flatnonzero(taken.now.at)
    mark = np.zeros(len(taken.now.at), bool)
    mark[spoilt] = True
    # Where there is no figure of the base year, 0 was never put there by anyone.
    base = np.where(taken.base.at[pair] > 0, taken.base.value[pair], np.nan)
    frame = pl.DataFrame(
        {
            "entity": order[pair // taken.width],
            "code": (pair % taken.width).astype(np.int32),
            "value": taken.now.value[pair],
            "own_base": base,
            "at": taken.now.at[pair],
            "spoilt": mark[pair],
        }
    )
    return frame.with_columns(pl.col("value", "own_base").fill_nan(None))
