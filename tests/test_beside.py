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
