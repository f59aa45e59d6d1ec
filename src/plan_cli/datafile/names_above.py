"""Names above: a table in which a name stands over several rows, with its unit, and the cells below it are blank."""

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
    stated = [position for role, position in roles.positions.items() if role in _STATED]
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
        if at is None or is_ragged(row, width):
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
            source = rows[named_at]
            blank = (position for position in stated if not row[position].text.strip() and position < len(source))
            above = {at: last, **{position: source[position].text for position in blank}}
            yield tuple(cell._replace(text=above.get(position, cell.text)) for position, cell in enumerate(row))
        else:
            yield row
    if first is not None:
        findings.add("PLN371", first, count=count, name=first.text.strip())
