"""Polars: the panel's default engine. ``lean.py`` is its scan, ``dense.py`` turns rows into cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from plan_cli.panel.criteria import Judge
from plan_cli.panel.engines import FILE, Frame, Gathered, Scan
from plan_cli.panel.plain_rows import AT, number, read, year_in


class Polars:
    """Polars, asked lazily."""

    def __init__(self) -> None:
        import polars

        self.pl: Any = polars
        self.words: Any = polars
        wrong = polars.exceptions
        self.trouble: tuple[type[Exception], ...] = (
            wrong.ComputeError,
            wrong.NoDataError,
            wrong.InvalidOperationError,
            UnicodeError,
        )

    def keys(self, asked: Scan) -> tuple[str, ...]:
        """One number for each entity."""
        return ("entity",)

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of a file."""
        return [name for name in read(self.pl, file, format, delimiter).collect_schema().names() if name != AT]

    def scan(self, asked: Scan) -> Frame:
        """The rows of every file, each numbered as its file numbers them."""
        return self.pl.concat([self._scan(file, position, asked) for position, file in enumerate(asked.files)])

    def _scan(self, file: str, position: int, asked: Scan) -> Any:
        pl, raw = self.pl, read(self.pl, file, asked.format, asked.delimiter)
        first = 1 if asked.format == "parquet" else 2
        entity = zip(asked.keys, asked.by, strict=True)
        columns = {key: pl.col(name).cast(pl.String).fill_null("") for key, name in entity}
        columns |= {name: pl.col(heading).cast(pl.String) for name, heading in asked.fields.items()}
        if "year" in columns:
            columns["year"] = year_in(pl, columns["year"])
        figure = number(pl, raw.collect_schema(), asked.fields["value"])
        return raw.select(at=pl.col(AT).cast(pl.Int64) + (FILE * position + first), number=figure, **columns)

    def gather(self, judge: Judge, asked: Scan, on_progress: Callable[[int], None]) -> Callable[[], Gathered]:
        """The cells, in arrays."""
        from plan_cli.panel.pair_arrays import gathered

        return gathered(self, judge, asked, on_progress)

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours."""
        return self.pl.LazyFrame(dict(columns))

    def keep(self, *frames: Frame) -> list[Frame]:
        """The frames' rows, computed in one pass by the streaming engine."""
        return [frame.lazy() for frame in self.pl.collect_all(list(frames), engine="streaming")]

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""
        return list(frame.collect(engine="streaming").rows())

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """``over`` ÷ ``under``."""
        return frame.with_columns((self.pl.col(over) / self.pl.col(under)).alias(name))

    def write(self, frame: Frame, file: str) -> None:
        """Write as Parquet or CSV, streaming."""
        frame.sink_parquet(file) if file.lower().endswith(".parquet") else frame.sink_csv(file)

    def close(self) -> None:
        """There is nothing to give back."""
