"""``plan validate``: is the plan file sound, and does the document agree with itself?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from plan_cli.cli import candidates
from plan_cli.cli.baseline import BaselineOption, WriteBaselineOption, without_known, write_baseline
from plan_cli.cli.discovery import plan_file, plan_files, refuse_table
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import chosen_format, further_files, refuse_idle_force, write_emits, write_report
from plan_cli.cli.params import Common, EmitOption, ForceOption, MaxErrorsOption
from plan_cli.exits import ExitCode, FailOn

if TYPE_CHECKING:
    from plan_cli.i18n import Messages

FORMATS = ("full", "concise", "json", "csv", "markdown", "github", "gitlab", "junit", "sarif", "table")


@dataclass(frozen=True, eq=False)
class Options:
    """Which diagnostics are shown, and which of them count."""

    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE|RULE",
            autocompletion=candidates.rules,
            help="Only these diagnostics: a code, its beginning (PLN2) or a rule of plan explain; repeatable; codes:",
        ),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE|RULE",
            autocompletion=candidates.rules,
            help="Not these diagnostics, by the same words; repeatable.",
        ),
    ] = None
    baseline: BaselineOption = None
    write_known: WriteBaselineOption = None
    max_errors: MaxErrorsOption = None
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show notes too, not only their number.")] = False
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="What makes the exit code 1: errors, with any warnings too.")
    ] = FailOn.AUTO
    emit: EmitOption = None
    force: ForceOption = False


def validate(
    options: Options,
    common: Common,
    plans: Annotated[list[str] | None, typer.Argument(metavar="PLAN", help="Plan files; else the usual one.")] = None,
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
    from plan_cli.report.suppressions import chosen, unknown
    from plan_cli.report.validate import ValidateReport
    from plan_cli.rules import audit

    messages = messages_for(common.lang)
    selected, ignored = _codes(options.select, messages), _codes(options.ignore, messages)
    refuse_idle_force(options.force, "--write-baseline FILE", options.write_known, messages)
    if plans and common.plan is not None:
        raise CannotRunError(messages.text("usage_plan_twice"))
    further = further_files(options.emit or (), (common.file, options.write_known), FORMATS, messages)
    named = [file for each in plans or () for file in plan_files(each, messages)]
    named = named or [plan_file(common.plan, messages)]
    for file in named:
        refuse_table(file, messages)
    report = chosen(ValidateReport(tuple(load(file, audit) for file in named)), selected, ignored)
    found = report.diagnostics
    if options.baseline is not None:
        report = without_known(report, options.baseline, unknown, messages, common.quiet)
    if options.write_known is not None:
        write_baseline(options.write_known, found, named, messages, force=options.force, quiet=common.quiet)
    notes = options.verbose or bool(options.select)
    report = replace(report, max_errors=options.max_errors, notes=notes, fail_on=options.fail_on)
    if report.exit_code is ExitCode.UNABLE and chosen_format(common, messages, FORMATS, "full") == "json":
        raise CannotRunError(messages.text("exit_because_unreadable"), report.diagnostics)
    write_emits(report, further, common, messages)
    return write_report(report, common, messages, FORMATS, "full")


def _codes(names: list[str] | None, messages: Messages) -> frozenset[str]:
    from plan_cli.codes import CODES
    from plan_cli.report.suppressions import codes_named

    codes, wrong = codes_named(names or ())
    if wrong is not None:
        if any(code.startswith(wrong.upper()) or entry.rule == wrong for code, entry in CODES.items()):
            raise CannotRunError(messages.text("usage_rule_of_check", got=wrong))
        near = messages.near(wrong, candidates.rules())
        raise CannotRunError(messages.text("usage_rule", got=wrong, near=near))
    return codes
