"""Other scale: figures so far from the plan's that they must count in another scale, unless a unit says what is meant.

The rule is the ordinary check's (``datafile.yardstick``), as an expression over the cells of ``query.with_verdicts``.
"""

from typing import Any

from plan_cli.datafile.level_or_rate import LARGEST, LEAP
from plan_cli.panel.criteria import PanelCriteria
from plan_cli.panel.engine import Engine, Frame, Scan
from plan_cli.text import BLANKS


def in_stated_units(runner: Engine, criteria: PanelCriteria, scan: Scan, verdicts: Frame) -> frozenset[str]:
    """Of the indicators with a figure that is ``far``, the ids of those of which every row states a unit.

    A unit beside a plan that states none says nothing of the plan's scale.
    """
    nw = criteria.expressions
    found = runner.fetch(verdicts.filter(nw.col("far")).select("code").unique())
    far = {code for (code,) in found if criteria.indicators[code].unit}
    if not far:
        return frozenset()
    rows = runner.scan(scan)
    without = rows.filter(nw.col("unit").fill_null("").str.strip_chars(BLANKS) == "").select("indicator").unique()
    open_ones = {criteria.names.get(name) for (name,) in runner.fetch(without)}
    return frozenset(criteria.indicators[code].id for code in far - open_ones)


def is_far(nw: Any, scaled: Any, *, averaged: bool = False) -> Any:
    """Whether a figure, or the baseline of an entity's own level, is in another scale than the plan's figures.

    ``averaged``: also one of the figures that it is the mean of.
    """

    def beyond(size: Any, smallest: Any, largest: Any) -> Any:
        outside = (size > largest) | ((size < smallest) & (size != 0))
        return nw.when(outside).then(nw.lit(True)).otherwise(nw.lit(False))

    base = nw.col("base").abs()
    factors = [nw.when(scaled).then(base * nw.col(name)).otherwise(nw.col(name)) for name in ("smallest", "largest")]
    level = ~scaled & beyond(base, nw.col("smallest"), nw.col("largest"))
    figure = beyond(nw.col("value").abs(), *factors)
    if averaged:
        figure = figure | beyond(nw.col("least"), *factors) | beyond(nw.col("greatest"), *factors)
    return figure | (level & ~nw.col("value").is_null()) | _may_be_rate(nw)


def _may_be_rate(nw: Any) -> Any:
    """Whether a figure and its base may be rates of growth, by the rule of ``datafile/level_or_rate.py``."""
    value, base, usual = nw.col("value"), nw.col("base"), nw.col("rates_within")
    small = (value.abs() <= usual) & (base.abs() <= usual)
    leaps = (value <= 0) | (base <= 0) | (value > float(LEAP) * base) | (base > float(LEAP) * value)
    rates = small | (leaps & (value.abs() <= float(LARGEST)) & (base.abs() <= float(LARGEST)) & ~usual.is_null())
    return nw.when(rates).then(nw.lit(True)).otherwise(nw.lit(False))
