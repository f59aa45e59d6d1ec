"""Two states compared: what changed from one plan, or from one check, to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast, overload

from plan_cli.model.plan import Plan

if TYPE_CHECKING:
    from plan_cli.report.check import CheckReport
    from plan_cli.report.check_diff import CheckDiffReport
    from plan_cli.report.plan_diff import PlanDiffReport


@overload
def diff(old: Plan, new: Plan) -> PlanDiffReport: ...


@overload
def diff(old: CheckReport | Mapping[str, Any], new: CheckReport | Mapping[str, Any]) -> CheckDiffReport: ...


def diff(old: Any, new: Any) -> PlanDiffReport | CheckDiffReport:
    """What another plan asks otherwise; or which verdicts of another check differ, and because of what.

    A check is a report, or the parsed document of ``plan check --format json``.

    Errors: ``TypeError`` for anything else.
    """
    from plan_cli.report.check_diff import CheckDiffReport
    from plan_cli.report.plan_diff import PlanDiffReport

    if isinstance(old, Plan) and isinstance(new, Plan):
        return PlanDiffReport(old, new)
    if isinstance(old, Plan) or isinstance(new, Plan):
        raise TypeError(f"two plans or two checks are compared, not {type(old).__name__} and {type(new).__name__}")
    return CheckDiffReport("old", "new", _document(old), _document(new))


def _document(check: Any) -> Mapping[str, Any]:
    """A check as its published document, whose numbers are those of JSON."""
    import json

    from plan_cli.render.json import document
    from plan_cli.report.check import CheckReport
    from plan_cli.report.check_diff import is_result

    if isinstance(check, CheckReport):
        found: Mapping[str, Any] = json.loads(document(check.to_record()))
        return found
    if is_result(check):
        return cast("Mapping[str, Any]", check)
    raise TypeError(f"two plans or two checks are compared, not {type(check).__name__}")
