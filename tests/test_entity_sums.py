"""Entities that are to add up to the plan: allotted targets, baselines, and what was reported of the whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from panels import LOCAL

pytestmark = pytest.mark.slow

PLAN = """format: 1
id: city
title: City
base_year: 2020
target_year: 2025
indicators:
  - {{id: jobs, name: New jobs, unit: persons, baseline: 600, target: 1000, source: t1}}
  - {{id: gdp, name: GDP, unit: bn, baseline: 90.0, target: 120.0, source: t1}}
relations:
  - {{{relation}, source: t2}}
"""
BASES = "A,jobs,2020,200\nB,jobs,2020,200\nC,jobs,2020,200\n"
YEAR = "A,jobs,2023,250\nB,jobs,2023,260\nC,jobs,2023,270\n"
TARGETS = "A,jobs,330\nB,jobs,335\nC,jobs,335\n"


def found(
    run: Run,
    tmp_path: Path,
    *options: str,
    rows: str = BASES + YEAR,
    targets: str = "",
    relation: str = "entities: jobs",
) -> list[tuple[str, dict[str, Any]]]:
    """What a check of the panel says of sums: code and facts."""
    (tmp_path / "plan.yaml").write_text(PLAN.format(relation=relation), encoding="utf-8")
    (tmp_path / "panel.csv").write_text("county,indicator,year,value\n" + rows, encoding="utf-8")
    command = ["check", "2023", str(tmp_path / "panel.csv"), "--by", "county", "--plan", str(tmp_path / "plan.yaml")]
    if targets:
        (tmp_path / "t.csv").write_text("county,indicator,value\n" + targets, encoding="utf-8")
        command += ["--baselines", "own", "--targets", str(tmp_path / "t.csv")]
    document = json.loads(run(*command, *options, "--format", "json").out)
    return [(each["code"], each["facts"]) for each in document["diagnostics"] if "PLN417" <= each["code"] <= "PLN419"]


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("targets", "relation", "code", "difference"),
    [
        (TARGETS, "entities: jobs", "PLN418", 0),
        (TARGETS.replace("335", "333"), "entities: jobs", "PLN417", -4),
        # A target is set: another one is another one, though rounding three figures might explain it.
        (TARGETS.replace("330", "329"), "entities: jobs", "PLN417", -1),
        (TARGETS.replace("330", "329.6"), "entities: jobs", "PLN418", -0.4),
        (TARGETS.replace("330", "340"), "entities: jobs", "PLN417", 10),
        (TARGETS.replace("330", "340"), "entities: jobs, operator: at_least", "PLN418", 10),
        (TARGETS.replace("330", "329"), "entities: jobs, operator: at_least", "PLN417", -1),
        (TARGETS.replace("330", "340"), "entities: jobs, operator: at_most", "PLN417", 10),
    ],
)
def test_allotted_targets_make_the_target_of_the_whole(
    run: Run, tmp_path: Path, engine: str, targets: str, relation: str, code: str, difference: float
) -> None:
    """As it is printed, or as the operator says; the sum and the difference are always shown."""
    said = found(run, tmp_path, "--engine", engine, targets=targets, relation=relation)
    assert [(each, facts["difference"]) for each, facts in said if facts["what"] == "sum_targets"] == [
        (code, difference)
    ]


def test_who_has_no_target_is_named(run: Run, tmp_path: Path) -> None:
    """A county left out of the table is why the sum falls short."""
    ((code, facts),) = [
        each for each in found(run, tmp_path, targets=TARGETS[:-11]) if each[1]["what"] == "sum_targets"
    ]
    assert (code, facts["made"], facts["without"], facts["names"]) == ("PLN417", 665, 1, ["C"])


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("whole", "code"),
    [("780", "PLN418"), ("782", "PLN418"), ("783", "PLN417"), ("770", "PLN417"), ("0.78 thousand", "PLN419")],
)
def test_reported_parts_make_the_reported_whole(run: Run, tmp_path: Path, engine: str, whole: str, code: str) -> None:
    """With the rounding of three figures and of the whole: 780 ± 1.5 and ± 0.5."""
    ((found_code, facts),) = found(run, tmp_path, "--engine", engine, rows=BASES + YEAR + f"全市,jobs,2023,{whole}\n")
    assert (found_code, facts["what"]) == (code, "sum_actuals")


def test_a_whole_that_is_no_entity_needs_its_name(run: Run, tmp_path: Path) -> None:
    """The city's own row is not one of its counties; its figure is the whole."""
    rows = BASES + YEAR + "City of X,jobs,2023,800\n"
    ((code, facts),) = found(run, tmp_path, rows=rows, relation="entities: jobs, entity: City of X")
    assert (code, facts["made"], facts["printed"], facts["count"]) == ("PLN417", 780, 800, 3)
    assert found(run, tmp_path, rows=rows) == []


@pytest.mark.parametrize(
    ("year", "whole", "codes"),
    [
        # One county is missing: less than the whole says nothing, more than the whole is a contradiction all the same.
        ("A,jobs,2023,250\nB,jobs,2023,260\n", "780", ["PLN419"]),
        ("A,jobs,2023,250\nB,jobs,2023,260\n", "500", ["PLN417"]),
        ("A,jobs,2023,-250\nB,jobs,2023,760\n", "500", ["PLN419"]),
        (YEAR, "", ["PLN419"]),
    ],
)
def test_what_cannot_be_compared_is_said(run: Run, tmp_path: Path, year: str, whole: str, codes: list[str]) -> None:
    """Neither agreement nor a contradiction is claimed where figures are missing."""
    said = found(run, tmp_path, rows=BASES + year + f"Total,jobs,2023,{whole}\n")
    assert [code for code, _ in said] == codes


@pytest.mark.parametrize("options", [("--where", "zone=n"), ("latest",)])
def test_some_entities_or_several_years_are_no_whole(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Where only some counties are chosen, or each has its own newest year, nothing is claimed."""
    (tmp_path / "plan.yaml").write_text(PLAN.format(relation="entities: jobs"), encoding="utf-8")
    rows = "A,n,jobs,2023,250\nB,s,jobs,2022,260\n全市,n,jobs,2023,780\n"
    (tmp_path / "panel.csv").write_text("county,zone,indicator,year,value\n" + rows, encoding="utf-8")
    year = ["latest"] if options == ("latest",) else ["2023", *options]
    command = ["check", *year, str(tmp_path / "panel.csv"), "--by", "county", "--plan", str(tmp_path / "plan.yaml")]
    document = json.loads(run(*command, "--format", "json").out)
    said = [each for each in document["diagnostics"] if each["indicator"] == "jobs"]
    assert [each["code"] for each in said] == ["PLN419"]


def test_baselines_add_up_too(run: Run, tmp_path: Path) -> None:
    """Each county's own base year against the plan's baseline, rounding allowed for; the other indicator is not asked."""
    rows = BASES.replace("C,jobs,2020,200", "C,jobs,2020,190") + YEAR
    said = found(run, tmp_path, "--baselines", "own", rows=rows)
    assert [(code, facts["what"], facts["difference"]) for code, facts in said] == [("PLN417", "sum_baselines", -10)]


def test_shares_do_not_add_up(run: Run, tmp_path: Path) -> None:
    """A percentage of the whole is refused before anything is judged, with a way out."""
    plan = PLAN.format(relation="entities: jobs").replace("unit: persons, baseline: 600", 'unit: "%", baseline: 60')
    (tmp_path / "plan.yaml").write_text(plan.replace("target: 1000", "target: 80"), encoding="utf-8")
    ran = run("validate", "--plan", str(tmp_path / "plan.yaml"), "--lang", "en")
    assert (ran.code, "PLN233" in ran.out, "amounts" in ran.out) == (1, True, True)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("name", ["合计", "Total", " TOTAL "])
def test_a_row_of_all_in_a_table_is_left_out_and_named(engine: str, name: str, run: Run, tmp_path: Path) -> None:
    """As in a panel: it is no entity, no bad row, and not added to the sum."""
    (tmp_path / "plan.yaml").write_text(PLAN.format(relation="entities: jobs"), encoding="utf-8")
    (tmp_path / "panel.csv").write_text("county,indicator,year,value\n" + BASES + YEAR, encoding="utf-8")
    (tmp_path / "t.csv").write_text("county,indicator,value\n" + TARGETS + f"{name},jobs,1000\n", encoding="utf-8")
    ran = run(
        "check", "2023", str(tmp_path / "panel.csv"), "--by", "county", "--plan", str(tmp_path / "plan.yaml"),
        "--baselines", "own", "--targets", str(tmp_path / "t.csv"), "--engine", engine, "--format", "json",
    )  # fmt: skip
    document = json.loads(ran.out)
    assert document["bad"] == {}
    assert document["summary"]["evaluated"] == 3
    notes = [each for each in document["diagnostics"] if each["code"] == "PLN361"]
    assert [(each["facts"]["names"], Path(each["file"]).name) for each in notes] == [([name.strip()], "t.csv")]
    sums = [each["facts"] for each in document["diagnostics"] if each["code"] == "PLN418"]
    assert sums
    assert sums[0]["difference"] == 0


def test_a_check_without_entities_says_that_it_did_not_look(run: Run, tmp_path: Path) -> None:
    """Once, at the indicator, with the option that would look; a panel looks instead."""
    (tmp_path / "plan.yaml").write_text(PLAN.format(relation="entities: jobs"), encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\njobs,2023,800\n", encoding="utf-8")
    command = ["check", "2023", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "plan.yaml")]
    document = json.loads(run(*command, "--format", "json").out)
    found = [each for each in document["diagnostics"] if each["code"] == "PLN420"]
    assert [(each["indicator"], each["severity"], "--by COLUMN" in each["hint"]) for each in found] == [
        ("jobs", "info", True)
    ]
    other = json.loads(run(*command, "--indicator", "gdp", "--format", "json").out)
    assert [each for each in other["diagnostics"] if each["code"] == "PLN420"] == []
