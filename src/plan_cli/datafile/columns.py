"""Columns: which role each column of a table gets, and in which its figures stand (``column_roles.py`` is the result).

Long: one value column, the year in another. Wide: one value column a period. Or one column an indicator, years in rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from typing import Any

from plan_cli.datafile.across import columns_of_entities
from plan_cli.datafile.cells_of_columns import (
    DATES,
    FALLBACK,
    QUANTITIES,
    fit_role,
    hold_figures,
    holds_units,
    holds_years,
    is_unit_or_scale,
)
from plan_cli.datafile.column_roles import ColumnRoles, ValueColumn
from plan_cli.datafile.dimensions import heading_key
from plan_cli.datafile.dividing import holds_sum, may_divide
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import COLUMNS, NEEDED, part_of_year, role_of, value_heading, without_unit
from plan_cli.datafile.layout import Layout
from plan_cli.datafile.mistaken_headings import mistaken_headings
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.number_grammar import NumberFormat
from plan_cli.datafile.periods import PartOfYear, YearGrammar, counts_fiscal_years, year_grammar
from plan_cli.datafile.text_rows import different_texts, texts_of
from plan_cli.datafile.value_columns import columns_of_both, columns_of_periods, flags_beside
from plan_cli.model.sources import FiscalYear, Source
from plan_cli.text import nearest, plain

#: Of several columns of parts of a year the finest counts.
FINEST: tuple[PartOfYear, ...] = ("", "month", "quarter", "half")
#: So many rows are looked at to see what a column holds.
LOOKED_AT = 2_000


def column_roles(
    layout: Layout, names: IndicatorNames, source: Source, fiscal: FiscalYear | None, findings: Findings
) -> ColumnRoles | None:
    """The roles of a table's columns; None, with diagnostics, where a needed one is missing or not clear."""
    if not layout.headings:
        return None
    return _Columns(layout, names, source, fiscal, findings).roles()


class _Columns:
    """Settles the roles of one table, step by step."""

    def __init__(
        self, layout: Layout, names: IndicatorNames, source: Source, fiscal: FiscalYear | None, findings: Findings
    ) -> None:
        self.layout, self.names, self.source, self.findings = layout, names, source, findings
        self.texts = tuple(cell.text for cell in layout.headings)
        self.looked_at = texts_of(layout.rows[:LOOKED_AT])
        self.fiscal = fiscal
        self.usable = True
        self.positions: dict[str, int] = {}
        self.names_at: tuple[int, ...] = ()

    def roles(self) -> ColumnRoles | None:
        self._assign()
        grammar = self._find_year(self._grammar())
        self._find_value()
        self._refuse_other_years()
        values = tuple(self._values(grammar))
        self._find_unit({column.position for column in values})
        if not values or values[0].indicator is None:
            self._find_indicator()
        values = values or tuple(self._of_entities())
        self._require(values)
        taken = {*self.positions.values(), *(at for column in values for at in (column.position, column.flags))}
        if problems := mistaken_headings(self.texts, taken, self._cells, len(self.looked_at)):
            for position, facts in problems:
                self.findings.add("PLN309", self.layout.headings[position], **facts)
            self.usable = self.usable and all(facts["problem"] == "empty" for _, facts in problems)
        years = len({*self._cells(self.positions["year"])}) if "year" in self.positions else 0
        dimensions = tuple(
            position
            for position in range(len(self.texts))
            if position not in taken and may_divide(self.layout, position, list(self._cells(position)), years)
        )
        if not self.usable:
            return None
        return ColumnRoles(
            self._whole_headings(), self.positions, values, grammar, self.names_at, dimensions, self.layout.written
        )

    def _whole_headings(self) -> tuple[str, ...]:
        """The headings, each with the group above it."""
        groups = self.layout.groups
        pairs = zip(groups, self.texts, strict=True) if groups else ()
        return tuple(text if group in ("", text) else f"{group} {text}" for group, text in pairs) or self.texts

    @property
    def _free(self) -> list[int]:
        """The columns without a role."""
        return [position for position in range(len(self.texts)) if position not in self.positions.values()]

    def _cells(self, position: int) -> Iterator[str]:
        """The filled cells of a column among the first rows."""
        cells = (plain(texts[position]) for texts in self.looked_at if len(texts) > position)
        return (text for text in cells if text)

    def _assign(self) -> None:
        """A position for every role: as the source says, else by the headings."""
        stated = {role: self._position_of(role, heading) for role, heading in self.source.columns.items()}
        found: dict[str, list[int]] = defaultdict(list)
        beside = set(flags_beside(self.texts).values())
        for position, heading in enumerate(self.texts):
            role = role_of(heading)
            if (role == "value" and self._is_under_a_period(position)) or position in beside:
                continue
            if role == "indicator" and self.source.indicator:
                # What else names the rows of one indicator tells them apart.
                continue
            if not role or role in stated or position in stated.values():
                continue
            if role == "source" and holds_sum(self.layout, position):
                continue
            if fit_role(role, heading, self._cells(position)):
                found[role].append(position)
        self.positions = {role: position for role, position in stated.items() if position is not None}
        for role, candidates in found.items():
            filled = [position for position in candidates if any(self._cells(position))] or candidates[:1]
            if role == "indicator":
                filled = self._by_meaning(filled)
                self.names_at = tuple(filled[1:])
            elif role == "unit":
                # A code (PT_LF) beside its label (%): the one that is understood counts.
                filled = sorted(filled, key=lambda position: not all(map(is_unit_or_scale, self._cells(position))))
            elif role == "period":
                filled = sorted(filled, key=lambda position: FINEST.index(part_of_year(self.texts[position])))
            elif self._contradict(role, filled):
                again = {"heading": self.texts[filled[1]], "first": self.texts[filled[0]]}
                self.findings.add("PLN309", self.layout.headings[filled[1]], problem="twice", **again)
                self.usable = self.usable and role not in NEEDED
            self.positions[role] = filled[0]

    def _is_under_a_period(self, position: int) -> bool:
        """Whether a heading (实际, Actual) stands below a year: then it is a figure of that year."""
        groups = self.layout.groups
        return position < len(groups) and value_heading(groups[position], "") is not None

    def _position_of(self, role: str, heading: str) -> int | None:
        for position, text in enumerate(self.texts):
            if plain(text) == plain(heading):
                return position
        facts: dict[str, Any] = {"column": heading, "nearest": nearest(heading, self.texts), "known": list(self.texts)}
        self.findings.add("PLN307", self.layout.headings[0], **facts)
        self.usable = False
        return None

    def _by_meaning(self, candidates: list[int]) -> list[int]:
        """Columns of names, the best first: it names most indicators of the plan, and tells most things apart."""

        def rank(position: int) -> tuple[int, int]:
            cells = set(self._cells(position))
            known = {each.id for text in cells for each in self.names.meaning(text).indicators}
            return -len(known), -len(cells)

        return sorted(candidates, key=rank)

    def _contradict(self, role: str, positions: list[int]) -> bool:
        """Whether several columns of one role cannot be a code and its label: they differ, and one would be needed."""
        same_heading = len({plain(self.texts[position]) for position in positions}) < len(positions)
        first, *others = (list(self._cells(position)) for position in positions)
        return (role in NEEDED or same_heading) and any(each != first for each in others)

    def _grammar(self) -> YearGrammar:
        headings = (re.sub(r"\s*[(（].*", "", text) for text in self.texts)
        at = self.positions.get("year")
        return year_grammar(headings if at is None else different_texts(self.layout.rows, at), self.fiscal)

    def _values(self, grammar: YearGrammar) -> Iterator[ValueColumn]:
        """The columns of figures: the value column, else one for each period, else one for each indicator."""
        if "value" in self.positions:
            position = self.positions["value"]
            unit = without_unit(self.texts[position])[1]
            flags = flags_beside(self.texts).get(position)
            yield ValueColumn(position, unit=unit or self.layout.unit_below(position), flags=flags)
            return
        if "indicator" not in self.positions and not self.source.indicator:
            of_both = columns_of_both(self.layout, self._free, grammar, self.names)
            if of_both:
                yield from of_both
                return
        of_periods, clear = columns_of_periods(self.layout, self._free, grammar, self.findings)
        self.usable = self.usable and clear
        yield from of_periods
        if of_periods or "year" not in self.positions or "indicator" in self.positions:
            return
        for position in self._free:
            meaning = self.names.meaning(self.texts[position])
            unit = meaning.unit or self.layout.unit_below(position)
            if meaning.only is not None:
                yield ValueColumn(position, None, meaning.only, unit=unit)

    def _of_entities(self) -> Iterator[ValueColumn]:
        """One column of figures for each entity, in a table that says otherwise what its rows are about."""
        if "indicator" not in self.positions and not self.source.indicator:
            return
        format = NumberFormat(self.source.decimal or "", self.source.thousands or "", frozenset(self.source.missing))
        known = self.names.meaning
        found = columns_of_entities(
            self.texts, self._free, self._cells, format, lambda text: bool(known(text).indicators)
        )
        for position in found if "entity" not in self.positions else ():
            unit = self.layout.unit_below(position)
            flags = flags_beside(self.texts).get(position)
            yield ValueColumn(position, unit=unit, entity=self.layout.headings[position], flags=flags)

    def _find_indicator(self) -> None:
        """A column whose cells are names of the plan though its heading does not say so."""
        if "indicator" in self.positions or self.source.indicator:
            return
        named = [at for at in self._free if any(self.names.meaning(text).only for text in self._cells(at))]
        if named:
            likely = [position for position in named if heading_key(self.texts[position]) in FALLBACK] or named
            self.positions["indicator"] = self._by_meaning(likely)[0]

    def _find_year(self, grammar: YearGrammar) -> YearGrammar:
        """Take a column of periods whose cells name a year by themselves as the column of years, where none is.

        Its cells say how they are to be read.
        """
        for position, heading in enumerate(self.texts if "year" not in self.positions else ()):
            if self.positions.get("period") != position and heading_key(heading) not in DATES:
                continue
            own = year_grammar(different_texts(self.layout.rows, position), self.fiscal)
            if holds_years(self._cells(position), own):
                self.positions.pop("period", None)
                self.positions["year"] = position
                return own
        return grammar

    def _find_value(self) -> None:
        """Take quantities beside years as the values, where nothing else is called so."""
        if "value" not in self.positions and "year" in self.positions:
            for position in self._free:
                if heading_key(self.texts[position]) in QUANTITIES and hold_figures(
                    self._cells(position), NumberFormat()
                ):
                    self.positions["value"] = position
                    return

    def _refuse_other_years(self) -> None:
        """A heading of fiscal years (Year ended June) over plain numbers, in a plan that says nothing of theirs."""
        at = self.positions.get("year")
        unsaid = self.fiscal is None and not self.source.calendar_years
        if at is not None and unsaid and counts_fiscal_years(self.texts[at]):
            self.findings.add("PLN341", self.layout.headings[at], got=self.texts[at])
            self.usable = False

    def _find_unit(self, values: Set[int]) -> None:
        """Take a column whose cells are units as the column of units, whatever its heading, where none is known."""
        if "unit" in self.positions:
            return
        for position, heading in enumerate(self.texts):
            taken = position in values or position in self.positions.values()
            if not taken and holds_units(heading, self._cells(position)):
                self.positions["unit"] = position
                return

    def _require(self, values: tuple[ValueColumn, ...]) -> None:
        """A diagnostic for every role that is needed and missing, and for years beside the one of the whole file."""
        own = self.positions.get("year", values[0].position if values and values[0].period is not None else None)
        if self.source.year is not None and own is not None:
            stated: dict[str, Any] = {"heading": self.texts[own], "stated": self.source.year}
            self.findings.add("PLN309", self.layout.headings[own], problem="years_stated", **stated)
            self.usable = False
        missing = [] if values else ["value"]
        if "indicator" not in self.positions and not self.source.indicator and not (values and values[0].indicator):
            missing.insert(0, "indicator")
        if (not values or values[0].period is None) and "year" not in self.positions and self.source.year is None:
            missing.insert(len(missing) - ("value" in missing), "year")
        for role in missing:
            others = [text for i, text in enumerate(self.texts) if i not in self.positions.values()]
            facts: dict[str, Any] = {"column": role, "nearest": nearest(role, others), "known": [role, *COLUMNS[role]]}
            if role == "year":
                facts["example"] = self.names.plan.years[-1]
            self.findings.add("PLN307", self.layout.headings[0], **facts)
            self.usable = False
