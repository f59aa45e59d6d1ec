"""The sheet of milestones, whose yearly cells are formulas, with what was reported beside them; and its charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.render.workbook.book import Book, places
from plan_cli.render.workbook.formulas import FREE, Cells, milestone
from plan_cli.report.full import FullReport
from plan_cli.report.history import IndicatorHistory
from plan_cli.report.indicators import display_name, unit_label
from plan_cli.report.yearly_values import YearlyValues, yearly_values

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: The row of the headings; indicators follow.
HEAD = 2
_COLUMNS = ("no", "indicator", "unit", "path", "base_year", "baseline", "target_year", "target", "growth")
_NO, _NAME, _UNIT, _SHAPE, _BASE_YEAR, _BASELINE, _TARGET_YEAR, _TARGET, _GROWTH = range(len(_COLUMNS))
_INPUT = "#FFF6CC"
#: How many rows of the sheet a chart takes.
_ROWS = 14


def fill(book: Book, report: FullReport) -> dict[str, str]:
    """The sheet and, where anything has a path, the sheet of charts; the cells with the reported figures of each."""
    word = book.messages.text
    drawn, yearly = [], []
    for history in report.histories:
        each = yearly_values(_through_its_years(history, report), report.check.path)
        if (chart := history.chart) and each.trajectory is not None:
            drawn.append((history, chart))
            yearly.append(each)
    years = sorted({year for each in yearly for year in each.values})
    sheet = book.sheet("milestones")
    sheet.write_string(0, 0, word("change_me"), book.format(italic=True))
    start, reported = len(_COLUMNS), len(_COLUMNS) + len(years)
    book.head(sheet, HEAD, [word(key) for key in _COLUMNS], (5, 44, 10, 14, 8, 11, 8, 11, 9))
    heading = book.format(bold=True, bottom=1)
    for offset, year in enumerate(years):
        sheet.write_number(HEAD, start + offset, year, heading)
        sheet.write_number(HEAD, reported + offset, year, heading)
    if years:
        sheet.write_string(HEAD - 1, start, word("milestone"), book.format(bold=True))
        sheet.write_string(HEAD - 1, reported, word("actual"), book.format(bold=True))
        sheet.set_column(start, reported + len(years) - 1, 10)
    sheet.freeze_panes(HEAD + 1, _UNIT)
    sheet.repeat_rows(HEAD - 1, HEAD)
    courses = {}
    for row, ((history, chart), each) in enumerate(zip(drawn, yearly, strict=True), HEAD + 1):
        _indicator(book, sheet, row, each)
        _values(book, sheet, row, each, years)
        # Reported rates do not stand beside an index.
        for point in chart.points if history.result.scale is None else ():
            if point.year in years and point.exact:
                digits = chart.digits_in(point.year)
                book.number(sheet, row, reported + years.index(point.year), point.value, digits)
                courses[chart.indicator.id] = _span(book, row, reported, len(years))
    if drawn:
        _charts(book, len(drawn), years)
    return courses


def _through_its_years(history: IndicatorHistory, report: FullReport) -> Indicator:
    """The indicator as it was judged, with what the figures gave it; of a revised one every target that it ever had."""
    judged = history.result.indicator
    stated = report.plan.indicator(judged.id)
    if stated is None or not stated.revisions:
        return judged
    base = judged.baseline.value
    return stated if base is None or stated.baseline.value is not None else stated.on(base, "actuals")


def _span(book: Book, row: int, first: int, count: int) -> str:
    """Cells of this sheet side by side, as another sheet names them."""
    from xlsxwriter.utility import quote_sheetname, xl_range

    return f"{quote_sheetname(book.messages.text('sheet_milestones'))}!{xl_range(row, first, row, first + count - 1)}"


def _indicator(book: Book, sheet: Worksheet, row: int, yearly: YearlyValues) -> None:
    """What is known of one indicator; what a reader may change has another ground."""
    indicator, trajectory = yearly.indicator, yearly.trajectory
    digits = indicator.decimals
    assert trajectory is not None
    word = book.messages.text
    if indicator.no is not None:
        book.text(sheet, row, _NO, str(indicator.no))
    book.text(sheet, row, _NAME, display_name(indicator, book.messages))
    book.text(sheet, row, _UNIT, unit_label(indicator, book.messages))
    book.text(sheet, row, _SHAPE, word(trajectory.shape.shape), bg_color=_INPUT)
    if trajectory.shape.shape in FREE:
        choices = [word(shape) for shape in FREE]
        sheet.data_validation(row, _SHAPE, row, _SHAPE, {"validate": "list", "source": choices})
    book.number(sheet, row, _BASE_YEAR, trajectory.since, 2 if indicator.baseline.left else 0)
    book.number(sheet, row, _BASELINE, trajectory.start if indicator.start_known else None, digits, bg_color=_INPUT)
    book.number(sheet, row, _TARGET_YEAR, trajectory.target_year)
    rate = indicator.target.growth_rate
    if rate is not None:
        book.number(sheet, row, _GROWTH, rate, 1, bg_color=_INPUT)
        cells, growth = _cells(row), _at(row, _GROWTH)
        formula = f"={cells.baseline}*(1+{growth}/100)^({cells.target_year}-{cells.base_year})"
        sheet.write_formula(row, _TARGET, formula, book.format(num_format=places(digits)), float(trajectory.end))
        return
    book.number(sheet, row, _TARGET, trajectory.end, digits, bg_color=_INPUT)
    if indicator.growth is not None:
        book.number(sheet, row, _GROWTH, indicator.growth.value, 1)


def _values(book: Book, sheet: Worksheet, row: int, yearly: YearlyValues, years: list[int]) -> None:
    trajectory = yearly.trajectory
    assert trajectory is not None
    names = {shape: book.messages.text(shape) for shape in FREE}
    cell_format = book.format(num_format=places(yearly.indicator.decimals))
    for year in yearly.values:
        column = len(_COLUMNS) + years.index(year)
        with exact_arithmetic():
            value = trajectory.at(year)
            formula = milestone(_cells(row), trajectory, _at(HEAD, column, of_row=True), value, names)
        sheet.write_formula(row, column, formula, cell_format, float(value))


def _cells(row: int) -> Cells:
    places = (_BASE_YEAR, _BASELINE, _TARGET_YEAR, _TARGET, _SHAPE)
    return Cells(*(_at(row, column) for column in places))


def _at(row: int, column: int, *, of_row: bool = False) -> str:
    """The address of a cell whose column stays when it is copied; ``of_row``: its row instead."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=of_row, col_abs=not of_row))


def _charts(book: Book, drawn: int, years: list[int]) -> None:
    """One native chart for each indicator with a path, drawn from the sheet of milestones."""
    word, name = book.messages.text, book.messages.text("sheet_milestones")
    sheet = book.sheet("charts")
    # Three rows of charts to a sheet of paper; a sheet that is fitted to a width would ignore the breaks.
    sheet.set_print_scale(75)
    sheet.set_h_pagebreaks([3 * _ROWS * page for page in range(1, 1 + drawn // 6)])
    start, count = len(_COLUMNS), len(years)
    for number in range(drawn):
        row = HEAD + 1 + number
        chart = book.workbook.add_chart({"type": "line"})
        categories = [name, HEAD, start, HEAD, start + count - 1]
        chart.add_series({
            "name": word("milestone"), "categories": categories,
            "values": [name, row, start, row, start + count - 1],
            "line": {"color": "#1F5FA8", "width": 2}, "marker": {"type": "circle", "size": 4},
        })  # fmt: skip
        chart.add_series({
            "name": word("actual"), "categories": categories,
            "values": [name, row, start + count, row, start + 2 * count - 1],
            "line": {"none": True}, "marker": {"type": "diamond", "size": 8, "fill": {"color": "#A6321A"}},
        })  # fmt: skip
        # The title is the cell of the name: as text in the chart, one that begins with = would be a formula.
        chart.set_title({"name": [name, row, _NAME], "name_font": {"size": 11}, "overlay": False})
        chart.set_y_axis({"num_format": "General", "major_gridlines": {"visible": True}})
        chart.set_legend({"position": "bottom"})
        chart.show_blanks_as("gap")
        chart.set_size({"width": 480, "height": 260})
        # Off the edge of its row: a border on a page break is printed on both sheets.
        placed = {"description": word("sheet_charts"), "y_offset": 6}
        sheet.insert_chart(number // 2 * _ROWS, number % 2 * 8, chart, placed)
