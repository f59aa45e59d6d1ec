"""Verdict: where the evidence lies among the thresholds, as an interval of which both ends must agree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.requirement import Requirement
from plan_cli.assess.row import Evidence
from plan_cli.assess.unevaluated import unknown, why_undecidable
from plan_cli.assess.without_path import without_path
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles import Criteria, Status, Threshold

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


def verdict(start: Assessment, required: Requirement, profile: Profile, spoilt: bool) -> Assessment:
    """The category of the evidence of ``start`` among the thresholds, with the profile's own word if there is none."""
    found, broken = start.evidence, required.broken
    if broken is not None and required.begun and found.value is not None and all(found.earns(broken, 1)):
        # A sum of which more is better was behind its milestone before it was past its far end.
        overshot = required.far is not None and start.indicator.sign > 0
        start = _past(start, broken, required.far) if overshot else start
        return start._replace(status=Status.OFF_TRACK, category=None)
    judged = _by_criteria(start, required, profile, spoilt)
    if profile.unavailable and judged.status in (Status.MISSING, Status.NOT_ASSESSABLE):
        return judged._replace(category=profile.unavailable)
    return judged


def _by_criteria(start: Assessment, required: Requirement, profile: Profile, spoilt: bool) -> Assessment:
    trajectory, criteria = required.trajectory, required.criteria
    if isinstance(trajectory, NoTrajectory) and not start.indicator.target.asks_profile:
        return without_path(start, trajectory, profile, spoilt)
    if not required.begun and profile.unavailable and start.year == start.indicator.baseline.year:
        # One point tells no rate.
        return start._replace(status=Status.NOT_ASSESSABLE, reason="one_point")
    if isinstance(criteria, Criteria):
        return _judged(start, criteria, required, profile, spoilt)
    if isinstance(trajectory, NoTrajectory):
        return without_path(start, trajectory, profile, spoilt)
    if criteria is None:
        # Nothing is asked yet; but what is there already is there.
        met, sign, ahead = required.met, start.indicator.sign, start.when > start.indicator.baseline.moment
        early = met is not None and ahead and start.evidence.value is not None and all(start.evidence.earns(met, sign))
        return start._replace(status=Status.ACHIEVED) if early else start
    return _refused(start, criteria, required, profile, spoilt)


def _judged(start: Assessment, criteria: Criteria, required: Requirement, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there are thresholds."""
    indicator, found = start.indicator, start.evidence
    met, overshot = required.met, required.overshot
    if found.value is None:
        return unknown(start, spoilt)
    if start.year > indicator.last_year and indicator.target.lapses:
        return _after_the_end(start, criteria, required)
    last = start.year >= indicator.last_year and start.period is None
    start, criteria = _with_the_target(start, criteria, met, profile, last)
    status, category = _decided(found, criteria, met, overshot, indicator.sign, final=required.final, ahead=profile.due)
    if required.final and overshot is not None and all(found.earns(overshot, indicator.sign)):
        start, category = _past(start, overshot, required.far), profile.word_when_overshot(indicator)
    value, score, reason = start.value, start.score, None
    if criteria.published is not None and found.exact and status is not Status.UNDECIDABLE:
        value, score = criteria.published(found.value)
    if status is Status.UNDECIDABLE:
        category, reason = None, why_undecidable(found)
    elif status is Status.NOT_ASSESSABLE:
        reason = "opposite_signs"
    elif indicator.operator == "about" and not indicator.tolerance.value and last and status.behind:
        status, category, reason = Status.UNDECIDABLE, None, "about_without_tolerance"
    return start._replace(
        status=status,
        category=category if profile.own_words else None,
        reason=reason or start.reason,
        criteria=criteria,
        met=met,
        value=value,
        score=score,
    )


def _after_the_end(start: Assessment, criteria: Criteria, required: Requirement) -> Assessment:
    """The verdict on a target that lapses, after its last year: met, or nothing is asked any more."""
    only = criteria._replace(thresholds=(), floor=("", Status.OFF_TRACK))
    met = _decided(start.evidence, only, required.met, required.overshot, start.indicator.sign)[0] is Status.ACHIEVED
    return start._replace(
        status=Status.ACHIEVED if met else Status.NOT_DUE,
        milestone=None,
        gap=None,
        achievement=None,
        thresholds=dict.fromkeys(start.thresholds),
    )


def _with_the_target(
    start: Assessment, criteria: Criteria, met: Threshold | None, profile: Profile, last: bool
) -> tuple[Assessment, Criteria]:
    """The first threshold is the target itself once that is due; what a target to hold excludes is excluded before."""
    if not profile.due or not criteria.thresholds:
        return start, criteria
    first = criteria.thresholds[0]
    if start.indicator.target.asks_yearly and start.indicator.operator in ("more_than", "less_than"):
        first = first._replace(exclusive=True)
    if met is None:
        return start, criteria._replace(thresholds=(first, *criteria.thresholds[1:]))
    if last:
        first = first._replace(value=met.value, decimals=met.decimals, exclusive=met.exclusive)
        start = start._replace(thresholds={**start.thresholds, first.category: met.value})
    elif met.exclusive and start.indicator.held_from(start.indicator.baseline.value):
        # A target to hold is asked in every year, as its operator says: less than 382 is not 382.
        first = first._replace(exclusive=True)
    return start, criteria._replace(thresholds=(first, *criteria.thresholds[1:]))


def _past(start: Assessment, overshot: Threshold, far: Decimal | None) -> Assessment:
    """What a target that was overshot is held against: its far end, from which more is worse."""
    value, sign = start.evidence.value, start.indicator.sign
    gap = None if value is None or far is None or not start.evidence.exact else -sign * (value - far)
    rates = start.rates._replace(pace=None)
    return start._replace(milestone=far, gap=gap, achievement=None, rates=rates, overshot=overshot)


def _decided(
    found: Evidence,
    criteria: Criteria,
    met: Threshold | None,
    overshot: Threshold | None,
    sign: int,
    *,
    final: bool = True,
    ahead: bool = False,
) -> tuple[Status, str | None]:
    """The verdict on an interval: of both its ends, where they agree; on track or achieved is on track.

    Where the rule is to be ``ahead`` of the year's line, a target that is met while the path asks for more than it is
    not achieved before its last year: the line that is shown is the line that is judged.
    """
    asks_more = ahead and not final and bool(criteria.thresholds)

    def at(end: int, value: Decimal | None) -> tuple[Status, str | None]:
        side = 1 if end else -1
        if overshot is not None and found.earns(overshot, sign)[end]:
            return (Status.OFF_TRACK if final else Status.ON_TRACK), None
        category, status = criteria.floor
        if criteria.origin_sign and (side if value is None else value) * criteria.origin_sign < 0:
            category, status = "not_available", Status.NOT_ASSESSABLE
        else:
            earned = (each for each in criteria.thresholds if found.earns(each, sign)[end])
            if first := next(earned, None):
                category, status = first.category, first.status
        if met is not None and found.earns(met, sign)[end] and not (asks_more and status.behind):
            return met.status, (criteria.met or category) if met.status is Status.ACHIEVED else category
        return status, category

    low = at(0, found.low)
    high = low if found.exact else at(1, found.high)
    category = low[1] if low[1] == high[1] else None
    if low[0] is high[0]:
        return low[0], category
    if {low[0], high[0]} == {Status.ACHIEVED, Status.ON_TRACK}:
        return Status.ON_TRACK, category
    return Status.UNDECIDABLE, None


def _refused(start: Assessment, why: NoTrajectory, required: Requirement, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there is a path but the profile draws no lines on it: met, or not assessable."""
    indicator, found, met = start.indicator, start.evidence, required.met
    if found.value is None:
        return unknown(start, spoilt)
    over = required.overshot is not None and any(found.earns(required.overshot, indicator.sign))
    if met and all(found.earns(met, indicator.sign)) and not over:
        word = profile.word_when_met(indicator, start.year) if met.status is Status.ACHIEVED else None
        return start._replace(status=met.status, category=word)
    return start._replace(status=Status.NOT_ASSESSABLE, reason=why.reason)
