"""Assess: an actual among its thresholds. One indicator, one year, one profile → an Assessment.

Every named outcome of a hard case (no baseline, a bound that straddles a threshold, a target that ends early …) is
decided here, once; nothing is rounded and nothing raised to a power in a verdict. ``assessment.py`` is the result,
``evidence.py`` what the rows say, ``target_lines.py`` the lines of the target itself, ``band.py`` bands, ``rates.py``
what is computed beside a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from plan_cli.assess.assessment import Assessment, Rates, severity_of
from plan_cli.assess.band import in_band
from plan_cli.assess.evidence import Evidence, evidence, running_sum
from plan_cli.assess.rates import measured
from plan_cli.assess.target_lines import lines, met_line, overshoots
from plan_cli.assess.unevaluated import unknown, why_undecidable
from plan_cli.assess.vintages import additive, within
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.observations import Actual, Period, year_of
from plan_cli.model.paths import Path
from plan_cli.model.targets import Band, Done, Growth, Level, Milestones, Rank, Statement, Total, Trend
from plan_cli.model.trajectory import NoTrajectory, Trajectory, part_of
from plan_cli.profiles import Criteria, Profile, Situation, Status, Threshold

__all__ = ["Assessment", "Rates", "assess", "lines", "severity_of", "verdict_on"]


@dataclass(frozen=True, slots=True)
class _Requirement:
    """What is asked of an indicator in a year, before anything that was reported is looked at but for its history.

    ``met`` is the line at which the target itself is met, by the profile's own word or the operator's.
    """

    start: Assessment
    trajectory: Trajectory | NoTrajectory
    criteria: Criteria | NoTrajectory | None
    known: bool
    begun: bool
    met: Threshold | None = None


def assess(
    indicator: Indicator,
    rows: Sequence[Actual],
    year: int,
    profile: Profile,
    path: Path | None = None,
    spoilt: bool = False,
    period: Period | None = None,
) -> Assessment:
    """Judge an indicator in a year by what was reported of it; ``spoilt`` where rows of it could not be read.

    ``period``: only a part of that year is judged, a flow on its share of the year's milestone, anything else on
    the path at the period's end.
    """
    with exact_arithmetic():
        if period is not None:
            rows = within(indicator, list(rows), period)
            if additive(indicator) and indicator.is_index and indicator.baseline.value is not None:
                indicator = indicator.on(indicator.baseline.value * period.share, "plan")
        found = evidence(indicator, rows, year)
        start = Assessment(indicator, year, profile.name, Status.NOT_DUE, found, rounded=profile.rounded, period=period)
        if indicator.nature == "flow" and indicator.target.sums_additions:
            start = replace(start, cumulative=running_sum(indicator, rows, year))
        return _assessed(start, rows, profile, path, spoilt)


def verdict_on(
    indicator: Indicator, year: int, profile: Profile, path: Path | None = None
) -> Callable[[Decimal], Assessment]:
    """The verdict on any one exact figure of a full year, as ``assess`` gives it; what is asked is computed once.

    Without the rates and the gap, which are for reading. For profiles that look at no earlier years.
    """
    with exact_arithmetic():
        start = Assessment(indicator, year, profile.name, Status.NOT_DUE, Evidence(), rounded=profile.rounded)
        required = _requirement(start, (), profile, path)

        known = evidence(indicator, (Actual(indicator.id, year, Decimal(1), year_of(year)),), year)
        direct = known.exact and known.value == 1

    def judged(value: Decimal) -> Assessment:
        with exact_arithmetic():
            if direct:
                found = replace(known, value=value, low=value, high=value)
            else:
                found = evidence(indicator, (Actual(indicator.id, year, value, year_of(year)),), year)
            return _with_own_word(replace(required.start, evidence=found), required, profile, spoilt=False)

    return judged


def _assessed(
    start: Assessment, rows: Sequence[Actual], profile: Profile, path: Path | None, spoilt: bool
) -> Assessment:
    """The verdict: the trajectory, the profile's thresholds on it, and where the evidence lies among them."""
    required = _requirement(start, rows, profile, path)
    start = (
        required.start
        if required.start.trajectory is None
        else measured(required.start, required.start.trajectory, required.known)
    )
    return _with_own_word(start, required, profile, spoilt)


def _requirement(start: Assessment, rows: Sequence[Actual], profile: Profile, path: Path | None) -> _Requirement:
    """The trajectory of an indicator, its milestone and the profile's thresholds."""
    indicator, found, year, when, period = start.indicator, start.evidence, start.year, start.when, start.period
    trajectory = indicator.trajectory(indicator.baseline.value, path)
    if period is not None and isinstance(trajectory, Trajectory) and additive(indicator) and not indicator.is_index:
        trajectory = part_of(trajectory, period.share)
    known = indicator.start_known
    begun = year >= indicator.first_year and when > indicator.baseline.year
    if isinstance(trajectory, NoTrajectory) and not indicator.target.asks_profile:
        return _Requirement(start, trajectory, None, known, begun)
    met = met_line(indicator, profile.rounded, period)
    reachable = None if isinstance(trajectory, NoTrajectory) else trajectory
    milestone = reachable.at(when, found.value if found.exact else None, indicator.sign) if reachable else None
    criteria: Criteria | NoTrajectory | None = None
    if begun:
        history = _history(indicator, rows, range(year - profile.history, year))
        start = replace(start, history=history)
        criteria = profile.criteria(Situation(indicator, trajectory, when, milestone, known, history))
    if isinstance(criteria, Criteria):
        milestone = milestone if criteria.milestone is None else criteria.milestone
        met = criteria.goal or met
        start = replace(start, criteria=criteria)
    start = replace(start, trajectory=reachable, milestone=milestone, thresholds=_thresholds_shown(profile, criteria))
    return _Requirement(start, trajectory, criteria, known, begun, met)


def _with_own_word(start: Assessment, required: _Requirement, profile: Profile, spoilt: bool) -> Assessment:
    """Where the evidence of ``start`` lies among what is asked, with the profile's own word where nothing is said."""
    judged = _verdict(start, required, profile, spoilt)
    if profile.unavailable and judged.status in (Status.MISSING, Status.NOT_ASSESSABLE):
        return replace(judged, category=profile.unavailable)
    return judged


def _verdict(start: Assessment, required: _Requirement, profile: Profile, spoilt: bool) -> Assessment:
    trajectory, criteria = required.trajectory, required.criteria
    if isinstance(trajectory, NoTrajectory) and not start.indicator.target.asks_profile:
        return _trackless(start, trajectory, profile, spoilt)
    if not required.begun and profile.unavailable and start.year == start.indicator.baseline.year:
        # One point tells no rate.
        return replace(start, status=Status.NOT_ASSESSABLE, reason="one_point")
    if isinstance(criteria, Criteria):
        return _judged(start, criteria, required.met, profile, spoilt)
    if isinstance(trajectory, NoTrajectory):
        return _trackless(start, trajectory, profile, spoilt)
    return start if criteria is None else _refused(start, criteria, required.met, spoilt)


def _history(indicator: Indicator, rows: Sequence[Actual], years: range) -> dict[int, Decimal]:
    """The exact figures of earlier years; the plan's own baseline where nothing was reported of its year."""
    history = {}
    for year in years:
        found = evidence(indicator, rows, year)
        if found.exact and found.value is not None:
            history[year] = found.value
        elif year == indicator.baseline.year and indicator.baseline.value is not None:
            history[year] = indicator.baseline.value
    return history


def _thresholds_shown(profile: Profile, criteria: Criteria | NoTrajectory | None) -> dict[str, Decimal | None]:
    """The thresholds by category, the profile's own line for a reached target first."""
    shown: dict[str, Decimal | None] = dict.fromkeys(word for word in profile.categories if word != profile.worst[0])
    if isinstance(criteria, Criteria):
        own = (criteria.goal,) if criteria.goal else ()
        for threshold in reversed((*own, *criteria.thresholds)):
            if threshold.category in shown:
                shown[threshold.category] = threshold.value
    return shown


def _judged(start: Assessment, criteria: Criteria, met: Threshold | None, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there are thresholds."""
    indicator, found, thresholds = start.indicator, start.evidence, start.thresholds
    if found.value is None:
        return unknown(start, spoilt)
    last = start.year >= indicator.last_year and start.period is None
    if start.year > indicator.last_year and indicator.target.lapses:
        only = replace(criteria, thresholds=(), floor=("", Status.OFF_TRACK))
        reached = _decided(found, only, met, indicator)[0] is Status.ACHIEVED
        status = Status.ACHIEVED if reached else Status.NOT_DUE
        return replace(
            start, status=status, milestone=None, gap=None, achievement=None, thresholds=dict.fromkeys(thresholds)
        )
    if last and profile.due and met is not None:
        first = replace(criteria.thresholds[0], cutoff=met.cutoff, value=met.value, exclusive=met.exclusive)
        criteria = replace(criteria, thresholds=(first, *criteria.thresholds[1:]))
        thresholds = {**thresholds, first.category: met.value}
    status, category = _decided(found, criteria, met, indicator, last=last)
    value, score, reason = start.value, start.score, None
    if criteria.published is not None and found.exact and status is not Status.UNDECIDABLE:
        value, score = criteria.published(found.value)
    if status is Status.UNDECIDABLE:
        category, reason = None, why_undecidable(found)
    elif status is Status.NOT_ASSESSABLE:
        reason = "opposite_signs"
    elif indicator.operator == "about" and not indicator.tolerance.value and last and status.behind:
        status, category, reason = Status.UNDECIDABLE, None, "about_without_tolerance"
    return replace(
        start,
        status=status,
        category=category if profile.own_words else None,
        reason=reason or start.reason,
        criteria=criteria,
        met=met,
        thresholds=thresholds,
        value=value,
        score=score,
    )


def _decided(
    found: Evidence, criteria: Criteria, met: Threshold | None, indicator: Indicator, last: bool = True
) -> tuple[Status, str | None]:
    """The verdict on an interval: of both its ends, where they agree; on track or achieved is on track."""
    sign = indicator.sign

    def place(value: Decimal | None, open_end: int) -> tuple[str, Status]:
        if criteria.origin_sign and (open_end if value is None else value) * criteria.origin_sign < 0:
            return "not_available", Status.NOT_ASSESSABLE
        for threshold in criteria.thresholds:
            if threshold.earned_by(value, sign, open_end=open_end):
                return threshold.category, threshold.status
        return criteria.floor

    def at(value: Decimal | None, open_end: int) -> tuple[Status, str | None]:
        if indicator.operator == "exactly" and met is not None and overshoots(indicator, value, open_end):
            return (Status.OFF_TRACK if last else Status.ON_TRACK), None
        category, status = place(value, open_end)
        if met is not None and met.earned_by(value, sign, open_end=open_end):
            return met.status, (criteria.met or category) if met.status is Status.ACHIEVED else category
        return status, category

    low = at(found.low, -1)
    high = low if found.exact else at(found.high, 1)
    category = low[1] if low[1] == high[1] else None
    if low[0] is high[0]:
        return low[0], category
    if {low[0], high[0]} == {Status.ACHIEVED, Status.ON_TRACK}:
        return Status.ON_TRACK, category
    return Status.UNDECIDABLE, None


def _trackless(start: Assessment, trajectory: NoTrajectory, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict where there is no path: only whether the target is met can be said, and only in the end if not."""
    indicator, found, target = start.indicator, start.evidence, start.indicator.target
    waiting = start.when <= indicator.baseline.year
    match target:
        case Statement():
            return replace(start, status=Status.NOT_ASSESSABLE, reason=trajectory.reason)
        case Trend():
            if found.value is None:
                return unknown(start, spoilt)
            return replace(start, status=Status.NOT_ASSESSABLE, reason=trajectory.reason)
        case Band():
            return start if waiting else unknown(start, spoilt) if found.value is None else in_band(start, target)
        case Done():
            waiting = waiting or (found.value is None and start.when < indicator.target_year)
            open_status = start
        case Level() | Growth() | Total() | Milestones() | Rank():
            open_status = replace(start, status=Status.NOT_ASSESSABLE, reason=trajectory.reason)
        case missing:
            assert_never(missing)
    if waiting:
        return start
    if found.value is None:
        return unknown(start, spoilt)
    return _met_or_not(start, open_status, profile)


def _met_or_not(start: Assessment, undecided: Assessment, profile: Profile) -> Assessment:
    """Whether the target itself is met; ``undecided`` is the verdict on a year before the last in which it is not."""
    indicator, found = start.indicator, start.evidence
    met = met_line(indicator, profile.rounded, start.period)
    assert met is not None
    due = start.year >= indicator.target_year and start.period is None
    if due:
        # In its last year the target itself is due, path or not.
        start = replace(start, milestone=indicator.goal, thresholds={next(iter(profile.categories)): met.value})
        if found.exact and found.value is not None and indicator.goal is not None:
            start = replace(start, gap=indicator.sign * (found.value - indicator.goal))
    open_ends = ((found.low, -1), (found.high, 1))
    ends = {met.earned_by(value, indicator.sign, open_end=end) for value, end in open_ends}
    if ends == {True}:
        return replace(start, status=met.status)
    if not due:
        return undecided
    if ends == {False}:
        return replace(start, status=Status.OFF_TRACK)
    return replace(start, status=Status.UNDECIDABLE, reason=why_undecidable(found))


def _refused(start: Assessment, why: NoTrajectory, met: Threshold | None, spoilt: bool) -> Assessment:
    """The verdict where there is a path but the profile draws no lines on it: met, or not assessable."""
    indicator, found = start.indicator, start.evidence
    if found.value is None:
        return unknown(start, spoilt)
    ends = [
        met and met.earned_by(end, indicator.sign, open_end=side) for end, side in ((found.low, -1), (found.high, 1))
    ]
    if met and all(ends):
        return replace(start, status=met.status)
    return replace(start, status=Status.NOT_ASSESSABLE, reason=why.reason)
