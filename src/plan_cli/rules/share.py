"""A share differs from the values of the part and the whole.

Part ÷ whole in the same year, allowing for the rounding of both, is compared with the printed share. The diagnostic
shows what the part would have to be and the growth that needs, or what the whole would have to be. If the two have
different units, a value that the text gives in the other unit is used. Verdicts follow the indicators' own targets: a
share is assessed only if it is an indicator itself.

Bad::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: processing, name: Processing trade, unit: 亿元, baseline: 478, target: 960, source: table}
    relations:
      - {share: processing, of: trade, operator: at_least, value: 30, unit: "%", year: 2025, source: chapter 4}

Good::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: processing, name: Processing trade, unit: 亿元, baseline: 478, target: 960, source: table}
    relations:
      - {share: processing, of: trade, operator: at_least, value: 20, unit: "%", year: 2025, source: chapter 4}
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from plan_cli.assess.implied import Interval, growth_between, in_one_unit, name_of
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Share

CODE = "PLN209"
_HUNDRED = Interval(Decimal(100), Decimal(100), Decimal(100))


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Shares whose part and whole are both given and make another share."""
    for relation in plan.related(Share):
        if relation.value is None or not isinstance(relation.whole, str):
            continue
        year = relation.year or plan.target_year
        both = in_one_unit(plan, relation.part or "", relation.whole, year)
        implied = both[0].interval.times(_HUNDRED).over(both[1].interval) if both else None
        if both is None or implied is None or implied.satisfies(relation.operator, relation.value):
            continue
        part, whole = both[0].interval.value, both[1].interval.value
        with exact_arithmetic():
            needed = whole * relation.value / 100
            largest = part * 100 / relation.value if relation.value else None
        facts: dict[str, Any] = {
            "part": name_of(plan, relation.part), "whole": name_of(plan, relation.whole), "part_value": part,
            "whole_value": whole, "unit": both[0].unit, "year": year, "operator": relation.operator or "exactly",
            "share": relation.value, "made": implied.value, "difference": implied.value - relation.value,
            "needed_part": needed, "needed_whole": largest, "source": relation.source or "",
            "part_source": both[0].source or "", "whole_source": both[1].source or "",
        }  # fmt: skip
        facts |= _growth(plan, relation, needed)
        yield Diagnostic(CODE, facts, (*relation.route, "value"), indicator=relation.part)


def _growth(plan: Plan, relation: Share, needed: Decimal) -> dict[str, Any]:
    """The growth that the part would need to make up the share."""
    part = plan.indicator(relation.part or "")
    base = part.baseline.value if part else None
    year = relation.year or plan.target_year
    if part is None or base is None or year <= part.baseline.year:
        return {}
    growth = growth_between(base, needed, year - part.baseline.year)
    return {"needed_growth": growth.value} if growth else {}
