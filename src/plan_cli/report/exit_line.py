"""The last line of a report: the exit code and which of its reasons held."""

from __future__ import annotations

from plan_cli.exits import Exit, FailOn
from plan_cli.i18n import Messages


def exit_line(exit: Exit, messages: Messages, threshold: FailOn) -> str:
    """The exit code, why it is that one, and the ``--fail-on`` threshold that held."""
    because = messages.text(f"exit_because_{exit.reason}")
    why = because + messages.bracketed(messages.text("fail_on", what=str(threshold)))
    return messages.text("foot_exit", code=int(exit.code), why=why)
