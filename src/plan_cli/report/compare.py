"""Compared: the verdict of each profile on each indicator, and where the choice of rule or path changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator, Label
from plan_cli.profiles import Status
from plan_cli.report import json_values
from plan_cli.report.cells import Cell, status_cell, text_of
from plan_cli.report.check import CheckReport
from plan_cli.report.frames import Framed
from plan_cli.report.indicators import comparison_sign
from plan_cli.report.number_format import json_number
from plan_cli.report.rows import Rows, rows_of
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, row
from plan_cli.report.verdict_cells import actual_cell, enough_for

if TYPE_CHECKING:
    from plan_cli.report.records.check import CheckDocument, Compared


@dataclass(frozen=True, repr=False)
class CompareReport(Framed):
    """One check, and the same by other rules and on another path."""

    check: CheckReport
    others: tuple[CheckReport, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the data."""
        return self.check.diagnostics

    @property
    def labels(self) -> Mapping[str, Label]:
        """What people read for the categories of the profiles that their authors labelled."""
        return {word: label for report in (*self.others, self.check) for word, label in report.labels.items()}

    @property
    def exit_code(self) -> ExitCode:
        """That of the check itself."""
        return self.check.exit_code

    def to_record(self) -> CheckDocument:
        """``plan.check/1``, with ``compare`` in each result and in the document."""
        record = self.check.to_record()
        by_indicator = [(each.indicator, list(self._verdicts(each.indicator))) for each in self.check.results]
        for result, (_, verdicts) in zip(record["results"], by_indicator, strict=True):
            result["compare"] = [_compared(report, each) for report, each in verdicts]
        changed = [indicator.id for indicator, verdicts in by_indicator if len(_by_status(verdicts)) > 1]
        by_path = [indicator.id for indicator, _ in by_indicator if self._path_changes(indicator)]
        record["compare"] = {"changed": changed, "changed_by_path": by_path}
        return record

    def to_rows(self) -> Rows:
        """One row for each indicator and rule."""
        return rows_of(
            [
                {"id": result["id"], "name": result["name"], **each}
                for result in self.to_record()["results"]
                for each in result["compare"]
            ]
        )

    def content(self, messages: Messages) -> list[Block]:
        """A section for each indicator of which there is a figure; then where the choice matters."""
        word, column = messages.text, columns_in(messages)
        title = word("title_check", title=self.check.plan.title.in_language(messages.language), year=self.check.year)
        columns = (
            column("profile", wraps=True), column("path"), column("needs", right=True), column("status"),
            column("category"),
        )  # fmt: skip
        rows: list[Row] = []
        notes: list[Paragraph] = []
        changed = 0
        for each in self.check.results:
            if each.evidence.value is None:
                continue
            verdicts = list(self._verdicts(each.indicator))
            name = each.indicator.name.in_language(messages.language)
            unit = each.indicator.unit_in(messages.language)
            rows.append(Row(section=f"{name} · {text_of(actual_cell(each))} {unit}".rstrip()))
            rows += [_row(report, judged, messages) for report, judged in verdicts]
            by_status = _by_status(verdicts)
            changed += len(by_status) > 1
            notes.append(Paragraph(_note(by_status, messages), label=name))
        if not rows:
            return self.check.content(messages)
        by_path = [each.indicator for each in self.check.results if self._path_changes(each.indicator)]
        names = word("comma").join(each.name.in_language(messages.language) for each in by_path) or word("none")
        return [
            Paragraph(title, "title"),
            Table(columns, tuple(rows)),
            *notes,
            Paragraph(),
            Paragraph(word("changed_count", changed=changed, compared=len(notes)), "heading"),
            Paragraph(word("path_changes", names=names)),
        ]

    def _verdicts(self, indicator: Indicator) -> Iterator[tuple[CheckReport, Assessment]]:
        """Each rule and path once."""
        seen = set()
        for report, results in self._results:
            judged = results.get(indicator.id)
            if judged is not None and (key := (report.profile, _path_of(report, judged))) not in seen:
                seen.add(key)
                yield report, judged

    @cached_property
    def _results(self) -> list[tuple[CheckReport, dict[str, Assessment]]]:
        """Each report with its results by indicator."""
        reports = (self.check, *self.others)
        return [(report, {each.indicator.id: each for each in report.results}) for report in reports]

    def _path_changes(self, indicator: Indicator) -> bool:
        """Whether compound or linear gives another verdict by the milestone."""
        verdicts = [(report, each) for report, each in self._verdicts(indicator) if report.profile == "milestone"]
        return len(_by_status(verdicts)) > 1


def _path_of(report: CheckReport, judged: Assessment) -> str | None:
    return judged.indicator.shape_name(report.path) if judged.trajectory or judged.criteria else None


def _compared(report: CheckReport, judged: Assessment) -> Compared:
    record = json_values.verdict(judged, report.path)
    return {
        "profile": report.profile,
        "path": _path_of(report, judged),
        "needed": json_number(enough_for(judged)),
        "status": record["status"],
        "category": record["category"],
        "reason": record["reason"],
    }


def _row(report: CheckReport, judged: Assessment, messages: Messages) -> Row:
    path, needed = _path_of(report, judged), enough_for(judged)
    sign = comparison_sign(judged.indicator, passed=judged.on_track is not None and judged.on_track.exclusive)
    return row(
        profile=report.profile,
        path=messages.text(path) if path else "",
        needs="" if needed is None else Cell(needed, judged.digits_of(needed), before=f"{sign} "),
        status=status_cell(judged.status, messages.text(judged.status)),
        category=messages.category(judged.category) if judged.category else messages.reason(judged.reason) or "",
    )


def _by_status(verdicts: Iterable[tuple[CheckReport, Assessment]]) -> dict[Status, list[str]]:
    """Which rules came to which verdict; whoever could not judge has no say."""
    by_status: dict[Status, list[str]] = {}
    for report, judged in verdicts:
        if judged.status.evaluated:
            path = _path_of(report, judged)
            plain = judged.indicator.shape_name() == path or report.profile != "milestone"
            by_status.setdefault(judged.status, []).append(report.profile if plain else f"{report.profile}/{path}")
    return dict(sorted(by_status.items(), key=lambda item: list(Status).index(item[0])))


def _note(by_status: dict[Status, list[str]], messages: Messages) -> str:
    word = messages.text
    if not by_status:
        return word("nobody")
    if len(by_status) == 1:
        return word("agrees", status=word(next(iter(by_status))))
    verdicts = [word("verdict_by", status=word(each), profiles=names) for each, names in by_status.items()]
    return word("changes", verdicts=word("comma").join(verdicts))
