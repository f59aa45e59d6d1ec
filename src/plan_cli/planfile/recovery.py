"""Recovery: a plan file without its wrong parts, so that the rest is checked in the same run.

All errors of a file are reported in one run. An error that only follows from a part that was set aside (its
id, the groups, the years) is not reported.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from plan_cli.diagnostics import Diagnostic, Route
from plan_cli.model.plan import Plan
from plan_cli.planfile.models import PlanModel
from plan_cli.planfile.resolve import plan_of
from plan_cli.planfile.source import Source
from plan_cli.planfile.structure import structure

#: Replacements for required keys that are missing or wrong.
_STAND_INS: dict[str, Any] = {"format": 1, "id": "plan", "title": "plan", "base_year": 1000, "target_year": 9999}


class Remainder(NamedTuple):
    """The data that are left, the positions of its indicators and relations in the file, and what was set aside."""

    data: dict[str, Any]
    indicators: tuple[int, ...]
    relations: tuple[int, ...]
    lost_ids: frozenset[str]
    wrong_keys: frozenset[str]

    def causes(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic only follows from what was set aside."""
        if diagnostic.code == "PLN110":
            return diagnostic.facts["name"] in self.lost_ids
        if diagnostic.code == "PLN112":
            return bool(self.wrong_keys & {"base_year", "target_year"})
        return diagnostic.code == "PLN109" and "groups" in self.wrong_keys


def plan_of_remainder(source: Source, wrong: Iterable[Route]) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan without its wrong parts, and the errors in the rest."""
    left = remainder(source.data, wrong)
    if left is None or (model := structure(PlanModel, left.data).model) is None:
        return None, []
    plan, found = plan_of(model, source, (left.indicators, left.relations))
    # Without the plan's years no rule can say anything.
    usable = None if left.wrong_keys & {"base_year", "target_year"} else plan
    return usable, [*(each for each in found if not left.causes(each)), *_repeated_ids(source.data, left)]


def remainder(data: Any, wrong: Iterable[Route]) -> Remainder | None:
    """The data without the parts at these routes; None where no indicator is left."""
    indicators, relations = data.get("indicators"), data.get("relations", [])
    if not isinstance(indicators, list):
        return None
    parts: dict[str, set[int]] = {"indicators": set(), "relations": set()}
    wrong_keys = {key for key in _STAND_INS if key not in data}
    for route in wrong:
        if len(route) > 1 and route[0] in parts and isinstance(route[1], int):
            parts[str(route[0])].add(route[1])
        elif route:
            wrong_keys.add(str(route[0]))
    sound = tuple(i for i in range(len(indicators)) if i not in parts["indicators"])
    if not sound or "indicators" in wrong_keys:
        return None
    count = 0 if "relations" in wrong_keys else len(relations)
    sound_relations = tuple(i for i in range(count) if i not in parts["relations"])
    known = {key: value for key, value in data.items() if key in PlanModel.model_fields and key not in wrong_keys}
    lists = {"indicators": [indicators[i] for i in sound], "relations": [relations[i] for i in sound_relations]}
    lost = frozenset(id for i in parts["indicators"] if (id := _id(indicators[i])))
    return Remainder(_STAND_INS | known | lists, sound, sound_relations, lost, frozenset(wrong_keys))


def _repeated_ids(data: Any, left: Remainder) -> Iterator[Diagnostic]:
    """Repeated ids of indicators that were set aside."""
    first: dict[str, Route] = {}
    for position, written in enumerate(data["indicators"]):
        id = _id(written)
        if id in first and id in left.lost_ids:
            yield Diagnostic("PLN108", {"id": id, "first": first[id]}, ("indicators", position, "id"), indicator=id)
        elif id:
            first.setdefault(id, ("indicators", position))


def _id(written: Any) -> str:
    id = written.get("id") if isinstance(written, dict) else None
    return id if isinstance(id, str) else ""
