"""Targets that no path leads to: bounds, a date, a direction, words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import ClassVar, Literal, Self

from plan_cli.model.kind import How, Judged, Start, TargetKind
from plan_cli.model.paths import Mistake


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
    #: The id of an indicator: the bounds then are so much above its figure of the year, as a peer group's average.
    than: str | None = None
    #: The same once that figure is known, and counted in.
    beside: str | None = field(default=None, metadata={"written_in": "than"})

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> None:
        """No single number."""
        return

    @property
    def compared_with(self) -> str | None:
        """The other indicator."""
        return self.than

    def above(self, figure: Decimal) -> Self:
        """The bounds around that figure."""
        low, high = (None if bound is None else figure + bound for bound in (self.low, self.high))
        return replace(self, low=low, high=high, than=None, beside=self.than)

    def figures(self) -> tuple[Decimal, ...]:
        """The bounds; none where they only say how far from another's figure."""
        if self.than is not None:
            return ()
        return tuple(bound for bound in (self.low, self.high) if bound is not None)

    def demands(self, sign: int) -> Mapping[str | int, tuple[Decimal | None, int]]:
        """Both bounds."""
        return {"low": (self.low, 1), "high": (self.high, -1)}

    def mistakes(self) -> Iterator[Mistake]:
        """No bound, or one above the other."""
        if self.low is None and self.high is None:
            yield Mistake("PLN115", {"wanted": "at_least_one", "keys": ["low", "high"]})
        if self.low is not None and self.high is not None and self.low > self.high:
            yield Mistake.beyond(self.low, "less_than_equal", self.high, "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(TargetKind):
    """Something finished by a year; an actual of 1 says that it is, 0 that it is not."""

    judged: ClassVar[Judged] = "deadline"
    starts: ClassVar[Start] = "optional"
    evidence: ClassVar[tuple[How, ...]] = ("value",)
    divisible: ClassVar[bool] = False
    takes_scale: ClassVar[bool] = False

    kind: Literal["done"] = "done"

    @property
    def possible(self) -> tuple[float, float]:
        """0: not done, 1: done."""
        return 0, 1

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal:
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

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> None:
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

    def goal(self, years: int | Decimal, baseline: Decimal | None) -> None:
        """No number."""
        return

    def figures(self) -> tuple[Decimal, ...]:
        """None."""
        return ()
