"""``plan check … --plan FOLDER|GLOB``: the part of ``plan check`` that judges many plans, each by its own actuals."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from glob import has_magic
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan_cli import files
from plan_cli.cli.discovery import plan_files, plans_in
from plan_cli.cli.errors import CannotRunError
from plan_cli.cli.figures import figures_for, resolve_actuals
from plan_cli.cli.output import chosen_format, write_emits, write_report
from plan_cli.cli.params import TABLE_FORMATS, Common, Look, Reading
from plan_cli.cli.resolve import refuse_idle_path, resolve_date, resolve_judged, resolve_plan, resolve_profile
from plan_cli.exits import FailOn
from plan_cli.i18n import MACHINE, Messages, messages_in

if TYPE_CHECKING:
    from plan_cli.report.check import CheckReport
    from plan_cli.report.plans import PlanResult, PlansReport

#: What the checks of many plans can be written as.
FORMATS = (*TABLE_FORMATS, "full", "concise", "github", "gitlab", "sarif")


class Request(NamedTuple):
    """How each of the plans is checked: what the command line says of a check."""

    year: str
    profile: str
    path: str | None
    as_of: str | None
    against: Literal["in_force", "original"]
    fail_on: FailOn
    allow_empty: bool
    trace: bool


def several_plans(named: str | None, messages: Messages) -> list[str]:
    """The plans that a pattern means, or a folder that is not the one of a single plan; else none."""
    if named is None or (os.path.isdir(named) and len(plans_in(named)) == 1):
        return []
    pattern = has_magic(named) and not os.path.exists(named)
    return plan_files(named, messages) if pattern or os.path.isdir(named) else []


def check_many(
    plans: Sequence[str],
    request: Request,
    reading: Reading,
    further: Sequence[tuple[str, str]],
    common: Common,
    look: Look,
    messages: Messages,
) -> int:
    """Check every plan of a folder or glob and write them, a row each; ``further`` are formats and files beside."""
    from plan_cli.render import renderer

    # Machine formats speak English, also of what could not run.
    machine = renderer(chosen_format(common, messages, FORMATS)).MACHINE
    many = _check_plans(plans, request, reading, common, messages_in(MACHINE) if machine else messages)
    write_emits(many, further, common, messages, look)
    return write_report(many, common, messages, FORMATS, look=look)


def _check_plans(
    plans: Sequence[str], request: Request, reading: Reading, common: Common, messages: Messages
) -> PlansReport:
    """The check of each plan; one that cannot run is a result too, and the others go on."""
    from plan_cli.report.plans import PlanResult, PlansReport

    def result_of(file: str) -> PlanResult:
        try:
            return PlanResult(file, _check(file, request, reading, common, messages))
        except CannotRunError as error:
            return PlanResult(file, error=error.message, diagnostics=error.diagnostics)
        except (OSError, files.WriteError) as error:
            return PlanResult(file, error=str(error))

    return PlansReport(request.year, request.profile, tuple(map(result_of, plans)), request.fail_on)


def _check(file: str, request: Request, reading: Reading, common: Common, messages: Messages) -> CheckReport:
    from plan_cli import api

    plan = resolve_plan(replace(common, plan=file), messages)
    year, period = resolve_judged(request.year, plan, messages)
    rules = resolve_profile(request.profile, plan, messages)
    refuse_idle_path(request.path, rules, messages)
    as_of = None if request.as_of is None else resolve_date(request.as_of, messages)
    reported = resolve_actuals(figures_for(None, plan, reading, messages), plan, reading, messages)
    report = api.check(
        plan, reported, year, profile=rules, path=request.path, period=period, as_of=as_of, against=request.against
    )
    return replace(report, fail_on=request.fail_on, allow_empty=request.allow_empty, trace=request.trace)
