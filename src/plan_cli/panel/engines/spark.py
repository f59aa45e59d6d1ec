"""Spark: a cluster asked over Spark Connect; rows stay there, only small tables go up and only answers come down.

Paths are the server's. It cannot number rows, so ``at`` says at most which file. Anything that speaks Spark Connect
will do.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from plan_cli.datafile.periods import YEAR
from plan_cli.panel.background import in_background
from plan_cli.panel.cell_reader import CellReader
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Frame, Gathered, Scan
from plan_cli.panel.engines import EngineEntry
from plan_cli.panel.engines import _spark_files as server
from plan_cli.panel.engines._spark_session import session_at
from plan_cli.panel.gather import gathered
from plan_cli.text import BLANKS

#: What stands where bytes were not UTF-8.
_REPLACED = "\ufffd"


class Spark:
    """A session of a Spark Connect server at a URL ``sc://host:port``."""

    def __init__(self, remote: str) -> None:
        import narwhals

        # What follows the address may be a token.
        self.address = remote.partition(";")[0].rstrip("/")
        self.session = session_at(remote, self.address)
        from pyspark.errors import PySparkException
        from pyspark.sql.connect import functions

        self.functions = functions
        self.expressions: Any = narwhals
        self.read_errors: tuple[type[Exception], ...] = (PySparkException,)
        self.sources: dict[str, server.SparkFiles] = {}
        self.kept: list[Any] = []

    def files(self, panel: str) -> tuple[str, ...]:
        """The files of a path, a glob or a folder on the server; none where nothing is there."""
        found = server.find(self.session, panel, self.read_errors)
        if found.names:
            self.sources[found.names[0]] = found
        return found.names

    def keys(self, scan: Scan) -> tuple[str, ...]:
        """The columns of the entity."""
        return scan.keys

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of what the file is a part of, those in names of folders (``year=2023``) among them."""
        return list(server.read(self.session, self.sources[file].path, format).columns)

    def scan(self, scan: Scan) -> Frame:
        """The rows of every file; ``at`` says which file, and no row."""
        files = self.sources[scan.files[0]]

        def columns(raw: Any, place: Any) -> Any:
            return self._columns(raw, scan, place)

        if len(scan.files) == 1:
            first = self.functions.lit(0).cast("bigint").alias("at")
            rows = columns(server.read(self.session, files.path, scan.format), first)
        else:
            knows = self._knows_files()
            rows = server.rows_of_files(
                self.session, self.functions, files, scan, columns, self._table, knows_files=knows
            )
        return self.expressions.from_native(rows)

    def _columns(self, raw: Any, scan: Scan, place: Any) -> Any:
        coalesce, lit, kinds = self.functions.coalesce, self.functions.lit, dict(raw.dtypes)
        columns = [place, self._number(scan.fields["value"], kinds, scan.plain_number).alias("number")]
        for key, name in zip(scan.keys, scan.by, strict=True):
            entity = coalesce(self._named(name).cast("string"), lit(""))
            columns.append(self._valid(entity).alias(key))
        for i, name in enumerate(scan.dimensions):
            columns.append(coalesce(self._named(name).cast("string"), lit("")).alias(f"dim_{i}"))
        for name, heading in scan.fields.items():
            column = self._named(heading).cast("string")
            if name == "year":
                columns.append(column.alias("year_text"))
                column = self._year(heading)
            columns.append((self._valid(column) if name == "indicator" else column).alias(name))
        for heading, texts in scan.chosen.items():
            raw = raw.filter(coalesce(self._named(heading).cast("string"), lit("")).isin(list(texts)))
        return raw.select(*columns)

    def _number(self, heading: str, kinds: Mapping[str, str], pattern: str) -> Any:
        """A cell as a double where it is a plain figure."""
        when, value = self.functions.when, self._named(heading)
        if kinds[heading] == "string":
            text = self._trimmed(value)
            return when(text.rlike(pattern), text.try_cast("double"))
        double = value.cast("double")
        return when(self.functions.abs(double) < float("inf"), double)

    def _year(self, heading: str) -> Any:
        """A cell as a year."""
        text = self._trimmed(self._named(heading))
        return self.functions.when(text.rlike(YEAR), text.substr(1, 4).try_cast("bigint"))

    def gather(
        self, criteria: PanelCriteria, reader: CellReader, scan: Scan, on_progress: Callable[[int], None]
    ) -> Callable[[], Gathered]:
        """The cells, by the common query."""
        return in_background(lambda: gathered(self, criteria, reader, scan, on_progress)).result

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours, sent in Arrow's form: a double arrives as it is."""
        return self.expressions.from_native(self._table(columns))

    def _table(self, columns: Mapping[str, Sequence[Any]]) -> Any:
        import pyarrow

        arrays = {name: pyarrow.array(values, _kind(values)) for name, values in columns.items()}
        return self.session.createDataFrame(pyarrow.table(arrays))

    def materialize(self, *frames: Frame) -> list[Frame]:
        """The frames, kept by the cluster from their first use on, in memory or on its disks."""
        kept = [frame.to_native().persist() for frame in frames]
        self.kept += kept
        return [self.expressions.from_native(frame) for frame in kept]

    def fetch(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""
        return [tuple(row) for row in frame.to_native().collect()]

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """``over`` ÷ ``under``, nothing where that is 0; narwhals' own is ``try_divide``, which Sail lacks."""
        top, bottom = self._named(over), self._named(under)
        native = frame.to_native().withColumn(name, self.functions.when(bottom != 0, top / bottom))
        return self.expressions.from_native(native)

    def write(self, frame: Frame, file: str) -> None:
        """Write a folder of parts on the server. Errors: ``OSError`` where it is there already or cannot be made."""
        writer = frame.to_native().write.mode("error")
        try:
            if file.lower().endswith(".parquet"):
                writer.parquet(file)
            else:
                writer.options(header="true", escape='"').csv(file)
        except self.read_errors as error:
            raise OSError(str(error).strip().splitlines()[0]) from error

    def lost(self, error: Exception) -> str | None:
        """The server's address, where the error says that it is gone."""
        return self.address if "StatusCode.UNAVAILABLE" in str(error) else None

    def close(self) -> None:
        """Release what was kept, and the session."""
        self.session.client.set_retry_policies([])
        with suppress(*self.read_errors):
            for frame in self.kept:
                frame.unpersist()
            self.session.stop()

    def _knows_files(self) -> bool:
        """Whether the server can say which file a row is from."""
        with suppress(*self.read_errors):
            return bool(self.session.range(1).select(self.functions.input_file_name()).collect())
        return False

    def _named(self, name: str) -> Any:
        return self.functions.col("`" + name.replace("`", "``") + "`")

    def _trimmed(self, column: Any) -> Any:
        return self.functions.btrim(column.cast("string"), self.functions.lit(BLANKS))

    def _valid(self, column: Any) -> Any:
        """The same text; an error where it was no UTF-8 (two names could become one)."""
        error = self.functions.raise_error(self.functions.lit("the text is not UTF-8")).cast("string")
        return self.functions.when(column.contains(_REPLACED), error).otherwise(column)


def _kind(values: Sequence[Any]) -> str:
    known = next((value for value in values if value is not None), 0.0)
    return {str: "string", int: "int64"}.get(type(known), "float64")


ENGINE = EngineEntry("spark", ("pyspark", "grpc", "pyarrow", "narwhals"), Spark, remote=True)
