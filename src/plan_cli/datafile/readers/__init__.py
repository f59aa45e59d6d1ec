"""Readers: one module per input format, found by walking this package.

To add a format: one module here with ``READER``, a ``Reader``. A library that it needs is imported inside its
``read``. A test walks the readers and asks each for a sample and a row in the documentation.
"""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from plan_cli.datafile.collector import resting_collector
from plan_cli.datafile.table import ReadOptions, Table, refused
from plan_cli.registry import modules_in


class Limits(NamedTuple):
    """How much a file may hold before it is refused: a small file can unpack to more than memory holds.

    ``unpacked_bytes`` and ``parts`` are of an archive, ``merges`` and ``merged_cells`` of a sheet; ``cells`` counts a
    rectangle, the empty ones among them; ``text`` is of one cell and ``format_text`` of one number format, in bytes;
    ``mistakes`` are lines that are no row at all.
    """

    unpacked_bytes: int = 64_000_000
    parts: int = 2_000
    merges: int = 5_000
    merged_cells: int = 100_000
    rows: int = 1_000_000
    columns: int = 16_384
    cells: int = 1_000_000
    text: int = 150_000
    formats: int = 64_000
    format_text: int = 1_000
    mistakes: int = 10_000

    def check(self, what: str, count: int) -> None:
        """Stop the reading of a file that has more of something than its limit. Errors: ``LimitReachedError``."""
        if count > getattr(self, what):
            raise LimitReachedError(what, getattr(self, what))


class LimitReachedError(Exception):
    """A file holds more of something than is read."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(what)
        self.what, self.limit = what, limit


class Reader(NamedTuple):
    """An input format.

    ``suffixes`` are those of its files (``.csv``), ``magic`` how its bytes begin (nothing for text without a mark),
    ``binary`` whether it is no text. ``read`` makes a table of a file's bytes; mistakes of form are its diagnostics.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, ReadOptions, Limits], Table]
    magic: tuple[bytes, ...] = ()
    binary: bool = False

    def begins(self, raw: bytes) -> bool:
        """Whether these bytes begin as files of this format do."""
        return raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(self.magic) if self.magic else False


_GZIP = b"\x1f\x8b"
#: Contents that are recognised by their beginning though nothing here reads them.
FOREIGN = {b"\xd0\xcf\x11\xe0": "XLS", b"%PDF": "PDF", b"\x1f\x8b": "GZIP", b"<html": "HTML", b"<!DOC": "HTML"}


def readers() -> Iterator[Reader]:
    """Every reader."""
    for name in modules_in(__path__):
        reader: Reader = import_module(f"{__name__}.{name}").READER
        yield reader


@resting_collector()
def read(raw: bytes, file: str, options: ReadOptions, limits: Limits | None = None) -> Table:
    """Read a file's bytes by its suffix; without a known one by how it begins, else as CSV.

    A file whose name states one format and whose bytes another is refused, and both are named.
    """
    limits = limits or Limits()
    named_as = file
    if raw.startswith(_GZIP) and file.lower().endswith(".gz"):
        unpacked = _unpacked(raw, limits)
        if unpacked is None:
            return refused("PLN325", file, "csv", problem="zip_too_large")
        raw, named_as = unpacked, file[:-3]
    suffix = os.path.splitext(named_as)[1].lower()
    every = list(readers())
    text = next(reader for reader in every if not (reader.magic or reader.binary) and ".csv" in reader.suffixes)
    named = next((reader for reader in every if suffix in reader.suffixes), None)
    begun = next((reader for reader in every if reader.begins(raw)), None)
    foreign = next((name for magic, name in FOREIGN.items() if raw.startswith(magic)), None)
    chosen = named or begun or text
    binary = chosen.binary or bool(begun and begun.binary)
    if foreign == "XLS" and named is None:
        return refused("PLN326", file, "xls", format=foreign, problem="old_workbook")
    if raw and (foreign or (binary and begun is not chosen)):
        content = foreign or (begun or text).name
        return refused("PLN324", file, chosen.name.lower(), named=chosen.name, content=content)
    try:
        return chosen.read(raw, file, options, limits)
    except LimitReachedError as reached:
        facts = {"problem": f"limit_{reached.what}", "limit": reached.limit}
        return refused("PLN365", file, chosen.name.lower(), **facts)


def _unpacked(raw: bytes, limits: Limits) -> bytes | None:
    """The content of a gzip file; None where it is damaged or more than the limit."""
    import zlib

    try:
        content = zlib.decompressobj(wbits=31).decompress(raw, limits.unpacked_bytes + 1)
    except zlib.error:
        return None
    return content if len(content) <= limits.unpacked_bytes else None
