"""``plan report``: a report for reading, as a page, a workbook, a document or a memo."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from plan_cli.cli import candidates
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.extras import needs
from plan_cli.cli.output import chosen_format, write_report
from plan_cli.cli.panel import PanelOptions, rank_panel, refuse_idle_options, refuse_panel_options
from plan_cli.cli.params import (
    ActualsArgument,
    AllowEmptyOption,
    AsOfOption,
    Common,
    FailOnOption,
    IndicatorOption,
    PathOption,
    ProfileOption,
    Reading,
    YearOption,
    options_set,
)
from plan_cli.cli.progress import drawing
from plan_cli.cli.resolve import (
    figures_for,
    last_year,
    refuse_idle_path,
    resolve_actuals,
    resolve_date,
    resolve_earlier,
    resolve_indicator,
    resolve_period,
    resolve_plan,
    resolve_profile,
    resolve_year,
    resolve_year_or_latest,
)
from plan_cli.exits import FailOn
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from plan_cli.model.observations import Period
    from plan_cli.model.plan import Plan

FORMATS = ("markdown", "html", "xlsx", "docx", "table")
#: What a workbook can print at the foot of a page.
LONGEST_FOOTER = 200
#: What each format needs: the extra and its modules.
EXTRAS = {
    "html": ("report", ("jinja2",)),
    "xlsx": ("xlsx", ("xlsxwriter",)),
    "docx": ("docx", ("docx", "jinja2", "resvg_py")),
}


def report(
    reading: Reading,
    panel: PanelOptions,
    common: Common,
    actuals: ActualsArgument = None,
    year: YearOption = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="KEY", autocompletion=candidates.groups, help="Only this group of the plan."),
    ] = None,
    indicator: IndicatorOption = None,
    profile: ProfileOption = "milestone",
    path: PathOption = None,
    fail_on: FailOnOption = FailOn.AUTO,
    allow_empty: AllowEmptyOption = False,
    form: Annotated[
        Literal["full", "summary", "midterm"],
        typer.Option("--form", help="The whole report, one page, or the table of a mid-term evaluation."),
    ] = "full",
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="This part of a year: 2023-Q2, 2023-01/2023-07.")
    ] = None,
    as_of: AsOfOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="FILE", help="What changed since an earlier JSON result of plan check."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title; else the plan's.")] = None,
    footer: Annotated[str | None, typer.Option("--footer", metavar="TEXT", help="A line at the foot.")] = None,
) -> int:
    """A report for reading, for the plan, a year, a group or one indicator.

    With --by COLUMN the actuals are a panel and the report ranks its entities, indicator by indicator.
    The suffix of -o says what it becomes: .html, .xlsx, .docx or .md.

    Examples:

      plan report data/actuals/changsha.csv -o report.html

      plan report data/actuals/changsha.csv --year 2023 --group trade --lang zh -o trade.md

      plan report data/actuals/changsha.csv --year 2023 --form midterm --lang zh -o midterm.xlsx
    """
    from plan_cli import api
    from plan_cli.inputs import STDIN
    from plan_cli.planfile.loading import load
    from plan_cli.report.cover import Cover
    from plan_cli.report.forms import FORMS
    from plan_cli.rules import audit as audit_rules

    messages = messages_for(common.lang)
    format = chosen_format(common, messages, FORMATS, "markdown")
    if format in EXTRAS:
        needs(*EXTRAS[format], f"--format {format}", messages)
    plan = resolve_plan(common, messages)
    day = None if as_of is None else resolve_date(as_of, messages)
    rules = resolve_profile(profile, plan, messages)
    refuse_idle_path(path, rules, messages)
    ids = [resolve_indicator(plan, each, messages) for each in indicator or ()]
    if group is not None:
        group = next((key for key, label in plan.groups.items() if group in label.texts.values()), group)
        if group not in plan.groups:
            raise CannotRunError(messages.text("usage_group", got=group, known=list(plan.groups)))
        ids += [each.id for each in plan.indicators if each.group == group]
    if panel.by:
        idle = {"--form": form != "full", "--period": period, "--as-of": as_of, "--since": since}
        idle |= {option: option not in ("--encoding", "--allow-outside") for option in options_set(reading)}
        refuse_idle_options(idle, messages, "ranking_option")
        cover, judging = Cover(title or "", footer or ""), {"profile": rules, "path": path, "indicators": ids}
        sources, judged = figures_for(actuals, plan, reading, messages), _ranked_year(year, plan, messages)
        if len(sources) > 1:
            raise CannotRunError(messages.text("panel_one_file"))
        threshold = {"fail_on": fail_on, "allow_empty": allow_empty}
        ranking = rank_panel(
            plan, sources[0].file, judged, panel, reading.encoding, judging, threshold, common.quiet, messages
        )
        return write_report(replace(ranking, cover=cover), common, messages, FORMATS, "markdown")
    refuse_panel_options(panel, messages)
    reported = resolve_actuals(figures_for(actuals, plan, reading, messages), plan, reading, messages)
    if period is not None and form == "midterm":
        raise CannotRunError(messages.text("usage_period_midterm"))
    part = None if period is None else _part(period, year, messages)
    judged_year = resolve_year_or_latest(str(part.end.year) if part else year or "latest", plan, messages)
    if judged_year == "latest" and last_year(plan, reported, ids) is None:
        raise CannotRunError(messages.text("usage_no_year"), reported.diagnostics)
    audit = load(plan.file, audit_rules).diagnostics if plan.file != STDIN else ()
    drawing(len(ids) or len(plan.indicators), messages, common.quiet)
    full = api.full_report(
        plan, reported, judged_year, profile=rules, path=path, indicators=ids, period=part, as_of=day, audit=audit
    )
    check = replace(full.check, fail_on=fail_on, allow_empty=allow_empty)
    if len(footer or "") > LONGEST_FOOTER:
        raise CannotRunError(messages.text("usage_footer", most=LONGEST_FOOTER))
    cover = Cover(title or "", footer or "", day, *_earlier(since, messages))
    full = replace(full, check=check, cover=cover)
    return write_report(FORMS[form](full) if form in FORMS else full, common, messages, FORMATS, "markdown")


def _part(period: str, year: str | None, messages: Messages) -> Period:
    """The part of a year that is judged; it says the year itself."""
    part = resolve_period(period)
    if part is None:
        raise CannotRunError(messages.text("usage_period", got=period))
    if year is not None:
        raise CannotRunError(messages.text("usage_period_year", period=period, year=year))
    return part


def _ranked_year(year: str | None, plan: Plan, messages: Messages) -> int:
    """The year of a ranking, which has to be named: entities may have reported up to different ones."""
    if year in (None, "latest"):
        raise CannotRunError(messages.text("ranking_year"))
    return resolve_year(str(year), plan, messages)


def _earlier(file: str | None, messages: Messages) -> tuple[str, Mapping[str, Any] | None]:
    """The name of the earlier result, and what it says."""
    if file is None:
        return "", None
    return os.path.basename(file), resolve_earlier(file, messages)
