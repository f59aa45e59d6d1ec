"""Heading row: which of a table's first rows is that of the headings."""

from collections.abc import Callable, Collection, Sequence

from plan_cli.datafile.context import pairs_in
from plan_cli.datafile.headings import role_of, value_heading
from plan_cli.datafile.periods import read_year
from plan_cli.datafile.table import Row
from plan_cli.text import plain

#: How many rows of titles may stand above the headings.
TITLE_ROWS = 20


def heading_row(rows: Sequence[Row], known: Callable[[str], bool], stated: Collection[str] = ()) -> int:
    """The row of headings: the one that looks like it; where it lacks ``stated`` headings, the one that has them."""
    found, wanted = likely_heading_row(rows, known), set(map(plain, stated))

    def holds(row: Row) -> bool:
        return wanted <= {plain(cell.text) for cell in row}

    if holds(rows[found]):
        return found
    return next((i for i, row in enumerate(rows[: TITLE_ROWS + 2]) if holds(row)), found)


def with_labels_below(head: Row, labels: Row, stated: Collection[str]) -> Row:
    """A row of codes as headings where its source names them, and the labels below it everywhere else."""
    named = set(map(plain, stated))
    return tuple(
        code if plain(code.text) in named or not label.text.strip() else label
        for code, label in zip(head, labels, strict=False)
    )


def likely_heading_row(rows: Sequence[Row], known: Callable[[str], bool]) -> int:
    """The row that looks most like headings: one that names indicators, years and values, or several years."""
    top = rows[: TITLE_ROWS + 2]
    for i, row in enumerate(top):
        if any(role_of(cell.text) == "indicator" for cell in row) and not _names_indicator(row, known):
            # Cells merged over two rows of headings repeat the text: the lower row counts.
            while i + 1 < len(top) and _same_headings(rows[i], rows[i + 1]):
                i += 1
            return i
    for i, row in enumerate(top):
        roles = {role_of(cell.text) for cell in row}
        periods = {each.period for cell in row if (each := value_heading(cell.text, "")) and each.period}
        # Figures may look like years, and a row of figures names one year, perhaps twice.
        years = sum(1800 <= period.end.year <= 2200 for period in periods)
        if {"year", "value"} <= roles or years > 1 or ("year" in roles and any(known(cell.text) for cell in row)):
            return i
        if "year" in roles and i + 1 < len(top) and _stands_over_a_year(row, top[i + 1]):
            return i
    return 0


def _stands_over_a_year(row: Row, below: Row) -> bool:
    """Whether a heading of years among several stands over a year: other figures below may look like years too."""
    over = [i for i, cell in enumerate(row) if role_of(cell.text) == "year"]
    several = sum(bool(cell.text.strip()) for cell in row) > 2
    return several and any(i < len(below) and read_year(below[i].text) is not None for i in over)


def _names_indicator(row: Row, known: Callable[[str], bool]) -> bool:
    """Whether a row is a title that says what all figures are of (Indicator: Exports)."""
    named = [pair.cell.text for pair in pairs_in([row]) if role_of(pair.heading.text) == "indicator"]
    return bool(named) and (known(named[0]) or sum(bool(cell.text.strip()) for cell in row) == 1)


def _same_headings(upper: Row, lower: Row) -> bool:
    """Whether the lower row repeats the upper one's indicator heading, as cells merged over both do."""
    return any(role_of(a.text) == "indicator" and a.text == b.text for a, b in zip(upper, lower, strict=False))
