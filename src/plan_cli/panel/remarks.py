"""Remarks: which texts in a panel's columns of notes and sources say what a row is, or in which unit.

Most notes are free text and change nothing. One that is a word (forecast, 目标) or states a unit does, as in the
ordinary check (``datafile.dimensions``, ``datafile.context``): its rows are given to the check's reader.
"""

from dataclasses import replace
from typing import Any

from plan_cli.datafile.context import unit_of_remark
from plan_cli.datafile.dimensions import remarked
from plan_cli.datafile.headings import REMARK_ROLES
from plan_cli.panel.cell_reader import LIMIT, TooManyRowsError
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Scan


def with_remarks(runner: Engine, criteria: PanelCriteria, scan: Scan) -> Scan:
    """The scan with the telling texts of its remarks; a column without any is not read again.

    Errors: ``TooManyRowsError`` where there are too many different texts to look at.
    """
    columns = [role for role in REMARK_ROLES if role in scan.fields]
    if not columns:
        return scan
    nw: Any = criteria.expressions
    rows = runner.scan(scan).filter(nw.col("indicator").is_in(sorted(criteria.names)))
    remarks: dict[str, tuple[str, ...]] = {}
    for role in columns:
        texts = [text for (text,) in runner.fetch(rows.select(role).unique().head(LIMIT + 1)) if text]
        if len(texts) >= LIMIT:
            raise TooManyRowsError
        if telling := sorted(text for text in texts if _tells(role, text)):
            remarks[role] = tuple(telling)
    fields = {role: heading for role, heading in scan.fields.items() if role not in columns or role in remarks}
    return replace(scan, fields=fields, remarks=remarks)


def _tells(role: str, text: str) -> bool:
    return bool(remarked(role, text) or (role == "note" and unit_of_remark(text)))
