"""Table: for a terminal or a pipe. Nothing is cut: what does not fit is folded, figures never are.

As wide as it needs when piped; in a terminal the columns marked ``spare`` go first, then those marked ``wide_only``,
their text joining the column that the grid names, then names are folded. Data is never markup: control characters are
shown escaped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from plan_cli.render import Page
from plan_cli.report import Report
from plan_cli.report.table import Block, Column, Grid, Line, Row
from plan_cli.text import visible

SUFFIXES = (".txt",)
MACHINE = False

#: How wide lines are set where the width is free, at least.
LINE = 80
#: What stands for a drawing's blocks where there are none.
_ASCII = str.maketrans("▁▂▃▄▅▆▇█▓│·", "_.-~=+*#=| ")
#: The narrowest that a folding column may become.
NARROWEST = 10
_STYLES = {
    "achieved": "bold green", "on_track": "green", "lagging": "yellow", "off_track": "red", "reversing": "bold red",
    "missing": "bright_black", "undecidable": "cyan", "not_due": "bright_black", "not_assessable": "bright_black",
    "error": "bold red", "warning": "yellow", "info": "cyan",
    "title": "bold", "heading": "bold", "subheading": "bold", "strong": "bold", "quiet": "bright_black", "plain": "",
}  # fmt: skip


def wide(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return cell_len(text)


def write(report: Report, page: Page) -> str:
    """The report's blocks, set for a page."""
    blocks = list(_roomy(report.blocks(page.messages), page.width or LINE))
    grids = [block for block in blocks if isinstance(block, Grid)]
    natural = max([LINE, *(sum(_widths(grid)) + 2 * (len(grid.columns) - 1) for grid in grids)])
    readable = max([LINE, *(sum(_widths(grid)) + 2 * (len(grid.columns) - 1) for grid in grids if grid.headed)])
    width = page.width or natural
    text = io.StringIO()
    console = Console(
        file=text,
        width=max(width, natural),
        color_system="standard" if page.color else None,
        force_terminal=page.color,
        no_color=False,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
        _environ={},
    )
    before: object = None
    for block in blocks:
        if isinstance(block, Grid):
            for part in _parts(block, width):
                console.print()
                console.print(_table(*part, width, page))
                console.print()
        else:
            if block.label and isinstance(before, Line) and not before.label:
                console.print()
            _set(console, block, min(width, readable))
        before = block
    lines = [line.rstrip() if not page.color else line for line in text.getvalue().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _roomy(blocks: Iterable[Block], width: int) -> Iterator[Block]:
    """The blocks, with spare columns (and what explains them) where they fit beside all others, unfolded."""
    for block in blocks:
        if not isinstance(block, Grid):
            yield block
            continue
        fits = sum(_widths(block)) + 2 * (len(block.columns) - 1) <= width
        kept = block if fits else block.plain
        yield kept
        yield from (Line(column.legend, "quiet") for column in kept.columns if column.legend)


def _set(console: Console, line: Line, width: int) -> None:
    """A line or a list of items, broken between items and words; an indented line goes on further in."""
    style = _STYLES[line.kind]
    if not line.items:
        text = Text(visible(line.text), style=style, overflow="fold")
        if line.label:
            text = Text.assemble((visible(line.label) + "  ", "bold"), text)
        hang = len(line.text) - len(line.text.lstrip(" "))
        further = hang + 2 if hang and text.cell_len > width else 0
        for number, broken in enumerate(text[hang:].wrap(console, width - (further or hang))):
            broken.rstrip()
            console.print(Text(" " * (further if number else hang)) + broken, soft_wrap=True)
        return
    set_lines = [Text(visible(line.label) + "  ", style="bold")]
    for position, item in enumerate(line.items):
        last = position == len(line.items) - 1
        piece = visible(item) + ("" if last else line.comma)
        if set_lines[-1].cell_len + wide(piece.rstrip()) > width and set_lines[-1].plain.strip():
            set_lines.append(Text("  "))
        set_lines[-1].append(piece, style=style)
    for each in set_lines:
        for piece_of in each.wrap(console, width) if each.cell_len > width + 1 else [each]:
            piece_of.rstrip()
            console.print(piece_of, soft_wrap=True)


def _widths(grid: Grid) -> list[int]:
    """How wide each column is with nothing folded."""
    widths = [wide(column.title) for column in grid.columns]
    for row in grid.rows:
        if row.section:
            folding = next((i for i, column in enumerate(grid.columns) if column.folds), 0)
            widths[folding] = max(widths[folding], wide(visible(row.section)))
        for i, cell in enumerate(row.cells):
            widths[i] = max(widths[i], wide(visible(cell)))
    return widths


def _fitted(grid: Grid, width: int) -> tuple[Grid, int]:
    """The grid with as many of its ``wide_only`` columns as there is room for, and the gap between columns."""
    gap = 2
    while sum(_widths(grid)) + gap * (len(grid.columns) - 1) > width:
        leaving = [i for i, column in enumerate(grid.columns) if column.wide_only]
        if gap == 2:
            gap = 1
        elif leaving:
            grid = _without(grid, leaving[-1])
        else:
            break
    return grid, gap


def _without(grid: Grid, gone: int) -> Grid:
    """The grid without a column, its text behind that of the column that the grid names."""
    into = next(i for i, column in enumerate(grid.columns) if column.key == grid.merge[grid.columns[gone].key])
    rows = []
    for row in grid.rows:
        cells = list(row.cells)
        if cells and cells[gone]:
            cells[into] += f" · {cells[gone]}"
        styles = {i - (i > gone): style for i, style in row.styles.items() if i != gone}
        rows.append(Row(tuple(cells[:gone] + cells[gone + 1 :]), row.section, row.style, styles))
    return replace(grid, columns=(*grid.columns[:gone], *grid.columns[gone + 1 :]), rows=tuple(rows))


def _parts(grid: Grid, width: int) -> Iterator[tuple[Grid, int]]:
    """The grid as it fits, in several parts where its series has more columns than there is room for."""
    grid, gap = _fitted(grid, width)
    widths = _widths(grid)
    series = [i for i, column in enumerate(grid.columns) if column.series]
    others = [i for i in range(len(widths)) if i not in series]
    room = width - sum(min(widths[i], NARROWEST) if grid.columns[i].folds else widths[i] for i in others)
    room -= gap * (len(others) - 1)
    while series:
        count = 1
        while count < len(series) and sum(widths[i] + gap for i in series[: count + 1]) <= room:
            count += 1
        chosen, series = series[:count], series[count:]
        yield grid.only(sorted((*others, *chosen))), gap
    if len(others) == len(widths):
        yield grid, gap


def _table(grid: Grid, gap: int, width: int, page: Page) -> Table:
    widths = _widths(grid)
    folding = [i for i, column in enumerate(grid.columns) if column.folds]
    others = sum(w for i, w in enumerate(widths) if i not in folding) + gap * (len(widths) - 1)
    for i in folding:
        widths[i] = min(widths[i], max(NARROWEST, (width - others) // len(folding)))
    table = Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, collapse_padding=False, show_header=False)
    for column, w in zip(grid.columns, widths, strict=True):
        justify = "right" if column.right else "left"
        table.add_column(justify=justify, width=w, overflow="fold", no_wrap=not column.folds)  # type: ignore[arg-type]
    rule = "─" if _can(page.encoding, "─") else "-"
    if grid.headed:
        table.add_row(*(Text(visible(column.title), style="bold", overflow="fold") for column in grid.columns))
        table.add_row(*(Text(rule * w, style="bright_black") for w in widths))
    for row in grid.rows:
        table.add_row(*_cells(_drawable(row, grid, page), grid.columns))
    return table


def _cells(row: Row, columns: tuple[Column, ...]) -> list[Text]:
    if row.section:
        folding = next((i for i, column in enumerate(columns) if column.folds), 0)
        return [
            Text(visible(row.section), style="bold underline", overflow="fold") if i == folding else Text("")
            for i in range(len(columns))
        ]
    cells = []
    for i, cell in enumerate(row.cells):
        style = Style.parse(_STYLES[row.style]) if row.style else Style()
        if i in row.styles:
            style += Style.parse(_STYLES[row.styles[i]])
        cells.append(Text(visible(cell), style=style, overflow="fold"))
    return cells


def _drawable(row: Row, grid: Grid, page: Page) -> Row:
    """The row with the blocks of what is drawn in ASCII, where the encoding has none."""
    if not row.cells:
        return row
    columns = zip(row.cells, grid.columns, strict=True)
    cells = [
        cell.translate(_ASCII) if column.drawn and not _can(page.encoding, cell) else cell for cell, column in columns
    ]
    return replace(row, cells=tuple(cells))


def _can(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
        return True
    except (UnicodeEncodeError, LookupError):
        return False
