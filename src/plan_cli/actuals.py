"""Actuals: what was really reported, as values. Periods and statuses are read here, cells in ``cells.py``.

An ``Actual`` is one reported figure with its bound, period, status and place; ``Actuals`` is a whole file of
them. To let a period or a status be written another way, add it to the tables here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from plan_cli.cells import Bound, plain
from plan_cli.finding import NOWHERE, Finding, Place
from plan_cli.frozen import frozen

Measure = Literal["", "cumulative", "growth", "mean_growth"]

MEASURES: dict[str, Measure] = {
    "": "", "value": "", "cumulative": "cumulative", "累计": "cumulative", "growth": "growth", "同比": "growth",
    "同比增长": "growth", "增速": "growth", "mean_growth": "mean_growth", "年均增长": "mean_growth",
}  # fmt: skip

#: SDMX observation statuses and the words for them.
STATUSES = {
    "": "A", "a": "A", "p": "P", "e": "E", "f": "F", "b": "B", "m": "M", "r": "R",
    "o": "M", "l": "M", "q": "M", "i": "E", "d": "B", "v": "P",
    "normal": "A", "final": "A", "provisional": "P", "preliminary": "P", "estimated": "E", "estimate": "E",
    "forecast": "F", "break": "B", "missing": "M", "revised": "R",
    "正常": "A", "正式数": "A", "初步": "P", "初步数": "P", "快报": "P", "快报数": "P", "估计": "E", "估计数": "E",
    "预测": "F", "预计": "F", "口径变化": "B", "缺失": "M", "修订": "R", "修订数": "R",
}  # fmt: skip


@frozen(order=True)
class Period:
    """From which day to which, both included."""

    start: date
    end: date

    @property
    def full_year(self) -> bool:
        """Whether it is exactly one calendar year."""
        return (self.start, self.end) == (date(self.end.year, 1, 1), date(self.end.year, 12, 31))

    @property
    def ends_year(self) -> bool:
        """Whether it reaches the end of its last year."""
        return (self.end.month, self.end.day) == (12, 31)

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.end - self.start).days + 1

    @property
    def share(self) -> Decimal:
        """Which share of its year it is: by months where it is made of whole ones, else by days."""
        last = _days_in(self.end.year, self.end.month)
        if self.start.day == 1 and self.end.day == last:
            return Decimal(self.end.month - self.start.month + 1) / 12
        return Decimal(self.days) / (366 if _days_in(self.end.year, 2) == 29 else 365)

    @property
    def moment(self) -> Decimal:
        """Its end on the scale of years, where the figure of a year stands at the year's end: mid-2023 is 2022.5."""
        return self.end.year - 1 + Period(date(self.end.year, 1, 1), self.end).share

    def __str__(self) -> str:
        """ISO 8601, as short as it can be: 2023, 2023-01/2023-07, 2021-01-01/2025-12-08."""
        if self.full_year:
            return f"{self.end.year:04d}"
        if self.start.day == 1 and self.end.day == _days_in(self.end.year, self.end.month):
            first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
            return first if first == last else f"{first}/{last}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def year_of(year: int) -> Period:
    """The whole of a year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


@frozen
class Actual:
    """One reported figure of one indicator. ``value`` is None where the source says that there is none."""

    indicator: str
    year: int
    value: Decimal | None
    period: Period
    bound: Bound = ""
    status: str = "A"
    measure: Measure = ""
    entity: str = ""
    published: date | None = None
    source: str = ""
    note: str = ""
    place: Place = NOWHERE
    as_asked: bool = False

    @property
    def part_year(self) -> bool:
        """Whether it covers less than its year (a running total: whether it ends before its year does).

        ``as_asked``: its part of the year is the very one that is judged.
        """
        whole = self.period.ends_year if self.measure == "cumulative" else self.period.full_year
        return not self.as_asked and not whole


@frozen
class InputFile:
    """Which file was read, and how."""

    file: str
    sha256: str
    format: str
    encoding: str | None
    rows: int


@frozen
class Actuals:
    """Everything that was reported. ``spoilt`` names (indicator, year) whose rows could not be used."""

    rows: tuple[Actual, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    spoilt: frozenset[tuple[str, int]] = frozenset()


_YEAR = re.compile(r"([1-9][0-9]{3})(?:\.0+)?\s*年?(?:度)?\Z")
_MONTH = r"([0-9]{4})-([0-9]{1,2})"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_year(text: str) -> int | None:
    """The year that a cell names: 2023, 2023年, ２０２３, 2023.0."""
    match = _YEAR.match(plain(text))
    return int(match[1]) if match else None


def read_period(text: str, year: int | None) -> Period | None:
    """The period that a cell names, or None: ISO 8601 (2023-Q1, 2023-01/2023-07), or 1—7月, 上半年 of ``year``."""
    cell = plain(text).replace(" ", "")
    whole = read_year(cell)
    if whole is not None:
        return year_of(whole)
    try:
        return _iso(cell) or _worded(cell, year)
    except ValueError:
        return None


def _iso(cell: str) -> Period | None:
    if match := re.match(r"([0-9]{4})-?[Qq]([1-4])\Z", cell):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3 * int(match[2]))
    if match := re.match(r"([0-9]{4})-?[HhSs]([12])\Z", cell):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6 * int(match[2]))
    if match := re.match(r"([0-9]{4})-?[Mm]?([0-9]{1,2})\Z" if "M" in cell.upper() else _MONTH + r"\Z", cell):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := re.match(r"([^/]+)/([^/]+)\Z", cell):
        first, last = _end(match[1], first=True), _end(match[2], first=False)
        return Period(first, last) if first and last and first <= last else None
    return None


def _end(text: str, *, first: bool) -> date | None:
    if match := re.match(_MONTH + r"\Z", text):
        months = _months(int(match[1]), int(match[2]), int(match[2]))
        return months.start if first else months.end
    return date.fromisoformat(text) if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text) else None


def _worded(cell: str, year: int | None) -> Period | None:
    if match := re.match(r"([0-9]{4})年(.+)\Z", cell):
        year, cell = int(match[1]), match[2]
    if year is None:
        return None
    if match := re.match(r"([0-9]{1,2})[-—–~至到]([0-9]{1,2})月份?\Z", cell):
        return _months(year, int(match[1]), int(match[2]))
    if match := re.match(r"([0-9]{1,2})月份?\Z", cell):
        return _months(year, int(match[1]), int(match[1]))
    if match := re.match(r"前([二三四2-4])个?季度\Z", cell):
        return _months(year, 1, 3 * _NUMERALS[match[1]])
    if match := re.match(r"第?([一二三四1-4])季度\Z", cell):
        return _months(year, 3 * _NUMERALS[match[1]] - 2, 3 * _NUMERALS[match[1]])
    halves = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
    return _months(year, *halves[cell]) if cell in halves else None


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, _days_in(year, last)))
