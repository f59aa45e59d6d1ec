"""Random profiles of one's own over every kind of target that a rule can be applied to: changes, ranges, sums, places."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plan_cli.assess import Assessment, assess
from plan_cli.assess.outcome import Outcome
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, Measure, year_of
from plan_cli.model.paths import CompoundPath, LinearPath
from plan_cli.model.targets import Change, Level, Rank, Target, Total
from plan_cli.model.tolerance import Tolerance
from plan_cli.panel.thresholds import ULPS, thresholds_of
from plan_cli.profiles import EVALUATED, Status
from plan_cli.profiles.by_lines import OwnProfile
from test_random_profiles import (
    AMOUNTS,
    OF_ONE_YEAR,
    POSITIVE,
    D,
    beside,
    errors,
    figures,
    histories,
    profiles,
    scaled,
    signs,
)

KINDS = ("change", "change in units", "range", "within", "total", "total within", "rank")
#: Of a rank less is better, and places are no quantity; past the far end of a range that is to be kept more is worse.
ONE_SIDED = tuple(kind for kind in KINDS if "within" not in kind)
WITH_UNITS = tuple(kind for kind in KINDS if kind != "rank")
#: A ceiling on a sum is kept only when its period is over, which a floor is not.
MIRRORED = ("change in units", "range", "within")
years = st.sampled_from([2021, 2025, 2025, 2030])


def target_of(draw: Any, kind: str, sign: int) -> Target:
    """A target of a kind, on either side of any baseline."""
    low, high = sorted((draw(figures), draw(figures)))
    side = "increase" if sign > 0 else "decrease"
    match kind:
        case "change":
            return Change(value=D(draw(st.integers(-90, 150))))
        case "change in units":
            return Change(value=D(draw(st.integers(-900, 900))), unit="kg")
        case "rank":
            return Rank(value=D(draw(st.integers(1, 30))))
        case "total" | "total within":
            ends = {"low": low, "high": high, "operator": "within"} if "within" in kind else {}
            return Total(value=high, **ends).toward(side)
        case _:
            return Level(value=high, low=low, high=high, operator="within" if kind == "within" else None).toward(side)


@st.composite
def indicators(draw: Any, kind: str, sign: int) -> Indicator:
    """An indicator with such a target, on a straight or a compound way."""
    base = D(draw(st.integers(1, 60))) if kind == "rank" else draw(figures)
    return Indicator(
        id="x", name=Label({"": "x"}), target_year=2030, decimals=0 if kind == "rank" else 2, unit="kg",
        baseline=Baseline(2020, base, "plan"), target=target_of(draw, kind, sign),
        direction="increase" if sign > 0 else "decrease", direction_written=True,
        tolerance=Tolerance(D(draw(st.integers(1, 30)))), path=draw(st.sampled_from([CompoundPath(), LinearPath()])),
    )  # fmt: skip


def judged(
    profile: OwnProfile, indicator: Indicator, year: int, history: list[Decimal], actual: Decimal,
    error: Decimal | None = None,
) -> Assessment:  # fmt: skip
    """The verdict of a year after figures of the years before it; of a sum they are running totals."""
    measure: Measure = "cumulative" if indicator.target.cumulative else ""
    earlier = [(each, value) for each, value in enumerate(history, 2021) if each < year]
    first = (
        [] if indicator.target.cumulative or indicator.baseline.value is None else [(2020, indicator.baseline.value)]
    )
    rows = [
        Actual("x", each, value, year_of(each), measure=measure, error=error)
        for each, value in [*first, *earlier, (year, actual)]
    ]
    return assess(indicator, rows, year, profile, profile.shape)


@given(data=st.data(), profile=profiles(), sign=signs, year=years, history=histories, error=errors, one=figures)
@pytest.mark.parametrize("kind", ONE_SIDED)
def test_a_better_figure_never_gets_a_worse_verdict(kind, data, profile, sign, year, history, error, one) -> None:
    """Verdicts are monotone in the actual, whatever the lines ask."""
    indicator = data.draw(indicators(kind, sign))
    start = judged(profile, indicator, year, history, one, error)
    best_first = sorted(beside(start, one), key=lambda figure: -indicator.sign * figure)
    statuses = [judged(profile, indicator, year, history, figure, error).status for figure in best_first]
    for good, bad in pairwise(statuses):
        if bad.evaluated:
            assert EVALUATED.index(good) <= EVALUATED.index(bad), statuses
        else:
            assert good in (bad, Status.ACHIEVED), statuses


@given(data=st.data(), profile=profiles(), sign=signs, year=years, history=histories, error=errors)
@pytest.mark.parametrize("kind", ONE_SIDED)
def test_the_verdict_changes_exactly_at_each_line(kind, data, profile, sign, year, history, error) -> None:
    """On the line it is earned unless it must be passed, just past it always, just short of it never."""
    indicator = data.draw(indicators(kind, sign))
    start = judged(profile, indicator, year, history, D(1), error)
    assume(start.criteria is not None)
    assert start.criteria is not None
    cuts = start.criteria.thresholds
    goal = (start.criteria.goal,) if start.criteria.goal else ()
    places = {cut.category: place for place, cut in enumerate((*goal, *cuts))}
    for cut in cuts:
        line = cut.line(25)
        step = max(abs(line), D(1)) * D("1e-20")
        for figure, earned in (
            (line, not cut.exclusive), (line + indicator.sign * step, True), (line - indicator.sign * step, False),
        ):  # fmt: skip
            found = judged(profile, indicator, year, history, figure, error)
            if found.status is Status.ACHIEVED or not found.status.evaluated:
                continue
            if found.category == start.criteria.floor[0] == cut.category:
                continue  # Where a limit allows more than the start, what lies below is off track by the same word.
            reached = places.get(found.category, len(places)) <= places[cut.category]
            twins = any(other.value == cut.value for other in cuts if other is not cut)
            assert reached == earned or (reached and twins), (figure, cut, found.category)


@given(
    data=st.data(), profile=profiles(), sign=signs, year=years, history=histories, error=errors, actual=figures,
    power=st.sampled_from([1, -6]),
)  # fmt: skip
@pytest.mark.parametrize("kind", WITH_UNITS)
def test_the_unit_of_account_does_not_matter(kind, data, profile, sign, year, history, error, actual, power) -> None:
    """Everything ten times as large, or a millionth, is judged alike; a change in per cent stays as it is."""
    here = data.draw(indicators(kind, sign))
    target = here.target if kind == "change" else here.target.turned(lambda value: value.scaleb(power))
    there = replace(
        here, target=target, baseline=here.baseline._replace(value=here.baseline.value.scaleb(power)),
        tolerance=Tolerance(here.tolerance.value.scaleb(power)), decimals=2 - power,
    )  # fmt: skip
    rule, before = OwnProfile(scaled(profile.stated, power)), [each.scaleb(power) for each in history]
    least = None if error is None else error.scaleb(power)
    for figure in beside(judged(profile, here, year, history, actual, error), actual):
        one = judged(profile, here, year, history, figure, error)
        other = judged(rule, there, year, before, figure.scaleb(power), least)
        assert (one.status, one.category, one.reason) == (other.status, other.category, other.reason), figure


@given(
    data=st.data(), profile=profiles(tuple(on for on in AMOUNTS if on not in POSITIVE), percent=False), sign=signs,
    year=years, history=histories, error=errors, actual=figures,
)  # fmt: skip
@pytest.mark.parametrize("kind", MIRRORED)
def test_less_is_better_is_the_mirror_of_more_is_better(
    kind, data, profile, sign, year, history, error, actual
) -> None:
    """On straight ways a figure and its negative, with the direction turned, get the same verdict."""
    here = replace(data.draw(indicators(kind, sign)), path=LinearPath())
    there = replace(
        here, target=mirrored(here.target), baseline=here.baseline._replace(value=-here.baseline.value),
        direction="decrease" if sign > 0 else "increase",
    )  # fmt: skip
    for figure in beside(judged(profile, here, year, history, actual, error), actual):
        one = judged(profile, here, year, history, figure, error)
        other = judged(profile, there, year, [-each for each in history], -figure, error)
        assert (one.status, one.category, one.reason) == (other.status, other.category, other.reason), figure


def mirrored(target: Any) -> Target:
    """The same target of the negative quantity."""
    turned = target.turned(lambda value: -value)
    return turned if target.ends is None else replace(turned, low=-target.high, high=-target.low)


@given(data=st.data(), profile=profiles(OF_ONE_YEAR, looks_back=False), sign=signs, year=years, actual=figures)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if "total" not in kind])
def test_a_panel_compares_with_the_same_lines(kind, data, profile, sign, year, actual) -> None:
    """Away from a line doubles decide as the check does, on either side of each."""
    indicator = data.draw(indicators(kind, sign))
    found = thresholds_of(indicator, year, profile, profile.shape)
    near = [D(repr(indicator.sign * value)) * D(1 + side * D("1e-9")) for value in found.values for side in (-1, 1)]
    for figure in (actual, *near):
        value = indicator.sign * float(figure)
        if any(abs(value - line) <= found.near + ULPS * abs(line) for line in found.values):
            continue
        by_lines = found.outcomes[sum(value >= line for line in found.values)]
        rows = [Actual("x", year, figure, year_of(year))]
        assert by_lines == Outcome.of(assess(indicator, rows, year, profile, profile.shape)), figure
