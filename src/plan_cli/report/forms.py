"""The short forms of a report: the summary for decision makers, and the table of a mid-term evaluation (中期评估).

Both are made of a ``FullReport`` and hold blocks only, so that a page, a workbook, a memo and a terminal say the same.
To add a form: a class here with ``title`` and ``content``, and its name in ``FORMS``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.numbers import decimals_of, rounded, years_between
from plan_cli.model.targets import Change
from plan_cli.profiles import Status
from plan_cli.report.cells import Cell, percentage, text_of
from plan_cli.report.check import CheckReport, OfCheck
from plan_cli.report.full import FullReport
from plan_cli.report.history import IndicatorHistory
from plan_cli.report.indicators import BINDING_MARK, baseline_cell, grouped_rows, indicator_row, marked, rate_cell
from plan_cli.report.plan_cells import target_cell, target_text
from plan_cli.report.table import Block, Column, Paragraph, Row, Table, columns_in
from plan_cli.report.verdict_cells import actual_cell, completion
from plan_cli.report.verdict_notes import notes_of
from plan_cli.text import first_upper

#: The classes of the NDRC's mid-term evaluations, best first, and how each is coloured.
CLASSES = {
    "achieved": "achieved",
    "achieved_early": "achieved",
    "faster_than_expected": "on_track",
    "basically_as_expected": "on_track",
    "behind": "off_track",
}


#: A longer plan shows its last years only: no sheet of paper holds more columns.
MOST_YEARS = 10
#: The ways in which a figure is made of yearly rates.
_CHAINED = ("chain", "added")


@dataclass(frozen=True)
class _OfFullReport(OfCheck):
    """What every form takes from the full report."""

    full: FullReport

    @property
    def check(self) -> CheckReport:
        """The check."""
        return self.full.check


@dataclass(frozen=True)
class SummaryReport(_OfFullReport):
    """One page: the counts, what is behind, what could not be judged as a number, and the files."""

    form: ClassVar[str] = "summary"

    def title(self, messages: Messages) -> str:
        """Which plan and year it is."""
        return self.full.title(messages)

    def content(self, messages: Messages) -> list[Block]:
        """The first screen of the full report."""
        title = Paragraph(self.title(messages), "title")
        return [title, *self.full.start(messages, alone=True), *self.full.closing(messages)]


@dataclass(frozen=True)
class MidtermReport(_OfFullReport):
    """Every indicator in the table that mid-term evaluations print, with counts by class in words."""

    form: ClassVar[str] = "midterm"

    def title(self, messages: Messages) -> str:
        """The title that was asked for, else the plan and the year."""
        check, own = self.full.check, self.full.cover.title
        if own:
            return own
        key = "title_midterm_latest" if check.latest else "title_midterm"
        return messages.text(key, title=check.plan.title.in_language(messages.language), year=check.year)

    def content(self, messages: Messages) -> list[Block]:
        """The counts, the table, and how it is to be read."""
        word = messages.text
        shortened = self._years and self._years[0] > self.full.plan.base_year + 1
        legend = f"{word('legend_binding', mark=BINDING_MARK)} · {word('legend_marks')}"
        return [
            Paragraph(self.title(messages), "title"),
            *(Paragraph(line) for line in _counts(self.full.check.results, messages)),
            self._table(messages),
            Paragraph(legend, "quiet"),
            *([Paragraph(word("earlier_years", year=self._years[0]), "quiet")] if shortened else []),
            Paragraph(word("midterm_method"), "quiet"),
            *self.full.closing(messages),
        ]

    @property
    def _years(self) -> range:
        """The years that have a column."""
        check = self.full.check
        return range(max(check.plan.base_year + 1, check.year + 1 - MOST_YEARS), check.year + 1)

    def _table(self, messages: Messages) -> Table:
        column, check = columns_in(messages), self.full.check
        columns = (
            column("no", right=True),
            column("indicator", wraps=True),
            column("unit"),
            column("attribute"),
            column("baseline", right=True),
            *(Column(str(year), str(year), right=True, series=True) for year in self._years),
            column("target", right=True),
            column("planned_rate", right=True),
            column("actual_rate", right=True),
            column("completion", right=True),
            *([column("year", "judged_in", right=True)] if check.latest else []),
            column("progress_class"),
            column("expected", right=True),
            column("remarks", wraps=True),
        )
        return Table(columns, grouped_rows(check.plan, self.full.histories, _rows, messages))


def _rows(history: IndicatorHistory, messages: Messages) -> list[Row]:
    result, indicator = history.result, history.indicator
    statement = indicator.target.judged == "never"
    growing = result.trajectory.growing if result.trajectory else None
    planned = result.trajectory.rate if result.trajectory and result.trajectory.start else None
    found = progress_class(result)
    reported = (each for each in history.years if each.evidence.value is not None and not each.ended)
    actuals = {str(each.year): _year_cell(each, messages) for each in reported}
    return [
        indicator_row(indicator, messages).with_cells(
            **actuals,
            baseline=baseline_cell(indicator),
            target=messages.text("kind_statement") if statement else target_cell(indicator, messages),
            planned_rate=rate_cell(planned, growing, indicator, messages),
            actual_rate=rate_cell(result.rates.observed, growing, indicator, messages),
            completion=percentage(completion(result)),
            year=Cell(result.year if found else None),
            progress_class=Cell(found, label=messages.category(found), style=CLASSES[found]) if found else Cell(None),
            expected=history.outlook_cell,
            remarks=messages.text("comma").join(
                [
                    *([target_text(indicator, messages)] if statement else []),
                    *_change_so_far(result, messages),
                    *notes_of(result, messages),
                ]
            ),
        )
    ]


def _year_cell(result: Assessment, messages: Messages) -> Cell:
    """The figure of a year; where yearly rates are chained, the year's own rate."""
    found = result.evidence
    if found.how not in _CHAINED or found.row is None or found.row.value is None:
        return actual_cell(result, messages)
    return marked(found.row.value, decimals_of(found.row.value), bound=found.row.bound, obs_status=found.row.status)


def _change_so_far(result: Assessment, messages: Messages) -> Iterator[str]:
    """The change since the base year that yearly rates add up to, for a target of change."""
    if isinstance(result.indicator.target, Change) and result.evidence.how in _CHAINED:
        facts = {"year": result.indicator.baseline.label, "value": text_of(actual_cell(result, messages))}
        yield messages.text("change_since", **facts)


def progress_class(result: Assessment) -> str | None:
    """The class of the NDRC's mid-term evaluations.

    Achieved; before the target year achieved early, if the target itself is reached; faster than expected where the
    milestone is passed by more than the tolerance, basically as expected within it, else behind. No tolerance is
    published: without one in the plan "basically" is exactly the milestone.
    """
    value, milestone, indicator = result.evidence.value, result.milestone, result.indicator
    if not result.status.evaluated:
        return None
    if result.status is Status.ACHIEVED and result.year >= indicator.target_year:
        return "achieved"
    if result.status is Status.ACHIEVED and _reached(result):
        return "achieved_early"
    if result.status.behind:
        return "behind"
    if value is None or milestone is None:
        return "basically_as_expected"
    ahead = indicator.sign * (value - rounded(milestone, result.digits))
    years = years_between(indicator.baseline.moment, result.year)
    within = indicator.less_tolerance(milestone, years, result.share) if result.scale is None else None
    allowed = indicator.tolerance.of(milestone) if within is None else abs(milestone - within)
    return "faster_than_expected" if ahead > allowed else "basically_as_expected"


def _reached(result: Assessment) -> bool:
    """Whether the target is reached without its tolerance, where it is one value of the indicator's own quantity."""
    goal, value = result.indicator.goal, result.evidence.value
    if goal is None or value is None or result.scale is not None or not result.evidence.exact:
        return True
    return result.indicator.sign * (value - goal) >= 0


def _counts(results: Iterable[Assessment], messages: Messages) -> list[str]:
    """How many indicators are in which class: of all, where there are both attributes, then of each attribute."""
    by_attribute: dict[str, list[str | None]] = {"binding": [], "anticipatory": []}
    for each in results:
        by_attribute[each.indicator.attribute].append(progress_class(each))
    groups = {attribute: classes for attribute, classes in by_attribute.items() if classes}
    lines = []
    if len(groups) > 1:
        every = [each for classes in groups.values() for each in classes]
        lines.append(messages.text("midterm_counts_all", total=len(every), parts=_class_counts(every, messages)))
    for attribute, classes in groups.items():
        facts = {"attribute": first_upper(messages.text(attribute)), "total": len(classes)}
        if len(set(classes)) == 1:
            alike = "midterm_counts_single" if len(classes) == 1 else "midterm_counts_alike"
            lines.append(messages.text(alike, **facts, category=_class_word(classes[0], messages)))
        else:
            lines.append(messages.text("midterm_counts", **facts, parts=_class_counts(classes, messages)))
    return lines


def _class_counts(classes: Sequence[str | None], messages: Messages) -> str:
    """The number of each class, best first, and of what could not be judged."""
    word, counted = messages.text, Counter(classes)
    parts = [
        word("class_count", category=_class_word(name, messages), count=counted[name])
        for name in (*CLASSES, None)
        if counted[name]
    ]
    return word("list_separator").join(parts)


def _class_word(name: str | None, messages: Messages) -> str:
    return messages.text("not_judged_class") if name is None else messages.category(name)


#: What ``plan report --form`` names, besides the full report.
FORMS = {each.form: each for each in (SummaryReport, MidtermReport)}
