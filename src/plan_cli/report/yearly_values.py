"""An indicator's milestone in every year, with a profile's thresholds beside it, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import Path
from plan_cli.model.trajectory import NoTrajectory, Trajectory
from plan_cli.profiles import Situation

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


@dataclass(frozen=True)
class YearlyValues:
    """One indicator's trajectory and its value in every year; ``thresholds`` by category and year."""

    indicator: Indicator
    trajectory: Trajectory | None
    rate: Decimal | None = None
    values: Mapping[int, Decimal] = field(default_factory=dict)
    reason: str | None = None
    thresholds: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)
    thresholds_reason: str | None = None
    #: The categories whose line must be passed, not only reached.
    passed: frozenset[str] = frozenset()


def yearly_values(indicator: Indicator, path: Path | None = None, profile: Profile | None = None) -> YearlyValues:
    """The milestones of one indicator, its base year first, and the thresholds of a profile for each later year."""
    with exact_arithmetic():
        path = (profile and profile.shape) or path
        trajectory = indicator.trajectory(indicator.baseline.value, path)
        if isinstance(trajectory, NoTrajectory):
            return YearlyValues(indicator, None, reason=trajectory.reason)
        last = max(trajectory.target_year, indicator.in_force(indicator.final_year).target_year)
        years = range(trajectory.base_year, last + 1)
        values = {year: (_in_force(indicator, trajectory, year, path)).at(year) for year in years}
        known = not trajectory.shape.stepped and (
            trajectory.growing.rate_unit != "fraction_per_year" or trajectory.start > 0
        )
        begins = trajectory.base_year if indicator.start_known else indicator.first_year(path)
        values = {year: value for year, value in values.items() if year >= begins}
        yearly = YearlyValues(indicator, trajectory, trajectory.rate if known else None, values)
        return yearly if profile is None else _with_thresholds(yearly, trajectory, profile, path)


def _in_force(indicator: Indicator, trajectory: Trajectory, year: int, path: Path | None) -> Trajectory:
    """The trajectory to the target that is in force in a year; that of the first one where it was never revised."""
    if not indicator.revisions:
        return trajectory
    in_force = indicator.in_force(year)
    revised = in_force.trajectory(in_force.baseline.value, path)
    return trajectory if isinstance(revised, NoTrajectory) else revised


def _with_thresholds(yearly: YearlyValues, trajectory: Trajectory, profile: Profile, path: Path | None) -> YearlyValues:
    """The values with the thresholds of a profile."""
    indicator = yearly.indicator
    thresholds: dict[str, dict[int, Decimal]] = {}
    reason = None
    passed = set()
    for year, milestone in yearly.values.items():
        if year <= trajectory.since:
            continue
        in_force = _in_force(indicator, trajectory, year, path)
        situation = Situation(indicator.in_force(year), in_force, year, milestone, indicator.start_known)
        criteria = profile.criteria(situation)
        if isinstance(criteria, NoTrajectory):
            reason = criteria.reason
            continue
        for threshold in criteria.thresholds:
            if threshold.category != profile.worst[0]:
                thresholds.setdefault(str(threshold.category), {})[year] = threshold.value
                passed |= {str(threshold.category)} if threshold.exclusive else set()
    return replace(yearly, thresholds=thresholds, thresholds_reason=reason, passed=frozenset(passed))
