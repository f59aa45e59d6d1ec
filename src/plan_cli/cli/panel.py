"""``plan check … --by``: the part of ``plan check`` that judges panels."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plan_cli.cli.errors import CannotRunError, choice, messages_for
from plan_cli.cli.output import deliver, not_an_input, note
from plan_cli.cli.params import Common
from plan_cli.cli.progress import reading
from plan_cli.i18n import Messages
from plan_cli.model.plan import Plan
from plan_cli.text import visible

FORMATS = ("table", "json", "csv", "markdown")
#: What every verdict can be written as.
RESULTS = (".parquet", ".csv")


def refuse(options: Mapping[str, Any], messages: Messages) -> None:
    """Stop where an option was given that a panel would pass over."""
    for option, given in options.items():
        if given:
            raise CannotRunError(messages.word("panel_option", option=option))


def check_panel(
    plan: Plan,
    panel: str,
    year: int,
    by: Sequence[str],
    options: Mapping[str, Any],
    judged: Mapping[str, Any],
    line: Mapping[str, Any],
    common: Common,
) -> int:
    """Judge a panel and write its report; with ``-o`` and a suffix of RESULTS every verdict goes to that file."""
    from plan_cli import api
    from plan_cli.diagnostics import Diagnostic
    from plan_cli.panel.engines import ENGINES, REMOTE

    messages = messages_for(common.lang)
    choice(options["engine"], "--engine", tuple(ENGINES), messages)
    choice(options["groups"], "--groups", ("few", "all"), messages)
    remote, elsewhere = options["remote"], options["engine"] in REMOTE
    if remote and not elsewhere:
        raise CannotRunError(messages.word("panel_remote", engine=options["engine"]))
    options = {**options, "remote": remote or os.environ.get("SPARK_REMOTE")}
    rules = judged["profile"]
    if rules.history or rules.later_baseline:
        # Such rules look at earlier years of each entity, which a panel's verdicts do not.
        raise CannotRunError(messages.word("panel_profile", profile=rules.name))
    results = common.output if common.output and Path(common.output).suffix.lower() in RESULTS else None
    # What a server writes stands where the server is.
    partial = results if elsewhere else results and str(Path(results).with_name(f".{os.getpid()}.{Path(results).name}"))
    try:
        if partial and not elsewhere:
            # Rather now than after all the work.
            Path(partial).touch()
        with reading(panel, messages, common.quiet) as on_progress:
            report = api.check_panel(
                plan, panel, year, by, output=partial, on_progress=on_progress, **options, **judged
            )
        if isinstance(report, Diagnostic):
            hint = messages.hint(report)
            raise CannotRunError(messages.message(report) + (f" ({hint})" if hint else ""), (report,))
        if results and partial and not elsewhere:
            not_an_input(results, report, messages)
            Path(partial).replace(results)
    except OSError as error:
        blamed = results if partial and Path(partial).name in f"{error.filename} {error}" else panel
        raise CannotRunError(f"{blamed}: {error.strerror or error}") from error
    finally:
        if partial and not elsewhere:
            Path(partial).unlink(missing_ok=True)
    for used in report.inputs:
        if used.encoding != "utf-8" and not options["encoding"]:
            note(messages.word("detected", file=visible(used.file), encoding=used.encoding), common.quiet)
    return deliver(replace(report, **line), replace(common, output=None) if results else common, messages, FORMATS)
