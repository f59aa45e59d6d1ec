"""The panel: entity × indicator × year in long form, from thousands of rows to hundreds of millions.

``rungs.py`` turns the plan into ladders of doubles (asking ``assess``), ``judge.py`` holds them, ``verdicts.py`` is
what an engine does with rows. ``polars.py`` (with ``lean.py`` and ``dense.py``), ``duckdb.py`` and ``spark.py`` are
engines, ``files.py`` says what is read, ``tables.py`` holds what is each entity's own, ``tally.py`` counts. No formula
and no rule stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec

from plan_cli.datafile import names_of
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.panel.aggregate import Judged, tallied, written
from plan_cli.panel.criteria import Judge, Ladder, ladder_columns
from plan_cli.panel.engines import (
    ENGINES,
    REMOTE,
    Cluster,
    Engine,
    Frame,
    Gathered,
    Scan,
    TooLargeError,
    UnreachableError,
    engine,
)
from plan_cli.panel.files import files_of, format_of, in_utf8, scan_of, table_of
from plan_cli.panel.own_tables import given, levels, own_targets, with_baselines
from plan_cli.panel.query import by_code, judged
from plan_cli.panel.thresholds import own_rungs, rungs
from plan_cli.profiles import Profile
from plan_cli.report.panel import PanelInput, PanelReport

#: What may follow ``--baselines`` and ``--targets``, besides a file.
BASELINES = ("plan", "own")
TARGETS = ("growth", "plan")


@dataclass(frozen=True)
class PanelRequest:
    """What a panel is asked: how ``plan check YEAR PANEL --by …`` was called.

    ``on_progress`` is called now and then with the number of rows read so far.
    """

    year: int
    by: tuple[str, ...]
    baselines: str = "plan"
    targets: str = "growth"
    engine: str = "polars"
    encoding: str | None = None
    top: int = 5
    groups: str = "few"
    output: str | None = None
    remote: str | None = None
    on_progress: Callable[[int], None] = lambda rows: None


@dataclass(frozen=True, slots=True)
class Rules:
    """What every verdict follows: the profile, another path where one was named, and which indicators."""

    profile: Profile
    path: Path | None
    indicators: tuple[Indicator, ...]


def check_panel(plan: Plan, panel: str, asked: PanelRequest, rules: Rules) -> PanelReport | Diagnostic:
    """Judge every entity and indicator of a panel in a year; a diagnostic where it cannot be read at all."""
    missing = [module for module in ENGINES[asked.engine][2] if find_spec(module) is None]
    if missing:
        install = f"pip install 'target-path[{ENGINES[asked.engine][1]}]'"
        return Diagnostic("PLN350", {"library": ", ".join(missing), "install": install})
    if asked.engine in REMOTE and not asked.remote:
        return Diagnostic("PLN358", {"engine": asked.engine})
    try:
        runner = engine(asked.engine, asked.remote)
    except UnreachableError as error:
        return Diagnostic("PLN359", {"remote": str(error)})
    try:
        with _readable(runner, panel, asked.encoding) as (files, readable, encodings):
            if not files:
                return Diagnostic("PLN351", {"file": panel}, place=Place(panel))
            told = zip(files, encodings, strict=True)
            inputs = tuple(PanelInput(file, format_of(file), encoding) for file, encoding in told)
            return _checked(runner, plan, inputs, readable, asked, rules)
    except TooLargeError as error:
        facts = {"file": panel, "needed": round(error.needed / 2**30, 1), "there": round(error.there / 2**30, 1)}
        return Diagnostic("PLN354", facts, place=Place(panel))
    except runner.trouble as error:
        if isinstance(runner, Cluster) and (address := runner.lost(error)):
            return Diagnostic("PLN359", {"remote": address})
        first = str(error).strip().splitlines()[0][:200]
        # An encoding is only to be named where that is the trouble.
        text = isinstance(error, UnicodeError) or "utf-8" in first.lower()
        facts = {"file": panel, "problem": first, "example": "gb18030" if text else None}
        return Diagnostic("PLN353", facts, place=Place(panel))
    except RuntimeError as error:
        # What DuckDB makes of Ctrl-C.
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise
    finally:
        runner.close()


@contextmanager
def _readable(
    runner: Engine, panel: str, encoding: str | None
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """The files that a name means, as they can be read, and the encoding of each."""
    if isinstance(runner, Cluster):
        files = runner.files(panel)
        yield files, files, ("utf-8",) * len(files)
        return
    files = files_of(panel)
    with in_utf8(files, encoding) as (readable, found):
        yield files, readable, found


def _checked(
    runner: Engine,
    plan: Plan,
    inputs: tuple[PanelInput, ...],
    files: tuple[str, ...],
    asked: PanelRequest,
    rules: Rules,
) -> PanelReport | Diagnostic:
    found = scan_of(runner, files, [each.file for each in inputs], asked.by)
    if isinstance(found, Diagnostic):
        return found
    scan, who = found
    judge = _judge(runner, plan, scan, asked, rules)
    reading = runner.gather(judge, scan, asked.on_progress)
    # The ladders are our own work, reading the rows mostly the engine's.
    judge = replace(judge, ladders=_ladders(asked, rules))
    gathered = reading()
    now, tables, bad = gathered.now, {}, []
    for what, wanted in (("baselines", asked.baselines), ("targets", asked.targets)):
        if wanted not in (*BASELINES, *TARGETS):
            meant = levels(judge) if what == "targets" else range(len(judge.indicators))
            table = _table(runner, judge, gathered, wanted, asked, who, meant, len(inputs))
            if isinstance(table, Diagnostic):
                return table
            tables[what], wrong, used = table
            inputs = (*inputs, used)
            bad.append(wrong)
    if "baselines" in tables:
        now = with_baselines(judge, now, tables["baselines"])
    if "targets" in tables or (asked.targets == "plan" and asked.baselines != "plan"):
        own = asked.baselines != "plan"
        judge, now = own_targets(runner, judge, now, tables.get("targets"), own, rules.profile, rules.path)
    else:
        now = by_code(now, judge)
    (verdicts,) = runner.keep(judged(now, runner.table(ladder_columns(judge)), judge))
    made = Judged(runner, judge, gathered, verdicts, who)
    tally = tallied(made, asked, bad)
    report = PanelReport(
        plan, asked.year, rules.profile.name, asked.engine, asked.by, rules.indicators, inputs, tally, who
    )
    if asked.output:
        runner.write(written(made, tuple(each.file for each in inputs)), asked.output)
    return report


def _judge(runner: Engine, plan: Plan, scan: Scan, asked: PanelRequest, rules: Rules) -> Judge:
    """What the rows are judged by."""
    codes = {indicator.id: code for code, indicator in enumerate(rules.indicators)}
    called = names_of(plan)
    return Judge(
        year=asked.year,
        indicators=rules.indicators,
        names={name: codes[each.id] for name, each in called.items() if each.id in codes},
        others=frozenset(name for name, each in called.items() if each.id not in codes),
        keys=runner.keys(scan),
        words=runner.words,
    )


def _ladders(asked: PanelRequest, rules: Rules) -> tuple[Ladder, ...]:
    """The ladder of every indicator."""
    asks = (asked.year, rules.profile, rules.path)
    if asked.baselines != "plan":
        return tuple(Ladder(each, own_rungs(each, *asks)) for each in rules.indicators)
    growing = (each.baseline.value if each.target.is_index else None for each in rules.indicators)
    bases = [None if base is None else float(base) for base in growing]
    return tuple(Ladder(each, rungs(each, *asks), base) for each, base in zip(rules.indicators, bases, strict=True))


def _table(
    runner: Engine,
    judge: Judge,
    gathered: Gathered,
    file: str,
    asked: PanelRequest,
    who: tuple[str, ...],
    meant: Sequence[int],
    position: int,
) -> tuple[Frame, Frame, PanelInput] | Diagnostic:
    """The numbers of a table of baselines or targets, its bad rows, and what was read."""
    with _readable(runner, file, None) as (files, readable, encodings):
        if len(files) != 1:
            return Diagnostic("PLN351", {"file": file}, place=Place(file))
        scan = table_of(runner, readable, files, asked.by, who)
        if isinstance(scan, Diagnostic):
            return scan
        told, bad = runner.keep(*given(runner, judge, gathered, scan, meant, position, len(who)))
    return told, bad, PanelInput(file, format_of(file), encodings[0])
