"""Units: a figure in its indicator's own unit. Other scales are converted exactly; other units are a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from plan_cli.datafile.findings import Findings
from plan_cli.datafile.number_grammar import Figure
from plan_cli.datafile.table import TableCell
from plan_cli.model.indicator import Indicator
from plan_cli.model.units import is_scale_of, scaled, shift
from plan_cli.text import plain

#: The cells of a row by the role of their column.
Cells = Mapping[str, TableCell]


def text_of(cells: Cells, role: str) -> str:
    """What stands in a row's cell of that role; empty where there is none."""
    return cells[role].text.strip() if role in cells else ""


def in_unit(
    findings: Findings, cells: Cells, indicator: Indicator, cell: TableCell, figure: Figure, measure: str
) -> Decimal | None:
    """The figure of ``cell`` in the indicator's unit (% where growth is reported); None where it has none.

    A unit may stand beside the number, in the unit column, and as a power of ten in UNIT_MULT.
    """
    column = cells.get("unit")
    stated = plain(column.text) if column else ""
    wanted = "%" if measure in ("growth", "mean_growth") or _share_so_far(indicator, measure) else indicator.unit
    unit = stated or wanted
    value = figure.value
    if indicator.is_index and indicator.unit == "%" and not (measure or indicator.target.in_units):
        if unit == "%" and value is not None:
            findings.add("PLN320", cell, indicator.id, got=cell.text.strip())
            return None
        wanted = unit
    if figure.unit and not is_scale_of(figure.unit, unit):
        power = shift(figure.unit, unit)
        if power is None:
            findings.add("PLN340", cell, indicator.id, got=figure.unit, wanted=unit)
            return None
        if power and value is not None:
            value = scaled(value, power)
            report_conversion(findings, cell, indicator, cell.text.strip(), figure.unit, value, unit)
    power = shift(unit, wanted) if wanted else 0
    if power is None:
        findings.add("PLN340", column or cell, indicator.id, got=unit, wanted=wanted)
        return None
    multiplier = _multiplier(findings, cells, indicator, stated)
    if multiplier is None:
        return None
    power += multiplier
    if power and value is not None:
        scale = f"10^{multiplier} {unit}" if multiplier else unit
        value = scaled(value, power)
        report_conversion(findings, column or cell, indicator, f"{cell.text.strip()} {scale}", scale, value, wanted)
    return value


def _share_so_far(indicator: Indicator, measure: str) -> bool:
    """Whether it is a change since the base year, in % of it."""
    return measure == "cumulative" and indicator.target.is_relative and not indicator.target.in_units


def report_conversion(
    findings: Findings, cell: TableCell, indicator: Indicator, got: str, unit: str, value: Decimal, wanted: str
) -> None:
    """Note that a figure ``got`` in ``unit`` is read as ``value`` in the unit ``wanted``."""
    findings.add("PLN306", cell, indicator.id, got=got, wanted=wanted, value=value, more=None, **{"from": unit})


def _multiplier(findings: Findings, cells: Cells, indicator: Indicator, unit: str) -> int | None:
    """SDMX's UNIT_MULT, a power of ten to the unit beside it; None where it cannot be used."""
    text = plain(text_of(cells, "multiplier"))
    if text in ("", "0"):
        return 0
    problem = "no_unit" if not unit else "" if re.match(r"-?[0-9]{1,2}(\.0+)?\Z", text) else "not_whole"
    if problem:
        findings.add("PLN337", cells["multiplier"], indicator.id, got=text, problem=problem)
        return None
    return int(text.partition(".")[0])
