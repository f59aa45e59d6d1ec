"""``plan show``: the plan as a table, or one indicator with everything that is said of it."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.commands.check import unable
from plan_cli.cli.options import Argument, Common, Option
from plan_cli.cli.run import CannotRunError, deliver, known_id, speaker_for, the_plan

FORMATS = ("table", "json", "csv", "markdown")


def show(
    common: Common,
    id: Annotated[str | None, Argument(metavar="[ID]", help="One indicator: its id, number or name.")] = None,
    actuals: Annotated[
        str | None,
        Option("--actuals", metavar="FILE", help="What was reported: drawn beside one indicator's path."),
    ] = None,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
) -> int:
    """The plan as a table, or all about one indicator.

    Examples:

      plan show

      plan show trade-total

      plan show trade-total --actuals data/actuals/changsha.csv
    """
    from plan_cli import api
    from plan_cli.report.show import ShowReport
    from plan_cli.sheet import ReadOptions

    told = speaker_for(common.lang)
    plan = the_plan(common, told)
    only = None if id is None else plan.indicator(known_id(plan, id, told))
    if actuals is None:
        return deliver(ShowReport(plan, only), common, told, FORMATS)
    if only is None:
        raise CannotRunError(told.word("usage_needs_id", option="--actuals"))
    read = api.read_actuals(actuals, plan, ReadOptions(encoding=encoding))
    unable(read.findings, told)
    made = api.reading(plan, read, plan.target_year, indicators=[only.id])
    findings = tuple(found for found in made.findings if found.indicator == only.id)
    shown = ShowReport(plan, made.check.results[0].indicator, made.readings[0].picture, findings)
    return deliver(shown, common, told, FORMATS)
