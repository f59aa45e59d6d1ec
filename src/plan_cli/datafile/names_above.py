"""Names above: a table in which a name stands over several rows, and the cells below it are blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plan_cli.datafile.column_roles import ColumnRoles
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.table import Row, TableCell, is_ragged


def with_names_above(
    rows: Iterable[Row], roles: ColumnRoles, names: IndicatorNames, findings: Findings
) -> Iterator[Row]:
    """The rows, each with its name; how many took one of the plan's from above is a note after the last.

    Only a row that says otherwise what it is of (a sex, a year) goes on with the name above it, and none that a further
    column names.
    """
    at, last = roles.positions.get("indicator"), None
    telling = [position for role, position in roles.positions.items() if role in ("year", "period", "entity")]
    telling += roles.dimensions
    first: TableCell | None = None
    count = 0
    for row in rows:
        if at is None or is_ragged(row, len(roles.headings)):
            yield row
        elif row[at].text.strip():
            last = row[at]
            yield row
        elif (
            last is not None
            and not row[at].defect
            and any(row[i].text.strip() for i in telling)
            and not any(names.meaning(row[i].text).indicators for i in roles.names)
        ):
            named = row[at]._replace(text=last.text)
            if names.meaning(named.text).indicators:
                first, count = first or named, count + 1
            yield (*row[:at], named, *row[at + 1 :])
        else:
            yield row
    if first is not None:
        findings.add("PLN371", first, count=count, name=first.text.strip())
