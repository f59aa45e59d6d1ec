"""A claim, a relation or an indicator has no source.

A contradiction between two places helps only if both can be looked up. A claim or relation with an empty source is
always reported; an indicator without one only if other indicators have theirs and the plan as a whole has none.

Bad::

    id: trade
    name: Trade
    unit: 亿元
    baseline: 2350
    target: 4700
    claims: [{target: 4700, source: ""}]

Good::

    id: trade
    name: Trade
    unit: 亿元
    baseline: 2350
    target: 4700
    claims: [{target: 4700, source: chapter 3}]
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN226"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Statements that cannot be looked up."""
    sourced = not plan.source and any(indicator.source for indicator in plan.indicators)
    for indicator in plan.indicators:
        if sourced and not (indicator.source or "").strip():
            yield Diagnostic(CODE, {"what": "indicator"}, indicator.route, indicator=indicator.id)
        for claim in indicator.claims:
            if not claim.source.strip():
                yield Diagnostic(CODE, {"what": "claim"}, (*claim.route, "source"), indicator=indicator.id)
    for relation in plan.relations:
        if not (relation.source or "").strip():
            yield Diagnostic(CODE, {"what": "relation"}, (*relation.route, "source"))
