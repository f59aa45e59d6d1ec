"""Targets that may be a range: the near end is asked, and the far one is better still, or a bound."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar, Self

from plan_cli.model.kind import Operator, TargetKind
from plan_cli.model.paths import Mistake

#: Of the two ends: a plan file writes them inside the number.
WITHIN_NUMBER = {"written_in": "the number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged(TargetKind):
    """A target that asks for one number, or for two ends of a range."""

    #: The field of the number; of a range it holds the near end.
    number: ClassVar[str] = "value"

    operator: Operator | None = None
    low: Decimal | None = field(default=None, metadata=WITHIN_NUMBER)
    high: Decimal | None = field(default=None, metadata=WITHIN_NUMBER)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """Both ends of a range, the lower first."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def toward(self, direction: str) -> Self:
        """The end of a range that is reached first."""
        return self if self.ends is None else self._asking(self.ends[direction == "decrease"])

    def far_goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal | None:
        """The number asked by the other end of a range."""
        if self.ends is None:
            return None
        low, high = self.ends
        return self._asking(high if getattr(self, self.number) == low else low).goal(years, baseline)

    def demands(self, sign: int) -> Mapping[str | int, tuple[Decimal | None, int]]:
        """The number; of a range that is to be kept its far end too."""
        near: dict[str | int, tuple[Decimal | None, int]] = {"printed": (self.printed, sign)}
        if self.ends is not None and self.operator == "within":
            near["far"] = (self.ends[sign > 0], -sign)
        return near

    def mistakes(self) -> Iterator[Mistake]:
        """One end above the other, or ``within`` of no range."""
        if self.ends is not None and self.ends[0] > self.ends[1]:
            yield Mistake.beyond(self.low, "less_than_equal", self.high, self.number, "low")
        if self.operator == "within" and self.ends is None:
            yield Mistake("PLN107", {"wanted": "low_and_high", "got": str(getattr(self, self.number))}, (self.number,))

    def with_value(self, value: Decimal) -> Self:
        """Another number; what was a range is one no longer."""
        operator = None if self.operator == "within" else self.operator
        return replace(self._asking(value), operator=operator, low=None, high=None)

    def turned(self, by: Callable[[Decimal], Decimal]) -> Self:
        """The same target with its number, and both ends of a range, turned into others."""
        ends: dict[str, Any] = {} if self.ends is None else {"low": by(self.ends[0]), "high": by(self.ends[1])}
        return replace(self._asking(by(getattr(self, self.number))), **ends)

    def _asking(self, value: Decimal) -> Self:
        number: dict[str, Any] = {self.number: value}
        return replace(self, **number)
