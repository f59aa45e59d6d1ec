"""``plan init``: a new plan file to start from."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_cli import files
from plan_cli.cli.discovery import allowed_folder
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import print_note
from plan_cli.cli.params import ForceOption, General
from plan_cli.i18n import starter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan_cli.i18n import Messages
    from plan_cli.planfile.importers.draft import Draft

FORMATS: tuple[str, ...] = ()
#: The file that is made where a folder is named, and the schema that its first line tells editors of.
PLAN, SCHEMA = "plan.yaml", "plan.schema.json"
#: So many remarks on what was imported are printed; all of them stand in the plan.
LISTED = 12


@dataclass(frozen=True, eq=False)
class Options:
    """What the plan is made from, and where it is written."""

    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TABLE|FOLDER",
            help="A printed table of targets to begin with (.xlsx, .csv), or an Open SDG data repository.",
        ),
    ] = None
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="NAME", help="The folder or file, if not named before.")
    ] = None
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of that workbook.")] = None
    base_year: Annotated[
        int | None, typer.Option("--base-year", metavar="YEAR", help="Where that table does not say it.")
    ] = None
    target_year: Annotated[
        int | None, typer.Option("--target-year", metavar="YEAR", help="Where that table does not say it.")
    ] = None
    force: ForceOption = False


def init(
    options: Options,
    common: General,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A folder, or a file ending in .yaml; else here.")
    ] = None,
) -> int:
    """A new plan file, and the schema for editors.

    With `--from` each row of a table, or each series of an Open SDG site whose progress is calculated, becomes an
    indicator (`plan init --from sdg-data -o sdg-data`); comments say what was read from where, and CHECK what a
    person must look at.

    Examples:

      plan init health

      plan init health.plan.yaml --lang zh

      plan init china.plan.yaml --from data/tables/china-14fyp.csv
    """
    from plan_cli.planfile.schema import plan_schema
    from plan_cli.render.json import document

    messages = messages_for(common.lang)
    source, sheet, years = options.source, options.sheet, (options.base_year, options.target_year)
    if name and options.output:
        raise CannotRunError(messages.text("import_named_twice", name=name, output=options.output))
    place = name or options.output or "."
    if place.lower().endswith((".xlsx", ".csv", ".tsv")):
        raise CannotRunError(messages.text("import_from", file=place))
    file = Path(place) if place.lower().endswith((".yaml", ".yml")) else Path(place) / PLAN
    schema = file.with_name(SCHEMA)
    if sheet and source and not source.lower().endswith(".xlsx"):
        raise CannotRunError(messages.text("import_sheet", file=source))
    if source is None and (sheet or any(years)):
        raise CannotRunError(messages.text("import_option"))
    if not options.force:
        files.refuse_existing(str(file))
    done = messages.text("next_step", file=file)
    if source is None:
        text = _starter(file, messages.language)
    else:
        text, done = _imported(source, sheet, years, file, messages)
    # The plan comes last: where there is none, the command can be repeated.
    if options.force or not schema.exists():
        files.write(str(schema), document(plan_schema()).encode("utf-8"), parents=True)
    files.write(str(file), text.encode("utf-8"), parents=True)
    print_note(done, common.quiet)
    return 0


def _imported(
    source: str, sheet: str | None, years: tuple[int | None, int | None], file: Path, messages: Messages
) -> tuple[str, str]:
    """The text of a plan made from a table or a site, and what to say of it. Errors: ``CannotRunError`` for neither."""
    from plan_cli.api import draft_from_open_sdg, draft_from_table
    from plan_cli.planfile.importers.table import NotATableError
    from plan_cli.planfile.importers.write import plan_text

    try:
        if Path(source).is_dir():
            draft = draft_from_open_sdg(source, file.parent)
            if draft is None:
                raise CannotRunError(messages.text("import_no_site", folder=source))
        else:
            draft, diagnostics = draft_from_table(source, sheet, *years)
            if draft is None:
                raise CannotRunError(messages.message(diagnostics[0]), diagnostics)
    except NotATableError as error:
        raise CannotRunError(messages.text(error.reason, file=source)) from error
    head = f"# yaml-language-server: $schema={SCHEMA}\n"
    text = head + plan_text(draft, lambda key, facts: messages.text(key, **facts))
    if not draft.indicators:
        raise CannotRunError(messages.text("import_none_calculated", folder=source))
    checks = sum(len(ids) or 1 for _, ids in draft.to_check)
    facts = {"file": file, "indicators": len(draft.indicators), "checks": checks}
    done = messages.text("import_done" if checks else "import_clear", **facts)
    done = "\n".join((done, *_remarks(draft, messages)))
    if Path(source).is_dir():
        inside = Path(source).resolve().is_relative_to(os.path.realpath(allowed_folder(str(file))))
        done += "\n" + messages.text("import_site_next", file=file, option="" if inside else " --allow-outside")
    else:
        done += "\n" + messages.text("import_next", file=file)
    return text, done


def _remarks(draft: Draft, messages: Messages) -> Iterator[str]:
    """What a person must look at, with the indicators that it is about, in so many lines as anybody reads."""
    for note, ids in draft.to_check[:LISTED]:
        who = messages.text("import_about_ids", ids=list(ids)) if ids else ""
        yield "  " + who + messages.text(note.key, **note.facts)
    if more := draft.to_check[LISTED:]:
        yield "  " + messages.text("and_more", count=len(more))


def _starter(file: Path, language: str) -> str:
    """The starter of a language, with an id made of the file's name."""
    text = starter(language)
    named = file.parent.resolve().name if file.name == PLAN else file.name.split(".")[0]
    id = re.sub(r"[^A-Za-z0-9]+", "-", named).strip("-").lower() or "my-plan"
    return text.replace("id: ID\n", f'id: "{id}"\n', 1)
