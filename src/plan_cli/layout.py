"""Layout: what the columns of a table of actuals mean, in long or wide form, and its rows as actuals.

Which heading means which column stands in ``headings.py``. Every cell that
cannot be used is a finding with its place, and the other rows are still read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from plan_cli.actuals import MEASURES, STATUSES, Actual, Actuals, InputFile, Period, read_period, read_year, year_of
from plan_cli.cells import Cell, Unread, bound_named, is_scale_of, plain, read_cell, scaled, shift
from plan_cli.codes import CODES, Severity
from plan_cli.finding import Finding, Place, in_order
from plan_cli.frozen import frozen, replace
from plan_cli.headings import COLUMNS, NEEDED, field_named, from_headings
from plan_cli.nearest import nearest
from plan_cli.plan import Indicator, Plan
from plan_cli.scale import fractions_for_percent, off_by_powers_of_ten
from plan_cli.sheet import Sheet, SheetCell

#: SDMX frequencies, and how many months each covers.
FREQUENCIES = {"a": 12, "s": 6, "h": 6, "q": 3, "m": 1}


class _Read:
    """The reading of one sheet: what it is read against, and what was found so far."""

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self.plan, self.sheet = plan, sheet
        self.called = _called(plan)
        self.names = _meaning_one(self.called)
        self.near: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.spoilt: set[tuple[str, int]] = set()
        self.errors = 0

    def find(self, code: str, cell: SheetCell | None, indicator: str | None = None, **facts: Any) -> None:
        place = cell.place if cell else (self.sheet.header[0].place if self.sheet.header else None)
        self.findings.append(Finding(code, facts, place=place, indicator=indicator))
        self.errors += CODES[code].severity is Severity.ERROR


def actuals_of(sheet: Sheet, plan: Plan, sha256: str) -> Actuals:
    """The actuals that a sheet holds for a plan, and every mistake in it."""
    sheet = from_headings(sheet)
    reading = _Read(plan, sheet)
    reading.findings.extend(sheet.findings)
    rows: list[Actual] = []
    if not sheet.header and not sheet.findings:
        reading.findings.append(Finding("PLN316", {"file": sheet.file}, place=Place(sheet.file, 1, 1, 1, 1)))
    columns = _columns(reading)
    if columns is not None:
        for record in sheet.rows:
            if _ragged(sheet, record):
                _spoil(reading, columns, record)
            else:
                rows.extend(_actuals(reading, columns, record))
    rows = _without_duplicates(reading, rows)
    reading.findings.extend((*fractions_for_percent(rows, plan), *off_by_powers_of_ten(rows, plan)))
    reading.findings = _said_once(reading.findings)
    used = InputFile(sheet.file, sha256, sheet.format, sheet.encoding, len(sheet.rows))
    return Actuals(tuple(rows), (used,), in_order(reading.findings), frozenset(reading.spoilt))


def _ragged(sheet: Sheet, record: tuple[SheetCell, ...]) -> bool:
    width = len(sheet.header)
    return len(record) < width or any(cell.text.strip() for cell in record[width:])


def _spoil(reading: _Read, columns: _Columns, record: tuple[SheetCell, ...]) -> None:
    """A row whose cells cannot be told apart keeps its figure from counting as missing, where that much is clear."""
    at = columns.at
    if max(at["indicator"], at.get("year", 0)) < len(record):
        found = reading.names.get(plain(record[at["indicator"]].text))
        year = read_year(record[at["year"]].text) if "year" in at else None
        if found is not None and year is not None:
            reading.spoilt.add((found.id, year))


def _said_once(findings: list[Finding]) -> list[Finding]:
    """One finding for each conversion of an indicator's unit, with the number of further cells."""
    kept: dict[tuple[Any, ...], Finding] = {}
    others = []
    for finding in in_order(findings):
        key = finding.indicator, finding.facts.get("from"), finding.facts.get("wanted")
        if finding.code != "PLN306":
            others.append(finding)
        elif key in kept:
            facts = kept[key].facts
            kept[key] = replace(kept[key], facts={**facts, "more": (facts["more"] or 0) + 1})
        else:
            kept[key] = finding
    return [*others, *kept.values()]


def names_of(plan: Plan) -> dict[str, Indicator]:
    """Everything that an actuals file may call an indicator: id, number, names, aliases; none that means two."""
    return _meaning_one(_called(plan))


def _meaning_one(called: Mapping[str, list[Indicator]]) -> dict[str, Indicator]:
    return {name: found[0] for name, found in called.items() if len(found) == 1}


def _called(plan: Plan) -> dict[str, list[Indicator]]:
    """Whom every name means. An id always means its own indicator."""
    ids = {indicator.id: [indicator] for indicator in plan.indicators}
    names: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in plan.indicators:
        called = (str(indicator.no or ""), *indicator.name.texts.values(), *indicator.aliases)
        for name in {plain(name) for name in called if name}:
            names[name].append(indicator)
    return {**names, **ids}


@frozen(slots=False)
class _Columns:
    """At which position each field stands; ``years`` are the value columns of a wide table."""

    at: Mapping[str, int]
    years: Mapping[int, Period]


def _columns(reading: _Read) -> _Columns | None:
    at: dict[str, int] = {}
    years: dict[int, Period] = {}
    header = reading.sheet.header
    usable = True
    for position, cell in enumerate(header):
        heading = plain(cell.text).lower()
        name = field_named(cell.text)
        period = None if name else read_period(heading, None)
        if not heading and any(len(row) > position and row[position].text.strip() for row in reading.sheet.rows):
            reading.find("PLN309", cell, problem="empty", heading="")
        elif name is not None and name in at:
            reading.find("PLN309", cell, problem="twice", heading=cell.text, first=header[at[name]].text)
            usable = usable and name not in NEEDED
        elif name is not None:
            at[name] = position
        elif period is not None and period in years.values():
            reading.find("PLN309", cell, problem="twice", heading=cell.text, first=str(period))
            usable = False
        elif period is not None:
            years[position] = period
    wide = bool(years) and "value" not in at
    for name in NEEDED if not wide else ("indicator",):
        if name not in at and header:
            others = [cell.text for i, cell in enumerate(header) if i not in at.values()]
            near = nearest(name, others)
            reading.find("PLN307", None, column=name, nearest=near, known=[name, *COLUMNS[name]])
            usable = False
    return _Columns(at, years if wide else {}) if usable and header else None


def _actuals(reading: _Read, columns: _Columns, record: tuple[SheetCell, ...]) -> Iterator[Actual]:
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


def _indicator(reading: _Read, cell: SheetCell) -> Indicator | None:
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


def _when(reading: _Read, cells: Mapping[str, SheetCell], indicator: Indicator | None) -> tuple[int, Period] | None:
    """The year and period of a row; a finding where they are not clear."""
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
        cumulative = MEASURES.get(plain(_text(cells, "measure")).lower()) == "cumulative"
        if period_read is None or period_read.end.year != year or (period_read.start.year != year and not cumulative):
            reading.find("PLN311", stated, indicator.id if indicator else None, got=stated.text, year=year)
            if indicator is not None:
                reading.spoilt.add((indicator.id, year))
            return None
        period = period_read
    months = FREQUENCIES.get(plain(_text(cells, "frequency")).lower())
    if months is not None and stated is None and round(period.days / 30.5) != months:
        reading.find("PLN311", written, indicator.id if indicator else None, got=written.text, year=year)
        if indicator is not None:
            reading.spoilt.add((indicator.id, year))
        return None
    return year, period


def _actual(
    reading: _Read,
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
    value = _in_unit(reading, cells, indicator, written, cell, measure or "")
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
        entity=_text(cells, "entity"),
        published=published,
        source=_text(cells, "source"),
        note=_text(cells, "note"),
        place=written.place,
    )


def _text(cells: Mapping[str, SheetCell], name: str) -> str:
    return cells[name].text.strip() if name in cells else ""


def _choice(reading: _Read, cell: SheetCell | None, indicator: Indicator, known: Mapping[str, str]) -> str | None:
    word = plain(cell.text).lower() if cell else ""
    if word not in known:
        choices = [choice for choice in known if choice]
        near = nearest(word, choices)
        reading.find("PLN312", cell, indicator.id, got=cell.text.strip() if cell else "", nearest=near, choices=choices)
    return known.get(word)


def _bound(reading: _Read, cells: Mapping[str, SheetCell], indicator: Indicator, cell: Cell) -> str:
    stated = cells.get("bound")
    named = bound_named(stated.text) if stated else ""
    if named is None:
        choices = [">", ">=", "<", "<=", "~"]
        reading.find("PLN312", stated, indicator.id, got=stated.text if stated else "", nearest="", choices=choices)
        return ""
    if named and cell.bound and named != cell.bound:
        reading.find("PLN315", stated, indicator.id, in_column=named, in_cell=cell.bound)
    return named or cell.bound


def _in_unit(
    reading: _Read,
    cells: Mapping[str, SheetCell],
    indicator: Indicator,
    written: SheetCell,
    cell: Cell,
    measure: str,
) -> Decimal | None:
    """The value in the indicator's unit (% where growth is reported); unlike units are a finding."""
    wanted = "%" if measure in ("growth", "mean_growth") else indicator.unit
    column = cells.get("unit")
    stated = plain(column.text) if column else ""
    value = cell.value
    unit = stated or wanted
    if indicator.is_index and indicator.unit == "%" and not measure and unit == "%" and value is not None:
        reading.find("PLN320", written, indicator.id, got=written.text.strip())
        return None
    if indicator.is_index and indicator.unit == "%" and not measure:
        wanted = unit
    if cell.unit and not is_scale_of(cell.unit, unit):
        power = shift(cell.unit, unit)
        if power is None:
            reading.find("PLN340", written, indicator.id, got=cell.unit, wanted=unit)
            return None
        if power and value is not None:
            value = scaled(value, power)
            facts = {"got": written.text.strip(), "wanted": unit, "from": cell.unit, "more": None}
            reading.find("PLN306", written, indicator.id, **facts, value=value)
    power = shift(unit, wanted) if wanted else 0
    if power is None:
        reading.find("PLN340", column or written, indicator.id, got=unit, wanted=wanted)
        return None
    times = _multiplier(reading, cells, indicator, stated)
    if times is None:
        return None
    power += times
    if power and value is not None:
        many = f"10^{times} " if times else ""
        facts = {"got": f"{written.text.strip()} {many}{unit}", "wanted": wanted, "from": f"{many}{unit}", "more": None}
        value = scaled(value, power)
        reading.find("PLN306", column or written, indicator.id, **facts, value=value)
    return value


def _multiplier(reading: _Read, cells: Mapping[str, SheetCell], indicator: Indicator, unit: str) -> int | None:
    """SDMX's UNIT_MULT, a power of ten to the unit beside it; None where it cannot be used."""
    text = plain(_text(cells, "multiplier"))
    if text in ("", "0"):
        return 0
    problem = "no_unit" if not unit else "" if re.match(r"-?[0-9]{1,2}(\.0+)?\Z", text) else "not_whole"
    if problem:
        reading.find("PLN337", cells["multiplier"], indicator.id, got=text, problem=problem)
        return None
    return int(text.partition(".")[0])


def _published(reading: _Read, cells: Mapping[str, SheetCell], indicator: Indicator) -> date | None:
    text = plain(_text(cells, "published"))
    if not text:
        return None
    try:
        return date.fromisoformat(text if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text) else "")
    except ValueError:
        reading.find("PLN318", cells["published"], indicator.id, got=text)
        return None


def _without_duplicates(reading: _Read, rows: list[Actual]) -> list[Actual]:
    """The rows that stand alone: of a figure given twice neither can be trusted, unless both say the same."""
    alike: dict[tuple[Any, ...], list[Actual]] = defaultdict(list)
    for row in rows:
        alike[row.indicator, row.year, row.period, row.measure, row.entity, row.published].append(row)
    kept = []
    differing = {key for key, same in alike.items() if len({(row.value, row.bound) for row in same}) > 1}
    for row in rows:
        key = (row.indicator, row.year, row.period, row.measure, row.entity, row.published)
        same = alike[key]
        if row is not same[0]:
            facts = {"year": row.year, "first_line": same[0].place.line, "first_cell": same[0].place.cell}
            reading.findings.append(Finding("PLN304", facts, place=row.place, indicator=row.indicator))
        if key in differing:
            reading.spoilt.add((row.indicator, row.year))
        elif row is same[0]:
            kept.append(row)
    return kept
