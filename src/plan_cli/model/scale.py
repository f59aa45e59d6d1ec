"""Scales: what a relative target is judged on where no level is known: a mean yearly growth, or a change so far.

A path is computed in levels, or as an index of 100; a scale turns a value on it into what is printed, and back.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from plan_cli.model.growing import Compound


@dataclass(frozen=True, slots=True)
class MeanGrowth:
    """The mean yearly growth since the base year, in %. ``decimals`` are those of the target."""

    start: Decimal
    years: Decimal
    decimals: int
    measure: ClassVar[str] = "mean_growth"
    unit: ClassVar[str] = "%"
    #: How ``of`` is written, for reading.
    written: ClassVar[str] = "({level} ÷ {start})^(1 ÷ {years}) - 1"

    def of(self, level: Decimal) -> Decimal:
        """The mean growth that leads to a level."""
        return 100 * Decimal(Compound.rate(self.start, max(level, Decimal(0)), self.years))

    def level(self, value: Decimal) -> Decimal:
        """Where a mean growth leads."""
        return Decimal(Compound.carry(self.start, value / 100, self.years))


@dataclass(frozen=True, slots=True)
class ChangeSoFar:
    """The change since the base year: in % of it, or in units; ``unit`` None: the indicator's own."""

    start: Decimal
    in_units: bool
    decimals: int
    unit: str | None
    measure: ClassVar[str] = "cumulative"

    @property
    def written(self) -> str:
        """How ``of`` is written, for reading."""
        return "{level} - {start}" if self.in_units else "{level} ÷ {start} - 1"

    def of(self, level: Decimal) -> Decimal:
        """The change that leads to a level."""
        return level - self.start if self.in_units else 100 * (level - self.start) / self.start

    def level(self, value: Decimal) -> Decimal:
        """Where a change leads."""
        return self.start + (value if self.in_units else self.start * value / 100)


Scale = MeanGrowth | ChangeSoFar
