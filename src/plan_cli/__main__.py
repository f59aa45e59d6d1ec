"""The program: ``plan``, also ``python -m plan_cli``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from plan_cli.exits import ExitCode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code; without any, be the process and end it."""
    if arguments is not None:
        return _run(arguments)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by the caller: there is nobody to write to.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    # Half-written files are removed on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.TERMINATED))
    return _leave(_run(sys.argv[1:]))


def _run(arguments: Sequence[str]) -> int:
    try:
        from plan_cli.cli import run
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except RuntimeError as error:
        # Python 3.11 wraps what interrupts the making of a class.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return ExitCode.INTERRUPTED
        raise
    return int(run(arguments))


def _watched() -> bool:
    """Whether a profiler, a debugger or a meter of coverage waits for the end; from Python 3.12 on they have places."""
    places = getattr(sys, "monitoring", None)
    taken = places is not None and any(map(places.get_tool, range(6)))
    return taken or sys.getprofile() is not None or sys.gettrace() is not None


def _leave(code: int) -> int:
    """End the process at once: taking every module down takes as long as loading pydantic (docs/decisions.md)."""
    if not _watched():
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            # Closed or gone: the interpreter knows what to say of that.
            return code
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
