"""A dated value lies outside the years of its indicator.

A value dated in or before the base year, or after the target year, is never used, and a claim or relation for such a
year is compared with nothing. Check the year.

Bad::

    {id: output, name: Output, unit: t, baseline: 10, target: 20, path: {shape: steps, values: {2019: 12, 2023: 17}}}

Good::

    {id: output, name: Output, unit: t, baseline: 10, target: 20, path: {shape: steps, values: {2021: 12, 2023: 17}}}
"""

from collections.abc import Iterator
from math import floor

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan

CODE = "PLN230"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Dated values and claims that no year of the plan asks for."""
    for indicator in plan.indicators:
        first, last = floor(indicator.baseline.moment), max(indicator.target_year, plan.target_year)
        for year, route, from_ in _dated(indicator):
            if not from_ <= year <= last:
                facts = {"year": year, "base_year": first, "target_year": last}
                yield Diagnostic(CODE, facts, route, indicator=indicator.id)


def _dated(indicator: Indicator) -> Iterator[tuple[int, Route, int]]:
    """Years that are written, where, and the first year that they may be."""
    for key, holder in (("target", indicator.target), ("path", indicator.path)):
        for field in ("values", "weights", "shares"):
            for year in getattr(holder, field, None) or {}:
                yield year, (*indicator.route, key, field, year), floor(indicator.baseline.moment) + 1
    for claim in indicator.claims:
        if claim.year is not None:
            yield claim.year, (*claim.route, "year"), indicator.baseline.year
