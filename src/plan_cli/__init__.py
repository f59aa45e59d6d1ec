"""plan: yearly milestones of multi-year plan targets, checks of what was reported, and an audit of the plan.

As a library: ``load_plan``, ``read_actuals``, ``milestones`` and ``check``, each a value in, a value out::

    loaded = load_plan("data/targets.yaml")
    actuals = read_actuals("data/actuals/changsha.csv", loaded.plan)
    report = check(loaded.plan, actuals, 2023)
    report.results[0].status
"""

from __future__ import annotations

#: What type checkers take for true; ``typing`` itself would be most of what ``plan --version`` costs.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from plan_cli.api import Loaded, check, check_panel, load_plan, milestones, read_actuals, reading, validate

__version__ = "0.1.0"
#: What ``plan --version`` says.
VERSION_LINE = f"plan {__version__}\n"

__all__ = [
    "Loaded", "__version__", "check", "check_panel", "load_plan", "milestones", "read_actuals", "reading", "validate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public functions, imported when they are first asked for: saying the version costs nothing."""
    if name in __all__:
        from plan_cli import api

        return getattr(api, name)
    raise AttributeError(f"module 'plan_cli' has no attribute {name!r}")
