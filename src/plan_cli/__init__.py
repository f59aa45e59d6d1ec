"""plan: yearly milestones of multi-year plan targets, checks of what was reported, and an audit of the plan.

As a library: ``load_plan``, ``read_actuals``, ``milestones`` and ``check``, each a value in, a value out::

    plan = load_plan("data/targets.yaml", strict=True)
    report = check(plan, read_actuals("data/actuals/changsha.csv", plan), 2023)
    report.results[0].status

Everything public is a name of this module: the functions, what they return, and what they are asked with. To make
something public: its name in ``_MODULES`` and, for type checkers, in the imports and in ``__all__``.
"""

# Not typing's own: loading that first is where Ctrl-C at the start would show a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from plan_cli.api import (
        PlanError,
        check,
        check_panel,
        compare,
        diff,
        forecast,
        full_report,
        load_plan,
        milestones,
        read_actuals,
        read_profiles,
        template,
        validate,
    )
    from plan_cli.assess.assessment import Assessment
    from plan_cli.codes import Severity
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.diagnostics import Diagnostic, Place
    from plan_cli.model.indicator import Indicator
    from plan_cli.model.observations import Actual, Actuals, Period
    from plan_cli.model.plan import Plan
    from plan_cli.panel.request import PanelRequest
    from plan_cli.planfile.loading import Loaded
    from plan_cli.profiles import Status
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report.check import CheckReport
    from plan_cli.report.check_diff import CheckDiffReport
    from plan_cli.report.compare import CompareReport
    from plan_cli.report.forecast import ForecastReport
    from plan_cli.report.full import FullReport
    from plan_cli.report.milestones import MilestonesReport
    from plan_cli.report.panel import PanelReport
    from plan_cli.report.plan_diff import PlanDiffReport

__version__ = "0.1.0"

__all__ = [
    "Actual", "Actuals", "Assessment", "CheckDiffReport", "CheckReport", "CompareReport", "Diagnostic",
    "ForecastReport", "FullReport", "Indicator", "Loaded", "MilestonesReport", "PanelReport", "PanelRequest",
    "Period", "Place", "Plan", "PlanDiffReport", "PlanError", "Profile", "ReadOptions", "Severity", "Status",
    "__version__", "check", "check_panel", "compare", "diff", "forecast", "full_report", "load_plan", "milestones",
    "read_actuals", "read_profiles", "template", "validate",
]  # fmt: skip
#: Where a public name stands; every other is a function of ``api``.
_MODULES = {
    "Actual": "model.observations", "Actuals": "model.observations", "Assessment": "assess.assessment",
    "CheckDiffReport": "report.check_diff", "CheckReport": "report.check", "CompareReport": "report.compare",
    "Diagnostic": "diagnostics", "ForecastReport": "report.forecast", "FullReport": "report.full",
    "Indicator": "model.indicator", "Loaded": "planfile.loading", "MilestonesReport": "report.milestones",
    "PanelReport": "report.panel", "PanelRequest": "panel.request", "Period": "model.observations",
    "Place": "diagnostics", "Plan": "model.plan", "PlanDiffReport": "report.plan_diff",
    "Profile": "profiles.built_in", "ReadOptions": "datafile.table", "Severity": "codes", "Status": "profiles",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """The public names, imported when they are first asked for: saying the version costs nothing."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'api')}"), name)
    raise AttributeError(f"module 'plan_cli' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
