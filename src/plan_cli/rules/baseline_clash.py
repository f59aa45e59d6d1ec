"""The baseline implied by target and growth differs from the one stated elsewhere in the document.

The table omits the baseline but prints a target and a growth, which together imply one; a claim, or a share of another
indicator, gives a different one. All three cannot be right. The diagnostic shows where the growth would lead from the
stated baseline. There is no verdict until a baseline is given; none is chosen automatically.

Bad::

    indicators:
      - {id: trade, name: Trade, unit: 亿美元, baseline: 340.15, target: 680, source: table}
      - {id: zones, name: Zones, unit: 亿美元, baseline: implied, target: 200, growth: 20, source: table}
    relations:
      - {share: zones, of: trade, operator: about, value: 33.3, unit: "%", year: 2020, source: chapter 1}

Good::

    indicators:
      - {id: trade, name: Trade, unit: 亿美元, baseline: 340.15, target: 680, source: table}
      - {id: zones, name: Zones, unit: 亿美元, baseline: implied, target: 282, growth: 20, source: table}
    relations:
      - {share: zones, of: trade, operator: about, value: 33.3, unit: "%", year: 2020, source: chapter 1}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.assess.implied import Interval, baseline_from, carried, converted, name_of, printed_figures
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.kind import Operator
from plan_cli.model.label import Label
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Share

CODE = "PLN218"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Implied baselines against what claims and shares say of the base year."""
    for indicator in plan.indicators:
        growth, base = indicator.growth, indicator.baseline
        if growth is None or base.origin == "plan":
            continue
        implied = baseline_from(indicator.target, growth, indicator.span)
        for other in _elsewhere(plan, indicator) if implied else ():
            if implied is None or implied.satisfies(other.operator, other.value):
                continue
            gives = carried(other.value, growth, indicator.span)
            facts = {
                "implied": implied.value, "low": implied.low, "high": implied.high, "unit": indicator.unit,
                "base_year": base.year, "target": indicator.goal, "growth": growth.value,
                "growth_unit": growth.unit, "years": indicator.span, "elsewhere": other.value,
                "share": other.share, "whole": other.whole, "whole_value": other.whole_value,
                "difference": implied.value - other.value, "would_give": gives, "source": indicator.source or "",
                "claim_source": other.source,
            }  # fmt: skip
            kept = {key: value for key, value in facts.items() if value is not None}
            yield Diagnostic(CODE, kept, (*indicator.route, "baseline"), indicator=indicator.id)


@dataclass(frozen=True, slots=True)
class _Other:
    """What the document says of the baseline at another place."""

    value: Decimal
    operator: Operator | None
    source: str
    share: Decimal | None = None
    whole: Label | str | None = None
    whole_value: Decimal | None = None


def _elsewhere(plan: Plan, indicator: Indicator) -> Iterator[_Other]:
    year = indicator.baseline.year
    for figure in printed_figures(indicator, year):
        converted_figure = converted(figure, indicator.unit)
        if converted_figure:
            yield _Other(converted_figure.interval.value, converted_figure.operator, figure.source or "")
    for relation in plan.related(Share):
        mine = relation.part == indicator.id and relation.year == year
        whole = plan.indicator(relation.whole) if mine and isinstance(relation.whole, str) else None
        for figure in printed_figures(whole, year) if whole else ():
            converted_figure = converted(figure, indicator.unit)
            if converted_figure and relation.value is not None:
                yield _shared(
                    plan, converted_figure.interval, relation.value, relation.operator, relation.whole, relation.source
                )
                break


def _shared(
    plan: Plan, whole: Interval, share: Decimal, operator: Operator | None, name: str | Label, source: str | None
) -> _Other:
    with exact_arithmetic():
        value = whole.value * share / 100
    return _Other(value, operator, source or "", share, name_of(plan, name), whole.value)
