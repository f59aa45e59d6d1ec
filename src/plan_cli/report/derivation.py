"""How a verdict is derived: each quantity with the numbers put into its formula, one step a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.paths import Path
from plan_cli.model.trajectory import Trajectory
from plan_cli.profiles import Status
from plan_cli.report.cells import percentage, rate, text_of
from plan_cli.report.indicators import comparison_sign
from plan_cli.report.number_format import figure, printed
from plan_cli.report.plan_cells import reported_text, target_text
from plan_cli.report.verdict_cells import actual_cell, verdict_text

#: How many digits a number put into a formula is shown with.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the derivation; one without a label goes on with the step before it."""

    text: str
    label: str = ""
    is_verdict: bool = False


def steps_of(result: Assessment, path: Path | None, messages: Messages) -> Iterator[Step]:
    """Baseline, target, path, milestone, actual, thresholds, verdict and rates, in the order of their use."""
    indicator, word = result.indicator, messages.text
    trajectory, base = result.trajectory, indicator.baseline
    source = f" · {indicator.source}" if indicator.source else ""
    if indicator.is_index:
        yield Step(f"{word('index', year=base.year)}{source}", word("step_baseline"))
    elif base.value is not None:
        origin = {"actuals": "from_actuals", "implied": "implied"}.get(base.origin or "")
        stated = f" · {word(origin)}" if origin else source
        yield Step(f"{_number(base.value)} ({base.year}){stated}", word("step_baseline"))
    else:
        missing = f" · {word(base.missing)}" if base.missing else ""
        yield Step(word("none") + missing, word("step_baseline"))
    year = indicator.target_year
    yield Step(f"{target_text(indicator, messages)} ({year}){source}", word("step_target"))
    if trajectory is not None and result.milestone is not None:
        yield from _milestone(result, trajectory, result.milestone, path, messages)
    elif trajectory is None and result.reason:
        yield Step(messages.reason(result.reason) or "", word("step_path"))
    yield from _actual(result, messages)
    yield from _thresholds(result, messages)
    verdict = verdict_text(result, messages) + (f" · {messages.reason(result.reason)}" if result.reason else "")
    severity = f" · {word(result.severity)} ({word(indicator.attribute)})" if result.severity else ""
    yield Step(verdict + severity, word("step_verdict"), is_verdict=True)
    if result.value is not None or result.score is not None:
        facts = {"value": figure(result.value, 6), "score": figure(result.score, 4)}
        yield Step(word("value_score", **facts), word("as_published"))
    if trajectory is not None:
        yield from _rates(result, trajectory, messages)


def _milestone(
    result: Assessment, trajectory: Trajectory, milestone: Decimal, path: Path | None, messages: Messages
) -> Iterator[Step]:
    word, digits = messages.text, result.indicator.decimals
    name = result.indicator.shape_name(path)
    yield Step(f"{word(name or 'none')}: {trajectory.shape.formula}", word("step_path"))
    years = Decimal(min(result.year, trajectory.target_year) - trajectory.base_year)
    shown = word("shown_as", value=figure(milestone, digits))
    worked = trajectory.shape.worked(
        _number(trajectory.start), _number(trajectory.end), str(trajectory.span), str(years)
    )
    text = f"{worked} = {_number(milestone)}" if worked and years > 0 else _number(milestone)
    yield Step(f"{text} · {shown}", word("step_milestone", year=result.year))


def _actual(result: Assessment, messages: Messages) -> Iterator[Step]:
    word = messages.text
    found, label = result.evidence, word("step_actual", year=result.year)
    if found.value is None:
        # Rows that are spoilt, or say two things, were reported all the same.
        spoilt = messages.reason("bad_data") if result.reason == "bad_data" else None
        yield Step(spoilt or word("is_missing", year=result.year), label)
    else:
        yield Step(f"{text_of(actual_cell(result))} · {word(f'how_{found.how}')}", label)
    for row in found.rows:
        yield Step("  " + reported_text(row, result.indicator))


def _thresholds(result: Assessment, messages: Messages) -> Iterator[Step]:
    word, indicator = messages.text, result.indicator
    sign = comparison_sign(indicator)
    label = word("step_cuts")
    goal = indicator.goal
    if goal is not None and result.status.evaluated:
        strict = {"more_than": ">", "less_than": "<"}.get(indicator.operator, sign)
        line = word("met_line", sign=strict, value=figure(goal, indicator.decimals))
        yield Step(line, label)
        label = ""
    known = {category: value for category, value in result.thresholds.items() if value is not None}
    for category, value in known.items():
        facts = {"status": messages.category(category), "sign": sign, "value": figure(value, result.digits_of(value))}
        yield Step(f"{word('enough', **facts)} ({_number(value)})", label)
        label = ""
    if len(known) > 1:
        key = "and_else" if indicator.sign > 0 else "and_else_down"
        floor = result.criteria.floor[0] if result.criteria else "reversing"
        yield Step(word(key, status=messages.category(floor)))


def _rates(result: Assessment, trajectory: Trajectory, messages: Messages) -> Iterator[Step]:
    word, rates, growing = messages.text, result.rates, trajectory.growing
    digits, value = result.indicator.decimals, result.evidence.value
    start, label = _number(trajectory.start), word("step_rates")

    def step(key: str, worked: str, answer: str) -> Step:
        nonlocal label
        step = Step(f"{word(key)}: {worked} = {answer}", label)
        label = ""
        return step

    def rate_text(each: Decimal | None) -> str:
        compounds = growing.rate_unit == "fraction_per_year"
        return text_of(percentage(each, 2) if compounds else rate(each, growing, digits))

    if rates.required is not None and result.status is not Status.NOT_DUE:
        worked = growing.rate_written.format(start=start, end=_number(trajectory.end), years=trajectory.span)
        yield step("required", worked, rate_text(rates.required))
    if rates.observed is not None and value is not None:
        years = result.year - trajectory.base_year
        worked = growing.rate_written.format(start=start, end=_number(value), years=years)
        yield step("observed", worked, rate_text(rates.observed))
    if rates.pace is not None and rates.observed is not None and rates.required is not None:
        worked = f"{_number(rates.observed)} ÷ {_number(rates.required)}"
        yield step("pace", worked, figure(rates.pace, 3))
    if rates.catch_up is not None and value is not None and result.status is not Status.ACHIEVED:
        left = trajectory.target_year - result.year
        worked = growing.rate_written.format(start=_number(value), end=_number(trajectory.target), years=left)
        yield step("catch_up", worked, rate_text(rates.catch_up))
    if rates.projected is not None and rates.observed is not None:
        facts = {"start": start, "rate": _number(rates.observed), "years": trajectory.span}
        answer = figure(rates.projected, digits)
        text = f"{word('projected', year=trajectory.target_year)}: {growing.carry_written.format(**facts)} = {answer}"
        yield Step(text)


def _number(value: Decimal) -> str:
    """A number put into a formula: as it is where it is short, else to six decimals."""
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and exponent >= -DIGITS
    return printed(value) if short else figure(value, DIGITS)
