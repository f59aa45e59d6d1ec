"""Grids: tables and lines as finished text, with what a writer may do to them said in words, not in markup.

A ``Column`` says how it is set; a ``Row`` may be a section heading. ``style`` names a meaning (a status, ``strong``,
``quiet``): writers turn it into colour, or leave it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``right`` for figures; one that ``folds`` may be broken over lines; ``wide_only`` goes first.

    Columns of a ``series`` (years) may be set in several tables, one below the other, where one is too wide. A
    ``spare`` one is for terminals, and only where it costs the others no room; ``legend`` explains it where it is
    shown. What is ``drawn`` is blocks, which have an ASCII form.
    """

    key: str
    title: str
    right: bool = False
    folds: bool = False
    wide_only: bool = False
    series: bool = False
    spare: bool = False
    drawn: bool = False
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a grid, or the heading of a section (``section``)."""

    cells: tuple[str, ...] = ()
    section: str = ""
    style: str = ""
    styles: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Where ``wide_only`` columns are dropped, ``merge`` says which column each one's text goes to.

    ``headed`` is whether its titles are shown; without them it is a list of labels and texts.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    merge: Mapping[str, str] = field(default_factory=dict)
    headed: bool = True

    @property
    def plain(self) -> Grid:
        """The grid without its spare columns."""
        return self.only([i for i, column in enumerate(self.columns) if not column.spare])

    def only(self, kept: Sequence[int]) -> Grid:
        """The grid with these columns alone."""
        rows = (
            replace(
                row,
                cells=tuple(row.cells[i] for i in kept) if row.cells else (),
                styles={kept.index(i): style for i, style in row.styles.items() if i in kept},
            )
            for row in self.rows
        )
        return replace(self, columns=tuple(self.columns[i] for i in kept), rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or several ``items`` set one after the other; ``label`` stands before them.

    ``kind`` is title, heading, subheading, plain, quiet, or the severity of what it tells.
    """

    text: str = ""
    kind: str = "plain"
    label: str = ""
    items: tuple[str, ...] = ()
    comma: str = "; "


Block = Grid | Line
