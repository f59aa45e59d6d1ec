"""The exit codes, as a type. Scripts rely on their numbers: never change one."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0
    """Ran, and nothing at or above the line that ``--fail-on`` draws."""
    FOUND = 1
    """Ran, and found something: an indicator behind, an unsound plan, bad data."""
    UNABLE = 2
    """Could not run: usage, a file missing or unreadable, an unsound plan where a sound one is needed."""
    NOTHING_EVALUATED = 3
    """Ran, but not one indicator could be evaluated."""
    FAULT = 70
    """A fault of ours."""
    INTERRUPTED = 130
    """Interrupted from the keyboard."""
    PIPE_CLOSED = 141
    """The reader closed the pipe."""
