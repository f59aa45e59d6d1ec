"""Panels of months, quarters and halves: the year that they make, or a row that cannot be used."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from panels import LOCAL

pytestmark = pytest.mark.slow

PLAN = indicator_plan(
    "id: output, name: Output, unit: 亿元, baseline: 5000, target: 6600",
    "id: people, name: People, nature: stock, unit: 万人, path: linear, baseline: 100, target: 120",
)
#: How twelve months may be written: the headings of the columns of time, and what stands in them for a month.
MONTHS = {
    "ISO": (("year",), lambda month: (f"2023-{month:02d}",)),
    "a column that counts": (("year", "month"), lambda month: ("2023", str(month))),
    "Chinese": (("年份", "月份"), lambda month: ("2023", f"{month}月")),
}


def judged(run: Run, folder: Path, engine: str, year: str, rows: list[list[object]], *options: str) -> dict[str, str]:
    """The status of each entity's indicator, and the JSON document."""
    (folder / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    with (folder / "panel.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    call = ("check", year, str(folder / "panel.csv"), "--plan", str(folder / "p.plan.yaml"), "--by", "county")
    run(*call, "--engine", engine, *options, "-o", str(folder / "r.csv"))
    ran = run(*call, "--engine", engine, *options, "--format", "json")
    document = json.loads(ran.out)
    found = {"made": document["from_parts"], **{kind: bad["count"] for kind, bad in document["bad"].items()}}
    with (folder / "r.csv").open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            found[f"{row['county']} {row['indicator']}"] = f"{row['status']} {row['value']}".strip()
    return found


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("writing", MONTHS)
def test_twelve_months_are_a_year(run: Run, tmp_path: Path, engine: str, writing: str) -> None:
    """Of a flow their sum, of a stock December; eleven of a flow, and a stock without December, are not judged."""
    headings, written = MONTHS[writing]
    rows: list[list[object]] = [["county", "indicator", *headings, "value"]]
    for county, months in (("a", range(1, 13)), ("b", range(1, 12))):
        for month in months:
            rows.append([county, "output", *written(month), "500.10"])
            rows.append([county, "people", *written(month), 100 + month])
    assert judged(run, tmp_path, engine, "2023", rows) == {
        "made": 2, "qualified": 22,
        "a output": "on_track 6001.2", "a people": "on_track 112.0",
        "b output": "missing", "b people": "missing",
    }  # fmt: skip


@pytest.mark.parametrize("engine", LOCAL)
def test_a_figure_of_the_year_goes_before_its_parts(run: Run, tmp_path: Path, engine: str) -> None:
    """The parts beside it, and a part given twice, are rows that cannot be used; parts of other years do not count."""
    rows: list[list[object]] = [["county", "indicator", "year", "value"]]
    rows += [["a", "output", "2023", 6000], ["b", "output", "2023年", 6000]]
    rows += [[county, "output", f"2023-Q{quarter}", 1000] for county in "abc" for quarter in range(1, 5)]
    rows += [["c", "output", "2023-Q4", 1000], ["a", "output", "2022-Q1", 1000]]
    assert judged(run, tmp_path, engine, "2023", rows, "--indicator", "output") == {
        "made": 0, "qualified": 13, "a output": "on_track 6000.0", "b output": "on_track 6000.0", "c output": "missing",
    }  # fmt: skip


@pytest.mark.parametrize("engine", LOCAL)
def test_own_baselines_and_latest_are_made_of_parts(run: Run, tmp_path: Path, engine: str) -> None:
    """The base year too; a year that is not complete is not the newest, unless the entity has no other."""
    rows: list[list[object]] = [["county", "indicator", "year", "value"]]
    rows += [[county, "output", f"{year}-Q{q}", value] for county, year, value in (
        ("a", 2020, 1000), ("a", 2023, 1500), ("b", 2020, 1000), ("b", 2023, 1000),
    ) for q in range(1, 5)]  # fmt: skip
    rows += [["a", "output", "2024-Q1", 1], ["c", "output", "2024-Q1", 1], ["c", "output", "2024-Q2", 1]]
    options = ("--indicator", "output", "--baselines", "own")
    known = {"made": 4, "a output": "achieved 6000.0", "b output": "off_track 4000.0", "c output": "missing"}
    # The plan asks for 32 % more: the first grew by half, the other not at all.
    assert judged(run, tmp_path, engine, "2023", rows, *options) == known
    assert judged(run, tmp_path, engine, "latest", rows, *options) == known | {"qualified": 2}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sums_say_that_they_are_sums(run: Run, tmp_path: Path, lang: str) -> None:
    """The table counts the figures that nobody reported as one."""
    judged(run, tmp_path, "polars", "2023", [["county", "indicator", "year", "value"], ["a", "output", "2023-H1", 1]])
    text = "county,indicator,year,value\na,output,2023-H1,3000\na,output,2023-H2,3000\na,output,2024-H1,1\n"
    (tmp_path / "panel.csv").write_text(text, encoding="utf-8")
    call = (str(tmp_path / "panel.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--by", "county", "--lang", lang)
    told = {"en": ("1 figure made of parts", "1rowsofyears"), "zh": ("1个数值由年内各期得出", "1行所属年份不完整")}
    assert told[lang][0] in run("check", "2023", *call).out
    assert told[lang][1] in "".join(run("check", "latest", *call).out.split())
