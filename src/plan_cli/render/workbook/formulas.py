"""Formulas: a milestone as a spreadsheet computes it, from cells that a reader may change.

Compound, straight and s-shaped ways follow the baseline, the end and the chosen shape. A way through dated values
keeps them; one by shares of the way keeps the shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plan_cli.model.paths import SCurvePath
from plan_cli.model.trajectory import Trajectory

#: The shapes that a reader may choose between, where the plan has one of them.
FREE = ("compound", "linear", "s-curve")


@dataclass(frozen=True, slots=True)
class Cells:
    """The addresses of what a milestone hangs on."""

    base_year: str
    baseline: str
    target_year: str
    end: str
    shape: str


def milestone(cells: Cells, trajectory: Trajectory, year: str, value: Decimal, names: Mapping[str, str]) -> str:
    """The formula of one year, whose number stands in the cell ``year``; ``names`` are the shapes' words."""
    b, t, y0 = cells.baseline, cells.end, cells.base_year
    share = f"(({year}-{y0})/({cells.target_year}-{y0}))"
    exponent = trajectory.shape.exponent if isinstance(trajectory.shape, SCurvePath) else Decimal(1)
    way = f"({share}^{exponent:f})"
    written = {
        "compound": f"{b}*({t}/{b})^{share}",
        "linear": f"{b}+({t}-{b})*{share}",
        "s-curve": f"{b}+({t}-{b})*{way}^2*(3-2*{way})",
    }
    chosen = _own(cells, trajectory, value)
    for shape in FREE:
        chosen = f'IF({cells.shape}="{names[shape]}",{written[shape]},{chosen})'
    if trajectory.shape.cap is not None:
        chosen = f"MIN({chosen},{_number(trajectory.shape.cap)})"
    if trajectory.shape.floor is not None:
        chosen = f"MAX({chosen},{_number(trajectory.shape.floor)})"
    last = (
        _own(cells, trajectory, value) if trajectory.shape.cap is not None or trajectory.shape.floor is not None else t
    )
    return f"=IF({year}<={y0},{b},IF({year}>={cells.target_year},{last},{chosen}))"


def _own(cells: Cells, trajectory: Trajectory, value: Decimal) -> str:
    """What a shape that cannot be written with the two ends alone says of a year."""
    if value == trajectory.end:
        return cells.end
    if trajectory.shape.shape == "reference" and trajectory.end != trajectory.start:
        share = _number((value - trajectory.start) / (trajectory.end - trajectory.start))
        return f"{cells.baseline}+({cells.end}-{cells.baseline})*{share}"
    return _number(value)


def _number(value: Decimal) -> str:
    return repr(float(value))
