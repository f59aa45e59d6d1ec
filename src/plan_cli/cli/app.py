"""The app: every command, found by walking ``commands``, as typer knows it: help, mistakes and what else is not plain.

A well-formed command line does not come here (``wellformed.py``).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from plan_cli import __version__
from plan_cli.cli import commands
from plan_cli.cli.params import Option, Parameter, call, parameters_of
from plan_cli.registry import modules_in

#: In which order help lists them; a command that is not named here comes last.
_ORDER = (
    "check", "milestones", "validate", "show", "explain", "forecast", "report", "chart", "template", "init", "schema",
    "completion",
)  # fmt: skip

app = typer.Typer(
    name="plan",
    help="Targets of a multi-year plan: yearly milestones, checks of what was reported, an audit of the plan.\n\n"
    "Examples:\n\n  plan check 2023 data/actuals/changsha.csv\n\n  plan milestones --lang en",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(version: bool = typer.Option(False, "--version", help="Print the version.", is_eager=True)) -> None:
    if version:
        typer.echo(f"plan {__version__}")
        raise typer.Exit


def _add() -> None:
    names = modules_in(commands.__path__)
    for name in sorted(names, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        function = getattr(import_module(f"{commands.__name__}.{name}"), name)
        app.command(name)(typed(function, call))


def typed(function: Callable[..., int], run: Callable[[Callable[..., int], Mapping[str, Any]], int]) -> Any:
    """A function that typer understands, with the parameters of a command; it hands what was told to ``run``."""
    parameters = sorted(parameters_of(function), key=lambda parameter: not parameter.needed)

    def called(**told: Any) -> int:
        return run(function, told)

    signature = inspect.Signature([_parameter(parameter) for parameter in parameters])
    called.__signature__ = signature  # type: ignore[attr-defined]
    called.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    called.__doc__, called.__name__ = function.__doc__, function.__name__
    return called


def _parameter(parameter: Parameter) -> inspect.Parameter:
    said = parameter.said
    made = (
        typer.Option(*said.names, metavar=said.metavar, help=said.help, min=said.min)
        if isinstance(said, Option)
        else typer.Argument(metavar=said.metavar, help=said.help)
    )
    default = inspect.Parameter.empty if parameter.needed else parameter.default
    annotation = Annotated[parameter.type, made]  # type: ignore[name-defined]
    return inspect.Parameter(parameter.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_add()
