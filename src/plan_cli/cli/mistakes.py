"""Mistakes that typer finds in a command line, in the reader's language."""

import re
from collections.abc import Sequence
from typing import Any

import typer

from plan_cli.cli.errors import CannotRunError
from plan_cli.i18n import Messages

#: The sentences of typer and pydantic by pattern, with the key of ours; a named group is the fact of that name.
_WORDED = {
    r"No such option: (?P<got>\S+)(?: \(Possible options: (?P<options>.*)\))?": "mistake_no_option",
    r"No such command '(?P<got>.*?)'\.(?: Did you mean (?P<name>.*)\?)?": "mistake_no_command",
    r"Missing command\.": "mistake_no_command_given",
    r"Missing (?P<what>argument|option) '(?P<name>.*?)'\..*": "mistake_missing",
    r"Option '(?P<name>.*)' requires an argument\.": "mistake_needs_value",
    r"Option '(?P<name>.*)' does not take a value\.": "mistake_takes_no_value",
    r"Got unexpected extra argument\(s\) \((?P<got>.*)\)": "mistake_extra",
    r"Invalid value for (?P<name>'.*?'): (?P<why>.*)": "mistake_value",
    r"(?P<got>'.*?') is not one of (?P<known>.*)\.": "mistake_choice",
    r"Input should be greater than or equal to (?P<least>.*)": "mistake_at_least",
    r"Input should be a valid integer.*": "mistake_integer",
    r"it is given more than once\.": "mistake_twice",
    r"it is empty\.": "mistake_empty",
}


def mistake(error: typer.TyperException, messages: Messages) -> str:
    """What is wrong with the command line."""
    # pydantic puts words of its own before a message of typer.
    text = _worded(error.format_message().replace("Value error, ", ""), messages)
    # The place of a wrong default in the settings.
    return text + messages.bracketed(" ".join(getattr(error, "__notes__", ())))


def _worded(text: str, messages: Messages) -> str:
    for pattern, word in _WORDED.items():
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            return messages.text(word, **_facts(found.groupdict(), messages))
    return text


def _facts(found: dict[str, Any], messages: Messages) -> dict[str, Any]:
    """The facts of a mistake, each in words of the language."""
    facts = {"near": "", **found}
    if found.get("options"):
        facts["near"] = messages.text("mistake_possible", options=found["options"])
    if found.get("name") and "got" in found:
        facts["near"] = messages.text("mistake_did_you_mean", name=found["name"])
    if "what" in found:
        facts["what"] = messages.text(f"mistake_{found['what']}")
    if "known" in found:
        facts["known"] = found["known"].split(", ")
    if "why" in found:
        facts["why"] = _worded(found["why"], messages)
    return facts


def usage_after(error: Exception, words: Sequence[str], messages: Messages) -> str:
    """After a mistake in the command line: how the command is used, and where its help is."""
    from plan_cli.cli.app import command_names, command_of

    context = getattr(error, "ctx", None)
    if isinstance(error, CannotRunError) and not error.diagnostics and words[:1] and words[0] in command_names():
        # A mistake inside a file needs no usage of the command line.
        context = typer.Context(command_of(words[0]), info_name=f"plan {words[0]}")
    if context is None:
        help = messages.text("try_help", command="plan")
        return f"\n{help}" if isinstance(error, typer.TyperException) else ""
    from plan_cli.cli.help import usage_of

    usage = messages.text("usage", usage=usage_of(context.command, context, messages))
    return f"\n{usage}\n{messages.text('try_help', command=context.command_path)}"
