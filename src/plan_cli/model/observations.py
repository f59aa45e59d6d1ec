"""Observations: what was really reported, as values.

An ``Actual`` is one reported figure with its bound, period, status and place; ``Actuals`` is a whole file of
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from plan_cli.diagnostics import NOWHERE, Diagnostic, Place
from plan_cli.model.numbers import share_of

Bound = Literal["", ">", ">=", "<", "<=", "~"]
Measure = Literal["", "cumulative", "growth", "mean_growth"]


@dataclass(frozen=True, slots=True, order=True)
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
    def whole_months(self) -> bool:
        """Whether it begins and ends with a month."""
        return self.start.day == 1 and self.end.day == days_in(self.end.year, self.end.month)

    def same_months(self, other: Period) -> bool:
        """Whether both begin and end in the same months, of whichever years."""
        return (self.start.month, self.end.month) == (other.start.month, other.end.month)

    def years_earlier(self, years: int) -> Period:
        """The same part of the year so many years before."""

        def moved(day: date) -> date:
            last = days_in(day.year, day.month) == day.day
            return date(day.year - years, day.month, days_in(day.year - years, day.month) if last else day.day)

        return Period(moved(self.start), moved(self.end))

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.end - self.start).days + 1

    @property
    def share(self) -> Fraction:
        """Which share of its year it is: by months where it is made of whole ones, else by days."""
        if self.whole_months:
            return Fraction(self.end.month - self.start.month + 1, 12)
        return Fraction(self.days, 366 if days_in(self.end.year, 2) == 29 else 365)

    @property
    def moment(self) -> Decimal:
        """Its end on the scale of years, where the figure of a year stands at the year's end: mid-2023 is 2022.5."""
        return self.end.year - 1 + share_of(Decimal(1), Period(date(self.end.year, 1, 1), self.end).share)

    @property
    def label(self) -> str:
        """As a person writes it: 2023-Q1 for a quarter, else as ``str``."""
        quarter = self.end.month // 3 if self.end.month % 3 == 0 and self.start.month == self.end.month - 2 else 0
        return f"{self.end.year:04d}-Q{quarter}" if quarter and self.whole_months else str(self)

    def __str__(self) -> str:
        """ISO 8601, as short as it can be: 2023, 2023-01/2023-07, 2021-01-01/2025-12-08."""
        if self.full_year:
            return f"{self.end.year:04d}"
        if self.whole_months:
            first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
            return first if first == last else f"{first}/{last}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def days_in(year: int, month: int) -> int:
    """The number of days of a month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def year_of(year: int) -> Period:
    """The whole of a year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
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
    for_period: bool = False
    #: Its standard error, where it is known.
    error: Decimal | None = None
    #: Which rows of its file its author chose, as ``heading=text``; empty where all were meant.
    chosen: tuple[str, ...] = ()
    #: The reported rows that it is the sum of, where nobody reported it as one figure.
    parts: tuple[Actual, ...] = ()
    #: How many years it is one figure of, and the yearly figures that it is the mean of.
    years: int = 1
    mean_of: tuple[Actual, ...] = ()

    @property
    def part_year(self) -> bool:
        """Whether it covers less than its year (a running total: whether it ends before its year does).

        ``for_period``: its part of the year is the very one that is judged.
        """
        whole = self.period.ends_year if self.measure == "cumulative" else self.period.full_year
        return not self.for_period and not whole


class InputFile(NamedTuple):
    """Which file was read, and how.

    ``heading_row`` is the line of its headings, ``columns`` what each became (None: it is not used), ``unit`` what a
    line outside the table states; ``rows_used`` counts the rows with a figure, ``rows_left_out`` the others by reason.
    """

    file: str
    sha256: str
    format: str
    encoding: str | None
    rows: int
    heading_row: int = 0
    columns: Mapping[str, str | None] = {}
    unit: str | None = None
    rows_used: int = 0
    rows_left_out: Mapping[str, int] = {}
    #: Which rows were chosen, by heading, and by what every figure was multiplied, where the source says so.
    selection: Mapping[str, tuple[str, ...]] = {}
    scale: Decimal | None = None


#: Why a source of an indicator gave no figure: keys of reasons.
WITHOUT = ("no_row", "no_source")


@dataclass(frozen=True, slots=True)
class Actuals:
    """Everything that was reported.

    ``spoilt`` names (indicator, year) whose rows could not be used, ``unread`` (indicator, year, entity) of which a
    figure of the whole year could not; ``without`` says of indicators why their own source gave none: one of
    ``WITHOUT``.
    """

    rows: tuple[Actual, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    spoilt: frozenset[tuple[str, int]] = frozenset()
    without: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[tuple[str, int, str]] = frozenset()

    def __repr__(self) -> str:
        found = f", {len(self.diagnostics)} diagnostics" if self.diagnostics else ""
        return f"<Actuals: {len(self.rows)} figures of {len(self.by_indicator)} indicators{found}>"

    def without_unread_years(self) -> Actuals:
        """These without what would stand in for an unread figure: parts of its year, or for a mean the year's own."""
        if not self.unread:
            return self
        rows = (
            row
            for row in self.rows
            if row.measure
            or row.years > 1
            or self.unread.isdisjoint({(row.indicator, row.year, who) for who in (row.entity, "")})
        )
        return replace(self, rows=tuple(rows))

    @property
    def by_indicator(self) -> dict[str, list[Actual]]:
        """The rows of each indicator's id, in the order of the file."""
        rows: dict[str, list[Actual]] = {}
        for row in self.rows:
            rows.setdefault(row.indicator, []).append(row)
        return rows
