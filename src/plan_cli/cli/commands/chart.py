"""``plan chart``: a picture of one indicator, or of all on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan_cli.cli.errors import CannotRunError, messages_for, needs
from plan_cli.cli.figures import known_actuals, last_year, resolve_actuals
from plan_cli.cli.output import chosen_format, note_diagnostics, write_result
from plan_cli.cli.params import ActualsOption, PlanResult, Reading, YearOption, indicator_argument
from plan_cli.cli.progress import drawing
from plan_cli.cli.resolve import resolve_indicator, resolve_plan, resolve_year
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.inputs import read_bytes

if TYPE_CHECKING:
    from plan_cli.report.full import FullReport

#: What each format needs: the extra and its modules.
EXTRAS = {"png": ("png", ("resvg_py",))}
FORMATS = ("svg", "png")
#: How the files of fonts begin: TrueType, OpenType, and several in one.
FONTS = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")


def chart(
    reading: Reading,
    common: PlanResult,
    id: Annotated[str | None, indicator_argument("One indicator; else all on one sheet.")] = None,
    actuals: ActualsOption = None,
    year: YearOption = None,
    font: Annotated[str | None, typer.Option("--font", metavar="FILE", help="A font file for .png.")] = None,
) -> int:
    """A picture of one indicator's path, bands and actuals, or of all on one sheet.

    Examples:

      plan chart trade-total --actuals data/actuals/changsha.csv -o trade.svg

      plan chart --actuals data/actuals/changsha.csv --year 2023 --lang zh -o overview.svg
    """
    from plan_cli import api
    from plan_cli.codes import Severity
    from plan_cli.diagnostics import about, any_errors

    messages = messages_for(common.lang)
    format = chosen_format(common, messages, FORMATS, "svg")
    if format in EXTRAS:
        needs(*EXTRAS[format], f".{format}", messages)
    if font is not None and format != "png":
        raise CannotRunError(messages.text("usage_no_use", option="--font", file=common.output or "-", format=format))
    if font is not None:
        _refuse_no_font(font, messages)
    plan = resolve_plan(common, messages)
    ids = [] if id is None else [resolve_indicator(plan, id, messages)]
    reported = resolve_actuals(actuals or known_actuals(plan, messages, reading.allow_outside), plan, reading, messages)
    judged_year = resolve_year(year, plan, messages) if year else last_year(plan, reported, ids) or plan.target_year
    drawing(len(ids) or len(plan.indicators), messages, common.quiet)
    full = api.full_report(plan, reported, judged_year, indicators=ids)
    write_result(_drawn(full, id, format, font, messages), common)
    found = about(full.diagnostics, ids[0]) if ids else full.diagnostics
    note_diagnostics([each for each in found if each.severity is not Severity.INFO], messages)
    return ExitCode.FOUND if any_errors(found) else ExitCode.OK


def _refuse_no_font(file: str, messages: Messages) -> None:
    """Stop at a file that the picture would be drawn without."""
    begins = read_bytes(file, 4)
    if not isinstance(begins, bytes):
        raise CannotRunError(messages.message(begins), (begins,))
    if begins not in FONTS:
        raise CannotRunError(messages.text("usage_font_file", file=file))


def _drawn(full: FullReport, id: str | None, format: str, font: str | None, messages: Messages) -> bytes:
    from plan_cli.render.chart.svg import overview, svg
    from plan_cli.report.yearly_values import yearly_values

    pictures = [chart for history in full.histories if (chart := history.chart)]
    if id is None:
        if not pictures:
            raise CannotRunError(messages.text("usage_no_pictures"))
        plan, year = full.plan, full.check.year
        drawn = overview(
            pictures,
            messages.text("title_overview", title=plan.title.in_language(messages.language), year=year),
            messages,
        )
    elif pictures:
        drawn = svg(pictures[0], messages)
    else:
        indicator = full.histories[0].result.indicator
        reason = messages.reason(yearly_values(indicator).reason)
        raise CannotRunError(messages.text("usage_no_picture", id=id, reason=reason))
    if format == "svg":
        return drawn.encode("utf-8")
    from plan_cli.render.chart.png import png

    content = png(drawn, font)
    if content is None:
        raise CannotRunError(messages.text("usage_font"))
    return content
