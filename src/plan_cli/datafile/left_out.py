"""Left out: rows that are no figures of the plan, counted by reason; rows that are left out as one before them was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from plan_cli.datafile.table import Row, TableCell
from plan_cli.text import SEEN

#: The reason of rows that are of indicators which the plan does not have.
FOREIGN = "other_indicators"


@dataclass(eq=False)
class LeftOut:
    """Rows that are not used, by reason, with the names of other indicators and how often each stands."""

    rows: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    first: dict[str, TableCell] = field(default_factory=dict)

    def add(self, reason: str, cell: TableCell) -> None:
        """Count a row, or a value cell of it."""
        self.rows[reason] += 1
        self.first.setdefault(reason, cell)


class AlikeRows:
    """Rows of one table that say the same in the cells which decide whether a row is left out.

    The first of them is read cell by cell; the others are counted by their texts. ``deciding`` are the positions of
    those cells, ``named`` is that of the name, which may stand in a row above where it is blank; ``width`` is how many
    cells a row must have.
    """

    def __init__(self, left_out: LeftOut, deciding: Sequence[int], width: int, named: int | None) -> None:
        self._left_out, self._width, self._named = left_out, width, named
        self._deciding: Callable[[Sequence[str]], object] | None = itemgetter(*deciding) if deciding else None
        self._known: dict[object, tuple[str, str]] = {}

    def remember(self, row: Row, reason: str, name: str = "") -> None:
        """Note that a row was left out, and of which other indicator it is."""
        named = self._named is None or row[self._named].text.strip()
        if self._deciding and named and len(self._known) <= SEEN:
            self._known[self._deciding([cell.text for cell in row])] = reason, name

    def leave_out(self, texts: Sequence[str]) -> bool:
        """Whether a row with these texts is left out as one before it was; then it is counted."""
        if self._deciding is None or len(texts) != self._width:
            return False
        if (known := self._known.get(self._deciding(texts))) is None:
            return False
        reason, name = known
        self._left_out.rows[reason] += 1
        if reason == FOREIGN:
            self._left_out.foreign[name] += 1
        return True
