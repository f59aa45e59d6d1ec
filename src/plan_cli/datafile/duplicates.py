"""Duplicates: figures that are given twice."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from plan_cli.datafile.findings import FigureKey, Findings
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Actual


def without_duplicates(rows: Iterable[Actual], findings: Findings) -> list[Actual]:
    """Each figure once. Of one that is given twice and differently, or once in a cell that cannot be read, neither can
    be used; nor can the figure of a named entity where that of the whole cannot be read."""
    groups: dict[tuple[Any, ...], list[Actual]] = defaultdict(list)
    for row in rows:
        key = (row.indicator, row.year, row.period, row.years, row.measure, row.entity, row.published)
        groups[key].append(row)
    kept = []
    for first, *others in groups.values():
        for row in others:
            facts = {"year": row.year, "first_line": first.place.line, "first_cell": first.place.cell}
            findings.extend([Diagnostic("PLN304", facts, place=row.place, indicator=row.indicator)])
        if any((row.value, row.bound) != (first.value, first.bound) for row in others):
            findings.unread.add(key_of(first))
            findings.unusable.add((first.indicator, first.year))
        else:
            kept.append(first)
    return without_unread(kept, findings)


def without_unread(rows: list[Actual], findings: Findings) -> list[Actual]:
    """The figures that no unread one stands beside."""
    unread = findings.unread
    return [row for row in rows if not unread & {key_of(row), key_of(row, "")}] if unread else rows


def key_of(row: Actual, entity: str | None = None) -> FigureKey:
    """What figure a row is, whatever it says of it; or that of another ``entity``, the whole being the empty one."""
    return row.indicator, row.period, row.years, row.measure, row.entity if entity is None else entity
