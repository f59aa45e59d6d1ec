"""Across: a CSV with a column for each entity (指标 | 年份 | 北京 | 天津), written anew with one file for each column.

Every copy has a column of entities and one of values, and each row where it stands in the file itself, so that what is
found in a copy is found in the file. Which columns are entities is the check's rule (``datafile/across.py``).
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from plan_cli.datafile.across import columns_of_entities
from plan_cli.datafile.columns import LOOKED_AT
from plan_cli.datafile.headings import role_of
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.panel.csv_shape import headings_of, opened
from plan_cli.panel.files import RESERVED, foreign, format_of
from plan_cli.text import plain

Known = Callable[[str], bool]


class _Across(NamedTuple):
    """A file, its delimiter and headings, the columns of entities among them, and what their column is to be called."""

    file: str
    delimiter: str
    headings: list[str]
    columns: tuple[int, ...]
    by: str


@contextmanager
def one_entity_a_file(
    files: tuple[str, ...], by: Sequence[str], known: Known
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """The files as they are to be read, and of each the position of the one that it was made of.

    A file is left as it is unless exactly one of ``by`` is no heading of it; ``known`` says what names an indicator.
    """
    found = [_across(file, by, known) for file in files]
    if not any(found):
        yield files, tuple(range(len(files)))
        return
    with TemporaryDirectory(prefix="plan-") as folder:
        copies, origins = [], []
        for at, (file, across) in enumerate(zip(files, found, strict=True)):
            own = [file] if across is None else _written(across, FilePath(folder), at)
            copies += own
            origins += [at] * len(own)
        yield tuple(copies), tuple(origins)


def _across(file: str, by: Sequence[str], known: Known) -> _Across | None:
    if format_of(file) != "csv" or foreign(file, file):
        return None
    headings, delimiter = headings_of(file)
    lacking = [name for name in by if plain(name) not in map(plain, headings)]
    roles = {role_of(heading) for heading in headings}
    if len(lacking) != 1 or plain(lacking[0]) in RESERVED or roles & {"value", "entity"}:
        return None
    rows = list(islice(_rows(file, delimiter), 1, LOOKED_AT + 1))

    def cells(at: int) -> Iterator[str]:
        return (text for row in rows if len(row) > at and (text := plain(row[at])))

    free = [at for at, heading in enumerate(headings) if not role_of(heading) and heading not in by]
    columns = columns_of_entities(headings, free, cells, NumberFormat(semicolons=delimiter == ";"), known)
    return _Across(file, delimiter, headings, columns, lacking[0]) if columns else None


def _rows(file: str, delimiter: str) -> Iterator[list[str]]:
    with opened(file) as raw:
        yield from csv.reader((line.decode("utf-8-sig", errors="replace") for line in raw), delimiter=delimiter)


def _written(across: _Across, folder: FilePath, number: int) -> list[str]:
    """The copies of a file, one for each entity. A row of the wrong length is one in every copy."""
    width, columns = len(across.headings), across.columns
    others = [at for at in range(width) if at not in columns]
    copies = [str(folder / f"{number}-{at}.csv") for at in columns]
    for copy, column in zip(copies, columns, strict=True):
        with open(copy, "w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, delimiter=across.delimiter, lineterminator="\n")
            for line, row in enumerate(_rows(across.file, across.delimiter)):
                own = [row[at] for at in others if at < len(row)]
                if line == 0:
                    writer.writerow([*own, across.by, "value"])
                elif not row:
                    target.write("\n")
                else:
                    ends = [plain(across.headings[column]), row[column]] if len(row) >= width else []
                    writer.writerow([*own, *ends, *row[width:]])
    return copies
