"""Template: an actuals file to fill in for a plan, which ``plan check`` reads back unchanged.

Every indicator that a number can answer has its rows: each year asked for, and the base year where the plan prints
no baseline. Units and measures are filled in; values are left to the author.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plan_cli.datafile.words import MEASURES
from plan_cli.model.indicator import Indicator
from plan_cli.model.plan import Plan

#: The columns of the long form; the wide form has years in the place of ``year`` and ``value``.
LONG = ("indicator", "year", "value", "unit", "bound", "status", "period", "measure", "published", "source", "note")
#: What may be chosen in a column.
CHOICES = {
    "bound": (">", ">=", "<", "<=", "~"),
    "status": ("A", "P", "E", "F", "B", "M", "R"),
    "measure": tuple(dict.fromkeys(measure for measure in MEASURES.values() if measure)),
}
#: Which words of ``say`` explain a column.
EXPLAINED = ("value", "bound", "status", "period", "measure", "published")


@dataclass(frozen=True, slots=True)
class Template:
    """A table to fill in; ``indicators`` are those of its rows, for the notes beside them."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    indicators: tuple[Indicator, ...]


def template_of(plan: Plan, language: str, year: int | None = None, *, wide: bool = False) -> Template:
    """The table for one year of a plan, or for all of them."""
    years = [year] if year is not None else list(range(plan.base_year + 1, plan.target_year + 1))
    answered = [each for each in plan.indicators if each.target.judged not in ("never", "direction")]
    years_of = {each.id: sorted({*years, *_bases(each)}) for each in answered}
    if wide:
        columns = sorted({year for years in years_of.values() for year in years})
        header = ("indicator", "unit", "measure", *map(str, columns), "note")
        rows = [
            (each.id, *_unit_and_measure(each), *("" for _ in columns), each.name.in_language(language))
            for each in answered
        ]
        return Template(header, tuple(rows), tuple(answered))
    pairs = [(each, year) for each in answered for year in years_of[each.id]]
    rows = [_row(each, year, language) for each, year in pairs]
    return Template(LONG, tuple(rows), tuple(each for each, _ in pairs))


def _bases(indicator: Indicator) -> Sequence[int]:
    """The base year, where its level would have to come from the actuals."""
    target = indicator.target
    needed = (target.needs_baseline or target.is_relative) and indicator.baseline.value is None
    return [indicator.baseline.year] if needed and not _unit_and_measure(indicator)[1] else []


def _unit_and_measure(indicator: Indicator) -> tuple[str, str]:
    """A growth target printed in % is answered by growth rates, everything else by its own quantity."""
    return indicator.unit, "growth" if indicator.is_index and indicator.unit in ("%", "") else ""


def _row(indicator: Indicator, year: int, language: str) -> tuple[str, ...]:
    unit, measure = _unit_and_measure(indicator)
    known = {"indicator": indicator.id, "year": str(year), "unit": unit, "measure": measure}
    known["note"] = indicator.name.in_language(language)
    return tuple(known.get(column, "") for column in LONG)


def workbook(template: Template, notes: dict[str, str], about: Sequence[str]) -> bytes:
    """The template as XLSX: choices as drop-downs, ``notes`` on the headings, ``about`` on the indicators.

    Errors: ``ImportError`` where openpyxl is not there.
    """
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "actuals"
    for number, row in enumerate((template.header, *template.rows), 1):
        for position, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(number, position)
            cell.value = (
                int(text) if text.isdigit() and (number == 1 or template.header[position - 1] == "year") else text
            )
            # What begins with = is a unit or a name here, never a formula.
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    last = len(template.rows) + 1
    for position, heading in enumerate(template.header, 1):
        cell, letter = sheet.cell(1, position), get_column_letter(position)
        cell.font = Font(bold=True)
        sheet.column_dimensions[letter].width = 28 if heading in ("indicator", "note", "source") else 12
        if heading in notes:
            cell.comment = Comment(notes[heading], "plan")
        if heading in CHOICES and last > 1:
            choice = DataValidation(type="list", formula1=f'"{",".join(CHOICES[heading])}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(choice)
    for number, text in enumerate(about, 2):
        sheet.cell(number, 1).comment = Comment(text, "plan")
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return _without_times(file.getvalue())


def _without_times(workbook: bytes) -> bytes:
    """The same workbook with the time that the library stamps on it taken out: the same bytes each time."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    stamp = b"1980-01-01T00:00:00Z"
    file = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = (
                re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", stamp, source.read(name)) if "core" in name else source.read(name)
            )
            target.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()
