"""Formulas: a milestone as a spreadsheet computes it, from cells that a reader may change.

Compound, straight and s-shaped ways follow the baseline, the end and the chosen shape. A way through dated values
keeps them; one by shares of the way keeps the shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from plan_cli.model.paths import (
    SHAPES,
    CompoundPath,
    LinearPath,
    Path,
    PiecewisePath,
    ReferencePath,
    SCurvePath,
    StatedPath,
    StepsPath,
    shape_named,
)
from plan_cli.model.trajectory import Trajectory


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
    own = chosen = _own(cells, trajectory, value)
    for shape in FREE:
        # A shape with a growth of its own follows the two ends where they are what it leads to.
        follows = isinstance(trajectory.shape, SCurvePath) or trajectory.own_end != trajectory.end
        path = trajectory.shape if trajectory.shape.shape == shape and follows else shape_named(shape)
        chosen = f'IF({cells.shape}="{names[shape]}",{written(path, cells, year)},{chosen})'
    cap, floor = trajectory.shape.cap, trajectory.shape.floor
    if cap is not None:
        chosen = f"MIN({chosen},{_number(cap)})"
    if floor is not None:
        chosen = f"MAX({chosen},{_number(floor)})"
    last = t if cap is None and floor is None else own
    return f"=IF({year}<={y0},{b},IF({year}>={cells.target_year},{last},{chosen}))"


def written(shape: Path, cells: Cells, year: str) -> str | None:
    """The value of a year by a shape, where its two ends are all that it needs."""
    b, t = cells.baseline, cells.end
    share = f"(({year}-{cells.base_year})/({cells.target_year}-{cells.base_year}))"
    passed = f"({year}-{cells.base_year})"
    match shape:
        case CompoundPath(growth=Decimal() as growth):
            return _limited(f"{b}*(1+{_number(growth)}/100)^{passed}", cells)
        case CompoundPath(change=Decimal() as change):
            return _limited(f"{b}*(1+{_number(change)}/100)^{share}", cells)
        case CompoundPath():
            return f"{b}*({t}/{b})^{share}"
        case LinearPath(step=Decimal() as step):
            return _limited(f"{b}+{_number(step)}*{passed}", cells)
        case LinearPath(change=Decimal() as change):
            return _limited(f"{b}+{b}*{_number(change)}/100*{share}", cells)
        case LinearPath():
            return f"{b}+({t}-{b})*{share}"
        case SCurvePath(exponent=exponent):
            way = f"({share}^{exponent:f})"
            return f"{b}+({t}-{b})*{way}^2*(3-2*{way})"
        case StatedPath() | StepsPath() | PiecewisePath() | ReferencePath():
            return None
        case missing:
            assert_never(missing)


def _limited(formula: str, cells: Cells) -> str:
    """Steps of its own ask for no more than the target."""
    b, t = cells.baseline, cells.end
    return f"IF({t}>={b},MIN({formula},{t}),MAX({formula},{t}))"


def _own(cells: Cells, trajectory: Trajectory, value: Decimal) -> str:
    """What a shape that cannot be written with the two ends alone says of a year."""
    if value == trajectory.end:
        return cells.end
    if isinstance(trajectory.shape, ReferencePath) and trajectory.end != trajectory.start:
        share = _number((value - trajectory.start) / (trajectory.end - trajectory.start))
        return f"{cells.baseline}+({cells.end}-{cells.baseline})*{share}"
    return _number(value)


def _number(value: Decimal) -> str:
    return repr(float(value))


#: The shapes that a reader may choose between, where the plan has one of them.
FREE = tuple(name for name in SHAPES if written(shape_named(name), Cells(*"-----"), "-") is not None)
