"""A script as a user writes it, checked by mypy --strict against the installed package: everything public has its types."""

from decimal import Decimal
from pathlib import Path

from plan_cli import (
    CheckReport,
    Plan,
    check,
    compare,
    diff,
    forecast,
    full_report,
    load_plan,
    milestones,
    read_actuals,
    template,
    validate,
)


def behind(report: CheckReport) -> list[str]:
    """The ids of the indicators that are behind."""
    return [result.indicator.id for result in report.results if result.status.behind]


def gap_of(report: CheckReport, id: str) -> Decimal | None:
    """How far an indicator is from its milestone."""
    return next((result.gap for result in report.results if result.indicator.id == id), None)


def what_if(plan: Plan, target: float) -> Plan:
    """The plan with another target."""
    return plan.with_target("co2", target)


plan = load_plan(Path("plan.yaml"), strict=True)
actuals = read_actuals("actuals.csv", plan)
report = check(plan, actuals, 2025)
rows: list[dict[str, object]] = report.to_dicts()
print(behind(report), gap_of(report, "co2"), int(report.exit_code), len(rows))
print(behind(check(what_if(plan, 45.5), actuals, "latest")))
print(len(milestones(plan).results), len(forecast(plan, actuals).results))
print(len(compare(plan, actuals, report).others), full_report(plan, actuals, 2025).check.year)
print(validate("plan.yaml").plan is not None, len(template(plan, "en", 2026) or b""))
print([each.effect for each in diff(plan, what_if(plan, 45.5)).differences], len(diff(report, report).changes))
