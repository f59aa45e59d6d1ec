"""The document gives no baseline for a value to be reached.

Without a baseline there is no path: the indicator is achieved once it meets its target, off track if it does not in
the target year, and cannot be assessed before that. A row for the base year in the actuals serves as the baseline; if
a growth is printed, `baseline: implied` computes one.

Bad::

    {id: africa, name: Trade with Africa, unit: 亿元, baseline: {missing: dash}, target: 300}

Good::

    {id: africa, name: Trade with Africa, unit: 亿元, baseline: 228, target: 300}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN216"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Targets with nothing to start from and no growth to find it by."""
    for indicator in plan.indicators:
        if not indicator.target.needs_baseline or indicator.baseline.value is not None or indicator.growth:
            continue
        facts = {
            "target": indicator.goal, "unit": indicator.unit, "year": indicator.target_year,
            "base_year": indicator.baseline.year, "why": indicator.baseline.missing or "unstated",
            "source": indicator.source or "",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
