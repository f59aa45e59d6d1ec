"""A dated milestone is less ambitious than the one before it.

If more is better, a lower later value lets the indicator fall back, which is seldom meant. Check whether two values or
two years were swapped.

Bad::

    {id: pilots, name: Pilots, unit: "%", target: {kind: milestones, values: {2021: 90, 2022: 70, 2025: 100}}}

Good::

    {id: pilots, name: Pilots, unit: "%", target: {kind: milestones, values: {2021: 70, 2022: 90, 2025: 100}}}
"""

from collections.abc import Iterator
from itertools import pairwise

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN229"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Dated values that go against the direction."""
    for indicator in plan.indicators:
        levels = indicator.target.levels(indicator.target_year)
        for (early, before), (late, after) in pairwise(sorted(levels.items())):
            if indicator.sign * (after - before) < 0:
                facts = {"early": early, "before": before, "late": late, "after": after, "unit": indicator.unit}
                route = (*indicator.route, "target", "values", late)
                yield Diagnostic(CODE, facts, route, indicator=indicator.id)
