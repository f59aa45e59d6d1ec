"""The program: ``plan``, also ``python -m plan_cli``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

#: Modules of those who want to tell something when a process has ended in order.
_WATCHERS = frozenset(("bdb", "cProfile", "coverage", "profile", "trace"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code; without any, be the process and end it."""
    if arguments is None:
        # The process is ours and ends soon: looking for cycles would only go through what stays, again and again.
        gc.disable()
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                # Closed by whoever called us: nothing is said to nobody.
                setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        return _leave(main(sys.argv[1:]))
    given = list(arguments)
    if given == ["--version"]:
        # Nothing is imported to say who one is.
        from plan_cli import VERSION_LINE

        # Where it cannot be said, that is told as after any other command.
        with suppress(OSError):
            sys.stdout.write(VERSION_LINE)
            sys.stdout.flush()
            return 0
    from plan_cli.cli import run

    return int(run(given))


def _leave(code: int) -> int:
    """End the process at once: to take a large library down piece by piece takes as long as to load it."""
    if not _WATCHERS & sys.modules.keys():
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (AttributeError, OSError, ValueError):
            # Closed or gone: the interpreter knows what to say of that.
            return code
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
