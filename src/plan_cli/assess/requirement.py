"""Requirement: what is asked of an indicator in a year: its trajectory, its milestone, the profile's thresholds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.evidence import evidence
from plan_cli.assess.row import never_falls
from plan_cli.assess.target_lines import TWO_SIDED, beyond, broken_line, met_line
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.model.paths import Path
from plan_cli.model.trajectory import NoTrajectory, Trajectory, part_of
from plan_cli.profiles import Criteria, Situation, Threshold

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


class Requirement(NamedTuple):
    """What is asked of an indicator in a year, before anything that was reported is looked at but for its history.

    ``met`` is the line at which the target itself is met, by the profile's own word or the operator's.
    """

    start: Assessment
    trajectory: Trajectory | NoTrajectory
    criteria: Criteria | NoTrajectory | None
    known: bool
    begun: bool
    met: Threshold | None = None
    #: Past which a target to be met exactly is overshot (``far`` is its end itself, without tolerance), and past which
    #: the ceiling on a sum is broken for good.
    overshot: Threshold | None = None
    far: Decimal | None = None
    broken: Threshold | None = None
    #: Whether what is past ``overshot`` stays so: at the end, or in a part of the last year of what only grows.
    final: bool = True


def requirement_of(start: Assessment, rows: Sequence[Actual], profile: "Profile", path: Path | None) -> Requirement:
    """The trajectory of an indicator, its milestone and the profile's thresholds."""
    indicator, found, year, when, period = start.indicator, start.evidence, start.year, start.when, start.period
    trajectory = indicator.trajectory(indicator.baseline.value, path)
    if period is not None and isinstance(trajectory, Trajectory) and start.shared:
        trajectory = part_of(trajectory, period.share)
    known = indicator.start_known
    begun = year >= indicator.first_year(path) and when > indicator.baseline.moment
    if isinstance(trajectory, NoTrajectory) and not indicator.target.asks_profile:
        return Requirement(start, trajectory, None, known, begun)
    met = met_line(indicator, year, profile.rounded, period)
    reachable = None if isinstance(trajectory, NoTrajectory) else trajectory
    milestone = reachable.at(when, found.value if found.exact else None, indicator.sign) if reachable else None
    criteria: Criteria | NoTrajectory | None = None
    history: Mapping[int, Decimal] = {}
    if begun:
        history = _history(indicator, rows, range(year - profile.history, year))
        errors = _errors(indicator, rows, year, history) if profile.reads_errors else {}
        partial = period is not None
        criteria = profile.criteria(
            Situation(indicator, trajectory, when, milestone, known, history, errors, partial=partial, met=met)
        )
    if isinstance(criteria, Criteria):
        milestone = milestone if criteria.milestone is None else criteria.milestone
        met = criteria.goal or met
    elif criteria is not None and met is not None:
        met = profile.goal_of(met, indicator) or met
    start = start._replace(
        trajectory=reachable,
        milestone=milestone,
        thresholds=_thresholds_shown(indicator, profile, criteria),
        criteria=criteria if isinstance(criteria, Criteria) else None,
        history=history,
    )
    overshot = beyond(indicator) if indicator.operator in TWO_SIDED and met is not None else None
    far = indicator.far_goal if indicator.operator in TWO_SIDED else None
    broken = broken_line(indicator)
    final = year >= indicator.last_year and (period is None or (start.shared and never_falls(indicator, rows)))
    return Requirement(start, trajectory, criteria, known, begun, met, overshot, far, broken, final)


def _history(indicator: Indicator, rows: Sequence[Actual], years: range) -> dict[int, Decimal]:
    """The exact figures of earlier years; the plan's own baseline where nothing was reported of its year."""
    history = {}
    for year in years:
        found = evidence(indicator, rows, year)
        if found.exact and found.value is not None:
            history[year] = found.value
        elif year == indicator.baseline.moment and indicator.baseline.value is not None:
            history[year] = indicator.baseline.value
    return history


def _errors(
    indicator: Indicator, rows: Sequence[Actual], year: int, history: Mapping[int, Decimal]
) -> dict[int, Decimal]:
    """The standard errors of the figures of these years, of the base year and of the judged one."""
    errors = {}
    for each in (*history, indicator.baseline.year, year):
        found = evidence(indicator, rows, each)
        if found.how == "value" and found.row is not None and found.row.error is not None:
            errors[each] = found.row.error
    return errors


def _thresholds_shown(
    indicator: Indicator, profile: "Profile", criteria: Criteria | NoTrajectory | None
) -> dict[str, Decimal | None]:
    """The thresholds by category, the profile's own line for a reached target first."""
    words = profile.words_for(indicator)
    lowest = list(words)[-1]
    shown: dict[str, Decimal | None] = dict.fromkeys(word for word in words if word != lowest)
    if isinstance(criteria, Criteria):
        own = (criteria.goal,) if criteria.goal else ()
        for threshold in reversed((*own, *criteria.thresholds)):
            if threshold.category in shown:
                shown[threshold.category] = threshold.value
    return shown
