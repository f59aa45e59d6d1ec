"""Polars: the panel's default engine; streaming, so that only the rows that are used are ever in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plan_cli.panel.engine import FILE, Frame, Scan
from plan_cli.panel.verdicts import NUMBER


class Polars:
    """Polars, asked lazily."""

    def __init__(self) -> None:
        import narwhals
        import polars

        self.pl, self.nw = polars, narwhals
        self.trouble: type[Exception] = polars.exceptions.PolarsError

    def headings(self, file: str, format: str) -> list[str]:
        """The column names of a file."""
        if format == "parquet":
            return list(self.pl.scan_parquet(file).collect_schema().names())
        return list(self.pl.scan_csv(file, infer_schema=False).collect_schema().names())

    def scan(self, asked: Scan) -> Frame:
        """The rows of every file, each numbered as its file numbers them."""
        frames = [self._scan(file, position, asked) for position, file in enumerate(asked.files)]
        return self.nw.from_native(self.pl.concat(frames) if len(frames) > 1 else frames[0])

    def _scan(self, file: str, position: int, asked: Scan) -> Any:
        pl = self.pl
        if asked.format == "parquet":
            raw, first = pl.scan_parquet(file, row_index_name="__row"), 1
        else:
            raw, first = pl.scan_csv(file, infer_schema=False, row_index_name="__row"), 2
        value = pl.col(asked.fields["value"])
        text = value.cast(pl.String).str.strip_chars()
        number = text.cast(pl.Float64, strict=False)
        if asked.format == "parquet" and raw.collect_schema()[asked.fields["value"]].is_numeric():
            double = value.cast(pl.Float64)
            number = pl.when(double.is_finite()).then(double)
        else:
            number = pl.when(text.str.contains(NUMBER)).then(number)
        # An entity's name is a number from here on: rows stay small, joins and groups quick.
        entity = {f"by_{i}": pl.col(name).cast(pl.String).fill_null("") for i, name in enumerate(asked.by)}
        columns = {key: column.cast(pl.Categorical) for key, column in entity.items()}
        columns |= {name: pl.col(heading).cast(pl.String) for name, heading in asked.fields.items()}
        if "year" in asked.fields:
            columns["year"] = columns["year"].str.strip_chars().cast(pl.Int64, strict=False)
        return raw.select(
            (pl.col("__row").cast(pl.Int64) + (FILE * position + first)).alias("at"),
            number.alias("number"),
            *(column.alias(name) for name, column in columns.items()),
        )

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours."""
        return self.nw.from_native(self.pl.LazyFrame(dict(columns)))

    def keep(self, *frames: Frame) -> list[Frame]:
        """The frames' rows, computed in one pass by the streaming engine."""
        kept = self.pl.collect_all([frame.to_native() for frame in frames], engine="streaming")
        return [self.nw.from_native(frame.lazy()) for frame in kept]

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""
        return list(frame.to_native().collect(engine="streaming").rows())

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """``over`` ÷ ``under``."""
        return frame.with_columns((self.nw.col(over) / self.nw.col(under)).alias(name))

    def write(self, frame: Frame, file: str) -> None:
        """Write as Parquet or CSV, streaming."""
        native = frame.to_native()
        native.sink_parquet(file) if file.endswith(".parquet") else native.sink_csv(file)
