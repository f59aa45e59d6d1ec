"""The nearest known name: what a misspelt word was probably meant to be. Only ever suggested, never assumed."""

from __future__ import annotations

from collections.abc import Iterable


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
