"""What a plan states, in a few characters: targets, baselines, printed growth, claims, relations, reported rows."""

from fractions import Fraction
from typing import assert_never

from plan_cli.i18n import Messages
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.indicator import Claim, Indicator
from plan_cli.model.label import Label
from plan_cli.model.numbers import decimals_of
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan
from plan_cli.model.relations import Relation
from plan_cli.model.targets import Band, Change, Done, Growth, Level, Milestones, Rank, Statement, Total, Trend
from plan_cli.report.cells import Cell, as_printed
from plan_cli.report.indicators import unit_label
from plan_cli.report.number_format import NONE, figure, printed

#: The sign of each operator.
OPERATOR_SIGNS = {
    "at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "about": "~", "exactly": "=", "within": "",
}  # fmt: skip


def target_cell(indicator: Indicator, messages: Messages) -> Cell:
    """A target as ``target_text`` has it, as a number where it is one."""
    match indicator.target:
        case Level(value=value, ends=None) | Total(value=value, ends=None):
            return as_printed(value, before=OPERATOR_SIGNS[indicator.operator])
        case _:
            return Cell(target_text(indicator, messages))


def target_text(indicator: Indicator, messages: Messages) -> str:
    """A target in a few characters: ≥4700, 15%/a, 2021: 70 …"""
    sign, word = OPERATOR_SIGNS[indicator.operator], messages.text
    both = " .. ".join(map(printed, indicator.target.ends or ()))
    match indicator.target:
        case Level(value=value) | Total(value=value):
            return both or sign + printed(value)
        case Milestones(values=values, ranges=ranges):
            each = {year: " .. ".join(map(printed, ranges.get(year, (value,)))) for year, value in values.items()}
            dated = [word("dated_value", year=year, value=text) for year, text in each.items()]
            return word("dated_separator").join(dated)
        case Change(value=change, unit=unit):
            sign = "+" if change > 0 and not both else ""
            text = str(change) if isinstance(change, Fraction) else both or printed(change)
            return f"{sign}{text}" + ("" if isinstance(change, Fraction) else f" {unit or '%'}")
        case Growth(rate=rate, than=str(than)) if not rate and not both:
            return sign + than
        case Growth(rate=rate, than=str(than)):
            return word("yearly_rate", rate=f"{sign}{than} + {both or printed(rate)}")
        case Growth(rate=rate):
            return word("yearly_rate", rate=both or f"{sign}{printed(rate)}")
        case Band(low=low, high=high, than=str(than)):
            ends = ((sign, end) for sign, end in (("≥", low), ("≤", high)) if end is not None)
            signs = {1: " + ", -1: " − ", 0: ""}
            return " ".join(
                f"{sign}{than}{signs[(end > 0) - (end < 0)]}{printed(abs(end)) if end else ''}" for sign, end in ends
            )
        case Band(low=low, high=None) if low is not None:
            return f"≥{printed(low)}"
        case Band(low=None, high=high) if high is not None:
            return f"≤{printed(high)}"
        case Band(low=low, high=high):
            return " .. ".join(NONE if end is None else printed(end) for end in (low, high))
        case Rank(value=value, of=int(of), share=Fraction() as share):
            return f"≤{printed(value)} ({share} × {of})"
        case Rank(value=value):
            return f"≤{printed(value)}"
        case Statement(text=stated):
            return Label.of(stated).in_language(messages.language)
        case Done():
            return word("done_by", year=indicator.target_year)
        case Trend():
            return messages.text("kind_trend")
        case missing:
            assert_never(missing)


def target_with_unit(indicator: Indicator, messages: Messages) -> str:
    """A target with its unit, where it asks for figures of the indicator and not for a rate, a change or a deed."""
    text = target_text(indicator, messages)
    match indicator.target:
        case Level() | Total() | Milestones() | Band() | Rank():
            return f"{text} {indicator.unit_in(messages.language)}".rstrip()
        case Growth() | Change() | Statement() | Done() | Trend():
            return text
        case missing:
            assert_never(missing)


def dated_target_text(indicator: Indicator, year: int, messages: Messages) -> str:
    """A target with the year that it is for; of something to be done it says that itself."""
    text = target_text(indicator, messages)
    return text if indicator.target.judged == "deadline" else text + messages.bracketed(str(year))


def baseline_text(indicator: Indicator, messages: Messages) -> str:
    """A baseline with its unit, year and origin, or why there is none."""
    base, word = indicator.baseline, messages.text
    if base.value is None:
        return word("none") + messages.bracketed(word(base.missing) if base.missing else "")
    value = printed(base.value) if base.origin == "plan" else figure(base.value, indicator.decimals)
    origin = {"actuals": "from_actuals", "implied": "implied"}.get(base.origin or "")
    stated = word("list_separator").join([base.label, *([word(origin)] if origin else [])])
    return f"{value} {indicator.unit_in(messages.language)}{messages.bracketed(stated)}"


def growth_text(growth: PrintedGrowth | None) -> str:
    """A printed growth as the document has it."""
    if growth is None:
        return NONE
    return printed(growth.value) + "%" if growth.unit == "%" else f"+{printed(growth.value)}"


def claim_text(claim: Claim, indicator: Indicator, messages: Messages) -> str:
    """What another place of the document says of an indicator."""
    word = messages.text
    parts: list[str] = []
    unit = claim.unit or indicator.unit

    def stated(what: str, value: str) -> str:
        return f"{word(what)} {_with_operator(claim.operator or '', value, messages)}"

    if claim.target is not None:
        parts.append(stated("target", f"{printed(claim.target)} {unit}"))
    if claim.growth is not None:
        parts.append(stated("growth", growth_text(claim.growth)))
    if claim.baseline is not None:
        parts.append(stated("baseline", f"{printed(claim.baseline)} {unit}"))
    parts += [str(each) for each in (claim.year, claim.scope, claim.note, claim.source) if each is not None]
    return " · ".join(parts)


def _with_operator(operator: str, value: str, messages: Messages) -> str:
    """A value with the words for its operator, in the order that the language has them."""
    if operator == "about":
        return messages.text("about_value", value=value)
    return f"{messages.text(operator)} {value}" if operator else value


def relation_text(relation: Relation, plan: Plan, messages: Messages) -> str:
    """A relation in one line, its indicators by name."""

    def name(each: str | Label | None) -> str:
        if isinstance(each, Label):
            return each.in_language(messages.language)
        found = plan.indicator(each) if each else None
        return found.name.in_language(messages.language) if found else str(each)

    text = relation.formula(name)
    if relation.value is not None:
        value = f"{printed(relation.value)}{relation.unit or ''}"
        text += f" {_with_operator(relation.operator, value, messages) if relation.operator else f'= {value}'}"
    rest = [str(each) for each in (relation.year, relation.scope, relation.note, relation.source) if each is not None]
    return " · ".join([text, *rest])


def _error(row: Actual, messages: Messages) -> str:
    """The standard error of a figure, to two decimals more than the figure has."""
    if row.error is None or row.value is None:
        return ""
    return messages.text("error_of", value=figure(row.error, decimals_of(row.value) + 2))


def reported_text(row: Actual, indicator: Indicator, messages: Messages) -> str:
    """One row of the actuals: ``2023: >1000 列 · error · final · source · note · published · FILE:LINE:COL``."""
    unit = "%" if row.measure in ("growth", "mean_growth") else unit_label(indicator, messages)
    value = NONE if row.value is None else f"{row.bound}{printed(row.value)} {unit}".rstrip()
    status = messages.text(f"obs_{row.status}") if row.status else ""
    window = messages.bracketed(messages.text("over_years", count=row.years)) if row.years > 1 else ""
    period = f"{messages.period(row.period)}{window}{messages.text('colon')}{value}"
    parts = [period, _error(row, messages), status, row.source, row.note, str(row.published or "")]
    place = f"{row.place.file}:{row.place.line}:{row.place.column}"
    return " · ".join([part for part in parts if part] + [place])
