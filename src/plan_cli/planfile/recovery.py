"""The remainder: a plan file without the parts that do not fit, so that the rest is checked in the same run.

Whoever has ten mistakes in a file wants to hear of ten. What a spoilt part would have said to the others (its id,
the groups, the years) is left out of the second look, so that no diagnostic only follows from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.planfile.models import PlanForm, names_of

#: What stands in for a needed key that is missing or wrong.
_STAND_INS: dict[str, Any] = {"format": 1, "id": "plan", "title": "plan", "base_year": 1000, "target_year": 9999}


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left: the data, where its indicators and relations stand in the file, and whom it no longer holds."""

    data: dict[str, Any]
    indicators: tuple[int, ...]
    relations: tuple[int, ...]
    lost: frozenset[str]
    spoilt: frozenset[str]

    def follows(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic in the remainder only follows from what was set aside."""
        if diagnostic.code == "PLN110":
            return diagnostic.facts["name"] in self.lost
        if diagnostic.code == "PLN112":
            return bool(self.spoilt & {"base_year", "target_year"})
        return diagnostic.code == "PLN109" and "groups" in self.spoilt


def remainder(data: Any, mistakes: Iterable[Diagnostic]) -> Remainder | None:
    """What is left of the data once these mistakes are set aside; None where there is nothing to check."""
    indicators, relations = data.get("indicators"), data.get("relations", [])
    if not isinstance(indicators, list):
        return None
    parts: dict[str, set[int]] = {"indicators": set(), "relations": set()}
    spoilt = {key for key in _STAND_INS if key not in data}
    for route in (mistake.route for mistake in mistakes):
        if len(route) > 1 and route[0] in parts and isinstance(route[1], int):
            parts[str(route[0])].add(route[1])
        elif route:
            spoilt.add(str(route[0]))
    kept = tuple(i for i in range(len(indicators)) if i not in parts["indicators"])
    others = tuple(i for i in range(len(relations)) if i not in parts["relations"]) if "relations" not in spoilt else ()
    if not kept or "indicators" in spoilt:
        return None
    known = {key: value for key, value in data.items() if key in names_of(PlanForm) and key not in spoilt}
    lists = {"indicators": [indicators[i] for i in kept], "relations": [relations[i] for i in others]}
    lost = frozenset(id for i in parts["indicators"] if (id := _id(indicators[i])))
    return Remainder(_STAND_INS | known | lists, kept, others, lost, frozenset(spoilt))


def twice(data: Any, left: Remainder) -> Iterator[Diagnostic]:
    """Ids that a part set aside shares with another indicator."""
    first: dict[str, Route] = {}
    for position, written in enumerate(data["indicators"]):
        id = _id(written)
        if id in first and id in left.lost:
            yield Diagnostic("PLN108", {"id": id, "first": first[id]}, ("indicators", position, "id"), indicator=id)
        elif id:
            first.setdefault(id, ("indicators", position))


def _id(written: Any) -> str:
    id = written.get("id") if isinstance(written, dict) else None
    return id if isinstance(id, str) else ""
