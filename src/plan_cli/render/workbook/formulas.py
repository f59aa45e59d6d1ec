"""Formulas: a milestone as a spreadsheet computes it, from cells that a reader may change.

Compound, straight and s-shaped ways follow the baseline, the end and the chosen shape. A way through dated values
keeps them; one by shares of the way keeps the shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from plan_cli.frozen import frozen
from plan_cli.model.paths import SCurvePath, Track

#: The shapes that a reader may choose between, where the plan has one of them.
FREE = ("compound", "linear", "s-curve")


@frozen
class Cells:
    """The addresses of what a milestone hangs on."""

    base_year: str
    baseline: str
    target_year: str
    end: str
    shape: str


def milestone(cells: Cells, track: Track, year: str, value: Decimal, names: Mapping[str, str]) -> str:
    """The formula of one year, whose number stands in the cell ``year``; ``names`` are the shapes' words."""
    b, t, y0 = cells.baseline, cells.end, cells.base_year
    share = f"(({year}-{y0})/({cells.target_year}-{y0}))"
    exponent = track.shape.exponent if isinstance(track.shape, SCurvePath) else Decimal(1)
    way = f"({share}^{exponent:f})"
    written = {
        "compound": f"{b}*({t}/{b})^{share}",
        "linear": f"{b}+({t}-{b})*{share}",
        "s-curve": f"{b}+({t}-{b})*{way}^2*(3-2*{way})",
    }
    chosen = _own(cells, track, value)
    for shape in FREE:
        chosen = f'IF({cells.shape}="{names[shape]}",{written[shape]},{chosen})'
    if track.shape.cap is not None:
        chosen = f"MIN({chosen},{_number(track.shape.cap)})"
    if track.shape.floor is not None:
        chosen = f"MAX({chosen},{_number(track.shape.floor)})"
    last = _own(cells, track, value) if track.shape.cap is not None or track.shape.floor is not None else t
    return f"=IF({year}<={y0},{b},IF({year}>={cells.target_year},{last},{chosen}))"


def _own(cells: Cells, track: Track, value: Decimal) -> str:
    """What a shape that cannot be written with the two ends alone says of a year."""
    if value == track.end:
        return cells.end
    if track.shape.shape == "reference" and track.end != track.start:
        share = _number((value - track.start) / (track.end - track.start))
        return f"{cells.baseline}+({cells.end}-{cells.baseline})*{share}"
    return _number(value)


def _number(value: Decimal) -> str:
    return repr(float(value))
