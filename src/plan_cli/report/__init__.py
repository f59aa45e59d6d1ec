"""Reports: finished data, nothing left to compute in a writer. One module for each kind of report.

Every report answers ``wire()`` (what ``--format json`` prints), ``records()`` (columns and rows for CSV),
``blocks(messages)`` (headings, lines and grids in a language, for tables and Markdown), ``diagnostics`` and
``exit_code``. To add one: a module with such a class; the writers take it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.report.table import Block


class Report(Protocol):
    """What a writer needs."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found on the way."""

    @property
    def exit_code(self) -> ExitCode:
        """What the process should return."""

    def wire(self) -> dict[str, Any]:
        """The published JSON document: English, full figures."""

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """The same as columns and rows."""

    def blocks(self, messages: Messages) -> list[Block]:
        """The same for people, in their language."""


class Annotatable(Report, Protocol):
    """What a writer for other programs (code scanning, test reports) needs beyond that."""

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """Everything that is to be told of, verdicts too, as diagnostics."""

    @property
    def subjects(self) -> Mapping[str, Sequence[str]]:
        """Of each file the indicators that were looked at."""
