"""Targets that are compared with the growth of another indicator ("faster than GDP")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from plan_cli.assess.baselines import with_reported_baseline
from plan_cli.assess.evidence import evidence
from plan_cli.model.indicator import Baseline, Indicator
from plan_cli.model.numbers import exact_arithmetic, rounded
from plan_cli.model.observations import Actual
from plan_cli.model.scale import MeanGrowth
from plan_cli.model.targets import Growth
from plan_cli.model.targets.relative import INDEX_BASE

#: A mean growth of two levels is computed, and taken at so many decimals.
DECIMALS = 2


def compared(indicator: Indicator, other: Indicator, rows: Iterable[Actual], year: int) -> Indicator:
    """The indicator with the growth that it is asked for; as it is where the other's growth is not known.

    ``other`` is the one that it is compared with, ``rows`` its figures: their growth counts over the same years.
    """
    growth = _mean_growth(other, list(rows), indicator.baseline.year, year)
    return indicator if growth is None else replace(indicator, target=indicator.target.above(growth))


def _mean_growth(other: Indicator, rows: list[Actual], base_year: int, year: int) -> Decimal | None:
    """The mean growth of an indicator over these years, from its levels or its rates."""
    baseline = other.baseline if other.baseline.year == base_year else Baseline(base_year)
    grown, _ = with_reported_baseline(replace(other, target=Growth(rate=Decimal(0)), baseline=baseline), rows)
    found = evidence(grown, rows, year)
    start = INDEX_BASE if grown.baseline.value is None else grown.baseline.value
    if not found.exact or found.value is None or year <= base_year or start <= 0:
        return None
    with exact_arithmetic():
        mean = MeanGrowth(start, Decimal(year - base_year), DECIMALS).of(found.value)
    return rounded(mean, DECIMALS if found.rate_decimals is None else found.rate_decimals)
