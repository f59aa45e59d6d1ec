"""Well-formed command lines, read without typer: loading it takes as long as a whole check.

What is read here is what typer would have read (``tests/test_wellformed.py`` holds the two together, over the command
lines of every command). Help, mistakes, and whatever else is not plainly a command with its options is left to typer:
the answer is ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from plan_cli.cli import commands
from plan_cli.cli.params import Argument, Option, Parameter, parameters_of

Told = dict[str, Any]


def read(given: Sequence[str]) -> tuple[Callable[..., int], Told] | None:
    """The command of a command line, and a value for each of its parameters."""
    command = command_named(given[0]) if given else None
    if command is None:
        return None
    parameters = parameters_of(command)
    told = _told(given[1:], parameters)
    if told is None or any(parameter.needed and parameter.name not in told for parameter in parameters):
        return None
    return command, {each.name: each.default for each in parameters} | told


def command_named(name: str) -> Callable[..., int] | None:
    """The function of a command; None where there is none of that name. No other command is loaded."""
    if not name.isidentifier() or name.startswith("_"):
        return None
    try:
        found: Callable[..., int] = getattr(import_module(f"{commands.__name__}.{name}"), name)
    except ModuleNotFoundError:
        return None
    return found


def _told(words: Sequence[str], parameters: Sequence[Parameter]) -> Told | None:
    """What the words say: options anywhere, after ``--`` none."""
    options = {name: each for each in parameters if isinstance(each.said, Option) for name in each.said.names}
    told: Told = {}
    placed: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            placed.extend(left)
        elif word == "-" or not word.startswith("-"):
            placed.append(word)
        else:
            name, joined, value = word.partition("=")
            option = options.get(name)
            if option is None or (joined and (option.kind == "flag" or not name.startswith("--"))):
                return None
            if not joined and option.kind != "flag":
                value = next(left, "")
                # It may be the value, or an option after a value that was forgotten.
                if value.startswith("-") and value != "-":
                    return None
            if not _tell(option, value, told):
                return None
    return _place(placed, [each for each in parameters if isinstance(each.said, Argument)], told)


def _tell(option: Parameter, value: str, told: Told) -> bool:
    """Note one value of an option; False where it is not plainly one."""
    if option.kind == "flag":
        told[option.name] = True
        return True
    if not value or (option.name in told and option.kind != "texts"):
        return False
    if option.kind == "texts":
        told.setdefault(option.name, []).append(value)
    elif option.kind == "number":
        if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) >= (option.said.min or 0)):
            return False
        told[option.name] = int(value)
    else:
        told[option.name] = value
    return True


def _place(words: list[str], arguments: Sequence[Parameter], told: Told) -> Told | None:
    """Give each argument its word, the last one all that are left where it takes several."""
    if "" in words:
        return None
    for argument in arguments:
        if words:
            told[argument.name] = words if argument.kind == "texts" else words[0]
            words = [] if argument.kind == "texts" else words[1:]
    return None if words else told
