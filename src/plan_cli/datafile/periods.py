"""Periods: how years and parts of years may be written.

To let one be written another way, add it to the patterns here.
"""

from __future__ import annotations

import re
from datetime import date

from plan_cli.model.observations import Period, days_in, year_of
from plan_cli.text import plain

#: A year: 2023, 2023年, 2023.0. Its first four characters are its number. The pattern is one that the regular
#: expressions of every panel engine understand.
YEAR = "^[1-9][0-9]{3}([.]0+)?\\s*年?度?$"

_MONTH = r"([0-9]{4})-([0-9]{1,2})"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_year(text: str) -> int | None:
    """The year that a cell names: 2023, 2023年, ２０２３, 2023.0."""
    year = plain(text)
    return int(year[:4]) if re.match(YEAR, year) else None


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
    return Period(date(year, first, 1), date(year, last, days_in(year, last)))
