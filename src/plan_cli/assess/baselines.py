"""Baselines from what was reported, where the plan prints none or its base year has no figure."""

from collections.abc import Iterable
from dataclasses import replace

from plan_cli.assess.row import chosen_row, own_rows
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, rounded
from plan_cli.model.observations import Actual


def base_reported(indicator: Indicator, rows: Iterable[Actual]) -> Actual | None:
    """The exact figure that was reported for the base year, where there is one and the baseline is of that year."""
    if indicator.baseline.left:
        return None
    own = own_rows(indicator, rows)
    row = chosen_row(own, indicator.baseline.year)
    return row if row and row.value is not None and not row.bound and not row.part_year else None


def with_reported_baseline(indicator: Indicator, rows: Iterable[Actual]) -> tuple[Indicator, Diagnostic | None]:
    """The indicator with a base value from the actuals where the plan prints none; a diagnostic where both differ."""
    if indicator.target.has_own_start:
        return indicator, None
    reported = base_reported(indicator, rows)
    if reported is None or reported.value is None:
        return indicator, None
    if indicator.baseline.value is None:
        return indicator.on(reported.value, "actuals"), None
    printed = indicator.baseline.value
    # A mean is computed: it is held against the printed one at the printed digits.
    if printed == (rounded(reported.value, decimals_of(printed)) if reported.mean_of else reported.value):
        return indicator, None
    facts = {
        "name": indicator.name, "plan": indicator.baseline.value, "reported": reported.value,
        "year": indicator.baseline.year,
    }  # fmt: skip
    return indicator, Diagnostic("PLN314", facts, place=reported.place, indicator=indicator.id)


def with_later_baseline(indicator: Indicator, rows: Iterable[Actual], year: int) -> Indicator:
    """The indicator on its first later year with an exact figure, where its base year has none."""
    if indicator.baseline.value is not None or indicator.target.has_own_start:
        return indicator
    own = own_rows(indicator, rows)
    for later in range(indicator.baseline.year + 1, year + 1):
        row = chosen_row(own, later)
        if row and row.value is not None and not row.bound and not row.part_year:
            moved = replace(indicator, baseline=indicator.baseline._replace(year=later))
            return moved.on(row.value, "actuals")
    return indicator
