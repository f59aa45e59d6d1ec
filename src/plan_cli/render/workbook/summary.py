"""The first sheet: what matters, with a chart of the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan_cli.profiles import Status
from plan_cli.render._status_colors import STATUS_COLORS
from plan_cli.render.workbook.blocks import BESIDE, WIDTH, write_blocks
from plan_cli.render.workbook.book import Book
from plan_cli.report.full import FullReport

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def fill(book: Book, report: FullReport) -> None:
    """The top of the report, then the method and what was used; diagnostics have a sheet of their own."""
    sheet = book.sheet("summary")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, BESIDE - 1, WIDTH)
    book.text(sheet, 0, 0, report.title(book.messages), bold=True, font_size=16)
    write_blocks(book, sheet, 2, (*report.top(book.messages), *report.closing(book.messages)))
    _chart(book, sheet, report)


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
        color = STATUS_COLORS.get(status, ("#8A919B", ""))[0]
        chart.add_series({
            "name": word(status), "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], column, rows[1], column], "fill": {"color": color},
        })  # fmt: skip
    chart.set_title({"name": word("counts"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 560, "height": 240})
    sheet.insert_chart(1, BESIDE + 1, chart, {"description": word("counts")})
