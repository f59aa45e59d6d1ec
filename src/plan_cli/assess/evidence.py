"""Evidence: what the reported figures say of an indicator's value in a year, as an interval.

An exact full-year figure is a point; ``>1000`` is open above; January to July of a flow is a floor, of a stock
says nothing of December; a sum with a year missing is a floor. ``Evidence`` keeps which rows were used and how.
To read a target's value off the rows in another way: its name in ``model.kind.How``, its function in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.growing import Compound
from plan_cli.model.indicator import Indicator
from plan_cli.model.kind import How
from plan_cli.model.numbers import exact_arithmetic, unit_of
from plan_cli.model.observations import Actual, Bound, Measure
from plan_cli.model.targets import INDEX_BASE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a value: shown as ``value`` with ``bound``, lying between ``low`` and ``high`` (None: open)."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = ""
    how: How = "value"
    part_year: bool = False
    rows: tuple[Actual, ...] = ()
    missing_years: tuple[int, ...] = ()
    reason: str | None = None
    older: tuple[Actual, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it is one number of the whole year."""
        return self.value is not None and self.low == self.value == self.high

    @property
    def row(self) -> Actual | None:
        """The newest row it rests on."""
        return self.rows[-1] if self.rows else None


def evidence(indicator: Indicator, rows: Iterable[Actual], year: int) -> Evidence:
    """What an indicator's rows say of its value in a year; without a value the ``reason`` says why."""
    own = [row for row in rows if row.indicator == indicator.id]
    with exact_arithmetic():
        found = [READERS[how](indicator, own, year) for how in indicator.target.evidence]
    usable = [one for one in found if one.value is not None]
    for wanted in (lambda one: one.exact, lambda one: not one.part_year, lambda one: True):
        if chosen := next(filter(wanted, usable), None):
            return replace(chosen, older=tuple(_older(chosen.row, own)))
    return next((one for one in found if one.reason), Evidence())


def running_sum(indicator: Indicator, rows: Iterable[Actual], year: int) -> Decimal | None:
    """The additions since the base year, where every year has one: shown beside yearly records."""
    own = [row for row in rows if row.indicator == indicator.id]
    with exact_arithmetic():
        found = _sum(indicator, own, year)
    return found.value if found.exact else None


def base_reported(indicator: Indicator, rows: Iterable[Actual]) -> Actual | None:
    """The exact figure that was reported for the base year, where there is one."""
    own = [row for row in rows if row.indicator == indicator.id]
    row = _chosen(own, indicator.baseline.year)
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
    if reported.value == indicator.baseline.value:
        return indicator, None
    facts = {"plan": indicator.baseline.value, "reported": reported.value, "year": indicator.baseline.year}
    return indicator, Diagnostic("PLN314", facts, place=reported.place, indicator=indicator.id)


def with_later_baseline(indicator: Indicator, rows: Iterable[Actual], year: int) -> Indicator:
    """The indicator on its first later year with an exact figure, where its base year has none."""
    if indicator.baseline.value is not None or indicator.target.has_own_start:
        return indicator
    own = [row for row in rows if row.indicator == indicator.id]
    for later in range(indicator.baseline.year + 1, year + 1):
        row = _chosen(own, later)
        if row and row.value is not None and not row.bound and not row.part_year:
            moved = replace(indicator, baseline=replace(indicator.baseline, year=later))
            return moved.on(row.value, "actuals")
    return indicator


def _chosen(rows: Iterable[Actual], year: int, measure: Measure = "") -> Actual | None:
    """The row that is judged: with a value, no forecast, the full year, the longest part, the newest."""
    fitting = [row for row in rows if row.year == year and row.measure == measure]

    def rank(row: Actual) -> tuple[bool, bool, bool, int, str]:
        published = row.published.isoformat() if row.published else ""
        return row.value is not None, row.status != "F", not row.part_year, row.period.days, published

    return max(fitting, key=rank, default=None)


def _older(newest: Actual | None, rows: Iterable[Actual]) -> Iterator[Actual]:
    """The earlier figures of the same quantity and time, the latest first."""
    if newest is None:
        return

    def same(row: Actual) -> bool:
        return (row.year, row.period, row.measure) == (newest.year, newest.period, newest.measure)

    others = [row for row in rows if row is not newest and same(row) and row.value is not None]
    yield from sorted(others, key=lambda row: row.published or date.min, reverse=True)


def _value(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    row = _chosen(rows, year)
    if row is None or row.value is None:
        others = any(other.year == year and other.value is not None for other in rows)
        return Evidence(rows=(row,) if row else (), reason="only_growth_reported" if others and not row else None)
    return _read(indicator, row)


def _read(indicator: Indicator, row: Actual) -> Evidence:
    """One row as an interval, at the digits that the indicator is shown with."""
    assert row.value is not None
    value = row.value
    grid = unit_of(indicator.decimals)
    step = grid if value % grid == 0 and not indicator.is_index else Decimal(0)
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    low: Decimal | None
    high: Decimal | None
    low, high = {
        "": (value, value),
        ">": (value + step, None),
        ">=": (value, None),
        "<": (None, value - step),
        "<=": (None, value),
        "~": (value - half, value + half),
    }[row.bound]
    if row.bound == "~" and low is not None and high is not None:
        # A threshold itself lies half a unit off the line that decides; inside the figure's rounding it is open.
        low, high = (low - grid / 2, high) if indicator.sign > 0 else (low, high + grid / 2)
    if row.part_year:
        low, high = (low, None) if indicator.nature == "flow" or row.measure == "cumulative" else (None, None)
    return Evidence(value, low, high, row.bound, part_year=row.part_year, rows=(row,))


def _running_total(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    row = _chosen(rows, year, "cumulative")
    if row is None or row.value is None:
        return Evidence()
    return replace(_read(indicator, row), how="running_total")


def _sum(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """The additions of every year since the base year, from the last running total on."""
    base = indicator.baseline.year
    start, parts = base, []
    for earlier in range(year - 1, base, -1):
        row = _chosen(rows, earlier, "cumulative")
        if row is not None and row.value is not None and not row.part_year:
            start, parts = earlier, [_read(indicator, row)]
            break
    missing = []
    for each in range(start + 1, year + 1):
        row = _chosen(rows, each)
        if row is None or row.value is None:
            missing.append(each)
        else:
            parts.append(_read(indicator, row))
    if year in missing or not parts:
        return Evidence()
    open_above = bool(missing) or any(part.high is None for part in parts)
    lows = [part.low if part.low is not None else Decimal(0) for part in parts]
    return Evidence(
        sum((part.value for part in parts if part.value is not None), Decimal(0)),
        sum(lows, Decimal(0)),
        None if open_above else sum((part.high for part in parts if part.high is not None), Decimal(0)),
        ">=" if missing and not any(part.bound for part in parts) else next((p.bound for p in parts if p.bound), ""),
        how="sum",
        part_year=any(part.part_year for part in parts),
        rows=tuple(row for part in parts for row in part.rows),
        missing_years=tuple(missing),
    )


def _levels(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """An index from the levels of the base year and of the year."""
    row = _chosen(rows, year)
    if row is None or row.value is None:
        return Evidence()
    base = base_reported(indicator, rows)
    level = indicator.baseline.value or (base.value if base else None)
    if level is None or level <= 0:
        return Evidence(rows=(row,), reason="no_base_level")
    read = _read(indicator, row)
    used = (base, row) if base and indicator.baseline.value is None else (row,)
    index = [None if part is None else INDEX_BASE * part / level for part in (read.value, read.low, read.high)]
    return replace(read, value=index[0], low=index[1], high=index[2], how="levels", rows=used)


def _chain(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """An index from the year-on-year rates of every year since the base year."""
    chosen = [_chosen(rows, each, "growth") for each in range(indicator.baseline.year + 1, year + 1)]
    if not chosen or chosen[-1] is None or chosen[-1].value is None:
        return Evidence()
    used = [row for row in chosen if row is not None and row.value is not None and not row.bound and not row.part_year]
    if len(used) < len(chosen):
        return Evidence(rows=tuple(used), reason="growth_chain_incomplete")
    index = INDEX_BASE
    for row in used:
        assert row.value is not None
        index = Compound.carry(index, row.value / 100, Decimal(1))
    return Evidence(index, index, index, how="chain", rows=tuple(used))


def _mean(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """An index from the average annual growth since the base year, as closing reports print it."""
    row = _chosen(rows, year, "mean_growth")
    if row is None or row.value is None:
        return Evidence()
    years = Decimal(year - indicator.baseline.year)
    read = _read(indicator, row)
    index = [
        None if part is None else Compound.carry(INDEX_BASE, part / 100, years)
        for part in (read.value, read.low, read.high)
    ]
    return replace(read, value=index[0], low=index[1], high=index[2], how="mean")


READERS: dict[How, Callable[[Indicator, list[Actual], int], Evidence]] = {
    "value": _value,
    "sum": _sum,
    "running_total": _running_total,
    "levels": _levels,
    "chain": _chain,
    "mean": _mean,
}
