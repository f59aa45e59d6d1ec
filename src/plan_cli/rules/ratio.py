"""A ratio is not its part divided by its whole.

All three are indicators of the plan and printed for the same year, and no rounding makes the quotient the printed
ratio. One of the three is not what was meant: the diagnostic says what each would have to be for the other two.

Bad::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: gdp, name: GDP, unit: 亿元, baseline: 12400, target: 16000, source: table}
      - {id: ratio, name: Trade to GDP, unit: "%", baseline: 19, target: 25, path: linear, source: table}
    relations:
      - {ratio: ratio, part: trade, whole: gdp, source: table}

Good::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: gdp, name: GDP, unit: 亿元, baseline: 12400, target: 18800, source: table}
      - {id: ratio, name: Trade to GDP, unit: "%", baseline: 19, target: 25, path: linear, source: table}
    relations:
      - {ratio: ratio, part: trade, whole: gdp, source: table}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plan_cli.assess.implied import Reach, called, in_one_unit, said_of
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan

CODE = "PLN212"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Ratios that their part and whole do not make, in the base year and in the target year."""
    for relation in plan.relations:
        ratio = plan.indicator(relation.ratio or "")
        if relation.kind != "ratio" or ratio is None or not isinstance(relation.whole, str):
            continue
        factor = Decimal(100 if ratio.unit == "%" else 1)
        for year in (ratio.baseline.year, ratio.target_year):
            both, printed = (
                in_one_unit(plan, relation.part or "", relation.whole, year),
                next(said_of(ratio, year), None),
            )
            made = both[0].figure.times(Reach(factor, factor, factor)).over(both[1].figure) if both else None
            if both is None or made is None or printed is None or made.meets(printed.figure):
                continue
            part, whole, asked = both[0].figure.value, both[1].figure.value, printed.figure.value
            with exact_arithmetic():
                needed = {
                    "needed_part": whole * asked / factor,
                    "needed_whole": part * factor / asked if asked else None,
                }
            facts = {
                "ratio": called(plan, relation.ratio), "part": called(plan, relation.part), "year": year,
                "whole": called(plan, relation.whole), "part_value": part, "whole_value": whole, "unit": both[0].unit,
                "printed": asked, "ratio_unit": ratio.unit, "made": made.value, "difference": made.value - asked,
                "source": relation.source or "", **needed,
            }  # fmt: skip
            yield Diagnostic(CODE, facts, relation.route, indicator=ratio.id)
