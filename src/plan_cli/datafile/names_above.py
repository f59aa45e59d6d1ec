"""Names above: a table in which a name stands over several rows, and the cells below it are blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plan_cli.datafile.column_roles import ColumnRoles
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.table import Row, TableCell, is_ragged
from plan_cli.datafile.text_rows import TextRow, TextRows


def with_names_above(
    rows: Sequence[Row], chosen: Iterable[int], roles: ColumnRoles, names: IndicatorNames, findings: Findings
) -> Iterator[Row | TextRow]:
    """The chosen ones of the rows, each with its name; those between them have names of their own.

    How many took one of the plan's names from above is a note after the last. Only a row that says otherwise what it is
    of (a sex, a year) goes on with the name above it, and none that a further column names.
    """
    at, last, width = roles.positions.get("indicator"), "", len(roles.headings)
    telling = [position for role, position in roles.positions.items() if role in ("year", "period", "entity")]
    telling += roles.dimensions
    first: TableCell | None = None
    count, before = 0, -1
    for i in chosen:
        if isinstance(rows, TextRows):
            if at is not None and before < i - 1:
                last = rows.text(i - 1, at)
            before = i
            if rows.width(i) == width and (at is None or rows.text(i, at).strip()) and not rows.is_flawed(i):
                last = last if at is None else rows.text(i, at)
                yield TextRow(rows, i)
                continue
        row = rows[i]
        if at is None or is_ragged(row, width):
            yield row
        elif row[at].text.strip():
            last = row[at].text
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
            yield (*row[:at], named, *row[at + 1 :])
        else:
            yield row
    if first is not None:
        findings.add("PLN371", first, count=count, name=first.text.strip())
