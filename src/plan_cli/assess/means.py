"""Means over years: the figures of an indicator whose target is one, made of yearly figures.

Done on the rows after the parts of a year are added up, so that baselines, verdicts, forecasts and reports see the same
figures. A mean is a row like another, with the yearly figures in ``mean_of``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.assess.parts import bound_of, in_sums, published_of, status_of
from plan_cli.assess.row import chosen_row, own_rows
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, exact_arithmetic, rounded
from plan_cli.model.observations import Actual, year_of

if TYPE_CHECKING:
    from plan_cli.assess.assessment import Assessment


def as_counted(indicator: Indicator, rows: Iterable[Actual]) -> list[Actual]:
    """The rows of an indicator as they count: the parts of years added up, and the years averaged where it says so."""
    return in_means(indicator, in_sums(indicator, rows))


def in_means(indicator: Indicator, rows: list[Actual]) -> list[Actual]:
    """The rows of an indicator; where its figures are means over years, those that were reported or can be computed.

    A mean needs a full figure of each of its years. A year that has one, but whose mean lacks another, has a row
    without a value. Changes since the base year, and rates, stay as they are.
    """
    window = indicator.average
    if window is None:
        return rows
    means = [row for row in rows if row.measure or row.years == window.years]
    reported = {(row.year, row.entity) for row in means if not row.measure}
    for entity in dict.fromkeys(row.entity for row in rows):
        single = _yearly(indicator, [row for row in rows if row.entity == entity])
        for year, own in single.items():
            if (year, entity) not in reported:
                means.append(_mean(own, [single[each] for each in window.of(year) if each in single], window.years))
    return means


def unlike_windows(result: Assessment, rows: Iterable[Actual]) -> Diagnostic | None:
    """A warning where an indicator's figures are of unlike numbers of years: the target means only one of them.

    ``rows``: those that were reported.
    """
    indicator, row = result.indicator, result.evidence.row
    if indicator.average is not None:
        judged, known = indicator.average.years, {1, indicator.average.years}
    elif row is not None and result.evidence.value is not None:
        judged, known = row.years, {row.years}
    else:
        return None
    unlike = [each for each in rows if each.value is not None and not each.measure and each.years not in known]
    if not unlike:
        return None
    other = unlike[0].years
    hint = {"several": max(judged, other)} if indicator.average is None else {"averaged": judged}
    facts: dict[str, Any] = {
        "name": indicator.name, "year": result.year, "judged": judged, "count": len(unlike), "other": other, **hint,
    }  # fmt: skip
    return Diagnostic("PLN421", facts, place=unlike[0].place, indicator=indicator.id)


def _yearly(indicator: Indicator, rows: Iterable[Actual]) -> dict[int, Actual]:
    """The figure of each year that has a full one."""
    own = [row for row in own_rows(indicator, rows) if row.years == 1 and not row.measure]
    chosen = {year: chosen_row(own, year) for year in sorted({row.year for row in own})}
    return {
        year: row
        for year, row in chosen.items()
        if row is not None and row.value is not None and not row.part_year and row.status != "F"
    }


def _mean(own: Actual, figures: Sequence[Actual], years: int) -> Actual:
    """The mean of so many yearly figures to one decimal more; without a value where one is missing."""
    bound = bound_of([each.bound for each in figures]) if len(figures) == years else None
    mean = replace(
        own, value=None, bound="", status="M", period=year_of(own.year), years=years, error=None, parts=(),
        for_period=False, mean_of=tuple(figures),
    )  # fmt: skip
    if bound is None:
        return mean
    value = mean_of([each.value for each in figures if each.value is not None])
    return replace(mean, value=value, bound=bound, status=status_of(figures), published=published_of(figures))


def mean_of(figures: Sequence[Decimal]) -> Decimal:
    """The mean of figures to one decimal more than they have."""
    with exact_arithmetic():
        return rounded(sum(figures, Decimal(0)) / len(figures), max(map(decimals_of, figures)) + 1)
