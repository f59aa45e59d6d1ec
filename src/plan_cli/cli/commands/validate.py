"""``plan validate``: is the plan file sound, and does the document agree with itself?"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from plan_cli import files
from plan_cli.cli import candidates
from plan_cli.cli.discovery import plan_file, plan_files, refuse_workbook
from plan_cli.cli.errors import CannotRunError, cannot_run, messages_for
from plan_cli.cli.output import chosen_format, print_note, write_emits, write_report
from plan_cli.cli.params import Common, EmitOption, ForceOption
from plan_cli.exits import ExitCode, FailOn

if TYPE_CHECKING:
    from plan_cli.i18n import Messages
    from plan_cli.report.validate import ValidateReport

FORMATS = ("full", "concise", "json", "csv", "markdown", "github", "gitlab", "junit", "sarif", "table")


def validate(
    common: Common,
    plans: Annotated[list[str] | None, typer.Argument(metavar="PLAN", help="Plan files; else the usual one.")] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE|RULE",
            autocompletion=candidates.rules,
            help="Only these diagnostics; repeatable.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODE|RULE", autocompletion=candidates.rules, help="Not these diagnostics; repeatable."
        ),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="FILE", help="Leave out the diagnostics that this file lists.")
    ] = None,
    write_baseline: Annotated[
        str | None, typer.Option("--write-baseline", metavar="FILE", help="List today's diagnostics in this file.")
    ] = None,
    max_errors: Annotated[
        int | None, typer.Option("--max-errors", metavar="N", min=1, help="Show nothing after this many errors.")
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show notes too, not only their number.")] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="What makes the exit code 1: errors, with any warnings too.")
    ] = FailOn.AUTO,
    emit: EmitOption = None,
    force: ForceOption = False,
) -> int:
    """Is the plan sound, does the document agree with itself?

    Every error and warning with its file, line and column, all at once; notes are counted. Exit 1
    where a plan cannot be used. A comment `# plan: ignore[PLN206] reason` in the file hides a warning or a note of
    its line.

    Examples:

      plan validate

      plan validate data/targets.yaml data/plans/changsha-13fyp.yaml --format concise

      plan validate data/targets.yaml --ignore no-baseline --emit sarif=out/plan.sarif
    """
    from plan_cli.planfile.loading import load
    from plan_cli.report.suppressions import baseline_of, chosen
    from plan_cli.report.validate import ValidateReport
    from plan_cli.rules import audit

    messages = messages_for(common.lang)
    selected, ignored = _codes(select, messages), _codes(ignore, messages)
    if plans and common.plan is not None:
        raise CannotRunError(messages.text("usage_plan_twice"))
    named = [file for each in plans or () for file in plan_files(each, messages)]
    named = named or [plan_file(common.plan, messages)]
    for file in named:
        refuse_workbook(file, messages)
    report = chosen(ValidateReport(tuple(load(file, audit) for file in named)), selected, ignored)
    if write_baseline is not None:
        _refuse_foreign_baseline(write_baseline, named, force)
        files.write(write_baseline, baseline_of(report).encode("utf-8"))
        print_note(messages.text("baseline_written", file=write_baseline, count=len(report.diagnostics)), common.quiet)
    if baseline is not None:
        report = _new(report, baseline, messages, common.quiet)
    report = replace(report, max_errors=max_errors, notes=verbose or bool(select), fail_on=fail_on)
    if report.exit_code is ExitCode.UNABLE and chosen_format(common, messages, FORMATS, "full") == "json":
        raise CannotRunError(messages.text("exit_because_unreadable"), report.diagnostics)
    write_emits(report, emit or (), common, messages, FORMATS)
    return write_report(report, common, messages, FORMATS, "full")


def _codes(names: list[str] | None, messages: Messages) -> frozenset[str]:
    from plan_cli.codes import CODES
    from plan_cli.report.suppressions import codes_named
    from plan_cli.text import nearest

    codes, wrong = codes_named(names or ())
    if wrong is not None:
        near = nearest(wrong, [*CODES, *(entry.rule for entry in CODES.values())])
        raise CannotRunError(
            messages.text("usage_rule", got=wrong, near=messages.text("near", name=near) if near else "")
        )
    return codes


def _refuse_foreign_baseline(file: str, plans: list[str], force: bool) -> None:
    """Stop before a file is replaced that is no baseline, or one of other plans."""
    if force or not os.path.isfile(file):
        return
    from plan_cli.report.suppressions import files_of

    try:
        with open(file, encoding="utf-8") as opened:
            known = files_of(opened.read())
    except (OSError, UnicodeDecodeError):
        known = None
    if known is None or not known <= {*plans}:
        raise files.ExistingFileError(file, "it exists")


def _new(report: ValidateReport, file: str, messages: Messages, quiet: bool) -> ValidateReport:
    """What a baseline does not know yet."""
    from plan_cli.inputs import read_bytes
    from plan_cli.report.suppressions import fingerprints, unknown

    raw = read_bytes(file)
    if not isinstance(raw, bytes):
        raise cannot_run(raw, messages)
    known = fingerprints(raw.decode("utf-8", errors="replace"))
    if known is None:
        raise CannotRunError(messages.text("usage_baseline", file=file))
    report, stale = unknown(report, known)
    if stale:
        print_note(messages.text("baseline_stale", file=file, count=stale), quiet)
    return report
