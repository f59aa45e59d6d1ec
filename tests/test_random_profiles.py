"""Rules that nobody thought of: random profiles of one's own, in the check and in what a panel compares with."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from plan_cli.assess import Assessment, assess
from plan_cli.assess.outcome import Outcome
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, year_of
from plan_cli.model.paths import CompoundPath, LinearPath
from plan_cli.model.stated_profile import (
    SINCE_A_FIGURE,
    Allowance,
    Ask,
    StatedLine,
    StatedProfile,
    StatedRules,
    Streak,
)
from plan_cli.model.targets import Level, Trend
from plan_cli.model.tolerance import Tolerance
from plan_cli.panel.thresholds import ULPS, thresholds_of
from plan_cli.profiles import EVALUATED, Status
from plan_cli.profiles.by_lines import OwnProfile

D = Decimal
STATUSES = ("on_track", "lagging", "off_track", "reversing")
#: Amounts of each measure, from the least to the most.
AMOUNTS = {
    "rate": (-20, 150), "level": (10, 150), "linear_share": (-50, 150), "projected_share": (-50, 150),
    "change_share": (-50, 150), "target_share": (10, 150), "time_points": (-60, 60), "change": (-900, 900),
    "change_percent": (-60, 60), "change_errors": (-4, 4), "growth": (-15, 15),
}  # fmt: skip
#: Of a figure and its negative they are no mirror: shares of a positive number, and compound growth.
POSITIVE = ("level", "target_share", "growth")
#: What a panel takes: nothing of earlier figures but the baseline, and no errors.
OF_ONE_YEAR = tuple(on for on in AMOUNTS if on != "change_errors")

figures = st.decimals(min_value=1, max_value=9999, places=2)
signs = st.sampled_from([1, -1])


@st.composite
def lines(draw: Any, measures: tuple[str, ...], looks_back: bool, percent: bool, place: int) -> StatedLine:
    """One line: one or two measures, an operator, a tolerance or margin in any form."""
    since = draw(st.sampled_from(["baseline", "previous", 2] if looks_back else ["baseline"]))
    asks = tuple(
        Ask(on, D(draw(st.integers(*AMOUNTS[on]))), since if on in SINCE_A_FIGURE else "baseline")
        for on in draw(st.lists(st.sampled_from(measures), min_size=1, max_size=2, unique=True))
    )
    small = D(draw(st.integers(0, 40)))
    moved = [None, None, Allowance(), Allowance(Tolerance(small))]
    moved += [Allowance(Tolerance(small, percent=True))] if percent else []
    moved += [Allowance(errors=D(2))] if looks_back else []
    errors = any(ask.on == "change_errors" for ask in asks)
    instead = (Ask("change_percent", D(draw(st.integers(-50, 50)))),) if errors and draw(st.booleans()) else ()
    return StatedLine(
        category=f"c{place}", status="", asks=asks, without_errors=instead, exclusive=draw(st.booleans()),
        tolerance=draw(st.sampled_from(moved)), margin=draw(st.sampled_from(moved)),
    )  # fmt: skip


@st.composite
def rules(draw: Any, measures: tuple[str, ...], looks_back: bool, percent: bool) -> StatedRules:
    """One to three lines, best first, some with another word for twice running."""
    stated = [draw(lines(measures, looks_back, percent, place)) for place in range(draw(st.integers(1, 3)))]
    ranks = sorted(draw(st.lists(st.integers(0, 3), min_size=2 * len(stated) + 1, max_size=2 * len(stated) + 1)))
    named = [
        line._replace(
            status=STATUSES[ranks[2 * i]],
            streak=Streak(2, f"s{i}", STATUSES[ranks[2 * i + 1]]) if looks_back and draw(st.booleans()) else None,
        )
        for i, line in enumerate(stated)
    ]
    return StatedRules(tuple(named), ("worst", STATUSES[ranks[-1]]))


@st.composite
def profiles(
    draw: Any, measures: tuple[str, ...] = tuple(AMOUNTS), *, looks_back: bool = True, percent: bool = True
) -> OwnProfile:
    """A rule set of one's own, also for indicators without a target."""
    free = tuple(on for on in measures if on in ("change", "change_percent", "change_errors", "growth"))
    return OwnProfile(
        StatedProfile(
            name="random",
            rules=draw(rules(measures, looks_back, percent)),
            without_target=draw(rules(free, looks_back, percent)),
            reached=draw(st.sampled_from([None, "met"])),
            early=draw(st.sampled_from([None, "met_early"])),
            path=draw(st.sampled_from([None, LinearPath(), CompoundPath()])) if percent else LinearPath(),
            rounded=draw(st.booleans()),
        )
    )


@st.composite
def indicators(draw: Any, sign: int) -> Indicator:
    """From one level to another, or without a target, on a straight or a compound way."""
    base, goal = draw(figures), draw(figures)
    return Indicator(
        id="x", name=Label({"": "x"}), target_year=2030, decimals=2,
        baseline=Baseline(2020, base, "plan", left=draw(st.sampled_from([Fraction(0), Fraction(1, 4)]))),
        target=draw(st.sampled_from([Level(value=goal), Level(value=goal), Trend()])),
        direction="increase" if sign > 0 else "decrease", direction_written=True,
        tolerance=Tolerance(D(draw(st.integers(1, 30)))), path=draw(st.sampled_from([CompoundPath(), LinearPath()])),
    )  # fmt: skip


def judged(
    profile: OwnProfile, indicator: Indicator, history: list[Decimal], actual: Decimal, error: Decimal | None = None
) -> Assessment:
    """The verdict of 2025, after figures of the years from 2021 on; each has the same standard error, if any."""
    values = [*([] if indicator.baseline.left else [(2020, indicator.baseline.value)]), *enumerate(history, 2021)]
    rows = [Actual("x", year, value, year_of(year), error=error) for year, value in [*values, (2025, actual)]]
    return assess(indicator, rows, 2025, profile, profile.shape)


def beside(found: Assessment, *more: Decimal) -> list[Decimal]:
    """Figures on each line of a verdict and just beside it, and others."""
    cuts = () if found.criteria is None else found.criteria.thresholds
    lines = [cut.line(2) for cut in cuts]
    return [*more, *(line + side for line in lines for side in (D(0), D("0.01"), D("-0.01")))]


histories = st.lists(figures, min_size=4, max_size=4)
errors = st.sampled_from([None, D("0.5"), D(40), D(40)])


@given(data=st.data(), profile=profiles(), sign=signs, history=histories, error=errors, one=figures)
def test_a_better_figure_never_gets_a_worse_verdict(data, profile, sign, history, error, one) -> None:
    """Verdicts are monotone in the actual, whatever the lines ask and in whatever order they lie."""
    indicator = data.draw(indicators(sign))
    start = judged(profile, indicator, history, one, error)
    best_first = sorted(beside(start, one), key=lambda figure: -sign * figure)
    statuses = [judged(profile, indicator, history, figure, error).status for figure in best_first]
    for good, bad in pairwise(statuses):
        if bad.evaluated:
            assert EVALUATED.index(good) <= EVALUATED.index(bad)
        else:
            assert good in (bad, Status.ACHIEVED)


@given(data=st.data(), profile=profiles(), sign=signs, history=histories, error=errors)
def test_the_verdict_changes_exactly_at_each_line(data, profile, sign, history, error) -> None:
    """On the line it is earned unless it must be passed, just past it always, just short of it never."""
    indicator = data.draw(indicators(sign))
    start = judged(profile, indicator, history, indicator.baseline.value, error)
    assume(start.criteria is not None)
    cuts = start.criteria.thresholds
    asked = [sign * cut.line(25) for cut in cuts]
    assert asked == sorted(asked, reverse=True)
    places = {
        cut.category: place
        for place, cut in enumerate((*((start.criteria.goal,) if start.criteria.goal else ()), *cuts))
    }
    for cut in cuts:
        line = cut.line(25)
        step = max(abs(line), D(1)) * D("1e-20")
        for figure, earned in ((line, not cut.exclusive), (line + sign * step, True), (line - sign * step, False)):
            found = judged(profile, indicator, history, figure, error)
            if found.status is Status.ACHIEVED:
                continue
            reached = places.get(found.category, len(places)) <= places[cut.category]
            assert reached == earned or (
                reached and any(other.value == cut.value for other in cuts if other is not cut)
            )


@given(
    data=st.data(), profile=profiles(), sign=signs, history=histories, error=errors, actual=figures,
    power=st.sampled_from([1, -6]),
)  # fmt: skip
def test_the_unit_of_account_does_not_matter(data, profile, sign, history, error, actual, power) -> None:
    """Everything ten times as large, or a millionth, what the rule asks in units too, is judged alike."""
    here = data.draw(indicators(sign))
    target = here.target if isinstance(here.target, Trend) else Level(value=here.target.value.scaleb(power))
    there = replace(
        here, target=target, baseline=here.baseline._replace(value=here.baseline.value.scaleb(power)),
        tolerance=Tolerance(here.tolerance.value.scaleb(power)), decimals=2 - power,
    )  # fmt: skip
    rule, before = OwnProfile(scaled(profile.stated, power)), [each.scaleb(power) for each in history]
    least = None if error is None else error.scaleb(power)
    for figure in beside(judged(profile, here, history, actual, error), actual):
        one = judged(profile, here, history, figure, error)
        other = judged(rule, there, before, figure.scaleb(power), least)
        assert (one.status, one.category, one.reason) == (other.status, other.category, other.reason)


def scaled(stated: StatedProfile, power: int) -> StatedProfile:
    """The same rule in another unit."""

    def moved(allowance: Allowance | None) -> Allowance | None:
        if allowance is None or allowance.stated is None or allowance.stated.percent:
            return allowance
        return Allowance(Tolerance(allowance.stated.value.scaleb(power)))

    def line(each: StatedLine) -> StatedLine:
        asks = tuple(ask._replace(amount=ask.amount.scaleb(power)) if ask.on == "change" else ask for ask in each.asks)
        return each._replace(asks=asks, tolerance=moved(each.tolerance), margin=moved(each.margin))

    both = [each._replace(lines=tuple(map(line, each.lines))) for each in stated.every_rules]
    return replace(stated, rules=both[0], without_target=both[1])


@given(
    data=st.data(), profile=profiles(tuple(on for on in AMOUNTS if on not in POSITIVE), percent=False), sign=signs,
    history=histories, error=errors, actual=figures,
)  # fmt: skip
def test_less_is_better_is_the_mirror_of_more_is_better(data, profile, sign, history, error, actual) -> None:
    """On straight ways a figure and its negative, with the direction turned, get the same verdict."""
    here = replace(data.draw(indicators(sign)), path=LinearPath())
    target = here.target if isinstance(here.target, Trend) else Level(value=-here.target.value)
    there = replace(
        here, target=target, baseline=here.baseline._replace(value=-here.baseline.value),
        direction="decrease" if sign > 0 else "increase",
    )  # fmt: skip
    for figure in beside(judged(profile, here, history, actual, error), actual):
        one = judged(profile, here, history, figure, error)
        other = judged(profile, there, [-each for each in history], -figure, error)
        assert (one.status, one.category, one.reason) == (other.status, other.category, other.reason)


@given(data=st.data(), profile=profiles(OF_ONE_YEAR, looks_back=False), sign=signs, actual=figures)
def test_a_panel_compares_with_the_same_lines(data, profile, sign, actual) -> None:
    """Away from a line doubles decide as the check does, on either side of each."""
    indicator = data.draw(indicators(sign))
    found = thresholds_of(indicator, 2025, profile, profile.shape)
    near = [D(repr(sign * value)) * D(1 + side * D("1e-9")) for value in found.values for side in (-1, 1)]
    for figure in (actual, *near):
        value = sign * float(figure)
        if any(abs(value - line) <= found.near + ULPS * abs(line) for line in found.values):
            continue
        by_lines = found.outcomes[sum(value >= line for line in found.values)]
        rows = [Actual("x", 2025, figure, year_of(2025))]
        assert by_lines == Outcome.of(assess(indicator, rows, 2025, profile, profile.shape)), figure
