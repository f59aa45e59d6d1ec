"""Records of a CSV: where each row begins, and its texts; plain lines many at a time, the others one by one.

Python's own csv module gives no columns, nor the line on which a quoted field begins. It takes the texts of lines whose
quotes are in order, which it reads as ``Records.cells`` does; what a row says is read from the cells alone.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterator
from itertools import accumulate

from plan_cli.datafile.readers import Limits
from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.text_rows import TextRows, Texts
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.patterns import late
from plan_cli.text import SEEN

DELIMITERS = ",;\t|"
LINE_BREAK = late(r"\r\n|\r|\n")
#: A line whose quoted fields end where they are closed.
_FIELD = r'(?:"[^"]*(?:""[^"]*)*"|(?!")[^{0}]*)'
_IN_ORDER = {mark: late(rf"{_FIELD}(?:{{0}}{_FIELD})*\Z".format(re.escape(mark))) for mark in DELIMITERS}
#: A longer line is none that Python's own reader takes.
LONGEST = 100_000
#: So many characters are looked at together.
TOGETHER = 2**16
_FIELD_END = {delimiter: late(f"[{delimiter}\r\n]") for delimiter in DELIMITERS}


class Records:
    """The records of a text, taken in turn; mistakes of their form become ``diagnostics``."""

    def __init__(self, text: str, file: str, delimiter: str, limits: Limits) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._text, self._file, self._delimiter, self._limits = text, file, delimiter, limits
        # Where the next line begins, and how many lines there are before it.
        self._at = self._line = 0
        self._texts: list[Texts] = []
        self._starts, self._lines = array("Q"), array("Q")
        # The same few texts stand in most rows.
        self._known: dict[str, str] = {}

    def rows(self) -> TextRows:
        """Every row that is no comment and not blank."""
        while self._at < len(self._text):
            stop = self._text.find("\n", self._at + TOGETHER) + 1 or len(self._text)
            if not self._take_plain(stop):
                self._take_each(stop)
            if len(self._known) > SEEN:
                self._known.clear()
        return TextRows(self._texts, self._starts, self._lines, self.cells)

    def cells(self, start: int, line: int) -> Row:
        """The cells of the record that begins there."""
        return tuple(self._record(start, line, [])[0])

    def _take_plain(self, stop: int) -> bool:
        """Take all lines up to there, unless a quote, a comment or a row without its first cell is among them."""
        piece, known = self._text[self._at : stop], self._known.setdefault
        mark = "\r\n" if "\r" in piece else "\n"
        lines = piece.split(mark)
        if '"' in piece or piece.count("\r") + piece.count("\n") != len(mark) * (len(lines) - 1):
            return False
        if not lines[-1]:
            lines.pop()
        rows = [line.split(self._delimiter) for line in lines]
        if any(not row[0].strip() or row[0][0] == "#" for row in rows):
            return False
        self._limits.check("columns", max(map(len, rows)))
        self._texts += [tuple(map(known, row, row)) for row in rows]
        lengths = (len(line) + len(mark) for line in lines[:-1])
        self._starts.extend(accumulate(lengths, initial=self._at))
        self._lines.extend(range(self._line + 1, self._line + len(lines) + 1))
        self._at, self._line = stop, self._line + len(lines)
        return True

    def _take_each(self, stop: int) -> None:
        """Take line after line up to a line's end, and the rest of a record that goes on behind it."""
        text, delimiter, known = self._text, self._delimiter, self._known.setdefault
        waiting: list[str] = []
        quoted = csv.reader(iter(waiting.pop, ""), delimiter=delimiter)
        for end, after in self._line_ends(stop):
            if end < self._at:
                continue
            start, self._at = self._at, after
            line = text[start:end]
            self._line += 1
            if not line.replace(delimiter, "").strip() or line[0] == "#":
                continue
            first = self._line
            if '"' not in line:
                values = line.split(delimiter)
            elif len(line) < LONGEST and _IN_ORDER[delimiter].match(line):
                waiting.append(line)
                values = next(quoted)
            else:
                record, self._at, self._line = self._record(start, first, self.diagnostics)
                values = [cell.text for cell in record]
            self._limits.check("columns", len(values))
            if '"' in line and not any(map(str.strip, values)):
                continue
            self._texts.append(tuple(map(known, values, values)))
            self._starts.append(start)
            self._lines.append(first)

    def _line_ends(self, stop: int) -> Iterator[tuple[int, int]]:
        """Where each line ends, and where the next one begins."""
        yield from (found.span() for found in LINE_BREAK.finditer(self._text, self._at, stop))
        if self._at < stop:
            yield stop, stop

    def _record(self, start: int, line: int, diagnostics: list[Diagnostic]) -> tuple[list[TableCell], int, int]:
        """The record that begins at ``start``, with the place of each of its fields; where the next one begins, and the
        line on which it ends."""
        text, file, delimiter = self._text, self._file, self._delimiter
        position, end = start, line_end(text, start)
        if text.find('"', start, end) < 0:
            return _unquoted(text[start:end], file, line, delimiter), past(text, end), line
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
                return record, past(text, position), line
            self._limits.check("columns", len(record) + 1)
            position += 1


def _unquoted(text: str, file: str, line: int, delimiter: str) -> list[TableCell]:
    """The record of a line without quotes: what most lines are."""
    record, column = [], 1
    for value in text.split(delimiter):
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


def line_end(text: str, position: int) -> int:
    found = LINE_BREAK.search(text, position)
    return found.start() if found else len(text)


def past(text: str, end: int) -> int:
    """The position after the line break at ``end``."""
    return end + 2 if text[end : end + 2] == "\r\n" else end + 1
