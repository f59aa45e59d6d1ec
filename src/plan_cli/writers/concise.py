"""Concise: one line for each finding, ``FILE:LINE:COL: severity[CODE] message (hint)``."""

from __future__ import annotations

from plan_cli.report import Report
from plan_cli.report.finding import concise
from plan_cli.report.grid import Line
from plan_cli.visible import visible
from plan_cli.writers import Page

SUFFIXES: tuple[str, ...] = ()
MACHINE = False


def write(report: Report, page: Page) -> str:
    """Every finding, then what the report says in a line or two."""
    lines = [visible(concise(finding, page.speaker)) for finding in getattr(report, "printed", report.findings)]
    lines += [visible(block.text) for block in report.blocks(page.speaker) if isinstance(block, Line)]
    return "\n".join(lines) + "\n"
