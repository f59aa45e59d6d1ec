"""``plan report``: a report for reading, as a page, a workbook or a memo."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from plan_cli.cli.commands.check import unable
from plan_cli.cli.errors import CannotRunError, choice, messages_for
from plan_cli.cli.extras import needs
from plan_cli.cli.output import chosen_format, deliver
from plan_cli.cli.params import Argument, Common, Option
from plan_cli.cli.progress import drawing
from plan_cli.cli.resolve import known_id, known_profile, the_plan, year_of_plan
from plan_cli.exits import FailOn

FORMATS = ("markdown", "html", "xlsx")
#: What each format needs: the extra and its modules.
EXTRAS = {"html": ("report", ("jinja2",)), "xlsx": ("xlsx", ("xlsxwriter",))}


def report(
    actuals: Annotated[str, Argument(metavar="ACTUALS", help="What was reported: a file, or - for stdin.")],
    common: Common,
    year: Annotated[
        str | None, Option("--year", metavar="YEAR", help="The year to judge; else the last one reported.")
    ] = None,
    group: Annotated[str | None, Option("--group", metavar="KEY", help="Only this group of the plan.")] = None,
    indicator: Annotated[
        list[str] | None, Option("--indicator", metavar="ID", help="Only this one; repeatable.")
    ] = None,
    profile: Annotated[str, Option("--profile", metavar="NAME|FILE", help="The rules to judge by.")] = "milestone",
    path: Annotated[str | None, Option("--path", metavar="SHAPE", help="Another reading of the way.")] = None,
    fail_on: Annotated[
        str, Option("--fail-on", metavar="auto|binding|any|never", help="What makes the exit code 1.")
    ] = "auto",
    allow_empty: Annotated[bool, Option("--allow-empty", help="Exit 0 where nothing could be judged.")] = False,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
    stdin_filename: Annotated[
        str | None, Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = None,
) -> int:
    """A report for reading, for the plan, a year, a group or one indicator.

    The suffix of -o says what it becomes: .html, .xlsx or .md.

    Examples:

      plan report data/actuals/changsha.csv -o report.html

      plan report data/actuals/changsha.csv --year 2023 --group trade --lang zh -o trade.md
    """
    from plan_cli import api
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.inputs import STDIN
    from plan_cli.model.paths import SHAPES

    messages = messages_for(common.lang)
    threshold = FailOn(choice(fail_on, "--fail-on", tuple(FailOn), messages))
    if path is not None:
        choice(path, "--path", SHAPES, messages)
    format = chosen_format(common, messages, FORMATS, "markdown")
    if format in EXTRAS:
        needs(*EXTRAS[format], f"--format {format}", messages)
    plan = the_plan(common, messages)
    rules = known_profile(profile, plan, messages)
    ids = [known_id(plan, each, messages) for each in indicator or ()]
    if group is not None:
        if group not in plan.groups:
            raise CannotRunError(messages.word("usage_group", got=group, known=list(plan.groups)))
        ids += [each.id for each in plan.indicators if each.group == group]
    read = api.read_actuals(actuals, plan, ReadOptions(encoding=encoding), stdin_filename)
    unable(read.diagnostics, messages)
    asked = year_of_plan(year, plan, messages) if year else last_year(plan, read, ids)
    if asked is None:
        raise CannotRunError(messages.word("usage_no_year"), read.diagnostics)
    audit = api.validate(plan.file).diagnostics if plan.file != STDIN else ()
    drawing(len(ids) or len(plan.indicators), messages, common.quiet)
    made = api.full_report(plan, read, asked, profile=rules, path=path, indicators=ids, audit=audit)
    judged = replace(made.check, fail_on=threshold, allow_empty=allow_empty)
    return deliver(replace(made, check=judged), common, messages, FORMATS, "markdown")


def last_year(plan, read, ids) -> int | None:  # type: ignore[no-untyped-def]
    """The last year of the plan of which anything but a forecast was reported."""
    rows = [row for row in read.rows if row.value is not None and row.status != "F"]
    years = {row.year for row in rows if not ids or row.indicator in ids}
    return max((year for year in years if year in plan.years), default=None)
