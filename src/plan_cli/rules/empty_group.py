"""A group has no indicators.

It appears nowhere. Either an indicator lacks its `group`, or the group is no longer needed.

Bad::

    groups: {trade: Trade, ports: Ports}
    indicators:
      - {id: trade, name: Trade, group: trade, unit: 亿元, baseline: 2350, target: 4700}

Good::

    groups: {trade: Trade}
    indicators:
      - {id: trade, name: Trade, group: trade, unit: 亿元, baseline: 2350, target: 4700}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN225"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Groups without members."""
    used = {indicator.group for indicator in plan.indicators}
    for group in plan.groups:
        if group not in used:
            yield Diagnostic(CODE, {"group": group}, ("groups", group), at_key=True)
