"""Ambiguous: what a plan does not say clearly enough to be worked with, told together and with its place.

What only makes a plan doubtful is for ``rules/``. To add a check: one function here that yields diagnostics with
routes, its line in ``ambiguous``, and an input that provokes it in ``tests/test_mistakes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.planfile.models import FORMATS, BaselineForm, PlanForm, RelationForm, names_of
from plan_cli.planfile.profiles import mistakes_in
from plan_cli.text import nearest


def ambiguous(plan: Plan, form: PlanForm, places: Sequence[int]) -> list[Diagnostic]:
    """Everything of the kind in a plan; ``places`` say where its indicators stand in the file."""
    return [
        *_format(form),
        *_names(plan),
        *_groups(plan),
        *_years(plan),
        *_numbers(plan),
        *_baselines(form, places),
        *_relations(plan, form),
        *mistakes_in(form.profiles),
        *_revisions(form, places),
    ]


def _format(form: PlanForm) -> Iterator[Diagnostic]:
    if form.format not in FORMATS:
        yield Diagnostic("PLN114", {"got": form.format, "known": list(FORMATS)}, ("format",))


def _names(plan: Plan) -> Iterator[Diagnostic]:
    """Ids twice, and names that would mean two indicators in an actuals file."""
    ids: dict[str, Indicator] = {}
    owners: dict[str, Indicator] = {}
    for indicator in plan.indicators:
        first = ids.setdefault(indicator.id, indicator)
        if first is not indicator:
            facts = {"id": indicator.id, "first": first.route}
            yield Diagnostic("PLN108", facts, (*indicator.route, "id"), indicator=indicator.id)
            continue
        for name, route in _called(indicator):
            owner = owners.setdefault(name, indicator)
            if owner is not indicator:
                facts = {"name": name, "other": owner.id, "first": owner.route}
                yield Diagnostic("PLN111", facts, (*indicator.route, *route), indicator=indicator.id)


def _called(indicator: Indicator) -> Iterator[tuple[str, Route]]:
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
        if indicator.target_year <= indicator.baseline.year:
            facts = {"base_year": indicator.baseline.year, "target_year": indicator.target_year}
            yield Diagnostic("PLN112", facts, (*indicator.route, "target"), indicator=indicator.id)


def _numbers(plan: Plan) -> Iterator[Diagnostic]:
    """Values that are needed for a meaning and are not there, or cannot be."""
    for indicator in plan.indicators:
        target, route = indicator.target, (*indicator.route, "target")
        for key, found in (("target", target.mistakes()), ("path", indicator.path.mistakes())):
            for code, facts, inside in found:
                yield Diagnostic(code, facts, (*indicator.route, key, *inside), indicator=indicator.id)
        if (indicator.operator in ("at_most", "less_than")) == (indicator.sign > 0) and _ordered(indicator.operator):
            facts = {"operator": indicator.operator, "direction": indicator.direction}
            yield Diagnostic("PLN117", facts, (*route, "operator"), indicator=indicator.id)
        for claim in indicator.claims:
            given = [key for key in ("target", "growth", "baseline") if getattr(claim, key) is not None]
            if len(given) != 1:
                keys = given or ["target", "growth", "baseline"]
                yield Diagnostic("PLN115", {"keys": keys}, claim.route, indicator=indicator.id)


def _baselines(form: PlanForm, places: Sequence[int]) -> Iterator[Diagnostic]:
    """A value, and a reason why there is none."""
    for position, written in zip(places, form.indicators, strict=True):
        told = written.baseline
        if isinstance(told, BaselineForm) and told.value is not None and told.missing is not None:
            route = ("indicators", position, "baseline")
            yield Diagnostic("PLN115", {"keys": ["value", "missing"]}, route, indicator=written.id)


def _ordered(operator: str) -> bool:
    """Whether an operator says which side is the good one."""
    return operator not in ("about", "exactly")


def _relations(plan: Plan, form: PlanForm) -> Iterator[Diagnostic]:
    known = {indicator.id: indicator for indicator in plan.indicators}
    for relation, written in zip(plan.relations, form.relations, strict=True):
        leading = [key for key in ("share", "ratio", "items", "sum") if getattr(written, key) is not None]
        if len(leading) > 1 or (not leading and written.part is None):
            yield Diagnostic("PLN115", {"keys": leading or ["share", "ratio", "items", "sum", "part"]}, relation.route)
            continue
        needed = {"share": ("of", "value"), "ratio": ("part", "whole"), "items": ("of",), "sum": ("equals",)}
        for key in needed.get(leading[0] if leading else "", ("of",)):
            if getattr(written, key) is None:
                yield Diagnostic("PLN102", {"key": key}, relation.route)
        for id in relation.ids:
            if id and id not in known:
                facts = {"name": id, "nearest": nearest(id, known)}
                yield Diagnostic("PLN110", facts, (*relation.route, _key_of(written, id)))


def _key_of(written: RelationForm, id: str) -> str:
    """Under which key of a relation an id stands."""
    found = [name for name in names_of(RelationForm) if getattr(written, name) == id]
    return found[0] if found else "sum"


def _revisions(form: PlanForm, places: Sequence[int]) -> Iterator[Diagnostic]:
    """Dates that are none, and revisions of a target that has no value to revise."""
    for position, written in zip(places, form.indicators, strict=True):
        route: Route = ("indicators", position, "revisions")
        target = written.target
        if written.revisions and not isinstance(target, Decimal) and target.with_value(Decimal(0)) is None:
            facts = {"wanted": "number", "got": target.kind}
            yield Diagnostic("PLN107", facts, ("indicators", position, "target"), indicator=written.id)
        for i, each in enumerate(written.revisions):
            if day_of(each.date) is None:
                yield Diagnostic("PLN318", {"got": each.date}, (*route, i, "date"), indicator=written.id)


def day_of(text: str) -> date | None:
    """The day that a text names; None where it is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
