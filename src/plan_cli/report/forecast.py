"""The forecast: where each indicator lands, and the rate needed from now, as a table and as ``plan.forecast/1``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_cli.assess.forecast import Outlook, Projection
from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.exits import Exit, FailOn, exit_of_verdicts
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import telling_digits
from plan_cli.model.observations import InputFile
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.report import Ended, json_values
from plan_cli.report.cells import Cell, at_most, number, percentage, text_of
from plan_cli.report.diagnostic import diagnostic_lines
from plan_cli.report.frames import Framed
from plan_cli.report.indicators import points, rate_cell, unit_label
from plan_cli.report.number_format import figure, json_number
from plan_cli.report.rows import Rows, flat, rows_of
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, listing, row
from plan_cli.report.verdict_notes import stated_tolerance

if TYPE_CHECKING:
    from plan_cli.report.records.plan import ForecastDocument, ForecastRecord


@dataclass(frozen=True, repr=False)
class ForecastReport(Ended, Framed):
    """Projections of a plan's indicators."""

    plan: Plan
    results: tuple[Outlook, ...]
    inputs: tuple[InputFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    path: Path | None = None

    @property
    def exit(self) -> Exit:
        """1 with bad data, 3 where nothing can be projected, else 0: a forecast is no verdict."""
        carried_on = sum(bool(each.projections) for each in self.results)
        return exit_of_verdicts(FailOn.ANY, bad_data=any_errors(self.diagnostics), evaluated=carried_on)

    def to_record(self) -> ForecastDocument:
        """``plan.forecast/1``."""
        return {
            "schema": "plan.forecast/1",
            "tool": json_values.TOOL,
            "plan": json_values.plan_head(self.plan),
            "inputs": [json_values.input_file(used) for used in self.inputs],
            "nature": messages_in(MACHINE).text("arithmetic"),
            "results": [_result(each, self.path) for each in self.results],
            "diagnostics": [json_values.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def to_rows(self) -> Rows:
        """One row for each indicator and method."""
        rows: list[dict[str, Any]] = []
        for outlook in self.results:
            result = _result(outlook, self.path)
            head = flat({key: value for key, value in result.items() if key != "projections"})
            rows += [{**head, **each} for each in result["projections"]] or [head]
        return rows_of(rows)

    def content(self, messages: Messages) -> list[Block]:
        """The table, what is needed beside the best so far, and the indicators that cannot be projected."""
        word, language = messages.text, messages.language
        rows: list[Row] = []
        notes: list[Paragraph] = []
        without: dict[str, list[str]] = {}
        for each in self.results:
            name = each.indicator.name.in_language(language)
            if each.projections:
                rows += [_row(each, way, messages, first=not i) for i, way in enumerate(each.projections)]
                notes.append(Paragraph(_needs(each, messages), label=name))
            else:
                without.setdefault(each.reason or "no_figures", []).append(name)
        blocks: list[Block] = [
            Paragraph(word("title_forecast", title=self.plan.title.in_language(language)), "title"),
            Paragraph(word("arithmetic"), "quiet"),
        ]
        blocks += [_table(rows, messages), *notes] if rows else []
        blocks += [listing(messages.reason(reason) or "", names, messages) for reason, names in without.items()]
        if self.diagnostics:
            blocks += [Paragraph(word("findings"), "heading"), *diagnostic_lines(self.diagnostics, messages)]
        return blocks


def _table(rows: Sequence[Row], messages: Messages) -> Table:
    column = columns_in(messages)
    columns = (
        column("no", right=True),
        column("indicator", wraps=True),
        column("unit", merges_into="indicator"),
        column("actual", right=True),
        column("method", "if_it_goes_on"),
        column("rate", "rate_plain", right=True),
        *(column(key, right=True) for key in ("lands", "target", "gap", "reached")),
    )
    return Table(columns, tuple(rows), main=True, more=(column("id"), column("attribute"))).filled


def _rate(value: Decimal | None, each: Outlook, messages: Messages) -> Cell:
    return rate_cell(value, each.growing, each.indicator, messages)


def _target(indicator: Indicator, digits: int) -> Cell:
    """The level to reach; both ends of a range that is not to be left."""
    if indicator.operator != "within":
        return number(indicator.goal, digits)
    ends = sorted(end for end in (indicator.goal, indicator.far_goal) if end is not None)
    return Cell(" .. ".join(figure(end, digits) for end in ends))


def _row(each: Outlook, way: Projection, messages: Messages, *, first: bool) -> Row:
    """The row of one method; what all methods of an indicator share stands in the first row."""
    indicator, digits = each.indicator, each.digits
    shared = row(
        no=str(indicator.no or ""),
        id=indicator.id,
        attribute=messages.text(indicator.attribute),
        indicator=indicator.name.in_language(messages.language),
        unit=unit_label(indicator, messages),
        actual=at_most(each.actual, digits, after=messages.bracketed(str(each.last))),
        target=_target(indicator, digits),
    )
    met = "on_track" if way.gap >= 0 else "off_track"
    # A target that is missed is not what is printed.
    telling = digits if indicator.goal is None else telling_digits(indicator.goal, way.value, digits)
    return (shared if first else Row(below=True)).with_cells(
        method=messages.text(way.method, since=way.since, until=each.last, points=way.points),
        rate=_rate(way.rate, each, messages),
        lands=number(way.value, telling),
        gap=number(way.gap, telling, signed=True, after=points(indicator, messages), style=met),
        reached=Cell(way.reached or None),
    )


def _needs(each: Outlook, messages: Messages) -> str:
    """The rate needed from now, what still counts as met, the best rate so far, and how many drawn futures meet it."""
    word = messages.text
    if each.achieved:
        parts = [word("achieved")]
    else:
        key = "needs_fall" if each.needed is not None and each.needed < 0 else "needs_rate"
        rate = text_of(_rate(each.needed, each, messages)).lstrip("+-")
        parts = [word(key, rate=rate, year=each.indicator.target_year)]
    if each.indicator.tolerance.value:
        parts.append(word("note_tolerance_of", tolerance=stated_tolerance(each.indicator, messages)))
    if each.best is not None:
        best = text_of(_rate(each.best.rate, each, messages))
        parts.append(word("best_rate", rate=best, since=each.best.since, until=each.best.until))
    if each.futures is not None:
        facts = {"share": text_of(percentage(Decimal(repr(each.futures.share)))), "draws": each.futures.draws}
        parts.append(word("futures", **facts, changes=each.futures.changes, seed=each.futures.seed))
    return word("comma").join(parts)


def _result(each: Outlook, path: Path | None) -> ForecastRecord:
    futures, best = each.futures, each.best
    return {
        **json_values.head(each.indicator, path),
        "unit": json_values.path_unit(each.indicator),
        "baseline": json_values.baseline(each.indicator),
        "target": json_values.target(each.indicator),
        "index": each.indicator.is_index,
        "last_year": each.last,
        "actual": json_number(each.actual),
        "achieved": each.achieved,
        "rate_unit": each.growing.rate_unit if each.growing else None,
        "needed_rate": json_number(each.needed),
        "best_rate": None if best is None else {"rate": json_number(best.rate), "from": best.since, "to": best.until},
        "futures": None
        if futures is None
        else {"share": futures.share, "draws": futures.draws, "seed": futures.seed, "changes": futures.changes},
        "projections": [
            {
                "method": way.method,
                "from": way.since,
                "to": each.last,
                "points": way.points,
                "rate": json_number(way.rate),
                "projected": json_number(way.value),
                "gap": json_number(way.gap),
                "reached": way.reached,
            }
            for way in each.projections
        ],
        "reason": messages_in(MACHINE).reason(each.reason),
    }
