"""Files: what a panel's name means, and in which columns of them stands what.

A CSV that is not UTF-8 is written anew in UTF-8 for the engines, in a folder that is gone afterwards.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

from plan_cli.cells import plain
from plan_cli.charset import detected
from plan_cli.finding import Finding, Place
from plan_cli.frozen import replace
from plan_cli.headings import COLUMNS, NEEDED
from plan_cli.nearest import nearest
from plan_cli.panel.engine import Cluster, Engine, Scan

#: Columns that a panel is read by; all others are left alone.
_FIELDS = ("indicator", "year", "value", "unit", "bound", "status", "period", "measure", "entity")
_CANONICAL = {synonym: name for name in _FIELDS for synonym in (name, *COLUMNS[name])}
_SUFFIXES = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".gz": "csv", ".txt": "csv"}
#: How much of either end of a file is looked at for its encoding, and how much is written anew at a time.
SAMPLE = 2**20
PIECE = 2**24


def files_of(panel: str) -> tuple[str, ...]:
    """The files that a path, a glob or a folder means, in order."""
    if FilePath(panel).is_dir():
        found = [str(file) for file in FilePath(panel).rglob("*") if file.suffix in _SUFFIXES]
        parquet = [file for file in found if format_of(file) == "parquet"]
        return tuple(sorted(parquet or found))
    if has_magic(panel) and not FilePath(panel).exists():
        return tuple(sorted(glob(panel, recursive=True)))
    return (panel,) if FilePath(panel).is_file() else ()


def format_of(file: str) -> str:
    """csv or parquet, by the suffix."""
    return _SUFFIXES.get(FilePath(file).suffix.lower(), "csv")


def scan_of(
    runner: Engine, files: tuple[str, ...], named: Sequence[str], by: tuple[str, ...], needed: Sequence[str] = NEEDED
) -> tuple[Scan, tuple[str, ...]] | Finding:
    """Which column is which, and what tells entities apart; a finding where a column is not in every file.

    An entity is the column ``entity`` (under any of its headings) beside those of ``by``; where there is none, the
    ``by`` columns together. ``named`` is how the files are called to the user.
    """
    format = format_of(named[0])
    headings = runner.headings(files[0], format)
    fields: dict[str, str] = {}
    for heading in headings:
        name = _CANONICAL.get(plain(heading).lower(), "")
        if name and heading not in by:
            fields.setdefault(name, heading)
    entity = fields.pop("entity", None)
    keys, who = (by, by) if entity is None else ((*by, entity), (*by, "entity"))
    for name in (*by, *needed):
        if name not in headings and name not in fields:
            return _lacks(name, headings, named[0])
    # A server looks at the headings of all its files itself.
    others = () if isinstance(runner, Cluster) else zip(files[1:], named[1:], strict=True)
    for file, called in others:
        there = runner.headings(file, format)
        for heading in (*keys, *fields.values()):
            if heading not in there:
                return _lacks(heading, there, called)
    return Scan(files, format, keys, fields), who


def table_of(
    runner: Engine, files: tuple[str, ...], named: Sequence[str], by: tuple[str, ...], who: tuple[str, ...]
) -> Scan | Finding:
    """Which column of a table of baselines or targets is which: found by the entity alone, where there is one."""
    whole = who == by
    found = scan_of(runner, files, named, by if whole else (), needed=("indicator", "value"))
    if isinstance(found, Finding):
        return found
    scan, told = found
    if not whole and told != ("entity",):
        return _lacks("entity", runner.headings(files[0], scan.format), named[0])
    return scan if whole else replace(scan, first=len(by))


def _lacks(name: str, headings: Sequence[str], file: str) -> Finding:
    facts = {"column": name, "nearest": nearest(name, headings), "known": list(headings), "file": file}
    return Finding("PLN352", facts, place=Place(file, 1, 1, 1, 1))


@contextmanager
def in_utf8(files: tuple[str, ...], encoding: str | None) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The files as an engine can read them, and the encoding they are in: None where it is UTF-8 already.

    Errors: ``UnicodeError`` for bytes that the encoding does not have, and for an encoding that nobody knows.
    """
    plain_text = [file for file in files if format_of(file) == "csv" and not file.endswith(".gz")]
    found = encoding or next((name for file in plain_text if (name := _encoding(file)) not in ("utf-8", None)), None)
    if found is None or not plain_text or _known(found) in ("utf-8", "utf-8-sig"):
        yield files, None
        return
    with TemporaryDirectory(prefix="plan-") as folder:
        told = [str(FilePath(folder) / f"{number}.csv") for number in range(len(files))]
        for file, copy in zip(files, told, strict=True):
            _rewrite(file, copy, found)
        yield tuple(told), found


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UnicodeError(str(error)) from error


def _encoding(file: str) -> str | None:
    """The encoding of a file, by both its ends, each cut where a line ends."""
    with open(file, "rb") as opened:
        head = opened.read(SAMPLE)
        size = opened.seek(0, 2)
        opened.seek(max(SAMPLE, size - SAMPLE))
        tail = opened.read()
    if size <= SAMPLE:
        return detected(head)
    first, last = head[: head.rfind(b"\n") + 1], tail[tail.find(b"\n") + 1 :]
    found = [detected(each) for each in (first, last) if each]
    return next((name for name in found if name != "utf-8"), "utf-8")


def _rewrite(file: str, copy: str, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with open(file, "rb") as opened, open(copy, "wb") as written:
        while piece := opened.read(PIECE):
            written.write(decoder.decode(piece).encode("utf-8"))
        written.write(decoder.decode(b"", True).encode("utf-8"))
