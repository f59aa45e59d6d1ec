"""Parts of a year: months, quarters and halves of a flow added up, and what an author says of how figures add up.

Done on the rows before anything is chosen among them, so that baselines, verdicts, forecasts and reports see the same
figures. A sum is a row like another, with the rows that it was made of in ``parts``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.observations import Actual, Bound, Period

_DAY = timedelta(days=1)
#: Of the statuses of the parts the first one here is the sum's.
_WEAKEST = "FEPBRA"


def in_sums(indicator: Indicator, rows: Iterable[Actual], period: Period | None = None) -> list[Actual]:
    """The rows of an indicator, with the sums of the parts of each year (and of ``period``) that nobody reported.

    Only parts that follow on one another without a gap or an overlap are added: four quarters are the year, three are
    January to September. A stock, a rank or a rate is never added.
    """
    known = [_as_stated(indicator, row) for row in rows]
    if not (indicator.nature == "flow" and indicator.target.divisible) and not indicator.target.cumulative:
        return known
    parts: dict[tuple[int, str], list[Actual]] = defaultdict(list)
    for row in known:
        if row.value is not None and not row.measure and not row.period.full_year and row.status != "F":
            parts[row.year, row.entity].append(row)
    whole = {
        (row.year, row.entity)
        for row in known
        if row.period.full_year
        and not row.measure
        and row.value is not None
        # A reported mean over years is not the year's own figure.
        and (row.years == 1 or indicator.average is None)
    }
    for key, found in parts.items():
        sums = _sums(found, period)
        if key in whole:
            # The whole is not added up, but what a part of that year was still is.
            sums = (each for each in sums if period is not None and each.period.same_months(period))
        known += sums
    return known


def _as_stated(indicator: Indicator, row: Actual) -> Actual:
    """A row as the plan's ``reported: cumulative`` says it is meant: since the base year, or since January."""
    if indicator.reported != "cumulative" or row.measure:
        return row
    if indicator.target.cumulative:
        return replace(row, measure="cumulative")
    return replace(row, period=Period(date(row.period.end.year, 1, 1), row.period.end))


def _sums(parts: Sequence[Actual], period: Period | None) -> Iterator[Actual]:
    """The sums of the longest chain of parts that starts in January, and of the parts that make up ``period``."""
    newest: dict[Period, Actual] = {}
    for row in sorted(parts, key=lambda row: row.published or date.min):
        newest[row.period] = row
    by_start: dict[date, list[Actual]] = defaultdict(list)
    for row in newest.values():
        by_start[row.period.start].append(row)
    year = parts[0].period.end.year
    chain = _chain(by_start, date(year, 1, 1))
    chains = [chain[:length] for length in range(2, len(chain) + 1)]
    if period is not None and period.end.year == year and period.start != date(year, 1, 1):
        chain = [row for row in _chain(by_start, period.start) if row.period.end <= period.end]
        chains += [chain] if chain and chain[-1].period.end == period.end else []
    for each in chains:
        total = _sum(each)
        if total is not None and total.period not in newest:
            yield total


def _chain(by_start: dict[date, list[Actual]], start: date) -> list[Actual]:
    """The parts that follow on one another from a day on and reach furthest, in as many steps as there are."""
    best: dict[date, list[Actual]] = {}
    for first in sorted((each for each in by_start if each >= start), reverse=True):
        chains = [[row, *best.get(row.period.end + _DAY, ())] for row in by_start[first]]
        best[first] = max(chains, key=lambda chain: (chain[-1].period.end, len(chain)))
    return best.get(start, [])


def _sum(parts: Sequence[Actual]) -> Actual | None:
    """The sum of parts, as a row; None where their bounds point to both sides."""
    bound = bound_of([part.bound for part in parts])
    if bound is None:
        return None
    last = parts[-1]
    with exact_arithmetic():
        value = sum((part.value for part in parts if part.value is not None), Decimal(0))
    return replace(
        last,
        value=value,
        bound=bound,
        period=Period(parts[0].period.start, last.period.end),
        status=status_of(parts),
        published=published_of(parts),
        parts=tuple(parts),
    )


def status_of(parts: Iterable[Actual]) -> str:
    """How final a sum is: as its least final part."""
    return min((part.status for part in parts), key=lambda status: _WEAKEST.find(status) % 99)


def published_of(parts: Iterable[Actual]) -> date | None:
    """When a sum was known: with the last of its parts."""
    return max((part.published for part in parts if part.published), default=None)


def bound_of(bounds: Sequence[Bound]) -> Bound | None:
    """The bound of a sum: as its parts', where they all point to one side and none is only about right."""
    kinds = {bound for bound in bounds if bound}
    if "~" in kinds:
        return None
    if len(kinds) < 2:
        return next(iter(kinds), "")
    if kinds <= {">", ">="}:
        return ">"
    return "<" if kinds <= {"<", "<="} else None
