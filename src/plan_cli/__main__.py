"""The program: ``plan``, also ``python -m plan_cli``."""

from __future__ import annotations

import os
import sys

# What takes time to load is loaded where an interrupt is expected.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


#: So many seconds after a signal a run has to end by itself; until then further signals change nothing.
PATIENCE = 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code; without any, be the process and end it."""
    try:
        if arguments is None:
            _take_over()
        from plan_cli.cli import run

        code = int(run(sys.argv[1:] if arguments is None else arguments))
        return _leave(code) if arguments is None else code
    except (KeyboardInterrupt, RuntimeError) as error:
        from plan_cli.exits import code_of_stop

        stopped = code_of_stop(error)
        if stopped is None:
            raise
        return _leave(stopped) if arguments is None else stopped


def _take_over() -> None:
    """Set up the process: streams to write to, and an orderly end by signals, which removes half-written files."""
    import gc
    import signal
    from time import monotonic

    from plan_cli.exits import ExitCode, Stop

    # Nearly all that a run makes are modules and models that live as long as it does: to look through them for cycles
    # at every 700 of them takes a fourteenth of a usual check.
    gc.set_threshold(100_000, 10, 10)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by the caller: there is nobody to write to.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115

    def stop(code: ExitCode) -> None:
        if Stop.code is not None:
            # Whoever presses Ctrl-C twice must not interrupt the cleaning up; but nothing may keep a run for ever.
            if monotonic() - Stop.since > PATIENCE:
                _end(Stop.code)
            return
        Stop.code, Stop.since = code, monotonic()
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
        _end(code)
    return code


def _end(code: int) -> None:
    """End the process, with no file half written."""
    # Where nothing was written the module is not loaded.
    files = sys.modules.get("plan_cli.files")
    if files is not None:
        files.remove_temporaries()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
