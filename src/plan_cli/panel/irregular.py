"""Odd rows: those that ``lean.py`` did not take for plain, judged as every row is on another engine.

However many there are, only what is asked of them later is kept: numbers of the years that are used, how many are bad
of each kind, and the first of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from plan_cli.panel.criteria import Judge, names_columns
from plan_cli.panel.engines import EXAMPLES
from plan_cli.panel.plain_rows import plain_number, whole_number
from plan_cli.panel.query import BLANKS, parted, used

#: So many are looked at together.
TOGETHER = 500_000


class Odd:
    """The odd rows so far. ``fields`` are our names of the columns that the panel has."""

    def __init__(self, pl: Any, judge: Judge, fields: Sequence[str]) -> None:
        self.pl, self.judge, self.fields = pl, judge, tuple(fields)
        self.counts: Counter[str] = Counter()
        #: Lines with nothing in them, which are no rows.
        self.blank = 0
        self._waiting: list[Any] = []
        self._narrow: list[Any] = []
        self._bad: list[Any] = []
        texts = dict.fromkeys((f"text_{field}" for field in self.fields), pl.String)
        self._look(pl.DataFrame(schema={"at": pl.Int64, "entity": pl.UInt32, "number": pl.Float64, **texts}))

    def add(self, rows: Any) -> None:
        """Take rows of ``lean.batches`` in that are not fine."""
        self._waiting.append(rows)
        if sum(map(len, self._waiting)) >= TOGETHER:
            self._look_at_waiting()

    def judged(self) -> tuple[Any, Any]:
        """The rows of the years that are used (``verdicts.used``), and the first bad rows of each kind."""
        self._look_at_waiting()
        return self.pl.concat(self._narrow), self._firsts()

    def _look_at_waiting(self) -> None:
        if self._waiting:
            self._look(self.pl.concat(self._waiting))
            self._waiting.clear()

    def _look(self, rows: Any) -> None:
        pl = self.pl
        rows = rows.select("at", "entity", "number", **{field: f"text_{field}" for field in self.fields})
        # The entity without a name has the number 0.
        something = (pl.col("entity") != 0) | pl.any_horizontal(pl.col(field).is_not_null() for field in self.fields)
        self.blank += len(rows) - len(rows := rows.filter(something))
        number = pl.coalesce("number", plain_number(pl, pl.col("value").str.strip_chars(BLANKS)))
        rows = rows.with_columns(number=number, year=whole_number(pl, pl.col("year"))).lazy()
        told = used(rows, pl.LazyFrame(names_columns(self.judge)), self.judge, self.fields).collect()
        narrow, bad = parted(told, self.judge)
        self._narrow.append(narrow)
        self._bad.append(bad)
        self.counts.update(dict(bad.group_by("kind").len().rows()))
        self._bad = [self._firsts()]

    def _firsts(self) -> Any:
        """The first bad rows of each kind."""
        every = self.pl.concat(self._bad).sort("at")
        return every.group_by("kind", maintain_order=True).head(EXAMPLES).select(every.columns)
