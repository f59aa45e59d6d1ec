"""Exit codes, and the one place that decides which of them a run ends with.

Scripts rely on the numbers: never change one. A new reason for a code is one line in ``Reason`` and one in each
language's words (``exit_because_…``).
"""

from enum import IntEnum, StrEnum
from typing import ClassVar, NamedTuple


class ExitCode(IntEnum):
    """What the process returns to its caller."""

    OK = 0
    """Ran, and nothing at or above the ``--fail-on`` threshold."""
    FOUND = 1
    """Ran, and found something: an indicator behind, an unsound plan, bad data."""
    UNABLE = 2
    """Could not run: usage, a file missing or unreadable, an unsound plan where a sound one is needed."""
    NOTHING_EVALUATED = 3
    """Ran, but not one indicator could be evaluated."""
    FAULT = 70
    """An internal error."""
    HUNG_UP = 129
    """The terminal was closed (SIGHUP)."""
    INTERRUPTED = 130
    """Interrupted from the keyboard."""
    PIPE_CLOSED = 141
    """The reader closed the pipe."""
    TERMINATED = 143
    """Stopped by SIGTERM."""


class Stop:
    """By which signal this process was stopped, as the exit code that it means, and when; nothing while none came."""

    code: ClassVar[ExitCode | None] = None
    since: ClassVar[float] = 0.0


def code_of_stop(error: BaseException | None) -> int | None:
    """How a run ends that was stopped from outside, by Ctrl-C or a signal; None for any other error."""
    # What they interrupt may make another error of it: the making of a class (Python 3.11), a lock.
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return ExitCode.INTERRUPTED
        if isinstance(error, SystemExit):
            return int(error.code or 0)
        error = error.__cause__ or error.__context__
    # Pydantic's core makes an error of it that does not say what it was.
    return Stop.code


class FailOn(StrEnum):
    """Which findings make the exit code 1."""

    AUTO = "auto"
    """As ``binding`` where the plan has binding indicators, else as ``any``."""
    BINDING = "binding"
    ANY = "any"
    NEVER = "never"

    def settled(self, has_binding: bool) -> "FailOn":
        """The threshold that holds for a plan: what ``auto`` stands for."""
        if self is not FailOn.AUTO:
            return self
        return FailOn.BINDING if has_binding else FailOn.ANY


class ChangeThreshold(StrEnum):
    """Which changes make the exit code of a comparison 1."""

    NEVER = "never"
    WEAKER = "weaker"
    ANY = "any"


class Reason(StrEnum):
    """Why a run ended with its code; the value names the words that say so."""

    UNREADABLE = "unreadable"
    NOT_CHECKED = "not_checked"
    BAD_DATA = "bad_data"
    BINDING_BEHIND = "binding_behind"
    BEHIND = "behind"
    UNSOUND = "unsound"
    DOUBTFUL = "doubtful"
    NOTHING_EVALUATED = "nothing_evaluated"
    EMPTY_ALLOWED = "empty_allowed"
    NEVER = "never"
    WEAKER = "weaker"
    CHANGED = "changed"
    CLEAN = "clean"


class Exit(NamedTuple):
    """How a run ends."""

    code: ExitCode
    reason: Reason


DONE = Exit(ExitCode.OK, Reason.CLEAN)


def exit_of_verdicts(
    fail_on: FailOn,
    *,
    bad_data: bool,
    behind: int = 0,
    binding_behind: int = 0,
    evaluated: int,
    allow_empty: bool = False,
) -> Exit:
    """How a run over actuals ends: the first that holds of 1, 3, 0. ``fail_on`` is settled, never ``auto``."""
    found = (
        Reason.BAD_DATA
        if bad_data
        else Reason.BINDING_BEHIND
        if binding_behind
        else Reason.BEHIND
        if behind and fail_on is FailOn.ANY
        else None
    )
    if found and fail_on is not FailOn.NEVER:
        return Exit(ExitCode.FOUND, found)
    if not evaluated and not allow_empty:
        return Exit(ExitCode.NOTHING_EVALUATED, Reason.NOTHING_EVALUATED)
    if found:
        return Exit(ExitCode.OK, Reason.NEVER)
    return DONE if evaluated else Exit(ExitCode.OK, Reason.EMPTY_ALLOWED)


def exit_of_plans(fail_on: FailOn, *, unreadable: bool, errors: int, warnings: int) -> Exit:
    """How a validation ends: the first that holds of 2, 1, 0. Warnings count under ``any``."""
    if unreadable:
        return Exit(ExitCode.UNABLE, Reason.UNREADABLE)
    found = Reason.UNSOUND if errors else Reason.DOUBTFUL if warnings and fail_on is FailOn.ANY else None
    if found is None:
        return DONE
    return Exit(ExitCode.OK, Reason.NEVER) if fail_on is FailOn.NEVER else Exit(ExitCode.FOUND, found)


def exit_of_changes(fail_on: ChangeThreshold, *, weaker: int, changed: int) -> Exit:
    """How a comparison ends: 1 where something got weaker or changed at all, as it was asked for."""
    if fail_on is not ChangeThreshold.NEVER and weaker:
        return Exit(ExitCode.FOUND, Reason.WEAKER)
    return Exit(ExitCode.FOUND, Reason.CHANGED) if fail_on is ChangeThreshold.ANY and changed else DONE
