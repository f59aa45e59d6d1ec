"""How far short of a value still counts as reaching it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Tolerance(NamedTuple):
    """How far short still counts as met: in the indicator's unit, or in % of the value asked."""

    value: Decimal = Decimal(0)
    percent: bool = False

    def of(self, value: Decimal) -> Decimal:
        """The tolerance of one value, in the indicator's unit."""
        return abs(value) * self.value / 100 if self.percent else self.value


#: What nobody has stated.
NO_TOLERANCE = Tolerance()
