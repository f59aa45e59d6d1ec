"""What a plan file means: short forms spelt out, defaults filled in, names and years checked.

Takes a validated form, returns a ``Plan`` and findings with routes. What only makes a plan doubtful is for
``rules/``; here stands what would make its meaning ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plan_cli.document.forms import (
    BaselineForm,
    ClaimForm,
    GrowthForm,
    IndicatorForm,
    PlanForm,
    RelationForm,
    Unwritten,
    names_of,
)
from plan_cli.document.own_profiles import mistakes_in, stated
from plan_cli.finding import Finding, Route
from plan_cli.implied import baseline_from
from plan_cli.nearest import nearest
from plan_cli.paths import CompoundPath, Path, shape_named
from plan_cli.plan import (
    Baseline,
    Claim,
    Indicator,
    Label,
    Plan,
    PrintedGrowth,
    Relation,
    Revision,
    Tolerance,
    printed_decimals,
)
from plan_cli.targets import Band, Growth, Level, Milestones, Rank, Target, Total

FORMATS = (1,)


def plan_of(
    form: PlanForm, file: str, sha256: str, at: tuple[Sequence[int], Sequence[int]] | None = None
) -> tuple[Plan, list[Finding]]:
    """The plan that a form means, and what is ambiguous in it.

    ``at`` says where its indicators and relations stand in the file, where that is not one after the other.
    """
    places, related = at or (range(len(form.indicators)), range(len(form.relations)))
    indicators = tuple(_indicator(form, written, i) for i, written in zip(places, form.indicators, strict=True))
    plan = Plan(
        id=form.id,
        title=_label(form.title),
        base_year=form.base_year,
        target_year=form.target_year,
        indicators=indicators,
        groups={key: _label(name) for key, name in form.groups.items()},
        relations=tuple(_relation(written, i) for i, written in zip(related, form.relations, strict=True)),
        source=form.source,
        actuals=form.actuals,
        file=file,
        sha256=sha256,
        profiles=stated(form.profiles),
    )
    return plan, [
        *_format(form),
        *_names(plan),
        *_groups(plan),
        *_years(plan),
        *_numbers(plan),
        *_relations(plan, form),
        *mistakes_in(form.profiles),
        *_revisions(form, places),
    ]


def _label(written: Any) -> Label:
    return Label(dict(written) if isinstance(written, dict) else {"": written})


def _printed_growth(written: Any) -> PrintedGrowth | None:
    if isinstance(written, GrowthForm):
        return PrintedGrowth(written.value, written.unit)
    return None if written is None else PrintedGrowth(written)


def _tolerance(written: Any) -> Tolerance:
    if isinstance(written, str):
        return Tolerance(Decimal(written.rstrip("%")), percent=True)
    return Tolerance(written)


def _baseline(plan: PlanForm, written: Any) -> Baseline:
    if isinstance(written, BaselineForm):
        year = written.year or plan.base_year
        if written.value is None:
            return Baseline(year, missing=written.missing)
        return Baseline(year, written.value, "plan")
    if isinstance(written, Decimal):
        return Baseline(plan.base_year, written, "plan")
    return Baseline(plan.base_year)


def _indicator(plan: PlanForm, written: IndicatorForm, position: int) -> Indicator:
    target: Target = Level(value=written.target) if isinstance(written.target, Decimal) else written.target
    baseline = _baseline(plan, written.baseline)
    growth = _printed_growth(written.growth)
    target_year = getattr(target, "year", None) or plan.target_year
    if isinstance(target, Milestones) and target.values:
        target_year = target.last_year if target.after == "none" else max(target.last_year, plan.target_year)
    if written.baseline == "implied" and growth is not None:
        implied = baseline_from(target, growth, target_year - baseline.year)
        baseline = baseline if implied is None else Baseline(baseline.year, implied.value, "implied")
    printed = baseline.value if baseline.origin == "plan" else None
    return Indicator(
        id=written.id,
        no=written.no,
        name=_label(written.name),
        aliases=tuple(written.aliases),
        group=written.group,
        scope=written.scope,
        unit=written.unit,
        attribute=written.attribute,
        direction=written.direction or "increase",
        direction_written=written.direction is not None,
        baseline=baseline,
        target=target,
        target_year=target_year,
        growth=growth,
        path=_path(written.path),
        path_written=not isinstance(written.path, Unwritten),
        nature=written.nature or ("stock" if written.unit == "%" else "flow"),
        decimals=printed_decimals(target, printed) if written.decimals is None else written.decimals,
        decimals_written=written.decimals is not None,
        tolerance=_tolerance(written.tolerance),
        source=written.source,
        claims=tuple(_claim(claim, (position, i)) for i, claim in enumerate(written.claims)),
        notes=None if written.notes is None else _label(written.notes),
        route=("indicators", position),
        weight=written.weight,
        revisions=tuple(
            Revision(made, each.target, each.source) for each in written.revisions if (made := _date(each.date))
        ),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _revisions(form: PlanForm, places: Sequence[int]) -> Iterator[Finding]:
    """Dates that are none, and revisions of a target that has no value to revise."""
    for position, written in zip(places, form.indicators, strict=True):
        route: Route = ("indicators", position, "revisions")
        if written.revisions and not isinstance(written.target, Decimal | Level | Total | Rank):
            facts = {"wanted": "number", "got": written.target.kind}
            yield Finding("PLN107", facts, ("indicators", position, "target"), indicator=written.id)
        for i, each in enumerate(written.revisions):
            if _date(each.date) is None:
                yield Finding("PLN318", {"got": each.date}, (*route, i, "date"), indicator=written.id)


def _path(written: Any) -> Path:
    return shape_named(written) if isinstance(written, str) else written


def _claim(written: ClaimForm, position: tuple[int, int]) -> Claim:
    values = {name: getattr(written, name) for name in names_of(ClaimForm)}
    values["growth"] = _printed_growth(written.growth)
    return Claim(**values, route=("indicators", position[0], "claims", position[1]))


def _relation(written: RelationForm, position: int) -> Relation:
    common: dict[str, Any] = {
        name: getattr(written, name) for name in ("operator", "value", "unit", "year", "scope", "note", "source")
    }
    common["route"] = ("relations", position)
    outside = written.whole if written.ratio is not None else written.of
    whole = outside if isinstance(outside, str) else _label(outside or "")
    if written.share is not None:
        return Relation(kind="share", part=written.share, whole=whole, **common)
    if written.ratio is not None:
        return Relation(kind="ratio", ratio=written.ratio, part=written.part, whole=whole, **common)
    if written.items is not None:
        return Relation(kind="items", items=written.items, whole=whole, **common)
    if written.sum is not None:
        return Relation(kind="sum", parts=tuple(written.sum), whole=written.equals or whole, **common)
    return Relation(kind="part", part=written.part, whole=whole, **common)


def _format(form: PlanForm) -> Iterator[Finding]:
    if form.format not in FORMATS:
        yield Finding("PLN114", {"got": form.format, "known": list(FORMATS)}, ("format",))


def _names(plan: Plan) -> Iterator[Finding]:
    """Ids twice, and names that would mean two indicators in an actuals file."""
    ids: dict[str, Indicator] = {}
    owners: dict[str, Indicator] = {}
    for indicator in plan.indicators:
        first = ids.setdefault(indicator.id, indicator)
        if first is not indicator:
            facts = {"id": indicator.id, "first": first.route}
            yield Finding("PLN108", facts, (*indicator.route, "id"), indicator=indicator.id)
            continue
        for name, route in _called(indicator):
            owner = owners.setdefault(name, indicator)
            if owner is not indicator:
                facts = {"name": name, "other": owner.id, "first": owner.route}
                yield Finding("PLN111", facts, (*indicator.route, *route), indicator=indicator.id)


def _called(indicator: Indicator) -> Iterator[tuple[str, Route]]:
    yield indicator.id, ("id",)
    if indicator.no is not None:
        yield str(indicator.no), ("no",)
    for language, name in indicator.name.texts.items():
        yield name, ("name", language) if language else ("name",)
    for position, alias in enumerate(indicator.aliases):
        yield alias, ("aliases", position)


def _groups(plan: Plan) -> Iterator[Finding]:
    known = list(plan.groups)
    for indicator in plan.indicators:
        if indicator.group is not None and indicator.group not in plan.groups:
            facts = {"group": indicator.group, "nearest": nearest(indicator.group, known), "known": known}
            yield Finding("PLN109", facts, (*indicator.route, "group"), indicator=indicator.id)


def _years(plan: Plan) -> Iterator[Finding]:
    if plan.target_year <= plan.base_year:
        yield Finding("PLN112", {"base_year": plan.base_year, "target_year": plan.target_year}, ("target_year",))
        return
    for indicator in plan.indicators:
        if indicator.target_year <= indicator.baseline.year:
            facts = {"base_year": indicator.baseline.year, "target_year": indicator.target_year}
            yield Finding("PLN112", facts, (*indicator.route, "target"), indicator=indicator.id)


def _numbers(plan: Plan) -> Iterator[Finding]:
    """Values that are needed for a meaning and are not there, or cannot be."""
    for indicator in plan.indicators:
        target, route = indicator.target, (*indicator.route, "target")
        if isinstance(target, Band) and target.low is None and target.high is None:
            yield Finding("PLN115", {"keys": ["low", "high"]}, route, indicator=indicator.id)
        if isinstance(target, Band) and target.low is not None and target.high is not None and target.low > target.high:
            facts = {"got": str(target.low), "limit": target.high, "relation": "less_than_equal"}
            yield Finding("PLN113", facts, (*route, "low"), indicator=indicator.id)
        if isinstance(target, Milestones) and not target.values:
            yield Finding("PLN107", {"wanted": "not_empty", "got": "{…}"}, (*route, "values"), indicator=indicator.id)
        weights = getattr(target, "weights", None)
        if weights is not None and (sum(weights.values()) <= 0 or min(weights.values()) < 0):
            facts = {"got": "weights", "limit": 0, "relation": "greater_than"}
            yield Finding("PLN113", facts, (*route, "weights"), indicator=indicator.id)
        if isinstance(target, Growth) and target.rate <= -100:
            facts = {"got": str(target.rate), "limit": -100, "relation": "greater_than"}
            yield Finding("PLN113", facts, (*route, "rate"), indicator=indicator.id)
        if isinstance(indicator.path, CompoundPath):
            yield from _shrinking(indicator)
        if (indicator.operator in ("at_most", "less_than")) == (indicator.sign > 0) and _ordered(indicator.operator):
            facts = {"operator": indicator.operator, "direction": indicator.direction}
            yield Finding("PLN117", facts, (*route, "operator"), indicator=indicator.id)
        for claim in indicator.claims:
            given = [key for key in ("target", "growth", "baseline") if getattr(claim, key) is not None]
            if len(given) != 1:
                keys = given or ["target", "growth", "baseline"]
                yield Finding("PLN115", {"keys": keys}, claim.route, indicator=indicator.id)


def _ordered(operator: str) -> bool:
    """Whether an operator says which side is the good one."""
    return operator not in ("about", "exactly")


def _shrinking(indicator: Indicator) -> Iterator[Finding]:
    assert isinstance(indicator.path, CompoundPath)
    for key, value in (("growth", indicator.path.growth), ("change", indicator.path.change)):
        if value is not None and value <= -100:
            facts = {"got": str(value), "limit": -100, "relation": "greater_than"}
            yield Finding("PLN113", facts, (*indicator.route, "path", key), indicator=indicator.id)


def _relations(plan: Plan, form: PlanForm) -> Iterator[Finding]:
    known = {indicator.id: indicator for indicator in plan.indicators}
    for relation, written in zip(plan.relations, form.relations, strict=True):
        leading = [key for key in ("share", "ratio", "items", "sum") if getattr(written, key) is not None]
        if len(leading) > 1 or (not leading and written.part is None):
            yield Finding("PLN115", {"keys": leading or ["share", "ratio", "items", "sum", "part"]}, relation.route)
            continue
        needed = {"share": ("of", "value"), "ratio": ("part", "whole"), "items": ("of",), "sum": ("equals",)}
        for key in needed.get(leading[0] if leading else "", ("of",)):
            if getattr(written, key) is None:
                yield Finding("PLN102", {"key": key}, relation.route)
        for id in relation.ids:
            if id and id not in known:
                facts = {"name": id, "nearest": nearest(id, known)}
                yield Finding("PLN110", facts, (*relation.route, _key_of(written, id)))


def _key_of(written: RelationForm, id: str) -> str:
    """Under which key of a relation an id stands."""
    found = [name for name in names_of(RelationForm) if getattr(written, name) == id]
    return found[0] if found else "sum"
