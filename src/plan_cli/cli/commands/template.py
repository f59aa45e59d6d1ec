"""``plan template``: an actuals file to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from plan_cli.cli.errors import CannotRunError, cannot_run, messages_for
from plan_cli.cli.output import chosen_format, write_result
from plan_cli.cli.params import ForceOption, PlanResult, year_option
from plan_cli.cli.resolve import resolve_plan, resolve_year

FORMATS = ("csv", "xlsx")


def template(
    common: PlanResult,
    year: Annotated[str | None, year_option("Only this year; else all.")] = None,
    wide: Annotated[bool, typer.Option("--wide", help="One column a year.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with a byte-order mark and CRLF.")] = False,
    force: ForceOption = False,
) -> int:
    """An actuals file to fill in.

    CSV, or XLSX with drop-downs and notes in the cells. plan check reads it as it is.

    Examples:

      plan template --year 2024 -o actuals-2024.xlsx

      plan template --wide -o actuals.csv
    """
    from plan_cli import api

    messages = messages_for(common.lang)
    plan = resolve_plan(common, messages)
    only_year = None if year is None else resolve_year(year, plan, messages)
    format = chosen_format(common, messages, FORMATS, "csv")
    if format == "xlsx" and common.file is None:
        raise CannotRunError(messages.text("usage_binary", format=format))
    if excel and format != "csv":
        raise CannotRunError(messages.text("usage_no_use", option="--excel", file=common.file, format=format))
    content = api.template(plan, messages.language, only_year, wide=wide, format=format, excel=excel)
    if content is None:
        from plan_cli.diagnostics import Diagnostic

        facts = {"file": common.output, "format": "XLSX", "library": "openpyxl", "extra": "xlsx"}
        raise cannot_run(Diagnostic("PLN322", facts), messages)
    write_result(content, common, force=force)
    return 0
