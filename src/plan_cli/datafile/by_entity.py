"""By entity: a table of many counties, firms or schools as tables of each, so that each is read on its own.

What stands among the rows and is no entity's (titles, sections, notes) stays where it is in each of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plan_cli.datafile.across import columns_of_entities
from plan_cli.datafile.column_roles import assigned_roles
from plan_cli.datafile.columns import LOOKED_AT
from plan_cli.datafile.headings import role_of
from plan_cli.datafile.layout import Layout, layout_of, tables_in
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.table import Row, Table
from plan_cli.datafile.text_rows import texts_of
from plan_cli.datafile.totals import is_subtotal, is_total
from plan_cli.diagnostics import Place
from plan_cli.text import plain

Entity = tuple[str, ...]
#: What stands between the names of one entity where they are one text.
JOINED = " / "


class ByEntity(NamedTuple):
    """``headings`` are all of the table, ``columns`` those that tell entities apart; ``lacking`` is not among them.

    ``tables`` are each entity's own, one for each table that stands in the file; ``whole`` the same with the rows of
    all of them, named in the first of the ``columns`` alone. ``totals`` are names that are no entity. ``owners`` says
    whose the cells are; ``unnamed`` is the place of a row with figures and no name.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...] = ()
    lacking: str | None = None
    tables: Mapping[Entity, Sequence[Table]] = {}
    whole: Sequence[Table] = ()
    totals: tuple[Entity, ...] = ()
    owners: Mapping[tuple[int, int], Entity] = {}
    unnamed: Place | None = None

    def owner(self, place: Place | None) -> Entity | None:
        """The entity in whose row a place is; None for one around the rows."""
        return None if place is None else self.owners.get((place.line, place.column))


def by_entity(table: Table, names: IndicatorNames, by: Sequence[str]) -> ByEntity:
    """The table in parts: by the columns ``by``, and by one of entities where a heading names it."""
    # Every row is kept with its cells, so they are made once.
    rows = tuple(table.rows)
    found = [
        _of_one(table._replace(rows=tuple(part)), names, by)
        for part in tables_in(rows, lambda text: bool(names.meaning(text).indicators), 0, by)
    ]
    first = found[0]
    if other := next((each for each in found if each.lacking is not None or each.columns != first.columns), None):
        return other if other.lacking else other._replace(lacking=(*first.columns[len(other.columns) :], *by)[0])
    tables: dict[Entity, list[Table]] = {}
    for each in found:
        for entity, own in each.tables.items():
            tables.setdefault(entity, []).extend(own)
    return first._replace(
        tables={entity: tables[entity] for entity in sorted(tables)},
        whole=tuple(one for each in found for one in each.whole),
        totals=tuple(sorted({entity for each in found for entity in each.totals})),
        owners={place: entity for each in found for place, entity in each.owners.items()},
        unnamed=next((each.unnamed for each in found if each.unnamed), None),
    )


def _of_one(table: Table, names: IndicatorNames, by: Sequence[str]) -> ByEntity:
    """One table of those that may stand one under the other."""
    layout = layout_of(table.rows, lambda text: bool(names.meaning(text).indicators), 0, table.beside, by)
    headings = tuple(plain(cell.text) for cell in layout.headings)
    lacking = [name for name in by if plain(name) not in headings]
    if len(lacking) == 1 and (long := _long(table, layout, names, by, lacking[0])) is not None:
        return _of_one(long, names, by)
    if lacking:
        return ByEntity(headings, lacking=lacking[0])
    columns = tuple(map(plain, by))
    others = [heading for heading in headings if heading not in columns]
    if (further := assigned_roles(others).get("entity")) is not None:
        columns = (*columns, others[further])
    positions = [headings.index(column) for column in columns]
    # Rows of a layout may be longer than those of the file: their first cell is the same.
    body = {id(row[0]) for row in layout.rows}
    entities = [_entity(row, positions) if id(row[0]) in body else None for row in table.rows]
    totals = {entity for entity in entities if entity and any(is_total(name) or is_subtotal(name) for name in entity)}
    named = {entity for entity in entities if entity and all(entity)} - totals
    unnamed = (row[0].place for row, entity in zip(table.rows, entities, strict=True) if entity and not all(entity))
    pairs = list(zip(table.rows, entities, strict=True))
    around = {i for i, (_, entity) in enumerate(pairs) if entity is None}
    numbers: dict[Entity, list[int]] = {entity: [] for entity in named}
    for i, (_, entity) in enumerate(pairs):
        if entity in named:
            numbers[entity].append(i)
    return ByEntity(
        headings,
        columns,
        tables={
            entity: (_own(table, [table.rows[i] for i in sorted(around.union(own))]),)
            for entity, own in numbers.items()
        },
        whole=(
            _named(table, [(row, entity) for row, entity in pairs if entity in named or entity is None], positions),
        ),
        totals=tuple(sorted(totals)),
        owners={
            (cell.place.line, cell.place.column): entity for row, entity in pairs if entity in named for cell in row
        },
        unnamed=next(unnamed, None),
    )


def _long(table: Table, layout: Layout, names: IndicatorNames, by: Sequence[str], entity: str) -> Table | None:
    """A table with a column for each entity as one with a row for each; None where it has no such columns."""
    texts = [cell.text for cell in layout.headings]
    if {role_of(text) for text in texts} & {"value", "entity"} or layout.groups or layout.units:
        return None
    looked_at = texts_of(layout.rows[:LOOKED_AT])

    def cells(at: int) -> Iterator[str]:
        return (text for row in looked_at if len(row) > at and (text := plain(row[at])))

    free = [at for at, text in enumerate(texts) if not role_of(text) and plain(text) not in map(plain, by)]
    format = NumberFormat(semicolons=table.delimiter == ";")
    columns = columns_of_entities(texts, free, cells, format, lambda text: bool(names.meaning(text).indicators))
    if not columns:
        return None
    others = [at for at in range(len(texts)) if at not in columns]
    body = {id(row[0]) for row in layout.rows}
    rows: list[Row] = []
    for row in table.rows:
        if row[0].place == layout.headings[0].place:
            added = [row[columns[0]]._replace(text=text) for text in (entity, "value")]
            rows.append((*(row[at] for at in others), *added))
        elif id(row[0]) in body and len(row) >= len(texts):
            rows += [(*(row[at] for at in others), layout.headings[at], row[at]) for at in columns]
        else:
            rows.append(row)
    return table._replace(rows=tuple(rows))


def _entity(row: Row, positions: Sequence[int]) -> Entity | None:
    """Whose row it is; None for what is nobody's: blank, or one text over several columns, as sections are merged."""
    texts = [cell.text for cell in row if cell.text.strip()]
    entity = tuple(plain(row[at].text) if at < len(row) else "" for at in positions)
    one_text = len(set(texts)) < 2 and (len(texts) != 1 or not any(entity))
    return None if one_text else entity


def _own(table: Table, rows: Sequence[Row]) -> Table:
    """The table with some of its rows, and with what is wrong with them."""
    lines = {(cell.place.line, cell.place.column) for row in rows for cell in row}
    found = (each for each in table.diagnostics if each.place and (each.place.line, each.place.column) in lines)
    return table._replace(rows=tuple(rows), diagnostics=tuple(found))


def _named(table: Table, rows: Sequence[tuple[Row, Entity | None]], positions: Sequence[int]) -> Table:
    """The table with the names of each entity as one text in the first of its columns."""
    first, *others = positions

    def named(row: Row, entity: Entity) -> Row:
        cells = list(row)
        for at in others:
            cells[at] = cells[at]._replace(text="")
        cells[first] = cells[first]._replace(text=JOINED.join(entity))
        return tuple(cells)

    return table._replace(rows=tuple(row if entity is None else named(row, entity) for row, entity in rows))
