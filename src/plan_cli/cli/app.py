"""The app: every command, found by walking ``commands``, with the options that all of them share."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import typer

from plan_cli import __version__
from plan_cli.cli import commands
from plan_cli.cli.options import with_common

#: In which order help lists them; a command that is not named here comes last.
_ORDER = (
    "check", "milestones", "validate", "show", "explain", "forecast", "report", "chart", "template", "init", "schema",
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
    names = [module.name for module in iter_modules(commands.__path__)]
    for name in sorted(names, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        function = getattr(import_module(f"{commands.__name__}.{name}"), name)
        app.command(name)(with_common(function))


_add()
