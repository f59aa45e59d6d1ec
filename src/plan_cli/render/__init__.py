"""Renderers: one module for each output format, found by walking this package; the module's name is the format's.

To add one: a module here that satisfies ``Renderer``. Which reports it can render follows from what it reads of them.
What it shows is finished in the report: a renderer computes nothing.
"""

import os
from importlib import import_module
from typing import Any, NamedTuple, Protocol, cast

from plan_cli.i18n import Messages
from plan_cli.model.theme import PLAIN, Theme
from plan_cli.registry import modules_in
from plan_cli.report.table import Block, Paragraph


class Page(NamedTuple):
    """What the output is written onto: its language, width (None: as wide as it needs), colour, encoding.

    On a ``quiet`` one nothing sums up the run; an ``ascii`` one has no sign that a terminal may set twice as wide.
    The ``theme`` is for formats that an office prints.
    """

    messages: Messages
    width: int | None = None
    color: bool = False
    encoding: str = "utf-8"
    quiet: bool = False
    ascii: bool = False
    theme: Theme = PLAIN

    def shows(self, block: Block) -> bool:
        """Whether a block is shown: a quiet page leaves out closing lines."""
        return not (self.quiet and isinstance(block, Paragraph) and block.closing)


class Renderer(Protocol):
    """A module of this package.

    ``REPORT`` is the protocol (or class) of the reports that it renders, ``SUFFIXES`` are those of files in its
    format, ``MACHINE`` says whether a program reads it: always the same bytes, in UTF-8.
    """

    REPORT: type
    SUFFIXES: tuple[str, ...]
    MACHINE: bool

    def write(self, report: Any, page: Page) -> str | bytes:
        """The report in the format."""


def formats() -> tuple[str, ...]:
    """Every format there is."""
    return tuple(modules_in(__path__))


def renderer(format: str) -> Renderer:
    """The renderer of a format."""
    return cast(Renderer, import_module(f"{__name__}.{format}"))


def can_render(format: str, report: type) -> bool:
    """Whether a report of that class has everything that a format reads."""
    return all(hasattr(report, member) for member in _members(renderer(format).REPORT))


def formats_of(report: type) -> tuple[str, ...]:
    """The formats that a class of reports can be rendered in."""
    return tuple(format for format in formats() if can_render(format, report))


def format_of(file: str) -> str | None:
    """The format that a file's suffix asks for."""
    suffix = os.path.splitext(file)[1].lower()
    return next((format for format in formats() if suffix in renderer(format).SUFFIXES), None)


def _members(protocol: type) -> set[str]:
    """The methods and properties that a protocol asks for."""
    bases = (base for base in protocol.__mro__ if base.__module__ != "typing" and base is not object)
    members = {name: value for base in bases for name, value in vars(base).items() if not name.startswith("_")}
    return {name for name, value in members.items() if callable(value) or isinstance(value, property)}
