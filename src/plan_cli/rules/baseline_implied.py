"""The document gives no baseline, but target and growth imply one.

The implied baseline is target ÷ (1 + growth)^years, within the rounding of both: a printed growth of 20 % allows any
baseline between those for 19.5 % and 20.5 %. It is not used by default; `baseline: implied` uses it, and every report
says so.

Bad::

    {id: ports, name: Port economy, unit: 亿美元, baseline: {missing: unstated}, target: 400, growth: 30}

Good::

    {id: ports, name: Port economy, unit: 亿美元, baseline: implied, target: 400, growth: 30}
"""

from collections.abc import Iterator

from plan_cli.assess.implied import baseline_from
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN217"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Missing baselines that target and growth imply."""
    for indicator in plan.indicators:
        if indicator.baseline.value is not None or indicator.growth is None:
            continue
        implied = baseline_from(indicator.target, indicator.growth, indicator.span)
        if implied is None:
            continue
        facts = {
            "target": indicator.goal, "unit": indicator.unit, "growth": indicator.growth.value,
            "growth_unit": indicator.growth.unit, "years": indicator.span, "implied": implied.value,
            "low": implied.low, "high": implied.high, "base_year": indicator.baseline.year,
            "source": indicator.source or "",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, (*indicator.route, "baseline"), indicator=indicator.id)
