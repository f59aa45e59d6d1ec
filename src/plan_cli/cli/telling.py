"""Telling: what is said where a command could not run."""

from __future__ import annotations

from collections.abc import Sequence

from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.output import note, out
from plan_cli.exits import ExitCode
from plan_cli.text import visible


def tell(trouble: CannotRunError, given: Sequence[str]) -> int:
    """Say why a command could not run: on stderr, or as ``plan.error/1`` where JSON was asked for."""
    joined = " ".join(given)
    if "--format json" in joined or "--format=json" in joined:
        from plan_cli.render.json import document
        from plan_cli.report.validate import ErrorReport

        out(document(ErrorReport(trouble.message, trouble.diagnostics).wire()), machine=True)
        return ExitCode.UNABLE
    if trouble.diagnostics:
        from plan_cli.report.diagnostic import concise

        messages = messages_for(_lang(given))
        for diagnostic in trouble.diagnostics:
            if messages.message(diagnostic) not in trouble.message:
                note(visible(concise(diagnostic, messages)))
    note(f"plan: {trouble.message}")
    return ExitCode.UNABLE


def _lang(given: Sequence[str]) -> str | None:
    for position, argument in enumerate(given):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and position + 1 < len(given):
            return given[position + 1]
    return None
