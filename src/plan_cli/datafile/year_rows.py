"""Year rows: years that stand alone above the rows of each, in a table that says nowhere else of which year they are.

指标      | 数值
2022年    |
出口额    | 118
2023年    |
出口额    | 131

They become a column, so that one code reads it and any other column of years.
"""

import re
from collections.abc import Callable, Sequence

from plan_cli.datafile.cells_of_columns import DATES
from plan_cli.datafile.context import added
from plan_cli.datafile.dimensions import heading_key
from plan_cli.datafile.headings import role_of, value_heading
from plan_cli.datafile.periods import read_period, read_year
from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.text_rows import rows_of_one_text

#: What a lone number is a year between.
_YEARS = range(1800, 2201)


def with_year_rows(head: Row, rows: Sequence[Row], known: Callable[[str], bool]) -> tuple[Row, Sequence[Row]]:
    """A table with the year above each row in a column, where years stand alone and the first of them above all rows.

    A number that is ``known`` as the name of an indicator is no year. Where another time stands alone, nothing is read.
    """
    if any(map(_says_years, head)):
        return head, rows
    alone = rows_of_one_text(rows)
    years = {i: year for i in alone if (year := _year(rows[i], known)) is not None}
    # Only sections may stand above the first one.
    if not years or alone[: min(years)] != list(range(min(years))):
        return head, rows
    # What else stands alone, and names no indicator without a figure, may be a section: it stays alone.
    others = {i for i in alone if i not in years and not any(known(cell.text) for cell in rows[i])}
    if any(_may_be_time(cell.text) for i in others for cell in rows[i]):
        return head, rows
    blank = year = head[0]._replace(text="")
    kept: list[Row] = []
    for i, row in enumerate(rows):
        year = years.get(i, year)
        if i not in years:
            kept.append(added(row, len(head), (blank if i in others else year,)))
    return (*head, head[0]._replace(text="year")), tuple(kept)


def _says_years(heading: TableCell) -> bool:
    """Whether a column says of which year its figures or rows are."""
    dated = role_of(heading.text) == "year" or heading_key(heading.text) in DATES
    return dated or value_heading(heading.text, "") is not None


def _may_be_time(text: str) -> bool:
    """Whether a text that is no year may be another time: 2023/24, 2023 (forecast), Q1."""
    in_year = read_period(text, 2000) is not None
    return in_year or value_heading(text, "") is not None or bool(re.search("[0-9]{4}", text))


def _year(row: Row, known: Callable[[str], bool]) -> TableCell | None:
    """The year that a row is."""
    first = row[0]
    year = read_year(first.text)
    return first if year in _YEARS and not known(first.text) else None
