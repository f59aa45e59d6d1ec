"""CSV: a header and one row for each record; text that a spreadsheet would run is defused, numbers never touched."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from plan_cli.render import Page
from plan_cli.report import Report

SUFFIXES = (".csv",)
MACHINE = True

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def write(report: Report, page: Page) -> str:
    """The report's records."""
    return table(*report.records())


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Columns and rows as CSV."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_RUNS):
        return "'" + value
    return value
