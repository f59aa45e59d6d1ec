"""``plan example``: an example plan with its figures, written into a folder."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from plan_cli import files
from plan_cli.cli.errors import messages_for
from plan_cli.cli.output import print_note
from plan_cli.cli.params import ForceOption, General, one_of
from plan_cli.examples import EXAMPLE, EXAMPLES, read_example

FORMATS: tuple[str, ...] = ()


def _names() -> list[str]:
    return list(EXAMPLES)


def example(
    common: General,
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="The folder to write to; else one of the example's name.")
    ] = None,
    name: Annotated[
        str,
        typer.Option(
            "--name",
            metavar="|".join(EXAMPLES),
            parser=one_of(_names),
            autocompletion=_names,
            help="Which example: changsha, a city's plan in Chinese and English; harbour, a small one of every kind.",
        ),
    ] = "changsha",
    force: ForceOption = False,
) -> int:
    """An example: a plan and what was reported.

    `--plan example` uses it without writing anything.

    Examples:

      plan example

      plan example first-plan --name harbour
    """
    messages = messages_for(common.lang)
    folder = name if folder is None else folder
    written = []
    for file in EXAMPLES[name].files:
        written.append(os.path.join(folder, file))
        files.write(written[-1], read_example(f"{EXAMPLE}:{name}/{file}") or b"", parents=True, force=force)
    year = EXAMPLES[name].year
    print_note(messages.text("example_written", files=written, folder=folder, year=year), common.quiet)
    return 0
