"""The table of all indicators in a report: milestone, actual, share of the target, verdicts year by year.

Indicators without figures are one line for each group: their number, as their names stand in the annex.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.report.cells import Cell
from plan_cli.report.check import CheckReport
from plan_cli.report.check_content import has_figures
from plan_cli.report.history import IndicatorHistory
from plan_cli.report.indicators import by_group
from plan_cli.report.plan_cells import target_text
from plan_cli.report.sparkline import sparkline
from plan_cli.report.table import Column, Row, Table, columns_in, row
from plan_cli.report.verdict_cells import verdict_columns, verdict_row

#: The mark of a verdict in the strip of years; GBK has all of them.
MARKS = {
    Status.ACHIEVED: "◆", Status.ON_TRACK: "●", Status.LAGGING: "◎", Status.OFF_TRACK: "▽", Status.REVERSING: "▼",
    Status.UNDECIDABLE: "?",
}  # fmt: skip
NONE = "·"
#: Columns of a check that the report shows elsewhere.
_ELSEWHERE = ("baseline", "pace")


class _Judged(Protocol):
    @property
    def check(self) -> CheckReport: ...
    @property
    def histories(self) -> tuple[IndicatorHistory, ...]: ...


def full_columns(check: CheckReport, messages: Messages) -> tuple[Column, ...]:
    """The columns of a check, with the picture, the target, its share and the strip of years."""
    column = columns_in(messages)
    every = verdict_columns(
        messages, check.profile, latest=check.latest, scored=check.scored, part=check.period is not None
    )
    by_key = {each.key: each for each in every if each.key not in _ELSEWHERE}
    picture = column("spark", optional=True, graphic=True, legend=messages.text("legend_spark"))
    numbered = any(each.indicator.no is not None for each in check.results)
    no = by_key.pop("no")
    named = (*([no] if numbered else []), by_key.pop("indicator"), by_key.pop("unit"))
    first = (*named, picture, column("target", right=True))
    status = by_key.pop("status")
    rest = (*by_key.values(), column("completion", right=True), column("strip", graphic=True), status)
    return (*first, *rest)


def full_row(history: IndicatorHistory, messages: Messages) -> Row:
    """One indicator's row, without its sparkline, which a page draws itself."""
    result, indicator = history.result, history.indicator
    return verdict_row(result, messages).with_cells(
        target=target_text(indicator, messages) if indicator.target.judged != "never" else "",
        strip="".join(MARKS.get(each.status, NONE) for each in strip(history)),
    )


def strip(history: IndicatorHistory) -> Sequence[Assessment]:
    """The verdicts from the year after the base year up to the judged year."""
    base, last = history.indicator.baseline.moment, history.result.year
    return [each for each in history.years if base < each.year <= last]


def full_table(report: _Judged, messages: Messages) -> Table:
    """Every indicator with figures under its group, and how many have none."""
    check, rows = report.check, list[Row]()
    for group, members in by_group(check.plan, report.histories):
        if group:
            rows.append(Row(section=check.plan.groups[group].in_language(messages.language)))
        shown = (each for each in members if has_figures(each.result))
        rows += [full_row(each, messages).with_cells(spark=sparkline(each.result, each.rows)) for each in shown]
        rows += without_figures(members, messages)
    return Table(full_columns(check, messages), tuple(rows))


def without_figures(members: Iterable[IndicatorHistory], messages: Messages) -> list[Row]:
    """One row that counts a group's indicators without figures; no row where there are none."""
    count = sum(not has_figures(each.result) for each in members)
    return [row(indicator=Cell(messages.text("without_figures", count=count), style="quiet"))] if count else []
