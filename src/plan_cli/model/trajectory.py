"""A trajectory: a shape between two ends, which has the milestone of any year; or the reason why there is none."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from plan_cli.model.growing import Growing
from plan_cli.model.numbers import share_of, years_between
from plan_cli.model.paths import Path

#: The share that a whole year is.
WHOLE = Fraction(1)


class NoTrajectory(NamedTuple):
    """There is no path, and why: a key of ``i18n``'s reasons."""

    reason: str


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A shape between two ends: all that is needed to ask for the milestone of any year.

    ``start`` and ``target`` are in the indicator's unit (an index for growth-only indicators); ``since`` is the year at
    whose end it starts, or a moment within a year. Computed inside ``numbers.exact_arithmetic``, the values carry 50
    digits.
    """

    shape: Path
    start: Decimal
    target: Decimal
    since: int | Decimal
    target_year: int

    @property
    def span(self) -> Decimal:
        """Years from base year to target year."""
        return years_between(self.since, self.target_year)

    @property
    def base_year(self) -> int:
        """The year in which it starts."""
        return ceil(self.since)

    @property
    def growing(self) -> Growing:
        """The kind of growth that its rates are expressed in."""
        return self.shape.growing

    @property
    def end(self) -> Decimal:
        """Where it ends: at the target, whatever the shape's own figures lead to."""
        return self.target

    @property
    def own_end(self) -> Decimal:
        """Where the shape's own figures lead: a yearly step, growth or change may miss the target."""
        return Decimal(self.shape.end(self.start, self.target, self.span))

    @property
    def rate(self) -> Decimal:
        """The rate a year from the start to the end."""
        return Decimal(self.growing.rate(self.start, self.own_end, self.span))

    def at(self, year: Decimal | int, actual: Decimal | None = None, direction: int = 1) -> Decimal:
        """The milestone of a year: exact at both ends, level before the first and after the last.

        ``actual`` takes its place where the shape keeps what is better and it is.
        """
        years = min(max(years_between(self.since, year), Decimal(0)), self.span)
        if years == 0:
            return self.start
        value = self.target if years == self.span else self._between(years)
        if self.shape.keep_better and actual is not None and direction * actual > direction * value:
            value = actual
        return value

    def _between(self, years: Decimal) -> Decimal:
        value = Decimal(self.shape.between(self.start, self.own_end, years, self.span, self.since))
        if self.own_end != self.target:
            # Steps that lead past the target ask for no more than it.
            value = min(value, self.target) if self.target >= self.start else max(value, self.target)
        if self.shape.cap is not None:
            value = min(value, self.shape.cap)
        if self.shape.floor is not None:
            value = max(value, self.shape.floor)
        return value


@dataclass(frozen=True, slots=True)
class PartTrajectory(Trajectory):
    """The same share of a whole trajectory at every point: what a part of the year asks of a flow."""

    whole: Trajectory | None = None
    share: Fraction = WHOLE

    @property
    def own_end(self) -> Decimal:
        """Where the shape's own figures lead."""
        assert self.whole is not None
        return share_of(self.whole.own_end, self.share)

    def at(self, year: Decimal | int, actual: Decimal | None = None, direction: int = 1) -> Decimal:
        """The share of the year's milestone."""
        assert self.whole is not None
        whole = None if actual is None else share_of(actual, 1 / self.share)
        return share_of(self.whole.at(year, whole, direction), self.share)


def part_of(trajectory: Trajectory, share: Fraction) -> PartTrajectory:
    """The share of a trajectory."""
    start, target = share_of(trajectory.start, share), share_of(trajectory.target, share)
    return PartTrajectory(trajectory.shape, start, target, trajectory.since, trajectory.target_year, trajectory, share)
