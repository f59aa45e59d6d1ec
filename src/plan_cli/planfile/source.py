"""Source: a plan file as data, with the place of every key and every value, and what was found on the way.

``events.py`` turns YAML into data, ``scalars.py`` reads numbers and words, ``syntax.py`` explains syntax errors.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from plan_cli.diagnostics import Diagnostic, Place, Route
from plan_cli.planfile.events import Reader, Span

#: A plan file larger than this is refused.
SIZE_LIMIT = 5_000_000


class Source(NamedTuple):
    """One plan file: its data (``None`` where it cannot be used), its places and what was found on the way."""

    file: str
    sha256: str = ""
    text: str = ""
    data: Any = None
    keys: Mapping[Route, Span] = {}
    values: Mapping[Route, Span] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    def place(self, route: Route, at_key: bool = False) -> Place:
        """The place of a key or value: the longest beginning of the route that is in the file."""
        for length in range(len(route), -1, -1):
            spans = self.keys if at_key and route[:length] in self.keys else self.values
            span = spans.get(route[:length])
            if span is not None:
                return Place(self.file, span.line, span.column, span.end_line, span.end_column)
        return Place(self.file, 1, 1, 1, 1)

    def placed(self, diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Diagnostics that know their route, with their places."""
        return tuple(f if f.place else self._placed(f) for f in diagnostics)

    def _placed(self, diagnostic: Diagnostic) -> Diagnostic:
        facts = dict(diagnostic.facts)
        if "first" in facts:
            facts["first_line"] = self.place(facts.pop("first")).line
        return replace(diagnostic, facts=facts, place=self.place(diagnostic.route, diagnostic.at_key))


def read_source(raw: bytes, file: str) -> Source:
    """Read the bytes of a plan file. Never raises for what is in them."""
    sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > SIZE_LIMIT:
        facts = {"bytes": len(raw), "limit": SIZE_LIMIT}
        return Source(file, sha256, diagnostics=(Diagnostic("PLN016", facts, place=Place(file)),))
    text, diagnostic = _decoded(raw, file)
    if diagnostic:
        return Source(file, sha256, diagnostics=(diagnostic,))
    reader = Reader(file, text)
    data = reader.read()
    return Source(file, sha256, text, data, reader.keys, reader.values, tuple(reader.diagnostics))


def _decoded(raw: bytes, file: str) -> tuple[str, Diagnostic | None]:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        try:
            raw.decode("gb18030")
            guess = "gb18030"
        except UnicodeDecodeError:
            guess = ""
        facts = {"byte": error.start, "guess": guess, "file": file}
        return "", Diagnostic("PLN002", facts, place=Place(file, line, 1, line, 1))
