"""Readers: one module per input format, found by walking this package.

To add a format: one module here with ``SUFFIXES`` (``(".csv", …)``), ``MAGIC`` (how its bytes begin; may be
empty) and ``read(raw, file, options) -> Sheet``. A library that it needs is imported inside ``read``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from types import ModuleType

from plan_cli.sheet import ReadOptions, Sheet


def modules() -> Iterator[ModuleType]:
    """Every reader."""
    for module in iter_modules(__path__):
        yield import_module(f"{__name__}.{module.name}")


def read(raw: bytes, file: str, options: ReadOptions) -> Sheet:
    """Read a file's bytes by its suffix; without a known one by how it begins, else as CSV."""
    suffix = PurePath(file).suffix.lower()
    found = next((module for module in modules() if suffix in module.SUFFIXES), None)
    if found is None:
        found = next((m for m in modules() if any(raw.lstrip()[:8].startswith(magic) for magic in m.MAGIC)), None)
    sheet: Sheet = (found or import_module(f"{__name__}.csv")).read(raw, file, options)
    return sheet
