"""Thresholds: the verdict on an indicator in a year as doubles to compare with, for tables of any length.

Nothing is decided here. ``assess.lines`` says where a verdict may change, and ``assess.verdict_on`` is asked once for
each interval between two of them; an engine counts how many thresholds a figure has reached. A figure that lies within
rounding of a threshold is not decided by doubles at all: it is ``near``, and ``exact_verdict`` asks ``verdict_on`` for
the figure as it is printed. Where each entity has its own baseline, a threshold is baseline × factor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Any

from plan_cli.assess import Assessment, lines, verdict_on
from plan_cli.assess.outcome import Outcome
from plan_cli.datafile.level_or_rate import usual_rates
from plan_cli.datafile.yardstick import sizes_in_scale
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic, figure_of, unit_of
from plan_cli.model.paths import Path
from plan_cli.profiles import Status

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

#: The digits that factors are compared at, and how far a product of two doubles may be off, in parts of itself.
FACTOR_DECIMALS = 12
ULPS = 4 * 2.0**-52
#: Digits at which a line is its exact value.
EXACT = 25

#: Beyond this a figure is none; so many digits are refused elsewhere too.
LARGE, SMALL = 1e40, 1e-40

#: What an indicator is called, which no line depends on.
NAMES: Mapping[str, Any] = {
    "id": "", "name": "", "no": None, "aliases": (), "group": None, "place": None, "route": (), "source": None,
    "notes": None, "owner": None, "weight": None, "claims": (),
}  # fmt: skip

MISSING = Outcome(Status.MISSING, None, "not_reported")
SPOILT = Outcome(Status.MISSING, None, "bad_data")
NO_BASELINE = Outcome(Status.NOT_ASSESSABLE, None, "no_base_level")
INCOMPLETE = Outcome(Status.NOT_ASSESSABLE, None, "average_incomplete")
DATED = Outcome(Status.NOT_ASSESSABLE, None, "dated_baseline")
NO_GROWTH = Outcome(Status.NOT_ASSESSABLE, None, "panel_no_growth")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What figures of an indicator are compared with: from ``values[i]`` on ``outcomes[i + 1]``, else ``outcomes[0]``.

    ``values`` ascend and are for ``sign × figure``. Where they are ``scaled`` they are factors: a threshold lies at
    baseline × value, the milestone at baseline × milestone. A figure nearer to a threshold than ``near`` + ULPS of it
    is judged as it is printed. ``missing`` is the outcome without a figure, ``spoilt`` that of unusable figures.
    ``base`` is the baseline, where that is not each entity's own; ``needs_baseline`` is whether a figure without one
    cannot be judged. ``sizes`` are those between which a figure must lie that is in the plan's scale (factors too,
    where it is ``scaled``).
    """

    indicator: Indicator
    values: tuple[float, ...]
    outcomes: tuple[Outcome, ...]
    milestone: float | None = None
    missing: Outcome = MISSING
    spoilt: Outcome = SPOILT
    scaled: bool = False
    near: float = 0.0
    base: float | None = None
    needs_baseline: bool = False
    sizes: tuple[float, float] | None = None
    #: Within which size a figure without a unit may be a rate of growth: see ``datafile/level_or_rate.py``.
    rates_within: float | None = None


def thresholds_of(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> Thresholds:
    """The thresholds with the plan's own baseline; of a growth target, in parts of whatever baseline there is."""
    if indicator.is_index or _over_years(indicator) or indicator.target.compared_with:
        found = scaled_thresholds_of(indicator, year, profile, path)
    else:
        found = _between(indicator, year, profile, path)
    base = indicator.baseline.value
    return found if base is None else replace(found, base=float(base))


def shared(of: Callable[[Indicator], Thresholds]) -> Callable[[Indicator], Thresholds]:
    """The same thresholds, computed once for all indicators of which the same is asked, whatever they are called."""
    known: dict[str, Thresholds] = {}

    def found(indicator: Indicator) -> Thresholds:
        nameless = replace(indicator, **NAMES)
        # As text, since 1.0 and 1.00 are equal but not printed alike.
        key = repr([getattr(nameless, each.name) for each in fields(nameless)])
        if key not in known:
            known[key] = of(indicator)
        return replace(known[key], indicator=indicator)

    return found


def outcome_only(indicator: Indicator, year: int, profile: Profile, path: Path | None, value: Decimal) -> Thresholds:
    """What ``thresholds_of`` says of one value, at half the cost: an outcome without thresholds and ``sizes``."""
    if refused := _over_years(indicator):
        return _always(indicator, refused)
    verdict = verdict_on(indicator, year, profile, path)(value)
    base = indicator.baseline.value
    return Thresholds(
        indicator, (), (Outcome.of(verdict),), _milestone(verdict), base=None if base is None else float(base)
    )


def exact_verdict(
    thresholds: Thresholds, year: int, profile: Profile, path: Path | None, base: Decimal | None, value: Decimal
) -> Outcome:
    """The verdict of the ordinary check on a figure as it is printed; ``base`` is an entity's own baseline."""
    indicator = thresholds.indicator
    if thresholds.scaled and base is not None:
        indicator = with_own_baseline(indicator, base)
    return Outcome.of(verdict_on(indicator, year, profile, path)(value))


def with_own_baseline(indicator: Indicator, base: Decimal) -> Indicator:
    """The same indicator from another baseline, asked for the same growth."""
    own, plan_base = indicator.on(base, "actuals"), indicator.baseline.value
    if indicator.target.is_relative or plan_base is None or indicator.goal is None:
        return own
    with exact_arithmetic():
        target = indicator.target.turned(lambda value: value / plan_base * base)
    return own if target is None else replace(own, target=target)


def on_own_baseline(indicator: Indicator, base: Decimal | None, path: Path | None = None) -> Indicator | Outcome:
    """The indicator as an entity's own baseline makes it; the outcome of a figure where that cannot be."""
    if indicator.baseline.left:
        return DATED
    if refused := _over_years(indicator):
        return refused
    if not (indicator.target.varies_by_entity or indicator.target.is_relative):
        return indicator
    if _with_baseline_of_one(indicator, path) is None:
        return NO_GROWTH
    return NO_BASELINE if base is None or base <= 0 else with_own_baseline(indicator, base)


def between(indicator: Indicator, base: Any, target: float | None, *, given: bool) -> Indicator | None:
    """The indicator from this baseline to this target; None where one of them cannot be used.

    A target that is ``given`` is the entity's own; else the plan's holds where there is none. Of a range to be kept
    one number is no target.
    """
    one_end = target is not None and indicator.operator == "within"
    if one_end or (given and target is None) or not (_computable(base) and _computable(target)):
        return None
    start = base if base is None or isinstance(base, Decimal) else figure_of(base)
    baseline = indicator.baseline._replace(value=start, origin="actuals" if start is not None else None, missing=None)
    own = indicator.target if target is None else indicator.target.with_value(figure_of(target))
    return None if own is None else replace(indicator, baseline=baseline, target=own)


def _over_years(indicator: Indicator) -> Outcome | None:
    """The outcome of what rests on figures of several years."""
    return Outcome(Status.NOT_ASSESSABLE, None, indicator.over_years) if indicator.over_years else None


def _computable(figure: Any) -> bool:
    """Whether arithmetic is safe with it."""
    return figure is None or figure == 0 or SMALL <= abs(figure) < LARGE


def scaled_thresholds_of(indicator: Indicator, year: int, profile: Profile, path: Path | None = None) -> Thresholds:
    """The thresholds in parts of an entity's own baseline: each is asked for the growth that the plan asks for."""
    if year <= indicator.baseline.moment:
        # Nothing is asked of the base year, whatever its baseline.
        return _always(indicator, Outcome(Status.NOT_DUE))
    if indicator.baseline.left:
        return _always(indicator, DATED)
    if refused := _over_years(indicator):
        return _always(indicator, refused)
    if indicator.target.compared_with is not None:
        return _always(indicator, Outcome(Status.NOT_ASSESSABLE, None, "than_unknown"))
    if not (indicator.target.varies_by_entity or indicator.target.is_relative):
        return _between(indicator, year, profile, path)
    unit = _with_baseline_of_one(indicator, path)
    if unit is None:
        return Thresholds(indicator, (), (NO_GROWTH,))
    found = _between(unit, year, profile, path)
    # Without a printed level the decimals are those of each entity's own.
    loose = indicator.baseline.value is None and not indicator.decimals_written
    near = (0.5 if loose else _half_unit(indicator)) if profile.rounded else 0.0
    usual = None if indicator.scale else usual_rates(indicator)
    return replace(
        found,
        indicator=indicator,
        near=near,
        scaled=True,
        needs_baseline=True,
        rates_within=None if usual is None else float(usual),
    )


def unusable(indicator: Indicator) -> Thresholds:
    """What an entity is given whose own baseline or target cannot be used."""
    return Thresholds(indicator, (), (SPOILT,), None, SPOILT, SPOILT)


def _always(indicator: Indicator, outcome: Outcome) -> Thresholds:
    return Thresholds(indicator, (), (outcome,), None, outcome, outcome)


def _half_unit(indicator: Indicator) -> float:
    """Half a unit of the last printed digit, and a little more."""
    return float(unit_of(indicator.decimals)) / 2 * (1 + 1e-6)


def on_track_line(verdict: Assessment) -> Decimal | None:
    """What the year asks; of a profile with words of its own its line for being on track."""
    own = verdict.on_track if verdict.profile != "milestone" else None
    return verdict.milestone if own is None else own.value


def _milestone(verdict: Assessment) -> float | None:
    line = on_track_line(verdict)
    return None if line is None else float(line)


def _with_baseline_of_one(indicator: Indicator, path: Path | None) -> Indicator | None:
    """The same indicator with a baseline of 1, where its trajectory can be scaled at all."""
    shape, base = path or indicator.path, indicator.baseline.value
    absolute = indicator.tolerance.value and not indicator.tolerance.percent
    one = indicator.baseline._replace(value=Decimal(1))
    if indicator.target.is_relative:
        way = indicator.target.shape(shape)
        # So many units, points or dated values are no share of a baseline; points of a yearly rate are.
        fixed = indicator.target.in_units or (absolute and not indicator.target.tolerance_in_points)
        if fixed or way is None or not way.scalable:
            return None
        return replace(indicator, baseline=one, decimals=FACTOR_DECIMALS)
    if base is None or base <= 0 or not shape.scalable or absolute:
        return None
    with exact_arithmetic():
        target = indicator.target.turned(lambda value: value / base)
    assert target is not None
    return replace(indicator, baseline=one, target=target, decimals=FACTOR_DECIMALS)


def _between(indicator: Indicator, year: int, profile: Profile, path: Path | None) -> Thresholds:
    """The thresholds at which the outcome does change, asked for between each two of them."""
    verdict, sign = verdict_on(indicator, year, profile, path), indicator.sign
    first = verdict(Decimal(1))
    lowest, *possible = (-inf, *sorted({float(sign * line.line(EXACT)) for line in lines(first, profile)}))
    outcomes, values = [Outcome.of(first)], []
    if possible:
        outcomes = [Outcome.of(verdict(sign * _figure_between(lowest, possible[0])))]
    for value, after in zip(possible, [*possible, inf][1:], strict=True):
        outcome = Outcome.of(verdict(sign * _figure_between(value, after)))
        # Also where both sides are alike: on the line itself it may be otherwise ("exactly").
        values.append(value)
        outcomes.append(outcome)
    missing, spoilt = (Outcome.of(verdict(None, spoilt=unread)) for unread in (False, True))
    near = _half_unit(indicator) if profile.rounded else 0.0
    return Thresholds(
        indicator, tuple(values), tuple(outcomes), _milestone(first), missing, spoilt, near=near,
        sizes=sizes_in_scale(indicator),
    )  # fmt: skip


def _figure_between(low: float, high: float) -> Decimal:
    """A figure of many digits between two doubles, well away from both where there is room."""
    if low == -inf:
        return Decimal(repr(high - max(1.0, abs(high))))
    if high == inf:
        return Decimal(repr(low + max(1.0, abs(low))))
    return (Decimal(low) + Decimal(high)) / 2
