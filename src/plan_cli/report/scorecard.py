"""The score-card: how many verdicts of which kind, by attribute and group; weighted where the plan says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from plan_cli.assess import Assessment
from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.report.number_format import json_number
from plan_cli.report.table import Column, Grid, Row


def scorecard(results: Iterable[Assessment]) -> list[dict[str, Any]]:
    """Counts by attribute, group and status, with their weights where the plan gives any; nothing is averaged."""
    cells: dict[tuple[str, str], list[Assessment]] = {}
    for result in results:
        cells.setdefault((result.indicator.attribute, result.indicator.group or ""), []).append(result)
    told = []
    for (attribute, group), members in sorted(cells.items(), key=lambda cell: cell[0][0] != "binding"):
        found = Counter(str(result.status) for result in members)
        row: dict[str, Any] = {"attribute": attribute, "group": group or None}
        row["counts"] = {str(status): found[str(status)] for status in Status if found[str(status)]}
        weights = {status: _weight(each for each in members if str(each.status) == status) for status in row["counts"]}
        given = any(result.indicator.weight is not None for result in members)
        row["weights"] = {key: json_number(value) for key, value in weights.items()} if given else None
        told.append(row)
    return told


def _weight(results: Iterable[Assessment]) -> Decimal:
    """What these weigh together: one each, where the plan says nothing else."""
    return sum((Decimal(1) if r.indicator.weight is None else r.indicator.weight for r in results), Decimal(0))


def counts(results: Sequence[Assessment], messages: Messages) -> Grid:
    """How many by status and attribute."""
    word = messages.word
    counted = Counter((result.indicator.attribute, result.status) for result in results)
    used = [status for status in Status if any(counted[attribute, status] for attribute in ("binding", "anticipatory"))]
    columns = (
        Column("attribute", word("counts")),
        *(Column(status, word(status), right=True) for status in used),
        Column("all", word("all"), right=True),
    )
    rows = []
    for attribute in ("binding", "anticipatory"):
        numbers = [counted[attribute, status] for status in used]
        if sum(numbers):
            styles = {i: str(status) for i, status in enumerate(used, 1) if counted[attribute, status]}
            cells = (word(attribute), *(str(n) for n in numbers), str(sum(numbers)))
            rows.append(Row(cells, styles=styles))
            members = [result for result in results if result.indicator.attribute == attribute]
            if any(result.indicator.weight is not None for result in members):
                weights = [_weight(each for each in members if each.status is status) for status in used]
                told = (format(weight.normalize(), "f") for weight in (*weights, _weight(members)))
                rows.append(Row((f"  {word('by_weight')}", *told), style="quiet"))
    return Grid(columns, tuple(rows))
