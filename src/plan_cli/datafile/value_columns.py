"""Value columns of wide tables: one column of figures for each period (2022 | 2023年 over 绝对值 and 同比)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plan_cli.codes import Severity
from plan_cli.datafile.across import may_name_entity
from plan_cli.datafile.cells_of_columns import hold_figures, is_figure
from plan_cli.datafile.column_roles import ValueColumn
from plan_cli.datafile.dimensions import FLAGS_OF_ROWS, heading_key
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import role_of, value_heading
from plan_cli.datafile.layout import Layout
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.number_grammar import POINT
from plan_cli.datafile.periods import YearGrammar, is_fiscal_year
from plan_cli.datafile.text_rows import column_of
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.observations import Measure, Period
from plan_cli.patterns import late
from plan_cli.text import plain

#: So many rows are looked at to see whether a column holds figures.
LOOKED_AT = 100

#: A year with a footnote or a word that is not known: it may say that the figures are estimates.
_YEAR_AND_MARK = late(r"(?:19|20)\d\d年?\s*(?:[*†‡#]+|\(?(?:\d{1,2}|[a-z])\)|[^\W\d_]{1,12}\.?)\Z")
#: Beside years that are marked as actual (2022A), an E and a B are what is expected and what was budgeted.
EXPECTED = frozenset({"E", "B"})


def _holds_figures(layout: Layout, position: int) -> bool:
    return hold_figures(map(plain, column_of(layout.rows[:LOOKED_AT], position)), POINT)


def flags_beside(headings: Sequence[str]) -> dict[int, int]:
    """The columns of flags at the right of several of periods (1990 | Symbol | 1991 | Symbol), by those.

    Where no heading is of figures or of a period, of several of entities.
    """
    named = {i for i, text in enumerate(headings) if heading_key(text) in FLAGS_OF_ROWS or role_of(text) == "status"}
    of_figures = {i for i, text in enumerate(headings) if value_heading(text, "") is not None}
    if not of_figures and not any(role_of(text) == "value" for text in headings):
        of_figures = {i for i, text in enumerate(headings) if may_name_entity(text)}
    found = {i - 1: i for i in named if i - 1 in of_figures}
    return found if len(found) > 1 else {}


def columns_of_both(
    layout: Layout, free: Iterable[int], grammar: YearGrammar, names: IndicatorNames
) -> tuple[ValueColumn, ...]:
    """The ``free`` columns with an indicator of the plan in one of two rows of headings, and a period in the other."""
    found = []
    for position in free if layout.groups else ():
        cells = (layout.groups[position], layout.headings[position].text) if position < len(layout.groups) else ()
        for name, other in (cells, reversed(cells)) if cells else ():
            meaning, stated = names.meaning(name), value_heading(other, "", grammar)
            if is_figure(name, POINT) or stated is None:
                continue
            if meaning.only is not None and stated.period is not None:
                unit = meaning.unit or stated.unit or layout.unit_below(position)
                found.append(
                    ValueColumn(position, stated.period, meaning.only, stated.measure or "", stated.status, unit)
                )
    return tuple(found)


def columns_of_periods(
    layout: Layout, free: Iterable[int], grammar: YearGrammar, findings: Findings
) -> tuple[tuple[ValueColumn, ...], bool]:
    """The ``free`` columns whose heading names a period, and whether it is clear which; if not, with a finding."""
    texts = tuple(cell.text for cell in layout.headings)
    columns: list[ValueColumn] = []
    seen: dict[tuple[Period, Measure, bool], int] = {}
    actuals_marked = any(re.search(r"\d\s?A\Z", text) for text in texts)
    flags = flags_beside(texts)
    clear = True
    for position in free:
        heading = layout.headings[position]
        if grammar.fiscal is None and is_fiscal_year(heading.text, grammar):
            findings.add("PLN341", heading, got=heading.text)
            clear = False
        upper = layout.groups[position] if position < len(layout.groups) else heading.text
        stated = value_heading(upper, heading.text, grammar)
        if stated is None and _YEAR_AND_MARK.match(heading.text) and _holds_figures(layout, position):
            unread = {"got": heading.text}
            findings.extend([Diagnostic("PLN303", unread, place=heading.place, severity_here=Severity.WARNING)])
        if stated is None or stated.period is None or stated.measure is None:
            continue
        if (key := (stated.period, stated.measure, stated.status == "F")) in seen:
            findings.add("PLN309", heading, problem="twice", heading=heading.text, first=texts[seen[key]])
            clear = False
        seen.setdefault(key, position)
        status = "F" if actuals_marked and stated.status in EXPECTED else stated.status
        unit = stated.unit or layout.unit_below(position)
        columns.append(
            ValueColumn(position, stated.period, None, stated.measure, status, unit, None, flags.get(position))
        )
    return tuple(columns), clear
