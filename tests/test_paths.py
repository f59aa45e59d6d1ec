"""Promises that every shape of path keeps."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_cli.model.growing import Compound, PrintedGrowth, Straight
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


#: A shape from 100 to 200 in five years, and where it stands after each of the first four, worked out by hand.
WAYS: list[tuple[Path | None, tuple[str, str, str, str]]] = [
    (CompoundPath(), ("114.8698", "131.9508", "151.5717", "174.1101")),  # 100 × 2^(n ÷ 5)
    (CompoundPath(change=Decimal(50)), ("108.4472", "117.6079", "127.5425", "138.3162")),  # 100 × 1.5^(n ÷ 5)
    (CompoundPath(growth=Decimal(10)), ("110", "121", "133.1", "146.41")),
    (CompoundPath(growth=Decimal(30)), ("130", "169", "200", "200")),
    (LinearPath(), ("120", "140", "160", "180")),
    (LinearPath(change=Decimal(50)), ("110", "120", "130", "140")),
    (LinearPath(step=Decimal(7)), ("107", "114", "121", "128")),
    (LinearPath(step=Decimal(40)), ("140", "180", "200", "200")),
    (LinearPath(cap=Decimal(150), floor=Decimal(130)), ("130", "140", "150", "150")),
    (StepsPath(values={2022: Decimal(150), 2024: Decimal(170)}), ("100", "150", "150", "170")),
    (PiecewisePath(values={2022: Decimal(150)}), ("125", "150", "166.6667", "183.3333")),
    (PiecewisePath(values={2022: Decimal(150)}, pieces="compound"), ("122.4745", "150", "165.0964", "181.7121")),
    (SCurvePath(), ("110.4", "135.2", "164.8", "189.6")),  # w² × (3 - 2w)
    (SCurvePath(exponent=Decimal(2)), ("100.4672", "106.8608", "129.5488", "170.4512")),
    (ReferencePath(shares={2021: Decimal(18), 2023: Decimal(43), 2024: Decimal(65)}), ("118", "130.5", "143", "165")),
    (ReferencePath(shares={2022: Decimal(20), 2025: Decimal(90), 2027: Decimal(95)}), ("110", "120", "146.6667", "173.3333")),
    (ReferencePath(shares={2022: Decimal(20)}), ("110", "120", "146.6667", "173.3333")),
    (StatedPath(cap=Decimal(115)).with_growth(PrintedGrowth(Decimal(7))), ("107", "114.49", "115", "115")),
    (StatedPath(floor=Decimal(110)).with_growth(PrintedGrowth(Decimal(7), "pp")), ("110", "114", "121", "128")),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "values"), WAYS)
def test_a_shape_stands_where_its_formula_says(shape: Path, values: tuple[str, ...]) -> None:
    """After each year, and at both ends."""
    with exact_arithmetic():
        way = Trajectory(shape, Decimal(100), Decimal(200), 2020, 2025)
        assert [round(way.at(2020 + n), 4) for n in range(6)] == [100, *map(Decimal, values), 200]


def test_what_is_better_may_be_kept_of_a_part_of_a_year_too() -> None:
    """Half a year's 90 is the pace of 180 a year, where 140 is asked; 60 is that of 120."""
    half = part_of(Trajectory(LinearPath(keep_better=True), Decimal(100), Decimal(200), 2020, 2025), Fraction(1, 2))
    assert [half.at(2022, Decimal(actual)) for actual in (90, 60)] == [90, 70]


@pytest.mark.parametrize("shape", [LinearPath(step=Decimal(-40)), CompoundPath(growth=Decimal(-20))])
def test_a_step_down_stops_at_the_target(shape: Path) -> None:
    """From 200 to 100: 160, then 120 or 128, and no further than 100."""
    way = Trajectory(shape, Decimal(200), Decimal(100), 2020, 2025)
    second = 120 if isinstance(shape, LinearPath) else 128
    assert [way.at(2020 + n) for n in (0, 1, 2, 4, 5)] == [200, 160, second, 100, 100]


def test_what_is_at_its_target_stays_there() -> None:
    """Whatever its own step would lead to."""
    assert Trajectory(LinearPath(step=Decimal(7)), Decimal(100), Decimal(100), 2020, 2025).at(2023) == 100


def test_within_a_year_a_way_goes_on_and_steps_stand_still() -> None:
    """Half way between two years; a way may begin within a year too."""
    half = {
        LinearPath: 150, CompoundPath: Decimal("141.4214"), StepsPath: 150, PiecewisePath: Decimal("158.3333"),
        ReferencePath: Decimal("136.75"), SCurvePath: 150,
    }  # fmt: skip
    with exact_arithmetic():
        for shape, _ in WAYS:
            way = Trajectory(shape, Decimal(100), Decimal(200), 2020, 2025)
            if (value := half.pop(type(shape), None)) is not None:
                assert round(way.at(Decimal("2022.5")), 4) == value
        begun = Trajectory(LinearPath(), Decimal(100), Decimal(200), Decimal("2020.5"), 2025)
        assert (begun.base_year, begun.span, round(begun.at(2023), 4)) == (2021, Decimal("4.5"), Decimal("155.5556"))
    assert not half


@pytest.mark.parametrize(
    ("shape", "years", "lacks"),
    [
        (SCurvePath(exponent=Decimal(0)), None, "exponent"), (SCurvePath(exponent=Decimal("-0.5")), None, "exponent"),
        (SCurvePath(exponent=Decimal("0.5")), None, None), (ReferencePath(), None, None), (ReferencePath(), 10, None),
        (ReferencePath(), 9, "shares"), (ReferencePath(shares={2022: Decimal(18)}), 9, None), (StepsPath(), 5, "values"),
        (StepsPath(values={}), 5, "values"), (PiecewisePath(values={2022: Decimal(1)}), 5, None), (StatedPath(), 5, "growth"),
        (LinearPath(), 5, None), (CompoundPath(), 5, None),
    ],
)  # fmt: skip
def test_a_shape_says_what_it_lacks(shape: Path, years: int | None, lacks: str | None) -> None:
    """Dated values, the growth that takes its place, shares for a plan that is not of ten years, an exponent above 0."""
    assert shape.lacks(years) == lacks


@pytest.mark.parametrize("ends", [("0", "5"), ("5", "0"), ("-1", "5"), ("5", "-1"), ("-2", "-1")])
def test_nothing_compounds_from_or_to_zero(ends: tuple[str, str]) -> None:
    """Nor between dated values, nor through one of them; whatever is added up goes anywhere."""
    start, end = map(Decimal, ends)
    one, none = Decimal(1), "compound_needs_positive"
    assert CompoundPath().refuses(start, end) == none
    assert PiecewisePath(values={2022: one}, pieces="compound").refuses(start, end) == none
    assert PiecewisePath(values={2022: start, 2023: end}, pieces="compound").refuses(one, one) == none
    assert CompoundPath().refuses(one, one) is None
    assert PiecewisePath(values={2022: one}, pieces="compound").refuses(one, one) is None
    for shape in (LinearPath(), SCurvePath(), PiecewisePath(values={2022: one})):
        assert shape.refuses(start, end) is None


@pytest.mark.parametrize("option", ["cap", "floor", "step"])
def test_what_has_figures_of_its_own_is_not_scaled(option: str) -> None:
    """A cap, a floor, a yearly step and dated values are in the indicator's unit; shares and growth are not."""
    assert not LinearPath(**{option: Decimal(1)}).scalable
    assert all(
        shape.scalable for shape in (LinearPath(), CompoundPath(growth=Decimal(1)), SCurvePath(), ReferencePath())
    )
    assert not any(shape(values={2022: Decimal(1)}).scalable for shape in (StepsPath, PiecewisePath))
    if option != "step":
        for shape in (CompoundPath, SCurvePath, ReferencePath):
            assert not shape(**{option: Decimal(1)}).scalable
        assert LinearPath(**{option: Decimal(3)}).figures() == (3,)
    dated = StepsPath(values={2023: Decimal(3), 2022: Decimal(2)})
    assert (dated.first_dated(), dated.stated_in(2023), dated.stated_in(2024)) == ((2022, 2), 3, None)
    assert dated.figures() == (3, 2)
