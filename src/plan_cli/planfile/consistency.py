"""Consistency: contradictions between several places of a plan file, which no model of a single place can find.

What only makes a plan doubtful is a rule (``rules/``). To add a check: a function here that yields diagnostics with
routes, its line in ``inconsistencies``, and an input that provokes it in ``tests/test_mistakes.py``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import days_in
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Change, Target
from plan_cli.model.units import is_share, shift
from plan_cli.planfile.models import CLAIMED, FORMATS, REVISED, BaselineModel, PlanModel
from plan_cli.planfile.relation_model import NEEDED
from plan_cli.text import nearest


def inconsistencies(plan: Plan, model: PlanModel, places: Sequence[int]) -> list[Diagnostic]:
    """Every contradiction in a plan; ``places`` are the positions of its indicators in the file."""
    return [
        *_format(model),
        *_names(plan),
        *_groups(plan),
        *_years(plan),
        *_numbers(plan),
        *_claims(plan),
        *_baselines(plan, model, places),
        *_sources(plan, model),
        *_relations(plan, model),
        *_revisions(model, places),
    ]


def _format(model: PlanModel) -> Iterator[Diagnostic]:
    if model.format not in FORMATS:
        yield Diagnostic("PLN114", {"got": model.format, "known": list(FORMATS)}, ("format",))


def _names(plan: Plan) -> Iterator[Diagnostic]:
    """Repeated ids, and names that would mean two indicators in a file of actuals."""
    ids: dict[str, Indicator] = {}
    owners: dict[str, Indicator] = {}
    for indicator in plan.indicators:
        first = ids.setdefault(indicator.id, indicator)
        if first is not indicator:
            facts = {"id": indicator.id, "first": first.route}
            yield Diagnostic("PLN108", facts, (*indicator.route, "id"), indicator=indicator.id)
            continue
        for name, route in _names_of(indicator):
            owner = owners.setdefault(name, indicator)
            if owner is not indicator:
                facts = {"name": name, "other": owner.id, "first": owner.route}
                yield Diagnostic("PLN111", facts, (*indicator.route, *route), indicator=indicator.id)


def _names_of(indicator: Indicator) -> Iterator[tuple[str, Route]]:
    yield indicator.id, ("id",)
    if indicator.no is not None:
        yield str(indicator.no), ("no",)
    for language, name in indicator.name.texts.items():
        yield name, ("name", language) if language else ("name",)
    for position, alias in enumerate(indicator.aliases):
        yield alias, ("aliases", position)


def _groups(plan: Plan) -> Iterator[Diagnostic]:
    known = list(plan.groups)
    for indicator in plan.indicators:
        if indicator.group is not None and indicator.group not in plan.groups:
            facts = {"group": indicator.group, "nearest": nearest(indicator.group, known), "known": known}
            yield Diagnostic("PLN109", facts, (*indicator.route, "group"), indicator=indicator.id)


def _years(plan: Plan) -> Iterator[Diagnostic]:
    if plan.target_year <= plan.base_year:
        yield Diagnostic("PLN112", {"base_year": plan.base_year, "target_year": plan.target_year}, ("target_year",))
        return
    for indicator in plan.indicators:
        if indicator.target_year <= indicator.baseline.moment:
            facts = {"base_year": indicator.baseline.year, "target_year": indicator.target_year}
            yield Diagnostic("PLN112", facts, (*indicator.route, "target"), indicator=indicator.id)


def _numbers(plan: Plan) -> Iterator[Diagnostic]:
    """Values that contradict each other, or of which one is missing."""
    for indicator in plan.indicators:
        target, route = indicator.target, (*indicator.route, "target")
        places = [(inside, each.mistakes()) for inside, each in _targets(indicator)]
        for inside, found in [*places, (("path",), indicator.path.mistakes())]:
            for code, facts, keys in found:
                yield Diagnostic(code, facts, (*indicator.route, *inside, *keys), indicator=indicator.id)
        for inside, stated in _targets(indicator):
            if isinstance(stated, Change) and not _measures(stated, indicator):
                points = ["pp"] if is_share(indicator.unit) else []
                facts = {"got": stated.unit, "nearest": None, "choices": ["%", *points, *indicator.unit_names]}
                yield Diagnostic("PLN106", facts, (*indicator.route, *inside, "unit"), indicator=indicator.id)
        if indicator.average is not None and not _averaged(target):
            yield Diagnostic("PLN119", {"kind": target.kind}, (*indicator.route, "average"), indicator=indicator.id)
        than = target.compared_with
        if than is not None and (than == indicator.id or plan.indicator(than) is None):
            known = [each.id for each in plan.indicators if each is not indicator]
            facts = {"name": than, "nearest": nearest(than, known)}
            yield Diagnostic("PLN110", facts, (*route, "than"), indicator=indicator.id)
        worse = ("at_most", "less_than") if indicator.sign > 0 else ("at_least", "more_than")
        if indicator.operator in worse:
            facts = {"operator": indicator.operator, "direction": indicator.direction}
            yield Diagnostic("PLN117", facts, (*route, "operator"), indicator=indicator.id)


def _targets(indicator: Indicator) -> Iterator[tuple[Route, Target]]:
    """Its target and those of its revisions, with their routes."""
    yield ("target",), indicator.target
    for position, revision in enumerate(indicator.revisions):
        if revision.target is not None:
            yield ("revisions", position, "target"), revision.target


def _measures(change: Change, indicator: Indicator) -> bool:
    """Whether a change is in %, in the indicator's own unit, or in points of a figure in %."""
    if not change.in_units or not indicator.unit:
        return True
    if change.in_points:
        return is_share(indicator.unit)
    return any(shift(change.unit or "", own) == 0 for own in indicator.unit_names)


def _averaged(target: Target) -> bool:
    """Whether yearly figures of it have a mean: a sum is one of the years already, a place or an answer has none."""
    return target.takes_scale and not target.cumulative and target.judged != "never"


def _one_of(keys: Sequence[str]) -> dict[str, Any]:
    return {"wanted": "exactly_one", "keys": list(keys)}


def _claims(plan: Plan) -> Iterator[Diagnostic]:
    for indicator in plan.indicators:
        for claim in indicator.claims:
            given = [key for key in CLAIMED if getattr(claim, key) is not None]
            if len(given) != 1:
                yield Diagnostic("PLN115", _one_of(given or CLAIMED), claim.route, indicator=indicator.id)


def _baselines(plan: Plan, model: PlanModel, places: Sequence[int]) -> Iterator[Diagnostic]:
    """Baselines with both value and reason, both date and year, or with a date that is invalid or has no effect."""
    for position, indicator, resolved in zip(places, model.indicators, plan.indicators, strict=True):
        route: Route = ("indicators", position)
        written: list[tuple[Route, object]] = [((*route, "baseline"), indicator.baseline)]
        written += [((*route, "revisions", i, "baseline"), each.baseline) for i, each in enumerate(indicator.revisions)]
        own_base = resolved.target.base_year(plan.base_year)
        if resolved.target.is_relative and own_base not in (plan.base_year, resolved.baseline.year):
            # Of two different first years one would have no effect.
            keys = _one_of(["from", "baseline.year"])
            yield Diagnostic("PLN115", keys, (*route, "baseline"), indicator=indicator.id)
        for place, baseline in written:
            if isinstance(baseline, BaselineModel):
                for found in _mistakes_of(baseline, resolved):
                    yield replace(found, route=(*place, *found.route), indicator=indicator.id)


def _mistakes_of(baseline: BaselineModel, indicator: Indicator) -> Iterator[Diagnostic]:
    if baseline.value is not None and baseline.missing is not None:
        yield Diagnostic("PLN115", _one_of(["value", "missing"]))
    if baseline.date is None:
        return
    if baseline.year is not None:
        yield Diagnostic("PLN115", _one_of(["year", "date"]))
    if baseline.value is None:
        yield Diagnostic("PLN102", {"key": "value"})
    if end_of(baseline.date) is None:
        yield Diagnostic("PLN318", {"got": baseline.date}, ("date",))
    elif not indicator.target.takes_dated_baseline:
        yield Diagnostic("PLN118", {"kind": indicator.target.kind}, ("date",))


def _relations(plan: Plan, model: PlanModel) -> Iterator[Diagnostic]:
    known = {indicator.id: indicator for indicator in plan.indicators}
    for relation, written in zip(plan.relations, model.relations, strict=True):
        leading = written.leading()
        if len(leading) != 1:
            yield Diagnostic("PLN115", _one_of(leading or list(NEEDED)), relation.route)
            continue
        for key in NEEDED[leading[0]]:
            if getattr(written, key) is None:
                yield Diagnostic("PLN102", {"key": key}, relation.route)
        for id in relation.ids:
            if id and id not in known:
                facts = {"name": id, "nearest": nearest(id, known)}
                key = next((key for key, value in written if value == id), "sum")
                yield Diagnostic("PLN110", facts, (*relation.route, key))


def _sources(plan: Plan, model: PlanModel) -> Iterator[Diagnostic]:
    """Indicators that a source names and the plan does not have."""
    known = {indicator.id: indicator for indicator in plan.indicators}
    for i, source in enumerate(plan.sources):
        place: Route = ("actuals", i) if isinstance(model.actuals, list) else ("actuals",)
        named = [
            (("indicator",), source.indicator),
            *((("indicators", key), id) for key, id in source.indicators.items()),
        ]
        for route, id in named:
            if id is not None and id not in known:
                facts = {"name": id, "nearest": nearest(id, known)}
                yield Diagnostic("PLN110", facts, (*place, *route))


def _revisions(model: PlanModel, places: Sequence[int]) -> Iterator[Diagnostic]:
    """Revisions with an invalid date, without any change, or with a number for a target without a single value."""
    for position, indicator in zip(places, model.indicators, strict=True):
        route: Route = ("indicators", position)
        target = None if isinstance(indicator.target, Decimal) else indicator.target.resolve()
        for i, revision in enumerate(indicator.revisions):
            place = (*route, "revisions", i)
            if day_of(revision.date) is None:
                yield Diagnostic("PLN318", {"got": revision.date}, (*place, "date"), indicator=indicator.id)
            if all(getattr(revision, key) is None for key in REVISED):
                keys = {"wanted": "at_least_one", "keys": list(REVISED)}
                yield Diagnostic("PLN115", keys, place, indicator=indicator.id)
            if isinstance(revision.target, Decimal) and target is not None and target.with_value(Decimal(0)) is None:
                facts = {"wanted": "mapping", "got": str(revision.target)}
                yield Diagnostic("PLN107", facts, (*place, "target"), indicator=indicator.id)


def end_of(text: str) -> date | None:
    """The last day of the month or day that a text names; None where there is none, or no year after it."""
    day = day_of(text if len(text) > len("2023-09") else f"{text}-01")
    if day is None or day.year == date.max.year:
        return None
    return day if len(text) > len("2023-09") else day.replace(day=days_in(day.year, day.month))


def day_of(text: str) -> date | None:
    """The day that a text names; None where it is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
