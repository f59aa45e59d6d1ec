"""Thresholds: what a profile asks of one indicator in one year, best first, and what lies below the last.

A profile is given a ``Situation`` and answers with ``Criteria``. A verdict is where the actual lies among their
thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import inf, nextafter

from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import rounded, unit_of
from plan_cli.model.trajectory import NoTrajectory, Trajectory


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


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which value on, in the good direction, a category is earned.

    ``value`` is the full number that is printed; ``cutoff`` the double that decides: one plain comparison with it,
    on any engine. ``exclusive`` where one unit more than the value is asked.
    """

    category: str
    status: Status
    value: Decimal
    cutoff: float
    exclusive: bool = False

    def earned_by(self, value: Decimal | None, sign: int, *, open_end: int = 0) -> bool:
        """Whether a value earns it; an open end (None) lies beyond every number on its side."""
        number = inf * open_end if value is None else float(value)
        return sign * number >= sign * self.cutoff


def cutoff_of(value: Decimal, sign: int, decimals: int | None, *, exclusive: bool = False) -> float:
    """The double from which on a figure, taken at so many decimals, is at or past a value taken at as many.

    ``rounded(value) ∓ half a unit``: half away from zero, a figure on that line itself rounds up in size, so it
    passes on one side of zero and not on the other. ``exclusive`` asks for one unit more (``more_than``).
    """
    if decimals is None:
        return nextafter(float(value), sign * inf) if exclusive else float(value)
    unit = unit_of(decimals)
    required = rounded(value, decimals) + (sign * unit if exclusive else 0)
    line = float(required - sign * unit / 2)
    on_the_line = sign * required > 0
    return line if on_the_line else nextafter(line, sign * inf)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a profile is asked: an indicator on its trajectory (or why it has none), in a year.

    ``known`` is whether the trajectory starts at a real baseline: without one nothing can be said of the way so far.
    ``history`` holds the exact figures of earlier years.
    """

    indicator: Indicator
    trajectory: Trajectory | NoTrajectory
    year: int | Decimal
    milestone: Decimal | None = None
    known: bool = True
    history: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def years(self) -> Decimal:
        """Years since the base year, at most the whole span."""
        return min(Decimal(self.year), Decimal(self.indicator.target_year)) - self.indicator.baseline.year

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is."""
        return self.indicator.sign

    def worse(self, *values: Decimal) -> Decimal:
        """The least good of these values."""
        return min(values) if self.sign > 0 else max(values)

    @property
    def held(self) -> Decimal | None:
        """The target, where the baseline is at it already or past it: then it is one to hold."""
        trajectory = self.trajectory
        if (
            isinstance(trajectory, NoTrajectory)
            or not self.known
            or self.sign * (trajectory.start - trajectory.target) < 0
        ):
            return None
        return trajectory.target


@dataclass(frozen=True, slots=True)
class Draft:
    """One line of a profile before it is a threshold: ``exclusive`` where it must be passed, not only reached."""

    category: str
    status: Status
    value: Decimal
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
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


def thresholds_of(situation: Situation, drafts: Iterable[Draft], decimals: int | None = None) -> tuple[Threshold, ...]:
    """The thresholds of these lines, non-increasing in what they ask; clamped to the target if it is already met."""
    thresholds: list[Threshold] = []
    held, value = situation.held, None
    for line in drafts:
        value = line.value if value is None else situation.worse(value, line.value)
        at = value if held is None else held
        exclusive = line.exclusive and held is None
        thresholds.append(
            Threshold(line.category, line.status, at, cutoff_of(at, situation.sign, decimals, exclusive=exclusive))
        )
    return tuple(thresholds)
