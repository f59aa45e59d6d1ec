"""``plan map``: how a file of figures would be read, and the entry of ``actuals:`` for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plan_cli import files
from plan_cli.cli.discovery import refuse_plan
from plan_cli.cli.errors import CannotRunError, cannot_run, messages_for
from plan_cli.cli.figures import plan_sources, refuse_idle_of_format, stated_words
from plan_cli.cli.output import print_note, write_result
from plan_cli.cli.params import PlanResult, SourceWords
from plan_cli.cli.resolve import resolve_plan
from plan_cli.examples import is_example
from plan_cli.i18n import Messages
from plan_cli.inputs import read_bytes
from plan_cli.model.sources import Source

if TYPE_CHECKING:
    from plan_cli.datafile.proposal import Proposal
    from plan_cli.model.plan import Plan

FORMATS: tuple[str, ...] = ()


def map(
    common: PlanResult,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of figures.")],
    words: SourceWords,
    write: Annotated[bool, typer.Option("-w", "--write", help="Write the entry into the plan.")] = False,
) -> int:
    """How a file of figures would be read, and the `actuals:` entry for it.

    Comments say what is sure and what a person must look at (CHECK). What options say of the file is part of the entry.

    Examples:

      plan map data/actuals/changsha.csv
    """
    from plan_cli import api
    from plan_cli.codes import CODES
    from plan_cli.diagnostics import Diagnostic
    from plan_cli.planfile.importers.source_entry import entry_text, with_entry

    messages = messages_for(common.lang)
    plan = resolve_plan(common, messages)
    refuse_plan(file, messages)
    if write:
        _refuse_writing(plan, file, words.sheet, common, messages)
    stated = stated_words(words, plan, messages)
    found = api.propose_source(Source(file, **stated), plan)
    if isinstance(found, Diagnostic):
        raise cannot_run(found, messages)
    for diagnostic in found.errors:
        if CODES[diagnostic.code].unable:
            raise cannot_run(diagnostic, messages)
    refuse_idle_of_format(file, found.format, words.sheet, words.encoding, messages)
    folder = os.path.dirname(os.path.abspath(plan.file))
    keys: dict[str, Any] = {"file": os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")}
    keys |= stated | dict(found.keys)
    if rows := keys.get("where"):
        keys["where"] = {heading: values[0] if len(values) == 1 else [*values] for heading, values in rows.items()}
    entry = entry_text(keys, _comments(found, messages))
    if not write:
        write_result(f"actuals:\n{entry}", common)
        return 1 if found.errors else 0
    raw = read_bytes(plan.file)
    content = with_entry(raw, entry) if isinstance(raw, bytes) else None
    if content is None:
        raise CannotRunError(messages.text("map_by_hand", file=plan.file))
    # The plan was read to be written.
    files.forget_files()
    files.write(plan.file, content)
    print_note(messages.text("map_written", file=plan.file), common.quiet)
    return 1 if found.errors else 0


def _refuse_writing(plan: Plan, file: str, sheet: str | None, common: PlanResult, messages: Messages) -> None:
    """Stop where the plan is none of the user's files, or reads the file already: figures would count twice."""
    from plan_cli.datafile.sources import files_of

    if common.output is not None:
        raise CannotRunError(messages.text("map_output"))
    if is_example(plan.file):
        raise CannotRunError(messages.text("map_example", file=plan.file))
    for source in plan_sources(plan, messages, allow_outside=True):
        if source.sheet == sheet and files.identity(file) in [files.identity(each) for each in files_of(source.file)]:
            raise CannotRunError(messages.text("map_known", plan=plan.file, file=file))


def _comments(found: Proposal, messages: Messages) -> list[str]:
    from plan_cli.datafile.proposal import first_of_each

    comments = [
        ("CHECK: " if remark.check else "") + messages.text(remark.key, **remark.facts) for remark in found.remarks
    ]
    comments += [f"{messages.message(each)} ({each.code})" for each in first_of_each(found.notes)]
    return [*comments, *(f"CHECK: {messages.message(each)} ({each.code})" for each in first_of_each(found.errors))]
