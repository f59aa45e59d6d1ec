"""The first sheet: what matters, with a chart of the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan_cli.profiles import Status
from plan_cli.render._status_colors import STATUS_COLORS
from plan_cli.render.workbook.blocks import write_blocks
from plan_cli.render.workbook.book import Book
from plan_cli.render.workbook.grid import PLAIN, TEXT
from plan_cli.report.full import FullReport
from plan_cli.report.table import Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: How many rows of the sheet the chart takes.
_ROWS = 14
#: Of what has no verdict, which has no colour elsewhere.
_GREYS = {Status.MISSING: "#A9B0B9", Status.NOT_DUE: "#D3D8DE", Status.NOT_ASSESSABLE: "#6B737E"}
#: More columns than any table of the first sheet has.
_COLUMNS = 20


def fill(book: Book, report: FullReport) -> None:
    """The top of the report, then the method and what was used; diagnostics have a sheet of their own."""
    sheet = book.sheet("summary")
    widths = {0: TEXT} | dict.fromkeys(range(1, _COLUMNS), PLAIN)
    for column, width in widths.items():
        sheet.set_column(column, column, width)
    book.heading(sheet, 0, report.title(book.messages), 16)
    # The chart stands below the counts that it draws: further down it could be torn by a page break.
    top = report.top(book.messages)
    counts = next((number for number, block in enumerate(top, 1) if isinstance(block, Table)), 0)
    row = write_blocks(book, sheet, 2, top[:counts], widths)
    row += _chart(book, sheet, row, report)
    write_blocks(book, sheet, row, [*top[counts:], *report.closing(book.messages)], widths)


def _chart(book: Book, sheet: Worksheet, top: int, report: FullReport) -> int:
    """How many verdicts of each kind, from the table that they stand in (the first of the sheet); the rows it takes."""
    used = [status for status in Status if report.check.summary[status]]
    if not used:
        return 0
    word, name = book.messages.text, book.messages.text("sheet_summary")
    attributes = {result.indicator.attribute for result in report.check.results}
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    rows = (4, 4 + len(attributes) - 1)
    for column, status in enumerate(used, 1):
        color = _GREYS.get(status) or STATUS_COLORS[status][0]
        chart.add_series({
            "name": word(status), "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], column, rows[1], column], "fill": {"color": color},
        })  # fmt: skip
    chart.set_title({"name": word("counts"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 560, "height": 240})
    sheet.insert_chart(top, 0, chart, {"description": word("counts")})
    return _ROWS
