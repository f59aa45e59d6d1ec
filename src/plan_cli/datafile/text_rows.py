"""Text rows: the rows of a text file as columns of texts; the cells of a row are made when they are used.

Most rows of a file of a million are of indicators that the plan does not have. What is asked of all rows is asked of
the different texts of a column; what a row says is read from its cells, which the file's reader makes from the same
characters whenever they are asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from typing import NamedTuple, overload

from plan_cli.datafile.table import Row

#: The texts of a row's cells.
Texts = tuple[str, ...]


class TextRow(NamedTuple):
    """A row that is not made yet: where it stands among its ``rows``. No cell of it has a defect."""

    rows: TextRows
    at: int


class TextRows(Sequence[Row]):
    """Rows that are kept as ``columns`` of texts.

    Rows of another length are cut or filled with blanks there; ``uneven`` has their texts. ``cells`` makes the row of a
    number, ``numbers`` are those of these rows, ``flawed`` those of rows that have a cell which must not be used.
    """

    def __init__(
        self,
        columns: list[list[str]],
        uneven: Mapping[int, Texts],
        numbers: Sequence[int],
        cells: Callable[[int], Row],
        flawed: AbstractSet[int] = frozenset(),
    ) -> None:
        self.columns, self.uneven, self._numbers, self._cells, self._flawed = columns, uneven, numbers, cells, flawed
        self._different: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> TextRows: ...

    def __getitem__(self, at: int | slice) -> Row | TextRows:
        if isinstance(at, int):
            return self._cells(self._numbers[at])
        kept = range(len(self))[at]
        if kept == range(len(self)):
            return self
        uneven = (
            {i: self.uneven[before] for i, before in enumerate(kept) if before in self.uneven} if self.uneven else {}
        )
        return TextRows([column[at] for column in self.columns], uneven, self._numbers[at], self._cells, self._flawed)

    def without(self, dropped: Iterable[int]) -> TextRows:
        """All but some of the rows."""
        kept = bytearray(b"\1") * len(self)
        for at in dropped:
            kept[at] = 0
        columns = [list(compress(column, kept)) for column in self.columns]
        before = compress(range(len(self)), kept) if self.uneven else ()
        uneven = {i: self.uneven[at] for i, at in enumerate(before) if at in self.uneven}
        return TextRows(columns, uneven, array("Q", compress(self._numbers, kept)), self._cells, self._flawed)

    def is_flawed(self, at: int) -> bool:
        """Whether a row has a cell with a defect."""
        return self._numbers[at] in self._flawed

    def width(self, at: int) -> int:
        """How many cells a row has."""
        return len(self.uneven.get(at, self.columns))

    def texts(self, at: int) -> Texts:
        """The texts of a row."""
        return self.uneven.get(at) or tuple(column[at] for column in self.columns)

    def text(self, at: int, position: int) -> str:
        """The text of a cell of a row."""
        return self.uneven[at][position] if at in self.uneven else self.columns[position][at]

    def column(self, position: int) -> list[str]:
        """The texts of a column, of those rows that are long enough."""
        if position >= len(self.columns):
            return [texts[position] for _, texts in sorted(self.uneven.items()) if len(texts) > position]
        column = self.columns[position]
        if short := {at for at, texts in self.uneven.items() if len(texts) <= position}:
            return [text for at, text in enumerate(column) if at not in short]
        return column

    def different(self, position: int) -> frozenset[str]:
        """The different texts of a column."""
        if position not in self._different:
            self._different[position] = frozenset(self.column(position))
        return self._different[position]

    def shorter(self, width: int) -> list[int]:
        """Which rows have fewer cells."""
        if width > len(self.columns):
            return [at for at in range(len(self)) if len(self.uneven.get(at, self.columns)) < width]
        return [at for at, texts in self.uneven.items() if len(texts) < width]

    def rows_with(self, position: int, texts: AbstractSet[str]) -> list[int]:
        """Which rows have one of these texts in a column."""
        if texts.isdisjoint(self.different(position)):
            return []
        column = self.columns[position] if position < len(self.columns) else []
        even = [at for at, text in enumerate(column) if text in texts and at not in self.uneven]
        uneven = [at for at, row in self.uneven.items() if len(row) > position and row[position] in texts]
        return sorted(even + uneven)


def cells_in(row: Row | TextRow) -> Row:
    """The cells of a row."""
    return row.rows[row.at] if isinstance(row, TextRow) else row


def text_at(row: Row | TextRow, position: int) -> str:
    """The text of a cell, which is not made for it."""
    return row.rows.text(row.at, position) if isinstance(row, TextRow) else row[position].text


def defect_at(row: Row | TextRow, position: int) -> str:
    """The defect of a cell."""
    return "" if isinstance(row, TextRow) else row[position].defect


def texts_of(rows: Sequence[Row]) -> Sequence[Texts]:
    """The texts of rows, of each those of its cells."""
    if not isinstance(rows, TextRows):
        return [tuple(cell.text for cell in row) for row in rows]
    texts = list(zip(*rows.columns, strict=True))
    for at, uneven in rows.uneven.items():
        texts[at] = uneven
    return texts


def texts_at(rows: Sequence[Row], at: int) -> Texts:
    """The texts of a row."""
    return rows.texts(at) if isinstance(rows, TextRows) else tuple(cell.text for cell in rows[at])


def column_of(rows: Sequence[Row], position: int) -> list[str]:
    """The texts of a column, of those rows that are long enough."""
    if isinstance(rows, TextRows):
        return rows.column(position)
    return [row[position].text for row in rows if len(row) > position]


def different_texts(rows: Sequence[Row], position: int) -> AbstractSet[str]:
    """The different texts of a column."""
    return rows.different(position) if isinstance(rows, TextRows) else set(column_of(rows, position))


def rows_with(rows: Sequence[Row], position: int, texts: AbstractSet[str]) -> list[int]:
    """Which rows have one of these texts in a column."""
    if isinstance(rows, TextRows):
        return rows.rows_with(position, texts)
    return [at for at, row in enumerate(rows) if len(row) > position and row[position].text in texts]


def shorter_rows(rows: Sequence[Row], width: int) -> list[int]:
    """Which rows have fewer cells."""
    return rows.shorter(width) if isinstance(rows, TextRows) else [i for i, row in enumerate(rows) if len(row) < width]


def without(rows: Sequence[Row], dropped: Collection[int]) -> Sequence[Row]:
    """All but some of the rows."""
    if not dropped:
        return rows
    if isinstance(rows, TextRows):
        return rows.without(dropped)
    return tuple(row for i, row in enumerate(rows) if i not in dropped)


def rows_of_one_text(rows: Sequence[Row]) -> list[int]:
    """Which rows have one text. In long tables few are looked at: two first cells differ."""
    both = different_texts(rows, 0) & different_texts(rows, 1)
    unclear = {*rows_with(rows, 0, {"", *both}), *rows_with(rows, 1, {""}), *shorter_rows(rows, 2)}
    texts = {i: texts_at(rows, i) for i in sorted(unclear)}
    return [i for i, row in texts.items() if len({*row[:2]} - {""}) < 2 and len({*filter(str.strip, row)}) == 1]
