"""The content of a report for people: tables of typed cells, and paragraphs. Renderers set it; nothing here is markup.

Cells are addressed by their column's key. A style names a meaning (a status, ``strong``, ``quiet``) that a renderer
turns into colour, or leaves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from plan_cli.i18n import Messages
from plan_cli.report.cells import BLANK, Cell
from plan_cli.text import first_upper


class Column(NamedTuple):
    """A column: ``right`` for figures; one that ``wraps`` may be broken over lines.

    ``merges_into`` names the column that takes its text where there is no room for it. Columns of a ``series``
    (years) may be set in several tables, one below the other; where any column must be, those that come ``first`` (the
    verdict) do not. An ``optional`` one is for terminals, and only where it
    costs the others no room; ``legend`` explains it where it is shown. A ``graphic`` is made of blocks, which have an
    ASCII form.
    """

    key: str
    title: str
    right: bool = False
    wraps: bool = False
    merges_into: str = ""
    series: bool = False
    first: bool = False
    optional: bool = False
    graphic: bool = False
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line by their column's key, or the heading of a ``section``.

    One that is ``below`` goes on with the row above it and stays there in every order.
    """

    cells: Mapping[str, Cell] = field(default_factory=dict)
    section: str = ""
    style: str = ""
    below: bool = False

    def __getitem__(self, key: str) -> Cell:
        """The cell of a column; a blank one where the row has none."""
        return self.cells.get(key, BLANK)

    def with_cells(self, **more: Cell | str) -> "Row":
        """The row with more cells, or others."""
        added = {key: each if isinstance(each, Cell) else Cell(each) for key, each in more.items()}
        return replace(self, cells={**self.cells, **added})


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns and rows. One that is not ``headed`` is a list of labels and texts. A table equals only itself.

    The ``main`` table of a report is the one whose columns and order a reader may choose; ``more`` are columns that
    its rows have cells for and that are shown to whoever asks. Of a ``heat`` table the grounds of the cells tell.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True
    main: bool = False
    more: tuple[Column, ...] = ()
    heat: bool = False

    @property
    def section_column(self) -> int:
        """The position of the column that the heading of a section stands in."""
        return next((i for i, column in enumerate(self.columns) if column.wraps), 0)

    @property
    def essential(self) -> "Table":
        """The table without its optional columns."""
        return replace(self, columns=tuple(column for column in self.columns if not column.optional))

    @property
    def filled(self) -> "Table":
        """The table without the columns that no row has anything in."""
        used = {key for each in self.rows for key, cell in each.cells.items() if cell != BLANK}
        return replace(self, columns=tuple(column for column in self.columns if column.key in used))


class Paragraph(NamedTuple):
    """A line of text, or several ``items`` set one after the other; ``label`` stands before them.

    ``kind`` is title, heading, subheading, plain, quiet, footer, or the severity of what it says. ``about`` is the id
    of the indicator whose section a heading opens. A ``closing`` one sums up the run: whoever wants no notes is not
    shown it.
    """

    text: str = ""
    kind: str = "plain"
    label: str = ""
    items: tuple[str, ...] = ()
    separator: str = "; "
    about: str = ""
    closing: bool = False


Block = Table | Paragraph


def row(cells: Mapping[str, Cell | str | int | Decimal] | None = None, *, style: str = "", **more: Cell | str) -> Row:
    """A row; plain text and whole numbers become cells."""
    given = {**(cells or {}), **more}
    return Row({key: each if isinstance(each, Cell) else Cell(each) for key, each in given.items()}, style=style)


def footer_of(blocks: Iterable[Block]) -> str:
    """The line for the foot of every page; an empty text where there is none."""
    return next((block.text for block in blocks if isinstance(block, Paragraph) and block.kind == "footer"), "")


def columns_in(messages: Messages) -> Callable[..., Column]:
    """A maker of columns whose titles are the words of their keys, or of ``word``."""

    def column(key: str, word: str = "", **rest: bool | str) -> Column:
        return Column(key, messages.text(word or key), **rest)  # type: ignore[arg-type]

    return column


def listing(label: str, items: Sequence[str], messages: Messages) -> Paragraph:
    """A list on one line, with its label and the number of its items."""
    counted = messages.text("count_of", word=first_upper(label), count=len(items))
    return Paragraph(label=counted, items=tuple(items), separator=messages.text("comma"))
