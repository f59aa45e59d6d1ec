"""Dividing: which columns without a role may tell the rows of an indicator and a period apart."""

from collections.abc import Sequence

from plan_cli.datafile.cells_of_columns import hold_figures
from plan_cli.datafile.dimensions import REMARKS, heading_key
from plan_cli.datafile.layout import Layout
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.text_rows import column_of, different_texts
from plan_cli.datafile.totals import names_sum

#: In so many years the parts of a whole come again.
SEVERAL_YEARS = 3


def may_divide(layout: Layout, position: int, cells: Sequence[str], years: int) -> bool:
    """Whether a column may: it holds something, and neither remarks nor further figures of every year.

    ``cells`` are its filled ones among the first rows, which have so many different ``years``. Parts come again in each
    year; figures of what a heading names (Industry) are too many different ones for that.
    """
    if heading_key(layout.headings[position].text) in REMARKS and not holds_sum(layout, position):
        return False
    if not cells:
        # Rows of the whole may come first, and those of parts after many of them.
        return any(map(str.strip, column_of(layout.rows, position)))
    too_many = years >= SEVERAL_YEARS and len({*cells}) * years > 2 * len(cells)
    return not (too_many and hold_figures(cells, NumberFormat()))


def holds_sum(layout: Layout, position: int) -> bool:
    """Whether a cell of a column, of all its rows, names the sum of the others: then it holds no remarks."""
    return names_sum(different_texts(layout.rows, position))
