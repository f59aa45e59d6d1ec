"""Entities are to add up to what does not add up.

A percentage, a rank or a date of the whole is not the sum of those of its parts: it would take weights. Name an
indicator that adds up, such as the two amounts that a percentage is made of.

Bad::

    indicators:
      - {id: jobs, name: Employment, unit: "%", path: linear, baseline: 60, target: 80, source: table}
    relations:
      - {entities: jobs, source: table}

Good::

    indicators:
      - {id: jobs, name: New jobs, unit: persons, baseline: 600, target: 800, source: table}
    relations:
      - {entities: jobs, source: table}
"""

from collections.abc import Iterator

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Entities
from plan_cli.model.targets import Band, Done, Rank
from plan_cli.model.units import is_share

CODE = "PLN233"


def find(plan: Plan) -> Iterator[Diagnostic]:
    """Relations of entities about percentages, ranks, dates and bounds."""
    for relation in plan.related(Entities):
        indicator = plan.indicator(relation.whole) if isinstance(relation.whole, str) else None
        if indicator and (is_share(indicator.unit) or isinstance(indicator.target, Band | Done | Rank)):
            facts = {"name": indicator.name, "unit": indicator.unit}
            yield Diagnostic(CODE, facts, (*relation.route, "entities"), indicator=indicator.id)
