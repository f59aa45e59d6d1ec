"""Records: the value cells of a table with their indicator and period, before any figure is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from plan_cli.datafile.column_roles import ColumnRoles, ValueColumn
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import part_of_year
from plan_cli.datafile.leaving_out import LeavingOut
from plan_cli.datafile.left_out import FOREIGN, LeftOut
from plan_cli.datafile.names import IndicatorNames, Meaning
from plan_cli.datafile.periods import in_fiscal_year, is_fiscal_year, is_window, read_part, read_period, read_year
from plan_cli.datafile.table import Row, TableCell, is_ragged
from plan_cli.datafile.text_rows import TextRow, cells_in, defect_at, text_at
from plan_cli.datafile.totals import is_total
from plan_cli.datafile.units import Cells
from plan_cli.datafile.words import FREQUENCIES, MEASURES, status_of
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Period, year_of
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.patterns import late
from plan_cli.text import plain

_DAY = late(r"(\d{4})-(\d{2})-\d{2}\Z|\d{1,2}\.(\d{2})\.(\d{4})\Z")
#: The thirteenth month of a year is its mean (BLS), the fifth quarter and the third half too.
YEARLY_CODES = frozenset({"M13", "Q05", "S03"})


class Record(NamedTuple):
    """One value cell: of which indicator and period it is, and its ``row``, with the positions of its other roles.

    ``unit`` is the unit in the indicator's name; ``parts`` the texts of the columns that may tell rows apart. There may
    be a million of them, so their cells are made when they are asked for.
    """

    indicator: Indicator
    period: Period
    row: Row | TextRow
    positions: Mapping[str, int]
    column: ValueColumn
    unit: str = ""
    parts: tuple[str, ...] = ()
    forecast: bool = False
    #: How many years its window has, where its period is the one that the window counts for.
    years: int = 1

    @property
    def cell(self) -> TableCell:
        """The value cell."""
        return cells_in(self.row)[self.column.position]

    @property
    def shown(self) -> str:
        """What stands in the value cell, which is not made for it."""
        return text_at(self.row, self.column.position)

    def cells(self) -> tuple[TableCell, Cells]:
        """The value cell, and the cells of its row by role."""
        row = cells_in(self.row)
        cells = {role: row[position] for role, position in self.positions.items()}
        if self.column.entity is not None:
            cells["entity"] = self.column.entity
        return row[self.column.position], cells

    def text(self, role: str) -> str:
        """What stands in its row's cell of that role; empty where there is none."""
        if role == "entity" and self.column.entity is not None:
            return self.column.entity.text.strip()
        return text_at(self.row, self.positions[role]).strip() if role in self.positions else ""

    @property
    def measure(self) -> str:
        """The word of the measure column, else the heading's measure."""
        return plain(self.text("measure")).lower() or self.column.measure

    @property
    def entity(self) -> str:
        """Whose figure it is: empty where it is everybody's."""
        text = self.text("entity")
        return "" if is_total(text) else text


@dataclass(frozen=True, slots=True, eq=False)
class RecordReader:
    """Finds the records in the rows of one table."""

    plan: Plan
    names: IndicatorNames
    roles: ColumnRoles
    source: Source
    findings: Findings
    left_out: LeftOut
    leaving_out: LeavingOut
    periods: dict[str, Period | None] = field(default_factory=dict)

    def records(self, row: Row | TextRow) -> Iterator[Record]:
        """The records of one row; what makes it unusable is a finding."""
        if not isinstance(row, TextRow) and is_ragged(row, len(self.roles.headings)):
            self._skip(row)
            return
        if why := self.leaving_out.why(partial(text_at, row)):
            cell = self.leaving_out.cell_of(why, [cells_in(row)], 0)
            if why.reason != FOREIGN or cell.defect != "formula":
                self.left_out.add_rows(why, 1, lambda: cell)
            return
        meaning = self._meaning(row)
        for column in self.roles.values:
            indicator = column.indicator or meaning.only
            if indicator is None:
                return
            period = column.period or self._period(row, indicator)
            if column.period is not None and in_fiscal_year(column.period, "", self.roles.grammar) is None:
                heading = cells_in(row)[column.position]._replace(text=self.roles.headings[column.position])
                self._refuse_part(heading, indicator, column.period.end.year)
                continue
            if period is None or (judged := self._judged_as(period, row, column)) is None:
                continue
            years = 1 if judged == period else period.end.year - period.start.year + 1
            if column.flags is not None and (flag := status_of(plain(text_at(row, column.flags)).lower())):
                column = column._replace(status=flag)
            stated = status_of(plain(self._text(row, "status")).lower()) if "status" in self.roles.positions else None
            parts = tuple(plain(text_at(row, position)) for position in self.roles.dimensions)
            forecast = (stated or column.status) == "F" or self._is_after_actuals(row, judged)
            at = self.roles.positions
            yield Record(indicator, judged, row, at, column, meaning.unit, parts, forecast, years)

    def _text(self, row: Row | TextRow, role: str) -> str:
        """What stands in a row's cell of a role; empty where there is none."""
        at = self.roles.positions
        return text_at(row, at[role]).strip() if role in at else ""

    def _cell(self, row: Row | TextRow, role: str) -> TableCell:
        return cells_in(row)[self.roles.positions[role]]

    def _is_after_actuals(self, row: Row | TextRow, period: Period) -> bool:
        """Whether a period comes after the last year that its row calls reported."""
        if "last_actual" not in self.roles.positions:
            return False
        last = read_year(self._text(row, "last_actual"))
        return last is not None and period.end.year > last

    def _skip(self, row: Row) -> None:
        """Leave a ragged row out; its figure does not count as missing where its indicator and year are clear.

        It is an unread figure where nothing else tells figures of a year apart.
        """
        more = len(self.roles.headings) - self.roles.written if len(row) > self.roles.written else 0
        self.findings.add("PLN308", row[0], cells=len(row) - more, columns=self.roles.written)
        at = self.roles.positions
        if "indicator" in at and max(at["indicator"], at.get("year", 0)) < len(row):
            indicator = self.names.meaning(row[at["indicator"]].text).only
            if indicator is not None and "year" in at:
                period = self._spoil(row[at["year"]].text, indicator)
                if period and not self.roles.dimensions and at.keys().isdisjoint(("period", "measure", "entity")):
                    self.findings.unread.add((indicator.id, period, 1, "", ""))

    def _meaning(self, row: Row | TextRow) -> Meaning:
        """Which indicator a row is about; a near miss is an error."""
        if self.source.indicator:
            indicator = self.plan.indicator(self.source.indicator)
            return Meaning((indicator,) if indicator else ())
        if (at := self.roles.positions.get("indicator")) is None:
            return Meaning()
        text = text_at(row, at)
        found = self.names.meaning(text)
        others = [self.names.meaning(text_at(row, position)) for position in self.roles.names]
        if found.only:
            for other in others:
                if other.only and other.only.id != found.only.id:
                    facts = {"name": text.strip(), "first": found.only.id, "second": other.only.id}
                    self.findings.add("PLN362", cells_in(row)[at], found.only.id, **facts)
                    self._spoil(self._text(row, "year"), found.only)
                    return Meaning()
            return found
        if len(found.indicators) > 1:
            choices = [indicator.id for indicator in found.indicators]
            self.findings.add("PLN339", cells_in(row)[at], name=plain(text), choices=choices)
        elif not plain(text):
            return next(other for other in others if other.only)
        elif defect_at(row, at) != "formula":
            self.findings.add("PLN301", cells_in(row)[at], name=text.strip(), nearest=self.names.near(text))
        return Meaning()

    def _spoil(self, year: str, indicator: Indicator) -> Period | None:
        """What cannot be used of an indicator is not missing in the year that its row names; its period, if any."""
        if period := read_period(year, None, self.roles.grammar):
            self.findings.unusable.add((indicator.id, period.end.year))
        return period

    def _judged_as(self, period: Period, row: Row | TextRow, column: ValueColumn) -> Period | None:
        """A window of years as the year of which the plan says that it speaks; None where it says nothing."""
        if not is_window(period) or period.start.year + 1 == period.end.year:
            return period
        first, last = period.start.year, period.end.year
        if self.plan.windows is None:
            self.left_out.add("windows", cells_in(row)[column.position]._replace(text=f"{first}–{last}"))
            return None
        return year_of({"first": first, "middle": (first + last) // 2, "last": last}[self.plan.windows])

    def _period(self, row: Row | TextRow, indicator: Indicator) -> Period | None:
        """The period of a row in long form; a diagnostic where it is not clear."""
        at = self.roles.positions
        if "year" not in at:
            return year_of(self.source.year) if self.source.year else None
        if defect_at(row, at["year"]) in ("formula", "quote", "twice"):
            return None
        # The period says which year it lies in.
        role = "year" if self._text(row, "year") or not self._text(row, "period") else "period"
        text = text_at(row, at[role])
        if text not in self.periods:
            self.periods[text] = read_period(text, None, self.roles.grammar)
        period = self.periods[text]
        if period is None:
            code = "PLN341" if is_fiscal_year(text, self.roles.grammar) else "PLN303"
            day = _DAY.match(text.strip())
            of_day = {"year": day[1] or day[4], "month": day[2] or day[3]} if day else {}
            self.findings.add(code, self._cell(row, role), indicator.id, got=text.strip(), **of_day)
            return None
        year, period = period.end.year, in_fiscal_year(period, text, self.roles.grammar)
        if period is None:
            self._refuse_part(self._cell(row, role), indicator, year)
            return None
        problem, stated = self._stated_period(row, period)
        if not problem:
            if stated is None:
                self._refuse_part(self._cell(row, "period" if "period" in at else role), indicator, year)
            return stated
        cell = self._cell(row, problem)
        self.findings.add("PLN311", cell, indicator.id, got=cell.text, year=period.end.year)
        self.findings.unusable.add((indicator.id, period.end.year))
        return None

    def _refuse_part(self, cell: TableCell, indicator: Indicator, year: int) -> None:
        """Months of a plan whose years do not begin in January: no one says which of its years they are part of."""
        assert self.plan.fiscal_year is not None
        starts = f"{self.plan.fiscal_year.month:02d}-{self.plan.fiscal_year.day:02d}"
        self.findings.add("PLN364", cell, indicator.id, got=cell.text.strip(), starts=starts)
        self.findings.unusable.add((indicator.id, year))

    def _stated_period(self, row: Row | TextRow, period: Period) -> tuple[str, Period | None]:
        """The role of the cell that contradicts the year, if one does, and the period that the other columns state.

        No period: months in a plan whose years do not begin in January.
        """
        year, at = period.end.year, self.roles.positions.get("period")
        text = "" if at is None else text_at(row, at)
        if at is not None and plain(text) and not _is_whole_year(text):
            stated = read_part(text, year, part_of_year(self.roles.headings[at]), self.roles.grammar)
            if stated is not None and (stated := in_fiscal_year(stated, text, self.roles.grammar)) is None:
                return "", None
            cumulative = MEASURES.get(plain(self._text(row, "measure")).lower()) == "cumulative"
            if stated is None or stated.end.year != year or (stated.start.year != year and not cumulative):
                return "period", period
            return "", stated
        months = FREQUENCIES.get(plain(self._text(row, "frequency")).lower())
        if months is not None and at is None and not is_window(period) and round(period.days / 30.5) != months:
            return "year", period
        return "", period


def _is_whole_year(text: str) -> bool:
    """Whether a cell of the period column says that its row is of the whole year."""
    return is_total(text) or FREQUENCIES.get(plain(text).lower()) == 12 or plain(text) in YEARLY_CODES
