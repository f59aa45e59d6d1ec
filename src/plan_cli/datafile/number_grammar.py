"""The number grammar: what a printed figure means, or why it is no number.

One strict ASCII grammar after full-width forms are translated. Bounds, the percent sign and a unit may stand in the
cell. Nothing is guessed: what does not fit is ``NotANumber`` with the kind of problem, whose words stand in ``i18n/``.
To add a bound word, add one entry to a table here; ``tests/cells.csv`` lists cells with what each becomes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.datafile.words import MISSING
from plan_cli.model.observations import Bound
from plan_cli.text import plain

#: A figure of more characters than this is no figure.
DIGIT_LIMIT = 40
#: A figure with nothing beside it, in the syntax that regular expressions of every panel engine share.
PLAIN_NUMBER = "^[+-]?[0-9]+([.][0-9]+)?$"

_BEFORE: dict[str, Bound] = {
    "": "", "=": "", ">=": ">=", "≥": ">=", ">": ">", "<=": "<=", "≤": "<=", "<": "<", "~": "~", "≈": "~",
    "超过": ">", "突破": ">", "超": ">", "不低于": ">=", "不少于": ">=", "至少": ">=",
    "不足": "<", "不到": "<", "不超过": "<=", "至多": "<=", "约": "~", "大约": "~",
}  # fmt: skip
_AFTER: dict[str, Bound] = {"": "", "以上": ">=", "以下": "<=", "左右": "~", "余": ">"}
_WORDS_BEFORE = "|".join(sorted(map(re.escape, filter(None, _BEFORE)), key=len, reverse=True))
_WORDS_AFTER = "|".join(filter(None, _AFTER))
# Runs of blanks are one blank before this is matched; with longer ones its optional parts would take cubic time.
_FIGURE = re.compile(
    rf"(?P<before>{_WORDS_BEFORE})? ?(?P<number>[+-]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?)"
    rf" ?(?P<mid>{_WORDS_AFTER})? ?(?P<unit>[^\s0-9.,<>=~*+\-].*?)?? ?(?P<after>{_WORDS_AFTER})?\Z"
)
_PROBLEMS = (
    ("not_finite", r"[+-]?(nan|inf(inity)?)\Z"),
    ("error_cell", r"#"),
    ("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ("too_long", r"[+-]?[0-9.,]{41,}\Z"),
    ("scientific", r"[+-]?[0-9.]+e[+-]?[0-9]+\Z"),
    ("underscore", r"[+-]?[0-9]+_[0-9]"),
    ("decimal_comma", r"[+-]?[0-9.]+,[0-9]+\Z"),
    ("range", r"[0-9.]+ ?[-~—至到] ?[0-9.]+"),
    ("footnote", r"[+-]?[0-9.,]+ ?[*†‡①-⑳\[(]"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell states: a value (None: missing), its bound and the unit that stood beside it."""

    value: Decimal | None
    bound: Bound = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NotANumber:
    """A cell that is no number, and the kind of problem: a key of the problems in ``i18n/``."""

    text: str
    problem: str


def parse_number(text: str) -> Figure | NotANumber:
    """The figure of a printed cell. The caller compares its unit with the indicator's. Takes linear time."""
    cell = " ".join(plain(text).split())
    if cell.lower() in MISSING:
        return Figure(None)
    match = _FIGURE.match(cell)
    if match is None or len(match["number"]) > DIGIT_LIMIT:
        return NotANumber(text, _problem(cell))
    if match["unit"] and (problem := _problem(cell)) != "no_number":
        return NotANumber(text, problem)
    stated = (_BEFORE[match["before"] or ""], _AFTER[match["mid"] or ""], _AFTER[match["after"] or ""])
    bounds = {bound for bound in stated if bound}
    if len(bounds) > 1:
        return NotANumber(text, "two_bounds")
    value = Decimal(match["number"].replace(",", ""))
    return Figure(value, bounds.pop() if bounds else "", (match["unit"] or "").strip())


def bound_named(text: str) -> Bound | None:
    """The bound that a cell of the bound column names, or None where it names none."""
    word = plain(text)
    return _BEFORE.get(word, _AFTER.get(word))


def _problem(cell: str) -> str:
    """What is probably wrong with a cell that is no number."""
    for kind, pattern in _PROBLEMS:
        if re.match(pattern, cell, re.IGNORECASE):
            return kind
    return "other_digits" if any(ch.isdigit() and not ch.isascii() for ch in cell) else "no_number"
