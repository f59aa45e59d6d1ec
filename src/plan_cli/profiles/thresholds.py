"""Thresholds: what a profile asks of one indicator in one year, best first, and what lies below the last.

A profile is given a ``Situation`` and answers with ``Criteria``. A verdict is where the actual lies among their
thresholds.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from math import inf, nextafter
from typing import NamedTuple

from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import PRECISION, rounded, years_between
from plan_cli.model.trajectory import WHOLE, NoTrajectory, PartTrajectory, Trajectory


class Status(StrEnum):
    """Every verdict there is, in the order of a table."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    LAGGING = "lagging"
    OFF_TRACK = "off_track"
    REVERSING = "reversing"
    MISSING = "missing"
    UNDECIDABLE = "undecidable"
    NOT_DUE = "not_due"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def evaluated(self) -> bool:
        """Whether it is a verdict at all."""
        return self in EVALUATED

    @property
    def behind(self) -> bool:
        """Whether less was reached than the year asks."""
        return self in (Status.LAGGING, Status.OFF_TRACK, Status.REVERSING)


EVALUATED = (Status.ACHIEVED, Status.ON_TRACK, Status.LAGGING, Status.OFF_TRACK, Status.REVERSING)


class Threshold(NamedTuple):
    """From which value on, in the good direction, a category is earned.

    ``value`` is exact. A figure is held against ``line``: the value rounded half away from zero to ``decimals``, or to
    the figure's own where it has more; the figure itself is never rounded. ``decimals`` None: compared unrounded.
    ``exclusive``: the line must be passed, not only reached.
    """

    category: str
    status: Status
    value: Decimal
    decimals: int | None = None
    exclusive: bool = False

    def line(self, digits: int = 0) -> Decimal:
        """What a figure with so many decimals is held against."""
        if self.decimals is None:
            return _SETTLED.plus(self.value)
        digits = max(self.decimals, digits)
        # A figure of more digits than are computed with is held against the exact value.
        return rounded(self.value, digits) if self.value.adjusted() + digits < PRECISION else self.value

    def earned_by(self, value: Decimal, sign: int, digits: int = 0) -> bool:
        """Whether a figure with so many decimals earns it."""
        past = sign * (value - self.line(digits))
        return past > 0 if self.exclusive else past >= 0

    def edge(self, sign: int, digits: int = 0) -> float:
        """The first double that earns it, of figures with so many decimals: one plain comparison on any engine."""
        line = float(self.line(digits))
        return nextafter(line, sign * inf) if self.exclusive else line


#: Digits at which what was computed with 50 is settled, so that a line of 27.999… is 28.
_SETTLED = Context(prec=30, rounding=ROUND_HALF_UP)


class Situation(NamedTuple):
    """What a profile is asked: an indicator on its trajectory (or why it has none), in a year.

    ``known`` is whether the trajectory starts at a real baseline: without one nothing can be said of the way so far.
    ``history`` holds the exact figures of earlier years, ``errors`` the standard errors of figures by year, the judged
    one's included. ``partial``: only a part of the year is judged. ``met`` is the line at which the target is met.
    """

    indicator: Indicator
    trajectory: Trajectory | NoTrajectory
    year: int | Decimal
    milestone: Decimal | None = None
    known: bool = True
    history: Mapping[int, Decimal] = {}
    errors: Mapping[int, Decimal] = {}
    partial: bool = False
    met: Threshold | None = None

    @property
    def start(self) -> Decimal | None:
        """The baseline, where there is a real one."""
        if isinstance(self.trajectory, NoTrajectory):
            return None if self.partial else self.indicator.target.start(self.indicator.baseline.value)
        return self.trajectory.start if self.known else None

    @property
    def goal(self) -> Decimal | None:
        """The target: of a part of a year its share of it; None where that is not known."""
        if isinstance(self.trajectory, NoTrajectory):
            return None if self.partial else self.indicator.goal
        return self.trajectory.target

    @property
    def share(self) -> Fraction:
        """The share of the year's figure that is asked."""
        return self.trajectory.share if isinstance(self.trajectory, PartTrajectory) else WHOLE

    @property
    def error(self) -> Decimal | None:
        """The standard error of the judged figure; that of a share of the year's is not known."""
        return self.errors.get(int(self.year)) if self.share == WHOLE else None

    def error_of_change(self, since: int | Decimal) -> Decimal | None:
        """The standard error of the change since a year, from those of both figures; None where one is not known.

        Of a share of the base year's figure, and of a figure within a year, it is not known.
        """
        if self.share != WHOLE or since != int(since):
            return None
        errors = [self.errors.get(int(each)) for each in (since, self.year)]
        known = [error for error in errors if error is not None]
        return sum((error * error for error in known), Decimal(0)).sqrt() if len(known) == len(errors) else None

    @property
    def years(self) -> Decimal:
        """Years since the base year, at most the whole span."""
        return years_between(
            self.indicator.baseline.moment, min(Decimal(self.year), Decimal(self.indicator.target_year))
        )

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is."""
        return self.indicator.sign

    def less_tolerance(self, value: Decimal) -> Decimal:
        """What still counts as reaching ``value``: a part of a year is allowed its share of what the year is."""
        return self.indicator.less_tolerance(value, self.years, self.share)

    def worse(self, *values: Decimal) -> Decimal:
        """The least good of these values."""
        return min(values) if self.sign > 0 else max(values)

    def better(self, *values: Decimal) -> Decimal:
        """The best of these values."""
        return max(values) if self.sign > 0 else min(values)

    @property
    def limit(self) -> Decimal | None:
        """The milestone, where the target limits a sum or a growth: then there is only keeping to it."""
        indicator = self.indicator
        limits = indicator.is_limit and (indicator.target.cumulative or indicator.target.is_relative)
        return self.milestone if limits else None

    @property
    def allows_more_than_start(self) -> bool:
        """Whether what is past the limit is still no fall behind the start: of a sum, which starts at nothing, never.

        Where growth is to be no less than nothing the start itself is the limit, and past it is worse than the start.
        """
        if self.limit is None or isinstance(self.trajectory, NoTrajectory):
            return self.limit is not None
        return self.indicator.target.cumulative or self.limit != self.trajectory.start

    @property
    def held(self) -> Decimal | None:
        """The target, where the baseline is at it already or past it: then it is one to hold."""
        if self.limit is not None:
            return self.limit
        trajectory = self.trajectory
        if (
            isinstance(trajectory, NoTrajectory)
            or not self.known
            or self.sign * (trajectory.start - trajectory.target) < 0
        ):
            return None
        return trajectory.target


class Draft(NamedTuple):
    """One line of a profile before it is a threshold: ``exclusive`` where it must be passed, not only reached."""

    category: str
    status: Status
    value: Decimal
    exclusive: bool = False


class Criteria(NamedTuple):
    """The thresholds of one indicator in one year, best first.

    ``floor`` is what lies below the last · ``met`` the profile's own word for a target that is reached, ``goal``
    its own line for it · ``milestone`` its own line of the year · ``origin_sign`` the only sign that a rate can
    be computed for · ``published`` gives the value and the score that the office publishes.
    """

    thresholds: tuple[Threshold, ...]
    floor: tuple[str, Status]
    met: str | None = None
    goal: Threshold | None = None
    milestone: Decimal | None = None
    origin_sign: int = 0
    published: Callable[[Decimal], tuple[Decimal | None, Decimal | None]] | None = None


def thresholds_of(
    situation: Situation, drafts: Iterable[Draft], decimals: int | None = None, *, hold: bool = True
) -> tuple[Threshold, ...]:
    """The thresholds of these lines, non-increasing in what they ask; ``hold``: at the target if it is already met."""
    thresholds: list[Threshold] = []
    held, value = situation.held if hold else None, None
    for line in drafts:
        value = line.value if value is None else situation.worse(value, line.value)
        at = value if held is None else held
        exclusive = line.exclusive and held is None
        thresholds.append(Threshold(line.category, line.status, at, decimals, exclusive))
    return tuple(thresholds)
