"""Sources: several files, globs and folders read as one, each as its source says.

A folder stands for the files in it that a reader knows; one with a ``datapackage.json`` for the files that it lists.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from glob import glob, has_magic

from plan_cli.datafile.merging import merged
from plan_cli.datafile.readers import read, readers
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.table import ReadOptions, Table
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.observations import Actuals
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source

#: Gives the bytes of a file, or the diagnostic that says why it cannot be read.
Opener = Callable[[str], bytes | Diagnostic]
PACKAGE = "datapackage.json"


def read_sources(plan: Plan, sources: Iterable[Source], opened: Opener) -> Actuals:
    """The observations of all sources for a plan. ``source.file`` may be a file, a glob or a folder.

    Errors: none raised; a source without a file is a diagnostic.
    """
    parts, tables, sources = [], LatestTable(opened), list(sources)
    if len(sources) > 1 and all(source.indicator for source in sources):
        named = {source.indicator for source in sources}
        parts.append(Actuals(without={each.id: "no_source" for each in plan.indicators if each.id not in named}))
    for source in sources:
        files = list(files_of(source.file))
        if not files:
            problem = (
                "no_figures_in"
                if os.path.isdir(source.file)
                else "no_match"
                if has_magic(source.file)
                else "missing_file"
            )
            facts = {"file": source.file, "problem": problem}
            parts.append(Actuals(diagnostics=(Diagnostic("PLN018", facts, place=Place(source.file)),)))
        parts += [read_file(plan, replace(source, file=file), tables) for file in files]
    return merged(parts)


class LatestTable:
    """Tables by file, encoding and sheet; only the latest is kept, for sources that select from one file in turn."""

    def __init__(self, opened: Opener) -> None:
        self._opened = opened
        self._latest: tuple[tuple[str | None, ...], tuple[Table, str]] | None = None

    def of(self, source: Source, name: str | None = None) -> tuple[Table, str] | Diagnostic:
        """The table of a source and the SHA-256 of its file."""
        key = (source.file, source.encoding, source.sheet, name)
        if self._latest is None or self._latest[0] != key:
            raw = self._opened(source.file)
            if isinstance(raw, Diagnostic):
                return raw
            table = read(raw, name or source.file, ReadOptions(source.encoding, source.sheet))
            self._latest = key, (table, hashlib.sha256(raw).hexdigest())
        return self._latest[1]


def read_file(plan: Plan, source: Source, tables: LatestTable, name: str | None = None) -> Actuals:
    """The observations of one file; ``name`` labels it and says its format."""
    found = tables.of(source, name)
    return (
        Actuals(diagnostics=(found,)) if isinstance(found, Diagnostic) else actuals_of(found[0], plan, found[1], source)
    )


def files_of(named: str) -> Iterator[str]:
    """The files that a path, a glob or a folder means, in order; in a folder none that is hidden."""
    if os.path.isdir(named):
        yield from _in_package(named) if os.path.isfile(os.path.join(named, PACKAGE)) else _in_folder(named)
    elif has_magic(named) and not os.path.exists(named):
        yield from sorted(file for file in glob(named, recursive=True) if os.path.isfile(file))
    else:
        yield named


def _in_folder(folder: str) -> Iterator[str]:
    suffixes = {suffix for reader in readers() for suffix in reader.suffixes}
    for name in sorted(os.listdir(folder)):
        if not name.startswith((".", "_")) and os.path.splitext(name)[1].lower() in suffixes:
            yield os.path.join(folder, name)


def _in_package(folder: str) -> Iterator[str]:
    """The resources of a Frictionless data package that lie in its folder."""
    try:
        with open(os.path.join(folder, PACKAGE), encoding="utf-8") as opened:
            listed = json.load(opened)["resources"]
            paths = [resource["path"] for resource in listed if isinstance(resource.get("path"), str)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield os.path.join(folder, PACKAGE)
        return
    for path in paths:
        file = os.path.normpath(os.path.join(folder, path))
        if os.path.commonpath([os.path.abspath(file), os.path.abspath(folder)]) == os.path.abspath(folder):
            yield file
