"""How an indicator is shown: its name, unit, baseline, target and figures with their marks, the same everywhere."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Protocol, TypeVar

from plan_cli.i18n import Messages
from plan_cli.model.growing import Growing
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.report.cells import Cell, at_most, number, rate
from plan_cli.report.table import Row, row

#: What binding indicators are marked with.
BINDING_MARK = "★"
#: The mark behind a figure that is not final, by its observation status; and behind one for part of a year.
STATUS_MARKS = {"P": "p", "E": "e", "F": "f", "R": "r"}
PART_YEAR_MARK = "*"


class _OfIndicator(Protocol):
    @property
    def indicator(self) -> Indicator: ...


Member = TypeVar("Member", bound=_OfIndicator)


def display_name(indicator: Indicator, messages: Messages, *, numbered: bool = False) -> str:
    """An indicator's name in a language, marked if it is binding; ``numbered`` puts its number before it."""
    number = f"{indicator.no} " if numbered and indicator.no is not None else ""
    mark = BINDING_MARK if indicator.attribute == "binding" else ""
    return number + indicator.name.in_language(messages.language) + mark


def unit_label(indicator: Indicator, messages: Messages) -> str:
    """The unit that an indicator's figures are judged in; an index names the year that is 100."""
    if indicator.is_index:
        return messages.text("index", year=indicator.baseline.year)
    return messages.text("points").strip() if _in_points(indicator) else indicator.unit_in(messages.language)


def unit_behind(indicator: Indicator, messages: Messages) -> str:
    """The unit as it follows a number: no blank before %, in Chinese a blank only before letters."""
    unit = unit_label(indicator, messages)
    if unit[:1] in ("%", "％", ""):
        return unit
    latin = unit[0].isascii() and unit[0].isalpha()
    return f" {unit}" if latin else messages.text("with_unit", value="", unit=unit)


def points(indicator: Indicator, messages: Messages) -> str:
    """The unit behind a difference of two figures where they are per cent: percentage points."""
    of_shares = indicator.unit in ("%", "％") and not indicator.is_index
    return messages.text("points") if of_shares or _in_points(indicator) else ""


def _in_points(indicator: Indicator) -> bool:
    """Whether its figures are changes in percentage points, since no level is known."""
    return indicator.in_rates and indicator.target.in_points


def rate_cell(value: Decimal | None, growing: Growing | None, indicator: Indicator, messages: Messages) -> Cell:
    """A yearly rate of an indicator."""
    return rate(value, growing, indicator.decimals, after=points(indicator, messages))


def indicator_row(indicator: Indicator, messages: Messages) -> Row:
    """The cells that say which indicator a row is about; that of a binding one stands out."""
    return row(
        style="strong" if indicator.attribute == "binding" else "",
        no=str(indicator.no or ""),
        id=indicator.id,
        attribute=messages.text(indicator.attribute),
        indicator=display_name(indicator, messages),
        unit=unit_label(indicator, messages),
    )


def baseline_cell(indicator: Indicator) -> Cell:
    """The baseline as it is printed, at the indicator's decimals where it has more; 100 of an index."""
    return number(Decimal(100), 0) if indicator.is_index else at_most(indicator.baseline.value, indicator.decimals)


def comparison_sign(indicator: Indicator, *, passed: bool = False) -> str:
    """The sign before a value that must be reached, or ``passed``."""
    return ("≥>" if indicator.sign > 0 else "≤<")[passed]


def marked(
    value: Decimal | None, decimals: int, *, bound: str = "", part_year: bool = False, obs_status: str = "A"
) -> Cell:
    """A reported figure with its bound before it and its marks behind: ``>1000``, ``2813.49p``, ``98.2*``."""
    marks = (PART_YEAR_MARK if part_year else "") + STATUS_MARKS.get(obs_status, "")
    return at_most(value, decimals, before=bound, after=marks)


def by_group(plan: Plan, members: Iterable[Member]) -> list[tuple[str, list[Member]]]:
    """The members by group, in the plan's order; those without a group come first."""
    groups: dict[str, list[Member]] = {key: [] for key in ("", *plan.groups)}
    for member in members:
        groups[member.indicator.group or ""].append(member)
    return [(key, found) for key, found in groups.items() if found]


def grouped_rows(
    plan: Plan, members: Iterable[Member], rows_of: Callable[[Member, Messages], list[Row]], messages: Messages
) -> tuple[Row, ...]:
    """The rows of each member, those of a group under its name."""
    rows: list[Row] = []
    for group, found in by_group(plan, members):
        if group:
            rows.append(Row(section=plan.groups[group].in_language(messages.language)))
        for member in found:
            rows += rows_of(member, messages)
    return tuple(rows)


def direction_text(indicator: Indicator, messages: Messages) -> str:
    """Which direction is good; nothing where none is, as of a band."""
    return "" if indicator.target.judged in ("bounds", "deadline", "never") else messages.text(indicator.direction)
