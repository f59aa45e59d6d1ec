"""The layout that a reader chooses for a report's main table: which columns, in which order, with thousands marked.

To add a choice: a field of ``Layout``, and what it does in ``_arranged`` or in ``Arranged.to_rows``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from plan_cli.diagnostics import Diagnostic
from plan_cli.exits import ExitCode
from plan_cli.i18n import Messages
from plan_cli.profiles import Status
from plan_cli.report import Readable, Report, Tabular
from plan_cli.report.cells import Cell
from plan_cli.report.rows import Rows
from plan_cli.report.table import Block, Column, Row, Table

#: Marks and signs that some terminals set twice as wide, and what stands for them.
_ASCII = str.maketrans(
    {
        "─": "-", "—": "-", "–": "-", "−": "-", "·": "|", "★": "^", "≥": ">=", "≤": "<=", "÷": "/", "×": "x",
        "→": "->", "…": "...",
    }
)  # fmt: skip
_STATUSES = [str(status) for status in Status]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices of a reader; an empty field leaves the report as it is. Columns are named by their keys."""

    columns: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    grouping: bool = False
    ascii: bool = False


class Arrangeable(Report, Readable, Tabular, Protocol):
    """What a report needs to be laid out."""


@dataclass(frozen=True)
class Arranged:
    """A report whose main table, and whose rows for a program, follow a layout."""

    report: Arrangeable
    layout: Layout

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The report's diagnostics."""
        return self.report.diagnostics

    @property
    def exit_code(self) -> ExitCode:
        """The report's exit code."""
        return self.report.exit_code

    def to_rows(self) -> Rows:
        """The rows with the chosen columns, in the chosen order."""
        rows, layout = self.report.to_rows(), self.layout
        ordered = rows.rows
        if layout.sort:
            values = [each.get(layout.sort) for each in rows.rows]
            ordered = tuple(_ordered(rows.rows, values, descending=layout.descending))
        return Rows(layout.columns or rows.columns, ordered)

    def content(self, messages: Messages) -> list[Block]:
        """The blocks of the report, laid out."""
        blocks = [_arranged(block, self.layout) for block in self.report.content(messages)]
        return [_in_ascii(block) for block in blocks] if self.layout.ascii else blocks


def columns_offered(report: Arrangeable, messages: Messages) -> dict[str, str]:
    """The keys of the columns that the main table can show, by key and by title."""
    offered: dict[str, str] = {}
    for table in report.content(messages):
        if isinstance(table, Table) and table.main:
            for column in (*table.columns, *table.more):
                offered |= {column.key: column.key, column.title: column.key}
    return offered


def _arranged(block: Block, layout: Layout) -> Block:
    if not isinstance(block, Table):
        return block
    table = block
    if block.main and layout.columns:
        known = {column.key: column for column in (*table.columns, *table.more)}
        chosen = tuple(_alone(known[key], layout.columns) for key in layout.columns if key in known)
        table = replace(table, columns=chosen)
    if block.main and layout.sort:
        members = _members(table.rows)
        values = [first[layout.sort].value for first, *_ in members]
        ordered = _ordered(members, values, descending=layout.descending)
        # The heading of a table's only section stays on top in every order.
        only = table.rows[:1] if [bool(row.section) for row in table.rows].count(True) == 1 else ()
        only = tuple(row for row in only if row.section)
        table = replace(table, rows=(*only, *(row for rows in ordered for row in rows)))
    return _with_cells(table, lambda cell: cell._replace(grouped=True)) if layout.grouping else table


def _alone(column: Column, chosen: tuple[str, ...]) -> Column:
    """The column; it merges into another one only where that is shown too."""
    return column if column.merges_into in chosen else column._replace(merges_into="")


def _members(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows without headings of sections, each with the rows that continue it."""
    members: list[list[Row]] = []
    for row in rows:
        if row.below and members:
            members[-1].append(row)
        elif not row.section:
            members.append([row])
    return members


def _ordered(items: Iterable[Item], values: Iterable[object], *, descending: bool) -> Iterator[Item]:
    """The items in the order of their values; items without a value come last in both directions."""
    pairs = list(zip(map(_rank, values), items, strict=True))
    known = [(rank, item) for rank, item in pairs if rank is not None]
    yield from (item for _, item in sorted(known, key=lambda pair: pair[0], reverse=descending))
    yield from (item for rank, item in pairs if rank is None)


def _rank(value: object) -> tuple[int, Decimal, str] | None:
    """The sort key of a value: numbers first, then statuses from best to worst, then words; None for no value."""
    if value is None or value == "":
        return None
    if isinstance(value, (Decimal, int)):
        return (0, Decimal(value), "")
    text = str(value)
    if isinstance(value, float) or text.isdecimal():
        return (0, Decimal(text), "")
    return (1, Decimal(_STATUSES.index(text)), "") if text in _STATUSES else (2, Decimal(0), text)


def _with_cells(table: Table, change: Callable[[Cell], Cell]) -> Table:
    rows = (replace(row, cells={key: change(cell) for key, cell in row.cells.items()}) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _in_ascii(block: Block) -> Block:
    if isinstance(block, Table):
        columns = tuple(each._replace(title=_plain(each.title), legend=_plain(each.legend)) for each in block.columns)
        rows = tuple(replace(row, section=_plain(row.section)) for row in block.rows)
        return _with_cells(replace(block, columns=columns, rows=rows), _ascii_cell)
    items = tuple(map(_plain, block.items))
    return block._replace(text=_plain(block.text), label=_plain(block.label), items=items)


def _ascii_cell(cell: Cell) -> Cell:
    value: Any = _plain(cell.value) if isinstance(cell.value, str) else cell.value
    label = _plain(cell.label) if cell.value is not None else "-"
    return cell._replace(value=value, label=label, before=_plain(cell.before), after=_plain(cell.after))


def _plain(text: str) -> str:
    return text.translate(_ASCII)
