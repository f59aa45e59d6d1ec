"""Context: what lines around a table say of its figures: titles, notes, what JSON holds beside its rows.

title      Exports of goods (KSh million) · 单位：万元 · Sex: Females · Unit of measure | Thousand US dollars
note       Figures are in thousands. · 金额以万元计

A unit counts as one of the table. What a column would say (sex, scenario, multiplier, currency) becomes a column with
the same text in every row, so that one code judges all of them. Lines between the rows are ``sections``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from plan_cli.datafile.dimensions import DIMENSIONS, SCENARIOS, heading_key
from plan_cli.datafile.headings import COLUMNS, role_of, value_heading
from plan_cli.datafile.periods import read_year
from plan_cli.datafile.table import Pair, Row, TableCell
from plan_cli.model.units import is_known_unit, is_share, looks_like_unit, names_a_scale, unit_parts
from plan_cli.patterns import late
from plan_cli.text import SEEN, plain

#: Roles of a column that a line outside the table may state for all of its rows.
STATED = frozenset({"multiplier", "currency", "status"})
#: Roles that a line states only for a table which has no such column: what its figures are of.
NAMED = ("indicator", "year")
#: Units that are words of titles, too, and say nothing of a scale.
_NO_UNITS = frozenset({"year", "years", "number", "numbers", "people", "persons"})
_BRACKETED = late(r"[(\[（【〔]([^()\[\]（）【】〔〕]+)[)\]）】〕]")
_IN_UNIT = late(
    r"(?i)\b(in (?:thousands?|millions?|billions?|crores?|lakhs?|'?000'?s|'000|1[ ,]?000)(?: of [\w$€£ ]+)?)[)\s.]*\Z"
)
#: What may stand before a scale that is all of a line: in 1,000 · x 1000 · Units = 1000.
_BEFORE_SCALE = late(r"(?i)\A(?:units?\s*=|[x×]|in |en )\s*")
_FIGURES_IN = late(
    r"(?i)\b(?:figures|values|data|amounts|numbers|all)\b.{0,20}?\bin ([^.;,]+)|以(.{1,8}?)(?:计|为单位)"
)


@cache
def _unit_line() -> re.Pattern[str]:
    words = sorted((word.replace("_", " ") for word in ("unit", *COLUMNS["unit"])), key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    others = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?i)(?:\b(?:{latin})|(?:{others}))\s*[:：]\s*([^()（）\]]+)")


def unit_in(text: str) -> str:
    """The unit that a title or a note states, else an empty text."""
    line = plain(text)
    if found := _unit_line().search(line) or _IN_UNIT.search(line):
        return plain(found[1])
    if found := _FIGURES_IN.search(line):
        stated = plain(found[1] or found[2])
        return stated if _is_stated_unit(stated) else ""
    if stated := _only_scale(line):
        return stated
    pieces = [plain(inside) for inside in _BRACKETED.findall(line)]
    if "," in line or "，" in line:
        pieces.append(plain(re.split("[,，]", line)[-1]))
    return next((piece for piece in reversed(pieces) if _is_stated_unit(piece)), "")


def _only_scale(line: str) -> str:
    """A line, or what stands behind its dash, that is a scale of something countable, or percent, and nothing else."""
    for piece in (line, *re.split(r"\s[-–—]\s", line)[1:][-1:]):
        inside = piece.strip("()（）[] .")
        bare = _BEFORE_SCALE.sub("", inside)
        base, scale = unit_parts(bare)
        # A number alone may be that of the table.
        is_number = inside == bare and bare.isdigit()
        if (scale and not is_number and (not base or is_known_unit(base))) or base in ("%", "‰"):
            return bare
    return ""


@lru_cache(maxsize=SEEN)
def unit_of_remark(text: str) -> str:
    """The unit that a remark on a row is or states: EUR million, 单位：万元."""
    line = plain(text)
    if found := _unit_line().search(line):
        return plain(found[1])
    stated = unit_in(line) or (line if _is_stated_unit(line) else "")
    return stated if unit_parts(stated)[1] else ""


def unit_line(text: str) -> bool:
    """Whether a text is a line that states a unit."""
    return bool(_unit_line().search(plain(text)))


def _is_stated_unit(text: str) -> bool:
    """Whether a piece of a title is a unit: not a letter (Table 5 (t)), but any text that has a scale in it."""
    is_letter = len(text) == 1 and text.isascii() and text.isalpha()
    known = looks_like_unit(text) or names_a_scale(text) or is_share(text)
    return not is_letter and text.lower() not in _NO_UNITS and known


def unit_outside(cells: Sequence[TableCell], pairs: Sequence[Pair]) -> TableCell | None:
    """The cell, with the unit alone as its text, that states one for the whole table: the nearest to its rows."""
    for pair in reversed(pairs):
        if role_of(pair.heading.text) == "unit":
            return pair.cell._replace(text=plain(pair.cell.text))
    return next((cell._replace(text=unit) for cell in reversed(cells) if (unit := unit_in(cell.text))), None)


def pairs_in(titles: Iterable[Row]) -> Iterator[Pair]:
    """Lines ``Sex: Females``, or of two cells, that say what a column would say."""
    for row in titles:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1:
            key, mark, value = plain(filled[0].text).replace("：", ":").partition(":")
            filled = [filled[0]._replace(text=key), filled[0]._replace(text=value)] if mark and value.strip() else []
        if len(filled) == 2:
            pair = Pair(filled[0]._replace(text=plain(filled[0].text).rstrip(":：")), filled[1])
            if says_something(pair.heading.text):
                yield pair


def stated_beside(lines: Iterable[TableCell]) -> Iterator[Pair]:
    """What comments and other lines outside of a table say of it."""
    for line in lines:
        found = list(pairs_in([(line,)]))
        yield from found
        if not found and (unit := unit_in(line.text)):
            yield Pair(line._replace(text="unit"), line._replace(text=unit))


def multipliers_in(footnotes: Iterable[TableCell]) -> Iterator[Pair]:
    """Lines below a table that say how its figures are multiplied: Scale: 1000."""
    return (pair for pair in pairs_in((each,) for each in footnotes) if role_of(pair.heading.text) == "multiplier")


def says_something(heading: str) -> bool:
    """Whether a heading beside a table is one whose text changes what its figures mean."""
    return heading_key(heading) in DIMENSIONS | SCENARIOS or _named_by(heading) in {*STATED, *NAMED, "unit"}


def with_columns(
    head: Row, rows: Sequence[Row], pairs: Iterable[Pair], known: Callable[[str], bool]
) -> tuple[Row, Sequence[Row]]:
    """A table with a column more for each pair that it has no column for."""
    there = {plain(cell.text).lower() for cell in head}
    # Of two lines that say the same of a table the nearer one counts.
    stated = {plain(pair.heading.text).lower(): pair for pair in pairs if not _is_unit(pair)}
    more = [pair for heading, pair in stated.items() if heading not in there and _holds_for(pair, head, known)]
    more = [Pair(pair.heading._replace(text="indicator"), pair.cell) if _is_title(pair) else pair for pair in more]
    if not more:
        return head, rows
    cells = tuple(pair.cell for pair in more)
    return (*head, *(pair.heading for pair in more)), tuple(added(row, len(head), cells) for row in rows)


def _named_by(heading: str) -> str:
    """The role of a heading; a line 时间 names a year, where a column of that heading may hold hours."""
    word = plain(heading)
    return {"时间": "year", "Title": "indicator"}.get(word) or role_of(word)


def _holds_for(pair: Pair, head: Row, known: Callable[[str], bool]) -> bool:
    """Whether a line that names an indicator or a year (指标：出口额 · 时间：2023年) speaks of a table without one."""
    role = _named_by(pair.heading.text)
    if role not in NAMED:
        return True
    if any(role_of(cell.text) == role for cell in head):
        return False
    if role == "year":
        return read_year(pair.cell.text) is not None and not any(value_heading(cell.text, "") for cell in head)
    if _is_title(pair):
        return known(pair.cell.text)
    return known(pair.cell.text) or not any(known(cell.text) for cell in head)


def _is_title(pair: Pair) -> bool:
    return plain(pair.heading.text) == "Title"


def _is_unit(pair: Pair) -> bool:
    return role_of(pair.heading.text) == "unit"


def added(row: Row, width: int, cells: Row) -> Row:
    """A row with more cells behind its last one; one that is too short stays so."""
    return row if len(row) < width else (*row[:width], *cells, *row[width:])
