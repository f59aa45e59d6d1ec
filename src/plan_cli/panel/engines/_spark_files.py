"""The files of a panel on a Spark server, read as rows whose ``at`` says which file.

Where a server cannot say which file a row is from (Sail has no ``input_file_name``), every file is read on its own.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from plan_cli.panel.engine import FILE, Scan

#: What CSV means: RFC 4180, a header in every file, its columns the same, no row with more or fewer cells.
_CSV = {
    "header": "true",
    "quote": '"',
    "escape": '"',
    "mode": "FAILFAST",
    "enforceSchema": "false",
    "columnPruning": "false",
}


@dataclass(frozen=True, slots=True)
class SparkFiles:
    """A path as it was given, its files as they are shown, and as the server writes them (URLs)."""

    path: str
    names: tuple[str, ...]
    urls: tuple[str, ...]


def find(session: Any, panel: str, errors: tuple[type[Exception], ...]) -> SparkFiles:
    """The files of a path, a glob or a folder on the server; none where nothing is there."""
    urls: tuple[str, ...] = ()
    with suppress(*errors):
        urls = tuple(sorted(session.read.format("binaryFile").load(panel).inputFiles()))
    names = tuple(map(unquote, urls))
    if len(names) == 1 and names[0].endswith(panel):
        names = (panel,)
    return SparkFiles(panel, names, urls)


def read(session: Any, path: str, format: str) -> Any:
    """A path as a frame; the cells of a CSV are text."""
    return session.read.parquet(path) if format == "parquet" else session.read.options(**_CSV).csv(path)


def rows_of_files(
    session: Any,
    functions: Any,
    files: SparkFiles,
    scan: Scan,
    columns: Callable[[Any, Any], Any],
    table: Callable[[dict[str, Sequence[Any]]], Any],
    *,
    knows_files: bool,
) -> Any:
    """The rows of several files; ``columns`` makes of a frame and a place what is read, ``table`` a small frame."""
    whole = read(session, files.path, scan.format)
    if knows_files:
        rows = columns(whole, functions.input_file_name().alias("source"))
        places = table({"source": files.urls, "at": [FILE * i for i in range(len(files.urls))]})
        return rows.join(places, on="source", how="left").drop("source")
    own = read(session, scan.files[0], scan.format).columns
    folders = [name for name in whole.columns if name not in own]
    parts = []
    for position, file in enumerate(scan.files):
        rows = read(session, file, scan.format)
        for name in folders:
            rows = rows.withColumn(name, functions.lit(_in_folders(file, name)).cast("string"))
        parts.append(columns(rows, functions.lit(FILE * position).cast("bigint").alias("at")))
    return _union(parts)


def _union(frames: Sequence[Any]) -> Any:
    """All rows of the frames; halved again and again, since a chain of thousands is too deep to be sent."""
    if len(frames) == 1:
        return frames[0]
    half = len(frames) // 2
    return _union(frames[:half]).union(_union(frames[half:]))


def _in_folders(file: str, name: str) -> str | None:
    """The value of a column in the names of a file's folders: ``…/year=2023/part.parquet``."""
    found = dict(part.split("=", 1) for part in file.split("/") if "=" in part).get(name)
    return None if found == "__HIVE_DEFAULT_PARTITION__" else found
