"""``plan report``: a report for reading, as a page, a workbook, a document or a memo."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

import typer

from plan_cli.cli import candidates
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.extras import needs
from plan_cli.cli.output import chosen_format, write_report
from plan_cli.cli.params import (
    ActualsArgument,
    AllowEmptyOption,
    Common,
    FailOnOption,
    IndicatorOption,
    PathOption,
    ProfileOption,
    Reading,
    YearOption,
)
from plan_cli.cli.progress import drawing
from plan_cli.cli.resolve import (
    figures_for,
    last_year,
    refuse_idle_path,
    resolve_actuals,
    resolve_indicator,
    resolve_plan,
    resolve_profile,
    resolve_year_or_latest,
)
from plan_cli.exits import FailOn

FORMATS = ("markdown", "html", "xlsx", "docx", "table")
#: What each format needs: the extra and its modules.
EXTRAS = {
    "html": ("report", ("jinja2",)),
    "xlsx": ("xlsx", ("xlsxwriter",)),
    "docx": ("docx", ("docx", "jinja2", "resvg_py")),
}


def report(
    reading: Reading,
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
) -> int:
    """A report for reading, for the plan, a year, a group or one indicator.

    The suffix of -o says what it becomes: .html, .xlsx, .docx or .md.

    Examples:

      plan report data/actuals/changsha.csv -o report.html

      plan report data/actuals/changsha.csv --year 2023 --group trade --lang zh -o trade.md

      plan report data/actuals/changsha.csv --year 2023 --form midterm --lang zh -o midterm.xlsx
    """
    from plan_cli import api
    from plan_cli.inputs import STDIN
    from plan_cli.planfile.loading import load
    from plan_cli.report.forms import FORMS
    from plan_cli.rules import audit as audit_rules

    messages = messages_for(common.lang)
    format = chosen_format(common, messages, FORMATS, "markdown")
    if format in EXTRAS:
        needs(*EXTRAS[format], f"--format {format}", messages)
    plan = resolve_plan(common, messages)
    rules = resolve_profile(profile, plan, messages)
    refuse_idle_path(path, rules, messages)
    ids = [resolve_indicator(plan, each, messages) for each in indicator or ()]
    if group is not None:
        group = next((key for key, label in plan.groups.items() if group in label.texts.values()), group)
        if group not in plan.groups:
            raise CannotRunError(messages.text("usage_group", got=group, known=list(plan.groups)))
        ids += [each.id for each in plan.indicators if each.group == group]
    reported = resolve_actuals(figures_for(actuals, plan, reading, messages), plan, reading, messages)
    judged_year = resolve_year_or_latest(year or "latest", plan, messages)
    if year is None and last_year(plan, reported, ids) is None:
        raise CannotRunError(messages.text("usage_no_year"), reported.diagnostics)
    audit = load(plan.file, audit_rules).diagnostics if plan.file != STDIN else ()
    drawing(len(ids) or len(plan.indicators), messages, common.quiet)
    full = api.full_report(plan, reported, judged_year, profile=rules, path=path, indicators=ids, audit=audit)
    check = replace(full.check, fail_on=fail_on, allow_empty=allow_empty)
    full = replace(full, check=check)
    return write_report(FORMS[form](full) if form in FORMS else full, common, messages, FORMATS, "markdown")
