"""How rows become the figure that is judged, and what is asked of it: rates, limits, others' figures, earlier years."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from judged import HALF, KINDS, MILESTONE, D, judged, of, row
from plan_cli.assess import assess, severity_of
from plan_cli.assess.compared import compared
from plan_cli.assess.doubts import other_reading
from plan_cli.assess.evidence import evidence
from plan_cli.assess.vintages import one_entity
from plan_cli.codes import Severity
from plan_cli.diagnostics import Place
from plan_cli.model.observations import Actuals, Period
from plan_cli.model.paths import PiecewisePath
from plan_cli.model.stated_profile import Ask, StatedLine, StatedProfile, StatedRules, Streak
from plan_cli.model.targets import Band, Change, Growth, Level, Milestones, Target, Total
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles import Status
from plan_cli.profiles.by_lines import OwnProfile


def test_rates_of_the_year_say_nothing_of_its_half() -> None:
    """A half year's level is not held against the year's growth, nor is the growth of a half year the year's."""
    growth = of(Growth(rate=D(6)), "100", nature="stock")
    rates = [row(year, "1.0", measure="growth") for year in (2021, 2022, 2023)]
    whole = [*rates, row(2023, "130")]
    assert other_reading(judged(growth, *whole, year=2023), whole, MILESTONE) is not None
    half = [*rates, row(2023, "130", period=HALF)]
    found = judged(growth, *half, year=2023, period=HALF)
    assert (found.status, other_reading(found, half, MILESTONE)) == ("on_track", None)
    of_half = [*rates[:2], row(2023, "9.0", measure="growth", period=HALF)]
    assert judged(growth, *of_half, year=2023, period=HALF).status is Status.MISSING
    flow = of(Level(value=D(20)), "10")
    assert (
        judged(flow, row(2023, "9.0", measure="growth", period=HALF), year=2023, period=HALF).status is Status.MISSING
    )


@pytest.mark.parametrize(
    ("level", "rates", "warned"),
    [("118", "5.5", False), ("120", "6.5", False), ("134", "6.5", False), ("121", "5.0", True), ("118", "6.5", True)],
)  # fmt: skip
def test_two_readings_are_a_warning_where_one_of_them_is_behind(level: str, rates: str, warned: bool) -> None:
    """Of 6 % a year from 100 on: 119.1 in the third year, 133.8 in the last; ahead and further ahead is one verdict."""
    rows = [*(row(year, rates, measure="growth") for year in (2021, 2022, 2023)), row(2023, level)]
    found = judged(of(Growth(rate=D(6)), "100"), *rows, year=2023)
    assert (other_reading(found, rows, MILESTONE) is not None) is warned


@pytest.mark.parametrize(
    ("change", "base", "rates", "actual"),
    [
        (Change(value=D(-15), additive=True), "200", ("-3", "-4"), "186"), (Change(value=D(-15)), "200", ("-3", "-4"), "186.24"),
        (Change(value=D(9), unit="pp", additive=True), "50", ("1.5", "2"), "53.5"), (Growth(rate=D(6)), "200", ("10", "-10"), "198"),
    ],
)  # fmt: skip
def test_yearly_rates_are_added_or_compounded_as_the_target_says(
    change: Target, base: str, rates: tuple[str, str], actual: str
) -> None:
    """From a level of the base year on."""
    rows = [row(2021 + i, rate, measure="growth") for i, rate in enumerate(rates)]
    found = evidence(of(change, base, unit="%"), rows, 2022)
    assert (found.value, found.exact, found.rate_decimals) == (
        D(actual),
        True,
        max(0, *(-D(rate).as_tuple().exponent for rate in rates)),
    )


@pytest.mark.parametrize(
    ("target", "base", "down", "limit"),
    [
        (Growth(rate=D(0)), "10", True, True), (Growth(rate=D(3)), "10", True, True), (Growth(rate=D(-1)), "10", True, False), (Growth(rate=D("-0.5")), None, True, False),
        (Change(value=D(0)), None, False, True), (Change(value=D(5)), None, False, False), (Change(value=D("-0.5")), "10", False, True), (Growth(rate=D(1), than="gdp"), "10", True, False),
        (Total(value=D(5), operator="at_most"), None, False, True), (Total(value=D(5)), None, True, True), (Total(value=D(5)), None, False, False),
        (Total(value=D(5), operator="exactly"), None, True, True), (Total(value=D(5), operator="exactly"), None, False, False), (Total(value=D(5), operator="less_than"), None, True, True),
        (Milestones(values={2022: D(5)}), "10", True, True), (Milestones(values={2022: D(5)}, operator="exactly"), "10", True, False), (Level(value=D(5)), "10", True, False),
    ],
)  # fmt: skip
def test_a_limit_is_what_allows_the_start_or_a_ceiling_on_what_adds_up(
    target: Target, base: str | None, down: bool, limit: bool
) -> None:
    """There one only keeps to it: nothing is worse than off track, but where the start itself is the limit."""
    indicator = of(target, base, down=down)
    assert indicator.is_limit is limit
    if limit and not isinstance(target, Milestones):
        rows = [row(year, "999" if down else "0.1") for year in (2021, 2022)]
        if indicator.is_index:
            rows = [row(year, "-9" if not down else "50", measure="growth") for year in (2021, 2022)]
        for profile in ("milestone", "linear", "eurostat"):
            found = judged(indicator, *rows, year=2022, profile=profile).status
            worst = Status.REVERSING if target.relative_value == 0 else Status.OFF_TRACK
            assert found in (worst, Status.NOT_ASSESSABLE)


def test_nothing_is_asked_before_the_first_dated_value_or_the_baseline() -> None:
    """Without a baseline the first is where the path starts; a baseline of June asks nothing of the first quarter."""
    dated = of(Level(value=D(20)), path=PiecewisePath(values={2023: D(15)}))
    assert [judged(dated, row(year, "1"), year=year).status for year in (2021, 2022)] == ["not_due", "not_due"]
    assert judged(dated, row(2024, "1"), year=2024).status.evaluated
    june = of(Level(value=D(20)), "10", nature="stock")
    june = replace(june, baseline=june.baseline._replace(dated="2020-06", left=Fraction(1, 2)))
    for month, status in ((3, "not_due"), (9, "reversing")):
        period = Period(date(2020, 1, 1), date(2020, month, 31 if month == 3 else 30))
        assert judged(june, row(2020, "5", period=period), year=2020, period=period).status == status


def test_growth_is_compared_with_a_level_above_zero() -> None:
    """Half a point faster than the other's mean growth of 10 %; of a start at nothing there is none."""
    own, other = of(Growth(rate=D("0.5"), than="gdp"), "100"), replace(of(Growth(rate=D(5))), id="gdp")
    for base, rate in (("50", "10.5"), ("0", "0.5"), ("-5", "0.5")):
        rows = [replace(row(2020, base), indicator="gdp"), replace(row(2022, "60.5"), indicator="gdp")]
        assert compared(own, other, rows, 2022).target == Growth(rate=D(rate), than="gdp" if base != "50" else None)
    assert compared(own, other, rows[:1], 2020) == own
    band = of(Band(low=D(1), high=D(3), than="gdp"))
    level = replace(of(Level(value=D(5)), "1"), id="gdp")
    for bound, low in (("", D("51.5")), (">", D(1))):
        rows = [replace(row(2022, "50.5", bound=bound), indicator="gdp")]
        assert compared(band, level, rows, 2022).target.low == low
    assert compared(band, level, [replace(row(2022, "50.5", period=HALF), indicator="gdp")], 2022) == band
    assert compared(band, replace(level, unit="km"), [replace(row(2022, "50.5"), indicator="gdp")], 2022) == band


def test_an_earlier_figure_is_judged_on_the_way_of_its_year() -> None:
    """A streak of two below the milestones of 12 and 14; and one of two falls, each from the figure before it."""
    for ask, figures, word in (
        (Ask("level", D(100)), ("11.9", "13.9"), "again"), (Ask("level", D(100)), ("12", "13.9"), "short"), (Ask("level", D(100)), ("13.9", "14"), "fine"),
        (Ask("change", D(0), "previous"), ("9", "8"), "again"), (Ask("change", D(0), "previous"), ("11", "8"), "short"),
    ):  # fmt: skip
        stated = StatedRules(
            (StatedLine("fine", "on_track", (ask,)),), ("short", "lagging"), Streak(2, "again", "off_track")
        )
        rule = OwnProfile(StatedProfile(name="own", rules=stated))
        rows = [row(2021 + i, figure) for i, figure in enumerate(figures)]
        assert assess(of(Level(value=D(20)), "10"), rows, 2022, rule).category == word


@pytest.mark.parametrize(
    ("status", "binding", "anticipatory"),
    [
        *((status, Severity.ERROR, Severity.WARNING) for status in (Status.LAGGING, Status.OFF_TRACK, Status.REVERSING)),
        *((status, None, None) for status in (Status.ACHIEVED, Status.ON_TRACK)), (Status.MISSING, Severity.WARNING, Severity.INFO),
        *((status, Severity.INFO, Severity.INFO) for status in (Status.UNDECIDABLE, Status.NOT_DUE, Status.NOT_ASSESSABLE)),
    ],
)  # fmt: skip
def test_a_verdict_weighs_what_the_indicator_does(
    status: Status, binding: Severity | None, anticipatory: Severity | None
) -> None:
    """Behind is an error where the target binds; a missing figure is a warning there; what is well is nothing."""
    for attribute, severity in (("binding", binding), ("anticipatory", anticipatory)):
        assert severity_of(replace(KINDS["level"], attribute=attribute), status) is severity


def test_a_line_must_be_passed_where_its_rule_says() -> None:
    """By its category; of one that has no line nothing must be passed."""
    found = judged(KINDS["level"], row(2022, "12"), year=2022, profile="official-cn")
    assert [found.passed(word) for word in ("faster_than_expected", "basically_as_expected", "behind", "nothing")] == [
        False
    ] * 4
    found = judged(
        replace(KINDS["level"], tolerance=Tolerance(D(1))), row(2022, "12"), year=2022, profile="official-cn"
    )
    assert [found.passed(word) for word in ("faster_than_expected", "basically_as_expected", "nothing")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("base", "value", "bound", "status"),
    [("10", "5", "<", "undecidable"), ("10", "5", ">", "undecidable"), ("10", "25", ">", "achieved"), ("10", "-5", "<", "not_assessable"), ("-10", "-5", "<", "undecidable"),
     ("-10", "-12", "<", "reversing"), ("-10", "5", ">", "achieved"), ("-10", "-8", ">", "undecidable")],
)  # fmt: skip
def test_statcan_has_no_rate_where_a_figure_may_lie_beyond_zero(base: str, value: str, bound: Any, status: str) -> None:
    """An open end lies beyond every number on its side, so on the other side of zero too."""
    indicator = of(Level(value=D(20) if D(base) > 0 else D(-5)), base)
    assert judged(indicator, row(2022, value, bound=bound), year=2022, profile="statcan").status == status


@pytest.mark.parametrize(("profile", "decimals"), [("milestone", 1), ("eurostat", None)])
def test_a_line_in_rates_is_compared_as_the_rule_compares(profile: str, decimals: int | None) -> None:
    """At the decimals of the target's rate, or unrounded; on its way and at its end."""
    rows = [row(year, "6.5", measure="growth") for year in (2021, 2022)]
    found = judged(of(Growth(rate=D("6.5"))), *rows, year=2022, profile=profile)
    assert found.criteria is not None
    assert [each.decimals for each in found.criteria.thresholds] == [decimals] * len(found.criteria.thresholds)
    assert found.met is not None
    assert (found.met.decimals, round(found.met.value, 9) > D("6.5")) == (decimals, True)


def test_what_is_left_out_of_several_series_is_said_where_it_stands() -> None:
    """At the first row of it; those without a name are the one series."""
    rows = (
        row(2021, "1"),
        row(2021, "2", entity="a", place=Place("f", line=7)),
        replace(row(2022, "2", entity="b"), indicator="y"),
    )
    kept = one_entity(Actuals(rows))
    assert ([each.entity for each in kept.rows], [each.place.line for each in kept.diagnostics]) == (["", "b"], [7])


def test_a_band_beside_another_that_is_not_known_waits_as_others_do() -> None:
    """Nothing is due in the base year, and a figure that is not there is missing first."""
    band = of(Band(low=D(1), than="peers"))
    assert (judged(band, row(2020, "5"), year=2020).status, judged(band, year=2022).status) == ("not_due", "missing")
    assert judged(band, row(2022, "5"), year=2022).reason == "than_unknown"


def test_a_sum_of_two_shows_both() -> None:
    """One figure is no sum; an achievement is a share of any milestone above nothing."""
    assert len(judged(KINDS["total"], row(2021, "3"), row(2022, "4"), year=2022).evidence.summed) == 2
    assert judged(KINDS["total"], row(2021, "3"), year=2021).evidence.summed == ()
    small = replace(of(Level(value=D("0.6")), "0.1"), decimals=1)
    told = [judged(small, row(2022, value), year=2022).achievement for value in ("0.15", "0", "-0.1")]
    assert told == [D("0.5"), 0, None]


@pytest.mark.parametrize(
    ("value", "known", "word"),
    [
        ("108.3", True, "improving"),
        ("108.2", True, "little_or_no_detectable_change"),
        ("108.3", False, "little_or_no_detectable_change"),
    ],
)
def test_a_rule_of_standard_errors_reads_those_of_both_figures(value: str, known: bool, word: str) -> None:
    """1.645 × √(3² + 4²) is 8.2; without one of them a tenth of the way is asked."""
    rows = [row(2020, "100", error=D(3)), row(2022, value, error=D(4) if known else None)]
    found = judged(of(Level(value=D(200)), "100"), *rows, year=2022, profile="healthy-people-2030")
    assert found.category == word


def test_of_several_series_one_is_proposed_where_none_is_the_whole() -> None:
    """The first by name; where rows without a name are the series there is nothing to choose."""
    rows = (row(2021, "2", entity="b"), row(2021, "2", entity="a"))
    (open_one,), (closed,) = (
        one_entity(Actuals(rows)).diagnostics,
        one_entity(Actuals((*rows, row(2021, "1")))).diagnostics,
    )
    assert (open_one.facts["first"], closed.facts["first"], open_one.facts["entities"]) == ("a", None, ["a", "b"])
