"""One row as an interval: which of the reported rows is judged, and between which numbers its value lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.model.indicator import Indicator
from plan_cli.model.kind import How
from plan_cli.model.numbers import unit_of
from plan_cli.model.observations import Actual, Bound, Measure


@dataclass(frozen=True, slots=True)
class Evidence:
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

    @property
    def exact(self) -> bool:
        """Whether it is one number of the whole year."""
        return self.value is not None and self.low == self.value == self.high

    @property
    def summed(self) -> tuple[Actual, ...]:
        """The reported rows that it is the sum of; none where it was reported as one figure."""
        rows = tuple(part for row in self.rows for part in row.parts or (row,))
        return rows if (self.how == "sum" and len(rows) > 1) or any(row.parts for row in self.rows) else ()

    @property
    def row(self) -> Actual | None:
        """The newest row it rests on."""
        return self.rows[-1] if self.rows else None


def chosen_row(rows: Iterable[Actual], year: int, measure: Measure = "") -> Actual | None:
    """The row that is judged: with a value, no forecast, the full year, the longest part, the newest."""
    fitting = [row for row in rows if row.year == year and row.measure == measure]

    def rank(row: Actual) -> tuple[bool, bool, bool, int, str]:
        published = row.published.isoformat() if row.published else ""
        return row.value is not None, row.status != "F", not row.part_year, row.period.days, published

    return max(fitting, key=rank, default=None)


def as_interval(indicator: Indicator, row: Actual) -> Evidence:
    """One row as an interval, at the digits that the indicator is shown with."""
    assert row.value is not None
    value = row.value
    grid = unit_of(indicator.decimals)
    step = grid if value % grid == 0 and not indicator.is_index else Decimal(0)
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    low: Decimal | None
    high: Decimal | None
    low, high = {
        "": (value, value),
        ">": (value + step, None),
        ">=": (value, None),
        "<": (None, value - step),
        "<=": (None, value),
        "~": (value - half, value + half),
    }[row.bound]
    if row.bound == "~" and low is not None and high is not None:
        # A threshold itself lies half a unit off the line that decides; inside the figure's rounding it is open.
        low, high = (low - grid / 2, high) if indicator.sign > 0 else (low, high + grid / 2)
    if row.part_year:
        low, high = (low, None) if indicator.nature == "flow" or row.measure == "cumulative" else (None, None)
    return Evidence(value, low, high, row.bound, part_year=row.part_year, rows=(row,))
