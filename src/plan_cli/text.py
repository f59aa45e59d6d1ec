"""Text: data made safe to print, full-width forms translated, and the nearest known name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WIDE = str.maketrans(
    "０１２３４５６７８９．，＋－−％＞＜＝～（）", "0123456789.,+--%><=~()"
)  # fmt: skip
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def visible(text: str) -> str:
    """The text with ESC as \\x1b, a tab as \\t, a right-to-left override as \\u202e."""
    return _UNSEEN.sub(lambda match: repr(match[0])[1:-1] if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}", text)


def harmless(text: str) -> str:
    """Lines of data that a CI log would take for commands (``::error``) are moved by a blank."""
    lines = text.split("\n")
    return "\n".join(" " + line if line.startswith(("::", "##[")) else line for line in lines)


def plain(text: str) -> str:
    """A cell without blanks around, its full-width digits and signs translated (not NFKC: 5.2① stays)."""
    return text.strip(" \t\r\n\u3000\u00a0").translate(_WIDE)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like ``word``, or an empty text where none is near."""
    from difflib import get_close_matches

    names = list(known)
    found = get_close_matches(word, names, n=1, cutoff=0.6) or get_close_matches(
        word.lower(), [name.lower() for name in names], n=1, cutoff=0.6
    )
    if found:
        return next((name for name in names if found[0] in (name, name.lower())), "")
    return next((name for name in names if word and (word in name or name in word)), "")
