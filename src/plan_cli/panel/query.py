"""Query: the one query that every engine runs. Join, group, one multiplication, comparisons.

It is written in the expressions that narwhals and Polars share; ``PanelCriteria.expressions`` is one or the other. Rows
become cells (one for each entity, indicator and year that is used); cells of the judged year get their thresholds and,
where a threshold is a factor, their baseline. Rows that cannot be used are set apart by kind on the way.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from plan_cli.datafile.column_roles import ACTIONS
from plan_cli.datafile.totals import SEVERAL, TOTALS
from plan_cli.datafile.words import FREQUENCIES, MEASURES, status_words
from plan_cli.model.numbers import SIGNIFICANT
from plan_cli.panel.cell_reader import LEFT_OUT, LIMIT, LONG, PART, WINDOW, CellReader
from plan_cli.panel.criteria import PanelCriteria, most
from plan_cli.panel.engine import Frame
from plan_cli.panel.other_scale import is_far
from plan_cli.panel.thresholds import INCOMPLETE, NO_BASELINE, ULPS
from plan_cli.text import BLANKS

#: Columns that change what a figure means, with the words beside which it is an ordinary figure all the same.
QUALIFIERS = {
    "bound": ("", "="),
    "measure": tuple(word for word, measure in MEASURES.items() if not measure),
    "status": status_words("APEBR"),
    "multiplier": ("", "0"),
    "currency": ("",),
    "frequency": ("", *(word for word, months in FREQUENCIES.items() if months == 12)),
    "action": ("", *sorted(ACTIONS - {"", "d"})),
}
_VERDICT = (
    "code", "value", "base", "milestone", "gap", "outcome", "at", "needs_baseline", "near", "thresholds", "digits",
    "own_digits", "far",
)  # fmt: skip
#: Where an entity's own way starts, what it asks, and how much larger its target is than the plan's.
OWN_ENDS = ("own_start", "own_milestone", "own_size")
#: More significant digits than a double keeps (SIGNIFICANT), zeros at the end not counted.
MANY_DIGITS = rf"[1-9](?:[.]?[0-9]){{{SIGNIFICANT - 1},}}[.]?[1-9]"
#: The kind of a row with nothing in it, which is none and never shown.
BLANK = "blank"
#: The kinds of a row of no indicator of the plan: of one that nearly is, and of one that the plan does not have.
UNKNOWN, FOREIGN = "unknown_indicator", "foreign"
#: The kind of a row that the check's reader has to read.
UNCLEAR = "unclear"


def verdict_columns(criteria: PanelCriteria) -> tuple[str, ...]:
    """The columns of a verdict, beside the entity."""
    return (*_VERDICT, "year") if criteria.latest else _VERDICT


Fetch = Callable[[Frame], list[tuple[Any, ...]]]
MakeTable = Callable[[Mapping[str, Sequence[Any]]], Frame]
#: The kinds of rows that cannot be used, the first that holds.
BAD_KINDS = (UNKNOWN, "bad_year", "qualified", "unit_clash", "level_or_growth", "not_a_number")


def used(
    rows: Frame, names: Frame, criteria: PanelCriteria, columns: Sequence[str], remarks: Mapping[str, Sequence[str]]
) -> Frame:
    """The rows of the years that are used, and all that cannot be used, with their ``kind`` and their texts.

    ``columns`` are the fields that the panel has, ``remarks`` the texts of some that say something. Rows that only the
    check's reader understands are UNCLEAR until ``cleared``.
    """
    nw = criteria.expressions
    rows = rows.join(names, on="indicator", how="left")
    year, text, number = nw.col("year"), nw.col("value"), nw.col("number")
    empty = nw.when(number.is_null()).then(_word(nw, "value").is_in([""])).otherwise(nw.lit(False))
    vague = nw.col("vague") == 1
    if "unit" in columns:
        vague = vague & _word(nw, "unit").is_in(["", "%"])
    if "measure" in columns:
        vague = vague & _word(nw, "measure").is_in(list(QUALIFIERS["measure"]))
    plain = ~year.is_null() & (~number.is_null() | empty)
    # Places and answers: only the check's reader knows the words, and says what cannot be one.
    plain = plain & (number.is_null() | ((number >= nw.col("least")) & (number <= nw.col("most"))))
    # The check's reader multiplies by the plan's own `scale:`.
    plain = plain & (nw.col("rescaled") == 0)
    for name, words in QUALIFIERS.items():
        if name in columns:
            plain = plain & _word(nw, name).is_in(list(words))
    for name, telling in remarks.items():
        plain = plain & ~nw.col(name).fill_null("").is_in(list(telling))
    if "period" in columns:
        plain = plain & (nw.col("period").fill_null("").is_in([""]) | (nw.col("period") == year.cast(nw.String)))
    if "unit" in columns:
        plain = plain & (nw.col("unit").fill_null("").is_in([""]) | (nw.col("unit") == nw.col("wanted")))
    kinds = [(BLANK, nw.col("blank"))] if "blank" in columns else []
    kinds += [(UNKNOWN, nw.col("code").is_null()), ("level_or_growth", vague & ~empty), (UNCLEAR, ~plain)]
    kind: Any = nw.lit(None, dtype=nw.String)
    for name, holds in reversed(kinds):
        kind = nw.when(holds).then(nw.lit(name)).otherwise(kind)
    rows = rows.with_columns(kind=kind, in_use=_in_use(nw, criteria, year))
    bad = ~nw.col("kind").is_null()
    unclear = bad & (nw.col("kind") == UNCLEAR)
    texts = {name: nw.when(bad).then(column) for name, column in (("indicator", nw.col("indicator")), ("text", text))}
    for name in columns:
        if name not in ("indicator", "blank"):
            own = nw.col("year_text" if name == "year" else name).fill_null("")
            if name == "year" and "period" not in columns:
                # A plain year changes nothing in how its row is read: fewer rows are different.
                own = nw.when(year.is_null()).then(own).otherwise(nw.lit(str(criteria.year)))
            if name in remarks:
                # Of other remarks nothing depends: fewer rows are different.
                own = nw.when(own.is_in(list(remarks[name]))).then(own).otherwise(nw.lit(""))
            texts[f"text_{name}"] = nw.when(unclear).then(own)
    kept = rows.filter(nw.col("in_use") | bad)
    return kept.select(
        *criteria.keys, "at", "code", "year", "kind", "in_use", "base_year",
        number=nw.when(~bad).then(number), digits=_digits(nw, text), **texts,
    )  # fmt: skip


def cleared(
    kept: Frame, criteria: PanelCriteria, reader: CellReader, fetch: Fetch, table: MakeTable
) -> tuple[Frame, bool]:
    """The rows of ``used``, the unclear ones as the check's reader reads them, and whether some are parts of years."""
    nw = criteria.expressions
    texts = [f"text_{field}" for field in reader.fields]
    names = ["kind", "in_use", "number", "digits", "indicator", "text"]
    unclear = nw.col("kind").fill_null("") == UNCLEAR
    clear = kept.filter(~unclear).select(*criteria.keys, "at", "code", "year", *names)
    distinct = fetch(kept.filter(unclear).select("code", *texts).unique().head(LIMIT + 1))
    if not distinct:
        return clear, False
    columns_read = reader.columns(distinct)
    read = table(columns_read).with_columns(
        nw.col("code").cast(nw.Int64), read_kind=nw.col("read_kind").cast(nw.String),
        read_year=nw.col("read_year").cast(nw.Int64), read_number=nw.col("read_number").cast(nw.Float64),
        read_digits=nw.col("read_digits").cast(nw.Int32),
    )  # fmt: skip
    rows = kept.filter(unclear).with_columns(nw.col("code").cast(nw.Int64)).join(read, on=["code", *texts], how="left")
    year = nw.coalesce(nw.col("year"), nw.col("read_year"))
    rows = rows.with_columns(
        kind=nw.col("read_kind"), year=year, number=nw.col("read_number"),
        digits=nw.col("read_digits"), in_use=_in_use(nw, criteria, year).fill_null(False),
    )  # fmt: skip
    rows = rows.filter(nw.col("in_use") | ~nw.col("kind").is_null())
    kinds = dict(clear.collect_schema())
    columns = (*criteria.keys, "at", "code", "year", *names)
    read_rows = rows.select(**{name: nw.col(name).cast(kinds[name]) for name in columns})
    divided = any(kind and kind.startswith(PART) for kind in columns_read["read_kind"])
    return nw.concat([clear, read_rows]), divided


def is_part(nw: Any) -> Any:
    """Whether a row of ``cleared`` is of a part of a year."""
    return nw.col("kind").fill_null("").str.starts_with(PART)


def is_window(nw: Any) -> Any:
    """Whether a row of ``cleared`` is of several years."""
    return nw.col("kind").fill_null("").str.starts_with(WINDOW)


def _in_use(nw: Any, criteria: PanelCriteria, year: Any) -> Any:
    """Whether a year is judged, or is the base year, or counts in a mean of one of them."""
    judged = year.is_in(list(criteria.years)) if criteria.latest else year == criteria.year
    in_use = judged | (year == nw.col("base_year"))
    for years in set(criteria.averaged.values()):
        codes = [code for code, each in criteria.averaged.items() if each == years]
        in_use = in_use | (nw.col("code").is_in(codes) & year.is_in(sorted(years)))
    return in_use


def _digits(nw: Any, text: Any) -> Any:
    """The decimals of a figure that ends in a zero, which a double does not keep; LONG for more than it keeps."""
    # Few figures end so, and cutting off blanks costs more than looking for them.
    padded = text.str.contains(f"[.][0-9]*0[{BLANKS}]*$")
    decimals = text.str.strip_chars(BLANKS).str.replace_all("^.*[.]", "").str.len_chars()
    long = nw.when(text.str.len_chars() > SIGNIFICANT).then(text).str.contains(MANY_DIGITS).fill_null(False)
    kept = nw.when(padded).then(decimals).otherwise(nw.lit(0)).cast(nw.Int32)
    return nw.when(long).then(nw.lit(LONG).cast(nw.Int32)).otherwise(kept)


def _word(nw: Any, column: str) -> Any:
    """The word in a column as the tables of words have it: without blanks around it, in lower case."""
    return nw.col(column).fill_null("").str.strip_chars(BLANKS).str.to_lowercase()


def with_trimmed_names(rows: Frame, keys: Sequence[str], criteria: PanelCriteria) -> Frame:
    """The rows with the names of entities without blanks around them."""
    nw = criteria.expressions
    return rows.with_columns(**{key: nw.col(key).str.strip_chars(BLANKS) for key in keys})


def of_all(keys: Sequence[str], nw: Any) -> Any:
    """Whether a row stands for all entities or several: one of its names is that of a total."""
    return reduce(or_, [nw.col(key).is_in(sorted(TOTALS)) | nw.col(key).str.contains(SEVERAL) for key in keys])


def split(rows: Frame, criteria: PanelCriteria) -> tuple[Frame, Frame]:
    """Of ``used``: the rows of the years that are used, narrow; and those that cannot be used.

    Parts of years, and figures of several years, are neither.
    """
    nw = criteria.expressions
    rows = rows.filter(~is_part(nw) & ~is_window(nw))
    small = {name: nw.col(name).cast(nw.Int32) for name in ("code", "year")}
    bad = ~nw.col("kind").is_null()
    actual = ~nw.col("kind").fill_null("").is_in(list(LEFT_OUT))
    narrow = rows.filter(nw.col("in_use") & actual).select(
        *criteria.keys, "at", "number", "digits", **small, bad=bad.cast(nw.Int8)
    )
    return narrow, rows.filter(bad).select(*criteria.keys, "at", "kind", "indicator", "year", "text")


def cells(rows: Frame, criteria: PanelCriteria, *, judged_year: bool | None = None) -> Frame:
    """One row for each entity, indicator and year: its value, unless it is given twice and differently.

    Of the judged year, of all others, or (None) of every year.
    """
    nw = criteria.expressions
    is_judged = nw.col("year") == criteria.year
    grouped = (
        (rows if judged_year is None else rows.filter(is_judged if judged_year else ~is_judged))
        .group_by(*criteria.keys, "code", "year")
        .agg(
            all=nw.len(),
            bad=nw.col("bad").sum(),
            filled=nw.col("number").count(),
            low=nw.col("number").min(),
            high=nw.col("number").max(),
            digits=nw.col("digits").max(),
            at=nw.col("at").min(),
            last=nw.col("at").max(),
        )
    )
    grouped = grouped.with_columns(n=nw.col("all") - nw.col("bad"))
    same = (nw.col("filled") == 0) | ((nw.col("filled") == nw.col("n")) & (nw.col("low") == nw.col("high")))
    grouped = grouped.with_columns(value=nw.when(same).then(nw.col("low")))
    return grouped.with_columns(spoilt=~same | (nw.col("value").is_null() & (nw.col("bad") > 0)))


def with_own_base(now: Frame, earlier: Frame, criteria: PanelCriteria) -> Frame:
    """The cells of the judged year with the entity's own value in the base year."""
    nw = criteria.expressions
    base: Any = nw.lit(None, dtype=nw.Int32)
    for year in sorted({each.baseline.year for each in criteria.indicators}):
        codes = [code for code, each in enumerate(criteria.indicators) if each.baseline.year == year]
        base = nw.when(nw.col("code").is_in(codes)).then(nw.lit(year)).otherwise(base)
    found = earlier.filter(nw.col("year") == base).select(
        *criteria.keys, "code", own_base=nw.col("value"), own_digits=nw.col("digits")
    )
    return now.join(found, on=[*criteria.keys, "code"], how="left")


def by_code(now: Frame, criteria: PanelCriteria) -> Frame:
    """The cells with the plan's thresholds of their indicator."""
    nw = criteria.expressions
    number: Any = nw.col("code").cast(nw.Int64)
    for position, year in enumerate(criteria.years):
        first = position * len(criteria.indicators)
        number = nw.when(nw.col("year") == year).then(nw.col("code").cast(nw.Int64) + first).otherwise(number)
    return now.with_columns(thresholds=number)


def with_verdicts(now: Frame, thresholds: Frame, criteria: PanelCriteria) -> Frame:
    """The cells of the judged year with ``base``, ``milestone``, ``outcome`` and ``gap`` (+ is good).

    Each is judged by the thresholds whose number it has.
    """
    nw = criteria.expressions
    scaled = nw.col("scaled") == 1
    now = now.join(thresholds, on="thresholds", how="inner")
    if criteria.own_ends:
        start, milestone, size = (nw.col(name) for name in OWN_ENDS)
        sizes = {name: nw.col(name) * nw.coalesce(size, nw.lit(1.0)) for name in ("smallest", "largest")}
        ends = {
            "plan_base": nw.coalesce(start, nw.col("plan_base")),
            "milestone": nw.coalesce(milestone, nw.col("milestone")),
        }
        now = now.with_columns(**ends, **sizes)
    now = now.with_columns(base=nw.coalesce(nw.col("plan_base"), nw.when(scaled).then(nw.col("own_base"))))
    reached = nw.col("value") * nw.col("sign")
    outcome: Any = nw.col("outcome_0")
    near: Any = nw.lit(False)
    for i in range(most(criteria.thresholds)):
        threshold = nw.when(scaled).then(nw.col("base") * nw.col(f"threshold_{i}")).otherwise(nw.col(f"threshold_{i}"))
        outcome = nw.when(reached >= threshold).then(nw.col(f"outcome_{i + 1}")).otherwise(outcome)
        beside = (reached - threshold).abs() <= nw.col("near") + threshold.abs() * ULPS
        near = near | nw.when(beside).then(nw.lit(True)).otherwise(nw.lit(False))
    no_baseline = scaled & (nw.col("base").is_null() | (nw.col("base") <= 0))
    outcome = nw.when(no_baseline).then(nw.lit(criteria.outcomes.index(NO_BASELINE))).otherwise(outcome)
    outcome = nw.when(nw.col("value").is_null()).then(nw.col("outcome_missing")).otherwise(outcome)
    if criteria.averaged:
        outcome = nw.when(nw.col("incomplete")).then(nw.lit(criteria.outcomes.index(INCOMPLETE))).otherwise(outcome)
    far = is_far(nw, scaled, averaged=bool(criteria.averaged)) & ~no_baseline & ~nw.col("spoilt")
    outcome = nw.when(nw.col("spoilt") | far).then(nw.col("outcome_spoilt")).otherwise(outcome)
    near = near & ~no_baseline & ~nw.col("spoilt") & ~far
    milestone = nw.when(scaled).then(nw.col("base") * nw.col("milestone")).otherwise(nw.col("milestone"))
    return (
        now.with_columns(outcome=outcome, milestone=milestone, near=near, far=far)
        .with_columns(gap=(nw.col("value") - nw.col("milestone")) * nw.col("sign"))
        .select(*criteria.keys, *verdict_columns(criteria))
    )
