"""Profiles: rule sets as cut points on the indicator's own scale, best first (a closed union).

A verdict is where the actual lies among the cut points; the same few numbers give the verdict, the sentence
"on track needs at least …", the bands of a chart and the columns of a table. To add a profile: one class here with
``name``, ``rounded`` and ``cuts``, its name in ``PROFILES``, one row in ``tests/test_profiles.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import inf, nextafter
from typing import ClassVar

from plan_cli.figures import rounded, unit_of
from plan_cli.paths import Track
from plan_cli.plan import Indicator


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
class Question:
    """What a profile is asked: an indicator on its track, in a year.

    ``known`` is whether the track starts at a real baseline: without one nothing can be said of the way so far.
    """

    indicator: Indicator
    track: Track
    year: int
    milestone: Decimal
    known: bool = True

    @property
    def years(self) -> Decimal:
        """Years since the base year, at most the whole span."""
        return Decimal(min(self.year, self.track.target_year) - self.track.base_year)

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is."""
        return self.indicator.sign

    def worse(self, *values: Decimal) -> Decimal:
        """The least good of these values."""
        return min(values) if self.sign > 0 else max(values)


@dataclass(frozen=True, slots=True)
class Cut:
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
class Milestone:
    """The yearly milestone and 60 % of the rate that it needs (Eurostat's line), at the printed digits."""

    name: ClassVar[str] = "milestone"
    rounded: ClassVar[bool] = True
    floor: ClassVar[tuple[str, Status]] = ("reversing", Status.REVERSING)
    #: Categories are the closed statuses themselves.
    own_words: ClassVar[bool] = False
    share: ClassVar[Decimal] = Decimal("0.6")

    def cuts(self, asked: Question) -> tuple[Cut, ...]:
        """on_track at the milestone, lagging at 60 % of the rate, off_track at the baseline."""
        indicator, sign, milestone = asked.indicator, asked.sign, asked.milestone
        enough = milestone - sign * indicator.tolerance.of(milestone)
        lines = [("on_track", Status.ON_TRACK, enough)]
        if asked.known:
            start, growing = asked.track.start, asked.track.growing
            reached = growing.rate(start, milestone, asked.years)
            slow = asked.worse(enough, growing.carry(start, self.share * reached, asked.years))
            lines.append(("lagging", Status.LAGGING, slow))
            lines.append(("off_track", Status.OFF_TRACK, asked.worse(slow, start)))
        return tuple(
            Cut(word, status, value, edge_of(value, sign, indicator.decimals)) for word, status, value in lines
        )


Profile = Milestone
PROFILES: dict[str, Profile] = {profile.name: profile for profile in (Milestone(),)}
