"""A table as a file holds it: rows of cells, each a text with its place. What every reader makes.

A reader only says where each text stands; ``layout.py`` and ``columns.py`` say what it means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plan_cli.diagnostics import Diagnostic, Place


class TableCell(NamedTuple):
    """A text and its place; ``percent`` where the file itself shows it as a percentage (0.084 as 8.4 %).

    ``divided`` is the power of ten by which the file shows a figure smaller than it is stored; ``text`` is what is
    shown.

    ``defect`` says why it must not be used though it has a text: the reader has reported it already (``quote``,
    ``formula``, ``twice``), or it stands in a cell merged over several (``merged``, a defect of figures only).
    """

    text: str
    place: Place
    percent: bool = False
    defect: str = ""
    divided: int = 0


Row = tuple[TableCell, ...]


class Pair(NamedTuple):
    """What a file says of all its figures: a heading, and the text that would stand below it."""

    heading: TableCell
    cell: TableCell


class Table(NamedTuple):
    """The rows that are not blank, titles and headings among them; how the file was read, what was wrong with it.

    ``delimiter`` is what parts the cells of a text file; ``hidden_rows`` and ``hidden_columns`` are how many a
    workbook hides, which are left out; ``beside`` what the file states beside its rows, for all of them.
    """

    file: str
    format: str
    encoding: str | None = None
    rows: Sequence[Row] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    delimiter: str = ""
    hidden_rows: int = 0
    hidden_columns: int = 0
    beside: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user may say about how a file is to be read."""

    encoding: str | None = None
    sheet: str | None = None
    include_forecasts: bool = False


def is_ragged(row: Row, width: int) -> bool:
    """Whether the cells of a row cannot be told apart: one is missing, or one stands beyond the headings."""
    return len(row) < width or any(cell.text.strip() for cell in row[width:])


def refused(code: str, file: str, format: str, /, **facts: object) -> Table:
    """An empty table with the diagnostic that says why nothing could be read."""
    return Table(file, format, diagnostics=(Diagnostic(code, {"file": file, **facts}, place=Place(file)),))
