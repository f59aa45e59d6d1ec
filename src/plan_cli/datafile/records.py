"""Records: the value cells of a table with their indicator and period, before any figure is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plan_cli.datafile.column_roles import ColumnRoles, ValueColumn
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.headings import part_of_year
from plan_cli.datafile.leaving_out import LeavingOut
from plan_cli.datafile.left_out import FOREIGN, LeftOut
from plan_cli.datafile.names import IndicatorNames, Meaning
from plan_cli.datafile.periods import in_fiscal_year, is_fiscal_year, is_window, read_part, read_period, read_year
from plan_cli.datafile.table import Row, TableCell, is_ragged
from plan_cli.datafile.text_rows import TextRow, cells_in, text_at
from plan_cli.datafile.totals import is_total
from plan_cli.datafile.units import Cells, text_of
from plan_cli.datafile.words import FREQUENCIES, MEASURES, status_of
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Period, year_of
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.patterns import late
from plan_cli.text import plain

_DAY = late(r"(\d{4})-(\d{2})-\d{2}\Z")
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

    def records(self, waiting: Row | TextRow) -> Iterator[Record]:
        """The records of one row; what makes it unusable is a finding."""
        row = cells_in(waiting)
        if is_ragged(row, len(self.roles.headings)):
            self._skip(row)
            return
        cells = {role: row[position] for role, position in self.roles.positions.items()}
        if why := self.leaving_out.why(lambda position: row[position].text):
            cell = self.leaving_out.cell_of(why, [row], 0)
            if why.reason != FOREIGN or cell.defect != "formula":
                self.left_out.add_rows(why, 1, lambda: cell)
            return
        meaning = self._meaning(row, cells)
        for column in self.roles.values:
            indicator = column.indicator or meaning.only
            if indicator is None:
                return
            cell = row[column.position]
            period = column.period or self._period(cells, cell, indicator)
            if column.period is not None and in_fiscal_year(column.period, "", self.roles.grammar) is None:
                heading = cell._replace(text=self.roles.headings[column.position])
                self._refuse_part(heading, indicator, column.period.end.year)
                continue
            if period is None or (judged := self._judged_as(period, cell)) is None:
                continue
            years = 1 if judged == period else period.end.year - period.start.year + 1
            stated = status_of(plain(text_of(cells, "status")).lower()) if "status" in cells else None
            if column.flags is not None and (flag := status_of(plain(row[column.flags].text).lower())):
                column = column._replace(status=flag)
            status = stated or column.status
            parts = tuple(plain(row[position].text) for position in self.roles.dimensions)
            forecast = status == "F" or ("last_actual" in cells and _is_after_actuals(cells, judged))
            at = self.roles.positions
            yield Record(indicator, judged, waiting, at, column, meaning.unit, parts, forecast, years)

    def _skip(self, row: Row) -> None:
        """Leave a ragged row out; its figure does not count as missing where its indicator and year are clear."""
        more = len(self.roles.headings) - self.roles.written if len(row) > self.roles.written else 0
        self.findings.add("PLN308", row[0], cells=len(row) - more, columns=self.roles.written)
        at = self.roles.positions
        if "indicator" in at and max(at["indicator"], at.get("year", 0)) < len(row):
            indicator = self.names.meaning(row[at["indicator"]].text).only
            if indicator is not None and "year" in at:
                self._spoil(row[at["year"]].text, indicator)

    def _meaning(self, row: Row, cells: Cells) -> Meaning:
        """Which indicator a row is about; a near miss is an error."""
        if self.source.indicator:
            indicator = self.plan.indicator(self.source.indicator)
            return Meaning((indicator,) if indicator else ())
        if "indicator" not in cells:
            return Meaning()
        cell = cells["indicator"]
        found = self.names.meaning(cell.text)
        others = [self.names.meaning(row[position].text) for position in self.roles.names]
        if found.only:
            for other in others:
                if other.only and other.only.id != found.only.id:
                    facts = {"name": cell.text.strip(), "first": found.only.id, "second": other.only.id}
                    self.findings.add("PLN362", cell, found.only.id, **facts)
                    self._spoil(text_of(cells, "year"), found.only)
                    return Meaning()
            return found
        if len(found.indicators) > 1:
            choices = [indicator.id for indicator in found.indicators]
            self.findings.add("PLN339", cell, name=plain(cell.text), choices=choices)
        elif not plain(cell.text):
            return next(other for other in others if other.only)
        elif cell.defect != "formula":
            self.findings.add("PLN301", cell, name=cell.text.strip(), nearest=self.names.near(cell.text))
        return Meaning()

    def _spoil(self, year: str, indicator: Indicator) -> None:
        """What cannot be used of an indicator is not missing in the year that its row names, if it names one."""
        if period := read_period(year, None, self.roles.grammar):
            self.findings.unusable.add((indicator.id, period.end.year))

    def _judged_as(self, period: Period, cell: TableCell) -> Period | None:
        """A window of years as the year of which the plan says that it speaks; None where it says nothing."""
        if not is_window(period) or period.start.year + 1 == period.end.year:
            return period
        if self.plan.windows is None:
            self.left_out.add("windows", cell._replace(text=f"{period.start.year}–{period.end.year}"))
            return None
        first, last = period.start.year, period.end.year
        return year_of({"first": first, "middle": (first + last) // 2, "last": last}[self.plan.windows])

    def _period(self, cells: Cells, value: TableCell, indicator: Indicator) -> Period | None:
        """The period of a row in long form; a diagnostic where it is not clear."""
        cell = cells.get("year")
        if cell is None:
            return year_of(self.source.year) if self.source.year else None
        if cell.defect in ("formula", "quote", "twice"):
            return None
        if not cell.text.strip() and text_of(cells, "period"):
            # The period says which year it lies in.
            cell = cells["period"]
        if cell.text not in self.periods:
            self.periods[cell.text] = read_period(cell.text, None, self.roles.grammar)
        period = self.periods[cell.text]
        if period is None:
            code = "PLN341" if is_fiscal_year(cell.text, self.roles.grammar) else "PLN303"
            day = _DAY.match(cell.text.strip())
            of_day = {"year": day[1], "month": day[2]} if day else {}
            self.findings.add(code, cell, indicator.id, got=cell.text.strip(), **of_day)
            return None
        year, period = period.end.year, in_fiscal_year(period, cell.text, self.roles.grammar)
        if period is None:
            self._refuse_part(cell, indicator, year)
            return None
        problem, stated = self._stated_period(cells, period)
        if problem is None:
            if stated is None:
                self._refuse_part(cells.get("period", cell), indicator, year)
            return stated
        self.findings.add("PLN311", problem, indicator.id, got=problem.text, year=period.end.year)
        self.findings.unusable.add((indicator.id, period.end.year))
        return None

    def _refuse_part(self, cell: TableCell, indicator: Indicator, year: int) -> None:
        """Months of a plan whose years do not begin in January: no one says which of its years they are part of."""
        assert self.plan.fiscal_year is not None
        starts = f"{self.plan.fiscal_year.month:02d}-{self.plan.fiscal_year.day:02d}"
        self.findings.add("PLN364", cell, indicator.id, got=cell.text.strip(), starts=starts)
        self.findings.unusable.add((indicator.id, year))

    def _stated_period(self, cells: Cells, period: Period) -> tuple[TableCell | None, Period | None]:
        """The cell that contradicts the year, if one does, and the period that the other columns state.

        No period: months in a plan whose years do not begin in January.
        """
        year, column = period.end.year, cells.get("period")
        if column is not None and plain(column.text) and not _is_whole_year(column.text):
            part = part_of_year(self.roles.headings[self.roles.positions["period"]])
            stated = read_part(column.text, year, part, self.roles.grammar)
            if stated is not None and (stated := in_fiscal_year(stated, column.text, self.roles.grammar)) is None:
                return None, None
            cumulative = MEASURES.get(plain(text_of(cells, "measure")).lower()) == "cumulative"
            if stated is None or stated.end.year != year or (stated.start.year != year and not cumulative):
                return column, period
            return None, stated
        months = FREQUENCIES.get(plain(text_of(cells, "frequency")).lower())
        if months is not None and column is None and not is_window(period) and round(period.days / 30.5) != months:
            return cells["year"], period
        return None, period


def _is_after_actuals(cells: Cells, period: Period) -> bool:
    """Whether a period comes after the last year that its row calls reported."""
    last = read_year(text_of(cells, "last_actual"))
    return last is not None and period.end.year > last


def _is_whole_year(text: str) -> bool:
    """Whether a cell of the period column says that its row is of the whole year."""
    return is_total(text) or FREQUENCIES.get(plain(text).lower()) == 12 or plain(text) in YEARLY_CODES
