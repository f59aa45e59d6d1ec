"""Averages: the scores that a profile gives its categories, averaged over each group and rounded as the office says."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.plan import Plan
from plan_cli.report.cells import number
from plan_cli.report.number_format import json_number
from plan_cli.report.table import Block, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.model.stated_profile import Scoring
    from plan_cli.report.records.check import AverageRow

#: The decimals that a mean is shown with.
MEAN_DECIMALS = 2


class Average(NamedTuple):
    """The mean score of a group (None: the plan), and what it comes to; ``scored`` of its ``indicators`` have one."""

    group: str | None
    indicators: int
    scored: int
    mean: Decimal
    score: Decimal
    categories: tuple[str, ...]


def averages(plan: Plan, results: Sequence[Assessment], scoring: "Scoring") -> Iterator[Average]:
    """The average of each group with a score; of the whole plan where it has no groups."""
    for group in plan.groups or (None,):
        members = [each for each in results if group is None or each.indicator.group == group]
        words = [each.category for each in members if each.category is not None]
        scores = [scoring.scores[word] for word in words if word in scoring.scores]
        if scores:
            with exact_arithmetic():
                mean = sum(scores, Decimal(0)) / len(scores)
                score = scoring.rounded(mean)
            categories = tuple(word for word, points in scoring.scores.items() if points == score)
            yield Average(group, len(members), len(scores), mean, score, categories)


def average_records(found: Sequence[Average]) -> "list[AverageRow]":
    """The averages as ``plan check`` publishes them."""
    return [
        {
            "group": each.group,
            "indicators": each.indicators,
            "scored": each.scored,
            "mean": json_number(each.mean),
            "score": json_number(each.score),
            "categories": list(each.categories),
        }
        for each in found
    ]


def average_blocks(plan: Plan, found: Sequence[Average], messages: Messages) -> list[Block]:
    """The averages as a table; nothing where there are none."""
    if not found:
        return []
    column, word = columns_in(messages), messages.text
    columns = (
        column("group", wraps=True), column("scored", right=True), column("mean_score", right=True),
        column("score", right=True), column("category"),
    )  # fmt: skip
    rows = [
        row(
            group=word("every") if each.group is None else plan.groups[each.group].in_language(messages.language),
            scored=f"{each.scored}/{each.indicators}",
            mean_score=number(each.mean, MEAN_DECIMALS),
            score=number(each.score, 0),
            category=word("list_separator").join(messages.category(category) for category in each.categories),
        )
        for each in found
    ]
    return [Table(columns, tuple(rows))]
