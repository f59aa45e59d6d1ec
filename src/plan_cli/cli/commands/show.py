"""``plan show``: the plan as a table, or one indicator with everything that is said of it."""

from __future__ import annotations

from typing import Annotated

import typer

from plan_cli.cli.options import Common
from plan_cli.cli.run import deliver, known_id, speaker_for, the_plan

FORMATS = ("table", "json", "csv", "markdown")


def show(
    common: Common,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One indicator: its id, number or name.")] = None,
) -> int:
    """The plan as a table, or all about one indicator.

    Examples:

      plan show

      plan show trade-total
    """
    from plan_cli.report.show import ShowReport

    told = speaker_for(common.lang)
    plan = the_plan(common, told)
    only = None if id is None else plan.indicator(known_id(plan, id, told))
    return deliver(ShowReport(plan, only), common, told, FORMATS)
