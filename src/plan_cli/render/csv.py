"""CSV: a header and one row for each record; text that a spreadsheet would run is defused, numbers never touched."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from plan_cli.render import Page
from plan_cli.report import Tabular
from plan_cli.text import visible

REPORT = Tabular
SUFFIXES = (".csv",)
MACHINE = True

_RUNS = ("=", "+", "-", "@", "\t", "\r")
#: What may stand in a quoted cell; every other control character is shown escaped.
_KEPT = "\t\n\r"


def write(report: Tabular, page: Page) -> str:
    """The report's rows."""
    rows = report.to_rows()
    return table(rows.columns, ([row.get(column) for column in rows.columns] for row in rows.rows))


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Columns and rows as CSV."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([_cell(column) for column in columns])
    lines.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    shown = "".join(each if each in _KEPT else visible(each) for each in value) if visible(value) != value else value
    return "'" + shown if shown.startswith(_RUNS) else shown
