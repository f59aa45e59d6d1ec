"""Left out: rows that are no figures of the plan, counted by reason; rows that are left out as one before them was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Protocol

from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.text_rows import TextRow
from plan_cli.text import SEEN

#: The reason of rows that are of indicators which the plan does not have.
FOREIGN = "other_indicators"


class HasCell(Protocol):
    """A record, whose value cell is made when it is asked for."""

    @property
    def cell(self) -> TableCell:
        """The value cell."""


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

    def add_all(self, reason: str, records: Sequence[HasCell]) -> None:
        """Count the value cells of records."""
        if records:
            self.rows[reason] += len(records)
            self.first.setdefault(reason, records[0].cell)


class AlikeRows:
    """Rows of one table that say the same in the cells which decide whether a row is left out.

    The first of them is read cell by cell; the others are counted by their texts. ``deciding`` are the positions of
    those cells.
    """

    def __init__(self, left_out: LeftOut, deciding: Sequence[int]) -> None:
        self._left_out = left_out
        self._deciding: Callable[[Sequence[str]], object] = itemgetter(*deciding) if deciding else tuple
        self._known: dict[object, tuple[str, str]] = {}

    def remember(self, row: Row | TextRow, reason: str, name: str = "") -> None:
        """Note that a row was left out, and of which other indicator it is."""
        if isinstance(row, TextRow) and len(self._known) <= SEEN:
            self._known[self._deciding(row.texts)] = reason, name

    def leave_out(self, texts: Sequence[str]) -> bool:
        """Whether a row of these texts is left out as one before it was; then it is counted.

        It has as many cells as there are headings, and its own name where its table has names.
        """
        if (known := self._known.get(self._deciding(texts))) is None:
            return False
        reason, name = known
        self._left_out.rows[reason] += 1
        if reason == FOREIGN:
            self._left_out.foreign[name] += 1
        return True
