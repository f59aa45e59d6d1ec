"""The panel: entity × indicator × year in long form, from thousands of rows to hundreds of millions.

``request.py`` says how it is judged. ``thresholds.py`` turns the plan into doubles to compare with (asking ``assess``),
``criteria.py`` holds them, ``query.py`` is what an engine does with rows. ``engine.py`` is what the panel asks of an
engine, ``engines/`` has them; Polars reads by ``plain_rows.py``, ``irregular.py`` and ``pair_arrays.py``, the others by
``gather.py``. ``files.py`` finds files and columns, ``own_tables.py`` reads what is each entity's own, ``aggregate.py``
counts, ``entity_sums.py`` holds them together against the whole, ``results.py`` is every verdict. No formula and no
rule is here.
"""

import csv
import errno
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from plan_cli.datafile.collector import resting_collector
from plan_cli.datafile.names import names_of
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.plan import Plan
from plan_cli.panel.across import Known, one_entity_a_file
from plan_cli.panel.aggregate import JudgedPanel, aggregate_of
from plan_cli.panel.cell_reader import CellReader, TooManyRowsError
from plan_cli.panel.criteria import PanelCriteria, threshold_columns
from plan_cli.panel.engine import Cluster, Engine, Frame, Gathered, Scan, TooLargeError, UnreachableError
from plan_cli.panel.engines import all_engines
from plan_cli.panel.entity_sums import entity_sums
from plan_cli.panel.files import files_of, format_of, in_utf8, scan_of, table_of
from plan_cli.panel.further_names import contradicting_names, without_further_names
from plan_cli.panel.means import unlike_windows
from plan_cli.panel.near_lines import with_exact_verdicts
from plan_cli.panel.other_scale import in_stated_units
from plan_cli.panel.own_tables import OwnTable, read_table, with_baselines
from plan_cli.panel.own_targets import OwnRules, codes_in_tables, with_own_targets
from plan_cli.panel.query import by_code, with_verdicts
from plan_cli.panel.relations import entity_relations
from plan_cli.panel.remarks import with_remarks
from plan_cli.panel.request import PanelRequest, Rules
from plan_cli.panel.results import results
from plan_cli.panel.selection import selected
from plan_cli.panel.thresholds import Thresholds, scaled_thresholds_of, shared, thresholds_of
from plan_cli.panel.where import chosen_rows, not_chosen
from plan_cli.report.panel import PanelReport
from plan_cli.report.panel_records import PanelInput
from plan_cli.report.profile_labels import labels_of


@resting_collector()
def check_panel(plan: Plan, panel: str, request: PanelRequest, rules: Rules) -> PanelReport | Diagnostic:
    """Judge every entity and indicator of a panel in a year; a diagnostic where it cannot be read at all."""
    entry = all_engines()[request.engine]
    if missing := entry.missing:
        install = f"pip install 'target-path[{entry.extra}]'"
        return Diagnostic("PLN350", {"library": ", ".join(missing), "install": install})
    if entry.remote and not request.remote:
        return Diagnostic("PLN358", {"engine": request.engine})
    try:
        runner = entry.start(request.remote or "")
    except UnreachableError as error:
        return Diagnostic("PLN359", {"remote": str(error)})
    try:
        return _read_and_judged(runner, plan, panel, request, rules)
    except TooLargeError as error:
        facts = {"file": panel, "needed": round(error.needed / 2**30, 1), "there": round(error.available / 2**30, 1)}
        return Diagnostic("PLN354", facts, place=Place(panel))
    except TooManyRowsError:
        facts = {"file": panel, "problem": "too_many_to_read", "example": None}
        return Diagnostic("PLN353", facts, place=Place(panel))
    except csv.Error as error:
        # A carriage return alone, mostly.
        problem = "line_ends" if "new-line" in str(error) else str(error)
        return Diagnostic("PLN353", {"file": panel, "problem": problem, "example": None}, place=Place(panel))
    except runner.read_errors as error:
        return _unreadable(runner, panel, error)
    except RuntimeError as error:
        # What DuckDB makes of Ctrl-C.
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise
    finally:
        runner.close()


def _unreadable(runner: Engine, panel: str, error: Exception) -> Diagnostic:
    if isinstance(runner, Cluster) and (address := runner.lost(error)):
        return Diagnostic("PLN359", {"remote": address})
    # What a cluster says stands in the details of a call.
    details = re.search(r'details = "(.*?)"\n', str(error))
    first = (details[1] if details else str(error).strip()).splitlines()[0][:200]
    # An encoding is only to be named where that is what is wrong.
    text = isinstance(error, UnicodeError) or "utf-8" in first.lower()
    facts = {"file": panel, "problem": first, "example": "gb18030" if text else None}
    return Diagnostic("PLN353", facts, place=Place(panel))


@dataclass(frozen=True, slots=True)
class _Files:
    """The files that a name means, as an engine can read them, and what they are called and encoded."""

    readable: tuple[str, ...]
    inputs: tuple[PanelInput, ...]

    @property
    def names(self) -> list[str]:
        return [each.file for each in self.inputs]


@contextmanager
def _files(
    runner: Engine, panel: str, encoding: str | None, by: tuple[str, ...] = (), known: Known = bool
) -> Iterator[_Files]:
    if isinstance(runner, Cluster):
        names = runner.files(panel)
        yield _Files(names, tuple(PanelInput(name, format_of(name), "utf-8") for name in names))
        return
    names = files_of(panel)
    with in_utf8(names, encoding) as (readable, encodings), one_entity_a_file(readable, by, known) as (files, origins):
        found = [PanelInput(name, format_of(name), each) for name, each in zip(names, encodings, strict=True)]
        yield _Files(files, tuple(found[at] for at in origins))


def _read_and_judged(
    runner: Engine, plan: Plan, panel: str, request: PanelRequest, rules: Rules
) -> PanelReport | Diagnostic:
    with _files(runner, panel, request.encoding, request.by, names_of(plan).__contains__) as files:
        if not files.inputs:
            return Diagnostic("PLN351", {"file": panel}, place=Place(panel))
        found = scan_of(runner, files.readable, files.names, request.by)
        if isinstance(found, Diagnostic):
            return found
        scan, entity_columns = found
        chosen = chosen_rows(runner, scan, files.names[0], request.where)
        if isinstance(chosen, Diagnostic):
            return chosen
        scan = chosen.scan
        criteria = _criteria(runner, plan, scan, request, rules)
        limited = selected(runner, plan, criteria, scan, panel, chosen.texts)
        if isinstance(limited, Diagnostic):
            return limited
        if two_names := contradicting_names(runner, plan, criteria, limited.scan, files.names[0]):
            return two_names
        scan = with_remarks(runner, criteria, without_further_names(limited.scan))
        fields = tuple(field for field in scan.fields if field != "indicator")
        period = scan.fields.get("period", "period")
        reader = CellReader(plan, rules.indicators, fields, scan.delimiter, period, scan.remarks)
        reading = runner.gather(criteria, reader, scan, request.on_progress)
        # The thresholds are our own work, reading the rows mostly the engine's.
        criteria = replace(criteria, thresholds=_thresholds(criteria, request, rules))
        gathered = reading()
        inputs, tables = tuple(replace(each, where=request.where) for each in files.inputs), dict[str, OwnTable]()
        for role, file in request.tables.items():
            table = _table(runner, criteria, gathered, role, file, request.by, entity_columns, len(inputs))
            if isinstance(table, Diagnostic):
                return table
            tables[role], used = table
            inputs = (*inputs, used)
        criteria, verdicts = _verdicts(runner, criteria, gathered, scan, tables, request, rules)
        judged = JudgedPanel(runner, criteria, gathered, verdicts, entity_columns)
        unusable = [table.unusable for table in tables.values()]
        counts = aggregate_of(judged, request.by, unusable, top=request.top, every_group=request.groups == "all")
        counts = replace(counts, left_out=Counter(limited.left_out) + Counter(counts.left_out))
        counts = replace(counts, unchosen=not_chosen(runner, criteria, scan, counts.entities))
        names = [each.file for each in inputs]
        sums = tuple(entity_sums(judged, plan, request, scan, reader, tables, names, some=bool(counts.unchosen)))
        related = (*sums, *entity_relations(judged, plan, names), *unlike_windows(judged, names))
        totals = {
            file: table.totals
            for file, table in zip(names[len(files.names) :], tables.values(), strict=True)
            if table.totals
        }
        if request.output:
            _write(runner, results(judged, [each.file for each in inputs]), request.output)
    return PanelReport(
        plan, criteria.year, rules.profile.name, request.engine, request.by, rules.indicators, inputs, counts,
        entity_columns, limited.divided_by, limited.parts,
        request.own_baselines, constant=limited.constant, labels=labels_of(rules.profile),
        latest=criteria.latest, related=related, totals=totals, eased=rules.profile.eases,
    )  # fmt: skip


def _write(runner: Engine, verdicts: Frame, output: str) -> None:
    """Write every verdict. Errors: ``OSError`` with the name of the output, as all that is read has been read."""
    errors: tuple[type[Exception], ...] = (*runner.read_errors, OSError)
    try:
        runner.write(verdicts, output)
    except errors as error:
        if isinstance(runner, Cluster):
            raise
        problem = str(error).strip().splitlines()[0].rpartition(": ")[2]
        raise OSError(errno.EIO, problem, output) from error


def _criteria(runner: Engine, plan: Plan, scan: Scan, request: PanelRequest, rules: Rules) -> PanelCriteria:
    """What the rows are judged by, but for the thresholds."""
    codes = {indicator.id: code for code, indicator in enumerate(rules.indicators)}
    names = names_of(plan)
    latest = request.year == "latest"
    return PanelCriteria(
        year=plan.years[-1] if request.year == "latest" else request.year,
        years=tuple(plan.years) if latest else (),
        indicators=rules.indicators,
        names={name: codes[each.id] for name, each in names.items() if each.id in codes},
        unselected=frozenset(name for name, each in names.items() if each.id not in codes),
        keys=scan.keys if latest or any(each.average for each in rules.indicators) else runner.keys(scan),
        expressions=runner.expressions,
        every_pair=request.output is not None,
    )


def _thresholds(criteria: PanelCriteria, request: PanelRequest, rules: Rules) -> tuple[Thresholds, ...]:
    """The thresholds of every indicator, in every year of which some cell may be judged."""
    of = scaled_thresholds_of if request.own_baselines else thresholds_of
    years = criteria.years or (criteria.year,)
    in_year = {year: shared(partial(of, year=year, profile=rules.profile, path=rules.path)) for year in years}
    return tuple(in_year[year](each.in_force(year)) for year in years for each in rules.indicators)


def _table(
    runner: Engine,
    criteria: PanelCriteria,
    gathered: Gathered,
    role: str,
    file: str,
    by: tuple[str, ...],
    entity_columns: tuple[str, ...],
    position: int,
) -> tuple[OwnTable, PanelInput] | Diagnostic:
    """A table of baselines or targets, and the file that was read."""
    codes = codes_in_tables(criteria) if role == "targets" else range(len(criteria.indicators))
    with _files(runner, file, None) as files:
        if len(files.inputs) != 1:
            return Diagnostic("PLN351", {"file": file}, place=Place(file))
        scan = table_of(runner, files.readable, files.names, by, entity_columns)
        if isinstance(scan, Diagnostic):
            return scan
        return read_table(runner, criteria, gathered, scan, codes, position, len(entity_columns)), files.inputs[0]


def _verdicts(
    runner: Engine,
    criteria: PanelCriteria,
    gathered: Gathered,
    scan: Scan,
    tables: dict[str, OwnTable],
    request: PanelRequest,
    rules: Rules,
) -> tuple[PanelCriteria, Frame]:
    """The verdict on every cell, and the criteria with the thresholds of each entity's own."""
    now = gathered.now
    if "baselines" in tables:
        now = with_baselines(criteria, now, tables["baselines"].numbers)
    if "targets" in tables or (request.targets == "plan" and request.own_baselines):
        targets = tables["targets"].numbers if "targets" in tables else None
        own = OwnRules(criteria.year, rules.profile, rules.path, request.own_baselines, targets is not None)
        criteria, now = with_own_targets(runner, criteria, now, targets, own)
    else:
        now = by_code(now, criteria)
    (verdicts,) = runner.materialize(with_verdicts(now, runner.table(threshold_columns(criteria)), criteria))
    if "unit" in scan.fields and (with_units := in_stated_units(runner, criteria, scan, verdicts)):
        criteria = replace(criteria, with_units=with_units)
        (verdicts,) = runner.materialize(with_verdicts(now, runner.table(threshold_columns(criteria)), criteria))
    return with_exact_verdicts(runner, criteria, verdicts, rules.profile, rules.path)
