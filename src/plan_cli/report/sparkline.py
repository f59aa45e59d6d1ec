"""Sparkline: one indicator in a table's cell, a character a year: its path, a space, what was reported, on one scale.

GBK has the blocks; the table writer knows ASCII for them. A year of which nothing was reported is a dot; one of which
no single number is known (a bound, part of a year, a level where growth is asked) a question mark: a block would look
like a figure.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from plan_cli.assess import Assessment
from plan_cli.assess.evidence import evidence
from plan_cli.assess.means import as_counted
from plan_cli.model.indicator import Indicator
from plan_cli.model.observations import Actual
from plan_cli.model.trajectory import Trajectory

#: The lowest first.
BLOCKS = "▁▂▃▄▅▆▇█"
NOTHING, OPEN = "·", "?"
#: How many digits a curve is computed with: more than any screen has dots; milestones keep all of theirs.
DIGITS = 12


def sparkline(result: Assessment, rows: Sequence[Actual]) -> str:
    """The cell, from the base year to the target year; ``rows`` are those of this indicator."""
    indicator, trajectory = result.indicator, result.trajectory
    if trajectory is None:
        return ""
    years = range(trajectory.base_year, trajectory.target_year + 1)
    with display_precision():
        path = [trajectory.at(year) if year >= first_year(indicator, trajectory) else None for year in years]
    # Where only rates are known the path is an index, which no reported rate stands on.
    counted = as_counted(indicator, rows)
    reported = [_reported(indicator, counted, year, comparable=result.scale is None) for year in years]
    known = [value for value in (*path, *reported) if isinstance(value, Decimal)]
    low, high = min(known), max(known)
    return " ".join("".join(_block(value, low, high) for value in values) for values in (path, reported))


def _reported(indicator: Indicator, rows: Sequence[Actual], year: int, *, comparable: bool) -> Decimal | str | None:
    before = year <= indicator.baseline.year and indicator.target.has_own_start
    if before or not any(row.year == year and (row.value is not None or row.mean_of) for row in rows):
        return None
    found = evidence(indicator, rows, year)
    return found.value if found.exact and comparable else OPEN


def _block(value: Decimal | str | None, low: Decimal, high: Decimal) -> str:
    if not isinstance(value, Decimal):
        return value or NOTHING
    share = (value - low) / (high - low) if high > low else Decimal(1) / 2
    return BLOCKS[min(int(share * len(BLOCKS)), len(BLOCKS) - 1)]


def display_precision() -> AbstractContextManager[Context]:
    """Arithmetic for what is only looked at."""
    return localcontext(Context(prec=DIGITS, rounding=ROUND_HALF_UP))


def first_year(indicator: Indicator, trajectory: Trajectory) -> int:
    """The first year in which the path has a known value: the base year, or the next without a known start."""
    return trajectory.base_year if indicator.start_known else trajectory.base_year + 1
