"""A percentage of counted items is not a whole number of items.

70 % of 113 items is 79.1: 79 items are 69.91 %, which rounds to 70 but is less; 80 are 70.80 %. Whoever reports will
have to choose, so the plan should state the number.

Bad::

    indicators:
      - {id: pilots, name: Pilots, unit: "%", target: {kind: milestones, values: {2021: 70, 2025: 100}}, source: table}
    relations:
      - {items: 113, of: pilots, source: chapter 4}

Good::

    indicators:
      - {id: pilots, name: Pilots, unit: "%", target: {kind: milestones, values: {2021: 70, 2025: 100}}, source: table}
    relations:
      - {items: 110, of: pilots, source: chapter 4}
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Items

CODE = "PLN222"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Percentages of counted things that no count makes exactly."""
    for relation in plan.related(Items):
        indicator = plan.indicator(relation.whole) if isinstance(relation.whole, str) else None
        if indicator is None or indicator.unit != "%" or not relation.items:
            continue
        percentages = list(indicator.target.levels(indicator.target_year).values())
        with exact_arithmetic():
            counts = [value * relation.items / 100 for value in percentages]
        fractional = [(value, count) for value, count in zip(percentages, counts, strict=True) if count % 1]
        if fractional:
            up = [count.to_integral_value(ROUND_CEILING) for _, count in fractional]
            facts = {
                "items": relation.items, "values": [value for value, _ in fractional],
                "counts": [count for _, count in fractional],
                "whole_counts": up, "source": relation.source or "", "own_source": indicator.source or "",
            }  # fmt: skip
            yield Diagnostic(CODE, facts, (*relation.route, "items"), indicator=indicator.id)
