"""Findings: collects what is wrong with a table while its rows are read.

A mistake that is made again and again is one finding with a count and the first places, so that a file with 300,000 bad
cells takes little room and one screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from plan_cli.codes import CODES, Severity
from plan_cli.datafile.table import TableCell
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Period

#: So many alike are listed each; of more, the first one stands for all.
LISTED = 3
#: How many characters of a cell are quoted.
QUOTED = 200
#: Facts that differ from cell to cell where the mistake is the same.
_OWN_FACTS = frozenset({"got", "name", "nearest", "value", "cells", "first_line", "first_cell", "year", "more"})


@dataclass(eq=False)
class _Alike:
    """Diagnostics that say the same: those that are listed, and how many there are."""

    listed: list[Diagnostic] = field(default_factory=list)
    count: int = 0

    @property
    def lines(self) -> list[int]:
        """Where those that are listed stand."""
        return [each.place.line for each in self.listed if each.place is not None]


def _clipped(fact: Any) -> Any:
    """No more of a long text than somebody needs to recognise it."""
    if isinstance(fact, str):
        return fact if len(fact) <= QUOTED else f"{fact[:QUOTED]}…"
    return [_clipped(each) for each in fact] if isinstance(fact, list) else fact


#: What a figure is of: indicator, period, how many years it is one figure of, measure, entity.
FigureKey = tuple[str, Period, int, str, str]


class Findings:
    """Diagnostics of one table.

    ``unusable`` holds the indicators and years whose figures cannot be used, ``unread`` the figures themselves, as
    (indicator, period, years, measure, entity); ``errors`` counts the diagnostics that are errors.
    """

    def __init__(self) -> None:
        self.unusable: set[tuple[str, int]] = set()
        self.unread: set[FigureKey] = set()
        self.errors = 0
        self._alike: dict[object, _Alike] = {}

    @property
    def unread_years(self) -> frozenset[tuple[str, int, str]]:
        """The indicator, year and entity of the unread figures of whole years."""
        keys = self.unread
        return frozenset((id, period.end.year, who) for id, period, _, by, who in keys if period.full_year and not by)

    def add(self, code: str, cell: TableCell, indicator: str | None = None, **facts: Any) -> None:
        """Note a diagnostic at a cell."""
        self.extend([Diagnostic(code, facts, place=cell.place, indicator=indicator)])

    def extend(self, diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> None:
        """Note diagnostics."""
        for diagnostic in diagnostics:
            self.errors += CODES[diagnostic.code].severity is Severity.ERROR
            same = {name: _clipped(fact) for name, fact in diagnostic.facts.items() if name not in _OWN_FACTS}
            key = diagnostic.code, diagnostic.indicator, repr(sorted(same.items()))
            alike = self._alike.get(key)
            if alike is None:
                alike = self._alike[key] = _Alike()
            alike.count += 1
            if len(alike.listed) < LISTED + 1:
                facts = {name: _clipped(fact) for name, fact in diagnostic.facts.items()}
                alike.listed.append(replace(diagnostic, facts=facts))

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """Every diagnostic; of many alike the first, with ``alike`` more and the ``lines`` of the next."""
        for alike in self._alike.values():
            first = alike.listed[0]
            if first.code == "PLN306":
                more = alike.count - 1
                yield replace(first, facts={**first.facts, "more": more or None})
            elif alike.count <= LISTED + 1:
                yield from alike.listed
            else:
                facts = {**first.facts, "alike": alike.count - 1, "lines": alike.lines[1:]}
                yield replace(first, facts=facts)
