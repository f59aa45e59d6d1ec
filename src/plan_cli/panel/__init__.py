"""The panel: entity × indicator × year in long form, from thousands of rows to hundreds of millions.

``rungs.py`` turns the plan into ladders of doubles (asking ``assess``), ``verdicts.py`` is what an engine does with
rows, ``polars.py`` and ``duckdb.py`` are engines, ``tally.py`` counts. No formula and no rule stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Any

from plan_cli.cells import plain
from plan_cli.finding import Finding, Place
from plan_cli.headings import COLUMNS, NEEDED
from plan_cli.layout import names_of
from plan_cli.nearest import nearest
from plan_cli.panel.engine import ENGINES, REMOTE, Cluster, Engine, Scan, UnreachableError, engine
from plan_cli.panel.rungs import own_rungs, rungs
from plan_cli.panel.tally import tallied, written
from plan_cli.panel.verdicts import Judge, Ladder, cells, given_baselines, judged, ladder_columns, used
from plan_cli.paths import Path
from plan_cli.plan import Indicator, Plan
from plan_cli.profiles import Profile
from plan_cli.report.panel import PanelInput, PanelReport
from plan_cli.targets import Growth

#: What may follow ``--baselines``, besides a file.
BASELINES = ("plan", "own")
#: Columns that a panel is read by; all others are left alone.
_FIELDS = ("indicator", "year", "value", "unit", "bound", "status", "period", "measure")
_CANONICAL = {synonym: name for name in _FIELDS for synonym in (name, *COLUMNS[name])}
_SUFFIXES = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".gz": "csv", ".txt": "csv"}


@dataclass(frozen=True)
class Asked:
    """What a panel is asked: how ``plan check YEAR PANEL --by …`` was called."""

    year: int
    by: tuple[str, ...]
    baselines: str = "plan"
    engine: str = "polars"
    top: int = 5
    groups: str = "few"
    output: str | None = None
    remote: str | None = None


def check_panel(
    plan: Plan, panel: str, asked: Asked, profile: Profile, path: Path | None, indicators: Sequence[Indicator]
) -> PanelReport | Finding:
    """Judge every entity and indicator of a panel in a year; a finding where it cannot be read at all."""
    extra = _extra(asked.engine)
    if extra:
        return extra
    if asked.engine in REMOTE and not asked.remote:
        return Finding("PLN358", {"engine": asked.engine})
    try:
        runner = engine(asked.engine, asked.remote)
    except UnreachableError as error:
        return Finding("PLN359", {"remote": str(error)})
    try:
        files = _files(runner, panel)
        if not files:
            return Finding("PLN351", {"file": panel}, place=Place(panel))
        return _checked(runner, plan, files, asked, profile, path, indicators)
    except (runner.trouble, UnicodeError) as error:
        if isinstance(runner, Cluster) and (address := runner.lost(error)):
            return Finding("PLN359", {"remote": address})
        first = str(error).strip().splitlines()[0][:200]
        return Finding("PLN353", {"file": panel, "problem": first}, place=Place(panel))
    finally:
        if isinstance(runner, Cluster):
            runner.close()


def _checked(
    runner: Engine,
    plan: Plan,
    files: tuple[str, ...],
    asked: Asked,
    profile: Profile,
    path: Path | None,
    indicators: Sequence[Indicator],
) -> PanelReport | Finding:
    scan = _scan(runner, files, asked.by)
    if isinstance(scan, Finding):
        return scan
    ladders = [_ladder(indicator, asked, profile, path) for indicator in indicators]
    codes = {indicator.id: code for code, indicator in enumerate(indicators)}
    names = {name: codes[each.id] for name, each in names_of(plan).items() if each.id in codes}
    judge = Judge(asked.year, ladders, names, len(asked.by))
    others = [name for name, each in names_of(plan).items() if each.id not in codes]
    rows = runner.scan(scan)
    if others:
        rows = rows.join(runner.table({"indicator": others}), on="indicator", how="anti")
    named: dict[str, list[Any]] = {
        "indicator": list(names),
        "code": list(names.values()),
        "base_year": [indicators[code].baseline.year for code in names.values()],
        "wanted": [indicators[code].unit for code in names.values()],
        "vague": [int(indicators[code].is_index and indicators[code].unit == "%") for code in names.values()],
    }
    kept, bad = runner.keep(*used(rows, runner.table(named), judge, tuple(scan.fields)))
    # One year after the other: what groups rows needs most of the memory.
    (now,) = runner.keep(cells(kept, judge, judged_year=True))
    (earlier,) = runner.keep(cells(kept, judge, judged_year=False))
    del kept
    own = None
    if asked.baselines not in BASELINES:
        given = _files(runner, asked.baselines)
        if not given:
            return Finding("PLN351", {"file": asked.baselines}, place=Place(asked.baselines))
        table = _scan(runner, given, asked.by, needed=("indicator", "value"))
        if isinstance(table, Finding):
            return table
        own = runner.scan(table).join(runner.table({k: named[k] for k in ("indicator", "code")}), on="indicator")
        own = given_baselines(own, judge)
    (verdicts,) = runner.keep(judged(now, earlier, runner.table(ladder_columns(judge)), judge, own))
    tally = tallied(runner, judge, runner.scan(scan), bad, (now, earlier), verdicts, asked)
    inputs = tuple(PanelInput(file, scan.format) for file in files)
    report = PanelReport(plan, asked.year, profile.name, asked.engine, asked.by, tuple(indicators), inputs, tally)
    if asked.output:
        runner.write(written(runner, judge, verdicts, asked.by, files), asked.output)
    return report


def _files(runner: Engine, panel: str) -> tuple[str, ...]:
    return runner.files(panel) if isinstance(runner, Cluster) else files_of(panel)


def files_of(panel: str) -> tuple[str, ...]:
    """The files that a path, a glob or a folder means, in order."""
    if FilePath(panel).is_dir():
        found = [str(file) for file in FilePath(panel).rglob("*") if file.suffix in _SUFFIXES]
        parquet = [file for file in found if _format(file) == "parquet"]
        return tuple(sorted(parquet or found))
    if has_magic(panel) and not FilePath(panel).exists():
        return tuple(sorted(glob(panel, recursive=True)))
    return (panel,) if FilePath(panel).is_file() else ()


def _format(file: str) -> str:
    return _SUFFIXES.get(FilePath(file).suffix.lower(), "csv")


def _extra(name: str) -> Finding | None:
    """What to install where the engine is not there."""
    missing = [module for module in (*ENGINES[name][2], "narwhals") if find_spec(module) is None]
    facts = {"library": ", ".join(missing), "install": f"pip install 'target-path[{ENGINES[name][1]}]'"}
    return Finding("PLN350", facts) if missing else None


def _scan(
    runner: Engine, files: tuple[str, ...], by: tuple[str, ...], needed: Sequence[str] = NEEDED
) -> Scan | Finding:
    """Which column is which; a finding where one that is needed is not there."""
    format = _format(files[0])
    headings = runner.headings(files[0], format)
    for name in by:
        if name not in headings:
            facts = {"column": name, "nearest": nearest(name, headings), "known": headings, "file": files[0]}
            return Finding("PLN352", facts, place=Place(files[0], 1, 1, 1, 1))
    fields: dict[str, str] = {}
    for heading in headings:
        name = _CANONICAL.get(plain(heading).lower(), "")
        if name and heading not in by:
            fields.setdefault(name, heading)
    for name in needed:
        if name not in fields:
            facts = {"column": name, "nearest": nearest(name, headings), "known": headings, "file": files[0]}
            return Finding("PLN352", facts, place=Place(files[0], 1, 1, 1, 1))
    return Scan(files, format, by, fields)


def _ladder(indicator: Indicator, asked: Asked, profile: Profile, path: Path | None) -> Ladder:
    if asked.baselines != "plan":
        return Ladder(indicator, own_rungs(indicator, asked.year, profile, path))
    base = indicator.baseline.value if isinstance(indicator.target, Growth) else None
    return Ladder(indicator, rungs(indicator, asked.year, profile, path), None if base is None else float(base))
