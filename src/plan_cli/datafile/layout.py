"""Layout: which rows of a table are titles, headings, figures and footnotes, and the unit that stands outside the rows.

titles      开发区2023年主要经济指标 · 单位：万元
headings    指标 | 2022年 | 2023年        (one row, or two: a group above its parts)
units       亿元 | % …                    (a row of units below, where there is one)
rows
footnotes   注：… · Source: …
"""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from plan_cli.datafile.boxhead import with_boxhead
from plan_cli.datafile.context import multipliers_in, pairs_in, unit_line, unit_outside, with_columns
from plan_cli.datafile.corner import with_corner
from plan_cli.datafile.heading_row import TITLE_ROWS, heading_row, likely_heading_row, with_labels_below
from plan_cli.datafile.headings import INDICATOR_HEADINGS, is_subheading, role_of, value_heading
from plan_cli.datafile.indicator_heads import indicator_heads
from plan_cli.datafile.sections import with_sections
from plan_cli.datafile.table import Pair, Row, TableCell
from plan_cli.datafile.text_rows import different_texts, rows_with, texts_of, without
from plan_cli.datafile.year_rows import with_year_rows
from plan_cli.model.units import is_known_unit
from plan_cli.patterns import late
from plan_cli.text import plain

_FOOTNOTE = late(
    r"(?i)(注|备注|说明|附注|数据来源|资料来源|来源|sources?|notes?|footnotes?|quelle|anmerkung|last updated?)"
    r"\s*\d*\s*[:：.、)]|[*†‡©]|_{3,}|\(?\d{1,2}[)）]\s"
)
#: What stands over an explanation of marks and flags, which goes on to the end.
_LEGEND = late(r"(?i)(?:special values?|(?:observation|available) flags?|zeichenerklärung|légende)\s*:?\s*\Z")
_FIGURE = late(r"[+-]?[0-9][0-9.,]*%?\Z")


class Layout(NamedTuple):
    """A table whose rows are told apart.

    ``headings`` are the lowest row of headings, ``groups`` the text above each of them; ``units`` is what a row of
    units says of each column; ``unit`` what a line outside the table says of all figures, ``None`` where nothing does;
    ``titles`` the rows above, ``stated`` how many of the columns stand for lines around the table.
    """

    headings: Row = ()
    rows: Sequence[Row] = ()
    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit: TableCell | None = None
    footnotes: tuple[TableCell, ...] = ()
    titles: tuple[Row, ...] = ()
    stated: int = 0

    @property
    def written(self) -> int:
        """How many columns the file itself has."""
        return len(self.headings) - self.stated

    def unit_below(self, position: int) -> str:
        """The unit that the row of units says of a column."""
        return self.units[position] if position < len(self.units) else ""

    @property
    def line(self) -> int:
        """The line of the headings."""
        return self.headings[0].place.line if self.headings else 0


def layout_of(
    rows: Sequence[Row],
    known: Callable[[str], bool],
    skip: int = 0,
    beside: Sequence[Pair] = (),
    stated: Collection[str] = (),
) -> Layout:
    """The layout of a table; ``known`` says whether a text names an indicator, ``skip`` how many rows are left out,
    ``beside`` what the file states outside of its rows, ``stated`` are headings that its source names.

    A table without an indicator column has its headings in the first row that names a year and a value, several
    years, or a year and indicators; else in the first row.
    """
    rows, boxhead = with_corner(rows[skip:])
    if boxhead is None:
        rows, boxhead = with_boxhead(with_headings(rows), TITLE_ROWS + 6)
    if not rows:
        return Layout()
    if boxhead is None and (heads := indicator_heads(rows, known, TITLE_ROWS)):
        head, groups, titles, below = heads.head, heads.groups, list(rows[: heads.first]), rows[heads.first + 2 :]
    else:
        head, groups, titles, below = _headings(rows, known, boxhead, stated)
    units: tuple[str, ...] = ()
    if below and _is_row_of_units(head, below[0]):
        units, below = tuple(plain(cell.text) for cell in below[0]), below[1:]
    figures, footnotes = _without_footnotes(below)
    pairs = [*beside, *pairs_in(titles), *multipliers_in(footnotes)]
    outside = [*footnotes, *(cell for row in titles for cell in row)]
    head, body = _without_labels(head, figures)
    width = len(head)
    head, body = with_columns(*with_sections(*with_year_rows(head, body, known), known), pairs, known)
    groups = groups and (*groups, *[""] * (len(head) - width))
    unit = unit_outside(outside, pairs)
    return Layout(head, body, groups, units, unit, tuple(footnotes), tuple(titles), len(head) - width)


def _headings(
    rows: Sequence[Row], known: Callable[[str], bool], boxhead: int | None, stated: Collection[str]
) -> tuple[Row, tuple[str, ...], list[Row], Sequence[Row]]:
    """The row of headings, what stands above its cells, the titles above, and the rows below."""
    first = heading_row(rows, known, stated) if boxhead is None else boxhead
    head, below = rows[first], rows[first + 1 :]
    if stated and below and boxhead is None and likely_heading_row(rows, known) == first + 1:
        head, below = with_labels_below(head, below[0], stated), below[1:]
    titles = list(rows[:first])
    groups: tuple[str, ...] = ()
    if titles and _is_row_of_groups(titles[-1], head):
        groups = _groups(titles.pop(), head)
    if not groups and below and _is_part_of_headings(head, below[0]):
        groups, head = _groups(head, below[0]), _lower(head, below[0])
        below = below[1:]
    return head, groups, titles, below


def with_headings(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a file of one series that has no headings (2022 | 7.1 below its titles) with those that it lacks."""
    pairs = ((i, row) for i, row in enumerate(texts_of(rows)) if len(row) == 2) if rows and len(rows[-1]) == 2 else ()
    series = [i for i, (year, text) in pairs if value_heading(year, "") is not None and _FIGURE.match(text.strip())]
    first = series[0] if len(series) > 1 else 0
    if not first or len(series) < len(rows) - first or any(role_of(cell.text) == "year" for cell in rows[first - 1]):
        return rows
    year, value = rows[first]
    return [*rows[:first], (year._replace(text="year"), value._replace(text="value")), *rows[first:]]


def _is_row_of_groups(above: Row, head: Row) -> bool:
    """Whether a row holds groups over columns of figures (实际 over 2022年, 预计 over 2023年), and no title or line."""
    filled = [i for i, cell in enumerate(above) if cell.text.strip()]
    if not filled or filled[-1] >= len(head) or any(unit_line(above[i].text) for i in filled):
        return False
    # A cell merged over both rows says the same in both.
    over = [i for i in filled if above[i].text != head[i].text]
    return bool(over) and over[0] > 0 and all(_is_group(above[i].text, head[i].text) for i in over)


def _is_group(above: str, below: str) -> bool:
    """Whether of two cells one names a period, and the other what is said of it."""
    return value_heading(below, "") is not None or (value_heading(above, "") is not None and is_subheading(below))


def tables_in(
    rows: Sequence[Row], known: Callable[[str], bool], skip: int = 0, stated: Collection[str] = ()
) -> list[Sequence[Row]]:
    """The tables that stand one under the other, each with the titles and headings above it; the first one's titles
    hold for all. Headings that only say once more what stands above them (on a new page) are left out."""
    rows = rows[skip:]
    if not rows:
        return [()]
    first = heading_row(rows, known, stated)
    head, titles = rows[first], rows[:first]
    starts, again = [], set()
    at = next((i for role in ("indicator", "year") for i, cell in enumerate(head) if role_of(cell.text) == role), 0)
    # Cheaply, for long tables: a heading row names again what its first one names.
    names = {head[at].text, *INDICATOR_HEADINGS} if head else INDICATOR_HEADINGS
    for i in rows_with(rows, at, names):
        row = rows[i]
        if i <= first or not _is_heading_again(row, head):
            continue
        head_texts, own_texts = ([plain(cell.text) for cell in each if cell.text.strip()] for each in (head, row))
        if own_texts == head_texts and not any(pairs_in([rows[i - 1]])):
            again.add(i)
            continue
        head = row
        start = i
        while start - 1 > first and start - 1 not in starts and len(_filled(rows[start - 1])) == 1:
            start -= 1
        starts.append(start)
    ends = [*starts, len(rows)]
    begins = [0, *starts]
    found = []
    for begin, end in zip(begins, ends, strict=True):
        own = without(rows[begin:end], {i - begin for i in again if begin <= i < end})
        found.append(own if begin == 0 else (*titles, *own))
    return found


def _is_heading_again(row: Row, head: Row) -> bool:
    """Whether a row among the figures holds headings, as the first one of a further table does."""
    filled = [(i, cell.text) for i, cell in enumerate(row) if cell.text.strip()]
    same = {i for i, text in filled if i < len(head) and plain(text) == plain(head[i].text)}
    names = same | {i for i, text in filled if role_of(text) == "indicator"}
    if any(i in same and role_of(text) == "year" for i, text in filled):
        return True
    if len(filled) < 2 or not any(value_heading(row[i].text, "") is None for i in names):
        return False
    return all(i in names or role_of(text) or value_heading(text, "") is not None for i, text in filled)


def _is_part_of_headings(head: Row, below: Row) -> bool:
    """Whether a row holds the parts of groups above it (2023年 over 绝对值 and 同比)."""
    filled = [(i, plain(cell.text)) for i, cell in enumerate(below) if cell.text.strip()]
    parts = [i for i, text in filled if is_subheading(text)]
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


def _without_footnotes(rows: Sequence[Row]) -> tuple[Sequence[Row], list[TableCell]]:
    """The rows without those that hold one text only, which reads as a note or stands at the end."""
    legends = rows_with(rows, 0, {text for text in different_texts(rows, 0) if _LEGEND.match(text.strip())})
    legend = next((i for i in legends if len(_filled(rows[i])) == 1), len(rows))
    last = next((i for i in range(legend - 1, -1, -1) if len(_filled(rows[i])) > 1), -1)
    marked = {text for text in different_texts(rows, 0) if _FOOTNOTE.match(text.strip())}
    notes: dict[int, TableCell] = {}
    for i in [*(i for i in rows_with(rows, 0, marked) if i <= last), *range(last + 1, len(rows))]:
        filled = [cell for cell in rows[i] if cell.text.strip()]
        is_note = bool(filled and _FOOTNOTE.match(plain(filled[0].text)))
        without_figures = not any(_FIGURE.match(cell.text.strip()) for cell in filled)
        if i >= legend or (is_note and without_figures) or (0 <= last < i and len(_filled(rows[i])) == 1):
            notes[i] = filled[0]
    return without(rows, notes), list(notes.values())


def _filled(row: Row) -> set[str]:
    """The texts of a row; cells merged over several say the same."""
    return {cell.text for cell in row if cell.text.strip()}


def _without_labels(headings: Row, rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
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
