"""The public functions: read a plan, read actuals, lay milestones, check. Each takes a value and returns one.

Files are only opened here. Nothing raises for what is in them: mistakes are findings, and a plan or a table that
cannot be used is None beside them.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from os import PathLike
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from plan_cli.codes import CODES
from plan_cli.document import read_plan
from plan_cli.finding import Finding, Place, any_errors, in_order
from plan_cli.paths import Path, shape_named
from plan_cli.plan import Indicator, Plan
from plan_cli.sheet import ReadOptions
from plan_cli.source import SIZE_LIMIT, Source, read_source

if TYPE_CHECKING:
    from plan_cli.actuals import Actuals
    from plan_cli.report.check import CheckReport
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
    findings: tuple[Finding, ...]
    source: Source = field(repr=False, default_factory=lambda: Source(""))

    @property
    def unreadable(self) -> bool:
        """Whether the file could not even be read."""
        return any(CODES[finding.code].unable for finding in self.findings)


def load_plan(file: str | PathLike[str]) -> Loaded:
    """Read a plan file; ``BUNDLED`` names the plan that comes with the program, ``-`` standard input.

    Errors: none raised; a missing file, bad bytes and every mistake in the plan are findings.
    """
    name = str(file)
    raw = bundled_plan() if name == BUNDLED else read_bytes(name, SIZE_LIMIT + 1)
    if isinstance(raw, Finding):
        return Loaded(None, (raw,), Source(name))
    source = read_source(raw, name)
    plan, findings = read_plan(source)
    if plan is not None:
        from plan_cli.rules import unsound

        findings = (*findings, *source.placed(unsound(plan)))
    return Loaded(None if any_errors(findings) else plan, in_order(findings), source)


def validate(file: str | PathLike[str]) -> Validated:
    """Read a plan file and audit it: what keeps it from being used, and what is doubtful in it."""
    from plan_cli.report.validate import Validated

    loaded = load_plan(file)
    findings = loaded.findings
    if loaded.plan is not None:
        from plan_cli.rules import audit

        findings = in_order([*findings, *loaded.source.placed(audit(loaded.plan))])
    return Validated(str(file), loaded.plan, loaded.source, findings)


def read_actuals(
    file: str | PathLike[str], plan: Plan, options: ReadOptions | None = None, name: str | None = None
) -> Actuals:
    """Read a file of actuals for a plan. ``name`` labels standard input (``-``) and says its format."""
    from plan_cli.actuals import Actuals
    from plan_cli.layout import actuals_of
    from plan_cli.readers import read

    label = name or str(file)
    raw = read_bytes(str(file))
    if isinstance(raw, Finding):
        return Actuals(findings=(raw,))
    sheet = read(raw, label, options or ReadOptions())
    return actuals_of(sheet, plan, hashlib.sha256(raw).hexdigest())


def milestones(plan: Plan, path: str | Path | None = None, indicators: Sequence[str] = ()) -> MilestonesReport:
    """The yearly values that each indicator should reach, along its own path or the one named."""
    from plan_cli.report.milestones import MilestonesReport, lay

    shape = shape_named(path) if isinstance(path, str) else path
    return MilestonesReport(plan, tuple(lay(each, shape) for each in _chosen(plan, indicators)), shape)


def check(
    plan: Plan,
    actuals: Actuals,
    year: int,
    *,
    profile: str = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
) -> CheckReport:
    """Judge what was reported for a year. ``profile`` names the rules, ``path`` another reading of the way.

    Errors: ``ValueError`` for a year outside the plan's, ``KeyError`` for a profile or an id that is not there.
    """
    from plan_cli.assess import assess
    from plan_cli.observe import settled
    from plan_cli.profiles import PROFILES
    from plan_cli.report.check import CheckReport

    if year not in plan.years:
        raise ValueError(f"{year} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")
    shape = shape_named(path) if isinstance(path, str) else path
    results, findings = [], list(actuals.findings)
    by_indicator: dict[str, list] = {}  # type: ignore[type-arg]
    for row in actuals.rows:
        by_indicator.setdefault(row.indicator, []).append(row)
    for indicator in _chosen(plan, indicators):
        rows = by_indicator.get(indicator.id, [])
        settled_one, finding = settled(indicator, rows)
        findings += [finding] if finding else []
        spoilt = (indicator.id, year) in actuals.spoilt
        results.append(assess(settled_one, rows, year, PROFILES[profile], shape, spoilt))
    return CheckReport(plan, year, profile, tuple(results), actuals.inputs, in_order(findings), shape)


def check_panel(
    plan: Plan,
    panel: str | PathLike[str],
    year: int,
    by: Sequence[str],
    *,
    baselines: str = "plan",
    engine: str = "polars",
    top: int = 5,
    groups: str = "few",
    output: str | None = None,
    profile: str = "milestone",
    path: str | Path | None = None,
    indicators: Sequence[str] = (),
) -> PanelReport | Finding:
    """Judge a long table of entity × indicator × year (a file, a glob, a folder), one verdict for each entity.

    ``by`` names the columns of the entity, ``baselines`` is ``plan``, ``own`` or a file, ``output`` a Parquet or CSV
    file for every verdict. Errors: as ``check``; a finding where the panel cannot be read at all.
    """
    from plan_cli.panel import Asked
    from plan_cli.panel import check_panel as run
    from plan_cli.profiles import PROFILES

    if year not in plan.years:
        raise ValueError(f"{year} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")
    shape = shape_named(path) if isinstance(path, str) else path
    asked = Asked(year, tuple(by), baselines, engine, top, groups, output)
    return run(plan, str(panel), asked, PROFILES[profile], shape, _chosen(plan, indicators))


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
    inside = files("plan_cli") / "bundled" / "targets.yaml"
    if inside.is_file():
        return inside.read_bytes()
    return (FilePath(__file__).parents[2] / "data" / "targets.yaml").read_bytes()


def read_bytes(file: str, limit: int | None = None) -> bytes | Finding:
    """The bytes of a file or of standard input, or the finding that says why not."""
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(limit if limit else -1)
        with open(file, "rb") as opened:
            return opened.read(limit if limit else -1)
    except OSError as error:
        kinds = {FileNotFoundError: "missing_file", IsADirectoryError: "directory", PermissionError: "permission"}
        problem = kinds.get(type(error), error.strerror or type(error).__name__)
        finding = Finding("PLN018", {"file": file, "problem": problem}, place=Place(file))
        return replace(finding, place=Place(file))
