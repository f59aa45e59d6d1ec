"""Small files: a panel in many files of little, each read at once and put below the one before.

A query for each costs more than its rows do: a thousand files took seven seconds.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from plan_cli.panel.engine import FILE, Scan

#: Up to so many bytes a file is small, and so many bytes of small files are read together.
SMALL, TOGETHER = 2**20, 2**23


class Part(NamedTuple):
    """Rows of a panel, lazily: those of the file at ``position``, or of small files from there on.

    ``at`` of its rows begins at ``start``; ``rows`` is how many there are, where that is known.
    """

    position: int
    start: int
    frame: Any
    rows: int | None = None


def parts(pl: Any, scan: Scan, read: Callable[[str], Any], at: str) -> Iterator[Part]:
    """The rows of every file, each with its place in the column ``at``; ``read`` numbers those of a file from 0."""
    first = 1 if scan.format == "parquet" else 2
    columns = dict.fromkeys((*scan.by, *scan.fields.values(), *scan.dimensions, *scan.where, *scan.chosen))
    waiting: list[Any] = []
    begun = size = 0

    def together() -> Part:
        return Part(begun, FILE * begun + first, pl.concat(waiting).lazy(), sum(map(len, waiting)))

    for position, file in enumerate(scan.files):
        start, length = FILE * position + first, os.path.getsize(file)
        frame = read(file).select(pl.col(at).cast(pl.Int64) + start, *columns)
        if small := len(scan.files) > 1 and length <= SMALL:
            frame = frame.collect()
        if waiting and (not small or size + length > TOGETHER or frame.schema != waiting[0].schema):
            yield together()
            waiting = []
        if not small:
            yield Part(position, start, frame)
            continue
        if not waiting:
            begun, size = position, 0
        waiting.append(frame)
        size += length
    if waiting:
        yield together()
