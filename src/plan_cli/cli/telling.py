"""Telling: what is said where a command could not run."""

from __future__ import annotations

from collections.abc import Sequence

from plan_cli.cli.errors import CannotRunError, speaker_for
from plan_cli.cli.output import note, out
from plan_cli.exits import ExitCode
from plan_cli.text import visible


def tell(trouble: CannotRunError, given: Sequence[str]) -> int:
    """Say why a command could not run: on stderr, or as ``plan.error/1`` where JSON was asked for."""
    joined = " ".join(given)
    if "--format json" in joined or "--format=json" in joined:
        from plan_cli.render.json import document
        from plan_cli.report.validate import FindingsReport

        out(document(FindingsReport(trouble.message, trouble.findings).wire()), machine=True)
        return ExitCode.UNABLE
    if trouble.findings:
        from plan_cli.report.diagnostic import concise

        told = speaker_for(_lang(given))
        for finding in trouble.findings:
            if told.message(finding) not in trouble.message:
                note(visible(concise(finding, told)))
    note(f"plan: {trouble.message}")
    return ExitCode.UNABLE


def _lang(given: Sequence[str]) -> str | None:
    for position, argument in enumerate(given):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and position + 1 < len(given):
            return given[position + 1]
    return None
