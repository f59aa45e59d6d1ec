"""Visible: data as text that cannot act. Control and direction marks are shown, never obeyed."""

from __future__ import annotations

import re

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def visible(text: str) -> str:
    """The text with ESC as \\x1b, a tab as \\t, a right-to-left override as \\u202e."""
    return _UNSEEN.sub(lambda match: repr(match[0])[1:-1] if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}", text)


def harmless(text: str) -> str:
    """Lines of data that a CI log would take for commands (``::error``) are moved by a blank."""
    lines = text.split("\n")
    return "\n".join(" " + line if line.startswith(("::", "##[")) else line for line in lines)
