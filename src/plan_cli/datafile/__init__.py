"""Layout: what the columns of a table of actuals mean, in long or wide form, and its rows as actuals.

Which heading means which column stands in ``headings.py``; ``columns.py`` finds them in a sheet, ``names.py`` says
which indicator a name means, ``row.py`` reads a row and ``unit.py`` its unit. Every cell that cannot be used is a
diagnostic with its place, and the other rows are still read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from plan_cli.datafile.columns import Columns, columns_of
from plan_cli.datafile.context import Reading
from plan_cli.datafile.headings import from_headings
from plan_cli.datafile.names import names_of
from plan_cli.datafile.periods import read_year
from plan_cli.datafile.plausibility import fractions_for_percent, off_by_powers_of_ten
from plan_cli.datafile.rows import actuals_in
from plan_cli.datafile.table import Sheet, SheetCell
from plan_cli.diagnostics import Diagnostic, Place, in_order
from plan_cli.model.observations import Actual, Actuals, InputFile
from plan_cli.model.plan import Plan
from plan_cli.text import plain

__all__ = ["actuals_of", "names_of"]


def actuals_of(sheet: Sheet, plan: Plan, sha256: str) -> Actuals:
    """The actuals that a sheet holds for a plan, and every mistake in it."""
    sheet = from_headings(sheet)
    reading = Reading(plan, sheet)
    reading.diagnostics.extend(sheet.diagnostics)
    rows: list[Actual] = []
    if not sheet.header and not sheet.diagnostics:
        reading.diagnostics.append(Diagnostic("PLN316", {"file": sheet.file}, place=Place(sheet.file, 1, 1, 1, 1)))
    columns = columns_of(reading)
    if columns is not None:
        for record in sheet.rows:
            if _ragged(sheet, record):
                _spoil(reading, columns, record)
            else:
                rows.extend(actuals_in(reading, columns, record))
    rows = _without_duplicates(reading, rows)
    reading.diagnostics.extend((*fractions_for_percent(rows, plan), *off_by_powers_of_ten(rows, plan)))
    reading.diagnostics = _said_once(reading.diagnostics)
    used = InputFile(sheet.file, sha256, sheet.format, sheet.encoding, len(sheet.rows))
    return Actuals(tuple(rows), (used,), in_order(reading.diagnostics), frozenset(reading.spoilt))


def _ragged(sheet: Sheet, record: tuple[SheetCell, ...]) -> bool:
    width = len(sheet.header)
    return len(record) < width or any(cell.text.strip() for cell in record[width:])


def _spoil(reading: Reading, columns: Columns, record: tuple[SheetCell, ...]) -> None:
    """A row whose cells cannot be told apart keeps its figure from counting as missing, where that much is clear."""
    at = columns.at
    if max(at["indicator"], at.get("year", 0)) < len(record):
        found = reading.names.get(plain(record[at["indicator"]].text))
        year = read_year(record[at["year"]].text) if "year" in at else None
        if found is not None and year is not None:
            reading.spoilt.add((found.id, year))


def _said_once(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """One diagnostic for each conversion of an indicator's unit, with the number of further cells."""
    kept: dict[tuple[Any, ...], Diagnostic] = {}
    others = []
    for diagnostic in in_order(diagnostics):
        key = diagnostic.indicator, diagnostic.facts.get("from"), diagnostic.facts.get("wanted")
        if diagnostic.code != "PLN306":
            others.append(diagnostic)
        elif key in kept:
            facts = kept[key].facts
            kept[key] = replace(kept[key], facts={**facts, "more": (facts["more"] or 0) + 1})
        else:
            kept[key] = diagnostic
    return [*others, *kept.values()]


def _without_duplicates(reading: Reading, rows: list[Actual]) -> list[Actual]:
    """The rows that stand alone: of a figure given twice neither can be trusted, unless both say the same."""
    alike: dict[tuple[Any, ...], list[Actual]] = defaultdict(list)
    for row in rows:
        alike[row.indicator, row.year, row.period, row.measure, row.entity, row.published].append(row)
    kept = []
    differing = {key for key, same in alike.items() if len({(row.value, row.bound) for row in same}) > 1}
    for row in rows:
        key = (row.indicator, row.year, row.period, row.measure, row.entity, row.published)
        same = alike[key]
        if row is not same[0]:
            facts = {"year": row.year, "first_line": same[0].place.line, "first_cell": same[0].place.cell}
            reading.diagnostics.append(Diagnostic("PLN304", facts, place=row.place, indicator=row.indicator))
        if key in differing:
            reading.spoilt.add((row.indicator, row.year))
        elif row is same[0]:
            kept.append(row)
    return kept
