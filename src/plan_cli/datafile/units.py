"""Units: a figure in its indicator's own unit. Other scales are converted exactly; other units are a diagnostic.

A unit counts wherever it stands: beside the number, behind the indicator's name, in the heading of the figures, in a
unit column, in a row below the headings, on a line outside the table. Two that disagree are an error.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plan_cli.datafile.findings import Findings
from plan_cli.datafile.number_grammar import Figure, is_whole
from plan_cli.datafile.table import TableCell
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.units import (
    POINTS,
    contradicts,
    is_scale_of,
    says_scale,
    scale_in_words,
    scale_word,
    scaled,
    shift,
    takes_scale,
    unit_parts,
)
from plan_cli.text import plain

#: The cells of a row by the role of their column.
Cells = Mapping[str, TableCell]


def text_of(cells: Cells, role: str) -> str:
    """What stands in a row's cell of that role; empty where there is none."""
    return cells[role].text.strip() if role in cells else ""


class StatedUnits(NamedTuple):
    """The units that are stated of one figure: ``name`` behind its indicator's name, ``heading`` over it, ``column`` in
    its row, ``outside`` on a line for the whole table, ``source`` by whoever describes the file."""

    name: str = ""
    heading: str = ""
    column: str = ""
    outside: str = ""
    source: str = ""

    def near(self) -> Iterator[str]:
        """Those that speak of this figure, the nearest first."""
        yield from (plain(text) for text in (self.name, self.heading, self.column) if text)


@lru_cache(maxsize=4096)
def unit_of_figure(units: StatedUnits, wanted: str) -> tuple[str, tuple[str, str] | None]:
    """The unit that is stated of a figure, empty where none is, and two that disagree, if they do.

    A line outside the table may name several units (亿元、%): the one that goes with the ``wanted`` unit counts. It is
    overruled by a nearer statement of another kind (%), not by one of another scale.
    """
    near = list(units.near())
    for other in near[1:]:
        power = shift(near[0], other)
        if power is None or (power and not _completes(near[0], other)):
            return near[0], (near[0], other)
    outside = [plain(text) for text in re.split(r"[、,，;；/]| and |和", units.outside) if text.strip()]
    outside = [text for text in outside if shift(text, near[0] if near else wanted) is not None] or outside
    # A scale alone that holds for a table is none of its shares, ages and places.
    outside = [text for text in outside if unit_parts(text)[0] or takes_scale(near[0] if near else wanted)]
    if units.source:
        return units.source, None
    if not near:
        return (outside[0], None) if len(outside) == 1 else ("", None)
    if len(outside) == 1 and shift(outside[0], near[0]) and not _completes(outside[0], near[0]):
        return near[0], (outside[0], near[0])
    alone = [text for text in outside if not unit_parts(text)[0]]
    return _fullest([*near, *alone] if len(alone) == 1 else near), None


def _completes(one: str, other: str) -> bool:
    """Whether of two texts one is a scale alone and the other a unit without one: together they are one unit."""
    (base, scale), (other_base, other_scale) = unit_parts(one), unit_parts(other)
    return (not base and not other_scale and bool(other_base)) or (not other_base and not scale and bool(base))


def _fullest(near: list[str]) -> str:
    """One unit of those that do not contradict each other: with the scale of one and the base of another."""
    for other in near[1:]:
        if _completes(near[0], other):
            scale, base = (other, near[0]) if unit_parts(near[0])[0] else (near[0], other)
            return f"{scale} {base}" if scale.isascii() else f"{scale}{base}"
    return near[0]


def in_unit(
    findings: Findings,
    cells: Cells,
    indicator: Indicator,
    cell: TableCell,
    figure: Figure,
    measure: str,
    stated: str,
    *,
    scale_known: bool = False,
) -> Decimal | None:
    """The figure of ``cell``, whose unit is ``stated``, in the indicator's unit; None where it has none.

    ``scale_known``: a scale of the figures was stated by whoever describes the file.
    """
    wanted = wanted_unit(indicator, measure)
    near = stated or figure.unit
    if near and shift(near, wanted) is None:
        others = (*(indicator.unit_names if wanted == indicator.unit else ()), *_points(indicator, measure))
        wanted = next((name for name in others if shift(near, name) is not None), wanted)
    unit, value = stated or wanted, figure.value
    if indicator.is_index and indicator.unit == "%" and not (measure or indicator.target.in_units):
        if unit == "%" and value is not None:
            findings.add("PLN320", cell, indicator.id, got=f"{value:f} %")
            return None
        wanted = unit
    if figure.unit and not is_scale_of(figure.unit, unit):
        power = shift(figure.unit, unit)
        if power is None or not unit_parts(figure.unit)[0]:
            findings.add("PLN340", cell, indicator.id, got=figure.unit, wanted=unit)
            return None
        if power and stated:
            findings.add("PLN347", cell, indicator.id, first=figure.unit, second=stated)
            return None
        if power and value is not None:
            value = scaled(value, power)
            report_conversion(findings, cell, indicator, cell.text.strip(), figure.unit, value, unit)
    currency = text_of(cells, "currency")
    if currency and (other := next((each for each in (wanted, unit) if contradicts(currency, each)), None)):
        findings.add("PLN340", cells["currency"], indicator.id, got=currency, wanted=other)
        return None
    power = shift(unit, wanted) if wanted else 0
    if power is None:
        findings.add("PLN340", cells.get("unit", cell), indicator.id, got=unit, wanted=wanted)
        return None
    multiplier = _multiplier(findings, cells, indicator, scale_known=scale_known)
    if multiplier is None:
        return None
    if multiplier and says_scale(unit, multiplier):
        # "Million USD" beside UNIT_MULT 6 says one scale twice, as does ONS's "GBP (£ Millions)".
        multiplier = 0
    elif multiplier and stated and scale_in_words(unit):
        findings.add("PLN347", cells["multiplier"], indicator.id, first=stated, second=f"× 10^{multiplier}")
        return None
    power += multiplier
    if power and value is not None:
        scale = f"× 10^{multiplier} {unit}".strip() if multiplier else unit
        value = scaled(value, power)
        place = cells.get("unit", cell)
        report_conversion(findings, place, indicator, f"{cell.text.strip()} {scale}", scale, value, wanted)
    return value


def repeats_scale(cells: Cells, unit: str) -> bool:
    """Whether kilotonnes stand beside Thousands: thousands of them (StatCan), or kilotonnes said twice (ONS)."""
    power = _power_of(plain(text_of(cells, "multiplier")))
    return bool(power) and power == unit_parts(unit)[1] and not scale_in_words(unit)


def wanted_unit(indicator: Indicator, measure: str) -> str:
    """The unit in which a figure is wanted: the indicator's, % for growth and for a change since the base year."""
    share_so_far = measure == "cumulative" and indicator.target.is_relative and not indicator.target.in_units
    return "%" if measure in ("growth", "mean_growth") or share_so_far else indicator.unit


def _points(indicator: Indicator, measure: str) -> tuple[str, ...]:
    """Points, where a figure is a change in points: of all years so far, or of one of those that are added up."""
    added = measure == "growth" and indicator.target.adds_rates
    return (POINTS,) if indicator.target.in_points and (added or measure == "cumulative") else ()


def multiplied(
    findings: Findings, indicator: Indicator, cell: TableCell, value: Decimal | None, scale: Decimal | None
) -> Decimal | None:
    """The figure times the ``scale`` that a source or the plan states."""
    if value is None or scale is None or scale == 1:
        return value
    with exact_arithmetic():
        result = value * scale
    report_conversion(findings, cell, indicator, f"{cell.text.strip()} × {scale}", f"× {scale}", result, indicator.unit)
    return result


def report_conversion(
    findings: Findings, cell: TableCell, indicator: Indicator, got: str, unit: str, value: Decimal, wanted: str
) -> None:
    """Note that a figure ``got`` in ``unit`` is read as ``value`` in the unit ``wanted``."""
    findings.add("PLN306", cell, indicator.id, got=got, wanted=wanted, value=value, more=None, **{"from": unit})


def _multiplier(findings: Findings, cells: Cells, indicator: Indicator, *, scale_known: bool) -> int | None:
    """UNIT_MULT as a power of ten, a factor (1000), or SCALAR_FACTOR as a word; None where it cannot be used."""
    if "multiplier" not in cells:
        return 0
    text = plain(text_of(cells, "multiplier"))
    power = _power_of(text)
    if power == 1 and is_whole(text):
        # In SDMX tens, in a column headed "multiplier" as a rule the factor one; no other check notices ten times.
        if scale_known:
            return 0
        findings.add("PLN337", cells["multiplier"], indicator.id, got=text, problem="one_or_ten", tens="10")
        return None
    if power is None:
        findings.add("PLN337", cells["multiplier"], indicator.id, got=text, problem="no_power_of_ten")
    return power


def _power_of(text: str) -> int | None:
    """The power of ten that a multiplier is: 3 or 3.0, 1000, thousands → 3; None where it is none."""
    number = text.partition(".")[0] if is_whole(text) else ""
    if re.match(r"-?[0-9]{1,2}\Z", number):
        return int(number)
    return len(number) - 1 if re.match(r"10+\Z", number) else scale_word(text)
