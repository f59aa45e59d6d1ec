"""``plan template``: an actuals file to fill in."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import out, save
from plan_cli.cli.params import Common, Option
from plan_cli.cli.resolve import the_plan, year_of_plan

FORMATS = ("csv", "xlsx")


def template(
    common: Common,
    year: Annotated[str | None, Option("--year", metavar="YEAR", help="Only this year; else all.")] = None,
    wide: Annotated[bool, Option("--wide", help="One column a year.")] = False,
    excel: Annotated[bool, Option("--excel", help="CSV with a byte-order mark and CRLF.")] = False,
) -> int:
    """An actuals file to fill in.

    CSV, or XLSX with drop-downs and notes in the cells. plan check reads it as it is.

    Examples:

      plan template --year 2024 -o actuals-2024.xlsx

      plan template --wide -o actuals.csv
    """
    from plan_cli import api

    messages = messages_for(common.lang)
    plan = the_plan(common, messages)
    asked = None if year is None else year_of_plan(year, plan, messages)
    to_file = common.output is not None and common.output != "-"
    format = common.format or (PurePath(common.output or "").suffix.lower().lstrip(".") if to_file else "csv")
    if format not in FORMATS:
        raise CannotRunError(messages.word("usage_format", got=format, known=list(FORMATS)))
    if format == "xlsx" and not to_file:
        raise CannotRunError(messages.word("usage_binary", format=format))
    content = api.template(plan, messages.language, asked, wide=wide, format=format, excel=excel)
    if content is None:
        from plan_cli.diagnostics import Diagnostic

        missing = Diagnostic(
            "PLN322", {"file": common.output, "format": "XLSX", "library": "openpyxl", "extra": "xlsx"}
        )
        raise CannotRunError(f"{messages.message(missing)} ({messages.hint(missing)})")
    if to_file:
        save(str(common.output), content)
    else:
        out(content.decode(), machine=True)
    return 0
