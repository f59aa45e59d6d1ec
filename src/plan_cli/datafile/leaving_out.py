"""Leaving out: which rows are no reported figures of the plan at all, by what stands in a few of their cells.

Deleted rows, rows that a source's ``where`` does not select, targets and forecasts, rows of other indicators. The same
texts stand in most rows of a file, so it is settled once for each of them, and the rows of a text file are counted
unread.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from plan_cli.datafile.column_roles import ColumnRoles
from plan_cli.datafile.dimensions import not_reported, remarked
from plan_cli.datafile.left_out import FOREIGN, LeftOut, Why
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.text_rows import TextRows
from plan_cli.text import plain

#: Says why a text of a column leaves its row out; empty where it does not.
Rule = Callable[[str], str]


class LeavingOut(NamedTuple):
    """What leaves rows out: ``rules`` with the positions of their columns, in order, and the names of the plan.

    ``indicator`` is where the name of a row's indicator stands, None where no column says it, ``names_at`` are the
    further columns of names. Of a table ``of_one`` indicator no row is left out for its name.
    """

    rules: Sequence[tuple[int, Rule]]
    names: IndicatorNames
    indicator: int | None = None
    names_at: Sequence[int] = ()
    of_one: bool = False

    def why(self, text: Callable[[int], str]) -> Why | None:
        """Why a row is left out that has this ``text`` at a position; None where it is not."""
        for position, rule in self.rules:
            if reason := rule(text(position)):
                return Why(reason)
        if self.of_one or self.indicator is None or self.names.meaning(text(self.indicator)).indicators:
            return None
        name = plain(text(self.indicator))
        named_beside = not name and any(self.names.meaning(text(position)).only for position in self.names_at)
        return None if named_beside or self.names.near(name) else Why(FOREIGN, name)

    def rows_to_read(self, rows: Sequence[Row], width: int, left_out: LeftOut) -> Iterator[int]:
        """Which rows are read cell by cell, in order; the others are counted, all alike where the first of them stands.

        The table has ``width`` headings. Blank names are read: a name above, or beside it, may be meant.
        """
        deciding = self._deciding(rows) if isinstance(rows, TextRows) and len(rows.columns) == width else []
        if not isinstance(rows, TextRows) or not deciding:
            yield from range(len(rows))
            return
        columns = [rows.columns[position] for position in deciding]
        keys: list[object] = list(columns[0] if len(columns) == 1 else zip(*columns, strict=True))
        for at in rows.uneven:
            keys[at] = None
        counts = Counter(keys)
        ruling = self._replace(rules=[(position, rule) for position, rule in self.rules if position in deciding])
        left = {key: why for key in counts if key is not None and (why := ruling._why_alike(deciding, key))}
        firsts, at = [], -1
        for key in left:
            at = keys.index(key, at + 1)
            firsts.append(at)
        for at in sorted([*firsts, *(at for at, key in enumerate(keys) if key not in left)]):
            if (found := left.get(keys[at])) is None:
                yield at
            else:
                left_out.add_rows(found, counts[keys[at]], partial(self.cell_of, found, rows, at))

    def cell_of(self, why: Why, rows: Sequence[Row], at: int) -> TableCell:
        """The cell that shows why a row is left out: that of its name, else its first one."""
        return rows[at][self.indicator if why.reason == FOREIGN and self.indicator is not None else 0]

    def _deciding(self, rows: TextRows) -> list[int]:
        """The columns of which some text leaves rows out."""
        ruling = {position for position, rule in self.rules if any(map(rule, rows.different(position)))}
        return sorted(ruling if self.indicator is None else {*ruling, self.indicator})

    def _why_alike(self, deciding: Sequence[int], key: object) -> Why | None:
        """Why all rows of these deciding texts are left out."""
        texts = dict(zip(deciding, key if isinstance(key, tuple) else (key,), strict=True))
        if self.indicator is not None and not texts[self.indicator].strip():
            return None
        found = self.why(lambda position: texts.get(position, ""))
        return None if found == (FOREIGN, "") else found


def leaving_out(
    roles: ColumnRoles,
    names: IndicatorNames,
    remarks: Sequence[int],
    where: Mapping[int, frozenset[str]] | None = None,
    scenarios: Sequence[int] = (),
    of_one: bool = False,
) -> LeavingOut:
    """What leaves out rows of a table, by its columns."""
    selected = where or {}
    rules: list[tuple[int, Rule]] = []
    if "action" in roles.positions:
        rules.append((roles.positions["action"], _deleted))
    rules += [(position, partial(_not_selected, values)) for position, values in selected.items()]
    # A scenario that `where` selects is meant; a target or forecast still is no actual.
    rules += [(at, partial(_scenario, roles.headings[at], at in selected)) for at in scenarios]
    rules += [(at, partial(_remark, roles.headings[at])) for at in remarks]
    return LeavingOut(rules, names, roles.positions.get("indicator"), roles.names, of_one)


def _deleted(text: str) -> str:
    return "deleted" if plain(text).upper() == "D" else ""


def _not_selected(values: frozenset[str], text: str) -> str:
    return "" if plain(text) in values else "where"


def _scenario(heading: str, selected: bool, text: str) -> str:
    reason = not_reported(text, heading)
    return "" if selected and reason == "scenarios" else reason


def _remark(heading: str, text: str) -> str:
    return remarked(heading, text) if text else ""
