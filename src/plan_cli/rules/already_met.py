"""The baseline already meets the target.

There is nothing left to reach: the target is assessed as one to hold in every year after the base year. If more was
meant, one of the two values is wrong. (A target that the baseline has already passed is `wrong-side`, unless it is a
rank.)

Bad::

    {id: coverage, name: Coverage, unit: 万人, baseline: 100, target: 100}

Good::

    {id: coverage, name: Coverage, unit: 万人, baseline: 92, target: 100}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN223"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Baselines at their target; of a rank also past it."""
    for indicator in plan.indicators:
        base, goal = indicator.baseline.value, indicator.goal
        passed_allowed = indicator.target.own_sign is not None
        if indicator.held_from(base) and (base == goal or passed_allowed):
            facts = {"baseline": base, "target": goal, "unit": indicator.unit, "source": indicator.source or ""}
            yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
