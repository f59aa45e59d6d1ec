"""Measures of a stated rule: the figure that is just enough for so much of each, worked out by hand."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from plan_cli.model.baseline import Baseline
from plan_cli.model.growing import Compound, Growing, Straight
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.stated_profile import MEASURES, Ask, Since
from plan_cli.model.targets import Level
from plan_cli.model.trajectory import NoTrajectory, Trajectory, part_of
from plan_cli.profiles import Situation
from plan_cli.profiles.measures import enough_for

D = Decimal
UP, DOWN, SMALL, BELOW = ("100", "200"), ("200", "100"), ("0.5", "0.9"), ("-2", "-1")
EARLIER = {UP: {2022: "105", 2024: "110"}, DOWN: {2022: "190", 2024: "180"}, SMALL: {2022: "0.6", 2024: "0.95"}}

#: measure, amount, since · in 2025 of 2020 to 2030: from 100 to 200, from 200 to 100, from 0.5 to 0.9, from -2 to -1,
#: where rates are amounts (100 to 200), and of a quarter of a year
ENOUGH: list[tuple[str, str, Since, str, str, str, str, str, str]] = [
    # 100 × 2^0.5 = 141.4214; where less is better it is divided by the share
    ("level", "95", "baseline", "134.3503", "148.8646", "0.6373", "compound_needs_positive", "134.3503", "33.5876"),
    ("level", "100", "baseline", "141.4214", "141.4214", "0.6708", "compound_needs_positive", "141.4214", "35.3553"),
    ("target_share", "95", "baseline", "190", "105.2632", "0.855", "share_needs_positive", "190", "47.5"),
    ("target_share", "100", "baseline", "200", "100", "0.9", "-1", "200", "50"),
    # 7.1773 % a year, of which 90 % for five years; the rate to 150; the straight way is at 150
    ("rate", "90", "baseline", "136.7491", "146.5699", "0.6519", "compound_needs_positive", "145", "34.1873"),
    ("rate", "-20", "baseline", "93.0258", "213.757", "0.4705", "compound_needs_positive", "90", "23.2564"),
    (
        "projected_share",
        "50",
        "baseline",
        "122.4745",
        "173.2051",
        "0.5916",
        "compound_needs_positive",
        "125",
        "30.6186",
    ),
    ("linear_share", "50", "baseline", "125", "175", "0.6", "-1.75", "125", "31.25"),
    ("change_share", "30", "baseline", "130", "170", "0.62", "-1.7", "130", "32.5"),
    ("time_points", "-10", "baseline", "140", "160", "0.66", "-1.6", "140", "35"),
    ("change", "5", "baseline", "105", "195", "5.5", "3", "105", "26.25"),
    ("change_percent", "5", "baseline", "105", "190", "0.525", "-1.9", "105", "26.25"),
    ("change_percent", "-5", "baseline", "95", "210", "0.475", "-2.1", "95", "23.75"),
    ("change_errors", "-2", "baseline", "90", "210", "-9.5", "-12", "90", "no_errors"),  # √(3² + 4²)
    # 100 × 1.02^5, 200 × 0.98^5
    ("growth", "2", "baseline", "110.4081", "180.7842", "0.552", "compound_needs_positive", "110.4081", "27.602"),
    ("growth", "-2", "baseline", "90.3921", "220.8162", "0.452", "compound_needs_positive", "90.3921", "22.598"),
    # From the figure before, 110, 180 or 0.95, which is past the target; from that of 2022
    ("change_percent", "10", "previous", "121", "162", "1.045", "no_earlier_value", "121", "part_year_change"),
    ("change", "-5", "previous", "105", "185", "-4.05", "no_earlier_value", "105", "part_year_change"),
    (
        "projected_share",
        "50",
        "previous",
        "116.4705",
        "172.6163",
        "0.9",
        "no_earlier_value",
        "117.5",
        "part_year_change",
    ),
    ("change", "8", 3, "113", "182", "8.6", "no_earlier_value", "113", "part_year_change"),
    ("growth", "2", 3, "111.4268", "178.8265", "0.6367", "no_earlier_value", "111.4268", "part_year_change"),
    ("rate", "90", 3, "130.6194", "153.1298", "0.6882", "no_earlier_value", "137.0625", "part_year_change"),
    ("linear_share", "50", 3, "122.8125", "173.125", "0.6562", "no_earlier_value", "122.8125", "part_year_change"),
    ("change", "1", 2, *["no_earlier_value"] * 5, "part_year_change"),
    (
        "change_errors",
        "1",
        3,
        "no_errors",
        "no_errors",
        "no_errors",
        "no_earlier_value",
        "no_errors",
        "part_year_change",
    ),
]


def enough(
    on: Any, amount: str, since: Since, ends: tuple[str, str], growing: Growing = Compound, part: Fraction | None = None, year: int = 2025
) -> str:  # fmt: skip
    """The figure, or why there is none."""
    base, goal = map(D, ends)
    indicator = Indicator(
        id="x", name=Label({"": "x"}), baseline=Baseline(2020, base, "plan"), target=Level(value=goal), target_year=2030,
        direction="decrease" if goal < base else "increase",
    )  # fmt: skip
    earlier: Mapping[int, Decimal] = {each: D(text) for each, text in EARLIER.get(ends, {}).items()}
    with exact_arithmetic():
        way = indicator.trajectory(base)
        if part is not None and isinstance(way, Trajectory):
            way = part_of(way, part)
        milestone = way.at(year) if isinstance(way, Trajectory) else None
        errors = {2020: D(3), year: D(4)}
        situation = Situation(indicator, way, year, milestone, True, earlier, errors, partial=part is not None)
        found = enough_for(Ask(on, D(amount), since), situation, growing)
    if isinstance(found, NoTrajectory):
        return found.reason
    text = f"{round(found, 4):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize(("on", "amount", "since", "up", "down", "small", "below", "straight", "quarter"), ENOUGH)
def test_so_much_of_a_measure_is_reached_at_its_figure(
    on: str, amount: str, since: Since, up: str, down: str, small: str, below: str, straight: str, quarter: str
) -> None:
    """On a way up and down, of small figures, below zero, where rates are amounts, and of a part of the year."""
    assert [enough(on, amount, since, ends) for ends in (UP, DOWN, SMALL, BELOW)] == [up, down, small, below]
    assert enough(on, amount, since, UP, Straight) == straight
    assert enough(on, amount, since, UP, part=Fraction(1, 4)) == quarter


def test_every_measure_is_here() -> None:
    """One without a row in this file fails; after the target year nothing more is asked of a way to it."""
    assert {row[0] for row in ENOUGH} == set(MEASURES)
    assert [enough(on, "100", "baseline", UP, year=2032) for on in ("rate", "linear_share", "level")] == ["200"] * 3
    assert enough("rate", "50", 1, UP, year=2031) == "no_earlier_value"
    assert enough("rate", "50", 10, UP, year=2032) == enough("rate", "50", 8, UP, year=2030)
