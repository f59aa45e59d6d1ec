"""Compared: the verdict of each profile on each indicator, and where the choice of rule or path changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.profiles import Status
from plan_cli.report import json_values as wire
from plan_cli.report.check import CheckReport
from plan_cli.report.number_format import figure, json_number
from plan_cli.report.table import Block, Column, Grid, Line, Row
from plan_cli.report.verdict_cells import actual_shown, enough_for


@dataclass(frozen=True)
class CompareReport:
    """One check, and the same by other rules and on another path."""

    check: CheckReport
    others: tuple[CheckReport, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the data."""
        return self.check.diagnostics

    @property
    def exit_code(self) -> ExitCode:
        """That of the check itself."""
        return self.check.exit_code

    def wire(self) -> dict[str, Any]:
        """``plan.check/1``, with ``compare`` in each result and in the document."""
        told = self.check.wire()
        judged = [(each, list(self._verdicts(each.indicator))) for each in self.check.results]
        for result, (_, verdicts) in zip(told["results"], judged, strict=True):
            result["compare"] = [_told(report, each) for report, each in verdicts]
        changed = [each.indicator.id for each, verdicts in judged if len(_by_status(verdicts)) > 1]
        by_path = [each.indicator.id for each, _ in judged if self._path_changes(each.indicator)]
        tail = {key: told.pop(key) for key in ("summary", "diagnostics", "exit_code")}
        return {**told, "compare": {"changed": changed, "changed_by_path": by_path}, **tail}

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each indicator and rule."""
        rows = []
        for result in self.wire()["results"]:
            rows += [{"id": result["id"], "name": result["name"], **each} for each in result["compare"]]
        return list(rows[0]), [list(row.values()) for row in rows]

    def blocks(self, messages: Messages) -> list[Block]:
        """A section for each indicator of which there is a figure; then where the choice matters."""
        word = messages.word
        title = word("title_check", title=self.check.plan.title.in_language(messages.language), year=self.check.year)
        columns = (
            Column("profile", word("profile"), folds=True),
            Column("path", word("path")),
            Column("needs", word("needs"), right=True),
            Column("status", word("status")),
            Column("category", word("category")),
        )
        rows: list[Row] = []
        notes: list[Line] = []
        changed = told = 0
        for each in self.check.results:
            verdicts = list(self._verdicts(each.indicator))
            if each.evidence.value is None:
                continue
            name = each.indicator.name.in_language(messages.language)
            rows.append(Row(section=f"{name} · {actual_shown(each)} {each.indicator.unit}".rstrip()))
            rows += [_row(report, judged, messages) for report, judged in verdicts]
            by_status = _by_status(verdicts)
            told += 1
            changed += len(by_status) > 1
            notes.append(Line(_note(by_status, messages), label=name))
        if not rows:
            return self.check.blocks(messages)
        count = word("changed_count", changed=changed, compared=told)
        by_path = [each.indicator for each in self.check.results if self._path_changes(each.indicator)]
        names = word("comma").join(each.name.in_language(messages.language) for each in by_path) or word("none")
        return [
            Line(title, "title"),
            Grid(columns, tuple(rows)),
            *notes,
            Line(),
            Line(count, "heading"),
            Line(word("path_changes", names=names)),
        ]

    def _verdicts(self, indicator: Indicator) -> Iterator[tuple[CheckReport, Assessment]]:
        """Each rule and path once."""
        seen = set()
        for report in (self.check, *self.others):
            judged = next((each for each in report.results if each.indicator.id == indicator.id), None)
            if judged is not None and (key := (report.profile, _path_of(report, judged))) not in seen:
                seen.add(key)
                yield report, judged

    def _path_changes(self, indicator: Indicator) -> bool:
        """Whether compound or linear gives another verdict by the milestone."""
        verdicts = [(report, each) for report, each in self._verdicts(indicator) if report.profile == "milestone"]
        return len(_by_status(verdicts)) > 1


def _path_of(report: CheckReport, judged: Assessment) -> str | None:
    return judged.indicator.shape_name(report.path) if judged.trajectory or judged.criteria else None


def _told(report: CheckReport, judged: Assessment) -> dict[str, Any]:
    told = wire.verdict(judged, report.path)
    return {
        "profile": report.profile,
        "path": _path_of(report, judged),
        "needed": json_number(enough_for(judged)),
        **{key: told[key] for key in ("status", "category", "reason")},
    }


def _row(report: CheckReport, judged: Assessment, messages: Messages) -> Row:
    path, needed = _path_of(report, judged), enough_for(judged)
    sign = "≥" if judged.indicator.sign > 0 else "≤"
    cells = (
        report.profile,
        messages.word(path) if path else "",
        "" if needed is None else f"{sign} {figure(needed, judged.threshold_decimals)}",
        messages.word(judged.status),
        (messages.reason(judged.reason) or "") if not judged.category else messages.category(judged.category),
    )
    return Row(cells, styles={3: str(judged.status)})


def _by_status(verdicts: Iterable[tuple[CheckReport, Assessment]]) -> dict[Status, list[str]]:
    """Which rules came to which verdict; whoever could not judge has no say."""
    told: dict[Status, list[str]] = {}
    for report, judged in verdicts:
        if judged.status.evaluated:
            path = _path_of(report, judged)
            plain = judged.indicator.shape_name() == path or report.profile != "milestone"
            told.setdefault(judged.status, []).append(report.profile if plain else f"{report.profile}/{path}")
    return dict(sorted(told.items(), key=lambda item: list(Status).index(item[0])))


def _note(by_status: dict[Status, list[str]], messages: Messages) -> str:
    word = messages.word
    if not by_status:
        return word("nobody")
    if len(by_status) == 1:
        return word("agrees", status=word(next(iter(by_status))))
    told = [word("verdict_by", status=word(each), profiles=", ".join(names)) for each, names in by_status.items()]
    return word("changes", verdicts=word("comma").join(told))
