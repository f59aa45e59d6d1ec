"""A finding on one line, wherever findings are told: ``FILE:LINE:COL: severity[CODE] message (hint)``."""

from __future__ import annotations

from plan_cli.finding import NOWHERE, Finding
from plan_cli.say import Speaker


def concise(found: Finding, speaker: Speaker) -> str:
    """The line of a finding; in a workbook the place is the cell's address."""
    place = found.place or NOWHERE
    where = place.file
    if place.cell:
        where += f":{place.cell}"
    elif place.line:
        where += f":{place.line}:{place.column}"
    hint = speaker.hint(found)
    said = f"{where}: {found.severity}[{found.code}] {speaker.message(found)}"
    return said + (f" ({hint})" if hint else "")
