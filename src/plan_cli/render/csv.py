"""CSV: a header and one row for each record; text that a spreadsheet would run is defused, numbers never touched."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from plan_cli.patterns import late
from plan_cli.render import Page
from plan_cli.report import Tabular
from plan_cli.text import visible

REPORT = Tabular
SUFFIXES = (".csv",)
MACHINE = True

_RUNS = ("=", "+", "-", "@", "\t", "\r")
#: A record is one line, so that no log that shows it takes a line of a name for its own; tabs may stay.
_BREAKS, _KEPT = late(r"[\r\n\x85\u2028\u2029]+"), "\t"


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
    if visible(value) == value:
        shown = value
    else:
        shown = "".join(each if each in _KEPT else visible(each) for each in _BREAKS.sub(" ", value))
    return "'" + shown if shown.startswith(_RUNS) else shown
