"""Level or rate: figures without a unit or a measure that may be yearly rates, where the plan prints no level.

A growth target whose level nobody knows takes a plain 5.2 for a level; a file of growth rates then looks like a series
that doubled. Such figures are not judged until a ``measure`` or a unit says what they are.
"""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import pairwise

from plan_cli.datafile.findings import Findings
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan

#: Rates of growth lie within this many per cent of nothing, or within so many times the one that is asked.
_USUAL, _TIMES = Decimal(30), 3
#: Beyond this many per cent nothing is a rate of growth.
LARGEST = Decimal(100)
#: A level that grows by half in a year, or falls by a third, is a rate that changed.
LEAP = Decimal("1.5")


def known_levels(
    rows: Sequence[Actual], plan: Plan, without_unit: AbstractSet[str], findings: Findings
) -> list[Actual]:
    """The rows without those that may be levels or rates, which are reported."""
    series: dict[tuple[str, str], list[Actual]] = defaultdict(list)
    for row in rows:
        if row.indicator in without_unit and not row.measure and row.value is not None:
            series[row.indicator, row.entity].append(row)
    doubtful = [
        key for key, own in series.items() if (indicator := plan.indicator(key[0])) and _may_be_rates(indicator, own)
    ]
    for key in doubtful:
        own = series[key]
        findings.extend(
            [Diagnostic("PLN320", {"got": [row.value for row in own]}, place=own[0].place, indicator=key[0])]
        )
        findings.unusable.update((row.indicator, row.year) for row in own)
    refused = {id(row) for key in doubtful for row in series[key]}
    return [row for row in rows if id(row) not in refused]


def usual_rates(indicator: Indicator) -> Decimal | None:
    """Within which size a figure may be a rate of growth; None where a level is known, or nothing is asked in rates."""
    required = indicator.target.relative_value
    if not indicator.is_index or indicator.target.in_units or required is None:
        return None
    return max(_USUAL, _TIMES * abs(required))


def _may_be_rates(indicator: Indicator, rows: Sequence[Actual]) -> bool:
    """Whether a series would do as yearly rates: all as small as rates are, or leaping as no level does."""
    usual = usual_rates(indicator)
    if usual is None:
        return False
    values = [row.value for row in rows if row.value is not None]
    if all(abs(value) <= usual for value in values):
        return True
    yearly = [
        row.value for row in sorted(rows, key=lambda row: row.year) if row.value is not None and not row.part_year
    ]
    leaps = any(before <= 0 or after <= 0 or _leaps(before, after) for before, after in pairwise(yearly))
    return leaps and all(abs(value) <= LARGEST for value in values)


def _leaps(before: Decimal, after: Decimal) -> bool:
    return max(before, after) > LEAP * min(before, after)
