"""A reported whole that the reported parts of it do not make, as a warning: months of a year, years of a sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from plan_cli.assess.assessment import Assessment
from plan_cli.assess.evidence import evidence
from plan_cli.assess.parts import in_sums
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import decimals_of, exact_arithmetic, unit_of
from plan_cli.model.observations import Actual


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
