"""Corners: headings in two rows whose first cells name what stands at their right and what stands below (Eurostat).

TIME         | 2022 |   | 2023 |       GEO (Labels) | Euro area |   | Germany |
GEO (Labels) |      |   |      |       TIME         |           |   |         |
Germany      | 3.1  | b | 3.1  | p     2022         | 6.8       |   | 3.1     | b

They become one row; a column without a heading beside one of figures is that of its flags.
"""

from collections.abc import Sequence
from itertools import pairwise

from plan_cli.datafile.heading_row import TITLE_ROWS
from plan_cli.datafile.headings import role_of
from plan_cli.datafile.table import Row, TableCell
from plan_cli.patterns import late
from plan_cli.text import plain

#: What is said of the texts of a dimension: GEO (Labels), GEO (Codes).
_KIND = late(r"(?i)\s*\((?:labels|codes|bezeichnungen|libellés)\)\Z")


def with_corner(rows: Sequence[Row]) -> tuple[Sequence[Row], int | None]:
    """The rows with headings in two rows as one, and where that is; as they are, and None, where there are none."""
    for i, (upper, lower) in enumerate(pairwise(rows[: TITLE_ROWS + 3])):
        if _is_corner(upper, lower):
            return [*rows[:i], _head(upper, lower[0]), *rows[i + 2 :]], i
    return rows, None


def _is_corner(upper: Row, lower: Row) -> bool:
    """Whether one row names years or entities and has them at its right, and the row below it names the others."""
    alone = not any(cell.text.strip() for cell in lower[1:])
    roles = {role_of(_bare(row[0])) for row in (upper, lower)}
    return alone and roles == {"year", "entity"} and any(cell.text.strip() for cell in upper[1:])


def _head(upper: Row, below: TableCell) -> Row:
    figures = upper[1:]
    flagged = [False, *(left.text.strip() and not cell.text.strip() for left, cell in pairwise(figures))]
    beside = (cell._replace(text="status") if flags else cell for cell, flags in zip(figures, flagged, strict=True))
    return (below._replace(text=_bare(below)), *beside)


def _bare(cell: TableCell) -> str:
    return _KIND.sub("", plain(cell.text))
