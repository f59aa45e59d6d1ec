"""Engine: what reads the rows of a panel and does the comparing, as the panel sees it (see ``engines/``)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from plan_cli.datafile.number_grammar import plain_number
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.criteria import PanelCriteria

#: A row's place is one number: this times its file, and its row in it (from 1 on; 0 where an engine cannot say which).
FILE = 2**40
#: How many rows of each kind that cannot be used are shown.
EXAMPLES = 5
#: A frame of the engine: narwhals, or Polars itself.
Frame = Any


class TooLargeError(Exception):
    """The panel does not fit in memory: so many bytes would be needed, and there are so many."""

    def __init__(self, needed: int, available: int) -> None:
        super().__init__(needed, available)
        self.needed, self.available = needed, available


class UnreachableError(Exception):
    """No server answers."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is read of a panel: its files, and the role of each column.

    ``fields`` maps our names (indicator, year, value, unit …) to headings; ``by`` are the headings of what tells
    entities apart, which become by_0, by_1 … from ``first`` on. ``dimensions`` are headings of columns that may
    tell rows apart, which become dim_0, dim_1 …; ``where`` limits the rows to these texts of some of them. Rows without
    one of these texts in each column of ``chosen`` are not there at all. ``remarks`` are the texts of the fields note
    and source that say something of their row.
    """

    files: tuple[str, ...]
    format: str
    by: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    first: int = 0
    delimiter: str = ","
    dimensions: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def plain_number(self) -> str:
        """The pattern of a plain figure of these files."""
        return plain_number(self.delimiter)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that ``by`` become."""
        return tuple(f"by_{self.first + i}" for i in range(len(self.by)))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a panel's rows say, before anything is judged.

    ``now`` has a row for each cell of the judged year: ``keys``, code, value, own_base (the entity's own value in the
    base year), at, spoilt · ``unusable`` rows, at least the first of each kind: kind, ``keys``, at, indicator, year,
    text; ``counts`` how many there are by kind · ``repeated`` cells that are given twice or more: ``keys``, code, year,
    n, last · ``entities`` with a row of an indicator of the plan, as ``keys`` and as by_0, by_1 …; ``totals`` the names
    left out because they stand for all entities; ``foreign`` how many rows there are of other indicators, by name ·
    ``rows`` how many rows there are; ``from_parts`` figures were made of parts of their year; ``windows`` are those of
    several years, of averaged indicators: code, how many years, the first ``at``, how many. ``named`` puts by_0 …
    beside the ``keys`` of a frame.
    """

    keys: tuple[str, ...]
    now: Frame
    unusable: Frame
    counts: Mapping[str, int]
    repeated: Frame
    entities: Frame
    totals: Sequence[tuple[str, ...]]
    foreign: Mapping[str, int]
    rows: int
    from_parts: int = 0
    windows: Sequence[tuple[int, int, int, int]] = ()
    named: Callable[[Frame], Frame] = lambda frame: frame


class Engine(Protocol):
    """What the panel asks of an engine.

    ``read_errors`` is what its library raises for a file it cannot read, ``expressions`` the module in which queries on
    its frames are written (narwhals, or Polars, which has the same functions).
    """

    read_errors: tuple[type[Exception], ...]
    expressions: Any

    def keys(self, scan: Scan) -> tuple[str, ...]:
        """The columns that tell entities apart in its cells: those of the scan, or one number for all of them."""

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of a file."""

    def scan(self, scan: Scan) -> Frame:
        """The rows: ``at`` (FILE × which file + row), ``by_0`` …, ``number``, our fields as text.

        ``year`` is a number, its text is ``year_text``.
        """

    def gather(
        self, criteria: PanelCriteria, reader: CellReader, scan: Scan, on_progress: Callable[[int], None]
    ) -> Callable[[], Gathered]:
        """Start to read; what is returned waits for the cells. ``on_progress`` is called with the number of rows read.

        Errors, when waited for: ``TooLargeError``; ``read_errors`` for a file that cannot be read.
        """

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours: text, whole numbers or doubles."""

    def materialize(self, *frames: Frame) -> list[Frame]:
        """The frames' rows, computed once, together where the engine can."""

    def fetch(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """The frame with one column more, ``over`` ÷ ``under``: to put rows in order, never for a verdict."""

    def write(self, frame: Frame, file: str) -> None:
        """Write the frame's rows to a file; its suffix names the format."""

    def close(self) -> None:
        """Stop what is going on, and release what is kept for us, here or on a server."""


@runtime_checkable
class Cluster(Engine, Protocol):
    """A remote engine: paths, globs and folders are the server's."""

    def files(self, panel: str) -> tuple[str, ...]:
        """The files that a path, a glob or a folder means there, in order."""

    def lost(self, error: Exception) -> str | None:
        """The server's address, where the error (one of ``read_errors``) says that it is gone."""
