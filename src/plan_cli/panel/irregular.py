"""Irregular rows: those that ``plain_rows.py`` did not take for plain, judged as every row is on another engine.

However many there are, only what is asked of them later is kept: numbers of the years that are used, how many are bad
of each kind, and the first of those.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from plan_cli.datafile.number_grammar import plain_number
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.criteria import PanelCriteria, names_columns
from plan_cli.panel.engine import EXAMPLES
from plan_cli.panel.foreign import with_foreign
from plan_cli.panel.parts import with_parts
from plan_cli.panel.plain_rows import number_in, year_in
from plan_cli.panel.query import cleared, is_part, split, used
from plan_cli.text import BLANKS

#: So many are looked at together.
TOGETHER = 500_000


class IrregularRows:
    """The irregular rows so far. ``fields`` are our names of the columns that the panel has.

    ``counts`` says how many rows are bad, by kind, ``foreign`` how many are of other indicators, by name; ``blank``
    how many lines have nothing in them and are no rows, ``from_parts`` how many figures were made of parts.
    """

    def __init__(self, pl: Any, criteria: PanelCriteria, reader: CellReader, fields: Sequence[str]) -> None:
        self.pl, self.criteria, self.reader, self.fields = pl, criteria, reader, tuple(fields)
        self.plain = plain_number(reader.delimiter)
        self.counts: Counter[str] = Counter()
        self.foreign: Counter[str] = Counter()
        self.blank = self.from_parts = 0
        self._used: list[Any] = []
        self._bad: list[Any] = []
        self._parts: list[Any] = []
        texts = dict.fromkeys((f"text_{field}" for field in self.fields), pl.String)
        self._columns = {"at": pl.Int64, "entity": pl.UInt32, "number": pl.Float64, **texts}
        # No rows, so that there is something to look at where none is irregular.
        self._waiting: list[Any] = [pl.DataFrame(schema=self._columns)]

    def add(self, rows: Any) -> None:
        """Take in rows of ``plain_rows.batches`` that are not fine."""
        self._waiting.append(rows.select(*self._columns))
        if sum(map(len, self._waiting)) >= TOGETHER:
            self._look_at_waiting()

    def judged(self, whole: Callable[[Any], list[tuple[Any, ...]]]) -> tuple[Any, Any]:
        """The rows of the years that are used (``query.used``), and the first bad rows of each kind.

        ``whole`` says which cells that have parts have a plain row of the whole year as well.
        """
        pl = self.pl
        self._look_at_waiting()
        narrow, bad = pl.concat(self._used), self._first_bad()
        if not self._parts:
            return narrow, bad
        cell = [*self.criteria.keys, "code", "year"]

        def found(parts: Any) -> list[tuple[Any, ...]]:
            beside = narrow.join(parts, on=cell, how="semi").select(cell)
            return [*whole(parts), *beside.rows()]

        every = pl.concat(self._parts)
        narrow, bad, self.from_parts, counts = with_parts(
            every, narrow, bad, self.criteria, lambda frame: frame.rows(), pl.DataFrame, found
        )
        self.counts.update(counts)
        self._bad = [bad]
        return narrow, self._first_bad()

    def _look_at_waiting(self) -> None:
        if self._waiting:
            self._look(self.pl.concat(self._waiting))
            self._waiting.clear()

    def _look(self, rows: Any) -> None:
        pl = self.pl
        rows = rows.rename({f"text_{field}": field for field in self.fields})
        # The entity without a name has the number 0.
        something = (pl.col("entity") != 0) | pl.any_horizontal(pl.col(field).is_not_null() for field in self.fields)
        self.blank += len(rows) - len(rows := rows.filter(something))
        number = pl.coalesce("number", number_in(pl, pl.col("value").str.strip_chars(BLANKS), self.plain))
        year = pl.col("year") if "year" in self.fields else pl.lit(None, pl.String)
        rows = rows.with_columns(number=number, year_text=year, year=year_in(pl, year)).lazy()
        kept = used(
            rows, pl.LazyFrame(names_columns(self.criteria)), self.criteria, self.fields, self.reader.remarks
        ).collect()
        kept, foreign = with_foreign(kept, self.criteria, self.reader, lambda frame: frame.rows(), pl.DataFrame)
        self.foreign.update(foreign)
        read, divided = cleared(kept, self.criteria, self.reader, lambda frame: frame.rows(), pl.DataFrame)
        if divided:
            self._parts.append(read.filter(is_part(pl)))
        narrow, bad = split(read, self.criteria)
        self._used.append(narrow)
        self._bad.append(bad)
        self.counts.update(dict(bad.group_by("kind").len().rows()))
        self._bad = [self._first_bad()]

    def _first_bad(self) -> Any:
        """The first bad rows of each kind."""
        every = self.pl.concat(self._bad).sort("at")
        return every.group_by("kind", maintain_order=True).head(EXAMPLES).select(every.columns)
