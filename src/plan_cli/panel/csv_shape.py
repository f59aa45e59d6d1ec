"""The shape of a CSV, which engines pass over in silence: headings that stand twice, rows of the wrong length."""

import csv
import gzip
from typing import IO

from plan_cli.datafile.headings import near_role, role_of
from plan_cli.datafile.readers.csv import delimiter_of
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.text import plain

#: How much is looked at for the headings, and how much is read at a time.
SAMPLE, PIECE = 2**20, 2**18
#: Roles that one column alone can have.
ONCE = ("year", "value")


def opened(file: str, buffering: int = -1) -> IO[bytes]:
    """The bytes of a CSV, unpacked where it is packed."""
    return gzip.open(file, "rb") if file.lower().endswith(".gz") else open(file, "rb", buffering)  # type: ignore[return-value]


def headings_of(file: str) -> tuple[list[str], str]:
    """The headings of a CSV as they are written, and its delimiter."""
    with opened(file) as raw:
        head = raw.readline(SAMPLE).decode("utf-8-sig", errors="replace")
    delimiter = delimiter_of(head)
    return next(csv.reader([head], delimiter=delimiter), []), delimiter


def wrong_headings(headings: list[str], name: str) -> Diagnostic | None:
    """A diagnostic for a heading, or a role, that stands twice, and for one that nearly is a known one."""
    seen: dict[str, str] = {}
    for heading in headings:
        role = role_of(heading)
        key = role if role in ONCE else plain(heading)
        if key and key in seen:
            return _diagnostic(name, "twice", heading, seen[key])
        seen[key] = heading
        if known := near_role(heading):
            return _diagnostic(name, "nearly", heading, known)
    return None


def _diagnostic(name: str, problem: str, heading: str, first: str) -> Diagnostic:
    facts = {"problem": problem, "heading": heading, "first": first}
    return Diagnostic("PLN309", facts, place=Place(name, 1, 1, 1, 1))


def ragged_row(file: str, name: str, delimiter: str, columns: int) -> Diagnostic | None:
    """A diagnostic for the first row of the wrong length.

    Delimiters and lines are counted as bytes; only where the numbers do not fit are rows looked at one by one.
    """
    if _even(file, delimiter, columns):
        return None
    with opened(file) as raw:
        rows = csv.reader((line.decode("utf-8", errors="replace") for line in raw), delimiter=delimiter)
        for row in rows:
            if row and (len(row) < columns or any(cell.strip() for cell in row[columns:])) and any(row):
                facts = {"cells": len(row), "columns": columns}
                return Diagnostic("PLN308", facts, place=Place(name, rows.line_num, 1, rows.line_num, 1))
    return None


def _even(file: str, delimiter: str, columns: int) -> bool:
    """Whether there are as many delimiters as its lines need, outside of quotes."""
    import numpy as np

    buffer = bytearray(PIECE)
    every, found, held = np.frombuffer(buffer, np.uint8), np.empty(PIECE, bool), np.empty(PIECE, bool)
    delimiters, lines, inside, last = 0, 0, 0, ord("\n")
    with opened(file, buffering=0) as raw:
        while size := raw.readinto(buffer):  # type: ignore[attr-defined]
            piece = every[:size]
            is_delimiter = np.equal(piece, ord(delimiter), out=found[:size])
            is_end = np.equal(piece, ord("\n"), out=held[:size])
            if inside or buffer.find(b'"', 0, size) >= 0:
                quotes = np.cumsum(piece == ord('"'), dtype=np.uint32) + inside & 1
                is_delimiter &= quotes == 0
                is_end &= quotes == 0
                inside = int(quotes[-1])
            delimiters += int(np.count_nonzero(is_delimiter))
            lines += int(np.count_nonzero(is_end))
            last = buffer[size - 1]
    return delimiters == (columns - 1) * (lines + (last != ord("\n")))
