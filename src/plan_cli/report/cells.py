"""Cells: the values of a table, each with its unit, decimals and style; ``text_of`` is how one is shown.

Reports build cells with the functions here and rows with ``row(key=cell)``; renderers read them by their column's key.
A renderer that keeps numbers (a workbook) reads ``value`` and ``decimals``, all others show ``text_of(cell)``.
To add a kind of value: a function here that says its decimals, marks and style.
"""

from decimal import Decimal
from typing import NamedTuple

from plan_cli.model.growing import Growing
from plan_cli.model.numbers import decimals_of, rounded
from plan_cli.profiles import Status
from plan_cli.report.number_format import NONE, fixed


class Cell(NamedTuple):
    """A value; ``None`` is a missing one and is shown as a dash.

    ``label`` are the words for a value that is not shown as such (a status). ``before`` is a bound or a sign of
    comparison, ``after`` marks or a percent sign; ``grouped`` separates thousands. ``style`` names a meaning (a
    status, ``strong``, ``quiet``).
    """

    value: Decimal | int | str | None
    decimals: int = 0
    signed: bool = False
    percent: bool = False
    label: str = ""
    before: str = ""
    after: str = ""
    style: str = ""
    grouped: bool = False


#: The cell of a column for which a row has nothing.
BLANK = Cell("")


def text_of(cell: Cell) -> str:
    """A cell as people are shown it: half away from zero at its decimals."""
    if cell.label:
        return cell.label
    if cell.value is None:
        return NONE
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, int):
        return f"{cell.before}{cell.value:,}{cell.after}" if cell.grouped else f"{cell.before}{cell.value}{cell.after}"
    value = cell.value * 100 if cell.percent else cell.value
    sign = "%" if cell.percent else ""
    return cell.before + fixed(value, cell.decimals, signed=cell.signed, grouped=cell.grouped) + sign + cell.after


def number(value: Decimal | None, decimals: int, *, signed: bool = False, style: str = "", after: str = "") -> Cell:
    """A figure at so many decimals."""
    return Cell(value, decimals, signed=signed, style=style, after=after)


def at_most(value: Decimal | None, decimals: int, *, before: str = "", after: str = "") -> Cell:
    """A figure as printed where it has no more decimals than that, else rounded to those."""
    return Cell(value, decimals if value is None else min(decimals_of(value), decimals), before=before, after=after)


def as_printed(value: Decimal | None, *, before: str = "", after: str = "") -> Cell:
    """A figure with the decimals that its source prints."""
    return Cell(value, 0 if value is None else decimals_of(value), before=before, after=after)


def percentage(value: Decimal | None, decimals: int = 1) -> Cell:
    """A fraction as a percentage."""
    return Cell(value, decimals, percent=True)


def rate(value: Decimal | None, growing: Growing | None, decimals: int, after: str = "") -> Cell:
    """A yearly rate: per cent where it compounds, else signed units with one decimal more, without trailing zeros.

    ``after`` stands behind units.
    """
    if value is None or growing is None:
        return Cell(None)
    if growing.rate_unit == "fraction_per_year":
        return percentage(value)
    near = rounded(value, decimals + 1).normalize() + 0
    return Cell(near, decimals_of(near), signed=True, after=after)


def status_cell(status: Status, label: str) -> Cell:
    """A status under its word, coloured as such."""
    return Cell(str(status), label=label, style=str(status))
