"""The public functions, for use as a library: read a plan, read figures, judge, look ahead.

Each takes values and returns one. Nothing raises for what is *in* a file: mistakes are diagnostics beside the result,
and a plan that cannot be used is None. To add a function: write it in its module, name it here and in ``plan_cli``.
"""

from plan_cli.api.comparing import diff
from plan_cli.api.drafting import draft_from_open_sdg, draft_from_table, template
from plan_cli.api.judging import check, compare, forecast, full_report, milestones
from plan_cli.api.panels import check_panel, rank_panel
from plan_cli.api.reading import (
    PlanError,
    load_plan,
    propose_source,
    read_actuals,
    read_content,
    read_file,
    read_profiles,
    read_sources,
    validate,
)

__all__ = [
    "PlanError", "check", "check_panel", "compare", "diff", "draft_from_open_sdg", "draft_from_table", "forecast",
    "full_report", "load_plan", "milestones", "propose_source", "rank_panel", "read_actuals", "read_content",
    "read_file", "read_profiles", "read_sources", "template", "validate",
]  # fmt: skip
