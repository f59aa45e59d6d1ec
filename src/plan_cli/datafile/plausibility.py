"""Plausibility: figures that differ from their neighbours by a power of ten, and fractions where % are meant.

A wrong scale is the commonest mistake in practice. These are warnings: nothing is rescaled.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import log10

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan

#: How near to a whole power of ten, in powers of ten: 0.3 is a factor of two.
NEAR = 0.3


def off_by_powers_of_ten(rows: Iterable[Actual], plan: Plan, *, whole: bool = True) -> Iterator[Diagnostic]:
    """A warning for each full-year figure that is about 10ⁿ times the figures before and after it.

    The plan's own figures are among those where the rows are of the ``whole`` that it is about.
    """
    series: dict[tuple[str, str, str], dict[int, Actual]] = defaultdict(dict)
    for row in rows:
        if row.value and not row.part_year and not row.bound and row.measure in ("", "cumulative"):
            series[row.indicator, row.measure, row.entity][row.year] = row
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    for (id, measure, _), reported in series.items():
        indicator = indicators.get(id)
        known = _planned(indicator) if indicator and whole and not measure else {}
        points = {**known, **{year: row.value for year, row in reported.items() if row.value is not None}}
        years = sorted(points)
        sizes = {year: log_of(value) for year, value in points.items()}
        for year, row in reported.items():
            at = bisect_left(years, year)
            beside = [(points[other], sizes[other]) for other in (*years[max(0, at - 1) : at], *years[at + 1 : at + 2])]
            if len(beside) < 2 and year in known:
                beside.append((known[year], log_of(known[year])))
            yield from _off(row, sizes[year], beside)


def _off(row: Actual, size: float, beside: Sequence[tuple[Decimal, float]]) -> Iterator[Diagnostic]:
    """A warning where a figure lies about as many powers of ten from both of its neighbours; sizes are logarithms."""
    # By the exponents: a figure of forty digits has no double that divides.
    powers = [size - other for _, other in beside]
    nearest = {round(power) for power in powers}
    if len(beside) < 2 or len(nearest) > 1 or not (power := nearest.pop()):
        return
    assert row.value is not None
    if all(abs(each - power) <= NEAR for each in powers) and all(value * row.value > 0 for value, _ in beside):
        neighbours = [value for value, _ in beside]
        facts = {"got": row.value, "factor": f"10^{power}", "neighbours": neighbours, "power": power}
        yield Diagnostic("PLN333", facts, place=row.place, indicator=row.indicator)


def log_of(value: Decimal) -> float:
    """The decimal logarithm of a figure's size."""
    return value.adjusted() + log10(float(abs(value).scaleb(-value.adjusted())))


def _planned(indicator: Indicator) -> dict[int, Decimal]:
    """What the plan itself says of an indicator's size, by year."""
    base, level = indicator.baseline, indicator.target.only_level
    if level is None:
        return {}
    ends = ((base.year, base.value), (indicator.target_year, level))
    return {year: value for year, value in ends if value}


def fractions_for_percent(rows: Iterable[Actual], plan: Plan) -> Iterator[Diagnostic]:
    """A warning where a percentage seems to be written as a fraction: 0.65 where the plan speaks of 65."""
    by_indicator: dict[str, list[Actual]] = defaultdict(list)
    for row in rows:
        if row.value is not None and not row.measure:
            by_indicator[row.indicator].append(row)
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    for id, reported in by_indicator.items():
        indicator = indicators.get(id)
        planned = [abs(v) for v in (indicator.baseline.value, indicator.goal) if v] if indicator else []
        if indicator and indicator.unit == "%" and not indicator.is_index and planned and min(planned) >= 5:
            values = [row.value for row in reported if row.value is not None]
            if all(abs(value) <= 1 and decimals_of(value) for value in values):
                facts = {"got": str(values[0]), "wanted": str(min(planned))}
                yield Diagnostic("PLN317", facts, place=reported[0].place, indicator=id)


def breaks_in_series(rows: Iterable[Actual], plan: Plan) -> Iterator[Diagnostic]:
    """A note for each break in series that a source marks after an indicator's base year."""
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    for row in rows:
        if row.status == "B" and row.year > indicators[row.indicator].baseline.year:
            yield Diagnostic("PLN363", {"year": row.year}, place=row.place, indicator=row.indicator)
