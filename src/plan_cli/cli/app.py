"""The typer app: every command, found by walking ``commands``.

A module of ``commands`` has a function of its own name and says in ``FORMATS`` what that function can write. Only the
module of the command that was asked for is loaded; all of them for the help, a misspelt name and completion.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from plan_cli import __version__
from plan_cli.cli import commands
from plan_cli.cli.errors import CannotRunError
from plan_cli.cli.option_groups import command
from plan_cli.cli.output import print_note, write_stdout
from plan_cli.cli.settings import project_settings
from plan_cli.registry import modules_in

ABOUT = "Targets of a multi-year plan: yearly milestones, checks of what was reported, an audit of the plan."
EXAMPLES = ("plan check 2023 data/actuals/changsha.csv", "plan milestones --lang en")
#: Set by a shell that asks for completions.
COMPLETE_VARIABLE = "_PLAN_COMPLETE"
#: What an editor or an input method makes of a hyphen.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
#: The commands that help lists first.
_FIRST = ("check", "milestones", "validate", "show", "explain", "forecast", "report", "chart")


def command_names() -> list[str]:
    """Every command, in the order of the help."""
    names = modules_in(commands.__path__)
    return sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))


class StrictCommand(typer.core.TyperCommand):
    """A command that rejects what typer would silently accept: a single-valued option given twice, an empty value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments as typer does, after the stricter checks."""
        if not ctx.resilient_parsing:
            self._refuse_dashes(ctx, args)
            given = self._given(ctx, args)
            for param in given:
                single = isinstance(param, typer.core.TyperOption) and not (param.multiple or param.is_flag)
                if single and given.count(param) > 1:
                    raise _refused(param, "it is given more than once.", ctx)
            if not any(param.is_eager for param in given):
                # typer builds a validator for every parameter, even for one that keeps its default.
                settings = ctx.default_map or {}
                self.params = [each for each in self.params if each in given or each.required or each.name in settings]
        try:
            rest = super().parse_args(ctx, args)
        except typer.BadParameter as error:
            if error.param is not None and _by_default(ctx, error.param.name):
                key = error.param.name.replace("_", "-")
                place = project_settings()[0].place_of(key, ctx.info_name or "")
                error.add_note(f"{place.file}:{place.line}:{place.column}")
            raise
        for param in self.get_params(ctx):
            value = ctx.params.get(param.name)
            if not ctx.resilient_parsing and "" in (value if isinstance(value, (list, tuple)) else (value,)):
                raise _refused(param, "it is empty.", ctx)
        return rest

    def _refuse_dashes(self, ctx: Any, args: list[str]) -> None:
        """Stop at an option whose hyphens an editor or an input method turned into a dash."""
        known = {name for param in self.get_params(ctx) for name in param.opts if name.startswith("-")}
        for word in args:
            if word.startswith(tuple(_DASHES)):
                found = word.lstrip(f"-{_DASHES}").partition("=")[0]
                option = next((name for name in (f"--{found}", f"-{found}") if name in known), None)
                if option is not None:
                    raise CannotRunError(ctx.obj.text("usage_dash", got=word, option=option))

    def _given(self, ctx: Any, args: list[str]) -> list[Any]:
        """The parameters that the words give, a repeated one as often as it is given."""
        try:
            return list(self.make_parser(ctx).parse_args(args=list(args))[2])
        except typer.TyperException as error:
            # So that its usage is that of the command.
            vars(error).setdefault("ctx", None)
            vars(error)["ctx"] = vars(error)["ctx"] or ctx
            raise

    def invoke(self, ctx: Any) -> Any:
        """Run the command; with ``-v`` after saying what the project's settings changed."""
        if ctx.params.get("verbose") and ctx.default_map:
            used = [
                f"{name.replace('_', '-')} = {ctx.params[name]}" for name in ctx.default_map if _by_default(ctx, name)
            ]
            print_note(ctx.obj.text("settings_used", file=project_settings()[0].file, used=used))
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """Write the help in the language of the run, as any result is written, and end."""
        from plan_cli.cli.help import help_text

        write_stdout(help_text(self, ctx, ctx.obj), machine=False)
        raise typer.Exit


class LocalGroup(typer.core.TyperGroup):
    """The program itself, with help in the language of the run."""

    get_help = StrictCommand.get_help


def _refused(param: Any, why: str, ctx: Any) -> typer.BadParameter:
    return typer.BadParameter(why, ctx, param)


def _by_default(ctx: Any, name: str) -> bool:
    """Whether a value comes from the project's settings."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "DEFAULT_MAP"


def command_of(name: str) -> Any:
    """A command as typer has it, with its parameters."""
    group = typer.main.get_command(app_for([name]))
    assert isinstance(group, typer.core.TyperGroup)
    return group.commands[name]


def app_for(words: Sequence[str]) -> typer.Typer:
    """The app with the command that a command line asks for, or with all of them."""
    app = typer.Typer(
        name="plan",
        cls=LocalGroup,
        help="\n\n".join([ABOUT, "Examples:", *(f"  {example}" for example in EXAMPLES)]),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in _named_command(words):
        module = import_module(f"{commands.__name__}.{name}")
        app.command(name, cls=StrictCommand)(command(getattr(module, name), module.FORMATS))
    return app


def _named_command(words: Sequence[str]) -> Sequence[str]:
    """The commands to load."""
    names = command_names()
    if COMPLETE_VARIABLE in os.environ or not words:
        return names
    if words[0] in ("-V", "--version"):
        return ()
    return words[:1] if words[0] in names else names


def _version(wanted: bool) -> None:
    if wanted:
        write_stdout(f"plan {__version__}\n", machine=True)
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("-V", "--version", is_eager=True, callback=_version, help="Print the version.")
    ] = False,
) -> None:
    """The options before a command."""


def given_in(words: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """As much as typer can parse of a command line with a mistake in it: the parameters, and the words left over."""
    group = typer.main.get_command(app_for(words))
    found = group.commands.get(words[0]) if isinstance(group, typer.core.TyperGroup) and words else None
    if found is None:
        return {}, []
    lenient: dict[str, Any] = {"resilient_parsing": True, "ignore_unknown_options": True, "allow_extra_args": True}
    with found.make_context(words[0], list(words[1:]), **lenient) as context:
        return dict(context.params), list(context.args)
