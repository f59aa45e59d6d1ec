"""The one place that reads what the user named: a file, standard input, or a file of an example."""

import sys
from contextlib import suppress

from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.examples import is_example, read_example
from plan_cli.files import note_input

#: Names standard input.
STDIN = "-"
_PROBLEMS = {FileNotFoundError: "missing_file", IsADirectoryError: "directory", PermissionError: "permission"}


def read_bytes(file: str, limit: int | None = None) -> bytes | Diagnostic:
    """At most ``limit`` bytes of a file, of standard input or of an example; or why it cannot be read."""
    try:
        if file == STDIN:
            if sys.stdin is None:
                return _unreadable(file, "closed")
            with suppress(OSError, ValueError):
                # A file may stand behind it: plan check 2023 - < a.csv
                note_input(sys.stdin.fileno())
            return sys.stdin.buffer.read(limit if limit else -1)
        if is_example(file):
            content = read_example(file)
            return _unreadable(file, "missing_file") if content is None else content
        with open(file, "rb") as opened:
            note_input(file)
            return opened.read(limit if limit else -1)
    except OSError as error:
        return _unreadable(file, _PROBLEMS.get(type(error), error.strerror or type(error).__name__))
    except ValueError as error:
        # A name with a null character.
        return _unreadable(file, str(error))


def must_open(file: str) -> None:
    """Raise the ``OSError`` of a file that cannot be opened; standard input and examples always can."""
    if file != STDIN and not is_example(file):
        with open(file, "rb"):
            pass


def _unreadable(file: str, problem: str) -> Diagnostic:
    return Diagnostic("PLN018", {"file": file, "problem": problem}, place=Place(file))
