"""What a verdict may rest on: figures as they were reported, one scale, the line that is shown, kept ceilings, changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, indicator_plan, verdict_of
from plan_cli.profiles.built_in import PROFILES

G = ",%,,,,growth\n"
C = ",%,,,,cumulative\n"
#: sentence · indicator · rows · year → what must come out (plan of 2020 to 2025)
CASES: list[tuple[str, str, str, int, dict[str, Any]]] = [
    ("what is missing says so", "baseline: 10, target: 20", "x,2022,12\nx,2023,…\n", 2023,
     {"status": "missing", "reason": "no figure was reported for the year"}),
    # A reported figure is never rounded.
    ("27.5 is not 28", "baseline: 20, target: 35, path: linear", "x,2023,28.5\n", 2023, {"status": "lagging", "line": 29}),
    ("a figure at the exact milestone is on track", "baseline: 10, target: 11, path: linear", "x,2023,10.6\n", 2023,
     {"status": "on_track", "line": 10.6}),
    ("a whole figure is held against the whole line", "baseline: 10, target: 11, path: linear", "x,2022,10\n", 2022,
     {"status": "on_track", "line": 10}),
    ("zeros behind the point count as digits", "baseline: 10, target: 11, path: linear", "x,2022,10.0\n", 2022,
     {"status": "off_track", "line": 10.4}),
    ("a target just missed is not achieved", "baseline: 10, target: 20", "x,2025,19.96\n", 2025, {"status": "lagging"}),
    ("more than 20 is any figure above 20", "baseline: 10, target: {kind: level, value: 20, operator: more_than}",
     "x,2025,20.1\n", 2025, {"status": "achieved"}),
    ("20 is not more than 20", "baseline: 10, target: {kind: level, value: 20, operator: more_than}",
     "x,2025,20.0\n", 2025, {"status": "lagging"}),
    ("exactly 20 is not 20.4", "baseline: 10, target: {kind: level, value: 20, operator: exactly}", "x,2025,20.4\n", 2025,
     {"status": "off_track"}),
    ("20 is exactly 20", "baseline: 10, target: {kind: level, value: 20, operator: exactly}", "x,2025,20\n", 2025,
     {"status": "achieved"}),
    ("exactly 20 is overshot by more than the tolerance", "baseline: 10, target: {kind: level, value: 20, operator: exactly}, tolerance: 1",
     "x,2025,21\n", 2025, {"status": "achieved"}),
    ("a tolerance of one is no more than one", "baseline: 10, target: {kind: level, value: 20, operator: exactly}, tolerance: 1",
     "x,2025,21.1\n", 2025, {"status": "off_track"}),
    ("12.4 lies outside a band that ends at 12", "target: {kind: band, low: 8, high: 12}", "x,2023,12.4\n", 2023,
     {"status": "off_track"}),
    ("7.9 lies outside a band that begins at 8", "target: {kind: band, low: 8, high: 12}", "x,2025,7.9\n", 2025,
     {"status": "off_track"}),
    ("more than 27 need not be 28", "baseline: 20, target: 30, path: linear, decimals: 0", "x,2024,>27\n", 2024,
     {"status": "undecidable"}),
    ("more than 28 is past 28", "baseline: 20, target: {kind: level, value: 28, operator: more_than}", "x,2024,>28\n",
     2024, {"status": "achieved"}),
    ("a dated value counts as printed", "baseline: 10, target: 60, path: {shape: piecewise, values: {2023: 20.5}}", "x,2023,21\n",
     2023, {"status": "on_track", "line": 20.5}),
    ("a tolerance of a half is no whole one", "baseline: 50, target: 40, direction: decrease, path: linear, tolerance: 0.5",
     "x,2023,45\n", 2023, {"status": "lagging", "line": 44.5}),
    # One scale.
    ("growth is judged in levels", "unit: t, baseline: 428789, target: {kind: growth, rate: 0.4}", "x,2022,426700\n", 2022,
     {"status": "reversing", "actual": 426700, "unit": "t", "measure": None, "index": False}),
    ("growth is judged in the level of the actuals", "unit: t, target: {kind: growth, rate: 10}",
     "x,2020,50.0\nx,2022,60.4\n", 2022, {"status": "lagging", "milestone": 60.5}),
    ("rates are held against the rate", "unit: t, baseline: 100, target: {kind: growth, rate: 6}",
     f"x,2021,8.1{G}x,2022,3.0{G}x,2023,5.8{G}", 2023,
     {"status": "lagging", "milestone": 6, "line": 6, "unit": "%", "measure": "mean_growth", "index": False}),
    ("a mean is taken at the decimals of its rates", "target: {kind: growth, rate: 6}", f"x,2021,5.9{G}x,2022,6.1{G}", 2022,
     {"status": "on_track", "line": 6}),
    ("a mean below nothing is reversing", "target: {kind: growth, rate: 6}", f"x,2021,-1.0{G}", 2021,
     {"status": "reversing", "actual": -1}),
    ("a reported mean is held against the rate", "unit: t, target: {kind: growth, rate: 6.5}",
     "x,2023,6.4,%,,,,mean_growth\n", 2023, {"status": "lagging", "milestone": 6.5, "actual": 6.4}),
    ("a tolerance of growth is points a year", "target: {kind: growth, rate: 6, operator: about}, tolerance: 0.5",
     f"x,2021,5.5{G}", 2021, {"status": "on_track", "line": 5.5}),
    ("less growth is better where it is to fall", "direction: decrease, target: {kind: growth, rate: 3}", f"x,2021,3.4{G}",
     2021, {"status": "off_track"}),
    # The line that is shown is the line that is judged.
    ("the last milestone is the target", "baseline: 100, target: 150, path: {shape: linear, step: 5}", "x,2025,140\n", 2025,
     {"status": "lagging", "milestone": 150, "gap": -10, "line": 150}),
    ("steps lead no further than the target", "baseline: 30, target: 0, direction: decrease, path: {shape: linear, step: -10}",
     "x,2024,0\n", 2024, {"milestone": 0, "status": "achieved"}),
    ("pace leads to the year's milestone", "baseline: 10, target: 60, path: {shape: piecewise, values: {2023: 20}}",
     "x,2023,20\n", 2023, {"milestone": 20, "pace": 1, "status": "on_track"}),
    ("nothing is no share of a milestone of nothing", "baseline: -6, target: 9, path: linear", "x,2022,1\n", 2022,
     {"milestone": 0, "achievement": None, "status": "on_track"}),
    ("where nothing is asked yet there is no pace", "baseline: 50, target: 60, path: {shape: piecewise, values: {2022: 50}}",
     "x,2022,51\n", 2022, {"milestone": 50, "pace": None, "status": "on_track"}),
    ("a rate says nothing of a level", "baseline: 10, target: 20", f"x,2022,5{G}", 2022,
     {"actual": None, "status": "missing", "reason": "only other measures were reported, not the value"}),
    ("a dated value needs no baseline", "target: 8, path: {shape: piecewise, values: {2023: 6}}", "x,2023,7\n", 2023,
     {"milestone": 6, "status": "on_track"}),
    ("a tolerance lowers the line", "baseline: 50, target: 40, direction: decrease, path: linear, tolerance: 1",
     "x,2023,45\n", 2023, {"status": "on_track", "milestone": 44, "line": 45}),
    # A ceiling is kept only when its period is over.
    ("half a budget spent too soon is behind", "direction: decrease, target: {kind: total, value: 2600}",
     "x,2021,1150\nx,2022,1230\n", 2022, {"status": "off_track", "actual": 2380}),
    ("a budget within its share is on track", "target: {kind: total, value: 2600, operator: at_most}, direction: decrease",
     "x,2021,500\n", 2021, {"status": "on_track"}),
    ("a budget kept to the end is achieved", "direction: decrease, target: {kind: total, value: 50}",
     "x,2021,10\nx,2022,9\nx,2023,9\nx,2024,9\nx,2025,9\n", 2025, {"status": "achieved"}),
    ("a budget past its ceiling is lost", "direction: decrease, target: {kind: total, value: 50}",
     "x,2021,30\nx,2022,30\n", 2022, {"status": "off_track"}),
    ("a yearly limit kept is on track", "direction: decrease, target: {kind: milestones, values: {2021: 46.9, 2025: 37.7}}",
     "x,2021,37.0\n", 2021, {"status": "on_track"}),
    # Changes.
    ("by half is of the baseline", "direction: decrease, baseline: 61.4, target: {kind: change, value: -50}",
     "x,2025,33.0\n", 2025, {"status": "lagging", "milestone": 30.7}),
    ("yearly rates of a change compound", "direction: decrease, target: {kind: change, value: -13.5}",
     f"x,2021,-4.0{G}x,2022,-4.0{G}x,2023,-2.0{G}x,2024,-2.0{G}x,2025,-2.0{G}", 2025,
     {"status": "lagging", "measure": "cumulative", "unit": "%"}),
    ("a cumulative change is read as such", "direction: decrease, target: {kind: change, value: -13.5}",
     f"x,2025,-13.6{C}", 2025, {"status": "achieved", "actual": -13.6, "milestone": -13.5}),
    ("points are added to the baseline", "unit: '%', baseline: 60.6, target: {kind: change, value: 4.4, unit: pp}",
     "x,2025,65.0\n", 2025, {"status": "achieved", "milestone": 65}),
    ("yearly figures of a change in points may be points or per cent", "unit: '%', baseline: 50, target: {kind: change, value: 5, unit: pp}",
     f"x,2021,1{G}x,2022,1{G}x,2023,1.2{G}", 2023, {"status": "not_assessable", "actual": None}),
    ("points that are added are points", "unit: '%', baseline: 50, target: {kind: change, value: 5, unit: pp, additive: true}",
     f"x,2021,1{G}x,2022,1{G}x,2023,1.2{G}", 2023, {"status": "on_track", "actual": 3.2, "milestone": 3}),
    ("rates of a change in units need a level", "unit: t, target: {kind: change, value: 50, unit: t}",
     f"x,2021,1{G}x,2022,1{G}x,2023,1.2{G}", 2023, {"status": "not_assessable", "reason": "no baseline, so no path"}),
    ("a fraction is exact", "direction: decrease, baseline: 90, target: {kind: change, value: -2/3}", "x,2025,30\n", 2025,
     {"status": "achieved", "milestone": 30}),
    # Ranges.
    ("the near end of a range is the target", "baseline: 5, target: {kind: level, value: {low: 6.2, high: 6.5}}", "x,2025,6.6\n",
     2025, {"status": "achieved", "line": 6.2}),
    ("less is better: the upper end comes first",
     "baseline: 9, target: {kind: level, value: {low: 6.2, high: 6.5}}, direction: decrease", "x,2025,6.5\n", 2025,
     {"status": "achieved", "line": 6.5}),
    ("within a range means within", "baseline: 5, target: {kind: level, value: {low: 6.2, high: 6.5}, operator: within}",
     "x,2025,6.6\n", 2025, {"status": "off_track"}),
    ("the far end is within the range", "baseline: 5, target: {kind: level, value: {low: 6.2, high: 6.5}, operator: within}",
     "x,2025,6.5\n", 2025, {"status": "achieved"}),
    ("a range may be one number", "baseline: 5, target: {kind: level, value: {low: 6, high: 6}}", "x,2025,6\n", 2025,
     {"status": "achieved"}),
    ("inside the range is achieved", "baseline: 5, target: {kind: level, value: {low: 6.2, high: 6.5}, operator: within}",
     "x,2025,6.3\n", 2025, {"status": "achieved"}),
    ("what a range overshoots is its far end", "baseline: 5, target: {kind: level, value: {low: 6.2, high: 6.5}, operator: within}",
     "x,2025,6.7\n", 2025, {"status": "off_track", "milestone": 6.5, "line": 6.5, "gap": -0.2, "pace": None}),
    ("what was overshot is shown as such", "baseline: 100, path: linear, target: {kind: level, value: 150, operator: exactly}",
     "x,2025,157\n", 2025, {"status": "off_track", "milestone": 150, "gap": -7, "pace": None}),
    ("a range of rates asks the lower one", "baseline: 100, target: {kind: growth, rate: {low: 6, high: 7}}", "x,2025,141\n", 2025,
     {"status": "achieved", "line": 134}),
    ("beyond a range of rates to be kept is off track",
     "baseline: 100, target: {kind: growth, rate: {low: 6, high: 7}, operator: within}", "x,2025,141\n", 2025,
     {"status": "off_track", "line": 140}),
    ("within a range of rates", "baseline: 100, target: {kind: growth, rate: {low: 6, high: 7}, operator: within}",
     "x,2025,140\n", 2025, {"status": "achieved"}),
    ("a range of rates has its own decimals", "target: {kind: growth, rate: {low: 6, high: 7.5}, operator: within}",
     "x,2025,7.6,%,,,,mean_growth\n", 2025, {"status": "off_track", "milestone": 7.5, "gap": -0.1}),
    ("a change may be a range, and less is better",
     "direction: decrease, baseline: 100, target: {kind: change, value: {low: -20, high: -18}, operator: within}",
     "x,2025,79\n", 2025, {"status": "off_track", "line": 80}),
    ("its near end is enough", "direction: decrease, baseline: 100, target: {kind: change, value: {low: -20, high: -18}}",
     "x,2025,82\n", 2025, {"status": "achieved", "line": 82}),
    ("exactly so much growth has points of tolerance above it too",
     "baseline: 100, tolerance: 0.5, target: {kind: growth, rate: 6, operator: exactly}", "x,2025,136\n", 2025,
     {"status": "achieved"}),
    ("and no more than those", "baseline: 100, tolerance: 0.5, target: {kind: growth, rate: 6, operator: exactly}",
     "x,2025,138\n", 2025, {"status": "off_track"}),
    ("a change in points is in points, not in per cent", "unit: '%', target: {kind: change, value: 4, unit: pp}",
     f"x,2023,2.1{C}", 2023, {"status": "lagging", "unit": "pp", "milestone": 2.4}),
    ("what is to be held is held strictly", "baseline: 382, direction: decrease, target: {kind: level, value: 382, operator: less_than}",
     "x,2023,382\n", 2023, {"status": "lagging"}),
    ("and at the value where the operator allows it", "baseline: 382, direction: decrease, target: {kind: level, value: 382}",
     "x,2023,382\n", 2023, {"status": "achieved"}),
    ("a stock's December is its year", "nature: stock, path: linear, baseline: 100, target: 110", "x,2023,105,,,,2023-12\n", 2023,
     {"status": "lagging", "actual": 105}),
    ("a stock's September is not", "nature: stock, path: linear, baseline: 100, target: 110", "x,2023,107,,,,2023-09\n", 2023,
     {"status": "undecidable"}),
    ("of a stock's quarters the last is the newest", "nature: stock, path: linear, baseline: 100, target: 110",
     "x,2023,101,,,,2023-Q1\nx,2023,103,,,,2023-Q3\nx,2023,102,,,,2023-Q2\n", 2023, {"status": "undecidable", "actual": 103}),
    ("the fourth quarter of a stock is its year", "nature: stock, path: linear, baseline: 100, target: 110",
     "x,2023,103,,,,2023-Q3\nx,2023,106,,,,2023-Q4\n", 2023, {"status": "on_track", "actual": 106}),
    ("a flow's December is a month", "path: linear, baseline: 100, target: 110", "x,2023,105,,,,2023-12\n", 2023,
     {"status": "undecidable"}),
    ("a bound that a band's bound lies beyond settles nothing", "target: {kind: band, low: 8, high: 12}", "x,2023,>9,,,,\n",
     2023, {"status": "undecidable"}),
    ("above both bounds is outside", "target: {kind: band, low: 8, high: 12}", "x,2023,>12,,,,\n", 2023,
     {"status": "off_track"}),
    ("a band may be open below", "target: {kind: band, high: 12}", "x,2023,<12,,,,\n", 2023, {"status": "on_track"}),
    ("below one bound says nothing of another", "target: {kind: band, low: 8, high: 12}", "x,2023,<12,,,,\n", 2023,
     {"status": "undecidable"}),
    ("a band may be one number", "target: {kind: band, low: 8, high: 8}", "x,2023,8\n", 2023, {"status": "on_track"}),
    ("a band has its tolerance above", "target: {kind: band, low: 8, high: 12}, tolerance: 0.5", "x,2023,12.5\n", 2023,
     {"status": "on_track"}),
    ("and no more than that", "target: {kind: band, low: 8, high: 12}, tolerance: 0.5", "x,2023,12.6\n", 2023,
     {"status": "off_track"}),
    ("a band has its tolerance below", "target: {kind: band, low: 8, high: 12}, tolerance: 0.5", "x,2023,7.5\n", 2023,
     {"status": "on_track"}),
    ("and no less than that", "target: {kind: band, low: 8, high: 12}, tolerance: 0.5", "x,2023,7.4\n", 2023,
     {"status": "off_track"}),
    ("straight pieces may cross zero", "baseline: -4, target: 6, path: {shape: piecewise, values: {2022: 0}}", "x,2023,2\n",
     2023, {"status": "on_track", "milestone": 2}),
    ("compound pieces may not", "baseline: -4, target: 6, path: {shape: piecewise, pieces: compound, values: {2022: 1}}",
     "x,2023,2\n", 2023, {"status": "not_assessable"}),
    ("compound pieces lie below straight ones", "baseline: 1, target: 16, path: {shape: piecewise, pieces: compound, values: {2023: 4}}",
     "x,2024,8\n", 2024, {"status": "on_track", "milestone": 8}),
    ("additions go on from the last running total", "target: {kind: total, value: 100}",
     f"x,2022,41{C.replace('%', '')}x,2023,20\n", 2023, {"status": "on_track", "actual": 61, "milestone": 60}),
    ("weights say how a total grows", "target: {kind: total, value: 100, weights: {2021: 1, 2022: 1, 2025: 2}}",
     "x,2021,25\nx,2022,25\nx,2023,0\n", 2023, {"status": "on_track", "milestone": 50}),
    ("one less than the weights ask", "target: {kind: total, value: 100, weights: {2021: 1, 2022: 1, 2025: 2}}",
     "x,2021,25\nx,2022,24\n", 2022, {"status": "lagging", "milestone": 50}),
    # Periods of their own.
    ("a total may count from a later year, which is its first", "target: {kind: total, value: 30, from: 2023}", "x,2022,99\nx,2023,11\n",
     2023, {"status": "on_track", "actual": 11, "milestone": 10}),
    ("a budget from one year to another holds for both",
     "direction: decrease, target: {kind: total, value: 40, operator: at_most, from: 2022, year: 2025}",
     "x,2022,11\nx,2023,10\nx,2024,10\nx,2025,10\n", 2025, {"status": "off_track", "actual": 41}),
    ("a total of one year", "target: {kind: total, value: 30, from: 2023, year: 2023}", "x,2022,99\nx,2023,30\n", 2023,
     {"status": "achieved", "actual": 30}),
    ("growth may end before the plan", "baseline: 100.0, target: {kind: growth, rate: 10, year: 2022}", "x,2022,120.9\n", 2022,
     {"status": "lagging", "milestone": 121}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicator", "rows", "year", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(
    run: Run, tmp_path: Path, sentence: str, indicator: str, rows: str, year: int, expected: dict[str, Any]
) -> None:
    """Each case has the outcome that its sentence names."""
    padded = "".join(row.rstrip("\n") + "," * (8 - row.count(",")) + "\n" for row in rows.splitlines(True))
    found = verdict_of(run, tmp_path, indicator, padded, year)
    assert {
        key: pytest.approx(found[key]) if isinstance(found[key], float) else found[key] for key in expected
    } == expected


def test_a_limit_is_kept_to_under_every_rule(run: Run, tmp_path: Path) -> None:
    """A budget of 500 over five years allows 300 after three: no rule calls 320 on track, and none 270 achieved."""
    for profile in ("milestone", "linear", "sdsn"):
        for value, status in (("106", "off_track"), ("100", "on_track")):
            rows = "".join(f"x,{year},{value},,,,,,\n" for year in (2021, 2022, 2023))
            target = "direction: decrease, target: {kind: total, value: 500}"
            assert verdict_of(run, tmp_path, target, rows, 2023, "--profile", profile)["status"] == status, profile


def test_what_is_published_of_growth_is_the_share_of_its_rate(run: Run, tmp_path: Path) -> None:
    """8 % a year where 10 % is asked is eight tenths of what is required, whether it is told in rates or levels."""
    for rows in (f"x,2021,8{G}x,2022,8{G}", "x,2020,100,,,,,,\nx,2022,116.64,,,,,,\n"):
        found = verdict_of(run, tmp_path, "target: {kind: growth, rate: 10}, unit: t", rows.replace("growth\n", "growth,\n"), 2022,
                           "--profile", "statcan")  # fmt: skip
        assert (found["value"], found["category"]) == (pytest.approx(0.8), "moderate_progress")


def test_the_later_year_that_a_rule_starts_from_is_no_future_one(run: Run, tmp_path: Path) -> None:
    """Where the base year has no figure the first later one is taken, as far as it was known in the year that is judged."""
    rows, indicator = "x,2022,100,,,,,,\nx,2024,150,,,,,,\n", "baseline: {missing: blank}, target: 200"
    found = {
        year: verdict_of(run, tmp_path, indicator, rows, year, "--profile", "statcan") for year in (2021, 2022, 2024)
    }
    assert {year: each["baseline"]["year"] for year, each in found.items()} == {2021: 2020, 2022: 2022, 2024: 2022}
    assert [each["status"] for each in found.values()] == ["missing", "not_assessable", "lagging"]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_limit_that_is_broken_is_broken_under_every_rule(run: Run, tmp_path: Path, profile: str) -> None:
    """A budget of 500 of which 501 is spent in the first year is off track, also where a rule says nothing of totals."""
    target = "direction: decrease, target: {kind: total, value: 500}"
    found = verdict_of(run, tmp_path, target, "x,2021,501,,,,,,\n", 2021, "--profile", profile)
    assert (found["status"], found.get("category")) == ("off_track", None)


def test_a_limit_on_growth_is_no_target_that_the_start_has_met(run: Run, tmp_path: Path) -> None:
    """At most 3 % a year: 103 is within it, 103.4 is not, and nothing is achieved before the end."""
    target = "baseline: 100.0, direction: decrease, target: {kind: growth, rate: 3}"
    for profile in ("milestone", "linear", "sdsn", "eurostat", "unsd-2022"):
        for value, status in (("103.0", "on_track"), ("103.4", "off_track")):
            found = verdict_of(run, tmp_path, target, f"x,2021,{value},,,,,,\n", 2021, "--profile", profile)
            assert found["status"] == status, (profile, value)


PAIR = """format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {id: gdp, name: GDP, unit: t, baseline: 1000, target: 1400}
  - {id: income, name: Income, unit: t, baseline: 100.0, target: {kind: growth, rate: 0.5, than: gdp}}
"""


@pytest.mark.parametrize(
    ("rows", "status", "milestone"),
    [
        ("gdp,2022,1102.5\nincome,2022,111.3\n", "on_track", 111.3025),
        ("gdp,2022,1102.5\nincome,2022,111.2\n", "lagging", 111.3025),
        ("income,2022,130\n", "not_assessable", None),
        ("gdp,2022,1102.5\ngdp,2020,0\nincome,2022,111.2\n", "lagging", 111.3025),
    ],
)
def test_growth_may_be_compared_with_another_indicator(
    run: Run, tmp_path: Path, rows: str, status: str, milestone: float | None
) -> None:
    """Half a point above GDP's 5 % a year is 5.5 %; without a figure of GDP nothing can be said."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(PAIR, encoding="utf-8")
    actuals.write_text("indicator,year,value\n" + rows, encoding="utf-8")
    ran = run("check", "2022", str(actuals), "--plan", str(plan), "--format", "json")
    found = json.loads(ran.out)["results"][1]
    assert found["status"] == status
    assert found["milestone"] == (None if milestone is None else pytest.approx(milestone))


def test_what_began_at_nothing_has_no_growth_to_compare_with(run: Run, tmp_path: Path) -> None:
    """From 0 to 5 is no rate, so nothing is asked of who should be faster."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(PAIR.replace("baseline: 1000, target: 1400", "target: {kind: growth, rate: 5}"), encoding="utf-8")
    actuals.write_text("indicator,year,value\ngdp,2020,0\ngdp,2022,5\nincome,2022,130\n", encoding="utf-8")
    ran = run("check", "2022", str(actuals), "--plan", str(plan), "--format", "json")
    assert json.loads(ran.out)["results"][1]["status"] == "not_assessable"


def test_an_indicator_that_is_not_there_has_no_growth(run: Run, tmp_path: Path) -> None:
    """The id after ``than`` is another indicator of the plan."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(PAIR.replace("than: gdp", "than: gpd"), encoding="utf-8")
    ran = run("validate", str(plan))
    assert ran.code == 1
    assert "PLN110" in ran.out


@pytest.mark.parametrize(("profile", "path"), [("milestone", "compound"), ("linear", "linear"), ("sdsn", "compound")])
def test_the_path_that_is_named_is_that_of_the_milestone(run: Run, tmp_path: Path, profile: str, path: str) -> None:
    """A growth target under a rule of straight lines is not called compound."""
    indicator = "baseline: 812.5, target: {kind: growth, rate: 6}"
    result = verdict_of(run, tmp_path, indicator, "x,2023,961.4", 2023, "--profile", profile)
    assert (result["path"], round(result["milestone"], 1)) == (path, 977.4 if path == "linear" else 967.7)


def test_the_latest_figure_of_a_stock_is_that_of_its_last_day(run: Run, tmp_path: Path) -> None:
    """Year's ends count as years, whatever else of the newest year is known."""
    rows = "x,2022,11,,,,2022-12\nx,2023,12,,,,2023-12\nx,2024,13,,,,2024-06\n"
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(
        indicator_plan("id: x, name: X, unit: t, nature: stock, baseline: 10, target: 20"), encoding="utf-8"
    )
    actuals.write_text("indicator,year,value,unit,bound,status,period\n" + rows, encoding="utf-8")
    ran = run("check", "latest", str(actuals), "--plan", str(plan), "--format", "json")
    result = json.loads(ran.out)["results"][0]
    assert (result["year"], result["actual"], result["status"]) == (2023, 12, "off_track")


BY_LANGUAGE = "unit: {zh: 亿元, en: bn yuan}, target: {kind: growth, rate: 6}"


def test_rates_are_never_printed_with_the_unit_of_a_level(run: Run, tmp_path: Path) -> None:
    """Where only rates are known the unit is %, in every language in which the level's unit is written."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan(f"id: x, name: X, {BY_LANGUAGE}"))
    rows = tmp_path / "a.csv"
    rows.write_text("indicator,year,value,unit,measure\nx,2021,8.1,%,growth\nx,2022,4,%,growth\nx,2023,5.8,%,growth\n")
    for lang, unit in (("zh", "亿元"), ("en", "yuan")):
        out = run("check", "2023", str(rows), "--plan", str(plan), "--lang", lang).out
        assert unit not in out, out
        # The mean is 5.95 and counts as 6.0: on track, so its pace is no less than 1.
        assert " 6.0 " in out, out
        assert "1.000" in out, out


def test_a_change_is_derived_by_its_own_formula(run: Run, tmp_path: Path) -> None:
    """What explain prints of a change can be done on a calculator and gives what stands behind the equals sign."""
    for target, rows, formula in (
        (
            "direction: decrease, unit: '%', target: {kind: change, value: -13.5}",
            "-8.1",
            "91.666292 ÷ 100 - 1 = -8.333708%",
        ),
        ("unit: '%', target: {kind: change, value: 4, unit: pp}", "2.1", "2.4 - 0 = 2.4 pp"),
    ):
        (tmp_path / "p.plan.yaml").write_text(indicator_plan(f"id: x, name: X, {target}"))
        (tmp_path / "a.csv").write_text(f"indicator,year,value,measure\nx,2023,{rows},cumulative\n")
        options = ("--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en")
        assert formula in run("explain", "x", "2023", "--actuals", str(tmp_path / "a.csv"), *options).out


def test_where_more_is_worse_every_table_says_so(run: Run, tmp_path: Path) -> None:
    """A growth of 6 to 7 % that is to be kept ends at 140: 145 is past it in the comparison and in the outlook."""
    target = "baseline: 100, target: {kind: growth, rate: {low: 6, high: 7}, operator: within}"
    (tmp_path / "p.plan.yaml").write_text(indicator_plan(f"id: x, name: X, {target}"))
    options = ("--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2021,112\nx,2022,120\nx,2025,145\n")
    compared = run("check", "2025", str(tmp_path / "a.csv"), "--compare", *options).out
    assert "≤ 140" in compared, compared
    assert "≥ 140" not in compared, compared
    (tmp_path / "b.csv").write_text("indicator,year,value\nx,2021,112\nx,2022,120\n")
    outlook = run("forecast", str(tmp_path / "b.csv"), *options).out
    assert "134 .. 140" in outlook, outlook
    assert "-17" in outlook, outlook
