"""Row: the actuals of one row of a sheet, one in long form, one for each year column in wide form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from plan_cli.datafile.columns import Columns
from plan_cli.datafile.context import Reading
from plan_cli.datafile.number_grammar import Cell, Unread, bound_named, read_cell
from plan_cli.datafile.periods import MEASURES, STATUSES, read_period, read_year
from plan_cli.datafile.table import SheetCell
from plan_cli.datafile.units import in_unit, text_of
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual, Period, year_of
from plan_cli.model.units import scaled
from plan_cli.text import nearest, plain

#: SDMX frequencies, and how many months each covers.
FREQUENCIES = {"a": 12, "s": 6, "h": 6, "q": 3, "m": 1}


def actuals_in(reading: Reading, columns: Columns, record: tuple[SheetCell, ...]) -> Iterator[Actual]:
    """The actuals of one row: one in long form, one for each year column in wide form."""
    cells = {name: record[position] for name, position in columns.at.items()}
    indicator = _indicator(reading, cells["indicator"])
    if not columns.years:
        when = _when(reading, cells, indicator)
        if indicator is not None and when is not None:
            yield from _actual(reading, cells, indicator, cells["value"], *when)
        return
    for position, period in columns.years.items():
        if indicator is not None:
            yield from _actual(reading, cells, indicator, record[position], period.end.year, period)


def _indicator(reading: Reading, cell: SheetCell) -> Indicator | None:
    name = plain(cell.text)
    found = reading.names.get(name)
    several = reading.called.get(name, []) if found is None else []
    if several:
        reading.find("PLN339", cell, name=name, choices=[indicator.id for indicator in several])
    elif found is None and cell.trouble != "formula":
        # The same name stands in many rows, and to look for its like takes long.
        near = reading.near[name] if name in reading.near else nearest(name, reading.names)
        reading.near[name] = near
        reading.find("PLN301", cell, name=cell.text.strip(), nearest=near)
    return found


def _when(reading: Reading, cells: Mapping[str, SheetCell], indicator: Indicator | None) -> tuple[int, Period] | None:
    """The year and period of a row; a diagnostic where they are not clear."""
    written = cells["year"]
    year = read_year(written.text)
    period = year_of(year) if year is not None else read_period(written.text, None)
    if written.trouble in ("formula", "quote", "twice"):
        return None
    if period is None:
        reading.find("PLN303", written, indicator.id if indicator else None, got=written.text)
        return None
    year = period.end.year
    stated = cells.get("period")
    if stated is not None and plain(stated.text):
        period_read = read_period(stated.text, year)
        cumulative = MEASURES.get(plain(text_of(cells, "measure")).lower()) == "cumulative"
        if period_read is None or period_read.end.year != year or (period_read.start.year != year and not cumulative):
            reading.find("PLN311", stated, indicator.id if indicator else None, got=stated.text, year=year)
            if indicator is not None:
                reading.spoilt.add((indicator.id, year))
            return None
        period = period_read
    months = FREQUENCIES.get(plain(text_of(cells, "frequency")).lower())
    if months is not None and stated is None and round(period.days / 30.5) != months:
        reading.find("PLN311", written, indicator.id if indicator else None, got=written.text, year=year)
        if indicator is not None:
            reading.spoilt.add((indicator.id, year))
        return None
    return year, period


def _actual(
    reading: Reading,
    cells: Mapping[str, SheetCell],
    indicator: Indicator,
    written: SheetCell,
    year: int,
    period: Period,
) -> Iterator[Actual]:
    """The actual of one value cell, if it can be used."""
    before = reading.errors
    if year > indicator.target_year and year > reading.plan.target_year:
        reading.find("PLN313", cells.get("year", written), indicator.id, year=year, last=reading.plan.target_year)
        return
    measure = _choice(reading, cells.get("measure"), indicator, MEASURES)
    status = _choice(reading, cells.get("status"), indicator, STATUSES)
    cell = read_cell(written.text)
    used = (cell for name, cell in cells.items() if name not in ("value", "source", "note"))
    if written.trouble or any(cell.trouble not in ("", "merged") for cell in used):
        if written.trouble == "merged":
            reading.find("PLN329", written, indicator.id, first=written.text)
        reading.spoilt.add((indicator.id, year))
        return
    if isinstance(cell, Unread):
        code = "PLN330" if cell.trouble == "error_cell" else "PLN302"
        reading.find(code, written, indicator.id, got=cell.text.strip(), trouble=cell.trouble)
        cell = Cell(None)
    elif written.percent and cell.value is not None:
        cell = replace(cell, value=scaled(cell.value, 2), unit="%")
        reading.find("PLN306", written, indicator.id, got=written.text, wanted="%", value=cell.value, more=None,
                     **{"from": "fraction"})  # fmt: skip
    bound = _bound(reading, cells, indicator, cell)
    value = in_unit(reading, cells, indicator, written, cell, measure or "")
    published = _published(reading, cells, indicator)
    if reading.errors > before:
        reading.spoilt.add((indicator.id, year))
        return
    yield Actual(
        indicator=indicator.id,
        year=year,
        value=None if status == "M" else value,
        period=period,
        bound=bound,  # type: ignore[arg-type]
        status=("M" if value is None else status) or "A",
        measure=measure or "",  # type: ignore[arg-type]
        entity=text_of(cells, "entity"),
        published=published,
        source=text_of(cells, "source"),
        note=text_of(cells, "note"),
        place=written.place,
    )


def _choice(reading: Reading, cell: SheetCell | None, indicator: Indicator, known: Mapping[str, str]) -> str | None:
    word = plain(cell.text).lower() if cell else ""
    if word not in known:
        choices = [choice for choice in known if choice]
        near = nearest(word, choices)
        reading.find("PLN312", cell, indicator.id, got=cell.text.strip() if cell else "", nearest=near, choices=choices)
    return known.get(word)


def _bound(reading: Reading, cells: Mapping[str, SheetCell], indicator: Indicator, cell: Cell) -> str:
    stated = cells.get("bound")
    named = bound_named(stated.text) if stated else ""
    if named is None:
        choices = [">", ">=", "<", "<=", "~"]
        reading.find("PLN312", stated, indicator.id, got=stated.text if stated else "", nearest="", choices=choices)
        return ""
    if named and cell.bound and named != cell.bound:
        reading.find("PLN315", stated, indicator.id, in_column=named, in_cell=cell.bound)
    return named or cell.bound


def _published(reading: Reading, cells: Mapping[str, SheetCell], indicator: Indicator) -> date | None:
    text = plain(text_of(cells, "published"))
    if not text:
        return None
    try:
        return date.fromisoformat(text if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text) else "")
    except ValueError:
        reading.find("PLN318", cells["published"], indicator.id, got=text)
        return None
