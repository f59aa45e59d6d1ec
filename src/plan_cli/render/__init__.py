"""Writers: one module per output format, found by walking this package; the module's name is the format's.

To add a format: one module here with ``SUFFIXES``, ``MACHINE`` (always the same bytes, UTF-8) and
``write(report, page) -> str``. What it writes is finished in the report: a writer computes nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from plan_cli.i18n import Messages
from plan_cli.registry import modules_in


@dataclass(frozen=True, slots=True)
class Page:
    """What the output is written onto: its language, width (None: as wide as it needs), colour, encoding."""

    messages: Messages
    width: int | None = None
    color: bool = False
    encoding: str = "utf-8"


def formats() -> tuple[str, ...]:
    """Every format there is."""
    return tuple(modules_in(__path__))


def writer(format: str) -> ModuleType:
    """The writer of a format."""
    return import_module(f"{__name__}.{format}")


def format_of(file: str) -> str | None:
    """The format that a file's suffix asks for."""
    suffix = os.path.splitext(file)[1].lower()
    return next((format for format in formats() if suffix in writer(format).SUFFIXES), None)
