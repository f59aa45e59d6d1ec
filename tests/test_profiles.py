"""What all profiles share, over all of them: one's own beside those of the offices."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_cli.assess import Assessment, assess
from plan_cli.i18n import languages, messages_in
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, year_of
from plan_cli.model.paths import CompoundPath, LinearPath, Path
from plan_cli.model.stated_profile import Ask, StatedLine, StatedProfile, StatedRules
from plan_cli.model.targets import Change, Growth, Level, Trend
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles import EVALUATED, Status
from plan_cli.profiles.built_in import PROFILES, Profile
from plan_cli.profiles.by_lines import OwnProfile
from plan_cli.report.profiles import page_of


def _line(category: str, status: str, *asks: Ask, **more: Any) -> StatedLine:
    return StatedLine(category=category, status=status, asks=asks, **more)


OWN = OwnProfile(
    StatedProfile(
        name="own",
        rules=StatedRules(
            (
                _line("fine", "on_track", Ask("rate", Decimal(90))),
                _line("slow", "lagging", Ask("projected_share", Decimal(30))),
                _line("level", "off_track", Ask("linear_share", Decimal(0))),
            ),
            ("bad", "reversing"),
        ),
    )
)
#: A zone of no change around the figure before, and what was made of the way.
ZONES = OwnProfile(
    StatedProfile(
        name="zones",
        reached="met",
        rules=StatedRules(
            (
                _line(
                    "better",
                    "on_track",
                    Ask("change_percent", Decimal(5), "previous"),
                    Ask("change_share", Decimal(20)),
                ),
                _line("slow", "lagging", Ask("change_percent", Decimal(5), "previous")),
                _line("same", "off_track", Ask("change_percent", Decimal(-5), "previous"), exclusive=True),
            ),
            ("worse", "reversing"),
        ),
    )
)
#: The pace since the last figures, against the one that leads from there to the target.
WINDOW = OwnProfile(
    StatedProfile(
        name="window",
        rules=StatedRules(
            (
                _line("fast", "on_track", Ask("rate", Decimal(95), 3)),
                _line("fair", "lagging", Ask("linear_share", Decimal(50), "previous")),
                _line("slow", "off_track", Ask("projected_share", Decimal(10), "previous")),
            ),
            ("back", "reversing"),
        ),
    )
)
ALL: list[Profile] = [*PROFILES.values(), OWN, ZONES, WINDOW]
each_profile = pytest.mark.parametrize("profile", ALL, ids=[profile.name for profile in ALL])
figures = st.decimals(min_value=1, max_value=9999, places=2)
#: What is left of the base year after a dated baseline.
lefts = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(7, 12)])


def _indicator(
    base: Decimal, goal: Decimal, sign: int = 1, path: Path | None = None, left: Fraction = Fraction(0)
) -> Indicator:
    return Indicator(
        id="x", name=Label({"": "x"}), baseline=Baseline(2020, base, "plan", left=left), target=Level(value=goal),
        target_year=2030, decimals=2, direction="increase" if sign > 0 else "decrease", direction_written=True,
        tolerance=Tolerance(Decimal(2), percent=True), path=path or CompoundPath(),
    )  # fmt: skip


def _judged(profile: Profile, indicator: Indicator, *actuals: Decimal, year: int = 2025) -> Assessment:
    """The verdict on the last of these, the others standing in the years before it."""
    first = year - len(actuals) + 1
    rows = [Actual("x", first + i, value, year_of(first + i)) for i, value in enumerate(actuals)]
    return assess(indicator, rows, year, profile, profile.shape)


@each_profile
@given(
    base=figures, goal=figures, one=figures, other=figures, before=figures, sign=st.sampled_from([1, -1]), left=lefts
)
@pytest.mark.sampled(4)
def test_a_better_figure_never_gets_a_worse_verdict(profile, base, goal, one, other, before, sign, left) -> None:
    """Verdicts are monotone in the actual."""
    indicator = _indicator(base, goal, sign, left=left)
    better, worse = (max, min) if sign > 0 else (min, max)
    history = [before] * 4
    good = _judged(profile, indicator, *history, better(one, other)).status
    bad = _judged(profile, indicator, *history, worse(one, other)).status
    assert EVALUATED.index(good) <= EVALUATED.index(bad)


@each_profile
@given(base=figures, goal=figures, before=figures, sign=st.sampled_from([1, -1]), left=lefts)
@pytest.mark.sampled(4)
def test_the_verdict_changes_exactly_at_each_cut_point(profile, base, goal, before, sign, left) -> None:
    """A figure just past a cut earns what it says or better; just short of it, it does not; cuts are ordered."""
    indicator = _indicator(base, goal, sign, left=left)
    history = [before] * 4
    cuts = _judged(profile, indicator, *history, base).criteria.thresholds
    lines = [cut.line(20) * sign for cut in cuts]
    assert lines == sorted(lines, reverse=True)
    for cut in cuts:
        edge = cut.line(20)
        step = abs(edge) * Decimal("1e-12")
        past = _judged(profile, indicator, *history, edge + sign * step).status
        short = _judged(profile, indicator, *history, edge - sign * step).status
        assert EVALUATED.index(past) <= EVALUATED.index(cut.status)
        if short is not Status.ACHIEVED and not any(other.value == cut.value for other in cuts if other is not cut):
            assert EVALUATED.index(short) >= EVALUATED.index(cut.status)
            assert _judged(profile, indicator, *history, edge - sign * step) != past


@each_profile
@given(
    base=figures, goal=figures, actual=figures, before=figures, sign=st.sampled_from([1, -1]),
    power=st.sampled_from([1, -6]), left=lefts,
)  # fmt: skip
@pytest.mark.sampled(4)
def test_the_unit_of_account_does_not_matter(profile, base, goal, actual, before, sign, power, left) -> None:
    """All values ten times as large, or a millionth, with as many decimals less or more, get the same verdict."""
    here, there = (_indicator(base.scaleb(by), goal.scaleb(by), sign, left=left) for by in (0, power))
    one = _judged(profile, here, *[before] * 4, actual)
    history = [before.scaleb(power)] * 4
    other = _judged(profile, replace(there, decimals=2 - power), *history, actual.scaleb(power))
    assert (one.status, one.category) == (other.status, other.category)


#: Profiles that follow compound rates, which need positive numbers: of all others more and less are alike.
RATES = ["eurostat", "unsd-2022", "unsd-2023"]


@pytest.mark.parametrize("name", [name for name in PROFILES if name not in RATES])
@given(base=figures, goal=figures, actual=figures, before=figures, left=lefts)
def test_less_is_better_is_the_mirror_of_more_is_better(name, base, goal, actual, before, left) -> None:
    """On straight ways a figure and its negative, with the direction turned, get the same verdict."""
    profile = PROFILES[name]
    one = _judged(profile, _indicator(base, goal, 1, LinearPath(), left), *[before] * 4, actual)
    mirrored = _indicator(-base, -goal, -1, LinearPath(), left)
    other = _judged(profile, mirrored, *[-before] * 4, -actual)
    assert (one.status, one.category) == (other.status, other.category)


@each_profile
def test_a_profile_says_where_it_comes_from(profile) -> None:
    """Its own words are mapped onto the closed statuses, from the best to the worst."""
    statuses = list(profile.categories.values())
    assert all(status in EVALUATED for status in statuses)
    assert statuses == sorted(statuses, key=EVALUATED.index)
    if profile.name in PROFILES:
        for language in languages():
            page = page_of(profile, messages_in(language))
            assert page["source"]
            assert page["version"]
            assert set(page["lines"]) == set(profile.categories)


#: b = 100, t = 200, 2020 to 2030, judged in 2025: figures worked out by hand from each published rule.
WORKED = [
    ("eurostat", "139.07", "significant_progress"),  # 100 × (1 + 0.95 × 0.0717735)^5 = 139.0695…
    ("eurostat", "139.06", "moderate_progress"),
    ("eurostat", "123.47", "moderate_progress"),  # 100 × (1 + 0.6 × 0.0717735)^5 = 123.4681…
    ("eurostat", "100", "insufficient_progress"),
    ("eurostat", "99.99", "movement_away"),
    ("unsd-2022", "119.4", "fair_progress"),  # 100 × (1 + 0.5 × 0.0717735)^5 = 119.2795…
    ("unsd-2022", "119.2", "limited_progress"),
    ("unsd-2022", "96.5", "limited_progress"),  # 100 × (1 − 0.1 × 0.0717735)^5 = 96.4623…
    ("unsd-2022", "96.4", "deterioration"),
    ("unsd-2023", "139.65", "on_track"),  # 100 × 1.95^0.5 = 139.6424…
    ("unsd-2023", "139.64", "fair_progress"),
    ("unsd-2023", "104.89", "fair_progress"),  # 100 × 1.1^0.5 = 104.8808…
    ("unsd-2023", "104.88", "stagnation_or_regression"),
    ("sdsn", "150", "on_track"),
    ("sdsn", "149.99", "moderately_improving"),
    ("sdsn", "125", "moderately_improving"),
    ("sdsn", "124.99", "stagnating"),
    ("sdsn", "99", "decreasing"),
    ("linear", "150", "on_track"),
    ("linear", "149.99", "off_track"),
    ("linear", "99.99", "reversing"),
]


@pytest.mark.parametrize(("name", "actual", "category"), WORKED)
def test_the_worked_lines(name, actual, category) -> None:
    """The categories at figures beside each published line."""
    indicator = replace(_indicator(Decimal(100), Decimal(200)), tolerance=Tolerance())
    assert _judged(PROFILES[name], indicator, Decimal(actual)).category == category


def test_ninety_five_per_cent_of_the_rate_is_not_of_the_milestone() -> None:
    """95 % of the milestone is 134.35; Eurostat's line lies at 139.07."""
    indicator = _indicator(Decimal(100), Decimal(200))
    judged = _judged(PROFILES["eurostat"], indicator, Decimal(137))
    assert judged.category == "moderate_progress"
    assert Decimal(137) > Decimal("0.95") * judged.milestone


@pytest.mark.parametrize(
    ("actuals", "category", "status"),
    [
        # mean change (150 − 100) ÷ 5 = 10, in 2030 200: nothing missed
        (("100", "110", "120", "130", "140", "150"), "sun", "on_track"),
        # mean 8.4, lands at 184 of 200: 16 of the remaining 58 are missed, 27.6 %
        (("100", "110", "120", "130", "140", "142"), "cloud", "off_track"),
        # mean 9.4, lands at 194: 6 of 53 missed, 11.3 %
        (("100", "110", "120", "130", "140", "147"), "sun_and_cloud", "lagging"),
        (("100", "110", "120", "130", "140", "99"), "thunderstorm", "reversing"),
        # four values do: mean 10, lands at 200
        (("120", "130", "140", "150"), "sun", "on_track"),
        (("140", "150"), None, "not_assessable"),
        # exactly 20 % of the remaining 50 are missed: mean 8, lands at 190
        (("110", "110", "120", "130", "140", "150"), "sun_and_cloud", "lagging"),
        # nothing moved
        (("150", "140", "150", "160", "150", "150"), "thunderstorm", "reversing"),
        # reached and still rising; reached, but falling back; lost again
        (("180", "190", "195", "198", "199", "201"), "sun", "achieved"),
        (("230", "225", "220", "215", "212", "210"), "sun_and_cloud", "achieved"),
        (("230", "225", "220", "215", "212", "190"), "thunderstorm", "reversing"),
        # one half past it from the start, then a step back: still reached
        (("200.5", "201", "202", "203", "204", "200.2"), "sun_and_cloud", "achieved"),
    ],
)
def test_destatis_carries_the_mean_change_on(actuals, category, status) -> None:
    """The share of the remaining gap that would be missed; fewer than four values (the baseline is one) say nothing; a target that is reached is held."""
    judged = _judged(PROFILES["destatis"], _indicator(Decimal(50), Decimal(200)), *map(Decimal, actuals))
    assert (judged.category, judged.status) == (category, status)


@pytest.mark.parametrize(
    ("actual", "category", "status"),
    [
        ("200", "achieved_early", "achieved"),
        ("199.99", "faster_than_expected", "on_track"),  # within the tolerance of the target is not reached
        ("144.26", "faster_than_expected", "on_track"),  # milestone 141.42, tolerance 2 % of it
        ("144.25", "basically_as_expected", "on_track"),
        ("138.59", "basically_as_expected", "on_track"),
        ("138.58", "behind", "off_track"),
    ],
)
def test_official_cn_within_the_tolerance(actual, category, status) -> None:
    """Faster by more than the tolerance, basically as expected within it."""
    judged = _judged(PROFILES["official-cn"], _indicator(Decimal(100), Decimal(200)), Decimal(actual))
    assert (judged.category, judged.status) == (category, status)


def test_official_cn_needs_a_tolerance() -> None:
    """No public number exists, so none is made up."""
    indicator = replace(_indicator(Decimal(100), Decimal(200)), tolerance=Tolerance())
    judged = _judged(PROFILES["official-cn"], indicator, Decimal(150))
    assert (judged.status, judged.reason) == ("not_assessable", "tolerance_needed")


@pytest.mark.parametrize(("actual", "status", "word"), [("199", "not_assessable", None), ("200", "achieved", "met")])
def test_a_rule_s_word_for_a_target_met_is_for_the_target_itself(actual, status, word) -> None:
    """Not for what a tolerance lets pass, also where the rule draws no lines: no rate leads from below nothing."""
    rated = OwnProfile(replace(OWN.stated, reached="met"))
    judged = _judged(rated, _indicator(Decimal(-100), Decimal(200), path=LinearPath()), Decimal(actual))
    assert (judged.status, judged.category) == (status, word)


@each_profile
@pytest.mark.parametrize("base", [None, Decimal(100)], ids=["no level", "a level"])
@pytest.mark.parametrize("target", [Change(value=Decimal(-15)), Growth(rate=Decimal(-3))], ids=["change", "growth"])
@pytest.mark.parametrize(("rate", "met"), [("-1.1", False), ("-3.1", False), ("-9.9", True)])
def test_rates_are_held_against_the_target_in_rates(profile, base, target, rate, met) -> None:
    """Three years at -3.1 % are a fall of 9 %, not of 15 %: no rule calls that achieved, whatever its own line is."""
    indicator = replace(
        _indicator(Decimal(1), Decimal(1), -1), baseline=Baseline(2020, base), target=target, tolerance=Tolerance()
    )
    rows = [Actual("x", year, Decimal(rate), year_of(year), measure="growth") for year in range(2021, 2024)]
    judged = assess(indicator, rows, 2023, profile, profile.shape)
    if judged.status is Status.ACHIEVED:
        assert met


@each_profile
def test_a_target_met_before_the_plan_began_is_one_to_hold(profile) -> None:
    """Held it is achieved, lost it is the worst category, however small the loss."""
    indicator = _indicator(Decimal(220), Decimal(200))
    history = [Decimal(230)] * 4
    assert _judged(profile, indicator, *history, Decimal(205)).status is Status.ACHIEVED
    lost = _judged(profile, indicator, *history, Decimal(190))
    assert lost.status is profile.worst[1]


@pytest.mark.parametrize("name", RATES)
def test_no_rate_leads_to_zero_or_below(name) -> None:
    """A zero is never replaced: not assessable, with the reason."""
    judged = _judged(PROFILES[name], _indicator(Decimal(5), Decimal(0), -1), Decimal(3))
    assert (judged.status, judged.reason) == ("not_assessable", "compound_needs_positive")


def test_statcan_alone_replaces_a_zero() -> None:
    """As the office does, by 0.001; base and figure of opposite signs are not available."""
    statcan = PROFILES["statcan"]
    assert _judged(statcan, _indicator(Decimal(5), Decimal(0), -1), Decimal(3)).category == "limited_progress"
    crossed = _judged(statcan, _indicator(Decimal(-5), Decimal(-1)), Decimal(2))
    assert crossed.category == "target_achieved"
    lost = _judged(statcan, _indicator(Decimal(5), Decimal(9)), Decimal(-2))
    assert (lost.category, lost.status, lost.reason) == ("not_available", "not_assessable", "opposite_signs")


def test_statcan_has_no_rate_across_zero() -> None:
    """From -5 to 9: reached is reached, whatever falls short of it is not available."""
    indicator = _indicator(Decimal(-5), Decimal(9))
    found = [_judged(PROFILES["statcan"], indicator, Decimal(value)) for value in ("9", "3", "-4")]
    assert [each.category for each in found] == ["target_achieved", "not_available", "not_available"]


def test_a_rule_says_why_it_judges_nothing() -> None:
    """A growth compared with another that is not known; a limit on growth, of which StatCan's rule says nothing."""
    unknown = replace(_indicator(Decimal(100), Decimal(200)), target=Growth(rate=Decimal(1), than="gdp"))
    assert _judged(PROFILES["destatis"], unknown, *[Decimal(100)] * 6).reason == "than_unknown"
    limit = replace(_indicator(Decimal(100), Decimal(200), -1), target=Growth(rate=Decimal(3)))
    assert _judged(PROFILES["statcan"], limit, Decimal(120)).reason == "profile_kind"


def test_statcan_scores_a_target_that_is_to_be_held() -> None:
    """Where nothing is required, what falls short has no share of it: the worst score; what holds has the best."""
    held = [
        _judged(PROFILES["statcan"], _indicator(Decimal(100), Decimal(100)), Decimal(value)) for value in ("100", "99")
    ]
    assert [(each.value is None, each.score) for each in held] == [(True, 5), (True, -5)]


def test_statcan_asks_less_near_a_natural_limit() -> None:
    """At the limit nothing more can be asked: any rise has the best score; twice as far off the usual growth is."""

    def judged(limit: str | None, value: str) -> Assessment:
        trend = Trend(limit=None if limit is None else Decimal(limit))
        return _judged(PROFILES["statcan"], replace(_indicator(Decimal(50), Decimal(1)), target=trend), Decimal(value))

    assert (judged("50", "50.1").score, judged("50", "50.1").category) == (5, "substantial_progress")
    for value in ("49", "51", "54"):
        assert judged("25", value).score == judged("20", value).score == judged(None, value).score
    assert judged("26", "54").score > judged(None, "54").score


@pytest.mark.parametrize(
    ("figures", "category"),
    [
        (("190", "195", "198", "199", "199.5", "200"), "sun"),
        (("190", "195", "198", "199", "199.5", "199.9"), "cloud"),
        (("190", "195", "198", "199", "199.5", "189.9"), "thunderstorm"),
    ],
)
def test_destatis_holds_what_the_baseline_had_reached(figures: tuple[str, ...], category: str) -> None:
    """Of a target that the baseline is past, first figures short of it are no gap to close: reached, not worse, worse."""
    judged = _judged(PROFILES["destatis"], _indicator(Decimal(220), Decimal(200)), *map(Decimal, figures))
    assert judged.category == category


@pytest.mark.parametrize(
    ("actuals", "category"),
    [
        (("100", "101", "103", "104"), "sun"),
        (("100", "101", "106", "104"), "sun_and_cloud"),
        (("106", "100", "103", "104"), "cloud"),
        (("106", "105", "104", "103"), "thunderstorm"),
        (("100", "101", "104", "104"), "sun_and_cloud"),
    ],
)
def test_destatis_without_a_target_looks_at_two_directions(actuals: tuple[str, ...], category: str) -> None:
    """Mean change and last change both right, the mean only (or no last change), the last only, neither."""
    indicator = replace(_indicator(Decimal(actuals[0]), Decimal(200)), target=Trend())
    assert _judged(PROFILES["destatis"], indicator, *map(Decimal, actuals)).category == category
