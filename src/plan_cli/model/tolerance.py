"""How far short of a value still counts as reaching it."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from plan_cli.model.numbers import share_of


class Tolerance(NamedTuple):
    """How far short still counts as met: in the indicator's unit, or in % of the value asked."""

    value: Decimal = Decimal(0)
    percent: bool = False

    def of(self, value: Decimal) -> Decimal:
        """The tolerance of one value, in the indicator's unit."""
        return abs(value) * self.value / 100 if self.percent else self.value

    def part(self, share: Fraction) -> "Tolerance":
        """Of a part of a year: that share of what is allowed of the year's figure."""
        return self if self.percent else Tolerance(share_of(self.value, share))


#: What nobody has stated.
NO_TOLERANCE = Tolerance()
