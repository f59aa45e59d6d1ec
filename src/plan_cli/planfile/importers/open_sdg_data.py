"""The rows of a series in a data file of an Open SDG site.

Data files are tidy: ``Year``, columns of disaggregation, ``Series`` and ``Units``, ``Value``. A blank cell stands for
the whole, so the headline of a series is its rows with every disaggregation blank. A ``Progress`` column holds the
figures for the progress calculation where they differ from those on display.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plan_cli.planfile.importers.draft import Note, Value
from plan_cli.planfile.importers.open_sdg_site import Columns

#: Cells that stand for nothing, as the site's own reader takes them.
_BLANK = frozenset({"", "NA", "N/A", "NaN", "nan", "null", "NULL"})
_RANGE = re.compile(r"\s*(\d{4})\s*(?:[/–-]|to)\s*(\d{2,4})")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A data file: its headings and rows."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a file a series is, or the problem that keeps it from being found."""

    file: Path | None = None
    where: Mapping[str, Value] = field(default_factory=dict)
    value_column: str = "Value"
    unit: str = ""
    has_fiscal_years: bool = False
    has_windows: bool = False
    problem: Note | None = None


def table_of(file: Path) -> Table | None:
    """The rows of a CSV file in UTF-8; None for one without the columns ``Year`` and ``Value``."""
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            reader = csv.DictReader(lines)
            headings = tuple(name for name in reader.fieldnames or () if name)
            rows = tuple({name: (row.get(name) or "").strip() for name in headings} for row in reader)
    except (OSError, csv.Error):
        return None
    return Table(headings, rows) if {"Year", "Value"} <= {*headings} else None


def select(table: Table, file: Path, wanted: Mapping[str, str], columns: Columns) -> Selection:
    """The rows with these cells, and blank cells in every other disaggregation."""
    rows: Sequence[Row] = table.rows
    for heading, value in wanted.items():
        rows = [row for row in rows if row.get(heading) == value]
        if not rows:
            return Selection(problem=Note("import_not_in_data", {"column": heading, "value": value}, check=True))
    where: dict[str, Value] = dict(wanted)
    for heading in table.headings:
        if heading in wanted:
            continue
        cells = {row[heading] for row in rows}
        if not columns.is_disaggregation(heading):
            if heading in (columns.series, columns.unit) and len(cells) > 1:
                return Selection(problem=Note("import_several", {"column": heading}, check=True))
        elif blanks := sorted(cells & _BLANK):
            where[heading] = blanks[0] if len(blanks) == 1 else [*blanks]
            rows = [row for row in rows if row[heading] in _BLANK]
        elif len(cells) == 1:
            where[heading] = cells.pop()
        else:
            return Selection(problem=Note("import_no_headline", {"column": heading}, check=True))
    return _selected(table, file, rows, where, columns)


def _selected(table: Table, file: Path, rows: Sequence[Row], where: Mapping[str, Value], columns: Columns) -> Selection:
    value = columns.progress if columns.progress in table.headings else "Value"
    figures = [row for row in rows if row[value] not in _BLANK]
    twice = sorted(year for year, count in Counter(row["Year"][:4] for row in figures).items() if count > 1)
    if twice:
        return Selection(problem=Note("import_year_twice", {"years": twice}, check=True))
    ranges = [found.groups() for row in figures if (found := _RANGE.match(row["Year"]))]
    lengths = {(int(end) - int(start[-len(end) :])) % 10 ** len(end) for start, end in ranges}
    units = {row[columns.unit] for row in figures} if columns.unit in table.headings else set()
    unit = units.pop() if len(units) == 1 else ""
    return Selection(file, where, value, unit, has_fiscal_years=1 in lengths, has_windows=bool(lengths - {1}))
