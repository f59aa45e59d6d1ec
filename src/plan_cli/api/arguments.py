"""What a caller gives and names, checked: a plan and figures, a path, a year, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actuals, Period
from plan_cli.model.paths import SHAPES, Path, shape_named
from plan_cli.model.plan import Plan

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile


def path_of(path: str | Path | None, criteria: Profile | None) -> Path | None:
    """The path that replaces the indicators' own: the profile's before the one named. Errors: ``KeyError``."""
    if isinstance(path, str) and path not in SHAPES:
        raise KeyError(f"no path is called {path!r}: {', '.join(SHAPES)}")
    if criteria is not None and criteria.shape:
        return criteria.shape
    return shape_named(path) if isinstance(path, str) else path


def require_plan(plan: Plan) -> None:
    """Errors: ``TypeError`` for what is no plan, with the call that makes one."""
    if not isinstance(plan, Plan):
        raise TypeError(f"a plan is what load_plan(file, strict=True) returns, not {type(plan).__name__}")


def require_read(plan: Plan, actuals: Actuals) -> None:
    """Errors: ``TypeError`` for files and frames that were not read yet, with the call that does."""
    require_plan(plan)
    if not isinstance(actuals, Actuals):
        raise TypeError(f"figures are what read_actuals(figures, plan) returns, not {type(actuals).__name__}")


def require_year(plan: Plan, year: int | Literal["latest"]) -> None:
    """Errors: ``ValueError`` for a year outside the plan."""
    if year != "latest" and year not in plan.years:
        raise ValueError(f"{year!r} is not a year of the plan ({plan.years[0]} to {plan.years[-1]})")


def require_times(period: object, as_of: object) -> None:
    """Errors: ``TypeError`` for what is no part of a year and for what is no day."""
    if not (period is None or isinstance(period, Period)):
        raise TypeError(f"a period is a Period(start, end), not {type(period).__name__}")
    if not (as_of is None or isinstance(as_of, date)):
        raise TypeError(f"as_of is a datetime.date, not {type(as_of).__name__}")


def indicators_named(plan: Plan, ids: Sequence[str]) -> tuple[Indicator, ...]:
    """The indicators with these ids in the plan's order, all without any. Errors: ``KeyError`` for an unknown id."""
    require_plan(plan)
    ids = [ids] if isinstance(ids, str) else ids
    wanted = {plan.named(id).id for id in ids}
    return tuple(indicator for indicator in plan.indicators if not wanted or indicator.id in wanted)
