"""Relations held against what was reported for a year, by the rules that hold them against the plan's own figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from plan_cli.assess.row import chosen_row, own_rows
from plan_cli.assess.vintages import within
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual, Period
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Entities, Part, Relation, Sum
from plan_cli.model.targets import Statement
from plan_cli.rules import part, ratio, share, sum

#: A rule, and the code of what it finds among reported figures.
_RULES = ((sum, "PLN411"), (part, "PLN412"), (share, "PLN413"), (ratio, "PLN414"))


def reported_relations(
    plan: Plan, year: int, rows: Mapping[str, Sequence[Actual]], period: Period | None = None
) -> list[Diagnostic]:
    """Sums, parts, shares and ratios that the figures of a year do not make, their rounding allowed for.

    ``rows`` are those of each indicator. Only exact figures of the full year count, or of the ``period`` of it, whose
    sums and parts are those of the year; shares and ratios are stated of years. A relation that speaks of one year is
    held in that year only. Of entities it says that they were not looked at.
    """
    relations = plan.relations
    if period is not None:
        relations = tuple(each for each in relations if isinstance(each, Sum | Part))
        rows = {each.id: within(each, list(rows.get(each.id, ())), period) for each in plan.indicators}
    unseen = [_unseen(plan, relation) for relation in plan.related(Entities)]
    figures = ((each.id, _exact_figure(each, rows.get(each.id, ()), year)) for each in plan.indicators)
    chosen = {id: row for id, row in figures if row is not None}
    found = contradicted(
        plan, relations, year, {id: row.value for id, row in chosen.items() if row.value is not None}, period
    )
    return [*unseen, *(replace(each, place=chosen[each.indicator or ""].place) for each in found)]


def contradicted(
    plan: Plan, relations: Sequence[Relation], year: int, figures: Mapping[str, Decimal], period: Period | None = None
) -> list[Diagnostic]:
    """Which of some relations the figures reported for a year do not meet; ``figures`` by the indicators' ids."""
    held = tuple(replace(each, year=year) for each in relations if each.year in (None, year))
    if not figures or not held:
        return []
    named = {id for each in held for id in each.ids}
    indicators = tuple(_as_reported(each, figures.get(each.id), year) for each in plan.indicators if each.id in named)
    seen = replace(plan, indicators=indicators, relations=held, target_year=year)
    part = {} if period is None else {"in_part": period}
    return [
        replace(each, code=code, route=(), facts={**each.facts, **part})
        for rule, code in _RULES
        for each in rule.find(seen)
    ]


def _unseen(plan: Plan, relation: Entities) -> Diagnostic:
    """Entities are those of a panel: a check of the plan's own figures has none to add up."""
    whole = plan.indicator(str(relation.whole))
    found = Diagnostic("PLN420", {"whole": whole.name if whole else relation.whole})
    return found if whole is None else replace(found, place=whole.place, indicator=whole.id)


def _exact_figure(indicator: Indicator, rows: Sequence[Actual], year: int) -> Actual | None:
    row = chosen_row(own_rows(indicator, rows), year)
    usable = row is not None and row.value is not None and not row.bound and not row.part_year and row.status != "F"
    return row if usable else None


def _as_reported(indicator: Indicator, value: Decimal | None, year: int) -> Indicator:
    """The indicator with the reported figure as the only one that is printed of it."""
    # The year after has no figure: the rules look at a base year and at a target year.
    return replace(
        indicator,
        baseline=Baseline(year, value, None if value is None else "plan"),
        target=Statement(text=""),
        target_year=year + 1,
        claims=(),
    )
