"""``plan validate``: is the plan file sound, and does the document agree with itself?"""

from __future__ import annotations

from typing import Annotated

import typer

from plan_cli.cli.options import Common
from plan_cli.cli.run import deliver, plan_file, speaker_for

FORMATS = ("full", "concise", "json", "csv")


def validate(
    common: Common,
    plans: Annotated[
        list[str] | None, typer.Argument(metavar="[PLAN]...", help="Plan files; else the usual one.")
    ] = None,
) -> int:
    """Is the plan file sound, and does the document agree with itself?

    Every mistake with its file, line and column, all at once. Exit 1 where a plan cannot be used.

    Examples:

      plan validate

      plan validate data/targets.yaml data/plans/changsha-13fyp.yaml --format concise
    """
    from plan_cli import api
    from plan_cli.report.validate import ValidateReport

    told = speaker_for(common.lang)
    files = plans or [plan_file(common.plan, told, common.quiet)]
    return deliver(ValidateReport(tuple(api.validate(file) for file in files)), common, told, FORMATS, "full")
