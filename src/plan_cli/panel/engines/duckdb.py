"""DuckDB: the engine for panels that do not fit in memory; it spills to disk by itself."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from tempfile import TemporaryDirectory
from typing import Any

from plan_cli.datafile.periods import YEAR
from plan_cli.panel.background import in_background
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import FILE, Frame, Gathered, Scan
from plan_cli.panel.engines import EngineEntry
from plan_cli.panel.gather import gathered
from plan_cli.text import BLANKS

#: Up to so many files are read as one.
TOGETHER = 32


class DuckDB:
    """One DuckDB database in memory."""

    def __init__(self) -> None:
        import duckdb
        import narwhals

        self.expressions: Any = narwhals
        self.read_errors: tuple[type[Exception], ...] = (duckdb.Error, UnicodeError)
        # It spills where temporary files belong; under names that are always the same, so into a folder of our own.
        self.folder = TemporaryDirectory(prefix="plan-", ignore_cleanup_errors=True)
        self.connection = duckdb.connect(config={"temp_directory": self.folder.name})
        self.reading: Future[Gathered] | None = None
        self.tables = 0

    def keys(self, scan: Scan) -> tuple[str, ...]:
        """The columns of the entity."""
        return scan.keys

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of a file."""
        return list(self.connection.sql(f"select * from {_source(file, format, delimiter)}").columns)  # nosec B608

    def scan(self, scan: Scan) -> Frame:
        """The rows of every file, each numbered as its file numbers them."""
        parts = [self._scan(file, position, scan) for position, file in enumerate(scan.files)]
        if len(parts) <= TOGETHER:
            return self.expressions.from_native(self.connection.sql(" union all ".join(parts)))
        # Each file that is read takes memory of its own: of many, one after the other.
        name = self._fresh()
        for position, part in enumerate(parts):
            self.connection.execute(f"insert into {name} {part}" if position else f"create temp table {name} as {part}")
        return self.expressions.from_native(self.connection.table(name))

    def _scan(self, file: str, position: int, scan: Scan) -> str:
        source, heading = _source(file, scan.format, scan.delimiter), _name(scan.fields["value"])
        first = 1 if scan.format == "parquet" else 2
        kind = str(self.connection.sql(f"select {heading} from {source}").types[0])  # nosec B608
        if kind == "VARCHAR":
            number = _read_as_number(f"cast({heading} as varchar)", scan.plain_number)
        else:
            double = f"cast({heading} as double)"
            number = f"case when isfinite({double}) then {double} else null end"
        columns = [f"{self._row(file, scan)} + {FILE * position + first} as at", f"{number} as number"]
        entity = zip(scan.keys, scan.by, strict=True)
        columns += [f"coalesce(cast({_name(name)} as varchar), '') as {key}" for key, name in entity]
        dimensions = enumerate(scan.dimensions)
        columns += [f"coalesce(cast({_name(name)} as varchar), '') as dim_{i}" for i, name in dimensions]
        for name, heading in scan.fields.items():
            text = f"cast({_name(heading)} as varchar)"
            column = _read_as_year(text) if name == "year" else text
            columns.append(f"{column} as {name}")
            if name == "year":
                columns.append(f"{text} as year_text")
        if not scan.chosen:
            return f"select {', '.join(columns)} from {source}"  # nosec B608
        # Rows are numbered before any is left out.
        columns.append(f"{' and '.join(map(_has_text, *zip(*scan.chosen.items(), strict=True)))} as chosen")
        return f"select * exclude (chosen) from (select {', '.join(columns)} from {source}) where chosen"  # nosec B608

    def _row(self, file: str, scan: Scan) -> str:
        """A row's number from 0 on. Where it can only be counted, all threads but one wait for that."""
        known = "file_row_number"
        if scan.format == "parquet" and known not in map(str.lower, self.headings(file, scan.format, "")):
            return known
        return "row_number() over () - 1"

    def gather(
        self, criteria: PanelCriteria, reader: CellReader, scan: Scan, on_progress: Callable[[int], None]
    ) -> Callable[[], Gathered]:
        """The cells, by the common query."""
        self.reading = in_background(lambda: gathered(self, criteria, reader, scan, on_progress))
        return self.reading.result

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours, its doubles handed over as such (a literal would be a decimal)."""
        name = self._fresh()
        unnested = ", ".join(f"unnest(?::{_kind(values)}[]) as {_name(column)}" for column, values in columns.items())
        self.connection.execute(
            f"create temp table {name} as select {unnested}", [list(each) for each in columns.values()]
        )
        return self.expressions.from_native(self.connection.table(name))

    def materialize(self, *frames: Frame) -> list[Frame]:
        """The frames' rows in tables of their own."""
        names = [self._fresh() for _ in frames]
        for name, frame in zip(names, frames, strict=True):
            frame.to_native().create(name)
        return [self.expressions.from_native(self.connection.table(name)) for name in names]

    def fetch(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""
        return list(frame.to_native().fetchall())

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """``over`` ÷ ``under``."""
        return frame.with_columns((self.expressions.col(over) / self.expressions.col(under)).alias(name))

    def write(self, frame: Frame, file: str) -> None:
        """Write as Parquet or CSV."""
        options = "format parquet" if file.lower().endswith(".parquet") else "format csv, header true"
        # Where writing fails, a file of DuckDB's own would stay.
        frame.to_native().query("verdicts", f"copy verdicts to {_text(file)} ({options}, use_tmp_file false)")  # nosec B608

    def close(self) -> None:
        """Stop what is still running, and release memory and disk."""
        while self.reading is not None and not self.reading.done():
            # Between two queries there is nothing to stop.
            self.connection.interrupt()
            wait([self.reading], timeout=0.02)
        self.connection.close()
        self.folder.cleanup()

    def _fresh(self) -> str:
        self.tables += 1
        return f"plan_{self.tables}"


def _name(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _has_text(heading: str, texts: Sequence[str]) -> str:
    """Whether a cell has one of the texts; of none it has nothing."""
    quoted = ", ".join(map(_text, texts))
    return f"coalesce(cast({_name(heading)} as varchar), '') in ({quoted})" if quoted else "false"


def _read_as_number(text: str, pattern: str) -> str:
    """A text as a number where it is one, blanks around it allowed.

    The text is looked at first: a cast alone would be pushed down into the reader as a hard one. Blanks are cut off
    only where that is needed, since it costs more than all the rest.
    """
    bare = f"trim({text}, '{BLANKS}')"
    return (
        f"case when regexp_matches({text}, '{pattern}') then {_finite(text)} "
        f"when regexp_matches({bare}, '{pattern}') then {_finite(bare)} else null end"
    )


def _finite(text: str) -> str:
    """Hundreds of digits are no figure though the pattern holds."""
    cast = f"try_cast({text} as double)"
    return f"case when isfinite({cast}) then {cast} end"


def _read_as_year(text: str) -> str:
    """A text as a year, whose first four digits count; nearly all are nothing else, and taking a part is slow."""
    bare = f"trim({text}, '{BLANKS}')"
    return (
        f"case when regexp_full_match({text}, '[1-9][0-9]{{3}}') then try_cast({text} as bigint) "
        f"when regexp_matches({bare}, '{YEAR}') then try_cast(substr({bare}, 1, 4) as bigint) else null end"
    )


def _source(file: str, format: str, delimiter: str) -> str:
    quoted = _text(file)
    if format == "parquet":
        return f"read_parquet({quoted}, hive_partitioning=false)"
    # Nothing is a comment, and nothing stands above the header; DuckDB would guess what is not given here.
    dialect = f"""delim='{delimiter}', quote='"', escape='"', comment='', skip=0"""
    options = f"all_varchar=true, header=true, {dialect}, max_line_size=16777216, hive_partitioning=false"
    return f"read_csv({quoted}, {options})"


def _kind(values: Sequence[Any]) -> str:
    known = next((value for value in values if value is not None), 0.0)
    return {str: "varchar", int: "bigint"}.get(type(known), "double")


ENGINE = EngineEntry("duckdb", ("duckdb", "narwhals", "numpy"), lambda _: DuckDB())
