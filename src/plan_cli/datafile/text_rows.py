"""Text rows: the rows of a text file as texts; the cells of a row, with their places, are made when they are used.

Most rows of a file of a million are of indicators that the plan does not have. The texts are enough to tell; what a row
says is read from its cells, which the file's reader makes from the same characters whenever they are asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import NamedTuple, overload

from plan_cli.datafile.table import Row

#: The texts of a row's cells.
Texts = tuple[str, ...]


class TextRow(NamedTuple):
    """A row that is not made yet: where it stands among its ``rows``."""

    rows: TextRows
    at: int

    @property
    def texts(self) -> Texts:
        """The texts of its cells."""
        return self.rows.texts[self.at]


class TextRows(Sequence[Row]):
    """Rows that are kept as ``texts``. ``cells`` makes a row, of where it begins in the file and of its line."""

    def __init__(
        self, texts: list[Texts], starts: array[int], lines: array[int], cells: Callable[[int, int], Row]
    ) -> None:
        self.texts, self._starts, self._lines, self._cells = texts, starts, lines, cells

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> TextRows: ...

    def __getitem__(self, at: int | slice) -> Row | TextRows:
        if isinstance(at, int):
            return self._cells(self._starts[at], self._lines[at])
        if at.indices(len(self)) == (0, len(self), 1):
            return self
        return TextRows(self.texts[at], self._starts[at], self._lines[at], self._cells)

    def picked(self, chosen: Iterable[bool]) -> TextRows:
        """Those of the rows that are chosen."""
        which = list(chosen)
        starts, lines = (array(each.typecode, compress(each, which)) for each in (self._starts, self._lines))
        return TextRows(list(compress(self.texts, which)), starts, lines, self._cells)


def cells_in(row: Row | TextRow) -> Row:
    """The cells of a row."""
    return row.rows[row.at] if isinstance(row, TextRow) else row


def text_at(row: Row | TextRow, position: int) -> str:
    """The text of a cell, which is not made for it."""
    return row.texts[position] if isinstance(row, TextRow) else row[position].text


def texts_of(rows: Sequence[Row]) -> Sequence[Texts]:
    """The texts of rows, of each those of its cells."""
    return rows.texts if isinstance(rows, TextRows) else [tuple(cell.text for cell in row) for row in rows]


def column_of(rows: Sequence[Row], position: int) -> list[str]:
    """The texts of a column, of those rows that are long enough."""
    if isinstance(rows, TextRows):
        return [texts[position] for texts in rows.texts if len(texts) > position]
    return [row[position].text for row in rows if len(row) > position]


def picked(rows: Sequence[Row], chosen: Iterable[bool]) -> Sequence[Row]:
    """Those of the rows that are chosen."""
    return rows.picked(chosen) if isinstance(rows, TextRows) else tuple(compress(rows, chosen))
