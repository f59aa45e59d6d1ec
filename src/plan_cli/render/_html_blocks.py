"""Blocks of a report as HTML: paragraphs, and tables of typed cells. Every text is escaped; addresses become links.

Written without templates, since a report of hundreds of indicators has a hundred thousand cells.
"""

from collections.abc import Iterable

from plan_cli.render._markup import escaped
from plan_cli.report.cells import Cell, text_of
from plan_cli.report.table import Block, Column, Paragraph, Row, Table
from plan_cli.text import pieces

#: A verdict longer than this, with an office's own word behind it, may wrap.
LONG = 16
_HEADINGS = {"heading": "h2", "subheading": "h4"}


def linked(text: str) -> str:
    """Text with its http(s) addresses as links, everything else escaped."""
    if "://" not in text:
        return escaped(text)
    return "".join(
        f'<a href="{escaped(url)}" rel="noopener noreferrer">{escaped(url)}</a>' if url else escaped(part)
        for part, url in pieces(text)
    )


def blocks_html(blocks: Iterable[Block], label: str) -> str:
    """Blocks one after the other; ``label`` names the regions that can be scrolled sideways."""
    return "\n".join(
        table_html(block, label) if isinstance(block, Table) else paragraph_html(block)
        for block in blocks
        if isinstance(block, Table) or block.kind != "title"
    )


def paragraph_html(line: Paragraph) -> str:
    """A heading, a list behind its label, or a line."""
    text = escaped(line.separator.join(line.items)) if line.items else linked(line.text)
    if line.kind in _HEADINGS:
        return f"<{_HEADINGS[line.kind]}>{text}</{_HEADINGS[line.kind]}>"
    label = f"<b>{escaped(line.label)}</b> " if line.label else ""
    return f'<p class="{escaped(line.kind)}">{label}{text}</p>'


def table_html(table: Table, label: str, class_: str = "") -> str:
    """A table; one that is not headed is a list of labels and texts."""
    columns = [column for column in table.columns if not column.optional]
    head = ""
    if table.headed:
        titles = "".join(
            f'<th scope="col"{_class(column.right and "right")}>{escaped(column.title)}</th>' for column in columns
        )
        head = f"<thead><tr>{titles}</tr></thead>"
    named = _naming(table, columns)
    body = "".join(_row(row, columns, named) for row in table.rows)
    # A table wider than the page can be focused and scrolled with the keyboard.
    moved = f' tabindex="0" role="group" aria-label="{escaped(label)}"' if table.headed else ""
    styled = _class(class_ or (table.heat and "heat"))
    return f'<div class="wide"{moved}><table{styled}>{head}<tbody>{body}</tbody></table></div>'


def _naming(table: Table, columns: list[Column]) -> Column:
    """The column that names the rows: the first one with a text in every row."""
    rows = [row for row in table.rows if not row.section]
    wide = (column for column in columns if column.wraps and all(text_of(row[column.key]) for row in rows))
    return next(wide, columns[0]) if table.headed else columns[0]


def _row(row: Row, columns: list[Column], named: Column) -> str:
    """A row; the cell that names it is its heading."""
    if row.section:
        return f'<tr class="section"><th scope="colgroup" colspan="{len(columns)}">{escaped(row.section)}</th></tr>'
    cells = "".join(
        f'<th scope="row" class="{_kind(column)}">{cell_html(row[column.key])}</th>'
        if column is named
        else f'<td class="{_kind(column)}">{cell_html(row[column.key])}</td>'
        for column in columns
    )
    return f"<tr{_class(row.style)}>{cells}</tr>"


def cell_html(cell: Cell) -> str:
    """A cell's text, coloured where its style says so."""
    if cell.style:
        text = text_of(cell)
        long = " long" if len(text) > LONG else ""
        return f'<span class="status {escaped(cell.style)}{long}">{escaped(text)}</span>'
    return linked(text_of(cell))


def _kind(column: Column) -> str:
    return "right" if column.right else "wraps" if column.wraps else "tight"


def _class(name: str | bool) -> str:
    return f' class="{name}"' if name else ""
