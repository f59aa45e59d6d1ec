"""Names: everything that an indicator may be called in a table, and which indicator a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.text import nearest, plain


class IndicatorNames:
    """The names of a plan's indicators: id, number, names, aliases. An id always means its own indicator."""

    def __init__(self, plan: Plan) -> None:
        self.meanings = _meanings(plan)
        self._nearest: dict[str, str] = {}

    @cached_property
    def unambiguous(self) -> Mapping[str, Indicator]:
        """The names that mean one indicator only."""
        return {name: found[0] for name, found in self.meanings.items() if len(found) == 1}

    def nearest(self, name: str) -> str:
        """The known name most like an unknown one. The same name stands in many rows, so the answer is kept."""
        if name not in self._nearest:
            self._nearest[name] = nearest(name, self.unambiguous)
        return self._nearest[name]


def names_of(plan: Plan) -> Mapping[str, Indicator]:
    """Every name that means one indicator of the plan."""
    return IndicatorNames(plan).unambiguous


def _meanings(plan: Plan) -> dict[str, list[Indicator]]:
    ids = {indicator.id: [indicator] for indicator in plan.indicators}
    names: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in plan.indicators:
        written = (str(indicator.no or ""), *indicator.name.texts.values(), *indicator.aliases)
        for name in {plain(name) for name in written if name}:
            names[name].append(indicator)
    return {**names, **ids}
