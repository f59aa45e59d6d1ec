"""Markdown: for a pull request or a memo, its source aligned as well as its tables."""

import re

from rich.cells import cell_len

from plan_cli.render import Page
from plan_cli.report import Readable
from plan_cli.report.cells import text_of
from plan_cli.report.table import Paragraph, Table
from plan_cli.text import visible

REPORT = Readable
SUFFIXES = (".md", ".markdown")
MACHINE = False


def write(report: Readable, page: Page) -> str:
    """The report's content as Markdown."""
    parts = []
    for block in report.content(page.messages):
        if page.shows(block):
            parts.append(_table(block.essential) if isinstance(block, Table) else _paragraph(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _paragraph(line: Paragraph) -> str:
    text = line.separator.join(map(_escaped, line.items)) if line.items else _escaped(line.text)
    if line.kind == "title":
        return f"# {text}"
    if line.kind == "heading":
        return f"## {text}"
    if line.kind == "subheading":
        return f"### {text}"
    return f"**{_escaped(line.label)}** {text}" if line.label else text


def _table(table: Table) -> str:
    width = len(table.columns)
    rows = [[_escaped(column.title) for column in table.columns]]
    for row in table.rows:
        if row.section:
            at = table.section_column
            rows.append([f"**{_escaped(row.section)}**" if i == at else "" for i in range(width)])
        else:
            rows.append([_escaped(text_of(row[column.key])) for column in table.columns])
    widths = [max(3, *(cell_len(row[i]) for row in rows)) for i in range(width)]
    ruler = [
        ("-" * (w - 1) + ":") if column.right else "-" * w for w, column in zip(widths, table.columns, strict=True)
    ]
    lines = []
    for texts in (rows[0] if table.headed else [""] * width, ruler, *rows[1:]):
        cells = [_padded(cell, w, column.right) for cell, w, column in zip(texts, widths, table.columns, strict=True)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space


def _escaped(text: str) -> str:
    """Text that Markdown and HTML leave alone."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", visible(text))
    return text.replace("&", "&amp;")
