"""Resolve: the plan that a plan file describes, with short forms written out and defaults filled in.

Takes validated models, returns a ``Plan`` and the errors between its parts (``consistency.py``), with routes.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.baseline import Baseline
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.indicator import Claim, Indicator, Revision, printed_decimals
from plan_cli.model.label import Label
from plan_cli.model.paths import Path, shape_named
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Entities, Items, Part, Ratio, Relation, Share, Sum
from plan_cli.model.sources import FiscalYear, Source, Window
from plan_cli.model.targets import Level, Target
from plan_cli.model.tolerance import Tolerance
from plan_cli.planfile.consistency import day_of, end_of, inconsistencies
from plan_cli.planfile.models import BaselineModel, ClaimModel, IndicatorModel, PlanModel, PrintedGrowthModel
from plan_cli.planfile.relation_model import RelationModel
from plan_cli.planfile.source import Source as YamlSource


def plan_of(
    model: PlanModel, source: YamlSource, at: tuple[Sequence[int], Sequence[int]] | None = None
) -> tuple[Plan, list[Diagnostic]]:
    """The plan of a model, and the errors between its parts.

    ``at`` holds the positions of its indicators and relations in the file, where some were left out.
    """
    places, related = at or (range(len(model.indicators)), range(len(model.relations)))
    indicators = tuple(
        _indicator(model, written, i, source.place(("indicators", i, "id")))
        for i, written in zip(places, model.indicators, strict=True)
    )
    plan = Plan(
        id=model.id,
        title=Label.of(model.title),
        base_year=model.base_year,
        target_year=model.target_year,
        indicators=indicators,
        groups={key: Label.of(name) for key, name in model.groups.items()},
        relations=tuple(_relation(written, i) for i, written in zip(related, model.relations, strict=True)),
        source=model.source,
        actuals=model.actuals if isinstance(model.actuals, str) else None,
        sources=_sources(model.actuals),
        fiscal_year=None if model.fiscal_year is None else model.fiscal_year.resolve(),
        windows=model.windows,
        file=source.file,
        sha256=source.sha256,
    )
    return plan, inconsistencies(plan, model, places)


def _sources(written: Any) -> tuple[Source, ...]:
    listed = written if isinstance(written, list) else [] if written is None else [written]
    return tuple(Source(file=each) if isinstance(each, str) else each.resolve() for each in listed)


def _first(written: str | dict[str, str] | None) -> str | None:
    """The text, or the one in the first language."""
    return next(iter(written.values())) if isinstance(written, dict) else written


def _printed_growth(written: Any) -> PrintedGrowth | None:
    if isinstance(written, PrintedGrowthModel):
        return PrintedGrowth(written.value, written.unit)
    return None if written is None else PrintedGrowth(written)


def _tolerance(written: Any) -> Tolerance:
    if isinstance(written, str):
        return Tolerance(Decimal(written.rstrip("%")), percent=True)
    return Tolerance(written)


def _baseline(plan: PlanModel, base_year: int, written: Any) -> Baseline:
    if isinstance(written, BaselineModel):
        found = None if written.date is None else end_of(written.date)
        if found is not None:
            year, left = (plan.fiscal_year.resolve() if plan.fiscal_year else FiscalYear(1)).of(found)
            return Baseline(year, written.value, "plan", dated=written.date if left else None, left=left)
        year = written.year or base_year
        if written.value is None:
            return Baseline(year, missing=written.missing)
        return Baseline(year, written.value, "plan")
    if isinstance(written, Decimal):
        return Baseline(base_year, written, "plan")
    return Baseline(base_year)


def _indicator(plan: PlanModel, written: IndicatorModel, position: int, place: Place) -> Indicator:
    direction = written.direction or "increase"
    target: Target = (
        Level(value=written.target)
        if isinstance(written.target, Decimal)
        else written.target.resolve().toward(direction)
    )
    baseline = _baseline(plan, target.base_year(plan.base_year), written.baseline)
    growth = _printed_growth(written.growth)
    unit = _first(written.unit) or ""
    target_year = target.target_year(plan.target_year)
    if written.baseline == "implied" and growth is not None:
        from plan_cli.assess.implied import baseline_from

        implied = baseline_from(target, growth, target_year - baseline.year)
        baseline = baseline if implied is None else Baseline(baseline.year, implied.value, "implied")
    path, tolerance = _path(written.path), _tolerance(written.tolerance)
    printed = baseline.value if baseline.origin == "plan" else None
    return Indicator(
        id=written.id,
        no=written.no,
        name=Label.of(written.name),
        aliases=tuple(written.aliases),
        group=written.group,
        scope=_first(written.scope),
        scopes=Label.of(written.scope) if isinstance(written.scope, dict) else None,
        unit=unit,
        units=Label.of(written.unit) if isinstance(written.unit, dict) else None,
        attribute=written.attribute,
        direction=direction,
        direction_written=written.direction is not None,
        baseline=baseline,
        target=target,
        target_year=target_year,
        growth=growth,
        path=path,
        path_written="path" in written.model_fields_set,
        nature=written.nature or ("stock" if unit == "%" else "flow"),
        decimals=printed_decimals(target, printed, path, tolerance) if written.decimals is None else written.decimals,
        decimals_written=written.decimals is not None,
        tolerance=tolerance,
        source=written.source,
        claims=tuple(_claim(claim, (position, i)) for i, claim in enumerate(written.claims)),
        notes=None if written.notes is None else Label.of(written.notes),
        route=("indicators", position),
        place=place,
        owner=written.owner,
        reported=written.reported,
        scale=written.scale,
        average=None if written.average is None else Window(written.average, plan.windows or "last"),
        weight=written.weight,
        revisions=tuple(_revisions(plan, written, target)),
    )


def _revisions(plan: PlanModel, written: IndicatorModel, first: Target) -> Iterator[Revision]:
    """The revisions with a date; a plain number is another value of the first target."""
    for each in written.revisions:
        day = day_of(each.date)
        if day is None:
            continue
        target: Target | None = None
        if each.target is not None:
            target = (
                first.with_value(each.target)
                if isinstance(each.target, Decimal)
                else each.target.resolve().toward(written.direction or "increase")
            )
        moved = target is not None and not isinstance(each.target, Decimal)
        year = each.year or (target.target_year(plan.target_year) if moved and target is not None else None)
        baseline = (
            None
            if each.baseline is None
            else _baseline(plan, (target or first).base_year(plan.base_year), each.baseline)
        )
        yield Revision(day, target, year, baseline, each.source)


def _path(written: Any) -> Path:
    path: Path = shape_named(written) if isinstance(written, str) else written.resolve()
    return path


def _claim(written: ClaimModel, position: tuple[int, int]) -> Claim:
    values = dict(written) | {"growth": _printed_growth(written.growth)}
    return Claim(**values, route=("indicators", position[0], "claims", position[1]))


def _relation(written: RelationModel, position: int) -> Relation:
    common: dict[str, Any] = {
        name: getattr(written, name) for name in ("operator", "value", "unit", "year", "scope", "note", "source")
    }
    common["route"] = ("relations", position)
    outside = written.whole if written.ratio is not None else written.of
    whole = outside if isinstance(outside, str) else Label.of(outside or "")
    if written.share is not None:
        return Share(part=written.share, whole=whole, **common)
    if written.ratio is not None:
        return Ratio(ratio=written.ratio, part=written.part, whole=whole, **common)
    if written.items is not None:
        return Items(items=written.items, whole=whole, **common)
    if written.sum is not None:
        weights = tuple(written.sum.values()) if isinstance(written.sum, dict) else ()
        return Sum(parts=tuple(written.sum), weights=weights, whole=written.equals or whole, **common)
    if written.entities is not None:
        return Entities(whole=written.entities, entity=written.entity, **common)
    return Part(part=written.part, whole=whole, **common)
