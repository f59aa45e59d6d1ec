"""Compare: the verdict of each profile on each indicator, and where the choice of rule or path changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.profiles import Status
from plan_cli.report import json_values
from plan_cli.report.cells import Cell, status_cell, text_of
from plan_cli.report.check import CheckReport, OfCheck
from plan_cli.report.check_content import findings, title_of
from plan_cli.report.frames import Framed
from plan_cli.report.full_table import MARKS, NONE
from plan_cli.report.indicators import display_name
from plan_cli.report.number_format import json_number
from plan_cli.report.rows import Rows, rows_of
from plan_cli.report.table import Block, Column, Paragraph, Row, Table, columns_in, row
from plan_cli.report.verdict_cells import actual_cell, line_sign

if TYPE_CHECKING:
    from plan_cli.report.records.check import CheckDocument, Compared


@dataclass(frozen=True, repr=False)
class CompareReport(OfCheck, Framed):
    """One check, and the same check by other rules and on another path."""

    check: CheckReport
    others: tuple[CheckReport, ...]

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
        """A mark for each rule, or for a single indicator what each rule needs; then where the choice matters."""
        word = messages.text
        shown = [each for each in self.check.results if each.evidence.value is not None]
        if not shown:
            return self.check.content(messages)
        name = {each.indicator.id: each.indicator.name.in_language(messages.language) for each in self.check.results}
        verdicts = {each.indicator.id: _by_status(list(self._verdicts(each.indicator))) for each in shown}
        changed = [id for id, by_status in verdicts.items() if len(by_status) > 1]
        noted = changed if len(shown) > 1 else list(verdicts)
        found = findings(self.check, messages)
        by_path = [name[each.indicator.id] for each in self.check.results if self._path_changes(each.indicator)]
        return [
            Paragraph(title_of(self.check, messages), "title"),
            *(self._matrix(shown, messages) if len(shown) > 1 else [self._detail(shown[0], messages)]),
            *(Paragraph(_note(verdicts[id], messages), label=name[id]) for id in noted),
            Paragraph(),
            Paragraph(word("changed_count", changed=len(changed), compared=len(shown)), "heading"),
            Paragraph(word("path_changes", names=word("comma").join(by_path) or word("none"))),
            *([Paragraph(), *found] if found else []),
        ]

    def _matrix(self, shown: Sequence[Assessment], messages: Messages) -> Iterator[Block]:
        """Indicators down, rules across under their numbers, and what numbers and marks mean."""
        rules = [(str(number), results) for number, (_, results) in enumerate(self._results, 1)]
        columns = columns_in(messages)("indicator", wraps=True), *(Column(key, key, series=True) for key, _ in rules)
        rows = []
        for each in shown:
            id = each.indicator.id
            found = {key: results[id].status for key, results in rules if id in results}
            marks = {key: status_cell(status, MARKS.get(status, NONE)) for key, status in found.items()}
            rows.append(row(marks, indicator=display_name(each.indicator, messages), id=id))
        yield Table(columns, tuple(rows), main=True, more=(columns_in(messages)("id"),))
        yield Paragraph(items=tuple(f"{number} {name}" for number, name in enumerate(self._rules(), 1)), separator="  ")
        legend = " ".join(f"{mark} {messages.text(status)}" for status, mark in MARKS.items())
        yield Paragraph(messages.text("legend_compare", marks=legend), "quiet")

    def _rules(self) -> Iterator[str]:
        """The name of each rule; a rule that is used on a second path, with that path."""
        seen = set()
        for report, _ in self._results:
            path = getattr(report.path, "shape", report.path)
            yield f"{report.profile}/{path}" if report.profile in seen else report.profile
            seen.add(report.profile)

    def _detail(self, shown: Assessment, messages: Messages) -> Table:
        """What each rule needs of one indicator, and its verdict."""
        column = columns_in(messages)
        columns = (
            column("profile", wraps=True), column("path"), column("needs", right=True), column("status"),
            column("category"),
        )  # fmt: skip
        name, unit = shown.indicator.name.in_language(messages.language), shown.indicator.unit_in(messages.language)
        heading = Row(section=f"{name} · {text_of(actual_cell(shown, messages))} {unit}".rstrip())
        verdicts = (_row(report, judged, messages) for report, judged in self._verdicts(shown.indicator))
        return Table(columns, (heading, *verdicts), main=True)

    def _verdicts(self, indicator: Indicator) -> Iterator[tuple[CheckReport, Assessment]]:
        """The verdicts on an indicator, each pair of rule and path once."""
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
        """Whether the milestone profile judges differently on a compound and on a linear path."""
        verdicts = [(report, each) for report, each in self._verdicts(indicator) if report.profile == "milestone"]
        return len(_by_status(verdicts)) > 1


def _path_of(report: CheckReport, judged: Assessment) -> str | None:
    if not (judged.trajectory or judged.criteria):
        return None
    # A growth has its rate for a path; under a rule of straight lines its lines are straight.
    straight = judged.indicator.target.kind == "growth" and report.path is not None
    return report.path.shape if straight and report.path else judged.shape_name(report.path)


def _compared(report: CheckReport, judged: Assessment) -> Compared:
    record = json_values.verdict(judged, report.path)
    return {
        "profile": report.profile,
        "path": _path_of(report, judged),
        "needed": json_number(judged.line),
        "status": record["status"],
        "category": record["category"],
        "reason": record["reason"],
    }


def _row(report: CheckReport, judged: Assessment, messages: Messages) -> Row:
    path, needed = _path_of(report, judged), judged.line
    own = messages.with_categories(report.labels)
    return row(
        profile=report.profile,
        path=messages.text(path) if path else "",
        needs="" if needed is None else Cell(needed, judged.digits_of(needed), before=f"{line_sign(judged)} "),
        status=status_cell(judged.status, messages.text(judged.status)),
        category=own.category(judged.category) if judged.category else messages.reason(judged.reason) or "",
    )


def _by_status(verdicts: Iterable[tuple[CheckReport, Assessment]]) -> dict[Status, list[str]]:
    """The rules by the verdict that they came to; rules that could not judge are left out."""
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
