"""JSON: one document, UTF-8, full figures, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from plan_cli.report import Report
from plan_cli.writers import Page

SUFFIXES = (".json",)
MACHINE = True


def write(report: Report, page: Page) -> str:
    """The report's published document."""
    return document(report.wire())


def document(wire: Any) -> str:
    """A value as one JSON document, laid out as ``json.dumps(…, indent=2)`` does."""
    return _laid(wire, "\n") + "\n"


def _laid(value: Any, line: str) -> str:
    """A value whose lines begin with ``line``.

    With an indent the standard library leaves its encoder in C aside, which takes five times as long. What holds
    nothing but plain values, and that is most of a document, can be given to it all the same.
    """
    deeper = line + "  "
    if not value or not isinstance(value, dict | list | tuple):
        return _encoder(deeper)(value)
    named = isinstance(value, dict)
    if not any(each and isinstance(each, dict | list | tuple) for each in (value.values() if named else value)):
        text = _encoder(deeper)(value)
        return f"{text[0]}{deeper}{text[1:-1]}{line}{text[-1]}"
    if named:
        parts = [f"{_encoder(deeper)(str(key))}: {_laid(each, deeper)}" for key, each in value.items()]
    else:
        parts = [_laid(each, deeper) for each in value]
    return f"{'{' if named else '['}{deeper}{f',{deeper}'.join(parts)}{line}{'}' if named else ']'}"


@cache
def _encoder(line: str) -> Callable[[Any], str]:
    """Writes plain values, and what holds nothing else, a line for each."""
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(f",{line}", ": ")).encode
