"""Running totals in the place of additions: a sum that counts the same thing several times, as a warning."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from plan_cli.assess.assessment import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import exact_arithmetic, rounded

#: Between which shares of the milestone a running total, or a level, would plausibly lie.
_NEAR = Decimal("0.5"), Decimal("1.5")


def doubtful_sum(result: Assessment) -> Diagnostic | None:
    """A warning where figures that were added up look as if each of them were the whole already.

    They never fall (three or more), and the last one lies near the milestone while the sum lies far above it; among
    the parts of one year it is enough that each of them lies there. The plan's ``reported`` settles it.
    """
    indicator, found, milestone = result.indicator, result.evidence, result.milestone
    if indicator.reported is not None or milestone is None or found.value is None:
        return None
    within = found.row is not None and found.how == "value" and bool(found.row.parts)
    rows = found.row.parts if within and found.row else found.rows if found.how == "sum" else ()
    values = [row.value for row in rows if row.value is not None and row.measure != "cumulative"]
    with exact_arithmetic():
        low, high = (milestone * share for share in _NEAR)
    if len(values) < 2 or sum(values) <= high or not low <= values[-1] <= high:
        return None
    rising = len(values) > 2 and all(before <= after for before, after in pairwise(values))
    if not rising and not (within and all(low <= value <= high for value in values)):
        return None
    facts: dict[str, Any] = {
        "name": indicator.name, "values": values, "sum": found.value,
        "milestone": rounded(milestone, indicator.decimals), "within": result.year if within else None,
    }  # fmt: skip
    return Diagnostic("PLN410", facts, place=rows[-1].place, indicator=indicator.id)
