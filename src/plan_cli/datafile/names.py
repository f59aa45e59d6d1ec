"""Names: everything that an indicator may be called in a table, and whom a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.text import plain


def names_of(plan: Plan) -> dict[str, Indicator]:
    """Everything that an actuals file may call an indicator: id, number, names, aliases; none that means two."""
    return meaning_one(called_by(plan))


def meaning_one(called: Mapping[str, list[Indicator]]) -> dict[str, Indicator]:
    """The names that mean one indicator only."""
    return {name: found[0] for name, found in called.items() if len(found) == 1}


def called_by(plan: Plan) -> dict[str, list[Indicator]]:
    """Whom every name means. An id always means its own indicator."""
    ids = {indicator.id: [indicator] for indicator in plan.indicators}
    names: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in plan.indicators:
        called = (str(indicator.no or ""), *indicator.name.texts.values(), *indicator.aliases)
        for name in {plain(name) for name in called if name}:
            names[name].append(indicator)
    return {**names, **ids}
