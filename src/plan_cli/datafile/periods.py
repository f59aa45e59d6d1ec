"""Periods: how years, parts of years and windows of years may be written.

To let one be written another way, add it to the patterns here. What ``2023-07`` or ``2009-11`` means depends on the
column in which it stands and on the plan's fiscal year: that is a ``YearGrammar``.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from plan_cli.model.observations import Period, days_in, year_of
from plan_cli.model.sources import FiscalYear
from plan_cli.patterns import late
from plan_cli.text import plain

#: A year: 2023, 2023年, 2023.0. Its first four characters are its number. The pattern is one that the regular
#: expressions of every panel engine understand.
YEAR = "^[1-9][0-9]{3}([.]0+)?\\s*[年년]?度?$"

_PAIR = late(r"(?:[Ff][Yy]\s?)?([1-9][0-9]{3})\s?([-–/])\s?([0-9]{2}|[1-9][0-9]{3})\Z")
_FISCAL = late(r"FY\s?'?([0-9]{4}|[0-9]{2})\Z", re.IGNORECASE)
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = late(rf"({'|'.join(_ERAS)})\s*([0-9]{{1,3}}|元)\s*年?(?:度)?\Z")
#: Y2023, Y_2023 (FAO, EDGAR), YR2023 and YR2023--2023 (World Bank) and 2023JJ00 (CBS).
_CODED_YEAR = late(r"YR?_?([1-9][0-9]{3})(?:--\1)?\Z|([1-9][0-9]{3})JJ00\Z")
_YEAR_END = late(r"([1-9][0-9]{3})\s*年?[末底]\Z")
#: The last day of a year, which no other day can be meant by: 31.12.2023, 12/31/2023, December 31st, 2023.
_YEAR_END_DAY = late(
    r"(?i)(?:31([./-])12\1|12/31/|31(?:st)?\.? dec(?:ember)?,? |dec(?:ember)? 31(?:st)?,? )([1-9][0-9]{3})\Z"
    r"|([1-9][0-9]{3})(?:-12-31|/12/31|年12月31日)\Z"
)
_MONTH = r"([0-9]{4})-([0-9]{1,2})"
#: What a bare number of a column counts; empty where its heading does not say.
PartOfYear = Literal["", "month", "quarter", "half"]
_OTHER_YEARS = late(
    r"(?i)\b(?:(?:fiscal|financial|school|academic|crop|marketing) years?|FY|years? (?:ended|ending|to)\b(?!.*\bdec)"
    r"|(?:march|june|september) years?)|财年|财政年度|会计年度|学年"
)
_MONTHS_IN: dict[PartOfYear, int] = {"month": 1, "quarter": 3, "half": 6}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_NAMES = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class YearGrammar(NamedTuple):
    """How the years of one column are read: the plan's fiscal year, and whether ``2009-11`` is a month.

    ``year_ends``: its days are all the last of a year, and name the year that ends.
    """

    fiscal: FiscalYear | None = None
    pairs: Literal["months", "years"] = "months"
    year_ends: bool = False


CALENDAR = YearGrammar()


def year_grammar(texts: Iterable[str], fiscal: FiscalYear | None) -> YearGrammar:
    """The grammar of a column: where one of its cells can be no month (2012-13), none of its pairs is one.

    With a fiscal year, pairs of consecutive years are fiscal years unless another cell can only be a month. Days name
    years where all of several are the last of December: one alone may be that month's, and others are no years, nor are
    those of a year that stands there as such.
    """
    cells = {plain(text) for text in texts} - {""}
    ended = {cell: int(day[2] or day[3]) for cell in cells if (day := _YEAR_END_DAY.match(cell))}
    years = {read_year(cell) for cell in cells - ended.keys()}
    if len({*ended.values()}) > 1 and None not in years and years.isdisjoint(ended.values()):
        return YearGrammar(fiscal, "months", fiscal is None or fiscal.from_january)
    pairs = [(int(found[1]), found[2], found[3]) for cell in cells if (found := _PAIR.match(cell))]
    if any(mark == "/" or len(end) == 4 or not 1 <= int(end) <= 12 for _, mark, end in pairs):
        return YearGrammar(fiscal, "years")
    consecutive = bool(pairs) and all(int(end) == (year + 1) % 100 for year, _, end in pairs)
    return YearGrammar(fiscal, "years" if fiscal and consecutive else "months")


def read_year(text: str) -> int | None:
    """The year that a cell names: 2023, 2023年, ２０２３, 2023.0, 民國112年, 令和5年, 2023年末."""
    year = plain(text)
    if re.match(YEAR, year):
        return int(year[:4])
    if found := _CODED_YEAR.match(year):
        return int(found[1] or found[2])
    if found := _ERA.match(year):
        return _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
    return int(found[1]) if (found := _YEAR_END.match(year)) else None


def read_period(text: str, year: int | None, grammar: YearGrammar = CALENDAR) -> Period | None:
    """The period that a cell names, or None.

    ISO 8601 (2023-Q1, 2023-01/2023-07), 1—7月 or 上半年 of ``year``, fiscal years (2023/24, FY2023) where the grammar
    has one, and windows of years (2009-11 beside 2012-14).
    """
    whole = read_year(text)
    if whole is not None:
        return year_of(whole)
    cell = plain(text)
    if grammar.year_ends and (day := _YEAR_END_DAY.match(cell)):
        return year_of(int(day[2] or day[3]))
    pair = years_named(cell, grammar)
    if pair is not None:
        first, last = pair
        if last > first + 1:
            return Period(date(first, 1, 1), date(last, 12, 31))
        return None if grammar.fiscal is None else year_of(grammar.fiscal.named(first, last))
    if (found := _FISCAL.match(cell)) and grammar.fiscal:
        return year_of(int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1]))
    try:
        return _iso(cell.replace(" ", "")) or _worded(cell.replace(" ", ""), year)
    except ValueError:
        return None


def read_part(text: str, year: int, part: PartOfYear, grammar: YearGrammar = CALENDAR) -> Period | None:
    """The period that a cell names beside its year; a bare number counts the ``part`` of the heading: 3 is March."""
    found = re.match(r"([0-9]{1,2})(?:\s?[-–—~至到]\s?([0-9]{1,2}))?\Z", plain(text))
    if found is None or not part:
        return read_period(text, year, grammar)
    months = _MONTHS_IN[part]
    first, last = int(found[1]), int(found[2] or found[1])
    in_year = 1 <= first <= last <= 12 // months
    return _months(year, months * (first - 1) + 1, months * last) if in_year else None


def years_named(text: str, grammar: YearGrammar) -> tuple[int, int] | None:
    """The first and the last year of ``2023/24`` or ``2009-11``; None where the cell is no pair of years."""
    found = _PAIR.match(plain(text))
    if found is None or (grammar.pairs == "months" and found[2] != "/" and len(found[3]) == 2):
        return None
    first = int(found[1])
    last = int(found[3]) if len(found[3]) == 4 else first // 100 * 100 + int(found[3])
    last += 100 if last <= first and len(found[3]) == 2 else 0
    return (first, last) if first < last <= first + 10 else None


def is_fiscal_year(text: str, grammar: YearGrammar) -> bool:
    """Whether a cell names a year that is no calendar year: 2023/24, FY2023."""
    pair = years_named(text, grammar)
    return bool(_FISCAL.match(plain(text))) or (pair is not None and pair[1] == pair[0] + 1)


def counts_fiscal_years(heading: str) -> bool:
    """Whether a heading says that the years below it are no calendar years: Year ended June, 财年."""
    return bool(_OTHER_YEARS.search(plain(heading)))


def in_fiscal_year(period: Period, text: str, grammar: YearGrammar) -> Period | None:
    """A period in a plan whose years do not begin in January; None where it is part of one, or lies across two.

    A plain 2023 is the plan's year of that name. Months are the calendar's, and so are quarters, as far as anyone says.
    """
    fiscal = grammar.fiscal
    if fiscal is None or fiscal.from_january or is_window(period):
        return period
    by_months = "月" in text or ("/" in text and years_named(text, grammar) is None)
    if period.full_year and not by_months:
        return period
    year = fiscal.whole(period.start, period.end)
    return None if year is None else year_of(year)


def is_window(period: Period) -> bool:
    """Whether a period is several whole years."""
    whole = (period.start.month, period.start.day) == (1, 1) and period.ends_year
    return whole and period.start.year < period.end.year


def _iso(cell: str) -> Period | None:
    if match := re.match(r"([0-9]{4})-?[Qq]([1-4])\Z", cell):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3 * int(match[2]))
    if match := re.match(r"([0-9]{4})-?[HhSs]([12])\Z", cell):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6 * int(match[2]))
    if match := re.match(r"([0-9]{4})-?[Mm]?([0-9]{1,2})\Z" if "M" in cell.upper() else _MONTH + r"\Z", cell):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := re.match(r"[Qq]([1-4])[-/]?([1-9][0-9]{3})\Z", cell):
        return _months(int(match[2]), 3 * int(match[1]) - 2, 3 * int(match[1]))
    if match := re.match(r"([1-9][0-9]{3})(?:MM([0-9]{2})|KW0([1-4]))\Z", cell):
        month, quarter = int(match[2] or 0), int(match[3] or 0)
        return _months(int(match[1]), month or 3 * quarter - 2, month or 3 * quarter)
    if match := re.match(r"([A-Za-z]{3,9})[-/]?([1-9][0-9]{3})\Z|([1-9][0-9]{3})[-/]?([A-Za-z]{3,9})\Z", cell):
        named = _month_named(match[1] or match[4])
        return _months(int(match[2] or match[3]), named, named) if named else None
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
    if match := re.match(r"[Qq]([1-4])\Z", cell):
        return _months(year, 3 * int(match[1]) - 2, 3 * int(match[1]))
    if match := re.match(r"[Hh]([12])\Z", cell):
        return _months(year, 6 * int(match[1]) - 5, 6 * int(match[1]))
    if match := re.match(r"M(0?[1-9]|1[0-2])\Z", cell):
        return _months(year, int(match[1]), int(match[1]))
    if month := _month_named(cell):
        return _months(year, month, month)
    halves = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
    return _months(year, *halves[cell]) if cell in halves else None


def _month_named(word: str) -> int:
    """The number of an English month: Dec, December; 0 for any other word."""
    name = word.lower()
    known = name[:3] in _MONTH_NAMES and (len(name) == 3 or name in _FULL_NAMES)
    return _MONTH_NAMES.index(name[:3]) + 1 if known else 0


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, days_in(year, last)))
