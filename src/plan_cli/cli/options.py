"""The options that every command shares, as one value: a command takes ``common`` and typer sees them all."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any, get_type_hints

import typer


@dataclass(frozen=True)
class Common:
    """What every command may be told."""

    plan: Annotated[str | None, typer.Option("--plan", metavar="FILE", help="The plan file; else $PLAN_FILE, else one found here, else the bundled one.")] = None  # fmt: skip # noqa: E501
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="How the result is written.")] = None
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file; its suffix names the format.")] = None  # fmt: skip # noqa: E501
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="The language; else the locale's.")] = None
    color: Annotated[str, typer.Option("--color", metavar="auto|always|never", help="Whether to use colour.")] = "auto"
    width: Annotated[int | None, typer.Option("--width", min=40, help="How many columns the table may take.")] = None
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No notes on stderr.")] = False


def with_common(function: Callable[..., int]) -> Callable[..., int]:
    """The function with ``common`` spelt out as the options of ``Common``."""
    own = inspect.signature(function)
    hints = get_type_hints(function, include_extras=True)
    shared = get_type_hints(Common, include_extras=True)
    parameters = [
        parameter.replace(annotation=hints[name]) for name, parameter in own.parameters.items() if name != "common"
    ]
    parameters += [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=shared[field.name]
        )
        for field in fields(Common)
    ]

    def called(*args: Any, **given: Any) -> int:
        common = Common(**{field.name: given.pop(field.name) for field in fields(Common)})
        return function(*args, **given, common=common)

    parameters.sort(key=lambda parameter: parameter.default is not inspect.Parameter.empty)
    keyword = inspect.Parameter.KEYWORD_ONLY
    signature = inspect.Signature([parameter.replace(kind=keyword) for parameter in parameters])
    called.__signature__ = signature  # type: ignore[attr-defined]
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    called.__doc__, called.__name__ = function.__doc__, function.__name__
    return called
