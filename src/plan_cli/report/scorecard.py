"""The score-card: how many verdicts of which kind, by attribute and group; weighted where the plan says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.report.cells import Cell, as_printed
from plan_cli.report.number_format import json_number
from plan_cli.report.table import Row, Table, columns_in, row

if TYPE_CHECKING:
    from plan_cli.report.records.check import ScoreRow


def scorecard(results: Iterable[Assessment]) -> list[ScoreRow]:
    """Counts by attribute, group and status, with their weights where the plan gives any; nothing is averaged."""
    cells: dict[tuple[Literal["binding", "anticipatory"], str], list[Assessment]] = {}
    for result in results:
        cells.setdefault((result.indicator.attribute, result.indicator.group or ""), []).append(result)
    rows: list[ScoreRow] = []
    for (attribute, group), members in sorted(cells.items(), key=lambda cell: cell[0][0] != "binding"):
        found = Counter(str(result.status) for result in members)
        counted = {str(status): found[str(status)] for status in Status if found[str(status)]}
        weights = {key: json_number(_weight(each for each in members if each.status == key)) for key in counted}
        given = any(result.indicator.weight is not None for result in members)
        rows.append(
            {"attribute": attribute, "group": group or None, "counts": counted, "weights": weights if given else None}
        )
    return rows


def _weight(results: Iterable[Assessment]) -> Decimal:
    """What these weigh together: one each, where the plan says nothing else."""
    return sum((Decimal(1) if r.indicator.weight is None else r.indicator.weight for r in results), Decimal(0))


def counts(results: Sequence[Assessment], messages: Messages) -> Table:
    """How many by status and attribute."""
    word, column = messages.text, columns_in(messages)
    counted = Counter((result.indicator.attribute, result.status) for result in results)
    attributes: tuple[Literal["binding", "anticipatory"], ...] = ("binding", "anticipatory")
    used = [status for status in Status if any(counted[attribute, status] for attribute in attributes)]
    rows: list[Row] = []
    for attribute in attributes:
        numbers = {status: counted[attribute, status] for status in used}
        if not any(numbers.values()):
            continue
        cells = {str(status): Cell(n, style=str(status) if n else "") for status, n in numbers.items()}
        rows.append(row(cells, attribute=word(attribute), all=Cell(sum(numbers.values()))))
        members = [result for result in results if result.indicator.attribute == attribute]
        if any(result.indicator.weight is not None for result in members):
            weights = {str(status): _weight(each for each in members if each.status is status) for status in used}
            cells = {
                key: as_printed(weight.normalize()) for key, weight in (*weights.items(), ("all", _weight(members)))
            }
            rows.append(row(cells, attribute=f"  {word('by_weight')}", style="quiet"))
    if len(attributes) == len({each.indicator.attribute for each in results}):
        cells = {str(status): Cell(sum(counted[attribute, status] for attribute in attributes)) for status in used}
        rows.append(row(cells, attribute=word("all"), all=Cell(len(results)), style="strong"))
    by_status = (column(status, right=True) for status in used)
    return Table((column("attribute", "counts"), *by_status, column("all", right=True)), tuple(rows))
