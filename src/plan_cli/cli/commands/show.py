"""``plan show``: the plan as a table, or one indicator in full."""

from __future__ import annotations

from typing import Annotated, Literal

from plan_cli.cli.errors import messages_for, refuse_options
from plan_cli.cli.figures import known_actuals, last_year, resolve_actuals
from plan_cli.cli.look import refuse_choice
from plan_cli.cli.option_groups import options_set
from plan_cli.cli.output import chosen_format, write_report
from plan_cli.cli.params import TABLE_FORMATS, ActualsOption, Common, Look, Reading, indicator_argument
from plan_cli.cli.resolve import resolve_indicator, resolve_plan

FORMATS = TABLE_FORMATS


def show(
    reading: Reading,
    common: Common,
    look: Look,
    id: Annotated[str | None, indicator_argument("One indicator: its id, number or name.")] = None,
    actuals: ActualsOption = None,
) -> int:
    """The plan as a table, or all about one indicator.

    One indicator is drawn: its milestones, and what was reported of it.

    Examples:

      plan show

      plan show trade-total

      plan show trade-total --actuals data/actuals/changsha.csv
    """
    from plan_cli import api
    from plan_cli.diagnostics import about
    from plan_cli.report.show import ShowReport

    messages = messages_for(common.lang)
    plan = resolve_plan(common, messages)
    only = None if id is None else plan.indicator(resolve_indicator(plan, id, messages))
    if only is None:
        idle = {"--actuals": actuals is not None, **dict.fromkeys(options_set(reading), True)}
        refuse_options(idle, "usage_needs_id", messages)
    # What was reported is drawn, for people; for programs that is what plan check is for.
    format = chosen_format(common, messages, FORMATS)
    if only is not None:
        refuse_choice(look, format, messages)
    for_people = format in ("table", "markdown")
    if not for_people:
        idle = {**dict.fromkeys(options_set(reading), True), "--actuals": actuals is not None}
        refuse_options(idle, "usage_layout", messages, format=format)
    if only is None or not for_people:
        return write_report(ShowReport(plan, only), common, messages, FORMATS, look=look)
    reported = resolve_actuals(actuals or known_actuals(plan, messages, reading.allow_outside), plan, reading, messages)
    year: int | Literal["latest"] = plan.target_year if last_year(plan, reported, [only.id]) is None else "latest"
    full = api.full_report(plan, reported, year, indicators=[only.id])
    seen = full.histories[0]
    report = ShowReport(plan, seen.result.indicator, seen.chart, seen.rows, about(full.diagnostics, only.id))
    return write_report(report, common, messages, FORMATS, look=look)
