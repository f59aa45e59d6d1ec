"""Sheet: a table as a file holds it, cells of text with their places. What every reader of actuals makes.

``layout.py`` knows what the columns mean; a reader only has to say where each text stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from plan_cli.diagnostics import Diagnostic, Place


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A text and where it stands; ``percent`` where the file itself shows it as a percentage (0.084 as 8.4 %).

    ``trouble`` is why it must not be used though it has a text: the reader has said so already (``quote``,
    ``formula``), or it stands in a cell merged over several (``merged``, of a figure only).
    """

    text: str
    place: Place
    percent: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header row, the rows below it, how the file was read, and what was wrong with it."""

    file: str
    format: str
    encoding: str | None = None
    header: tuple[SheetCell, ...] = ()
    rows: tuple[tuple[SheetCell, ...], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user may say about how a file is to be read."""

    encoding: str | None = None
    sheet: str | None = None


def refused(code: str, file: str, kind: str, /, **facts: object) -> Sheet:
    """An empty sheet with the diagnostic that says why nothing could be read."""
    return Sheet(file, kind, diagnostics=(Diagnostic(code, {"file": file, **facts}, place=Place(file)),))
