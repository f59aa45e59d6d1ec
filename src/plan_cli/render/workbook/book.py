"""Book: the workbook with its formats, and the one place where a value becomes a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plan_cli.i18n import Messages
from plan_cli.model.theme import Theme
from plan_cli.render._status_colors import STATUS_COLORS
from plan_cli.report.cells import Cell, text_of
from plan_cli.report.number_format import json_number
from plan_cli.report.verdict_cells import OTHER_WORDS
from plan_cli.text import pieces, visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What a cell of the format can hold.
TEXT_LIMIT, URL_LIMIT = 32767, 2000
#: In points.
LINE_HEIGHT = 15
#: Of the logo in pixels, and where it stands: beside the title.
LOGO_HEIGHT, LOGO_COLUMN = 36, 9


class Book:
    """A workbook being written in a language."""

    def __init__(self, workbook: Workbook, messages: Messages, footer: str, theme: Theme) -> None:
        self.workbook, self.messages, self.footer = workbook, messages, visible(footer)
        self.theme = theme
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"valign": "top", **properties})
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, called by its word; it prints on A4, as wide as one page, with the foot and the number."""
        sheet = self.workbook.add_worksheet(self.messages.text(f"sheet_{name}"))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        # & begins a code of the format, so one that is meant is written twice.
        sheet.set_footer(f"&C{self.footer.replace('&', '&&')}\n&P / &N" if self.footer else "&C&P / &N")
        return sheet

    def heading(self, sheet: Worksheet, row: int, text: str, size: int) -> None:
        """A title or heading in the colour and font of the theme; the first of the workbook has the logo beside it."""
        own = {"font_color": self.theme.accent, "font_name": self.theme.headings}
        self.text(sheet, row, 0, text, bold=True, font_size=size, **{key: value for key, value in own.items() if value})
        if row == 0 and self.theme.logo and sheet.index == 0:
            scale = LOGO_HEIGHT / max(1, self.theme.logo_size[1])
            data = {"image_data": BytesIO(self.theme.logo), "x_scale": scale, "y_scale": scale, "decorative": True}
            sheet.insert_image(0, LOGO_COLUMN, "logo.png", data)

    def table(self, sheet: Worksheet, titles: Sequence[str], widths: Sequence[float], rows: int, name: str) -> None:
        """An Excel table with its headings in the first row, which stay in sight and are on every printed page."""
        headings = dict.fromkeys(titles)
        assert len(headings) == len(titles)
        self.head(sheet, 0, titles, widths)
        style = self.format(bold=True, bottom=1, text_wrap=True)
        columns = [{"header": title, "header_format": style} for title in titles]
        options = {"name": name, "columns": columns, "style": "Table Style Light 1", "banded_rows": False}
        sheet.add_table(0, 0, max(rows, 1), len(titles) - 1, options)
        sheet.repeat_rows(0)

    def head(self, sheet: Worksheet, row: int, titles: Sequence[str], widths: Sequence[float] = ()) -> None:
        """A heading row; the rows above and it stay in sight."""
        for column, title in enumerate(titles):
            sheet.write_string(row, column, title, self.format(bold=True, bottom=1, text_wrap=True))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        if widths:
            sheet.set_row(row, LINE_HEIGHT * max(map(lines, titles, widths)))

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **properties: Any) -> None:
        """Text as text, whatever it begins with; its first http(s) address as the cell's link."""
        shown = visible(text)[:TEXT_LIMIT]
        url = next((address for _, address in pieces(shown) if address), "")
        if url and len(url) <= URL_LIMIT and len(shown) <= 2000:
            cell_format = self.format(font_color="#1A56A0", underline=1, **properties)
            if sheet.write_url(row, column, url, cell_format, shown) == 0:
                return
        sheet.write_string(row, column, shown, self.format(**properties))

    def wrapped(self, sheet: Worksheet, row: int, texts: Mapping[int, tuple[str, float]]) -> None:
        """Texts by column, each with that column's width, in a row as high as the longest needs."""
        for column, (text, _) in texts.items():
            self.text(sheet, row, column, text, text_wrap=True)
        tallest = max(lines(visible(text), width) for text, width in texts.values())
        if tallest > 1:
            sheet.set_row(row, LINE_HEIGHT * tallest)

    def number(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: Decimal | int | None,
        decimals: int = 0,
        *,
        signed: bool = False,
        **rest: Any,
    ) -> None:
        """A number shown at its decimals, with its sign where that is wanted; nothing where there is none."""
        written = json_number(Decimal(value)) if value is not None else None
        cell_format = self.format(num_format=_signed(places(decimals), signed), **rest)
        if written is None:
            sheet.write_blank(row, column, None, cell_format)
        else:
            sheet.write_number(row, column, written, cell_format)

    def cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, **properties: Any) -> None:
        """A cell of a report: a number as such, without what stands before and after it."""
        if not isinstance(cell.value, Decimal | int) or cell.label:
            self.text(sheet, row, column, text_of(cell), **properties)
        elif cell.percent:
            shown = _signed(places(cell.decimals) + "%", cell.signed)
            sheet.write_number(row, column, float(cell.value), self.format(num_format=shown, **properties))
        else:
            self.number(sheet, row, column, cell.value, cell.decimals, signed=cell.signed, **properties)

    def sparkline(self, sheet: Worksheet, row: int, column: int, cells: str) -> None:
        """A small line of what stands in other cells."""
        sheet.add_sparkline(row, column, {"range": cells, "markers": True, "series_color": "#1F5FA8"})

    def share(self, sheet: Worksheet, row: int, column: int, value: Decimal | None) -> None:
        """A fraction shown as a percentage."""
        if value is not None:
            sheet.write_number(row, column, float(value), self.format(num_format="0.0%"))

    def color_statuses(self, sheet: Worksheet, first: int, last: int, column: int) -> None:
        """Colours that follow what stands in the cells."""
        if last < first:
            return
        for status, (ink, ground) in STATUS_COLORS.items():
            cell_format = self.workbook.add_format({"font_color": ink, "bg_color": ground})
            for word in dict.fromkeys(map(self.messages.text, (status, *OTHER_WORDS.get(status, ())))):
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": cell_format}
                sheet.conditional_format(first, column, last, column, rule)


def lines(text: str, width: float) -> int:
    """On how many lines a text stands in a cell so many characters wide, Chinese ones counted double."""
    return -(-text_width(text) // int(width)) or 1


def text_width(text: str) -> int:
    """How many narrow characters wide a text is."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def places(decimals: int) -> str:
    """The number format of so many decimals."""
    return "0." + "0" * decimals if decimals else "0"


def _signed(shown: str, signed: bool) -> str:
    """The number format with a sign before every figure but 0, where that is wanted."""
    return f"+{shown};-{shown};{shown}" if signed else shown
