"""What the shell offers when Tab is pressed: commands, options, and the words that may stand in their places.

The scripts of ``plan completion`` ask with the words of the line in the environment and get one candidate a line.
Nothing here fails or says why: no candidates is an answer. Options and arguments are those of ``options.py``; what may
stand in their places is found by the parameter's name in ``_WORDS``, or stands in its metavar (``zh|en``).
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from plan_cli.cli import commands
from plan_cli.cli.params import Argument, Option, Parameter, parameters_of
from plan_cli.cli.wellformed import command_named
from plan_cli.registry import modules_in


def answer(environment: Mapping[str, str]) -> list[str]:
    """The candidates for the word that is being typed: COMP_WORDS is the line, COMP_CWORD which word of it."""
    try:
        words, place = _split(environment.get("COMP_WORDS", "")), int(environment.get("COMP_CWORD", ""))
        # bash hands --lang=z over as three words.
        before = [word for word in words[1:place] if word != "="]
        begun = words[place] if place < len(words) and words[place] != "=" else ""
        return sorted({word for word in _candidates(before, begun) if word.startswith(begun) and word.isprintable()})
    except Exception:
        # A plan that cannot be read, half a quotation: whoever presses Tab wants no lecture.
        return []


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def _candidates(before: Sequence[str], begun: str) -> Iterable[str]:
    if not before:
        return [*modules_in(commands.__path__), "--version", "--help"]
    command = command_named(before[0])
    parameters = parameters_of(command) if command else []
    options = {name: each for each in parameters if isinstance(each.said, Option) for name in each.said.names}
    asking = Asking(before, options)
    name, joined, _ = begun.partition("=")
    if joined and name in options:
        return [f"{name}={word}" for word in asking.words_for(options[name])]
    if begun.startswith("-"):
        return [*options, "--help"]
    if before[-1] in options and options[before[-1]].kind != "flag":
        return asking.words_for(options[before[-1]])
    if before[-1].startswith("--") and before[-1] not in options:
        return asking.words_of(before[-1].removeprefix("--").replace("-", "_"))
    arguments = [each for each in parameters if isinstance(each.said, Argument)]
    at = asking.places_taken
    return asking.words_for(arguments[min(at, len(arguments) - 1)]) if arguments else []


class Asking:
    """The words before the one that is typed, and what they say of it."""

    def __init__(self, before: Sequence[str], options: Mapping[str, Parameter]) -> None:
        self.before, self.options = before, options

    @property
    def places_taken(self) -> int:
        """How many arguments were given."""
        taken, skip = 0, False
        for word in self.before[1:]:
            option = self.options.get(word)
            taken += not skip and not (word.startswith("-") and word != "-")
            skip = not skip and option is not None and option.kind != "flag"
        return taken

    @property
    def plan(self) -> Any:
        """The data of the plan that the line means, sound or not."""
        from plan_cli.cli.errors import messages_for
        from plan_cli.cli.resolve import plan_file
        from plan_cli.inputs import STDIN, read_bytes
        from plan_cli.planfile.source import SIZE_LIMIT, read_source

        given = dict(zip(self.before, self.before[1:], strict=False)).get("--plan")
        file = plan_file(given, messages_for(None), quiet=True)
        raw = read_bytes(file, SIZE_LIMIT + 1)
        return read_source(raw, file).data if isinstance(raw, bytes) and file != STDIN else None

    def words_for(self, parameter: Parameter) -> Iterable[str]:
        """What may stand for a parameter."""
        choices = str(parameter.said.metavar or "").strip("[].").split("|")
        said = [word for word in choices if len(choices) > 1 and word == word.lower()]
        return said or self.words_of(parameter.name)

    def words_of(self, name: str) -> Iterable[str]:
        """What may stand for a parameter of that name; nothing where the shell knows better: files."""
        return _WORDS[name](self) if name in _WORDS else ()


def _ids(asking: Asking) -> list[str]:
    return [str(each["id"]) for each in asking.plan["indicators"] if isinstance(each, dict) and "id" in each]


def _years(asking: Asking) -> list[str]:
    plan = asking.plan
    return [str(year) for year in range(int(plan["base_year"]), int(plan["target_year"]) + 1)]


def _formats(asking: Asking) -> Iterable[str]:
    found: Iterable[str] = getattr(import_module(f"{commands.__name__}.{asking.before[0]}"), "FORMATS", ())
    return found


def _profiles(asking: Asking) -> Iterable[str]:
    from plan_cli.profiles import PROFILES

    return PROFILES


def _shapes(asking: Asking) -> Iterable[str]:
    from plan_cli.model.paths import SHAPES

    return SHAPES


def _rules(asking: Asking) -> Iterable[str]:
    from plan_cli.codes import CODES

    return [*CODES, *(code.rule for code in CODES.values())]


def _shells(asking: Asking) -> Iterable[str]:
    from plan_cli.cli.commands.completion import SCRIPTS

    return SCRIPTS


_WORDS: dict[str, Callable[[Asking], Iterable[str]]] = {
    "indicator": _ids, "id": _ids, "what": _ids, "year": _years, "format": _formats, "profile": _profiles,
    "path": _shapes, "select": _rules, "ignore": _rules, "shell": _shells,
    "group": lambda asking: [str(key) for key in asking.plan["groups"]],
}  # fmt: skip
