"""A verdict as it is shown: its row in a table, its gap, its actual with marks, and what must be known of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.numbers import rounded
from plan_cli.profiles import Status
from plan_cli.report.number_format import NONE, figure, printed, rate, shown
from plan_cli.report.sections import called
from plan_cli.report.table import Column, Row

#: What stands behind a figure that is not final.
_MARKS = {"P": "p", "E": "e", "F": "f", "R": "r"}


def verdict_columns(messages: Messages) -> tuple[Column, ...]:
    """The columns of the table of verdicts."""
    word = messages.word
    return (
        Column("no", word("no"), right=True),
        Column("indicator", word("indicator"), folds=True),
        Column("unit", word("unit"), wide_only=True),
        Column("baseline", word("baseline"), right=True),
        Column("milestone", word("milestone"), right=True),
        Column("actual", word("actual"), right=True),
        Column("gap", word("gap"), right=True),
        Column("pace", word("pace"), right=True),
        Column("needed", word("needed"), right=True),
        Column("status", word("status")),
    )


def verdict_row(result: Assessment, messages: Messages) -> list[Row]:
    """One indicator's line in the table."""
    indicator, digits = result.indicator, result.indicator.decimals
    growing = result.trajectory.growing if result.trajectory else None
    binding = indicator.attribute == "binding"
    cells = (
        str(indicator.no or ""),
        called(indicator, messages),
        messages.word("index", year=indicator.baseline.year) if indicator.is_index else indicator.unit,
        "100" if indicator.is_index else shown(indicator.baseline.value, digits),
        figure(result.milestone, digits),
        actual_shown(result),
        gap_shown(result),
        figure(result.rates.pace, 3),
        NONE if result.status is Status.ACHIEVED else rate(result.rates.catch_up, growing, digits),
        verdict_shown(result, messages),
    )
    return [Row(cells, style="strong" if binding else "", styles={9: str(result.status)})]


def verdict_shown(result: Assessment, messages: Messages) -> str:
    """The status, and the profile's own word beside it where that is another."""
    status = messages.word(result.status)
    own = "" if result.category is None else messages.category(result.category)
    return status if own in ("", status) else f"{status} ({own})"


def gap_shown(result: Assessment) -> str:
    """The gap between what is shown of the actual and of the milestone, so that the three agree."""
    value, milestone, digits = result.evidence.value, result.milestone, result.indicator.decimals
    if result.gap is None or value is None or milestone is None:
        return NONE
    gap = rounded(value, digits) - rounded(milestone, digits)
    return figure(gap * result.indicator.sign, digits, signed=True)


def actual_shown(result: Assessment) -> str:
    """The actual with its bound before it and its marks behind: ``>1000``, ``2813.49p``, ``98.2*``."""
    found, row = result.evidence, result.evidence.row
    if found.value is None:
        return NONE
    marks = ("*" if found.part_year else "") + (_MARKS.get(row.status, "") if row else "")
    return found.bound + shown(found.value, result.indicator.decimals) + marks


def notes_of(result: Assessment, messages: Messages) -> Iterator[str]:
    """What a reader must know of one figure, and why it could not be judged."""
    word, found, indicator = messages.word, result.evidence, result.indicator
    if found.part_year and found.row:
        yield word("note_part", value=actual_shown(result), period=str(found.row.period))
    if found.older:
        values = [f"{row.bound}{shown(row.value, 12)} ({row.published or row.status})" for row in found.older]
        yield word("older", values=values)
    if found.missing_years:
        yield word("note_years", years=list(found.missing_years))
    if result.cumulative is not None and found.how == "value":
        value = shown(result.cumulative, indicator.decimals)
        yield word("cumulative", year=indicator.baseline.year + 1, value=value)
    for each in indicator.revisions:
        if each.date.year <= result.year and indicator.goal is not None:
            first = indicator.goal if indicator.original is None else indicator.original
            facts = {"date": each.date.isoformat(), "old": printed(first), "new": printed(each.target)}
            yield word("revised_target", **facts, used=printed(indicator.goal))
    if indicator.baseline.origin in ("actuals", "implied"):
        origin = word("from_actuals" if indicator.baseline.origin == "actuals" else "implied")
        yield f"{word('baseline')} {shown(indicator.baseline.value, indicator.decimals)} {origin}"
    if result.reason and result.status is Status.UNDECIDABLE:
        yield f"{messages.reason(result.reason)}{_needed(result, messages)}"
    elif result.reason and result.status is Status.NOT_ASSESSABLE:
        yield messages.reason(result.reason) or ""


def enough_for(result: Assessment) -> Decimal | None:
    """The value that would have been on track, by whatever word the profile has for it."""
    cuts = [cut for cut in result.criteria.thresholds if cut.status is Status.ON_TRACK] if result.criteria else []
    word = cuts[-1].category if cuts else "on_track"
    return result.thresholds.get(word)


def _needed(result: Assessment, messages: Messages) -> str:
    """Which value would have been enough, where an interval leaves it open."""
    line = enough_for(result)
    if line is None:
        return ""
    sign = "≥" if result.indicator.sign > 0 else "≤"
    status = messages.word("on_track")
    value = figure(line, result.threshold_decimals)
    return f" ({messages.word('enough', status=status, sign=sign, value=value)})"
