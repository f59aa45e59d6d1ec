"""A report's table as one or several tables of rich that fit a width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from plan_cli.report.cells import text_of
from plan_cli.report.table import Column, Row, Table
from plan_cli.text import visible

#: Blanks between columns, where there is room.
GAP = 2
#: The narrowest that a wrapping column may become.
NARROWEST = 10
#: What stands for the blocks of a graphic where the encoding has none.
_ASCII = str.maketrans("▁▂▃▄▅▆▇█▓│·", "_.-~=+*#=| ")
STYLES = {
    "": "",
    "achieved": "bold green", "on_track": "green", "lagging": "yellow", "off_track": "red", "reversing": "bold red",
    "missing": "bright_black", "undecidable": "cyan", "not_due": "bright_black", "not_assessable": "bright_black",
    "error": "bold red", "warning": "yellow", "info": "cyan",
    "title": "bold", "heading": "bold", "subheading": "bold", "strong": "bold", "quiet": "bright_black", "plain": "",
}  # fmt: skip


def natural_width(table: Table) -> int:
    """How wide a table is with nothing wrapped."""
    return sum(_widths(table)) + GAP * (len(table.columns) - 1)


def _widths(table: Table) -> list[int]:
    """How wide each column is with nothing wrapped."""
    widths = [cell_len(column.title) for column in table.columns]
    for row in table.rows:
        if row.section:
            widths[table.section_column] = max(widths[table.section_column], cell_len(visible(row.section)))
            continue
        for i, column in enumerate(table.columns):
            widths[i] = max(widths[i], cell_len(visible(text_of(row[column.key]))))
    return widths


def parts_of(table: Table, width: int) -> Iterator[tuple[Table, int]]:
    """The table as it fits, with the gap between its columns; in several parts where its series needs them."""
    table, gap = _fitted(table, width)
    widths = dict(zip((column.key for column in table.columns), _widths(table), strict=True))
    series = [column.key for column in table.columns if column.series]
    others = [column for column in table.columns if not column.series]
    room = width - sum(min(widths[each.key], NARROWEST) if each.wraps else widths[each.key] for each in others)
    room -= gap * (len(others) - 1)
    if not series:
        yield table, gap
    while series:
        count = 1
        while count < len(series) and sum(widths[key] + gap for key in series[: count + 1]) <= room:
            count += 1
        chosen, series = series[:count], series[count:]
        kept = tuple(column for column in table.columns if not column.series or column.key in chosen)
        yield replace(table, columns=kept), gap


def _fitted(table: Table, width: int) -> tuple[Table, int]:
    """The table with as many of its merging columns as there is room for, and the gap between columns."""
    gap = GAP
    while sum(_widths(table)) + gap * (len(table.columns) - 1) > width:
        leaving = [column for column in table.columns if column.merges_into]
        if gap == GAP:
            gap = 1
        elif leaving:
            table = _merged(table, leaving[-1])
        else:
            break
    return table, gap


def _merged(table: Table, leaving: Column) -> Table:
    """The table without a column, its text behind that of the column that it merges into."""
    rows = []
    for row in table.rows:
        text = text_of(row[leaving.key])
        into = row[leaving.merges_into]
        joined = replace(into, value=f"{text_of(into)} · {text}", label="") if text else into
        rows.append(row if row.section else row.with_cells(**{leaving.merges_into: joined}))
    columns = tuple(column for column in table.columns if column is not leaving)
    return replace(table, columns=columns, rows=tuple(rows))


def rich_table(table: Table, gap: int, width: int, encoding: str) -> RichTable:
    """The table for rich, its wrapping columns as narrow as they must be."""
    widths = _widths(table)
    wrapping = [i for i, column in enumerate(table.columns) if column.wraps]
    others = sum(w for i, w in enumerate(widths) if i not in wrapping) + gap * (len(widths) - 1)
    for i in wrapping:
        widths[i] = min(widths[i], max(NARROWEST, (width - others) // len(wrapping)))
    rich = RichTable(box=None, padding=(0, gap, 0, 0), pad_edge=False, collapse_padding=False, show_header=False)
    for column, w in zip(table.columns, widths, strict=True):
        rich.add_column(justify="right" if column.right else "left", width=w, overflow="fold", no_wrap=not column.wraps)
    rule = "─" if _can_encode(encoding, "─") else "-"
    if table.headed:
        rich.add_row(*(Text(visible(column.title), style="bold", overflow="fold") for column in table.columns))
        rich.add_row(*(Text(rule * w, style="bright_black") for w in widths))
    for row in table.rows:
        rich.add_row(*(_section(row, table) if row.section else _cells(row, table, encoding)))
    return rich


def _section(row: Row, table: Table) -> list[Text]:
    heading = Text(visible(row.section), style="bold underline", overflow="fold")
    return [heading if i == table.section_column else Text("") for i in range(len(table.columns))]


def _cells(row: Row, table: Table, encoding: str) -> list[Text]:
    cells = []
    for column in table.columns:
        cell = row[column.key]
        text = text_of(cell)
        if column.graphic and not _can_encode(encoding, text):
            text = text.translate(_ASCII)
        style = Style.parse(STYLES[row.style]) + Style.parse(STYLES[cell.style])
        cells.append(Text(visible(text), style=style, overflow="fold"))
    return cells


def _can_encode(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
        return True
    except (UnicodeEncodeError, LookupError):
        return False
