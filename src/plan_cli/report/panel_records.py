"""What a panel's report is made of: what was counted, who is furthest behind, and rows that could not be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plan_cli.assess.outcome import Outcome

#: What stands for the ordinary check among the names of engines.
BY_CHECK = "check"
#: What tells an entity apart: the text of each of its columns.
Entity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelInput:
    """Which file was read, and which texts of which columns chose its rows.

    (No hash: it would cost more than the check.)
    """

    file: str
    format: str
    encoding: str = "utf-8"
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How often an outcome is given for an indicator (by its position), of all entities or of a ``--by`` value."""

    code: int
    group: tuple[str, str] | None
    outcome: Outcome
    n: int


@dataclass(frozen=True, slots=True)
class FurthestBehind:
    """An entity that is far behind in a ``year``.

    ``file`` is the position of the input; ``row`` is None where it is not known.
    """

    code: int
    entity: Entity
    value: float
    base: float | None
    milestone: float | None
    gap: float | None
    outcome: Outcome
    file: int
    row: int | None
    year: int


@dataclass(frozen=True, slots=True)
class UnusableRow:
    """A row that cannot be used, as far as it was read."""

    file: int
    row: int | None
    entity: tuple[str | None, ...]
    indicator: str | None
    year: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class UnusableRows:
    """How many rows of one kind cannot be used, and the first of them."""

    count: int
    examples: tuple[UnusableRow, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """How many entities something holds for, and the first of them."""

    count: int
    first: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What was counted over a panel.

    ``left_out`` says how many rows are no actuals, by kind, ``foreign`` how many are of indicators that the plan does
    not have, by name; ``silent`` entities reported nothing, ``totals`` are names
    that are none; ``unchosen`` entities have rows, but none that was chosen;
    ``from_parts`` figures were made of parts of their year.
    """

    rows: int
    entities: int
    counts: tuple[StatusCount, ...]
    groups: tuple[StatusCount, ...]
    furthest_behind: tuple[FurthestBehind, ...]
    unusable: Mapping[str, UnusableRows] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    foreign: Mapping[str, int] = field(default_factory=dict)
    silent: Names = Names(0, ())
    totals: Names = Names(0, ())
    unchosen: int = 0
    from_parts: int = 0
