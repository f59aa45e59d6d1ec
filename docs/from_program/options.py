"""Every command with its arguments and options, as ``--help`` has them, in every language that it speaks."""

from typing import Any

import typer

from plan_cli.cli.app import app_for
from plan_cli.cli.help import paragraphs_of, sections_of
from plan_cli.i18n import Messages, messages_in
from schemas import cell, code, table

#: The title of the page and what stands below it.
HEADS = {
    "en": "# Options\n\nEvery command with what it takes, made from the program when the site is built. What it prints "
    "is on the page [Commands](../commands.md).\n",
    "zh": "# 选项\n\n各命令的参数和选项，由程序在生成站点时写出。各命令的用途和输出见[命令](commands.md)。\n",
}


def options_page(language: str) -> str:
    """One section for each command."""
    messages = messages_in(language)
    group: Any = typer.main.get_command(app_for(["--help"]))
    parts = [HEADS[language]]
    for name, command in group.commands.items():
        with command.make_context(f"plan {name}", [], resilient_parsing=True) as context:
            parts.append(f"## plan {name}\n\n{_description(command.help or '', messages)}")
            parts += [_section(*each, messages) for each in sections_of(command, context, messages).items()]
    return "\n".join(parts)


def _description(text: str, messages: Messages) -> str:
    """Paragraphs; examples stay code."""
    parts = [(messages.help_of(part.strip()), part.startswith("  ")) for part in paragraphs_of(text)]
    blocks = ("\n".join(f"    {part}" if example else f"\n{part}\n" for part, example in parts)).strip("\n")
    return f"{blocks}\n"


def _section(heading: str, records: list[tuple[str, str]], messages: Messages) -> str:
    rows = [(code(name), cell(text)) for name, text in records]
    return table(rows, messages.text(heading), messages.text("meaning"))
