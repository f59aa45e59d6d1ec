"""Cells of columns: what a column is by its cells, where its heading does not say.

A column whose cells are units is one of units under any heading; a column called date or period whose cells name years
is the column of years. To accept another such heading, add it to ``DATES``.
"""

from collections.abc import Iterable

from plan_cli.datafile.column_roles import ACTIONS
from plan_cli.datafile.dimensions import DIMENSIONS, heading_key
from plan_cli.datafile.headings import SURENESS, WEAK, near_role, part_of_year
from plan_cli.datafile.number_grammar import NotANumber, NumberFormat, bound_named, is_whole, parse_number
from plan_cli.datafile.periods import YearGrammar, read_part, read_period
from plan_cli.datafile.words import MEASURES, status_of
from plan_cli.model.units import looks_like_unit, scale_word

#: The share of a column's cells that must be of a kind for the column to be of it.
MOSTLY = 0.8
#: Headings that come first where a column is looked for whose cells are names of the plan.
FALLBACK = frozenset({"", "measure", "dataflow", "variable", "item", "项目", "category", "subject", "code", "代码"})
#: Headings of a column that holds years where its cells are some.
DATES = frozenset({"date", "period", "时间", "日期", "observation date", "yearmonth"})

#: Headings of a column that holds the values where no other is called so.
QUANTITIES = frozenset({"quantity"})


def hold_figures(cells: Iterable[str], format: NumberFormat) -> bool:
    """Whether most filled cells of a column are figures without a unit."""
    found = [is_figure(text, format) for text in cells if text]
    return bool(found) and sum(found) >= MOSTLY * len(found)


def is_figure(text: str, format: NumberFormat) -> bool:
    """Whether a cell is a figure without a unit."""
    figure = parse_number(text, format)
    return not isinstance(figure, NotANumber) and figure.value is not None and not figure.unit


def names_codes(heading: str) -> bool:
    """Whether a heading is one of codes, whose numbers are no figures: Statistik_Code, 行政区划代码."""
    return heading_key(heading).endswith(("code", " id", "代码", "编码"))


def holds_years(cells: Iterable[str], grammar: YearGrammar) -> bool:
    """Whether the filled cells of a column all name a year, or a part of one, by themselves."""
    filled = [text for text in cells if text]
    return bool(filled) and all(read_period(text, None, grammar) for text in filled)


def holds_units(heading: str, cells: Iterable[str]) -> bool:
    """Whether a column is one of units: its cells are, and its heading is that of no other thing."""
    return heading_key(heading) not in DIMENSIONS and not near_role(heading) and are_units(cells)


def are_units(cells: Iterable[str]) -> bool:
    """Whether the filled cells of a column are units, or words of a scale."""
    filled = {text for text in cells if text}
    # A column that says YEAR in every row is of kinds of periods.
    units = any(looks_like_unit(text) for text in filled if text.lower() not in ("year", "years"))
    return units and all(map(is_unit_or_scale, filled))


def is_unit_or_scale(text: str) -> bool:
    """Whether a cell is a unit, or a word of a scale: units, thousands."""
    return looks_like_unit(text) or scale_word(text) is not None


def fit_role(role: str, heading: str, cells: Iterable[str]) -> bool:
    """Whether the cells of a column are those of its role, where its heading may mean something else."""
    words = [text.lower() for text in cells]
    if role in SURENESS:
        return bool(words) and all(any(mark.isdigit() for mark in word) for word in words)
    if role == "action":
        return bool(words) and all(word in ACTIONS for word in words)
    if role == "multiplier" and heading_key(heading) in WEAK["scale"]:
        return all(is_whole(word) or scale_word(word) is not None for word in words)
    if role == "period" and (part := part_of_year(heading)):
        return any(word.isdigit() or read_part(word, 2000, part) for word in words)
    if role in WEAK and heading_key(heading) in WEAK[role]:
        known = {"status": status_of, "bound": bound_named}.get(role, MEASURES.get)
        return any(known(word) is not None for word in words)
    return True
