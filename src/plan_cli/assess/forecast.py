"""Forecast: where an indicator lands if it goes on as it did. Arithmetic on reported figures, not a prediction.

A ``Projection`` is one way of going on, with the window of years that it rests on. To add a way: one function here
and its name in ``i18n/``.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import TypeAlias

from plan_cli.assess.evidence import evidence
from plan_cli.assess.target_lines import TWO_SIDED, beyond, met_line
from plan_cli.model.growing import Compound, Growing, Straight
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import (
    PRINTED_DECIMALS,
    SHOWN_DECIMALS,
    decimals_of,
    exact_arithmetic,
    rounded,
    shown_decimals,
    years_between,
)
from plan_cli.model.observations import Actual
from plan_cli.model.paths import Path
from plan_cli.model.trajectory import NoTrajectory, Trajectory

#: "The last years": so many, or as many as there are.
RECENT = 3
#: A trend needs so many points; the weight of a point halves every so many years before the last.
TREND_POINTS, HALF_LIFE, HALF = 5, Decimal(3), Decimal("0.5")
#: Futures are only drawn from at least so many yearly changes.
FEWEST_CHANGES = 8
DRAWS, SEED = 10_000, 20_201_125
#: A year further off than this is not given.
HORIZON = 100
#: The year that a figure stands at the end of, or a moment within one.
Year: TypeAlias = int | Decimal


@dataclass(frozen=True, slots=True)
class Projection:
    """One way of going on: ``rate`` a year since ``since``, the value in the target year, when it is reached."""

    method: str
    since: int
    points: int
    rate: Decimal
    value: Decimal
    gap: Decimal
    reached: int | None


@dataclass(frozen=True, slots=True)
class Best:
    """The best yearly rate in the data, and between which years."""

    rate: Decimal
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Futures:
    """Of so many drawn futures, the share that reaches the target."""

    share: float
    draws: int
    seed: int
    changes: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The outlook of one indicator, or the ``reason`` why there is none."""

    indicator: Indicator
    growing: Growing | None = None
    last: int | None = None
    actual: Decimal | None = None
    projections: tuple[Projection, ...] = ()
    needed: Decimal | None = None
    best: Best | None = None
    futures: Futures | None = None
    achieved: bool = False
    reason: str | None = None
    points: Mapping[Year, Decimal] = field(default_factory=dict)

    @property
    def digits(self) -> int:
        """To how many decimals its figures are shown."""
        digits = self.indicator.decimals
        # An index was computed: its own decimals are nobody's.
        reported = self.actual is not None and not self.indicator.is_index
        return shown_decimals(self.actual, digits) if reported and self.actual is not None else digits


def outlook(indicator: Indicator, rows: Sequence[Actual], year: int | None = None, path: Path | None = None) -> Outlook:
    """Carry an indicator on from its last exact full-year figure, or the last one up to ``year``."""
    with exact_arithmetic():
        trajectory = indicator.trajectory(indicator.baseline.value, path)
        if isinstance(trajectory, NoTrajectory) and (not indicator.target.has_path or indicator.goal is None):
            return Outlook(indicator, reason=trajectory.reason)
        points = _points(indicator, rows, year)
        if not points or max(points) <= indicator.baseline.moment:
            return Outlook(indicator, reason="no_figures")
        growing = _growing(indicator, trajectory, points)
        last = int(max(points))
        if last >= indicator.target_year:
            return Outlook(indicator, growing, last, points[last], points=points, reason="target_year_over")
        return _ahead(indicator, growing, points)


def _points(indicator: Indicator, rows: Sequence[Actual], year: int | None) -> dict[Year, Decimal]:
    """Every exact figure by year, the plan's own baseline among them."""
    points: dict[Year, Decimal] = {}
    for each in sorted({row.year for row in rows if row.indicator == indicator.id}):
        if indicator.is_index and each <= indicator.baseline.moment:
            # An index starts at 100, whatever was reported of that year or before.
            continue
        found = evidence(indicator, rows, each)
        if found.exact and found.value is not None and (year is None or each <= year):
            points[each] = found.value
    base = indicator.target.start(indicator.baseline.value) if indicator.start_known else None
    if base is not None:
        points[indicator.baseline.moment] = base
    return dict(sorted(points.items()))


def _growing(indicator: Indicator, trajectory: Trajectory | NoTrajectory, points: Mapping[Year, Decimal]) -> Growing:
    """By the same share or by the same amount: as its path does, where its figures allow it."""
    assert indicator.goal is not None
    wanted = (
        trajectory.growing
        if isinstance(trajectory, Trajectory) and not trajectory.shape.stepped
        else indicator.path.growing
    )
    positive = min(points.values()) > 0 and indicator.goal > 0
    return Compound if wanted is Compound and positive else Straight


def _ahead(indicator: Indicator, growing: Growing, points: Mapping[Year, Decimal]) -> Outlook:
    goal, last = indicator.goal, int(max(points))
    assert goal is not None
    actual, base = points[last], indicator.baseline.moment
    left = Decimal(indicator.target_year - last)
    changes = _changes(growing, points)
    since: dict[str, Year] = {"since_base": base} if base in points else {}
    recent = [year for year in points if last - RECENT <= year < last]
    if recent:
        since["recent"] = min(recent)
    projections = []
    for method, first in since.items():
        rate = Decimal(growing.rate(points[first], actual, years_between(first, last)))
        count = sum(first <= year <= last for year in points)
        projections.append(_projection(indicator, growing, method, ceil(first), count, rate, actual, last))
    if len(points) >= TREND_POINTS:
        level, rate = _trend(growing, points)
        projections.append(
            _projection(indicator, growing, "weighted_trend", ceil(min(points)), len(points), rate, level, last)
        )
    best = max(changes, key=lambda change: indicator.sign * change.rate, default=None)
    return Outlook(
        indicator,
        growing,
        last,
        actual,
        tuple(projections),
        needed=Decimal(growing.rate(actual, goal, left)),
        best=best,
        futures=_futures(indicator, growing, actual, int(left), changes),
        achieved=_reported_met(indicator, actual),
        points=points,
        reason=None if projections else "no_figures",
    )


def _reported_met(indicator: Indicator, value: Decimal) -> bool:
    """Whether a figure meets the target; one that was computed, as it is shown."""
    computed = decimals_of(value) > PRINTED_DECIMALS
    return _met(indicator, rounded(value, indicator.decimals) if computed else value)


def _lands(indicator: Indicator, value: Decimal) -> bool:
    """Whether a projected value meets the target: it is shown with the decimals that tell, never rounded up to it."""
    return _met(indicator, rounded(value, SHOWN_DECIMALS))


def _met(indicator: Indicator, shown: Decimal) -> bool:
    """Whether a value meets the target. A ceiling may still be broken."""
    met = met_line(indicator, indicator.target_year - 1, rounded=True)
    if met is None:
        return False
    over = beyond(indicator) if indicator.operator in TWO_SIDED else None
    if over is not None and over.earned_by(shown, indicator.sign, decimals_of(shown)):
        return False
    return met.earned_by(shown, indicator.sign, decimals_of(shown))


def _projection(
    indicator: Indicator, growing: Growing, method: str, since: int, points: int, rate: Decimal, start: Decimal,
    last: int,
) -> Projection:  # fmt: skip
    """A rate carried on from a value of the last year."""

    def at(year: int) -> Decimal:
        return Decimal(growing.carry(start, rate, Decimal(year - last)))

    goal = indicator.goal
    assert goal is not None
    value = at(indicator.target_year)
    years = range(last, last + HORIZON + 1)
    toward = indicator.sign * rate > 0 or _reported_met(indicator, start)
    reached = next((year for year in years if _lands(indicator, at(year))), None) if toward else None
    gap = indicator.sign * (value - goal)
    far = indicator.far_goal if indicator.operator in TWO_SIDED else None
    if far is not None and indicator.sign * (value - beyond(indicator).value) > 0:
        # Past the far end more is worse.
        gap = -indicator.sign * (value - far)
    return Projection(method, since, points, rate, value, gap, reached)


def _changes(growing: Growing, points: Mapping[Year, Decimal]) -> list[Best]:
    """The rate of every year whose year before has a figure too."""
    return [
        Best(Decimal(growing.rate(points[year - 1], value, Decimal(1))), int(year) - 1, int(year))
        for year, value in points.items()
        if year - 1 in points
    ]


def _trend(growing: Growing, points: Mapping[Year, Decimal]) -> tuple[Decimal, Decimal]:
    """Where a weighted straight line (of logarithms where it compounds) stands in the last year, and its rate."""
    last, zero = int(max(points)), Decimal(0)
    compound = growing is Compound
    rows = [
        (Decimal(year - last), value.ln() if compound else value, HALF ** (Decimal(last - year) / HALF_LIFE))
        for year, value in points.items()
    ]
    whole = sum((weight for _, _, weight in rows), zero)
    middle = sum((weight * when for when, _, weight in rows), zero) / whole
    mean = sum((weight * value for _, value, weight in rows), zero) / whole
    above = sum((weight * when * (value - mean) for when, value, weight in rows), zero)
    slope = above / sum((weight * when * (when - middle) for when, _, weight in rows), zero)
    level = mean - slope * middle
    return (level.exp(), slope.exp() - 1) if compound else (level, slope)


def _futures(
    indicator: Indicator, growing: Growing, actual: Decimal, years: int, changes: Sequence[Best]
) -> Futures | None:
    """The share of futures, their yearly changes drawn from the observed ones, that reach the target."""
    if len(changes) < FEWEST_CHANGES:
        return None
    rates = [float(change.rate) for change in changes]
    # Seeded by the indicator too, so that a plan's other indicators do not change its draws.
    drawn = random.Random(f"{SEED}:{indicator.id}")
    hits = 0
    for _ in range(DRAWS):
        value = float(actual)
        for rate in drawn.choices(rates, k=years):
            value = growing.carry(value, rate, 1)
        hits += _lands(indicator, Decimal(value))
    return Futures(hits / DRAWS, DRAWS, SEED, len(changes))
