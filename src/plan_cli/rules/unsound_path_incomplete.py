"""A path lacks a value it needs.

Steps and piecewise paths need their dated ``values``; ``stated`` needs a printed ``growth``; ``reference`` needs its
``shares`` unless the plan spans ten years, for which the usual points are known (18, 43 and 65 % after two, five and
seven years).

Bad::

    {id: output, name: Output, unit: t, baseline: 10, target: 20, path: steps}

Good::

    {id: output, name: Output, unit: t, baseline: 10, target: 20, path: {shape: steps, values: {2022: 14, 2024: 17}}}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN204"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Paths that lead to a target and lack a value."""
    for indicator in plan.indicators:
        path = indicator.path.with_growth(indicator.growth)
        lacking = "growth" if path is None else path.lacks(indicator.span)
        if lacking and indicator.target.shape(indicator.path) is indicator.path:
            shape, year = indicator.path.shape, indicator.baseline.year + 1
            dated = f"{{shape: {shape}, {lacking}: {{{year}: …}}}}" if lacking in ("values", "shares") else None
            facts = {"shape": shape, "key": lacking, "example": dated}
            yield Diagnostic(CODE, facts, (*indicator.route, "path"), indicator=indicator.id)
