"""The two ways of growing on which every path and every rate rests: by a share and by an amount.

Each is a pair of formulas (``rate``, ``carry``) written with operators only, so that the same line serves a decimal,
a double and a column. A path, a projection and a profile's threshold all use these two.
"""

from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from plan_cli.model.numbers import root

#: A decimal, a double, or a column of doubles: whatever has operators.
Quantity: TypeAlias = Any


class Compound:
    """Growing by the same share every year. Rates are fractions a year."""

    rate_unit: Literal["fraction_per_year"] = "fraction_per_year"
    #: The two formulas as they are printed, for ``plan explain``.
    rate_written = "({end} ÷ {start})^(1 ÷ {years}) - 1"
    carry_written = "{start} × (1 + {rate})^{years}"

    @staticmethod
    def rate(start: Quantity, end: Quantity, years: Quantity) -> Quantity:
        """The yearly rate that leads from ``start`` to ``end`` in so many years."""
        return root(end / start, years) - 1

    @staticmethod
    def carry(start: Quantity, rate: Quantity, years: Quantity) -> Quantity:
        """Where that rate leads in so many years."""
        return start * (1 + rate) ** years


class Straight:
    """Growing by the same amount every year. Rates are units a year."""

    rate_unit: Literal["unit_per_year"] = "unit_per_year"
    rate_written = "({end} - {start}) ÷ {years}"
    carry_written = "{start} + {rate} × {years}"

    @staticmethod
    def rate(start: Quantity, end: Quantity, years: Quantity) -> Quantity:
        """The yearly amount that leads from ``start`` to ``end`` in so many years."""
        return (end - start) / years

    @staticmethod
    def carry(start: Quantity, rate: Quantity, years: Quantity) -> Quantity:
        """Where that amount leads in so many years."""
        return start + rate * years


Growing: TypeAlias = type[Compound] | type[Straight]


class PrintedGrowth(NamedTuple):
    """The average annual growth that a document prints: % a year, or points a year."""

    value: Decimal
    unit: Literal["%", "pp"] = "%"

    @property
    def growing(self) -> Growing:
        """Points are added, per cent compound."""
        return Straight if self.unit == "pp" else Compound

    @property
    def rate(self) -> Decimal:
        """The yearly rate of its way of growing."""
        return self.value if self.unit == "pp" else self.value / 100
