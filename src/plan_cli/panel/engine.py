"""Engines: what reads the rows and does the comparing. One module for each; ``verdicts.py`` is the text they run.

To add an engine: one module here with a class of these methods, its name in ``ENGINES``. Its library is imported
inside ``__init__`` only. No engine rounds, none raises to a power: all of that stands in the rungs already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

#: engine → (its class, what pip must install, what it imports)
ENGINES = {
    "polars": ("Polars", "panel", ("polars",)),
    "duckdb": ("DuckDB", "duckdb", ("duckdb",)),
    "spark": ("Spark", "spark", ("pyspark", "grpc", "pyarrow")),
}
#: Engines that ask a server, and so see its files instead of ours.
REMOTE = ("spark",)

#: A row's place is one number: this times its file, and its row in it (0 where an engine cannot say which row).
FILE = 2**40
#: A narwhals frame; what it wraps is the engine's.
Frame = Any


@dataclass(frozen=True, slots=True)
class Scan:
    """What is read of a panel: its files, and in which column stands what.

    ``fields`` maps our names (indicator, year, value, unit …) to headings; ``by`` are the headings of the entity.
    """

    files: tuple[str, ...]
    format: str
    by: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)


class Engine(Protocol):
    """What the panel asks of an engine. ``trouble`` is what its library raises for a file it cannot read."""

    trouble: type[Exception]

    def headings(self, file: str, format: str) -> list[str]:
        """The column names of a file."""

    def scan(self, asked: Scan) -> Frame:
        """The rows: ``at`` (FILE × which file + row), ``by_0`` …, our fields as text, ``year`` and ``number``."""

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


@runtime_checkable
class Cluster(Engine, Protocol):
    """An engine of REMOTE: paths, globs and folders are the server's."""

    def files(self, panel: str) -> tuple[str, ...]:
        """The files that a path, a glob or a folder means there, in order."""

    def lost(self, error: Exception) -> str | None:
        """The server's address, where the error (a ``trouble``) says that it is gone."""

    def close(self) -> None:
        """Give back what the server keeps for us."""


class UnreachableError(Exception):
    """No server answers."""


def engine(name: str, remote: str | None = None) -> Engine:
    """The engine of that name, of REMOTE at that URL.

    Errors: ``ImportError`` where its library is not installed, ``UnreachableError`` where no server answers.
    """
    module = import_module(f"plan_cli.panel.{name}")
    made: Engine = getattr(module, ENGINES[name][0])(*[remote] if name in REMOTE else [])
    return made
