"""Column roles: what each column of a table became, and whether the table is long or wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import COLUMNS, NEEDED, role_of
from plan_cli.datafile.periods import read_period
from plan_cli.datafile.table import Row, TableCell
from plan_cli.model.observations import Period
from plan_cli.text import nearest, plain


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """What the columns of a table became; positions count from 0.

    ``positions`` says where each role stands, ``periods`` which value columns a wide table has (none: it is long).
    """

    headings: tuple[str, ...]
    positions: Mapping[str, int]
    periods: Mapping[int, Period]

    @property
    def used(self) -> Mapping[str, str | None]:
        """Every heading with what it became: a role, ``value`` for a year of a wide table, None where it is unused."""
        roles: dict[int, str] = {position: role for role, position in self.positions.items()}
        roles |= dict.fromkeys(self.periods, "value")
        return {heading: roles.get(position) for position, heading in enumerate(self.headings)}


def assigned_roles(headings: Sequence[str]) -> dict[str, int]:
    """Where each role stands among these headings; of two headings with the same role the first counts."""
    positions: dict[str, int] = {}
    for position, heading in enumerate(headings):
        if role := role_of(heading):
            positions.setdefault(role, position)
    return positions


def column_roles(headings: Row, rows: Sequence[Row], findings: Findings) -> ColumnRoles | None:
    """The roles of a table's columns; None, with diagnostics, where a needed one is missing or not clear."""
    if not headings:
        return None
    texts = tuple(cell.text for cell in headings)
    positions = assigned_roles(texts)
    periods: dict[int, Period] = {}
    usable = True
    for position, cell in enumerate(headings):
        role = role_of(cell.text)
        if role and positions[role] != position:
            _report_twice(findings, cell, texts[positions[role]])
            usable = usable and role not in NEEDED
        if role:
            continue
        period = read_period(plain(cell.text).lower(), None)
        if period is not None and period in periods.values():
            _report_twice(findings, cell, str(period))
            usable = False
        elif period is not None:
            periods[position] = period
        elif not plain(cell.text) and any(row[position].text.strip() for row in rows if len(row) > position):
            findings.add("PLN309", cell, problem="empty", heading="")
    wide = bool(periods) and "value" not in positions
    for role in ("indicator",) if wide else NEEDED:
        if role not in positions:
            others = [text for i, text in enumerate(texts) if i not in positions.values()]
            known = [role, *COLUMNS[role]]
            findings.add("PLN307", headings[0], column=role, nearest=nearest(role, others), known=known)
            usable = False
    return ColumnRoles(texts, positions, periods if wide else {}) if usable else None


def _report_twice(findings: Findings, cell: TableCell, first: str) -> None:
    findings.add("PLN309", cell, problem="twice", heading=cell.text, first=first)
