"""Frames: figures that are in memory already, as the bytes of a JSON file, so that they are read as any file is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, runtime_checkable


class PandasFrame(Protocol):
    """What is used of a pandas data frame."""

    def to_dict(self, orient: str) -> Any:
        """Its rows, for ``records``."""


class PolarsFrame(Protocol):
    """What is used of a Polars data frame."""

    def to_dicts(self) -> Any:
        """Its rows."""


Frame = PandasFrame | PolarsFrame


@runtime_checkable
class _Pandas(PandasFrame, Protocol):
    columns: Any


@runtime_checkable
class _Polars(PolarsFrame, Protocol):
    columns: Any


def bytes_of(rows: Iterable[Mapping[str, object]] | Frame) -> bytes:
    """Rows of dicts or a data frame as JSON; what is missing (NaN, NaT) is null.

    Errors: ``TypeError`` for anything else.
    """
    if isinstance(rows, _Polars):
        records = rows.to_dicts()
    elif isinstance(rows, _Pandas):
        records = rows.to_dict("records")
    else:
        records = list(rows) if isinstance(rows, Iterable) and not isinstance(rows, (str, Mapping)) else [None]
    if not all(isinstance(record, Mapping) for record in records):
        raise TypeError(f"figures are a file, bytes, rows of dicts or a data frame, not {type(rows).__name__}")
    plain = [{str(key): _plain(value) for key, value in record.items()} for record in records]
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _plain(value: Any) -> Any:
    """A cell as JSON has it: numbers keep the digits that they print."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if value != value:
        return None
    # numpy's scalars become Python's.
    value = value.item() if hasattr(value, "item") else value
    return value if isinstance(value, (bool, int, float, str)) else str(value)
