"""Parts do not add up to their total.

The sum of the parts in the base year or the target year, allowing for rounding, is compared with the total. Either a
part is missing from the list, or one of the values is wrong.

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

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from plan_cli.assess.implied import Interval, converted, name_of, printed_figures
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Sum

CODE = "PLN213"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Sums that no rounding makes right."""
    for relation in plan.related(Sum):
        whole = plan.indicator(relation.whole) if isinstance(relation.whole, str) else None
        parts = [(plan.indicator(id), weight) for id, weight in relation.weighted]
        if whole is None or not parts:
            continue
        for year in (whole.baseline.year, whole.target_year):
            figure = next(printed_figures(whole, year), None)
            figures = [_figure(part, weight, year, figure.unit) for part, weight in parts] if figure else []
            if figure is None or None in figures:
                continue
            implied = reduce(Interval.plus, [figure for figure in figures if figure])
            if not implied.overlaps(figure.interval):
                facts = {
                    "whole": name_of(plan, relation.whole), "printed": figure.interval.value, "made": implied.value,
                    "difference": implied.value - figure.interval.value, "unit": figure.unit, "year": year,
                    "parts": [figure.value for figure in figures if figure], "source": relation.source or "",
                }  # fmt: skip
                yield Diagnostic(CODE, facts, relation.route, indicator=whole.id)


def _figure(part: Indicator | None, weight: Decimal, year: int, unit: str) -> Interval | None:
    figure = next(printed_figures(part, year), None) if part else None
    converted_figure = converted(figure, unit) if figure else None
    return converted_figure.interval.times(Interval(weight, weight, weight)) if converted_figure else None
