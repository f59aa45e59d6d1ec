"""JSON-stat 2 (also what Eurostat's API and PxWeb send): a cube of values as rows, one for each value.

Each dimension becomes a column of its codes and one of its labels; the time dimension is ``year``, the metric dimension
``indicator code`` and ``indicator name``. The place of a cell is its row, the headings being row 1.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from plan_cli.datafile.table import Row, TableCell
from plan_cli.diagnostics import Place

#: Names of the time dimension where ``role`` does not say which it is.
_TIME = frozenset({"time", "time_period", "year", "tid", "jahr", "period", "vuosi", "år"})


def is_json_stat(text: str) -> bool:
    """Whether a text is one data set of JSON-stat."""
    return text.lstrip()[:1] == "{" and all(f'"{key}"' in text for key in ("dimension", "size", "value", "id"))


def rows_of(text: str, file: str, limit: int) -> tuple[Row, ...] | None:
    """The headings and rows of a data set; None where it is not whole, or holds more than ``limit`` values."""
    try:
        cube = json.loads(text, parse_float=str, parse_int=str)
        names, sizes = list(cube["id"]), [int(size) for size in cube["size"]]
        dimensions = [_Dimension(name, cube) for name in names]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    count = 1
    for size, dimension in zip(sizes, dimensions, strict=False):
        count *= size
        if size != len(dimension.codes):
            return None
    if len(names) != len(sizes) or count > limit:
        return None
    headings = [heading for dimension in dimensions for heading in dimension.headings]
    table = [[*headings, "value", "obs_status", *(["unit"] if any(d.units for d in dimensions) else [])]]
    for number, codes in enumerate(product(*(dimension.codes for dimension in dimensions))):
        value, status = _at(cube.get("value"), number), _at(cube.get("status"), number)
        if value is None and status is None:
            continue
        cells = [cell for dimension, code in zip(dimensions, codes, strict=True) for cell in dimension.cells(code)]
        units = [d.units[code] for d, code in zip(dimensions, codes, strict=True) if code in d.units]
        row = [*cells, _text(value), _text(status), *units[:1]]
        table.append([*row, *[""] * (len(table[0]) - len(row))])
    return tuple(_row(cells, file, number) for number, cells in enumerate(table, 1))


class _Dimension:
    """One dimension: its codes in order, their labels and units."""

    def __init__(self, name: str, cube: Mapping[str, Any]) -> None:
        about = cube["dimension"][name]
        category = about["category"]
        index = category.get("index", list(category.get("label", {})))
        self.codes = sorted(index, key=lambda code: int(index[code])) if isinstance(index, dict) else list(index)
        self.labels: Mapping[str, str] = category.get("label", {})
        units: Mapping[str, Any] = category.get("unit", {})
        self.units = {code: str(unit.get("base") or unit.get("label") or "") for code, unit in units.items()}
        roles: Mapping[str, list[str]] = cube.get("role", {})
        self.is_time = name in roles.get("time", ()) or (not roles.get("time") and name.lower() in _TIME)
        metric = name in roles.get("metric", ())
        self.headings = ["year"] if self.is_time else ["indicator code" if metric else name]
        if self.labels and not self.is_time:
            self.headings.append("indicator name" if metric else f"{name} label")

    def cells(self, code: str) -> Iterator[str]:
        yield str(code)
        if len(self.headings) > 1:
            yield str(self.labels.get(code, ""))


def _at(values: Any, number: int) -> Any:
    """The value of a cell: values are a list, or an object by number; a status may be one for all."""
    if isinstance(values, list):
        return values[number] if number < len(values) else None
    return values.get(str(number)) if isinstance(values, dict) else values


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _row(cells: list[str], file: str, number: int) -> Row:
    return tuple(TableCell(text, Place(file, number, i, number, i)) for i, text in enumerate(cells, 1))
