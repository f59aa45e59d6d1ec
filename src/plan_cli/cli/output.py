"""Output: a report in the format that was asked for, to stdout or to a file, and notes beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from plan_cli import files
from plan_cli.cli.errors import CannotRunError, messages_for
from plan_cli.cli.option_groups import options_set
from plan_cli.cli.params import Color, Look, PlanResult, Result, TableResult
from plan_cli.i18n import Messages
from plan_cli.text import harmless, visible

if TYPE_CHECKING:
    from plan_cli.diagnostics import Diagnostic
    from plan_cli.exits import Exit
    from plan_cli.model.theme import Theme
    from plan_cli.report import Report

#: Names standard output.
STDOUT = "-"
#: The commands that write documents and pictures.
_DOCUMENTS = ("report", "chart")


def print_note(text: str, quiet: bool = False) -> None:
    """A note for the user on stderr, beside the result."""
    if not quiet:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, errors="backslashreplace").decode(encoding) + "\n")


def note_diagnostics(diagnostics: Iterable[Diagnostic], messages: Messages) -> None:
    """Print diagnostics on stderr, for formats that cannot hold them."""
    from plan_cli.report.diagnostic import concise

    for diagnostic in diagnostics:
        print_note(visible(concise(diagnostic, messages)))


def write_stdout(content: str | bytes, *, machine: bool) -> None:
    """Write to stdout: machine formats always as the same bytes, text in the encoding of the terminal."""
    encoding = "utf-8" if machine else sys.stdout.encoding or "utf-8"
    raw = content if isinstance(content, bytes) else content.encode(encoding, errors="backslashreplace")
    with _full_disk_reported():
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()


def flush_stdout() -> None:
    """Flush stdout; a full disk is reported."""
    with _full_disk_reported():
        sys.stdout.flush()


@contextmanager
def _full_disk_reported() -> Iterator[None]:
    """Report a full disk as a failed write; what is left in the buffer must not be flushed again at the end."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise files.WriteError("stdout", error.strerror or str(error)) from error


def refuse_idle_force(force: bool, option: str, file: str | None, messages: Messages) -> None:
    """Stop at ``--force`` without the option whose file it would replace."""
    if force and file is None:
        raise CannotRunError(messages.text("usage_force", option=option))


def write_result(content: str | bytes, common: Result, *, machine: bool = True, force: bool | None = None) -> None:
    """Write a finished result to the file that ``-o`` names, and say so, else to stdout.

    With ``force`` False to a new file only; None where a result may always be renewed.
    """
    refuse_idle_force(bool(force), "-o FILE", common.file, messages_for(common.lang))
    if common.file is None:
        write_stdout(content, machine=machine)
        return
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    _write_file(common.file, raw, force=force is not False)
    print_note(messages_for(common.lang).text("wrote", file=visible(common.file)), common.quiet)


def write_report(
    report: Report,
    common: TableResult,
    messages: Messages,
    formats: Sequence[str],
    default: str = "table",
    look: Look | None = None,
    theme: Theme | None = None,
) -> int:
    """Write a report as it was asked for, and return its exit code. ``formats`` are those it has."""
    from plan_cli.render import renderer

    format = chosen_format(common, messages, formats, default)
    content = rendered(report, format, common, messages, look, theme)
    if isinstance(content, bytes) and common.file is None and sys.stdout.isatty():
        raise CannotRunError(messages.text("usage_binary", format=format))
    if format == "csv" and default != "full":
        note_diagnostics(report.diagnostics, messages)
    machine = renderer(format).MACHINE
    write_result(content, common, machine=machine)
    exit: Exit | None = getattr(report, "exit", None)
    if exit is not None and exit.code:
        to_file = common.file is not None
        _note_exit(exit, None if to_file else content, common.quiet or (machine and not to_file), messages)
    return int(report.exit_code)


def _note_exit(exit: Exit, shown: str | bytes | None, quiet: bool, messages: Messages) -> None:
    """Say why the exit code is not 0, unless the output already does."""
    line = messages.text("foot_exit", code=int(exit.code), why=messages.text(f"exit_because_{exit.reason}"))
    if not (isinstance(shown, str) and "".join(line.split()) in "".join(shown.split())):
        print_note(line, quiet)


def _write_file(file: str, content: bytes, *, parents: bool = False, force: bool = True) -> None:
    """Write a result to a file; the step summary of a GitHub job is appended to, as other steps write it too."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and files.identity(file) == files.identity(summary):
        files.append(file, content)
    else:
        files.write(file, content, parents=parents, force=force)


def further_files(
    emits: Sequence[str], others: Iterable[str | None], formats: Sequence[str], messages: Messages
) -> list[tuple[str, str]]:
    """What each ``FORMAT=PATH`` of ``--emit`` asks for: the format and the path.

    ``others`` are the files that the run writes besides. Errors: ``CannotRunError`` for one that is written twice.
    """
    pairs = []
    for each in emits:
        format, _, path = each.partition("=")
        if not path or format not in formats:
            raise CannotRunError(messages.text("usage_emit", got=each, known=list(formats)))
        pairs.append((format, path))
    taken = set()
    for file in (*filter(None, others), *(path for _, path in pairs)):
        identity = STDOUT if file == STDOUT else files.identity(file)
        if identity in taken:
            raise CannotRunError(messages.text("usage_emit_twice", file=file))
        taken.add(identity)
    return pairs


def write_emits(
    report: Report,
    further: Sequence[tuple[str, str]],
    common: TableResult,
    messages: Messages,
    look: Look | None = None,
) -> None:
    """Write the report to further files; ``-`` is stdout."""
    for format, path in further:
        content = rendered(report, format, replace(common, output=path), messages, look, strict=False)
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
        if path == STDOUT:
            write_stdout(raw, machine=True)
        else:
            _write_file(path, raw, parents=True)


def chosen_format(
    common: TableResult | PlanResult, messages: Messages, formats: Sequence[str], default: str = "table"
) -> str:
    """The format that was named, or that the suffix of the output file means."""
    if common.format is not None or common.file is None:
        named = common.format or default
        if named not in formats:
            raise _no_format(named, formats, messages)
        return named
    if os.path.isdir(common.file):
        raise CannotRunError(f"{common.file}: {messages.problems['directory']}")
    suffix = os.path.splitext(common.file)[1].lower()
    if suffix.lstrip(".") in formats:
        return suffix.lstrip(".")
    from plan_cli.render import format_of

    format = format_of(common.file)
    if format is None or format not in formats:
        raise _no_format(format or suffix, formats, messages)
    return format


def _no_format(got: str, known: Sequence[str], messages: Messages) -> CannotRunError:
    """The error for a format that a command lacks, with the commands that have it."""
    from importlib import import_module

    from plan_cli.cli import commands

    have = [name for name in _DOCUMENTS if got.lstrip(".") in import_module(f"{commands.__name__}.{name}").FORMATS]
    hint = messages.text("usage_format_elsewhere", commands=[f"plan {name}" for name in have]) if have else ""
    hint = messages.text("usage_format_pdf") if got == ".pdf" else hint
    return CannotRunError(messages.text("usage_format", got=got, known=list(known)) + hint)


def rendered(
    report: Report,
    format: str,
    common: TableResult,
    messages: Messages,
    look: Look | None = None,
    theme: Theme | None = None,
    *,
    strict: bool = True,
) -> str | bytes:
    """The report in a format, its main table in the layout asked for; ``strict``: stop where the format cannot."""
    from plan_cli.render import Page, renderer

    to_file = common.file is not None
    encoding = "utf-8" if to_file else sys.stdout.encoding or "utf-8"
    messages = messages.with_categories(getattr(report, "labels", {}))
    ascii = look is not None and look.ascii
    width = common.width or (None if to_file else terminal_width())
    page = Page(messages, width, _color(common, to_file), encoding, quiet=common.quiet, ascii=ascii)
    page = page if theme is None else page._replace(theme=theme)
    if look is not None and options_set(look):
        from plan_cli.cli.look import follows, in_layout

        report = in_layout(report, look, format, messages) if strict or follows(format, look) else report
    module = renderer(format)
    text = module.write(report, page)
    return text if module.MACHINE or isinstance(text, bytes) else harmless(text)


def terminal_width() -> int | None:
    """The width available for output; None where nothing limits it."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    return os.get_terminal_size(sys.stdout.fileno()).columns or None if sys.stdout.isatty() else None


def _color(common: TableResult, to_file: bool) -> bool:
    if common.color is not Color.AUTO:
        return common.color is Color.ALWAYS
    if to_file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
