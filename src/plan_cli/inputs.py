"""The one place that reads what the user named: a file, standard input, or the plan that comes with the program."""

from __future__ import annotations

import os
import sys
from pkgutil import get_data

from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.files import note_input

#: Names standard input.
STDIN = "-"
#: Names the plan that comes with the program, in messages too.
BUNDLED = "bundled:targets.yaml"
_PROBLEMS = {FileNotFoundError: "missing_file", IsADirectoryError: "directory", PermissionError: "permission"}


def read_bytes(file: str, limit: int | None = None) -> bytes | Diagnostic:
    """At most ``limit`` bytes of a file, of standard input or of the bundled plan; or why it cannot be read."""
    if file == BUNDLED:
        return _bundled_plan()
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(limit if limit else -1)
        with open(file, "rb") as opened:
            note_input(file)
            return opened.read(limit if limit else -1)
    except OSError as error:
        problem = _PROBLEMS.get(type(error), error.strerror or type(error).__name__)
        return Diagnostic("PLN018", {"file": file, "problem": problem}, place=Place(file))


def _bundled_plan() -> bytes:
    try:
        return get_data("plan_cli", "bundled/targets.yaml") or b""
    except OSError:
        # Run from a working tree, where the plan stands beside the program.
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "data", "targets.yaml"), "rb") as opened:
            return opened.read()
