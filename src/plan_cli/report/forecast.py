"""The forecast: where each indicator lands, and the rate needed from now, as a table and as ``plan.forecast/1``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plan_cli.assess.forecast import Outlook, Projection
from plan_cli.diagnostics import Diagnostic, any_errors
from plan_cli.exits import ExitCode, FailOn, exit_of_verdicts
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.observations import InputFile
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.report import json_values as wire
from plan_cli.report.diagnostic import concise
from plan_cli.report.number_format import NONE, figure, json_number, percent, rate, shown
from plan_cli.report.table import Block, Column, Grid, Line, Row


@dataclass(frozen=True)
class ForecastReport:
    """The indicators of a plan, carried on."""

    plan: Plan
    results: tuple[Outlook, ...]
    inputs: tuple[InputFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    path: Path | None = None

    @property
    def exit_code(self) -> ExitCode:
        """1 with bad data, 3 where nothing can be carried on, else 0: a forecast fails nobody."""
        carried_on = sum(bool(each.projections) for each in self.results)
        return exit_of_verdicts(FailOn.ANY, bad_data=any_errors(self.diagnostics), evaluated=carried_on).code

    def wire(self) -> dict[str, Any]:
        """``plan.forecast/1``."""
        return {
            "schema": "plan.forecast/1",
            "tool": wire.TOOL,
            "plan": wire.plan_head(self.plan),
            "inputs": [wire.input_file(used) for used in self.inputs],
            "nature": messages_in(MACHINE).word("arithmetic"),
            "results": [_result(each, self.path) for each in self.results],
            "diagnostics": [wire.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each indicator and way of going on."""
        rows = []
        for result in self.wire()["results"]:
            head = wire.flat({key: value for key, value in result.items() if key != "projections"})
            rows += [{**head, **each} for each in result["projections"] or [{}]]
        columns = list(dict.fromkeys(key for row in rows for key in row))
        return columns, [[row.get(column) for column in columns] for row in rows]

    def blocks(self, messages: Messages) -> list[Block]:
        """The table, what is needed beside the best so far, and whom nothing can be said of."""
        word, language = messages.word, messages.language
        columns = (
            Column("no", word("no"), right=True),
            Column("indicator", word("indicator"), folds=True),
            Column("unit", word("unit"), wide_only=True),
            Column("actual", word("actual"), right=True),
            Column("method", word("if_it_goes_on")),
            Column("rate", word("rate_plain"), right=True),
            Column("lands", word("lands"), right=True),
            Column("target", word("target"), right=True),
            Column("gap", word("gap"), right=True),
            Column("reached", word("reached"), right=True),
        )
        rows: list[Row] = []
        notes: list[Line] = []
        silent: dict[str, list[str]] = {}
        for each in self.results:
            name = each.indicator.name.in_language(language)
            if each.projections:
                rows += [_row(each, way, messages, first=not i) for i, way in enumerate(each.projections)]
                notes.append(Line(_needs(each, messages), label=name))
            else:
                silent.setdefault(each.reason or "no_figures", []).append(name)
        blocks: list[Block] = [
            Line(word("title_forecast", title=self.plan.title.in_language(language)), "title"),
            Line(word("arithmetic"), "quiet"),
        ]
        blocks += [Grid(columns, tuple(rows), merge={"unit": "indicator"}), *notes] if rows else []
        for reason, names in silent.items():
            label = word("count_of", word=messages.reason(reason), count=len(names))
            blocks.append(Line(label=label, items=tuple(names), comma=word("comma")))
        if self.diagnostics:
            blocks.append(Line(word("findings"), "heading"))
            blocks += [Line(concise(found, messages), str(found.severity)) for found in self.diagnostics]
        return blocks


def _told(value: Decimal | None, each: Outlook) -> str:
    """A yearly rate of an indicator."""
    return rate(value, each.growing, each.indicator.decimals)


def _row(each: Outlook, way: Projection, messages: Messages, *, first: bool) -> Row:
    indicator, digits = each.indicator, each.indicator.decimals
    actual = f"{shown(each.actual, digits)} ({each.last})"
    unit = messages.word("index", year=indicator.baseline.year) if indicator.is_index else indicator.unit
    head = (str(indicator.no or ""), indicator.name.in_language(messages.language), unit, actual)
    cells = (
        *(head if first else ("", "", "", "")),
        messages.word(way.method, since=way.since, until=each.last, points=way.points),
        _told(way.rate, each),
        figure(way.value, digits),
        figure(indicator.goal, digits) if first else "",
        figure(way.gap, digits, signed=True),
        str(way.reached) if way.reached else NONE,
    )
    return Row(cells, styles={8: "on_track" if way.gap >= 0 else "off_track"})


def _needs(each: Outlook, messages: Messages) -> str:
    """What is needed from now, beside the best that was ever seen, and the share of drawn futures."""
    word = messages.word
    if each.achieved:
        parts = [word("achieved")]
    else:
        parts = [word("needs_rate", rate=_told(each.needed, each), year=each.indicator.target_year)]
    if each.best is not None:
        facts = {"rate": _told(each.best.rate, each), "since": each.best.since, "until": each.best.until}
        parts.append(word("best_rate", **facts))
    if each.futures is not None:
        facts = {"share": percent(Decimal(repr(each.futures.share))), "draws": each.futures.draws}
        parts.append(word("futures", **facts, changes=each.futures.changes, seed=each.futures.seed))
    return word("comma").join(parts)


def _result(each: Outlook, path: Path | None) -> dict[str, Any]:
    futures, best = each.futures, each.best
    return {
        **wire.head(each.indicator, path),
        "baseline": wire.baseline(each.indicator),
        "target": wire.target(each.indicator),
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
