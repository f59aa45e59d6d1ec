"""``plan forecast``: where each indicator lands in the target year, and the rate needed from now."""

from __future__ import annotations

from typing import Annotated

from plan_cli.cli.commands.check import unable
from plan_cli.cli.errors import choice, messages_for
from plan_cli.cli.output import deliver
from plan_cli.cli.params import Argument, Common, Option
from plan_cli.cli.resolve import known_id, the_plan, year_of_plan

FORMATS = ("table", "json", "csv", "markdown")


def forecast(
    actuals: Annotated[str, Argument(metavar="ACTUALS", help="What was reported: a CSV file, or - for stdin.")],
    common: Common,
    year: Annotated[
        str | None, Option("--year", metavar="YEAR", help="Use only figures up to this year; else all.")
    ] = None,
    path: Annotated[
        str | None, Option("--path", metavar="SHAPE", help="Another reading of the way: linear, stated …")
    ] = None,
    indicator: Annotated[
        list[str] | None, Option("--indicator", metavar="ID", help="Only this one; repeatable.")
    ] = None,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
) -> int:
    """Where it lands if it goes on, and what is needed from now.

    Arithmetic on what was reported, not prophecy.

    Examples:

      plan forecast data/actuals/changsha.csv

      plan forecast data/actuals/changsha.csv --year 2021 --indicator fdi --format json
    """
    from plan_cli import api
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.model.paths import SHAPES

    messages = messages_for(common.lang)
    if path is not None:
        choice(path, "--path", SHAPES, messages)
    plan = the_plan(common, messages)
    until = None if year is None else year_of_plan(year, plan, messages)
    ids = [known_id(plan, each, messages) for each in indicator or ()]
    read = api.read_actuals(actuals, plan, ReadOptions(encoding=encoding))
    unable(read.diagnostics, messages)
    return deliver(api.forecast(plan, read, year=until, path=path, indicators=ids), common, messages, FORMATS)
