"""A table on a sheet: numbers as numbers, and beside them a column for what stands before or after them (≥, p, *).

The columns of a ``series`` (years) stay side by side, with one column of marks and one of sparklines behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.render._status_colors import STATUS_COLORS
from plan_cli.render.workbook.book import LINE_HEIGHT, Book, lines, text_width
from plan_cli.report.cells import Cell, text_of
from plan_cli.report.table import Column, Row, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: How wide columns are: of text that wraps, of figures and words (on a shared sheet; on one of its own as their texts
#: within these), of marks, of a sparkline.
TEXT, PLAIN, MARK, SPARK = 40, 12, 6, 14
_NARROWEST, _WIDEST = 5, 16
_GROUND = "#E8EDF3"
#: A hair line below every row.
_RULE = {"bottom": 7, "bottom_color": "#B8C0CA"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of the report and where it stands on the sheet; ``mark`` is the column of its marks."""

    column: Column
    at: int
    mark: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's columns on a sheet; ``marks`` and ``spark`` are the columns behind those of a series."""

    table: Table
    placed: tuple[Placed, ...]
    marks: int | None
    spark: int | None
    width: int

    @property
    def series(self) -> list[Placed]:
        """The columns of the series."""
        return [each for each in self.placed if each.column.series]

    def widths(self) -> Iterator[tuple[int, float]]:
        """Every column of the sheet and how wide it is."""
        for each in self.placed:
            yield each.at, self._width(each.column)
            if each.mark is not None:
                yield each.mark, MARK
        if self.marks is not None and self.spark is not None:
            yield self.marks, PLAIN
            yield self.spark, SPARK

    def _width(self, column: Column) -> float:
        shown = [text_of(row[column.key]) for row in self.table.rows if not row.section]
        most = max((text_width(text) for text in (*column.title.split(), *shown)), default=0) + (
            1 if column.right else 2
        )
        return min(max(most, _NARROWEST), TEXT if column.wraps else _WIDEST)


def grid_of(table: Table) -> Grid:
    """Where everything of a table stands."""
    placed: list[Placed] = []
    at, marks, spark = 0, None, None
    last = next((column for column in reversed(table.columns) if column.series), None)
    for column in table.columns:
        marked = not column.series and any(_marks(row[column.key]) for row in table.rows)
        placed.append(Placed(column, at, at + 1 if marked else None))
        at += 2 if marked else 1
        if column is last:
            marks, spark, at = at, at + 1, at + 2
    return Grid(table, tuple(placed), marks, spark, at)


def write_grid(book: Book, sheet: Worksheet, top: int, grid: Grid, widths: Mapping[int, float] | None = None) -> int:
    """The table with its heading in the row ``top``; the row below it. ``widths`` are those of the sheet's columns."""
    widths = widths or dict(grid.widths())
    _head(book, sheet, top, grid, widths)
    row = top
    for row, cells in enumerate(grid.table.rows, top + 1):
        if cells.section:
            section = next(each.at for each in grid.placed[grid.table.section_column :])
            book.text(sheet, row, section, cells.section, bold=True)
        else:
            _row(book, sheet, row, grid, cells, widths)
    for each in grid.placed:
        if each.column.key == "status":
            book.color_statuses(sheet, top + 1, row, each.at)
    return row + 1


def _head(book: Book, sheet: Worksheet, row: int, grid: Grid, widths: Mapping[int, float]) -> None:
    style = {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": _GROUND}
    for each in grid.placed:
        book.text(sheet, row, each.at, each.column.title, **style, **_aligned(each.column))
    for column in (grid.marks, *(each.mark for each in grid.placed)):
        if column is not None:
            book.text(sheet, row, column, book.messages.text("mark"), indent=1, **style)
    if grid.spark is not None:
        book.text(sheet, row, grid.spark, book.messages.text("course"), **style)
    sheet.set_row(row, LINE_HEIGHT * max(lines(each.column.title, widths[each.at]) for each in grid.placed))


def _row(book: Book, sheet: Worksheet, row: int, grid: Grid, cells: Row, widths: Mapping[int, float]) -> None:
    tallest = 1
    for column in range(grid.width):
        sheet.write_blank(row, column, None, book.format(**_RULE))
    for each in grid.placed:
        cell = cells[each.column.key]
        last = _reach(each, grid, widths)
        needed = 1 if is_number(cell) else lines(text_of(cell), sum(widths[at] for at in range(each.at, last + 1)))
        style: dict[str, Any] = {**_RULE, **({"text_wrap": True} if needed > 1 else {})}
        if cell.style in STATUS_COLORS and each.column.key != "status":
            style["font_color"], style["bg_color"] = STATUS_COLORS[cell.style]
        if last > each.at:
            sheet.merge_range(row, each.at, row, last, "", book.format(**style))
        book.cell(sheet, row, each.at, cell, **_aligned(each.column), **style)
        tallest = max(tallest, needed)
        if each.mark is not None and (marks := _marks(cell)):
            book.text(sheet, row, each.mark, marks, indent=1, **_RULE)
    if tallest > 1:
        sheet.set_row(row, LINE_HEIGHT * tallest)
    _series(book, sheet, row, grid, cells)


def _reach(placed: Placed, grid: Grid, widths: Mapping[int, float]) -> int:
    """The last column that a text is set across: text at the end of a row, where its own column is narrow."""
    at = placed.at
    if placed is grid.placed[-1] and placed.column.wraps and at:
        while sum(widths[each] for each in range(placed.at, at + 1)) < TEXT and at + 1 in widths:
            at += 1
    return at


def _series(book: Book, sheet: Worksheet, row: int, grid: Grid, cells: Row) -> None:
    """The marks of a series, each behind its year, and its line where every figure is one number."""
    from xlsxwriter.utility import xl_range

    if grid.marks is None or grid.spark is None:
        return
    series = [(each, cells[each.column.key]) for each in grid.series]
    marks = " ".join(f"{each.column.title}{_marks(cell)}" for each, cell in series if _marks(cell))
    book.text(sheet, row, grid.marks, marks, indent=1, **_RULE)
    if any(is_number(cell) for _, cell in series) and not any(cell.before for _, cell in series):
        span = xl_range(row, series[0][0].at, row, series[-1][0].at)
        book.sparkline(sheet, row, grid.spark, span)


def is_number(cell: Cell) -> bool:
    """Whether a sheet can compute with it."""
    return isinstance(cell.value, Decimal | int) and not cell.label


def _marks(cell: Cell) -> str:
    return f"{cell.before}{cell.after}".strip() if is_number(cell) else ""


def _aligned(column: Column) -> dict[str, str | int]:
    # A text behind a column of figures does not touch them.
    return {"align": "right"} if column.right else {"indent": 1}
