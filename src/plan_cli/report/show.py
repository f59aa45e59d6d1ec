"""The plan as its document prints it: a table of all indicators, or one with all that the document says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Claim, Indicator
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Relation
from plan_cli.report import json_values
from plan_cli.report.cells import Cell, as_printed, number
from plan_cli.report.chart_data import ChartData
from plan_cli.report.indicators import BINDING_MARK, direction_text, grouped_rows, indicator_row
from plan_cli.report.number_format import json_number
from plan_cli.report.plan_cells import growth_text, target_text
from plan_cli.report.rows import Rows, flat, rows_of
from plan_cli.report.show_indicator import indicator_blocks, reported_blocks
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in
from plan_cli.report.yearly_values import YearlyValues, yearly_values

if TYPE_CHECKING:
    from plan_cli.report.records.plan import ClaimRecord, RelationRecord, ShowDocument, ShowRecord


@dataclass(frozen=True)
class ShowReport:
    """A plan, or one indicator of it (``only``), with its chart and the ``rows`` that were reported of it."""

    plan: Plan
    only: Indicator | None = None
    chart: ChartData | None = None
    rows: tuple[Actual, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def _indicators(self) -> tuple[Indicator, ...]:
        return self.plan.indicators if self.only is None else (self.only,)

    @property
    def exit_code(self) -> ExitCode:
        """1 where figures could not be used."""
        return ExitCode.FOUND if any_errors(self.diagnostics) else ExitCode.OK

    def to_record(self) -> ShowDocument:
        """``plan.show/1``."""
        relations = [each for each in self.plan.relations if self.only is None or self.only.id in each.ids]
        return {
            "schema": "plan.show/1",
            "tool": json_values.TOOL,
            "plan": json_values.plan_head(self.plan),
            "title": str(self.plan.title),
            "source": self.plan.source,
            "results": [_indicator(each) for each in self._indicators],
            "relations": [_relation(each) for each in relations],
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each indicator, without claims."""
        lists = ("claims", "milestones", "aliases")
        records = [_indicator(each) for each in self._indicators]
        return rows_of([flat({key: value for key, value in each.items() if key not in lists}) for each in records])

    def content(self, messages: Messages) -> list[Block]:
        """The table, or everything about one indicator."""
        if self.only is None:
            return _whole(self.plan, messages)
        blocks = indicator_blocks(self.plan, self.only, messages)
        return [*blocks, *reported_blocks(self.only, self.rows, self.chart, self.diagnostics, messages)]


def _whole(plan: Plan, messages: Messages) -> list[Block]:
    column = columns_in(messages)
    columns = (
        column("no", right=True),
        column("indicator", wraps=True),
        column("id", merges_into="indicator"),
        column("unit"),
        column("baseline", right=True),
        column("target", right=True),
        column("growth", right=True),
        column("attribute", merges_into="indicator"),
        column("source", merges_into="indicator"),
    )
    more = (column("target_year", right=True), column("direction"), column("nature"))
    rows = grouped_rows(plan, [yearly_values(each) for each in plan.indicators], _rows, messages)
    blocks: list[Block] = [Paragraph(plan.title.in_language(messages.language), "title")]
    if plan.source:
        blocks.append(Paragraph(plan.source, "quiet"))
    blocks.append(Table(columns, rows, main=True, more=more).filled)
    legend = messages.text("legend_binding", mark=BINDING_MARK)
    return [*blocks, Paragraph(legend, "quiet")] if plan.has_binding else blocks


def _rows(yearly: YearlyValues, messages: Messages) -> list[Row]:
    indicator, base = yearly.indicator, yearly.indicator.baseline
    statement = indicator.target.judged == "never"
    return [
        indicator_row(indicator, messages).with_cells(
            unit=indicator.unit_in(messages.language),
            baseline=as_printed(base.value) if base.origin == "plan" else number(base.value, 2),
            target=Cell(messages.text("kind_statement") if statement else target_text(indicator, messages)),
            growth=growth_text(indicator.printed_growth),
            target_year=str(indicator.target_year),
            direction=direction_text(indicator, messages),
            nature=messages.text(indicator.nature),
            source=indicator.source or "",
        )
    ]


def _indicator(indicator: Indicator) -> ShowRecord:
    yearly = yearly_values(indicator)
    return {
        **json_values.head(indicator),
        "aliases": list(indicator.aliases),
        "group": indicator.group,
        "scope": indicator.scope,
        "baseline": json_values.baseline(indicator),
        "target": json_values.target(indicator),
        "printed_growth": json_values.growth(indicator.printed_growth),
        "implied_rate": json_number(yearly.rate),
        "nature": indicator.nature,
        "decimals": indicator.decimals,
        "source": indicator.source,
        "notes": json_values.plain(indicator.notes),
        "claims": [_claim(claim) for claim in indicator.claims],
        "milestones": json_values.by_year(yearly.values),
    }


def _claim(claim: Claim) -> ClaimRecord:
    return {
        "target": json_number(claim.target),
        "growth": json_values.growth(claim.growth),
        "baseline": json_number(claim.baseline),
        "operator": claim.operator,
        "unit": claim.unit,
        "year": claim.year,
        "scope": claim.scope,
        "note": claim.note,
        "source": claim.source,
    }


def _relation(relation: Relation) -> RelationRecord:
    keys = (
        "kind", "part", "parts", "weights", "ratio", "items", "whole", "entity", "operator", "value", "unit", "year",
        "scope", "note", "source",
    )  # fmt: skip
    written = {key: getattr(relation, key, () if key in ("parts", "weights") else None) for key in keys}
    return cast("RelationRecord", {key: json_values.plain(each) for key, each in written.items()})
