"""An 'about' target has no tolerance.

Without a tolerance only the exact value would meet it, and nothing would miss it. Write `tolerance:` in the
indicator's unit or as a percentage of the value.

Bad::

    {id: share, name: Output, unit: t, baseline: 10, target: {kind: level, value: 20, operator: about}}

Good::

    {id: share, name: Output, unit: t, baseline: 10, target: {kind: level, value: 20, operator: about}, tolerance: "5%"}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN203"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Targets with `operator: about` and no tolerance."""
    for indicator in plan.indicators:
        if indicator.operator == "about" and not indicator.tolerance.value:
            facts = {"target": getattr(indicator.target, "value", None), "source": indicator.source or ""}
            yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
