"""``plan check``: are the actuals on track? The main job."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

import typer

from plan_cli.cli import candidates
from plan_cli.cli.errors import messages_for
from plan_cli.cli.output import print_note, write_emits, write_report
from plan_cli.cli.panel import PanelOptions, check_panel, refuse_idle_options
from plan_cli.cli.params import (
    TABLE_FORMATS,
    ActualsArgument,
    AllowEmptyOption,
    Common,
    EmitOption,
    EncodingOption,
    FailOnOption,
    IndicatorOption,
    PathOption,
    ProfileOption,
    StdinNameOption,
)
from plan_cli.cli.resolve import (
    resolve_actuals,
    resolve_date,
    resolve_indicator,
    resolve_period,
    resolve_plan,
    resolve_profile,
    resolve_year,
)
from plan_cli.exits import FailOn
from plan_cli.text import visible

FORMATS = ("table", "json", "csv", "markdown", "github", "gitlab", "junit", "sarif")


def check(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR",
            autocompletion=candidates.years,
            help="The year to judge, or a part of one: 2023, 2023-Q2, 2023-01/2023-07.",
        ),
    ],
    actuals: ActualsArgument,
    panel: PanelOptions,
    common: Common,
    profile: ProfileOption = "milestone",
    path: PathOption = None,
    indicator: IndicatorOption = None,
    fail_on: FailOnOption = FailOn.AUTO,
    compare: Annotated[bool, typer.Option("--compare", help="Every profile side by side.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="In JSON, every quantity of each verdict.")] = False,
    against: Annotated[
        Literal["in-force", "original"], typer.Option("--against", help="Which version of a revised target.")
    ] = "in-force",
    allow_empty: AllowEmptyOption = False,
    encoding: EncodingOption = None,
    emit: EmitOption = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Judge with what was published by that date.")
    ] = None,
    stdin_filename: StdinNameOption = None,
) -> int:
    """Are the actuals on track?

    Compares what was reported for a year with the milestones that the plan implies. With --by COLUMN the actuals are
    a panel (entity × indicator × year; a file, a glob, a folder) and each entity is judged.

    Examples:

      plan check 2023 data/actuals/changsha.csv

      plan check 2021 data/actuals/changsha.csv --path linear --fail-on any --format json
    """
    from plan_cli import api

    messages = messages_for(common.lang)
    plan = resolve_plan(common, messages)
    period = resolve_period(year)
    judged_year = resolve_year(year if period is None else str(period.end.year), plan, messages)
    date = None if as_of is None else resolve_date(as_of, messages)
    rules = resolve_profile(profile, plan, messages)
    ids = [resolve_indicator(plan, each, messages) for each in indicator or ()]
    judging: dict[str, Any] = {"profile": rules, "path": path, "indicators": ids}
    if panel.by:
        idle: dict[str, object] = {
            "--emit": emit,
            "--compare": compare,
            "--trace": trace,
            "--as-of": as_of,
            "--sheet": sheet,
        }
        idle |= {"--stdin-filename": stdin_filename, "--against": against == "original", year: period}
        refuse_idle_options(idle, messages)
        threshold = {"fail_on": fail_on, "allow_empty": allow_empty}
        return check_panel(plan, actuals, judged_year, panel, encoding, judging, threshold, common)
    reported = resolve_actuals(actuals, plan, messages, encoding, sheet, stdin_filename)
    for used in reported.inputs:
        if used.encoding not in (None, "utf-8") and encoding is None:
            print_note(messages.word("detected", file=visible(used.file), encoding=used.encoding), common.quiet)
    version: Literal["in_force", "original"] = "original" if against == "original" else "in_force"
    report = api.check(plan, reported, judged_year, period=period, as_of=date, against=version, **judging)
    report = replace(report, fail_on=fail_on, allow_empty=allow_empty, trace=trace)
    write_emits(report, emit or (), common, messages, FORMATS)
    if compare:
        return write_report(api.compare(plan, reported, report, indicators=ids), common, messages, TABLE_FORMATS)
    return write_report(report, common, messages, FORMATS)
