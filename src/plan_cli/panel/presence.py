"""Presence: which entities a panel names in any row of the plan's indicators, also in years that nothing is read of.

Names become numbers in one set of Polars categories. Neighbouring rows are mostly of one entity, so only the first row
of each run is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from plan_cli.text import BLANKS

#: What separates the ``--by`` columns of an entity.
MARK = "\x1f"


def text_of(column: Any) -> Any:
    """A ``--by`` column as text without blanks around it; empty where there is nothing."""
    return column.cast(str).str.strip_chars(BLANKS).fill_null("")


def entity(pl: Any, texts: Sequence[Any]) -> Any:
    """Who a row is of, as one text: the ``--by`` columns, separated by a mark that no text has; empty if all are."""
    if len(texts) == 1:
        return texts[0]
    text = pl.concat_str(texts, separator=MARK)
    return pl.when(text != MARK * (len(texts) - 1)).then(text).otherwise(pl.lit(""))


class Presence:
    """The entities seen so far, by number, and how many rows have been read of the file at hand."""

    def __init__(self, pl: Any, categories: Any) -> None:
        self.pl, self.kind = pl, pl.Categorical(categories)
        self.numbers: list[Any] = []
        self.rows = 0
        self._lock = Lock()

    def look(self, batch: Any) -> Any:
        """Look at a batch of structs: the row's number from 0 on, whether its indicator is known, and the entity."""
        at, known, *names = batch.struct.unnest().get_columns()
        if len(at):
            changed = known.ne_missing(known.shift(1))
            for name in names:
                changed |= name.ne_missing(name.shift(1))
            texts = [text_of(self.pl.lit(name.filter(known & changed))) for name in names]
            numbers = self.pl.select(entity(self.pl, texts).cast(self.kind).to_physical().unique()).to_series()
            with self._lock:
                self.numbers.append(numbers)
                self.rows = max(self.rows, at.max() + 1)
                if len(self.numbers) > 64:
                    self.numbers = [self.pl.concat(self.numbers).unique()]
        return at.cast(self.pl.Int64)

    def seen(self) -> Any:
        """The numbers of all entities."""
        return self.pl.concat([self.pl.Series([], dtype=self.pl.UInt32), *self.numbers]).unique()
