"""Targets without a path: bands, deadlines, directions, statements, and paths that cannot be computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.band import in_band
from plan_cli.assess.target_lines import met_line
from plan_cli.assess.unevaluated import unknown, why_undecidable
from plan_cli.model.targets import Band, Change, Done, Growth, Level, Milestones, Rank, Statement, Total, Trend
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles import Status

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


def without_path(start: Assessment, trajectory: NoTrajectory, profile: Profile, spoilt: bool) -> Assessment:
    """The verdict without a path: achieved once the target is met; missed only in the target year."""
    indicator, found, target = start.indicator, start.evidence, start.indicator.target
    waiting = start.when <= indicator.baseline.moment
    # Bounds are asked in every year up to their last one, in which nothing is left to hold.
    over = waiting or start.year > indicator.last_year
    match target:
        case Statement():
            return start._replace(status=Status.NOT_ASSESSABLE, reason=trajectory.reason)
        case Trend():
            if found.value is None:
                return unknown(start, spoilt)
            return start._replace(status=Status.NOT_ASSESSABLE, reason=trajectory.reason)
        case Band(than=str()) if not over and found.value is not None:
            return start._replace(status=Status.NOT_ASSESSABLE, reason="than_unknown")
        case Band():
            return start if over else unknown(start, spoilt) if found.value is None else in_band(start, target)
        case Done():
            waiting = waiting or (found.value is None and start.when < indicator.target_year)
            open_status = start
        case Level() | Change() | Growth() | Total() | Milestones() | Rank():
            open_status = start._replace(status=Status.NOT_ASSESSABLE, reason=trajectory.reason)
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
    met, goal = met_line(indicator, start.year, profile.rounded, start.period), indicator.goal
    if met is None or goal is None:
        return undecided
    met = profile.goal_of(met, indicator) or met
    due = start.year >= indicator.target_year and start.period is None
    if due:
        # In its last year the target itself is due, path or not.
        start = start._replace(met=met, milestone=goal, thresholds={next(iter(profile.categories)): met.value})
        if found.exact and found.value is not None:
            start = start._replace(gap=indicator.sign * (found.value - goal))
    ends = set(found.earns(met, indicator.sign))
    if ends == {True}:
        word = profile.word_when_met(indicator, start.year) if met.status is Status.ACHIEVED else None
        return start._replace(status=met.status, category=word)
    if not due:
        return undecided
    if ends == {False}:
        return start._replace(status=Status.OFF_TRACK)
    return start._replace(status=Status.UNDECIDABLE, reason=why_undecidable(found))
