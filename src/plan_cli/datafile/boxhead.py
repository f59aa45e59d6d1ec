"""Boxheads: headings in several rows over columns of figures, with nothing over the years at the left.

            |              | men     | women   |           ;;Geschlecht;Geschlecht (GENESIS)
            |              | all ages| all ages|           ;;männlich;Insgesamt
2022        | some cause   | 7111    | 2285    |

As statistics offices print crosstabs. They become one row of headings: each column has the texts over it, without the
rows that say the same of all; what the columns at the left hold is told from their cells.
"""

from collections.abc import Sequence

from plan_cli.datafile.cells_of_columns import is_figure
from plan_cli.datafile.headings import role_of, value_heading
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.periods import read_part, read_year
from plan_cli.datafile.table import Row
from plan_cli.datafile.text_rows import Texts, texts_of
from plan_cli.patterns import late
from plan_cli.text import plain

#: The heading of a column at the left whose cells are neither years nor parts of one.
ITEM = "item"
_SOME_YEAR = 2000
_DAY = late(r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def with_boxhead(rows: Sequence[Row], top: int) -> tuple[Sequence[Row], int | None]:
    """The rows with a boxhead among the first ``top`` ones as one row of headings, and where that is.

    As they are, and None, where there is no boxhead.
    """
    texts = texts_of(rows[:top])
    first_figures = next((i for i, row in enumerate(texts) if _is_row_of_a_year(row)), 0)
    # What a section is of (Both sexes) may stand alone between headings and figures.
    last = first_figures - 1
    while last > 0 and plain(texts[last][0]) and len({*filter(None, map(plain, texts[last]))}) == 1:
        last -= 1
    stub = next((i for i, text in enumerate(texts[last]) if plain(text)), 0) if last >= 0 and first_figures else 0
    first = last
    while first > 0 and _is_level(texts[first - 1], stub):
        first -= 1
    levels = texts[first : last + 1]
    if not stub or not all(_is_level(level, stub) for level in levels) or _has_headings(levels):
        return rows, None
    head = rows[last]
    names = [*_stub_headings(texts_of(rows[first_figures : first_figures + 50]), stub), *_headings(levels, stub)]
    named = tuple(cell._replace(text=name) for cell, name in zip(head, names, strict=True))
    return [*rows[:first], named, *rows[last + 1 :]], first


def _is_row_of_a_year(row: Texts) -> bool:
    """Whether a row begins with a year and holds figures."""
    return bool(row) and _names_year(row[0]) and any(is_figure(text, NumberFormat()) for text in row[1:])


def _names_year(text: str) -> bool:
    """Whether a cell is a year, or a day of one."""
    return read_year(text) is not None or _DAY.match(plain(text)) is not None


def _is_level(row: Texts, stub: int) -> bool:
    """Whether a row is one level of a boxhead: nothing over the stub, and texts over the figures."""
    over = [text for text in map(plain, row[stub:]) if text]
    return bool(over) and not any(map(plain, row[:stub])) and not any(is_figure(text, NumberFormat()) for text in over)


def _has_headings(levels: Sequence[Texts]) -> bool:
    """Whether cells of a boxhead say of themselves what their columns are: then it is an ordinary row of headings."""
    cells = {text for level in levels for text in level}
    return any(role_of(text) in ("year", "value", "indicator") or value_heading(text, "") for text in cells)


def _stub_headings(rows: Sequence[Texts], stub: int) -> list[str]:
    """The headings of the columns at the left: year, month, or item."""
    found = []
    for position in range(stub):
        cells = [text for row in rows if len(row) > position and (text := plain(row[position]))]
        if any(map(_names_year, cells)):
            found.append("year")
        else:
            months = bool(cells) and all(read_part(text, _SOME_YEAR, "") for text in cells)
            found.append("month" if months else ITEM)
    return found


def _headings(levels: Sequence[Texts], stub: int) -> list[str]:
    """One heading for each column of figures: the texts over it, a group also over the columns at its right."""
    spread = []
    for n, level in enumerate(levels):
        last, texts = "", []
        for text in map(plain, level[stub:]):
            last = text or ("" if n == len(levels) - 1 else last)
            texts.append(last)
        spread.append(texts)
    width = len(spread[-1])
    telling = [level for level in spread if len(level) == width and len({*level}) > 1] or spread[-1:]
    return [" ".join(dict.fromkeys(filter(None, texts))) for texts in zip(*telling, strict=True)]
