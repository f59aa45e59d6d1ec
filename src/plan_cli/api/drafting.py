"""What is made for somebody to go on with: a form for figures, a draft of a plan from a table or a repository."""

from __future__ import annotations

import os
from decimal import Decimal
from os import PathLike
from typing import TYPE_CHECKING

from plan_cli.api.arguments import require_plan, require_year
from plan_cli.datafile.table import ReadOptions, TableCell
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.inputs import read_bytes
from plan_cli.model.plan import Plan
from plan_cli.model.units import scaled

if TYPE_CHECKING:
    from plan_cli.planfile.importers.draft import Draft


def template(
    plan: Plan,
    language: str = MACHINE,
    year: int | None = None,
    *,
    wide: bool = False,
    format: str = "csv",
    excel: bool = False,
) -> bytes | None:
    """A file of actuals to fill in, as CSV (``excel``: with BOM and CRLF) or XLSX; None without openpyxl.

    Errors: ``ValueError`` for a year outside the plan's and for another format.
    """
    from plan_cli.datafile.template import template_of, workbook
    from plan_cli.report.template import notes_of

    require_plan(plan)
    if year is not None:
        require_year(plan, year)
    if format not in ("csv", "xlsx"):
        raise ValueError(f"a template is csv or xlsx, not {format!r}")
    table = template_of(plan, language, year, wide=wide)
    if format == "csv":
        from plan_cli.render.csv import table as as_csv

        text = as_csv(table.header, table.rows)
        return ("\ufeff" + text.replace("\n", "\r\n") if excel else text).encode()
    try:
        return workbook(table, *notes_of(table, messages_in(language)))
    except ImportError:
        return None


def draft_from_table(
    file: str | PathLike[str], sheet: str | None = None, base_year: int | None = None, target_year: int | None = None
) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """A draft of a plan from a printed table of targets, or why the file cannot be read.

    Errors: ``NotATableError`` for a file that holds no table of targets, or does not say which years are meant.
    """
    from plan_cli.datafile.readers import read
    from plan_cli.planfile.importers.sound import sound
    from plan_cli.planfile.importers.table import draft_of_table

    raw = read_bytes(str(file))
    if isinstance(raw, Diagnostic):
        return None, (raw,)
    table = read(raw, str(file), ReadOptions(sheet=sheet))
    if not table.rows:
        return None, table.diagnostics or (Diagnostic("PLN316", {}, place=Place(str(file))),)
    grid = [[_as_shown(cell) for cell in row] for row in table.rows]
    numbers = [row[0].place.line or index for index, row in enumerate(table.rows, 1)]
    name = os.path.splitext(os.path.basename(str(file)))[0]
    return sound(draft_of_table(grid, numbers, name, base_year, target_year)), table.diagnostics


def _as_shown(cell: TableCell) -> str:
    """The text of a cell as a workbook shows it: 0.142 as 14.2%."""
    return f"{scaled(Decimal(cell.text), 2):f}%" if cell.percent else cell.text


def draft_from_open_sdg(folder: str | PathLike[str], plan_folder: str | PathLike[str]) -> Draft | None:
    """A draft of a plan from an Open SDG data repository; None for a folder that is none.

    The figures stay where they are: the plan's sources are paths seen from ``plan_folder``.
    """
    from pathlib import Path as Folder

    from plan_cli.planfile.importers.open_sdg import draft_of_open_sdg, is_open_sdg

    found = Folder(folder)
    return draft_of_open_sdg(found, Folder(plan_folder)) if is_open_sdg(found) else None
