"""A value is to be reached from a baseline that the document does not give.

Without a baseline there is no path: the indicator counts as achieved once its target is met, and in its target year
as off track otherwise; until then nothing can be said. Where the base year was reported, a row of the actuals file
serves as the baseline; where a growth is printed, `baseline: implied` runs it backwards.

Bad::

    {id: africa, name: Trade with Africa, unit: 亿元, baseline: {missing: dash}, target: 300}

Good::

    {id: africa, name: Trade with Africa, unit: 亿元, baseline: 228, target: 300}
"""

from __future__ import annotations

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
