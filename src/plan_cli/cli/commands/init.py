"""``plan init``: a new plan file to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from plan_cli import files
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import print_note
from plan_cli.cli.params import ForceOption, General
from plan_cli.i18n import starter

FORMATS: tuple[str, ...] = ()
#: The file that is made where a folder is named, and the schema that its first line tells editors of.
PLAN, SCHEMA = "plan.yaml", "plan.schema.json"


def init(
    common: General,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A folder, or a file ending in .yaml.")],
    force: ForceOption = False,
) -> int:
    """A new plan file, and the schema for editors.

    Examples:

      plan init health

      plan init health.plan.yaml --lang zh
    """
    from plan_cli.planfile.schema import plan_schema
    from plan_cli.render.json import document

    messages = messages_for(common.lang)
    file = Path(name) if name.endswith((".yaml", ".yml")) else Path(name) / PLAN
    schema = file.with_name(SCHEMA)
    if file.exists() and not force:
        raise CannotRunError(messages.word("exists", file=file))
    files.write(str(file), _starter(file, messages.language).encode("utf-8"), parents=True)
    if force or not schema.exists():
        files.write(str(schema), document(plan_schema()).encode("utf-8"))
    print_note(messages.word("next_step", file=file), common.quiet)
    return 0


def _starter(file: Path, language: str) -> str:
    """The starter of a language, with an id made of the file's name."""
    text = starter(language)
    named = file.parent.resolve().name if file.name == PLAN else file.name.split(".")[0]
    id = re.sub(r"[^A-Za-z0-9]+", "-", named).strip("-").lower() or "my-plan"
    return text.replace("id: ID\n", f'id: "{id}"\n', 1)
