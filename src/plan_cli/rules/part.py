"""A part is larger than the whole that contains it.

Compared in the base year and the target year, in the same unit, allowing for rounding. Either one of the two values is
wrong, or the part covers more than the whole.

Bad::

    indicators:
      - {id: cargo, name: Air cargo, unit: 万吨, baseline: 20, target: 40, source: table}
      - {id: abroad, name: International air cargo, unit: 万吨, baseline: 7.54, target: 48, source: table}
    relations:
      - {part: abroad, of: cargo, source: table}

Good::

    indicators:
      - {id: cargo, name: Air cargo, unit: 万吨, baseline: 20, target: 40, source: table}
      - {id: abroad, name: International air cargo, unit: 万吨, baseline: 7.54, target: 18, source: table}
    relations:
      - {part: abroad, of: cargo, source: table}
"""

from collections.abc import Iterator

from plan_cli.assess.implied import in_one_unit, name_of
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Part

CODE = "PLN214"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Parts that exceed their whole beyond rounding."""
    for relation in plan.related(Part):
        part = plan.indicator(relation.part or "")
        if part is None or not isinstance(relation.whole, str):
            continue
        for year in (part.baseline.year, part.target_year):
            both = in_one_unit(plan, part.id, relation.whole, year)
            if both and both[0].interval.low > both[1].interval.high:
                ours, theirs = both[0].interval.value, both[1].interval.value
                facts = {
                    "part": name_of(plan, relation.part), "whole": name_of(plan, relation.whole), "part_value": ours,
                    "whole_value": theirs, "difference": ours - theirs, "unit": both[0].unit, "year": year,
                    "source": relation.source or "",
                }  # fmt: skip
                yield Diagnostic(CODE, facts, relation.route, indicator=part.id)
