"""Growth is printed in percentage points, but the path is compound.

Points are added each year, not multiplied: a compound path requires less than the document in the early years of a
rise. Write `path: linear`.

Bad::

    {id: share, name: Share, unit: "%", baseline: 19, target: 25, growth: {value: 1.2, unit: pp}}

Good::

    {id: share, name: Share, unit: "%", baseline: 19, target: 25, growth: {value: 1.2, unit: pp}, path: linear}
"""

from collections.abc import Iterator

from plan_cli.assess.implied import printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.growing import Compound
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import LinearPath
from plan_cli.model.plan import Plan
from plan_cli.model.trajectory import NoTrajectory

CODE = "PLN219"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Compound paths beside a growth in points."""
    for indicator in plan.indicators:
        if indicator.growth is not None and indicator.growth.unit == "pp" and indicator.path.growing is Compound:
            facts = {"growth": indicator.growth.value, "source": indicator.source or ""} | halfway(indicator)
            yield Diagnostic(CODE, facts, (*indicator.route, "growth"), indicator=indicator.id)


def halfway(indicator: Indicator) -> dict[str, object]:
    """The milestones of the two shapes in the middle of the plan, if both can be computed."""
    ends = printed_ends(indicator)
    trajectories = [indicator.trajectory(ends[0], path) for path in (None, LinearPath())] if ends else []
    year = (indicator.baseline.year + indicator.target_year + 1) // 2
    if not ends or any(isinstance(trajectory, NoTrajectory) for trajectory in trajectories):
        return {}
    with exact_arithmetic():
        compound, linear = (
            trajectory.at(year) for trajectory in trajectories if not isinstance(trajectory, NoTrajectory)
        )
    return {"year": year, "compound": compound, "linear": linear, "unit": indicator.unit}
