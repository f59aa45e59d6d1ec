"""Reading: what a sheet is read against, and what was found in it so far."""

from __future__ import annotations

from typing import Any

from plan_cli.codes import CODES, Severity
from plan_cli.datafile.names import called_by, meaning_one
from plan_cli.datafile.table import Sheet, SheetCell
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan


class Reading:
    """The reading of one sheet.

    ``called`` says whom every name means, ``names`` those that mean one; ``near`` keeps what unknown names are like.
    ``spoilt`` are indicators and years whose figures cannot be used; ``errors`` counts the diagnostics that are errors.
    """

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self.plan, self.sheet = plan, sheet
        self.called = called_by(plan)
        self.names = meaning_one(self.called)
        self.near: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.spoilt: set[tuple[str, int]] = set()
        self.errors = 0

    def find(self, code: str, cell: SheetCell | None, indicator: str | None = None, **facts: Any) -> None:
        """Note a diagnostic at a cell; at the header where there is none."""
        place = cell.place if cell else (self.sheet.header[0].place if self.sheet.header else None)
        self.diagnostics.append(Diagnostic(code, facts, place=place, indicator=indicator))
        self.errors += CODES[code].severity is Severity.ERROR
