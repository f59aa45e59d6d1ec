"""JSON: a list of objects, one a row, alone or wrapped in other objects; JSON-stat 2. Also the scanner for JSONL.

The standard decoder keeps neither places nor the digits as printed, so the structure of rows and keys is walked
here and only single values are left to it. Rows before a mistake are still read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any

from plan_cli.datafile.context import says_something
from plan_cli.datafile.readers import Limits, Reader
from plan_cli.datafile.readers._json_stat import is_json_stat, rows_of
from plan_cli.datafile.table import Pair, ReadOptions, Table, TableCell, refused
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.encodings import decoded
from plan_cli.model.numbers import plain_digits
from plan_cli.patterns import late

_BLANK = late(r"[ \t\r\n]*")
_HALF = late("[\ud800-\udfff]")
_NUMBER = late(r"-?[0-9]")
#: What stands inside a value keeps the digits of its numbers.
_DECODER = JSONDecoder(parse_float=str, parse_int=str)
_STATED = late(r'"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|-?[0-9]+)')
#: How much of what stands before and behind the rows is looked at.
BESIDE = 2**16

#: How deep the rows may be wrapped.
MOST_NESTED = 6

Row = dict[str, TableCell]


class _Wrong(Exception):  # noqa: N818 - control flow inside this module
    def __init__(self, at: int, problem: str) -> None:
        self.at, self.problem = at, problem


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The table in these bytes; mistakes of its form are diagnostics."""
    known = decoded(raw, options.encoding)
    if known is None:
        return refused("PLN321", file, "json", encoding=options.encoding or "")
    if is_json_stat(known[0]) and (rows := rows_of(known[0], file, limits.rows)):
        return Table(file, "json", known[1], rows)
    scanner = Scanner(known[0], file, limits)
    # Without a suffix, objects one after the other are JSONL, and so is a single one that is a row.
    if known[0].lstrip().startswith("{") and not file.lower().endswith(".json") and scanner.looks_like_lines():
        scanner.lines()
        return scanner.table("jsonl", known[1])
    scanner.whole()
    return scanner.table("json", known[1])


READER = Reader("JSON", (".json",), read, magic=(b"[", b"{"))


class Scanner:
    """Walks rows and keys; what it has read so far stays."""

    def __init__(self, text: str, file: str, limits: Limits) -> None:
        self.text, self.file, self.limits = text, file, limits
        self.starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self.header: dict[str, TableCell] = {}
        self.rows: list[tuple[Place, Row]] = []
        self.diagnostics: list[Diagnostic] = []
        self.beside: tuple[Pair, ...] = ()

    def looks_like_lines(self) -> bool:
        """Whether a second value follows the first, or the first is an object without lists or objects inside."""
        try:
            value, end = self._decoded(self._blank(0))
        except _Wrong:
            return False
        return self.text[self._blank(end) :] != "" or not any(isinstance(each, dict | list) for each in value.values())

    def whole(self) -> None:
        """Read a document: a list of rows, or an object with one such list."""
        try:
            at = self._blank(0)
            at = self._list_inside(at) if self._at(at) == "{" else self._second_list(at)
            if self.text[at : at + 1] != "[":
                raise _Wrong(at, "json_wanted_list")
            end = self._list(at)
            self.beside = tuple(self._stated(max(0, at - BESIDE), at)) + tuple(self._stated(end, end + BESIDE))
        except _Wrong as wrong:
            self._report(wrong)

    def _stated(self, begin: int, end: int) -> Iterator[Pair]:
        """What stands beside the rows and changes what they mean; what is said twice is not said of all."""
        found = [
            match for match in _STATED.finditer(self.text, begin, min(end, len(self.text))) if says_something(match[1])
        ]
        for match in found:
            if len({other[2] for other in found if other[1] == match[1]}) == 1:
                place = self._place(match.start(2), match.end(2))
                text = _DECODER.decode(match[2])
                yield Pair(TableCell(match[1], place), TableCell(text, place))

    def lines(self) -> None:
        """Read one object a line; a bad line does not hide the next."""
        ends = [*self.starts[1:], len(self.text) + 1]
        for start, end in zip(self.starts, ends, strict=True):
            if not self.text[start:end].strip():
                continue
            try:
                at = self._blank(self._object(self._blank(start)))
                if at < min(end, len(self.text)):
                    raise _Wrong(at, "json_after")
            except _Wrong as wrong:
                self._report(wrong)
        self._take_out_first()

    def _take_out_first(self) -> None:
        """A first line that has no key of the next one is no row: it speaks of all of them."""
        if len(self.rows) < 2 or self.rows[0][1].keys() & self.rows[1][1].keys() or not self.rows[0][1]:
            return
        (first, described), (second, _) = self.rows[:2]
        del self.rows[0]
        used = {key for _, row in self.rows for key in row}
        for key in described.keys() - used:
            del self.header[key]
        begin, end = (self.starts[each.line - 1] for each in (first, second))
        self.beside = tuple(self._stated(begin, end))

    def table(self, format: str, encoding: str) -> Table:
        """What was read, as a table: the keys in the order they were first seen."""
        filled = sum(len(row) for _, row in self.rows)
        self.limits.check("cells", len(self.rows) * len(self.header) - filled)
        rows = tuple(tuple(row.get(key, TableCell("", place)) for key in self.header) for place, row in self.rows)
        headings = (tuple(self.header.values()),) if self.header and (rows or not self.diagnostics) else ()
        return Table(self.file, format, encoding, (*headings, *rows), tuple(self.diagnostics), beside=self.beside)

    def _report(self, wrong: _Wrong) -> None:
        self.diagnostics.append(Diagnostic("PLN328", {"problem": wrong.problem}, place=self._place(wrong.at)))
        self.limits.check("mistakes", len(self.diagnostics))

    def _place(self, at: int, end: int | None = None) -> Place:
        at = min(at, len(self.text))
        line = bisect_right(self.starts, at)
        column = at - self.starts[line - 1] + 1
        last = bisect_right(self.starts, end) if end else line
        return Place(self.file, line, column, last, (end - self.starts[last - 1] if end else column) + 1)

    def _at(self, at: int) -> str:
        return self.text[at : at + 1]

    def _blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def _value(self, at: int) -> int:
        """The end of the value that begins at ``at``."""
        return self._decoded(at)[1]

    def _decoded(self, at: int) -> tuple[Any, int]:
        if _NUMBER.match(self.text, at):
            # The digits are taken from the text; a long integer would be refused by the decoder.
            found = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?").match(self.text, at)
            if found is not None:
                return found[0], found.end()
        try:
            value, end = _DECODER.raw_decode(self.text, at)
            # Half a character (\ud800 alone) is none, and cannot be written to any file.
            return (_HALF.sub("\ufffd", value) if isinstance(value, str) else value), end
        except JSONDecodeError as error:
            raise _Wrong(error.pos, "json_value") from error
        except (RecursionError, ValueError) as error:
            raise _Wrong(at, "too_deep") from error

    def _second_list(self, at: int) -> int:
        """Where the rows of a list begin that holds an object about them and then the list of them; else ``at``."""
        first = self._blank(at + 1)
        if self.text[at : at + 1] != "[" or self.text[first : first + 1] != "{":
            return at
        try:
            after = self._blank(self._value(first))
            rows = self._blank(after + 1)
        except _Wrong:
            return at
        return rows if self.text[after : after + 1] == "," and self.text[rows : rows + 1] == "[" else at

    def _list_inside(self, at: int) -> int:
        """Where the first list of rows inside an object begins, however deep; else its first list."""
        lists: list[int] = []
        found = self._rows_inside(at, lists, 0)
        if found is None and not lists:
            raise _Wrong(at, "json_wanted_list")
        return lists[0] if found is None else found

    def _rows_inside(self, at: int, lists: list[int], depth: int) -> int | None:
        at = self._blank(at + 1)
        while self.text[at : at + 1] == '"':
            at = self._blank(self._value(at))
            if self.text[at : at + 1] != ":":
                raise _Wrong(at, "json_colon")
            at = self._blank(at + 1)
            begins = self.text[at : at + 1]
            if begins == "[":
                lists.append(at)
                if self._at(self._blank(at + 1)) == "{":
                    return at
            if begins == "{" and depth < MOST_NESTED and (found := self._rows_inside(at, lists, depth + 1)) is not None:
                return found
            at = self._blank(self._value(at))
            if self.text[at : at + 1] == ",":
                at = self._blank(at + 1)
        return None

    def _list(self, at: int) -> int:
        """Read the rows of a list; where it ends."""
        at = self._blank(at + 1)
        while self.text[at : at + 1] != "]":
            at = self._blank(self._object(at))
            if self.text[at : at + 1] not in (",", "]"):
                raise _Wrong(at, "json_comma")
            if self.text[at] == ",":
                at = self._blank(at + 1)
        return at + 1

    def _object(self, at: int) -> int:
        """Read a row; where it ends."""
        begin = at
        row: Row = {}
        self.limits.check("rows", len(self.rows))
        if self.text[at : at + 1] != "{":
            raise _Wrong(at, "json_wanted_object")
        at = self._blank(at + 1)
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                raise _Wrong(at, "json_key")
            key, end = self._decoded(at)
            place = self._place(at, end)
            if key in row:
                facts = {"problem": "twice", "heading": key, "first": key}
                self.diagnostics.append(Diagnostic("PLN309", facts, place=place))
            at = self._blank(end)
            if self.text[at : at + 1] != ":":
                raise _Wrong(at, "json_colon")
            at = self._blank(at + 1)
            value, end = self._decoded(at)
            for name, inner, written in _parts(key, value, self.text[at:end]):
                self.header.setdefault(name, TableCell(name, place))
                if name in row:
                    row[name] = TableCell("", row[name].place, defect="twice")
                else:
                    row[name] = TableCell(_text(inner, written), self._place(at, end))
            self.limits.check("columns", len(self.header))
            at = self._blank(end)
            if self.text[at : at + 1] not in (",", "}"):
                raise _Wrong(at, "json_comma")
            if self.text[at] == ",":
                at = self._blank(at + 1)
        self.rows.append((self._place(begin), row))
        return at + 1


def _parts(key: str, value: Any, written: str) -> list[tuple[str, Any, str]]:
    """A value under its key; an object in a row as one value for each of its own keys: ``country.id``."""
    if not isinstance(value, dict) or not value:
        return [(key, value, written)]
    return [(f"{key}.{name}", inner, str(inner)) for name, inner in value.items() if not isinstance(inner, dict | list)]


def _text(value: Any, written: str) -> str:
    """A value as a cell has it: numbers by their very digits, null as empty."""
    if value is None:
        return ""
    if isinstance(value, str) and _NUMBER.match(written):
        # Most programs write doubles here: digits past the fifteenth are noise.
        digits = len(re.sub(r"^0+|e.*|[.+-]", "", written.lower().lstrip("-+0.")))
        return plain_digits(written if digits <= 15 else float(written))
    return value if isinstance(value, str) else written
