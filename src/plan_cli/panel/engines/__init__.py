"""Engines: what reads the rows and does the comparing. One module for each; ``verdicts.py`` is the text they run.

To add an engine: one module here with a class of these methods, its name in ``ENGINES``; ``gather`` is
``portable.gathered`` unless it can do better. Its library is imported inside ``__init__`` only. No engine rounds,
none raises to a power: all of that stands in the rungs already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

from plan_cli.panel.criteria import Judge

#: engine → (its class, what pip must install, the modules that it needs)
ENGINES = {
    "polars": ("Polars", "panel", ("polars", "numpy")),
    "duckdb": ("DuckDB", "duckdb", ("duckdb", "narwhals")),
    "spark": ("Spark", "spark", ("pyspark", "grpc", "pyarrow", "narwhals")),
}
#: Engines that ask a server, and so see its files instead of ours.
REMOTE = ("spark",)

#: A row's place is one number: this times its file, and its row in it (from 1 on; 0 where an engine cannot say which).
FILE = 2**40
#: How many rows of each kind of trouble are shown.
EXAMPLES = 5
#: A frame of the engine: narwhals, or Polars itself.
Frame = Any


class TooLargeError(Exception):
    """The panel does not fit in memory: so many bytes would be needed, and there are so many."""

    def __init__(self, needed: int, there: int) -> None:
        super().__init__(needed, there)
        self.needed, self.there = needed, there


@dataclass(frozen=True, slots=True)
class Scan:
    """What is read of a panel: its files, and in which column stands what.

    ``fields`` maps our names (indicator, year, value, unit …) to headings; ``by`` are the headings of what tells
    entities apart, which become by_0, by_1 … from ``first`` on.
    """

    files: tuple[str, ...]
    format: str
    by: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    first: int = 0
    delimiter: str = ","

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that ``by`` become."""
        return tuple(f"by_{self.first + i}" for i in range(len(self.by)))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a panel's rows say, before anything is judged.

    ``now`` has a row for each cell of the judged year: ``keys``, code, value, own_base (what the entity's own row of
    the base year says), at, spoilt · ``bad`` rows that cannot be used, at least the first of each kind: kind, ``keys``,
    at, indicator, year, text; ``counts`` how many there are by kind · ``twice`` the cells that were given more than
    once: ``keys``, code, year, n, last · ``who`` every entity, as ``keys`` and as by_0, by_1 … · ``rows`` how many rows
    there are. ``named`` puts by_0 … beside the ``keys`` of a frame.
    """

    keys: tuple[str, ...]
    now: Frame
    bad: Frame
    counts: Mapping[str, int]
    twice: Frame
    who: Frame
    rows: int
    named: Callable[[Frame], Frame] = lambda frame: frame


class Engine(Protocol):
    """What the panel asks of an engine.

    ``trouble`` is what its library raises for a file it cannot read, ``words`` the module in which expressions for
    its frames are written (narwhals, or Polars, which speaks the same).
    """

    trouble: tuple[type[Exception], ...]
    words: Any

    def keys(self, asked: Scan) -> tuple[str, ...]:
        """The columns that tell entities apart in its cells: those of the scan, or one number for all of them."""

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of a file."""

    def scan(self, asked: Scan) -> Frame:
        """The rows: ``at`` (FILE × which file + row), ``by_0`` …, our fields as text, ``year`` and ``number``."""

    def gather(self, judge: Judge, asked: Scan, on_progress: Callable[[int], None]) -> Callable[[], Gathered]:
        """Begin to read; what is returned waits for the cells. ``on_progress`` is called with the number of rows read.

        Errors, when waited for: ``TooLargeError``; ``trouble`` for a file that cannot be read.
        """

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours: text, whole numbers or doubles."""

    def keep(self, *frames: Frame) -> list[Frame]:
        """The frames' rows, computed once, together where the engine can."""

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """The frame with one column more, ``over`` ÷ ``under``: to put rows in order, never for a verdict."""

    def write(self, frame: Frame, file: str) -> None:
        """Write the frame's rows to a file; its suffix names the format."""

    def close(self) -> None:
        """Stop what is going on, and give back what is kept for us, here or on a server."""


@runtime_checkable
class Cluster(Engine, Protocol):
    """An engine of REMOTE: paths, globs and folders are the server's."""

    def files(self, panel: str) -> tuple[str, ...]:
        """The files that a path, a glob or a folder means there, in order."""

    def lost(self, error: Exception) -> str | None:
        """The server's address, where the error (a ``trouble``) says that it is gone."""


class UnreachableError(Exception):
    """No server answers."""


def engine(name: str, remote: str | None = None) -> Engine:
    """The engine of that name, of REMOTE at that URL.

    Errors: ``ImportError`` where its library is not installed, ``UnreachableError`` where no server answers.
    """
    module = import_module(f"{__name__}.{name}")
    made: Engine = getattr(module, ENGINES[name][0])(*[remote] if name in REMOTE else [])
    return made
