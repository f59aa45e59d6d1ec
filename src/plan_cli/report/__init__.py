"""Reports: finished data, nothing left to compute in a renderer. One module for each kind of report.

To add one: a frozen class that satisfies ``Report`` and those of the protocols below that it can answer. Which formats
it can be rendered in follows from that. Its content for people stands in a module of its own where it is long.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from plan_cli.codes import Severity
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import Exit, ExitCode
from plan_cli.i18n import Messages
from plan_cli.planfile.source import Source
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block, Paragraph


class Report(Protocol):
    """What every report has."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found on the way."""

    @property
    def exit_code(self) -> ExitCode:
        """What the process returns."""


class Explained(Protocol):
    """A report that knows why the run ends as it does."""

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""


class Ended:
    """The exit code of a report that knows why the run ends as it does."""

    @property
    def exit_code(self: Explained) -> ExitCode:
        """The code of ``exit``."""
        return self.exit.code


class Readable(Protocol):
    """A report for people: as a table in a terminal, Markdown …"""

    def content(self, messages: Messages) -> list[Block]:
        """Tables and paragraphs in their language."""


class Paged(Readable, Protocol):
    """A report for reading: a page, a workbook."""

    def title(self, messages: Messages) -> str:
        """Its heading."""


class Documented(Protocol):
    """A report with a published JSON document."""

    def to_record(self) -> Any:
        """The document: English, full figures."""


class Tabular(Protocol):
    """A report that is rows and columns for a program."""

    def to_rows(self) -> Rows:
        """The rows, with the keys of the document."""


class Listed(Protocol):
    """A report that is a list of diagnostics."""

    @property
    def printed(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that people are shown."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The texts of the files, for excerpts."""

    def closing_lines(self, messages: Messages) -> list[Paragraph]:
        """The summary below the list."""


class Annotated(Protocol):
    """A report for code scanners and test reports."""

    @property
    def annotated(self) -> tuple[Diagnostic, ...]:
        """Everything to be annotated in the files, verdicts too, as diagnostics."""

    @property
    def failing(self) -> frozenset[Severity]:
        """The severities that make it fail."""

    @property
    def subjects(self) -> Mapping[str, Mapping[str, str | None]]:
        """Of each file the indicators that were looked at; with the reason of one that could not be judged."""
