"""Data files: the figures that were reported, from the bytes of a file to observations.

    reader → table → headings → column roles → rows → observations

``readers/`` makes a table of cells with places, ``headings.py`` finds the row of headings, ``columns.py`` says what
each column became, ``rows.py`` reads the rows with ``names.py``, ``periods.py``, ``number_grammar.py`` and
``units.py``; the words that may stand in a cell are in ``words.py``. Panels read columns by the same tables.
"""

from __future__ import annotations

from plan_cli.datafile.columns import column_roles
from plan_cli.datafile.duplicates import conversions_grouped, without_duplicates
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import parted_at_headings
from plan_cli.datafile.names import IndicatorNames, names_of
from plan_cli.datafile.plausibility import fractions_for_percent, off_by_powers_of_ten
from plan_cli.datafile.rows import RowReader
from plan_cli.datafile.table import Table, is_ragged
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.observations import Actual, Actuals, InputFile
from plan_cli.model.plan import Plan

__all__ = ["actuals_of", "names_of"]


def actuals_of(table: Table, plan: Plan, sha256: str) -> Actuals:
    """The observations that a table holds for a plan, and every mistake in it."""
    findings = Findings()
    findings.diagnostics.extend(table.diagnostics)
    if not table.rows and not table.diagnostics:
        place = Place(table.file, 1, 1, 1, 1)
        findings.diagnostics.append(Diagnostic("PLN316", {"file": table.file}, place=place))
    headings, rows = parted_at_headings(table.rows)
    roles = column_roles(headings, rows, findings)
    reader = RowReader(plan, IndicatorNames(plan), roles, findings) if roles else None
    read: list[Actual] = []
    for row in rows:
        if is_ragged(row, headings):
            findings.add("PLN308", row[0], cells=len(row), columns=len(headings))
            if reader:
                reader.skip(row)
        elif reader:
            read.extend(reader.observations(row))
    observations = without_duplicates(read, findings)
    findings.diagnostics.extend(fractions_for_percent(observations, plan))
    findings.diagnostics.extend(off_by_powers_of_ten(observations, plan))
    used = InputFile(table.file, sha256, table.format, table.encoding, len(rows))
    diagnostics = conversions_grouped(findings.diagnostics)
    return Actuals(tuple(observations), (used,), diagnostics, frozenset(findings.unusable))
