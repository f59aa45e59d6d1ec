"""Rows: the observations of one row of a table, one in long form, one for each value column in wide form.

A cell that cannot be used is a diagnostic with its place; the figures that it spoils are noted as unusable, so that
they do not count as missing, and all other rows are still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plan_cli.datafile.columns import ColumnRoles
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.names import IndicatorNames
from plan_cli.datafile.number_grammar import Figure, NotANumber, bound_named, parse_number
from plan_cli.datafile.periods import read_period, read_year
from plan_cli.datafile.table import Row, TableCell
from plan_cli.datafile.units import Cells, in_unit, report_conversion, text_of
from plan_cli.datafile.words import FREQUENCIES, MEASURES, STATUSES
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual, Bound, Period
from plan_cli.model.plan import Plan
from plan_cli.model.units import scaled
from plan_cli.text import nearest, plain


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table against a plan."""

    plan: Plan
    names: IndicatorNames
    roles: ColumnRoles
    findings: Findings

    def observations(self, row: Row) -> Iterator[Actual]:
        """The observations of one row that is not ragged."""
        cells = {role: row[position] for role, position in self.roles.positions.items()}
        indicator = self._indicator(cells["indicator"])
        if not self.roles.periods:
            period = self._period(cells, indicator)
            if indicator is not None and period is not None:
                yield from self._observation(cells, indicator, cells["value"], period)
        elif indicator is not None:
            for position, period in self.roles.periods.items():
                yield from self._observation(cells, indicator, row[position], period)

    def skip(self, row: Row) -> None:
        """Leave a ragged row out; its figure does not count as missing where its indicator and year are clear."""
        at = self.roles.positions
        if max(at["indicator"], at.get("year", 0)) < len(row):
            indicator = self.names.unambiguous.get(plain(row[at["indicator"]].text))
            year = read_year(row[at["year"]].text) if "year" in at else None
            if indicator is not None and year is not None:
                self.findings.unusable.add((indicator.id, year))

    def _indicator(self, cell: TableCell) -> Indicator | None:
        name = plain(cell.text)
        found = self.names.meanings.get(name, [])
        if len(found) > 1:
            self.findings.add("PLN339", cell, name=name, choices=[indicator.id for indicator in found])
        elif not found and cell.defect != "formula":
            self.findings.add("PLN301", cell, name=cell.text.strip(), nearest=self.names.nearest(name))
        return found[0] if len(found) == 1 else None

    def _period(self, cells: Cells, indicator: Indicator | None) -> Period | None:
        """The period of a row in long form; a diagnostic where it is not clear."""
        cell = cells["year"]
        id = indicator.id if indicator else None
        if cell.defect in ("formula", "quote", "twice"):
            return None
        period = read_period(cell.text, None)
        if period is None:
            self.findings.add("PLN303", cell, id, got=cell.text)
            return None
        year, column = period.end.year, cells.get("period")
        problem = None
        if column is not None and plain(column.text):
            stated = read_period(column.text, year)
            cumulative = MEASURES.get(plain(text_of(cells, "measure")).lower()) == "cumulative"
            if stated is None or stated.end.year != year or (stated.start.year != year and not cumulative):
                problem = column
            else:
                period = stated
        months = FREQUENCIES.get(plain(text_of(cells, "frequency")).lower())
        if problem is None and months is not None and column is None and round(period.days / 30.5) != months:
            problem = cell
        if problem is None:
            return period
        self.findings.add("PLN311", problem, id, got=problem.text, year=year)
        if indicator is not None:
            self.findings.unusable.add((indicator.id, year))
        return None

    def _observation(self, cells: Cells, indicator: Indicator, cell: TableCell, period: Period) -> Iterator[Actual]:
        """The observation of one value cell, if it can be used."""
        findings, year = self.findings, period.end.year
        if year > indicator.target_year and year > self.plan.target_year:
            findings.add("PLN313", cells.get("year", cell), indicator.id, year=year, last=self.plan.target_year)
            return
        errors = findings.errors
        measure = MEASURES[self._choice(cells.get("measure"), indicator, MEASURES)]
        status = STATUSES[self._choice(cells.get("status"), indicator, STATUSES)]
        if self._defect(cells, cell, indicator):
            findings.unusable.add((indicator.id, year))
            return
        figure = self._figure(cell, indicator)
        bound = self._bound(cells, indicator, figure)
        value = in_unit(findings, cells, indicator, cell, figure, measure)
        published = self._published(cells, indicator)
        if findings.errors > errors:
            findings.unusable.add((indicator.id, year))
            return
        yield Actual(
            indicator=indicator.id,
            year=year,
            value=None if status == "M" else value,
            period=period,
            bound=bound,
            status="M" if value is None else status,
            measure=measure,
            entity=text_of(cells, "entity"),
            published=published,
            source=text_of(cells, "source"),
            note=text_of(cells, "note"),
            place=cell.place,
        )

    def _defect(self, cells: Cells, cell: TableCell, indicator: Indicator) -> bool:
        """Whether the value, or a cell that says what it means, must not be used."""
        if cell.defect == "merged":
            self.findings.add("PLN329", cell, indicator.id, first=cell.text)
        others = (each for role, each in cells.items() if role not in ("value", "source", "note"))
        return bool(cell.defect) or any(each.defect not in ("", "merged") for each in others)

    def _figure(self, cell: TableCell, indicator: Indicator) -> Figure:
        figure = parse_number(cell.text)
        if isinstance(figure, NotANumber):
            code = "PLN330" if figure.problem == "error_cell" else "PLN302"
            self.findings.add(code, cell, indicator.id, got=cell.text.strip(), problem=figure.problem)
            return Figure(None)
        if cell.percent and figure.value is not None:
            figure = replace(figure, value=scaled(figure.value, 2), unit="%")
            assert figure.value is not None
            report_conversion(self.findings, cell, indicator, cell.text, "fraction", figure.value, "%")
        return figure

    def _choice(self, cell: TableCell | None, indicator: Indicator, known: Mapping[str, str]) -> str:
        """The word in a cell, lower case; where it is no key of ``known`` a diagnostic, and the empty word."""
        word = plain(cell.text).lower() if cell else ""
        if cell is None or word in known:
            return word
        choices = [choice for choice in known if choice]
        near = nearest(word, choices)
        self.findings.add("PLN312", cell, indicator.id, got=cell.text.strip(), nearest=near, choices=choices)
        return ""

    def _bound(self, cells: Cells, indicator: Indicator, figure: Figure) -> Bound:
        cell = cells.get("bound")
        if cell is None:
            return figure.bound
        stated = bound_named(cell.text)
        if stated is None:
            choices = [">", ">=", "<", "<=", "~"]
            self.findings.add("PLN312", cell, indicator.id, got=cell.text, nearest="", choices=choices)
        elif stated and figure.bound and stated != figure.bound:
            self.findings.add("PLN315", cell, indicator.id, in_column=stated, in_cell=figure.bound)
        return stated or figure.bound

    def _published(self, cells: Cells, indicator: Indicator) -> date | None:
        text = plain(text_of(cells, "published"))
        if not text:
            return None
        try:
            return date.fromisoformat(text if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text) else "")
        except ValueError:
            self.findings.add("PLN318", cells["published"], indicator.id, got=text)
            return None
