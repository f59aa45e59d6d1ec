"""Means of a panel: where an indicator's figures are means over years, its cells become those of ``assess.means``.

An engine adds the figures of a window up as whole numbers of their last digit, which doubles hold exactly, and divides
once. What has too many digits for that is averaged by the ordinary check's own function.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from plan_cli.assess.means import mean_of
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.model.numbers import SIGNIFICANT, decimals_of, figure_of
from plan_cli.model.sources import Window
from plan_cli.panel.aggregate import JudgedPanel
from plan_cli.panel.cell_reader import LONG, WINDOW
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.decimals import DECIMALS, decimals_in
from plan_cli.panel.engine import FILE, Engine, Frame
from plan_cli.panel.query import is_window

#: Twice a sum with one digit more is still a whole number that a double holds, with room to divide it.
MOST = 1e15
#: What is kept of a cell, beside its entity.
_CELL = ("code", "year", "value", "digits", "at", "spoilt", "incomplete", "least", "greatest")


def with_stated_means(rows: Frame, narrow: Frame, criteria: PanelCriteria) -> Frame:
    """The ``narrow`` rows with the means among ``rows`` that were reported, under a code of their own.

    Beyond the codes of indicators: a mean is no figure of its last year.
    """
    nw, kinds = criteria.expressions, dict(narrow.collect_schema())
    stated: Any = nw.lit(False)
    for window, codes in _windows(criteria).items():
        stated = stated | (nw.col("code").is_in(codes) & (nw.col("kind") == f"{WINDOW}{window.years}"))
    stated_rows = rows.filter(is_window(nw) & nw.col("in_use") & stated)
    more = {name: nw.col(name) for name in kinds} | {
        "code": nw.col("code").cast(nw.Int32) + len(criteria.indicators), "bad": nw.lit(0),
    }  # fmt: skip
    return nw.concat([narrow, stated_rows.select(**{name: each.cast(kinds[name]) for name, each in more.items()})])


def windows_in(runner: Engine, criteria: PanelCriteria, rows: Frame) -> list[tuple[int, int, int, int]]:
    """Of each averaged indicator the figures of several years: its code, how many years, the first row, how many."""
    nw = criteria.expressions
    found = rows.filter(is_window(nw)).group_by("code", "kind").agg(at=nw.col("at").min(), n=nw.len())
    rows_of = runner.fetch(found.select("code", "kind", "at", "n"))
    return sorted((code, int(kind.removeprefix(WINDOW)), at, count) for code, kind, at, count in rows_of)


def unlike_windows(panel: JudgedPanel, files: Sequence[str]) -> Iterator[Diagnostic]:
    """The ordinary check's warning of figures of other numbers of years than the mean's."""
    for code, indicator in enumerate(panel.criteria.indicators):
        if (average := indicator.average) is None:
            continue
        found = [each for each in panel.gathered.windows if each[0] == code and each[1] != average.years]
        if found:
            _, other, at, _ = min(found, key=lambda each: each[2])
            facts: dict[str, Any] = {
                "name": indicator.name, "year": panel.criteria.year, "judged": average.years,
                "count": sum(count for *_, count in found), "other": other, "averaged": average.years,
            }  # fmt: skip
            place = Place(files[at // FILE], at % FILE or 1)
            yield Diagnostic("PLN421", facts, place=place, indicator=indicator.id)


def with_means(runner: Engine, criteria: PanelCriteria, cells: Frame) -> Frame:
    """The cells of every year (``query.cells``), those of averaged indicators replaced by their means.

    ``incomplete``: the year has a figure, another year of its mean has none. ``least`` and ``greatest`` are the sizes
    of the figures that a mean is of. A mean of which a figure cannot be used cannot be used either.
    """
    nw, keys, count = criteria.expressions, list(criteria.keys), len(criteria.indicators)
    averaged = list(criteria.averaged)
    size: Any = nw.lit(None, dtype=nw.Float64)
    cells = cells.with_columns(incomplete=nw.lit(False), least=size, greatest=size).select(*keys, *_CELL)
    kinds = dict(cells.collect_schema())
    stated = cells.filter(nw.col("code") >= count).with_columns(code=by_indicator(criteria))
    plain = cells.filter((nw.col("code") < count) & ~nw.col("code").is_in(averaged))
    single = cells.filter(nw.col("code").is_in(averaged))
    single = single.with_columns(
        decimals=decimals_in(nw, nw.col("value"), nw.col("digits")), least=nw.col("value").abs()
    )
    frames = [plain, stated]
    for window, codes in _windows(criteria).items():
        figures = _by_window(criteria, single.filter(nw.col("code").is_in(codes)), window)
        (figures,) = runner.materialize(figures)
        means = _means(runner, criteria, figures, window)
        means = means.select(*keys, **{name: nw.col(name).cast(kinds[name]) for name in _CELL})
        frames.append(means.join(stated.select(*keys, "code", "year"), on=[*keys, "code", "year"], how="anti"))
    (every,) = runner.materialize(nw.concat(frames))
    return every


def by_indicator(criteria: PanelCriteria) -> Any:
    """The code of a cell's indicator, also of one of ``with_stated_means``."""
    nw, count = criteria.expressions, len(criteria.indicators)
    code = nw.col("code")
    return nw.when(code >= count).then(code - count).otherwise(code).cast(nw.Int32)


def _windows(criteria: PanelCriteria) -> dict[Window, list[int]]:
    """The codes of averaged indicators by their windows."""
    found: dict[Window, list[int]] = defaultdict(list)
    for code, each in enumerate(criteria.indicators):
        if each.average is not None:
            found[each.average].append(code)
    return found


def _by_window(criteria: PanelCriteria, single: Frame, window: Window) -> Frame:
    """Each yearly cell once for every year whose mean it is a part of; ``own`` beside the year's own."""
    nw = criteria.expressions
    frames = []
    for step in window.of(0):
        year = (nw.col("year") - step).cast(nw.Int32)
        frames.append(single.with_columns(year=year, own=nw.lit(int(step == 0))))
    wanted = [*criteria.years, criteria.year, *{criteria.indicators[code].baseline.year for code in criteria.averaged}]
    return nw.concat(frames).filter(nw.col("year").is_in(sorted(set(wanted))))


def _means(runner: Engine, criteria: PanelCriteria, figures: Frame, window: Window) -> Frame:
    """The mean of each year with a figure of its own or one that cannot be used."""
    nw, cell, years = criteria.expressions, [*criteria.keys, "code", "year"], window.years
    value, own = nw.col("value"), nw.col("own") == 1
    vague = nw.col("decimals").is_null() & ~value.is_null()
    columns = {f"sum_{i}": (value * 10.0**i).round(0).sum() for i in range(DECIMALS + 1)}
    means = figures.with_columns(vague=vague.cast(nw.Int8), unusable=nw.col("spoilt").cast(nw.Int8))
    means = means.with_columns(at_own=nw.when(own).then(nw.col("at")), filled_own=nw.when(own).then(value))
    means = means.group_by(*cell).agg(
        own=nw.col("own").max(), filled=value.count(), vague=nw.col("vague").max(), unusable=nw.col("unusable").max(),
        decimals=nw.col("decimals").max(), least=nw.col("least").min(), greatest=nw.col("least").max(),
        at=nw.col("at_own").max(), filled_own=nw.col("filled_own").count(), **columns,
    )  # fmt: skip
    means = means.filter(own)
    total: Any = nw.lit(None, dtype=nw.Float64)
    for i in range(DECIMALS + 1):
        total = nw.when(nw.col("decimals") == i).then(nw.col(f"sum_{i}")).otherwise(total)
    complete = (nw.col("filled") == years) & (nw.col("unusable") == 0)
    means = means.with_columns(complete=complete, total=total).with_columns(over=nw.col("total").abs() * 20 + years)
    plain = ((nw.col("vague") == 0) & (nw.col("over") < MOST)).fill_null(False)
    means = means.with_columns(plain=plain, mean=_divided(nw, 2 * years))
    (means,) = runner.materialize(means)
    means = _with_exact(runner, criteria, figures, means)
    return means.with_columns(
        value=nw.when(nw.col("complete")).then(nw.col("mean")),
        digits=nw.coalesce(nw.col("exact_digits"), (nw.col("decimals") + 1).cast(nw.Int32)),
        spoilt=nw.col("unusable") == 1,
        incomplete=~nw.col("complete") & (nw.col("filled_own") == 1),
    )


def _divided(nw: Any, by: int) -> Any:
    """The mean: ``total`` × 10 ÷ years rounded half away from zero, at one decimal more than ``decimals``.

    ``over`` ÷ ``by`` without its fraction is that in units of the last digit. An engine may multiply by 1 ÷ ``by``,
    which can miss a whole number by one, and leave a product of powers of ten off by its last bit.
    """
    near = (nw.col("over") * (1 / by)).floor().cast(nw.Float64)
    rest, one, none = nw.col("over") - near * by, nw.lit(1.0), nw.lit(0.0)
    units = near + nw.when(rest >= by).then(one).otherwise(none) - nw.when(rest < 0).then(one).otherwise(none)
    units = units * nw.when(nw.col("total") < 0).then(-one).otherwise(one)
    mean: Any = nw.lit(None, dtype=nw.Float64)
    for i in range(DECIMALS + 1):
        figure = (units * 10.0 ** -(i + 1)).round(i + 1)
        mean = nw.when(nw.col("decimals") == i).then(figure).otherwise(mean)
    return mean


def _with_exact(runner: Engine, criteria: PanelCriteria, figures: Frame, means: Frame) -> Frame:
    """The means with those of figures that doubles cannot add up computed one by one, and the digits of these."""
    nw, cell = criteria.expressions, [*criteria.keys, "code", "year"]
    vague = means.filter(nw.col("complete") & ~nw.col("plain")).select(*cell)
    rows = runner.fetch(figures.join(vague, on=cell, how="inner").select(*cell, "value", "digits"))
    if not rows:
        return means.with_columns(exact_digits=nw.lit(None, dtype=nw.Int32))
    parts: dict[tuple[Any, ...], list[tuple[float, int]]] = defaultdict(list)
    for *key, value, digits in rows:
        parts[tuple(key)].append((value, digits))
    found = []
    for entity_cell, own in parts.items():
        mean = mean_of([figure_of(value, max(digits, 0)) for value, digits in own])
        kept = len(mean.normalize().as_tuple().digits) <= SIGNIFICANT and all(digits != LONG for _, digits in own)
        found.append((*entity_cell, float(mean), decimals_of(mean) if kept else LONG))
    kinds = dict(means.select(*cell).collect_schema())
    names = (*cell, "exact_mean", "exact_digits")
    table = runner.table({name: [row[i] for row in found] for i, name in enumerate(names)})
    table = table.with_columns(
        exact_digits=nw.col("exact_digits").cast(nw.Int32), **{name: nw.col(name).cast(kinds[name]) for name in cell}
    )
    means = means.join(table, on=cell, how="left")
    return means.with_columns(mean=nw.coalesce(nw.col("exact_mean"), nw.col("mean")))
