"""Explained: how one verdict was reached, step by step with the numbers put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.exits import DONE, Exit, ExitCode, Reason
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.label import Label
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.report import Ended, json_values
from plan_cli.report.cells import Cell
from plan_cli.report.derivation import steps_of
from plan_cli.report.diagnostic import diagnostic_lines
from plan_cli.report.indicators import display_name, unit_label
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block, Column, Paragraph, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.report.records.explain import ExplainDocument, StepRecord


@dataclass(frozen=True)
class VerdictReport(Ended):
    """One verdict, derived."""

    plan: Plan
    result: Assessment
    path: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    #: What people read for the profile's categories, where its author says so.
    labels: Mapping[str, Label] = field(default_factory=dict)

    def _steps(self) -> list[StepRecord]:
        steps = steps_of(self.result, self.path, messages_in(MACHINE))
        return [{"step": each.label, "text": each.text} for each in steps]

    @property
    def exit(self) -> Exit:
        """1 where figures could not be used."""
        return Exit(ExitCode.FOUND, Reason.BAD_DATA) if any_errors(self.diagnostics) else DONE

    def to_record(self) -> ExplainDocument:
        """``plan.explain/1``: the result as ``plan check`` has it, and every step as text."""
        return {
            "schema": "plan.explain/1",
            "tool": json_values.TOOL,
            "plan": json_values.plan_head(self.plan),
            "year": self.result.year,
            "profile": self.result.profile,
            "result": json_values.verdict(self.result, self.path),
            "steps": self._steps(),
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each step."""
        return Rows(("step", "text"), tuple(self._steps()))

    def content(self, messages: Messages) -> list[Block]:
        """The steps as two columns."""
        indicator = self.result.indicator
        name = display_name(indicator, messages, numbered=True) + messages.bracketed(indicator.id)
        title = f"{name} · {messages.period(self.result.period) if self.result.period else self.result.year}"
        rows = tuple(
            row(step=each.label, text=Cell(each.text, style=str(self.result.status) if each.is_verdict else ""))
            for each in steps_of(self.result, self.path, messages)
        )
        columns = (columns_in(messages)("step"), Column("text", "", wraps=True))
        heading = f"{title} · {unit_label(indicator, messages)}".rstrip(" ·")
        found = diagnostic_lines(self.diagnostics, messages)
        return [Paragraph(heading, "title"), Table(columns, rows, headed=False), *found]
