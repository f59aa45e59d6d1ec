"""The program: ``plan``, also ``python -m plan_cli``."""

from __future__ import annotations

import os
import sys

# What takes time to load is loaded where an interrupt is expected.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code; without any, be the process and end it."""
    if arguments is not None:
        return _run(arguments)
    return _leave(_run(sys.argv[1:], process=True))


def _run(arguments: Sequence[str], *, process: bool = False) -> int:
    try:
        if process:
            _take_over()
        from plan_cli.cli import run
    except (KeyboardInterrupt, RuntimeError) as error:
        from plan_cli.exits import code_of_stop

        code = code_of_stop(error)
        if code is None:
            raise
        return code
    return int(run(arguments))


def _take_over() -> None:
    """Set up the process: streams to write to, and an orderly end by signals, which removes half-written files."""
    import gc
    import signal

    from plan_cli.exits import ExitCode, Stop

    # Nearly all that a run makes are modules and models that live as long as it does: to look through them for cycles
    # at every 700 of them takes a fourteenth of a usual check.
    gc.set_threshold(100_000, 10, 10)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by the caller: there is nobody to write to.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115

    def stop(code: ExitCode) -> None:
        Stop.code = code
        if code is ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)

    codes = {"SIGINT": ExitCode.INTERRUPTED, "SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}
    for name, code in codes.items():
        number = getattr(signal, name, None)
        # nohup has SIGHUP ignored, Windows has none.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_, code=code: stop(code))


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
