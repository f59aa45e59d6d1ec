"""The printed growth is not the one that baseline and target imply.

Baseline and target over so many years imply an average growth, (target ÷ baseline)^(1 ÷ years) − 1, or, where the
growth is printed in percentage points, (target − baseline) ÷ years. A printed growth agrees when it is the implied
one rounded to its own digits, or lies in the interval that the rounding of baseline and target leaves. Milestones
follow baseline and target, so nothing is judged wrongly; but one of the three figures is not what was meant. Ask
the authors which; `path: stated` follows the printed growth instead.

Bad::

    {id: output, name: Output, unit: t, baseline: 100, target: 150, growth: 12}

Good::

    {id: output, name: Output, unit: t, baseline: 14.5, target: 25, growth: 12}
"""

from __future__ import annotations

from collections.abc import Iterator

from plan_cli.assess.implied import carried, growth_between, printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN205"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Printed growths beside a baseline and a target that no rounding reconciles."""
    for indicator in plan.indicators:
        ends, growth, years = printed_ends(indicator), indicator.growth, indicator.span
        implied = growth_between(*ends, years, growth.unit) if ends and growth else None
        if implied is None or growth is None or ends is None or implied.satisfies(None, growth.value):
            continue
        gives = carried(ends[0], growth, years)
        facts = {
            "printed": growth.value, "growth_unit": growth.unit, "implied": implied.value, "low": implied.low,
            "high": implied.high, "baseline": ends[0], "target": ends[1], "years": years, "unit": indicator.unit,
            "would_give": gives, "difference": implied.value - growth.value, "short": ends[1] - gives,
            "source": indicator.source or "",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, (*indicator.route, "growth"), indicator=indicator.id)
