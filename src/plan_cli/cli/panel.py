"""``plan check … --by``: the part of ``plan check`` that judges panels."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from plan_cli import files
from plan_cli.cli import candidates
from plan_cli.cli.errors import CannotRunError, cannot_run, messages_for
from plan_cli.cli.output import print_note, write_report
from plan_cli.cli.params import TABLE_FORMATS, Common, one_of, options_set
from plan_cli.cli.progress import reading
from plan_cli.i18n import Messages
from plan_cli.model.plan import Plan
from plan_cli.text import visible

#: What every verdict can be written as.
RESULTS = (".parquet", ".csv")


@dataclass(frozen=True)
class PanelOptions:
    """The options of a panel: each needs ``--by``, so what is not given is None."""

    by: Annotated[list[str] | None, typer.Option("--by", metavar="COLUMN", help="Panel: a column of the entity; repeatable.")] = None  # fmt: skip # noqa: E501
    baselines: Annotated[str | None, typer.Option("--baselines", metavar="plan|own|FILE", help="Panel: the baselines that growth is measured from; else the plan's.")] = None  # fmt: skip # noqa: E501
    targets: Annotated[str | None, typer.Option("--targets", metavar="growth|plan|FILE", help="Panel: the targets of entities with own baselines; else growth.")] = None  # fmt: skip # noqa: E501
    engine: Annotated[str | None, typer.Option("--engine", metavar="NAME", parser=one_of(candidates.engines), autocompletion=candidates.engines, help="Panel: what reads it, else polars:")] = None  # fmt: skip # noqa: E501
    remote: Annotated[str | None, typer.Option("--remote", metavar="URL", help="Panel: the server of spark, sc://host:15002; else $SPARK_REMOTE.")] = None  # fmt: skip # noqa: E501
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=0, help="Panel: how many of the worst to show; else 5.")
    ] = None
    groups: Annotated[Literal["few", "all"] | None, typer.Option("--groups", help="Panel: count by --by value always (all), else where there are few.")] = None  # fmt: skip # noqa: E501


def refuse_idle_options(options: Mapping[str, Any], messages: Messages) -> None:
    """Stop at an option that a panel would ignore."""
    for option, given in options.items():
        if given:
            raise CannotRunError(messages.text("panel_option", option=option))


def refuse_panel_options(options: PanelOptions, messages: Messages) -> None:
    """Stop at an option of a panel where there is none."""
    for option in options_set(options):
        raise CannotRunError(messages.text("usage_needs_by", option=option))


def check_panel(
    plan: Plan,
    panel: str,
    year: int,
    options: PanelOptions,
    encoding: str | None,
    judging: Mapping[str, Any],
    threshold: Mapping[str, Any],
    common: Common,
) -> int:
    """Judge a panel and write its report; with ``-o`` and a suffix of RESULTS every verdict goes to that file."""
    from plan_cli import api
    from plan_cli.diagnostics import Diagnostic
    from plan_cli.panel.engines import DEFAULT, all_engines

    messages = messages_for(common.lang)
    engine = options.engine or DEFAULT
    on_server = all_engines()[engine].remote
    if options.remote and not on_server:
        raise CannotRunError(messages.text("panel_remote", engine=engine))
    if options.targets is not None and options.baselines in (None, "plan"):
        raise CannotRunError(messages.text("usage_targets"))
    rules = judging["profile"]
    if rules.history or rules.later_baseline:
        # Such rules look at earlier years of each entity, which a panel's verdicts do not.
        raise CannotRunError(messages.text("panel_profile", profile=rules.name))
    results = common.file if common.file and Path(common.file).suffix.lower() in RESULTS else None
    given = {each.name: getattr(options, each.name) for each in fields(options) if each.name != "by"}
    request = {name: value for name, value in given.items() if value is not None} | {"engine": engine}
    request |= {"encoding": encoding, "remote": options.remote or os.environ.get("SPARK_REMOTE")}
    # What a server writes is on the server.
    writing = files.replacing(results) if results and not on_server else nullcontext(results)
    with writing as output, _errors_of(panel, results, output), reading(panel, messages, common.quiet) as on_progress:
        report = api.check_panel(
            plan, panel, year, options.by or (), output=output, on_progress=on_progress, **request, **judging
        )
        if isinstance(report, Diagnostic):
            raise cannot_run(report, messages)
        for used in report.inputs:
            files.note_input(used.file)
    for used in report.inputs:
        if used.encoding != "utf-8" and not encoding:
            print_note(messages.text("detected", file=visible(used.file), encoding=used.encoding), common.quiet)
    common = replace(common, output=None) if results else common
    return write_report(replace(report, **threshold), common, messages, TABLE_FORMATS)


@contextmanager
def _errors_of(panel: str, results: str | None, output: str | None) -> Iterator[None]:
    """Name the file that an error of the operating system is about: the results, else the panel."""
    try:
        yield
    except OSError as error:
        blamed = results if output and Path(output).name in f"{error.filename} {error}" else panel
        raise CannotRunError(f"{blamed}: {error.strerror or error}") from error
