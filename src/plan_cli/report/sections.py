"""Groups: the rows of a table under the headings of the plan's groups, in the plan's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan
from plan_cli.report.table import Row

#: What binding indicators are marked with.
BINDING_MARK = "★"


class _OfIndicator(Protocol):
    @property
    def indicator(self) -> Indicator: ...


Member = TypeVar("Member", bound=_OfIndicator)


def by_group(plan: Plan, members: Iterable[Member]) -> list[tuple[str, list[Member]]]:
    """The members by group, in the plan's order; what is in no group comes first."""
    groups: dict[str, list[Member]] = {key: [] for key in ("", *plan.groups)}
    for member in members:
        groups[member.indicator.group or ""].append(member)
    return [(key, found) for key, found in groups.items() if found]


def sectioned(
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


def called(indicator: Indicator, messages: Messages, *, numbered: bool = False) -> str:
    """An indicator's name in a language, marked where it is binding, behind its number where that is asked."""
    number = f"{indicator.no} " if numbered and indicator.no is not None else ""
    mark = BINDING_MARK if indicator.attribute == "binding" else ""
    return number + indicator.name.in_language(messages.language) + mark
