"""Tables with a column for each region: one is chosen or is the whole, or each is judged as an entity of a panel."""

import json
from pathlib import Path

import pytest

from conftest import Run
from panels import LOCAL

PLAN = """\
format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {id: gdp, name: 地区生产总值, unit: 亿元, baseline: 100, target: 150}
  - {id: ret, name: 社会消费品零售总额, unit: 亿元, baseline: 50, target: 75}
"""
HEAD = "指标,年份,北京,天津,河北\n"
ROWS = "地区生产总值,2020,100,90,80\n地区生产总值,2023,131,120,n.d.\n\n社会消费品零售总额,2023,66,60,55\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text(HEAD + ROWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _statuses(run: Run, *arguments: str) -> dict[str, str]:
    document = json.loads(run("check", "2023", *arguments, "--format", "json").out)
    return {each["id"]: each["status"] for each in document["results"]}


@pytest.mark.slow
@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("column", ["地区", "province"])
def test_each_region_is_an_entity_of_a_panel(run: Run, folder: Path, engine: str, column: str) -> None:
    """Its verdict is the one that its column alone has; a bad cell is named by its line; the file is read once."""
    ran = run("check", "2023", "a.csv", "--by", column, "--engine", engine, "--format", "json", "-o", "v.csv")
    document = json.loads(run("check", "2023", "a.csv", "--by", column, "--engine", engine, "--format", "json").out)
    assert ran.code == 1
    assert [each["file"] for each in document["inputs"]] == ["a.csv"]
    assert [(each["row"], each[column]) for each in document["bad"]["not_a_number"]["examples"]] == [(3, "河北")]
    verdicts = [line.split(",") for line in Path("v.csv").read_text(encoding="utf-8-sig").splitlines()]
    at = {name: verdicts[0].index(name) for name in (column, "indicator", "status")}
    for region in ("北京", "天津", "河北"):
        own = {row[at["indicator"]]: row[at["status"]] for row in verdicts[1:] if row[at[column]] == region}
        assert own == _statuses(run, "a.csv", "--column", f"value={region}")


def test_regions_are_not_one_series(run: Run, folder: Path) -> None:
    """None is taken for the whole, and the way out can be typed; a column of the whole is the headline."""
    document = json.loads(run("check", "2023", "a.csv", "--format", "json", "--lang", "en").out)
    found = {each["code"]: each["hint"] for each in document["diagnostics"]}
    assert "--column 'value=北京'" in found["PLN334"]
    assert {each["status"] for each in document["results"]} == {"missing"}
    assert document["inputs"][0]["columns"]["北京"] == "value"
    (folder / "a.csv").write_text("指标,年份,全国,北京,天津\n地区生产总值,2023,131,60,71\n", encoding="utf-8")
    assert _statuses(run, "a.csv") == {"gdp": "on_track", "ret": "missing"}


@pytest.mark.parametrize(
    "heading", ["Count,Rate,Total", "Q1,Q2,Total", "万元,%,Total", "社会消费品零售总额,北京,Total", "Total"]
)
def test_columns_of_other_things_are_no_regions(run: Run, folder: Path, heading: str) -> None:
    """Measures, quarters, units, indicators, one column alone: which is meant must be stated."""
    width = heading.count(",") + 1
    Path("b.csv").write_text(f"指标,年份,{heading}\n地区生产总值,2023{',131' * width}\n", encoding="utf-8")
    assert '"PLN307"' in run("check", "2023", "b.csv", "--format", "json").out


def test_map_says_how_to_choose(run: Run, folder: Path) -> None:
    """The year of the title is proposed for a table without one, to be checked; regions are for a person."""
    Path("b.csv").write_text("2023年主要指标,,\n指标,北京,天津\n地区生产总值,131,120\n", encoding="utf-8")
    proposed = run("map", "b.csv", "--lang", "en").out
    assert "year: 2023" in proposed
    assert "columns: {value: 北京}" in proposed
    assert proposed.count("CHECK") == 2
