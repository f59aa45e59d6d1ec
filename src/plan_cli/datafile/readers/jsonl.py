"""JSONL: one JSON object a line, one a row. A bad line does not hide the next."""

from plan_cli.datafile.readers import Limits, Reader
from plan_cli.datafile.readers.json import Scanner
from plan_cli.datafile.table import ReadOptions, Table, refused
from plan_cli.encodings import decoded


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The table in these bytes; mistakes of its form are diagnostics."""
    known = decoded(raw, options.encoding)
    if known is None:
        return refused("PLN321", file, "jsonl", encoding=options.encoding or "")
    scanner = Scanner(known[0], file, limits)
    scanner.lines()
    return scanner.table("jsonl", known[1])


READER = Reader("JSONL", (".jsonl", ".ndjson"), read)
