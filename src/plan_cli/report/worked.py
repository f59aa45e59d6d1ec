"""The formula of a path as it is printed, and with the numbers of one year put in."""

from decimal import Decimal
from typing import assert_never

from plan_cli.model.paths import (
    CompoundPath,
    LinearPath,
    PiecewisePath,
    ReferencePath,
    SCurvePath,
    StatedPath,
    StepsPath,
)
from plan_cli.model.trajectory import Trajectory
from plan_cli.report.number_format import figure, printed

#: How many digits a number put into a formula is shown with.
DIGITS = 6
#: Below this a number has fewer than five digits at six decimals.
SMALL = Decimal("0.01")


def number_in_formula(value: Decimal) -> str:
    """A number put into a formula: as it is where it is short, else to six decimals, a small one to five digits."""
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and exponent >= -DIGITS
    # With fewer digits a reader who computes the formula finds another answer than the one printed.
    small = 0 < abs(value) < SMALL
    return printed(value) if short else figure(value, DIGITS - 2 - value.adjusted() if small else DIGITS)


def formula_of(trajectory: Trajectory) -> str:
    """The formula by which a path has its own value of a year."""
    match trajectory.shape:
        case CompoundPath(growth=Decimal()):
            return "b × (1 + g)^n"
        case CompoundPath(change=Decimal()):
            return "b × (1 + c)^(n ÷ N)"
        case LinearPath(step=Decimal()):
            return "b + s × n"
        case LinearPath(change=Decimal()):
            return "b + b × c × n ÷ N"
        case shape:
            return shape.formula


def worked(trajectory: Trajectory, years: Decimal) -> str:
    """That formula so many years after the base year; empty where it is no computation."""
    b, t = number_in_formula(trajectory.start), number_in_formula(trajectory.end)
    n, span = number_in_formula(years), number_in_formula(trajectory.span)
    match trajectory.shape:
        case CompoundPath(growth=Decimal() as growth):
            return f"{b} × (1 + {printed(growth)}%)^{n}"
        case CompoundPath(change=Decimal() as change):
            return f"{b} × (1 + {printed(change)}%)^({n} ÷ {span})"
        case CompoundPath():
            return f"{b} × ({t} ÷ {b})^({n} ÷ {span})"
        case LinearPath(step=Decimal() as step):
            return f"{b} + {printed(step)} × {n}"
        case LinearPath(change=Decimal() as change):
            return f"{b} + {b} × {printed(change)}% × {n} ÷ {span}"
        case LinearPath():
            return f"{b} + ({t} - {b}) × {n} ÷ {span}"
        case SCurvePath(exponent=exponent):
            way = f"({n} ÷ {span})" if exponent == 1 else f"(({n} ÷ {span})^{printed(exponent)})"
            return f"{b} + ({t} - {b}) × {way}^2 × (3 - 2 × {way})"
        case ReferencePath():
            whole = trajectory.end - trajectory.start
            passed = trajectory.at(trajectory.since + years) - trajectory.start
            share = passed / whole * 100 if whole else Decimal(0)
            return f"{b} + ({t} - {b}) × {figure(share, 2)}%"
        case PiecewisePath(pieces=pieces):
            return _between_dates(trajectory, years, compound=pieces == "compound")
        case StepsPath() | StatedPath():
            return ""
        case missing:
            assert_never(missing)


def _between_dates(trajectory: Trajectory, years: Decimal, *, compound: bool) -> str:
    """The value between two dated ones; nothing on a date."""
    assert isinstance(trajectory.shape, PiecewisePath)
    points: dict[int | Decimal, Decimal] = {trajectory.since: trajectory.start, trajectory.target_year: trajectory.end}
    for year, value in (trajectory.shape.values or {}).items():
        if year < trajectory.target_year:
            points[year] = value
    at = trajectory.since + years
    left, right = max(year for year in points if year <= at), min(year for year in points if year >= at)
    if left == right:
        return ""
    low, high = number_in_formula(points[left]), number_in_formula(points[right])
    share = f"{number_in_formula(Decimal(at - left))} ÷ {number_in_formula(Decimal(right - left))}"
    return f"{low} × ({high} ÷ {low})^({share})" if compound else f"{low} + ({high} - {low}) × {share}"
