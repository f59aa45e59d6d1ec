"""``plan show``: the plan as a table, or one indicator with everything that is said of it."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.commands.check import unable
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import chosen_format, deliver
from plan_cli.cli.params import Argument, Common, Option
from plan_cli.cli.resolve import known_id, the_plan, usual_actuals

FORMATS = ("table", "json", "csv", "markdown")


def show(
    common: Common,
    id: Annotated[str | None, Argument(metavar="[ID]", help="One indicator: its id, number or name.")] = None,
    actuals: Annotated[
        str | None,
        Option("--actuals", metavar="FILE", help="What was reported; else what the plan names."),
    ] = None,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
) -> int:
    """The plan as a table, or all about one indicator.

    One indicator is drawn: its milestones, and what was reported of it.

    Examples:

      plan show

      plan show trade-total

      plan show trade-total --actuals data/actuals/changsha.csv
    """
    from plan_cli import api
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.model.observations import Actuals
    from plan_cli.report.show import ShowReport

    messages = messages_for(common.lang)
    plan = the_plan(common, messages)
    only = None if id is None else plan.indicator(known_id(plan, id, messages))
    if only is None and actuals is not None:
        raise CannotRunError(messages.word("usage_needs_id", option="--actuals"))
    # For programs nothing is read that they did not name.
    for_people = chosen_format(common, messages, FORMATS) in ("table", "markdown")
    if only is None or (actuals is None and not for_people):
        return deliver(ShowReport(plan, only), common, messages, FORMATS)
    file = actuals or usual_actuals(plan)
    read = api.read_actuals(file, plan, ReadOptions(encoding=encoding)) if file else Actuals()
    unable(read.diagnostics, messages)
    made = api.full_report(plan, read, plan.target_year, indicators=[only.id])
    diagnostics = tuple(found for found in made.diagnostics if found.indicator == only.id)
    seen = made.readings[0]
    return deliver(
        ShowReport(plan, seen.judged.indicator, seen.picture, seen.rows, diagnostics), common, messages, FORMATS
    )
