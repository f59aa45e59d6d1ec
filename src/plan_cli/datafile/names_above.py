"""Names above: a table in which a name stands over several rows, with its unit, and the cells below it are blank.

Where a row below the name has another unit, nobody knows which one the blank cells under it mean: they take both, which
no figure is read in. Nor does anybody know the name of a row of the wrong length.
"""

from collections.abc import Iterable, Iterator, Sequence

from plan_cli.datafile.column_roles import ColumnRoles
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.table import Row, TableCell, is_ragged
from plan_cli.datafile.text_rows import TextRow, TextRows

#: What a name is written with once for all of its rows.
_STATED = ("unit", "multiplier", "currency")


def with_names_above(
    rows: Sequence[Row], chosen: Iterable[int], roles: ColumnRoles, names: IndicatorNames, findings: Findings
) -> Iterator[Row | TextRow]:
    """The chosen ones of the rows, each with its name and unit; those between them have names of their own.

    How many took one of the plan's names from above is a note after the last. Only a row that says otherwise what it is
    of (a sex, a year) goes on with the name above it, and none that a further column names.
    """
    at, last, width = roles.positions.get("indicator"), "", len(roles.headings)
    telling = [position for role, position in roles.positions.items() if role in ("year", "period", "entity")]
    telling += roles.dimensions
    units = _UnitsAbove([position for role, position in roles.positions.items() if role in _STATED])
    first: TableCell | None = None
    count, before, named_at = 0, -1, 0
    for i in chosen:
        if isinstance(rows, TextRows):
            if at is not None and before < i - 1:
                last, named_at = rows.text(i - 1, at), i - 1
            before = i
            if rows.width(i) == width and (at is None or rows.text(i, at).strip()) and not rows.is_flawed(i):
                last, named_at = last if at is None else rows.text(i, at), i
                yield TextRow(rows, i)
                continue
        row = rows[i]
        if at is None:
            yield row
        elif is_ragged(row, width):
            last = "" if len(row) <= at or row[at].text.strip() else last
            yield row
        elif row[at].text.strip():
            last, named_at = row[at].text, i
            yield row
        elif (
            last
            and not row[at].defect
            and any(row[i].text.strip() for i in telling)
            and not any(names.meaning(row[i].text).indicators for i in roles.names)
        ):
            named = row[at]._replace(text=last)
            if names.meaning(named.text).indicators:
                first, count = first or named, count + 1
            above = {at: last, **units.of(row, named_at, rows)}
            yield tuple(cell._replace(text=above.get(position, cell.text)) for position, cell in enumerate(row))
        else:
            yield row
    if first is not None:
        findings.add("PLN371", first, count=count, name=first.text.strip())


class _UnitsAbove:
    """What the rows under one name have stated at some ``positions``, beginning with the row of the name."""

    def __init__(self, positions: Sequence[int]) -> None:
        self._positions = positions
        self._named_at = -1
        self._stated: dict[int, list[str]] = {}

    def of(self, row: Row, named_at: int, rows: Sequence[Row]) -> dict[int, str]:
        """What the blank cells of a row mean, of which the name stands in another one of the rows."""
        if named_at != self._named_at:
            source = rows[named_at]
            self._stated = {at: [source[at].text.strip()] for at in self._positions if at < len(source)}
            self._named_at = named_at
        found = {}
        for at, stated in self._stated.items():
            if not (own := row[at].text.strip()):
                found[at] = " | ".join(stated) if stated[0] else ""
            elif own not in stated:
                stated.append(own)
        return found
