"""A plan and its figures are judged: milestones, the check of a year, other profiles, the way ahead, a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from plan_cli.api.arguments import indicators_named, path_of, require_read, require_times, require_year
from plan_cli.diagnostics import Diagnostic, in_order
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.assess import Assessment
    from plan_cli.model.indicator import Indicator
    from plan_cli.model.observations import Actual, Actuals, Period
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report.check import CheckReport
    from plan_cli.report.compare import CompareReport
    from plan_cli.report.forecast import ForecastReport
    from plan_cli.report.full import FullReport
    from plan_cli.report.milestones import MilestonesReport


def milestones(
    plan: Plan, path: str | Path | None = None, indicators: Sequence[str] = (), profile: str | Profile | None = None
) -> MilestonesReport:
    """The yearly values that each indicator should reach, in its own unit, along its own path or the one named.

    ``indicators`` are ids, all if none; ``profile`` adds that profile's thresholds.

    Errors: ``KeyError`` for a path, a profile or an id that is not there.
    """
    from plan_cli.profiles import profile_of
    from plan_cli.report.milestones import MilestonesReport
    from plan_cli.report.yearly_values import yearly_values

    criteria = None if profile is None else profile_of(plan, profile)
    shape = path_of(path, None)
    results = [yearly_values(each, shape, criteria) for each in indicators_named(plan, indicators)]
    return MilestonesReport(plan, tuple(results), path_of(path, criteria), profile=criteria)


class _Judging(NamedTuple):
    """What every indicator of a check is judged by; ``rows`` are those that count, ``reported`` those read."""

    plan: Plan
    actuals: Actuals
    rows: Mapping[str, Sequence[Actual]]
    reported: Mapping[str, Sequence[Actual]]
    profile: Profile
    path: Path | None
    period: Period | None
    against: Literal["in_force", "original"]

    def verdict(self, indicator: Indicator, year: int) -> tuple[Assessment, Iterator[Diagnostic]]:
        """The verdict of a year, and what else was reported of its figures where it says otherwise."""
        from plan_cli.assess import assess
        from plan_cli.assess.doubts import doubtful_sum, other_reading, other_sum
        from plan_cli.assess.means import unlike_windows

        rows = self.rows[indicator.id]
        based, clash = self._based(indicator.in_force(year) if self.against == "in_force" else indicator, year)
        spoilt = (indicator.id, year) in self.actuals.spoilt
        result = assess(based, rows, year, self.profile, self.path, spoilt, self.period)
        if result.reason in ("not_reported", "part_not_reported") and (why := self.actuals.without.get(indicator.id)):
            result = result._replace(reason=why)
        reading = other_reading(result, rows, self.profile, self.path)
        windows = unlike_windows(result, self.reported.get(indicator.id, ()))
        doubts = (clash, doubtful_sum(result), other_sum(result, rows), reading, windows)
        return result, (each for each in doubts if each)

    def _based(self, indicator: Indicator, year: int) -> tuple[Indicator, Diagnostic | None]:
        """On the baseline and against the other indicator that the figures give it; a clash of baselines."""
        from plan_cli.assess.baselines import with_later_baseline, with_reported_baseline
        from plan_cli.assess.compared import compared

        own = self.rows[indicator.id]
        based, clash = with_reported_baseline(indicator, own)
        than = indicator.target.compared_with
        if than and (other := self.plan.indicator(than)):
            based = compared(based, other, self.rows.get(than, ()), year, self.period)
        if self.profile.later_baseline:
            based = with_later_baseline(based, own, year)
        return based, clash


def check(
    plan: Plan,
    actuals: Actuals,
    year: int | Literal["latest"],
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    period: Period | None = None,
    as_of: date | None = None,
    against: Literal["in_force", "original"] = "in_force",
) -> CheckReport:
    """Judge what was reported for a year: one result for each indicator, in the plan's order.

    ``latest`` judges each indicator in the newest year with a full figure, against that year's milestone.
    ``profile`` names the rules, ``path`` another path than the indicators' own. ``period``: only this part of the year.
    ``as_of``: with what had been published by that day. ``against``: where a target was revised, the one in force in
    that year, or the original.

    Errors: ``ValueError`` for a year outside the plan's, ``KeyError`` for a path, a profile or an id that is not there,
    ``TypeError`` for what is of another kind than stated here.
    """
    from plan_cli.assess.means import in_means
    from plan_cli.assess.parts import in_sums
    from plan_cli.assess.vintages import known_on, one_entity
    from plan_cli.profiles import profile_of
    from plan_cli.report.check import CheckReport
    from plan_cli.report.profile_labels import labels_of

    require_read(plan, actuals)
    require_times(period, as_of)
    if against not in ("in_force", "original"):
        raise ValueError(f"against is 'in_force' or 'original', not {against!r}")
    require_year(plan, year)
    criteria = profile_of(plan, profile)
    actuals = one_entity(actuals if as_of is None else known_on(actuals, as_of))
    by_indicator = (actuals if period else actuals.without_unread_years()).by_indicator
    in_sum = {each.id: in_sums(each, by_indicator.get(each.id, []), period) for each in plan.indicators}
    figures = {each.id: in_means(each, in_sum[each.id]) for each in plan.indicators}
    judging = _Judging(plan, actuals, figures, by_indicator, criteria, path_of(path, criteria), period, against)
    chosen = indicators_named(plan, indicators)
    years = _years(year, chosen, figures, plan, actuals)
    verdicts = [judging.verdict(each, years[each.id]) for each in chosen]
    doubts = (each for _, found in verdicts for each in found)
    diagnostics = [*actuals.diagnostics, *doubts, *_of_relations(plan, years, in_sum, period)]
    return CheckReport(
        plan,
        max(years.values()) if years else plan.years[-1],
        criteria.name,
        tuple(result for result, _ in verdicts),
        actuals.inputs,
        in_order(diagnostics),
        judging.path,
        period=period,
        against=against,
        rows=by_indicator,
        latest=year == "latest",
        as_of=as_of,
        labels=labels_of(criteria),
        scoring=criteria.scoring,
    )


def _years(
    year: int | Literal["latest"],
    indicators: Sequence[Indicator],
    rows: Mapping[str, Sequence[Actual]],
    plan: Plan,
    actuals: Actuals,
) -> dict[str, int]:
    """The year in which each indicator is judged."""
    from plan_cli.assess.latest import judged_years
    from plan_cli.assess.row import own_rows

    if year != "latest":
        return dict.fromkeys((each.id for each in indicators), year)
    return judged_years({each.id: own_rows(each, rows[each.id]) for each in indicators}, plan.years, actuals.unread)


def _of_relations(
    plan: Plan, years: Mapping[str, int], rows: Mapping[str, Sequence[Actual]], period: Period | None
) -> Iterator[Diagnostic]:
    """What the figures of related indicators say of each other, in the year in which each is judged."""
    from plan_cli.rules import reported

    for year in sorted(set(years.values())):
        yield from (each for each in reported(plan, year, rows, period) if years.get(each.indicator or "") == year)


def compare(
    plan: Plan,
    actuals: Actuals,
    report: CheckReport,
    indicators: Sequence[str] = (),
    profiles: Sequence[str | Profile] = (),
) -> CompareReport:
    """The same check by these profiles; without any by every other one and by milestones on compound and linear paths.

    Errors: those of ``check``.
    """
    from plan_cli.profiles import profile_of
    from plan_cli.profiles.built_in import PROFILES
    from plan_cli.profiles.by_lines import OwnProfile
    from plan_cli.report.compare import CompareReport

    def again(criteria: Profile, path: str | Path | None) -> CheckReport:
        return check(
            plan,
            actuals,
            "latest" if report.latest else report.year,
            profile=criteria,
            path=path,
            indicators=indicators,
            period=report.period,
            as_of=report.as_of,
            against=report.against,
        )

    if profiles:
        return CompareReport(report, tuple(again(profile_of(plan, each), report.path) for each in profiles))
    own = tuple(OwnProfile(each) for each in plan.profiles)
    others = [again(each, report.path) for each in (*PROFILES.values(), *own) if each.name != report.profile]
    paths = [again(PROFILES["milestone"], shape) for shape in ("compound", "linear")]
    return CompareReport(report, tuple(others + paths))


def forecast(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
) -> ForecastReport:
    """Carry each indicator on from its last figure (up to ``year``) to its target year at the observed rate.

    Errors: ``KeyError`` for a path or an id that is not there.
    """
    from plan_cli.assess.baselines import with_reported_baseline
    from plan_cli.assess.forecast import outlook
    from plan_cli.assess.means import as_counted
    from plan_cli.report.forecast import ForecastReport

    require_read(plan, actuals)
    shape = path_of(path, None)
    by_indicator = actuals.without_unread_years().by_indicator
    results, diagnostics = [], list(actuals.diagnostics)
    for indicator in indicators_named(plan, indicators):
        rows = as_counted(indicator, by_indicator.get(indicator.id, ()))
        based, diagnostic = with_reported_baseline(indicator.in_force(year or indicator.final_year), rows)
        diagnostics += [diagnostic] if diagnostic else []
        results.append(outlook(based, rows, year, shape))
    return ForecastReport(plan, tuple(results), actuals.inputs, in_order(diagnostics), shape)


def full_report(
    plan: Plan,
    actuals: Actuals,
    year: int | Literal["latest"],
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    period: Period | None = None,
    as_of: date | None = None,
    audit: tuple[Diagnostic, ...] = (),
) -> FullReport:
    """The check of a year with the verdicts of every other year and all that was reported, for pages and workbooks.

    Figures of later years are left out, with a ``period`` those that reach beyond it. ``as_of``: with what had been
    published by that day. ``audit`` is what ``validate`` found in the plan. Errors: those of ``check``.
    """
    from plan_cli.report.full import FullReport
    from plan_cli.report.history import IndicatorHistory

    require_read(plan, actuals)
    require_times(period, as_of)
    if year != "latest":
        require_year(plan, year)
        end = period.end if period else None
        rows = (row for row in actuals.rows if row.year <= year and not (end and row.period.end > end))
        actuals = replace(actuals, rows=tuple(rows))
    shared: dict[str, Any] = {"profile": profile, "path": path, "indicators": indicators, "as_of": as_of}
    checked = check(plan, actuals, year, period=period, **shared)
    every = {each: checked if each == year else check(plan, actuals, each, **shared) for each in plan.years}
    same_part = (
        {}
        if period is None
        else {
            each: check(plan, actuals, each, period=period.years_earlier(period.end.year - each), **shared)
            for each in plan.years
        }
    )

    def of_years(reports: Mapping[int, CheckReport], position: int, own: Indicator) -> tuple[Assessment, ...]:
        last = max(checked.year, own.target_year)
        return tuple(report.results[position] for each, report in reports.items() if own.baseline.year <= each <= last)

    histories = (
        IndicatorHistory(
            result,
            of_years(every, position, result.indicator),
            tuple(checked.rows.get(result.indicator.id, ())),
            of_years(same_part, position, result.indicator),
        )
        for position, result in enumerate(checked.results)
    )
    return FullReport(checked, tuple(histories), audit)
