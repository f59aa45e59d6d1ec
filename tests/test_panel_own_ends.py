"""Own ends over columns: never another verdict than that of the same two ends one by one, to the last bit."""

import random
from dataclasses import replace
from decimal import Decimal
from math import nan
from pathlib import Path

import numpy
import pytest

from conftest import indicator_plan
from panels import plan_in
from plan_cli.model.growing import Compound, Straight
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import decimals_of, exact_arithmetic, figure_of
from plan_cli.panel.double_double import DoubleDouble
from plan_cli.panel.own_ends import Ends, own_ends
from plan_cli.panel.thresholds import between, outcome_only, thresholds_of
from plan_cli.profiles.built_in import PROFILES

MILESTONE = PROFILES["milestone"]
#: Every direction and plain shape, at the digits that decide most.
PLAN = indicator_plan(
    *(
        f"id: {direction}-{path}-{decimals}, name: N{direction}{path}{decimals}, direction: {direction}, path: {path}, "
        f"baseline: {base}, target: {300 - base}, decimals: {decimals}"
        for direction, base in (("increase", 100), ("decrease", 200))
        for path in ("compound", "linear")
        for decimals in (0, 1, 2)
    )
)
#: Others, which are judged one by one.
OTHERS = indicator_plan(
    "id: about, name: A, baseline: 100, target: {kind: level, value: 120, operator: about}",
    "id: tolerant, name: B, baseline: 100, target: 120, tolerance: 2%",
    "id: more, name: C, baseline: 100, target: {kind: level, value: 120, operator: more_than}",
    "id: curve, name: D, path: s-curve, baseline: 100, target: 120",
    "id: capped, name: E, path: {shape: linear, cap: 110}, baseline: 100, target: 120",
)


def drawn(rng: random.Random, indicator: Indicator, year: int) -> tuple[float, float, float, int]:
    """Two ends and a figure, most often one that lies on a line or beside it, as it may be printed."""
    decimals, size = rng.choice((0, 0, 1, 2, 6)), rng.choice((3, 10, 50, 1000, 1_000_000))
    base, goal, value = (round(rng.uniform(0, size), decimals) for _ in range(3))
    goal = rng.choice((goal, goal, goal, base, -goal))
    own = between(indicator, figure_of(base), goal, given=True)
    assert own is not None
    lines = thresholds_of(own, year, MILESTONE).values
    if rng.random() < 0.8 and lines:
        printed = max(0, indicator.decimals + rng.choice((-1, 0, 0, 1, 2)))
        line = round(Decimal(repr(indicator.sign * rng.choice(lines))), printed)
        value = float(line + rng.choice((-1, 0, 1)) * Decimal(1).scaleb(-printed))
        return base, goal, value, printed if decimals_of(figure_of(value)) < printed else 0
    return base, goal, rng.choice((value, nan)), 0


@pytest.mark.parametrize("year", [2021, 2023, 2025, 2026])
@pytest.mark.sampled(3)
def test_over_columns_and_one_by_one_say_the_same(tmp_path: Path, year: int) -> None:
    """Outcome, baseline and milestone of ends on every side of each other, of figures at the lines."""
    rng, settled = random.Random(year), 0
    for indicator in plan_in(tmp_path, PLAN).indicators:
        judge = own_ends(numpy, indicator, year, MILESTONE, None, lambda each: thresholds_of(each, year, MILESTONE))
        assert judge is not None
        rows = [drawn(rng, indicator, year) for _ in range(60)]
        judged = judge.judged(Ends(*(numpy.array(column) for column in zip(*rows, strict=True))))
        for i, (base, goal, value, digits) in enumerate(rows):
            own = between(indicator, figure_of(base), goal, given=True)
            if own is None or not judged.settled[i]:
                continue
            settled += 1
            found = judged.thresholds[judged.outcome[i]]
            if value != value:
                one = thresholds_of(own, year, MILESTONE)
                assert (found.missing, found.spoilt) == (one.missing, one.spoilt)
            else:
                one = outcome_only(own, year, MILESTONE, None, figure_of(value, digits))
                assert found.outcomes == one.outcomes, (indicator.id, rows[i])
            assert (judged.start[i], judged.milestone[i]) == (one.base, one.milestone), (indicator.id, rows[i])
    assert settled > 400


def test_others_are_judged_one_by_one(tmp_path: Path) -> None:
    """A tolerance, another operator, another shape, another profile, a path of one's own: not over columns."""
    (plain, *_), others = plan_in(tmp_path, PLAN).indicators, plan_in(tmp_path, OTHERS).indicators

    def judged(indicator: Indicator, profile: str = "milestone", year: int = 2023) -> object:
        rules = PROFILES[profile]
        return own_ends(numpy, indicator, year, rules, None, lambda each: thresholds_of(each, year, rules))

    assert judged(plain) is not None
    assert [each.id for each in others if judged(each) is not None] == []
    assert judged(plain, "linear") is None
    assert judged(plain, year=2020) is None
    assert judged(replace(plain, target_year=2090)) is None


@pytest.mark.parametrize("growing", [Compound, Straight])
@pytest.mark.parametrize(("span", "years"), [(3, 1), (5, 3), (10, 7), (30, 29)])
def test_formulas_over_columns_have_thirty_digits(growing: type[Compound], span: int, years: int) -> None:
    """The same two lines of formula as over decimals, and the nearest double to what these say."""
    rng = random.Random(span)
    ends = [(Decimal(rng.randrange(1, 10**7)) / 100, Decimal(rng.randrange(1, 10**7)) / 100) for _ in range(200)]
    first, last = (DoubleDouble(numpy.array([float(100 * each[i]) for each in ends])) / 100 for i in range(2))
    found = growing.carry(first, growing.rate(first, last, Decimal(span)), Decimal(years))
    with exact_arithmetic():
        for i, (start, end) in enumerate(ends):
            exact = growing.carry(start, growing.rate(start, end, Decimal(span)), Decimal(years))
            near = Decimal(float(found.high[i])) + Decimal(float(found.low[i]))
            assert found.high[i] == float(exact)
            assert abs(near - exact) <= abs(exact) * Decimal("1e-28")


def test_a_power_that_is_no_root_is_refused() -> None:
    """Only whole powers and roots are taken; nothing is rounded to one of them."""
    with pytest.raises(ValueError, match=r"0\.4"):
        DoubleDouble(2.0) ** Decimal("0.4")


def test_what_hangs_on_rounding_is_left_open(tmp_path: Path) -> None:
    """A line half-way between two figures is not rounded over columns, where one of these two is to be judged."""
    plan = plan_in(tmp_path, PLAN)
    linear = next(each for each in plan.indicators if each.id == "increase-linear-0")
    judge = own_ends(numpy, linear, 2021, MILESTONE, None, lambda each: thresholds_of(each, 2021, MILESTONE))
    assert judge is not None
    # From 1 to 8.5 the first year asks for 2.5.
    values = numpy.array([1.0, 2.0, 3.0, 4.0])
    judged = judge.judged(Ends(numpy.full(4, 1.0), numpy.full(4, 8.5), values, numpy.zeros(4)))
    assert judged.settled.tolist() == [True, False, True, True]
