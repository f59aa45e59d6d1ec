"""Cells: the number grammar and the scales of units; what a printed cell means, or why it cannot be read.

One strict ASCII grammar after full-width forms are translated. Bounds, the percent sign and the indicator's own
unit may stand in the cell. Nothing is guessed: what does not fit is ``Unread`` with the kind of trouble, whose
words stand in ``say/``. A new bound word or scale is one entry of a table here; ``tests/cells.csv`` is the table
of cells with what each becomes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.model.observations import Bound
from plan_cli.text import plain

#: Marks that mean "no value", never 0.
MISSING = frozenset({"", "-", "--", "—", "——", "–", "…", "……", "...", "n/a"})

#: A figure of more characters than this is no figure.
DIGIT_LIMIT = 40

_BEFORE: dict[str, Bound] = {
    "": "", "=": "", ">=": ">=", "≥": ">=", ">": ">", "<=": "<=", "≤": "<=", "<": "<", "~": "~", "≈": "~",
    "超过": ">", "突破": ">", "超": ">", "不低于": ">=", "不少于": ">=", "至少": ">=",
    "不足": "<", "不到": "<", "不超过": "<=", "至多": "<=", "约": "~", "大约": "~",
}  # fmt: skip
_AFTER: dict[str, Bound] = {"": "", "以上": ">=", "以下": "<=", "左右": "~", "余": ">"}
_WORDS_BEFORE = "|".join(sorted(map(re.escape, filter(None, _BEFORE)), key=len, reverse=True))
_WORDS_AFTER = "|".join(filter(None, _AFTER))
_CELL = re.compile(
    rf"(?P<before>{_WORDS_BEFORE})?\s*(?P<number>[+-]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?)"
    rf"\s*(?P<mid>{_WORDS_AFTER})?\s*(?P<unit>[^\s0-9.,<>=~*+\-].*?)??\s*(?P<after>{_WORDS_AFTER})?\Z"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: a figure (None: missing), its bound and the unit that stood beside it."""

    value: Decimal | None
    bound: Bound = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is no number, and the kind of trouble: a key of ``say``'s hints."""

    text: str
    trouble: str


def read_cell(text: str) -> Cell | Unread:
    """Read a printed cell. Its own unit, where there is one, is for the caller to compare."""
    cell = plain(text)
    if cell.lower() in MISSING:
        return Cell(None)
    match = _CELL.match(cell)
    if match is None or len(match["number"]) > DIGIT_LIMIT:
        return Unread(text, _trouble(cell))
    if match["unit"] and (trouble := _trouble(cell)) != "no_number":
        return Unread(text, trouble)
    bounds = {
        bound
        for bound in (_BEFORE[match["before"] or ""], _AFTER[match["mid"] or ""], _AFTER[match["after"] or ""])
        if bound
    }
    if len(bounds) > 1:
        return Unread(text, "two_bounds")
    return Cell(
        Decimal(match["number"].replace(",", "")), bounds.pop() if bounds else "", (match["unit"] or "").strip()
    )


def bound_named(text: str) -> Bound | None:
    """The bound that a cell of the bound column names, or None where it names none."""
    word = plain(text)
    return _BEFORE.get(word, _AFTER.get(word))


def _trouble(cell: str) -> str:
    """What is probably the matter with a cell that is no number."""
    kinds = (
        ("not_finite", r"[+-]?(nan|inf(inity)?)\Z"),
        ("error_cell", r"#"),
        ("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        ("too_long", r"[+-]?[0-9.,]{41,}\Z"),
        ("scientific", r"[+-]?[0-9.]+e[+-]?[0-9]+\Z"),
        ("underscore", r"[+-]?[0-9]+(_[0-9]+)+"),
        ("decimal_comma", r"[+-]?[0-9.]+,[0-9]+\Z"),
        ("range", r"[0-9.]+\s*[-~—至到]\s*[0-9.]+"),
        ("footnote", r"[+-]?[0-9.,]+\s*[*†‡①-⑳\[(]"),
    )
    for kind, pattern in kinds:
        if re.match(pattern, cell, re.IGNORECASE):
            return kind
    return "other_digits" if any(ch.isdigit() and not ch.isascii() for ch in cell) else "no_number"
