"""The facts that the bundled plan and the published figures must give, worked out by hand beforehand."""

import json
from typing import Any

import pytest

from conftest import Run

ACTUALS = "data/actuals/changsha.csv"


def result(run: Run, id: str, year: int, *options: str) -> dict[str, Any]:
    ran = run("check", str(year), ACTUALS, "--indicator", id, "--format", "json", *options)
    found: dict[str, Any] = json.loads(ran.out)["results"][0]
    return found


@pytest.mark.parametrize(("path", "milestone"), [("compound", 3561.933931), ("linear", 3760), ("stated", 3574.05625)])
def test_trade_has_a_milestone_on_every_reading(run: Run, path: str, milestone: float) -> None:
    """2350 to 4700 in five years: 3561.93 in year 3 compound, 3760 straight, 3574.06 at the printed 15 %."""
    assert result(run, "trade-total", 2023, "--path", path)["milestone"] == pytest.approx(milestone, abs=5e-7)


def test_trade_2023_is_off_track(run: Run) -> None:
    """2813.49 lies below 60 % of the required rate; the pace is 0.416 and 29.2 % a year are needed from there."""
    found = result(run, "trade-total", 2023)
    assert found["status"] == "off_track"
    assert found["severity"] == "warning"
    assert found["obs_status"] == "P"
    expected = {
        "gap": -748.443931, "achievement": 0.789877, "progress": 0.197230, "required_rate": 0.148698,
        "observed_rate": 0.061840, "pace": 0.415877, "catch_up_rate": 0.292487, "projected": 3172.2231,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == pytest.approx(expected, abs=1e-4)
    cuts = {"on_track": 3561.933931, "lagging": 3036.781207, "off_track": 2350}
    assert found["cuts"] == pytest.approx(cuts, abs=1e-6)


def test_trade_2021_depends_on_the_reading(run: Run) -> None:
    """2780.3 is past the compound milestone (2699.44) and short of the straight one (2820)."""
    assert result(run, "trade-total", 2021)["status"] == "on_track"
    assert result(run, "trade-total", 2021, "--path", "linear")["status"] == "lagging"


def test_more_than_1000_trains_cannot_be_judged(run: Run) -> None:
    """Over 1000 against 1103.76: the bound leaves it open."""
    found = result(run, "europe-trains", 2023)
    assert (found["status"], found["bound"], found["actual"]) == ("undecidable", ">", 1000)
    assert found["milestone"] == pytest.approx(1103.758, abs=1e-3)
    assert found["gap"] is None


def test_projects_add_up(run: Run) -> None:
    """67 and 80 make 147 after 2022, against 60 of 150 in five years."""
    found = result(run, "top500-projects", 2022)
    assert (found["actual"], found["milestone"], found["status"]) == (147, 60, "on_track")


def test_a_target_passed_early_is_achieved(run: Run) -> None:
    """FDI of 20.07 in 2021 is past the 17.18 asked for 2025."""
    assert result(run, "fdi", 2021)["status"] == "achieved"


def test_a_running_total_settles_the_last_year(run: Run) -> None:
    """313 projects by 8 December 2025: whatever December brings, 150 are passed."""
    found = result(run, "top500-projects", 2025)
    assert (found["status"], found["actual"]) == ("achieved", 313)


def test_a_part_year_that_is_enough_is_enough(run: Run) -> None:
    """16.66 by March 2022 is past the year's milestone of 12.91; 98.2 % by September cannot say what December brings."""
    assert result(run, "fdi", 2022)["status"] == "on_track"
    assert result(run, "reform-pilots", 2023)["status"] == "undecidable"


def test_the_base_that_was_reported_differs(run: Run) -> None:
    """528 trains were reported for 2020, the plan says 530: judged from the plan, and said."""
    ran = run("check", "2021", ACTUALS, "--indicator", "europe-trains", "--format", "json")
    document = json.loads(ran.out)
    assert document["results"][0]["baseline"] == {"year": 2020, "value": 530, "origin": "plan", "missing": None}
    assert [(d["code"], d["facts"]["reported"]) for d in document["diagnostics"]] == [("PLN314", 528)]


def test_the_plan_before_was_met(run: Run) -> None:
    """All five targets of 2016 to 2020 were achieved; of Table 2 the sums are shown, never scored."""
    ran = run(
        "check", "2020", "data/actuals/changsha-13fyp.csv", "--plan", "data/plans/changsha-13fyp.yaml",
        "--format", "json",
    )  # fmt: skip
    document = json.loads(ran.out)
    assert document["summary"]["achieved"] == document["summary"]["evaluated"] == 5
    projects = next(found for found in document["results"] if found["id"] == "top500-projects")
    assert (projects["cumulative"], projects["status"], projects["actual"]) == (237, "not_assessable", 87)
    assert document["exit_code"] == ran.code == 0
