"""A value claimed in the text differs from the table.

Quantity, year and scope are the same, and rounding does not explain the difference. Units with the same base are
converted (亿元, 万亿元); other units are not compared here. The diagnostic names the stricter value and, if a growth is
printed, the value that fits it. Verdicts follow the table; if the text is meant, swap the two.

Bad::

    id: cargo
    name: Air cargo
    unit: 万吨
    baseline: 7.54
    target: 18
    growth: 19
    claims: [{target: 14, operator: at_least, source: chapter 3}]

Good::

    id: cargo
    name: Air cargo
    unit: 万吨
    baseline: 7.54
    target: 18
    growth: 19
    claims: [{target: 18, operator: at_least, source: chapter 3}, {baseline: 75.4, unit: 千吨, source: chapter 1}]
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from plan_cli.assess.implied import Interval, PrintedFigure, converted, growth_between, printed_ends, table_figures
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Claim, Indicator
from plan_cli.model.plan import Plan

CODE = "PLN206"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Claimed targets and baselines that differ from the table's beyond rounding."""
    for indicator in plan.indicators:
        for claim in indicator.claims:
            value = claim.target if claim.target is not None else claim.baseline
            if value is None or claim.scope not in (None, indicator.scope):
                continue
            table = _table_figure(indicator, claim)
            mine = PrintedFigure(Interval.printed(value), claim.unit or indicator.unit, claim.operator, claim.source)
            converted_figure = None if table is None else converted(mine, table.unit)
            if table is None or converted_figure is None or converted_figure.interval.overlaps(table.interval):
                continue
            yield Diagnostic(
                CODE, _facts(indicator, claim, table, converted_figure), claim.route, indicator=indicator.id
            )


def _table_figure(indicator: Indicator, claim: Claim) -> PrintedFigure | None:
    """What the table itself says of the year and kind that a claim speaks of."""
    is_target = claim.target is not None
    year = claim.year or (indicator.target_year if is_target else indicator.baseline.year)
    if indicator.target.cumulative and is_target and indicator.goal is not None:
        return PrintedFigure(Interval.printed(indicator.goal), indicator.unit, indicator.operator, indicator.source)
    return next(table_figures(indicator, year), None)


def _facts(indicator: Indicator, claim: Claim, table: PrintedFigure, converted_figure: PrintedFigure) -> dict[str, Any]:
    ours, theirs = table.interval.value, converted_figure.interval.value
    is_target = claim.target is not None
    facts: dict[str, Any] = {
        "claimed": theirs, "operator": claim.operator or "exactly", "claim_source": claim.source, "table": ours,
        "source": indicator.source or "", "unit": table.unit, "difference": theirs - ours,
        "year": claim.year or (indicator.target_year if is_target else indicator.baseline.year),
    }  # fmt: skip
    if is_target:
        facts["stricter"] = max(ours, theirs) if indicator.sign > 0 else min(ours, theirs)
        facts["stricter_source"] = (indicator.source if facts["stricter"] == ours else claim.source) or ""
    return facts | (_growths(indicator, ours, theirs) if is_target else {})


def _growths(indicator: Indicator, ours: Decimal, theirs: Decimal) -> dict[str, Any]:
    """Which growth each target means, and which one the printed growth is nearer to."""
    ends, growth = printed_ends(indicator), indicator.growth
    if ends is None or growth is None:
        return {}
    both = [growth_between(ends[0], value, indicator.span, growth.unit) for value in (ours, theirs)]
    if both[0] is None or both[1] is None:
        return {}
    nearer, farther = sorted(zip(both, (ours, theirs), strict=True), key=lambda one: abs(one[0].value - growth.value))  # type: ignore[union-attr]
    return {
        "printed": growth.value, "growth_unit": growth.unit, "nearer": nearer[1], "nearer_growth": nearer[0].value,  # type: ignore[union-attr]
        "farther": farther[1], "farther_growth": farther[0].value,  # type: ignore[union-attr]
    }  # fmt: skip
