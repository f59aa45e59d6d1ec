"""Misplaced: suggests the intended command line where a word stands in the wrong place.

A word is known by what it is: a year, a plan, a file of figures, an indicator, … A command takes a kind as an
argument or with an option. To add a kind: a line in ``_PLACES``, and how it is known in ``_kind_of``.
"""

import os
import re
from collections.abc import Sequence
from glob import has_magic
from typing import Any

from plan_cli.cli.errors import CannotRunError
from plan_cli.files import WriteError
from plan_cli.i18n import Messages
from plan_cli.inputs import STDIN
from plan_cli.text import shell_word

#: Of each kind: the arguments that take it, the option that does, and the command that is for it, if there is one.
_PLACES = {
    "year": (("YEAR",), "--year", "check"),
    "figures": (("ACTUALS", "FILE"), "--actuals", "check"),
    "plan": (("PLAN",), "--plan", "validate"),
    "indicator": (("ID", "CODE|ID"), "--indicator", "show"),
    "result": ((), "--output", ""),
    "document": ((), "--of", ""),
}


def suggested_command(words: Sequence[str], messages: Messages) -> str:
    """The command line with each word in its place; empty where nothing moves, or where a word is unknown."""
    from plan_cli.cli.app import command_names, command_of, given_in

    name = words[0]
    if name.startswith("-"):
        return _for_the_command(words)
    if name not in command_names():
        return _for_the_first(words, messages)
    command = command_of(name)
    without = _without_options_of_others(words, command)
    if without != [*words]:
        return suggested_command(without, messages) or " ".join(["plan", *map(shell_word, without)])
    params, extra = given_in(words)
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    given = [word for param in arguments for word in _listed(params.get(param.name))] + extra
    kinds = {word: _kind_of(word, params, messages) for word in given}
    if not _takes(command, "figures"):
        if set(kinds.values()) == {"figures"} and all(map(os.path.exists, given)):
            return _for_the_first(given, messages)
        kinds = {word: "result" if kind == "figures" else kind for word, kind in kinds.items()}
    positional, rest = [], [*given]
    for param in arguments:
        of_kind = [word for word in rest if _argument_of(kinds[word]) and param.metavar in _argument_of(kinds[word])]
        taken = of_kind if param.nargs == -1 else of_kind[:1]
        positional += taken or ([messages.help_of(param.metavar)] if param.required else [])
        rest = [word for word in rest if word not in taken]
    options = [part for word in rest for part in (_option_of(kinds[word], command, params), word)]
    if not given or "" in options or len({*options[::2]}) < len(options[::2]) or positional == given:
        return ""
    return " ".join(["plan", name, *map(shell_word, [*positional, *options, *_options_in(words, command)])])


def _for_the_command(words: Sequence[str]) -> str:
    """The command line with its command moved before the options."""
    from plan_cli.cli.app import command_names, command_of

    at = next((place for place, word in enumerate(words) if word in command_names()), 0)
    taken = {name for param in command_of(words[at]).params for name in param.opts} if at else set()
    ordered = [*words[at:], *words[:at]]
    return " ".join(["plan", *map(shell_word, ordered)]) if words[0].partition("=")[0] in taken else ""


def _without_options_of_others(words: Sequence[str], command: Any) -> list[str]:
    """The words without options that this command takes as an argument instead: --actuals, --year."""
    taken = {name for param in command.params for name in param.opts}
    names = {param.metavar for param in command.params if param.param_type_name == "argument"}
    others = {option for arguments, option, _ in _PLACES.values() if option not in taken and names & {*arguments}}
    split = (word.partition("=") if word.partition("=")[0] in others else ("", "", word) for word in words)
    return [value for option, _, value in split if value or not option]


def _options_in(words: Sequence[str], command: Any) -> list[str]:
    """The options of a command line, with their values."""
    valued = {name for param in command.params if not getattr(param, "is_flag", False) for name in param.opts}
    found, rest = [], iter(words)
    for word in rest:
        if word.startswith("-") and word != STDIN:
            found += [word, *([next(rest, "")] if word in valued else [])]
    return found


def _for_the_first(words: Sequence[str], messages: Messages) -> str:
    """The command for what the first word is."""
    kind = _kind_of(words[0], {}, messages)
    command = _PLACES[kind][2] if kind else ""
    if not command:
        return ""
    year = [messages.help_of("YEAR")] if kind == "figures" else []
    return " ".join(["plan", command, *year, *map(shell_word, words)])


def _kind_of(word: str, params: dict[str, Any], messages: Messages) -> str:
    """The kind of a word; empty where it is unknown."""
    from plan_cli.cli.resolve import resolve_period
    from plan_cli.render import format_of
    from plan_cli.report.records import documents

    suffix = os.path.splitext(word)[1].lower()
    if suffix in (".yaml", ".yml"):
        return "plan"
    if not os.path.exists(word) and suffix not in _read_suffixes() and format_of(word):
        return "result"
    if word == STDIN or has_magic(word) or os.path.isfile(word) or suffix in _read_suffixes():
        return "figures"
    if re.fullmatch(r"[0-9]{4}年?|latest", word) or resolve_period(word):
        return "year"
    if _is_indicator(word, params.get("plan"), messages):
        return "indicator"
    return "document" if word in documents() else ""


def _read_suffixes() -> set[str]:
    from plan_cli.datafile.readers import readers

    return {suffix for each in readers() for suffix in each.suffixes}


def _is_indicator(word: str, plan: str | None, messages: Messages) -> bool:
    from plan_cli.cli.params import PlanResult
    from plan_cli.cli.resolve import resolve_indicator, resolve_plan

    try:
        return bool(resolve_indicator(resolve_plan(PlanResult(plan=plan), messages), word, messages))
    except (CannotRunError, OSError, WriteError):
        return False


def _takes(command: Any, kind: str) -> bool:
    names = {param.metavar for param in command.params if param.param_type_name == "argument"}
    return bool(names & {*_argument_of(kind)}) or bool(_option_of(kind, command, {}))


def _argument_of(kind: str) -> tuple[str, ...]:
    return _PLACES[kind][0] if kind else ()


def _option_of(kind: str, command: Any, params: dict[str, Any]) -> str:
    """The option of a command that takes a kind; empty where none does, or where it is given already."""
    option = _PLACES[kind][1] if kind else ""
    for param in command.params:
        if option in param.opts and params.get(param.name) in (None, (), [], param.default):
            return option
    return ""


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
