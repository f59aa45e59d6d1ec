"""The public functions: read a plan, read actuals, lay milestones, check. Each takes a value and returns one.

Files are only opened here. Nothing raises for what is in them: mistakes are diagnostics, and a plan or a table that
cannot be used is None beside them.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from os import PathLike
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, Literal

from plan_cli.codes import CODES
from plan_cli.datafile.table import ReadOptions
from plan_cli.diagnostics import Diagnostic, Place, any_errors, in_order
from plan_cli.i18n import messages_in
from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import Path, shape_named
from plan_cli.model.plan import Plan
from plan_cli.planfile import read_what_fits
from plan_cli.planfile.source import SIZE_LIMIT, Source, read_source

if TYPE_CHECKING:
    from datetime import date

    from plan_cli.model.observations import Actuals, Period
    from plan_cli.profiles import Profile
    from plan_cli.report.check import CheckReport
    from plan_cli.report.compare import CompareReport
    from plan_cli.report.forecast import ForecastReport
    from plan_cli.report.full import FullReport
    from plan_cli.report.milestones import MilestonesReport
    from plan_cli.report.panel import PanelReport
    from plan_cli.report.validate import Validated

#: What names standard input.
STDIN = "-"
#: How the bundled plan is called in messages.
BUNDLED = "bundled:targets.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan file that was read: its plan (None where it cannot be used) and everything found in it."""

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    source: Source = field(repr=False, default_factory=lambda: Source(""))

    @property
    def unreadable(self) -> bool:
        """Whether the file could not even be read."""
        return any(CODES[diagnostic.code].unable for diagnostic in self.diagnostics)


def load_plan(file: str | PathLike[str]) -> Loaded:
    """Read a plan file; ``BUNDLED`` names the plan that comes with the program, ``-`` standard input.

    Errors: none raised; a missing file, bad bytes and every mistake in the plan are diagnostics.
    """
    from plan_cli.rules import unsound

    return _loaded(file, unsound)


def validate(file: str | PathLike[str]) -> Validated:
    """Read a plan file and audit it: what keeps it from being used, and what is doubtful in it."""
    from plan_cli.report.validate import Validated
    from plan_cli.rules import audit

    loaded = _loaded(file, audit)
    return Validated(str(file), loaded.plan, loaded.source, loaded.diagnostics)


def _loaded(file: str | PathLike[str], rules: Callable[[Plan], list[Diagnostic]]) -> Loaded:
    """A plan file with what some rules find in it; they run whatever else was found, so that all is told at once."""
    name = str(file)
    raw = bundled_plan() if name == BUNDLED else read_bytes(name, SIZE_LIMIT + 1)
    if isinstance(raw, Diagnostic):
        return Loaded(None, (raw,), Source(name))
    source = read_source(raw, name)
    plan, diagnostics = read_what_fits(source)
    if plan is not None:
        found = rules(plan)
        if any_errors(diagnostics):
            # Parts that could not be read may belong to a group that seems empty without them.
            found = [each for each in found if each.rule != "empty-group"]
        diagnostics = (*diagnostics, *source.placed(found))
    return Loaded(None if any_errors(diagnostics) else plan, in_order(diagnostics), source)


def read_actuals(
    file: str | PathLike[str], plan: Plan, options: ReadOptions | None = None, name: str | None = None
) -> Actuals:
    """Read a file of actuals for a plan. ``name`` labels standard input (``-``) and says its format."""
    from plan_cli.datafile import actuals_of
    from plan_cli.datafile.readers import read
    from plan_cli.model.observations import Actuals

    label = name or str(file)
    raw = read_bytes(str(file))
    if isinstance(raw, Diagnostic):
        return Actuals(diagnostics=(raw,))
    sheet = read(raw, label, options or ReadOptions())
    return actuals_of(sheet, plan, hashlib.sha256(raw).hexdigest())


def milestones(
    plan: Plan,
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    profile: str | Profile | None = None,
) -> MilestonesReport:
    """The yearly values that each indicator should reach, along its own path or the one named.

    With ``profile`` its cut points too. Errors: ``KeyError`` for a profile or an id that is not there.
    """
    from plan_cli.report.milestones import MilestonesReport, lay

    shape = shape_named(path) if isinstance(path, str) else path
    rules = None if profile is None else profile_of(plan, profile)
    laid = tuple(lay(each, shape, rules) for each in _chosen(plan, indicators))
    return MilestonesReport(plan, laid, (rules and rules.shape) or shape, profile=rules)


def check(
    plan: Plan,
    actuals: Actuals,
    year: int,
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    period: Period | None = None,
    as_of: date | None = None,
    against: Literal["in_force", "original"] = "in_force",
) -> CheckReport:
    """Judge what was reported for a year. ``profile`` names the rules, ``path`` another reading of the way.

    ``period``: only this part of the year. ``as_of``: with what had been published on that day. Where a target was
    revised, against the one ``in_force`` in that year, or the ``original``.

    Errors: ``ValueError`` for a year outside the plan's, ``KeyError`` for a profile or an id that is not there.
    """
    from plan_cli.assess import assess
    from plan_cli.assess.evidence import with_later_baseline, with_reported_baseline
    from plan_cli.assess.vintages import known_on, one_entity
    from plan_cli.report.check import CheckReport

    if year not in plan.years:
        raise ValueError(f"{year} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")
    rules = profile_of(plan, profile)
    shape = rules.shape or (shape_named(path) if isinstance(path, str) else path)
    actuals = one_entity(actuals if as_of is None else known_on(actuals, as_of))
    results, diagnostics = [], list(actuals.diagnostics)
    by_indicator: dict[str, list] = {}  # type: ignore[type-arg]
    for row in actuals.rows:
        by_indicator.setdefault(row.indicator, []).append(row)
    for indicator in _chosen(plan, indicators):
        rows = by_indicator.get(indicator.id, [])
        if against == "in_force":
            indicator = indicator.in_force(year)
        based, diagnostic = with_reported_baseline(indicator, rows)
        diagnostics += [diagnostic] if diagnostic else []
        spoilt = (indicator.id, year) in actuals.spoilt
        if rules.later_baseline:
            based = with_later_baseline(based, rows, year)
        results.append(assess(based, rows, year, rules, shape, spoilt, period))
    return CheckReport(
        plan,
        year,
        rules.name,
        tuple(results),
        actuals.inputs,
        in_order(diagnostics),
        shape,
        period=period,
        against=against,
        rows=by_indicator,
    )


def template(
    plan: Plan, language: str, year: int | None = None, *, wide: bool = False, format: str = "csv", excel: bool = False
) -> bytes | None:
    """An actuals file to fill in, as CSV (``excel``: with BOM and CRLF) or XLSX; None without openpyxl."""
    from plan_cli.datafile.template import EXPLAINED, template_of, workbook

    table = template_of(plan, language, year, wide=wide)
    if format == "csv":
        from plan_cli.render.csv import table as written

        text = written(table.header, table.rows)
        return ("\ufeff" + text.replace("\n", "\r\n") if excel else text).encode()
    told = messages_in(language)
    notes = {heading: told.word(f"fill_{heading}") for heading in EXPLAINED}
    about = [
        told.word(
            "fill_indicator",
            name=each.name.in_language(language),
            unit=each.unit,
            year=each.baseline.year,
            baseline=each.baseline.value if each.baseline.value is not None else "—",
            last=each.target_year,
            target=each.goal.quantize(Decimal("0.01")) if each.is_index and each.goal else each.goal or "—",
        )
        for each in table.indicators
    ]
    try:
        return workbook(table, notes, about)
    except ImportError:
        return None


def forecast(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
) -> ForecastReport:
    """Carry each indicator on from its last figure (up to ``year``): arithmetic, not prophecy.

    Errors: ``KeyError`` for an id that is not there.
    """
    from plan_cli.assess.evidence import with_reported_baseline
    from plan_cli.assess.forecast import outlook
    from plan_cli.report.forecast import ForecastReport

    shape = shape_named(path) if isinstance(path, str) else path
    results, diagnostics = [], list(actuals.diagnostics)
    for indicator in _chosen(plan, indicators):
        rows = [row for row in actuals.rows if row.indicator == indicator.id]
        based, diagnostic = with_reported_baseline(indicator.in_force(year or indicator.target_year), rows)
        diagnostics += [diagnostic] if diagnostic else []
        results.append(outlook(based, rows, year, shape))
    return ForecastReport(plan, tuple(results), actuals.inputs, in_order(diagnostics), shape)


def compare(plan: Plan, actuals: Actuals, report: CheckReport, indicators: Sequence[str] = ()) -> CompareReport:
    """The same check by every other profile, and by the milestone on the other of compound and linear paths."""
    from plan_cli.profiles import PROFILES, OwnProfile
    from plan_cli.report.compare import CompareReport

    def again(rules: Profile, path: str | Path | None) -> CheckReport:
        return check(
            plan, actuals, report.year, profile=rules, path=path, indicators=indicators, against=report.against
        )

    own = tuple(OwnProfile(each) for each in plan.profiles)
    others = [again(rules, report.path) for rules in (*PROFILES.values(), *own) if rules.name != report.profile]
    paths = [again(PROFILES["milestone"], shape) for shape in ("compound", "linear")]
    return CompareReport(report, tuple(others + paths))


def read_profiles(file: str | PathLike[str]) -> tuple[tuple[Profile, ...], tuple[Diagnostic, ...]]:
    """The profiles of one's own in a YAML file; every mistake in it is a diagnostic."""
    from plan_cli.planfile.profiles import read_profiles as read
    from plan_cli.profiles import OwnProfile

    raw = read_bytes(str(file), SIZE_LIMIT + 1)
    if isinstance(raw, Diagnostic):
        return (), (raw,)
    stated, diagnostics = read(read_source(raw, str(file)))
    return tuple(OwnProfile(each) for each in stated), in_order(diagnostics)


def profile_of(plan: Plan, profile: str | Profile) -> Profile:
    """The rules of that name: one's own in the plan before those that offices publish.

    Errors: ``KeyError`` for a name that is not there.
    """
    from plan_cli.profiles import PROFILES, OwnProfile

    if not isinstance(profile, str):
        return profile
    own = {each.name: OwnProfile(each) for each in plan.profiles}
    return own[profile] if profile in own else PROFILES[profile]


def reading(
    plan: Plan,
    actuals: Actuals,
    year: int,
    *,
    profile: str | Profile = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
    audit: tuple[Diagnostic, ...] = (),
) -> FullReport:
    """A report for reading: the check of a year, with every other year's verdicts and all that was reported.

    ``audit`` is what ``validate`` found in the plan. Errors: those of ``check``.
    """
    from plan_cli.report.full import FullReport, Reading

    every = {each: check(plan, actuals, each, profile=profile, path=path, indicators=indicators) for each in plan.years}
    judged = every[year]
    readings = []
    for position, one in enumerate(judged.results):
        base, last = one.indicator.baseline.year, max(year, one.indicator.target_year)
        years = tuple(report.results[position] for each, report in every.items() if base <= each <= last)
        readings.append(Reading(one, years, tuple(judged.rows.get(one.indicator.id, ()))))
    return FullReport(judged, tuple(readings), audit)


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

    ``by`` names the columns of the entity; ``options`` are the other fields of ``plan_cli.panel.PanelRequest``: whose
    ``baselines`` and ``targets`` hold, the ``engine``, an ``output`` file for every verdict … With ``engine="spark"``
    all files are those of the Spark Connect server at ``remote``. A target that was revised is the one in force in
    that year. Errors: as ``check``; a diagnostic where the panel cannot be read at all.
    """
    from plan_cli.panel import PanelRequest, Rules
    from plan_cli.panel import check_panel as run

    if year not in plan.years:
        raise ValueError(f"{year} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")
    rules = profile_of(plan, profile)
    shape = rules.shape or (shape_named(path) if isinstance(path, str) else path)
    chosen = tuple(indicator.in_force(year) for indicator in _chosen(plan, indicators))
    return run(plan, str(panel), PanelRequest(year, tuple(by), **options), Rules(rules, shape, chosen))


def _chosen(plan: Plan, ids: Sequence[str]) -> tuple[Indicator, ...]:
    if not ids:
        return plan.indicators
    known = {indicator.id for indicator in plan.indicators}
    for id in ids:
        if id not in known:
            raise KeyError(id)
    return tuple(indicator for indicator in plan.indicators if indicator.id in ids)


def bundled_plan() -> bytes:
    """The bytes of the plan that comes with the program."""
    try:
        return get_data("plan_cli", "bundled/targets.yaml") or b""
    except OSError:
        # Run from a working tree, where the plan stands beside the program.
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "data", "targets.yaml"), "rb") as opened:
            return opened.read()


def read_bytes(file: str, limit: int | None = None) -> bytes | Diagnostic:
    """The bytes of a file or of standard input, or the diagnostic that says why not."""
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(limit if limit else -1)
        with open(file, "rb") as opened:
            return opened.read(limit if limit else -1)
    except OSError as error:
        kinds = {FileNotFoundError: "missing_file", IsADirectoryError: "directory", PermissionError: "permission"}
        problem = kinds.get(type(error), error.strerror or type(error).__name__)
        diagnostic = Diagnostic("PLN018", {"file": file, "problem": problem}, place=Place(file))
        return replace(diagnostic, place=Place(file))
