"""A text that an author may write in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A text in one or several languages; ``texts`` maps language to text, in the file's order."""

    texts: Mapping[str, str]

    @classmethod
    def of(cls, written: str | Mapping[str, str]) -> Label:
        """The label of one text, or of a text for each language."""
        return cls({"": written} if isinstance(written, str) else dict(written))

    def __str__(self) -> str:
        """The text in the file's first language."""
        return next(iter(self.texts.values()), "")

    def in_language(self, language: str) -> str:
        """The text in that language, else in the file's first one."""
        return self.texts.get(language) or str(self)
