"""The figures of each entity of a table, read by the ordinary reader: its own rows, and the whole table beside them.

An entity's rows are read as a file of their own is. What a column means, which rows are of the whole and how numbers
are written may only be seen over all rows: a figure counts where both readings find the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from plan_cli.codes import CODES, Severity
from plan_cli.datafile.by_entity import ByEntity, Entity, by_entity
from plan_cli.datafile.dimensions import FLAGS_OF_ROWS, REMARKS, heading_key
from plan_cli.datafile.headings import NEEDED, role_of
from plan_cli.datafile.left_out import FOREIGN
from plan_cli.datafile.merging import merged
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.sources import LatestTable
from plan_cli.datafile.table import Table
from plan_cli.datafile.yardstick import Extent
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.inputs import read_bytes
from plan_cli.model.observations import Actual, Actuals, InputFile
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.panel.files import RESERVED, lacks
from plan_cli.report.panel_records import PanelInput
from plan_cli.text import plain

#: Mistakes of one row after which nobody knows what the table is, or which of its rows count.
_OF_THE_TABLE = ("PLN308", "PLN309", "PLN344")


class Doubtful(NamedTuple):
    """A figure that is not the same in both readings."""

    place: Place
    indicator: str
    year: int
    text: str


class EntityFigures(NamedTuple):
    """What was read of an entity, and the figures of which nobody knows what they are."""

    actuals: Actuals
    doubtful: tuple[Doubtful, ...]


class _Rows(NamedTuple):
    """An entity's rows of one table."""

    table: Table
    sha256: str
    source: Source


@dataclass(frozen=True)
class EntityPanel:
    """What was read of all entities: which columns tell them apart, each one's rows, and the reading of them all."""

    columns: tuple[str, ...]
    #: What the report calls the columns.
    names: tuple[str, ...]
    inputs: tuple[PanelInput, ...]
    rows: Mapping[Entity, Sequence[_Rows]]
    totals: tuple[Entity, ...]
    whole: Actuals
    #: By the name of a file.
    splits: Mapping[str, ByEntity]

    def figures(self, entity: Entity, plan: Plan, extent: Extent) -> Actuals:
        """An entity's figures as a plan and the ``extent`` of its rows have them read."""
        return merged([actuals_of(each.table, plan, each.sha256, each.source, extent) for each in self.rows[entity]])

    def agreed(self, entity: Entity, read: Actuals) -> EntityFigures:
        """The figures of an entity that the reading of the whole table has as well."""
        own = {_key(row): row for row in read.rows}
        every = self._of_whole.get(entity, {})
        unlike = own.keys() ^ every.keys()
        if not unlike:
            return EntityFigures(read, ())
        rows = [own.get(key) or every[key] for key in unlike]
        found = (
            Doubtful(row.place, row.indicator, row.year, str("" if row.value is None else row.value))
            for row in rows
            if (row.indicator, row.year) not in read.spoilt
        )
        spoilt = read.spoilt.union((row.indicator, row.year) for row in rows)
        whole_years = (row for row in rows if row.period.full_year and not row.measure)
        unread = read.unread.union((row.indicator, row.year, row.entity) for row in whole_years)
        kept = tuple(row for key, row in own.items() if key not in unlike)
        return EntityFigures(replace(read, rows=kept, spoilt=spoilt, unread=unread), tuple(sorted(found)))

    @cached_property
    def _of_whole(self) -> Mapping[Entity, Mapping[tuple[object, ...], Actual]]:
        found: dict[Entity, dict[tuple[object, ...], Actual]] = defaultdict(dict)
        for row in self.whole.rows:
            if (entity := self.splits[row.place.file].owner(row.place)) is not None:
                found[entity][_key(row)] = row
        return found

    @property
    def unchosen(self) -> int:
        """How many entities are not among those whose names were chosen."""
        return len({entity for each in self.splits.values() for entity in each.tables} - self.rows.keys())

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the table as a whole; that it is of one entity is seen."""
        return tuple(
            each
            for each in self.whole.diagnostics
            if each.severity is not Severity.ERROR and not (each.code == "PLN345" and each.severity is Severity.INFO)
        )


def _key(row: Actual) -> tuple[object, ...]:
    return row.place, row.indicator, row.period, row.value, row.bound, row.measure, row.years


def is_of_the_plan(read: Actuals) -> bool:
    """Whether some row is about an indicator of the plan."""
    return any(used.rows > sum(used.rows_left_out.get(each, 0) for each in (FOREIGN, "where")) for used in read.inputs)


def is_unchosen(read: Actuals) -> bool:
    """Whether there are rows, but none that was chosen."""
    return not is_of_the_plan(read) and any(used.rows_left_out.get("where") for used in read.inputs)


def read_entities(
    plan: Plan, panel: Source, files: Sequence[str], by: Sequence[str], extent: Extent
) -> EntityPanel | Diagnostic:
    """The rows of every entity; a diagnostic where it is not clear whose they are, or what the table is."""
    if reserved := next((name for name in by if plain(name) in RESERVED or role_of(name) in NEEDED), None):
        return Diagnostic("PLN356", {"column": reserved}, place=Place(panel.file))
    tables, names = LatestTable(read_bytes), IndicatorNames(plan, panel.indicators)
    rows: dict[Entity, list[_Rows]] = defaultdict(list)
    splits, inputs, readings = dict[str, ByEntity](), list[PanelInput](), list[Actuals]()
    where = {plain(heading): tuple(map(plain, texts)) for heading, texts in panel.where.items()}
    for file in files:
        source = replace(panel, file=file)
        table = tables.of(source)
        if isinstance(table, Diagnostic):
            return table
        content, sha256 = table
        if unable := next((each for each in content.diagnostics if CODES[each.code].unable), None):
            return unable
        split = by_entity(content, names, by)
        if refused := _refused(split, file, next(iter(splits.values()), split)):
            return refused
        splits[file] = split
        inputs.append(PanelInput(file, content.format, content.encoding or "utf-8", panel.where))
        others = {heading: texts for heading, texts in where.items() if heading not in split.columns}
        whole = replace(source, where=others, columns={"entity": split.columns[0]})
        readings += [actuals_of(each, plan, sha256, whole, extent) for each in split.whole]
        for entity, own in split.tables.items():
            alone = {column: (text,) for column, text in zip(split.columns, entity, strict=True)}
            if all(text in where.get(column, (text,)) for column, (text,) in alone.items()):
                rows[entity] += [_Rows(each, sha256, replace(source, where={**others, **alone})) for each in own]
    if not inputs:
        return Diagnostic("PLN351", {"file": panel.file}, place=Place(panel.file))
    totals = sorted({entity for each in splits.values() for entity in each.totals})
    called = (*by, "entity")[: len(split.columns)]
    read = EntityPanel(split.columns, called, tuple(inputs), rows, tuple(totals), merged(readings), splits)
    return _mistake_of_the_table(read) or _unlike_files(read) or read


def _refused(split: ByEntity, file: str, first: ByEntity) -> Diagnostic | None:
    """Why the rows of a file cannot be told apart."""
    if split.lacking is not None:
        return lacks(split.lacking, split.headings, file)
    if split.columns != first.columns:
        return lacks(next(iter({*first.columns} ^ {*split.columns}), first.columns[0]), split.headings, file)
    if split.unnamed is not None:
        facts = {"file": file, "problem": "unnamed_row", "example": None}
        return Diagnostic("PLN353", facts, place=split.unnamed)
    return None


def _mistake_of_the_table(read: EntityPanel) -> Diagnostic | None:
    """The first error that is no single row's."""
    for each in read.whole.diagnostics:
        if each.code in _OF_THE_TABLE:
            return each
        if each.severity is Severity.ERROR and each.place:
            split = read.splits.get(each.place.file)
            if each.code == "PLN349" or split is None or split.owner(each.place) is None:
                return each
    return None


def _unlike_files(read: EntityPanel) -> Diagnostic | None:
    """A column that may tell rows apart and is not in every file: what one of them says, another may leave out."""
    first, *others = read.whole.inputs or (None,)
    for other in others:
        if first is not None and (own := sorted(_telling(first) ^ _telling(other))):
            lacking = other if own[0] in _telling(first) else first
            return lacks(own[0], list(lacking.columns), lacking.file)
    return None


def _telling(used: InputFile) -> set[str]:
    free = {plain(heading) for heading, role in used.columns.items() if role is None and plain(heading)}
    return {heading for heading in free if heading_key(heading) not in REMARKS - FLAGS_OF_ROWS}
