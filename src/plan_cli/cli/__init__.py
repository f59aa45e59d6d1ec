"""The command line: one module for each command, found by walking this package's ``commands``.

Here stands what happens around a command: which exit code follows from what, and how trouble is messages. To add a
command: one module in ``commands/`` with a function of that name and its docstring, and one transcript.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from plan_cli.cli.errors import CannotRunError
from plan_cli.cli.output import flush, out
from plan_cli.cli.telling import tell
from plan_cli.exits import ExitCode

ISSUES = "https://github.com/target-path/target-path/issues"


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code. Never lets an exception through."""
    given = list(arguments)
    end = given.index("--") if "--" in given else len(given)
    debug = "--debug" in given[:end]
    given = [argument for argument in given[:end] if argument != "--debug"] + given[end:]
    try:
        code = _run(given)
        flush()
        return code
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as left:
        # What typer makes of a closed pipe.
        if isinstance(left.__context__, BrokenPipeError):
            return _reader_gone()
        raise
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except CannotRunError as trouble:
        return tell(trouble, given)
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        from plan_cli import __version__
        from plan_cli.cli.errors import messages_for

        facts = {"version": __version__, "error": f"{type(error).__name__}: {error}"[:200], "url": ISSUES}
        sys.stderr.write(messages_for(None).word("fault", **facts) + "\n")
        return ExitCode.FAULT


def _reader_gone() -> int:
    """The interpreter must not try to flush once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.PIPE_CLOSED


def _run(given: list[str]) -> int:
    # Looking for pydantic plugins means reading the metadata of everything installed; we have none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    if "_PLAN_COMPLETE" in os.environ:
        from plan_cli.cli.completion import answer

        sys.stdout.write("".join(f"{word}\n" for word in answer(os.environ)))
        return ExitCode.OK
    if given == ["--version"]:
        from plan_cli import VERSION_LINE

        out(VERSION_LINE, machine=True)
        return ExitCode.OK
    from plan_cli.cli.params import call
    from plan_cli.cli.wellformed import read

    plain = read(given)
    return _typer(given) if plain is None else call(*plain)


def _typer(given: list[str]) -> int:
    """Help, and every command line that is not plainly well-formed."""
    import typer

    from plan_cli.cli.app import app

    try:
        if not given:
            sys.stdout.write(_short_help())
            return ExitCode.UNABLE
        result = app(given, standalone_mode=False)
        return int(result or 0)
    except typer.Exit as left:
        return ExitCode.INTERRUPTED if left.exit_code == ExitCode.INTERRUPTED else int(left.exit_code)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as wrong:
        raise CannotRunError(wrong.format_message()) from wrong


def _short_help() -> str:
    """What a bare ``plan`` says: how it is used, two examples, the commands by name."""
    from plan_cli.cli.app import app

    names = ", ".join(command.name or "" for command in app.registered_commands)
    about, _, _ = (app.info.help or "").partition("\n\n")
    return (
        f"Usage: plan COMMAND [OPTIONS] …\n\n{about}\n\nExamples:\n  plan check 2023 data/actuals/changsha.csv\n"
        f"  plan milestones --lang en\n\nCommands: {names}\nplan --help says what each does; plan COMMAND --help how.\n"
    )
