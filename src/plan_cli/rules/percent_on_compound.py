"""A percentage follows a compound path.

Shares usually change by percentage points; a compound path grows them by the same percentage every year. That may be
intended, and hardly matters for a small share. Write `path: linear`, or state `path: compound` if it is meant.

Bad::

    {id: share, name: Urban share, unit: "%", baseline: 60, target: 65}

Good::

    {id: share, name: Urban share, unit: "%", baseline: 60, target: 65, path: linear}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.growing import Compound
from plan_cli.model.plan import Plan
from plan_cli.rules.points_on_compound import halfway

CODE = "PLN220"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Compound paths, not asked for, of level targets in per cent."""
    for indicator in plan.indicators:
        points = indicator.growth is not None and indicator.growth.unit == "pp"
        compound = indicator.path.growing is Compound and not indicator.path_written
        if indicator.unit in ("%", "％", "‰") and compound and not points:
            between = halfway(indicator)
            # A target that is met already is held, not grown to.
            if between and not indicator.held_from(indicator.baseline.value):
                facts = {"source": indicator.source or ""} | between
                yield Diagnostic(CODE, facts, (*indicator.route, "unit"), indicator=indicator.id)
