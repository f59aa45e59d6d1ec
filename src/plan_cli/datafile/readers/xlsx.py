"""XLSX: one sheet of a workbook, by openpyxl, which keeps number formats, errors and formulas.

What a person sees in the cell is what is meant: 0.084 shown as 8.4 % is a percentage, a date shown as a year is
that year. An error stays an error; a formula that was never calculated has no value. An archive that would
unpack to too much is refused before anything is unpacked.
"""

import io
import re
import warnings
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from plan_cli.datafile.context import stated_beside
from plan_cli.datafile.readers import LimitReachedError, Limits, Reader
from plan_cli.datafile.table import ReadOptions, Table, TableCell, refused
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.numbers import plain_digits
from plan_cli.model.units import scaled, unit_parts
from plan_cli.text import nearest

#: Excel has no more columns.
MOST_COLUMNS = 16_384
_DIVIDES = r"[0#?](,+)(?![0#?,])"
#: A point that is text between digits, and text behind the last digit of a format.
_TEXT_POINT = r"[0#?]!\.([0#?]+)"
_BEHIND = r'(?<=[0#?, ])("[^"]+"|\\.)(?![0#?])'
#: Letters that are a scale behind a number.
_LETTERS = {"K": 3, "k": 3, "M": 6, "m": 6, "B": 9, "b": 9}
_CELL, _ROW = rb"<(?:\w+:)?c[ />]", rb"<(?:\w+:)?row[ />]"
_LONG_TEXT = rb">[^<]{10000,}<"
_FORMAT = rb"formatCode=[\"']([^\"'<]*)"
_MERGE = rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})"
_QUOTED = r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.'


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The chosen sheet of these bytes."""
    try:
        import openpyxl
    except ImportError:
        return refused("PLN322", file, "xlsx", format="XLSX", library="openpyxl", extra="xlsx")
    try:
        problem, formulas = _hostile(raw, limits)
        if problem:
            return refused("PLN325", file, "xlsx", problem=problem)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True, rich_text=True)
            written = openpyxl.load_workbook(io.BytesIO(raw)) if formulas else None
    except LimitReachedError:
        raise
    except Exception:
        # Whatever a damaged file makes the library raise, it is the file that is damaged.
        return refused("PLN326", file, "xlsx", format="XLSX", problem="parser")
    chosen = _chosen(book, file, options.sheet)
    if isinstance(chosen, Table):
        return chosen
    uncertain = bool(getattr(book.calculation, "fullCalcOnLoad", False))
    return _table(chosen, None if written is None else written[chosen.title], file, uncertain, limits)


READER = Reader("XLSX", (".xlsx", ".xlsm"), read, magic=(b"PK\x03\x04", b"PK\x05\x06"), binary=True)


def _hostile(raw: bytes, limits: Limits) -> tuple[str, bool]:
    """Why an archive is refused, and whether its sheets hold formulas."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
                return "zip_too_large", False
            formulas = False
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    content = archive.read(part)
                    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                        return "zip_doctype", False
                    _check_limits(content, limits)
                    formulas = formulas or (b"worksheets/" in part.filename.encode() and b"<f" in content)
            return "", formulas
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError):
        return "not_zip", False


def _check_limits(part: bytes, limits: Limits) -> None:
    """Count what the library would make an object of, before it does."""
    limits.check("cells", len(re.findall(_CELL, part)))
    limits.check("rows", len(re.findall(_ROW, part)))
    limits.check("formats", part.count(b"xf "))
    limits.check("text", max((len(match[0]) - 2 for match in re.finditer(_LONG_TEXT, part)), default=0))
    limits.check("format_text", max(map(len, re.findall(_FORMAT, part)), default=0))
    merges = re.findall(_MERGE, part)
    limits.check("merges", len(merges))
    areas = (
        (abs(int(last_row) - int(row)) + 1) * (abs(_column(last) - _column(first)) + 1)
        for first, row, last, last_row in merges
    )
    limits.check("merged_cells", sum(areas))


def _column(letters: bytes) -> int:
    """The number of a column named by letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _chosen(book: Any, file: str, wanted: str | None) -> Any:
    """The chosen sheet: the named one, or the only visible one with content."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if wanted is not None:
        if wanted in sheets:
            return sheets[wanted]
        facts = {"got": wanted, "nearest": nearest(wanted, sheets), "sheets": list(sheets)}
        return refused("PLN327", file, "xlsx", **facts)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    filled = [sheet for sheet in seen if any(cell.value is not None for row in _rows(sheet).values() for cell in row)]
    if len(filled) > 1:
        return refused("PLN323", file, "xlsx", sheets=[sheet.title for sheet in filled])
    if not filled:
        return refused("PLN326", file, "xlsx", format="XLSX", problem="no_sheet") if not seen else seen[0]
    return filled[0]


def _rows(sheet: Any) -> dict[int, list[Any]]:
    """The cells that there are, by row: a cell in the last column of the last row must not cost 17 billion."""
    rows: dict[int, list[Any]] = {}
    for (row, _), cell in sorted(sheet._cells.items()):
        rows.setdefault(row, []).append(cell)
    return rows


def _table(sheet: Any, written: Any, file: str, uncertain: bool, limits: Limits) -> Table:
    """A sheet as a table. Merged cells repeat their text, with the defect ``merged``."""
    diagnostics: list[Diagnostic] = []
    texts: dict[tuple[int, int], TableCell] = {}
    hidden_rows, hidden_columns = _hidden(sheet)
    unseen_rows, unseen_columns = set(), set()
    for row, cells in _rows(sheet).items():
        for cell in cells:
            if row in hidden_rows or cell.column in hidden_columns:
                unseen_rows |= {row} & hidden_rows
                unseen_columns |= {cell.column} & hidden_columns
                continue
            formula = written is not None and written.cell(row, cell.column).data_type == "f"
            read = _cell(cell, file, formula, uncertain)
            if read.defect:
                diagnostics.append(Diagnostic("PLN331", {}, place=read.place))
            if read.text or read.defect:
                texts[row, cell.column] = read
    for merged in sheet.merged_cells.ranges:
        first = texts.get((merged.min_row, merged.min_col))
        if first is None:
            continue
        for row, column in merged.cells:
            if row in hidden_rows or column in hidden_columns:
                continue
            place = _place(file, row, column)
            texts.setdefault((row, column), TableCell(first.text, place, first.percent, first.defect or "merged"))
    numbers = sorted({row for row, _ in texts})
    width = max((column for _, column in texts), default=0)
    limits.check("cells", width * len(numbers))
    columns = [column for column in range(1, width + 1) if column not in hidden_columns]
    rows = tuple(
        tuple(texts.get((row, column)) or TableCell("", _place(file, row, column)) for column in columns)
        for row in numbers
    )
    return Table(
        file,
        "xlsx",
        None,
        rows,
        tuple(diagnostics),
        hidden_rows=len(unseen_rows),
        hidden_columns=len(unseen_columns),
        # A sheet may be called 财政（万元）.
        beside=tuple(stated_beside([TableCell(sheet.title, Place(file))])),
    )


def _hidden(sheet: Any) -> tuple[set[int], set[int]]:
    """The rows and columns that a person does not see: hidden by hand or by a filter."""
    rows = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    columns: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min is not None:
            columns.update(range(dimension.min, min(dimension.max, MOST_COLUMNS) + 1))
    return rows, columns


def _place(file: str, row: int, column: int) -> Place:
    from openpyxl.utils import get_column_letter

    return Place(file, row, column, row, column, f"{get_column_letter(column)}{row}")


def _cell(cell: Any, file: str, formula: bool, uncertain: bool) -> TableCell:
    value, written = cell.value, str(cell.number_format or "")
    shown = re.sub(_QUOTED, "", written).split(";")[0].lower()
    place = _place(file, cell.row, cell.column)
    # A library that writes formulas without calculating them stores 0 and asks for a calculation on opening.
    if formula and (value is None or (uncertain and value == 0)):
        return TableCell("", place, defect="formula")
    if value is None:
        return TableCell("", place)
    if isinstance(value, bool):
        return TableCell(str(value).upper(), place)
    if isinstance(value, int | float):
        return _figure(plain_digits(str(value) if isinstance(value, int) else value), written, shown, place)
    if isinstance(value, datetime | date):
        return TableCell(_date(value, shown), place)
    return TableCell(_text(value), place)


def _figure(digits: str, format: str, shown: str, place: Place) -> TableCell:
    """A number as its format shows it: smaller, with a scale behind it (12.5万), or as a percentage."""
    # Commas behind the last digit of a format divide by a thousand each, a point that is text (0!.0) by ten a digit.
    commas, point = re.search(_DIVIDES, shown), re.search(_TEXT_POINT, format)
    power = (3 * len(commas[1]) if commas else 0) + (len(point[1]) if point else 0)
    behind = "".join(re.findall(_BEHIND, format.split(";")[0])).replace('"', "").strip()
    scale = _LETTERS.get(behind, unit_parts(behind)[1])
    if scale and scale == power:
        # 1.2万 is how the stored 12,000 is shown.
        return TableCell(digits, place)
    text = f"{scaled(Decimal(digits), -power):f}" if power and Decimal(digits) else digits
    if scale:
        return TableCell(f"{text}{behind}", place)
    return TableCell(text, place, percent="%" in shown, divided=power if text != digits else 0)


def _text(value: Any) -> str:
    """The text of a cell; a raised mark behind a number (131¹) is no digit of it."""
    if isinstance(value, list):
        number = "".join(str(part) for part in value if not _is_raised(part)).strip()
        if re.fullmatch(r"[+-]?[0-9][0-9., ]*年?", number) and number != "10":
            return number
    return str(value)


def _is_raised(part: Any) -> bool:
    return getattr(getattr(part, "font", None), "vertAlign", None) == "superscript"


def _date(value: datetime | date, shown: str) -> str:
    """A date by what its format shows of it: a year, a month, a day."""
    if "d" in shown:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
