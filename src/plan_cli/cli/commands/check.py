"""``plan check``: are the actuals on track? The main job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from plan_cli.cli import candidates
from plan_cli.cli.baseline import (
    BaselineOption,
    WriteBaselineOption,
    folder_of,
    note_stale,
    read_baseline,
    write_baseline,
)
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.look import refuse_look
from plan_cli.cli.output import chosen_format, print_note, write_emits, write_report
from plan_cli.cli.panel import check_panel, panel_file, refuse_idle_options, refuse_panel_options
from plan_cli.cli.params import (
    TABLE_FORMATS,
    ActualsArgument,
    AllowEmptyOption,
    AsOfOption,
    Common,
    EmitOption,
    FailOnOption,
    ForceOption,
    IndicatorOption,
    Look,
    MaxErrorsOption,
    PanelOptions,
    PathOption,
    Reading,
    options_set,
)
from plan_cli.cli.plans import FORMATS as PLANS_FORMATS
from plan_cli.cli.plans import Request, check_plans, refuse_for_many, several_plans
from plan_cli.cli.resolve import (
    figures_for,
    refuse_idle_path,
    resolve_actuals,
    resolve_date,
    resolve_earlier,
    resolve_indicator,
    resolve_period,
    resolve_plan,
    resolve_profile,
    resolve_year_or_latest,
)
from plan_cli.exits import FailOn
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.text import visible

if TYPE_CHECKING:
    from plan_cli.report.check import CheckReport

FORMATS = (*TABLE_FORMATS, "full", "concise", "github", "gitlab", "junit", "sarif", "badge")
#: The formats that show the verdicts of an earlier result.
WITH_EARLIER = ("table", "json", "markdown")


def check(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR",
            autocompletion=candidates.years,
            help="The year to judge, a part of one, or latest: 2023, 2023-Q2, 2023-01/2023-07.",
        ),
    ],
    reading: Reading,
    panel: PanelOptions,
    common: Common,
    look: Look,
    actuals: ActualsArgument = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            metavar="NAME|FILE",
            autocompletion=candidates.profiles,
            help="The rules to judge by, with --compare several; else milestone. Built in:",
        ),
    ] = None,
    path: PathOption = None,
    indicator: IndicatorOption = None,
    fail_on: FailOnOption = FailOn.AUTO,
    compare: Annotated[bool, typer.Option("--compare", help="Every profile side by side.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="In JSON, every quantity of each verdict.")] = False,
    against: Annotated[
        Literal["in-force", "original"], typer.Option("--against", help="Which version of a revised target.")
    ] = "in-force",
    allow_empty: AllowEmptyOption = False,
    max_errors: MaxErrorsOption = None,
    emit: EmitOption = None,
    baseline: BaselineOption = None,
    write_known: WriteBaselineOption = None,
    force: ForceOption = False,
    as_of: AsOfOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="FILE", help="Show the verdicts of an earlier JSON result."),
    ] = None,
) -> int:
    """Are the actuals on track?

    Compares what was reported for a year with the milestones that the plan implies. With --by COLUMN the actuals are
    a panel (entity × indicator × year; a file, a glob, a folder) and each entity is judged. With --plan FOLDER or GLOB
    many plans are checked, each with its own actuals, and ranked.

    Examples:

      plan check 2023 data/actuals/changsha.csv

      plan check latest data/actuals/changsha.csv

      plan check 2021 data/actuals/changsha.csv --path linear --fail-on any --format json
    """
    from plan_cli import api

    messages = messages_for(common.lang)
    if force and write_known is None:
        raise CannotRunError(messages.text("usage_force"))
    profiles = profile or ["milestone"]
    if len(profiles) > 1 and not compare:
        raise CannotRunError(messages.text("usage_needs_compare"))
    if trace and not _writes(("json",), common, emit or ()):
        raise CannotRunError(messages.text("usage_needs_json"))
    if since is not None and (compare or not _writes(WITH_EARLIER, common, emit or ())):
        raise CannotRunError(messages.text("usage_since_shown", formats=list(WITH_EARLIER)))
    version: Literal["in_force", "original"] = "original" if against == "original" else "in_force"
    if several := several_plans(common.plan, messages):
        refuse_panel_options(panel, messages)
        single: dict[str, object] = {"ACTUALS": actuals, "--indicator": indicator, "--compare": compare}
        single |= {"--since": since, "--baseline": baseline, "--write-baseline": write_known}
        refuse_for_many(single | {option: option != "--allow-outside" for option in options_set(reading)}, messages)
        request = Request(year, profiles[0], path, as_of, version, fail_on, allow_empty, trace)
        return _check_many(several, request, reading, emit or (), common, look, messages)
    plan = resolve_plan(common, messages)
    period = resolve_period(year)
    judged_year = resolve_year_or_latest(year if period is None else str(period.end.year), plan, messages)
    date = None if as_of is None else resolve_date(as_of, messages)
    rules, *others = [resolve_profile(each, plan, messages) for each in profiles]
    ids = [resolve_indicator(plan, each, messages) for each in indicator or ()]
    refuse_idle_path(path, rules, messages)
    figures = figures_for(actuals, plan, reading, messages)
    judging: dict[str, Any] = {"profile": rules, "path": path, "indicators": ids}
    if panel.by:
        idle: dict[str, object] = {"--emit": emit, "--compare": compare, "--trace": trace, "--as-of": as_of}
        idle |= {option: option not in ("--encoding", "--allow-outside") for option in options_set(reading)}
        idle |= {"--against": against == "original", year: period}
        idle |= {"latest": judged_year == "latest", "--since": since, "--max-errors": max_errors}
        idle |= {"--baseline": baseline, "--write-baseline": write_known}
        refuse_idle_options(idle, messages)
        refuse_look(look, messages)
        assert judged_year != "latest"
        file = panel_file(figures, messages)
        threshold = {"fail_on": fail_on, "allow_empty": allow_empty}
        return check_panel(plan, file, judged_year, panel, reading.encoding, judging, threshold, common)
    refuse_panel_options(panel, messages)
    reported = resolve_actuals(figures, plan, reading, messages)
    for used in reported.inputs:
        if used.encoding not in (None, "utf-8") and reading.encoding is None:
            print_note(messages.text("detected", file=visible(used.file), encoding=used.encoding), common.quiet)
    report = api.check(plan, reported, judged_year, period=period, as_of=date, against=version, **judging)
    report = replace(report, fail_on=fail_on, allow_empty=allow_empty, trace=trace, max_errors=max_errors)
    if since is not None:
        earlier = resolve_earlier(since, messages)
        report = replace(report, previous={each["id"]: each for each in earlier["results"]})
    if write_known is not None:
        read = [plan.file, *(used.file for used in report.inputs)]
        write_baseline(write_known, report.annotated, read, messages, force=force, quiet=common.quiet)
    if baseline is not None:
        report = _without_accepted(report, baseline, messages, common.quiet)
    if compare:
        refuse_look(look, messages)
    write_emits(report, emit or (), common, messages, FORMATS, look)
    if compare:
        compared = api.compare(plan, reported, report, indicators=ids, profiles=others)
        return write_report(compared, common, messages, TABLE_FORMATS)
    return write_report(report, common, messages, FORMATS, look=look)


def _check_many(
    plans: Sequence[str],
    request: Request,
    reading: Reading,
    emit: Sequence[str],
    common: Common,
    look: Look,
    messages: Messages,
) -> int:
    """Every plan of a folder or glob, a row each."""
    from plan_cli.render import renderer

    # Machine formats speak English, also of what could not run.
    machine = renderer(chosen_format(common, messages, PLANS_FORMATS)).MACHINE
    many = check_plans(plans, request, reading, common, messages_in(MACHINE) if machine else messages)
    write_emits(many, emit, common, messages, PLANS_FORMATS, look)
    return write_report(many, common, messages, PLANS_FORMATS, look=look)


def _without_accepted(report: CheckReport, baseline: str, messages: Messages, quiet: bool) -> CheckReport:
    """The report, what a baseline accepts not counted."""
    from plan_cli.report.suppressions import unaccepted

    report, stale = unaccepted(report, read_baseline(baseline, messages), folder_of(baseline))
    note_stale(baseline, stale, messages, quiet)
    return report


def _writes(formats: Sequence[str], common: Common, emits: Sequence[str]) -> bool:
    """Whether the result or a further file is in one of these formats."""
    from plan_cli.render import format_of

    suffixed = "table" if common.file is None else format_of(common.file)
    return any(each in formats for each in (common.format or suffixed, *(emit.partition("=")[0] for emit in emits)))
