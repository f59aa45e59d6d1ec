"""Vintages: which of the reported rows are to be judged at all, before any figure is chosen among them.

What was not yet published on a day is not known on it; rows of several entities are not one series.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic, in_order
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual, Actuals, Period


def known_on(actuals: Actuals, day: date) -> Actuals:
    """The actuals known on a day; rows without a date are kept, with a note."""
    later = [row for row in actuals.rows if row.published is not None and row.published > day]
    undated = [row for row in actuals.rows if row.published is None]
    notes = [
        Diagnostic(code, {"count": len(rows), "day": day.isoformat()}, place=rows[0].place)
        for code, rows in (("PLN336", later), ("PLN335", undated))
        if rows
    ]
    kept = tuple(row for row in actuals.rows if row.published is None or row.published <= day)
    return replace(actuals, rows=kept, diagnostics=in_order([*actuals.diagnostics, *notes]))


def one_entity(actuals: Actuals) -> Actuals:
    """The rows of one series: of several entities, those without a name, or none, with a diagnostic."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in actuals.rows:
        named[row.indicator].add(row.entity)
    mixed = {id: entities for id, entities in named.items() if len(entities) > 1}
    if not mixed:
        return actuals
    left_out = [row for row in actuals.rows if row.indicator in mixed and row.entity]
    open_ones = [row for row in left_out if "" not in mixed[row.indicator]]
    entities = sorted({row.entity for row in left_out})
    facts: dict[str, Any] = {"entities": entities, "first": entities[0] if open_ones else None}
    severity = None if open_ones else Severity.WARNING
    diagnostic = Diagnostic("PLN334", facts, place=left_out[0].place, severity_here=severity)
    return replace(
        actuals,
        rows=tuple(row for row in actuals.rows if not (row.indicator in mixed and row.entity)),
        diagnostics=in_order([*actuals.diagnostics, diagnostic]),
        spoilt=actuals.spoilt | {(row.indicator, row.year) for row in open_ones},
    )


def within(indicator: Indicator, rows: list[Actual], period: Period) -> list[Actual]:
    """The rows that answer for a part of a year: the very period, or for a flow a shorter one inside it.

    Of a stock what counts is when the period ends; of a sum since the base year, that it runs from January to
    then. An index compares the same months of two years. Rates of a part-year are no rates of the year.
    """
    year, base = period.end.year, indicator.baseline.year
    kept = [row for row in rows if row.year != year and not (row.year == base and indicator.takes_same_months)]
    for row in rows:
        if (row.year == year and _answers(indicator, row, period)) or (
            row.year == base and indicator.takes_same_months and row.period.same_months(period)
        ):
            kept.append(replace(row, for_period=True))
        elif row.year == year and additive(indicator) and not row.measure and _inside(row.period, period):
            kept.append(row)
    return kept


def additive(indicator: Indicator) -> bool:
    """Whether a part of the year answers for that share of the year's figure; of a mean over years none does."""
    return indicator.nature == "flow" and indicator.target.divisible and indicator.average is None


def _answers(indicator: Indicator, row: Actual, period: Period) -> bool:
    if indicator.target.cumulative:
        since_january = (row.period.start.month, row.period.start.day) == (1, 1) or row.measure == "cumulative"
        return row.period.end == period.end and since_january and row.measure in ("", "cumulative")
    if row.measure:
        return False
    return row.period == period if additive(indicator) else row.period.end == period.end


def _inside(part: Period, period: Period) -> bool:
    return period.start <= part.start and part.end <= period.end
