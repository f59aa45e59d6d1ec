"""The number grammar: what a printed figure means, or why it is no number.

One strict ASCII grammar after full-width forms are translated. Bounds, the percent sign, a unit, an interval behind the
figure and an office's flag (``131p``) may stand in the cell. Nothing is guessed: what does not fit is ``NotANumber``
with the kind of problem, whose words stand in ``i18n/``. To add a bound word, add one entry to a table here;
``tests/cells.csv`` lists cells with what each becomes.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plan_cli.datafile.words import MISSING, status_of
from plan_cli.model.observations import Bound
from plan_cli.model.units import is_known_unit
from plan_cli.patterns import late
from plan_cli.text import plain

#: A figure of more characters than this is no figure.
DIGIT_LIMIT = 40
#: A figure with nothing beside it, in the syntax that regular expressions of every panel engine share.
PLAIN_NUMBER = "^[+-]?[0-9]+([.][0-9]+)?$"
#: The same where cells are parted by semicolons: there the point of 83.155 may part thousands.
_PLAIN_BESIDE_SEMICOLONS = "^[+-]?([0-9]+([.]([0-9]{1,2}|[0-9]{4,}))?|(0[0-9]*|[0-9]{4,})[.][0-9]{3})$"

#: Marks between groups of three digits that can be nothing else: no-break and thin blanks, apostrophes.
_GROUPING = late("(?<=[0-9])[\u00a0\u2009\u202f\u2007'’](?=[0-9]{3}(?![0-9]))")
_INTERVAL = late(
    r"(?P<figure>\S.*?\S|\S) ?[\[(](?:\d\d ?% ?CI:? ?)?[+-]?[0-9.]+ ?(?:[-–—,;~]|to) ?[+-]?[0-9.]+[\])]\Z",
    re.IGNORECASE,
)
_FLAGGED = late(r"(?P<figure>.*[0-9.:]) ?(?:\((?P<inside>[a-z]{1,3})\)|(?P<flag>[a-z]{1,3}))\Z", re.IGNORECASE)


class NumberFormat(NamedTuple):
    """How the numbers of one file are written.

    ``decimal`` is its decimal mark (empty: a point, unless the cells are parted by semicolons, ``semicolons``: then
    what cannot be told apart is a problem); ``thousands`` a mark between groups; ``missing`` further marks for no
    value, also numbers (-999), which are known by their value.
    """

    decimal: str = ""
    thousands: str = ""
    missing: frozenset[str] = frozenset()
    semicolons: bool = False


POINT = NumberFormat()
#: Capitals close behind a figure that may be scales (1.3M), and so are no flags.
SCALES = frozenset("KMBGT")

_BEFORE: dict[str, Bound] = {
    "": "", "=": "", ">=": ">=", "≥": ">=", ">": ">", "<=": "<=", "≤": "<=", "<": "<", "~": "~", "≈": "~",
    "超过": ">", "突破": ">", "超": ">", "不低于": ">=", "不少于": ">=", "至少": ">=",
    "不足": "<", "不到": "<", "不超过": "<=", "至多": "<=", "约": "~", "大约": "~",
}  # fmt: skip
_AFTER: dict[str, Bound] = {"": "", "以上": ">=", "以下": "<=", "左右": "~", "余": ">"}
_WORDS_BEFORE = "|".join(sorted(map(re.escape, filter(None, _BEFORE)), key=len, reverse=True))
_WORDS_AFTER = "|".join(filter(None, _AFTER))
# Runs of blanks are one blank before this is matched; with longer ones its optional parts would take cubic time.
_FIGURE = late(
    rf"(?P<before>{_WORDS_BEFORE})? ?"
    r"(?P<number>[+-]?(?:(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+))"
    rf" ?(?P<mid>{_WORDS_AFTER})? ?(?P<unit>[^\s0-9.,<>=~*+\-].*?)?? ?(?P<after>{_WORDS_AFTER})?\Z"
)
_PLAIN = late(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")
_WHOLE = late(r"-?[0-9]+(?:\.0+)?\Z")
_PROBLEMS = (
    ("not_finite", r"[+-]?(?:nan|inf(?:inity)?)\Z"),
    ("error_cell", r"#"),
    ("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ("too_long", r"[+-]?[0-9.,]{41,}\Z"),
    ("scientific", r"[+-]?[0-9.]+e[+-]?[0-9]+\Z"),
    ("blanks", r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?\Z"),
    ("points", r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?\Z"),
    ("underscore", r"[+-]?[0-9]+_[0-9]"),
    ("decimal_comma", r"[+-]?[0-9.]+,[0-9]+\Z"),
    ("range", r"[0-9.]+ ?[-~—至到] ?[0-9.]+"),
    ("footnote", r"[+-]?[0-9.,]+ ?[*†‡①-⑳\[(]"),
)
#: The first of them that holds gives its group its name.
_PROBLEM = late("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PROBLEMS), re.IGNORECASE)


class Figure(NamedTuple):
    """What a cell states: a value (None: missing), its bound, the unit and the flag that stood beside it."""

    value: Decimal | None
    bound: Bound = ""
    unit: str = ""
    flag: str = ""


class NotANumber(NamedTuple):
    """A cell that is no number, and the kind of problem: a key of the problems in ``i18n/``."""

    text: str
    problem: str


def parse_number(text: str, format: NumberFormat = POINT, unit: str = "") -> Figure | NotANumber:
    """The figure of a printed cell; a letter behind it is a flag unless it is the figure's ``unit``.

    The caller compares its unit with the indicator's. Takes linear time.
    """
    if _PLAIN.match(text) and not (format.semicolons or format.decimal or format.thousands or format.missing):
        return Figure(Decimal(text)) if len(text) <= DIGIT_LIMIT else NotANumber(text, "too_long")
    return _parsed(text, format, unit)


@lru_cache(maxsize=4096)
def _parsed(text: str, format: NumberFormat, unit: str) -> Figure | NotANumber:
    bare = plain(text)
    if bare.lower() in MISSING or bare in format.missing:
        return Figure(None)
    cell = " ".join(_GROUPING.sub("", bare).split())
    if (found := _INTERVAL.match(cell)) and not re.search(r"[0-9] [0-9]", found["figure"]):
        cell = found["figure"]
    cell, flag = _without_flag(cell, unit)
    if cell.lower() in MISSING or cell in format.missing:
        return Figure(None, flag=flag)
    marked = _in_points(cell, format)
    if marked is None:
        return NotANumber(text, "ambiguous_mark")
    figure = _figure(text, marked, cell)
    if isinstance(figure, NotANumber):
        return figure
    if not figure.bound and any(figure.value == Decimal(mark) for mark in format.missing if _PLAIN.match(mark)):
        return Figure(None, flag=flag)
    return figure._replace(flag=flag)


def _figure(text: str, cell: str, written: str) -> Figure | NotANumber:
    """The figure of a cell with its marks in points; what is wrong with it is told of the cell as ``written``."""
    match = _FIGURE.match(cell)
    if match is None or len(match["number"]) > DIGIT_LIMIT:
        return NotANumber(text, _problem(written))
    if match["unit"] and (problem := _problem(written)) != "no_number":
        return NotANumber(text, problem)
    stated = (_BEFORE[match["before"] or ""], _AFTER[match["mid"] or ""], _AFTER[match["after"] or ""])
    bounds = {bound for bound in stated if bound}
    if len(bounds) > 1:
        return NotANumber(text, "two_bounds")
    value = Decimal(match["number"].replace(",", "").rstrip("."))
    return Figure(value, bounds.pop() if bounds else "", (match["unit"] or "").strip())


def _without_flag(cell: str, unit: str) -> tuple[str, str]:
    """A cell without an office's flag behind the figure, and the observation status that the flag means."""
    found = _FLAGGED.match(cell)
    word = (found["inside"] or found["flag"]) if found else ""
    if found is None or word == unit or (len(word) > 1 and not found["inside"] and is_known_unit(word)):
        return cell, ""
    flag = status_of(word.lower())
    says_missing = flag == "M" and found["figure"][-1].isdigit()
    if says_missing or (found["flag"] in SCALES and found["figure"] + word == cell):
        return cell, ""
    return (found["figure"], flag) if flag else (cell, "")


def _in_points(cell: str, format: NumberFormat) -> str | None:
    """The cell with a decimal point and commas between groups; None where what is meant is not clear."""
    group = format.thousands or ("." if format.decimal == "," else "")
    if group:
        if _is_stray(group, cell):
            return None
        cell = cell.replace(group, "")
    if format.decimal == ",":
        return None if "." in cell else cell.replace(",", ".")
    if format.decimal == "." or not format.semicolons:
        return cell
    if may_group(cell):
        return None
    number = _digits(cell)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}", number):
        return cell.replace(".", "").replace(",", ".")
    return cell


def may_group(cell: str) -> bool:
    """Whether the one mark of a figure may be a decimal mark or part thousands: 83.155, 76,194."""
    return bool(re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", _digits(cell)))


def has_decimal_point(cell: str) -> bool:
    """Whether a figure has a point that can be nothing else: 12.5, 1,310.500."""
    return bool(re.fullmatch(r"[0-9]+(,[0-9]{3})*\.[0-9]+", _digits(cell))) and not may_group(cell)


def _digits(cell: str) -> str:
    """The digits of a figure with the marks between them."""
    digits = re.search(r"[0-9][0-9.,]*", cell)
    return digits[0] if digits else ""


def _is_stray(mark: str, cell: str) -> bool:
    """Whether a mark stands where none can part groups of three digits: 12.5, 0.131, 1310.500."""
    point = re.escape(mark)
    before, behind = rf"(?<![0-9]){point}|(?<![0-9])0{point}|(?<=[0-9]{{4}}){point}", rf"{point}(?![0-9]{{3}}(?![0-9]))"
    return bool(re.search(f"{before}|{behind}", cell))


def plain_number(delimiter: str) -> str:
    """The pattern of a figure with nothing beside it, in a file whose cells are parted by ``delimiter``."""
    return _PLAIN_BESIDE_SEMICOLONS if delimiter == ";" else PLAIN_NUMBER


def is_whole(text: str) -> bool:
    """Whether a text is a whole number; programs write 3 as 3.0."""
    return bool(_WHOLE.match(text))


def bound_named(text: str) -> Bound | None:
    """The bound that a cell of the bound column names, or None where it names none."""
    word = plain(text)
    return _BEFORE.get(word, _AFTER.get(word))


def _problem(cell: str) -> str:
    """What is probably wrong with a cell that is no number."""
    if found := _PROBLEM.match(cell):
        return str(found.lastgroup)
    return "other_digits" if any(ch.isdigit() and not ch.isascii() for ch in cell) else "no_number"
