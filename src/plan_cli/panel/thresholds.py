"""Rungs: the verdict on an indicator in a year as a ladder of doubles, for tables too long to judge row by row.

Nothing is decided here. ``assess.lines`` says where a verdict may change, and ``assess.verdict_on`` is asked once
on each stretch between; what is left for an engine is to count which rungs a value has reached. With an entity's own
baseline a rung is baseline × factor, with something to spare for the one multiplication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf, nextafter
from typing import NamedTuple

from plan_cli.assess import Assessment, lines, verdict_on
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic, unit_of
from plan_cli.model.paths import Path
from plan_cli.model.targets import INDEX_BASE
from plan_cli.profiles import Profile, Status, Threshold

#: The digits that factors are told apart at, and how far a product of two doubles may be off, in parts of itself.
FACTOR_DECIMALS = 12
ULPS = 4 * 2.0**-52


class Stretch(NamedTuple):
    """The verdict between two rungs; a plain tuple, since it is looked up by itself some thousand times."""

    status: Status
    category: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Rungs:
    """A ladder: from ``points[i]`` on ``stretches[i + 1]`` holds, below all of them ``stretches[0]``.

    Points ascend and are for ``sign × value``. Where they are ``own`` they are factors: a rung lies at
    baseline × point + ``offsets[i]`` − ULPS × |baseline × point|; so does the milestone, without the offset.
    """

    sign: int
    points: tuple[float, ...]
    stretches: tuple[Stretch, ...]
    milestone: float | None = None
    own: bool = False
    offsets: tuple[float, ...] = ()


def rungs(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> Rungs:
    """The ladder of an indicator with the plan's own baseline (of a growth target: in parts of any baseline)."""
    if indicator.target.cumulative:
        return _never(indicator, "panel_total")
    if indicator.target.is_index:
        return own_rungs(indicator, year, profile, path)
    points, stretches, milestone, _ = _probed(indicator, year, profile, path)
    return Rungs(indicator.sign, points, stretches, milestone)


def one_verdict(indicator: Indicator, year: int, profile: Profile, path: Path | None, value: Decimal | None) -> Rungs:
    """What ``rungs`` says of one value, at half the cost: a ladder without rungs."""
    if indicator.target.cumulative:
        return rungs(indicator, year, profile, path)
    judged = verdict_on(indicator, year, profile, path)(Decimal(1) if value is None else value)
    milestone = None if judged.milestone is None else float(judged.milestone)
    return Rungs(indicator.sign, (), (_stretch(judged),), milestone)


def own_rungs(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> Rungs:
    """The ladder in parts of an entity's own baseline: it is asked for the growth that the plan asks for."""
    if year <= indicator.baseline.year:
        # Nothing is asked of the base year, whatever its baseline.
        return Rungs(indicator.sign, (), (Stretch(Status.NOT_DUE),))
    if indicator.target.is_index:
        # Judged as an index, so the index's own rounding is in the points already.
        index = indicator.on(INDEX_BASE, "actuals")
        points, stretches, milestone, _ = _probed(index, year, profile, path)
        base = float(INDEX_BASE)
        factors = tuple(point / base for point in points)
        factor = None if milestone is None else milestone / base
        return Rungs(index.sign, factors, stretches, factor, True, (0.0,) * len(factors))
    if not indicator.target.varies_by_entity:
        return rungs(indicator, year, profile, path)
    unit = _of_one(indicator, path)
    if unit is None:
        return _never(indicator, "panel_no_growth")
    points, stretches, milestone, placed = _probed(unit, year, profile, path)
    digit = float(unit_of(indicator.decimals))
    spare = digit / 2 * (1 + 1e-6) if profile.rounded else 0.0
    offsets = tuple((digit if placed[point].exclusive else 0.0) - spare for point in points)
    factors = tuple(unit.sign * float(placed[point].value) for point in points)
    return Rungs(indicator.sign, factors, stretches, milestone, True, offsets)


def _of_one(indicator: Indicator, path: Path | None) -> Indicator | None:
    """The same indicator with a baseline of 1, where its way may be scaled at all."""
    shape, base = path or indicator.path, indicator.baseline.value
    absolute = indicator.tolerance.value and not indicator.tolerance.percent
    if base is None or base <= 0 or not shape.scalable or absolute:
        return None
    assert indicator.goal is not None
    with exact_arithmetic():
        target = indicator.target.with_value(indicator.goal / base)
    assert target is not None
    one = replace(indicator.baseline, value=Decimal(1))
    return replace(indicator, baseline=one, target=target, decimals=FACTOR_DECIMALS)


def _point(cut: Threshold, passed: int, sign: int) -> float:
    """The rung of a line on the axis where more is better: reached from there on."""
    return sign * cut.cutoff if passed == sign else nextafter(sign * cut.cutoff, inf)


def _probed(
    indicator: Indicator, year: int, profile: Profile, path: Path | None
) -> tuple[tuple[float, ...], tuple[Stretch, ...], float | None, dict[float, Threshold]]:
    """The points at which the verdict does change, the verdict on each stretch between, the milestone, the lines."""
    verdict, sign = verdict_on(indicator, year, profile, path), indicator.sign
    placed = {_point(cut, passed, sign): cut for cut, passed in lines(verdict(Decimal(1)))}
    points = sorted(placed)
    lowest = verdict(Decimal(sign * nextafter(points[0], -inf) if points else 0))
    stretches, kept = [_stretch(lowest)], []
    for point in points:
        stretch = _stretch(verdict(Decimal(sign * point)))
        if stretch != stretches[-1]:
            kept.append(point)
            stretches.append(stretch)
    milestone = None if lowest.milestone is None else float(lowest.milestone)
    return tuple(kept), tuple(stretches), milestone, placed


def _stretch(judged: Assessment) -> Stretch:
    return Stretch(judged.status, judged.category, judged.reason)


def _never(indicator: Indicator, reason: str) -> Rungs:
    return Rungs(indicator.sign, (), (Stretch(Status.NOT_ASSESSABLE, None, reason),))
