"""Unclear marks: figures such as 76.194 and 76,194 in a file that shows elsewhere that it may mean thousands.

It does where other cells have decimal commas (``12,5``) or points between groups (``1.310.500``), and where the mark
makes a figure a thousand times smaller, or larger, than the plan's. To add such a sign, add it to ``with_clear_marks``.
"""

from collections.abc import Iterable, Sequence

from plan_cli.datafile.duplicates import key_of
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.number_grammar import has_decimal_point, may_group
from plan_cli.datafile.records import Record
from plan_cli.datafile.yardstick import Extent, power_beyond, rows_of_whole, sizes_in_scale
from plan_cli.diagnostics import Place
from plan_cli.model.observations import Actual
from plan_cli.model.plan import Plan

#: Problems of other cells that show which marks a file writes, and what is unclear beside them.
_SHOWN = {"decimal_comma": ".,", "points": "."}
#: What a mark makes a figure beside the plan's where it was not meant so, as a power of ten.
_MISREAD = {".": -3, ",": 3}


def with_clear_marks(
    rows: list[Actual],
    records: Sequence[Record],
    problems: set[str],
    plan: Plan,
    findings: Findings,
    extent: Extent,
    *,
    typed: bool = False,
) -> list[Actual]:
    """The observations but those whose mark may be either; ``problems`` are those of other cells.

    ``typed``: the file has its own numbers, which it writes with a point.
    """
    marks = {mark for problem in problems for mark in _SHOWN.get(problem, "")}
    if "." in marks and (typed or any(has_decimal_point(record.cell.text) for record in records)):
        marks.discard(".")
    far = _far(rows_of_whole(rows), plan) if extent == "whole" else {}
    if not marks and not far:
        return rows
    unclear = {
        cell.place: cell
        for cell in (record.cell for record in records if may_group(record.shown))
        if (mark := "," if "," in cell.text else ".")
        if mark in marks or far.get(cell.place) == _MISREAD[mark]
    }
    kept = []
    for row in rows:
        cell = unclear.get(row.place)
        if cell is None:
            kept.append(row)
            continue
        findings.add("PLN302", cell, row.indicator, got=cell.text.strip(), problem="ambiguous_mark")
        findings.unusable.add((row.indicator, row.year))
        findings.unread.add(key_of(row))
    return kept


def _far(rows: Iterable[Actual], plan: Plan) -> dict[Place, int]:
    """The powers of ten by which figures lie beyond the plan's, where they do."""
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    sizes = {id: sizes_in_scale(indicator) for id, indicator in indicators.items()}
    return {
        row.place: power_beyond(row, indicators[row.indicator])
        for row in rows
        if row.value and (size := sizes[row.indicator]) and not size[0] < abs(row.value) < size[1]
    }
