"""Groups of options: a dataclass of ``params.py`` spread out for typer, and the options of one that were given."""

import inspect
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from plan_cli.cli.params import General, one_of

_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def options_set(group: Any) -> list[str]:
    """The options of a group that were given another value than their default."""
    hints = get_type_hints(type(group), include_extras=True)
    changed = [each.name for each in fields(group) if getattr(group, each.name) != each.default]
    return [str(hints[name].__metadata__[0].default) for name in changed]


def words_of(group: Any) -> Iterator[str]:
    """The same options as the words of a command line, with their values."""
    hints = get_type_hints(type(group), include_extras=True)
    for each in fields(group):
        value = getattr(group, each.name)
        if value == each.default:
            continue
        option = str(hints[each.name].__metadata__[0].default)
        if value is True:
            yield option
        for text in () if value is True else value if isinstance(value, list) else [value]:
            yield from (option, str(text))


def command(function: Callable[..., int], formats: tuple[str, ...]) -> Callable[..., int]:
    """A command as typer reads it: its dataclass parameters spread out into their options.

    ``formats`` are the choices of ``--format``; a command without any has no such option.
    """
    hints = get_type_hints(function, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)}
    spread: dict[str, inspect.Parameter] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name not in groups:
            spread[parameter.name] = parameter.replace(kind=_KEYWORD, annotation=hints[parameter.name])
    for group in groups.values():
        spread |= _options_of(group)
    if spread.pop("format", None) and formats:
        option = typer.Option(
            "--format",
            metavar="|".join(formats),
            parser=one_of(lambda: formats),
            autocompletion=lambda: formats,
            help="The format of the result.",
            rich_help_panel=General.HEADING,
        )
        annotation = Annotated[str | None, option]
        spread["format"] = inspect.Parameter("format", _KEYWORD, default=None, annotation=annotation)

    @wraps(function)
    def gathered(**values: Any) -> int:
        for name, group in groups.items():
            values[name] = group(**{each.name: values.pop(each.name) for each in fields(group) if each.name in values})
        return function(**values)

    gathered.__annotations__ = {name: parameter.annotation for name, parameter in spread.items()}
    # An argument that is needed stands before what has a default.
    parameters = sorted(spread.values(), key=lambda parameter: parameter.default is not inspect.Parameter.empty)
    gathered.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return gathered


def _under(heading: str | None, annotation: Any) -> Any:
    """An option whose help stands under the heading of its group."""
    info = copy(annotation.__metadata__[0])
    if isinstance(info, str):
        return annotation
    info.rich_help_panel = heading
    return Annotated[annotation.__origin__, info]


def _options_of(group: type) -> dict[str, inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return {
        each.name: inspect.Parameter(
            each.name,
            _KEYWORD,
            default=inspect.Parameter.empty if each.default is MISSING else each.default,
            annotation=_under(getattr(group, "HEADING", None), hints[each.name]),
        )
        for each in fields(group)
    }
