"""What the codes of diagnostics and the exit codes mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.report.cells import Cell
from plan_cli.report.code_pages import code_entry
from plan_cli.report.json_values import TOOL
from plan_cli.report.rows import Rows, rows_of
from plan_cli.report.table import Block, Paragraph, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.report.records.explain import CodeRecord, CodesDocument, ExitCodeRecord, ExitCodesDocument


@dataclass(frozen=True)
class CodesReport:
    """What codes mean: one with its page, or all of them."""

    codes: tuple[str, ...]
    pages: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK

    def _entries(self, messages: Messages) -> list[CodeRecord]:
        return [code_entry(code, messages, self.pages.get(code, "")) for code in self.codes]

    def to_record(self) -> CodesDocument:
        """``plan.codes/1``: the codes explained in English."""
        return {"schema": "plan.codes/1", "tool": TOOL, "codes": self._entries(messages_in(MACHINE))}

    def to_rows(self) -> Rows:
        """One row for each code."""
        return rows_of(self._entries(messages_in(MACHINE)))

    def content(self, messages: Messages) -> list[Block]:
        """A table of all, or the page of one."""
        word, column = messages.text, columns_in(messages)
        entries = self._entries(messages)
        if len(entries) == 1:
            return _page_blocks(entries[0], messages)
        columns = (
            column("code"), column("severity"), column("rule", merges_into="message"),
            column("message", "meaning", wraps=True),
        )  # fmt: skip
        rows = (
            row(
                code=each["code"],
                severity=Cell(each["severity"], label=word(each["severity"]), style=each["severity"]),
                rule=each["rule"],
                message=each["message"],
            )
            for each in entries
        )
        return [Table(columns, tuple(rows))]


def _page_blocks(entry: CodeRecord, messages: Messages) -> list[Block]:
    word = messages.text
    head = f"{entry['code']} {entry['rule']} · {word(entry['severity'])}"
    lines: list[Block] = [Paragraph(head, "title"), Paragraph(entry["message"], label=word("meaning"))]
    lines += [Paragraph(hint, label=word("hint")) for hint in entry["hints"]]
    return lines + [Paragraph(line) for line in _reflowed(entry["page"])]


def _reflowed(page: str) -> Iterator[str]:
    """The lines of a page: paragraphs whole, to be broken where they are read; examples as they stand."""
    for paragraph in page.split("\n\n"):
        lines = paragraph.strip("\n").splitlines()
        yield ""
        yield from lines if any(line.startswith(" ") for line in lines) else [" ".join(lines)]


@dataclass(frozen=True)
class ExitCodesReport:
    """What each exit code means."""

    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK

    def to_record(self) -> ExitCodesDocument:
        """``plan.exit-codes/1``: codes and meanings in English."""
        english = messages_in(MACHINE)
        meanings: list[ExitCodeRecord] = [
            {"code": int(code), "meaning": english.text(f"exit_{int(code)}")} for code in ExitCode
        ]
        return {"schema": "plan.exit-codes/1", "tool": TOOL, "exit_codes": meanings}

    def to_rows(self) -> Rows:
        """One row for each."""
        return rows_of(self.to_record()["exit_codes"])

    def content(self, messages: Messages) -> list[Block]:
        """A table."""
        word, column = messages.text, columns_in(messages)
        rows = tuple(row(code=Cell(int(code)), meaning=word(f"exit_{int(code)}")) for code in ExitCode)
        return [Table((column("code", right=True), column("meaning", wraps=True)), rows)]
