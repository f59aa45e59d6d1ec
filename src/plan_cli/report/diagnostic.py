"""Findings on one line each, ``FILE:LINE:COL: severity[CODE] message (hint)``; and how the run ended."""

from collections.abc import Iterable

from plan_cli.codes import Severity
from plan_cli.diagnostics import NOWHERE, Diagnostic
from plan_cli.exits import Exit, FailOn
from plan_cli.i18n import Messages
from plan_cli.report.table import Paragraph


def without_place(found: Diagnostic, messages: Messages) -> str:
    """A diagnostic where its place is known from the context: ``severity[CODE] message (hint)``."""
    hint = messages.hint(found)
    return f"{found.severity}[{found.code}] {messages.message(found)}{messages.bracketed(hint)}"


def concise(found: Diagnostic, messages: Messages) -> str:
    """A diagnostic with its place, which in a workbook is the cell's address."""
    place = found.place or NOWHERE
    where = place.file
    if place.cell:
        where += f":{place.cell}"
    elif place.line:
        where += f":{place.line}:{place.column}"
    return f"{where}: {without_place(found, messages)}"


def diagnostic_lines(found: Iterable[Diagnostic], messages: Messages) -> list[Paragraph]:
    """One paragraph for each diagnostic, styled by its severity."""
    return [Paragraph(concise(each, messages), str(each.severity)) for each in found]


def up_to_errors(found: Iterable[Diagnostic], most: int | None) -> tuple[Diagnostic, ...]:
    """The diagnostics up to the error number ``most``; all of them where that is None."""
    shown, errors = [], 0
    for diagnostic in found:
        if most is not None and errors >= most:
            break
        shown.append(diagnostic)
        errors += diagnostic.severity is Severity.ERROR
    return tuple(shown)


def exit_line(exit: Exit, messages: Messages, threshold: FailOn) -> str:
    """The last line of a report: the exit code, why it is that one, and the ``--fail-on`` threshold that held."""
    because = messages.text(f"exit_because_{exit.reason}")
    why = because + messages.bracketed(messages.text("fail_on", what=str(threshold)))
    return messages.text("foot_exit", code=int(exit.code), why=why)
