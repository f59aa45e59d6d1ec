"""A ratio and its part imply the whole and its growth.

Trade ÷ (trade as a share of GDP) = GDP: two printed values imply a third, and how fast it has to grow. That third
quantity has its own plan elsewhere, which can be compared. If the whole is an indicator of this plan, write its id as
`whole`, and the three are compared.

Bad::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: ratio, name: Trade to GDP, unit: "%", baseline: 19, target: 25, path: linear, source: table}
    relations:
      - {ratio: ratio, part: trade, whole: {en: GDP}, source: table}

Good::

    indicators:
      - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, source: table}
      - {id: ratio, name: Trade to GDP, unit: "%", baseline: 19, target: 25, path: linear, source: table}
      - {id: gdp, name: GDP, unit: 亿元, baseline: 12400, target: 18800, source: elsewhere}
    relations:
      - {ratio: ratio, part: trade, whole: gdp, source: table}
"""

from collections.abc import Iterator
from decimal import Decimal

from plan_cli.assess.implied import Interval, name_of, printed_figures
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.growing import Compound
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Ratio

CODE = "PLN211"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """The whole that a ratio and its part imply, where the plan does not hold it."""
    for relation in plan.related(Ratio):
        ratio, part = plan.indicator(relation.ratio or ""), plan.indicator(relation.part or "")
        if ratio is None or part is None or not isinstance(relation.whole, Label):
            continue
        first, last = ratio.baseline.year, ratio.target_year
        ends = [_whole(ratio, part, year) for year in (first, last)]
        start, end = ends
        if start is None or end is None or not (start.low > 0 and end.low > 0 and last > first):
            continue
        years = Decimal(last - first)
        grown = start.combined(end, lambda a, b: Decimal(Compound.rate(a, b, years)) * 100)  # noqa: B023
        facts = {
            "whole": relation.whole, "part": name_of(plan, relation.part), "ratio": name_of(plan, relation.ratio),
            "base_year": first, "target_year": last, "unit": part.unit,
            "ratio_unit": ratio.unit, "base_whole": start.value,
            "target_whole": end.value, "growth": grown.value, "low": grown.low, "high": grown.high,
            "base_part": _level(part, first), "target_part": _level(part, last), "base_ratio": _level(ratio, first),
            "target_ratio": _level(ratio, last), "source": relation.source or "",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, relation.route, indicator=ratio.id)


def _whole(ratio: Indicator, part: Indicator, year: int) -> Interval | None:
    """Part ÷ ratio in a year."""
    figure, share = next(printed_figures(part, year), None), next(printed_figures(ratio, year), None)
    if figure is None or share is None or figure.unit != part.unit:
        return None
    with exact_arithmetic():
        scale = Decimal(100) if ratio.unit == "%" else Decimal(1)
    return figure.interval.times(Interval(scale, scale, scale)).over(share.interval)


def _level(indicator: Indicator, year: int) -> Decimal:
    return next(printed_figures(indicator, year)).interval.value
