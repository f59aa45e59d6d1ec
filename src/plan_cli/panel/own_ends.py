"""Own ends: verdicts between a baseline and a target that are each entity's own, a million at a time.

What is asked is computed by the formulas of the path and of the profile, over columns of thirty digits
(``double_double.py``). Nothing is decided by them where the digits do not: a figure whose verdict hangs on how a line
is rounded, an indicator of another kind and a figure that has too many digits are left to be judged one by one. Which
outcome lies between which lines is asked of ``thresholds.py`` for two ends of our own, and where its lines are not the
ones that are expected here, everything is left.

Only plain levels on a plain compound or linear path, under the profile ``milestone``: each entity's lines then are its
baseline, 60 % of the rate, the milestone and the target, in that order, or the target alone where it is met already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.assess.outcome import Outcome
from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import CompoundPath, LinearPath, Path
from plan_cli.model.targets import Level
from plan_cli.panel.double_double import DEGREES, DoubleDouble
from plan_cli.panel.thresholds import Thresholds, between
from plan_cli.profiles.level import Milestone

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

ThresholdsOf = Callable[[Indicator], Thresholds]
#: Figures of more decimals, or more digits, are judged one by one.
DECIMALS, DIGITS = 6, 1e15
#: Units of the last digit beyond which a line is not rounded here, and how near to a half one is left.
UNITS, NEAR_HALF = 1e10, 1e-4
#: Two ends that are far apart, and what lies between is known.
_LESS, _MORE = Decimal(100), Decimal(200)


@dataclass(frozen=True, slots=True)
class Ends:
    """Columns of own ends and figures: NaN where there is none; ``digits`` as in ``query.cells``."""

    start: Any
    goal: Any
    value: Any
    digits: Any


@dataclass(frozen=True, slots=True)
class Judged:
    """Columns: whether an end was ``settled`` here, from which baseline, the milestone, and the outcome's number."""

    settled: Any
    start: Any
    milestone: Any
    outcome: Any
    thresholds: Sequence[Thresholds]


@dataclass(frozen=True)
class OwnEnds:
    """Judges ends of an indicator; None from ``own_ends`` where that cannot be done over columns."""

    np: Any
    indicator: Indicator
    year: int
    shape: CompoundPath | LinearPath
    #: What lies between the lines, where the target is still ahead and where it is met from the start.
    ahead: Thresholds
    held: Thresholds

    def judged(self, ends: Ends) -> Judged:
        """The verdict on every figure, and the milestone of every pair, where the digits decide."""
        np = self.np
        start, goal, value = (_Figures.of(np, column) for column in (ends.start, ends.goal, ends.value))
        settled = start.known & goal.known & (value.known | np.isnan(ends.value))
        if isinstance(self.shape, CompoundPath):
            settled &= (start.near > 0) & (goal.near > 0)
        is_held = self.indicator.sign * (start.near - goal.near) >= 0
        with np.errstate(all="ignore"):
            milestone, lines = self._lines(start, goal)
            # Where the sum of both doubles lies between two, thirty digits do not say which is nearer.
            half = np.spacing(np.abs(milestone.high)) / 2
            settled &= is_held | (np.abs(np.abs(milestone.low) - half) > half * NEAR_HALF)
            decimals = np.maximum(np.maximum(value.decimals, ends.digits), self.indicator.decimals)
            reached = np.zeros(len(settled), np.int64)
            for line in lines:
                earned, clear = self._earned(line.high, value, decimals)
                reached += earned
                settled &= is_held | clear | np.isnan(ends.value)
            earned, clear = self._earned(goal.near, value, decimals)
            settled &= ~is_held | clear | np.isnan(ends.value)
        outcome = np.where(is_held, len(self.ahead.outcomes) + earned, reached)
        each = [(one, found) for one in (self.ahead, self.held) for found in one.outcomes]
        thresholds = [self._only(one, found) for one, found in each]
        return Judged(settled, start.near, np.where(is_held, goal.near, milestone.high), outcome, thresholds)

    def _only(self, thresholds: Thresholds, outcome: Outcome) -> Thresholds:
        return Thresholds(
            self.indicator, (), (outcome,), None, thresholds.missing, thresholds.spoilt, needs_baseline=True
        )

    def _lines(self, start: _Figures, goal: _Figures) -> tuple[DoubleDouble, list[DoubleDouble]]:
        """The milestone, and the lines, worst first; in the last year the milestone is the target."""
        indicator, growing = self.indicator, self.shape.growing
        first, last, span = start.exact, goal.exact, Decimal(indicator.span)
        years = min(Decimal(self.year - indicator.baseline.year), span)
        milestone = last
        if years < span:
            milestone = self.shape.between(first, last, years, span, indicator.baseline.year)
        lines = [first, Milestone.slow_line(growing, first, milestone, years), milestone, last]
        return milestone, lines if years < span else lines[:-1]

    def _earned(self, line: Any, value: _Figures, decimals: Any) -> tuple[Any, Any]:
        """Whether each figure earns a line, rounded to so many decimals, and whether that is clear."""
        np, sign = self.np, self.indicator.sign
        scale = 10.0**decimals
        units, mine = np.abs(line * scale), value.whole * 10.0 ** (decimals - value.decimals)
        whole = np.floor(units)
        open_ = np.abs(units - whole - 0.5) < NEAR_HALF
        low = np.where(open_, whole, np.floor(units + 0.5))
        side = np.where(line < 0, -1.0, 1.0)
        earned, other = (sign * (mine - side * each) >= 0 for each in (low, low + open_))
        return earned, (earned == other) & (units < UNITS) & (np.abs(mine) < DIGITS)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Printed figures: ``whole`` ÷ 10 to the ``decimals``, where they are ``known``; ``near`` is the nearest double."""

    whole: Any
    decimals: Any
    known: Any
    near: Any

    @classmethod
    def of(cls, np: Any, column: Any) -> _Figures:
        """Doubles as the figures that ``figure_of`` makes of them."""
        whole, decimals = np.full(len(column), np.nan), np.zeros(len(column), np.int64)
        for each in range(DECIMALS, -1, -1):
            # Off by a quarter of 1e-15: a figure of fifteen digits that has more decimals is off by more.
            scaled = column * 10.0**each
            near = np.rint(scaled)
            fits = (np.abs(scaled - near) <= np.abs(scaled) * 4e-16) & (np.abs(near) < DIGITS)
            whole, decimals = np.where(fits, near, whole), np.where(fits, each, decimals)
        return cls(whole, decimals, ~np.isnan(whole), whole / 10.0**decimals)

    @property
    def exact(self) -> DoubleDouble:
        """The figures to thirty digits."""
        return DoubleDouble(self.whole).__truediv__(10.0**self.decimals)


def own_ends(
    np: Any, indicator: Indicator, year: int, profile: Profile, path: Path | None, of: ThresholdsOf
) -> OwnEnds | None:
    """What judges own ends of an indicator over columns; None where they are judged one by one.

    ``of`` gives the thresholds of an indicator by this profile and path in this year.
    """
    shape = _plain_shape(indicator, path)
    if not (isinstance(profile, Milestone) and shape is not None and year > indicator.baseline.year):
        return None
    if indicator.baseline.left:
        return None
    if indicator.span > DEGREES:
        return None
    less, more = (_LESS, _MORE) if indicator.sign > 0 else (_MORE, _LESS)
    found = []
    for start, goal in ((less, more), (more, less)):
        one = between(indicator, start, float(goal), given=True)
        if one is None:
            return None
        found.append(of(one))
    ends = OwnEnds(np, indicator, year, shape, *found)
    first, last = (_Figures.of(np, np.array([float(end)])) for end in (less, more))
    expected = [float(indicator.sign * line.high[0]) for line in ends._lines(first, last)[1]]
    held = [float(indicator.sign * less)]
    return ends if _same(ends.ahead.values, expected) and _same(ends.held.values, held) else None


def _plain_shape(indicator: Indicator, path: Path | None) -> CompoundPath | LinearPath | None:
    """The shape of a level's path, where nothing is stated beside the two ends."""
    target = indicator.target
    plain = isinstance(target, Level) and indicator.operator in ("at_least", "at_most")
    if not plain or indicator.tolerance.value:
        return None
    shape = path or indicator.path
    return shape if isinstance(shape, CompoundPath | LinearPath) and shape == type(shape)() else None


def _same(found: Sequence[float], expected: Sequence[float]) -> bool:
    return len(found) == len(expected) and all(
        abs(one - other) <= abs(other) * 1e-12 for one, other in zip(found, expected, strict=True)
    )
