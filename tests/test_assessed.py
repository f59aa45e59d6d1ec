"""What one figure, or none, comes to beside its lines: over kinds of target and rules, one figure at a time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from plan_cli.assess import Assessment, assess, lines, severity_of, verdict_on
from plan_cli.assess.compared import compared
from plan_cli.assess.evidence import evidence
from plan_cli.assess.row import as_interval
from plan_cli.assess.running_totals import doubtful_sum
from plan_cli.assess.two_readings import other_reading
from plan_cli.assess.vintages import one_entity
from plan_cli.codes import Severity
from plan_cli.diagnostics import Place
from plan_cli.model.indicator import Baseline, Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, Actuals, Period, year_of
from plan_cli.model.paths import LinearPath, PiecewisePath
from plan_cli.model.stated_profile import Ask, StatedLine, StatedProfile, StatedRules, Streak
from plan_cli.model.targets import Band, Change, Done, Growth, Level, Milestones, Rank, Target, Total, Trend
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles import Status
from plan_cli.profiles.built_in import PROFILES
from plan_cli.profiles.by_lines import OwnProfile

D = Decimal
MILESTONE = PROFILES["milestone"]
HALF = Period(date(2023, 1, 1), date(2023, 6, 30))


def of(target: Target, base: str | None = None, *, down: bool = False, **more: Any) -> Indicator:
    """An indicator of 2020 to 2025 on a straight way."""
    baseline = Baseline(2020, None if base is None else D(base), None if base is None else "plan")
    own: dict[str, Any] = {"path": LinearPath(), "direction": "decrease" if down else "increase", **more}
    return Indicator(id="x", name=Label({"": "x"}), baseline=baseline, target=target, target_year=2025, **own)


def row(year: int, value: str | None, **more: Any) -> Actual:
    return Actual("x", year, None if value is None else D(value), **{"period": year_of(year), **more})


def judged(
    indicator: Indicator, *rows: Actual, year: int = 2025, profile: str = "milestone", **more: Any
) -> Assessment:
    return assess(indicator, rows, year, PROFILES[profile], PROFILES[profile].shape, **more)


KINDS = {
    "level": of(Level(value=D(20)), "10"), "level without a baseline": of(Level(value=D(20))),
    "within": of(Level(value=D(20), low=D(20), high=D(30), operator="within"), "10", tolerance=Tolerance(D(1))),
    "exactly": of(Level(value=D(20), operator="exactly"), "10"), "fall": of(Level(value=D(10)), "20", down=True),
    "total": of(Total(value=D(20))), "ceiling": of(Total(value=D(20), operator="at_most"), down=True, tolerance=Tolerance(D(2))),
    "milestones": of(Milestones(values={2022: D(12), 2025: D(20)}), "10"), "growth": of(Growth(rate=D(6)), "15"), "index": of(Growth(rate=D(6))),
    "change": of(Change(value=D(50)), "12"), "points": of(Change(value=D(9), unit="t"), "12"), "rank": of(Rank(value=D(9)), "22"),
    "band": of(Band(low=D(12), high=D(20)), "10", tolerance=Tolerance(D(1))), "floor": of(Band(low=D(12)), "11.5"), "top": of(Band(high=D(20)), "20.5"),
    "done": of(Done()), "trend": of(Trend(), "15"),
}  # fmt: skip
FIGURES = [
    D(text)
    for text in [
        "-1",
        "0",
        "0.5",
        "1",
        "9",
        "10",
        "10.9",
        "11",
        "11.2",
        "11.5",
        "11.8",
        "12",
        "15",
        "16",
        "17.9",
        "18",
        "19",
        "19.9",
        "20",
        "20.2",
        "20.5",
        "20.8",
        "21",
        "21.1",
        "22",
        "22.1",
        "29",
        "30",
        "31",
        "31.1",
        "40",
    ]
]


@pytest.mark.parametrize("profile", ["milestone", "statcan", "eurostat", "official-cn"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_has_one_verdict_however_it_is_come_by(kind: str, profile: str) -> None:
    """``verdict_on`` says of each figure what ``assess`` says; between two lines of ``lines`` it says the same of all."""
    indicator, rules = KINDS[kind], PROFILES[profile]
    for year in (2022, 2025):
        at_once = verdict_on(indicator, year, rules, rules.shape)
        found = [judged(indicator, row(year, str(value)), year=year, profile=profile) for value in FIGURES]
        assert [at_once(value).status for value in FIGURES] == [each.status for each in found]
        for spoilt, reason in ((False, "not_reported"), (True, "bad_data")):
            assert (none := at_once(None, spoilt=spoilt)).status is judged(
                indicator, year=year, profile=profile, spoilt=spoilt
            ).status
            assert none.reason == reason or none.status is not Status.MISSING
        if rules.rounded or rules.later_baseline or kind in ("total", "ceiling", "index", "done", "trend"):
            # Lines move with a figure's digits, no panel takes the rule, or figures are read in another way.
            continue
        edges = sorted(indicator.sign * line.line(25) for line in lines(at_once(D(1)), rules))
        for one, other in zip(FIGURES, FIGURES[1:], strict=False):
            low, high = sorted((indicator.sign * one, indicator.sign * other))
            if not any(low <= edge <= high for edge in edges):
                assert at_once(one).status is at_once(other).status


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        ("floor", "11.8", "off_track"), ("floor", "11.5", "off_track"), ("floor", "11.4", "reversing"), ("floor", "12", "achieved"), ("top", "20.5", "off_track"),
        ("top", "20.6", "reversing"), ("top", "20", "achieved"), ("top", "-3", "achieved"), ("band", "11", "achieved"), ("band", "10.9", "off_track"),
        ("band", "9.9", "reversing"), ("band", "21", "achieved"), ("band", "21.1", "off_track"), ("band", "22.1", "reversing"), ("band", "22", "off_track"),
    ],
)  # fmt: skip
def test_further_outside_a_band_than_at_the_start_is_reversing(kind: str, value: str, status: str) -> None:
    """By however little, on either side; the bounds are eased by the tolerance, and the distance is from the bounds."""
    assert judged(KINDS[kind], row(2025, value)).status == status


def test_the_lines_of_a_band_are_its_bounds_and_the_start_s_distance() -> None:
    """From 10 it is two to the lower bound of 12: from 10 down and 22 up it is reversing."""
    drawn = [(line.category, line.value) for line in lines(judged(KINDS["band"], row(2025, "15")), MILESTONE)]
    assert drawn == [("band", 11), ("reversing", 10), ("band", 21), ("reversing", 22)]
    drawn = [(line.category, line.value) for line in lines(judged(KINDS["top"], row(2025, "15")), MILESTONE)]
    assert drawn == [("band", 20), ("reversing", D("20.5"))]


@pytest.mark.parametrize(
    ("bound", "value", "low", "high"),
    [("", "12", "12", "12"), ("~", "12", "11.5", "12.5"), ("~", "12.50", "12.495", "12.505"), (">", "12", "12", None), ("<=", "12", None, "12")],
)  # fmt: skip
def test_a_bound_leaves_room(bound: Any, value: str, low: str | None, high: str | None) -> None:
    """Of half a unit of the last printed digit where a figure is only about right."""
    found = as_interval(KINDS["level"], row(2025, value, bound=bound))
    assert (found.low, found.high) == (None if low is None else D(low), None if high is None else D(high))
    assert found.beyond is (bound == ">")


@pytest.mark.parametrize(
    ("operator", "value", "status"),
    [
        ("at_most", "18.5", "on_track"), ("at_most", "22", "on_track"), ("at_most", "22.1", "off_track"), ("less_than", "21.9", "on_track"), ("less_than", "22", "off_track"),
        ("exactly", "22.1", "off_track"), ("exactly", "19", "on_track"),
    ],
)  # fmt: skip
def test_a_ceiling_on_a_sum_is_broken_past_its_tolerance(operator: Any, value: str, status: str) -> None:
    """Of 20 and 2, in a year before the last that asks for less of it."""
    indicator = of(
        Total(value=D(20), operator=operator, weights={2021: D(1), 2025: D(0)}), down=True, tolerance=Tolerance(D(2))
    )
    assert judged(indicator, row(2021, value), year=2021).status == status
    # A floor is not broken, nor are yearly values that are to fall further.
    floor = Status.ACHIEVED if D(value) > 20 else Status.ON_TRACK
    assert judged(KINDS["total"], row(2021, value), year=2021).status is floor
    falling = of(Milestones(values={2022: D(30), 2025: D(8)}), "40", down=True)
    assert judged(falling, row(2022, value), year=2022).status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("ends", "value", "status"),
    [
        (("15", "20"), "20.1", "off_track"),
        (("15", "20"), "20", "on_track"),
        (("20", "30"), "29", "on_track"),
        (("20", "30"), "30.1", "off_track"),
    ],
)
@pytest.mark.parametrize("down", [False, True])
def test_a_range_of_a_sum_is_broken_past_its_upper_end(
    ends: tuple[str, str], value: str, status: str, down: bool
) -> None:
    """Whichever way is better."""
    low, high = map(D, ends)
    target = Total(value=high if down else low, low=low, high=high, operator="within", weights={2021: D(1), 2025: D(0)})
    assert judged(of(target, down=down), row(2021, value), year=2021).status == status


@pytest.mark.parametrize(("value", "bound", "gap"), [("25", "", "-5"), ("25", ">", None), ("25", "~", None)])
def test_what_was_overshot_has_a_gap_where_it_is_one_number(value: str, bound: Any, gap: str | None) -> None:
    """Past 20, which was to be met exactly."""
    found = judged(KINDS["exactly"], row(2025, value, bound=bound))
    assert (found.status, found.gap, found.milestone) == ("off_track", None if gap is None else D(gap), 20)


@pytest.mark.parametrize(
    ("base", "goal", "value", "pace"),
    [("10", "11", "10.6", "1"), ("10", "10.9", "10.6", None), ("11", "10", "10.4", "1"), ("11", "10.1", "10.4", None), ("10", "15", "11", "0.3333")],
)  # fmt: skip
def test_there_is_no_pace_where_less_than_the_last_digit_is_asked(
    base: str, goal: str, value: str, pace: str | None
) -> None:
    """Of whole numbers one, up or down."""
    found = judged(of(Level(value=D(goal)), base, down=D(goal) < D(base)), row(2023, value), year=2023).rates.pace
    assert (None if found is None else round(found, 4)) == (None if pace is None else D(pace))


def test_a_pace_is_none_where_the_path_leads_back_or_stands() -> None:
    """Where the year asks for the start itself, or for less of what is better."""
    for asked in ("10", "9"):
        indicator = of(Milestones(values={2022: D(asked), 2025: D(20)}), "10")
        assert judged(indicator, row(2023, "12"), year=2023).rates.pace is None


@pytest.mark.parametrize(("profile", "digits"), [("milestone", 1), ("linear", 1), ("eurostat", 3), ("statcan", 3)])
def test_the_line_of_a_missing_figure_is_shown_as_the_rule_compares(profile: str, digits: int) -> None:
    """At the plan's digits where the rule rounds, else with two more."""
    assert judged(replace(KINDS["level"], decimals=1), year=2022, profile=profile).digits_of(D("13.14159")) == digits


@pytest.mark.parametrize(
    ("halves", "doubtful"),
    [(("50", "60"), True), (("50", "80"), True), (("60", "30"), False), (("60", "31"), True), (("60", "29"), False), (("29", "80"), False), (("50", "95"), False), (("40", "40"), False), (("45", "45.1"), True)],
)  # fmt: skip
def test_two_halves_that_are_each_near_the_year_are_doubtful(halves: tuple[str, str], doubtful: bool) -> None:
    """Each between half and one and a half of the milestone of 60, and together more than that."""
    first = row(2023, halves[0], period=HALF)
    second = row(2023, halves[1], period=Period(date(2023, 7, 1), date(2023, 12, 31)))
    whole = row(2023, str(D(halves[0]) + D(halves[1])), parts=(first, second))
    found = doubtful_sum(judged(of(Level(value=D(60)), "60"), whole, year=2023))
    assert (found is not None) is doubtful


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
    """There one only keeps to it: nothing is worse than off track, in the milestones' rule and in the straight one."""
    indicator = of(target, base, down=down)
    assert indicator.is_limit is limit
    if limit and not isinstance(target, Milestones):
        rows = [row(year, "999" if down else "0.1") for year in (2021, 2022)]
        if indicator.is_index:
            rows = [row(year, "-9" if not down else "50", measure="growth") for year in (2021, 2022)]
        for profile in ("milestone", "linear", "eurostat"):
            found = judged(indicator, *rows, year=2022, profile=profile).status
            assert found in (Status.OFF_TRACK, Status.NOT_ASSESSABLE)


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
