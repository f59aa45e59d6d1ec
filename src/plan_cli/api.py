"""The public functions, for use as a library: read a plan, read figures, judge, look ahead.

Each takes values and returns one. Nothing raises for what is *in* a file: mistakes are diagnostics beside the result,
and a plan that cannot be used is None. To add a function: write it here, and name it in ``plan_cli.__all__``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, overload

from plan_cli.datafile.table import ReadOptions
from plan_cli.diagnostics import Diagnostic, Place, in_order
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.inputs import must_open, read_bytes
from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import Path, shape_named
from plan_cli.model.plan import Plan
from plan_cli.planfile.loading import Loaded, load, source_of

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.datafile.frames import Frame
    from plan_cli.datafile.proposal import Proposal
    from plan_cli.model.observations import Actuals, Period
    from plan_cli.model.sources import Source
    from plan_cli.planfile.importers.draft import Draft
    from plan_cli.profiles import Profile
    from plan_cli.report.check import CheckReport
    from plan_cli.report.compare import CompareReport
    from plan_cli.report.forecast import ForecastReport
    from plan_cli.report.full import FullReport
    from plan_cli.report.milestones import MilestonesReport
    from plan_cli.report.panel import PanelReport
    from plan_cli.report.ranking import RankingReport


class PlanError(Exception):
    """A plan file that cannot be used; ``diagnostics`` says why."""

    def __init__(self, file: str, diagnostics: Sequence[Diagnostic]) -> None:
        english = messages_in(MACHINE)
        listed = "".join(
            f"\n  {each.place.file}:{each.place.line}:{each.place.column}: {english.message(each)}"
            for each in diagnostics
            if each.place
        )
        super().__init__(f"{file} cannot be used:{listed}")
        self.file, self.diagnostics = file, tuple(diagnostics)


@overload
def load_plan(file: str | PathLike[str] | bytes, *, strict: Literal[False] = False) -> Loaded: ...


@overload
def load_plan(file: str | PathLike[str] | bytes, *, strict: Literal[True]) -> Plan: ...


def load_plan(file: str | PathLike[str] | bytes, *, strict: bool = False) -> Loaded | Plan:
    """Read a plan file, its bytes, or standard input (``-``). With ``strict`` the plan itself is returned.

    Errors: ``OSError`` for a file that cannot be opened. Mistakes *in* the plan are diagnostics; with ``strict`` any
    error among them is a ``PlanError``.
    """
    from plan_cli.rules import unsound

    loaded = _loaded(file, unsound)
    if not strict:
        return loaded
    if loaded.plan is None:
        raise PlanError(loaded.file, loaded.diagnostics)
    return loaded.plan


def validate(file: str | PathLike[str] | bytes) -> Loaded:
    """Read a plan file and audit it: what keeps it from being used, and what is doubtful in it.

    Errors: ``OSError`` for a file that cannot be opened; mistakes in the plan are diagnostics.
    """
    from plan_cli.rules import audit

    return _loaded(file, audit)


def _loaded(file: str | PathLike[str] | bytes, rules: Callable[[Plan], list[Diagnostic]]) -> Loaded:
    if isinstance(file, bytes):
        return load("plan", rules, file)
    must_open(str(file))
    return load(str(file), rules)


def read_actuals(
    figures: str | PathLike[str] | bytes | Iterable[Mapping[str, object]] | Frame,
    plan: Plan,
    options: ReadOptions | None = None,
    name: str | None = None,
) -> Actuals:
    """Read reported figures for a plan: a file, its bytes, rows as dicts, a pandas or Polars data frame.

    ``name`` labels what has no file name; its suffix is the format. Rows and frames have the columns of a file.
    Errors: ``OSError`` for a file that cannot be opened, ``TypeError`` for anything else; every cell that cannot be
    used is a diagnostic.
    """
    from plan_cli.datafile.frames import bytes_of

    if isinstance(figures, (str, PathLike)):
        must_open(str(figures))
        return read_file(str(figures), plan, options, name)
    content = figures if isinstance(figures, bytes) else bytes_of(figures)
    return read_content(content, plan, options, name or ("actuals" if isinstance(figures, bytes) else "rows.json"))


def read_file(file: str, plan: Plan, options: ReadOptions | None = None, name: str | None = None) -> Actuals:
    """Read a file of reported figures; one that cannot be opened is a diagnostic too."""
    from plan_cli.model.observations import Actuals

    raw = read_bytes(file)
    if isinstance(raw, Diagnostic):
        return Actuals(diagnostics=(raw,))
    return read_content(raw, plan, options, name or file)


def read_content(raw: bytes, plan: Plan, options: ReadOptions | None, name: str) -> Actuals:
    """Read the bytes of a file of reported figures."""
    from plan_cli.datafile import actuals_of
    from plan_cli.datafile.readers import read
    from plan_cli.model.sources import Source

    options = options or ReadOptions()
    table = read(raw, name, options)
    source = Source(table.file, include_forecasts=options.include_forecasts)
    return actuals_of(table, plan, hashlib.sha256(raw).hexdigest(), source)


def read_sources(sources: Sequence[Source], plan: Plan, name: str | None = None) -> Actuals:
    """Read files, globs and folders for a plan, each as its source says. ``name`` labels standard input (``-``).

    Errors: none raised; a missing file and every cell that cannot be used are diagnostics.
    """
    from plan_cli.datafile.sources import LatestTable, read_file
    from plan_cli.datafile.sources import read_sources as read

    if name is not None and len(sources) == 1:
        return read_file(plan, sources[0], LatestTable(read_bytes), name)
    return read(plan, sources, read_bytes)


def propose_source(
    file: str, plan: Plan, *, encoding: str | None = None, sheet: str | None = None
) -> Proposal | Diagnostic:
    """The entry of ``actuals:`` that a file seems to need for a plan; a diagnostic where it cannot be opened."""
    from plan_cli.datafile.proposal import proposal
    from plan_cli.datafile.readers import read
    from plan_cli.model.sources import Source

    raw = read_bytes(file)
    if isinstance(raw, Diagnostic):
        return raw
    return proposal(read(raw, file, ReadOptions(encoding, sheet)), plan, Source(file, encoding=encoding, sheet=sheet))


def read_profiles(file: str | PathLike[str]) -> tuple[tuple[Profile, ...], tuple[Diagnostic, ...]]:
    """The profiles in a user's YAML file, and every mistake in it."""
    from plan_cli.planfile.profiles import read_profiles as read
    from plan_cli.profiles import OwnProfile

    source = source_of(str(file))
    if isinstance(source, Diagnostic):
        return (), (source,)
    stated, diagnostics = read(source)
    return tuple(OwnProfile(each) for each in stated), in_order(diagnostics)


def milestones(
    plan: Plan,
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    profile: str | Profile | None = None,
) -> MilestonesReport:
    """The yearly values that each indicator should reach, in its own unit, along its own path or the one named.

    ``indicators`` are ids, all if none; ``profile`` adds that profile's thresholds.

    Errors: ``KeyError`` for a path, a profile or an id that is not there.
    """
    from plan_cli.profiles import profile_of
    from plan_cli.report.milestones import MilestonesReport
    from plan_cli.report.yearly_values import yearly_values

    criteria = None if profile is None else profile_of(plan, profile)
    shape = _path(path, None)
    results = [yearly_values(each, shape, criteria) for each in _chosen(plan, indicators)]
    return MilestonesReport(plan, tuple(results), _path(path, criteria), profile=criteria)


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

    Errors: ``ValueError`` for a year outside the plan's, ``KeyError`` for a path, a profile or an id that is not there.
    """
    from plan_cli.assess import assess
    from plan_cli.assess.baselines import with_later_baseline, with_reported_baseline
    from plan_cli.assess.compared import compared
    from plan_cli.assess.latest import judged_years
    from plan_cli.assess.parts import in_sums
    from plan_cli.assess.running_totals import doubtful_sum
    from plan_cli.assess.vintages import known_on, one_entity
    from plan_cli.profiles import profile_of
    from plan_cli.report.check import CheckReport
    from plan_cli.report.profile_labels import labels_of
    from plan_cli.rules import reported

    if year != "latest":
        _require_year(plan, year)
    criteria = profile_of(plan, profile)
    shape = _path(path, criteria)
    actuals = one_entity(actuals if as_of is None else known_on(actuals, as_of))
    by_indicator = actuals.by_indicator
    in_sum = {each.id: in_sums(each, by_indicator.get(each.id, []), period) for each in plan.indicators}
    chosen = _chosen(plan, indicators)
    if year == "latest":
        years = judged_years({each.id: in_sum[each.id] for each in chosen}, plan.years)
    else:
        years = dict.fromkeys((each.id for each in chosen), year)
    results, diagnostics = [], list(actuals.diagnostics)
    for indicator in chosen:
        rows, judged = in_sum[indicator.id], years[indicator.id]
        current = indicator.in_force(judged) if against == "in_force" else indicator
        based, diagnostic = with_reported_baseline(current, rows)
        diagnostics += [diagnostic] if diagnostic else []
        if than := current.target.compared_with:
            based = compared(based, plan.indicator(than), in_sum.get(than, ()), judged)
        if criteria.later_baseline:
            based = with_later_baseline(based, rows, judged)
        spoilt = (indicator.id, judged) in actuals.spoilt
        results.append(assess(based, rows, judged, criteria, shape, spoilt, period))
        doubtful = doubtful_sum(results[-1])
        diagnostics += [doubtful] if doubtful else []
    if period is None:
        for each_year in sorted(set(years.values())):
            diagnostics += [
                each for each in reported(plan, each_year, in_sum) if years.get(each.indicator or "") == each_year
            ]
    return CheckReport(
        plan,
        max(years.values()) if years else plan.years[-1],
        criteria.name,
        tuple(results),
        actuals.inputs,
        in_order(diagnostics),
        shape,
        period=period,
        against=against,
        rows=by_indicator,
        latest=year == "latest",
        labels=labels_of(criteria),
        scoring=criteria.scoring,
    )


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
    from plan_cli.profiles import PROFILES, OwnProfile, profile_of
    from plan_cli.report.compare import CompareReport

    def again(criteria: Profile, path: str | Path | None) -> CheckReport:
        return check(
            plan,
            actuals,
            "latest" if report.latest else report.year,
            profile=criteria,
            path=path,
            indicators=indicators,
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
    from plan_cli.assess.parts import in_sums
    from plan_cli.report.forecast import ForecastReport

    shape = _path(path, None)
    by_indicator = actuals.by_indicator
    results, diagnostics = [], list(actuals.diagnostics)
    for indicator in _chosen(plan, indicators):
        rows = in_sums(indicator, by_indicator.get(indicator.id, []))
        based, diagnostic = with_reported_baseline(indicator.in_force(year or indicator.target_year), rows)
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

    if year != "latest":
        end = period.end if period else None
        rows = (row for row in actuals.rows if row.year <= year and not (end and row.period.end > end))
        actuals = replace(actuals, rows=tuple(rows))
    shared: dict[str, Any] = {"profile": profile, "path": path, "indicators": indicators, "as_of": as_of}
    checked = check(plan, actuals, year, period=period, **shared)
    every = {each: checked if each == year else check(plan, actuals, each, **shared) for each in plan.years}
    histories = []
    for position, result in enumerate(checked.results):
        base, last = result.indicator.baseline.year, max(checked.year, result.indicator.target_year)
        years = tuple(report.results[position] for each, report in every.items() if base <= each <= last)
        histories.append(IndicatorHistory(result, years, tuple(checked.rows.get(result.indicator.id, ()))))
    return FullReport(checked, tuple(histories), audit)


def check_panel(
    plan: Plan,
    panel: str | PathLike[str],
    year: int,
    by: Sequence[str],
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    **options: Any,
) -> PanelReport | Diagnostic:
    """Judge a long table of entity × indicator × year (a file, a glob, a folder), one verdict for each entity.

    ``by`` names the columns of the entity; ``options`` are the other fields of ``PanelRequest``: whose ``baselines``
    and ``targets`` hold, the ``engine``, an ``output`` file for every verdict … With ``engine="spark"`` all files are
    those of the Spark Connect server at ``remote``. A revised target is the one in force in that year.

    Errors: those of ``check``; a diagnostic is returned if the panel cannot be read at all.
    """
    from plan_cli.panel import PanelRequest, Rules
    from plan_cli.panel import check_panel as run
    from plan_cli.profiles import profile_of

    _require_year(plan, year)
    criteria = profile_of(plan, profile)
    chosen = tuple(indicator.in_force(year) for indicator in _chosen(plan, indicators))
    request = PanelRequest(year, tuple(by), **options)
    return run(plan, str(panel), request, Rules(criteria, _path(path, criteria), chosen))


def rank_panel(
    plan: Plan,
    panel: str | PathLike[str],
    year: int,
    by: Sequence[str],
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    **options: Any,
) -> RankingReport | Diagnostic:
    """Every verdict of a panel in a year as a ranking, with growth and change of places on the year before.

    Parameters and errors: those of ``check_panel``, on an engine of this machine.
    """
    from tempfile import TemporaryDirectory

    from plan_cli.panel.verdicts import read_verdicts
    from plan_cli.report.ranking import RankingReport

    judging: dict[str, Any] = {"profile": profile, "path": path, "indicators": indicators, **options}
    with TemporaryDirectory() as folder:
        file = os.path.join(folder, "verdicts.csv")
        report = check_panel(plan, panel, year, by, output=file, **judging)
        if isinstance(report, Diagnostic):
            return report
        columns = len(report.entity_columns)
        verdicts = read_verdicts(file, columns)
        if year - 1 not in plan.years:
            return RankingReport(report, verdicts)
        before = check_panel(plan, panel, year - 1, by, output=file, **judging)
        return (
            before if isinstance(before, Diagnostic) else RankingReport(report, verdicts, read_verdicts(file, columns))
        )


def template(
    plan: Plan, language: str, year: int | None = None, *, wide: bool = False, format: str = "csv", excel: bool = False
) -> bytes | None:
    """A file of actuals to fill in, as CSV (``excel``: with BOM and CRLF) or XLSX; None without openpyxl."""
    from plan_cli.datafile.template import template_of, workbook
    from plan_cli.report.template import notes_of

    table = template_of(plan, language, year, wide=wide)
    if format == "csv":
        from plan_cli.render.csv import table as as_csv

        text = as_csv(table.header, table.rows)
        return ("\ufeff" + text.replace("\n", "\r\n") if excel else text).encode()
    try:
        return workbook(table, *notes_of(table, messages_in(language)))
    except ImportError:
        return None


def draft_from_table(
    file: str | PathLike[str], sheet: str | None = None, base_year: int | None = None, target_year: int | None = None
) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """A draft of a plan from a printed table of targets, or why the file cannot be read.

    Errors: ``NotATableError`` for a file that holds no table of targets, or does not say which years are meant.
    """
    from plan_cli.datafile.readers import read
    from plan_cli.planfile.importers.sound import sound
    from plan_cli.planfile.importers.table import draft_of_table

    raw = read_bytes(str(file))
    if isinstance(raw, Diagnostic):
        return None, (raw,)
    table = read(raw, str(file), ReadOptions(sheet=sheet))
    if not table.rows:
        return None, table.diagnostics or (Diagnostic("PLN316", {}, place=Place(str(file))),)
    grid = [
        [cell.text + ("%" if cell.percent and cell.text[-1:].isdigit() else "") for cell in row] for row in table.rows
    ]
    numbers = [row[0].place.line or index for index, row in enumerate(table.rows, 1)]
    name = os.path.splitext(os.path.basename(str(file)))[0]
    return sound(draft_of_table(grid, numbers, name, base_year, target_year)), table.diagnostics


def draft_from_open_sdg(folder: str | PathLike[str], plan_folder: str | PathLike[str]) -> Draft | None:
    """A draft of a plan from an Open SDG data repository; None for a folder that is none.

    The figures stay where they are: the plan's sources are paths seen from ``plan_folder``.
    """
    from pathlib import Path as Folder

    from plan_cli.planfile.importers.open_sdg import draft_of_open_sdg, is_open_sdg

    found = Folder(folder)
    return draft_of_open_sdg(found, Folder(plan_folder)) if is_open_sdg(found) else None


def _path(path: str | Path | None, criteria: Profile | None) -> Path | None:
    """The path that replaces the indicators' own: the profile's before the one named."""
    if criteria is not None and criteria.shape:
        return criteria.shape
    return shape_named(path) if isinstance(path, str) else path


def _require_year(plan: Plan, year: int) -> None:
    if year not in plan.years:
        raise ValueError(f"{year} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")


def _chosen(plan: Plan, ids: Sequence[str]) -> tuple[Indicator, ...]:
    known = {indicator.id for indicator in plan.indicators}
    for id in ids:
        if id not in known:
            raise KeyError(id)
    return tuple(indicator for indicator in plan.indicators if not ids or indicator.id in ids)
