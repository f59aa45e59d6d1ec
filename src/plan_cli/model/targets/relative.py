"""Targets that ask for a change from any baseline: so much a year, or so much over the period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, Self

from plan_cli.model.growing import Compound
from plan_cli.model.kind import How, Judged, Start, TargetKind
from plan_cli.model.numbers import decimals_of
from plan_cli.model.paths import CompoundPath, LinearPath, Mistake, Path
from plan_cli.model.scale import ChangeSoFar, MeanGrowth, Scale
from plan_cli.model.targets.ranged import Ranged
from plan_cli.model.tolerance import Tolerance
from plan_cli.model.units import POINTS, unit_parts

#: The base of a growth index.
INDEX_BASE = Decimal(100)
#: The decimals of an index without a level.
INDEX_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(Ranged):
    """Grow by so much a year on average: laid in levels where the base year's is known, else as an index of 100."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "index"
    evidence: ClassVar[tuple[How, ...]] = ("value", "chain", "mean")
    divisible: ClassVar[bool] = True
    tolerance_in_points: ClassVar[bool] = True
    asks_yearly: ClassVar[bool] = True
    number: ClassVar[str] = "rate"

    kind: Literal["growth"] = "growth"
    rate: Decimal
    from_year: int | None = None
    #: The id of an indicator: ``rate`` then is so many points above its growth.
    than: str | None = None

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal | None:
        """The level, or the index, after so many years; None until the growth that it is compared with is known."""
        if self.than is not None:
            return None
        return Decimal(Compound.carry(self.start(baseline), self.rate / 100, Decimal(years)))

    def figures(self) -> tuple[Decimal, ...]:
        """None: a rate is no figure of the indicator's unit."""
        return ()

    def shape(self, path: Path) -> Path:
        """The rate, every year."""
        return CompoundPath(growth=self.rate)

    def start(self, baseline: Decimal | None) -> Decimal:
        """The level of the base year, or 100."""
        return INDEX_BASE if baseline is None else baseline

    def decimals(self, baseline: Decimal | None) -> int:
        """Those of the level, where it is printed."""
        return INDEX_DECIMALS if baseline is None else decimals_of(baseline)

    def less_tolerance(
        self, value: Decimal, start: Decimal | None, years: Decimal, tolerance: Tolerance, sign: int
    ) -> Decimal:
        """A tolerance is percentage points of the yearly mean (a share of it where it is in per cent)."""
        # What grows from nothing or less stays there.
        if not tolerance.value or start is None or years <= 0 or value <= 0:
            return value
        rate = Compound.rate(start, value, years) - sign * tolerance.of(self.rate) / 100
        return Decimal(Compound.carry(start, max(rate, Decimal(-1)), years))

    def scale(self, start: Decimal, years: Decimal) -> Scale:
        """The mean growth of the years so far."""
        return MeanGrowth(start, years, max(map(decimals_of, self.ends or (self.rate,))))

    def base_year(self, plan_year: int) -> int:
        """Its own, else the plan's."""
        return self.from_year or plan_year

    @property
    def compared_with(self) -> str | None:
        """The other indicator."""
        return self.than

    def above(self, growth: Decimal) -> Self:
        """So many points more than that."""
        low, high = (None if end is None else growth + end for end in (self.low, self.high))
        return replace(self, rate=growth + self.rate, low=low, high=high, than=None)

    def mistakes(self) -> Iterator[Mistake]:
        """A range of rates that begins at a fall to nothing."""
        yield from Ranged.mistakes(self)
        if self.low is not None and self.low <= -100:
            yield Mistake.beyond(self.low, "greater_than", -100, "rate", "low")

    @property
    def relative_value(self) -> Decimal:
        """The rate."""
        return self.rate

    @property
    def growth_rate(self) -> Decimal | None:
        """The rate."""
        return None if self.than else self.rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Ranged):
    """Change by so much over the period: a share of the baseline, in % or as a fraction, or so many units or points."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "index"
    evidence: ClassVar[tuple[How, ...]] = ("value", "chain", "change")
    divisible: ClassVar[bool] = True
    has_side: ClassVar[bool] = True

    kind: Literal["change"] = "change"
    value: Decimal | Fraction
    unit: str | None = None
    additive: bool = False
    from_year: int | None = None

    @property
    def in_units(self) -> bool:
        """Whether it is a number of points or units."""
        return self.unit not in (None, "%")

    @property
    def in_points(self) -> bool:
        """Whether it is a number of percentage points."""
        return self.unit is not None and unit_parts(self.unit)[0] == POINTS

    @property
    def adds_rates(self) -> bool:
        """Whether it is stated as a sum of yearly rates."""
        return self.additive

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal:
        """The level, or the index, that the change leads to."""
        start = self.start(baseline)
        if not isinstance(self.value, Fraction):
            return start + (self.value if self.in_units else start * self.value / 100)
        whole = Decimal(1) if self.in_units else start
        return start + whole * self.value.numerator / self.value.denominator

    def decimals(self, baseline: Decimal | None) -> int:
        """Those of an index, where the change is a share of a level that is not known."""
        return INDEX_DECIMALS if baseline is None and not self.in_units else TargetKind.decimals(self, baseline)

    def figures(self) -> tuple[Decimal, ...]:
        """The change, where it is in the indicator's unit."""
        return self.ends or (self.value,) if self.in_units and isinstance(self.value, Decimal) else ()

    def shape(self, path: Path) -> Path:
        """The indicator's own; so many points a year, not per cent, where the change is in points."""
        return LinearPath() if self.in_units and path == CompoundPath() else path

    def start(self, baseline: Decimal | None) -> Decimal:
        """The level of the base year; else 100, or nothing where the change is in units."""
        if baseline is not None:
            return baseline
        return Decimal(0) if self.in_units else INDEX_BASE

    def scale(self, start: Decimal, years: Decimal) -> Scale:
        """The change so far."""
        # A fraction is exact, so the figures alone say how many decimals count.
        decimals = 0 if isinstance(self.value, Fraction) else max(map(decimals_of, self.ends or (self.value,)))
        unit = ("pp" if self.in_points else None) if self.in_units else "%"
        return ChangeSoFar(start, in_units=self.in_units, decimals=decimals, unit=unit)

    def base_year(self, plan_year: int) -> int:
        """Its own, else the plan's."""
        return self.from_year or plan_year

    @property
    def relative_value(self) -> Decimal:
        """The change, in % or in units."""
        if isinstance(self.value, Fraction):
            return Decimal(1 if self.in_units else 100) * self.value.numerator / self.value.denominator
        return self.value

    def mistakes(self) -> Iterator[Mistake]:
        """A fall by more than everything."""
        yield from Ranged.mistakes(self)
        if self.in_units:
            return
        if self.low is None and self.relative_value < -100:
            yield Mistake.beyond(self.value, "greater_than_equal", -100, "value")
        elif self.low is not None and self.low < -100:
            yield Mistake.beyond(self.low, "greater_than_equal", -100, "value", "low")
