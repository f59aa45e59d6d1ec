"""Records of a CSV: where each row begins, and its texts; plain lines many at a time, the others one by one.

Python's own csv module gives no columns, nor the line on which a quoted field begins. It takes the texts of lines whose
quotes are in order, which it reads as ``Records.cells`` does; what a row says is read from the cells alone.
"""

import csv
import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
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
#: After so many rows a column shows whether its texts come again.
FIRST_ONES = 1_000
#: So many rows are kept as they were made last.
KEPT = 64
_FIELD_END = {delimiter: late(f"[{delimiter}\r\n]") for delimiter in DELIMITERS}


class Records:
    """The records of a text, taken in turn; mistakes of their form become ``diagnostics``."""

    def __init__(self, text: str, file: str, delimiter: str, limits: Limits) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._text, self._file, self._delimiter, self._limits = text, file, delimiter, limits
        # Where the next line begins, and how many lines there are before it.
        self._at = self._line = 0
        self._columns: list[_Column] = []
        self._uneven: dict[int, Texts] = {}
        self._flawed: set[int] = set()
        self._count = 0
        # Rows on lines one after the other: the number of the first, where it begins and its line.
        self._firsts, self._starts, self._lines = array("Q"), array("Q"), array("Q")
        self._latest: tuple[int, Sequence[int]] = -1, ()

    def rows(self) -> TextRows:
        """Every row that is no comment and not blank."""
        while self._at < len(self._text):
            stop = self._text.find("\n", self._at + TOGETHER) + 1 or len(self._text)
            if not self._take_plain(stop):
                self._take_each(stop)
        columns = [column.texts for column in self._columns]
        # What looks for headings asks for the same few rows again and again.
        cells = lru_cache(maxsize=KEPT)(self.cells)
        return TextRows(columns, self._uneven, range(self._count), cells, self._flawed)

    def cells(self, number: int) -> Row:
        """The cells of the record of that number."""
        together = bisect_right(self._firsts, number) - 1
        after = number - self._firsts[together]
        start = self._line_starts(together)[after] if after else self._starts[together]
        return tuple(self._record(start, self._lines[together] + after, [])[0])

    def _line_starts(self, together: int) -> Sequence[int]:
        """Where each line begins of those that were taken together; those of the latest ones are kept."""
        if self._latest[0] != together:
            following = together + 1
            stop = self._starts[following] if following < len(self._starts) else len(self._text)
            lines = self._text[self._starts[together] : stop].split("\n")
            starts = accumulate((len(line) + 1 for line in lines), initial=self._starts[together])
            self._latest = together, array("Q", starts)
        return self._latest[1]

    def _take_plain(self, stop: int) -> bool:
        """Take all lines up to there, unless a quote, a comment or a row without its first cell is among them."""
        piece, delimiter = self._text[self._at : stop], self._delimiter
        mark = "\r\n" if "\r" in piece else "\n"
        breaks = piece.count(mark)
        if '"' in piece or piece.count("\r") + piece.count("\n") != len(mark) * breaks:
            return False
        piece = piece.removesuffix(mark)
        count = piece.count(mark) + 1
        # Where all lines have as many cells, each break is so many cells behind the one before.
        cells = piece.replace(mark, f"{delimiter}{mark}{delimiter}").split(delimiter)
        width = cells.index(mark) if count > 1 else len(cells)
        even = len(cells) == count * (width + 1) - 1 and cells[width :: width + 1].count(mark) == count - 1
        rows = [] if even else [line.split(delimiter) for line in piece.split(mark)]
        first = cells[:: width + 1] if even else [row[0] for row in rows]
        if any(not text.strip() or text[0] == "#" for text in set(first)):
            return False
        self._limits.check("columns", width if even else max(map(len, rows)))
        self._note(self._at, self._line + 1)
        if even and len(self._columns) in (0, width):
            self._add([cells[position :: width + 1] for position in range(width)])
        else:
            self._add_rows(rows or [line.split(delimiter) for line in piece.split(mark)])
        self._at, self._line = stop, self._line + count
        return True

    def _note(self, start: int, line: int, after: int = 0) -> None:
        """Note where a row begins, so many after those that were added; others may follow it line by line."""
        self._firsts.append(self._count + after)
        self._starts.append(start)
        self._lines.append(line)

    def _add(self, columns: Sequence[Sequence[str]]) -> None:
        self._columns = self._columns or [_Column() for _ in columns]
        for column, texts in zip(self._columns, columns, strict=True):
            column.add(texts)
        self._count = len(self._columns[0].texts)

    def _add_rows(self, rows: list[list[str]]) -> None:
        """Add rows of any length; most of the first ones have that of the others."""
        width = len(self._columns) or Counter(map(len, rows)).most_common(1)[0][0]
        self._uneven |= {self._count + i: tuple(row) for i, row in enumerate(rows) if len(row) != width}
        even = [row if len(row) == width else [*row, *[""] * width][:width] for row in rows]
        self._add(list(zip(*even, strict=True)))

    def _take_each(self, stop: int) -> None:
        """Take line after line up to a line's end, and the rest of a record that goes on behind it."""
        text, delimiter = self._text, self._delimiter
        rows: list[list[str]] = []
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
                if any(cell.defect for cell in record):
                    self._flawed.add(self._count + len(rows))
            self._limits.check("columns", len(values))
            if '"' in line and not any(map(str.strip, values)):
                continue
            self._note(start, first, len(rows))
            rows.append(values)
        if rows:
            self._add_rows(rows)

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


class _Column:
    """The texts of a column. The same few stand in most rows, and are kept once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._known: dict[str, str] = {}
        self._repeats = True

    def add(self, texts: Sequence[str]) -> None:
        if self._repeats:
            known = self._known.setdefault
            self.texts.extend(map(known, texts, texts))
            # Figures seldom come again: to look for each takes longer than to keep it.
            self._repeats = len(self.texts) < FIRST_ONES or 2 * len(self._known) < len(self.texts)
            if not self._repeats or len(self._known) > SEEN:
                self._known.clear()
        else:
            self.texts.extend(texts)


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
