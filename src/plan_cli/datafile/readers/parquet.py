"""Parquet: one table, its columns as they are named. The place of a cell is its row (the header is row 1)."""

import io
from datetime import date, datetime
from typing import Any

from plan_cli.datafile.readers import LimitReachedError, Limits, Reader
from plan_cli.datafile.table import ReadOptions, Table, TableCell, refused
from plan_cli.diagnostics import Place
from plan_cli.model.numbers import plain_digits


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The table in these bytes."""
    try:
        import polars
    except ImportError:
        return refused("PLN322", file, "parquet", format="Parquet", library="polars", extra="parquet")
    try:
        scanned = polars.scan_parquet(io.BytesIO(raw))
        limits.check("columns", len(scanned.collect_schema()))
        limits.check("rows", scanned.select(polars.len()).collect().item())
        frame = polars.read_parquet(io.BytesIO(raw), use_pyarrow=False)
        headings = tuple(TableCell(name, Place(file, 1, i, 1, i)) for i, name in enumerate(frame.columns, 1))
        single = {i for i, kind in enumerate(frame.dtypes, 1) if kind == polars.Float32}
        rows = tuple(
            tuple(TableCell(_text(value, i in single), Place(file, n, i, n, i)) for i, value in enumerate(row, 1))
            for n, row in enumerate(frame.iter_rows(), 2)
        )
    except LimitReachedError:
        raise
    except (Exception, polars.exceptions.PanicException):
        # Whatever a damaged file makes the library raise, it is the file that is damaged.
        return refused("PLN326", file, "parquet", format="Parquet", problem="parser")
    return Table(file, "parquet", None, (headings, *rows))


READER = Reader("Parquet", (".parquet", ".pq"), read, magic=(b"PAR1",), binary=True)


def _text(value: Any, single: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return plain_digits(value, 7 if single else 15)
    if isinstance(value, datetime):
        value = value.date() if value.time() == value.time().min else value
    return value.isoformat() if isinstance(value, date) else str(value)
