"""Markdown: for a pull request or a memo, its source aligned as well as its tables."""

from __future__ import annotations

import re

from plan_cli.render import Page
from plan_cli.render.table import wide
from plan_cli.report import Report
from plan_cli.report.table import Grid, Line
from plan_cli.text import visible

SUFFIXES = (".md", ".markdown")
MACHINE = False


def write(report: Report, page: Page) -> str:
    """The report's blocks as Markdown."""
    parts = []
    for block in report.blocks(page.messages):
        parts.append(_table(block.plain) if isinstance(block, Grid) else _line(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _line(line: Line) -> str:
    text = line.comma.join(map(_escaped, line.items)) if line.items else _escaped(line.text)
    if line.kind == "title":
        return f"# {text}"
    if line.kind == "heading":
        return f"## {text}"
    if line.kind == "subheading":
        return f"### {text}"
    return f"**{_escaped(line.label)}** {text}" if line.label else text


def _table(grid: Grid) -> str:
    width = len(grid.columns)
    rows = [[_escaped(column.title) for column in grid.columns]]
    for row in grid.rows:
        if row.section:
            folding = next((i for i, column in enumerate(grid.columns) if column.folds), 0)
            rows.append([f"**{_escaped(row.section)}**" if i == folding else "" for i in range(width)])
        else:
            rows.append([_escaped(cell) for cell in row.cells])
    widths = [max(3, *(wide(row[i]) for row in rows)) for i in range(width)]
    ruler = [("-" * (w - 1) + ":") if column.right else "-" * w for w, column in zip(widths, grid.columns, strict=True)]
    lines = []
    for texts in (rows[0] if grid.headed else [""] * width, ruler, *rows[1:]):
        cells = [_padded(cell, w, column.right) for cell, w, column in zip(texts, widths, grid.columns, strict=True)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - wide(cell))
    return space + cell if right else cell + space


def _escaped(text: str) -> str:
    """Text that Markdown and HTML leave alone."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", visible(text))
    return text.replace("&", "&amp;")
