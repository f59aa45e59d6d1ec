"""Verdicts that offices published, with the figures that they published beside them: each must come out in its word."""

from decimal import Decimal

import pytest

from plan_cli.assess import assess
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, year_of
from plan_cli.model.targets import Level, Trend
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles.built_in import PROFILES

#: profile, baseline (year, value), target (year, value), figure (year, value), the office's word
PUBLISHED = [
    # 健康日本21（第二次）最終評価報告書, annex, p. 57: steps a day of men and women, 20 to 64 and from 65 on
    ("health-japan-21", (2010, "7841"), (2022, "9000"), (2019, "7864"), "c_unchanged"),
    ("health-japan-21", (2010, "6883"), (2022, "8500"), (2019, "6685"), "c_unchanged"),
    ("health-japan-21", (2010, "5628"), (2022, "7000"), (2019, "5396"), "c_unchanged"),
    ("health-japan-21", (2010, "4584"), (2022, "6000"), (2019, "4656"), "c_unchanged"),
    # 資料10, 評価一覧 (28 February 2022), p. 10: obese men of 20 to 69 and women of 40 to 69, in %
    ("health-japan-21", (2010, "31.2"), (2022, "28"), (2019, "35.1"), "d_worse"),
    ("health-japan-21", (2010, "22.2"), (2022, "19"), (2019, "22.5"), "c_unchanged"),
    # Productivity Commission, June 2023: children in preschool in %, young people in detention per 10,000 (30 % less)
    ("closing-the-gap", (2016, "76.7"), (2025, "95"), (2022, "99.2"), "on_track_to_be_met"),
    ("closing-the-gap", (2019, "32.0"), (2031, "22.4"), (2022, "28.3"), "on_track_to_be_met"),
    # NITI Aayog: India as a whole in 2018, 2020-21 and 2023-24; Goal 13 and Goal 1 in 2020-21 and 2023-24
    ("niti-aayog", (2015, "0"), (2030, "100"), (2018, "57"), "performer"),
    ("niti-aayog", (2015, "0"), (2030, "100"), (2021, "66"), "front_runner"),
    ("niti-aayog", (2015, "0"), (2030, "100"), (2024, "71"), "front_runner"),
    ("niti-aayog", (2015, "0"), (2030, "100"), (2021, "54"), "performer"),
    ("niti-aayog", (2015, "0"), (2030, "100"), (2024, "67"), "front_runner"),
    ("niti-aayog", (2015, "0"), (2030, "100"), (2024, "72"), "front_runner"),
]
#: The last two figures and the word, SPICe, October 2022. The criterion is not printed beside them: any below the
#: change gives the same word.
SCOTLAND = [
    ("53.4", "58", "performance_improving"),
    ("90.2", "90.8", "performance_improving"),
    ("95", "93", "performance_worsening"),
]


def _indicator(baseline: tuple[int, str], target: Level | Trend, year: int, *, decreasing: bool = False) -> Indicator:
    return Indicator(
        id="x", name=Label({"": "x"}), baseline=Baseline(baseline[0], Decimal(baseline[1]), "plan"), target=target,
        target_year=year, decimals=1, direction="decrease" if decreasing else "increase", direction_written=True,
        nature="stock", tolerance=Tolerance(Decimal("0.5")),
    )  # fmt: skip


def _row(year: int, value: str) -> Actual:
    return Actual("x", year, Decimal(value), year_of(year))


@pytest.mark.parametrize(("name", "baseline", "target", "figure", "word"), PUBLISHED)
def test_a_published_verdict_comes_out(name, baseline, target, figure, word) -> None:
    """From the published baseline, target and figure."""
    profile, goal = PROFILES[name], Decimal(target[1])
    decreasing = goal < Decimal(baseline[1])
    indicator = _indicator(baseline, Level(value=goal), target[0], decreasing=decreasing)
    assert assess(indicator, [_row(*figure)], figure[0], profile, profile.shape).category == word


@pytest.mark.parametrize(("before", "now", "word"), SCOTLAND)
def test_scotlands_words_come_out(before, now, word) -> None:
    """From the last two figures, without a target."""
    indicator = _indicator((2015, before), Trend(), 2030)
    judged = assess(indicator, [_row(2019, before), _row(2021, now)], 2021, PROFILES["scotland-npf"])
    assert judged.category == word


#: b = 100, t = 200, 2020 to 2030, judged in 2025: figures beside each line of a published rule.
BESIDE = [
    ("health-japan-21", "200", "a_reached"), ("health-japan-21", "150", "b_improving"),
    ("health-japan-21", "149.9", "b_star_doubtful"), ("health-japan-21", "105", "b_star_doubtful"),
    ("health-japan-21", "104.9", "c_unchanged"), ("health-japan-21", "95.1", "c_unchanged"),
    ("health-japan-21", "95", "d_worse"),
    ("healthy-people-2020", "200", "target_met_or_exceeded"), ("healthy-people-2020", "110", "improved"),
    ("healthy-people-2020", "109.9", "little_or_no_detectable_change"),
    ("healthy-people-2020", "90.1", "little_or_no_detectable_change"), ("healthy-people-2020", "90", "got_worse"),
    ("healthy-people-2030", "110", "improving"), ("healthy-people-2030", "90", "getting_worse"),
    ("closing-the-gap", "150", "on_track_to_be_met"), ("closing-the-gap", "149.9", "improvement_but_not_on_track"),
    ("closing-the-gap", "100", "no_change"), ("closing-the-gap", "99.9", "worsening"),
    ("niti-aayog", "200", "achiever"), ("niti-aayog", "165", "front_runner"), ("niti-aayog", "164.9", "performer"),
    ("niti-aayog", "150", "performer"), ("niti-aayog", "149.9", "aspirant"),
    ("digital-decade", "141.5", "on_the_trajectory"), ("digital-decade", "141.4", "below_the_trajectory"),
    ("yinchuan-lights", "150", "green_light"), ("yinchuan-lights", "149.9", "no_light_stated"),
    ("yinchuan-lights", "140.1", "no_light_stated"), ("yinchuan-lights", "140", "yellow_light"),
    ("yinchuan-lights", "120", "yellow_light"), ("yinchuan-lights", "119.9", "red_light"),
    ("sanya-cards", "150", "green_card"), ("sanya-cards", "149.9", "yellow_card"), ("sanya-cards", "125", "yellow_card"),
    ("sanya-cards", "124.9", "red_card"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "word"), BESIDE)
def test_the_lines_lie_where_the_text_has_them(name, value, word) -> None:
    """The figure that just earns a word, and the one that just does not."""
    profile = PROFILES[name]
    indicator = _indicator((2020, "100"), Level(value=Decimal(200)), 2030)
    assert assess(indicator, [_row(2025, value)], 2025, profile, profile.shape).category == word


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("eurostat", "105.2", "significant_progress"),  # 100 × 1.01^5 = 105.101…
        ("eurostat", "105.1", "moderate_progress"),
        ("eurostat", "99.9", "moderate_movement_away"),
        ("eurostat", "95.1", "moderate_movement_away"),  # 100 × 0.99^5 = 95.099…
        ("eurostat", "95", "significant_movement_away"),
        ("unsd-2023", "110.5", "on_track"),  # 100 × 1.02^5 = 110.408…
        ("unsd-2023", "110.4", "fair_progress"),
        ("unsd-2023", "102.6", "fair_progress"),  # 100 × 1.005^5 = 102.525…
        ("unsd-2023", "102.5", "stagnation_or_regression"),
        ("unsd-2023", "99", "stagnation_or_regression"),
        ("sdsn", "110", None),
        ("unsd-2022", "110", None),
    ],
)
def test_an_indicator_without_a_target_is_judged_where_the_office_has_a_rule(name, value, word) -> None:
    """By growth a year; where the office has none, or it is not known, it is not assessable."""
    indicator = _indicator((2020, "100"), Trend(), 2030)
    judged = assess(indicator, [_row(2025, value)], 2025, PROFILES[name], PROFILES[name].shape)
    assert judged.category == word
    assert judged.status.evaluated == (word is not None)
