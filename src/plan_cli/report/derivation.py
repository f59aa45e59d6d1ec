"""How a verdict is derived: each quantity with the numbers put into its formula, one step a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.assess import Assessment
from plan_cli.assess.rates import pace_to_line, rate_to_line
from plan_cli.assess.target_lines import TWO_SIDED, met_line
from plan_cli.i18n import Messages
from plan_cli.model.numbers import exact_arithmetic, rounded, years_between
from plan_cli.model.observations import year_of
from plan_cli.model.paths import Path
from plan_cli.model.trajectory import Trajectory
from plan_cli.profiles import Status
from plan_cli.report.cells import percentage, text_of
from plan_cli.report.indicators import comparison_sign, rate_cell, unit_behind
from plan_cli.report.number_format import figure
from plan_cli.report.plan_cells import dated_target_text, reported_text
from plan_cli.report.verdict_cells import actual_cell, verdict_text
from plan_cli.report.verdict_notes import applied
from plan_cli.report.worked import formula_of, number_in_formula, worked

#: Reasons why what was reported makes no figure.
_UNUSABLE = ("bad_data", "average_incomplete", "average_of_part")


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the derivation; one without a label continues the step before it."""

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
        yield Step(f"{number_in_formula(base.value)}{messages.bracketed(base.label)}{stated}", word("step_baseline"))
    else:
        missing = f" · {word(base.missing)}" if base.missing else ""
        yield Step(word("none") + missing, word("step_baseline"))
    year = indicator.target_year
    yield Step(f"{dated_target_text(indicator, year, messages)}{source}", word("step_target"))
    if trajectory is not None and result.milestone is not None:
        yield from _milestone(result, trajectory, result.milestone, path, messages)
    elif trajectory is None and result.reason:
        yield Step(messages.reason(result.reason) or "", word("step_path"))
    yield from _actual(result, messages)
    yield from _thresholds(result, messages)
    label = word("step_applied")
    for note in applied(result, messages):
        yield Step(note, label)
        label = ""
    verdict = verdict_text(result, messages) + (f" · {messages.reason(result.reason)}" if result.reason else "")
    severity = f" · {word(result.severity)}{messages.bracketed(word(indicator.attribute))}" if result.severity else ""
    yield Step(verdict + severity, word("step_verdict"), is_verdict=True)
    if result.value is not None or result.score is not None:
        facts = {"value": figure(result.value, 6), "score": figure(result.score, 4)}
        yield Step(word("value_score", **facts), word("as_published"))
    if trajectory is not None:
        yield from _rates(result, trajectory, messages)


def _milestone(
    result: Assessment, trajectory: Trajectory, milestone: Decimal, path: Path | None, messages: Messages
) -> Iterator[Step]:
    word = messages.text
    name = result.indicator.shape_name(path)
    yield Step(word("named", name=word(name or "none"), what=formula_of(trajectory)), word("step_path"))
    if result.share != 1:
        yield Step(word("on_share", share=f"{result.share.numerator} ÷ {result.share.denominator}"))
    years = years_between(trajectory.since, min(result.when, trajectory.target_year))
    with exact_arithmetic():
        level = trajectory.at(min(result.when, trajectory.target_year))
        own = trajectory.shape.between(trajectory.start, trajectory.own_end, years, trajectory.span, trajectory.since)
    formula = worked(trajectory, years) if years > 0 else ""
    text = f"{formula} = {number_in_formula(own)}" if formula else number_in_formula(level)
    if formula and number_in_formula(own) != number_in_formula(level):
        text += f", {word('limited_to', value=number_in_formula(level))}"
    if result.scale is not None:
        numbers = {"level": level, "start": trajectory.start, "years": years}
        formula = result.scale.written.format(**{name: number_in_formula(each) for name, each in numbers.items()})
        text += f"; {formula} = {number_in_formula(result.scale.of(level))}{unit_behind(result.indicator, messages)}"
    if result.overshot is not None:
        text += f"; {word('held_against_far_end', value=number_in_formula(milestone))}"
    elif result.scale is None and level != milestone:
        text += f"; {word('share_of_year', value=number_in_formula(milestone))}"
    if result.line is not None and result.overshot is None:
        digits = result.digits_of(result.line)
        # A rule's own line, or a tolerance, is no other way to print the milestone.
        key = "shown_as" if rounded(milestone, digits) == rounded(result.line, digits) else "held_against"
        text += f" · {word(key, value=figure(result.line, digits))}"
    part = result.period
    key, when = ("step_milestone_part", messages.period(part)) if part else ("step_milestone", str(result.year))
    yield Step(text, word(key, when=when))


def _actual(result: Assessment, messages: Messages) -> Iterator[Step]:
    word = messages.text
    found, when = result.evidence, messages.period(result.period or year_of(result.year))
    label = word("step_actual", when=when)
    if found.value is None:
        # Rows that are spoilt, say two things, or make no mean were reported all the same.
        unusable = messages.reason(result.reason) if result.reason in _UNUSABLE else None
        yield Step(unusable or word("is_missing", when=when), label)
    else:
        how = "parts" if found.how == "value" and found.summed else found.how
        yield Step(f"{text_of(actual_cell(result, messages))} · {word(f'how_{how}')}", label)
    for row in found.summed or (found.row.mean_of if found.row else ()) or found.rows:
        yield Step("  " + reported_text(row, result.indicator, messages))


def _thresholds(result: Assessment, messages: Messages) -> Iterator[Step]:
    word, indicator = messages.text, result.indicator
    sign = comparison_sign(indicator)
    label = word("step_cuts")
    if goal := _goal(result):
        strict = {"more_than": ">", "less_than": "<"}.get(indicator.operator, sign)
        yield Step(word("met_line", sign=strict, value=goal), label)
        label = ""
    far = indicator.far_goal if indicator.operator in TWO_SIDED else None
    due = result.year >= indicator.last_year or result.overshot is not None
    if result.status.evaluated and due and far is not None:
        far = far if result.scale is None else result.scale.of(far)
        key = "no_more_than" if indicator.sign > 0 else "no_less_than"
        yield Step(word(key, value=figure(far, indicator.decimals)), label)
        label = ""
    known = {category: value for category, value in result.thresholds.items() if value is not None}
    for category, value in known.items():
        sign = comparison_sign(indicator, passed=result.passed(category))
        facts = {"status": messages.category(category), "sign": sign, "value": figure(value, result.digits_of(value))}
        yield Step(word("enough", **facts) + messages.bracketed(number_in_formula(value)), label)
        label = ""
    if len(known) > 1 or (result.criteria and len(known) == len(result.thresholds) == 1):
        key = "and_else" if indicator.sign > 0 else "and_else_down"
        floor = result.criteria.floor[0] if result.criteria else "reversing"
        yield Step(word(key, status=messages.category(floor)))


def _goal(result: Assessment) -> str:
    """From where on the target counts as met, tolerance allowed for; nothing where it cannot be met yet."""
    indicator = result.indicator
    met = result.met or met_line(indicator, result.year, result.rounded, result.period)
    own_goal = result.criteria is not None and result.criteria.goal is not None
    if met is None or met.status is not Status.ACHIEVED or not result.status.evaluated or own_goal:
        return ""
    if result.scale is not None:
        return figure(indicator.target.relative_value, indicator.decimals)
    line = met.line(indicator.decimals)
    if result.year < indicator.last_year and result.line is not None:
        # Dated values may ask for more on the way than the target does.
        line = max(line, result.line) if indicator.sign > 0 else min(line, result.line)
    return figure(line, max(indicator.decimals, result.digits_of(line)))


def _rates(result: Assessment, trajectory: Trajectory, messages: Messages) -> Iterator[Step]:
    word, rates, growing = messages.text, result.rates, trajectory.growing
    value = result.evidence.value
    start, label = number_in_formula(trajectory.start), word("step_rates")

    def step(key: str, formula: str, answer: str) -> Step:
        nonlocal label
        step = Step(word("named", name=word(key), what=f"{formula} = {answer}" if formula else answer), label)
        label = ""
        return step

    def rate_text(each: Decimal | None) -> str:
        compounds = growing.rate_unit == "fraction_per_year"
        return text_of(percentage(each, 2) if compounds else rate_cell(each, growing, result.indicator, messages))

    if result.scale is not None:
        shown = {"required": rates.required, "observed": rates.observed, "catch_up": rates.catch_up}
        yield from (step(key, "", rate_text(each)) for key, each in shown.items() if each is not None)
        return
    if rates.required is not None and result.milestone is not None and result.status is not Status.NOT_DUE:
        passed = number_in_formula(years_between(trajectory.since, result.when))
        milestone = result.milestone if result.overshot is None else trajectory.at(result.when)
        formula = growing.rate_written.format(start=start, end=number_in_formula(milestone), years=passed)
        yield step("required", formula, rate_text(rates.required))
    if rates.observed is not None and value is not None:
        years = number_in_formula(years_between(trajectory.since, result.when))
        formula = growing.rate_written.format(start=start, end=number_in_formula(value), years=years)
        yield step("observed", formula, rate_text(rates.observed))
    pace, to_line = pace_to_line(result), rate_to_line(result) or rates.required
    if pace is not None and rates.observed is not None and to_line is not None:
        formula = f"{number_in_formula(rates.observed)} ÷ {number_in_formula(to_line)}"
        if result.line is not None and number_in_formula(to_line) != number_in_formula(rates.required or to_line):
            formula += messages.bracketed(word("rate_to_line", line=figure(result.line, result.digits_of(result.line))))
        yield step("pace_step", formula, figure(pace, 3))
    if rates.catch_up is not None and value is not None and result.status is not Status.ACHIEVED:
        left = number_in_formula(years_between(result.when, trajectory.target_year))
        goal = number_in_formula(trajectory.target)
        formula = growing.rate_written.format(start=number_in_formula(value), end=goal, years=left)
        yield step("catch_up", formula, rate_text(rates.catch_up))
    if rates.projected is not None and rates.observed is not None:
        facts = {"start": start, "rate": number_in_formula(rates.observed), "years": number_in_formula(trajectory.span)}
        answer = figure(rates.projected, result.projected_digits(rates.projected))
        what = f"{growing.carry_written.format(**facts)} = {answer}"
        yield Step(word("named", name=word("projected", year=trajectory.target_year), what=what))
