"""Kinds of target: what each asks, in what figures, and what is a mistake in it, in tables worked out by hand."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from plan_cli.model.kind import TargetKind
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import CompoundPath, LinearPath, StepsPath
from plan_cli.model.targets import (
    Band,
    Change,
    Done,
    Growth,
    Level,
    Milestones,
    Rank,
    Statement,
    Target,
    Total,
    Trend,
)
from plan_cli.model.tolerance import Tolerance

D = Decimal


def ranged(kind: Any, low: str, high: str, **more: Any) -> Target:
    """A range, which asks for its low end first."""
    target: Target = kind(**{kind.number: D(low), "low": D(low), "high": D(high), **more})
    return target


#: target · what is wrong with it: code, what was written, the limit (or what is wanted), the keys that lead to it
MISTAKES: list[tuple[Target, list[tuple[str, str | None, Any, tuple[str, ...]]]]] = [
    *((ranged(kind, "5", "4"), [("PLN113", "5", 4, (kind.number, "low"))]) for kind in (Level, Total, Growth, Change)),
    *((ranged(kind, "4", "4"), []) for kind in (Level, Total, Growth, Change)),
    *((ranged(kind, "4", "5", operator="within"), []) for kind in (Level, Total, Growth, Change)),
    *((kind(**{kind.number: D(4)}, operator="within"), [("PLN107", "4", "low_and_high", (kind.number,))]) for kind in (Level, Total, Growth, Change)),
    (ranged(Growth, "-100", "5"), [("PLN113", "-100", -100, ("rate", "low"))]),
    (ranged(Growth, "-100.5", "5"), [("PLN113", "-100.5", -100, ("rate", "low"))]),
    (ranged(Growth, "-99.9", "5"), []),
    (Change(value=D(-100)), []),
    (Change(value=D("-100.1")), [("PLN113", "-100.1", -100, ("value",))]),
    (Change(value=Fraction(-1)), []),
    (Change(value=Fraction(-3, 2)), [("PLN113", "-3/2", -100, ("value",))]),
    (Change(value=D(-150), unit="units"), []),
    (ranged(Change, "-101", "-50"), [("PLN113", "-101", -100, ("value", "low"))]),
    (ranged(Change, "-100", "-50"), []),
    (Total(value=D(9), weights={2021: D(0), 2022: D(0)}), [("PLN113", "weights", 0, ("weights",))]),
    (Total(value=D(9), weights={2021: D(1), 2022: D(-2)}), [("PLN113", "weights", 0, ("weights",))]),
    (Total(value=D(9), weights={2021: D("0.3"), 2022: D("0.7")}), []),
    (Total(value=D(9), weights={2021: D("0.3"), 2022: D("0.2")}), []),
    (Rank(value=D(8), of=8), []),
    (Rank(value=D(9), of=8), [("PLN113", "9", 8, ("value",))]),
    (Rank(value=D(2), share=Fraction(1, 3)), [("PLN102", None, None, ())]),
    (Rank(value=D(2), share=Fraction(1, 3), of=6), []),
    (Rank(value=D(1), share=Fraction(1, 6), of=6), []),
    (Rank(value=D(0), share=Fraction(1, 9), of=6), [("PLN113", "1/9", "1/6", ("value",))]),
    (Band(), [("PLN115", None, "at_least_one", ())]),
    (Band(low=D(1)), []),
    (Band(high=D(1)), []),
    (Band(low=D(1), high=D(1)), []),
    (Band(low=D(2), high=D(1)), [("PLN113", "2", 1, ("low",))]),
    (Milestones(values={2023: D(1)}), []), (Done(), []), (Trend(), []), (Statement(text="x"), []),
]  # fmt: skip


@pytest.mark.parametrize(("target", "mistakes"), MISTAKES)
def test_what_makes_no_sense_in_a_target_is_said(target: Target, mistakes: list[tuple[Any, ...]]) -> None:
    """With what was written, the limit and its key; what just makes sense is no mistake."""
    found = [
        (each.code, each.facts.get("got"), each.facts.get("limit", each.facts.get("wanted")), each.route)
        for each in target.mistakes()
    ]
    assert found == mistakes


#: target · baseline · years → goal · far goal · start · figures · decimals · the number that is printed
#: What is computed of a target is called when the test runs, so that mutation knows which test reaches it.
ASKED: list[tuple[Target | Callable[[], Target], str | None, int, tuple[Any, ...]]] = [
    (Level(value=D("2.5")), "1.25", 5, ("2.5", None, "1.25", ("2.5",), 2, "2.5")),
    (ranged(Level, "2.5", "3.75"), "1", 5, ("2.5", "3.75", "1", ("2.5", "3.75"), 2, "2.5")),
    (lambda: ranged(Level, "2.5", "3.75").toward("decrease"), "9", 5, ("3.75", "2.5", "9", ("2.5", "3.75"), 2, "3.75")),
    (Total(value=D("7.5")), "3.333", 5, ("7.5", None, "0", ("7.5",), 3, "7.5")),
    (ranged(Total, "7", "8.5"), None, 5, ("7", "8.5", "0", ("7", "8.5"), 1, "7")),
    (Growth(rate=D(10)), "50.0", 2, ("60.5", None, "50", (), 1, "10")),
    (Growth(rate=D(10)), None, 2, ("121", None, "100", (), 2, "10")),
    (ranged(Growth, "10", "20"), None, 2, ("121", "144", "100", (), 2, "10")),
    (lambda: ranged(Growth, "10", "20").toward("decrease"), None, 2, ("144", "121", "100", (), 2, "20")),
    (Growth(rate=D(1), than="gdp"), "50", 2, (None, None, "50", (), 0, "1")),
    (lambda: Growth(rate=D(1), than="gdp").above(D("5.5")), None, 1, ("106.5", None, "100", (), 2, "6.5")),
    (lambda: ranged(Growth, "1", "2", than="gdp").above(D("5.5")), None, 1, ("106.5", "107.5", "100", (), 2, "6.5")),
    (Change(value=D(-15)), "200", 5, ("170", None, "200", (), 0, "-15")),
    (Change(value=D(-15)), None, 5, ("85", None, "100", (), 2, "-15")),
    (Change(value=Fraction(-2, 3)), "150", 5, ("50", None, "150", (), 0, "-66.6667")),
    (Change(value=D("-1.5"), unit="units"), "8.25", 5, ("6.75", None, "8.25", ("-1.5",), 2, "-1.5")),
    (Change(value=D("-1.5"), unit="units"), None, 5, ("-1.5", None, "0", ("-1.5",), 1, "-1.5")),
    (ranged(Change, "15", "20"), "200", 5, ("230", "240", "200", (), 0, "15")),
    (Milestones(values={2022: D("1.5"), 2024: D(3)}), "1", 5, ("3", None, "1", ("1.5", "3"), 1, "3")),
    (Milestones(values={2024: D(3), 2022: D("1.5")}), None, 5, ("3", None, "1.5", ("3", "1.5"), 1, "1.5")),
    (Rank(value=D(3)), "7.5", 5, ("3", None, "7.5", ("3",), 0, "3")),
    (Band(low=D("1.25"), high=D(2)), "1", 5, (None, None, "1", ("1.25", "2"), 2, "2")),
    (Band(low=D(-1), than="mean"), None, 5, (None, None, None, (), 0, None)),
    (lambda: Band(low=D(-1), high=D(2), than="mean").above(D("10.5")), None, 5, (None, None, None, ("9.5", "12.5"), 1, "12.5")),
    (lambda: Band(low=D(-1), than="mean").above(D("10.5")), None, 5, (None, None, None, ("9.5",), 1, "9.5")),
    (Done(), "0.25", 5, ("1", None, "0.25", (), 0, None)),
    (Trend(limit=D("99.5")), "3", 5, (None, None, "3", (), 0, None)),
    (Statement(text="x"), "3", 5, (None, None, "3", (), 0, None)),
]  # fmt: skip


def number(text: str | None) -> Decimal | None:
    return None if text is None else D(text)


@pytest.mark.parametrize(("target", "baseline", "years", "asked"), ASKED)
def test_a_target_asks_for_one_number_on_one_scale(
    target: Target | Callable[[], Target], baseline: str | None, years: int, asked: Any
) -> None:
    """Where its path starts and ends, the far end of a range, its figures with the decimals of its last one."""
    target = target if isinstance(target, TargetKind) else target()
    goal, far, start, figures, decimals, printed = asked
    base = number(baseline)
    with exact_arithmetic():
        assert (target.goal(years, base), target.far_goal(years, base)) == (number(goal), number(far))
    assert (target.start(base), target.figures()) == (number(start), tuple(map(D, figures)))
    assert target.decimals(base) == decimals
    assert target.printed is None if printed is None else round(target.printed, 4) == D(printed)


@pytest.mark.parametrize(
    ("target", "sign", "demands"),
    [
        (Level(value=D(5)), 1, {"printed": ("5", 1)}),
        (Level(value=D(5), operator="at_most"), -1, {"printed": ("5", -1)}),
        (ranged(Level, "5", "8"), 1, {"printed": ("5", 1)}),
        (ranged(Level, "5", "8", operator="within"), 1, {"printed": ("5", 1), "far": ("8", -1)}),
        (ranged(Total, "5", "8", operator="within").toward("decrease"), -1, {"printed": ("8", -1), "far": ("5", 1)}),
        (Growth(rate=D(5)), 1, {"printed": ("5", 1)}),
        (Band(low=D(5)), -1, {"low": ("5", 1), "high": (None, -1)}),
        (Milestones(values={2022: D(5), 2024: D(8)}), -1, {2022: ("5", -1), 2024: ("8", -1)}),
    ],
)  # fmt: skip
def test_every_number_that_is_asked_has_its_side(target: Target, sign: int, demands: dict[Any, Any]) -> None:
    """Of a range that is to be kept both ends, of bounds both, of dated values each."""
    assert target.demands(sign) == {name: (number(value), side) for name, (value, side) in demands.items()}


@pytest.mark.parametrize(
    ("target", "levels", "only"),
    [
        (Level(value=D(5)), {2030: 5}, 5), (Total(value=D(5)), {}, None), (Growth(rate=D(5)), {}, None), (Rank(value=D(5)), {}, None),
        (Milestones(values={2022: D(5)}), {2022: 5}, 5), (Milestones(values={2022: D(5), 2024: D(8)}), {2022: 5, 2024: 8}, None),
    ],
)  # fmt: skip
def test_levels_stand_in_their_years(target: Target, levels: dict[int, int], only: int | None) -> None:
    """Where one only is asked it is that one."""
    assert (dict(target.levels(2030)), target.only_level) == (levels, only)


@pytest.mark.parametrize(
    ("target", "base", "target_year", "last"),
    [
        (Level(value=D(5)), 2020, 2030, 2030), (Level(value=D(5), year=2027), 2020, 2027, 2027), (Total(value=D(5), from_year=2022), 2021, 2030, 2030),
        (Growth(rate=D(5), from_year=2018), 2018, 2030, 2030), (Change(value=D(5), from_year=2015), 2015, 2030, 2030), (Done(year=2024), 2020, 2024, 2024),
        (Milestones(values={2022: D(5), 2024: D(8)}), 2020, 2030, 2030), (Milestones(values={2022: D(5), 2034: D(8)}), 2020, 2034, 2034),
        (Milestones(values={2022: D(5), 2024: D(8)}, year=2026), 2020, 2026, 2026), (Milestones(values={2022: D(5), 2024: D(8)}, after="none"), 2020, 2024, 2024),
    ],
)  # fmt: skip
def test_a_target_has_its_years(target: Target, base: int, target_year: int, last: int) -> None:
    """In a plan from 2020 to 2030; what lapses ends with its last value, and nothing else does."""
    assert (target.base_year(2020), target.target_year(2030), target.last_year(target_year)) == (
        base,
        target_year,
        last,
    )
    assert target.lapses is (getattr(target, "after", None) == "none")


def test_a_sum_is_asked_in_the_shares_of_its_weights() -> None:
    """Three, one and one fifth of 10; the same every year without weights, or with weights of nothing."""
    weighted = Total(value=D(10), weights={2021: D("1.5"), 2023: D("0.5"), 2022: D("0.5")}).shape(CompoundPath())
    assert weighted == StepsPath(values={2021: D(6), 2022: D(8), 2023: D(10)})
    for weights in (None, {}, {2021: D(0)}, {2021: D(-1)}):
        assert Total(value=D(10), weights=weights).shape(CompoundPath()) == LinearPath()
    assert isinstance(Total(value=D(10), weights={2021: D(1)}).shape(CompoundPath()), StepsPath)


def test_a_change_follows_its_path() -> None:
    """So many units are added, a share follows the plan's shape, a growth its own rate, a place a straight way."""
    for change, path, shape in (
        (Change(value=D(5), unit="units"), CompoundPath(), LinearPath()),
        (Change(value=D(5), unit="units"), LinearPath(step=D(1)), LinearPath(step=D(1))),
        (Change(value=D(5)), CompoundPath(), CompoundPath()),
        (Growth(rate=D(7)), LinearPath(), CompoundPath(growth=D(7))),
        (Rank(value=D(3)), CompoundPath(), LinearPath()),
    ):
        assert change.shape(path) == shape


@pytest.mark.parametrize(
    ("target", "level", "value", "decimals"),
    [
        (Growth(rate=D("6.5")), "56.18", "6", 1), (ranged(Growth, "6.5", "7.25"), "50", "0", 2), (Growth(rate=D(6)), "-5", "-100", 0),
        (Change(value=D("-15.5")), "45", "-10", 1), (Change(value=Fraction(1, 2)), "60", "20", 0), (Change(value=D("3.25"), unit="units"), "52.5", "2.5", 2),
    ],
)  # fmt: skip
def test_a_level_is_a_rate_and_a_rate_a_level(target: Any, level: str, value: str, decimals: int) -> None:
    """Two years after a start at 50, there and back."""
    scale = target.scale(D(50), D(2))
    with exact_arithmetic():
        assert (round(scale.of(D(level)), 9), scale.decimals) == (D(value), decimals)
        assert round(scale.level(D(value)), 9) == max(D(level), D(0))


@pytest.mark.parametrize(
    ("tolerance", "sign", "line"),
    [(Tolerance(D("0.5")), 1, "111.3025"), (Tolerance(D("0.5")), -1, "113.4225"), (Tolerance(D(50), percent=True), 1, "106.09"), (Tolerance(), 1, "112.36"),
     (Tolerance(D(200)), 1, "0")],
)  # fmt: skip
def test_a_tolerance_of_growth_is_points_a_year(tolerance: Tolerance, sign: int, line: str) -> None:
    """Two years of 6 %, from 100 on; what is at nothing, or has had no time, is given none."""
    target = Growth(rate=D(6))
    with exact_arithmetic():
        assert round(target.less_tolerance(D("112.36"), D(100), D(2), tolerance, sign), 9) == D(line)
        for value, start, years in (
            (D(0), D(100), D(2)),
            (D(-1), D(100), D(2)),
            (D(7), D(100), D(0)),
            (D(7), None, D(2)),
        ):
            assert target.less_tolerance(value, start, years, tolerance, sign) == value
        assert Level(value=D(8)).less_tolerance(D(8), None, D(2), Tolerance(D(1)), sign) == 8 - sign


def test_another_value_is_no_range() -> None:
    """Nor is it to be kept within one; a place keeps among how many it is."""
    for kind in (Level, Total, Growth, Change):
        other = ranged(kind, "4", "5", operator="within").with_value(D(9))
        assert other == kind(**{kind.number: D(9)})
        assert kind(**{kind.number: D(4)}, operator="about").with_value(D(9)) == kind(
            **{kind.number: D(9)}, operator="about"
        )
    assert Rank(value=D(2), share=Fraction(1, 3), of=6).with_value(D(4)) == Rank(value=D(4), of=6)
    assert [kind.with_value(D(1)) for kind in (Band(low=D(3)), Done(), Trend(), Milestones(values={2022: D(1)}))] == [
        None
    ] * 4


#: kind · judged by · starts · a part of a year is asked its share · its additions mean something · kept at the end
NATURES: list[tuple[Target, tuple[Any, ...]]] = [
    (Level(value=D(1)), ("path", "baseline", True, False, False)), (Total(value=D(1)), ("path", "own", False, True, True)),
    (Milestones(values={2022: D(1)}), ("path", "optional", True, False, True)), (Rank(value=D(1)), ("path", "baseline", False, False, False)),
    (Growth(rate=D(1)), ("path", "index", True, False, False)), (Change(value=D(1)), ("path", "index", True, False, False)),
    (Band(low=D(1)), ("bounds", "optional", True, False, False)), (Done(), ("deadline", "optional", False, False, False)),
    (Trend(), ("direction", "optional", False, False, False)), (Statement(text="x"), ("never", "own", False, True, False)),
]  # fmt: skip


@pytest.mark.parametrize(("target", "nature"), NATURES)
def test_a_kind_says_what_it_is(target: Target, nature: tuple[Any, ...]) -> None:
    """And what follows from it: a path, a profile that decides, a baseline that it needs or may be dated."""
    assert (target.judged, target.starts, target.divisible, target.sums_additions, target.kept_at_end) == nature
    assert target.has_path is (target.judged == "path")
    assert target.asks_profile is (target.judged in ("path", "direction"))
    assert (target.needs_baseline, target.is_relative, target.has_own_start) == tuple(
        target.starts == one for one in ("baseline", "index", "own")
    )
    assert target.takes_dated_baseline is (target.starts != "own")
    assert target.cumulative is isinstance(target, Total)
    assert not Growth(rate=D(1), than="gdp").takes_dated_baseline


def test_only_a_rate_of_its_own_is_a_growth_that_is_printed() -> None:
    """Points above another's growth are none of it."""
    assert [
        Growth(rate=D(5)).growth_rate,
        Growth(rate=D(5), than="gdp").growth_rate,
        Change(value=D(5)).growth_rate,
    ] == [5, None, None]
