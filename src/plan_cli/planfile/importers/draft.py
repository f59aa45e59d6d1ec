"""A draft of a plan: what an importer understood, where it was read, and what a person must check.

An importer makes a ``Draft``; ``write.py`` writes it as a plan file with comments.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.diagnostics import Remark

#: A value of a plan file.
Value = str | int | bool | Decimal | None | Mapping[str, "Value"] | list["Value"]


@dataclass(frozen=True, slots=True)
class DraftIndicator:
    """One indicator: its keys as a plan file has them, the place it was read from, and the remarks on it."""

    keys: Mapping[str, Value]
    read_from: str
    notes: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan: its keys beside the indicators, the indicators and relations, and the remarks on the whole."""

    keys: Mapping[str, Value]
    indicators: tuple[DraftIndicator, ...]
    relations: tuple[Mapping[str, Value], ...] = ()
    notes: tuple[Remark, ...] = ()

    @property
    def to_check(self) -> tuple[tuple[Remark, tuple[str, ...]], ...]:
        """The remarks that need a person, each once, with the ids or names of its indicators."""
        found: dict[str, tuple[Remark, list[str]]] = {}
        for note in (each for each in self.notes if each.check):
            found.setdefault(repr(note), (note, []))
        for indicator in self.indicators:
            for note in (each for each in indicator.notes if each.check):
                found.setdefault(repr(note), (note, []))[1].append(_called(indicator))
        return tuple((note, tuple(ids)) for note, ids in found.values())


def _called(indicator: DraftIndicator) -> str:
    """The id of an indicator, or its name where the id is only a number that was given to it here."""
    id, name = str(indicator.keys["id"]), indicator.keys.get("name")
    if not re.fullmatch(r"indicator-\w+", id) or name is None:
        return id
    return str(next(iter(name.values())) if isinstance(name, Mapping) else name)
