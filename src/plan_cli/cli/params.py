"""What a command may be told: each option and argument said once, beside the parameter that it fills.

``app.py`` makes typer's parameters of these, ``wellformed.py`` reads well-formed command lines by them. What a
parameter is follows from its type: ``bool`` a flag, ``list[str]`` repeatable, ``int`` a whole number, else a text. The
options that all commands share stand in ``Common``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, get_type_hints


class Option:
    """An option: its names, what stands for its value in the help, its help; of a number, the least it may be."""

    def __init__(self, *names: str, metavar: str | None = None, help: str, min: int | None = None) -> None:
        self.names, self.metavar, self.help, self.min = names, metavar, help, min


class Argument:
    """What is told by its position."""

    def __init__(self, *, metavar: str, help: str) -> None:
        self.metavar, self.help = metavar, help


@dataclass(frozen=True)
class Common:
    """What every command may be told."""

    plan: Annotated[str | None, Option("--plan", metavar="FILE", help="The plan file; else $PLAN_FILE, else one found here, else the bundled one.")] = None  # fmt: skip # noqa: E501
    format: Annotated[str | None, Option("--format", metavar="FORMAT", help="How the result is written.")] = None
    output: Annotated[str | None, Option("-o", "--output", metavar="FILE", help="Write to this file; its suffix names the format.")] = None  # fmt: skip # noqa: E501
    lang: Annotated[str | None, Option("--lang", metavar="zh|en", help="The language; else the locale's.")] = None
    color: Annotated[str, Option("--color", metavar="auto|always|never", help="Whether to use colour.")] = "auto"
    width: Annotated[int | None, Option("--width", min=40, help="How many columns the table may take.")] = None
    quiet: Annotated[bool, Option("-q", "--quiet", help="No notes on stderr.")] = False


class Parameter:
    """One parameter of a command: its name, what it takes, how it is said; of an optional one, its default."""

    __slots__ = ("default", "kind", "name", "needed", "said", "type")

    def __init__(self, name: str, annotation: Any, defaults: Mapping[str, Any]) -> None:
        self.name, self.type, self.said = name, annotation.__origin__, annotation.__metadata__[0]
        self.kind: Kind = _KINDS.get(self.type, "text")
        self.needed, self.default = name not in defaults, defaults.get(name)


Kind = Literal["text", "texts", "number", "flag"]
_KINDS: dict[Any, Kind] = {bool: "flag", int: "number", int | None: "number", list[str] | None: "texts"}


def parameters_of(function: Callable[..., int]) -> list[Parameter]:
    """What a command takes: its own parameters, then those of ``Common``."""
    return [*_of_function(function), *_of_common()]


def _of_function(function: Callable[..., int]) -> list[Parameter]:
    code, last = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    defaults = dict(zip(names[len(names) - len(last) :], last, strict=True))
    hints = get_type_hints(function, include_extras=True)
    return [Parameter(name, hints[name], defaults) for name in names if name != "common"]


def _of_common() -> list[Parameter]:
    hints = get_type_hints(Common, include_extras=True)
    return [Parameter(each.name, hints[each.name], {each.name: each.default}) for each in fields(Common)]


def call(function: Callable[..., int], told: Mapping[str, Any]) -> int:
    """Run a command with what it was told, the shared options as one value."""
    shared = {each.name for each in fields(Common)}
    own = {name: value for name, value in told.items() if name not in shared}
    return function(**own, common=Common(**{name: told[name] for name in shared}))
