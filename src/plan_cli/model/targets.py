"""Targets: what a plan may ask of an indicator (a closed union on ``kind``).

Each kind says how it is laid out as a trajectory (``trajectory``), or why it cannot be. To add a kind: one frozen
dataclass with a literal ``kind`` here, its name in ``Target``, one row in ``tests/test_targets.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from plan_cli.model.numbers import Number, Year
from plan_cli.model.paths import CompoundPath, LinearPath, Path, StepsPath
from plan_cli.model.trajectory import NoTrajectory, Trajectory

Operator = Literal["at_least", "at_most", "more_than", "less_than", "about", "exactly"]

_STRICT = {"extra": "forbid"}
#: The base of a growth index.
INDEX_BASE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a kind is laid out with: the indicator's baseline, its shape and its years."""

    baseline: Decimal | None
    shape: Path
    base_year: int
    target_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What every kind answers."""

    __pydantic_config__ = _STRICT

    #: The target on the scale it is judged on; None where no number is asked.
    @property
    def goal(self) -> Decimal | None:
        """The number asked, where there is one."""
        return None

    def trajectory(self, layout: Layout) -> Trajectory | NoTrajectory:
        """The way to the target, or why there is none."""
        return NoTrajectory("no_path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(_Target):
    """Reach a value in the target year."""

    kind: Literal["level"] = "level"
    value: Number
    operator: Operator | None = None
    year: Year | None = None

    @property
    def goal(self) -> Decimal:
        """The value to reach."""
        return self.value

    def trajectory(self, layout: Layout) -> Trajectory | NoTrajectory:
        """From the baseline to the value along the indicator's shape."""
        return _between(layout, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(_Target):
    """Grow by so much a year on average, no level given: judged as an index, base year = 100."""

    kind: Literal["growth"] = "growth"
    rate: Number
    operator: Operator | None = None

    def trajectory(self, layout: Layout) -> Trajectory:
        """The index that the rate makes."""
        shape = CompoundPath(growth=self.rate)
        years = Decimal(layout.target_year - layout.base_year)
        end = shape.end(INDEX_BASE, INDEX_BASE, years)
        return Trajectory(shape, INDEX_BASE, end, layout.base_year, layout.target_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(_Target):
    """Add up to so much over the period: an equal share each year, or ``weights`` by year."""

    kind: Literal["total"] = "total"
    value: Number
    operator: Operator | None = None
    weights: dict[Year, Number] | None = None

    @property
    def goal(self) -> Decimal:
        """The sum to reach."""
        return self.value

    def trajectory(self, layout: Layout) -> Trajectory:
        """The sum so far that each year asks."""
        shape: Path = LinearPath()
        if self.weights:
            whole, sums, so_far = sum(self.weights.values(), Decimal(0)), {}, Decimal(0)
            for year, weight in sorted(self.weights.items()):
                so_far += weight
                sums[year] = self.value * so_far / whole
            shape = StepsPath(values=sums)
        return Trajectory(shape, Decimal(0), self.value, layout.base_year, layout.target_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(_Target):
    """Values given year by year; ``after`` the last one the value is held, or nothing is asked."""

    kind: Literal["milestones"] = "milestones"
    values: dict[Year, Number]
    operator: Operator | None = None
    after: Literal["hold", "none"] = "hold"

    @property
    def goal(self) -> Decimal:
        """The last dated value."""
        return self.values[max(self.values)]

    @property
    def last_year(self) -> int:
        """The year of the last dated value."""
        return max(self.values)

    def trajectory(self, layout: Layout) -> Trajectory:
        """Steps through the dated values."""
        start = layout.baseline if layout.baseline is not None else self.values[min(self.values)]
        return Trajectory(StepsPath(values=self.values), start, self.goal, layout.base_year, layout.target_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(_Target):
    """Stay within bounds every year; one of them may be open."""

    kind: Literal["band"] = "band"
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(_Target):
    """Stand at least so high."""

    kind: Literal["rank"] = "rank"
    value: Number
    among: str | None = None

    @property
    def goal(self) -> Decimal:
        """The place to reach."""
        return self.value

    def trajectory(self, layout: Layout) -> Trajectory | NoTrajectory:
        """A straight way from the baseline's place to the one to reach: places do not compound."""
        straight = Layout(
            baseline=layout.baseline, shape=LinearPath(), base_year=layout.base_year, target_year=layout.target_year
        )
        return _between(straight, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(_Target):
    """Something finished by a year; an actual of 1 says that it is, 0 that it is not."""

    kind: Literal["done"] = "done"
    year: Year | None = None

    @property
    def goal(self) -> Decimal:
        """1: done."""
        return Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(_Target):
    """No value given, only the direction counts; judged by profiles that define it."""

    kind: Literal["trend"] = "trend"
    limit: Number | None = None

    def trajectory(self, layout: Layout) -> NoTrajectory:
        """Nowhere to go to."""
        return NoTrajectory("trend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(_Target):
    """No number: listed, never scored."""

    kind: Literal["statement"] = "statement"
    text: str | dict[str, str]

    def trajectory(self, layout: Layout) -> NoTrajectory:
        """Nothing to compute."""
        return NoTrajectory("statement")


Target = Level | Growth | Total | Milestones | Band | Rank | Done | Trend | Statement


def _between(layout: Layout, goal: Decimal) -> Trajectory | NoTrajectory:
    """A trajectory from the baseline to the goal, where arithmetic allows one."""
    if layout.baseline is None:
        return NoTrajectory("no_baseline")
    if layout.shape.lacks():
        return NoTrajectory("path_incomplete")
    trajectory = Trajectory(layout.shape, layout.baseline, goal, layout.base_year, layout.target_year)
    if layout.shape.shape == "compound" and not (layout.baseline > 0 and trajectory.end > 0):
        return NoTrajectory("compound_needs_positive")
    return trajectory
