"""Concise: one line for each diagnostic, ``FILE:LINE:COL: severity[CODE] message (hint)``."""

from __future__ import annotations

from plan_cli.render import Page
from plan_cli.report import Report
from plan_cli.report.diagnostic import concise
from plan_cli.report.table import Line
from plan_cli.text import visible

SUFFIXES: tuple[str, ...] = ()
MACHINE = False


def write(report: Report, page: Page) -> str:
    """Every diagnostic, then what the report says in a line or two."""
    lines = [
        visible(concise(diagnostic, page.messages)) for diagnostic in getattr(report, "printed", report.diagnostics)
    ]
    lines += [visible(block.text) for block in report.blocks(page.messages) if isinstance(block, Line)]
    return "\n".join(lines) + "\n"
