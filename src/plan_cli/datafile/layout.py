"""Layout: which rows of a table are titles, headings, figures and footnotes, and the unit that stands outside the rows.

titles      开发区2023年主要经济指标 · 单位：万元
headings    指标 | 2022年 | 2023年        (one row, or two: a group above its parts)
units       亿元 | % …                    (a row of units below, where there is one)
rows
footnotes   注：… · Source: …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plan_cli.datafile.headings import SUBHEADINGS, role_of, value_heading, without_unit
from plan_cli.datafile.table import Row, TableCell
from plan_cli.model.units import is_known_unit
from plan_cli.text import plain

#: How many rows of titles may stand above the headings.
TITLE_ROWS = 20
_FOOTNOTE = re.compile(
    r"(?i)(注|备注|说明|附注|数据来源|资料来源|来源|sources?|notes?|footnotes?|quelle|anmerkung|last updated?)"
    r"\s*\d*\s*[:：.、)]|[*†‡]|\(?\d{1,2}[)）]\s"
)
_FIGURE = re.compile(r"[+-]?[0-9][0-9.,]*%?\Z")
_UNIT_LINE = re.compile(
    r"(?i)(?:计量单位|计量單位|单位|單位|\bunits?(?: of measure(?:ment)?)?|\beinheit|\bunité)\s*[:：]\s*([^()（）]+)"
)
_IN_UNIT = re.compile(r"(?i)\(?\b(in (?:thousands?|millions?|billions?|crores?|lakhs?)(?: of [\w$€£ ]+)?)\)?\s*\Z")


class Layout(NamedTuple):
    """A table whose rows are told apart.

    ``headings`` are the lowest row of headings, ``groups`` the text above each of them; ``units`` is what a row of
    units says of each column; ``unit`` what a line outside the table says of all figures, ``None`` where nothing does.
    """

    headings: Row = ()
    rows: tuple[Row, ...] = ()
    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit: TableCell | None = None
    footnotes: tuple[TableCell, ...] = ()

    @property
    def line(self) -> int:
        """The line of the headings."""
        return self.headings[0].place.line if self.headings else 0


def layout_of(rows: Sequence[Row], known: Callable[[str], bool], skip: int = 0) -> Layout:
    """The layout of a table; ``known`` says whether a text names an indicator, ``skip`` how many rows are left out.

    A table without an indicator column has its headings in the first row that names a year and a value, several
    years, or a year and indicators; else in the first row.
    """
    rows = rows[skip:]
    if not rows:
        return Layout()
    first = _heading_row(rows, known)
    head, below = rows[first], list(rows[first + 1 :])
    groups: tuple[str, ...] = ()
    if below and _is_part_of_headings(head, below[0]):
        groups, head = _groups(head, below[0]), _lower(head, below[0])
        below.pop(0)
    units: tuple[str, ...] = ()
    if below and _is_row_of_units(head, below[0]):
        units = tuple(plain(cell.text) for cell in below.pop(0))
    figures, footnotes = _without_footnotes(below)
    outside = [cell for row in rows[:first] for cell in row] + footnotes
    head, body = _without_labels(head, tuple(figures))
    return Layout(head, body, groups, units, _unit_outside(outside), tuple(footnotes))


def _heading_row(rows: Sequence[Row], known: Callable[[str], bool]) -> int:
    top = rows[: TITLE_ROWS + 2]
    for i, row in enumerate(top):
        if any(role_of(cell.text) == "indicator" for cell in row):
            # Cells merged over two rows of headings repeat the text: the lower row counts.
            while i + 1 < len(top) and _same_headings(rows[i], rows[i + 1]):
                i += 1
            return i
    for i, row in enumerate(top):
        roles = {role_of(cell.text) for cell in row}
        years = sum(value_heading(cell.text, "") is not None for cell in row)
        if {"year", "value"} <= roles or years > 1 or ("year" in roles and any(known(cell.text) for cell in row)):
            return i
    return 0


def _same_headings(upper: Row, lower: Row) -> bool:
    """Whether the lower row repeats the upper one's indicator heading, as cells merged over both do."""
    return any(role_of(a.text) == "indicator" and a.text == b.text for a, b in zip(upper, lower, strict=False))


def _is_part_of_headings(head: Row, below: Row) -> bool:
    """Whether a row holds the parts of groups above it (2023年 over 绝对值 and 同比)."""
    filled = [(i, plain(cell.text)) for i, cell in enumerate(below) if cell.text.strip()]
    parts = [i for i, text in filled if without_unit(text)[0].lower() in SUBHEADINGS]
    if not parts or any(i >= len(head) for i, _ in filled):
        return False
    return all(i in parts or is_known_unit(text) or text == plain(head[i].text) for i, text in filled)


def _groups(head: Row, below: Row) -> tuple[str, ...]:
    found, last = [], ""
    for i, upper in enumerate(head):
        has_part = i < len(below) and below[i].text.strip()
        last = plain(upper.text) or (last if has_part else "")
        found.append(last)
    return tuple(found)


def _lower(head: Row, below: Row) -> Row:
    pairs = zip(head, below, strict=False)
    return tuple(lower if lower.text.strip() else upper for upper, lower in pairs) + head[len(below) :]


def _is_row_of_units(head: Row, below: Row) -> bool:
    """Whether a row below the headings holds nothing but units, in columns of figures."""
    filled = [(i, plain(cell.text)) for i, cell in enumerate(below) if cell.text.strip()]
    words = [(i, text) for i, text in filled if not (i == 0 and role_of(text) == "unit")]
    if not words or any(i >= len(head) or not is_known_unit(text) for i, text in words):
        return False
    return all(role_of(head[i].text) not in ("indicator", "unit", "entity") for i, _ in words)


def _without_footnotes(rows: list[Row]) -> tuple[list[Row], list[TableCell]]:
    """The rows without those that hold one text only, which reads as a note or stands at the end."""
    last = next((i for i in range(len(rows) - 1, -1, -1) if len(_texts(rows[i])) > 1), -1)
    kept, notes = [], []
    for i, row in enumerate(rows):
        if i <= last and not _FOOTNOTE.match(row[0].text.strip()):
            kept.append(row)
            continue
        filled = [cell for cell in row if cell.text.strip()]
        is_note = bool(filled and _FOOTNOTE.match(plain(filled[0].text)))
        without_figures = not any(_FIGURE.match(cell.text.strip()) for cell in filled)
        if (is_note and without_figures) or (0 <= last < i and len(_texts(row)) == 1):
            notes.append(filled[0])
        else:
            kept.append(row)
    return kept, notes


def _texts(row: Row) -> set[str]:
    """The texts of a row; cells merged over several say the same."""
    return {cell.text for cell in row if cell.text.strip()}


def _unit_outside(cells: Sequence[TableCell]) -> TableCell | None:
    """The cell, with the unit alone as its text, of a line that states one for the whole table."""
    for cell in cells:
        text = plain(cell.text)
        found = _UNIT_LINE.search(text) or _IN_UNIT.search(text)
        stated = plain(found[1]) if found else text.strip("()（） ") if text[:1] in "(（" else ""
        if stated and (found or is_known_unit(stated)):
            return cell._replace(text=stated)
    return None


def _without_labels(headings: Row, rows: tuple[Row, ...]) -> tuple[Row, tuple[Row, ...]]:
    """SDMX-CSV with labels (``A: Normal value`` under ``OBS_STATUS: Observation status``) as codes alone."""
    labelled = {
        i for i, cell in enumerate(headings) if ":" in cell.text and not role_of(cell.text.replace(":", "", 1))
        and role_of(cell.text)
    }  # fmt: skip
    if not labelled:
        return headings, rows

    def codes(row: Row) -> Row:
        return tuple(c._replace(text=c.text.partition(":")[0]) if i in labelled else c for i, c in enumerate(row))

    return codes(headings), tuple(map(codes, rows))
