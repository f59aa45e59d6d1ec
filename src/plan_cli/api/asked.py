"""What a caller names, checked: a path, a year, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plan_cli.model.indicator import Indicator
from plan_cli.model.paths import Path, shape_named
from plan_cli.model.plan import Plan

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


def path_of(path: str | Path | None, criteria: Profile | None) -> Path | None:
    """The path that replaces the indicators' own: the profile's before the one named."""
    if criteria is not None and criteria.shape:
        return criteria.shape
    return shape_named(path) if isinstance(path, str) else path


def require_year(plan: Plan, year: int) -> None:
    """Errors: ``ValueError`` for a year outside the plan."""
    if year not in plan.years:
        raise ValueError(f"{year} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")


def indicators_named(plan: Plan, ids: Sequence[str]) -> tuple[Indicator, ...]:
    """The indicators with these ids in the plan's order, all without any. Errors: ``KeyError`` for an unknown id."""
    known = {indicator.id for indicator in plan.indicators}
    for id in ids:
        if id not in known:
            raise KeyError(id)
    return tuple(indicator for indicator in plan.indicators if not ids or indicator.id in ids)
