"""Levels and published rates of one target that come to two verdicts, as a warning: a target has one reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plan_cli.assess import assess
from plan_cli.assess.assessment import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.numbers import exact_arithmetic, rounded
from plan_cli.model.observations import Actual
from plan_cli.model.paths import Path

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile

#: To how many decimals a rate that a level makes is told.
_DECIMALS = 2


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
