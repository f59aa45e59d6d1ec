"""Full: each diagnostic with the line it is about and a caret under the right character, also after Chinese text."""

from __future__ import annotations

from plan_cli.diagnostics import NOWHERE, Diagnostic, Place
from plan_cli.planfile.events import physical_lines
from plan_cli.render import Page
from plan_cli.report import Listed
from plan_cli.report.diagnostic import concise
from plan_cli.text import visible

REPORT = Listed
SUFFIXES: tuple[str, ...] = ()
MACHINE = False
#: Of a longer line only the part around the place is shown.
LONGEST_LINE = 240


def write(report: Listed, page: Page) -> str:
    """Every diagnostic with its excerpt, then the summary."""
    texts = {file: physical_lines(source.text) for file, source in report.sources.items()}
    parts = []
    for diagnostic in report.printed:
        parts.append(visible(concise(diagnostic, page.messages)) + _excerpt(diagnostic, texts))
    if parts and not page.quiet:
        parts.append("")
    parts += [visible(paragraph.text) for paragraph in report.closing_lines(page.messages) if page.shows(paragraph)]
    return "".join(f"{part}\n" for part in parts)


def _excerpt(diagnostic: Diagnostic, texts: dict[str, list[str]]) -> str:
    from rich.cells import cell_len

    place = diagnostic.place or NOWHERE
    lines = texts.get(place.file, [])
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return ""
    line, column, last = _clipped(lines[place.line - 1].rstrip(), place)
    before = cell_len(visible(line[: column - 1]))
    marked = max(1, cell_len(visible(line[column - 1 : last])))
    number = str(place.line)
    margin = " " * len(number)
    return f"\n {margin} |\n {number} | {visible(line)}\n {margin} | {' ' * before}{'^' * marked}"


def _clipped(line: str, place: Place) -> tuple[str, int, int]:
    """The line, the column of the place in it and the end of its mark; of a long line the part around the place."""
    last = min(place.end_column - 1, len(line)) if place.end_line == place.line else len(line)
    if len(line) <= LONGEST_LINE:
        return line, place.column, last
    start = max(0, place.column - 1 - LONGEST_LINE // 2)
    clipped = line[start : start + LONGEST_LINE]
    lead = "…" if start else ""
    rest = "…" if start + LONGEST_LINE < len(line) else ""
    shift = start - len(lead)
    return lead + clipped + rest, place.column - shift, min(last - shift, len(lead + clipped))
