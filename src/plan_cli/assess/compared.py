"""Targets that are compared with another indicator: with its growth ("faster than GDP"), or its figure of the year."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from plan_cli.assess.baselines import with_reported_baseline
from plan_cli.assess.evidence import evidence
from plan_cli.assess.vintages import additive, within
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, exact_arithmetic, rounded, share_of
from plan_cli.model.observations import Actual, Period
from plan_cli.model.scale import MeanGrowth
from plan_cli.model.targets import Growth
from plan_cli.model.targets.relative import INDEX_BASE
from plan_cli.model.units import scaled, shift

#: A mean growth of two levels is computed, and taken at so many decimals.
DECIMALS = 2


def compared(
    indicator: Indicator, other: Indicator, rows: Iterable[Actual], year: int, period: Period | None = None
) -> Indicator:
    """The indicator with what is asked of it; as it is where the other's growth or figure is not known.

    ``other`` is the one that it is compared with, ``rows`` its figures: their growth counts over the same years, its
    figure is that of the same part of the year.
    """
    if indicator.target.judged == "bounds":
        return _beside(indicator, other, list(rows), year, period)
    growth = _mean_growth(other, list(rows), indicator.baseline.year, year)
    return indicator if growth is None else replace(indicator, target=indicator.target.above(growth))


def _beside(indicator: Indicator, other: Indicator, rows: list[Actual], year: int, period: Period | None) -> Indicator:
    """The indicator between bounds that move with another's figure, with the decimals of that.

    It has no baseline: how far it was from the bounds of another year says nothing of those of this one.
    """
    if period is not None:
        if additive(indicator) is not (other.nature == "flow"):
            return indicator
        # Of a flow only that very part will do: its kind need not say how it adds up.
        rows = within(other, [row for row in rows if other.nature == "stock" or row.period == period], period)
    found, power = evidence(other, rows, year), shift(other.unit, indicator.unit)
    if not found.exact or found.part_year or found.value is None or power is None:
        return indicator
    figure = scaled(found.value, power)
    decimals = indicator.decimals if indicator.decimals_written else max(indicator.decimals, decimals_of(figure))
    baseline = Baseline(indicator.baseline.year)
    if period is not None and additive(indicator):
        # The bounds are those of a whole year, of which the part will be asked its share.
        figure = share_of(figure, 1 / period.share)
    return replace(indicator, target=indicator.target.above(figure), decimals=decimals, baseline=baseline)


def _mean_growth(other: Indicator, rows: list[Actual], base_year: int, year: int) -> Decimal | None:
    """The mean growth of an indicator over these years, from its levels or its rates."""
    baseline = other.baseline if other.baseline.moment == base_year else Baseline(base_year)
    grown, _ = with_reported_baseline(replace(other, target=Growth(rate=Decimal(0)), baseline=baseline), rows)
    found = evidence(grown, rows, year)
    start = INDEX_BASE if grown.baseline.value is None else grown.baseline.value
    if not found.exact or found.value is None or year <= base_year or start <= 0:
        return None
    with exact_arithmetic():
        mean = MeanGrowth(start, Decimal(year - base_year), DECIMALS).of(found.value)
    return rounded(mean, DECIMALS if found.rate_decimals is None else found.rate_decimals)
