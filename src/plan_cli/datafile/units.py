"""Unit: a value in its indicator's own unit; unlike units are a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from plan_cli.datafile.context import Reading
from plan_cli.datafile.number_grammar import Cell
from plan_cli.datafile.table import SheetCell
from plan_cli.model.indicator import Indicator
from plan_cli.model.units import is_scale_of, scaled, shift
from plan_cli.text import plain


def in_unit(
    reading: Reading,
    cells: Mapping[str, SheetCell],
    indicator: Indicator,
    written: SheetCell,
    cell: Cell,
    measure: str,
) -> Decimal | None:
    """The value in the indicator's unit (% where growth is reported); unlike units are a diagnostic."""
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


def _multiplier(reading: Reading, cells: Mapping[str, SheetCell], indicator: Indicator, unit: str) -> int | None:
    """SDMX's UNIT_MULT, a power of ten to the unit beside it; None where it cannot be used."""
    text = plain(text_of(cells, "multiplier"))
    if text in ("", "0"):
        return 0
    problem = "no_unit" if not unit else "" if re.match(r"-?[0-9]{1,2}(\.0+)?\Z", text) else "not_whole"
    if problem:
        reading.find("PLN337", cells["multiplier"], indicator.id, got=text, problem=problem)
        return None
    return int(text.partition(".")[0])


def text_of(cells: Mapping[str, SheetCell], name: str) -> str:
    """What stands in a row's cell of that name; empty where there is none."""
    return cells[name].text.strip() if name in cells else ""
