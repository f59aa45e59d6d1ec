"""Rows: the observation of a record, its figure in the indicator's unit.

A cell that cannot be used is a diagnostic with its place; the figure that it spoils is noted as unusable, so that it
does not count as missing, and all other rows are still read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite

from plan_cli.datafile.context import unit_of_remark
from plan_cli.datafile.findings import Findings
from plan_cli.datafile.left_out import LeftOut
from plan_cli.datafile.number_grammar import POINT, Figure, NotANumber, NumberFormat, bound_named, parse_number
from plan_cli.datafile.records import Record
from plan_cli.datafile.sureness import standard_error
from plan_cli.datafile.table import TableCell
from plan_cli.datafile.units import (
    Cells,
    StatedUnits,
    in_unit,
    multiplied,
    repeats_scale,
    report_conversion,
    text_of,
    unit_of_figure,
    wanted_unit,
)
from plan_cli.datafile.words import ANSWERS, MEASURES, STATUSES, status_of
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.observations import Actual, Bound, Measure
from plan_cli.model.plan import Plan
from plan_cli.model.units import scaled, unit_parts
from plan_cli.text import nearest, plain


@dataclass(frozen=True, slots=True, eq=False)
class ObservationReader:
    """Reads the figures of records. ``outside`` is the unit that a line outside the table states.

    ``without_unit`` collects the indicators of which some figure states no unit and no scale, ``of_unknown_scale``
    also those of which the plan states no unit, ``problems`` the kinds of cells that are no numbers.
    """

    plan: Plan
    findings: Findings
    format: NumberFormat = POINT
    outside: str = ""
    unit: str = ""
    scale: Decimal | None = None
    include_forecasts: bool = False
    left_out: LeftOut = field(default_factory=LeftOut)
    without_unit: set[str] = field(default_factory=set)
    of_unknown_scale: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)
    confidence: Decimal | None = None

    def observation(self, record: Record) -> Iterator[Actual]:
        """The observation of one record, if it can be used."""
        findings, indicator = self.findings, record.indicator
        cell, cells = record.cells()
        year = record.period.end.year
        if year > indicator.final_year and year > self.plan.target_year:
            findings.add("PLN313", cells.get("year", cell), indicator.id, year=year, last=self.plan.target_year)
            return
        errors = findings.errors
        measure = self._measure(record, cells)
        status = self._status(record, cells)
        if self._defect(cells, cell, indicator):
            self._leave_unread(record, measure)
            return
        stated = self._stated_unit(record, cells, measure)
        if self._is_forecast(cell, stated or ""):
            return
        figure = Figure(None) if status == "M" else self._figure(cell, indicator, stated or "")
        bound = self._bound(cells, indicator, figure)
        value = None if stated is None else self._in_unit(cells, indicator, cell, figure, measure, stated)
        if not measure:
            self._check_possible(cell, indicator, figure.value)
            value = multiplied(findings, indicator, cell, value, self.scale or indicator.scale)
        published = self._published(cells, indicator)
        error = self._error(record, cells, figure.value, value)
        if findings.errors > errors:
            self._leave_unread(record, measure)
            return
        if not (measure or stated or figure.unit or self.scale or indicator.scale):
            self.without_unit.add(indicator.id)
        # A unit beside a plan that states none says nothing of the plan's scale, nor does one scale for a whole table.
        known = (stated and (stated != self.outside or unit_parts(stated)[0])) or figure.unit
        clear = bool(known and indicator.unit) and not repeats_scale(cells, stated or "")
        if not (measure or self.scale or indicator.scale or clear):
            self.of_unknown_scale.add(indicator.id)
        yield Actual(
            indicator=indicator.id,
            year=year,
            value=value,
            period=record.period,
            bound=bound,
            status="M" if value is None else figure.flag if status in ("", "A") and figure.flag else status or "A",
            measure=measure,
            entity=record.entity,
            published=published,
            source=text_of(cells, "source"),
            note=text_of(cells, "note"),
            place=cell.place,
            error=error,
            years=record.years,
        )

    def _leave_unread(self, record: Record, measure: Measure) -> None:
        id, period = record.indicator.id, record.period
        self.findings.unusable.add((id, period.end.year))
        # A part of a year that is printed again is read there, as engines do.
        if period.full_year or record.years > 1:
            self.findings.unread.add((id, period, record.years, measure, record.entity))

    def _in_unit(
        self, cells: Cells, indicator: Indicator, cell: TableCell, figure: Figure, measure: str, stated: str
    ) -> Decimal | None:
        known = (self.scale or indicator.scale) is not None
        return in_unit(self.findings, cells, indicator, cell, figure, measure, stated, scale_known=known)

    def _error(self, record: Record, cells: Cells, printed: Decimal | None, value: Decimal | None) -> Decimal | None:
        """The standard error of a figure in the indicator's unit; of several figures in a row it is none's own."""
        if record.column.period is not None or record.column.indicator is not None:
            return None
        error = standard_error(self.findings, cells, record.indicator, self.format, self.confidence)
        if error is None or value is None or printed == value:
            return error
        with exact_arithmetic():
            return error * value / printed if printed else None

    def _is_forecast(self, cell: TableCell, unit: str) -> bool:
        """Whether a flag behind the figure marks it as a forecast, which is then left out."""
        if self.include_forecasts or "f" not in cell.text[-3:].lower():
            return False
        figure = parse_number(cell.text, self.format, unit)
        if isinstance(figure, NotANumber) or figure.flag != "F":
            return False
        self.left_out.add("forecasts", cell)
        return True

    def _stated_unit(self, record: Record, cells: Cells, measure: Measure) -> str | None:
        """The unit that is stated of a figure, empty where none is; None, with a finding, where two disagree."""
        heading = record.column.unit
        # Growth is in %, whatever the unit of the levels is that stand beside it.
        growth = measure in ("growth", "mean_growth")
        column = "" if growth and record.column.measure else text_of(cells, "unit")
        if not (column or heading or record.unit or growth):
            column = unit_of_remark(text_of(cells, "note"))
        name, outside = ("", "") if growth else (record.unit, self.outside)
        if not record.indicator.target.takes_scale:
            outside = ""
        wanted = wanted_unit(record.indicator, measure)
        stated, disagree = unit_of_figure(StatedUnits(name, heading, column, outside, self.unit), wanted)
        if disagree:
            facts = {"first": disagree[0], "second": disagree[1]}
            self.findings.add("PLN347", cells.get("unit", record.cell), record.indicator.id, **facts)
            return None
        return stated

    def _measure(self, record: Record, cells: Cells) -> Measure:
        cell = cells.get("measure")
        word = plain(cell.text).lower() if cell else ""
        if cell is None or not word:
            return record.column.measure
        if word not in MEASURES:
            self._not_a_choice(cell, record.indicator, MEASURES)
        return MEASURES.get(word, "")

    def _status(self, record: Record, cells: Cells) -> str:
        cell = cells.get("status")
        word = plain(cell.text).lower() if cell else ""
        if cell is None or not word:
            return record.column.status
        status = status_of(word)
        if status is None:
            self._not_a_choice(cell, record.indicator, STATUSES)
        return status or ""

    def _not_a_choice(self, cell: TableCell, indicator: Indicator, known: Mapping[str, str]) -> None:
        choices = [choice for choice in known if choice]
        near = nearest(plain(cell.text).lower(), choices)
        self.findings.add("PLN312", cell, indicator.id, got=cell.text.strip(), nearest=near, choices=choices)

    def _defect(self, cells: Cells, cell: TableCell, indicator: Indicator) -> bool:
        """Whether the value, or a cell that says what it means, must not be used."""
        if cell.defect == "merged":
            self.findings.add("PLN329", cell, indicator.id, first=cell.text)
        if cell.defect:
            return True
        for role, each in cells.items():
            if each.defect and each.defect != "merged" and role not in ("value", "source", "note"):
                return True
        return False

    def _figure(self, cell: TableCell, indicator: Indicator, unit: str) -> Figure:
        answer = ANSWERS.get(plain(cell.text).lower()) if indicator.target.judged == "deadline" else None
        figure = parse_number(cell.text, self.format, unit) if answer is None else Figure(Decimal(answer))
        if isinstance(figure, NotANumber):
            code = "PLN330" if figure.problem == "error_cell" else "PLN302"
            self.findings.add(code, cell, indicator.id, got=cell.text.strip(), problem=figure.problem)
            self.problems.add(figure.problem)
            return Figure(None)
        if cell.percent and figure.value is not None:
            value = scaled(figure.value, 2)
            report_conversion(self.findings, cell, indicator, cell.text, "fraction", value, "%")
            return figure._replace(value=value, unit="%")
        if cell.divided and figure.value is not None:
            stored = f"{scaled(figure.value, cell.divided):f}"
            report_conversion(self.findings, cell, indicator, stored, "number format", figure.value, indicator.unit)
        return figure

    def _check_possible(self, cell: TableCell, indicator: Indicator, value: Decimal | None) -> None:
        """A finding where no place, and no answer, is such a number."""
        low, high = indicator.target.possible
        if value is None or low <= value <= high:
            return
        places = ("1", "2", "…", *([f"{high:.0f}"] if isfinite(high) else []))
        answers = ("0", "1", *ANSWERS)
        known = answers if indicator.target.judged == "deadline" else places
        self._not_a_choice(cell, indicator, dict.fromkeys(known, ""))

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
