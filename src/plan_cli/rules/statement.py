"""A target without a number is listed and not assessed.

It is kept so that it is not forgotten, and counts as neither good nor bad. If the document gives a number, a rank or a
completion date, use that kind of target instead.

Bad::

    {id: standing, name: Standing, target: {kind: statement, text: among the leaders}}

Good::

    {id: standing, name: Standing, unit: 位, baseline: 9, target: {kind: rank, value: 5, among: provincial capitals}}
"""

from __future__ import annotations

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Label
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Statement

CODE = "PLN228"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Every statement."""
    for indicator in plan.indicators:
        if isinstance(indicator.target, Statement):
            text = indicator.target.text
            facts = {"text": Label(dict(text) if isinstance(text, dict) else {"": text})}
            yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
