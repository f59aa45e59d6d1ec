"""What one figure comes to: over kinds of target and rules, beside bounds, ceilings and ends of ranges."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from judged import FIGURES, HALF, KINDS, MILESTONE, D, judged, of, row
from plan_cli.assess import lines, verdict_on
from plan_cli.assess.doubts import doubtful_sum
from plan_cli.assess.row import as_interval
from plan_cli.model.observations import Period
from plan_cli.model.targets import Level, Milestones, Total
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles import Status
from plan_cli.profiles.built_in import PROFILES


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
    found = as_interval(row(2025, value, bound=bound))
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


@pytest.mark.parametrize(("year", "catch_up"), [(2022, "3.3333"), (2024, "10"), (2025, None)])
def test_what_is_needed_a_year_is_told_until_the_last(year: int, catch_up: str | None) -> None:
    """From 10 to 20 in the years that are left."""
    found = judged(KINDS["level"], row(year, "10"), year=year).rates.catch_up
    assert (None if found is None else round(found, 4)) == (None if catch_up is None else D(catch_up))
