"""``plan example``: an example plan with its figures, written into a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from plan_cli import files
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import print_note, terminal_width, write_stdout
from plan_cli.cli.params import ForceOption, General
from plan_cli.examples import EXAMPLE, EXAMPLES, read_example
from plan_cli.i18n import Messages
from plan_cli.text import shell_word, wrapped

FORMATS: tuple[str, ...] = ()
#: Names no example: all are listed.
LIST = "list"


def _names() -> list[str]:
    return [LIST, *EXAMPLES]


def example(
    common: General,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|list|DIR",
            autocompletion=_names,
            help="Which example; list names them all: a city's plan, a small one of every kind, real ones.",
        ),
    ] = "changsha",
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="The folder to write to; else one of the example's name.")
    ] = None,
    force: ForceOption = False,
) -> int:
    """An example: a plan and what was reported.

    `--plan example` uses it without writing anything. The plans of the gallery are real; each has the verdicts that
    were published (published.csv) and its sources (README.md).

    Examples:

      plan example

      plan example list

      plan example harbour first-plan
    """
    messages = messages_for(common.lang)
    if name == LIST:
        for option in (each for each in (folder, "--force" if force else None) if each is not None):
            raise CannotRunError(messages.text("usage_example_list", got=option))
        write_stdout("".join(f"{line}\n" for line in _listed(messages.language)), machine=False)
        return 0
    name, folder = _example_and_folder(name, folder, messages)
    written = [os.path.join(folder, file) for file in EXAMPLES[name].files]
    for file in written if not force else ():
        files.refuse_existing(file)
    for file, path in zip(EXAMPLES[name].files, written, strict=True):
        files.write(path, read_example(f"{EXAMPLE}:{name}/{file}") or b"", parents=True, force=force)
    where = "" if os.path.samefile(folder, ".") else f"cd {shell_word(folder)} && "
    print_note(messages.text("example_written", files=written, where=where, check=EXAMPLES[name].check), common.quiet)
    return 0


def _example_and_folder(name: str, folder: str | None, messages: Messages) -> tuple[str, str]:
    """The example and the folder; a word alone that is like no example's name is a folder for the first one."""
    if name in EXAMPLES:
        return name, name if folder is None else folder
    near = messages.near(name, _names())
    if near or folder is not None:
        raise CannotRunError(messages.text("usage_example", got=name, near=near))
    return next(iter(EXAMPLES)), name


_WIDTH = max(map(len, EXAMPLES)) + 2


def _listed(language: str) -> Iterator[str]:
    """Each example and its title; below each other where there is no room beside."""
    width = terminal_width()
    for name in EXAMPLES:
        line = f"{name:<{_WIDTH}}{_title(name, language)}"
        yield from [line] if width is None else wrapped(line, width, " " * min(_WIDTH, width // 2))


def _title(name: str, language: str) -> str:
    from plan_cli import api

    return api.load_plan(f"{EXAMPLE}:{name}", strict=True).title.in_language(language)
