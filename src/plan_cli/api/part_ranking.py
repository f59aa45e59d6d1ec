"""A ranking of a part of a year: each entity is judged as ``plan check PERIOD FILE --where COLUMN=ENTITY`` judges it.

A panel over columns knows whole years only. What a person reads is short enough to be judged one by one, by the
ordinary check: months are added up, a flow is held against its share of the year, anything else on the path.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from plan_cli.api.arguments import indicators_named, path_of, require_year
from plan_cli.api.judging import check
from plan_cli.assess.baselines import base_reported
from plan_cli.assess.means import as_counted
from plan_cli.assess.outcome import Outcome
from plan_cli.codes import CODES, Severity
from plan_cli.datafile.by_entity import Entity, by_entity
from plan_cli.datafile.merging import merged
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.sources import LatestTable, files_of
from plan_cli.datafile.table import Table
from plan_cli.datafile.yardstick import Extent
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.inputs import read_bytes
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actuals, Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.panel.cell_reader import KINDS
from plan_cli.panel.engine import EXAMPLES
from plan_cli.panel.files import lacks
from plan_cli.panel.thresholds import on_own_baseline
from plan_cli.report.panel import PanelReport
from plan_cli.report.panel_records import Aggregate, Names, PanelInput, StatusCount, UnusableRow, UnusableRows
from plan_cli.report.profile_labels import labels_of
from plan_cli.report.ranking import EntityVerdict, RankingReport

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


class _Rows(NamedTuple):
    """An entity's rows of one file."""

    table: Table
    sha256: str
    source: Source


class _Panel(NamedTuple):
    """What was read: each entity's rows; which columns tell entities apart, and which files were read."""

    columns: tuple[str, ...]
    inputs: tuple[PanelInput, ...]
    rows: Mapping[Entity, Sequence[_Rows]]
    totals: frozenset[Entity]


class _Request(NamedTuple):
    """By what every entity is judged; ``path`` is the one that replaces the indicators' own."""

    plan: Plan
    judging: Mapping[str, Any]
    path: Path | None
    own_baselines: bool


class _Judged(NamedTuple):
    """An entity's figures and verdicts, and those of the year before."""

    actuals: Actuals
    now: Sequence[tuple[EntityVerdict, Outcome]]
    before: Sequence[tuple[EntityVerdict, Outcome]]
    doubts: Sequence[Diagnostic]


def rank_part(
    plan: Plan,
    panel: Source,
    period: Period,
    by: Sequence[str],
    profile: "Profile",
    path: str | Path | None,
    indicators: Sequence[str],
    own_baselines: bool,
) -> RankingReport | Diagnostic:
    """The ranking; a diagnostic where the panel cannot be read at all."""
    require_year(plan, period.end.year)
    read = _read(plan, panel, by)
    if isinstance(read, Diagnostic):
        return read
    judging: dict[str, Any] = {"profile": profile, "path": path, "indicators": indicators}
    request = _Request(plan, judging, path_of(path, profile), own_baselines)
    judged = {entity: _judged(request, entity, rows, period) for entity, rows in sorted(read.rows.items())}
    chosen = indicators_named(plan, indicators)
    report = PanelReport(
        plan, period.end.year, profile.name, "", tuple(by), chosen, read.inputs, _aggregate(read, judged, chosen),
        read.columns, own_baselines=own_baselines, labels=labels_of(profile),
        eased=profile.eases, period=period,
    )  # fmt: skip
    # What is doubtful in the file as a whole is found with every entity.
    doubts = {f"{each.code} {each.facts} {each.place}": each for one in judged.values() for each in one.doubts}
    now = tuple(verdict for one in judged.values() for verdict, _ in one.now)
    before = tuple(verdict for one in judged.values() for verdict, _ in one.before)
    return RankingReport(report, now, before, tuple(doubts.values()))


def _read(plan: Plan, panel: Source, by: Sequence[str]) -> _Panel | Diagnostic:
    tables, names = LatestTable(read_bytes), IndicatorNames(plan, panel.indicators)
    rows: dict[Entity, list[_Rows]] = defaultdict(list)
    columns: tuple[str, ...] = ()
    inputs, totals = list[PanelInput](), set[Entity]()
    for file in files_of(panel.file):
        source = replace(panel, file=file)
        table = tables.of(source)
        if isinstance(table, Diagnostic):
            return table
        content, sha256 = table
        if unable := next((each for each in content.diagnostics if CODES[each.code].unable), None):
            return unable
        split = by_entity(content, names, by)
        if split.lacking is not None:
            return lacks(split.lacking, split.headings, file)
        columns = split.columns
        inputs.append(PanelInput(file, content.format, content.encoding or "utf-8", panel.where))
        totals |= set(split.totals)
        for entity, own in split.tables.items():
            alone = {column: (text,) for column, text in zip(columns, entity, strict=True)}
            if all(text in panel.where.get(column, (text,)) for column, (text,) in alone.items()):
                rows[entity].append(_Rows(own, sha256, replace(source, where={**panel.where, **alone})))
    if not inputs:
        return Diagnostic("PLN351", {"file": panel.file}, place=Place(panel.file))
    return _Panel(columns, tuple(inputs), rows, frozenset(totals))


def _judged(request: _Request, entity: Entity, rows: Sequence[_Rows], period: Period) -> _Judged:
    earlier = period.years_earlier(1)
    actuals = _figures(rows, request.plan, "other" if request.own_baselines else "part")
    if request.own_baselines:
        actuals = _in_own_scale(rows, actuals, *_on_own_baselines(request, actuals, period.end.year))
    now, doubts = _verdicts(request, entity, actuals, period)
    ranked_before = earlier.end.year in request.plan.years
    before, _ = _verdicts(request, entity, actuals, earlier) if ranked_before else ([], [])
    return _Judged(actuals, now, before, doubts)


def _figures(rows: Sequence[_Rows], plan: Plan, extent: Extent) -> Actuals:
    return merged([actuals_of(each.table, plan, each.sha256, each.source, extent) for each in rows])


def _on_own_baselines(request: _Request, actuals: Actuals, year: int) -> tuple[Plan, Mapping[str, Outcome]]:
    """The plan on an entity's own baselines, and the outcome of the indicators that these leave without a verdict."""
    by_indicator, own, without = actuals.by_indicator, list[Indicator](), dict[str, Outcome]()
    for each in request.plan.indicators:
        reported = base_reported(each, as_counted(each, by_indicator.get(each.id, ())))
        current = replace(each.in_force(year), revisions=())
        found = on_own_baseline(current, None if reported is None else reported.value, request.path)
        own.append(current if isinstance(found, Outcome) else found)
        without |= {each.id: found} if isinstance(found, Outcome) else {}
    return replace(request.plan, indicators=tuple(own)), without


def _in_own_scale(rows: Sequence[_Rows], read: Actuals, own: Plan, without: Mapping[str, Outcome]) -> Actuals:
    """The figures held against the scale of the own baselines; as they were ``read`` where there is none."""
    scaled = _figures(rows, own, "whole")
    return replace(
        scaled,
        rows=(*(row for row in scaled.rows if row.indicator not in without),
              *(row for row in read.rows if row.indicator in without)),
        diagnostics=(*(each for each in scaled.diagnostics if each.indicator not in without),
                     *(each for each in read.diagnostics if each.indicator in without)),
        spoilt=frozenset((*(cell for cell in scaled.spoilt if cell[0] not in without),
                          *(cell for cell in read.spoilt if cell[0] in without))),
    )  # fmt: skip


def _verdicts(
    request: _Request, entity: Entity, actuals: Actuals, period: Period
) -> tuple[list[tuple[EntityVerdict, Outcome]], list[Diagnostic]]:
    """Each indicator's verdict and its outcome, and what is doubtful in the figures."""
    year = period.end.year
    own = _on_own_baselines(request, actuals, year) if request.own_baselines else None
    plan, without = own or (request.plan, {})
    report = check(plan, actuals, year, period=period, **request.judging)
    found: list[tuple[EntityVerdict, Outcome]] = []
    for result in report.results:
        evidence = result.evidence
        without_verdict = without.get(result.indicator.id) if evidence.value is not None else None
        milestone, gap = (None, None) if without_verdict else (result.milestone, result.gap)
        outcome = without_verdict or Outcome.of(result)
        verdict = EntityVerdict(
            entity, result.indicator.id, evidence.value, milestone, gap if evidence.exact else None, outcome.status,
            outcome.category, evidence.bound, evidence.part_year,
        )  # fmt: skip
        found.append((verdict, outcome))
    return found, [each for each in report.diagnostics if each.severity is Severity.WARNING]


def _aggregate(read: _Panel, judged: Mapping[Entity, _Judged], indicators: Sequence[Indicator]) -> Aggregate:
    """What a report of the panel counts."""
    codes = {each.id: code for code, each in enumerate(indicators)}
    outcomes = Counter((codes[verdict.indicator], outcome) for one in judged.values() for verdict, outcome in one.now)
    silent = [entity for entity, one in judged.items() if all(verdict.value is None for verdict, _ in one.now)]
    return Aggregate(
        rows=sum(used.rows for one in judged.values() for used in one.actuals.inputs),
        entities=len(judged),
        counts=tuple(StatusCount(code, None, outcome, n) for (code, outcome), n in outcomes.items()),
        groups=(),
        furthest_behind=(),
        unusable=_unusable(read, judged),
        silent=Names(len(silent), tuple(silent[:EXAMPLES])),
        totals=Names(len(read.totals), tuple(sorted(read.totals)[:EXAMPLES])),
    )


def _unusable(read: _Panel, judged: Mapping[Entity, _Judged]) -> dict[str, UnusableRows]:
    """The rows that could not be used, by kind."""
    files = [each.file for each in read.inputs]
    found: dict[str, list[UnusableRow]] = defaultdict(list)
    for entity, one in judged.items():
        for each in one.actuals.diagnostics:
            if each.severity is Severity.ERROR and each.place:
                text = each.facts.get("got")
                row = UnusableRow(
                    files.index(each.place.file), each.place.line, entity, each.indicator, None,
                    None if text is None else str(text),
                )  # fmt: skip
                found[KINDS.get(each.code, "qualified")].append(row)
    return {kind: UnusableRows(len(rows), tuple(rows[:EXAMPLES])) for kind, rows in found.items()}
