"""CSV and TSV: comma, semicolon or tab, whatever encoding a statistics office sends.

The delimiter is taken from the header row, the encoding from the bytes. Python's own reader gives neither
columns nor the line on which a quoted field begins, so the few rules of RFC 4180 are followed here.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from plan_cli.datafile.context import stated_beside
from plan_cli.datafile.readers import Limits, Reader
from plan_cli.datafile.readers._records import DELIMITERS, LINE_BREAK, Records, line_end, past
from plan_cli.datafile.table import ReadOptions, Row, Table, TableCell, refused
from plan_cli.datafile.text_rows import TextRows
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.encodings import decoded
from plan_cli.patterns import late

_SEP = late(r"sep=([,;\t|])\s*\Z", re.IGNORECASE)
_EUROSTAT = late(r"([A-Za-z_0-9]+(?:,[A-Za-z_0-9]+)*)\\[A-Za-z_]+\s*\Z")
#: How many lines are looked at for the delimiter.
_LOOKED_AT = 25


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The table in these bytes; mistakes of its form are diagnostics."""
    known = decoded(raw, options.encoding)
    if known is None:
        return refused("PLN321", file, "csv", encoding=options.encoding or "")
    text, encoding = known
    diagnostics: list[Diagnostic] = []
    if "\0" in text:
        before = LINE_BREAK.split(text[: text.index("\0")])
        line, column = len(before), len(before[-1]) + 1
        diagnostics.append(Diagnostic("PLN319", {}, place=Place(file, line, column, line, column + 1)))
        text = text.replace("\0", "\ufffd")
    head = next((line for line in _lines(text) if line.strip() and not line.startswith("#")), "")
    stated = _SEP.match(head)
    tabs = file.lower().removesuffix(".gz").endswith((".tsv", ".tab")) and "\t" in head
    delimiter = stated[1] if stated else "\t" if tabs else _delimiter(text)
    records = Records(text, file, delimiter, limits)
    rows = records.rows()
    diagnostics += records.diagnostics
    if stated:
        rows = rows[1:]
    format = "tsv" if delimiter == "\t" else "csv"
    beside = tuple(stated_beside(_comments(text, file)))
    return Table(file, format, encoding, _parted(rows), tuple(diagnostics), delimiter, beside=beside)


READER = Reader("CSV", (".csv", ".tsv", ".tab", ".txt"), read)


def _delimiter(text: str) -> str:
    """The delimiter of a table that may have lines of titles above it: that of the first line that has most of one."""
    lines = [line for line in islice(_lines(text), _LOOKED_AT) if line.strip() and not line.startswith("#")]
    widest = max(lines, key=lambda line: max(_outside_quotes(line).count(mark) for mark in DELIMITERS), default="")
    return delimiter_of(widest)


def _comments(text: str, file: str) -> Iterator[TableCell]:
    """The comments above the headings."""
    for number, line in enumerate(islice(_lines(text), _LOOKED_AT), 1):
        if line.strip() and not line.startswith("#"):
            return
        if line.strip():
            yield TableCell(line.lstrip("# "), Place(file, number, 1, number, len(line) + 1))


def _lines(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = line_end(text, at)
        yield text[at:end]
        at = past(text, end)


def _parted(rows: TextRows) -> Sequence[Row]:
    """The rows; the first column of Eurostat's TSV (``freq,unit,geo\\TIME_PERIOD``) as the several that it holds."""
    if not rows or not (found := _EUROSTAT.match(rows[0][0].text)):
        return rows
    width = len(found[1].split(","))

    def parted(row: Row, text: str) -> Row:
        keys = text.split(",")
        keys += [""] * (width - len(keys))
        return (*(row[0]._replace(text=key.strip()) for key in keys[:width]), *row[1:])

    return (parted(rows[0], found[1]), *(parted(row, row[0].text) for row in rows[1:]))


def delimiter_of(head: str) -> str:
    """What parts the headings: a comma, a semicolon or a tab, whichever there are most of outside quotes."""
    return max(DELIMITERS, key=_outside_quotes(head).count)


def _outside_quotes(line: str) -> str:
    return "".join(part for i, part in enumerate(line.split('"')) if i % 2 == 0)
