"""A finding on one line, wherever findings are told: ``FILE:LINE:COL: severity[CODE] message (hint)``."""

from __future__ import annotations

from plan_cli.diagnostics import NOWHERE, Finding
from plan_cli.i18n import Speaker


def without_place(found: Finding, speaker: Speaker) -> str:
    """What was found, where its place is plain: ``severity[CODE] message (hint)``."""
    hint = speaker.hint(found)
    return f"{found.severity}[{found.code}] {speaker.message(found)}" + (f" ({hint})" if hint else "")


def concise(found: Finding, speaker: Speaker) -> str:
    """The line of a finding; in a workbook the place is the cell's address."""
    place = found.place or NOWHERE
    where = place.file
    if place.cell:
        where += f":{place.cell}"
    elif place.line:
        where += f":{place.line}:{place.column}"
    return f"{where}: {without_place(found, speaker)}"
