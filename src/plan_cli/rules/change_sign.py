"""A change goes up where the indicator's name speaks of a reduction.

"Reduce energy use by 13.5 %" is a change of -13.5. Where the figures themselves are reductions (so many % saved),
say so in the name, or give the change with its sign.

Bad::

    {id: intensity, name: Reduction of energy intensity, unit: "%", target: {kind: change, value: 13.5}}

Good::

    id: intensity
    name: Reduction of energy intensity
    unit: "%"
    direction: decrease
    target: {kind: change, value: -13.5}
"""

import re
from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.patterns import late

CODE = "PLN232"
#: Words of a name that announce a fall.
_FALLS = late(r"降低|下降|减少|削减|压减|降幅|\b(reduc|decreas|cut|lower|declin|drop|fall)\w*", re.IGNORECASE)


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Changes upwards under a name that announces a fall."""
    for indicator in plan.indicators:
        change = indicator.target.relative_value
        falling = next(filter(None, map(_FALLS.search, indicator.name.texts.values())), None)
        if change is None or change <= 0 or falling is None or not indicator.target.has_side:
            continue
        facts = {"value": change, "word": falling[0], "source": indicator.source or ""}
        yield Diagnostic(CODE, facts, (*indicator.route, "target"), indicator=indicator.id)
