"""Other scale: figures so far from the plan's that they must count in another scale, unless a unit says what is meant.

The rule is the ordinary check's (``datafile.yardstick``); ``query.with_verdicts`` holds figures against its ends.
"""

from __future__ import annotations

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
