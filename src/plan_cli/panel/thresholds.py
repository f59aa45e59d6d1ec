"""Thresholds: the verdict on an indicator in a year as doubles to compare with, for tables of any length.

Nothing is decided here. ``assess.lines`` says where a verdict may change, and ``assess.verdict_on`` is asked once for
each interval between two of them; an engine only counts how many thresholds a value has reached. Where each entity has
its own baseline, a threshold is baseline × factor, less a margin for the one multiplication.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf, nextafter

from plan_cli.assess import assess, lines, verdict_on
from plan_cli.assess.outcome import Outcome
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, exact_arithmetic, unit_of
from plan_cli.model.paths import Path
from plan_cli.profiles import Profile, Status, Threshold

#: The digits that factors are compared at, and how far a product of two doubles may be off, in parts of itself.
FACTOR_DECIMALS = 12
ULPS = 4 * 2.0**-52
#: Digits at which a line is its exact value, and with how many more decimals than the plan's a figure may lie on it.
EXACT, MORE_DECIMALS = 25, 6

MISSING = Outcome(Status.MISSING)
SPOILT = Outcome(Status.MISSING, None, "bad_data")
NO_BASELINE = Outcome(Status.NOT_ASSESSABLE, None, "no_base_level")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What figures of an indicator are compared with: from ``values[i]`` on ``outcomes[i + 1]``, else ``outcomes[0]``.

    ``values`` ascend and are for ``sign × figure``. Where they are ``scaled`` they are factors: a threshold lies at
    baseline × value + ``offsets[i]`` − ULPS × |baseline × value|, the milestone at baseline × milestone. ``missing`` is
    the outcome without a figure, ``spoilt`` that of figures that cannot be used. ``base`` is the baseline, where that
    is not each entity's own; ``needs_baseline`` is whether a figure without one cannot be judged.
    """

    sign: int
    values: tuple[float, ...]
    outcomes: tuple[Outcome, ...]
    milestone: float | None = None
    missing: Outcome = MISSING
    spoilt: Outcome = SPOILT
    scaled: bool = False
    offsets: tuple[float, ...] = ()
    base: float | None = None
    needs_baseline: bool = False


def thresholds_of(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> Thresholds:
    """The thresholds with the plan's own baseline; of a growth target, in parts of whatever baseline there is."""
    if indicator.is_index or indicator.target.cumulative:
        found = scaled_thresholds_of(indicator, year, profile, path)
    else:
        found, _ = _between(indicator, year, profile, path)
    base = indicator.baseline.value
    return found if base is None else replace(found, base=float(base))


def outcome_only(
    indicator: Indicator, year: int, profile: Profile, path: Path | None, value: Decimal | None
) -> Thresholds:
    """What ``thresholds_of`` says of one value, at half the cost: an outcome without thresholds."""
    if indicator.target.cumulative:
        return thresholds_of(indicator, year, profile, path)
    verdict = verdict_on(indicator, year, profile, path)(Decimal(1) if value is None else value)
    milestone = None if verdict.milestone is None else float(verdict.milestone)
    base = indicator.baseline.value
    missing, spoilt = _without_figure(indicator, year, profile, path)
    start = None if base is None else float(base)
    return Thresholds(indicator.sign, (), (Outcome.of(verdict),), milestone, missing, spoilt, base=start)


def scaled_thresholds_of(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> Thresholds:
    """The thresholds in parts of an entity's own baseline: each is asked for the growth that the plan asks for."""
    if year <= indicator.baseline.year:
        # Nothing is asked of the base year, whatever its baseline.
        return _always(indicator, Outcome(Status.NOT_DUE))
    if indicator.target.cumulative:
        return _always(indicator, Outcome(Status.NOT_ASSESSABLE, None, "panel_total"))
    if not (indicator.target.varies_by_entity or indicator.target.is_relative):
        return _between(indicator, year, profile, path)[0]
    unit = _with_baseline_of_one(indicator, path)
    if unit is None:
        return Thresholds(indicator.sign, (), (Outcome(Status.NOT_ASSESSABLE, None, "panel_no_growth"),))
    found, placed = _between(unit, year, profile, path)
    digit = float(unit_of(indicator.decimals))
    margin = digit / 2 * (1 + 1e-6) if profile.rounded else 0.0
    reached = [placed[value] for value in found.values]
    offsets = tuple((digit if each.exclusive else 0.0) - margin for each in reached)
    return _scaled(found, tuple(unit.sign * float(each.value) for each in reached), offsets, found.milestone)


def unusable(indicator: Indicator) -> Thresholds:
    """What an entity is given whose own baseline or target cannot be used."""
    return Thresholds(indicator.sign, (), (SPOILT,), None, SPOILT, SPOILT)


def _always(indicator: Indicator, outcome: Outcome) -> Thresholds:
    return Thresholds(indicator.sign, (), (outcome,), None, outcome, outcome)


def _scaled(
    found: Thresholds, factors: tuple[float, ...], offsets: tuple[float, ...], milestone: float | None
) -> Thresholds:
    return replace(found, values=factors, offsets=offsets, milestone=milestone, scaled=True, needs_baseline=True)


def _with_baseline_of_one(indicator: Indicator, path: Path | None) -> Indicator | None:
    """The same indicator with a baseline of 1, where its trajectory can be scaled at all."""
    shape, base = path or indicator.path, indicator.baseline.value
    absolute = indicator.tolerance.value and not indicator.tolerance.percent
    one = replace(indicator.baseline, value=Decimal(1))
    if indicator.target.is_relative:
        return replace(indicator, baseline=one, decimals=FACTOR_DECIMALS)
    if base is None or base <= 0 or not shape.scalable or absolute:
        return None
    assert indicator.goal is not None
    with exact_arithmetic():
        target = indicator.target.with_value(indicator.goal / base)
    assert target is not None
    return replace(indicator, baseline=one, target=target, decimals=FACTOR_DECIMALS)


def _without_figure(indicator: Indicator, year: int, profile: Profile, path: Path | None) -> tuple[Outcome, Outcome]:
    """The outcome where nothing was reported, and where what was reported cannot be used."""
    missing, spoilt = (assess(indicator, (), year, profile, path, unread) for unread in (False, True))
    return Outcome.of(missing), Outcome.of(spoilt)


def _points(cut: Threshold, sign: int) -> Iterator[tuple[float, Decimal]]:
    """The points at which a figure may pass a threshold, on the axis where more is better, each with a figure there.

    Past its exact value a threshold is earned by every figure; short of it only by the one that is its value rounded
    to that figure's own decimals.
    """
    line = sign * cut.line(EXACT)
    for digits in range(cut.decimals or 0, (cut.decimals or 0) + MORE_DECIMALS):
        single = sign * cut.line(digits)
        if cut.decimals is not None and decimals_of(single.normalize()) in (digits, *range(cut.decimals + 1)):
            yield float(single), single
            after = nextafter(float(single), inf)
            yield after, Decimal(repr(after))
    for point in (float(line), nextafter(float(line), inf)):
        yield point, Decimal(repr(point))


def _between(
    indicator: Indicator, year: int, profile: Profile, path: Path | None
) -> tuple[Thresholds, dict[float, Threshold]]:
    """The thresholds at which the outcome does change, and the line that each possible one is from."""
    verdict, sign = verdict_on(indicator, year, profile, path), indicator.sign
    placed: dict[float, Threshold] = {}
    probes: dict[float, Decimal] = {}
    for line, _ in lines(verdict(Decimal(1))):
        for value, probe in _points(line, sign):
            placed.setdefault(value, line)
            # Of two figures that are one double the one with fewer decimals is the one that people write.
            probes[value] = min(probe, probes.get(value, probe), key=decimals_of)
    possible = sorted(placed)
    lowest = verdict(Decimal(repr(sign * nextafter(possible[0], -inf))) if possible else Decimal(0))
    outcomes, values = [Outcome.of(lowest)], []
    for value in possible:
        outcome = Outcome.of(verdict(sign * probes[value]))
        if outcome != outcomes[-1]:
            values.append(value)
            outcomes.append(outcome)
    milestone = None if lowest.milestone is None else float(lowest.milestone)
    missing, spoilt = _without_figure(indicator, year, profile, path)
    return Thresholds(sign, tuple(values), tuple(outcomes), milestone, missing, spoilt), placed
