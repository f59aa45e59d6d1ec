"""Promises that every shape of path keeps."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_cli.model.growing import Compound, Straight
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import (
    CompoundPath,
    LinearPath,
    Path,
    PiecewisePath,
    ReferencePath,
    SCurvePath,
    StatedPath,
    StepsPath,
)
from plan_cli.model.targets import Milestones
from plan_cli.model.trajectory import Trajectory, part_of

#: One of every shape that can be laid between two ends; a stated path becomes a compound or linear one.
SHAPES: dict[str, Callable[[Decimal, Decimal], Path]] = {
    "compound": lambda b, t: CompoundPath(),
    "linear": lambda b, t: LinearPath(),
    "steps": lambda b, t: StepsPath(values={2022: (b + t) / 2}),
    "piecewise": lambda b, t: PiecewisePath(values={2022: (b + t) / 2}),
    "piecewise compound": lambda b, t: PiecewisePath(values={2022: (b + t) / 2}, pieces="compound"),
    "s-curve": lambda b, t: SCurvePath(),
    "s-curve later": lambda b, t: SCurvePath(exponent=Decimal(2)),
    "reference": lambda b, t: ReferencePath(shares={2021: Decimal(18), 2023: Decimal(43), 2024: Decimal(65)}),
}
YEARS = range(2020, 2026)
figures = st.decimals(min_value="0.01", max_value="100000", places=2)


def laid(name: str, base: Decimal, target: Decimal) -> Trajectory:
    return Trajectory(SHAPES[name](base, target), base, target, 2020, 2025)


def test_every_shape_is_here() -> None:
    """A shape without a row in this file fails."""
    named = {path().shape for path in get_args(Path)} - {"stated"}
    assert named == {SHAPES[name](Decimal(1), Decimal(2)).shape for name in SHAPES}


@pytest.mark.parametrize("name", SHAPES)
@given(base=figures, target=figures)
def test_ends_are_exact(name: str, base: Decimal, target: Decimal) -> None:
    """In the base year the path is the baseline, in the target year the target, to the last digit; level beyond."""
    with exact_arithmetic():
        trajectory = laid(name, base, target)
        assert (trajectory.at(2020), trajectory.at(2025)) == (base, target)
        assert (trajectory.at(2011), trajectory.at(2031)) == (base, target)


def test_a_path_ends_at_its_last_dated_value() -> None:
    """Between dated values it is laid, at the last one it has arrived; a stated path lacks the growth that it states."""
    dated = PiecewisePath(values={2022: Decimal(12)})
    ends = (Decimal(10), Decimal(20))
    assert [dated.between(*ends, Decimal(years), Decimal(5), 2020) for years in (1, 2, 5)] == [11, 12, 20]
    assert StatedPath().lacks() == "growth"
    assert Milestones(values={}).target_year(2025) == 2025


def test_a_part_of_a_year_has_its_share_of_everything() -> None:
    """Half a year is asked for half of each milestone, also of where a path's own steps lead."""
    whole = Trajectory(LinearPath(step=Decimal(3)), Decimal(10), Decimal(30), 2020, 2025)
    half = part_of(whole, Fraction(1, 2))
    assert (whole.own_end, half.own_end, half.rate) == (25, Decimal("12.5"), Decimal("1.5"))
    assert [half.at(year) for year in (2020, 2022, 2025)] == [5, 8, 15]


@pytest.mark.parametrize("name", SHAPES)
@given(base=figures, target=figures)
def test_it_never_turns_back(name: str, base: Decimal, target: Decimal) -> None:
    """From year to year the path goes towards the target or stays."""
    with exact_arithmetic():
        values = [laid(name, base, target).at(year) for year in YEARS]
        steps = [later - earlier for earlier, later in zip(values, values[1:], strict=False)]
        sign = 1 if target >= base else -1
        assert all(sign * step >= Decimal("-1e-40") for step in steps)


@pytest.mark.parametrize("name", SHAPES)
@given(base=figures, target=figures, factor=st.decimals(min_value="0.001", max_value="1000", places=3))
def test_it_is_scale_free(name: str, base: Decimal, target: Decimal, factor: Decimal) -> None:
    """Multiplying baseline and target by k multiplies every milestone by k."""
    with exact_arithmetic():
        for year in YEARS:
            once = laid(name, base, target).at(year) * factor
            scaled = laid(name, base * factor, target * factor).at(year)
            assert abs(once - scaled) <= abs(once) * Decimal("1e-40")


@pytest.mark.parametrize("growing", [Compound, Straight])
@given(start=figures, end=figures, years=st.integers(1, 30))
def test_rate_and_carry_undo_each_other(growing: type[Compound] | type[Straight], start, end, years) -> None:  # type: ignore[no-untyped-def]
    """The rate from start to end carries start to end."""
    with exact_arithmetic():
        carried = growing.carry(start, growing.rate(start, end, Decimal(years)), Decimal(years))
        assert abs(carried - end) <= abs(end) * Decimal("1e-40")


@given(base=figures, target=figures, year=st.sampled_from(YEARS))
def test_the_same_line_serves_a_double(base: Decimal, target: Decimal, year: int) -> None:
    """A double through the same formulas meets the decimal to its own precision."""
    with exact_arithmetic():
        exact = laid("compound", base, target).at(year)
    rate = Compound.rate(float(base), float(target), 5.0)
    assert Compound.carry(float(base), rate, float(year - 2020)) == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (CompoundPath(growth=Decimal(10)), "146.41"),
        (CompoundPath(change=Decimal(50)), "138.3"),
        (LinearPath(step=Decimal(7)), "128"),
        (LinearPath(change=Decimal(50)), "140"),
        (LinearPath(cap=Decimal(150)), "150"),
        (LinearPath(floor=Decimal(190)), "190"),
        (SCurvePath(), "189.6"),
    ],
    ids=str,
)
def test_options_move_the_path(shape: Path, expected: str) -> None:
    """A yearly growth, step or change, a cap and a floor are what they say (100 to 200, year 4 of 5)."""
    with exact_arithmetic():
        value = Trajectory(shape, Decimal(100), Decimal(200), 2020, 2025).at(2024)
    assert round(value, 1 if expected.endswith(".3") else 2) == Decimal(expected)


def test_what_is_better_may_be_kept() -> None:
    """With ``keep_better`` a better actual takes the path's place, a worse one does not."""
    trajectory = Trajectory(LinearPath(keep_better=True), Decimal(100), Decimal(200), 2020, 2025)
    with exact_arithmetic():
        assert trajectory.at(2022, Decimal(150)) == 150
        assert trajectory.at(2022, Decimal(120)) == 140
        assert trajectory.at(2022, Decimal(120), -1) == 120


def test_the_usual_reference_points() -> None:
    """A ten-year plan without points of its own stands at 18, 43 and 65 % after two, five and seven years."""
    trajectory = Trajectory(ReferencePath(), Decimal(0), Decimal(100), 2020, 2030)
    with exact_arithmetic():
        assert [trajectory.at(year) for year in (2022, 2025, 2027, 2030)] == [18, 43, 65, 100]
