"""A finding as other programs take it: a path they can open, words without markup, and a name that stays.

The name (``fingerprint``) is made of what a finding is about, not of where it stands, so that a line inserted above
moves nothing; the same finding twice in a file is counted.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from json import dumps

from plan_cli.diagnostics import NOWHERE, Finding, Place
from plan_cli.frozen import frozen
from plan_cli.i18n import MACHINE, speaker
from plan_cli.report.json_values import plain


@frozen
class Ticket:
    """One finding, ready to be written."""

    code: str
    rule: str
    severity: str
    text: str
    place: Place
    file: str
    fingerprint: str
    indicator: str


def tickets(findings: Iterable[Finding]) -> list[Ticket]:
    """Every finding with its fingerprint, in the order given."""
    return list(_numbered(findings))


def _numbered(findings: Iterable[Finding]) -> Iterator[Ticket]:
    told, seen = speaker(MACHINE), Counter[str]()
    for found in findings:
        place = found.place or NOWHERE
        file = relative(place.file)
        hint = told.hint(found)
        text = told.message(found) + (f" ({hint})" if hint else "")
        essence = _essence(found, file)
        seen[essence] += 1
        name = sha256(f"{essence}#{seen[essence]}".encode()).hexdigest()[:32]
        yield Ticket(found.code, found.rule, str(found.severity), text, place, file, name, found.indicator or "")


def _essence(found: Finding, file: str) -> str:
    """What a finding says, without the lines it names."""
    facts = {key: plain(value) for key, value in found.facts.items() if key not in ("first_line", "byte")}
    return dumps([file, found.code, found.indicator, facts], ensure_ascii=False, sort_keys=True, default=str)


def relative(file: str) -> str:
    """The path as seen from here, with slashes, where it lies below; else as it was given."""
    if not file or file.startswith("bundled:"):
        return file.removeprefix("bundled:")
    near = os.path.relpath(file)
    return (file if near.startswith("..") else near).replace(os.sep, "/")
