"""``plan chart``: a picture of one indicator, or of all on one sheet."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

from plan_cli.cli.commands.check import unable
from plan_cli.cli.commands.report import last_year
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.extras import needs
from plan_cli.cli.output import out, save
from plan_cli.cli.params import Argument, Common, Option
from plan_cli.cli.progress import drawing
from plan_cli.cli.resolve import known_id, the_plan, usual_actuals, year_of_plan
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from plan_cli.report.full import FullReport

#: What each format needs: the extra and its modules.
EXTRAS = {"svg": ("report", ("jinja2",)), "png": ("png", ("jinja2", "resvg_py"))}
FORMATS = tuple(EXTRAS)


def chart(
    common: Common,
    id: Annotated[str | None, Argument(metavar="[ID]", help="One indicator; else all on one sheet.")] = None,
    actuals: Annotated[
        str | None, Option("--actuals", metavar="FILE", help="What was reported; else what the plan names.")
    ] = None,
    year: Annotated[
        str | None, Option("--year", metavar="YEAR", help="The year to judge; else the last one reported.")
    ] = None,
    font: Annotated[str | None, Option("--font", metavar="FILE", help="A font file for .png.")] = None,
    encoding: Annotated[str | None, Option("--encoding", help="The encoding of the actuals file.")] = None,
) -> int:
    """A picture of one indicator's path, bands and actuals, or of all on one sheet.

    Examples:

      plan chart trade-total --actuals data/actuals/changsha.csv -o trade.svg

      plan chart --actuals data/actuals/changsha.csv --year 2023 --lang zh -o overview.svg
    """
    from plan_cli import api
    from plan_cli.datafile.table import ReadOptions
    from plan_cli.model.observations import Actuals

    messages = messages_for(common.lang)
    format = _format(common, messages)
    extra, modules = EXTRAS[format]
    needs(extra, modules, f".{format}", messages)
    if font is not None and not os.path.isfile(font):
        raise CannotRunError(f"{font}: {messages.problems['missing_file']}")
    plan = the_plan(common, messages)
    ids = [] if id is None else [known_id(plan, id, messages)]
    file = actuals or usual_actuals(plan)
    read = api.read_actuals(file, plan, ReadOptions(encoding=encoding)) if file else Actuals()
    unable(read.diagnostics, messages)
    asked = year_of_plan(year, plan, messages) if year else last_year(plan, read, ids) or plan.target_year
    drawing(len(ids) or len(plan.indicators), messages, common.quiet)
    made = api.full_report(plan, read, asked, indicators=ids)
    content = _drawn(made, id, format, font, messages)
    if common.output and common.output != "-":
        save(common.output, content)
    else:
        out(content, machine=True)
    return 0


def _format(common: Common, messages: Messages) -> str:
    """svg or png: as named, else by the suffix of the output file; svg on stdout."""
    to_file = bool(common.output and common.output != "-")
    suffix = PurePath(common.output or "").suffix.lower().lstrip(".") if to_file else "svg"
    format = common.format or suffix
    if format not in FORMATS:
        raise CannotRunError(messages.word("usage_format", got=format, known=list(FORMATS)))
    return format


def _drawn(made: FullReport, id: str | None, format: str, font: str | None, messages: Messages) -> bytes:
    from plan_cli.render.chart.svg import overview, svg
    from plan_cli.report.milestones import lay

    pictures = [picture for reading in made.readings if (picture := reading.picture)]
    if id is None:
        if not pictures:
            raise CannotRunError(messages.word("usage_no_pictures"))
        plan, year = made.plan, made.check.year
        drawn = overview(
            pictures,
            messages.word("title_overview", title=plan.title.in_language(messages.language), year=year),
            messages,
        )
    elif pictures:
        drawn = svg(pictures[0], messages)
    else:
        indicator = made.readings[0].judged.indicator
        raise CannotRunError(messages.word("usage_no_picture", id=id, reason=messages.reason(lay(indicator).reason)))
    if format == "svg":
        return drawn.encode("utf-8")
    from plan_cli.render.chart.png import png

    content = png(drawn, font)
    if content is None:
        raise CannotRunError(messages.word("usage_font"))
    return content
