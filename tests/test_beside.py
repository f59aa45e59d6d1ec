"""Bands that follow another indicator's figure of the year: a peer group's average, a national mean."""

import json
from pathlib import Path

import pytest

from conftest import Run

PLAN = """format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {{id: own, name: Own, unit: "{unit}", {more}target: {{kind: band, {band}, than: peers}}, source: s}}
  - {{id: peers, name: Peers, unit: "%", target: {{kind: statement, text: for comparison}}, source: s}}
"""


def check(
    run: Run, tmp_path: Path, rows: str, band: str, year: str = "2023", unit: str = "%", more: str = ""
) -> dict[str, object]:
    """The result of the indicator that is compared."""
    (tmp_path / "p.plan.yaml").write_text(PLAN.format(band=band, unit=unit, more=more), encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value,bound\n" + rows.replace(" ", "\n"), encoding="utf-8")
    command = ["check", year, str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml")]
    found: dict[str, object] = json.loads(run(*command, "--format", "json").out)["results"][0]
    return found


@pytest.mark.parametrize(
    ("rows", "band", "status"),
    [
        ("own,2023,2.4, peers,2023,2.35,", "low: 0", "on_track"),
        ("own,2023,2.3, peers,2023,2.35,", "low: 0", "off_track"),
        # A figure without decimals is not made better by them: 2 does not reach 2.35.
        ("own,2023,2, peers,2023,2.35,", "low: 0", "off_track"),
        ("own,2023,2.35, peers,2023,2.35,", "low: 0", "on_track"),
        ("own,2023,2.84, peers,2023,2.35,", "low: 0.5", "off_track"),
        ("own,2023,2.85, peers,2023,2.35,", "low: 0.5", "on_track"),
        ("own,2023,5.4, peers,2023,6.0,", "high: -0.5", "on_track"),
        ("own,2023,5.6, peers,2023,6.0,", "high: -0.5", "off_track"),
        ("own,2023,5.6, peers,2023,6.0,", "low: -0.5, high: 0", "on_track"),
        # The year's own figure counts, whatever another year's was.
        ("own,2023,2.4, peers,2022,2.9, peers,2023,2.35,", "low: 0", "on_track"),
        # What is not known, or only bounded, is not guessed.
        ("own,2023,2.4, peers,2022,2.35,", "low: 0", "not_assessable"),
        ("own,2023,2.4, peers,2023,2.35,>", "low: 0", "not_assessable"),
        ("peers,2023,2.35,", "low: 0", "missing"),
    ],
)
def test_the_bounds_are_those_of_the_years_figure(run: Run, tmp_path: Path, rows: str, band: str, status: str) -> None:
    """So much above it; without it there is no verdict."""
    assert check(run, tmp_path, rows, band)["status"] == status


@pytest.mark.parametrize(
    ("rows", "nature", "status"),
    [
        # A share of June against that of June, not of the quarter before or of the year.
        ("own,2023,2.4,2023-Q2 peers,2023,2.35,2023-Q2", "stock", "on_track"),
        ("own,2023,2.4,2023-Q2 peers,2023,2.45,2023-Q2 peers,2023,2.35,2023-Q1", "stock", "off_track"),
        ("own,2023,2.4,2023-Q2 peers,2022,2.35,2022", "stock", "not_assessable"),
        # A flow of one quarter against the other's of that quarter.
        ("own,2023,24,2023-Q2 peers,2023,24,2023-Q2", "flow", "on_track"),
        ("own,2023,23.9,2023-Q2 peers,2023,24,2023-Q2", "flow", "off_track"),
        ("own,2023,24,2023-Q2 peers,2023,20,2023-04", "flow", "not_assessable"),
    ],
)
def test_a_part_of_a_year_is_held_against_the_same_part(
    run: Run, tmp_path: Path, rows: str, nature: str, status: str
) -> None:
    """What the other's figure of that part of the year is, unchanged; another part says nothing."""
    plan = PLAN.format(band="low: 0", unit="t", more=f"nature: {nature}, ")
    plan = plan.replace('unit: "%", target: {kind: statement', f"unit: t, nature: {nature}, target: {{kind: statement")
    (tmp_path / "p.plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value,period\n" + rows.replace(" ", "\n"), encoding="utf-8")
    command = ["check", "2023-Q2", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml")]
    found = json.loads(run(*command, "--format", "json").out)["results"][0]
    assert found["status"] == status
    if status != "not_assessable":
        assert f"≥{rows.split('peers,2023,')[1].split(',')[0]}, by peers" in run(*command, "--lang", "en").out


def test_the_bound_that_was_applied_is_shown(run: Run, tmp_path: Path) -> None:
    """In the table and in JSON, with whose figure it is."""
    result = check(run, tmp_path, "own,2023,2.4, peers,2023,2.35,", "low: 0.5")
    assert result["target"] == {
        "year": 2025,
        "value": None,
        "operator": None,
        "low": 2.85,
        "high": None,
        "than": "peers",
    }
    command = ["check", "2023", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml")]
    assert "Own: ≥2.85, by peers in 2023" in run(*command, "--lang", "en").out
    assert "≥peers + 0.5" in run("show", "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en").out


def test_units_are_converted_or_nothing_is_compared(run: Run, tmp_path: Path) -> None:
    """A figure of another unit is no bound, and a baseline of another year is not held against this year's bound."""
    assert (
        check(run, tmp_path, "own,2023,2.4, peers,2023,2.35,", "low: 0", unit="persons")["status"] == "not_assessable"
    )
    worse = check(run, tmp_path, "own,2023,1.9, peers,2023,2.35,", "low: 0", more="baseline: 2.0, ")
    assert worse["status"] == "off_track"


def test_the_other_indicator_must_be_there(run: Run, tmp_path: Path) -> None:
    """A name that the plan does not have is a mistake of the plan."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(
        PLAN.format(band="low: 0", unit="%", more="").replace("than: peers", "than: pears"), encoding="utf-8"
    )
    ran = run("validate", str(plan), "--lang", "en")
    assert (ran.code, "PLN110" in ran.out) == (1, True)
