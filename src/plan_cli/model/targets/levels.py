"""Targets that are a figure of the year, on a path or as values by year: a level, a sum, dated values, a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import inf
from typing import ClassVar, Literal, Self

from plan_cli.model.kind import How, Judged, Operator, Start, TargetKind
from plan_cli.model.paths import LinearPath, Mistake, Path, StepsPath
from plan_cli.model.targets.ranged import Ranged


class _Valued(Ranged):
    """A target whose number is a figure in the indicator's unit."""

    __slots__ = ()
    value: Decimal

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal:
        """The number to reach."""
        return self.value

    def figures(self) -> tuple[Decimal, ...]:
        """The number, or both ends of the range."""
        return self.ends or (self.value,)

    @property
    def printed(self) -> Decimal:
        """The number; of a range the near end."""
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(_Valued):
    """Reach a value in the target year."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "baseline"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = True
    varies_by_entity: ClassVar[bool] = True
    has_side: ClassVar[bool] = True

    kind: Literal["level"] = "level"
    value: Decimal

    def shape(self, path: Path) -> Path:
        """The indicator's own."""
        return path

    def levels(self, target_year: int) -> Mapping[int, Decimal]:
        """The value in the target year."""
        return {target_year: self.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(_Valued):
    """Add up to so much, or to a range, over the period: an equal share each year, or ``weights`` by year."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "own"
    evidence: ClassVar[tuple[How, ...]] = ("running_total", "sum")
    divisible: ClassVar[bool] = False
    sums_additions: ClassVar[bool] = True
    kept_at_end: ClassVar[bool] = True

    kind: Literal["total"] = "total"
    value: Decimal
    weights: dict[int, Decimal] | None = None
    from_year: int | None = None

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
        """The year before the first that is added up, where it says which; else the plan's."""
        return plan_year if self.from_year is None else self.from_year - 1

    def mistakes(self) -> Iterator[Mistake]:
        """What is wrong with a range, and weights that add up to nothing."""
        yield from Ranged.mistakes(self)
        if self.weights is not None and sum(self.weights.values()) <= 0:
            yield Mistake.beyond("weights", "greater_than", 0, "weights")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(TargetKind):
    """Values given year by year; ``after`` the last one the value is held, or nothing is asked."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "optional"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = True
    kept_at_end: ClassVar[bool] = True
    asks_yearly: ClassVar[bool] = True

    kind: Literal["milestones"] = "milestones"
    values: dict[int, Decimal]
    operator: Operator | None = None
    after: Literal["hold", "none"] = "hold"
    #: Both ends of what is a range, by year; its near end stands in ``values``.
    ranges: dict[int, tuple[Decimal, Decimal]] = field(default_factory=dict, metadata={"written_in": "values"})

    def toward(self, direction: str) -> Self:
        """The end of each range that is reached first; beyond the other one is better still."""
        near = {year: ends[direction == "decrease"] for year, ends in self.ranges.items()}
        return replace(self, values={**self.values, **near}) if near else self

    def mistakes(self) -> Iterator[Mistake]:
        """One end of a range above the other."""
        for year, (low, high) in self.ranges.items():
            if low > high:
                yield Mistake.beyond(low, "less_than_equal", high, "values", year, "low")

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal:
        """The last dated value."""
        return self.values[max(self.values)]

    def figures(self) -> tuple[Decimal, ...]:
        """Every dated value, and both ends of ranges."""
        return (*(end for ends in self.ranges.values() for end in ends), *self.values.values())

    def shape(self, path: Path) -> Path:
        """Steps through the dated values."""
        return StepsPath(values=self.values)

    def start(self, baseline: Decimal | None) -> Decimal:
        """The baseline, else the first value."""
        return self.values[min(self.values)] if baseline is None else baseline

    def demands(self, sign: int) -> Mapping[str | int, tuple[Decimal | None, int]]:
        """Every dated value."""
        return {year: (value, sign) for year, value in self.values.items()}

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
class Rank(TargetKind):
    """Stand at least so high."""

    judged: ClassVar[Judged] = "path"
    starts: ClassVar[Start] = "baseline"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = False
    own_sign: ClassVar[int | None] = -1
    takes_scale: ClassVar[bool] = False

    kind: Literal["rank"] = "rank"
    value: Decimal
    #: How many are ranked, and the share of them that the place was written as.
    of: int | None = None
    share: Fraction | None = field(default=None, metadata={"written_in": "value"})
    among: str | None = None

    def mistakes(self) -> Iterator[Mistake]:
        """A share of an unknown number, or a place that nobody can have."""
        if self.share is not None and self.of is None:
            yield Mistake("PLN102", {"key": "of"})
        elif self.share is not None and self.value < 1:
            yield Mistake.beyond(self.share, "greater_than_equal", f"1/{self.of}", "value")
        elif self.of is not None and self.value > self.of:
            yield Mistake.beyond(self.value, "less_than_equal", self.of, "value")

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal:
        """The place to reach."""
        return self.value

    def figures(self) -> tuple[Decimal, ...]:
        """The place."""
        return (self.value,)

    @property
    def possible(self) -> tuple[float, float]:
        """From the first place to the last."""
        return 1, inf if self.of is None else self.of

    def shape(self, path: Path) -> Path:
        """A straight one: places do not compound."""
        return LinearPath()

    def decimals(self, baseline: Decimal | None) -> int:
        """None: places are whole."""
        return 0

    def with_value(self, value: Decimal) -> Self:
        """Another place."""
        return replace(self, value=value, share=None)
