"""Findings: collects what is wrong with a table while its rows are read."""

from __future__ import annotations

from typing import Any

from plan_cli.codes import CODES, Severity
from plan_cli.datafile.table import TableCell
from plan_cli.diagnostics import Diagnostic


class Findings:
    """Diagnostics in the order in which they were found.

    ``unusable`` holds the indicators and years whose figures cannot be used; ``errors`` counts the diagnostics that
    are errors.
    """

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.unusable: set[tuple[str, int]] = set()
        self.errors = 0

    def add(self, code: str, cell: TableCell, indicator: str | None = None, **facts: Any) -> None:
        """Note a diagnostic at a cell."""
        self.diagnostics.append(Diagnostic(code, facts, place=cell.place, indicator=indicator))
        self.errors += CODES[code].severity is Severity.ERROR
