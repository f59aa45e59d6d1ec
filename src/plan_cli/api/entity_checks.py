"""A panel judged entity by entity: each as ``plan check YEAR FILE --where COLUMN=ENTITY`` judges it alone.

Engines read long CSV and Parquet, and whole years. Any other table that the ordinary check reads is judged here, and
parts of a year: months are added up, a flow is held against its share of the year, anything else on the path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan_cli.api.entity_reading import EntityFigures, EntityPanel, is_of_the_plan, is_unchosen, read_entities
from plan_cli.api.judging import check
from plan_cli.assess.baselines import base_reported
from plan_cli.assess.means import as_counted
from plan_cli.assess.outcome import Outcome
from plan_cli.codes import Severity
from plan_cli.datafile.by_entity import Entity
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actuals, Period
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.panel.thresholds import on_own_baseline, on_track_line
from plan_cli.report.ranking import EntityVerdict

if TYPE_CHECKING:
    from plan_cli.assess import Assessment
    from plan_cli.profiles.built_in import Profile

#: What is judged: a year, a part of one, or each indicator's newest year.
When = int | Period | Literal["latest"]


@dataclass(frozen=True, slots=True)
class EntityRules:
    """By what every entity is judged; ``path`` is the one that replaces the indicators' own."""

    plan: Plan
    profile: Profile
    path: Path | None
    indicators: tuple[str, ...]
    own_baselines: bool


class Judged(NamedTuple):
    """A verdict on an entity, with what it rests on; ``milestone`` is None where only a rate is asked for."""

    verdict: EntityVerdict
    outcome: Outcome
    year: int
    base: Decimal | None
    milestone: Decimal | None
    place: Place | None
    from_parts: bool


class EntityJudged(NamedTuple):
    """An entity's figures and verdicts, and those of the year before; ``doubts`` are what the check warns of."""

    figures: EntityFigures
    now: Sequence[Judged]
    before: Sequence[Judged]
    doubts: Sequence[Diagnostic]


class JudgedEntities(NamedTuple):
    """The panel that was read, and every entity with a row of the plan."""

    panel: EntityPanel
    entities: Mapping[Entity, EntityJudged]
    #: How many have rows, but none that was chosen.
    unchosen: int


def judge_entities(
    rules: EntityRules, panel: Source, files: Sequence[str], when: When, by: Sequence[str], *, earlier: bool = False
) -> JudgedEntities | Diagnostic:
    """Every entity's verdicts, and with ``earlier`` those of a year before; a diagnostic where nobody can be judged."""
    read = read_entities(rules.plan, panel, files, by, "other" if rules.own_baselines else "part")
    if isinstance(read, Diagnostic):
        return read
    judged = {entity: _judged(rules, read, entity, when, earlier) for entity in sorted(read.rows)}
    answered = {
        entity: each for entity, each in judged.items() if each.figures.doubtful or is_of_the_plan(each.figures.actuals)
    }
    unchosen = sum(is_unchosen(each.figures.actuals) for each in judged.values())
    return JudgedEntities(read, answered, unchosen + read.unchosen)


def _judged(rules: EntityRules, read: EntityPanel, entity: Entity, when: When, earlier: bool) -> EntityJudged:
    actuals = read.figures(entity, rules.plan, "other" if rules.own_baselines else "part")
    if rules.own_baselines:
        year = rules.plan.years[-1] if when == "latest" else _year(when)
        actuals = _in_own_scale(read, entity, actuals, *_on_own_baselines(rules, actuals, year))
    figures = read.agreed(entity, actuals)
    now, doubts = _verdicts(rules, entity, figures.actuals, when)
    before: list[Judged] = []
    if earlier and when != "latest":
        last = when.years_earlier(1) if isinstance(when, Period) else when - 1
        before = _verdicts(rules, entity, figures.actuals, last)[0] if _year(last) in rules.plan.years else []
    return EntityJudged(figures, now, before, doubts)


def _year(when: int | Period) -> int:
    return when.end.year if isinstance(when, Period) else when


def _on_own_baselines(rules: EntityRules, actuals: Actuals, year: int) -> tuple[Plan, Mapping[str, Outcome]]:
    """The plan on an entity's own baselines, and the outcome of the indicators that these leave without a verdict."""
    by_indicator, own, without = actuals.without_unread_years().by_indicator, list[Indicator](), dict[str, Outcome]()
    for each in rules.plan.indicators:
        reported = base_reported(each, as_counted(each, by_indicator.get(each.id, ())))
        current = replace(each.in_force(year), revisions=())
        found = on_own_baseline(current, None if reported is None else reported.value, rules.path)
        own.append(current if isinstance(found, Outcome) else found)
        without |= {each.id: found} if isinstance(found, Outcome) else {}
    return replace(rules.plan, indicators=tuple(own)), without


def _in_own_scale(
    panel: EntityPanel, entity: Entity, read: Actuals, own: Plan, without: Mapping[str, Outcome]
) -> Actuals:
    """The figures held against the scale of the own baselines; as they were ``read`` where there is none."""
    scaled = panel.figures(entity, own, "whole")
    return replace(
        scaled,
        rows=(*(row for row in scaled.rows if row.indicator not in without),
              *(row for row in read.rows if row.indicator in without)),
        diagnostics=(*(each for each in scaled.diagnostics if each.indicator not in without),
                     *(each for each in read.diagnostics if each.indicator in without)),
        spoilt=frozenset((*(cell for cell in scaled.spoilt if cell[0] not in without),
                          *(cell for cell in read.spoilt if cell[0] in without))),
        unread=frozenset((*(cell for cell in scaled.unread if cell[0] not in without),
                          *(cell for cell in read.unread if cell[0] in without))),
    )  # fmt: skip


def _verdicts(
    rules: EntityRules, entity: Entity, actuals: Actuals, when: When
) -> tuple[list[Judged], list[Diagnostic]]:
    """Each indicator's verdict, and what is doubtful in the figures."""
    by_year: dict[int, list[str]] = defaultdict(list)
    for id, year in _judged_years(rules, actuals, when).items():
        by_year[year].append(id)
    period = when if isinstance(when, Period) else None
    found: dict[str, Judged] = {}
    doubts: list[Diagnostic] = []
    for year, ids in by_year.items():
        plan, without = _on_own_baselines(rules, actuals, year) if rules.own_baselines else (rules.plan, {})
        report = check(
            plan, actuals, year, period=period, profile=rules.profile, path=rules.path, indicators=ids,
        )  # fmt: skip
        found |= {
            each.indicator.id: _verdict(entity, each, without.get(each.indicator.id), rules.own_baselines)
            for each in report.results
        }
        doubts += [each for each in report.diagnostics if each not in actuals.diagnostics]
    return [found[id] for id in rules.indicators], [each for each in doubts if each.severity is Severity.WARNING]


def _judged_years(rules: EntityRules, actuals: Actuals, when: When) -> dict[str, int]:
    """The year in which each indicator is judged."""
    if when != "latest":
        return dict.fromkeys(rules.indicators, _year(when))
    newest = check(rules.plan, actuals, when, profile=rules.profile, path=rules.path, indicators=rules.indicators)
    return {each.indicator.id: each.year for each in newest.results}


def _verdict(entity: Entity, result: Assessment, without: Outcome | None, own_baselines: bool) -> Judged:
    """A verdict; ``without`` is the outcome of a figure that has none."""
    evidence, indicator = result.evidence, result.indicator
    value, outcome = evidence.value, Outcome.of(result)
    line = None if without else on_track_line(result)
    gap = result.gap if line == result.milestone else None
    if gap is None and line is not None and value is not None:
        gap = indicator.sign * (value - line)
    if without and value is not None:
        outcome = without
    verdict = EntityVerdict(
        entity, indicator.id, value, line, gap if evidence.exact else None, outcome.status, outcome.category,
        evidence.bound, evidence.part_year,
    )  # fmt: skip
    from_own = indicator.target.varies_by_entity or indicator.target.is_relative
    base = None if without or (own_baselines and not from_own) else indicator.baseline.value
    row = evidence.rows[0] if evidence.rows else None
    from_parts = any(each.parts or (each.for_period and not each.period.full_year) for each in evidence.rows)
    milestone = line if result.scale is None or outcome.status.evaluated else None
    return Judged(verdict, outcome, result.year, base, milestone, row.place if row else None, from_parts)
