"""Full: each diagnostic with the line it is about and a caret under the right character, also after Chinese text."""

from collections.abc import Iterable

from plan_cli.diagnostics import NOWHERE, Diagnostic, Place
from plan_cli.planfile.events import physical_lines
from plan_cli.render import Page
from plan_cli.report import Listed
from plan_cli.report.diagnostic import concise
from plan_cli.text import visible, wrapped

REPORT = Listed
SUFFIXES: tuple[str, ...] = ()
MACHINE = False
#: A longer line is clipped around the place.
LONGEST_LINE = 240


def write(report: Listed, page: Page) -> str:
    """Every diagnostic with its excerpt, then the summary."""
    texts = {file: physical_lines(source.text) for file, source in report.sources.items()}
    parts: list[str] = []
    for diagnostic in report.printed:
        parts += _fitted(concise(diagnostic, page.messages), page)
        parts += _excerpt(diagnostic, texts, page.width)
    if parts and not page.quiet:
        parts.append("")
    for paragraph in report.closing_lines(page.messages):
        parts += _fitted(paragraph.text, page) if page.shows(paragraph) else []
    return "".join(f"{part}\n" for part in parts)


def _fitted(text: str, page: Page) -> Iterable[str]:
    return wrapped(visible(text), page.width, "  ") if page.width else [visible(text)]


def _excerpt(diagnostic: Diagnostic, texts: dict[str, list[str]], width: int | None) -> list[str]:
    """The line of a diagnostic, clipped to the width, and the caret below."""
    from rich.cells import cell_len

    place = diagnostic.place or NOWHERE
    lines = texts.get(place.file, [])
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return []
    whole = lines[place.line - 1].rstrip()
    longest = LONGEST_LINE
    line, column, last = _clipped(whole, place, longest)
    room = None if width is None else max(width - len(str(place.line)) - 4, 10)
    while room is not None and cell_len(visible(line)) > room:
        longest = min(longest, len(whole)) - 1
        line, column, last = _clipped(whole, place, longest)
    before = cell_len(visible(line[: column - 1]))
    marked = max(1, cell_len(visible(line[column - 1 : last])))
    number = str(place.line)
    margin = " " * len(number)
    return [f" {margin} |", f" {number} | {visible(line)}", f" {margin} | {' ' * before}{'^' * marked}"]


def _clipped(line: str, place: Place, longest: int) -> tuple[str, int, int]:
    """The line, the column of the place in it and the end of the mark; a long line is clipped around the place."""
    last = min(place.end_column - 1, len(line)) if place.end_line == place.line else len(line)
    if len(line) <= longest:
        return line, place.column, last
    start = max(0, place.column - 1 - longest // 2)
    clipped = line[start : start + longest]
    lead = "…" if start else ""
    rest = "…" if start + longest < len(line) else ""
    shift = start - len(lead)
    return lead + clipped + rest, place.column - shift, min(last - shift, len(lead + clipped))
