"""What every kind of target answers; the kinds themselves stand in ``targets/``.

The rest of the program asks these questions and never which kind it has before it. Where the answer belongs to
another room (words, pictures, JSON), that room has a ``match`` over the kinds that ends in ``assert_never``.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import ClassVar, Literal, Self

from plan_cli.model.numbers import decimals_of, years_between
from plan_cli.model.paths import Mistake, Path
from plan_cli.model.scale import Scale
from plan_cli.model.tolerance import Tolerance
from plan_cli.model.trajectory import NoTrajectory, Trajectory

NumberOperator = Literal["at_least", "at_most", "more_than", "less_than", "about", "exactly"]
#: A range may be met by whatever lies within it.
Operator = NumberOperator | Literal["within"]
#: How a figure is read off the reported rows: see ``assess/evidence.py``.
How = Literal["value", "sum", "running_total", "chain", "added", "mean", "change", "average"]
#: What decides: milestones on a path, two bounds every year, a last date, only a direction, or nothing.
Judged = Literal["path", "bounds", "deadline", "direction", "never"]
#: Where it starts: at the baseline, which it needs; there if it is known; there or else at an index of 100; or at a
#: value of its own.
Start = Literal["baseline", "optional", "index", "own"]

_NO_PATH: Mapping[Judged, str] = {
    "bounds": "no_path", "deadline": "no_path", "direction": "trend", "never": "statement",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetKind(ABC):
    """A kind of target. The first four class variables are stated by each kind."""

    judged: ClassVar[Judged]
    starts: ClassVar[Start]
    #: How its value is read off the rows, the best way first.
    evidence: ClassVar[tuple[How, ...]]
    #: Whether a part of the year of a flow asks that share of the year's figure.
    divisible: ClassVar[bool]

    #: The sign of what is better, where the indicator's direction does not decide it.
    own_sign: ClassVar[int | None] = None
    #: Whether its tolerance is percentage points of a yearly rate, not an amount in the unit.
    tolerance_in_points: ClassVar[bool] = False
    #: Whether the sum of the yearly figures since the base year means something.
    sums_additions: ClassVar[bool] = False
    #: Whether a target on the other side of its start contradicts the direction.
    has_side: ClassVar[bool] = False
    #: Whether a ceiling on it is kept only when its period is over.
    kept_at_end: ClassVar[bool] = False
    #: Whether the value of each year is a target of its own, asked as its operator says.
    asks_yearly: ClassVar[bool] = False
    #: Whether its figures are amounts, which a table may state in thousands; a place and an answer are none.
    takes_scale: ClassVar[bool] = True
    #: Whether entities of a panel may have targets of their own.
    varies_by_entity: ClassVar[bool] = False

    @property
    def has_path(self) -> bool:
        """Whether milestones lead to it."""
        return self.judged == "path"

    @property
    def asks_profile(self) -> bool:
        """Whether the thresholds of a profile decide."""
        return self.judged in ("path", "direction")

    @property
    def needs_baseline(self) -> bool:
        """Whether there is no path without a baseline."""
        return self.starts == "baseline"

    @property
    def is_relative(self) -> bool:
        """Whether it asks for a change from any baseline: in levels where one is known, else as rates."""
        return self.starts == "index"

    @property
    def has_own_start(self) -> bool:
        """Whether it starts at a value of its own, whatever the baseline is."""
        return self.starts == "own"

    @property
    def takes_dated_baseline(self) -> bool:
        """Whether its baseline may be dated within a year: a sum starts at nothing, another's growth with a year."""
        return self.starts != "own" and self.compared_with is None

    @property
    def cumulative(self) -> bool:
        """Whether the value of a year is the sum since the base year."""
        return "sum" in self.evidence

    @property
    def possible(self) -> tuple[float, float]:
        """Between which numbers its figures lie, both included."""
        return -inf, inf

    #: Its own last year, where that is not the plan's.
    year: int | None = None

    @abstractmethod
    def goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal | None:
        """The number asked at the end of so many years, on the scale of its path; None where there is none."""

    @abstractmethod
    def figures(self) -> tuple[Decimal, ...]:
        """The figures it prints in the indicator's unit."""

    @property
    def printed(self) -> Decimal | None:
        """The number that is printed of it: its last figure, else the growth or change that it asks."""
        figures = self.figures()
        return figures[-1] if figures else self.relative_value

    def shape(self, path: Path) -> Path | None:
        """The shape that leads to it, where the indicator's own is ``path``; None where it has no path."""
        return None

    def start(self, baseline: Decimal | None) -> Decimal | None:
        """Where its path starts."""
        return baseline

    def trajectory(
        self, baseline: Decimal | None, shape: Path, since: int | Decimal, target_year: int
    ) -> Trajectory | NoTrajectory:
        """The way to it along a shape, or why there is none."""
        start, goal = self.start(baseline), self.goal(years_between(since, target_year), baseline)
        first = shape.first_dated()
        if start is None and first is not None:
            start = first[1]
        if not self.has_path or goal is None:
            return NoTrajectory("than_unknown" if self.compared_with else _NO_PATH.get(self.judged, "no_path"))
        if start is None:
            return NoTrajectory("no_baseline")
        if shape.lacks():
            return NoTrajectory("path_incomplete")
        trajectory = Trajectory(shape, start, goal, since, target_year)
        reason = shape.refuses(start, trajectory.own_end)
        return trajectory if reason is None else NoTrajectory(reason)

    def decimals(self, baseline: Decimal | None) -> int:
        """To how many decimals it is shown where its author does not say; ``baseline`` is the printed one."""
        printed = self.figures() if baseline is None else (baseline, *self.figures())
        return max((decimals_of(value) for value in printed), default=0)

    def toward(self, direction: str) -> Self:
        """The same target with its near end settled, where it has two."""
        return self

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """Both ends of a range as written, the lower first; None where one number is asked."""
        return None

    def far_goal(self, years: int | Decimal, baseline: Decimal | None) -> Decimal | None:
        """``goal`` of the other end of a range: beyond it is better still, unless the operator is ``within``."""
        return None

    def demands(self, sign: int) -> Mapping[str | int, tuple[Decimal | None, int]]:
        """Every number that it asks, by its name or year, with the sign of what asks more; None: an open end."""
        return {"printed": (self.printed, sign)}

    def levels(self, target_year: int) -> Mapping[int, Decimal]:
        """The levels that it asks for, by year."""
        return {}

    @property
    def only_level(self) -> Decimal | None:
        """The level that it asks for, where it asks for one only."""
        levels = list(self.levels(0).values())
        return levels[0] if len(levels) == 1 else None

    def less_tolerance(
        self, value: Decimal, start: Decimal | None, years: Decimal, tolerance: Tolerance, sign: int
    ) -> Decimal:
        """What still counts as reaching ``value``, so many years after the start."""
        return value - sign * tolerance.of(value)

    def scale(self, start: Decimal, years: Decimal) -> Scale | None:
        """What it is judged on where only rates are known, so many years after the start; None: always in levels."""
        return None

    def with_value(self, value: Decimal) -> Self | None:
        """The same target with another value; None where it has no single value."""
        return None

    def turned(self, by: Callable[[Decimal], Decimal]) -> Self | None:
        """The same target with every number of it turned into another; None where it is no level."""
        return None

    def target_year(self, plan_year: int) -> int:
        """Its last year, in a plan that ends in ``plan_year``."""
        return self.year or plan_year

    def base_year(self, plan_year: int) -> int:
        """The year that it counts from, in a plan with that base year."""
        return plan_year

    def last_year(self, target_year: int) -> int:
        """The last year in which something is asked."""
        return target_year

    @property
    def lapses(self) -> bool:
        """Whether nothing is asked after its last year."""
        return False

    @property
    def compared_with(self) -> str | None:
        """The id of the indicator whose growth it is compared with, until that is known."""
        return None

    def above(self, growth: Decimal) -> Self:
        """The target once the growth that it is compared with is known."""
        return self

    @property
    def in_units(self) -> bool:
        """Of a relative target: whether its change is in the indicator's unit, not a share of the baseline."""
        return False

    @property
    def in_points(self) -> bool:
        """Whether its change is a number of percentage points."""
        return False

    @property
    def adds_rates(self) -> bool:
        """Whether yearly rates are added up, not compounded, since its author says so."""
        return False

    @property
    def relative_value(self) -> Decimal | None:
        """The change that it asks, where it asks for one."""
        return None

    @property
    def growth_rate(self) -> Decimal | None:
        """The growth in % a year that it asks, where it asks one."""
        return None

    def mistakes(self) -> Iterator[Mistake]:
        """What makes no sense in it."""
        return iter(())
