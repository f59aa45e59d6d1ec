"""Panels in tables that no engine takes as they are: judged entity by entity, as long CSV is on an engine."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import polars
import pytest

from conftest import Run, indicator_plan
from panels import LOCAL, MIXED, Row, at_random, on_and_beside_every_line, plan_in, with_own_baselines, written
from plan_cli import api
from plan_cli.diagnostics import Diagnostic
from plan_cli.profiles import Status
from plan_cli.report.panel import PanelReport

PLAN = indicator_plan(
    "id: up, name: Up, aliases: [地区生产总值], unit: 亿元, baseline: 2350, target: 4700",
    "id: down, name: Down, aliases: [单位能耗], unit: kg, direction: decrease, path: linear, baseline: 12.5, target: 8",
)


def by_indicator(rows: Sequence[Row]) -> tuple[list[object], list[list[object]]]:
    """The years, and a line for each entity and indicator with a figure for each year."""
    years = sorted({row[2] for row in rows}, key=str)
    cells = {row[:3]: row[3] for row in rows}
    return years, [
        [*key, *(cells.get((*key, year), "") for year in years)] for key in dict.fromkeys(row[:2] for row in rows)
    ]


def workbook(file: Path, rows: Sequence[Sequence[object]], merge: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append([float(cell) if hasattr(cell, "scaleb") else cell for cell in row])
    if merge:
        sheet.merge_cells(merge)
    book.save(file)
    return file


def titled(file: Path, rows: Sequence[Row]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write("各县主要指标完成情况\n")
        csv.writer(opened).writerows([("county", "indicator", "year", "value"), *rows])
        opened.write("注：2023年为初步数\n")
    return file


def wide(file: Path, rows: Sequence[Row]) -> Path:
    years, lines = by_indicator(rows)
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("county", "indicator", *years), *lines])
    return file


def as_json(file: Path, rows: Sequence[Row]) -> Path:
    names = ("county", "indicator", "year", "value")
    records = (
        ",".join(f'"{n}": {json.dumps(c) if isinstance(c, str) else c}' for n, c in zip(names, row, strict=True))
        for row in rows
    )
    file.write_text("[" + ", ".join(f"{{{each}}}" for each in records) + "]", encoding="utf-8")
    return file


#: The same figures in other tables.
FORMS: dict[str, Callable[[Path, Sequence[Row]], Path]] = {
    "titled.csv": titled,
    "wide.csv": wide,
    "one-line.json": as_json,
    "long.xlsx": lambda file, rows: workbook(file, [("Title",), ("county", "indicator", "year", "value"), *rows]),
    "wide.xlsx": lambda file, rows: workbook(file, [("county", "indicator", *by_indicator(rows)[0]), *by_indicator(rows)[1]]),
}  # fmt: skip
RANDOM = {
    "lines": (lambda plan: on_and_beside_every_line(plan, 2023), 2023, "plan"),
    "random": (at_random, 2023, "plan"),
    "newest": (at_random, "latest", "plan"),
    "own": (lambda plan: with_own_baselines(plan)[0], 2023, "own"),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("figures", RANDOM)
def test_the_same_figures_give_the_same_verdicts_in_any_table(tmp_path: Path, form: str, figures: str) -> None:
    """Statuses, years and values to the last bit, milestones and gaps; or neither is judged."""
    make, year, baselines = RANDOM[figures]
    plan = plan_in(tmp_path, MIXED)
    rows = make(plan)[:1200]
    results, found = tmp_path / "results.parquet", {}
    for name, file in (
        *((engine, written(tmp_path / "long.csv", rows)) for engine in LOCAL),
        ("check", FORMS[form](tmp_path / form, rows)),
    ):
        engine = name if name in LOCAL else LOCAL[0]
        options: Any = {"baselines": baselines, "engine": engine, "output": str(results)}
        report = api.check_panel(plan, file, year, ["county"], **options)
        assert isinstance(report, PanelReport), report
        assert report.engine == name
        found[name] = polars.read_parquet(results)
    check = found.pop("check")
    judged = {str(status) for status in Status if status.evaluated or status is Status.NOT_DUE}
    for frame in found.values():
        assert frame.schema == check.schema
        for one, other in zip(frame.rows(named=True), check.rows(named=True), strict=True):
            assert [one[key] for key in ("county", "indicator", "year")] == [
                other[key] for key in ("county", "indicator", "year")
            ]
            if one["status"] not in judged and other["status"] not in judged:
                continue
            assert (one["status"], one["category"], one["reason"]) == (
                other["status"], other["category"], other["reason"],
            ), (one, other)  # fmt: skip
            if one["status"] == "not_due":
                continue  # Nothing is asked of the base year, whatever its figure.
            for key in ("value", "baseline", "milestone", "gap"):
                assert one[key] == pytest.approx(other[key], rel=1e-12, abs=1e-9), (key, one, other)


CHINESE = [
    ("各县（市、区）主要指标完成情况", None, None, None, None),
    ("单位：万元", None, None, None, None),
    ("县（市、区）", "指标", "2020年", "2022年", "2023年"),
    ("甲县", "地区生产总值", 23500000, 30000000, 36000000),
    ("乙县", "地区生产总值", 23500000, 27000000, 29000000),
    ("合计", "地区生产总值", 47000000, 57000000, 65000000),
    ("注：2023年为初步核算数", None, None, None, None),
]


def test_a_county_workbook_is_judged_as_it_is(tmp_path: Path, run: Run) -> None:
    """A merged title, a unit line, a column for each year, a total and a note; in Chinese and in a ranking, too."""
    plan_in(tmp_path, PLAN)
    file = workbook(tmp_path / "counties.xlsx", CHINESE, "A1:E1")
    call = [str(file), "--plan", str(tmp_path / "mixed.plan.yaml"), "--by", "县（市、区）"]
    results = tmp_path / "r.csv"
    ran = run("check", "2023", *call, "-o", str(results), "--lang", "zh")
    assert (ran.code, "逐个对象评价" in ran.out, "合计" in ran.out) == (1, True, True), ran.err
    rows = [row for row in csv.DictReader(results.read_text(encoding="utf-8").splitlines()) if row["indicator"] == "up"]
    assert [(row["县（市、区）"], row["value"], row["status"], row["row"]) for row in rows] == [
        ("乙县", "2900.0", "off_track", "5"),
        ("甲县", "3600.0", "on_track", "4"),
    ]
    document = json.loads(run("check", "latest", *call, "--format", "json", "--lang", "en").out)
    assert (document["engine"], document["summary"]["entities"], document["worst"][0]["row"]) == ("check", 2, 5)
    ranking = run("report", *call, "--year", "2023", "--lang", "en").out
    assert "+20.0%" in ranking
    assert "each entity by the ordinary check" in ranking


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--targets", "plan", "--baselines", "own"), "--targets plan"),
        (("--baselines", "b.csv"), "--baselines b.csv"),
        (("--engine", "spark", "--remote", "sc://nowhere:1"), "--engine spark"),
    ],
)
def test_what_only_columns_can_do_is_refused_with_a_way_out(
    tmp_path: Path, run: Run, options: tuple[str, ...], said: str
) -> None:
    """Save it as CSV in long form."""
    plan_in(tmp_path, PLAN)
    file = workbook(tmp_path / "counties.xlsx", CHINESE)
    ran = run("check", "2023", str(file), "--plan", str(tmp_path / "mixed.plan.yaml"), "--by", "county", *options)
    assert (ran.code, ran.out) == (2, "")
    assert f"for {said} save it as CSV in long form" in " ".join(ran.err.split())


#: Tables that nobody can be judged by, and what is said of them.
REFUSED = {
    "unnamed": ("county,indicator,2023\na,up,3600\n,down,9\n", "names no entity"),
    "ragged": ("Title\ncounty,indicator,year,value\na,up,2023,3600,1\n", "quote a cell"),
    "by": ("Title\nplace,indicator,year,value\na,up,2023,3600\n", "its columns: place, indicator, year, value"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_table_of_which_nobody_knows_whose_rows_are_whose_is_refused(tmp_path: Path, run: Run, case: str) -> None:
    """With what there is."""
    content, said = REFUSED[case]
    plan_in(tmp_path, PLAN)
    rows = [line.split(",") for line in content.splitlines()]
    files = [tmp_path / "t.csv", *([workbook(tmp_path / "t.xlsx", rows)] if case in ("by", "unnamed") else [])]
    files[0].write_text(content, encoding="utf-8")
    for file in files[-1:] if case == "unnamed" else files:
        ran = run(
            "check", "2023", str(file), "--plan", str(tmp_path / "mixed.plan.yaml"), "--by", "county", "--lang", "en"
        )
        assert (ran.code, ran.out) == (2, ""), ran.out
        assert said in " ".join(ran.err.split()), ran.err


def test_a_figure_counts_where_the_whole_table_reads_it_alike(tmp_path: Path) -> None:
    """Beside 3,5 nobody knows what 3,600 is, though its county alone would be clear; nor who has only women."""
    plan = plan_in(tmp_path, PLAN)
    file = tmp_path / "t.csv"
    file.write_text("T\ncounty;indicator;year;value\na;up;2023;3.600\nb;down;2023;9,5\n", encoding="utf-8")
    found = api.check_panel(plan, file, 2023, ["county"])
    assert isinstance(found, PanelReport)
    assert found.summary["evaluated"] <= 1
    assert found.exit_code == 1
    parts = [
        ("county", "indicator", "sex", "2023"),
        ("a", "up", "T", 3600),
        ("a", "up", "F", 99),
        ("b", "up", "F", 3600),
    ]
    found = api.check_panel(plan, workbook(tmp_path / "t.xlsx", parts), 2023, ["county"])
    assert isinstance(found, Diagnostic), found
    assert found.code == "PLN344"


def test_tables_one_under_the_other_are_read_each_by_its_headings(tmp_path: Path) -> None:
    """The second one has its columns in another order; headings are no county."""
    rows = [
        ("一、地区生产总值",), ("county", "indicator", "2022", "2023"), ("a", "up", 2600, 3600), ("b", "up", 2500, 2600),
        ("二、单位能耗",), ("county", "indicator", "2023", "2022"), ("a", "down", 9.8, 11), ("b", "down", 12.4, 11),
    ]  # fmt: skip
    results = tmp_path / "r.csv"
    found = api.check_panel(
        plan_in(tmp_path, PLAN), workbook(tmp_path / "t.xlsx", rows), 2023, ["county"], output=str(results)
    )
    assert isinstance(found, PanelReport), found
    values = {
        (row["county"], row["indicator"]): row["value"] for row in csv.DictReader(results.read_text().splitlines())
    }
    assert values == {("a", "up"): "3600.0", ("a", "down"): "9.8", ("b", "up"): "2600.0", ("b", "down"): "12.4"}


#: Two rows of headings, merged or not: indicators over years, years over indicators, other indicators beside them.
TWO_ROWS: dict[str, list[tuple[object, ...]]] = {
    "indicators": [
        ("县", "地区生产总值（万元）", None, "人口", None, "单位能耗", None),
        (None, "2022年", "2023年", "2022年", "2023年", "2022年", "2023年"),
        ("甲", 30000000, 36000000, 7, 8, 11, 9.8), ("乙", 25000000, 29000000, 7, 8, 12, 12),
    ],
    "years": [
        ("县", "2022年", None, "2023年", None), (None, "地区生产总值", "单位能耗", "地区生产总值", "单位能耗"),
        ("甲", 3000, 11, 3600, 9.8), ("乙", 2500, 12, 2900, 12), ("市辖区小计", 5500, 12, 6500, 11),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", TWO_ROWS)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_two_rows_of_headings_name_indicators_and_years(tmp_path: Path, rows: str, suffix: str) -> None:
    """Each figure is of the indicator and the year over it; of indicators that the plan does not have nothing is read."""
    file, results = tmp_path / f"t.{suffix}", tmp_path / "r.csv"
    if suffix == "xlsx":
        workbook(file, TWO_ROWS[rows], "A1:A2")
    else:
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows(TWO_ROWS[rows])
    found = api.check_panel(plan_in(tmp_path, PLAN), file, 2023, ["县"], output=str(results))
    assert isinstance(found, PanelReport), found
    assert found.aggregate.totals.count == (rows == "years")
    lines = csv.DictReader(results.read_text(encoding="utf-8").splitlines())
    assert {(row["县"], row["indicator"]): row["value"] for row in lines} == {
        ("甲", "up"): "3600.0", ("甲", "down"): "9.8", ("乙", "up"): "2900.0", ("乙", "down"): "12.0",
    }  # fmt: skip


def test_two_rows_of_headings_that_say_something_else_are_refused(tmp_path: Path) -> None:
    """Growth among the years of an indicator is not taken for a year."""
    rows = [("县", "地区生产总值", None, None), (None, "2022年", "2023年", "增长（%）"), ("甲", 3000, 3600, 20)]
    found = api.check_panel(plan_in(tmp_path, PLAN), workbook(tmp_path / "t.xlsx", rows, "B1:D1"), 2023, ["县"])
    assert isinstance(found, Diagnostic), found


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("year", [2023, "latest"])
def test_subtotals_are_no_entities_on_any_engine(tmp_path: Path, engine: str, year: Any) -> None:
    """They are left out and listed; a name that only contains such a word is one."""
    file = written(tmp_path / "t.csv", [(name, "up", 2023, 3600) for name in ("a", "市辖区小计", "Subtotal", "合计村")])
    found = api.check_panel(plan_in(tmp_path, PLAN), file, year, ["county"], engine=engine)
    assert isinstance(found, PanelReport)
    assert (found.aggregate.entities, [name for (name,) in found.aggregate.totals.first]) == (
        2, ["Subtotal", "市辖区小计"],
    )  # fmt: skip


def test_a_row_that_takes_its_name_from_above_is_not_lost(tmp_path: Path) -> None:
    """Below another county's row it cannot be used, and is counted."""
    rows = [("indicator", "county", "2023"), ("up", "a", 3600), (None, "b", 2900)]
    found = api.check_panel(plan_in(tmp_path, PLAN), workbook(tmp_path / "t.xlsx", rows), 2023, ["county"])
    assert isinstance(found, PanelReport)
    assert (found.aggregate.entities, found.aggregate.unusable["unlike"].count) == (2, 1)


def test_a_column_for_each_entity_of_a_workbook_is_an_entity(tmp_path: Path) -> None:
    """Also below a title and beside a column of the whole; a figure that cannot be read is its own entity's."""
    rows = [
        ("各县",), ("指标", "年份", "全市", "东县", "西县"), ("up", 2022, 5500, 3000, 2500), ("up", 2023, 6500, 3600, 2900),
        ("down", 2022, 11, 11, 12), ("down", 2023, 11, 9.8, "约"),
    ]  # fmt: skip
    results = tmp_path / "r.csv"
    found = api.check_panel(
        plan_in(tmp_path, PLAN), workbook(tmp_path / "t.xlsx", rows), 2023, ["county"], output=str(results)
    )
    assert isinstance(found, PanelReport), found
    lines = csv.DictReader(results.read_text(encoding="utf-8").splitlines())
    assert {(row["county"], row["indicator"]): row["value"] or row["reason"] for row in lines} == {
        ("东县", "up"): "3600.0", ("东县", "down"): "9.8", ("西县", "up"): "2900.0", ("西县", "down"): "bad_data",
    }  # fmt: skip
    assert (found.aggregate.totals.count, found.aggregate.unusable["not_a_number"].count) == (1, 1)


def test_relations_and_doubts_are_told_once_with_the_first_entity(tmp_path: Path, run: Run) -> None:
    """In the words of a panel on an engine; doubts of the ordinary check likewise."""
    plan = tmp_path / "p.plan.yaml"
    relations = "relations:\n  - {sum: [one, two], equals: all, source: table 1}\n"
    plan.write_text(
        indicator_plan(
            "id: all, name: All, unit: t, baseline: 100, target: 160, path: linear",
            "id: one, name: One, unit: t, baseline: 50, target: 80, path: linear",
            "id: two, name: Two, unit: t, baseline: 50, target: 80, path: linear",
            "id: built, name: Built, unit: km, target: {kind: total, value: 300}",
        )
        + relations,
        encoding="utf-8",
    )
    figures = {"a": 130, "b": 137, "c": 139, "d": 130, "e": 138}
    rows = [
        row
        for county, whole in figures.items()
        for row in ((county, "all", 2023, whole), (county, "one", 2023, 65), (county, "two", 2023, 65))
    ]
    built = [
        (county, "built", year, value) for county in figures for year, value in ((2021, 60), (2022, 120), (2023, 180))
    ]
    told = []
    for file in (written(tmp_path / "l.csv", rows), FORMS["long.xlsx"](tmp_path / "l.xlsx", rows + built)):
        call = ("check", "2023", str(file), "--plan", str(plan), "--by", "county", "--format", "json", "--lang", "en")
        found = json.loads(run(*call).out)["diagnostics"]
        told.append({each["code"]: (each["message"], each["hint"]) for each in found if each["code"] >= "PLN400"})
    assert told[0]["PLN411"] == told[1]["PLN411"]
    assert told[0]["PLN411"][1].startswith("2 more entities likewise, such as c, e")
    assert told[1]["PLN410"][0].startswith("a and 4 more entities such as b, c, d, e: Built: 60, 120, 180 add up")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_part_that_cannot_be_read_is_not_the_newest_year(tmp_path: Path, suffix: str) -> None:
    """Neither an engine nor the check passes over a whole year for it: 2022 is the newest one with a figure."""
    rows = [("a", "up", "2022", "3300"), ("a", "up", "2023-Q1", "n.s."), ("b", "up", "2022", "3300")]
    file = tmp_path / f"t.{suffix}"
    workbook(file, [("county", "indicator", "year", "value"), *rows]) if suffix == "xlsx" else written(file, rows)
    found = api.check_panel(
        plan_in(tmp_path, PLAN), file, "latest", ["county"], indicators=["up"], output=str(tmp_path / "r.csv")
    )
    assert isinstance(found, PanelReport), found
    lines = csv.DictReader((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines())
    assert [(row["county"], row["year"], row["value"]) for row in lines] == [
        ("a", "2022", "3300.0"), ("b", "2022", "3300.0"),
    ]  # fmt: skip
