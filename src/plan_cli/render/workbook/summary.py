"""The first sheet: what matters, with a chart of the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan_cli.profiles import Status
from plan_cli.render.workbook.book import COLORS, LINE_HEIGHT, Book, lines
from plan_cli.report.full import FullReport
from plan_cli.report.table import Paragraph, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Where the chart stands.
_BESIDE = 9
#: How wide the columns of figures are.
_WIDTH = 15


def fill(book: Book, report: FullReport) -> None:
    """The top of the report, then the method and what was used; diagnostics have a sheet of their own."""
    sheet = book.sheet("summary")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, _BESIDE - 1, _WIDTH)
    book.text(sheet, 0, 0, report.title(book.messages), bold=True, font_size=16)
    row = 2
    for block in (*report.top(book.messages), *report.closing(book.messages)):
        row = _table(book, sheet, row, block) if isinstance(block, Table) else _paragraph(book, sheet, row, block)
    _chart(book, sheet, report)


def _paragraph(book: Book, sheet: Worksheet, row: int, line: Paragraph) -> int:
    text = line.separator.join(line.items) if line.items else line.text
    heading = line.kind == "heading"
    if heading:
        book.text(sheet, row + 1, 0, text, bold=True, font_size=12)
        return row + 2
    text = f"{line.label}  {text}" if line.label else text
    sheet.merge_range(row, 0, row, _BESIDE - 1, "", book.format(text_wrap=True))
    book.text(sheet, row, 0, text, text_wrap=True)
    sheet.set_row(row, LINE_HEIGHT * lines(text, 125))
    return row + 1


def _table(book: Book, sheet: Worksheet, row: int, table: Table) -> int:
    book.head(sheet, row, [column.title for column in table.columns])
    sheet.set_row(row, LINE_HEIGHT * max(lines(column.title, _WIDTH) for column in table.columns[1:]))
    first = row + 1
    for offset, cells in enumerate(table.rows):
        for position, column in enumerate(table.columns):
            aligned = {"align": "right"} if column.right else {}
            book.cell(sheet, first + offset, position, cells[column.key], **aligned)
    last = first + len(table.rows) - 1
    for position, column in enumerate(table.columns):
        if column.key == "status":
            book.color_statuses(sheet, first, last, position)
    return last + 2


def _chart(book: Book, sheet: Worksheet, report: FullReport) -> None:
    """How many verdicts of each kind, beside the table that they stand in (the first grid of the sheet)."""
    used = [status for status in Status if report.check.summary[status]]
    if not used:
        return
    word, name = book.messages.text, book.messages.text("sheet_summary")
    attributes = {result.indicator.attribute for result in report.check.results}
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    rows = (4, 4 + len(attributes) - 1)
    for column, status in enumerate(used, 1):
        color = COLORS.get(status, ("#8A919B", ""))[0]
        chart.add_series({
            "name": word(status), "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], column, rows[1], column], "fill": {"color": color},
        })  # fmt: skip
    chart.set_title({"name": word("counts"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 560, "height": 240})
    sheet.insert_chart(1, _BESIDE + 1, chart, {"description": word("counts")})
