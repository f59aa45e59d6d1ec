"""The target is so close to the baseline that rounding may explain the whole change.

Rates, pace and progress divide by that change. If it is no larger than the last printed digit they mean nothing, and
`pace` is omitted; the verdict on the level still holds. Write more digits if they are known.

Bad::

    {id: rate, name: Employment rate, unit: 分, baseline: 98.5, target: 98.6}

Good::

    {id: rate, name: Employment rate, unit: 分, baseline: 98.51, target: 98.64}
"""

from collections.abc import Iterator

from plan_cli.assess.implied import Interval, printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN224"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Ways no longer than the rounding of their ends."""
    for indicator in plan.indicators:
        ends = printed_ends(indicator)
        if ends and ends[0] != ends[1] and Interval.printed(ends[0]).overlaps(Interval.printed(ends[1])):
            facts = {
                "baseline": ends[0], "target": ends[1], "difference": ends[1] - ends[0], "unit": indicator.unit,
                "source": indicator.source or "",
            }  # fmt: skip
            yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
