"""CSV and TSV: comma, semicolon or tab, whatever encoding a statistics office sends.

The delimiter is taken from the header row, the encoding from the bytes. Python's own reader gives neither
columns nor the line on which a quoted field begins, so the few rules of RFC 4180 are followed here.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from plan_cli.finding import Finding, Place
from plan_cli.sheet import ReadOptions, Sheet, SheetCell

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
MAGIC: tuple[bytes, ...] = ()

DELIMITERS = ",;\t"
#: The share of common Chinese among the characters beyond ASCII from which bytes are taken for GB18030.
COMMON_SHARE = 0.8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(raw: bytes, file: str, options: ReadOptions) -> Sheet:
    """The table in these bytes; mistakes of its form are findings."""
    encoding = options.encoding or detected(raw)
    try:
        if encoding is None:
            raise UnicodeDecodeError("utf-8", raw[:1] or b" ", 0, 1, "undecided")
        text = raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        facts = {"file": file, "encoding": options.encoding or ""}
        return Sheet(file, "csv", encoding, findings=(Finding("PLN321", facts, place=Place(file)),))
    said = {"utf-8-sig": "utf-8", "utf_8": "utf-8"}.get(encoding, encoding)
    return _sheet(text.removeprefix("\ufeff"), file, said)


def detected(raw: bytes) -> str | None:
    """The encoding of these bytes, or None where it would be a guess."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    head = raw[:4096]
    if head[1::2].count(0) > len(head) // 4 and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4 and not head[1::2].count(0):
        return "utf-16-be"
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return "gb18030" if _is_chinese(raw) else None


def _is_chinese(raw: bytes) -> bool:
    """Whether these bytes, read as GB18030, are mostly common Chinese (GB 2312's first level and its marks)."""
    try:
        beyond = [character for character in raw.decode("gb18030") if ord(character) > 127]
    except UnicodeDecodeError:
        return False
    common = 0
    for character in beyond:
        code = character.encode("gb18030")
        common += len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3)) and code[1] >= 0xA1
    return bool(beyond) and common / len(beyond) >= COMMON_SHARE


def _sheet(text: str, file: str, encoding: str) -> Sheet:
    findings: list[Finding] = []
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        findings.append(Finding("PLN319", {}, place=Place(file, line, 1, line, 1)))
        text = text.replace("\0", "\ufffd")
    head = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max(DELIMITERS, key=_outside_quotes(head).count)
    read = _records(text, file, delimiter, findings)
    records = [record for record in read if any(cell.text.strip() for cell in record)]
    header = records[0] if records else []
    for record in records[1:]:
        filled = max(i for i, cell in enumerate(record, 1) if cell.text.strip())
        if filled > len(header) or len(record) < len(header):
            facts = {"cells": len(record), "columns": len(header)}
            findings.append(Finding("PLN308", facts, place=record[0].place))
    kind = "tsv" if delimiter == "\t" else "csv"
    return Sheet(file, kind, encoding, tuple(header), tuple(map(tuple, records[1:])), tuple(findings))


def _outside_quotes(line: str) -> str:
    return "".join(part for i, part in enumerate(line.split('"')) if i % 2 == 0)


def _records(text: str, file: str, delimiter: str, findings: list[Finding]) -> Iterator[list[SheetCell]]:
    """Every record that is no comment, with the place where each of its fields begins."""
    position, line, start = 0, 1, 0
    while position < len(text):
        if text[position] == "#":
            position = start = _past(text, _line_end(text, position))
            line += 1
            continue
        record: list[SheetCell] = []
        while True:
            first, column = line, position - start + 1
            value = ""
            if text[position : position + 1] == '"':
                value, end, closed = _quoted(text, position)
                if not closed:
                    findings.append(Finding("PLN310", {}, place=Place(file, first, column, first, column + 1)))
                inside = text[position:end]
                line += inside.count("\n") + inside.count("\r") - inside.count("\r\n")
                start = max(start, text.rfind("\n", 0, end) + 1, text.rfind("\r", 0, end) + 1)
                position = end
            end = _field_end(text, position, delimiter)
            value, position = value + text[position:end], end
            record.append(SheetCell(value, Place(file, first, column, line, position - start + 1)))
            if text[position : position + 1] != delimiter:
                break
            position += 1
        position = start = _past(text, position)
        line += 1
        yield record


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
    while position < len(text) and text[position] not in (delimiter, "\n", "\r"):
        position += 1
    return position


def _line_end(text: str, position: int) -> int:
    ends = [end for end in (text.find("\n", position), text.find("\r", position)) if end >= 0]
    return min(ends, default=len(text))


def _past(text: str, end: int) -> int:
    """The position after the line break at ``end``."""
    return end + 2 if text[end : end + 2] == "\r\n" else end + 1
