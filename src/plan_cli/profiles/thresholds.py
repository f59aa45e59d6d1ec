"""Schemes: what a rule set says of one indicator in one year: its cut points, best first, and what lies below them.

A ``Question`` is what a profile is asked, a ``Criteria`` what it answers. A verdict is where the actual lies among
the cut points.
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

    ``value`` is the full number that is printed; ``edge`` the double that decides: one plain comparison with it,
    on any engine. ``strictly`` where one unit more than the value is asked.
    """

    category: str
    status: Status
    value: Decimal
    edge: float
    strictly: bool = False

    def earned_by(self, value: Decimal | None, sign: int, *, open_end: int = 0) -> bool:
        """Whether a value earns it; an open end (None) lies beyond every number on its side."""
        number = inf * open_end if value is None else float(value)
        return sign * number >= sign * self.edge


def edge_of(value: Decimal, sign: int, decimals: int | None, *, strictly: bool = False) -> float:
    """The double from which on a figure, taken at so many decimals, is at or past a value taken at as many.

    ``rounded(value) ∓ half a unit``: half away from zero, a figure on that line itself rounds up in size, so it
    passes on one side of zero and not on the other. ``strictly`` asks for one unit more (``more_than``).
    """
    if decimals is None:
        return nextafter(float(value), sign * inf) if strictly else float(value)
    unit = unit_of(decimals)
    asked = rounded(value, decimals) + (sign * unit if strictly else 0)
    line = float(asked - sign * unit / 2)
    on_the_line = sign * asked > 0
    return line if on_the_line else nextafter(line, sign * inf)


@dataclass(frozen=True, slots=True)
class Question:
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
class Told:
    """One line of a profile before it is a cut: ``strictly`` where it must be passed, not only reached."""

    category: str
    status: Status
    value: Decimal
    strictly: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """The cut points of one indicator in one year, best first.

    ``floor`` is what lies below the last · ``met`` the profile's own word for a target that is reached, ``goal``
    its own line for it · ``milestone`` its own line of the year · ``origin_sign`` the only sign that a rate can
    be told of · ``figures`` gives the value and the score that the office publishes.
    """

    cuts: tuple[Threshold, ...]
    floor: tuple[str, Status]
    met: str | None = None
    goal: Threshold | None = None
    milestone: Decimal | None = None
    origin_sign: int = 0
    figures: Callable[[Decimal], tuple[Decimal | None, Decimal | None]] | None = None


def thresholds_of(asked: Question, told: Iterable[Told], decimals: int | None = None) -> tuple[Threshold, ...]:
    """The cuts of these lines, none better than the one before; all at the target where it is one to hold."""
    cuts: list[Threshold] = []
    held, value = asked.held, None
    for line in told:
        value = line.value if value is None else asked.worse(value, line.value)
        at = value if held is None else held
        strictly = line.strictly and held is None
        cuts.append(Threshold(line.category, line.status, at, edge_of(at, asked.sign, decimals, strictly=strictly)))
    return tuple(cuts)
