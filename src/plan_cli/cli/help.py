"""Help: what ``--help`` prints, in the reader's language, wrapped by the width of its characters.

typer knows the parameters; their texts stand where they are declared, in English. Another language has a table of
them (``HELP`` in ``i18n``), whose keys are the English texts.
"""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import typer

from plan_cli.cli import candidates
from plan_cli.i18n import Messages
from plan_cli.text import wrapped

#: Options whose help ends in their choices.
_LISTED = {
    "profile": candidates.offices,
    "path": candidates.shapes,
    "engine": candidates.engines,
    "select": candidates.code_ranges,
}
#: The greatest width of help; and of the names of options, beyond which their text begins on the next line.
WIDEST, NAMES = 80, 30
#: What typer adds behind a parameter's help, and the words for it.
_EXTRAS = {"default: ": "help_default", "required": "help_required"}
ARGUMENTS, OPTIONS = "help_arguments", "help_options"


def help_text(command: Any, ctx: typer.Context, messages: Messages) -> str:
    """Usage, description, examples, and the parameters by their group."""
    width = max(40, min(shutil.get_terminal_size().columns, WIDEST) - 2)
    lines = [messages.text("usage", usage=usage_of(command, ctx, messages)), ""]
    lines += _description(command.help or "", messages, width)
    for heading, records in sections_of(command, ctx, messages).items():
        lines += ["", f"{messages.text(heading)}{messages.text('colon')}".rstrip(), *_listed(records, width)]
    return "\n".join(lines) + "\n"


def usage_of(command: Any, ctx: typer.Context, messages: Messages) -> str:
    """How a command is called, on one line."""
    # Some versions of typer put required arguments in braces.
    pieces = (messages.help_of(each.strip("{}")) for each in command.collect_usage_pieces(ctx))
    return " ".join([ctx.command_path, *pieces])


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line; an example begins with blanks."""
    found = []
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        indent = "  " if part.startswith("  ") else ""
        found.append(indent + " ".join(part.split()))
    return [part for part in found if part.strip()]


def _description(text: str, messages: Messages, width: int) -> Iterator[str]:
    for number, part in enumerate(paragraphs_of(text)):
        example = part.startswith("  ")
        # Examples stand one below the other.
        yield from [""] if number and not example else []
        indent = "    " if example else "  "
        yield from wrapped(indent + messages.help_of(part.strip()), width, indent + ("  " if example else ""))


def sections_of(command: Any, ctx: typer.Context, messages: Messages) -> dict[str, list[tuple[str, str]]]:
    """What each parameter is called and what it does, under the headings that they belong to."""
    sections: dict[str, list[tuple[str, str]]] = {ARGUMENTS: [], OPTIONS: []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            argument = param.param_type_name == "argument"
            heading = ARGUMENTS if argument else getattr(param, "rich_help_panel", None) or OPTIONS
            sections.setdefault(heading, []).append((_name_in(record[0]), _text_of(param, record[1], messages)))
    for name in command.list_commands(ctx) if isinstance(command, typer.core.TyperGroup) else ():
        first = paragraphs_of(command.get_command(ctx, name).help or "")[0]
        sections.setdefault("help_commands", []).append((name, messages.help_of(first)))
    return {heading: records for heading, records in sections.items() if records}


def _name_in(shown: str) -> str:
    """The name of a parameter with its choices, without the name of a Python type."""
    name, _, kind = shown.partition(" <")
    return f"{name} {kind.removesuffix('>')}" if "|" in kind else name


def _text_of(param: Any, shown: str, messages: Messages) -> str:
    """A parameter's help, its choices, and what typer adds behind it."""
    own = param.help or ""
    added = shown.removeprefix(own).strip()
    for english, word in _EXTRAS.items():
        added = added.replace(english, messages.text(word))
    choices = _LISTED[param.name]() if param.name in _LISTED else ()
    listed = messages.text("list_separator").join(choices)
    text = messages.help_of(own)
    # A full-width colon needs no blank behind it.
    return " ".join(
        part for part in (text + listed if text.endswith("：") else f"{text} {listed}".strip(), added) if part
    )


def _listed(records: list[tuple[str, str]], width: int) -> Iterator[str]:
    """Names on the left, texts on the right."""
    from rich.cells import cell_len

    column = min(NAMES, width // 2 - 4, max(cell_len(name) for name, _ in records)) + 4
    for name, text in records:
        blank = " " * column
        first, *rest = list(wrapped(blank + text, width, blank)) or [""]
        if cell_len(name) + 4 > column:
            # Choices are broken behind a bar.
            yield from (line.replace("| ", "|") for line in wrapped(f"  {name.replace('|', '| ')}", width, " " * 6))
            yield first
        else:
            yield f"  {name}{' ' * (column - 2 - cell_len(name))}{first.lstrip()}".rstrip()
        yield from rest
