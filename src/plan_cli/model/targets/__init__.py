"""Targets: what a plan may ask of an indicator (a closed union on ``kind``).

To add a kind: one frozen dataclass with a literal ``kind`` in a module here that answers the questions of
``kind.TargetKind``, and its name in ``Target``. mypy then names every ``match`` that lacks it,
``tests/test_registry_kinds.py`` the rest.
"""

from plan_cli.model.targets.levels import Level, Milestones, Rank, Total
from plan_cli.model.targets.relative import Change, Growth
from plan_cli.model.targets.without_path import Band, Done, Statement, Trend

Target = Level | Growth | Total | Change | Milestones | Band | Rank | Done | Trend | Statement

__all__ = ["Band", "Change", "Done", "Growth", "Level", "Milestones", "Rank", "Statement", "Target", "Total", "Trend"]
