"""A ratio differs from its part divided by its whole.

All three are indicators of the plan, printed for the same year, and rounding does not explain the difference. One of
the three is wrong: the diagnostic shows what each would have to be, given the other two.

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

from collections.abc import Iterator
from decimal import Decimal

from plan_cli.assess.implied import Interval, in_one_unit, name_of, printed_figures
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Ratio

CODE = "PLN212"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Ratios that their part and whole do not make, in the base year and in the target year."""
    for relation in plan.related(Ratio):
        ratio = plan.indicator(relation.ratio or "")
        if ratio is None or not isinstance(relation.whole, str):
            continue
        factor = Decimal(100 if ratio.unit == "%" else 1)
        for year in (ratio.baseline.year, ratio.target_year):
            both, printed = (
                in_one_unit(plan, relation.part or "", relation.whole, year),
                next(printed_figures(ratio, year), None),
            )
            implied = both[0].interval.times(Interval(factor, factor, factor)).over(both[1].interval) if both else None
            if both is None or implied is None or printed is None or implied.overlaps(printed.interval):
                continue
            part, whole, stated = both[0].interval.value, both[1].interval.value, printed.interval.value
            with exact_arithmetic():
                needed = {
                    "needed_part": whole * stated / factor,
                    "needed_whole": part * factor / stated if stated else None,
                }
            facts = {
                "ratio": name_of(plan, relation.ratio), "part": name_of(plan, relation.part), "year": year,
                "whole": name_of(plan, relation.whole), "part_value": part, "whole_value": whole, "unit": both[0].unit,
                "printed": stated, "ratio_unit": ratio.unit, "made": implied.value,
                "difference": implied.value - stated, "source": relation.source or "", **needed,
            }  # fmt: skip
            yield Diagnostic(CODE, facts, relation.route, indicator=ratio.id)
