"""The soundness of plan files: every diagnostic of one or several files, as ``plan.validate/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from plan_cli.codes import CODES, Severity
from plan_cli.diagnostics import NOWHERE, Diagnostic, any_errors
from plan_cli.exits import Exit, ExitCode, FailOn, exit_of_plans
from plan_cli.i18n import Messages
from plan_cli.planfile.loading import Loaded
from plan_cli.planfile.source import Source
from plan_cli.report import Ended, json_values
from plan_cli.report.diagnostic import up_to_errors
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.report.records.plan import ErrorDocument, ValidateDocument, ValidateSummary


@dataclass(frozen=True)
class ValidateReport(Ended):
    """The files that were validated, in the order they were named."""

    files: tuple[Loaded, ...]
    max_errors: int | None = None
    notes: bool = True
    fail_on: FailOn = FailOn.AUTO

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic, file by file."""
        return tuple(diagnostic for each in self.files for diagnostic in each.diagnostics)

    @property
    def annotated(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic."""
        return self.diagnostics

    @property
    def failing(self) -> frozenset[Severity]:
        """Errors make a file unsound."""
        return frozenset({Severity.ERROR})

    @property
    def printed(self) -> tuple[Diagnostic, ...]:
        """What people are shown: notes on request, and nothing after the last error that is wanted."""
        return up_to_errors(self._shown_severities, self.max_errors)

    @property
    def _shown_severities(self) -> tuple[Diagnostic, ...]:
        return tuple(each for each in self.diagnostics if self.notes or each.severity is not Severity.INFO)

    @property
    def subjects(self) -> Mapping[str, Mapping[str, str | None]]:
        """The indicators of every file that can be used."""
        return {
            each.file: dict.fromkeys(one.id for one in each.plan.indicators) if each.plan else {} for each in self.files
        }

    @property
    def sources(self) -> Mapping[str, Source]:
        """The texts, for excerpts."""
        return {each.file: each.source for each in self.files}

    @property
    def exit(self) -> Exit:
        """How the run ends, and why."""
        counts = _counts(self.diagnostics)
        return exit_of_plans(
            self.fail_on,
            unreadable=any(CODES[diagnostic.code].unable for diagnostic in self.diagnostics),
            errors=counts["errors"],
            warnings=counts["warnings"],
        )

    def to_record(self) -> ValidateDocument:
        """``plan.validate/1``."""
        counts = _counts(self.diagnostics)
        return {
            "schema": "plan.validate/1",
            "tool": json_values.TOOL,
            "files": [
                {"file": each.file, "sha256": each.source.sha256, "sound": not any_errors(each.diagnostics)}
                for each in self.files
            ],
            "summary": cast("ValidateSummary", {"files": len(self.files), **counts}),
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each diagnostic."""
        columns = ("code", "rule", "severity", "message", "hint", "file", "line", "column", "indicator")
        return Rows(columns, tuple(json_values.diagnostic(found) for found in self.diagnostics))

    def content(self, messages: Messages) -> list[Block]:
        """The diagnostics as a table, and the closing lines."""
        column = columns_in(messages)
        columns = (column("place"), column("severity"), column("code"), column("message", wraps=True))
        rows = tuple(_row(each, messages) for each in self.printed)
        return [*([Table(columns, rows)] if rows else []), *self.closing_lines(messages)]

    def closing_lines(self, messages: Messages) -> list[Paragraph]:
        """One line for each file: sound or not, and how much was found."""
        more = len(self._shown_severities) - len(self.printed)
        notes = len(self.diagnostics) - len(self._shown_severities)
        left_out = [Paragraph(messages.text("and_more", count=more), closing=True)] if more else []
        if notes:
            left_out.append(Paragraph(messages.text("notes_left_out", count=notes), closing=True))
        return left_out + [Paragraph(_summary(each, messages), closing=True) for each in self.files]


@dataclass(frozen=True)
class ErrorReport:
    """Diagnostics alone: what ``check`` prints of a plan that cannot be used."""

    message: str
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.UNABLE
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def annotated(self) -> tuple[Diagnostic, ...]:
        """The diagnostics, and the message as one where none of them is an error."""
        own = () if any_errors(self.diagnostics) else (Diagnostic("PLN901", {"message": self.message}),)
        return (*own, *self.diagnostics)

    @property
    def failing(self) -> frozenset[Severity]:
        """Errors."""
        return frozenset((Severity.ERROR,))

    @property
    def subjects(self) -> Mapping[str, Mapping[str, str | None]]:
        """The files that the diagnostics are about."""
        files = [found.place.file if found.place else "" for found in self.annotated]
        return {file: {} for file in dict.fromkeys(files)}

    def to_record(self) -> ErrorDocument:
        """``plan.error/1``."""
        return {
            "schema": "plan.error/1",
            "error": {"message": self.message},
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
        }


def _row(found: Diagnostic, messages: Messages) -> Row:
    place = found.place or NOWHERE
    hint = messages.hint(found)
    message = messages.message(found) + messages.bracketed(hint)
    where = f"{place.file}:{place.line}:{place.column}"
    return row(place=where, severity=messages.text(str(found.severity)), code=found.code, message=message)


def _counts(diagnostics: tuple[Diagnostic, ...]) -> dict[str, int]:
    counted = Counter(str(diagnostic.severity) for diagnostic in diagnostics)
    return {"errors": counted["error"], "warnings": counted["warning"], "infos": counted["info"]}


def _summary(each: Loaded, messages: Messages) -> str:
    counts = _counts(each.diagnostics)
    if each.plan is None:
        return messages.text("summary_unsound", file=each.file, **counts)
    claims = sum(len(indicator.claims) for indicator in each.plan.indicators)
    facts = {"indicators": len(each.plan.indicators), "claims": claims, "relations": len(each.plan.relations)}
    return messages.text("summary_valid", file=each.file, **facts, **counts)
