"""Milestones: the yearly values that the targets imply, with the implied rate beside the printed one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.label import Label
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.report import json_values
from plan_cli.report.cells import Cell, at_most, number
from plan_cli.report.frames import Framed
from plan_cli.report.indicators import (
    BINDING_MARK,
    comparison_sign,
    display_name,
    grouped_rows,
    indicator_row,
    rate_cell,
)
from plan_cli.report.number_format import json_number
from plan_cli.report.plan_cells import growth_text
from plan_cli.report.profile_labels import labels_of, profile_word
from plan_cli.report.rows import Rows, flat
from plan_cli.report.table import Block, Column, Paragraph, Row, Table, columns_in, listing, row
from plan_cli.report.yearly_values import YearlyValues

if TYPE_CHECKING:
    from plan_cli.profiles.built_in import Profile
    from plan_cli.report.records.plan import MilestonesDocument, MilestonesRecord


@dataclass(frozen=True, repr=False)
class MilestonesReport(Framed):
    """The yearly table of a plan."""

    plan: Plan
    results: tuple[YearlyValues, ...]
    path: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK
    profile: Profile | None = None

    @property
    def labels(self) -> Mapping[str, Label]:
        """Labels for the categories of an own profile."""
        return labels_of(self.profile) if self.profile else {}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year for which any indicator has a value."""
        return tuple(sorted({year for each in self.results for year in each.values}))

    def to_record(self) -> MilestonesDocument:
        """``plan.milestones/1``."""
        return {
            "schema": "plan.milestones/1",
            "tool": json_values.TOOL,
            "plan": json_values.plan_head(self.plan),
            **(cast("MilestonesDocument", {"profile": self.profile.name} if self.profile else {})),
            "results": [self._result(each) for each in self.results],
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def _result(self, yearly: YearlyValues) -> MilestonesRecord:
        indicator, trajectory = yearly.indicator, yearly.trajectory
        head = json_values.head(indicator, self.path)
        return {
            "id": head["id"],
            "no": head["no"],
            "name": head["name"],
            "unit": json_values.path_unit(indicator),
            "attribute": head["attribute"],
            "kind": head["kind"],
            "path": head["path"] if trajectory else None,
            "rate": json_number(yearly.rate),
            "rate_unit": trajectory.growing.rate_unit if trajectory else None,
            "printed_growth": json_values.growth(indicator.printed_growth),
            "index": indicator.is_index,
            "baseline": json_values.baseline(indicator),
            "target": json_values.target(indicator),
            "milestones": json_values.by_year(yearly.values),
            "reason": messages_in(MACHINE).reason(yearly.reason),
            **cast("MilestonesRecord", _thresholds(yearly) if self.profile else {}),
        }

    def to_rows(self) -> Rows:
        """One row for each indicator, one column for each year."""
        heads, of_years = [], []
        for yearly in self.results:
            record = self._result(yearly)
            heads.append(flat({k: v for k, v in record.items() if k not in ("milestones", "cuts")}))
            of_years.append(yearly.values)
            for category, values in yearly.thresholds.items():
                heads.append({"id": yearly.indicator.id, "category": category})
                of_years.append(values)
        columns = list(dict.fromkeys(key for head in heads for key in head))
        rows = [
            head | {str(year): json_number(values.get(year)) for year in self.years}
            for head, values in zip(heads, of_years, strict=True)
        ]
        return Rows((*columns, *map(str, self.years)), tuple(rows))

    def content(self, messages: Messages) -> list[Block]:
        """The yearly table by group; below it the indicators without a path, each with its reason."""
        word, language, column = messages.text, messages.language, columns_in(messages)
        title = word("title_milestones", title=self.plan.title.in_language(language))
        blocks: list[Block] = [Paragraph(title, "title")]
        if self.profile:
            blocks.append(Paragraph(f"{word('profile')} {profile_word(self.profile.name, messages)}", "quiet"))
        columns = (
            column("no", right=True),
            column("indicator", wraps=True),
            column("unit", merges_into="indicator"),
            column("path", merges_into="indicator"),
            column("growth", right=True),
            column("rate", right=True),
            *(Column(str(year), str(year), right=True, series=True) for year in self.years),
        )
        with_path = [each for each in self.results if each.trajectory]
        rows = grouped_rows(self.plan, with_path, self._rows, messages)
        if rows:
            blocks.append(Table(columns, rows, main=True, more=(column("id"), column("attribute"))).filled)
        if any(each.indicator.attribute == "binding" for each in with_path):
            blocks.append(Paragraph(word("legend_binding", mark=BINDING_MARK), "quiet"))
        return blocks + _without_path(self.results, messages)

    def _rows(self, yearly: YearlyValues, messages: Messages) -> list[Row]:
        indicator, trajectory = yearly.indicator, yearly.trajectory
        first = indicator_row(indicator, messages).with_cells(
            **{str(year): _milestone(yearly, year) for year in yearly.values},
            path=messages.text(indicator.shape_name(self.path) or "none"),
            growth=growth_text(indicator.printed_growth),
            rate=rate_cell(yearly.rate, trajectory.growing if trajectory else None, indicator, messages),
        )
        return [first, *self._threshold_rows(yearly, messages)]

    def _threshold_rows(self, yearly: YearlyValues, messages: Messages) -> list[Row]:
        """A line below the indicator for each category of the profile."""
        digits = yearly.indicator.decimals
        rows = []
        for category, values in yearly.thresholds.items():
            sign = comparison_sign(yearly.indicator, passed=category in yearly.passed)
            cells = {str(year): number(value, digits) for year, value in values.items()}
            rows.append(
                replace(row(cells, indicator=f"  {sign} {messages.category(category)}", style="quiet"), below=True)
            )
        if self.profile and not yearly.thresholds and yearly.thresholds_reason:
            reason = f"  {messages.reason(yearly.thresholds_reason)}"
            rows.append(replace(row(indicator=reason, style="quiet"), below=True))
        return rows


def _thresholds(yearly: YearlyValues) -> dict[str, Any]:
    """The profile's thresholds of each year, by category."""
    every = yearly.thresholds
    years = [year for year in yearly.values if any(year in values for values in every.values())]
    cuts = [
        {"year": year, "values": {word: json_number(values.get(year)) for word, values in every.items()}}
        for year in years
    ]
    return {"cuts": cuts, "cuts_reason": messages_in(MACHINE).reason(yearly.thresholds_reason)}


def _milestone(yearly: YearlyValues, year: int) -> Cell:
    """A milestone at the indicator's decimals; a baseline as it is printed."""
    indicator, value = yearly.indicator, yearly.values[year]
    stated = year == indicator.baseline.moment and not indicator.is_index
    return at_most(value, indicator.decimals) if stated else number(value, indicator.decimals)


def _without_path(results: tuple[YearlyValues, ...], messages: Messages) -> list[Block]:
    reasons: dict[str, list[str]] = {}
    for each in results:
        if each.reason:
            reasons.setdefault(each.reason, []).append(display_name(each.indicator, messages, numbered=True))
    return [listing(messages.reason(reason) or "", names, messages) for reason, names in reasons.items()]
