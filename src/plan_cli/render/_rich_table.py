"""A report's table as one or several tables of rich that fit a width."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Literal

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
#: ASCII for the blocks of a graphic, for encodings that lack them.
_ASCII = str.maketrans("▁▂▃▄▅▆▇█▓┄│┊·", "_.-~=+*#=-|: ")
STYLES = {
    "": "",
    "achieved": "bold green", "on_track": "green", "lagging": "yellow", "off_track": "red", "reversing": "bold red",
    "missing": "bright_black", "undecidable": "cyan", "not_due": "bright_black", "not_assessable": "bright_black",
    "error": "bold red", "warning": "yellow", "info": "cyan",
    "title": "bold", "heading": "bold", "subheading": "bold", "strong": "bold", "plain": "",
    "quiet": "bright_black", "footer": "bright_black",
}  # fmt: skip


def natural_width(table: Table) -> int:
    """How wide a table is with nothing wrapped."""
    return sum(_widths(table)) + GAP * (len(table.columns) - 1)


@lru_cache(maxsize=8)
def _widths(table: Table) -> tuple[int, ...]:
    """The width of each column with nothing wrapped; cached, as fitting a table asks for it several times."""
    widths = [max(map(cell_len, column.title.split("\n"))) for column in table.columns]
    for row in table.rows:
        if row.section:
            widths[table.section_column] = max(widths[table.section_column], cell_len(visible(row.section)))
            continue
        for i, column in enumerate(table.columns):
            widths[i] = max(widths[i], cell_len(visible(text_of(row[column.key]))))
    return tuple(widths)


def parts_of(table: Table, width: int) -> Iterator[tuple[Table, int]]:
    """The table as it fits, with the gap between its columns; in several parts where that is not enough.

    A series goes on below with everything that stands beside it; where even that leaves no room, any column does,
    behind the one that says what the row is.
    """
    table, gap = _fitted(table, width)
    widths = dict(zip((column.key for column in table.columns), _widths(table), strict=True))
    series = [column.key for column in table.columns if column.series]
    others = [column for column in table.columns if not column.series]
    room = width - sum(min(widths[each.key], NARROWEST) if each.wraps else widths[each.key] for each in others)
    room -= gap * (len(others) - 1)
    if not series or room < max(widths[key] + gap for key in series):
        yield from ((part, gap) for part in _split(table, widths, width, gap))
        return
    while series:
        count = 1
        while count < len(series) and sum(widths[key] + gap for key in series[: count + 1]) <= room:
            count += 1
        chosen, series = series[:count], series[count:]
        kept = tuple(column for column in table.columns if not column.series or column.key in chosen)
        yield replace(table, columns=kept), gap


def _split(table: Table, widths: Mapping[str, int], width: int, gap: int) -> Iterator[Table]:
    """The table in parts: as many columns as fit, then the others, each part beginning with the naming column."""
    key = table.columns[table.section_column]
    first = min(widths[key.key], NARROWEST) if key.wraps else widths[key.key]
    left = sorted(table.columns, key=lambda column: column is not key and not column.first)
    while left:
        chosen = [column for column in left[:1] if column is not key]
        used = first + sum(widths[column.key] + gap for column in chosen)
        for column in left[len(chosen) :]:
            if column is not key:
                used += gap + (min(widths[column.key], NARROWEST) if column.wraps else widths[column.key])
                if used > width:
                    break
            chosen.append(column)
        left = left[len(chosen) :]
        shown = [column for column in table.columns if column in chosen or column is key]
        if chosen != [key] or not left:
            yield replace(table, columns=tuple(shown))


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
            return _with_broken_titles(table), gap
    return table, gap


def _with_broken_titles(table: Table) -> Table:
    """The table with the titles of its figures broken between words."""
    columns = (each._replace(title=each.title.replace(" ", "\n")) if each.right else each for each in table.columns)
    return replace(table, columns=tuple(columns))


def _merged(table: Table, leaving: Column) -> Table:
    """The table without a column, its text behind that of the column that it merges into."""
    rows = []
    for row in table.rows:
        text = text_of(row[leaving.key])
        into = row[leaving.merges_into]
        joined = into._replace(value=f"{text_of(into)} · {text}", label="") if text else into
        rows.append(row if row.section else row.with_cells(**{leaving.merges_into: joined}))
    columns = tuple(column for column in table.columns if column is not leaving)
    return replace(table, columns=columns, rows=tuple(rows))


def _column_widths(table: Table, gap: int, width: int) -> tuple[list[int], set[int]]:
    """The width of each column, and which columns wrap: a figure only where nothing else helps."""
    widths = list(_widths(table))
    folding = {i for i, column in enumerate(table.columns) if column.wraps}
    others = sum(w for i, w in enumerate(widths) if i not in folding) + gap * (len(widths) - 1)
    for i in folding:
        widths[i] = min(widths[i], max(NARROWEST, (width - others) // len(folding)))
    beside = widths[table.section_column] + gap if len(widths) > 1 else 0
    for i, w in enumerate(widths):
        if i not in folding and w > max(NARROWEST, width - beside):
            widths[i] = max(NARROWEST, width - beside)
            folding.add(i)
    return widths, folding


def rich_table(table: Table, gap: int, width: int, encoding: str) -> RichTable:
    """The table for rich, its wrapping columns as narrow as they must be."""
    widths, folding = _column_widths(table, gap, width)
    rich = RichTable(box=None, padding=(0, gap, 0, 0), pad_edge=False, collapse_padding=False, show_header=False)
    for i, column in enumerate(table.columns):
        side: Literal["left", "right"] = "right" if column.right else "left"
        rich.add_column(justify=side, width=widths[i], overflow="fold", no_wrap=i not in folding)
    rule = "─" if _can_encode(encoding, "─") else "-"
    if table.headed:
        titles = ("\n".join(map(visible, column.title.split("\n"))) for column in table.columns)
        rich.add_row(*(Text(title, style="bold", overflow="fold") for title in titles))
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
