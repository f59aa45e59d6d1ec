"""By entity: a table of many counties, firms or schools as one table of each, so that each is read on its own."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plan_cli.datafile.column_roles import assigned_roles
from plan_cli.datafile.layout import layout_of
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.table import Table
from plan_cli.datafile.totals import is_total
from plan_cli.text import plain

Entity = tuple[str, ...]


class ByEntity(NamedTuple):
    """``headings`` are all of the table, ``columns`` those that tell entities apart; ``lacking`` is not among them.

    ``tables`` holds each entity's rows, with all that stands around them; ``totals`` are names that are no entity.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...] = ()
    lacking: str | None = None
    tables: Mapping[Entity, Table] = {}
    totals: tuple[Entity, ...] = ()


def by_entity(table: Table, names: IndicatorNames, by: Sequence[str]) -> ByEntity:
    """The table in parts: by the columns ``by``, and by one of entities where a heading names it."""
    # Every row is kept with its cells, so they are made once.
    table = table._replace(rows=tuple(table.rows))
    layout = layout_of(table.rows, lambda text: bool(names.meaning(text).indicators), 0, table.beside)
    headings = tuple(plain(cell.text) for cell in layout.headings)
    for name in by:
        if plain(name) not in headings:
            return ByEntity(headings, lacking=name)
    columns = tuple(map(plain, by))
    others = [heading for heading in headings if heading not in columns]
    if (further := assigned_roles(others).get("entity")) is not None:
        columns = (*columns, others[further])
    positions = [headings.index(column) for column in columns]
    lines = {row[0].place.line for row in layout.rows}
    around: list[int] = []
    rows: dict[Entity, list[int]] = {}
    for i, row in enumerate(table.rows):
        if row[0].place.line in lines:
            rows.setdefault(tuple(plain(row[at].text) if at < len(row) else "" for at in positions), []).append(i)
        else:
            around.append(i)
    totals = tuple(sorted(entity for entity in rows if any(map(is_total, entity))))
    tables = {
        # A section or a year that stands alone speaks of the rows below it.
        entity: table._replace(rows=tuple(table.rows[i] for i in sorted([*around, *rows[entity]])))
        for entity in sorted(rows.keys() - set(totals))
    }
    return ByEntity(headings, columns, None, tables, totals)
