"""CSV and TSV: comma, semicolon or tab, whatever encoding a statistics office sends.

The delimiter is taken from the header row, the encoding from the bytes. Python's own reader gives neither
columns nor the line on which a quoted field begins, so the few rules of RFC 4180 are followed here.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice

from plan_cli.datafile.context import stated_beside
from plan_cli.datafile.readers import Limits, Reader
from plan_cli.datafile.table import ReadOptions, Row, Table, TableCell, refused
from plan_cli.datafile.text_rows import TextRows, Texts
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.encodings import decoded
from plan_cli.patterns import late
from plan_cli.text import SEEN

DELIMITERS = ",;\t|"
_LINE_BREAK = late(r"\r\n|\r|\n")
_SEP = late(r"sep=([,;\t|])\s*\Z", re.IGNORECASE)
_EUROSTAT = late(r"([A-Za-z_0-9]+(?:,[A-Za-z_0-9]+)*)\\[A-Za-z_]+\s*\Z")
#: How many lines are looked at for the delimiter.
_LOOKED_AT = 25
#: A line whose quoted fields end where they are closed.
_FIELD = r'(?:"[^"]*(?:""[^"]*)*"|(?!")[^{0}]*)'
_IN_ORDER = {mark: late(rf"{_FIELD}(?:{{0}}{_FIELD})*\Z".format(re.escape(mark))) for mark in DELIMITERS}
#: A longer line is none that Python's own reader takes.
LONGEST = 100_000
_FIELD_END = {delimiter: late(f"[{delimiter}\r\n]") for delimiter in DELIMITERS}


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The table in these bytes; mistakes of its form are diagnostics."""
    known = decoded(raw, options.encoding)
    if known is None:
        return refused("PLN321", file, "csv", encoding=options.encoding or "")
    text, encoding = known
    diagnostics: list[Diagnostic] = []
    if "\0" in text:
        before = _LINE_BREAK.split(text[: text.index("\0")])
        line, column = len(before), len(before[-1]) + 1
        diagnostics.append(Diagnostic("PLN319", {}, place=Place(file, line, column, line, column + 1)))
        text = text.replace("\0", "\ufffd")
    head = next((line for line in _lines(text) if line.strip() and not line.startswith("#")), "")
    stated = _SEP.match(head)
    tabs = file.lower().removesuffix(".gz").endswith((".tsv", ".tab")) and "\t" in head
    delimiter = stated[1] if stated else "\t" if tabs else _delimiter(text)
    rows = _rows(text, file, delimiter, diagnostics, limits)
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
        end = _line_end(text, at)
        yield text[at:end]
        at = _past(text, end)


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


def _rows(text: str, file: str, delimiter: str, diagnostics: list[Diagnostic], limits: Limits) -> TextRows:
    """Every row that is no comment and not blank.

    Python's own reader takes the texts of lines whose quotes are in order, which it reads as ``_record`` does.
    """
    texts: list[Texts] = []
    starts, lines = array("Q"), array("Q")
    waiting: list[str] = []
    quoted = csv.reader(iter(waiting.pop, ""), delimiter=delimiter)
    known: dict[str, str] = {}
    start, number = 0, 0
    for end, after in _line_ends(text):
        if end < start:
            continue
        line, begin, start = text[start:end], start, after
        number += 1
        if not line.replace(delimiter, "").strip() or line[0] == "#":
            continue
        first = number
        if '"' not in line:
            values = line.split(delimiter)
        elif len(line) < LONGEST and _IN_ORDER[delimiter].match(line):
            waiting.append(line)
            values = next(quoted)
        else:
            record, start, number = _record(text, begin, file, number, delimiter, diagnostics, limits)
            values = [cell.text for cell in record]
        limits.check("columns", len(values))
        if '"' in line and not any(map(str.strip, values)):
            continue
        # The same few texts stand in most rows.
        texts.append(tuple(map(known.setdefault, values, values)))
        starts.append(begin)
        lines.append(first)
        if len(known) > SEEN:
            known.clear()

    def cells(start: int, line: int) -> Row:
        return tuple(_record(text, start, file, line, delimiter, [], limits)[0])

    return TextRows(texts, starts, lines, cells)


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each line ends, and where the next one begins."""
    yield from (found.span() for found in _LINE_BREAK.finditer(text))
    yield len(text), len(text)


def _record(
    text: str, start: int, file: str, line: int, delimiter: str, diagnostics: list[Diagnostic], limits: Limits
) -> tuple[list[TableCell], int, int]:
    """The record that begins at ``start``, with the place of each of its fields; where the next one begins, and the
    line on which it ends."""
    position, end = start, _line_end(text, start)
    if text.find('"', start, end) < 0:
        return _unquoted(text[start:end], file, line, delimiter, limits), _past(text, end), line
    record: list[TableCell] = []
    while True:
        first, column = line, position - start + 1
        value, defect = "", ""
        if text[position : position + 1] == '"':
            value, end, closed = _quoted(text, position)
            if not closed:
                defect = "quote"
                diagnostics.append(Diagnostic("PLN310", {}, place=Place(file, first, column, first, column + 1)))
            inside = text[position:end]
            line += inside.count("\n") + inside.count("\r") - inside.count("\r\n")
            start = max(start, text.rfind("\n", position, end) + 1, text.rfind("\r", position, end) + 1)
            position, end = end, _field_end(text, end, delimiter)
            if text[position:end].strip():
                defect = "quote"
                at = position - start + 1
                diagnostics.append(Diagnostic("PLN332", {}, place=Place(file, line, at, line, at + end - position)))
        else:
            end = _field_end(text, position, delimiter)
        value, position = value + text[position:end], end
        record.append(TableCell(value, Place(file, first, column, line, position - start + 1), defect=defect))
        if text[position : position + 1] != delimiter:
            return record, _past(text, position), line
        limits.check("columns", len(record) + 1)
        position += 1


def _unquoted(text: str, file: str, line: int, delimiter: str, limits: Limits) -> list[TableCell]:
    """The record of a line without quotes: what most lines are."""
    values = text.split(delimiter)
    limits.check("columns", len(values))
    record, column = [], 1
    for value in values:
        end = column + len(value)
        record.append(TableCell(value, Place(file, line, column, line, end)))
        column = end + 1
    return record


def _quoted(text: str, position: int) -> tuple[str, int, bool]:
    """The field that opens at ``position``, where it ends, and whether its quote is closed at all."""
    begin = position + 1
    parts: list[str] = []
    while True:
        end = text.find('"', begin)
        if end < 0:
            return "".join((*parts, text[begin:])), len(text), False
        parts.append(text[begin:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1, True
        parts.append('"')
        begin = end + 2


def _field_end(text: str, position: int, delimiter: str) -> int:
    found = _FIELD_END[delimiter].search(text, position)
    return found.start() if found else len(text)


def _line_end(text: str, position: int) -> int:
    found = _LINE_BREAK.search(text, position)
    return found.start() if found else len(text)


def _past(text: str, end: int) -> int:
    """The position after the line break at ``end``."""
    return end + 2 if text[end : end + 2] == "\r\n" else end + 1
