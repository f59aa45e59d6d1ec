"""The rows of a series in a data file of an Open SDG site.

Data files are tidy: ``Year``, columns of disaggregation, ``Series`` and ``Units``, ``Value``. A blank cell stands for
the whole, so the headline of a series is its rows with every disaggregation blank. A ``Progress`` column holds the
figures for the progress calculation where they differ from those on display.
"""

import csv
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plan_cli.diagnostics import Remark
from plan_cli.model.units import scale_in_words, scale_word
from plan_cli.patterns import late
from plan_cli.planfile.importers.draft import Value
from plan_cli.planfile.importers.open_sdg_site import Columns

#: Cells that stand for nothing, as the site's own reader takes them.
_BLANK = frozenset({"", "NA", "N/A", "NaN", "nan", "null", "NULL"})
#: The column that says in which scale the figures are written: Thousands.
MULTIPLIER = "Unit multiplier"
#: The group of translations that the site looks headings and cells up in: ``data.Females`` is read as Females.
_TRANSLATED = "data."
_QUARTER = late(r"\s*\d{4}\s*[-–]?\s*Q([1-4])\s*\Z", re.IGNORECASE)
_RANGE = late(r"\s*(\d{4})\s*(?:[/–-]|to)\s*(\d{2,4})")

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
    #: Its unit with the scale of the column for it: a target in the options is 480 thousand, not 480,000.
    unit_with_scale: str = ""
    has_fiscal_years: bool = False
    has_windows: bool = False
    #: The quarters that its figures are of, where each year has one of them.
    quarters: frozenset[str] = frozenset()
    problem: Remark | None = None


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


def select(
    table: Table, file: Path, wanted: Mapping[str, str], columns: Columns, keys: Mapping[str, tuple[str, ...]]
) -> Selection:
    """The rows with these cells, and blank cells in every other disaggregation; ``keys`` are the site's by text."""
    rows: Sequence[Row] = table.rows
    where: dict[str, Value] = {}
    for named, value in wanted.items():
        heading = _as_written(named, table.headings, keys)
        cell = _as_written(value, {row.get(heading, "") for row in rows}, keys)
        rows = [row for row in rows if row.get(heading) == cell]
        if not rows:
            problem = Remark("import_not_in_data", {"column": named, "value": value}, check=True)
            # A selection without rows, so that a check says what it looks for in vain.
            looked_for = {**where, heading: cell}
            return Selection(file if heading in table.headings else None, looked_for, problem=problem)
        where[heading] = cell
    of_options = rows
    for heading in [each for each in table.headings if each not in where and columns.is_disaggregation(each)]:
        # Among all rows that the options select: what is left after one blank column may be one subgroup of another.
        cells = {row[heading] for row in of_options}
        if blanks := sorted(cells & _BLANK):
            where[heading] = blanks[0] if len(blanks) == 1 else [*blanks]
            rows = [row for row in rows if row[heading] in _BLANK]
        elif len(cells) == 1:
            where[heading] = next(iter(cells))
        if not rows or (len(cells) > 1 and not blanks):
            return Selection(problem=Remark("import_no_headline", {"column": heading}, check=True))
    for heading in (columns.series, columns.unit, MULTIPLIER):
        if heading not in where and len({row.get(heading) for row in rows}) > 1:
            return Selection(problem=Remark("import_several", {"column": heading}, check=True))
    return _selected(table, file, rows, where, columns)


def _as_written(name: str, known: Container[str], keys: Mapping[str, tuple[str, ...]]) -> str:
    """A heading or a cell as a data file has it: as the options name it, or as the only key of that translation."""
    if name in known:
        return name
    found = {key for key in (_TRANSLATED + name, *keys.get(name, ())) if key in known}
    return found.pop() if len(found) == 1 else name


def _selected(table: Table, file: Path, rows: Sequence[Row], where: Mapping[str, Value], columns: Columns) -> Selection:
    value = columns.progress if columns.progress in table.headings else "Value"
    figures = [row for row in rows if row[value] not in _BLANK]
    twice = sorted(year for year, count in Counter(row["Year"][:4] for row in figures).items() if count > 1)
    if twice:
        return Selection(problem=Remark("import_year_twice", {"years": twice}, check=True))
    ranges = [found.groups() for row in figures if (found := _RANGE.match(row["Year"]))]
    lengths = {(int(end) - int(start[-len(end) :])) % 10 ** len(end) for start, end in ranges}
    units = {row[columns.unit] for row in figures} if columns.unit in table.headings else set()
    unit = units.pop() if len(units) == 1 else ""
    multiplier = next((row[MULTIPLIER] for row in figures), "") if MULTIPLIER in table.headings else ""
    in_words = ""
    if scale_word(multiplier) and not scale_in_words(unit):
        in_words = unit = f"{multiplier} {unit}".strip()
    quarters = frozenset(found[1] for row in figures if (found := _QUARTER.match(row["Year"])))
    return Selection(file, where, value, unit, in_words, 1 in lengths, bool(lengths - {1}), quarters)
