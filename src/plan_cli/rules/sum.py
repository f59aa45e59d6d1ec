"""Parts do not add up to the indicator that they are said to make.

The sum of the parts in the base year or the target year, each with the room of its rounding, against the whole.
Either a part is missing from the list, or one of the figures is not what was meant.

Bad::

    indicators:
      - {id: exports, name: Exports, unit: 亿元, baseline: 100, target: 150, source: table}
      - {id: imports, name: Imports, unit: 亿元, baseline: 80, target: 120, source: table}
      - {id: trade, name: Trade, unit: 亿元, baseline: 180, target: 300, source: table}
    relations:
      - {sum: [exports, imports], equals: trade, source: table}

Good::

    indicators:
      - {id: exports, name: Exports, unit: 亿元, baseline: 100, target: 150, source: table}
      - {id: imports, name: Imports, unit: 亿元, baseline: 80, target: 120, source: table}
      - {id: trade, name: Trade, unit: 亿元, baseline: 180, target: 270, source: table}
    relations:
      - {sum: [exports, imports], equals: trade, source: table}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from plan_cli.assess.implied import Reach, called, converted, said_of
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan

CODE = "PLN213"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Sums that no rounding makes right."""
    for relation in plan.relations:
        whole = plan.indicator(relation.whole) if isinstance(relation.whole, str) else None
        parts = [plan.indicator(id) for id in relation.parts]
        if relation.kind != "sum" or whole is None or not parts:
            continue
        for year in (whole.baseline.year, whole.target_year):
            said = next(said_of(whole, year), None)
            figures = [_figure(part, year, said.unit) for part in parts] if said else []
            if said is None or None in figures:
                continue
            made = reduce(Reach.plus, [figure for figure in figures if figure])
            if not made.meets(said.figure):
                facts = {
                    "whole": called(plan, relation.whole), "printed": said.figure.value, "made": made.value,
                    "difference": made.value - said.figure.value, "unit": said.unit, "year": year,
                    "parts": [figure.value for figure in figures if figure], "source": relation.source or "",
                }  # fmt: skip
                yield Diagnostic(CODE, facts, relation.route, indicator=whole.id)


def _figure(part: Indicator | None, year: int, unit: str) -> Reach | None:
    said = next(said_of(part, year), None) if part else None
    turned = converted(said, unit) if said else None
    return turned.figure if turned else None
