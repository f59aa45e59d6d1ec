"""A verdict as it is shown: its row in a table, its gap, its actual with marks."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plan_cli.assess import Assessment
from plan_cli.assess.rates import pace_to_line
from plan_cli.i18n import Messages
from plan_cli.model.indicator import Indicator
from plan_cli.profiles import Status
from plan_cli.report.cells import Cell, number, percentage, status_cell
from plan_cli.report.indicators import baseline_cell, comparison_sign, indicator_row, marked, points, rate_cell
from plan_cli.report.plan_cells import target_text
from plan_cli.report.table import Column, Row, columns_in

#: To how many decimals a published score is shown.
SCORE_DECIMALS = 2


def verdict_columns(
    messages: Messages, profile: str = "milestone", *, latest: bool = False, scored: bool = False, part: bool = False
) -> tuple[Column, ...]:
    """The columns of the table of verdicts.

    ``latest``: each row has a year of its own; ``scored``: with scores; ``part``: of a part of a year.
    """
    column = columns_in(messages)
    return (
        column("no", right=True),
        column("indicator", wraps=True),
        column("unit", merges_into="indicator"),
        column("baseline", right=True),
        *([column("year", right=True)] if latest else []),
        milestone_column(messages, profile, part=part),
        column("actual", right=True),
        column("gap", right=True),
        column("pace", right=True),
        column("needed", right=True),
        *([column("score", right=True)] if scored else []),
        column("status", first=True),
    )


def milestone_column(messages: Messages, profile: str, *, part: bool = False) -> Column:
    """The column of the milestone, of a year or of a ``part`` of one; or of the line of a profile that has its own."""
    own = "milestone_part" if part else "milestone"
    heading = messages.text(own) if profile == "milestone" else messages.text("line_of", profile=profile)
    return Column("milestone", heading, right=True)


def further_columns(messages: Messages) -> tuple[Column, ...]:
    """The columns of the table of verdicts that are shown to whoever asks for them."""
    column = columns_in(messages)
    return (
        column("id"),
        column("attribute"),
        column("target", right=True),
        column("target_year", right=True),
        *(column(key, right=True) for key in ("achievement", "completion", "progress")),
        column("required_rate", right=True),
        column("observed_rate", right=True),
        column("projected", "lands", right=True),
    )


def _projected(result: Assessment) -> Cell:
    value = result.rates.projected
    return Cell(None) if value is None else number(value, result.projected_digits(value))


def verdict_row(result: Assessment, messages: Messages) -> Row:
    """One indicator's line in the table."""
    indicator = result.indicator
    growing = result.trajectory.growing if result.trajectory else None
    return indicator_row(indicator, messages).with_cells(
        target=target_text(indicator, messages),
        target_year=str(indicator.target_year),
        achievement=percentage(result.achievement),
        completion=percentage(completion(result)),
        progress=percentage(result.progress),
        required_rate=rate_cell(result.rates.required, growing, indicator, messages),
        observed_rate=rate_cell(result.rates.observed, growing, indicator, messages),
        projected=_projected(result),
        baseline=baseline_cell(indicator),
        year=str(result.year),
        milestone=line_cell(result),
        actual=actual_cell(result, messages),
        gap=gap_cell(result, messages),
        pace=number(pace_to_line(result), 3),
        needed=needed_cell(result, messages),
        score="" if result.score is None else number(result.score, SCORE_DECIMALS),
        status=status_cell(result.status, verdict_text(result, messages)),
    )


#: The words of a status besides its own: before the target year, and in it.
OTHER_WORDS = {"achieved": ("achieved_early",), "lagging": ("lagging_at_end",), "off_track": ("off_track_at_end",)}


def status_word(result: Assessment, messages: Messages) -> str:
    """The word for the status of a verdict."""
    return status_word_in(result.year, result.status, result.indicator, messages)


def status_word_in(year: int, status: Status, indicator: Indicator, messages: Messages) -> str:
    """The word for a status; some languages have others for a target met early and for one missed at its end."""
    over = year >= indicator.target_year
    if status is Status.ACHIEVED and not over:
        return messages.text("achieved_early")
    if over and status in (Status.LAGGING, Status.OFF_TRACK):
        return messages.text(f"{status}_at_end")
    return messages.text(status)


def recorded_status(record: Mapping[str, Any] | None, messages: Messages) -> Cell:
    """The status of a verdict in an earlier document; a dash where there is none."""
    if record is None:
        return Cell(None)
    return status_cell(Status(record["status"]), messages.text(record["status"]))


def verdict_text(result: Assessment, messages: Messages) -> str:
    """The status, and the profile's own word beside it where that is another."""
    status = status_word(result, messages)
    same = status if result.category is None else messages.category(result.category)
    return status if same == messages.text(result.status) else with_category(status, result.category, messages)


def with_category(status: str, category: str | None, messages: Messages) -> str:
    """The word for a status, and the profile's own word beside it where that is another."""
    own = "" if category is None else messages.category(category)
    return status if own in ("", status) else status + messages.bracketed(own)


def line_cell(result: Assessment) -> Cell:
    """The line of the year; under ``milestone`` the milestone where nothing was judged.

    The sign stands before a line that must be passed, not only reached.
    """
    if result.indicator.target.judged == "deadline":
        return Cell(None)
    on_no_path = result.trajectory is None and result.criteria is not None
    if result.line is None and result.profile != "milestone":
        # The path's own is no line of another rule, and might contradict its verdict.
        return Cell(None)
    if result.line is None or (result.milestone is None and not on_no_path):
        return number(result.milestone, result.digits)
    passed = result.overshot is None and result.on_track is not None and result.on_track.exclusive
    return number(result.line, result.digits_of(result.line))._replace(before=line_sign(result) if passed else "")


def gap_cell(result: Assessment, messages: Messages) -> Cell:
    """The gap between the actual and the line as both are shown, so that the three agree."""
    if result.line_gap is None or result.line is None or result.indicator.target.judged == "deadline":
        return Cell(None)
    after = points(result.indicator, messages)
    return number(result.line_gap, result.digits_of(result.line), signed=True, after=after)


def actual_cell(result: Assessment, messages: Messages) -> Cell:
    """The actual with its bound and marks; of what is to be done, whether it is."""
    found, reported = result.evidence, result.evidence.row
    status = reported.status if reported else "A"
    cell = marked(found.value, result.digits, bound=found.bound, part_year=found.part_year, obs_status=status)
    if result.indicator.target.judged == "deadline" and found.value in (0, 1):
        return cell._replace(label=messages.text("is_done" if found.value else "is_not_done"))
    return cell


def completion(result: Assessment) -> Decimal | None:
    """The share of the end target that is reached: the actual's, or where less is better that of the way to it."""
    indicator, value = result.indicator, result.evidence.value
    goal = indicator.goal
    if value is None or goal is None or result.scale is not None or indicator.is_index or not result.evidence.exact:
        return None
    # A part of a year is no share of what a whole one is to reach.
    if result.shared:
        return None
    if indicator.sign < 0:
        return result.progress
    return value / goal if goal > 0 and value >= 0 else None


def needed_cell(result: Assessment, messages: Messages) -> Cell:
    """The yearly rate needed from now; a target that is met needs none."""
    if result.status is Status.ACHIEVED or result.trajectory is None:
        return Cell(None)
    return rate_cell(result.rates.catch_up, result.trajectory.growing, result.indicator, messages)


def line_sign(result: Assessment) -> str:
    """The sign before the line that was judged: the far end of a range is not to be passed."""
    if result.overshot is not None:
        return "≤" if result.indicator.sign > 0 else "≥"
    return comparison_sign(result.indicator, passed=result.on_track is not None and result.on_track.exclusive)
