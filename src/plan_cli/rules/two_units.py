"""A quantity given in two units implies a conversion rate.

2350 亿元 in the table and 340.15 亿美元 in the text are the same quantity in the same year: together they imply 6.9087
yuan to the dollar, within rounding. That helps if another indicator uses the other unit; exchange rates are never
applied to actuals automatically.

Bad::

    id: trade
    name: Trade
    unit: 亿元
    baseline: 2350
    target: 4700
    claims: [{baseline: 340.15, unit: 亿美元, source: chapter 1}]

Good::

    id: trade
    name: Trade
    unit: 亿元
    baseline: 2350
    target: 4700
    claims: [{baseline: 0.235, unit: 万亿元, source: chapter 1}]
"""

from collections.abc import Iterator

from plan_cli.assess.implied import Interval, printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.model.units import shift

CODE = "PLN215"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Claims in a unit of another base, with the rate that they imply."""
    for indicator in plan.indicators:
        ends = printed_ends(indicator)
        for claim in indicator.claims:
            value = claim.baseline if claim.baseline is not None else claim.target
            if ends is None or value is None or claim.unit is None or shift(claim.unit, indicator.unit) is not None:
                continue
            ours = ends[0] if claim.baseline is not None else ends[1]
            year = indicator.baseline.year if claim.baseline is not None else indicator.target_year
            rate = Interval.printed(ours).over(Interval.printed(value))
            if rate is None or claim.year not in (None, year):
                continue
            facts = {
                "table": ours, "unit": indicator.unit, "claimed": value, "claim_unit": claim.unit, "year": year,
                "rate": rate.value, "low": rate.low, "high": rate.high, "source": indicator.source or "",
                "claim_source": claim.source,
            }  # fmt: skip
            yield Diagnostic(CODE, facts, (*claim.route, "unit"), indicator=indicator.id)
