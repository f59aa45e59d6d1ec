"""The soundness of plan files: every finding of one or several files, as ``plan.validate/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from plan_cli.codes import CODES, Severity
from plan_cli.diagnostics import Finding, any_errors
from plan_cli.exits import ExitCode
from plan_cli.frozen import field, frozen
from plan_cli.i18n import Speaker
from plan_cli.model.plan import Plan
from plan_cli.planfile.source import Source
from plan_cli.report import json_values as wire
from plan_cli.report.table import Block, Line


@frozen(slots=False)
class Validated:
    """One file: its plan where it can be used, its text, what was found."""

    file: str
    plan: Plan | None
    source: Source
    findings: tuple[Finding, ...]


@frozen(slots=False)
class ValidateReport:
    """The files that were validated, in the order they were named."""

    files: tuple[Validated, ...]
    max_errors: int | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, file by file."""
        return tuple(finding for each in self.files for finding in each.findings)

    @property
    def told(self) -> tuple[Finding, ...]:
        """Every finding."""
        return self.findings

    @property
    def printed(self) -> tuple[Finding, ...]:
        """What people are shown: no more once so many errors were."""
        kept, errors = [], 0
        for finding in self.findings:
            if self.max_errors is not None and errors >= self.max_errors:
                break
            kept.append(finding)
            errors += finding.severity is Severity.ERROR
        return tuple(kept)

    @property
    def subjects(self) -> Mapping[str, list[str]]:
        """The indicators of every file that can be used."""
        return {each.file: [one.id for one in each.plan.indicators] if each.plan else [] for each in self.files}

    @property
    def sources(self) -> Mapping[str, Source]:
        """The texts, for excerpts."""
        return {each.file: each.source for each in self.files}

    @property
    def exit_code(self) -> ExitCode:
        """2 where a file could not be read, 1 with errors, else 0."""
        if any(CODES[finding.code].unable for finding in self.findings):
            return ExitCode.UNABLE
        return ExitCode.FOUND if any_errors(self.findings) else ExitCode.OK

    def wire(self) -> dict[str, Any]:
        """``plan.validate/1``."""
        counts = _counts(self.findings)
        return {
            "schema": "plan.validate/1",
            "tool": wire.TOOL,
            "files": [
                {"file": each.file, "sha256": each.source.sha256, "sound": not any_errors(each.findings)}
                for each in self.files
            ],
            "summary": {"files": len(self.files), **counts},
            "diagnostics": [wire.finding(found) for found in self.findings],
            "exit_code": int(self.exit_code),
        }

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each finding."""
        columns = ["code", "rule", "severity", "message", "hint", "file", "line", "column", "indicator"]
        rows = [wire.finding(found) for found in self.findings]
        return columns, [[row[column] for column in columns] for row in rows]

    def blocks(self, speaker: Speaker) -> list[Block]:
        """One line for each file: sound or not, and how much was found."""
        more = len(self.findings) - len(self.printed)
        cut: list[Block] = [Line(speaker.word("and_more", count=more))] if more else []
        return cut + [Line(_summary(each, speaker)) for each in self.files]


@frozen(slots=False)
class FindingsReport:
    """Findings alone: what ``check`` prints of a plan that cannot be used."""

    message: str
    findings: tuple[Finding, ...] = ()
    exit_code: ExitCode = ExitCode.UNABLE
    sources: Mapping[str, Source] = field(default_factory=dict)

    def wire(self) -> dict[str, Any]:
        """``plan.error/1``."""
        return {
            "schema": "plan.error/1",
            "error": {"message": self.message},
            "diagnostics": [wire.finding(found) for found in self.findings],
        }


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    counted = Counter(str(finding.severity) for finding in findings)
    return {"errors": counted["error"], "warnings": counted["warning"], "infos": counted["info"]}


def _summary(each: Validated, speaker: Speaker) -> str:
    counts = _counts(each.findings)
    if each.plan is None:
        return speaker.word("summary_unsound", file=each.file, **counts)
    claims = sum(len(indicator.claims) for indicator in each.plan.indicators)
    facts = {"indicators": len(each.plan.indicators), "claims": claims, "relations": len(each.plan.relations)}
    return speaker.word("summary_valid", file=each.file, **facts, **counts)
