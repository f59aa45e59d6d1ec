"""Say: every message in every language, text only. One module for each language, found by walking this package.

To add a language: one module with the names of ``en.py`` (``MESSAGES``, ``WORDS``, ``REASONS``, ``TROUBLES``, …);
a test holds the keys and the placeholders of all languages against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.indicator import Label
from plan_cli.model.numbers import readable
from plan_cli.registry import modules_in

#: The language of machine formats.
MACHINE = "en"
#: Statuses that may be a profile's own category too.
_STATUSES = ("on_track", "lagging", "off_track", "reversing")


def languages() -> tuple[str, ...]:
    """Every language there is."""
    return tuple(modules_in(__path__))


@dataclass(frozen=True, slots=True)
class Messages:
    """One language's words."""

    language: str
    templates: Mapping[str, tuple[str, tuple[str, ...]]]
    words: Mapping[str, str]
    reasons: Mapping[str, str]
    troubles: Mapping[str, str]
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)

    def word(self, key: str, **facts: Any) -> str:
        """The word or sentence for a key, its facts put in."""
        return _filled(self.words[key], facts)

    def category(self, key: str) -> str:
        """A profile's own word; one that an office made itself stands as it wrote it."""
        status = self.words[key] if key in _STATUSES else key.replace("_", " ")
        return self.categories.get(key, status)

    def reason(self, key: str | None) -> str | None:
        """Why something could not be judged."""
        return None if key is None else self.reasons[key]

    def message(self, diagnostic: Diagnostic) -> str:
        """What a diagnostic says."""
        return _filled(self.templates[diagnostic.code][0], self._facts(diagnostic))

    def hint(self, diagnostic: Diagnostic) -> str:
        """The way out: the first hint all of whose facts are there."""
        facts = self._facts(diagnostic)
        for hint in self.templates[diagnostic.code][1]:
            if all(facts.get(name) not in ("", None, [], ()) for name in re.findall(r"{(\w+)}", hint)):
                return _filled(hint, facts)
        return ""

    def _facts(self, diagnostic: Diagnostic) -> dict[str, Any]:
        facts = dict(diagnostic.facts)
        for key in ("trouble", "wanted", "relation", "problem", "has", "what", "why"):
            value = facts.get(key)
            if isinstance(value, str) and value in self.troubles:
                facts[key] = self.troubles[value]
        for key in ("operator", "own_operator", "theirs", "ours", "stricter"):
            if facts.get(key) in self.words:
                facts[key] = self.words[facts[key]]
        for key, value in facts.items():
            if key.endswith("source") and not value:
                facts[key] = self.words["the_table"]
            elif isinstance(value, Label):
                facts[key] = value.in_language(self.language)
        return facts


def messages_in(language: str) -> Messages:
    """The words of a language."""
    told = import_module(f"{__name__}.{language}")
    tables = (told.MESSAGES, told.WORDS, told.REASONS, told.TROUBLES, told.PROFILES, told.CATEGORIES, told.PAGES)
    return Messages(language, *tables)


def _filled(text: str, facts: Mapping[str, Any]) -> str:
    return text.format_map({key: shown(value) for key, value in facts.items()})


def shown(value: Any) -> str:
    """A fact as it stands in a sentence."""
    if isinstance(value, Decimal):
        return readable(value)
    if isinstance(value, list | tuple):
        return ", ".join(shown(each) for each in value[:12]) + (", …" if len(value) > 12 else "")
    return "" if value is None else str(value)
