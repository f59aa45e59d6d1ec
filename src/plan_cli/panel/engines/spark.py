"""Spark: a cluster asked over Spark Connect; rows stay there, only small tables go up and only answers come down.

Paths are the server's. It cannot number rows, so ``at`` says at most which file; where it cannot say that either
(Sail has no ``input_file_name``), every file is read on its own. Anything that speaks Spark Connect will do.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import Any
from urllib.parse import unquote

from plan_cli.datafile.number_grammar import PLAIN_NUMBER
from plan_cli.datafile.periods import YEAR
from plan_cli.panel.criteria import Judge
from plan_cli.panel.engines import FILE, Frame, Gathered, Scan, UnreachableError
from plan_cli.panel.gather import gathered
from plan_cli.text import BLANKS

#: Seconds that a server has to answer the first time; and how often a call that fails later is tried again (this makes
#: half a minute).
PATIENCE = 10
RETRIES = 5
#: What CSV means: RFC 4180, a header in every file, its columns the same, no row with more or fewer cells.
_CSV = {
    "header": "true",
    "quote": '"',
    "escape": '"',
    "mode": "FAILFAST",
    "enforceSchema": "false",
    "columnPruning": "false",
}
#: Names of columns as they are written, values in names of folders (``code=01``) as text; and what is kept in as
#: many parts as its size asks for (in 200 parts, 1 million rows took two cores eight times as long).
_SETTINGS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning": "true",
}
#: What stands where bytes were not UTF-8.
_REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Source:
    """A path as it was asked for, and its files as the server writes them (URLs)."""

    path: str
    files: tuple[str, ...]


class Spark:
    """A session of a Spark Connect server at a URL ``sc://host:port``."""

    def __init__(self, remote: str) -> None:
        import narwhals

        with warnings.catch_warnings():
            # It says that pandas is too new for parts that are not used here.
            warnings.simplefilter("ignore", FutureWarning)
            from pyspark.errors import PySparkException
            from pyspark.sql.connect import functions
            from pyspark.sql.connect.client import DefaultChannelBuilder
            from pyspark.sql.connect.client.retries import DefaultPolicy
            from pyspark.sql.connect.session import SparkSession

        # The diagnostic says it.
        warnings.filterwarnings("ignore", message=r"\[RETRIES_EXCEEDED\]", category=UserWarning)
        self.functions = functions
        self.words: Any = narwhals
        self.trouble: tuple[type[Exception], ...] = (PySparkException,)
        self.sources: dict[str, _Source] = {}
        self.kept: list[Any] = []
        # What follows the address may be a token.
        self.address = remote.partition(";")[0].rstrip("/")
        try:
            channel = DefaultChannelBuilder(remote)
            _knock(channel.toChannel())
            self.session = SparkSession.builder.channelBuilder(channel).create()
            self.session.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
            for name, value in _SETTINGS.items():
                self.session.conf.set(name, value)
        except (PySparkException, TimeoutError) as error:
            raise UnreachableError(self.address) from error

    def files(self, panel: str) -> tuple[str, ...]:
        """The files of a path, a glob or a folder on the server; none where nothing is there."""
        found: tuple[str, ...] = ()
        with suppress(*self.trouble):
            found = tuple(sorted(self.session.read.format("binaryFile").load(panel).inputFiles()))
        named = tuple(map(unquote, found))
        if len(named) == 1 and named[0].endswith(panel):
            named = (panel,)
        if named:
            self.sources[named[0]] = _Source(panel, found)
        return named

    def keys(self, asked: Scan) -> tuple[str, ...]:
        """The columns of the entity."""
        return asked.keys

    def headings(self, file: str, format: str, delimiter: str) -> list[str]:
        """The column names of what the file is a part of, those in names of folders (``year=2023``) among them."""
        return list(self._read(self.sources[file].path, format).columns)

    def scan(self, asked: Scan) -> Frame:
        """The rows of every file; ``at`` says which file, and no row."""
        source, lit = self.sources[asked.files[0]], self.functions.lit
        whole = self._read(source.path, asked.format)
        if len(asked.files) == 1:
            return self.words.from_native(self._columns(whole, asked, lit(0).cast("bigint").alias("at")))
        if self._knows_files():
            rows = self._columns(whole, asked, self.functions.input_file_name().alias("source"))
            places = self._table({"source": source.files, "at": [FILE * i for i in range(len(source.files))]})
            return self.words.from_native(rows.join(places, on="source", how="left").drop("source"))
        own = self._read(asked.files[0], asked.format).columns
        folders = [name for name in whole.columns if name not in own]
        parts = []
        for position, file in enumerate(asked.files):
            rows = self._read(file, asked.format)
            for name in folders:
                rows = rows.withColumn(name, lit(_folder(file, name)).cast("string"))
            parts.append(self._columns(rows, asked, lit(FILE * position).cast("bigint").alias("at")))
        return self.words.from_native(_stacked(parts))

    def _columns(self, raw: Any, asked: Scan, place: Any) -> Any:
        when, coalesce, lit = self.functions.when, self.functions.coalesce, self.functions.lit
        value = self._named(asked.fields["value"])
        if dict(raw.dtypes)[asked.fields["value"]] == "string":
            text = self._trimmed(value)
            number = when(text.rlike(PLAIN_NUMBER), text.try_cast("double"))
        else:
            double = value.cast("double")
            number = when(self.functions.abs(double) < float("inf"), double)
        told = [place, number.alias("number")]
        for key, name in zip(asked.keys, asked.by, strict=True):
            entity = coalesce(self._named(name).cast("string"), lit(""))
            told.append(self._sound(entity).alias(key))
        for name, heading in asked.fields.items():
            column = self._named(heading).cast("string")
            if name == "year":
                year = self._trimmed(column)
                column = when(year.rlike(YEAR), year.substr(1, 4).try_cast("bigint"))
            told.append((self._sound(column) if name == "indicator" else column).alias(name))
        return raw.select(*told)

    def gather(self, judge: Judge, asked: Scan, on_progress: Callable[[int], None]) -> Callable[[], Gathered]:
        """The cells, by the portable text."""
        return gathered(self, judge, asked, on_progress).result

    def table(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of ours, sent in Arrow's form: a double arrives as it is."""
        return self.words.from_native(self._table(columns))

    def _table(self, columns: Mapping[str, Sequence[Any]]) -> Any:
        import pyarrow

        arrays = {name: pyarrow.array(values, _kind(values)) for name, values in columns.items()}
        return self.session.createDataFrame(pyarrow.table(arrays))

    def keep(self, *frames: Frame) -> list[Frame]:
        """The frames, kept by the cluster from their first use on, in memory or on its disks."""
        kept = [frame.to_native().persist() for frame in frames]
        self.kept += kept
        return [self.words.from_native(frame) for frame in kept]

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The frame's rows as values."""
        return [tuple(row) for row in frame.to_native().collect()]

    def ratio(self, frame: Frame, name: str, over: str, under: str) -> Frame:
        """``over`` ÷ ``under``, nothing where that is 0; narwhals' own is ``try_divide``, which Sail lacks."""
        top, bottom = self._named(over), self._named(under)
        native = frame.to_native().withColumn(name, self.functions.when(bottom != 0, top / bottom))
        return self.words.from_native(native)

    def write(self, frame: Frame, file: str) -> None:
        """Write a folder of parts on the server. Errors: ``OSError`` where it is there already or cannot be made."""
        writer = frame.to_native().write.mode("error")
        try:
            if file.lower().endswith(".parquet"):
                writer.parquet(file)
            else:
                writer.options(header="true", escape='"').csv(file)
        except self.trouble as error:
            raise OSError(str(error).strip().splitlines()[0]) from error

    def lost(self, error: Exception) -> str | None:
        """The server's address, where the error says that it is gone."""
        return self.address if "StatusCode.UNAVAILABLE" in str(error) else None

    def close(self) -> None:
        """Give back what was kept, and the session."""
        self.session.client.set_retry_policies([])
        with suppress(*self.trouble):
            for frame in self.kept:
                frame.unpersist()
            self.session.stop()

    def _read(self, path: str, format: str) -> Any:
        read = self.session.read
        return read.parquet(path) if format == "parquet" else read.options(**_CSV).csv(path)

    def _knows_files(self) -> bool:
        """Whether the server can say which file a row is from."""
        with suppress(*self.trouble):
            return bool(self.session.range(1).select(self.functions.input_file_name()).collect())
        return False

    def _named(self, name: str) -> Any:
        return self.functions.col("`" + name.replace("`", "``") + "`")

    def _trimmed(self, column: Any) -> Any:
        return self.functions.btrim(column.cast("string"), self.functions.lit(BLANKS))

    def _sound(self, column: Any) -> Any:
        """The same text; an error where it was no UTF-8 (two names could become one)."""
        spoilt = self.functions.raise_error(self.functions.lit("the text is not UTF-8")).cast("string")
        return self.functions.when(column.contains(_REPLACED), spoilt).otherwise(column)


def _knock(channel: Any) -> None:
    """Wait until a server answers. Errors: ``TimeoutError`` at the first failure, or when it takes too long."""
    from grpc import ChannelConnectivity as State

    states: list[Any] = []
    settled = Event()

    def told(state: Any) -> None:
        states.append(state)
        if state in (State.READY, State.TRANSIENT_FAILURE, State.SHUTDOWN):
            settled.set()

    channel.subscribe(told, try_to_connect=True)
    settled.wait(PATIENCE)
    channel.unsubscribe(told)
    channel.close()
    if State.READY not in states:
        raise TimeoutError


def _stacked(frames: Sequence[Any]) -> Any:
    """All rows of the frames; halved again and again, since a chain of thousands is too deep to be sent."""
    if len(frames) == 1:
        return frames[0]
    half = len(frames) // 2
    return _stacked(frames[:half]).union(_stacked(frames[half:]))


def _folder(file: str, name: str) -> str | None:
    """What the folders of a file say of a column: ``…/year=2023/part.parquet``."""
    found = dict(part.split("=", 1) for part in file.split("/") if "=" in part).get(name)
    return None if found == "__HIVE_DEFAULT_PARTITION__" else found


def _kind(values: Sequence[Any]) -> str:
    known = next((value for value in values if value is not None), 0.0)
    return {str: "string", int: "int64"}.get(type(known), "float64")
