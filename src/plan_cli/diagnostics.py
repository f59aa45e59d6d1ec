"""Diagnostics: what is wrong with the user's input, as values that travel beside the result.

A stage yields a diagnostic with a *route* (``("indicators", 3, "target")``) or a place and the facts;
the source turns the route into line and column, the language into words. Messages stand in ``i18n/``,
codes in ``codes.py``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plan_cli.codes import CODES, Severity

Route = tuple[str | int, ...]


class Place(NamedTuple):
    """Where in which file: 1-based, columns in code points; ``cell`` is an A1 address in a workbook.

    A named tuple, since every cell of a table has one.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    cell: str = ""


class Remark(NamedTuple):
    """One thing about a draft: the key of its words, its facts, and whether a person must ``check`` it."""

    key: str
    facts: Mapping[str, Any] = {}
    check: bool = False


#: The place of what was computed, not read.
NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a reader of the file should know. ``facts`` carry every number of its message."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    route: Route = ()
    at_key: bool = False
    place: Place | None = None
    indicator: str | None = None
    severity_here: Severity | None = None

    @property
    def rule(self) -> str:
        """The code's name, ``unknown-key``."""
        return CODES[self.code].rule

    @property
    def severity(self) -> Severity:
        """How much it matters; a rule may say otherwise for one case."""
        return self.severity_here or CODES[self.code].severity

    def at(self, place: Place) -> "Diagnostic":
        """The same diagnostic with its place."""
        return replace(self, place=place)


def in_order(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sorted by place, then severity and code: the same list whatever the order they were found in."""

    def key(diagnostic: Diagnostic) -> tuple[Place, int, str, str]:
        place = diagnostic.place or Place("")
        return place, diagnostic.severity.rank, diagnostic.code, repr(sorted(diagnostic.facts.items(), key=str))

    return tuple(sorted(diagnostics, key=key))


#: Notes on which rows of a file were taken: whatever is told of a figure, they belong to it.
CHOICES = frozenset({"PLN343", "PLN345"})


def about(diagnostics: Iterable[Diagnostic], indicator: str) -> tuple[Diagnostic, ...]:
    """What was found of an indicator, and of none where it may have cost a figure, or says which rows were taken."""
    return tuple(
        each
        for each in diagnostics
        if each.indicator == indicator
        or (each.indicator is None and (each.severity is not Severity.INFO or each.code in CHOICES))
    )


def any_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether one of them keeps the file from being used."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
