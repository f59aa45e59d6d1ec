"""Doubts: verdicts that other reported figures of the same indicator contradict, as warnings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from plan_cli.assess import assess
from plan_cli.assess.assessment import Assessment
from plan_cli.assess.evidence import evidence
from plan_cli.assess.parts import in_sums
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import decimals_of, exact_arithmetic, rounded, unit_of
from plan_cli.model.observations import Actual
from plan_cli.model.paths import Path

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

#: The shares of the milestone between which a running total, or a level, would plausibly lie.
_NEAR = Decimal("0.5"), Decimal("1.5")
#: The decimals of a rate that is computed from a level.
_DECIMALS = 2


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


def other_reading(
    result: Assessment, rows: Sequence[Actual], profile: Profile, path: Path | None = None
) -> Diagnostic | None:
    """A warning where a growth or change was judged by its level, and its reported rates would be judged otherwise.

    Levels are often at current prices and rates at constant ones. ``rows``: those of the indicator.
    """
    indicator, found = result.indicator, result.evidence
    if not indicator.target.is_relative or found.how != "value" or found.value is None or result.period is not None:
        return None
    rates = [row for row in rows if row.measure]
    if not any(row.year == result.year for row in rates):
        return None
    other = assess(indicator, rates, result.year, profile, path)
    if other.scale is None or not other.status.evaluated or not result.status.evaluated:
        return None
    if other.status is result.status or not (other.status.behind or result.status.behind):
        return None
    by_rates = other.evidence.value
    with exact_arithmetic():
        by_level = rounded(other.scale.of(found.value), _DECIMALS)
    assert by_rates is not None
    facts: dict[str, Any] = {
        "name": indicator.name, "year": result.year, "by_level": by_level, "by_rates": rounded(by_rates, _DECIMALS),
        "unit": other.indicator.unit, "verdict": str(result.status), "other_verdict": str(other.status),
        "measure": rates[-1].measure,
    }  # fmt: skip
    place = None if found.row is None else found.row.place
    return Diagnostic("PLN415", facts, place=place, indicator=indicator.id)


def other_sum(result: Assessment, rows: Sequence[Actual]) -> Diagnostic | None:
    """A warning where the figure that was judged is another than the sum of its own parts, by more than rounding.

    ``rows``: those of the indicator, of which the whole is judged and the parts are only seen.
    """
    found, whole = result.evidence, result.evidence.row
    if whole is None or whole.value is None or not found.exact or result.period is not None:
        return None
    parts = _parts(result, whole, rows)
    if not parts:
        return None
    values = [part.value for part in parts if part.value is not None]
    with exact_arithmetic():
        total = sum(values, Decimal(0))
        room = sum(unit_of(decimals_of(value)) for value in (*values, whole.value)) / 2
        if abs(total - whole.value) <= room:
            return None
    facts: dict[str, Any] = {
        "name": result.indicator.name, "year": result.year, "printed": whole.value, "made": total,
        "parts": [part.period.label for part in parts], "difference": abs(total - whole.value),
    }  # fmt: skip
    return Diagnostic("PLN416", facts, place=whole.place, indicator=result.indicator.id)


def _parts(result: Assessment, whole: Actual, rows: Sequence[Actual]) -> tuple[Actual, ...]:
    """The exact figures that make up the judged one; none where they do not cover it."""
    indicator, year = result.indicator, result.year
    match result.evidence.how:
        case "value" if whole.period.full_year:
            rest = [row for row in rows if not row.period.full_year]
            sums = (row for row in in_sums(indicator, rest) if row.parts and row.year == year and row.period.full_year)
            summed = next(sums, None)
            return () if summed is None or summed.bound else summed.parts
        case "running_total":
            years = evidence(indicator, [row for row in rows if row.measure != "cumulative"], year)
            return years.summed if years.exact and not years.missing_years else ()
        case _:
            return ()
