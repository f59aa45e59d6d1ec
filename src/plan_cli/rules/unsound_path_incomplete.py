"""A path lacks a value that it needs.

Steps and piecewise paths need their dated ``values``; ``stated`` needs a printed ``growth``; ``reference`` needs
its ``shares`` unless the plan spans ten years, for which the usual points (18, 43 and 65 % after two, five and
seven years) are known.

Bad::

    {id: output, name: Output, unit: t, baseline: 10, target: 20, path: steps}

Good::

    {id: output, name: Output, unit: t, baseline: 10, target: 20, path: {shape: steps, values: {2022: 14, 2024: 17}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import ReferencePath
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Level

CODE = "PLN204"
#: The span that the usual reference points are made for.
REFERENCE_SPAN = 10


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Paths of level targets that cannot be laid."""
    for indicator in plan.indicators:
        lacking = _lacking(indicator)
        if lacking and isinstance(indicator.target, Level):
            facts = {"shape": indicator.path.shape, "key": lacking}
            yield Diagnostic(CODE, facts, (*indicator.route, "path"), indicator=indicator.id)


def _lacking(indicator: Indicator) -> str | None:
    path = indicator.path
    if path.shape == "stated":
        return None if indicator.growth else "growth"
    if isinstance(path, ReferencePath) and not path.shares:
        return None if indicator.target_year - indicator.baseline.year == REFERENCE_SPAN else "shares"
    return path.lacks()
