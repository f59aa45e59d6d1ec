"""A diagnostic for other programs: a path they can open, text without markup, and a stable fingerprint.

The ``fingerprint`` is made of what a diagnostic is about, not of its line, so that a line inserted above changes
nothing; repeated diagnostics of a file are numbered.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from plan_cli.diagnostics import NOWHERE, Diagnostic, Place
from plan_cli.examples import is_example
from plan_cli.files import repository_of
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.report.json_values import plain


@dataclass(frozen=True, slots=True)
class Annotation:
    """One diagnostic, ready to be written."""

    code: str
    rule: str
    severity: str
    text: str
    place: Place
    file: str
    fingerprint: str
    indicator: str


def annotations_of(diagnostics: Iterable[Diagnostic], folder: str | None = None) -> list[Annotation]:
    """Every diagnostic with its fingerprint, in the order given; files are named from here, or by ``stable_name``."""
    return list(_numbered(diagnostics, folder))


def _numbered(diagnostics: Iterable[Diagnostic], folder: str | None) -> Iterator[Annotation]:
    english, seen = messages_in(MACHINE), Counter[str]()
    for found in diagnostics:
        place = found.place or NOWHERE
        file = relative(place.file) if folder is None else stable_name(place.file, folder)
        hint = english.hint(found)
        text = english.message(found) + (f" ({hint})" if hint else "")
        essence = _essence(found, file)
        seen[essence] += 1
        name = sha256(f"{essence}#{seen[essence]}".encode(errors="surrogatepass")).hexdigest()[:32]
        yield Annotation(found.code, found.rule, str(found.severity), text, place, file, name, found.indicator or "")


def _essence(found: Diagnostic, file: str) -> str:
    """What identifies a diagnostic: its facts without line numbers and without paths relative to here."""
    passing = ("first_line", "byte", "options")
    facts = {key: plain(value) for key, value in found.facts.items() if key not in passing}
    return dumps([file, found.code, found.indicator, facts], ensure_ascii=False, sort_keys=True, default=str)


def relative(file: str) -> str:
    """The path relative to the repository's root, or to here, with slashes; unchanged for a file outside."""
    if not file or is_example(file):
        return file
    near = os.path.relpath(file, repository_of(os.getcwd()) or os.getcwd())
    return (file if near.startswith("..") else near).replace(os.sep, "/")


def stable_name(file: str, folder: str) -> str:
    """The path of a file, the same wherever the program runs: relative to its repository, else to a folder."""
    if not file or is_example(file):
        return file
    root = repository_of(os.path.dirname(os.path.abspath(file))) or folder
    return os.path.relpath(file, root).replace(os.sep, "/")
