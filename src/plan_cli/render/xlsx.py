"""XLSX: a workbook for further work, written by xlsxwriter (the extra ``xlsx``): formulas keep their computed values.

Text never becomes a formula, a number or a link that it did not hold; the same input makes the same bytes.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from plan_cli.render import Page
from plan_cli.report import Paged
from plan_cli.report.forms import MidtermReport
from plan_cli.report.full import FullReport
from plan_cli.report.table import footer_of
from plan_cli.text import visible

REPORT = Paged
SUFFIXES = (".xlsx",)
MACHINE = True

#: The creation date in the file's properties: no clock is read.
_CREATED = datetime(2000, 1, 1)


def write(report: Paged, page: Page) -> bytes:
    """The report as a workbook."""
    from xlsxwriter import Workbook

    from plan_cli.render.workbook import blocks, check, milestones, summary
    from plan_cli.render.workbook.book import Book

    written = BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    if page.theme.font:
        options["default_format_properties"] = {"font_name": page.theme.font}
    with Workbook(written, options) as workbook:
        workbook.set_properties({"title": visible(report.title(page.messages)), "created": _CREATED})
        content = report.content(page.messages)
        book = Book(workbook, page.messages, footer_of(content), page.theme)
        if isinstance(report, FullReport):
            summary.fill(book, report)
            blocks.fill(book, "midterm", MidtermReport(report).content(page.messages))
            check.fill(book, report, milestones.fill(book, report))
        else:
            blocks.fill(book, "summary", content)
    return written.getvalue()
