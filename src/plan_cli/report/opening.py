"""The opening of a report: what a reader with one minute takes away, as data and in words.

``Opening`` holds the counts, the few indicators that need a decision and how much could not be judged; a page draws
them, every other format prints its ``blocks``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.report.cells import status_cell
from plan_cli.report.check import urgency
from plan_cli.report.check_content import has_figures
from plan_cli.report.headline import finding, headline
from plan_cli.report.history import IndicatorHistory
from plan_cli.report.indicators import display_name, unit_label
from plan_cli.report.plan_cells import target_text
from plan_cli.report.scorecard import counts
from plan_cli.report.table import Block, Paragraph, Row, Table, columns_in, row
from plan_cli.report.verdict_cells import actual_cell, gap_cell, line_cell, milestone_column, needed_cell, status_word
from plan_cli.report.verdict_notes import notes_of

#: The number of indicators that the opening names.
MOST = 3
#: Left without a verdict by what was reported, or because nothing was.
_OPEN = (Status.UNDECIDABLE, Status.MISSING)
#: The reasons for no verdict, in the order in which they are counted.
_REASONS = (*(str(status) for status in Status if not status.evaluated), "statement")


@dataclass(frozen=True, slots=True)
class Counted:
    """The verdicts of the binding or the anticipatory indicators that could be judged, best first."""

    attribute: str
    verdicts: tuple[tuple[Status, int], ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.verdicts)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that counts, the part of the full report that names what it counts, and the words that refer to it."""

    text: str
    part: str
    reference: str


@dataclass(frozen=True)
class Opening:
    """The first screen; ``behind`` is sorted: binding first, then the worst, then the slowest."""

    histories: Sequence[IndicatorHistory]
    behind: Sequence[Assessment]

    @property
    def results(self) -> list[Assessment]:
        """Every verdict."""
        return [each.result for each in self.histories]

    @property
    def evaluated(self) -> int:
        """How many could be judged."""
        return sum(each.status.evaluated for each in self.results)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The verdicts by attribute, binding first; what could not be judged is not among them."""
        found: Counter[tuple[str, Status]] = Counter(
            (each.indicator.attribute, each.status) for each in self.results if each.status.evaluated
        )
        both: dict[str, list[tuple[Status, int]]] = {"binding": [], "anticipatory": []}
        for status in Status:
            for attribute, verdicts in both.items():
                verdicts += [(status, count)] if (count := found[attribute, status]) else []
        return tuple(Counted(attribute, tuple(verdicts)) for attribute, verdicts in both.items() if verdicts)

    @property
    def decisions(self) -> list[IndicatorHistory]:
        """The few indicators that need a decision: those furthest behind, then binding ones without a verdict."""
        by_id = {each.indicator.id: each for each in self.histories}
        behind = [by_id[each.indicator.id] for each in self.behind]
        binding = (each for each in self.histories if each.indicator.attribute == "binding")
        undecided = [each for each in binding if each.result.status in _OPEN]
        return [*behind, *sorted(undecided, key=lambda each: not has_figures(each.result))][:MOST]

    @property
    def furthest(self) -> Assessment | None:
        """The indicator furthest behind: the worst verdict, then the slowest, binding or not."""
        # min takes the first of equals, so the order of ``behind`` decides between them.
        return min(self.behind, key=urgency, default=None)

    def sentence(self, messages: Messages) -> str:
        """How many are on track, which one is furthest behind, and the rate that it needs."""
        good = self.evaluated - len(self.behind)
        which = (
            "none_judged" if not self.evaluated
            else "one_good" if good == self.evaluated == 1
            else "one_behind" if self.evaluated == 1
            else "all_good" if good == self.evaluated
            else "none_good" if not good
            else "single_good" if good == 1
            else "some_good"
        )  # fmt: skip
        facts = {"good": good, "evaluated": self.evaluated, "indicators": len(self.results)}
        parts = [messages.text(f"opening_{which}", **facts)]
        if self.furthest:
            parts.append(_furthest(self.furthest, messages, alone=self.evaluated == 1))
        return messages.text("opening", parts=messages.text("comma").join(parts))

    def notes(self, messages: Messages) -> Iterator[Note]:
        """Sentences on what the opening only counts: further indicators behind, and those that could not be judged."""
        if more := self._more(messages):
            yield Note(more, "verdicts", messages.text("see_table"))
        if not_judged := self._not_judged(messages):
            yield Note(not_judged, "annex", messages.text("see_annex"))

    def _not_judged(self, messages: Messages) -> str:
        """How many could not be judged, by the reason; nothing where all could."""
        counted = Counter(_why(each) for each in self.results if not each.status.evaluated)
        parts = [
            messages.text("class_count", category=messages.text(f"why_{why}"), count=counted[why])
            for why in _REASONS
            if counted[why]
        ]
        facts = {"count": counted.total(), "indicators": len(self.results)}
        listed = messages.text("list_separator").join(parts)
        return messages.text("opening_not_judged", **facts, parts=listed) if parts else ""

    def _more(self, messages: Messages) -> str:
        """How many are behind besides those that are named."""
        count = len(self.behind) - MOST
        return messages.text("more_behind", count=count) if count > 0 else ""

    def blocks(self, messages: Messages, *, alone: bool = False) -> list[Block]:
        """The opening as blocks; ``alone``: without references to the table and the annex."""
        word = messages.text
        blocks: list[Block] = [Paragraph(self.sentence(messages)), counts(self.results, messages)]
        if self.decisions:
            blocks += [Paragraph(word("decisions"), "heading"), _table(self.decisions, messages)]
        for note in self.notes(messages):
            text = note.text if alone else word("with_reference", text=note.text, reference=note.reference)
            blocks.append(Paragraph(text))
        return blocks


def _why(result: Assessment) -> str:
    return "statement" if result.indicator.target.judged == "never" else str(result.status)


def _furthest(result: Assessment, messages: Messages, *, alone: bool) -> str:
    """The indicator furthest behind, with its figure and the rate that it needs."""
    name, found = display_name(result.indicator, messages), finding(result, messages)
    described = messages.text("note_open", name=name, reason=found) if found else headline(result, messages)
    return described if alone else messages.text("opening_furthest", figures=described)


def _table(histories: Sequence[IndicatorHistory], messages: Messages) -> Table:
    word, column = messages.text, columns_in(messages)
    first = histories[0].result
    columns = (
        column("indicator", wraps=True),
        column("attribute"),
        *([column("owner")] if any(each.indicator.owner for each in histories) else []),
        column("status"),
        milestone_column(messages, first.profile, part=first.period is not None),
        *(column(key, right=True) for key in ("actual", "gap", "needed", "target", "outlook")),
    )
    rows: list[Row] = []
    for history in histories:
        each, indicator = history.result, history.indicator
        unit = unit_label(indicator, messages)
        rows.append(
            row(
                indicator=word("in_unit", name=display_name(indicator, messages), unit=unit)
                if unit
                else display_name(indicator, messages),
                attribute=word(indicator.attribute),
                owner=indicator.owner or "",
                status=status_cell(each.status, status_word(each, messages)),
                milestone=line_cell(each),
                actual=actual_cell(each, messages),
                gap=gap_cell(each, messages),
                needed=needed_cell(each, messages),
                target=target_text(indicator, messages),
                outlook=history.outlook_cell,
            )
        )
    return Table(columns, tuple(rows))


def reasons_table(results: Iterable[Assessment], messages: Messages) -> Table | None:
    """A table of reported figures that led to no verdict, with the reasons; None where all did."""
    column = columns_in(messages)
    rows = [
        row(
            indicator=display_name(each.indicator, messages),
            actual=actual_cell(each, messages),
            reason=messages.text("comma").join(notes_of(each, messages)),
        )
        for each in results
        if not each.status.evaluated and has_figures(each)
    ]
    columns = (column("indicator", wraps=True), column("actual", right=True), column("reason", wraps=True))
    return Table(columns, tuple(rows)) if rows else None
