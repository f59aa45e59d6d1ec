"""Targets that are stated by others: a place among so many, growth as fast as that of another indicator."""

import json
from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from plan_cli.api import load_plan

PLAN = """format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {id: place, name: Place, baseline: 20, target: {kind: rank, value: 1/3, of: 31, among: provinces}}
  - {id: gdp, name: GDP, unit: "%", target: {kind: trend}}
  - {id: income, name: Income, unit: "%", target: {kind: growth, than: gdp}}
"""


@pytest.mark.parametrize(("place", "status"), [("10", "achieved"), ("11", "lagging")])
def test_the_best_third_of_31_are_ten_places(run: Run, tmp_path: Path, place: str, status: str) -> None:
    """The tenth is in it, the eleventh is not."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"indicator,year,value\nplace,2025,{place}\n", encoding="utf-8")
    ran = run("check", "2025", str(tmp_path / "a.csv"), "--plan", str(tmp_path), "--format", "json")
    result = json.loads(ran.out)["results"][0]
    assert (result["status"], result["target"]["value"], result["target"]["of"]) == (status, 10, 31)
    assert "≤10 (1/3 × 31)" in run("show", "--plan", str(tmp_path)).out


@pytest.mark.parametrize(("rate", "status"), [("5.0", "on_track"), ("4.9", "lagging")])
def test_as_fast_as_another_needs_no_rate(run: Run, tmp_path: Path, rate: str, status: str) -> None:
    """Growth that is compared with another indicator's, and no points above it."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    rows = f"gdp,2021,5.0,growth\nincome,2021,{rate},growth\n"
    (tmp_path / "a.csv").write_text(f"indicator,year,value,measure\n{rows}", encoding="utf-8")
    ran = run("check", "2021", str(tmp_path / "a.csv"), "--plan", str(tmp_path), "--format", "json")
    results = {each["id"]: each for each in json.loads(ran.out)["results"]}
    assert results["income"]["status"] == status


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("{kind: rank, value: 1/3}", "PLN102"),
        ("{kind: rank, value: 1/40, of: 31}", "PLN113"),
        ("{kind: rank, value: 3/2, of: 31}", "PLN113"),
        ("{kind: rank, value: 40, of: 31}", "PLN113"),
        ("{kind: growth}", "PLN102"),
    ],
)
def test_a_place_that_nobody_can_have_is_refused(target: str, code: str) -> None:
    """So is a share of an unknown number, and a growth that nothing says."""
    plan = indicator_plan(f"id: x, name: X, baseline: 50, target: {target}")
    found = load_plan(plan.encode() if isinstance(plan, str) else plan).diagnostics
    assert [each.code for each in found if each.severity.rank == 0] == [code]
