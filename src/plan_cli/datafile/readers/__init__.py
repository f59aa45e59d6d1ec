"""Readers: one module per input format, found by walking this package.

To add a format: one module here with ``NAME``, ``BINARY``, ``SUFFIXES`` (``(".csv", …)``), ``MAGIC`` (how its
bytes begin; empty for text without a mark) and ``read(raw, file, options) -> Sheet``. A library that it needs
is imported inside ``read``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from plan_cli.datafile.table import ReadOptions, Sheet, refused
from plan_cli.registry import modules_in

#: Contents that are told apart by their beginning though nothing here reads them.
FOREIGN = {b"\xd0\xcf\x11\xe0": "XLS", b"%PDF": "PDF", b"\x1f\x8b": "GZIP", b"<html": "HTML", b"<!DOC": "HTML"}


def modules() -> Iterator[ModuleType]:
    """Every reader."""
    for name in modules_in(__path__):
        yield import_module(f"{__name__}.{name}")


def read(raw: bytes, file: str, options: ReadOptions) -> Sheet:
    """Read a file's bytes by its suffix; without a known one by how it begins, else as CSV.

    A file whose name says one thing and whose bytes another is refused, and both are named.
    """
    suffix = os.path.splitext(file)[1].lower()
    named = next((module for module in modules() if suffix in module.SUFFIXES), None)
    begun = next((module for module in modules() if _begins(raw, module.MAGIC)), None)
    foreign = next((name for magic, name in FOREIGN.items() if raw.startswith(magic)), None)
    chosen = named or begun or import_module(f"{__name__}.csv")
    content = foreign or (begun.NAME if begun else "CSV")
    marked = bool(foreign or (begun and begun.BINARY))
    if raw and (foreign or ((marked or chosen.BINARY) and begun is not chosen)):
        return refused("PLN324", file, chosen.NAME.lower(), named=chosen.NAME, content=content)
    sheet: Sheet = chosen.read(raw, file, options)
    return sheet


def _begins(raw: bytes, magic: tuple[bytes, ...]) -> bool:
    head = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return any(head.startswith(mark) for mark in magic)
