"""A compound path needs two positive values.

Zero does not grow by any percentage, and no rate of growth crosses zero. The indicator has no milestones until its path
is `linear` or has dated values.

Bad::

    {id: balance, name: Balance, unit: 亿元, baseline: 0, target: 10}

Good::

    {id: balance, name: Balance, unit: 亿元, baseline: 0, target: 10, path: linear}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.model.trajectory import NoTrajectory

CODE = "PLN202"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Compound paths that cannot be computed."""
    for indicator in plan.indicators:
        base = indicator.baseline.value
        if indicator.trajectory(base) == NoTrajectory("compound_needs_positive"):
            facts = {"baseline": base, "target": indicator.goal}
            yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
