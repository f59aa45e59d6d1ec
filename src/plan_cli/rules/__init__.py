"""Rules: what makes a plan unsound or doubtful, one rule per module, found by walking this package.

A rule is a module with ``CODE`` and ``find(plan)``, which yields findings with routes; its docstring is the page
that ``plan explain CODE`` prints. Modules named ``unsound_…`` may find errors and run whenever a plan is used;
the others only in ``plan validate``. To add a rule: one module, its code in ``codes.py``, its words in ``say/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from plan_cli.diagnostics import Finding
from plan_cli.model.plan import Plan
from plan_cli.registry import names_in


def modules(prefix: str = "") -> Iterator[ModuleType]:
    """Every rule whose module's name begins so."""
    for name in names_in(__path__):
        if name.startswith(prefix):
            yield import_module(f"{__name__}.{name}")


def unsound(plan: Plan) -> list[Finding]:
    """What keeps a plan from being used, and only that."""
    found = [finding for module in modules("unsound_") for finding in module.find(plan)]
    return [finding for finding in found if finding.severity.rank == 0]


def audit(plan: Plan) -> list[Finding]:
    """Everything that every rule finds."""
    return [finding for module in modules() for finding in module.find(plan)]
