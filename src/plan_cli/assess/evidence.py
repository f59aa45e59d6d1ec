"""Evidence: what the reported figures say of an indicator's value in a year, as an interval.

An exact full-year figure is a point; ``>1000`` is open above; January to July of a flow is a floor, of a stock
says nothing of December; a sum with a year missing is a floor. ``Evidence`` keeps which rows were used and how.
To read a target's value off the rows in another way: its name in ``model.kind.How``, its function in ``READERS``.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from plan_cli.assess.row import Evidence, as_interval, chosen_row, never_falls, own_rows
from plan_cli.model.growing import Compound
from plan_cli.model.indicator import Indicator
from plan_cli.model.kind import How
from plan_cli.model.numbers import decimals_of, exact_arithmetic
from plan_cli.model.observations import Actual
from plan_cli.model.targets.relative import INDEX_BASE


def evidence(indicator: Indicator, rows: Iterable[Actual], year: int) -> Evidence:
    """What an indicator's rows say of its value in a year; without a value the ``reason`` says why.

    What is added up or compounded ends with the target's last year: what was added later is no part of it.
    """
    own, ended = own_rows(indicator, rows), min(year, indicator.last_year)
    with exact_arithmetic():
        # Yearly rates and changes count from the end of a year.
        readers = indicator.target.evidence if not indicator.baseline.left else ("value",)
        if indicator.average is not None:
            # Growth from year to year is that of single years.
            readers = tuple(how for how in readers if how not in ("chain", "mean"))
        found = [READERS[how](indicator, own, year if how == "value" else ended) for how in readers]
    usable = [one for one in found if one.value is not None]
    for wanted in (lambda one: one.exact, lambda one: not one.part_year, lambda one: True):
        if chosen := next(filter(wanted, usable), None):
            return chosen._replace(older=tuple(_older(chosen.rows[-1], own)))
    return next((one for one in found if one.reason), Evidence())


def running_sum(indicator: Indicator, rows: Iterable[Actual], year: int) -> Decimal | None:
    """The additions since the base year, where every year has one: shown beside yearly records."""
    own = own_rows(indicator, rows)
    with exact_arithmetic():
        found = _sum(indicator, own, year)
    return found.value if found.exact else None


def _older(newest: Actual, rows: Iterable[Actual]) -> Iterator[Actual]:
    """The earlier figures of the same quantity and time, the latest first."""

    def same(row: Actual) -> bool:
        return (row.year, row.period, row.measure) == (newest.year, newest.period, newest.measure)

    others = [row for row in rows if row is not newest and same(row) and row.value is not None]
    yield from sorted(others, key=lambda row: row.published or date.min, reverse=True)


def _value(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    row = chosen_row(rows, year, stock=indicator.nature == "stock")
    if row is None or row.value is None:
        if row and row.mean_of:
            return Evidence(rows=row.mean_of, reason="average_incomplete")
        others = any(other.year == year and other.value is not None for other in rows)
        return Evidence(
            rows=(row,) if row else (),
            reason="only_growth_reported"
            if others and not row and (indicator.baseline.left or indicator.average or not indicator.target.is_relative)
            else None,
        )
    if indicator.is_index:
        return Evidence(rows=(row,), reason="no_base_level")
    read = as_interval(row, grows=indicator.nature == "flow" and never_falls(indicator, rows))
    return read._replace(how="average") if row.mean_of else read


def _running_total(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    row = chosen_row(rows, year, "cumulative")
    if row is None or row.value is None:
        return Evidence()
    return as_interval(row, grows=never_falls(indicator, rows))._replace(how="running_total")


def _sum(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """The additions of every year since the base year, from the last running total on."""
    # What is not known of a sum is at least 0 only where none of it was ever negative.
    grows = never_falls(indicator, rows)
    flows = grows and indicator.nature == "flow"
    base = indicator.baseline.year
    start, parts = base, []
    for earlier in range(year - 1, base, -1):
        row = chosen_row(rows, earlier, "cumulative")
        if row is not None and row.value is not None and not row.part_year:
            start, parts = earlier, [as_interval(row)]
            break
    missing = []
    for each in range(start + 1, year + 1):
        row = chosen_row(rows, each)
        if row is None or row.value is None:
            missing.append(each)
        else:
            parts.append(as_interval(row, grows=flows))
    if year in missing or not parts:
        return Evidence()
    open_above = bool(missing) or any(part.high is None for part in parts)
    open_below = not grows and (bool(missing) or any(part.low is None or part.part_year for part in parts))
    lows = [part.low if part.low is not None else Decimal(0) for part in parts]
    return Evidence(
        sum((part.value for part in parts if part.value is not None), Decimal(0)),
        None if open_below else sum(lows, Decimal(0)),
        None if open_above else sum((part.high for part in parts if part.high is not None), Decimal(0)),
        ">="
        if missing and grows and not any(part.bound for part in parts)
        else next((p.bound for p in parts if p.bound), ""),
        how="sum",
        part_year=any(part.part_year for part in parts),
        rows=tuple(row for part in parts for row in part.rows),
        missing_years=tuple(missing),
        beyond=any(part.beyond for part in parts),
    )


def _chain(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """From the year-on-year rates of every year since the base year, compounded."""
    chosen = [chosen_row(rows, each, "growth") for each in range(indicator.baseline.year + 1, year + 1)]
    if not chosen or chosen[-1] is None or chosen[-1].value is None:
        return Evidence()
    used = [row for row in chosen if row is not None and row.value is not None and not row.bound and not row.part_year]
    if len(used) < len(chosen):
        return Evidence(rows=tuple(used), reason="growth_chain_incomplete")
    start, target = _start(indicator), indicator.target
    additive = target.adds_rates
    if target.in_points and not additive:
        return Evidence(rows=tuple(used), reason="points_or_percent")
    if target.in_units and not target.in_points and indicator.baseline.value is None:
        return Evidence(rows=tuple(used), reason="no_baseline")
    rates = [row.value for row in used if row.value is not None]
    value = _added(start, rates, points=target.in_points) if additive else _compounded(start, rates)
    digits = max(map(decimals_of, rates))
    how: How = "added" if additive else "chain"
    return Evidence(value, value, value, how=how, rows=tuple(used), rate_decimals=digits)


def _compounded(start: Decimal, rates: list[Decimal]) -> Decimal:
    for rate in rates:
        start = Compound.carry(start, rate / 100, Decimal(1))
    return start


def _added(start: Decimal, rates: list[Decimal], *, points: bool) -> Decimal:
    total = sum(rates, Decimal(0))
    return start + total if points else start * (1 + total / 100)


def _start(indicator: Indicator) -> Decimal:
    """Where its path starts: at a level, or at an index."""
    start = indicator.target.start(indicator.baseline.value)
    return INDEX_BASE if start is None else start


def _change(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """From the change since the base year, reported as such."""
    row = chosen_row(rows, year, "cumulative")
    scale = indicator.target.scale(_start(indicator), Decimal(year - indicator.baseline.year))
    if row is None or row.value is None or scale is None:
        return Evidence()
    read = as_interval(row)
    level = [None if part is None else scale.level(part) for part in (read.value, read.low, read.high)]
    return read._replace(
        value=level[0], low=level[1], high=level[2], how="change", rate_decimals=decimals_of(row.value)
    )


def _mean(indicator: Indicator, rows: list[Actual], year: int) -> Evidence:
    """From the average annual growth since the base year, as closing reports print it."""
    row = chosen_row(rows, year, "mean_growth")
    if row is None or row.value is None:
        return Evidence()
    years, start = Decimal(year - indicator.baseline.year), _start(indicator)
    read = as_interval(row)
    level = [
        None if part is None else Compound.carry(start, part / 100, years) for part in (read.value, read.low, read.high)
    ]
    digits = decimals_of(row.value)
    return read._replace(value=level[0], low=level[1], high=level[2], how="mean", rate_decimals=digits)


#: A mean is a value whose row says so.
READERS: dict[How, Callable[[Indicator, list[Actual], int], Evidence]] = {
    "value": _value,
    "sum": _sum,
    "running_total": _running_total,
    "chain": _chain,
    "added": _chain,
    "change": _change,
    "mean": _mean,
    "average": _value,
}
