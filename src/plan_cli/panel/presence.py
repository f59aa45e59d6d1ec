"""Presence: which entities a panel names in any row of the plan's indicators, also in years that nothing is read of.

Names become numbers in one set of Polars categories. Neighbouring rows are mostly of one entity, so only the first row
of each run is looked at, and the first after it whose indicator is known.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

from plan_cli.datafile.totals import TOTALS, is_subtotal
from plan_cli.text import BLANKS

#: What separates the ``--by`` columns of an entity.
MARK = "\x1f"


def entity(pl: Any, by: Sequence[str]) -> Any:
    """Who a row is of, as one text: the ``--by`` columns, separated by a mark that no text has; empty if all are."""
    texts = [pl.col(heading).cast(pl.String).fill_null("") for heading in by]
    if len(texts) == 1:
        return texts[0]
    text = pl.concat_str(texts, separator=MARK)
    return pl.when(text != MARK * (len(texts) - 1)).then(text).otherwise(pl.lit(""))


class Presence:
    """The entities seen so far, by number, and the ``last`` row that has been looked at.

    Names that differ by blanks around them are one entity, and names of totals none: ``aliases`` has the number that
    counts in the place of such a name's own, -1 for a total. ``numbers`` are of entities with an indicator of the plan.
    """

    def __init__(self, pl: Any, categories: Any) -> None:
        self.pl, self.kind = pl, pl.Categorical(categories)
        self.last = 0
        self.aliases: dict[int, int] = {}
        self.numbers: set[int] = set()
        self.totals: set[tuple[str, ...]] = set()
        self._seen: set[tuple[Any, ...]] = set()
        self._lock = Lock()

    def look(self, batch: Any) -> Any:
        """Look at a batch of structs: the row's number, whether its indicator is known, and the entity."""
        at, known, *columns = batch.struct.unnest().get_columns()
        if len(at):
            # Slices rather than a shift, and Python's sets for the few names that are left: each call costs.
            differs = known[1:] & ~known[:-1]
            for column in columns:
                differs |= column[1:].ne_missing(column[:-1])
            rows = self.pl.Series([True]).append(differs).arg_true()
            found = set(zip(*(column.gather(rows).to_list() for column in (known, *columns)), strict=True))
            with self._lock:
                # The numbers of a batch ascend.
                self.last = max(self.last, at[-1])
                if new := found - self._seen:
                    self._seen |= new
                    self._add(new)
        return at

    def _add(self, found: set[tuple[Any, ...]]) -> None:
        texts = [(known, [str(text or "") for text in name]) for known, *name in found]
        plain = [(known, [text.strip(BLANKS) for text in name]) for known, name in texts]
        numbers = zip(self._numbered(texts), self._numbered(plain), plain, strict=True)
        for own, number, (known, name) in numbers:
            is_total = any(text in TOTALS or is_subtotal(text) for text in name)
            if is_total or number != own:
                self.aliases[own] = -1 if is_total else number
            if known and is_total:
                self.totals.add(tuple(name))
            elif known:
                self.numbers.add(number)

    def _numbered(self, names: Sequence[tuple[bool, list[str]]]) -> list[int]:
        texts = [MARK.join(name) if any(name) else "" for _, name in names]
        numbers: list[int] = self.pl.Series(texts, dtype=self.pl.String).cast(self.kind).to_physical().to_list()
        return numbers
