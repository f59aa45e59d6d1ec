"""``destatis``: the weather of the German sustainability strategy: the mean of the last years, carried on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles.rule_set import RuleSet
from plan_cli.profiles.thresholds import Criteria, Situation, Status, Threshold


class Destatis(RuleSet):
    """The mean yearly change over the last six figures, carried on to the target year.

    Which share m of the remaining gap would be missed? With the first of these figures at ``a0``, k years ago, and r
    years left, m < θ from ((1 − θ)·t + a0·r/k) ÷ ((1 − θ) + r/k) on. A target that is reached, or was from the start,
    is one to hold; without a target the direction of the mean and of the last change counts.
    """

    name: ClassVar[str] = "destatis"
    categories: ClassVar[Mapping[str, Status]] = {
        "sun": Status.ON_TRACK,
        "sun_and_cloud": Status.LAGGING,
        "cloud": Status.OFF_TRACK,
        "thunderstorm": Status.REVERSING,
    }
    shares: ClassVar[Mapping[str, Decimal]] = {"sun": Decimal("0.05"), "sun_and_cloud": Decimal("0.2")}
    #: How far back the earlier figures may lie; so many of them are used, and at least so many are needed.
    history: ClassVar[int] = 30
    most: ClassVar[int] = 5
    fewest: ClassVar[int] = 3

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """The lines of whichever of the four rules holds."""
        year, goal = int(situation.year), situation.indicator.goal
        earlier = sorted(situation.history)[-self.most :]
        if goal is None and isinstance(situation.trajectory, NoTrajectory) and situation.trajectory.reason != "trend":
            return situation.trajectory
        if len(earlier) < self.fewest or year != situation.year:
            return NoTrajectory("too_few_values")
        first, last = situation.history[earlier[0]], situation.history[earlier[-1]]
        if goal is None:
            lines = self._direction(situation, first, last)
        elif situation.sign * (first - goal) >= 0 or situation.held is not None:
            lines = self._constant(situation, first, goal)
        else:
            left = Decimal(max(situation.indicator.target_year - year, 0)) / (year - earlier[0])
            lines = self._remaining(first, goal, left)
        return Criteria(lines, self.worst)

    def _line(self, category: str, value: Decimal, *, exclusive: bool = False) -> Threshold:
        return Threshold(category, self.categories[category], value, exclusive=exclusive)

    def _remaining(self, first: Decimal, goal: Decimal, left: Decimal) -> tuple[Threshold, ...]:
        """Two shares of the gap that remains, and the direction; less than 5 % missed, at most 20 %."""
        lines = []
        for word, share in self.shares.items():
            line = ((1 - share) * goal + first * left) / ((1 - share) + left)
            lines.append(self._line(word, line, exclusive=word == "sun" and line != goal))
        return (*lines, self._line("cloud", first, exclusive=True))

    def _constant(self, situation: Situation, first: Decimal, goal: Decimal) -> tuple[Threshold, ...]:
        """A target to hold: reached without a setback, reached, short of it but not moving away."""
        if situation.sign * (first - goal) >= 0:
            return self._line("sun", first), self._line("sun_and_cloud", goal)
        return self._line("sun", goal), self._line("cloud", first)

    def _direction(self, situation: Situation, first: Decimal, last: Decimal) -> tuple[Threshold, ...]:
        """Without a target: the mean change and the last one, both right, the mean only, the last only."""
        worse = situation.worse(first, last)
        better = last if worse == first else first
        second = "sun_and_cloud" if worse == first else "cloud"
        return self._line("sun", better, exclusive=True), self._line(second, worse, exclusive=True)
