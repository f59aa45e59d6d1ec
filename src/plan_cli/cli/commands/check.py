"""``plan check``: are the actuals on track? The main job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from plan_cli.cli import candidates
from plan_cli.cli.baseline import BaselineOption, WriteBaselineOption, without_known, write_baseline
from plan_cli.cli.errors import CannotRunError, messages_for, refuse_options
from plan_cli.cli.figures import figures_for, resolve_actuals
from plan_cli.cli.option_groups import options_set, words_of
from plan_cli.cli.output import further_files, print_note, refuse_idle_force, write_emits, write_report
from plan_cli.cli.params import (
    TABLE_FORMATS,
    ActualsArgument,
    AllowEmptyOption,
    AsOfOption,
    Common,
    EmitOption,
    FailOnOption,
    ForceOption,
    IndicatorOption,
    Look,
    MaxErrorsOption,
    PanelOptions,
    PathOption,
    Reading,
    profile_option,
)
from plan_cli.cli.plans import FORMATS as PLANS_FORMATS
from plan_cli.cli.plans import Request, check_many, several_plans
from plan_cli.cli.resolve import (
    refuse_idle_path,
    resolve_date,
    resolve_earlier,
    resolve_indicator,
    resolve_judged,
    resolve_period,
    resolve_plan,
    resolve_profile,
)
from plan_cli.exits import FailOn
from plan_cli.i18n import Messages
from plan_cli.text import visible

if TYPE_CHECKING:
    from plan_cli.model.observations import Period
    from plan_cli.model.plan import Plan
    from plan_cli.model.sources import Source
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report.check import CheckReport

FORMATS = (*TABLE_FORMATS, "full", "concise", "github", "gitlab", "junit", "sarif", "badge")
#: The formats that show the verdicts of an earlier result.
WITH_EARLIER = ("table", "json", "markdown")


@dataclass(frozen=True, eq=False)
class Options:
    """By what the figures are judged, and what is made of the verdicts."""

    profile: Annotated[
        list[str] | None, profile_option("The rules to judge by, with --compare several; else milestone. Built in:")
    ] = None
    path: PathOption = None
    indicator: IndicatorOption = None
    fail_on: FailOnOption = FailOn.AUTO
    compare: Annotated[bool, typer.Option("--compare", help="Every profile side by side.")] = False
    trace: Annotated[bool, typer.Option("--trace", help="In JSON, every quantity of each verdict.")] = False
    against: Annotated[
        Literal["in-force", "original"], typer.Option("--against", help="Which version of a revised target.")
    ] = "in-force"
    allow_empty: AllowEmptyOption = False
    max_errors: MaxErrorsOption = None
    emit: EmitOption = None
    baseline: BaselineOption = None
    write_known: WriteBaselineOption = None
    force: ForceOption = False
    as_of: AsOfOption = None
    since: Annotated[
        str | None, typer.Option("--since", metavar="FILE", help="Show the verdicts of an earlier JSON result.")
    ] = None

    @property
    def profiles(self) -> list[str]:
        """The rules to judge by; the first ones are those of the result."""
        return self.profile or ["milestone"]

    @property
    def version(self) -> Literal["in_force", "original"]:
        """The version of a revised target, as the library calls it."""
        return "original" if self.against == "original" else "in_force"

    def of_plans(self, year: str) -> Request:
        """What is asked of each of many plans."""
        first = self.profiles[0]
        return Request(year, first, self.path, self.as_of, self.version, self.fail_on, self.allow_empty, self.trace)


def check(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR",
            autocompletion=candidates.years,
            help="The year to judge, a part of one, or latest: 2023, 2023-Q2, 2023-01/2023-07.",
        ),
    ],
    options: Options,
    reading: Reading,
    panel: PanelOptions,
    common: Common,
    look: Look,
    actuals: ActualsArgument = None,
) -> int:
    """Are the actuals on track?

    Compares what was reported for a year with the milestones that the plan implies. With --by COLUMN the actuals are
    a panel (entity × indicator × year; a file, a glob, a folder) and each entity is judged. With --plan FOLDER or GLOB
    many plans are checked, each with its own actuals, and ranked.

    Examples:

      plan check 2023 data/actuals/changsha.csv

      plan check latest data/actuals/changsha.csv

      plan check 2021 data/actuals/changsha.csv --path linear --fail-on any --format json
    """
    messages = messages_for(common.lang)
    several = several_plans(common.plan, messages)
    others = (common.file, options.write_known)
    further = further_files(options.emit or (), others, PLANS_FORMATS if several else FORMATS, messages)
    _refuse_contradictions(options, common, further, messages)
    if several:
        refuse_options(options_set(panel), "usage_needs_by", messages)
        single: dict[str, object] = {
            "ACTUALS": actuals, "--indicator": options.indicator, "--compare": options.compare,
            "--since": options.since, "--baseline": options.baseline, "--write-baseline": options.write_known,
            **{option: option != "--allow-outside" for option in options_set(reading)},
        }  # fmt: skip
        refuse_options(single, "usage_one_plan", messages)
        return check_many(several, options.of_plans(year), reading, further, common, look, messages)
    run = _Check(options, reading, common, look, further, messages, resolve_plan(common, messages), year, actuals)
    # A word in the place of the year is told before what is missing after it.
    run.judged_year()
    figures = figures_for(actuals, run.plan, reading, messages)
    if panel.by:
        return run.of_entities(panel, figures)
    refuse_options(options_set(panel), "usage_needs_by", messages)
    return run.of_indicators(figures)


def _refuse_contradictions(
    options: Options, common: Common, further: Sequence[tuple[str, str]], messages: Messages
) -> None:
    """Stop at an option that the others leave nothing to do for."""
    refuse_idle_force(options.force, "--write-baseline FILE", options.write_known, messages)
    if len(options.profiles) > 1 and not options.compare:
        raise CannotRunError(messages.text("usage_needs_compare"))
    if options.trace and not _writes(("json",), common, further):
        raise CannotRunError(messages.text("usage_needs_json"))
    if options.since is not None and (options.compare or not _writes(WITH_EARLIER, common, further)):
        raise CannotRunError(messages.text("usage_since_shown", formats=list(WITH_EARLIER)))


class _Check(NamedTuple):
    """One plan checked: what was asked of it, and how it is to be shown."""

    options: Options
    reading: Reading
    common: Common
    look: Look
    further: Sequence[tuple[str, str]]
    messages: Messages
    plan: Plan
    year: str
    actuals: list[str] | None

    @property
    def explained_with(self) -> tuple[str, ...]:
        """The words with which ``plan explain`` judges the same figures by the same rule."""
        options = self.options
        rule = ("--profile", options.profile[0]) if options.profile else ()
        # One verdict is explained by one file.
        figures = ("--actuals", *self.actuals) if self.actuals and len(self.actuals) == 1 else ()
        path = () if options.path is None else ("--path", str(options.path))
        reading = replace(self.reading, verbose=False)
        return ("--plan", self.plan.file, *figures, *words_of(reading), *rule, *path)

    @property
    def threshold(self) -> dict[str, Any]:
        """From which verdict on the run fails."""
        return {"fail_on": self.options.fail_on, "allow_empty": self.options.allow_empty}

    def judging(self) -> tuple[dict[str, Any], Sequence[Profile]]:
        """The rules, path and indicators of the result, and the rules that it is compared with."""
        options, plan, messages = self.options, self.plan, self.messages
        rules, *others = [resolve_profile(each, plan, messages) for each in options.profiles]
        ids = [resolve_indicator(plan, each, messages) for each in options.indicator or ()]
        refuse_idle_path(options.path, rules, messages)
        return {"profile": rules, "path": options.path, "indicators": ids}, others

    def judged_year(self) -> tuple[int | Literal["latest"], Period | None]:
        """The year, and which part of it."""
        return resolve_judged(self.year, self.plan, self.messages)

    def of_entities(self, panel: PanelOptions, figures: Sequence[Source]) -> int:
        """Each entity of a panel."""
        from plan_cli.cli.panel import check_panel, panel_source

        options, year = self.options, self.judged_year()[0]
        judging, _ = self.judging()
        idle: dict[str, object] = {
            "--emit": options.emit, "--compare": options.compare, "--trace": options.trace, "--as-of": options.as_of,
            "--against": options.against == "original", "--since": options.since, "--max-errors": options.max_errors,
            "--baseline": options.baseline, "--write-baseline": options.write_known,
        }  # fmt: skip
        refuse_options(idle, "panel_option", self.messages)
        if resolve_period(self.year, self.plan):
            raise CannotRunError(self.messages.text("panel_part", period=self.year))
        source = panel_source(figures, self.reading, self.messages)
        return check_panel(self.plan, source, year, panel, judging, self.threshold, self.common, self.look)

    def of_indicators(self, figures: Sequence[Source]) -> int:
        """Each indicator of the plan."""
        from plan_cli import api

        options, common, messages = self.options, self.common, self.messages
        year, period = self.judged_year()
        date = None if options.as_of is None else resolve_date(options.as_of, messages)
        judging, others = self.judging()
        reported = resolve_actuals(figures, self.plan, self.reading, messages)
        for used in reported.inputs:
            if used.encoding not in (None, "utf-8") and self.reading.encoding is None:
                print_note(messages.text("detected", file=visible(used.file), encoding=used.encoding), common.quiet)
        report = api.check(self.plan, reported, year, period=period, as_of=date, against=options.version, **judging)
        shown: dict[str, Any] = {
            "trace": options.trace,
            "max_errors": options.max_errors,
            "explained_with": self.explained_with,
        }
        report = self._completed(replace(report, **shown, **self.threshold))
        # What is compared has other columns than what is emitted.
        write_emits(report, self.further, common, messages, None if options.compare else self.look)
        if options.compare:
            compared = api.compare(self.plan, reported, report, indicators=judging["indicators"], profiles=others)
            return write_report(compared, common, messages, TABLE_FORMATS, look=self.look)
        return write_report(report, common, messages, FORMATS, look=self.look)

    def _completed(self, report: CheckReport) -> CheckReport:
        """The report with the verdicts of an earlier result, and without what a baseline accepts."""
        options, messages, quiet = self.options, self.messages, self.common.quiet
        if options.since is not None:
            earlier = resolve_earlier(options.since, messages)
            report = replace(report, previous={each["id"]: each for each in earlier["results"]})
        if options.write_known is not None or options.baseline is not None:
            from plan_cli.report.suppressions import unaccepted

            found, read = report.annotated, [self.plan.file, *(used.file for used in report.inputs)]
            if options.baseline is not None:
                report = without_known(report, options.baseline, unaccepted, messages, quiet)
            if options.write_known is not None:
                write_baseline(options.write_known, found, read, messages, force=options.force, quiet=quiet)
        return report


def _writes(formats: Sequence[str], common: Common, further: Sequence[tuple[str, str]]) -> bool:
    """Whether the result or a further file is in one of these formats."""
    from plan_cli.render import format_of

    suffixed = "table" if common.file is None else format_of(common.file)
    return any(each in formats for each in (common.format or suffixed, *(format for format, _ in further)))
