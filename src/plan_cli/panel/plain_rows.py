"""Plain rows: a scan of a panel that lets only two kinds of rows through, so that a hundred million rows stay small.

A row of a year that is used, in which nothing is irregular, comes as three numbers: where it stands in its file, where
it belongs (entity, indicator, which of the two years), and its value. A row in which anything is irregular comes with
its texts, whatever its year, and is judged by ``query.used`` like every row on another engine. A plain row may be
taken for irregular, never the other way round.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from plan_cli.datafile.periods import YEAR
from plan_cli.model.numbers import SIGNIFICANT
from plan_cli.panel.cell_reader import LONG
from plan_cli.panel.criteria import PanelCriteria, names_columns
from plan_cli.panel.engine import Scan
from plan_cli.panel.presence import Presence, entity
from plan_cli.panel.query import MANY_DIGITS, QUALIFIERS
from plan_cli.panel.small_files import parts
from plan_cli.text import BLANKS

#: Rows that are handed over at a time.
BATCH = 200_000
#: Our own columns beside those of the file, which may have any heading.
AT, ENTITY, NAME = "\x1fat", "\x1fentity", "\x1fname"
YEAR_READ, NUMBER_READ, PLAIN = "\x1fyear", "\x1fnumber", "\x1fplain"


def batches(
    pl: Any, scan: Scan, criteria: PanelCriteria, presence: Presence, count: Callable[[int, int], None]
) -> Iterator[Any]:
    """The rows of every file, a frame at a time; ``count`` is called with a file's number and its rows read so far.

    Columns: ``at``, ``fine``, ``place`` (2 × (entity × how many indicators there are + code), + 1 in the judged year),
    ``number``; and, only where a row is irregular, ``entity`` (its number in ``presence``) and our fields as text.
    """
    for part in parts(pl, scan, partial(read, pl, format=scan.format, delimiter=scan.delimiter), AT):
        presence.last = part.start - 1
        query = used_rows(pl, part.frame, scan, criteria, presence)
        for batch in query.collect_batches(maintain_order=False, chunk_size=BATCH, engine="streaming"):
            yield batch
            if part.rows is None:
                count(part.position, presence.last - part.start + 1)
        rows = part.rows
        if scan.chosen:
            rows = part.frame.filter(is_chosen(pl, scan)).select(pl.len()).collect().item()
        elif rows is None:
            parquet = scan.format == "parquet"
            rows = part.frame.select(pl.len()).collect().item() if parquet else presence.last - part.start + 1
        count(part.position, rows)


def read(pl: Any, file: str, format: str, delimiter: str) -> Any:
    """A file as a frame that is read as it is asked; a CSV's cells are text."""
    if format == "parquet":
        return pl.scan_parquet(file, row_index_name=AT, glob=False)
    return pl.scan_csv(file, infer_schema=False, row_index_name=AT, glob=False, separator=delimiter)


def used_rows(pl: Any, raw: Any, scan: Scan, criteria: PanelCriteria, presence: Presence) -> Any:
    """The query; ``presence`` is shown every row that it reads."""
    fields = scan.fields
    schema = raw.collect_schema()
    named = names_columns(criteria)
    name = pl.col(fields["indicator"]).cast(pl.String).cast(pl.Enum(named["indicator"]), strict=False)
    year = _plain_year(pl, schema, fields).alias(YEAR_READ)
    rows = raw.with_columns(name.to_physical().cast(pl.UInt32).alias(NAME), year)
    unselected: Any = pl.lit(False)
    if criteria.unselected:
        unselected = pl.col(fields["indicator"]).cast(pl.String).is_in(sorted(criteria.unselected)).fill_null(False)
    by = [pl.col(heading).alias(f"{NAME}{i}") for i, heading in enumerate(scan.by)]
    known = pl.col(NAME).is_not_null() | unselected
    if scan.chosen:
        known &= is_chosen(pl, scan)
    looked_at = pl.struct(pl.col(AT), known.alias(NAME), *(each.cast(pl.String) for each in by))
    rows = rows.with_columns(
        looked_at.map_batches(presence.look, return_dtype=schema[AT], is_elementwise=True).alias(AT)
    )
    plain = pl.col(NAME).is_not_null() & _plain_value(pl, schema, fields["value"], scan.plain_number)
    if "year" in fields:
        plain &= pl.col(YEAR_READ).is_not_null()
    for holds in _unqualified(pl, fields, named):
        plain &= holds
    for role, texts_of_remark in scan.remarks.items():
        plain &= ~pl.col(fields[role]).cast(pl.String).is_in(list(texts_of_remark)).fill_null(False)
    wanted = (pl.col(YEAR_READ) == criteria.year) | (pl.col(YEAR_READ) == _of_name(pl, named["base_year"]))
    rows = rows.with_columns(plain.fill_null(False).alias(PLAIN))
    kept = (~pl.col(PLAIN) | wanted) & ~unselected
    for heading, texts_of_whole in scan.where.items():
        kept &= pl.col(heading).cast(pl.String).fill_null("").is_in(list(texts_of_whole))
    if scan.chosen:
        kept &= is_chosen(pl, scan)
    # The last condition holds for no row: it keeps rows from being left out before they were looked at.
    rows = rows.filter(kept | (pl.col(AT) < 0))
    # From here on there are few rows: what is only asked of them is asked now.
    rows = rows.with_columns(
        entity(pl, scan.by).cast(presence.kind).to_physical().alias(ENTITY),
        number(pl, schema, fields["value"], pl.col(PLAIN)).alias(NUMBER_READ),
    )
    # Hundreds of digits are no figure though the pattern holds.
    bare = pl.col(NUMBER_READ).is_finite() | pl.col(fields["value"]).is_null()
    possible = pl.col(NUMBER_READ).is_between(_of_name(pl, named["least"]), _of_name(pl, named["most"]))
    rows = rows.with_columns((pl.col(PLAIN) & (bare & possible.fill_null(True)).fill_null(False)).alias(PLAIN))
    texts = {f"text_{key}": pl.col(heading).cast(pl.String) for key, heading in fields.items()}
    pair = pl.col(ENTITY).cast(pl.Int64) * len(criteria.indicators) + _of_name(pl, named["code"])
    return rows.select(
        at=pl.col(AT),
        fine=pl.col(PLAIN),
        place=(2 * pair + (pl.col(YEAR_READ) == criteria.year)).fill_null(-1),
        number=pl.when(pl.col(NUMBER_READ).is_finite()).then(pl.col(NUMBER_READ)),
        digits=_digits(pl, schema, fields["value"]),
        **{key: pl.when(~pl.col(PLAIN)).then(column) for key, column in {"entity": pl.col(ENTITY), **texts}.items()},
    )


def is_chosen(pl: Any, scan: Scan) -> Any:
    """Whether a row has one of the texts of each column that chooses rows."""
    texts = scan.chosen.items()
    return pl.all_horizontal(pl.col(heading).cast(pl.String).fill_null("").is_in(list(each)) for heading, each in texts)


def number(pl: Any, schema: Any, heading: str, plain: Any) -> Any:
    """The figure of a cell that is ``plain`` (a condition, or the pattern); null for anything else, and for nothing."""
    value = pl.col(heading)
    if schema[heading].is_numeric():
        double = value.cast(pl.Float64)
        return pl.when(double.is_finite()).then(double)
    return number_in(pl, value.cast(pl.String), plain)


def _digits(pl: Any, schema: Any, heading: str) -> Any:
    """The decimals of a figure that ends in a zero after the point, which a double does not keep; LONG; else 0."""
    if schema[heading].is_numeric():
        return pl.lit(0, pl.Int8)
    text = pl.col(heading).cast(pl.String)
    long = pl.when(text.str.len_bytes() > SIGNIFICANT).then(text).str.contains(MANY_DIGITS).fill_null(False)
    # Few figures end so: the others are not searched.
    padded = pl.when(text.str.ends_with("0")).then(text)
    point = padded.str.find(".", literal=True)
    kept = (padded.str.len_bytes() - 1 - point).fill_null(0).cast(pl.Int8, strict=False)
    return pl.when(long).then(pl.lit(LONG, pl.Int8)).otherwise(kept)


def number_in(pl: Any, text: Any, plain: Any) -> Any:
    """A text as a figure, where it is nothing but one: where ``plain`` holds, or where it has that pattern."""
    plain = text.str.contains(plain) if isinstance(plain, str) else plain
    double = text.cast(pl.Float64, strict=False)
    return pl.when(plain & double.is_finite()).then(double)


def year_in(pl: Any, text: Any) -> Any:
    """A text as a year, whatever blanks stand around it; null where it is none."""
    year = text.str.strip_chars(BLANKS)
    return pl.when(year.str.contains(YEAR)).then(year.str.slice(0, 4).cast(pl.Int64, strict=False))


def _plain_value(pl: Any, schema: Any, heading: str, pattern: str) -> Any:
    """A figure without anything else, or nothing at all."""
    value = pl.col(heading)
    if schema[heading].is_numeric():
        return value.cast(pl.Float64).is_finite().fill_null(True)
    return value.cast(pl.String).str.contains(pattern).fill_null(True)


def _plain_year(pl: Any, schema: Any, fields: Any) -> Any:
    """A year that is four digits, or a number that is one; null where it is anything else."""
    if "year" not in fields:
        return pl.lit(None, dtype=pl.Int32)
    year = pl.col(fields["year"])
    kind = schema[fields["year"]]
    whole = year == year.floor() if kind.is_float() else pl.lit(True)
    if not kind.is_numeric():
        year = year.cast(pl.String)
        whole = year.str.len_bytes() == 4
    year = year.cast(pl.Int32, strict=False)
    return pl.when(whole & year.is_between(1000, 9999)).then(year)


def _unqualified(pl: Any, fields: Any, named: dict[str, list[Any]]) -> Iterator[Any]:
    """What must hold of the other columns, where there are any."""
    for key, words in QUALIFIERS.items():
        if key in fields:
            spellings = sorted({spelling for word in words for spelling in (word, word.upper(), word.capitalize())})
            yield pl.col(fields[key]).cast(pl.String).is_in(spellings).fill_null(True)
    if "period" in fields:
        period = pl.col(fields["period"]).cast(pl.String)
        yield ((period == "") | (period == pl.col(YEAR_READ).cast(pl.String))).fill_null(True)
    if "unit" in fields:
        unit = pl.col(fields["unit"]).cast(pl.String)
        yield ((unit == "") | (unit == _of_name(pl, named["wanted"]))).fill_null(True)
    for column in ("vague", "rescaled"):
        if any(named[column]):
            yield _of_name(pl, named[column]) == 0


def _of_name(pl: Any, values: list[Any]) -> Any:
    """What stands beside the name of a row."""
    if len(set(values)) == 1:
        return pl.lit(values[0])
    return pl.lit(pl.Series(values)).gather(pl.col(NAME))
