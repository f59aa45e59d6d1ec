"""Duplicates: figures that are given twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from plan_cli.datafile.findings import Findings
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Actual


def without_duplicates(rows: Iterable[Actual], findings: Findings) -> list[Actual]:
    """Each figure once. Of one that is given twice and differently neither can be used."""
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
            findings.unusable.add((first.indicator, first.year))
        else:
            kept.append(first)
    return kept
