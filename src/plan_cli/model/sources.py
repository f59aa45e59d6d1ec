"""Sources: what a plan or a user says of a data file, so that it can be read as it is.

``planfile`` reads sources from the key ``actuals:``, the command line makes one from its options, ``datafile`` applies
them. A new key is a field here, in ``planfile``'s model and in ``datafile``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

#: Which end of a fiscal year, or of a window of several years, gives it its name.
NamedBy = Literal["start", "end"]
Windows = Literal["first", "last", "middle"]


class Window(NamedTuple):
    """So many years that have one figure, and which of them it counts for."""

    years: int
    counts_for: Windows = "last"

    def of(self, year: int) -> range:
        """The years whose figure counts for this one."""
        before = {"first": 0, "middle": (self.years - 1) // 2, "last": self.years - 1}[self.counts_for]
        return range(year - before, year - before + self.years)


#: What a column of a data file can be.
Role = Literal[
    "indicator", "year", "value", "unit", "bound", "status", "period", "measure", "entity", "published", "source",
    "multiplier", "currency", "frequency", "note", "action", "last_actual", "se", "moe", "low", "high",
]  # fmt: skip


_DAY = timedelta(days=1)


class FiscalYear(NamedTuple):
    """A year that begins on another day than 1 January; ``named_by`` is the calendar year that it is named after."""

    month: int
    day: int = 1
    named_by: NamedBy = "start"

    def named(self, first: int, last: int) -> int:
        """The year that ``2023/24`` is, where ``first`` is 2023 and ``last`` 2024."""
        return first if self.named_by == "start" else last

    @property
    def from_january(self) -> bool:
        """Whether its months and quarters are those of the calendar year."""
        return (self.month, self.day) == (1, 1)

    def of(self, day: date) -> tuple[int, Fraction]:
        """The year that a day lies in, and the share of that year after it: in months where it ends one, else in days.

        Errors: ``ValueError`` where that year does not end within the calendar.
        """
        begins = date(day.year, self.month, self.day)
        if day < begins:
            begins = begins.replace(year=day.year - 1)
        last = begins.replace(year=begins.year + 1) - _DAY
        year = self.named(begins.year, last.year)
        if self.day == 1 and (day + _DAY).day == 1:
            return year, Fraction(12 * (last.year - day.year) + last.month - day.month, 12)
        return year, Fraction((last - day).days, (last - begins).days + 1)

    def whole(self, start: date, end: date) -> int | None:
        """The year from one day to another, both included; None where that is no whole fiscal year."""
        if (start.month, start.day) != (self.month, self.day) or start.year == date.max.year:
            return None
        last = date(start.year + 1, self.month, self.day) - _DAY
        return self.named(start.year, last.year) if end == last else None


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or glob, or folder) of figures, and what is to be known of it.

    * ``indicator``: the id of the one indicator that the whole file is about.
    * ``columns``: role → heading, for headings that are not known by themselves; ``indicators``: name in the file → id.
    * ``where``: heading → the values that select rows; an empty text selects blank cells.
    * ``scale``: every figure is multiplied by it; ``unit``: the unit of every figure.
    * ``decimal``, ``thousands``: the marks inside numbers; ``missing``: further marks for "no value".
    * ``skip``: rows above the headings; ``year``: the year of every figure in a file without years.
    * ``include_forecasts``: forecasts count as figures.
    * ``calendar_years``: its years begin in January, whatever the plan's do.
    * ``confidence``: the level, in %, of its margins of error and confidence intervals.
    """

    file: str = ""
    indicator: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    scale: Decimal | None = None
    unit: str | None = None
    decimal: Literal[".", ","] | None = None
    thousands: str | None = None
    missing: tuple[str, ...] = ()
    skip: int = 0
    year: int | None = None
    sheet: str | None = None
    encoding: str | None = None
    include_forecasts: bool = False
    calendar_years: bool = False
    confidence: Decimal | None = None
