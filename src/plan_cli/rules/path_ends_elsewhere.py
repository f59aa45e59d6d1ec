"""The figures of a path lead elsewhere than to the target.

A yearly step, growth or change, a dated value for the target year, a cap or a floor may miss the target. Milestones
follow the path, the last one is the target itself, so the last year asks for a jump, or for nothing more.

Bad::

    id: wind
    name: Wind power
    unit: MW
    baseline: 100
    target: 150
    path: {shape: piecewise, values: {2022: 110, 2025: 131}}

Good::

    id: wind
    name: Wind power
    unit: MW
    baseline: 100
    target: 150
    path: {shape: piecewise, values: {2022: 110, 2024: 131}}
"""

from collections.abc import Iterator
from decimal import Decimal

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic, rounded
from plan_cli.model.plan import Plan

CODE = "PLN231"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Paths whose own figures miss the target, at the digits that it is shown with."""
    for indicator in plan.indicators:
        goal = indicator.goal
        if goal is None or indicator.target.shape(indicator.path) is not indicator.path:
            continue
        with exact_arithmetic():
            end = _own_end(indicator, goal)
            if end is None or rounded(end, indicator.decimals) == rounded(goal, indicator.decimals):
                continue
            facts = {
                "ends": end, "target": goal, "difference": end - goal, "unit": indicator.unit,
                "year": indicator.target_year, "shape": indicator.path.shape, "source": indicator.source or "",
            }  # fmt: skip
        yield Diagnostic(CODE, facts, (*indicator.route, "path"), indicator=indicator.id)


def _own_end(indicator: Indicator, goal: Decimal) -> Decimal | None:
    """Where the path's figures lead in the target year; None where they say nothing of it."""
    path = indicator.path
    end = path.stated_in(indicator.target_year)
    if end is None and indicator.baseline.value is not None:
        end = Decimal(path.end(indicator.baseline.value, goal, Decimal(indicator.span)))
    end = goal if end is None else end
    if path.cap is not None:
        end = min(end, path.cap)
    return end if path.floor is None else max(end, path.floor)
