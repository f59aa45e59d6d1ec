"""Files: which files a panel's name means, and which of their columns has which role.

A CSV that is not UTF-8 is written anew in UTF-8 for the engines, in a folder that is gone afterwards.
"""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from glob import glob, has_magic
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

from plan_cli.datafile.column_roles import assigned_roles
from plan_cli.datafile.dimensions import FLAGS_OF_ROWS, OF_SOURCES, REMARKS, heading_key
from plan_cli.datafile.headings import NEEDED, REMARK_ROLES, role_of, without_unit
from plan_cli.datafile.readers import readers
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.encodings import detected
from plan_cli.panel.csv_shape import headings_of, ragged_row, wrong_headings
from plan_cli.panel.engine import Cluster, Engine, Scan
from plan_cli.panel.further_names import FURTHER_NAME, without_further_names
from plan_cli.text import nearest, plain

#: The roles of columns that a panel is read by; all other columns are left alone.
ROLES = (
    "indicator", "year", "value", "unit", "bound", "status", "period", "measure", "entity", "multiplier", "currency",
    "frequency", "action", *REMARK_ROLES,
)  # fmt: skip
#: The readers' names of the formats that an engine reads.
FORMATS = ("CSV", "Parquet")
#: What a --by column may not be called: these are columns of the results, or keys of the document.
RESERVED = {
    "indicator", "year", "value", "baseline", "milestone", "gap", "status", "reason", "file", "row", "actual", "counts",
    "text",
}  # fmt: skip
#: How much of either end of a file is looked at for its encoding, and how much is rewritten at a time.
SAMPLE = 2**20
PIECE = 2**24


def files_of(panel: str) -> tuple[str, ...]:
    """The files that a path, a glob or a folder means, in order; in a folder none that is hidden."""
    if FilePath(panel).is_dir():
        suffixes = _suffixes()
        found = (file for file in FilePath(panel).rglob("*") if file.suffix.lower() in suffixes)
        return tuple(sorted(str(file) for file in found if not file.name.startswith((".", "_"))))
    if has_magic(panel) and not FilePath(panel).exists():
        return tuple(sorted(glob(panel, recursive=True)))
    return (panel,) if FilePath(panel).is_file() else ()


def format_of(file: str) -> str:
    """csv or parquet, by the suffix."""
    return _suffixes().get(FilePath(file).suffix.lower(), "csv")


@cache
def _suffixes() -> dict[str, str]:
    named = {
        suffix: reader.name.lower() for reader in readers() if reader.name in FORMATS for suffix in reader.suffixes
    }
    return {**named, ".gz": "csv"}


def scan_of(
    runner: Engine, files: tuple[str, ...], named: Sequence[str], by: tuple[str, ...], needed: Sequence[str] = NEEDED
) -> tuple[Scan, tuple[str, ...]] | Diagnostic:
    """Which column is which, and what tells entities apart; a diagnostic where a column is not in every file.

    An entity is the column ``entity`` (under any of its headings) beside those of ``by``; where there is none, the
    ``by`` columns together. ``named`` is how the files are called to the user.
    """
    read = _headings(runner, files, named)
    if isinstance(read, Diagnostic):
        return read
    headings, format, delimiter = read
    by = tuple(next((heading for heading in headings if plain(heading) == plain(name)), name) for name in by)
    for name in by:
        if plain(name) in RESERVED or role_of(name) in needed:
            return Diagnostic("PLN356", {"column": name}, place=Place(named[0]))
    others = [heading for heading in headings if heading not in by]
    roles = assigned_roles(others)
    fields = {role: others[roles[role]] for role in ROLES if role in roles}
    # The unit would count for every figure; engines compare figures as they stand.
    problem = "unit_in_heading" if without_unit(fields.get("value", ""))[1] else "last_actual"
    if problem == "unit_in_heading" or "last_actual" in roles:
        facts = {"file": named[0], "problem": problem, "example": None}
        return Diagnostic("PLN353", facts, place=Place(named[0], 1, 1, 1, 1))
    further = [each for each in others if role_of(each) == "indicator" and each != fields.get("indicator")]
    fields |= {f"{FURTHER_NAME}{i}": heading for i, heading in enumerate(further)}
    entity = fields.pop("entity", None)
    keys, who = (by, by) if entity is None else ((*by, entity), (*by, "entity"))
    for name in (*by, *needed):
        if name not in headings and name not in fields:
            return lacks(name, headings, named[0])
    # A second column of names may tell rows apart as well, and a source: Series beside Indicator, energy by source.
    sources = (each for each in others if heading_key(each) in OF_SOURCES and each not in keys)
    dimensions = (*_free(headings, keys, fields, roles), *further, *sources)
    scan = Scan(files, format, keys, fields, delimiter=delimiter, dimensions=dimensions)
    return _other_files(runner, scan, named, headings, roles) or (scan, who)


def _headings(
    runner: Engine, files: tuple[str, ...], named: Sequence[str]
) -> tuple[Sequence[str], str, str] | Diagnostic:
    """The headings of the first file, the format of all of them, and the delimiter; a diagnostic for a wrong shape."""
    formats = {format_of(file) for file in named}
    if len(formats) > 1:
        return Diagnostic("PLN355", {"file": named[0], "count": len(named)}, place=Place(named[0]))
    (format,) = formats
    here = () if isinstance(runner, Cluster) else tuple(zip(files, named, strict=True))
    for file, name in here:
        if other := foreign(file, name):
            return other
    delimiter = ","
    if format == "csv" and here:
        for file, name in here:
            written, delimiter = headings_of(file)
            if wrong := wrong_headings(written, name) or ragged_row(file, name, delimiter, len(written)):
                return wrong
        delimiter = headings_of(files[0])[1]
    headings = runner.headings(files[0], format, delimiter)
    # Those of Parquet, and of whatever a cluster reads, are known to the engine alone.
    wrong = wrong_headings(headings, named[0]) or (_column_of_a_folder(named, headings) if here else None)
    return wrong or (headings, format, delimiter)


def _free(
    headings: Sequence[str], keys: Sequence[str], fields: Mapping[str, str], roles: Mapping[str, int]
) -> tuple[str, ...]:
    """The columns that are not used, which may tell rows apart; a second one of a role (month beside quarter), too.

    When a figure was published, or how sure it is, tells no part of a population: two figures are given twice.
    """
    used, twice = {*keys, *fields.values()}, roles.keys() & set(ROLES) - {"indicator"}
    others = (each for each in headings if each not in used and (not (role := role_of(each)) or role in twice))
    return tuple(each for each in others if plain(each) and heading_key(each) not in REMARKS - FLAGS_OF_ROWS)


def _other_files(
    runner: Engine, scan: Scan, named: Sequence[str], headings: Sequence[str], roles: Mapping[str, int]
) -> Diagnostic | None:
    """A diagnostic for a column that is not in every file; a server looks at the headings of all its files itself."""
    more = () if isinstance(runner, Cluster) else zip(scan.files[1:], named[1:], strict=True)
    for file, name in more:
        there = runner.headings(file, scan.format, scan.delimiter)
        if wrong := wrong_headings(there, name):
            return wrong
        for heading in (*scan.by, *scan.fields.values(), *scan.dimensions):
            if heading not in there:
                return lacks(heading, there, name)
        # A column that some files alone have may tell their rows apart, or say what their figures mean.
        stated = (heading for heading in there if (role := role_of(heading)) in ROLES and role not in roles)
        free = _free(there, scan.by, scan.fields, roles)
        if own := next((heading for heading in (*free, *stated) if heading not in headings), None):
            return lacks(own, headings, named[0])
    return None


def _column_of_a_folder(named: Sequence[str], headings: Sequence[str]) -> Diagnostic | None:
    """A diagnostic for a file in a folder whose name holds a column (``year=2023``) that the files do not have."""
    known = {plain(heading) for heading in headings}
    for name in named:
        for folder in FilePath(name).parent.parts:
            column, equals, _ = folder.partition("=")
            if equals and plain(column) not in known:
                facts = {"file": name, "problem": "folder_column", "example": None}
                return Diagnostic("PLN353", facts, place=Place(name))
    return None


def foreign(file: str, name: str) -> Diagnostic | None:
    """A diagnostic for a file that is neither CSV nor Parquet, by its suffix or by its first bytes."""
    suffix = FilePath(name).suffix.lower()
    if any(suffix in reader.suffixes for reader in readers() if reader.name not in FORMATS):
        facts = {"file": name, "problem": "not_a_panel", "example": None}
        return Diagnostic("PLN353", facts, place=Place(name))
    with open(file, "rb") as opened:
        head = opened.read(64)
    content = next((reader.name for reader in readers() if reader.binary and reader.begins(head)), None)
    if content is None or content.lower() == format_of(name):
        return None
    facts = {"file": name, "named": format_of(name).upper(), "content": content}
    return Diagnostic("PLN324", facts, place=Place(name))


def table_of(
    runner: Engine, files: tuple[str, ...], named: Sequence[str], by: tuple[str, ...], who: tuple[str, ...]
) -> Scan | Diagnostic:
    """Which column of a table of baselines or targets is which: found by the entity alone, where there is one."""
    whole = who == by
    found = scan_of(runner, files, named, by if whole else (), needed=("indicator", "value"))
    if isinstance(found, Diagnostic):
        return found
    scan, entity = found
    # A note in a table of ends is not about figures that were reported.
    scan = without_further_names(scan)
    scan = replace(scan, fields={role: each for role, each in scan.fields.items() if role not in REMARK_ROLES})
    if not whole and entity != ("entity",):
        return lacks("entity", runner.headings(files[0], scan.format, scan.delimiter), named[0])
    return scan if whole else replace(scan, first=len(by))


def lacks(name: str, headings: Sequence[str], file: str) -> Diagnostic:
    """A file without a column of that name."""
    facts = {"column": name, "nearest": nearest(name, headings), "known": list(headings), "file": file}
    return Diagnostic("PLN352", facts, place=Place(file, 1, 1, 1, 1))


@contextmanager
def in_utf8(files: tuple[str, ...], encoding: str | None) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The files as an engine can read them, and the encoding that each is in.

    Errors: ``UnicodeError`` for bytes that the encoding does not have, and for an encoding that nobody knows.
    """
    if encoding:
        _known(encoding)
    found = tuple(_encoding_of(file, encoding) for file in files)
    if set(found) <= {"utf-8"}:
        yield files, found
        return
    with TemporaryDirectory(prefix="plan-") as folder:
        readable = []
        for number, (file, name) in enumerate(zip(files, found, strict=True)):
            readable.append(file if name == "utf-8" else str(FilePath(folder) / f"{number}.csv"))
            if name != "utf-8":
                _rewrite(file, readable[-1], name)
        yield tuple(readable), found


def _encoding_of(file: str, named: str | None) -> str:
    """The encoding of a file; what is packed, or no text, is read as it is."""
    if format_of(file) != "csv" or file.lower().endswith(".gz"):
        return "utf-8"
    name = named or _encoding(file) or "utf-8"
    return "utf-8" if _known(name) in ("utf-8", "utf-8-sig") else name


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
