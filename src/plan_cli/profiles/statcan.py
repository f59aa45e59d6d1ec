"""``statcan``: the rule of Open SDG and Statistics Canada, with the value and the score that they publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, assert_never

from plan_cli.model.growing import Compound
from plan_cli.model.numbers import years_between
from plan_cli.model.paths import CompoundPath, Path
from plan_cli.model.targets import Band, Change, Done, Growth, Level, Milestones, Rank, Statement, Total, Trend
from plan_cli.model.trajectory import WHOLE, NoTrajectory
from plan_cli.profiles.rule_set import RuleSet, at_share
from plan_cli.profiles.thresholds import Criteria, Draft, Situation, Status, Threshold, thresholds_of

ValueAndScore = tuple[Decimal | None, Decimal | None]

#: What the office puts for a zero, which no rate starts from or leads to.
ALMOST_ZERO = Decimal("0.001")
#: How fast the demands fall near a natural limit.
STEEPNESS = Decimal("4.44")
BEST = Decimal(5)
#: The ease of a value that is far from any natural limit.
NO_LIMIT = Decimal(1)


class Statcan(RuleSet):
    """The observed rate against the required one; without a target against fixed rates."""

    name: ClassVar[str] = "statcan"
    categories: ClassVar[Mapping[str, Status]] = {
        "target_achieved": Status.ACHIEVED,
        "substantial_progress": Status.ON_TRACK,
        "moderate_progress": Status.LAGGING,
        "limited_progress": Status.OFF_TRACK,
        "deterioration": Status.REVERSING,
    }
    shares: ClassVar[Mapping[str, Decimal]] = {
        "substantial_progress": Decimal("0.95"),
        "moderate_progress": Decimal("0.6"),
        "limited_progress": Decimal(0),
    }
    #: Without a target: growth a year.
    growth: ClassVar[Mapping[str, Decimal]] = {
        "substantial_progress": Decimal("0.015"),
        "moderate_progress": Decimal("0.005"),
        "limited_progress": Decimal(0),
    }
    shape: ClassVar[Path | None] = CompoundPath()
    later_baseline: ClassVar[bool] = True
    unavailable: ClassVar[str | None] = "not_available"

    def criteria(self, situation: Situation) -> Criteria | NoTrajectory:
        """The threshold at θ is b·(1 + s·d·θ·|q|)^n, or b·(1 + s·d·v)^n without a target."""
        indicator, start, goal = situation.indicator, situation.start, situation.goal
        match indicator.target:
            case Level() | Growth() | Change() | Trend() as target:
                pass
            case Total() | Milestones() | Band() | Rank() | Done() | Statement():
                return NoTrajectory("profile_kind")
            case missing:
                assert_never(missing)
        if situation.limit is not None:
            return NoTrajectory("profile_kind")
        if start is None:
            return NoTrajectory("part_year_change" if situation.partial else "no_baseline")
        start = start or ALMOST_ZERO
        if isinstance(target, Trend):
            return self._without_target(situation, start, target.limit)
        goal = goal or ALMOST_ZERO
        # A share of a year's figure does not reach what is asked of the whole.
        reached = Threshold("target_achieved", Status.ACHIEVED, goal) if situation.share == WHOLE else None
        if situation.sign * (start - goal) >= 0 or _sign(start) != _sign(goal):
            # Nothing is required, or no rate leads there: reached, or else lost.
            return self._held(situation, start, goal, reached)
        span = Decimal(indicator.span)
        required = abs(Compound.rate(start, goal, span))
        thresholds = self._thresholds(situation, start, {word: share * required for word, share in self.shares.items()})
        published = _Published.of(situation, start, reached, required=required)
        return Criteria(
            thresholds, self.worst, "target_achieved", reached, origin_sign=_sign(start), published=published
        )

    def _held(
        self, situation: Situation, start: Decimal, goal: Decimal, reached: Threshold | None
    ) -> Criteria | NoTrajectory:
        """The target was met from the start, or lies across zero from it."""
        if _sign(start) != _sign(goal):
            # Reached is reached; of anything else there is no rate.
            return Criteria((), ("not_available", Status.NOT_ASSESSABLE), "target_achieved", reached)
        span = Decimal(situation.indicator.span)
        required = abs(Compound.rate(start, goal, span))
        published = _Published.of(situation, start, reached, required=required)
        thresholds = tuple(Threshold(word, self.categories[word], goal) for word in self.shares)
        return Criteria(
            thresholds, self.worst, "target_achieved", reached, origin_sign=_sign(start), published=published
        )

    def _without_target(self, situation: Situation, start: Decimal, limit: Decimal | None) -> Criteria:
        ease = _ease(start, limit)
        thresholds = self._thresholds(situation, start, {word: growth * ease for word, growth in self.growth.items()})
        published = _Published.of(situation, start, None, ease=ease)
        return Criteria(thresholds, self.worst, origin_sign=_sign(start), published=published)

    def _thresholds(self, situation: Situation, start: Decimal, rates: Mapping[str, Decimal]) -> tuple[Threshold, ...]:
        """Where these rates in the good direction lead."""
        good = Decimal(_sign(start) * situation.sign)
        years = years_between(situation.indicator.baseline.moment, situation.year)
        drafts = [
            Draft(word, self.categories[word], at_share(start, rate, good, years)) for word, rate in rates.items()
        ]
        return thresholds_of(situation, drafts)


def _sign(value: Decimal) -> int:
    return -1 if value < 0 else 1


@dataclass(frozen=True, slots=True)
class _Published:
    """Value and score of an actual, from its yearly rate in the good direction; reached is the best score.

    The rate is held against the one ``required``; where that is None there is no target, and ``ease`` counts.
    """

    start: Decimal
    sign: int
    years: Decimal
    reached: Threshold | None
    required: Decimal | None
    ease: Decimal

    @classmethod
    def of(
        cls, situation: Situation, start: Decimal, reached: Threshold | None,
        required: Decimal | None = None, ease: Decimal = NO_LIMIT,
    ) -> _Published:  # fmt: skip
        years = years_between(situation.indicator.baseline.moment, situation.year)
        return cls(start, situation.sign, years, reached, required, ease)

    def __call__(self, actual: Decimal) -> ValueAndScore:
        met = self.reached is not None and self.reached.earned_by(actual, self.sign)
        if actual and _sign(actual) != _sign(self.start):
            return None, BEST if met else None
        value, score = self._of_rate(_sign(self.start) * self.sign * Compound.rate(self.start, actual, self.years))
        return value, BEST if met else score

    def _of_rate(self, rate: Decimal) -> ValueAndScore:
        if self.required is None:
            return rate, _growth_score(rate, self.ease)
        if not self.required:
            return None, -BEST
        return rate / self.required, _ratio_score(rate / self.required)


def _within(score: Decimal) -> Decimal:
    return max(-BEST, min(BEST, score))


def _ratio_score(ratio: Decimal) -> Decimal:
    """The score of a share of the required rate."""
    if ratio >= Statcan.shares["moderate_progress"]:
        return _within(Decimal("7.1429") * ratio - Decimal("4.2857"))
    return _within(Decimal("4.1667") * ratio - Decimal("2.5"))


def _growth_score(value: Decimal, ease: Decimal) -> Decimal:
    """The score of a growth where no target is given; ``ease`` is 1 far from any natural limit."""
    lines = Statcan.growth
    if value < 0:
        return _within(125 * value - Decimal("2.5"))
    if ease == 0:
        return BEST
    pace = value / ease
    if pace >= lines["substantial_progress"]:
        return _within(500 * pace - 5)
    return _within(250 * pace - Decimal("1.25") if pace >= lines["moderate_progress"] else 500 * pace - Decimal("2.5"))


def _ease(start: Decimal, limit: Decimal | None) -> Decimal:
    """C: how much of the usual growth can be asked of a value near its natural limit."""
    if limit is None:
        return NO_LIMIT
    start, limit = abs(start), abs(limit)
    if start >= 2 * limit:
        return NO_LIMIT
    return 1 - (min(start, 2 * limit - start) / limit) ** STEEPNESS
