"""Names above: a table in which a name stands over several rows, and the cells below it are blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_cli.datafile.column_roles import ColumnRoles
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.left_out import AlikeRows
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.table import Row, TableCell, is_ragged
from plan_cli.datafile.text_rows import TextRows


def with_names_above(
    rows: Sequence[Row], roles: ColumnRoles, names: IndicatorNames, findings: Findings, alike: AlikeRows | None
) -> Iterator[Row]:
    """The rows, each with its name, without those that are left out as one before them was.

    How many took one of the plan's names from above is a note after the last.

    Only a row that says otherwise what it is of (a sex, a year) goes on with the name above it, and none that a further
    column names.
    """
    at, last = roles.positions.get("indicator"), ""
    telling = [position for role, position in roles.positions.items() if role in ("year", "period", "entity")]
    telling += roles.dimensions
    first: TableCell | None = None
    count = 0
    texts = rows.texts if isinstance(rows, TextRows) else ()
    for i in range(len(rows)):
        if texts and alike and alike.leave_out(texts[i]):
            last = texts[i][at] if at is not None else last
            continue
        row = rows[i]
        if at is None or is_ragged(row, len(roles.headings)):
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
