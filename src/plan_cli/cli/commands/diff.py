"""``plan diff``: what changed from one plan to another, or from one result of ``plan check`` to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan_cli.cli.discovery import refuse_table
from plan_cli.cli.errors import CannotRunError, messages_for, unusable
from plan_cli.cli.output import write_report
from plan_cli.cli.params import TABLE_FORMATS, TableResult
from plan_cli.cli.resolve import resolve_result
from plan_cli.exits import ChangeThreshold

if TYPE_CHECKING:
    from plan_cli.i18n import Messages
    from plan_cli.model.plan import Plan

FORMATS = TABLE_FORMATS


def diff(
    common: TableResult,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A plan file, or a result of plan check (JSON).")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer one.")],
    fail_on: Annotated[
        ChangeThreshold, typer.Option("--fail-on", help="Exit 1 when something got weaker or worse, or changed at all.")
    ] = ChangeThreshold.NEVER,
) -> int:
    """What changed from one plan, or one check, to another.

    Of two plans: which targets were added or dropped, are more or less ambitious, or changed otherwise. Of two results
    of plan check --format json: which verdicts changed, and because of what.

    Examples:

      plan diff data/plans/changsha-13fyp.yaml data/targets.yaml

      plan diff 2022.json 2023.json --fail-on weaker
    """
    from plan_cli.report.check_diff import CheckDiffReport
    from plan_cli.report.plan_diff import PlanDiffReport

    messages = messages_for(common.lang)
    before, after = resolve_result(old, messages), resolve_result(new, messages)
    if before is not None and after is not None:
        return write_report(CheckDiffReport(old, new, before, after, fail_on), common, messages, FORMATS)
    if before is not None or after is not None:
        raise CannotRunError(messages.text("usage_diff", old=old, new=new))
    report = PlanDiffReport(_plan(old, messages), _plan(new, messages), fail_on)
    return write_report(report, common, messages, FORMATS)


def _plan(file: str, messages: Messages) -> Plan:
    from plan_cli import api

    refuse_table(file, messages)
    loaded = api.validate(file)
    if loaded.plan is None:
        raise unusable("unsound", file, loaded.diagnostics, messages)
    return loaded.plan
