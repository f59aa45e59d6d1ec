"""The target is on the wrong side of the baseline for its direction.

An indicator that should increase has a target below its baseline, or one that should decrease has it above. Without an
explicit ``direction`` this is an error: the direction is never guessed from the values. With an explicit one, the
target is one to hold.

Bad::

    {id: unemployment, name: Unemployment, unit: "%", baseline: 6.1, target: 5}

Good::

    {id: unemployment, name: Unemployment, unit: "%", baseline: 6.1, target: 5, direction: decrease}
"""

from collections.abc import Iterator

from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN201"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Level targets that lie on the wrong side of a baseline that the plan prints."""
    for indicator in plan.indicators:
        if not indicator.wrong_side:
            continue
        facts = {
            "target": indicator.goal,
            "baseline": indicator.target.start(indicator.baseline.value),
            "direction": indicator.direction,
            "other": "decrease" if indicator.direction == "increase" else "increase",
            "unstated": None if indicator.direction_written else indicator.direction,
        }
        severity = Severity.WARNING if indicator.direction_written else Severity.ERROR
        route = (*indicator.route, "target")
        yield Diagnostic(CODE, facts, route, indicator=indicator.id, severity_here=severity)
