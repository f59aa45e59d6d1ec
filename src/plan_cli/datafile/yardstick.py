"""Yardstick: the plan's own figures say which scale a series without a unit must have.

A figure, or the sum of the parts of a year, that lies two or more powers of ten outside the plan's baseline and target,
or a base year that is the plan's times an exact power of ten, shows that the file counts in another scale. It is an
error, and what it concerns is not judged, unless a unit or ``scale:`` states what is meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Literal

from plan_cli.assess.baselines import with_reported_baseline
from plan_cli.assess.parts import in_sums
from plan_cli.codes import Severity
from plan_cli.datafile.duplicates import key_of, without_unread
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.plausibility import log_of
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan

#: A figure that lies this many powers of ten beyond the plan's is in another scale: 1.7 is fifty times.
FAR = 1.7


#: What a file is of: the whole that the plan's figures are of, a part of it, which may be small, or neither.
Extent = Literal["whole", "part", "other"]
_Cell = tuple[Place, str, int]


def in_scale(
    rows: Sequence[Actual], plan: Plan, without_unit: AbstractSet[str], findings: Findings, extent: Extent = "whole"
) -> list[Actual]:
    """The rows whose scale is the plan's, those that are in another one being reported."""
    if extent == "other":
        return list(rows)
    comparable = rows_of_whole(rows)
    indicators = {each.id: _with_level(each, comparable) for each in plan.indicators}
    refused = {
        row.indicator
        for row in comparable
        if extent == "whole"
        and _base_year_differs(row, indicators[row.indicator], row.indicator in without_unit, findings)
    }
    held = [row for row in comparable if row.indicator in without_unit and row.indicator not in refused]
    far: set[_Cell] = set()
    for row, power in _far_figures(held, indicators, extent):
        facts = {"got": row.value, "factor": f"10^{power}", "plan": [*_figures(indicators[row.indicator])]}
        findings.extend([Diagnostic("PLN348", facts, place=row.place, indicator=row.indicator)])
        far |= {_cell(each) for each in (row, *row.parts)}
    kept = []
    for row in rows:
        if _cell(row) in far or row.indicator in refused:
            findings.unusable.add((row.indicator, row.year))
            findings.unread.add(key_of(row))
        else:
            kept.append(row)
    return without_unread(kept, findings)


def _far_figures(
    rows: Iterable[Actual], indicators: Mapping[str, Indicator], extent: Extent
) -> Iterator[tuple[Actual, int]]:
    """The figures beyond the plan's, also what the parts of a year add up to, and by which powers of ten."""
    near: dict[str, list[Actual]] = defaultdict(list)
    for row in rows:
        if power := power_beyond(row, indicators[row.indicator], extent):
            yield row, power
        else:
            near[row.indicator].append(row)
    for id, own in near.items():
        indicator = indicators[id]
        # The longest first: what is a part of it is not told again.
        sums = sorted((row for row in in_sums(indicator, own) if row.parts), key=lambda row: -len(row.parts))
        reported: set[_Cell] = set()
        for row in sums:
            if reported.isdisjoint(map(_cell, row.parts)) and (power := power_beyond(row, indicator, extent)):
                reported |= {_cell(part) for part in row.parts}
                yield row, power


def _cell(row: Actual) -> _Cell:
    """Where a figure stands; one of several that a file has in one place."""
    return row.place, row.indicator, row.year


def _with_level(indicator: Indicator, rows: Sequence[Actual]) -> Indicator:
    """An indicator of which the plan states no level, with the one that the rows state for its base year."""
    if not indicator.is_index:
        return indicator
    return with_reported_baseline(indicator, [row for row in rows if row.indicator == indicator.id])[0]


def rows_of_whole(rows: Sequence[Actual]) -> list[Actual]:
    """The rows that the plan's figures are of: of several entities each may be much smaller, the whole has no name."""
    entities: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        entities[row.indicator].add(row.entity)
    return [row for row in rows if not row.entity or len(entities[row.indicator]) == 1]


def _base_year_differs(row: Actual, indicator: Indicator, no_unit: bool, findings: Findings) -> bool:
    """Whether a row is the plan's baseline times an exact power of ten; with a stated unit that is a warning only."""
    base = indicator.baseline
    if row.year != base.year or row.measure or row.bound or row.part_year or not row.value or not base.value:
        return False
    if row.value == base.value or row.value.normalize().as_tuple()[:2] != base.value.normalize().as_tuple()[:2]:
        return False
    power = row.value.adjusted() - base.value.adjusted()
    facts = {"got": row.value, "factor": f"10^{power}", "plan": [base.value]}
    severity = None if no_unit else Severity.WARNING
    findings.extend([Diagnostic("PLN348", facts, place=row.place, indicator=indicator.id, severity_here=severity)])
    return no_unit


def power_beyond(row: Actual, indicator: Indicator, extent: Extent = "whole") -> int:
    """The power of ten that a figure lies beyond the plan's figures; 0 where it may be one of theirs."""
    planned = _figures(indicator)
    if not row.value or not planned or _is_open_ended(indicator) or row.measure not in ("", "cumulative"):
        return 0
    size = log_of(row.value)
    low, high = min(map(log_of, planned)), max(map(log_of, planned))
    if size - high >= FAR:
        return round(size - high)
    # Of a part, only where less is better would another scale look like success.
    may_be_small = extent == "part" and indicator.sign > 0
    # The additions of one year, or of a month, may be a small part of what is asked.
    if not may_be_small and not indicator.target.cumulative and not row.part_year and low - size >= FAR:
        return round(size - low)
    return 0


def sizes_in_scale(indicator: Indicator) -> tuple[float, float] | None:
    """Between which sizes a figure without a unit may lie; None where the plan's own figures say nothing of it."""
    planned = _figures(indicator)
    if not planned or indicator.scale or _is_open_ended(indicator):
        return None
    return sizes_around(planned)


def sizes_around(figures: Iterable[Decimal]) -> tuple[float, float]:
    """Between which sizes a figure may lie that belongs to these."""
    logs = [log_of(value) for value in figures]
    return float(10 ** (min(logs) - FAR)), float(10 ** (max(logs) + FAR))


def _figures(indicator: Indicator) -> tuple[Decimal, ...]:
    """What the plan itself states of an indicator's size."""
    return tuple(value for value in (indicator.baseline.value, *_ends(indicator)) if value)


def _ends(indicator: Indicator) -> tuple[Decimal | None, ...]:
    """What the target states in the indicator's unit, or where it leads; nothing of an index."""
    return () if indicator.is_index else indicator.target.figures() or (indicator.goal,)


def _is_open_ended(indicator: Indicator) -> bool:
    """Whether only a start is known: then nothing says how far a series may go."""
    return not indicator.is_index and all(end is None for end in _ends(indicator))
