"""``plan report``: a report for reading, as a page, a workbook, a document or a memo."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from plan_cli.cli import candidates
from plan_cli.cli.errors import CannotRunError, messages_for, needs, refuse_options
from plan_cli.cli.figures import figures_for, last_year, resolve_actuals
from plan_cli.cli.option_groups import options_set
from plan_cli.cli.output import chosen_format, write_report
from plan_cli.cli.params import (
    ActualsArgument,
    AllowEmptyOption,
    AsOfOption,
    Common,
    FailOnOption,
    IndicatorOption,
    PanelOptions,
    PathOption,
    ProfileOption,
    Reading,
    YearOption,
)
from plan_cli.cli.progress import drawing
from plan_cli.cli.resolve import (
    profile_file,
    refuse_idle_path,
    resolve_audited,
    resolve_date,
    resolve_earlier,
    resolve_indicator,
    resolve_period,
    resolve_plan,
    resolve_profile,
    resolve_year,
    resolve_year_or_latest,
)
from plan_cli.cli.theme import resolve_theme
from plan_cli.exits import FailOn
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from plan_cli.model.observations import Period
    from plan_cli.model.plan import Plan
    from plan_cli.model.sources import Source
    from plan_cli.model.theme import Theme
    from plan_cli.report import Report

FORMATS = ("markdown", "html", "xlsx", "docx", "table")
#: What a workbook can print at the foot of a page.
LONGEST_FOOTER = 200
#: What each format needs: the extra and its modules.
EXTRAS = {"html": ("report", ("jinja2",)), "xlsx": ("xlsx", ("xlsxwriter",)), "docx": ("docx", ("docx", "resvg_py"))}


@dataclass(frozen=True, eq=False)
class Options:
    """What the report is about, by what its figures are judged, and how it looks."""

    year: YearOption = None
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="KEY", autocompletion=candidates.groups, help="Only this group of the plan."),
    ] = None
    indicator: IndicatorOption = None
    profile: ProfileOption = "milestone"
    path: PathOption = None
    fail_on: FailOnOption = FailOn.AUTO
    allow_empty: AllowEmptyOption = False
    form: Annotated[
        Literal["full", "summary", "midterm"],
        typer.Option("--form", help="The whole report, one page, or the table of a mid-term evaluation."),
    ] = "full"
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="This part of a year: 2023-Q2, 2023-01/2023-07.")
    ] = None
    as_of: AsOfOption = None
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="FILE", help="What changed since an earlier JSON result of plan check."),
    ] = None
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title; else the plan's.")] = None
    footer: Annotated[str | None, typer.Option("--footer", metavar="TEXT", help="A line at the foot.")] = None
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="FILE", help="Colour and fonts of an office, in a YAML file.")
    ] = None
    logo: Annotated[str | None, typer.Option("--logo", metavar="FILE", help="A logo, PNG.")] = None
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Serve the page on this machine, built anew when a file changes; till Ctrl-C."),
    ] = False
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, metavar="PORT", help="The port of --watch; else a free one."),
    ] = None

    @property
    def threshold(self) -> dict[str, Any]:
        """From which verdict on the run fails."""
        return {"fail_on": self.fail_on, "allow_empty": self.allow_empty}


def report(
    options: Options, reading: Reading, panel: PanelOptions, common: Common, actuals: ActualsArgument = None
) -> int:
    """A report for reading, for the plan, a year, a group or one indicator.

    With --by COLUMN the actuals are a panel and the report ranks its entities, indicator by indicator.
    The suffix of -o says what it becomes: .html, .xlsx, .docx or .md.

    Examples:

      plan report data/actuals/changsha.csv -o report.html

      plan report data/actuals/changsha.csv --year 2023 --group trade --lang zh -o trade.md

      plan report data/actuals/changsha.csv --year 2023 --form midterm --lang zh -o midterm.xlsx
    """
    messages = messages_for(common.lang)
    format = chosen_format(common, messages, FORMATS, "html" if options.watch else "markdown")
    if format in EXTRAS:
        needs(*EXTRAS[format], f"--format {format}", messages)
    if options.port is not None and not options.watch:
        raise CannotRunError(messages.text("usage_port"))
    if len(options.footer or "") > LONGEST_FOOTER:
        raise CannotRunError(messages.text("usage_footer", most=LONGEST_FOOTER))

    def built() -> tuple[Report, list[str]]:
        return _Built(options, reading, panel, common, actuals, messages).report()

    def looks() -> Theme:
        return resolve_theme(options.theme, options.logo, format, messages)

    if options.watch:
        from plan_cli.cli.watch import watch_report

        return watch_report(built, looks, format, common, options.port or 0, messages)
    looking = looks()
    return write_report(built()[0], common, messages, FORMATS, "markdown", theme=looking)


class _Built(NamedTuple):
    """One report made of what was asked; --watch makes it anew."""

    options: Options
    reading: Reading
    panel: PanelOptions
    common: Common
    actuals: list[str] | None
    messages: Messages

    def report(self) -> tuple[Report, list[str]]:
        """The report, and the files that it was made from."""
        options, messages = self.options, self.messages
        plan, audit = (
            (resolve_plan(self.common, messages), ()) if self.panel.by else resolve_audited(self.common, messages)
        )
        rules = resolve_profile(options.profile, plan, messages)
        refuse_idle_path(options.path, rules, messages)
        ids = _chosen(plan, options.indicator, options.group, messages)
        judging: dict[str, Any] = {"profile": rules, "path": options.path, "indicators": ids}
        sources = figures_for(self.actuals, plan, self.reading, messages)
        further = (options.since, profile_file(options.profile), options.theme, options.logo)
        files = [plan.file, *(source.file for source in sources), *(file for file in further if file)]
        if self.panel.by:
            return self._ranking(plan, sources, judging), files
        return self._full(plan, sources, judging | {"audit": audit}), files

    def _ranking(self, plan: Plan, sources: Sequence[Source], judging: Mapping[str, Any]) -> Report:
        """The entities of a panel, ranked."""
        from plan_cli.cli.panel import panel_source, rank_panel, rank_part
        from plan_cli.report.cover import Cover

        options, messages = self.options, self.messages
        idle: dict[str, object] = {"--form": options.form != "full", "--as-of": options.as_of, "--since": options.since}
        refuse_options(idle, "ranking_option", messages)
        source, threshold = panel_source(sources, self.reading, messages), options.threshold
        if options.period:
            part = _part(options.period, options.year, plan, messages)
            ranking = rank_part(plan, source, part, self.panel, judging, threshold, messages)
        else:
            # Entities may have reported up to different years.
            if options.year in (None, "latest"):
                raise CannotRunError(messages.text("ranking_year"))
            year, quiet = resolve_year(str(options.year), plan, messages), self.common.quiet
            ranking = rank_panel(plan, source, year, self.panel, judging, threshold, quiet, messages)
        return replace(ranking, cover=Cover(options.title or "", options.footer or ""))

    def _full(self, plan: Plan, sources: Sequence[Source], judging: dict[str, Any]) -> Report:
        """The indicators of the plan, in the form that was asked for: of a year, a part of one, or the newest one."""
        from plan_cli import api
        from plan_cli.report.cover import Cover
        from plan_cli.report.forms import FORMS

        options, messages = self.options, self.messages
        refuse_options(options_set(self.panel), "usage_needs_by", messages)
        day = None if options.as_of is None else resolve_date(options.as_of, messages)
        reported = resolve_actuals(sources, plan, self.reading, messages)
        if options.form == "midterm":
            idle = {"--period": options.period is not None, "--since": options.since is not None}
            refuse_options(idle, "usage_midterm", messages)
        since = options.since or ""
        earlier = resolve_earlier(since, messages) if since else None
        cover = Cover(options.title or "", options.footer or "", day, os.path.basename(since), earlier)
        part = None if options.period is None else _part(options.period, options.year, plan, messages)
        stated = str(part.end.year) if part else options.year or "latest"
        year, ids = resolve_year_or_latest(stated, plan, messages), judging["indicators"]
        if year == "latest" and last_year(plan, reported, ids) is None:
            raise CannotRunError(messages.text("usage_no_year"), reported.diagnostics)
        drawing(len(ids) or len(plan.indicators), messages, self.common.quiet)
        full = api.full_report(plan, reported, year, period=part, as_of=day, **judging)
        full = replace(full, check=replace(full.check, **options.threshold), cover=cover)
        return FORMS[options.form](full) if options.form in FORMS else full


def _chosen(plan: Plan, indicators: list[str] | None, group: str | None, messages: Messages) -> list[str]:
    """The ids of the indicators that are named or in the group; none for all."""
    ids = [resolve_indicator(plan, each, messages) for each in indicators or ()]
    if group is None:
        return ids
    group = next((key for key, label in plan.groups.items() if group in label.texts.values()), group)
    if group not in plan.groups:
        raise CannotRunError(messages.text("usage_group", got=group, known=list(plan.groups)))
    return ids + [each.id for each in plan.indicators if each.group == group]


def _part(period: str, year: str | None, plan: Plan, messages: Messages) -> Period:
    """The part of a year that is judged; it says the year itself."""
    part = resolve_period(period, plan)
    if part is None and resolve_period(period) is not None:
        raise CannotRunError(messages.text("usage_part_of_fiscal_year", got=period))
    if part is None:
        raise CannotRunError(messages.text("usage_period", got=period))
    if year is not None:
        raise CannotRunError(messages.text("usage_period_year", period=period, year=year))
    return part
