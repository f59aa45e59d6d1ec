"""What a panel that was judged entity by entity comes to: its report, its ranking, and the table of every verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan_cli.api.entity_checks import EntityRules, Judged, JudgedEntities
from plan_cli.codes import Severity
from plan_cli.datafile.by_entity import Entity
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Entities
from plan_cli.panel.aggregate import FEW
from plan_cli.panel.cell_reader import KINDS
from plan_cli.panel.engine import EXAMPLES
from plan_cli.report.panel import PanelReport
from plan_cli.report.panel_records import (
    BY_CHECK,
    Aggregate,
    FurthestBehind,
    Names,
    StatusCount,
    UnusableRow,
    UnusableRows,
)
from plan_cli.report.profile_labels import labels_of

if TYPE_CHECKING:
    from plan_cli.panel.request import PanelRequest

#: What the findings of the ordinary reader make of a row, where engines find it out for themselves.
_KINDS = {**KINDS, "PLN301": "unknown_indicator", "PLN304": "duplicate_key", "PLN311": "bad_year",
          "PLN329": "not_a_number", "PLN331": "not_a_number", "PLN348": "other_scale"}  # fmt: skip


def report_of(
    judged: JudgedEntities, rules: EntityRules, request: PanelRequest, indicators: Sequence[Indicator], **more: Any
) -> PanelReport:
    """The report of a panel: ``request`` says what is counted and shown, ``more`` are further fields of the report."""
    year = rules.plan.years[-1] if request.year == "latest" else request.year
    return PanelReport(
        rules.plan, year, rules.profile.name, BY_CHECK, tuple(request.by), tuple(indicators), judged.panel.inputs,
        _aggregate(judged, request, indicators), judged.panel.names, own_baselines=rules.own_baselines,
        related=(*judged.panel.notes, *doubts_of(judged), *_unsaid(judged, rules.plan, indicators)),
        labels=labels_of(rules.profile), latest=request.year == "latest", eased=rules.profile.eases, **more,
    )  # fmt: skip


def _aggregate(judged: JudgedEntities, request: PanelRequest, indicators: Sequence[Indicator]) -> Aggregate:
    codes = {each.id: code for code, each in enumerate(indicators)}
    entities, totals = judged.entities, judged.panel.totals
    every = [each for one in entities.values() for each in one.now]
    counted = Counter((codes[each.verdict.indicator], each.outcome) for each in every)
    silent = [entity for entity, one in entities.items() if all(map(_is_silent, one.now))]
    return Aggregate(
        rows=sum(used.rows for used in judged.panel.whole.inputs),
        entities=len(entities),
        counts=tuple(StatusCount(code, None, outcome, n) for (code, outcome), n in counted.items()),
        groups=tuple(
            each for at, name in enumerate(request.by)
            for each in _groups(every, codes, at, name, every_group=request.groups == "all")
        ),
        furthest_behind=tuple(_furthest_behind(judged, every, codes, request.top)),
        unusable=_unusable(judged),
        silent=Names(len(silent), tuple(silent[:EXAMPLES])),
        totals=Names(len(totals), totals[:EXAMPLES]),
        unchosen=judged.unchosen,
        from_parts=sum(each.from_parts for each in every),
    )  # fmt: skip


def _is_silent(judged: Judged) -> bool:
    """Whether nothing was reported; figures that cannot be used, or that make no mean yet, were."""
    return judged.verdict.value is None and judged.outcome.reason not in ("bad_data", "average_incomplete")


def _groups(
    every: Sequence[Judged], codes: Mapping[str, int], at: int, name: str, *, every_group: bool
) -> Iterator[StatusCount]:
    values = sorted({each.verdict.entity[at] for each in every})
    if len(values) > FEW and not every_group:
        return
    counted = Counter((codes[each.verdict.indicator], each.verdict.entity[at], each.outcome) for each in every)
    for (code, value, outcome), n in sorted(counted.items(), key=lambda each: each[0][:2]):
        yield StatusCount(code, (name, value), outcome, n)


def _furthest_behind(
    judged: JudgedEntities, every: Sequence[Judged], codes: Mapping[str, int], top: int
) -> Iterator[FurthestBehind]:
    files = [each.file for each in judged.panel.inputs]
    behind: dict[int, list[Judged]] = defaultdict(list)
    for each in every:
        if each.outcome.status.behind and each.verdict.value is not None:
            behind[codes[each.verdict.indicator]].append(each)
    for code in sorted(behind):
        # Who has no distance, as of a bound, stands behind those that have one.
        behind[code].sort(key=lambda one: (one.verdict.distance is None, one.verdict.distance or 0, one.verdict.entity))
        for one in behind[code][:top]:
            value, base, milestone, gap = _figures(one)
            place = one.place or Place(files[0])
            assert value is not None
            yield FurthestBehind(
                code, one.verdict.entity, value, base, milestone, gap, one.outcome, files.index(place.file),
                place.line or None, one.year,
            )  # fmt: skip


def _figures(judged: Judged) -> tuple[float | None, ...]:
    """Value, baseline, milestone and gap, as engines give them."""
    verdict = judged.verdict
    each = (verdict.value, judged.base, judged.milestone, verdict.gap)
    return tuple(None if figure is None else float(figure) for figure in each)


def _unusable(judged: JudgedEntities) -> dict[str, UnusableRows]:
    """The rows that could not be used, by kind."""
    files = [each.file for each in judged.panel.inputs]
    found: dict[str, list[UnusableRow]] = defaultdict(list)
    more: Counter[str] = Counter()
    for entity, one in judged.entities.items():
        for each in one.figures.actuals.diagnostics:
            if each.severity is Severity.ERROR and each.place:
                kind, text = _KINDS.get(each.code, "qualified"), each.facts.get("got")
                if isinstance(text, list | tuple):
                    text = " / ".join(map(str, text))
                more[kind] += each.facts.get("alike", 0)
                found[kind].append(
                    UnusableRow(
                        files.index(each.place.file), each.place.line, entity, each.indicator, each.facts.get("year"),
                        None if text is None else str(text),
                    )
                )  # fmt: skip
        for doubtful in one.figures.doubtful:
            place, id, year, text = doubtful
            found["unlike"].append(UnusableRow(files.index(place.file), place.line, entity, id, year, text))
        for without in one.now:
            if without.outcome.reason == "no_base_level" and without.verdict.value is not None and without.place:
                place = without.place
                found["missing_baseline"].append(
                    UnusableRow(
                        files.index(place.file), place.line, entity, without.verdict.indicator, without.year, None
                    )
                )  # fmt: skip
    return {kind: UnusableRows(len(rows) + more[kind], tuple(rows[:EXAMPLES])) for kind, rows in found.items()}


def doubts_of(judged: JudgedEntities) -> list[Diagnostic]:
    """What the check warns of, each once: the first entity, and how many more."""
    found: dict[object, list[tuple[Entity, Diagnostic]]] = defaultdict(list)
    for entity, one in judged.entities.items():
        for each in one.doubts:
            found[each.code, each.indicator, each.facts.get("part"), each.facts.get("ratio")].append((entity, each))
    grouped = []
    for (entity, first), *others in found.values():
        facts: dict[str, Any] = {**first.facts, "entity": " ".join(filter(None, entity))}
        if others:
            names = [" ".join(filter(None, other)) for other, _ in others[:EXAMPLES]]
            facts |= {"more": len(others), "names": names}
        grouped.append(replace(first, facts=facts))
    return grouped


def _unsaid(judged: JudgedEntities, plan: Plan, indicators: Sequence[Indicator]) -> Iterator[Diagnostic]:
    """That sums of entities were not held against the whole: engines alone add them up."""
    chosen = {each.id: each for each in indicators}
    for relation in plan.related(Entities):
        if indicator := chosen.get(str(relation.whole)):
            facts = {
                "whole": indicator.name, "what": "sum_actuals", "count": len(judged.entities), "why": "by_the_check",
            }  # fmt: skip
            place = Place(judged.panel.inputs[0].file)
            yield Diagnostic("PLN419", facts, place=place, indicator=indicator.id)


def columns_of(judged: JudgedEntities) -> dict[str, list[Any]]:
    """Every verdict as ``panel.results`` has it: by entity, then as the plan lists indicators."""
    names = (
        *judged.panel.names, "indicator", "year", "value", "baseline", "milestone", "gap", "status", "category",
        "reason", "file", "row",
    )  # fmt: skip
    rows = [_row(each) for one in judged.entities.values() for each in one.now]
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _row(judged: Judged) -> tuple[Any, ...]:
    outcome, place = judged.outcome, judged.place
    return (
        *judged.verdict.entity, judged.verdict.indicator, judged.year, *_figures(judged), str(outcome.status),
        outcome.category or "", outcome.reason or "", place.file if place else None,
        place.line if place and place.line else None,
    )  # fmt: skip
