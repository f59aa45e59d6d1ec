"""A report's content on a sheet, one block below the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from plan_cli.render.workbook.book import LINE_HEIGHT, Book, lines
from plan_cli.render.workbook.grid import grid_of, write_grid
from plan_cli.report.table import Block, Paragraph, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: How many characters wide the columns are that paragraphs are set across, at least; how much of that a line fills.
LINE, FILLED = 110, 0.92
#: How wide a column is of which nothing is said.
_UNSET = 8


def fill(book: Book, name: str, blocks: Sequence[Block]) -> None:
    """A sheet of its own for a report in one piece; the heading of its widest table is on every page."""
    sheet = book.sheet(name)
    grids = [grid_of(block.essential) if isinstance(block, Table) else None for block in blocks]
    widest = max((grid for grid in grids if grid), key=lambda grid: grid.width, default=None)
    widths: dict[int, float] = {}
    for each in filter(None, grids):
        widths |= {position: max(width, widths.get(position, 0)) for position, width in each.widths()}
    for position, width in widths.items():
        sheet.set_column(position, position, width)
    row = 0
    for block, grid in zip(blocks, grids, strict=True):
        if grid is not None and grid is widest:
            sheet.repeat_rows(row)
            sheet.freeze_panes(row + 1, 0)
        row = write_blocks(book, sheet, row, [block], widths)


def write_blocks(book: Book, sheet: Worksheet, row: int, blocks: Iterable[Block], widths: Mapping[int, float]) -> int:
    """The blocks from a row on, where columns have these widths; the row below them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            row = _paragraph(book, sheet, row, block, widths)
        else:
            row = write_grid(book, sheet, row, grid_of(block.essential), widths) + 1
    return row


def _paragraph(book: Book, sheet: Worksheet, row: int, line: Paragraph, widths: Mapping[int, float]) -> int:
    if line.kind == "footer":
        return row
    text = line.separator.join(line.items) if line.items else line.text
    if line.kind == "title":
        book.heading(sheet, row, text, 16)
        return row + 2
    if line.kind == "heading":
        book.heading(sheet, row + 1, text, 12)
        return row + 2
    text = f"{line.label}  {text}" if line.label else text
    across, room = 0, 0.0
    while room < LINE:
        room += widths.get(across, _UNSET)
        across += 1
    if across > 1:
        sheet.merge_range(row, 0, row, across - 1, "", book.format(text_wrap=True))
    book.text(sheet, row, 0, text, text_wrap=True)
    sheet.set_row(row, LINE_HEIGHT * lines(text, room * FILLED))
    return row + 1
