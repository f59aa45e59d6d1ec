"""A report's content on a sheet, one block below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from plan_cli.render.workbook.book import LINE_HEIGHT, Book, lines
from plan_cli.report.table import Block, Paragraph, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: How many columns paragraphs are set across.
BESIDE = 9
#: How wide the columns of figures are.
WIDTH = 15


def fill(book: Book, blocks: Sequence[Block]) -> None:
    """A sheet of its own for a report in one piece."""
    sheet = book.sheet("summary")
    tables = [block for block in blocks if isinstance(block, Table)]
    widest = max(tables, key=lambda table: len(table.columns), default=None)
    for position, column in enumerate(widest.columns if widest else ()):
        sheet.set_column(position, position, 40 if column.wraps else 10)
    write_blocks(book, sheet, 0, blocks)


def write_blocks(book: Book, sheet: Worksheet, row: int, blocks: Iterable[Block]) -> int:
    """The blocks from a row on; the row below them."""
    for block in blocks:
        row = _table(book, sheet, row, block) if isinstance(block, Table) else _paragraph(book, sheet, row, block)
    return row


def _paragraph(book: Book, sheet: Worksheet, row: int, line: Paragraph) -> int:
    text = line.separator.join(line.items) if line.items else line.text
    if line.kind == "title":
        book.text(sheet, row, 0, text, bold=True, font_size=16)
        return row + 2
    if line.kind == "heading":
        book.text(sheet, row + 1, 0, text, bold=True, font_size=12)
        return row + 2
    text = f"{line.label}  {text}" if line.label else text
    sheet.merge_range(row, 0, row, BESIDE - 1, "", book.format(text_wrap=True))
    book.text(sheet, row, 0, text, text_wrap=True)
    sheet.set_row(row, LINE_HEIGHT * lines(text, 125))
    return row + 1


def _table(book: Book, sheet: Worksheet, row: int, table: Table) -> int:
    book.head(sheet, row, [column.title for column in table.columns])
    sheet.set_row(row, LINE_HEIGHT * max(lines(column.title, WIDTH) for column in table.columns[1:]))
    first = row + 1
    for offset, cells in enumerate(table.rows):
        if cells.section:
            book.text(sheet, first + offset, table.section_column, cells.section, bold=True)
            continue
        for position, column in enumerate(table.columns):
            aligned = {"align": "right"} if column.right else {}
            book.cell(sheet, first + offset, position, cells[column.key], **aligned)
    last = first + len(table.rows) - 1
    for position, column in enumerate(table.columns):
        if column.key == "status":
            book.color_statuses(sheet, first, last, position)
    return last + 2
