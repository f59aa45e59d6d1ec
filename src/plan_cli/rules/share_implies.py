"""A share of a quantity outside the plan implies the size of that quantity.

Part ÷ share = whole. The whole can be looked up elsewhere and compared. If it is an indicator of this plan, write its
id as `of`, and the two are compared.

Bad::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
    relations:
      - {share: trade, of: {en: Trade of the province}, operator: about, value: 50, unit: "%", source: chapter 3}

Good::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: province, name: Trade of the province, unit: 亿元, baseline: 4874.5, target: 9400, source: elsewhere}
    relations:
      - {share: trade, of: province, operator: about, value: 50, unit: "%", year: 2025, source: chapter 3}
"""

from collections.abc import Iterator

from plan_cli.assess.implied import name_of, printed_figures
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.label import Label
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Share

CODE = "PLN210"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """What a share of something outside the plan says of that."""
    for relation in plan.related(Share):
        part = plan.indicator(relation.part or "")
        if part is None or not isinstance(relation.whole, Label) or not relation.value:
            continue
        year = relation.year or plan.target_year
        figure = next(printed_figures(part, year), None)
        if figure is None:
            continue
        with exact_arithmetic():
            whole = figure.interval.value * 100 / relation.value
        facts = {
            "part": name_of(plan, relation.part), "whole": relation.whole, "share": relation.value, "year": year,
            "operator": relation.operator or "exactly", "part_value": figure.interval.value, "unit": figure.unit,
            "implied": whole, "source": relation.source or "",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, (*relation.route, "value"), indicator=relation.part)
