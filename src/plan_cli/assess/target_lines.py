"""Target lines: the lines at which the target itself is met or overshot, and every line where a verdict may change."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.band import band_lines
from plan_cli.assess.vintages import additive
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic, share_of
from plan_cli.model.observations import Period
from plan_cli.model.targets import Band
from plan_cli.profiles import Status, Threshold

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

#: Operators of targets that may be overshot.
TWO_SIDED = ("exactly", "within")


def beyond(indicator: Indicator) -> Threshold:
    """The line past which a target that is to be met exactly, or within a range, has been overshot."""
    goal = indicator.far_goal
    assert goal is not None
    line = indicator.plus_tolerance(goal, Decimal(indicator.span))
    return Threshold("beyond", Status.OFF_TRACK, line, indicator.decimals, exclusive=True)


def met_line(indicator: Indicator, year: int, rounded: bool, period: Period | None = None) -> Threshold | None:
    """The line from which on the target itself is met, as its operator asks; None where none can be met yet.

    A part of a year can pass a floor, but never prove that a year will stay below a ceiling: there its share of
    the target is only on track. A ceiling on a sum or on yearly values is kept only when its period is over.
    """
    goal = indicator.goal
    if goal is None or (indicator.kept_at_end and (year < indicator.last_year or period is not None)):
        return None
    decimals = indicator.decimals if rounded else None
    sign = indicator.sign
    if period is not None and sign < 0 and additive(indicator):
        line = share_of(goal + indicator.tolerance.of(goal), period.share)
        return Threshold("on_track", Status.ON_TRACK, line, decimals)
    line = indicator.less_tolerance(goal, Decimal(indicator.span))
    return Threshold("achieved", Status.ACHIEVED, line, decimals, indicator.operator in ("more_than", "less_than"))


def broken_line(indicator: Indicator) -> Threshold | None:
    """The line past which the ceiling on a sum is broken for good; None where there is no such ceiling."""
    goal = indicator.goal
    if goal is None or not (indicator.kept_at_end and indicator.target.cumulative):
        return None
    ends = indicator.target.ends if indicator.operator == "within" else None
    goal = goal if ends is None else ends[1]
    line = goal + indicator.tolerance.of(goal)
    return Threshold("broken", Status.OFF_TRACK, line, indicator.decimals, indicator.operator != "less_than")


def lines(judged: Assessment, profile: Profile) -> tuple[Threshold, ...]:
    """Every line at which the verdict on an exact value may change, under a profile that looks at this year alone.

    ``judged`` is any verdict of the profile on the indicator in that year: the lines are the same for all of them.
    """
    indicator, criteria = judged.indicator, judged.criteria
    with exact_arithmetic():
        if isinstance(indicator.target, Band):
            return tuple(band_lines(indicator, indicator.target))
        found = list(criteria.thresholds) if criteria else []
        met = judged.met or met_line(indicator, judged.year, judged.rounded)
        found += [profile.goal_of(met, indicator) or met] if met else []
        if indicator.goal is not None and indicator.operator in TWO_SIDED:
            found.append(beyond(indicator))
        return tuple(found)
