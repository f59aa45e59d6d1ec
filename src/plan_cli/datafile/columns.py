"""Columns: at which position of a sheet each field stands, and whether it is long or wide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_cli.datafile.context import Reading
from plan_cli.datafile.headings import COLUMNS, NEEDED, field_named
from plan_cli.datafile.periods import read_period
from plan_cli.model.observations import Period
from plan_cli.text import nearest, plain


@dataclass(frozen=True)
class Columns:
    """At which position each field stands; ``years`` are the value columns of a wide table."""

    at: Mapping[str, int]
    years: Mapping[int, Period]


def columns_of(reading: Reading) -> Columns | None:
    """The columns of a sheet; None, with diagnostics, where a needed one is not there or not clear."""
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
    return Columns(at, years if wide else {}) if usable and header else None
