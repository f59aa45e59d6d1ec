"""Two indicators look like the same one.

Baseline, target, unit and scope are the same, or the names differ only in spaces, punctuation and case. The quantity
would be counted twice. Figures of one or two digits (90 → 100 %) may agree by chance.
Write the second one as a claim of the first.

Bad::

    indicators:
      - {id: trade, name: Total trade, unit: 亿元, baseline: 2350, target: 4700}
      - {id: imports-and-exports, name: Imports and exports, unit: 亿元, baseline: 2350, target: 4700}

Good::

    indicators:
      - {id: trade, name: Total trade, unit: 亿元, baseline: 2350, target: 4700}
      - {id: processing, name: Processing trade, unit: 亿元, baseline: 478, target: 960}
"""

import re
from collections.abc import Iterator
from typing import Any

from plan_cli.assess.implied import printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan

CODE = "PLN227"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Indicators that repeat an earlier one."""
    seen: dict[Any, Indicator] = {}
    for indicator in plan.indicators:
        first = [seen.setdefault(key, indicator) for key in _keys(indicator)]
        other = next((one for one in first if one is not indicator), None)
        if other is not None:
            facts = {"other": other.id, "name": indicator.name, "other_name": other.name, "first": other.route}
            yield Diagnostic(CODE, facts, indicator.route, indicator=indicator.id)


def _keys(indicator: Indicator) -> Iterator[Any]:
    """What two indicators must not have in common."""
    where = (indicator.scope, indicator.unit)
    ends = printed_ends(indicator)
    # 90 → 100 % may well be the target of several indicators: mere zeros do not count.
    if ends and any(len(end.normalize().as_tuple().digits) > 2 for end in ends):
        yield (*where, *ends, indicator.baseline.year, indicator.target_year)
    for name in indicator.name.texts.values():
        yield (*where, re.sub(r"[\W_]+", "", name).lower(), indicator.target.kind)
