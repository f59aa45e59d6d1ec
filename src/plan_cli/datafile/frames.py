"""Frames: figures that are in memory already, as the bytes of a JSON file, so that they are read as any file is."""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol


class PandasFrame(Protocol):
    """What a pandas data frame is known by."""

    def to_dict(self, orient: str) -> Any:
        """Its rows, for ``records``."""


class PolarsFrame(Protocol):
    """What a Polars data frame is known by."""

    def to_dicts(self) -> Any:
        """Its rows."""


Frame = PandasFrame | PolarsFrame
#: A row: headings, of which one may stand twice, with their cells.
Row = Iterable[tuple[object, Any]]
#: The numbers of fewer digits than a double has, by the name of their type: how they are packed.
_SHORT = {"float32": "f", "float[pyarrow]": "f", "float16": "e", "halffloat[pyarrow]": "e"}


def bytes_of(rows: Iterable[Mapping[str, object]] | Frame) -> bytes:
    """Rows of dicts or a data frame as JSON; what is missing (NaN, NaT) is null.

    Errors: ``TypeError`` for anything else.
    """
    found = ", ".join("{" + ", ".join(_pair(*pair) for pair in row) + "}" for row in _rows_of(rows))
    return f"[{found}]".encode("utf-8", "backslashreplace")


def _rows_of(rows: Any) -> Iterator[Row]:
    if hasattr(rows, "to_dicts"):
        return _of_columns([(name, rows[name].dtype, rows[name].to_list()) for name in rows.columns])
    if hasattr(rows, "itertuples"):
        # What names the rows of a pandas frame is a column to whoever made it.
        named = [name for name in rows.index.names if name is not None and name not in rows.columns]
        whole = rows.reset_index(level=named) if named else rows
        columns = [whole.iloc[:, position] for position in range(len(whole.columns))]
        return _of_columns([(name, each.dtype, each) for name, each in zip(whole.columns, columns, strict=True)])
    records: list[Any] = list(rows) if isinstance(rows, Iterable) and not isinstance(rows, (str, Mapping)) else [None]
    if not all(isinstance(record, Mapping) for record in records):
        raise TypeError(f"figures are a file, bytes, rows of dicts or a data frame, not {type(rows).__name__}")
    return (record.items() for record in records)


def _of_columns(columns: Iterable[tuple[object, object, Iterable[Any]]]) -> Iterator[Row]:
    """The rows of columns, each with its name and its type."""
    names, cells = [], []
    for name, kind, values in columns:
        packing = _SHORT.get(str(kind).lower())
        names.append(name)
        cells.append(values if packing is None else [_as_printed(each, packing) for each in values])
    return (zip(names, row, strict=True) for row in zip(*cells, strict=True))


def _pair(heading: object, cell: Any) -> str:
    return f"{json.dumps(str(heading), ensure_ascii=False)}: {json.dumps(_plain(cell), ensure_ascii=False)}"


def _plain(value: Any) -> Any:
    """A cell as JSON has it: numbers keep the digits that they print."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if _is_missing(value):
        return None
    if packing := _SHORT.get(type(value).__name__):
        return _as_printed(value, packing)
    # numpy's scalars become Python's.
    value = value.item() if getattr(value, "shape", None) == () else value
    return value if isinstance(value, (bool, int, float, str)) else str(value)


def _is_missing(value: Any) -> bool:
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        # Of pandas' NA even that is not known.
        return str(value) == "<NA>"


def _as_printed(value: Any, packing: str) -> Any:
    """A number of fewer digits by the shortest text that means it: 0.7, not 0.699999988."""
    if value is None or _is_missing(value):
        return None
    number = float(value)
    packed = struct.pack(packing, number)
    shown = (float(f"{number:.{digits}g}") for digits in range(3, 10))
    return next((each for each in shown if _packs_to(each, packing, packed)), number)


def _packs_to(number: float, packing: str, packed: bytes) -> bool:
    try:
        return struct.pack(packing, number) == packed
    except OverflowError:
        return False
