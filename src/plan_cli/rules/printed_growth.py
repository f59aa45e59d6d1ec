"""The printed growth differs from the one implied by baseline and target.

Baseline and target imply an average growth of (target ÷ baseline)^(1 ÷ years) − 1 or, if growth is printed in
percentage points, (target − baseline) ÷ years. A printed growth agrees if it is the implied one rounded to its own
digits, or lies in the interval allowed by the rounding of baseline and target. Milestones follow baseline and target,
so verdicts are unaffected, but one of the three values is wrong. Ask the authors which; `path: stated` follows the
printed growth instead.

Bad::

    {id: output, name: Output, unit: t, baseline: 100, target: 150, growth: 12}

Good::

    {id: output, name: Output, unit: t, baseline: 14.5, target: 25, growth: 12}
"""

from collections.abc import Iterator

from plan_cli.assess.implied import carried, growth_between, printed_ends
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan

CODE = "PLN205"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Printed growths beside a baseline and a target that no rounding reconciles."""
    for indicator in plan.indicators:
        ends, growth, years = printed_ends(indicator), indicator.growth, indicator.span
        implied = growth_between(*ends, years, growth.unit) if ends and growth else None
        if implied is None or growth is None or ends is None or implied.satisfies(None, growth.value):
            continue
        gives = carried(ends[0], growth, years)
        facts = {
            "printed": growth.value, "growth_unit": growth.unit, "implied": implied.value, "low": implied.low,
            "high": implied.high, "baseline": ends[0], "target": ends[1], "years": years, "unit": indicator.unit,
            "would_give": gives, "difference": implied.value - growth.value, "short": ends[1] - gives,
            "source": indicator.source or "", "instead": None if indicator.path.shape == "stated" else "stated",
        }  # fmt: skip
        yield Diagnostic(CODE, facts, (*indicator.route, "growth"), indicator=indicator.id)
