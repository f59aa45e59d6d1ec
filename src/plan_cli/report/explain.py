"""Explained: how one verdict was reached, step by step with the numbers put in; what a diagnostic's code means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plan_cli.assess import Assessment
from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import MACHINE, Messages, messages_in
from plan_cli.model.paths import Path
from plan_cli.model.plan import Plan
from plan_cli.model.trajectory import Trajectory
from plan_cli.profiles import Status
from plan_cli.report import json_values as wire
from plan_cli.report.code_pages import code_entry
from plan_cli.report.number_format import figure, percent, printed, rate
from plan_cli.report.sections import called
from plan_cli.report.show import target_shown
from plan_cli.report.source_rows import row_told
from plan_cli.report.table import Block, Column, Grid, Line, Row
from plan_cli.report.verdict_cells import actual_shown, verdict_shown

#: How many digits a number put into a formula is shown with.
DIGITS = 6


@dataclass(frozen=True)
class VerdictReport:
    """One verdict, derived."""

    plan: Plan
    result: Assessment
    path: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK

    def wire(self) -> dict[str, Any]:
        """``plan.explain/1``: the result as ``plan check`` has it, and every step as text."""
        steps = [(line.label, line.text) for line in self._steps(messages_in(MACHINE))]
        return {
            "schema": "plan.explain/1",
            "tool": wire.TOOL,
            "plan": wire.plan_head(self.plan),
            "year": self.result.year,
            "profile": self.result.profile,
            "result": wire.verdict(self.result, self.path),
            "steps": [{"step": label, "text": text} for label, text in steps],
            "diagnostics": [wire.diagnostic(found) for found in self.diagnostics],
            "exit_code": int(self.exit_code),
        }

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each step."""
        return ["step", "text"], [[line.label, line.text] for line in self._steps(messages_in(MACHINE))]

    def blocks(self, messages: Messages) -> list[Block]:
        """The steps as two columns."""
        indicator = self.result.indicator
        title = f"{called(indicator, messages, numbered=True)} ({indicator.id}) · {self.result.year}"
        rows = tuple(
            Row((line.label, line.text), styles={1: str(self.result.status)} if line.kind == "heading" else {})
            for line in self._steps(messages)
        )
        columns = (Column("step", messages.word("step")), Column("text", "", folds=True))
        return [Line(f"{title} · {indicator.unit}".rstrip(" ·"), "title"), Grid(columns, rows, headed=False)]

    def _steps(self, messages: Messages) -> Iterator[Line]:
        result, indicator, word = self.result, self.result.indicator, messages.word
        trajectory, base = result.trajectory, indicator.baseline
        source = f" · {indicator.source}" if indicator.source else ""
        if indicator.is_index:
            yield Line(f"{word('index', year=base.year)}{source}", label=word("step_baseline"))
        elif base.value is not None:
            origin = {"actuals": "from_actuals", "implied": "implied"}.get(base.origin or "")
            said = f" · {word(origin)}" if origin else source
            yield Line(f"{_number(base.value)} ({base.year}){said}", label=word("step_baseline"))
        else:
            missing = f" · {word(base.missing)}" if base.missing else ""
            yield Line(word("none") + missing, label=word("step_baseline"))
        year = indicator.target_year
        yield Line(f"{target_shown(indicator, messages)} ({year}){source}", label=word("step_target"))
        if trajectory is not None and result.milestone is not None:
            yield from self._way(trajectory, result.milestone, messages)
        elif trajectory is None and result.reason:
            yield Line(messages.reason(result.reason) or "", label=word("step_path"))
        yield from self._actual(messages)
        yield from self._cuts(messages)
        verdict = verdict_shown(result, messages) + (f" · {messages.reason(result.reason)}" if result.reason else "")
        severity = f" · {word(result.severity)} ({word(indicator.attribute)})" if result.severity else ""
        yield Line(verdict + severity, "heading", label=word("step_verdict"))
        if result.value is not None or result.score is not None:
            facts = {"value": figure(result.value, 6), "score": figure(result.score, 4)}
            yield Line(word("value_score", **facts), label=word("as_published"))
        if trajectory is not None:
            yield from self._rates(trajectory, messages)

    def _way(self, trajectory: Trajectory, milestone: Decimal, messages: Messages) -> Iterator[Line]:
        word, result, digits = messages.word, self.result, self.result.indicator.decimals
        name = result.indicator.shape_name(self.path)
        yield Line(f"{word(name or 'none')}: {trajectory.shape.formula}", label=word("step_path"))
        years = Decimal(min(result.year, trajectory.target_year) - trajectory.base_year)
        shown = word("shown_as", value=figure(milestone, digits))
        worked = trajectory.shape.worked(
            _number(trajectory.start), _number(trajectory.end), str(trajectory.span), str(years)
        )
        text = f"{worked} = {_number(milestone)}" if worked and years > 0 else _number(milestone)
        yield Line(f"{text} · {shown}", label=word("step_milestone", year=result.year))

    def _actual(self, messages: Messages) -> Iterator[Line]:
        word, result = messages.word, self.result
        found, label = result.evidence, word("step_actual", year=result.year)
        if found.value is None:
            # Rows that are spoilt, or say two things, were reported all the same.
            spoilt = messages.reason("bad_data") if result.reason == "bad_data" else None
            yield Line(spoilt or word("is_missing", year=result.year), label=label)
        else:
            yield Line(f"{actual_shown(result)} · {word(f'how_{found.how}')}", label=label)
        for row in found.rows:
            yield Line("  " + row_told(row, result.indicator))

    def _cuts(self, messages: Messages) -> Iterator[Line]:
        word, result, indicator = messages.word, self.result, self.result.indicator
        sign = "≥" if indicator.sign > 0 else "≤"
        label = word("step_cuts")
        goal = indicator.goal
        if goal is not None and result.status.evaluated:
            strict = {"more_than": ">", "less_than": "<"}.get(indicator.operator, sign)
            line = word("met_line", sign=strict, value=figure(goal, indicator.decimals))
            yield Line(line, label=label)
            label = ""
        known = {category: value for category, value in result.thresholds.items() if value is not None}
        for category, value in known.items():
            facts = {
                "status": messages.category(category),
                "sign": sign,
                "value": figure(value, result.threshold_decimals),
            }
            yield Line(f"{word('enough', **facts)} ({_number(value)})", label=label)
            label = ""
        if len(known) > 1:
            key = "and_else" if indicator.sign > 0 else "and_else_down"
            floor = result.criteria.floor[0] if result.criteria else "reversing"
            yield Line(word(key, status=messages.category(floor)))

    def _rates(self, trajectory: Trajectory, messages: Messages) -> Iterator[Line]:
        word, result, rates, growing = messages.word, self.result, self.result.rates, trajectory.growing
        digits, value = result.indicator.decimals, result.evidence.value
        start, label = _number(trajectory.start), word("step_rates")

        def line(key: str, worked: str, answer: str) -> Line:
            nonlocal label
            said = Line(f"{word(key)}: {worked} = {answer}", label=label)
            label = ""
            return said

        def told(each: Decimal | None) -> str:
            return percent(each, 2) if growing.rate_unit == "fraction_per_year" else rate(each, growing, digits)

        if rates.required is not None and result.status is not Status.NOT_DUE:
            worked = growing.rate_written.format(start=start, end=_number(trajectory.end), years=trajectory.span)
            yield line("required", worked, told(rates.required))
        if rates.observed is not None and value is not None:
            years = result.year - trajectory.base_year
            worked = growing.rate_written.format(start=start, end=_number(value), years=years)
            yield line("observed", worked, told(rates.observed))
        if rates.pace is not None and rates.observed is not None and rates.required is not None:
            worked = f"{_number(rates.observed)} ÷ {_number(rates.required)}"
            yield line("pace", worked, figure(rates.pace, 3))
        if rates.catch_up is not None and value is not None and result.status is not Status.ACHIEVED:
            left = trajectory.target_year - result.year
            worked = growing.rate_written.format(start=_number(value), end=_number(trajectory.target), years=left)
            yield line("catch_up", worked, told(rates.catch_up))
        if rates.projected is not None and rates.observed is not None:
            facts = {"start": start, "rate": _number(rates.observed), "years": trajectory.span}
            answer = figure(rates.projected, digits)
            text = (
                f"{word('projected', year=trajectory.target_year)}: {growing.carry_written.format(**facts)} = {answer}"
            )
            yield Line(text)


def _number(value: Decimal) -> str:
    """A number put into a formula: as it is where it is short, else to six decimals."""
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and exponent >= -DIGITS
    return printed(value) if short else figure(value, DIGITS)


@dataclass(frozen=True)
class CodesReport:
    """What codes mean: one with its page, or all of them."""

    codes: tuple[str, ...]
    pages: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: ExitCode = ExitCode.OK

    def wire(self) -> Any:
        """A list of codes with their messages in English."""
        return [code_entry(code, messages_in(MACHINE), self.pages.get(code, "")) for code in self.codes]

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each code."""
        rows = self.wire()
        return list(rows[0]), [list(row.values()) for row in rows]

    def blocks(self, messages: Messages) -> list[Block]:
        """A table of all, or the page of one."""
        word = messages.word
        told = [code_entry(code, messages, self.pages.get(code, "")) for code in self.codes]
        if len(told) == 1:
            one = told[0]
            head = f"{one['code']} {one['rule']} · {word(one['severity'])}"
            lines: list[Block] = [Line(head, "title"), Line(one["message"], label=word("meaning"))]
            lines += [Line(hint, label=word("hint")) for hint in one["hints"]]
            return lines + [Line(line) for line in _reflowed(one["page"])]
        columns = (
            Column("code", word("code")),
            Column("severity", word("severity")),
            Column("rule", word("rule"), wide_only=True),
            Column("message", word("meaning"), folds=True),
        )
        rows = (Row((c["code"], word(c["severity"]), c["rule"], c["message"]), styles={1: c["severity"]}) for c in told)
        return [Grid(columns, tuple(rows), {"rule": "message"})]


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

    def wire(self) -> Any:
        """A list of codes and meanings in English."""
        return [{"code": int(code), "meaning": messages_in(MACHINE).word(f"exit_{int(code)}")} for code in ExitCode]

    def records(self) -> tuple[list[str], list[list[Any]]]:
        """One row for each."""
        return ["code", "meaning"], [list(row.values()) for row in self.wire()]

    def blocks(self, messages: Messages) -> list[Block]:
        """A table."""
        columns = (
            Column("code", messages.word("code"), right=True),
            Column("meaning", messages.word("meaning"), folds=True),
        )
        return [Grid(columns, tuple(Row((str(int(c)), messages.word(f"exit_{int(c)}"))) for c in ExitCode))]
