"""The dated milestones end before the plan does.

With `after: none`, no value is required after the last dated one, and a check of those years says so; with
`after: hold` (the default), the last value applies until the plan ends.

Bad::

    {id: pilots, name: Pilots, unit: "%", target: {kind: milestones, values: {2021: 70, 2023: 100}, after: none}}

Good::

    {id: pilots, name: Pilots, unit: "%", target: {kind: milestones, values: {2021: 70, 2025: 100}, after: none}}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Milestones

CODE = "PLN221"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Milestones whose last year comes before the plan's."""
    for indicator in plan.indicators:
        target = indicator.target
        if not isinstance(target, Milestones) or (last := max(target.values)) >= plan.target_year:
            continue
        facts = {
            "last": last, "value": target.values[last], "unit": indicator.unit, "after": target.after,
            "target_year": plan.target_year, "open_years": plan.target_year - last, "source": indicator.source or "",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, (*indicator.route, "target", "values"), indicator=indicator.id)
