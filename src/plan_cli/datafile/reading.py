"""The reading of one table: every step in order, and what is to be said of the file as a whole."""

from dataclasses import replace
from functools import partial

from plan_cli.datafile.collector import resting_collector
from plan_cli.datafile.column_roles import ColumnRoles, remark_columns, scenario_columns
from plan_cli.datafile.columns import column_roles
from plan_cli.datafile.duplicates import without_duplicates
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.kinds import planned_kinds, unplanned_kind
from plan_cli.datafile.layout import Layout, layout_of, tables_in
from plan_cli.datafile.leaving_out import leaving_out
from plan_cli.datafile.left_out import FOREIGN, LeftOut
from plan_cli.datafile.level_or_rate import known_levels
from plan_cli.datafile.merging import merged
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.names_above import with_names_above
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.plausibility import breaks_in_series, fractions_for_percent, off_by_powers_of_ten
from plan_cli.datafile.records import Record, RecordReader
from plan_cli.datafile.rows import ObservationReader
from plan_cli.datafile.selection import headlines
from plan_cli.datafile.table import Row, Table, TableCell, is_ragged
from plan_cli.datafile.text_rows import different_texts, texts_of
from plan_cli.datafile.unclear_marks import with_clear_marks
from plan_cli.datafile.yardstick import Extent, in_scale
from plan_cli.diagnostics import Diagnostic, Place, in_order
from plan_cli.model.observations import Actual, Actuals, InputFile
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.text import plain

#: How many names of other indicators a note gives.
NAMED = 5


@resting_collector()
def actuals_of(
    table: Table, plan: Plan, sha256: str, source: Source | None = None, extent: Extent = "whole"
) -> Actuals:
    """The observations that a table holds for a plan, and every mistake in it.

    ``source`` says what is known of it, ``extent`` whether it is of the whole that the plan is about.
    """
    source = source or Source(table.file)
    names = IndicatorNames(plan, source.indicators)
    stated = (*source.columns.values(), *source.where)
    tables = tables_in(table.rows, lambda text: bool(names.meaning(text).indicators), source.skip, stated)
    if len(tables) == 1:
        return _actuals_of_one(table._replace(rows=tables[0]), plan, sha256, source, extent)
    alone = table._replace(diagnostics=())
    parts = [(alone if i else table)._replace(rows=rows) for i, rows in enumerate(tables)]
    return merged([_actuals_of_one(part, plan, sha256, source, extent) for part in parts])


def _actuals_of_one(table: Table, plan: Plan, sha256: str, source: Source, extent: Extent) -> Actuals:
    """The observations of one table, from its titles to its notes."""
    findings, left_out = Findings(), LeftOut()
    findings.extend(table.diagnostics)
    if not table.rows and not table.diagnostics:
        place = Place(table.file, 1, 1, 1, 1)
        findings.extend([Diagnostic("PLN316", {"file": table.file}, place=place)])
    names = IndicatorNames(plan, source.indicators)
    known = names.meaning
    stated = (*source.columns.values(), *source.where)
    layout = layout_of(table.rows, lambda text: bool(known(text).indicators), 0, table.beside, stated)
    fiscal = None if source.calendar_years else plan.fiscal_year
    roles = column_roles(layout, names, source, fiscal, findings)
    rows: list[Actual] = []
    if roles is None:
        for i, texts in enumerate(texts_of(layout.rows)):
            if len(texts) != len(layout.headings) and is_ragged(row := layout.rows[i], len(layout.headings)):
                more = layout.stated if len(row) > layout.written else 0
                findings.add("PLN308", row[0], cells=len(row) - more, columns=layout.written)
    else:
        read, records, figures = _observations(table, plan, source, layout, roles, names, findings, left_out)
        if not source.decimal:
            typed = not table.delimiter
            read = with_clear_marks(read, records, figures.problems, plan, findings, extent, typed=typed)
        rows = _plausible(read, figures, plan, findings, extent)
    if roles is not None and rows:
        _note_other_kinds(layout, roles, plan, findings)
    _note_what_was_left_out(table, layout, plan, names, rows, findings, left_out)
    without: dict[str, str] = {}
    if source.where and layout.rows and left_out.rows["where"] == len(layout.rows):
        where = ", ".join(f"{heading} = {' | '.join(values)}" for heading, values in source.where.items())
        findings.add("PLN370", left_out.first["where"], source.indicator, where=where)
        without = {source.indicator: "no_row"} if source.indicator else {}
    if source.where:
        blank = '""'
        chosen = tuple(
            f"{heading}={' | '.join(text or blank for text in texts)}" for heading, texts in source.where.items()
        )
        rows = [replace(row, chosen=chosen) for row in rows]
    used = _input_file(table, sha256, layout, roles, rows, left_out)
    used = used._replace(selection=dict(source.where), scale=source.scale)
    found = in_order(tuple(findings.diagnostics))
    return Actuals(tuple(rows), (used,), found, frozenset(findings.unusable), without, findings.unread_years)


def _observations(
    table: Table,
    plan: Plan,
    source: Source,
    layout: Layout,
    roles: ColumnRoles,
    names: IndicatorNames,
    findings: Findings,
    left_out: LeftOut,
) -> tuple[list[Actual], list[Record], ObservationReader]:
    """The observations as they stand, their records, and their reader, which knows whose unit is not stated."""
    scenarios, remarks = scenario_columns(roles, layout.rows), remark_columns(roles)
    where = _where(source, roles, layout.headings, findings)
    reader = RecordReader(
        plan,
        names,
        roles,
        source,
        findings,
        left_out,
        leaving_out(roles, names, remarks, where, scenarios, bool(source.indicator)),
    )
    records: list[Record] = []
    to_read = reader.leaving_out.rows_to_read(layout.rows, len(roles.headings), left_out)
    for row in with_names_above(layout.rows, to_read, roles, names, findings):
        for record in reader.records(row):
            if record.forecast and not source.include_forecasts:
                left_out.add("forecasts", record.cell)
            else:
                records.append(record)
    records = headlines(records, roles, {*scenarios, *where}, plan, findings, left_out)
    figures = ObservationReader(
        plan,
        findings,
        _number_format(table, source),
        layout.unit.text if layout.unit else "",
        source.unit or "",
        source.scale,
        source.include_forecasts,
        left_out,
        confidence=source.confidence,
    )
    rows = [observation for record in records for observation in figures.observation(record)]
    return rows, records, figures


def _plausible(
    read: list[Actual], figures: ObservationReader, plan: Plan, findings: Findings, extent: Extent
) -> list[Actual]:
    """The observations whose scale and measure are known, each once."""
    rows = in_scale(without_duplicates(read, findings), plan, figures.of_unknown_scale, findings, extent)
    rows = known_levels(rows, plan, figures.without_unit, findings)
    for check in (fractions_for_percent, partial(off_by_powers_of_ten, whole=extent == "whole"), breaks_in_series):
        findings.extend([*check(rows, plan)])
    return rows


def _note_other_kinds(layout: Layout, roles: ColumnRoles, plan: Plan, findings: Findings) -> None:
    """A warning for what titles, headings of figures and columns with one text say of the figures, and the plan does
    not."""
    planned = planned_kinds(plan) | _stated_by_columns(roles)
    # The scale of a heading is its column's; of a title it may be that of all figures.
    scale = frozenset({"scale"})
    titles = [(cell, planned | (scale if layout.unit else frozenset())) for row in layout.titles for cell in row]
    cells: list[TableCell] = []
    for column in roles.values:
        if column.status == "F" or column.entity is not None:
            continue
        heading = layout.headings[column.position]
        cells.append(heading._replace(text=roles.headings[column.position]))
    for position in roles.dimensions:
        if len(texts := different_texts(layout.rows, position)) == 1 and (text := next(iter(texts))):
            cells.append(layout.headings[position]._replace(text=text))
    named: set[str] = set()
    for cell, known in (*titles, *((cell, planned | scale) for cell in cells)):
        word = unplanned_kind(cell.text, known)
        if word and word.lower() not in named:
            named.add(word.lower())
            findings.add("PLN369", cell, got=word, text=plain(cell.text))


def _stated_by_columns(roles: ColumnRoles) -> frozenset[str]:
    """The kinds of which the columns themselves say which figures are of them."""
    growth = "measure" in roles.positions or any(column.measure for column in roles.values)
    periods = [column.period for column in roles.values if column.period]
    parts = "period" in roles.positions or any(not period.full_year for period in periods)
    return frozenset(kind for kind, stated in (("growth", growth), ("part_of_year", parts)) if stated)


def _where(source: Source, roles: ColumnRoles, headings: Row, findings: Findings) -> dict[int, frozenset[str]]:
    """The positions and values of a source's selection of rows; a column that is not there selects none."""
    found: dict[int, frozenset[str]] = {}
    for heading, values in source.where.items():
        positions = [i for i, text in enumerate(roles.headings) if plain(text) == plain(heading)]
        if positions:
            found[positions[0]] = frozenset(map(plain, values))
        else:
            findings.add("PLN307", headings[0], column=heading, nearest="", known=list(roles.headings))
    return found if len(found) == len(source.where) else {0: frozenset()}


def _number_format(table: Table, source: Source) -> NumberFormat:
    missing = frozenset(map(plain, source.missing))
    return NumberFormat(source.decimal or "", source.thousands or "", missing, table.delimiter == ";")


def _note_what_was_left_out(
    table: Table,
    layout: Layout,
    plan: Plan,
    names: IndicatorNames,
    rows: list[Actual],
    findings: Findings,
    left_out: LeftOut,
) -> None:
    """One note for each kind of rows that are no figures of the plan; an error where nothing answers it."""
    if left_out.foreign:
        first = left_out.first[FOREIGN]
        others = [name for name, _ in left_out.foreign.most_common(NAMED)]
        answered = rows or findings.unusable or findings.errors
        if answered or any(left_out.rows[reason] for reason in left_out.rows if reason != FOREIGN):
            findings.add("PLN338", first, count=left_out.rows[FOREIGN], names=others)
        else:
            near = next(filter(None, (names.nearest(name) for name in others)), "")
            findings.add("PLN349", first, names=others, nearest=near, known=[each.id for each in plan.indicators])
    for reason in ("forecasts", "targets", "scenarios", "deleted"):
        if count := left_out.rows[reason]:
            findings.add("PLN346", left_out.first[reason], count=count, what=f"{reason}_rows")
    if count := left_out.rows["windows"]:
        findings.add("PLN342", left_out.first["windows"], count=count, got=left_out.first["windows"].text)
    for what, count in (("hidden_rows", table.hidden_rows), ("hidden_columns", table.hidden_columns)):
        if count:
            place = layout.headings[0].place if layout.headings else Place(table.file)
            findings.extend([Diagnostic("PLN346", {"count": count, "what": what}, place=place)])
    if layout.footnotes:
        findings.add("PLN305", layout.footnotes[0], count=len(layout.footnotes))


def _input_file(
    table: Table, sha256: str, layout: Layout, roles: ColumnRoles | None, rows: list[Actual], left_out: LeftOut
) -> InputFile:
    counts = dict(left_out.rows) | ({"footnotes": len(layout.footnotes)} if layout.footnotes else {})
    hidden = {"hidden_rows": table.hidden_rows, "hidden_columns": table.hidden_columns}
    return InputFile(
        table.file,
        sha256,
        table.format,
        table.encoding,
        len(layout.rows),
        layout.line,
        dict(roles.used) if roles else {},
        layout.unit.text if layout.unit else None,
        len({row.place.line for row in rows}),
        counts | {name: count for name, count in hidden.items() if count},
    )
