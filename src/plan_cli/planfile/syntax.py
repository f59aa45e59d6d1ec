"""Syntax: the likely cause of a YAML error, in terms of what the author wanted to write."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from plan_cli.diagnostics import Diagnostic, Place

#: A full-width colon at the end of a key.
FULL_WIDTH_KEY = r"^[\s-]*(?:[^\s:：#\"'][^:：#\"']*)?(：)"
_ASCII = {"：": ":", "，": ",", "、": ",", "\u3000": " ", "\u00a0": " "}
_PERCENT = r"(?:^\s*-|[:,{\[])\s*(%[^\s,}\]]*)"


class _Hint(NamedTuple):
    """A pattern whose first group is the cause, the code, and characters without which the pattern cannot match."""

    pattern: str
    code: str
    marks: str


_HINTS = (
    _Hint(FULL_WIDTH_KEY, "PLN013", "："),
    _Hint(r"[{\[][^\"'}\]]*?([，：、])", "PLN013", "，：、"),
    _Hint(r"([\u3000\u00a0])", "PLN013", "\u3000\u00a0"),
    _Hint(r"(?:^\s*-|:)\s+([<>]=?\s*[0-9][^#,}\]\s]*)", "PLN014", "<>"),
    _Hint(_PERCENT, "PLN019", "%"),
)


def explained(error: yaml.YAMLError, lines: Sequence[str], file: str, depth_limit: int) -> Diagnostic:
    """The likely cause of a syntax error, at its place; else YAML's own words."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    last, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    first = max(1, last - 3, min(context.line + 1 if context else last, last - 1))
    for number in range(first, last + 1):
        if found := _hinted(_line(lines, number), Place(file, number)):
            return found
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "?")
    if "nesting depth" in problem:
        return Diagnostic("PLN009", {"limit": depth_limit}, place=point(file, last, column))
    while last > 1 and not _line(lines, last).strip():
        # The file ends too early: that is where its last text ends.
        last, column = last - 1, len(_line(lines, last - 1)) + 1
    facts = {"problem": problem, "text": _line(lines, last).strip()[:80]}
    return Diagnostic("PLN001", facts, place=point(file, last, column))


def _hinted(line: str, place: Place) -> Diagnostic | None:
    for pattern, code, marks in _HINTS:
        # The marks first: on ten thousand brackets and none of them the pattern takes a second.
        if not any(mark in line for mark in marks) or not (found := re.search(pattern, line)):
            continue
        cause = found[1].strip() or found[1]
        facts = {"character": cause, "ascii": _ASCII[cause]} if code == "PLN013" else {"text": cause}
        return Diagnostic(code, facts, place=point(place.file, place.line, found.start(1) + 1))
    return None


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def point(file: str, line: int, column: int) -> Place:
    """The place of one character."""
    return Place(file, line, column, line, column + 1)
