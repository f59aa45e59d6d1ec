"""Baselines: files of known or accepted findings, for ``validate`` and ``check``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from plan_cli import files
from plan_cli.cli.errors import CannotRunError, cannot_run
from plan_cli.cli.output import print_note
from plan_cli.i18n import Messages

if TYPE_CHECKING:
    from plan_cli.diagnostics import Diagnostic

Checked = TypeVar("Checked")
BaselineOption = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Leave out the diagnostics that this file lists.")
]
WriteBaselineOption = Annotated[
    str | None, typer.Option("--write-baseline", metavar="FILE", help="List today's diagnostics in this file.")
]


def write_baseline(
    file: str, found: Iterable[Diagnostic], read: Iterable[str], messages: Messages, *, force: bool, quiet: bool
) -> None:
    """List what was found; an existing file is replaced if it is a baseline of the same files (``read``)."""
    from plan_cli.report.suppressions import baseline_of

    diagnostics = tuple(found)
    _refuse_foreign(file, read, force)
    files.write(file, baseline_of(diagnostics, _folder_of(file)).encode("utf-8"))
    print_note(messages.text("baseline_written", file=file, count=len(diagnostics)), quiet)


def _refuse_foreign(file: str, read: Iterable[str], force: bool) -> None:
    """Stop before replacing a file that is no baseline, or a baseline of other files."""
    if force or not os.path.isfile(file):
        return
    from plan_cli.report.annotations import stable_name
    from plan_cli.report.suppressions import files_of

    try:
        with open(file, encoding="utf-8") as opened:
            known = files_of(opened.read())
    except (OSError, UnicodeDecodeError):
        known = None
    if known is None or not known <= {stable_name(each, _folder_of(file)) for each in read}:
        raise files.ExistingFileError(file, "it exists")


def without_known(
    report: Checked,
    file: str,
    remove: Callable[[Checked, frozenset[str], str], tuple[Checked, int]],
    messages: Messages,
    quiet: bool,
) -> Checked:
    """The report without what a baseline knows, which ``remove`` takes out; known findings that are gone are counted.

    Errors: ``CannotRunError`` for a file that is no baseline.
    """
    report, stale = remove(report, _fingerprints(file, messages), _folder_of(file))
    if stale:
        print_note(messages.text("baseline_stale", file=file, count=stale), quiet)
    return report


def _fingerprints(file: str, messages: Messages) -> frozenset[str]:
    from plan_cli.inputs import read_bytes
    from plan_cli.report.suppressions import fingerprints

    raw = read_bytes(file)
    if not isinstance(raw, bytes):
        raise cannot_run(raw, messages)
    known = fingerprints(raw.decode("utf-8", errors="replace"))
    if known is None:
        raise CannotRunError(messages.text("usage_baseline", file=file))
    return known


def _folder_of(file: str) -> str:
    """The folder of a baseline: files outside a repository are named relative to it."""
    return os.path.dirname(os.path.abspath(file))
