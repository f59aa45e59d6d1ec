"""Output: a report in the format that was asked for, to stdout or to a file, and notes beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plan_cli.cli.errors import CannotRunError, choice
from plan_cli.cli.params import Common
from plan_cli.i18n import Messages
from plan_cli.text import harmless, visible

if TYPE_CHECKING:
    from plan_cli.report import Report


def note(text: str, quiet: bool = False) -> None:
    """A note for the user, beside the result."""
    if not quiet:
        sys.stderr.write(_encodable(text, sys.stderr.encoding) + "\n")


def out(text: str | bytes, *, machine: bool) -> None:
    """Write to stdout: machine formats always as the same bytes, text in the encoding of the terminal."""
    encoding = "utf-8" if machine else sys.stdout.encoding or "utf-8"
    content = text if isinstance(text, bytes) else text.encode(encoding, errors="backslashreplace")
    with _told_if_full():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def flush() -> None:
    """Let out what was written to stdout so far."""
    with _told_if_full():
        sys.stdout.flush()


@contextmanager
def _told_if_full() -> Iterator[None]:
    """A full disk is nobody's fault in here; what is left in the buffer must not be tried again at the end."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotRunError(f"stdout: {error.strerror or error}") from error


def _encodable(text: str, encoding: str | None) -> str:
    name = encoding or "utf-8"
    return text.encode(name, errors="backslashreplace").decode(name)


def save(file: str, content: bytes, *, parents: bool = False) -> None:
    """Write a file whole or not at all; with ``parents`` into folders that are not there yet."""
    from pathlib import Path

    target = Path(file)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        if parents:
            target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            partial.write_bytes(content)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise CannotRunError(f"{file}: {error.strerror or error}") from error


def deliver(report: Report, common: Common, messages: Messages, formats: Sequence[str], default: str = "table") -> int:
    """Write a report as it was asked for, and return its exit code."""
    format = chosen_format(common, messages, formats, default)
    text = written(report, format, common, messages)
    if format == "csv" and default != "full":
        from plan_cli.report.diagnostic import concise

        for diagnostic in report.diagnostics:
            note(visible(concise(diagnostic, messages)))
    if common.output and common.output != "-":
        not_an_input(common.output, report, messages)
        save(common.output, _bytes(text))
    else:
        out(text, machine=_writer(format).MACHINE)
    return int(report.exit_code)


def send(report: Report, wanted: Sequence[str], common: Common, messages: Messages, formats: Sequence[str]) -> None:
    """Write the report to files as well: each ``FORMAT=PATH``, whole or not at all."""
    pairs = []
    for each in wanted:
        format, _, path = each.partition("=")
        if not path or format not in formats:
            raise CannotRunError(messages.word("usage_emit", got=each, known=list(formats)))
        pairs.append((format, path))
    for format, path in pairs:
        save(path, _bytes(written(report, format, replace(common, output=path), messages)), parents=True)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def not_an_input(file: str, report: Any, messages: Messages) -> None:
    """Stop where a result would take the place of the plan or the figures that it was made from."""
    plan, check = getattr(report, "plan", None), getattr(report, "check", report)
    for read in (*([plan.file] if plan else []), *(each.file for each in getattr(check, "inputs", ()))):
        if os.path.exists(file) and os.path.exists(read) and os.path.samefile(file, read):
            raise CannotRunError(messages.word("usage_input", file=file))


def chosen_format(common: Common, messages: Messages, formats: Sequence[str], default: str = "table") -> str:
    """The format that was named, or that the output file's suffix means."""
    from plan_cli.render import format_of

    format = common.format
    if format is None and common.output and common.output != "-":
        format = format_of(common.output)
        if format is None:
            raise CannotRunError(
                messages.word("usage_format", got=os.path.splitext(common.output)[1], known=list(formats))
            )
    format = format or default
    if format not in formats:
        raise CannotRunError(messages.word("usage_format", got=format, known=list(formats)))
    return format


def written(report: Report, format: str, common: Common, messages: Messages) -> str | bytes:
    """The report in a format."""
    from plan_cli.render import Page

    to_file = bool(common.output and common.output != "-")
    encoding = "utf-8" if to_file else sys.stdout.encoding or "utf-8"
    page = Page(messages, _width(common, to_file), _color(common, messages, to_file), encoding)
    module = _writer(format)
    text: str | bytes = module.write(report, page)
    return text if module.MACHINE or isinstance(text, bytes) else harmless(text)


def _writer(format: str) -> Any:
    from plan_cli.render import writer

    return writer(format)


def _width(common: Common, to_file: bool) -> int | None:
    """How wide the output may be; None where nothing limits it."""
    if common.width:
        return common.width
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0 and not to_file:
        return int(columns)
    if to_file or not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns or None


def _color(common: Common, messages: Messages, to_file: bool) -> bool:
    choice(common.color, "--color", ("auto", "always", "never"), messages)
    if common.color != "auto":
        return common.color == "always"
    if to_file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
