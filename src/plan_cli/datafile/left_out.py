"""Left out: rows that are no figures of the plan, counted by reason."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from plan_cli.datafile.table import TableCell

#: The reason of rows that are of indicators which the plan does not have.
FOREIGN = "other_indicators"


class HasCell(Protocol):
    """A record, whose value cell is made when it is asked for."""

    @property
    def cell(self) -> TableCell:
        """The value cell."""


class Why(NamedTuple):
    """Why a row is left out, and of which other indicator it is."""

    reason: str
    name: str = ""


@dataclass(eq=False)
class LeftOut:
    """Rows that are not used, by reason, with the names of other indicators and how often each stands."""

    rows: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    first: dict[str, TableCell] = field(default_factory=dict)

    def add(self, reason: str, cell: TableCell) -> None:
        """Count a row, or a value cell of it."""
        self.rows[reason] += 1
        self.first.setdefault(reason, cell)

    def add_rows(self, why: Why, count: int, cell: Callable[[], TableCell]) -> None:
        """Count rows that are left out for the same reason; ``cell`` makes the cell of the first one."""
        self.rows[why.reason] += count
        if why.reason not in self.first:
            self.first[why.reason] = cell()
        if why.reason == FOREIGN:
            self.foreign[why.name] += count

    def add_all(self, reason: str, records: Sequence[HasCell]) -> None:
        """Count the value cells of records."""
        if records:
            self.rows[reason] += len(records)
            self.first.setdefault(reason, records[0].cell)
