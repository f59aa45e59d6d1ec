"""Cases that break calculators, each with its named outcome."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run, verdict_of

#: sentence · indicator · rows · year → what must come out
CASES: list[tuple[str, str, str, int, dict[str, Any]]] = [
    ("a compound path needs two positive numbers", "baseline: 0, target: 10", "x,2023,4\n", 2023,
     {"status": "not_assessable", "pace": None}),
    ("signs that differ have no compound path", "baseline: -4, target: 10", "x,2023,4\n", 2023,
     {"status": "not_assessable"}),
    ("a straight path needs no positive numbers", "baseline: -4, target: 6, path: linear", "x,2023,2\n", 2023,
     {"status": "on_track", "milestone": 2, "rate_unit": "unit_per_year"}),
    ("less is better: at the milestone is on track", "baseline: 10, target: 5, direction: decrease, path: linear",
     "x,2023,7\n", 2023, {"status": "on_track", "achievement": None, "gap": 0}),
    ("less is better: above the baseline is reversing", "baseline: 10, target: 5, direction: decrease",
     "x,2023,11\n", 2023, {"status": "reversing"}),
    ("less is better: at the target is achieved", "baseline: 10, target: 5, direction: decrease", "x,2022,5\n", 2022,
     {"status": "achieved"}),
    ("a baseline past its target: holding it is achieved", "baseline: 95, target: 90, direction: increase",
     "x,2023,91\n", 2023, {"status": "achieved", "milestone": 90}),
    ("a baseline past its target: losing it is not", "baseline: 95, target: 90, direction: increase", "x,2023,89\n",
     2023, {"status": "reversing"}),
    ("a target next to the baseline has no pace", "baseline: 10.0, target: 10.04, decimals: 1", "x,2023,10.0\n", 2023,
     {"pace": None, "status": "achieved"}),
    ("a target met early and lost is judged by today", "baseline: 10, target: 20", "x,2022,25\nx,2023,9\n", 2023,
     {"status": "reversing"}),
    ("a range of a year is asked from its near end", "target: {kind: milestones, values: {2022: {low: 6.5, high: 7.5}}}",
     "x,2022,6.5\n", 2022, {"status": "achieved", "milestone": 6.5}),
    ("and missed below it", "target: {kind: milestones, values: {2022: {low: 6.5, high: 7.5}, 2025: 9}}",
     "x,2022,6.4\n", 2022, {"status": "off_track", "milestone": 6.5}),
    ("less is better: from its upper end",
     "direction: decrease, target: {kind: milestones, values: {2022: {low: 6.7, high: 6.9}, 2025: 5}}",
     "x,2022,6.9\n", 2022, {"status": "on_track", "milestone": 6.9}),
    ("a base value may come from the actuals", "baseline: {missing: dash}, target: 20, path: linear",
     "x,2020,10\nx,2022,14\n", 2022, {"status": "on_track", "milestone": 14}),
    ("without a baseline only the target counts", "target: 20", "x,2023,14\n", 2023,
     {"status": "not_assessable", "pace": None, "progress": None}),
    ("without a baseline a met target is achieved", "target: 20", "x,2023,20\n", 2023, {"status": "achieved"}),
    ("without a baseline the last year decides", "target: 20", "x,2025,19\n", 2025, {"status": "off_track"}),
    ("above 1000 against 900 is on track", "baseline: 500, target: 2000, path: linear", "x,2021,>1000\n", 2021,
     {"status": "on_track", "bound": ">"}),
    ("about 20 with a cut inside its rounding is undecidable", "baseline: 10, target: 30, path: linear",
     "x,2022,约18\n", 2022, {"status": "undecidable", "bound": "~"}),
    ("about 20 well past the cut is on track", "baseline: 10, target: 30, path: linear", "x,2022,约19\n", 2022,
     {"status": "on_track"}),
    ("seven months of a flow past the milestone are enough", "baseline: 100, target: 200, path: linear",
     "x,2022,150,,,,2022-01/2022-07\n", 2022, {"status": "on_track"}),
    ("seven months of a flow short of it decide nothing", "baseline: 100, target: 200, path: linear",
     "x,2022,90,,,,2022-01/2022-07\n", 2022, {"status": "undecidable", "gap": None}),
    ("seven months of a stock decide nothing", "baseline: 10, target: 20, nature: stock", "x,2022,19,,,,2022-07\n",
     2022, {"status": "undecidable"}),
    ("growth in points is straight", 'baseline: 19, target: 25, unit: "%", path: stated, growth: {value: 1.2, unit: pp}',
     "x,2023,22.6\n", 2023, {"status": "on_track", "milestone": 22.6}),
    ("about without a tolerance leaves a shortfall open", "baseline: 10, target: {kind: level, value: 20, operator: about}",
     "x,2025,19\n", 2025, {"status": "undecidable"}),
    ("about with a tolerance is met within it",
     "baseline: 10, tolerance: 5%, target: {kind: level, value: 20, operator: about}", "x,2025,19\n", 2025,
     {"status": "achieved"}),
    ("exactly is missed by more, too", "baseline: 10, target: {kind: level, value: 20, operator: exactly}",
     "x,2025,21\n", 2025, {"status": "off_track"}),
    ("more than is not met by as much", "baseline: 10, target: {kind: level, value: 20, operator: more_than}",
     "x,2025,20\n", 2025, {"status": "lagging"}),
    ("more than is met by a bound of as much", "baseline: 10, target: {kind: level, value: 20, operator: more_than}",
     "x,2025,>20\n", 2025, {"status": "achieved"}),
    ("counts are judged as they are shown", "baseline: 530, target: 1800", "x,2023,1104\n", 2023,
     {"status": "on_track"}),
    ("in the base year nothing is due", "baseline: 10, target: 20", "x,2020,10\n", 2020, {"status": "not_due"}),
    ("dated milestones that end ask nothing more", "target: {kind: milestones, values: {2021: 70, 2022: 90}, after: none}",
     "x,2024,80\n", 2024, {"status": "not_due"}),
    ("dated milestones ask nothing before the first", "target: {kind: milestones, values: {2022: 70, 2023: 90}}",
     "x,2021,50\n", 2021, {"status": "not_due"}),
    ("a plan without a unit takes the figure's", "baseline: 10, target: 20, path: linear", "x,2022,15,亿元\n", 2022,
     {"status": "on_track"}),
    ("dated milestones may be held", "target: {kind: milestones, values: {2021: 70, 2022: 90}}", "x,2024,80\n", 2024,
     {"status": "off_track", "milestone": 90}),
    ("a band is judged on its weaker side", "target: {kind: band, low: 2, high: 3}", "x,2023,3.5\n", 2023,
     {"status": "off_track"}),
    ("inside a band is on track", "target: {kind: band, low: 2, high: 3}", "x,2023,2.5\n", 2023, {"status": "on_track"}),
    ("inside a band at the end is achieved", "target: {kind: band, low: 2, high: 3}", "x,2025,2\n", 2025,
     {"status": "achieved"}),
    ("a rank is better the smaller it is", "target: {kind: rank, value: 5}", "x,2023,4\n", 2023, {"status": "achieved"}),
    ("something done is achieved", "target: {kind: done, year: 2024}", "x,2023,1\n", 2023, {"status": "achieved"}),
    ("something not due is not asked for", "target: {kind: done, year: 2024}", "", 2023, {"status": "not_due"}),
    ("something due and not done is off track", "target: {kind: done, year: 2024}", "x,2024,0\n", 2024,
     {"status": "off_track"}),
    ("a statement is never scored", "target: {kind: statement, text: first tier}", "x,2023,1\n", 2023,
     {"status": "not_assessable"}),
    ("a trend is for profiles that define one", "target: {kind: trend}", "x,2023,1\n", 2023,
     {"status": "not_assessable", "target": {"year": 2025, "value": None, "operator": None}}),
    ("growth is judged from two levels", "unit: t, target: {kind: growth, rate: 10}", "x,2020,50\nx,2022,61\n", 2022,
     {"status": "on_track", "actual": 61, "milestone": 60.5, "index": False}),
    ("growth is judged from chained rates", "unit: t, target: {kind: growth, rate: 10}",
     "x,2021,12,%,,,,growth\nx,2022,8,%,,,,growth\n", 2022, {"status": "on_track", "milestone": 10, "measure": "mean_growth", "unit": "%"}),
    ("a chain with a gap judges nothing", "unit: t, target: {kind: growth, rate: 10}", "x,2022,8,%,,,,growth\n", 2022,
     {"status": "not_assessable", "actual": None}),
    ("a stated mean judges growth", "unit: t, target: {kind: growth, rate: 10}", "x,2022,10,%,,,,mean_growth\n", 2022,
     {"status": "on_track"}),
    ("a total is the sum of its years", "target: {kind: total, value: 50}", "x,2021,10\nx,2022,9\n", 2022,
     {"status": "lagging", "actual": 19, "milestone": 20}),
    ("a total with a year missing is a floor", "target: {kind: total, value: 50}", "x,2022,9\n", 2022,
     {"status": "undecidable", "bound": ">="}),
    ("a running total comes before the sum", "target: {kind: total, value: 50}",
     "x,2021,10\nx,2022,9\nx,2022,25,,,,,cumulative\n", 2022, {"status": "on_track", "actual": 25}),
    ("a missing value is never 0", "baseline: 10, target: 20", "x,2023,—\n", 2023, {"status": "missing", "actual": None}),
    ("the newest of two vintages is judged", "baseline: 10, target: 20, path: linear",
     "x,2021,12,,,P,,,2022-01-10\nx,2021,11,,,,,,2022-06-01\n", 2021, {"status": "lagging", "actual": 11}),
    ("a full year is judged before a part of it", "baseline: 10, target: 20, path: linear",
     "x,2021,30,,,,2021-01/2021-11\nx,2021,11\n", 2021, {"status": "lagging", "actual": 11}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "indicator", "rows", "year", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(
    run: Run, tmp_path: Path, sentence: str, indicator: str, rows: str, year: int, expected: dict[str, Any]
) -> None:
    """Each hard case has the outcome that its sentence names."""
    found = verdict_of(run, tmp_path, indicator, "".join(_padded(row) for row in rows.splitlines(True)), year)
    assert {key: found[key] for key in expected} == expected


def _padded(row: str) -> str:
    """A row with as many cells as the header has columns."""
    return row.rstrip("\n") + "," * (8 - row.count(",")) + "\n"


def test_an_implied_baseline_is_called_so(run: Run, tmp_path: Path) -> None:
    """``baseline: implied`` runs the printed growth backwards, and its origin says so."""
    found = verdict_of(run, tmp_path, "target: 200, growth: 20, baseline: implied", _padded("x,2023,120\n"), 2023)
    assert found["baseline"]["origin"] == "implied"
    assert found["baseline"]["value"] == pytest.approx(80.3755, abs=1e-4)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("target: 65, growth: {value: 3, unit: pp}", 50),
        ("direction: decrease, target: 65, growth: {value: -3, unit: pp}", 80),
        # Nothing falls to 65 by losing everything, and nobody knows what a total began at.
        ("target: 65, growth: -100", None),
        ("target: {kind: total, value: 65}, growth: 3", None),
        ("target: {kind: milestones, values: {2023: 60, 2025: 65}}, growth: 3", None),
    ],
)
def test_a_baseline_is_implied_by_one_level_and_a_rate_that_leads_there(
    run: Run, tmp_path: Path, asked: str, value: float | None
) -> None:
    """Points are taken off, rates are divided out; where that says nothing, nothing is made up."""
    found = verdict_of(run, tmp_path, f"unit: '%', {asked}, baseline: implied", _padded("x,2025,64\n"), 2025)
    assert (found["baseline"]["value"], found["baseline"]["origin"] == "implied") == (value, value is not None)


def test_a_target_that_no_path_leads_to_is_due_all_the_same(run: Run, tmp_path: Path) -> None:
    """Without a baseline 19 of 20 in the last year is one short, 21 one more; >19 settles nothing."""
    for value, status, gap in (("19", "off_track", -1), ("21", "achieved", 1), (">19", "undecidable", None)):
        found = verdict_of(run, tmp_path, "target: 20", _padded(f"x,2025,{value},,,,,,\n"), 2025)
        assert (found["status"], found["gap"]) == (status, gap)


def test_an_anticipatory_shortfall_is_a_warning_and_a_binding_one_an_error(run: Run, tmp_path: Path) -> None:
    """That is what the two words mean in a plan; ``--fail-on`` moves the line."""
    row = _padded("x,2023,9\n")
    soft = verdict_of(run, tmp_path, "baseline: 10, target: 20", row, 2023, "--fail-on", "binding")
    hard = verdict_of(run, tmp_path, "baseline: 10, target: 20, attribute: binding", row, 2023)
    assert (soft["severity"], soft["exit_code"]) == ("warning", 0)
    assert (hard["severity"], hard["exit_code"]) == ("error", 1)
    assert verdict_of(run, tmp_path, "baseline: 10, target: 20", row, 2023)["exit_code"] == 1
