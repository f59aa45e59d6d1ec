"""Column roles: what the columns of a table became, for the check's reader and for the engines of panels."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plan_cli.datafile.dimensions import FLAGS_OF_ROWS, heading_key, is_scenario_column
from plan_cli.datafile.headings import REMARK_ROLES, role_of
from plan_cli.datafile.periods import CALENDAR, YearGrammar
from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.text_rows import different_texts
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Measure, Period

#: What may stand in SDMX-CSV's ACTION.
ACTIONS = frozenset({"i", "a", "r", "d", "m", ""})


class ValueColumn(NamedTuple):
    """A column of figures, and what its heading states of them; nothing where the rows do."""

    position: int
    period: Period | None = None
    indicator: Indicator | None = None
    measure: Measure = ""
    status: str = ""
    unit: str = ""
    entity: TableCell | None = None
    #: The column beside it with the flags of its figures, where each column of figures has one.
    flags: int | None = None


class ColumnRoles(NamedTuple):
    """What the columns of a table became; positions count from 0.

    ``positions`` says where each role stands; ``values`` are the columns of figures; ``names`` the further columns that
    name indicators; ``dimensions`` the columns that are not used and may tell rows apart; ``written`` is how many of
    the columns stand in the file (the others are lines around the table).
    """

    headings: tuple[str, ...]
    positions: Mapping[str, int]
    values: tuple[ValueColumn, ...]
    grammar: YearGrammar = CALENDAR
    names: tuple[int, ...] = ()
    dimensions: tuple[int, ...] = ()
    written: int = 0

    @property
    def used(self) -> Mapping[str, str | None]:
        """Every heading with what it became: a role, ``value`` for a column of figures, None where it is not used."""
        roles: dict[int, str] = {position: role for role, position in self.positions.items()}
        roles |= dict.fromkeys((column.position for column in self.values), "value")
        roles |= dict.fromkeys((column.flags for column in self.values if column.flags is not None), "status")
        return {heading: roles.get(position) for position, heading in enumerate(self.headings)}


def assigned_roles(headings: Sequence[str]) -> dict[str, int]:
    """Where each role stands among these headings; of two headings with the same role the first counts."""
    positions: dict[str, int] = {}
    for position, heading in enumerate(headings):
        if role := role_of(heading):
            positions.setdefault(role, position)
    return positions


def scenario_columns(roles: ColumnRoles, rows: Sequence[Row]) -> tuple[int, ...]:
    """The columns that say whether a row was reported, or is a target or forecast."""
    return tuple(
        position
        for position in roles.dimensions
        if is_scenario_column(roles.headings[position], different_texts(rows, position))
    )


def remark_columns(roles: ColumnRoles) -> tuple[int, ...]:
    """The columns of remarks and of flags, in which a word alone may say that a row is no actual."""
    remarks = {roles.positions[role] for role in REMARK_ROLES if role in roles.positions}
    used = {*roles.positions.values(), *(at for column in roles.values for at in (column.position, column.flags))}
    flags = {i for i, text in enumerate(roles.headings) if heading_key(text) in FLAGS_OF_ROWS and i not in used}
    return tuple(sorted(remarks | flags))
