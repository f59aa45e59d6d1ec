"""The text repeats the table's value with another operator, scope or year.

"More than 25" is stricter than "at least 25" (a bare 25 in the table is no other operator); the same number for other
zones is another quantity; an earlier year is an earlier deadline. This is no contradiction, but the reader should know
which wording is stricter. Verdicts follow the table; if the text's operator is meant, write it on the target.

Bad::

    id: boxes
    name: Containers
    unit: 万标箱
    baseline: 14.5
    target: {kind: level, value: 25, operator: at_least}
    claims: [{target: 25, operator: more_than, source: chapter 3}]

Good::

    id: boxes
    name: Containers
    unit: 万标箱
    baseline: 14.5
    target: {kind: level, value: 25, operator: more_than}
    claims: [{target: 25, operator: more_than, source: chapter 3}]
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Claim, Indicator
from plan_cli.model.kind import Operator
from plan_cli.model.plan import Plan

CODE = "PLN208"
#: From the loosest to the strictest.
_STRICTNESS = ("about", "at_least", "at_most", "more_than", "less_than", "exactly", "within")


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Claims that repeat the table's figure with another operator, scope or year."""
    for indicator in plan.indicators:
        for claim in indicator.claims:
            facts = _difference(indicator, claim)
            if facts is not None:
                unit = claim.growth.unit if claim.growth else claim.unit or indicator.unit
                common = {"claim_source": claim.source, "source": indicator.source or "", "unit": unit}
                yield Diagnostic(CODE, common | facts, claim.route, indicator=indicator.id)


def _difference(indicator: Indicator, claim: Claim) -> dict[str, Any] | None:
    value = claim.target if claim.target is not None else claim.growth.value if claim.growth else claim.baseline
    if claim.scope not in (None, indicator.scope):
        return {"what": "claim_scope", "value": value, "theirs": claim.scope, "ours": indicator.scope or "—"}
    if claim.target is None or claim.unit not in (None, indicator.unit) or claim.target != _required(indicator):
        return None
    target_year = max(indicator.target.levels(indicator.target_year), default=indicator.target_year)
    if claim.year is not None and claim.year != target_year:
        stricter = min(claim.year, target_year)
        return {"what": "claim_year", "value": value, "theirs": claim.year, "ours": target_year, "stricter": stricter}
    written: Operator | None = getattr(indicator.target, "operator", None)
    if claim.operator is None or written is None or claim.operator == written:
        return None
    stricter_word = max(claim.operator, indicator.operator, key=_STRICTNESS.index)
    return {
        "what": "claim_operator", "value": value, "operator": claim.operator, "own_operator": indicator.operator,
        "theirs": claim.operator, "ours": indicator.operator, "stricter": stricter_word,
    }  # fmt: skip


def _required(indicator: Indicator) -> Decimal | None:
    """The value that the table asks, where it prints one."""
    return indicator.goal if indicator.target.figures() else None
