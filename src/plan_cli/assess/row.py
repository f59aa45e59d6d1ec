"""One row as an interval: which of the reported rows is judged, and between which numbers its value lies."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from plan_cli.model.indicator import Indicator
from plan_cli.model.kind import How
from plan_cli.model.numbers import decimals_of
from plan_cli.model.observations import Actual, Bound, Measure
from plan_cli.profiles import Threshold


class Evidence(NamedTuple):
    """What is known of a value: shown as ``value`` with ``bound``, lying between ``low`` and ``high`` (None: open)."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = ""
    how: How = "value"
    part_year: bool = False
    rows: tuple[Actual, ...] = ()
    missing_years: tuple[int, ...] = ()
    reason: str | None = None
    older: tuple[Actual, ...] = ()
    #: Whether the value lies beyond its end, which is not one of the possible values: of ``>`` and ``<``.
    beyond: bool = False
    #: Of a value computed from rates: how many decimals they have.
    rate_decimals: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one number of the whole year."""
        return self.low is not None and self.low == self.high

    @property
    def accrued(self) -> bool:
        """Whether it was added up or compounded over the years since the base year."""
        return self.how not in ("value", "average")

    @property
    def summed(self) -> tuple[Actual, ...]:
        """The reported rows that it is the sum of; none where it was reported as one figure."""
        rows = tuple(part for row in self.rows for part in row.parts or (row,))
        return rows if (self.how == "sum" and len(rows) > 1) or any(row.parts for row in self.rows) else ()

    @property
    def decimals(self) -> int:
        """The decimals of the figure as it was reported."""
        if self.rate_decimals is not None:
            return self.rate_decimals
        return 0 if self.value is None else decimals_of(self.value)

    def earns(self, threshold: Threshold, sign: int) -> tuple[bool, bool]:
        """Whether its low and its high end earn a threshold; an open end lies beyond every number on its side."""

        def earned(end: Decimal | None, side: int) -> bool:
            if end is None:
                return side == sign
            # Of ``>`` every value is better than the end, or worse: reaching the line is passing it, or is not enough.
            line = threshold._replace(exclusive=side == sign) if self.beyond else threshold
            return line.earned_by(end, sign, self.decimals)

        return earned(self.low, -1), earned(self.high, 1)

    @property
    def row(self) -> Actual | None:
        """The newest row it rests on."""
        return self.rows[-1] if self.rows else None


def own_rows(indicator: Indicator, rows: Iterable[Actual]) -> list[Actual]:
    """The rows of an indicator; of a stock what stands at the end of a year is the year's figure."""
    own = [row for row in rows if row.indicator == indicator.id]
    if indicator.nature != "stock":
        return own
    return [replace(row, for_period=True) if row.period.ends_year and not row.measure else row for row in own]


def chosen_row(rows: Iterable[Actual], year: int, measure: Measure = "", *, stock: bool = False) -> Actual | None:
    """The row that is judged: with a value, no forecast, the full year, the longest part (of a stock the last)."""
    fitting = [row for row in rows if row.year == year and row.measure == measure]

    def rank(row: Actual) -> tuple[bool, bool, bool, int, int, str]:
        published = row.published.isoformat() if row.published else ""
        end = row.period.end.toordinal() if stock and row.part_year else 0
        return row.value is not None, row.status != "F", not row.part_year, end, row.period.days, published

    return max(fitting, key=rank, default=None)


def never_falls(indicator: Indicator, rows: Iterable[Actual]) -> bool:
    """Whether the rest of a sum is at least 0: none of its figures, nor the plan's own, was ever negative."""
    figures = (part for row in rows for part in (row, *row.parts) if part.measure in ("", "cumulative"))
    known = (indicator.baseline.value, *(figure.value for figure in figures))
    return all(value is None or value >= 0 for value in known)


def as_interval(row: Actual, *, grows: bool = False) -> Evidence:
    """One row as an interval; a part of the year is a floor where what it counts only ``grows`` within a year."""
    assert row.value is not None
    value = row.value
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    low: Decimal | None
    high: Decimal | None
    low, high = {
        "": (value, value),
        ">": (value, None),
        ">=": (value, None),
        "<": (None, value),
        "<=": (None, value),
        "~": (value - half, value + half),
    }[row.bound]
    if row.part_year:
        low, high = (low, None) if grows else (None, None)
    return Evidence(value, low, high, row.bound, part_year=row.part_year, rows=(row,), beyond=row.bound in (">", "<"))
