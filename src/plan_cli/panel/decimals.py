"""Decimals: how many a figure was printed with, as an expression over a column of doubles."""

from typing import Any

from plan_cli.panel.cell_reader import LONG

#: More are not looked for.
DECIMALS = 6
#: A product of doubles is off by less of its size, a figure of fifteen digits with more decimals by more.
_SAME = 5e-16


def decimals_in(nw: Any, value: Any, digits: Any) -> Any:
    """How many decimals a figure has; null where it has more than are looked for. ``digits`` as in ``query.cells``."""
    decimals: Any = nw.lit(None, dtype=nw.Int32)
    for i in reversed(range(DECIMALS + 1)):
        moved = value * 10.0**i
        whole = (moved - moved.round(0)).abs() <= moved.abs() * _SAME
        printed = whole & (digits <= i) & (digits != LONG)
        decimals = nw.when(printed).then(nw.lit(i).cast(nw.Int32)).otherwise(decimals)
    return decimals
