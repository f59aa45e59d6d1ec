"""Duplicates: figures that are given twice, and diagnostics that say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from plan_cli.datafile.findings import Findings
from plan_cli.diagnostics import Diagnostic, in_order
from plan_cli.model.observations import Actual


def without_duplicates(rows: Iterable[Actual], findings: Findings) -> list[Actual]:
    """Each figure once. Of one that is given twice and differently neither can be used."""
    groups: dict[tuple[Any, ...], list[Actual]] = defaultdict(list)
    for row in rows:
        groups[row.indicator, row.year, row.period, row.measure, row.entity, row.published].append(row)
    kept = []
    for first, *others in groups.values():
        for row in others:
            facts = {"year": row.year, "first_line": first.place.line, "first_cell": first.place.cell}
            findings.diagnostics.append(Diagnostic("PLN304", facts, place=row.place, indicator=row.indicator))
        if any((row.value, row.bound) != (first.value, first.bound) for row in others):
            findings.unusable.add((first.indicator, first.year))
        else:
            kept.append(first)
    return kept


def conversions_grouped(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each conversion of an indicator's unit, with the number of further cells; all in order."""
    kept: dict[tuple[Any, ...], Diagnostic] = {}
    others = []
    for diagnostic in in_order(tuple(diagnostics)):
        key = diagnostic.indicator, diagnostic.facts.get("from"), diagnostic.facts.get("wanted")
        if diagnostic.code != "PLN306":
            others.append(diagnostic)
        elif key in kept:
            facts = kept[key].facts
            kept[key] = replace(kept[key], facts={**facts, "more": (facts["more"] or 0) + 1})
        else:
            kept[key] = diagnostic
    return in_order((*others, *kept.values()))
