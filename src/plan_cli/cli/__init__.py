"""The command line: typer parses it, one module runs each command, and one exit code comes back.

Here stands what happens around a command. To add one: a module in ``commands/`` with a function of that name, its
docstring (with ``Examples:``) and ``FORMATS``; one transcript in docs/commands.md.
"""

import os
import sys
from collections.abc import Sequence

import typer

from plan_cli import files
from plan_cli.cli.app import ABOUT, COMPLETE_VARIABLE, EXAMPLES, app_for, command_names, command_of
from plan_cli.cli.errors import CannotRunError, language_in, messages_for, report_error, report_fault, without_language
from plan_cli.cli.output import flush_stdout, write_stdout
from plan_cli.cli.settings import defaults_of
from plan_cli.exits import ExitCode, code_of_stop
from plan_cli.i18n import Messages


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code. Never lets an exception through."""
    words = list(arguments)
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    files.forget_files()
    try:
        code = dispatch(words)
        flush_stdout()
        return code
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as left:
        # typer turns a closed pipe into an exit.
        if isinstance(left.__context__, BrokenPipeError):
            return _reader_gone()
        return int(left.code or 0)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except (CannotRunError, files.WriteError, typer.TyperException) as error:
        return report_error(error, words)
    except Exception as error:
        stopped = code_of_stop(error)
        return report_fault(error, words) if stopped is None else stopped


def _reader_gone() -> int:
    """End quietly after a closed pipe: the interpreter must not flush stdout again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.PIPE_CLOSED


def dispatch(words: list[str]) -> int:
    """Have typer read the command line and call its command."""
    # Looking for pydantic plugins means reading the metadata of everything installed; we have none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    # NumPy starts threads for linear algebra as it is loaded, which spin for longer than it takes; we have none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    messages = messages_for(language_in(words))
    if words[:1] in (["-h"], ["--help"]):
        words = without_language(words)
    if COMPLETE_VARIABLE in os.environ:
        from plan_cli.cli.commands.completion import register_shells

        register_shells()
    elif not words:
        write_stdout(_usage(messages), machine=False)
        return ExitCode.UNABLE
    name = words[0] if words else ""
    names = command_names() if COMPLETE_VARIABLE not in os.environ else []
    defaults = {name: defaults_of(name, command_of, names, messages)} if name in names else {}
    context = {"obj": messages, "default_map": defaults}
    try:
        return int(app_for(words)(words, prog_name="plan", standalone_mode=False, **context) or 0)
    except typer.Abort:
        return ExitCode.INTERRUPTED


def _usage(messages: Messages) -> str:
    """What a bare ``plan`` prints: how it is used, two examples, the commands by name."""
    examples = "".join(f"  {example}\n" for example in EXAMPLES)
    usage = messages.text("usage", usage=f"plan {messages.help_of('COMMAND')} {messages.help_of('[OPTIONS]')} …")
    names = messages.text("help_commands") + messages.text("colon") + ", ".join(command_names())
    parts = (usage, messages.help_of(ABOUT), f"{messages.help_of('Examples:')}\n{examples}{names}")
    return "\n\n".join(parts) + f"\n{messages.text('help_more')}\n"
