"""Errors: why a command cannot run, and the one place that reports it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import typer

from plan_cli import files
from plan_cli.addresses import ISSUES
from plan_cli.exits import ExitCode
from plan_cli.i18n import MACHINE, Messages, languages, messages_in
from plan_cli.text import visible

if TYPE_CHECKING:
    from plan_cli.diagnostics import Diagnostic

#: The formats that can carry an error: a program that reads one must not take silence for a clean result.
_ERROR_FORMATS = ("json", "sarif", "junit", "gitlab", "github")
#: The beginning of a result in one of these formats.
_RESULT = rb'\{\s*"schema": "plan\.|\{\s*"\$schema": "[^"]*sarif|<\?xml[^>]*>\s*<testsuites name="plan"'


class CannotRunError(Exception):
    """The command cannot do its work: exit code 2. Raised and caught in the command line only."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.diagnostics = message, diagnostics


class WrongWordError(CannotRunError):
    """A word of the command line does not fit its place; it may belong elsewhere on the line."""


def cannot_run(diagnostic: Diagnostic, messages: Messages) -> CannotRunError:
    """The error of a command that a diagnostic keeps from running."""
    hint, place = messages.hint(diagnostic), diagnostic.place
    line = f"{visible(place.file)}:{place.line}: " if place is not None and place.line > 1 else ""
    kind = WrongWordError if diagnostic.code == "PLN018" else CannotRunError
    return kind(line + messages.message(diagnostic) + messages.bracketed(hint), (diagnostic,))


def unusable(word: str, file: str, found: tuple[Diagnostic, ...], messages: Messages) -> CannotRunError:
    """The error of a file with errors in it; ``word`` is the key of the sentence that counts them."""
    return CannotRunError(messages.text(word, errors=sum(each.severity.rank == 0 for each in found), file=file), found)


def needs(extra: str, modules: tuple[str, ...], what: str, messages: Messages) -> None:
    """Stop where one of the modules of an extra cannot be imported, with the command that installs it."""
    if any(find_spec(module) is None for module in modules):
        raise CannotRunError(messages.text("usage_extra", what=what, command=f"pip install 'target-path[{extra}]'"))


def messages_for(lang: str | None) -> Messages:
    """The words of the language: --lang, $PLAN_LANG, the project's, then the locale's; else English."""
    from plan_cli.cli.settings import setting

    stated = lang if _language(lang) else None
    wanted = stated or os.environ.get("PLAN_LANG") or setting("lang")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = wanted or os.environ.get(name)
    return messages_in(_language(wanted) or MACHINE)


def _language(wanted: str | None) -> str:
    """The language that a name or a locale (zh_CN.UTF-8) means; empty where there are no words in it."""
    language = (wanted or "").replace("-", "_").split("_")[0].split(".")[0].lower()
    return language if language in languages() else ""


def language_in(words: Sequence[str]) -> str | None:
    """The language that a command line names, even if it has a mistake elsewhere."""
    for position, word in enumerate(words):
        name, given, value = word.partition("=")
        if name == "--lang":
            return value if given else next(iter(words[position + 1 : position + 2]), None)
    return None


def without_language(words: Sequence[str]) -> list[str]:
    """The words without those that name a language."""
    before = ("", *words[:-1])
    return [
        word for word, last in zip(words, before, strict=True) if not word.startswith("--lang") and last != "--lang"
    ]


def choice(value: str, option: str, known: Sequence[str], messages: Messages) -> str:
    """The value, if it is one of those known."""
    if value not in known:
        raise CannotRunError(messages.text("usage_choice", got=value, option=option, known=list(known)))
    return value


def refuse_options(options: Mapping[str, object] | Iterable[str], word: str, messages: Messages, **facts: Any) -> None:
    """Stop at the first of these options, of a mapping at the first that has a value, with the sentence ``word``."""
    given = (name for name, value in options.items() if value) if isinstance(options, Mapping) else options
    for option in given:
        raise CannotRunError(messages.text(word, option=option, **facts))


def report_error(error: Exception, words: Sequence[str]) -> ExitCode:
    """Report why a command line could not run: in a format for programs where one was asked for, else on stderr.

    With ``-o`` the document replaces an older one there, which could be taken for the result of this run.
    """
    from plan_cli.cli.app import given_in
    from plan_cli.cli.mistakes import usage_after
    from plan_cli.cli.output import print_note, write_stdout
    from plan_cli.render import format_of

    given, _ = given_in(words)
    messages = messages_for(language_in(words))
    message, diagnostics = _message_of(error, messages)
    message = _with_suggestion(message, error, words, messages)
    output = None if given.get("output") in (None, "", "-") else str(given["output"])
    if given.get("by") and output:
        from plan_cli.cli.panel import holds_verdicts

        output = None if holds_verdicts(output) else output
    usage = usage_after(error, words, messages)
    format = given.get("format") or (output and format_of(output))
    if format in _ERROR_FORMATS:
        content = _error_document(format, message, diagnostics, messages)
        if output is None:
            write_stdout(content, machine=True)
            return ExitCode.UNABLE
        _write_error_file(output, content.encode("utf-8", "backslashreplace"))
    if diagnostics:
        from plan_cli.report.diagnostic import concise

        for diagnostic in diagnostics:
            if messages.message(diagnostic) not in message:
                print_note(visible(concise(diagnostic, messages)))
    print_note(f"plan: {message}{usage}")
    return ExitCode.UNABLE


def _error_document(format: str, message: str, diagnostics: tuple[Diagnostic, ...], messages: Messages) -> str:
    """The error as a document in a format for programs."""
    from plan_cli.render import Page, renderer
    from plan_cli.report.validate import ErrorReport

    return str(renderer(format).write(ErrorReport(message, diagnostics), Page(messages)))


def _message_of(error: Exception, messages: Messages) -> tuple[str, tuple[Diagnostic, ...]]:
    """What to print of an error: its message, and the diagnostics that explain it."""
    if isinstance(error, CannotRunError):
        return error.message, error.diagnostics
    if isinstance(error, files.InputFileError):
        return messages.text("usage_input", file=error.file), ()
    if isinstance(error, files.WrittenFileError):
        return messages.text("usage_emit_twice", file=error.file), ()
    if isinstance(error, files.ExistingFileError):
        return messages.text("exists", file=error.file), ()
    if isinstance(error, typer.TyperException):
        from plan_cli.cli.mistakes import mistake

        return mistake(error, messages), ()
    return str(error), ()


def _with_suggestion(message: str, error: Exception, words: Sequence[str], messages: Messages) -> str:
    """The message, and what to write where a word stands in the wrong place."""
    if not words or not isinstance(error, WrongWordError | typer.TyperException):
        return message
    from plan_cli.cli.misplaced import suggested_command

    suggested = suggested_command(words, messages)
    return messages.text("write_instead", message=message.rstrip(".。"), command=suggested) if suggested else message


def _write_error_file(output: str, content: bytes) -> None:
    """Write the error to the file of the result: a new file, or one that held such a document before."""
    try:
        if os.path.exists(output):
            with open(output, "rb") as opened:
                if not re.match(_RESULT, opened.read(200)):
                    return
        files.write(output, content)
    except (OSError, files.WriteError):
        # The failure to write may be the very error that is being reported.
        return


def report_fault(error: Exception, words: Sequence[str]) -> ExitCode:
    """Report an internal error in one line; with ``--debug`` after its traceback."""
    from plan_cli import __version__
    from plan_cli.cli.app import given_in
    from plan_cli.cli.output import print_note

    given, _ = given_in(words)
    if given.get("debug"):
        import traceback

        traceback.print_exception(error)
    facts = {"version": __version__, "error": f"{type(error).__name__}: {error}"[:200], "url": ISSUES}
    print_note(messages_for(given.get("lang")).text("fault", **facts))
    return ExitCode.FAULT
