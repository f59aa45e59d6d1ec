"""Targets: what a plan may ask of an indicator (a closed union on ``kind``).

To add a kind: one frozen dataclass with a literal ``kind`` here that answers the questions of ``kind.TargetKind``,
and its name in ``Target``. mypy then names every ``match`` that lacks it, ``tests/test_registry_kinds.py`` the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, Self

from plan_cli.model.growing import Compound
from plan_cli.model.kind import How, Judged, Operator, Start, TargetKind
from plan_cli.model.numbers import decimals_of
from plan_cli.model.paths import CompoundPath, LinearPath, Mistake, Path, StepsPath
from plan_cli.model.scale import ChangeSoFar, MeanGrowth, Scale
from plan_cli.model.tolerance import Tolerance
from plan_cli.model.units import POINTS, unit_parts

#: The base of a growth index.
INDEX_BASE = Decimal(100)
#: Of fields that a plan file writes inside ``value``.
WITHIN_VALUE = {"written_in": "value"}
#: The decimals of an index without a level.
INDEX_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(TargetKind):
    """Reach a value in the target year."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "baseline"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = True
    varies_by_entity: ClassVar[bool] = True
    has_side: ClassVar[bool] = True

    kind: Literal["level"] = "level"
    value: Decimal
    operator: Operator | None = None
    #: The two ends of a range; ``value`` is the near one.
    low: Decimal | None = field(default=None, metadata=WITHIN_VALUE)
    high: Decimal | None = field(default=None, metadata=WITHIN_VALUE)

    def toward(self, direction: str) -> Self:
        """The end of a range that is reached first."""
        near = self.high if direction == "decrease" else self.low
        return self if near is None else replace(self, value=near)

    @property
    def far_end(self) -> Decimal | None:
        """The other end of a range."""
        return self.high if self.value == self.low else self.low

    def mistakes(self) -> Iterator[Mistake]:
        """One end above the other, or ``within`` of no range."""
        if self.low is not None and self.high is not None and self.low > self.high:
            facts = {"got": str(self.low), "limit": self.high, "relation": "less_than_equal"}
            yield Mistake("PLN113", facts, ("value", "low"))
        if self.operator == "within" and self.low is None:
            yield Mistake("PLN107", {"wanted": "low_and_high", "got": str(self.value)}, ("value",))

    def goal(self, years: int, baseline: Decimal | None) -> Decimal:
        """The value to reach."""
        return self.value

    def figures(self) -> tuple[Decimal, ...]:
        """The value, or both ends of the range."""
        return (self.value,) if self.low is None or self.high is None else (self.low, self.high)

    def shape(self, path: Path) -> Path:
        """The indicator's own."""
        return path

    def levels(self, target_year: int) -> Mapping[int, Decimal]:
        """The value in the target year."""
        return {target_year: self.value}

    def with_value(self, value: Decimal) -> Self:
        """Another value to reach."""
        return replace(self, value=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(TargetKind):
    """Grow by so much a year on average: laid in levels where the base year's is known, else as an index of 100."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "index"
    evidence: ClassVar[tuple[How, ...]] = ("value", "chain", "mean")
    divisible: ClassVar[bool] = True
    tolerance_in_points: ClassVar[bool] = True

    kind: Literal["growth"] = "growth"
    rate: Decimal
    operator: Operator | None = None
    from_year: int | None = None
    #: The id of an indicator: ``rate`` then is so many points above its growth.
    than: str | None = None

    def goal(self, years: int, baseline: Decimal | None) -> Decimal | None:
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
        if not tolerance.value or start is None or years <= 0 or not (start > 0 and value > 0):
            return value
        rate = Compound.rate(start, value, years) - sign * tolerance.of(self.rate) / 100
        return Decimal(Compound.carry(start, max(rate, Decimal(-1)), years))

    def scale(self, start: Decimal, years: Decimal) -> Scale:
        """The mean growth of the years so far."""
        return MeanGrowth(start, years, decimals_of(self.rate))

    def base_year(self, plan_year: int) -> int:
        """Its own, else the plan's."""
        return self.from_year or plan_year

    @property
    def compared_with(self) -> str | None:
        """The other indicator."""
        return self.than

    def above(self, growth: Decimal) -> Self:
        """So many points more than that."""
        return replace(self, rate=growth + self.rate, than=None)

    def with_value(self, value: Decimal) -> Self:
        """Another rate."""
        return replace(self, rate=value)

    @property
    def relative_value(self) -> Decimal:
        """The rate."""
        return self.rate

    @property
    def growth_rate(self) -> Decimal | None:
        """The rate."""
        return None if self.than else self.rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(TargetKind):
    """Change by so much over the period: a share of the baseline, in % or as a fraction, or so many units or points."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "index"
    evidence: ClassVar[tuple[How, ...]] = ("value", "chain", "change")
    divisible: ClassVar[bool] = True
    has_side: ClassVar[bool] = True

    kind: Literal["change"] = "change"
    value: Decimal | Fraction
    unit: str | None = None
    operator: Operator | None = None
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

    def goal(self, years: int, baseline: Decimal | None) -> Decimal:
        """The level, or the index, that the change leads to."""
        start = self.start(baseline)
        if isinstance(self.value, Fraction):
            return start + start * self.value.numerator / self.value.denominator
        return start + (self.value if self.in_units else start * self.value / 100)

    def figures(self) -> tuple[Decimal, ...]:
        """The change, where it is in the indicator's unit."""
        return (self.value,) if self.in_units and isinstance(self.value, Decimal) else ()

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
        decimals = 0 if isinstance(self.value, Fraction) else decimals_of(self.value)
        return ChangeSoFar(start, in_units=self.in_units, decimals=decimals)

    def base_year(self, plan_year: int) -> int:
        """Its own, else the plan's."""
        return self.from_year or plan_year

    def with_value(self, value: Decimal) -> Self:
        """Another change."""
        return replace(self, value=value)

    @property
    def relative_value(self) -> Decimal:
        """The change, in % or in units."""
        if isinstance(self.value, Fraction):
            return Decimal(100) * self.value.numerator / self.value.denominator
        return self.value

    def mistakes(self) -> Iterator[Mistake]:
        """A fall by more than everything."""
        if not self.in_units and self.relative_value < -100:
            facts = {"got": str(self.value), "limit": -100, "relation": "greater_than_equal"}
            yield Mistake("PLN113", facts, ("value",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(TargetKind):
    """Add up to so much over the period: an equal share each year, or ``weights`` by year."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "own"
    evidence: ClassVar[tuple[How, ...]] = ("running_total", "sum")
    divisible: ClassVar[bool] = False
    sums_additions: ClassVar[bool] = True
    kept_at_end: ClassVar[bool] = True

    kind: Literal["total"] = "total"
    value: Decimal
    operator: Operator | None = None
    weights: dict[int, Decimal] | None = None
    from_year: int | None = None

    def goal(self, years: int, baseline: Decimal | None) -> Decimal:
        """The sum to reach."""
        return self.value

    def figures(self) -> tuple[Decimal, ...]:
        """The sum."""
        return (self.value,)

    def shape(self, path: Path) -> Path:
        """The sum so far that each year asks."""
        whole, sums, so_far = sum((self.weights or {}).values(), Decimal(0)), {}, Decimal(0)
        # Weights that add up to nothing are a mistake of their own.
        if not self.weights or whole <= 0:
            return LinearPath()
        for year, weight in sorted(self.weights.items()):
            so_far += weight
            sums[year] = self.value * so_far / whole
        return StepsPath(values=sums)

    def start(self, baseline: Decimal | None) -> Decimal:
        """Nothing."""
        return Decimal(0)

    def base_year(self, plan_year: int) -> int:
        """Its own, else the plan's."""
        return self.from_year or plan_year

    def with_value(self, value: Decimal) -> Self:
        """Another sum."""
        return replace(self, value=value)

    def mistakes(self) -> Iterator[Mistake]:
        """Weights that add up to nothing."""
        if self.weights is not None and sum(self.weights.values()) <= 0:
            yield Mistake("PLN113", {"got": "weights", "limit": 0, "relation": "greater_than"}, ("weights",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(TargetKind):
    """Values given year by year; ``after`` the last one the value is held, or nothing is asked."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "optional"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = True
    kept_at_end: ClassVar[bool] = True

    kind: Literal["milestones"] = "milestones"
    values: dict[int, Decimal]
    operator: Operator | None = None
    after: Literal["hold", "none"] = "hold"

    def goal(self, years: int, baseline: Decimal | None) -> Decimal:
        """The last dated value."""
        return self.values[max(self.values)]

    def figures(self) -> tuple[Decimal, ...]:
        """Every dated value."""
        return tuple(self.values.values())

    def shape(self, path: Path) -> Path:
        """Steps through the dated values."""
        return StepsPath(values=self.values)

    def start(self, baseline: Decimal | None) -> Decimal:
        """The baseline, else the first value."""
        return self.values[min(self.values)] if baseline is None else baseline

    def levels(self, target_year: int) -> Mapping[int, Decimal]:
        """The dated values."""
        return self.values

    def target_year(self, plan_year: int) -> int:
        """The last dated year; its own or the plan's where the last value is held until then."""
        last = self.year or plan_year
        if not self.values:
            return last
        return max(self.values) if self.lapses else max(*self.values, last)

    def last_year(self, target_year: int) -> int:
        """The last dated year, where nothing is asked after it."""
        return max(self.values) if self.lapses else target_year

    @property
    def lapses(self) -> bool:
        """Whether its author says so."""
        return self.after == "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(TargetKind):
    """Stay within bounds every year; one of them may be open."""

    judged: ClassVar[Judged] = "bounds"
    starts: ClassVar[Start] = "optional"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = True

    kind: Literal["band"] = "band"
    low: Decimal | None = None
    high: Decimal | None = None

    def goal(self, years: int, baseline: Decimal | None) -> None:
        """No single number."""
        return

    def figures(self) -> tuple[Decimal, ...]:
        """The bounds."""
        return tuple(bound for bound in (self.low, self.high) if bound is not None)

    def mistakes(self) -> Iterator[Mistake]:
        """No bound, or one above the other."""
        if self.low is None and self.high is None:
            yield Mistake("PLN115", {"wanted": "at_least_one", "keys": ["low", "high"]})
        if self.low is not None and self.high is not None and self.low > self.high:
            facts = {"got": str(self.low), "limit": self.high, "relation": "less_than_equal"}
            yield Mistake("PLN113", facts, ("low",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(TargetKind):
    """Stand at least so high."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "baseline"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = False
    own_sign: ClassVar[int | None] = -1

    kind: Literal["rank"] = "rank"
    value: Decimal
    #: How many are ranked, and the share of them that the place was written as.
    of: int | None = None
    share: Fraction | None = field(default=None, metadata=WITHIN_VALUE)
    among: str | None = None

    def mistakes(self) -> Iterator[Mistake]:
        """A share of an unknown number, or a place that nobody can have."""
        if self.share is not None and self.of is None:
            yield Mistake("PLN102", {"key": "of"})
        elif self.share is not None and self.value < 1:
            facts = {"got": str(self.share), "limit": f"1/{self.of}", "relation": "greater_than_equal"}
            yield Mistake("PLN113", facts, ("value",))
        elif self.of is not None and self.value > self.of:
            yield Mistake(
                "PLN113", {"got": str(self.value), "limit": self.of, "relation": "less_than_equal"}, ("value",)
            )

    def goal(self, years: int, baseline: Decimal | None) -> Decimal:
        """The place to reach."""
        return self.value

    def figures(self) -> tuple[Decimal, ...]:
        """The place."""
        return (self.value,)

    def shape(self, path: Path) -> Path:
        """A straight one: places do not compound."""
        return LinearPath()

    def decimals(self, baseline: Decimal | None) -> int:
        """None: places are whole."""
        return 0

    def with_value(self, value: Decimal) -> Self:
        """Another place."""
        return replace(self, value=value, share=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(TargetKind):
    """Something finished by a year; an actual of 1 says that it is, 0 that it is not."""

    judged: ClassVar[Judged] = "deadline"
    starts: ClassVar[Start] = "optional"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = False

    kind: Literal["done"] = "done"

    def goal(self, years: int, baseline: Decimal | None) -> Decimal:
        """1: done."""
        return Decimal(1)

    def figures(self) -> tuple[Decimal, ...]:
        """None."""
        return ()

    def decimals(self, baseline: Decimal | None) -> int:
        """None: it is done, or it is not."""
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(TargetKind):
    """No value given, only the direction counts; judged by profiles that define it."""

    judged: ClassVar[Judged] = "direction"
    starts: ClassVar[Start] = "optional"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = False

    kind: Literal["trend"] = "trend"
    limit: Decimal | None = None

    def goal(self, years: int, baseline: Decimal | None) -> None:
        """No number."""
        return

    def figures(self) -> tuple[Decimal, ...]:
        """None: a natural limit is not asked."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(TargetKind):
    """No number: listed, never scored."""

    judged: ClassVar[Judged] = "never"
    starts: ClassVar[Start] = "own"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = False
    sums_additions: ClassVar[bool] = True

    kind: Literal["statement"] = "statement"
    text: str | dict[str, str]

    def goal(self, years: int, baseline: Decimal | None) -> None:
        """No number."""
        return

    def figures(self) -> tuple[Decimal, ...]:
        """None."""
        return ()


Target = Level | Growth | Total | Change | Milestones | Band | Rank | Done | Trend | Statement
