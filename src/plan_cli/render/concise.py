"""Concise: one line for each diagnostic, ``FILE:LINE:COL: severity[CODE] message (hint)``."""

from plan_cli.render import Page
from plan_cli.report import Listed
from plan_cli.report.diagnostic import concise
from plan_cli.text import visible

REPORT = Listed
SUFFIXES: tuple[str, ...] = ()
MACHINE = False


def write(report: Listed, page: Page) -> str:
    """Every diagnostic, then the summary."""
    lines = [concise(diagnostic, page.messages) for diagnostic in report.printed]
    lines += [paragraph.text for paragraph in report.closing_lines(page.messages) if page.shows(paragraph)]
    return "".join(f"{visible(line)}\n" for line in lines)
