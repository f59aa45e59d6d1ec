"""A growth rate claimed in the text differs from the one implied by the table.

The rounding of the table's values is allowed for, but "at least" is taken literally: 14.87 % does not meet "15 % or
more", even if the table prints 15. The diagnostic shows the target that the claimed growth would lead to, and the
difference from the table's. If an indicator has only a growth (a growth target, or a printed growth without a
baseline), the claim is compared with that. Verdicts follow the table; if the text is meant, change the target.

Bad::

    id: trade
    name: Trade
    unit: 亿元
    baseline: 2350
    target: 4700
    growth: 15
    claims: [{growth: 15, operator: at_least, source: chapter 3}]

Good::

    id: trade
    name: Trade
    unit: 亿元
    baseline: 2350
    target: 4700
    growth: 15
    claims: [{growth: 15, source: chapter 3}]
"""

from collections.abc import Iterator

from plan_cli.assess.implied import Interval, carried, growth_between, printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.indicator import Claim, Indicator
from plan_cli.model.plan import Plan

CODE = "PLN207"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Claimed growths of the same scope that the table's figures do not allow."""
    for indicator in plan.indicators:
        for claim in indicator.claims:
            if claim.growth is not None and claim.scope in (None, indicator.scope):
                yield from _against_table(indicator, claim, claim.growth)


def _against_table(indicator: Indicator, claim: Claim, growth: PrintedGrowth) -> Iterator[Diagnostic]:
    ends, years = printed_ends(indicator), indicator.span
    table = growth_between(*ends, years, growth.unit) if ends else _printed(indicator, growth.unit)
    if table is None or table.satisfies(claim.operator, growth.value):
        return
    facts = {
        "claimed": growth.value, "growth_unit": growth.unit, "operator": claim.operator or "exactly",
        "claim_source": claim.source, "source": indicator.source or "", "implied": table.value, "low": table.low,
        "high": table.high, "difference": table.value - growth.value, "unit": indicator.unit, "years": years,
    }  # fmt: skip
    if ends:
        gives = carried(ends[0], growth, years)
        facts |= {"baseline": ends[0], "target": ends[1], "would_give": gives, "short": ends[1] - gives}
    yield Diagnostic(CODE, facts, (*claim.route, "growth"), indicator=indicator.id)


def _printed(indicator: Indicator, unit: str) -> Interval | None:
    """The growth that the table itself prints, where it has nothing else; exact, as no rounding is known of it."""
    growth = indicator.printed_growth
    return Interval(growth.value, growth.value, growth.value) if growth and growth.unit == unit else None
