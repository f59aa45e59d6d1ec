"""Across: tables with a column for each entity (指标 | 北京 | 天津), and none for the figures alone.

Rows name the indicator, the year or both; every other column holds figures, and its heading names whose they are. One
of the whole (全国, Total) is the headline, as a row of that name is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from plan_cli.datafile.cells_of_columns import FALLBACK, hold_figures, is_figure, names_codes
from plan_cli.datafile.dimensions import DIMENSIONS, REMARKS, heading_key
from plan_cli.datafile.headings import is_subheading, role_of, value_heading
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.periods import read_part
from plan_cli.model.units import looks_like_unit
from plan_cli.text import plain

#: Headings of columns that tell figures of one thing apart, and no entities.
MEASURED = frozenset({
    "count", "rate", "percent", "percentage", "ratio", "index", "mean", "average", "median", "sum", "baseline",
    "数量", "比率", "比例", "百分比", "指数", "均值", "平均", "中位数", "人均", "基数",
})  # fmt: skip
_SOME_YEAR = 2000


def columns_of_entities(
    headings: Sequence[str],
    free: Iterable[int],
    cells: Callable[[int], Iterable[str]],
    format: NumberFormat,
    known: Callable[[str], bool],
) -> tuple[int, ...]:
    """The columns of entities among the ``free`` ones, none where it is not clear that the headings name some.

    A heading that is a unit or a part of a year, says which figure stands below it (Change, Rate) or names an indicator
    (``known``) makes columns of something else of them all; so does one column alone.
    """
    # One with some figure only is an entity's, too: what else stands in it are mistakes.
    found = [at for at in free if may_name_entity(headings[at]) and any(is_figure(text, format) for text in cells(at))]
    others = any(_names_other(headings[at]) or known(headings[at]) for at in found)
    clear = not others and sum(hold_figures(cells(at), format) for at in found) >= 2
    return tuple(found) if clear else ()


def _names_other(heading: str) -> bool:
    word = plain(heading)
    is_measure = looks_like_unit(word) or is_subheading(word) or word.lower() in MEASURED
    return is_measure or read_part(word, _SOME_YEAR, "") is not None


def may_name_entity(heading: str) -> bool:
    """Whether a heading is that of nothing else: no role, no dimension, no remark, no period."""
    word = plain(heading)
    other = role_of(word) or heading_key(word) in DIMENSIONS | REMARKS | FALLBACK or value_heading(word, "")
    return bool(word) and not word.isdigit() and not names_codes(word) and not other
