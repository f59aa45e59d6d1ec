"""Polars: the panel's default engine. ``plain_rows.py`` is its scan, ``pair_arrays.py`` turns rows into cells."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from plan_cli.panel.background import in_background
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Frame, Gathered, Scan
from plan_cli.panel.engines import EngineEntry
from plan_cli.panel.gather import gathered as by_query
from plan_cli.panel.plain_rows import AT, is_chosen, number, read, year_in
from plan_cli.panel.small_files import parts


class Polars:
    """Polars, scan lazily."""

    def __init__(self) -> None:
        import polars

        self.pl: Any = polars
        self.expressions: Any = polars
        errors = polars.exceptions
        self.read_errors: tuple[type[Exception], ...] = (
            errors.ComputeError,
            errors.NoDataError,
            errors.InvalidOperationError,
            UnicodeError,
        )

    def keys(self, scan: Scan) -> tuple[str, ...]:
        """One number for each entity."""
        return ("entity",)

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of a file."""
        return [name for name in read(self.pl, file, format, delimiter).collect_schema().names() if name != AT]

    def scan(self, scan: Scan) -> Frame:
        """The rows of every file, each numbered as its file numbers them."""
        read_file = partial(read, self.pl, format=scan.format, delimiter=scan.delimiter)
        return self.pl.concat([self._scan(part.frame, scan) for part in parts(self.pl, scan, read_file, AT)])

    def _scan(self, raw: Any, scan: Scan) -> Any:
        pl, entity = self.pl, zip(scan.keys, scan.by, strict=True)
        columns = {key: pl.col(name).cast(pl.String).fill_null("") for key, name in entity}
        columns |= {name: pl.col(heading).cast(pl.String) for name, heading in scan.fields.items()}
        if "year" in columns:
            columns["year_text"] = columns["year"]
            columns["year"] = year_in(pl, columns["year"])
        dims = {f"dim_{i}": pl.col(name).cast(pl.String).fill_null("") for i, name in enumerate(scan.dimensions)}
        figure = number(pl, raw.collect_schema(), scan.fields["value"], scan.plain_number)
        rows = raw.filter(is_chosen(pl, scan)) if scan.chosen else raw
        return rows.select(at=pl.col(AT), number=figure, **columns, **dims)

    def gather(
        self, criteria: PanelCriteria, reader: CellReader, scan: Scan, on_progress: Callable[[int], None]
    ) -> Callable[[], Gathered]:
        """The cells, in arrays; of several years by the common query."""
        if criteria.several_years:
            return in_background(lambda: by_query(self, criteria, reader, scan, on_progress)).result
        from plan_cli.panel.pair_cells import gathered

        return gathered(self.pl, criteria, reader, scan, on_progress)

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours."""
        return self.pl.LazyFrame(dict(columns))

    def materialize(self, *frames: Frame) -> list[Frame]:
        """The frames' rows, computed in one pass by the streaming engine."""
        return [frame.lazy() for frame in self.pl.collect_all(list(frames), engine="streaming")]

    def fetch(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""
        return list(frame.collect(engine="streaming").rows())

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """``over`` ÷ ``under``."""
        return frame.with_columns((self.pl.col(over) / self.pl.col(under)).alias(name))

    def write(self, frame: Frame, file: str) -> None:
        """Write as Parquet or CSV, streaming."""
        frame.sink_parquet(file) if file.lower().endswith(".parquet") else frame.sink_csv(file)

    def close(self) -> None:
        """There is nothing to release."""


ENGINE = EngineEntry("panel", ("polars", "numpy"), lambda _: Polars())
