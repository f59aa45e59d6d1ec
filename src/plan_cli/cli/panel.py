"""``plan check … --by``: the part of ``plan check`` that judges panels."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from plan_cli import files
from plan_cli.cli.errors import CannotRunError, cannot_run, messages_for, refuse_options
from plan_cli.cli.figures import chosen_by
from plan_cli.cli.option_groups import options_set
from plan_cli.cli.output import print_note, write_report
from plan_cli.cli.params import TABLE_FORMATS, Common, Look, PanelOptions, Reading
from plan_cli.cli.progress import reading as shown_reading
from plan_cli.i18n import Messages
from plan_cli.model.sources import Source
from plan_cli.text import visible

if TYPE_CHECKING:
    from plan_cli.model.observations import Period
    from plan_cli.model.plan import Plan
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report.panel import PanelReport
    from plan_cli.report.ranking import RankingReport

#: How many verdicts a ranking may list: a page of more is no reading.
MOST_RANKED = 20_000
#: What every verdict can be written as.
RESULTS = (".parquet", ".csv")


#: What a panel follows of all that can be said of its file.
FOLLOWED = ("file", "where")
#: The options of reading that a panel follows.
READ_BY = ("--encoding", "--where", "--allow-outside")


def panel_source(sources: Sequence[Source], reading: Reading, messages: Messages) -> Source:
    """The one file, glob or folder of a panel and its ``where``.

    Errors: ``CannotRunError`` for several, and for what a source or an option says that a panel would ignore.
    """
    refuse_options((each for each in options_set(reading) if each not in READ_BY), "panel_option", messages)
    if len(sources) > 1:
        raise CannotRunError(messages.text("panel_one_file"))
    (source,) = sources
    if given := [each.name for each in fields(source) if each.name not in FOLLOWED and getattr(source, each.name)]:
        raise CannotRunError(messages.text("panel_source", file=visible(source.file), keys=given))
    return replace(source, where=chosen_by(reading, messages) or source.where, encoding=reading.encoding)


def holds_verdicts(output: str | None) -> bool:
    """Whether the ``-o`` of a panel takes every verdict; the report then goes to standard output."""
    return output is not None and Path(output).suffix.lower() in RESULTS


def check_panel(
    plan: Plan,
    panel: Source,
    year: int | Literal["latest"],
    options: PanelOptions,
    judging: Mapping[str, Any],
    threshold: Mapping[str, Any],
    common: Common,
    look: Look,
) -> int:
    """Judge a panel and write its report; with ``-o`` and a suffix of RESULTS every verdict goes to that file."""
    from plan_cli import api
    from plan_cli.diagnostics import Diagnostic
    from plan_cli.panel.engines import all_engines

    messages = messages_for(common.lang)
    if year == "latest":
        _refuse_latest(plan, options, judging["indicators"], messages)
    request = _request(options, panel, judging["profile"], messages)
    on_server = all_engines()[request["engine"]].remote
    results = common.file if holds_verdicts(common.file) else None
    # What a server writes is on the server.
    writing = files.replacing(results) if results and not on_server else nullcontext(results)
    with (
        writing as output,
        _errors_of(panel.file, results, output),
        shown_reading(panel.file, messages, common.quiet) as on_progress,
    ):
        report = api.check_panel(
            plan, panel.file, year, options.by or (), output=output, on_progress=on_progress, **request, **judging
        )
        if isinstance(report, Diagnostic):
            raise cannot_run(report, messages)
        _note_inputs(report, panel.encoding, messages, common.quiet)
    common = replace(common, output=None) if results else common
    return write_report(replace(report, **threshold), common, messages, TABLE_FORMATS, look=look)


def _refuse_latest(plan: Plan, options: PanelOptions, ids: Sequence[str], messages: Messages) -> None:
    """Stop where ``latest`` would judge cells of several years by what holds for one."""
    from plan_cli.api.arguments import indicators_named
    from plan_cli.panel.newest import read_in_two_ways

    if options.targets not in (None, "growth"):
        raise CannotRunError(messages.text("panel_latest_targets"))
    if id := read_in_two_ways(indicators_named(plan, ids), plan.years):
        raise CannotRunError(messages.text("panel_latest_revised", id=id))


def rank_panel(
    plan: Plan,
    panel: Source,
    year: int,
    options: PanelOptions,
    judging: Mapping[str, Any],
    threshold: Mapping[str, Any],
    quiet: bool,
    messages: Messages,
) -> RankingReport:
    """Judge a panel for a report that lists every entity."""
    from plan_cli import api
    from plan_cli.diagnostics import Diagnostic
    from plan_cli.panel.engines import all_engines

    refuse_options({"--top": options.top, "--groups": options.groups}, "ranking_option", messages)
    request = _request(options, panel, judging["profile"], messages)
    if all_engines()[request["engine"]].remote:
        # What a server writes is on the server.
        raise CannotRunError(messages.text("ranking_engine", engine=request["engine"]))
    with _errors_of(panel.file, None, None), shown_reading(panel.file, messages, quiet) as on_progress:
        report = api.rank_panel(plan, panel.file, year, options.by or (), on_progress=on_progress, **request, **judging)
    if isinstance(report, Diagnostic):
        raise cannot_run(report, messages)
    _note_inputs(report.panel, panel.encoding, messages, quiet)
    _refuse_long(report, messages)
    return replace(report, panel=replace(report.panel, **threshold))


#: What a ranking of a part of a year follows of the options of a panel.
FOLLOWED_IN_PARTS = ("by", "baselines")


def rank_part(
    plan: Plan,
    panel: Source,
    period: Period,
    options: PanelOptions,
    judging: Mapping[str, Any],
    threshold: Mapping[str, Any],
    messages: Messages,
) -> RankingReport:
    """Judge a part of a year for a report that lists every entity."""
    from plan_cli import api
    from plan_cli.diagnostics import Diagnostic

    given = {f"--{each.name}": getattr(options, each.name) for each in fields(options)}
    idle = {option: value for option, value in given.items() if option[2:] not in FOLLOWED_IN_PARTS}
    if options.baselines not in (None, "plan", "own"):
        idle["--baselines FILE"] = options.baselines
    refuse_options(idle, "ranking_part_option", messages)
    own: dict[str, Any] = {"baselines": options.baselines or "plan", "where": panel.where, "encoding": panel.encoding}
    with _errors_of(panel.file, None, None):
        report = api.rank_panel(plan, panel.file, period, options.by or (), **own, **judging)
    if isinstance(report, Diagnostic):
        raise cannot_run(report, messages)
    for used in report.panel.inputs:
        files.note_input(used.file)
    _refuse_long(report, messages)
    return replace(report, panel=replace(report.panel, **threshold))


def _refuse_long(report: RankingReport, messages: Messages) -> None:
    """Stop at a ranking that nobody would read."""
    if (size := len(report.entities) * len(report.indicators)) > MOST_RANKED:
        raise CannotRunError(messages.text("ranking_size", size=size, most=MOST_RANKED))


def _request(options: PanelOptions, panel: Source, rules: Profile, messages: Messages) -> dict[str, Any]:
    """The fields of a panel's request besides what is judged and where its results go.

    Errors: ``CannotRunError`` for options that contradict each other, and for rules that a panel cannot follow.
    """
    from plan_cli.panel.engines import DEFAULT, all_engines
    from plan_cli.profiles import needs_series

    engine = options.engine or DEFAULT
    if options.remote and not all_engines()[engine].remote:
        raise CannotRunError(messages.text("panel_remote", engine=engine))
    if options.targets is not None and options.baselines in (None, "plan"):
        raise CannotRunError(messages.text("usage_targets"))
    if needs_series(rules):
        raise CannotRunError(messages.text("panel_profile", profile=rules.name))
    given = {each.name: getattr(options, each.name) for each in fields(options) if each.name != "by"}
    request = {name: value for name, value in given.items() if value is not None} | {"engine": engine}
    return request | {
        "encoding": panel.encoding,
        "where": panel.where,
        "remote": options.remote or os.environ.get("SPARK_REMOTE"),
    }


def _note_inputs(report: PanelReport, encoding: str | None, messages: Messages, quiet: bool) -> None:
    """Remember the files that were read, and say of each whose encoding was found."""
    for used in report.inputs:
        files.note_input(used.file)
        if used.encoding != "utf-8" and not encoding:
            print_note(messages.text("detected", file=visible(used.file), encoding=used.encoding), quiet)


@contextmanager
def _errors_of(panel: str, results: str | None, output: str | None) -> Iterator[None]:
    """Name the file that an error of the operating system is about: the results, else the panel."""
    try:
        yield
    except OSError as error:
        blamed = results if output and Path(output).name in f"{error.filename} {error}" else panel
        raise CannotRunError(f"{blamed}: {error.strerror or error}") from error
