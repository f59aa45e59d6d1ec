"""The plan as its document prints it: a table of all indicators, or one with everything that is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Claim, Indicator, Label
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan, Relation
from plan_cli.model.targets import Band, Done, Growth, Level, Milestones, Rank, Statement, Total, Trend
from plan_cli.report import json_values as wire
from plan_cli.report.bars import bars
from plan_cli.report.chart_data import Picture
from plan_cli.report.diagnostic import concise
from plan_cli.report.milestones import Laid, growth_shown, lay
from plan_cli.report.number_format import NONE, figure, printed, rate
from plan_cli.report.sections import BINDING_MARK, called, sectioned
from plan_cli.report.source_rows import row_told
from plan_cli.report.table import Block, Column, Grid, Line, Row


@dataclass(frozen=True)
class ShowReport:
    """A plan, or one indicator of it (``only``), drawn as it is ``seen`` with the ``rows`` that were reported of it."""

    plan: Plan
    only: Indicator | None = None
    seen: Picture | None = None
    rows: tuple[Actual, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK

    @property
    def _shown(self) -> tuple[Indicator, ...]:
        return self.plan.indicators if self.only is None else (self.only,)

    def wire(self) -> dict[str, Any]:
        """``plan.show/1``."""
        return {
            "schema": "plan.show/1",
            "tool": wire.TOOL,
            "plan": wire.plan_head(self.plan),
            "title": str(self.plan.title),
            "source": self.plan.source,
            "results": [_indicator(each, self.plan) for each in self._shown],
            "relations": [_relation(each) for each in self.plan.relations if self._concerns(each)],
            "diagnostics": [wire.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each indicator, without claims."""
        lists = ("claims", "milestones", "aliases")
        rows = [
            wire.flat({key: value for key, value in _indicator(each, self.plan).items() if key not in lists})
            for each in self._shown
        ]
        columns = list(dict.fromkeys(key for row in rows for key in row))
        return columns, [[row.get(column) for column in columns] for row in rows]

    def blocks(self, messages: Messages) -> list[Block]:
        """The table, or everything about one indicator."""
        if self.only is None:
            return self._whole(messages)
        return [*_one(self.plan, self.only, messages), *self._seen(messages)]

    def _concerns(self, relation: Relation) -> bool:
        return self.only is None or self.only.id in relation.ids

    def _seen(self, messages: Messages) -> list[Block]:
        """What was reported with its sources, drawn against the path, and what was found in it."""
        word = messages.word
        blocks: list[Block] = []
        if self.rows and self.only is not None:
            blocks.append(Line(word("reported"), "heading"))
            blocks += [Line("  " + row_told(row, self.only)) for row in self.rows]
        if self.seen is not None:
            keys = ("legend_bars", "legend_marks") if self.seen.marks else ("legend_stroke",)
            blocks += [bars(self.seen, messages), Line(" · ".join(map(word, keys)), "quiet")]
        return [*blocks, *(Line(concise(each, messages), str(each.severity)) for each in self.diagnostics)]

    def _whole(self, messages: Messages) -> list[Block]:
        word, language = messages.word, messages.language
        columns = (
            Column("no", word("no"), right=True),
            Column("indicator", word("indicator"), folds=True),
            Column("id", word("id"), wide_only=True),
            Column("unit", word("unit")),
            Column("baseline", word("baseline"), right=True),
            Column("target", word("target"), right=True),
            Column("growth", word("growth"), right=True),
            Column("attribute", word("attribute"), wide_only=True),
            Column("source", word("source"), wide_only=True),
        )
        rows = sectioned(self.plan, [lay(each) for each in self.plan.indicators], _row, messages)
        lines: list[Block] = [Line(self.plan.title.in_language(language), "title")]
        if self.plan.source:
            lines.append(Line(self.plan.source, "quiet"))
        foot = Line(word("legend_binding", mark=BINDING_MARK), "quiet")
        merge = dict.fromkeys(("id", "attribute", "source"), "indicator")
        return [*lines, Grid(columns, rows, merge), foot]


def _row(laid: Laid, messages: Messages) -> list[Row]:
    indicator = laid.indicator
    binding = indicator.attribute == "binding"
    base = indicator.baseline
    cells = (
        str(indicator.no or ""),
        called(indicator, messages),
        indicator.id,
        indicator.unit,
        NONE if base.value is None else printed(base.value) if base.origin == "plan" else figure(base.value, 2),
        messages.word("kind_statement") if indicator.target.judged == "never" else target_shown(indicator, messages),
        growth_shown(indicator.printed_growth),
        messages.word(indicator.attribute),
        indicator.source or "",
    )
    return [Row(cells, style="strong" if binding else "")]


def target_shown(indicator: Indicator, messages: Messages) -> str:
    """A target in a few characters: ≥4700, 15%/a, 2021: 70 …"""
    signs = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "about": "~", "exactly": "="}
    match indicator.target:
        case Level(value=value) | Total(value=value):
            return signs[indicator.operator] + printed(value)
        case Milestones(values=values):
            return " ".join(f"{year}:{printed(value)}" for year, value in values.items())
        case Growth(rate=rate):
            return signs[indicator.operator] + printed(rate) + "%/a"
        case Band(low=low, high=high):
            return f"{NONE if low is None else printed(low)} .. {NONE if high is None else printed(high)}"
        case Rank(value=value):
            return f"≤{printed(value)}"
        case Statement(text=text):
            return _text(text, messages.language)
        case Done():
            return f"{messages.word('kind_done')} {indicator.target_year}"
        case Trend():
            return messages.word("kind_trend")
        case missing:
            assert_never(missing)


def _one(plan: Plan, indicator: Indicator, messages: Messages) -> list[Block]:
    word, language = messages.word, messages.language
    base = indicator.baseline
    title = f"{indicator.name.in_language(language)} ({indicator.id})"
    if base.value is not None:
        value = printed(base.value) if base.origin == "plan" else figure(base.value, indicator.decimals)
        origin = {"actuals": "from_actuals", "implied": "implied"}.get(base.origin or "")
        baseline = f"{value} {indicator.unit} ({base.year}{', ' + word(origin) if origin else ''})"
    else:
        baseline = f"{word('none')}" + (f" ({word(base.missing)})" if base.missing else "")
    kind = word(f"kind_{indicator.target.kind}")
    asked = f"{target_shown(indicator, messages)} {'' if indicator.is_index else indicator.unit} ({kind})"
    facts: list[tuple[str, str | None]] = [
        ("no", None if indicator.no is None else str(indicator.no)),
        ("aliases", word("comma").join(indicator.aliases) or None),
        ("scope", indicator.scope),
        ("unit", indicator.unit or None),
        ("attribute", f"{word(indicator.attribute)} · {word(indicator.direction)} · {word(indicator.nature)}"),
        ("baseline", baseline),
        ("target", asked),
        ("growth", None if indicator.growth is None else growth_shown(indicator.growth)),
        ("path", word(shape) if (shape := indicator.shape_name()) else None),
        ("source", indicator.source),
        ("notes", None if indicator.notes is None else indicator.notes.in_language(language)),
    ]
    blocks: list[Block] = [Line(title, "title")]
    told = tuple(Row((word(key), text.strip())) for key, text in facts if text)
    blocks.append(Grid((Column("label", ""), Column("text", "", folds=True)), told, headed=False))
    laid = lay(indicator)
    if laid.trajectory:
        columns = [Column(str(year), str(year), right=True, series=True) for year in laid.values]
        values = [figure(value, indicator.decimals) for value in laid.values.values()]
        unit = word("index", year=base.year) if indicator.is_index else indicator.unit
        head = Column("unit", unit or word("milestone"))
        pace = Column("rate", word("rate"), right=True)
        shown_rate = rate(laid.rate, laid.trajectory.growing, indicator.decimals)
        blocks.append(Grid((head, *columns, pace), (Row((word("milestone"), *values, shown_rate)),)))
    elif laid.reason:
        blocks.append(Line(word("no_path_line", reason=messages.reason(laid.reason)), "quiet"))
    if indicator.claims:
        blocks.append(Line(word("claims"), "heading"))
        blocks += [Line("  " + _claim(claim, indicator, messages)) for claim in indicator.claims]
    related = [relation for relation in plan.relations if indicator.id in relation.ids]
    if related:
        blocks.append(Line(word("relations"), "heading"))
        blocks += [Line("  " + relation_shown(relation, plan, messages)) for relation in related]
    return blocks


def _text(text: str | dict[str, str], language: str) -> str:
    return Label(text if isinstance(text, dict) else {"": text}).in_language(language)


def _claim(claim: Claim, indicator: Indicator, messages: Messages) -> str:
    word = messages.word
    parts: list[str] = []
    operator = f"{word(claim.operator)} " if claim.operator else ""
    if claim.target is not None:
        parts.append(f"{word('target')} {operator}{printed(claim.target)} {claim.unit or indicator.unit}")
    if claim.growth is not None:
        parts.append(f"{word('growth')} {operator}{growth_shown(claim.growth)}")
    if claim.baseline is not None:
        parts.append(f"{word('baseline')} {operator}{printed(claim.baseline)} {claim.unit or indicator.unit}")
    parts += [str(each) for each in (claim.year, claim.scope, claim.note, claim.source) if each is not None]
    return " · ".join(parts)


def relation_shown(relation: Relation, plan: Plan, messages: Messages) -> str:
    """A relation in one line, its indicators by name."""

    def name(each: str | Label | None) -> str:
        if isinstance(each, Label):
            return each.in_language(messages.language)
        found = plan.indicator(each) if each else None
        return found.name.in_language(messages.language) if found else str(each)

    whole = name(relation.whole)
    if relation.kind == "ratio":
        said = f"{name(relation.ratio)} = {name(relation.part)} ÷ {whole}"
    elif relation.kind == "items":
        said = f"{whole}: {relation.items}"
    elif relation.kind == "sum":
        said = f"{' + '.join(map(name, relation.parts))} = {whole}"
    else:
        said = f"{name(relation.part)} ⊂ {whole}" if relation.kind == "part" else f"{name(relation.part)} ÷ {whole}"
    if relation.value is not None:
        operator = messages.word(relation.operator) if relation.operator else "="
        said += f" {operator} {printed(relation.value)}{relation.unit or ''}"
    rest = [str(each) for each in (relation.year, relation.scope, relation.note, relation.source) if each is not None]
    return " · ".join([said.replace("⊂", "<"), *rest])


def _indicator(indicator: Indicator, plan: Plan) -> dict[str, Any]:
    growth = indicator.printed_growth
    laid = lay(indicator)
    return {
        **wire.head(indicator),
        "aliases": list(indicator.aliases),
        "group": indicator.group,
        "scope": indicator.scope,
        "baseline": wire.baseline(indicator),
        "target": wire.target(indicator),
        "printed_growth": None if growth is None else {"value": wire.plain(growth.value), "unit": growth.unit},
        "implied_rate": wire.plain(laid.rate),
        "nature": indicator.nature,
        "decimals": indicator.decimals,
        "source": indicator.source,
        "notes": wire.plain(indicator.notes),
        "claims": [_claim_wire(claim) for claim in indicator.claims],
        "milestones": [{"year": year, "value": wire.plain(value)} for year, value in laid.values.items()],
    }


def _claim_wire(claim: Claim) -> dict[str, Any]:
    growth = claim.growth
    return {
        "target": wire.plain(claim.target),
        "growth": None if growth is None else {"value": wire.plain(growth.value), "unit": growth.unit},
        "baseline": wire.plain(claim.baseline),
        **{key: getattr(claim, key) for key in ("operator", "unit", "year", "scope", "note", "source")},
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return dict(_relation_items(relation))


def _relation_items(relation: Relation) -> Iterator[tuple[str, Any]]:
    for key in ("kind", "part", "parts", "ratio", "items", "whole", "operator", "value", "unit", "year", "scope"):
        yield key, wire.plain(getattr(relation, key))
    yield "note", relation.note
    yield "source", relation.source
