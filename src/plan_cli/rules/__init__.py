"""Rules: what makes a plan unsound or doubtful, one rule per module, found by walking this package.

A rule is a module with ``CODE`` and ``find(plan)``, which yields diagnostics with routes; its docstring is the page
that ``plan explain CODE`` prints. Modules named ``unsound_…`` may find errors and run whenever a plan is used;
the others only in ``plan validate``. To add a rule: one module, its code in ``codes.py``, its words in ``i18n/``.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from types import ModuleType

from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Actual, Period
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Relation
from plan_cli.registry import modules_in


def modules(prefix: str = "") -> Iterator[ModuleType]:
    """Every rule whose module name starts with this prefix."""
    for name in modules_in(__path__):
        if name.startswith(prefix):
            yield import_module(f"{__name__}.{name}")


def unsound(plan: Plan) -> list[Diagnostic]:
    """Only what prevents a plan from being used."""
    found = [diagnostic for module in modules("unsound_") for diagnostic in module.find(plan)]
    return [diagnostic for diagnostic in found if diagnostic.severity.rank == 0]


def audit(plan: Plan) -> list[Diagnostic]:
    """Everything that every rule finds."""
    return [diagnostic for module in modules() for diagnostic in module.find(plan)]


def reported(
    plan: Plan, year: int, rows: Mapping[str, Sequence[Actual]], period: Period | None = None
) -> list[Diagnostic]:
    """Relations of the plan that the figures reported for a year, or a ``period`` of it, do not meet.

    ``rows`` are those of each indicator.
    """
    from plan_cli.rules._reported import reported_relations

    return reported_relations(plan, year, rows, period) if plan.relations else []


def contradicted(
    plan: Plan, relations: Sequence[Relation], year: int, figures: Mapping[str, Decimal]
) -> list[Diagnostic]:
    """Which of some relations exact figures of a year do not meet; ``figures`` by the ids of their indicators."""
    from plan_cli.rules._reported import contradicted as find

    return find(plan, relations, year, figures)


def pages() -> dict[str, str]:
    """The docstring of every rule, by its code."""
    return {module.CODE: (module.__doc__ or "").strip() for module in modules()}
