"""JSONL: one JSON object a line, one a row. A bad line does not hide the next."""

from __future__ import annotations

from plan_cli.datafile.readers.json import Scanner
from plan_cli.datafile.table import ReadOptions, Sheet, refused
from plan_cli.encodings import decoded

NAME = "JSONL"
BINARY = False
SUFFIXES = (".jsonl", ".ndjson")
MAGIC: tuple[bytes, ...] = ()


def read(raw: bytes, file: str, options: ReadOptions) -> Sheet:
    """The table in these bytes; mistakes of its form are diagnostics."""
    known = decoded(raw, options.encoding)
    if known is None:
        return refused("PLN321", file, "jsonl", encoding=options.encoding or "")
    scanner = Scanner(known[0], file)
    scanner.lines()
    return scanner.sheet("jsonl", known[1])
