"""Table: for a terminal or a pipe. Nothing is cut: what does not fit is wrapped, figures never are.

As wide as it needs when piped; in a terminal optional columns go first, then those that merge into another, then names
are wrapped. Data is never markup: control characters are shown escaped.
"""

import io
import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from plan_cli.render import Page
from plan_cli.render._rich_table import GAP, STYLES, natural_width, parts_of, rich_table
from plan_cli.report import Readable
from plan_cli.report.table import Block, Paragraph, Table
from plan_cli.text import visible, wrapped

REPORT = Readable
SUFFIXES = (".txt",)
MACHINE = False

#: The least width of lines where the width is free.
LINE = 80


def write(report: Readable, page: Page) -> str:
    """The report's content, set for a page."""
    shown = filter(page.shows, report.content(page.messages))
    blocks = list(_with_optional(shown, page.width or LINE))
    tables = [block for block in blocks if isinstance(block, Table)]
    natural = max([LINE, *map(natural_width, tables)])
    readable = max([LINE, *(natural_width(table) for table in tables if table.headed)])
    width = page.width or natural
    text = io.StringIO()
    console = _console(text, max(width, natural), page)
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            for part, gap in parts_of(block, width):
                console.print()
                console.print(rich_table(part, gap, width, "ascii" if page.ascii else page.encoding))
                console.print()
        else:
            if block.label and isinstance(before, Paragraph) and not before.label:
                console.print()
            printed = _print_items if block.items else _print_text
            printed(console, block, page.width or min(width, readable))
        before = block
    lines = [line.rstrip() if not page.color else line for line in text.getvalue().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _console(text: io.StringIO, width: int, page: Page) -> Console:
    return Console(
        file=text,
        width=width,
        color_system="standard" if page.color else None,
        force_terminal=page.color,
        no_color=False,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
        _environ={},
    )


def _with_optional(blocks: Iterable[Block], width: int) -> Iterator[Block]:
    """The blocks, with optional columns and their legends where they fit beside all others, unwrapped."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        table = block if natural_width(block) <= width else block.essential
        yield table
        yield from (Paragraph(column.legend, "quiet") for column in table.columns if column.legend)


def _print_text(console: Console, paragraph: Paragraph, width: int) -> None:
    """Print text broken between words; an indented line is continued with a deeper indent."""
    label = f"{visible(paragraph.label)}  " if paragraph.label else ""
    indent = len(paragraph.text) - len(paragraph.text.lstrip(" "))
    hanging = " " * (indent + 2) if indent else ""
    lines = list(wrapped(label + visible(paragraph.text), width, hanging))
    for number, line in enumerate(lines or [""]):
        text = Text(line, style=STYLES[paragraph.kind])
        if not number:
            text.stylize("bold", 0, len(label))
        console.print(text, soft_wrap=True)


def _print_items(console: Console, paragraph: Paragraph, width: int) -> None:
    """Print items in one paragraph, broken between items, and inside one only where it is wider than the page."""
    lines = [Text(visible(paragraph.label) + "  ", style="bold")]
    for position, item in enumerate(paragraph.items):
        last = position == len(paragraph.items) - 1
        piece = visible(item) + ("" if last else paragraph.separator)
        if lines[-1].cell_len + cell_len(piece.rstrip()) > width and lines[-1].plain.strip():
            lines.append(Text(" " * GAP))
        lines[-1].append(piece, style=STYLES[paragraph.kind])
    for line in lines:
        for broken in line.wrap(console, width) if line.cell_len > width + 1 else [line]:
            broken.rstrip()
            console.print(broken, soft_wrap=True)
