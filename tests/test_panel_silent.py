"""Panels: nothing in them is overlooked in silence: another scale, other indicators, subgroups, names of folders."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars
import pytest

from conftest import Run, indicator_plan
from panels import LOCAL

pytestmark = pytest.mark.slow

PLAN = """format: 1
id: county-plan
title: Counties
base_year: 2020
target_year: 2025
indicators:
  - {id: output, name: Output, unit: 亿元, baseline: 5000, target: 6600}
  - {id: smoke, name: Smoke, unit: t, baseline: 35, target: 30, direction: decrease}
  - {id: income, name: Income, unit: 元, target: {kind: growth, rate: 5}}
"""


@pytest.fixture
def check(tmp_path: Path, run: Run) -> Any:
    """The JSON of a panel's check, whatever the exit code."""
    plan = tmp_path / "counties.plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")

    def checked(panel: Path, engine: str, *options: str) -> Any:
        command = ("check", "2023", str(panel), "--plan", str(plan), "--engine", engine, "--format", "json", *options)
        return json.loads(run(*command).out)

    return checked


def written(folder: Path, rows: str, name: str = "panel.csv") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(rows, encoding="utf-8")
    return file


def bad(document: Any) -> dict[str, int]:
    return {kind: found["count"] for kind, found in document["bad"].items()}


FAR = """county,indicator,year,value
a,output,2023,61000000
b,output,2023,61
a,smoke,2023,0.031
b,smoke,2023,31
c,smoke,2023,0
"""


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("figure", "read"), [("5.555", None), ("55.55", 55.55), ("5555.125", 5555.125), ("0.555", 0.555)]
)
def test_a_point_before_three_digits_between_semicolons_is_no_guess(
    tmp_path: Path, check: Any, engine: str, figure: str, read: float | None
) -> None:
    """Where a comma is the decimal mark, 5.555 is five thousand or five and a half: an error, as in the check."""
    file = written(tmp_path, f"county;indicator;year;value;unit\na;output;2023;{figure};亿元\n")
    verdicts = tmp_path / "v.csv"
    document = check(file, engine, "--by", "county", "-o", str(verdicts))
    document["bad"].pop("other_scale", None)
    assert bad(document) == ({} if read else {"not_a_number": 1})
    if read:
        assert f",{read}," in verdicts.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("remark", "left_out", "figure"),
    [
        pytest.param("forecast", {"forecasts_rows": 1}, None, id="a forecast"),
        pytest.param("目标", {"targets_rows": 1}, None, id="a target"),
        pytest.param("单位：万元", {}, 0.59, id="another unit, converted"),
        pytest.param("see the annex", {}, 5900.0, id="free text"),
    ],
)
def test_a_remark_that_says_what_a_row_is_counts(
    tmp_path: Path, check: Any, engine: str, remark: str, left_out: dict[str, int], figure: float | None
) -> None:
    """A word or a unit in a column of remarks means in a panel what it means in the check; free text means nothing."""
    rows = f"county,indicator,year,value,备注\na,output,2023,5900,{remark}\nb,output,2023,6000,\n"
    verdicts = tmp_path / "v.csv"
    document = check(written(tmp_path, rows), engine, "--by", "county", "-o", str(verdicts))
    notes = [found["facts"] for found in document["diagnostics"] if found["code"] == "PLN346"]
    assert {facts["what"]: facts["count"] for facts in notes} == left_out
    of_a = [line for line in verdicts.read_text(encoding="utf-8-sig").splitlines() if line.startswith("a,output,")]
    assert of_a[0].split(",")[3] == ("" if figure is None else str(figure))


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(FAR, {"other_scale": 2}, id="no unit: too large, and too small where less is better"),
        pytest.param(FAR.replace("value\n", "value,unit\n"), {"other_scale": 2}, id="an empty column of units"),
        pytest.param(
            "county,indicator,year,value,unit\na,output,2023,61000000,亿元\na,smoke,2023,31,t\n", {}, id="units stated"
        ),
        pytest.param("county,indicator,year,value,unit\na,output,2023,61000000,万元\n", {}, id="units converted"),
    ],
)
def test_a_figure_in_another_scale_than_the_plan_s_is_not_judged(
    tmp_path: Path, check: Any, engine: str, rows: str, expected: dict[str, int]
) -> None:
    """Powers of ten beyond the plan's figures and without a unit: an error with its row, and no verdict on it."""
    if "unit\n" in rows and expected:
        rows = "\n".join(line if "unit" in line else line + "," for line in rows.strip().splitlines()) + "\n"
    document = check(written(tmp_path, rows), engine, "--by", "county")
    assert bad(document) == expected
    assert document["summary"]["missing"] == document["summary"]["entities"] * 3 - document["summary"]["evaluated"]
    if expected:
        assert [row["row"] for row in document["bad"]["other_scale"]["examples"]] == [2, 4]
        assert (document["summary"]["evaluated"], document["exit_code"]) == (3, 1)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("other", ["≥6000", "超6000", ">6000"])
def test_a_bound_beside_a_figure_leaves_a_cell_without_one(tmp_path: Path, check: Any, engine: str, other: str) -> None:
    """Of two rows of one cell nobody says which holds, also where one is a bound: as in the check, none is judged."""
    rows = f"county,indicator,year,value\na,output,2023,5900\na,output,2023,{other}\nb,output,2023,5900\n"
    document = check(written(tmp_path, rows), engine, "--by", "county")
    assert (bad(document), document["summary"]["evaluated"]) == ({"qualified": 1}, 1)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(("name", "exit_code"), [("Output", 0), ("产值", 0), ("", 0), ("Smoke", 2)])
def test_two_columns_that_name_two_indicators_are_refused(
    tmp_path: Path, check: Any, engine: str, name: str, exit_code: int
) -> None:
    """A code beside a label is welcome; a row that is one thing by its code and another by its label is nobody's.

    The document goes to standard output: the file of -o is that of the verdicts.
    """
    rows = f"county,indicator,name,year,value\na,output,{name},2023,5900\n"
    verdicts = tmp_path / "v.csv"
    document = check(written(tmp_path, rows), engine, "--by", "county", "-o", str(verdicts))
    codes = [found["code"] for found in document["diagnostics"] if found["severity"] == "error"]
    assert (codes, verdicts.exists()) == ((["PLN362"], False) if exit_code else ([], True))


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("heading", ["published", "se"])
def test_a_second_figure_of_a_year_is_no_part_of_the_whole(
    tmp_path: Path, check: Any, engine: str, heading: str
) -> None:
    """A date or a standard error beside one of two figures makes neither the figure; beside the only one it tells nothing."""
    other = "2024-01-20" if heading == "published" else "20"
    rows = f"county,indicator,year,value,{heading}\na,output,2023,6000,{other}\na,output,2023,5900,\nb,output,2023,6000,{other}\n"
    document = check(written(tmp_path, rows), engine, "--by", "county", "-o", str(tmp_path / "out.csv"))
    assert bad(document) == {"duplicate_key": 1}
    with (tmp_path / "out.csv").open(encoding="utf-8") as file:
        found = {row["county"]: row["status"] for row in csv.DictReader(file) if row["indicator"] == "output"}
    assert found == {"a": "missing", "b": "on_track"}


@pytest.mark.parametrize("engine", LOCAL)
def test_a_range_to_be_kept_has_both_its_ends_from_an_own_baseline(tmp_path: Path, run: Run, engine: str) -> None:
    """140 to 160 of 100 are 70 to 80 of 50: 81 is past it, as in a check of that county alone."""
    plan = tmp_path / "p.plan.yaml"
    target = "baseline: 100, target: {kind: level, value: {low: 140, high: 160}, operator: within}"
    plan.write_text(indicator_plan(f"id: x, name: X, {target}"), encoding="utf-8")
    figures = {"a": "69", "b": "70", "c": "80", "d": "81"}
    rows = "".join(f"{county},x,2020,50\n{county},x,2025,{value}\n" for county, value in figures.items())
    file, out = written(tmp_path, f"county,indicator,year,value\n{rows}"), tmp_path / "out.csv"
    run(
        "check",
        "2025",
        str(file),
        "--by",
        "county",
        "--baselines",
        "own",
        "--plan",
        str(plan),
        "--engine",
        engine,
        "-o",
        str(out),
    )
    with out.open(encoding="utf-8") as found:
        statuses = {row["county"]: row["status"] for row in csv.DictReader(found)}
    assert statuses == {"a": "lagging", "b": "achieved", "c": "achieved", "d": "off_track"}


@pytest.mark.parametrize("engine", LOCAL)
def test_one_number_is_no_target_of_a_range_to_be_kept(tmp_path: Path, run: Run, engine: str) -> None:
    """A county's 150 in the place of 140 to 160 does not say how much is too much: its row is listed, it is not judged."""
    plan = tmp_path / "p.plan.yaml"
    target = "baseline: 100, target: {kind: level, value: {low: 140, high: 160}, operator: within}"
    plan.write_text(indicator_plan(f"id: x, name: X, {target}"), encoding="utf-8")
    rows = "county,indicator,year,value\na,x,2020,100\na,x,2025,175\n"
    table = written(tmp_path, "county,indicator,value\na,x,150\n", "targets.csv")
    call = (
        "check",
        "2025",
        str(written(tmp_path, rows)),
        "--by",
        "county",
        "--baselines",
        "own",
        "--targets",
        str(table),
    )
    document = json.loads(run(*call, "--plan", str(plan), "--engine", engine, "--format", "json").out)
    assert (bad(document), document["summary"]["missing"]) == ({"table_row": 1}, 1)


@pytest.mark.parametrize("engine", LOCAL)
def test_no_entity_has_a_place_before_the_first(tmp_path: Path, run: Run, engine: str) -> None:
    """A place of 0 is none that was reached, on every engine as in the ordinary check."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, target: {kind: rank, value: 10, of: 35}"), encoding="utf-8")
    rows = "county,indicator,year,value\na,x,2025,0\nb,x,2025,-1\nc,x,2025,36\nd,x,2025,1\ne,x,2025,35\n"
    command = ("check", "2025", str(written(tmp_path, rows)), "--by", "county", "--plan", str(plan), "--engine", engine)
    document = json.loads(run(*command, "--format", "json").out)
    assert (bad(document), document["summary"]["achieved"], document["summary"]["off_track"]) == (
        {"qualified": 3},
        1,
        1,
    )


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    "rows", ["county,indicator,year,value\ra,output,2023,5900\r", "a\rb,indicator,year,value\na,output,2023,1\n"]
)
def test_lines_that_end_in_cr_alone_are_refused(run: Run, tmp_path: Path, check: Any, engine: str, rows: str) -> None:
    """An engine would take the whole file for one line: the way out is said, and it is no fault of ours."""
    file = tmp_path / "mac.csv"
    file.write_bytes(rows.encode())
    document = check(file, engine, "--by", "county")
    assert "ordinary line ends" in document["error"]["message"]


@pytest.mark.parametrize("engine", LOCAL)
def test_a_unit_says_nothing_of_the_scale_of_a_plan_that_states_none(run: Run, tmp_path: Path, engine: str) -> None:
    """5900 millions of CNY are no 5900 of a plan that does not say in what it counts: an error, as in the check."""
    plan = written(tmp_path, PLAN.replace(", unit: 亿元", ""), "bare.plan.yaml")
    panel = written(tmp_path, "county,indicator,year,value,unit,UNIT_MULT\na,output,2023,5900,CNY,6\n")
    call = ("check", "2023", str(panel), "--plan", str(plan), "--by", "county", "--engine", engine, "--format", "json")
    assert bad(json.loads(run(*call).out)) == {"other_scale": 1}


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("baselines", ["own", "table"])
def test_a_figure_in_another_scale_than_its_own_baseline_is_not_judged(
    tmp_path: Path, check: Any, engine: str, baselines: str
) -> None:
    """23,000 after 2.2 is no growth of an income: one of them counts in 万元."""
    panel = written(tmp_path, "county,indicator,year,value\na,income,2020,2.2\na,income,2023,23000\n")
    table = written(tmp_path, "county,indicator,value\na,income,2.2\n", "base.csv")
    whose = str(table) if baselines == "table" else "own"
    document = check(panel, engine, "--by", "county", "--baselines", whose)
    assert bad(document) == {"other_scale": 1}
    assert document["summary"]["evaluated"] == 0


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a,income,2020,2.3\na,income,2023,5.2\n", {"level_or_growth": 1}),
        ("a,income,2020,45\na,income,2023,12\n", {"level_or_growth": 1}),
        ("a,income,2020,2300\na,income,2023,2700\n", {}),
        ("a,income,2020,45\na,income,2023,52\n", {}),
    ],
)
def test_small_figures_of_a_growth_target_may_be_rates(
    tmp_path: Path, check: Any, engine: str, rows: str, expected: dict[str, int]
) -> None:
    """As in the ordinary check 5.2 after 2.3 is no growth of 126 %; a unit in every row says that it is a level."""
    panel = written(tmp_path, "county,indicator,year,value\n" + rows)
    document = check(panel, engine, "--by", "county", "--baselines", "own")
    assert bad(document) == expected
    assert document["summary"]["evaluated"] == (not expected)
    stated = "county,indicator,year,value,unit\n" + "".join(f"{line},元\n" for line in rows.split())
    document = check(written(tmp_path, stated), engine, "--by", "county", "--baselines", "own")
    assert (bad(document), document["summary"]["evaluated"]) == ({}, 1)


@pytest.mark.parametrize("engine", LOCAL)
def test_an_entity_s_own_target_is_the_yardstick_of_its_figures(tmp_path: Path, check: Any, engine: str) -> None:
    """A target of 66 for a county makes 60 a figure of its scale, and 600,000 none."""
    rows = "county,indicator,year,value\n" + "".join(
        f"{county},output,{year},{value}\n"
        for county, *values in (("a", 50, 60), ("b", 500_000, 600_000))
        for year, value in zip((2020, 2023), values, strict=True)
    )
    targets = written(tmp_path, "county,indicator,value\na,output,66\nb,output,66\n", "targets.csv")
    panel = written(tmp_path, rows)
    document = check(panel, engine, "--by", "county", "--baselines", "own", "--targets", str(targets))
    assert (bad(document), document["summary"]["evaluated"]) == ({"other_scale": 1}, 1)
    assert document["bad"]["other_scale"]["examples"][0]["county"] == "b"


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("stated", "status"),
    [
        # 250 of 200 + 50 was held against 200 × (1 + 50); 170 of 160 passed with a tolerance of 2 × 200.
        ("target: {kind: change, value: 50, unit: t}", "not_assessable"),
        # Points are not known to be those of a level, so the row is asked about before.
        ("unit: '%', target: {kind: change, value: 4, unit: pp}", "missing"),
        ("target: {kind: change, value: 20}, tolerance: 2", "not_assessable"),
        ("target: {kind: change, value: 20}, path: {shape: piecewise, values: {2022: 85}}", "not_assessable"),
        ("target: {kind: change, value: 20}, path: {shape: linear, cap: 110}", "not_assessable"),
        # What is a share of any baseline is judged.
        ("target: {kind: change, value: 25}", "on_track"),
        ("target: {kind: change, value: 27}, tolerance: 2%", "on_track"),
        ("target: {kind: change, value: 27}", "lagging"),
        ("target: {kind: growth, rate: 5}, tolerance: 0.5", "on_track"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--baselines", "own")])
def test_what_is_no_share_of_a_baseline_is_not_multiplied(
    tmp_path: Path, run: Run, engine: str, stated: str, status: str, options: tuple[str, ...]
) -> None:
    """Units, points, absolute tolerances and dated values are not those of an entity's own baseline."""
    unit = "" if "unit: '%'" in stated else "unit: t, "
    indicator = indicator_plan(
        f"id: x, name: X, {unit}path: linear, {stated}".replace("path: linear, ", "", "path: {" in stated)
    )
    plan, out = written(tmp_path, indicator, "p.plan.yaml"), tmp_path / "v.csv"
    stated_unit = "%" if not unit else "t"
    rows = f"county,indicator,year,value,unit\na,x,2020,200,{stated_unit}\na,x,2023,230,{stated_unit}\n"
    files = (str(written(tmp_path, rows)), "--plan", str(plan), "-o", str(out))
    run("check", "2023", *files, "--by", "county", "--engine", engine, *options)
    assert polars.read_csv(out)["status"].to_list() == [status]


@pytest.mark.parametrize("engine", LOCAL)
def test_what_the_plan_multiplies_is_multiplied(tmp_path: Path, run: Run, engine: str) -> None:
    """The figure of the year and the entity's own baseline; 55900 kg where 56 t are asked was the target twice over."""
    stated = "id: x, name: X, unit: t, path: linear, baseline: 50, target: 60, scale: 0.001"
    plan, out = written(tmp_path, indicator_plan(stated), "p.plan.yaml"), tmp_path / "v.csv"
    rows = "county,indicator,year,value\na,x,2020,50000\na,x,2023,55900\nb,x,2020,50000\nb,x,2023,56000\n"
    for options in ((), ("--baselines", "own")):
        files = (str(written(tmp_path, rows)), "--plan", str(plan), "-o", str(out))
        run("check", "2023", *files, "--by", "county", "--engine", engine, *options)
        statuses = polars.read_csv(out).select("county", "value", "status").rows()
        assert sorted(statuses) == [("a", 55.9, "lagging"), ("b", 56.0, "on_track")], options


@pytest.mark.parametrize("engine", LOCAL)
def test_rows_of_other_indicators_are_one_note(tmp_path: Path, check: Any, engine: str) -> None:
    """They are counted with the names that stand there most; a name that nearly is the plan's is an error."""
    rows = "county,indicator,year,value\na,output,2023,6000\n" + "a,Rainfall,2023,800\n" * 3 + "b,Frost,2023,\n"
    document = check(written(tmp_path, rows), engine, "--by", "county")
    notes = {found["code"]: found["facts"] for found in document["diagnostics"]}
    assert notes["PLN338"] == {"count": 4, "names": ["Rainfall", "Frost"]}
    assert (bad(document), document["summary"]["entities"], document["summary"]["rows"]) == ({}, 1, 5)
    document = check(written(tmp_path, rows + "a,outputs,2023,1\na,Output (亿元),2023,1\n"), engine, "--by", "county")
    assert bad(document) == {"unknown_indicator": 2}


@pytest.mark.parametrize("engine", LOCAL)
def test_a_panel_of_which_nothing_answers_the_plan_is_an_error(tmp_path: Path, check: Any, engine: str) -> None:
    """Then the rows are told as rows of unknown indicators."""
    document = check(written(tmp_path, "county,indicator,year,value\na,Rainfall,2023,800\n"), engine, "--by", "county")
    assert (bad(document), document["exit_code"]) == ({"unknown_indicator": 1}, 1)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("heading", "cells", "kind"),
    [
        ("scenario", ("actual", "target"), "targets_rows"),
        ("data type", ("A", "F"), "forecasts_rows"),
        ("数据类型", ("实际", "预测"), "forecasts_rows"),
    ],
)
def test_targets_and_forecasts_are_no_actuals(
    tmp_path: Path, check: Any, engine: str, heading: str, cells: tuple[str, str], kind: str
) -> None:
    """A column that says so leaves them out, also where a year has nothing else; one note counts them."""
    actual, other = cells
    rows = f"county,indicator,year,value,{heading}\na,output,2020,5000,{actual}\na,output,2023,6600,{other}\n"
    document = check(written(tmp_path, rows), engine, "--by", "county")
    notes = {found["code"]: found["facts"] for found in document["diagnostics"]}
    assert notes["PLN346"] == {"count": 1, "what": kind}
    assert document["summary"]["evaluated"] == 0


@pytest.mark.parametrize("engine", LOCAL)
def test_a_flag_marks_a_forecast_and_tells_nothing_else_apart(tmp_path: Path, check: Any, engine: str) -> None:
    """Rows with the flag f are counted and left out; other flags are remarks."""
    rows = "county,indicator,year,value,Flag\na,output,2023,6000,f\nb,output,2023,6100,A\nc,output,2023,6200,\n"
    document = check(written(tmp_path, rows), engine, "--by", "county")
    assert document["summary"]["evaluated"] == 2
    assert [each["facts"] for each in document["diagnostics"] if each["code"] == "PLN346"] == [
        {"count": 1, "what": "forecasts_rows"}
    ]


@pytest.mark.parametrize("engine", LOCAL)
def test_one_scenario_alone_is_no_figure_of_the_whole(tmp_path: Path, run: Run, engine: str) -> None:
    """The panel is refused with the column and its value."""
    plan = written(tmp_path, PLAN, "p.plan.yaml")
    panel = written(tmp_path, "county,indicator,year,value,scenario\na,output,2023,6600,SSP2\n")
    ran = run("check", "2023", str(panel), "--plan", str(plan), "--by", "county", "--engine", engine)
    assert (ran.code, "SSP2" in ran.err) == (2, True)


@pytest.mark.parametrize("engine", LOCAL)
def test_one_part_in_every_row_is_a_warning(tmp_path: Path, check: Any, engine: str) -> None:
    """A panel of women only may be judged, but not without a word."""
    document = check(
        written(tmp_path, "county,indicator,year,value,sex\na,output,2023,6000,female\n"), engine, "--by", "county"
    )
    notes = {found["code"]: found["facts"] for found in document["diagnostics"]}
    assert notes["PLN345"] == {"column": "sex", "value": "female"}


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("heading", "cell"), [("Enheit", "百万円"), ("MN", "thousand t"), ("Estimates Start After", "2022")]
)
def test_a_column_that_says_what_a_figure_is_is_read_or_refused(
    tmp_path: Path, run: Run, check: Any, heading: str, cell: str, engine: str
) -> None:
    """Units under an unknown heading, and the last year that was reported: read by the ordinary check, or refused."""
    panel = written(tmp_path, f"county,indicator,year,value,{heading}\na,output,2023,6100,{cell}\n")
    if heading == "Enheit":
        ran = run("check", "2023", str(panel), "--by", "county", "--engine", engine)
        assert (ran.code, ran.out) == (2, "")
        return
    document = check(panel, engine, "--by", "county")
    assert (document["engine"], document["summary"]["evaluated"]) == ("check", 0)


@pytest.mark.parametrize("engine", LOCAL)
def test_months_are_no_years(tmp_path: Path, run: Run, check: Any, engine: str) -> None:
    """Rows with a month or a quarter are rows that cannot be used; a second such column is not overlooked."""
    rows = "county,indicator,year,month,value\na,output,2023,3,1500\na,output,2023,6,3000\n"
    document = check(written(tmp_path, rows), engine, "--by", "county")
    assert (bad(document), document["summary"]["evaluated"]) == ({"qualified": 2}, 0)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_column_in_the_name_of_a_folder_is_not_lost(tmp_path: Path, run: Run, engine: str, suffix: str) -> None:
    """Files below ``province=…`` that do not have the column are refused: two counties of a name would become one."""
    plan, told = written(tmp_path, PLAN, "p.plan.yaml"), []
    for heading in ("county", "county,province"):
        folder = tmp_path / heading
        for province in ("hn", "hb"):
            cells = f"a,{province}" if "province" in heading else "a"
            file = written(
                folder, f"{heading},indicator,year,value\n{cells},output,2023,6000\n", f"province={province}/1.csv"
            )
            if suffix == "parquet":
                polars.read_csv(file).write_parquet(file.with_suffix(".parquet"))
                file.unlink()
        command = ("check", "2023", str(folder), "--plan", str(plan), "--by", "county", "--engine", engine)
        told.append(run(*command, *(("--by", "province") if "province" in heading else ())))
    assert (told[0].code, "province=hb" in told[0].err) == (2, True)
    assert told[1].code != 2


@pytest.mark.parametrize("line", ["scale: 10000", "columns: {value: Amount}"])
def test_what_the_plan_says_of_a_file_is_not_passed_over(tmp_path: Path, run: Run, line: str) -> None:
    """A panel follows none of it, and says so."""
    written(tmp_path, "county,indicator,year,value,sex\na,output,2023,6000,T\n")
    plan = written(tmp_path, PLAN + f"actuals:\n  - {{file: panel.csv, {line}}}\n", "p.plan.yaml")
    ran = run("check", "2023", "--plan", str(plan), "--by", "county")
    assert (ran.code, line.partition(":")[0] in ran.err) == (2, True)


SEXES = """county,province,sex,indicator,year,value
a,x,T,output,2023,6000
a,x,F,output,2023,9000
b,x, T,output,2023,5000
b,x,F,output,2023,9000
c,y,F,output,2023,9000
"""


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("stated", [True, False])
def test_rows_that_are_chosen_are_the_panel(tmp_path: Path, run: Run, engine: str, *, stated: bool) -> None:
    """By the plan or an option: the others are not judged, and who has no such row is counted in a note."""
    source = "actuals:\n  - {file: panel.csv, where: {sex: T}}\n" if stated else "actuals: panel.csv\n"
    panel = written(tmp_path, SEXES)
    plan = written(tmp_path, PLAN + source, "p.plan.yaml")
    call = ["check", "2023", *([] if stated else [str(panel), "--where", "sex=T"]), "--plan", str(plan)]
    call += ["--by", "county", "--engine", engine, "--indicator", "output"]
    document = json.loads(run(*call, "--format", "json").out)
    counts = {name: document["summary"][name] for name in ("rows", "entities", "on_track", "off_track", "missing")}
    assert counts == {"rows": 2, "entities": 2, "on_track": 1, "off_track": 1, "missing": 0}
    assert [used["where"] for used in document["inputs"]] == [{"sex": ["T"]}]
    (note,) = [each["facts"] for each in document["diagnostics"] if each["code"] == "PLN346"]
    assert note == {"count": 1, "what": "unchosen_entities"}
    shown = run(*call, "--lang", "zh").out.replace("\n", "").replace(" ", "")
    assert "只取sex=T的行" in shown
    assert "1个没有所选行的地区未使用" in shown


@pytest.mark.parametrize("engine", LOCAL)
def test_what_chooses_no_row_as_it_should_is_refused(tmp_path: Path, run: Run, engine: str) -> None:
    """A column that is not there, and one of Parquet whose texts are an engine's own."""
    plan = written(tmp_path, PLAN, "p.plan.yaml")
    panel = written(tmp_path, SEXES)
    doubles = tmp_path / "panel.parquet"
    polars.read_csv(SEXES.encode()).with_columns(wave=polars.lit(1.5)).write_parquet(doubles)
    for file, choice, word in (
        (panel, "sx=T", "no column 'sx' (did you mean 'sex'?)"),
        (doubles, "wave=1.5", "Parquet"),
    ):
        call = ("check", "2023", str(file), "--plan", str(plan), "--by", "county", "--where", choice)
        ran = run(*call, "--engine", engine, "--lang", "en")
        assert (ran.code, word in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("engine", LOCAL)
def test_a_currency_is_a_unit(tmp_path: Path, check: Any, engine: str) -> None:
    """130 in dollars are not 130 of 亿元; money's own name, and a column without one, say nothing else."""
    rows = "county,indicator,year,currency,value\na,output,2023,USD,6000\nb,output,2023,CNY,6000\nc,output,2023,,6000\n"
    document = check(written(tmp_path, rows + "d,smoke,2023,USD,31\n"), engine, "--by", "county")
    assert (bad(document), document["summary"]["evaluated"]) == ({"unit_clash": 1}, 3)


NEWEST = """county,indicator,year,value
a,output,2023,6000
a,output,2022,3000
a,smoke,2021,34
b,output,2022,5900
b,output,2023,..
c,output,2021,5000
f,output,2021,5000
c,output,2022,?
d,smoke,2022,33
e,output,2019,5000
"""


@pytest.mark.parametrize("engine", LOCAL)
def test_latest_is_each_entitys_own_year(tmp_path: Path, run: Run, engine: str) -> None:
    """The newest with a figure, shown; none where a newer row is unusable; without any the year of its others."""
    plan, panel = written(tmp_path, PLAN, "p.plan.yaml"), written(tmp_path, NEWEST)
    call = ["check", "latest", str(panel), "--plan", str(plan), "--by", "county", "--engine", engine]
    call += ["--indicator", "output", "--indicator", "smoke"]
    run(*call, "-o", str(tmp_path / "r.csv"))
    lines = (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()[1:]
    found = {tuple(line.split(",")[i] for i in (0, 1, 2, 7)) for line in lines}
    assert found == {
        ("a", "output", "2023", "on_track"), ("a", "smoke", "2021", "on_track"),
        ("b", "output", "2022", "on_track"), ("b", "smoke", "2022", "missing"),
        ("c", "output", "2022", "missing"), ("c", "smoke", "2021", "missing"),
        ("d", "output", "2022", "missing"), ("d", "smoke", "2022", "on_track"),
        ("e", "output", "2025", "missing"), ("e", "smoke", "2025", "missing"),
        ("f", "output", "2021", "off_track"), ("f", "smoke", "2021", "missing"),
    }  # fmt: skip
    document = json.loads(run(*call, "--format", "json").out)
    assert (document["latest"], document["year"], document["summary"]["evaluated"]) == (True, 2025, 5)
    assert bad(document) == {"not_a_number": 1}
    assert {(each["county"], each["year"]) for each in document["worst"]} == {("f", 2021)}
    (silent,) = [each["facts"] for each in document["diagnostics"] if each["code"] == "PLN360"]
    assert (silent["names"], silent["year"]) == (["e"], "2020–2025")


REVISED = PLAN.replace(
    "target: 6600}", "target: 6600, revisions: [{date: 2023-01-01, baseline: {year: 2021, value: 5100}, source: s}]}"
)


@pytest.mark.parametrize(
    ("text", "options", "word"),
    [(PLAN, ("--baselines", "own", "--targets", "plan"), "--targets"), (REVISED, (), "output")],
)
def test_latest_is_refused_where_it_would_mix_years(
    tmp_path: Path, run: Run, text: str, options: tuple[str, ...], word: str
) -> None:
    """Targets of one year, and a base year that a revision moves."""
    plan, panel = written(tmp_path, text, "p.plan.yaml"), written(tmp_path, NEWEST)
    ran = run("check", "latest", str(panel), "--plan", str(plan), "--by", "county", *options, "--lang", "en")
    assert (ran.code, word in ran.err, "latest" in ran.err) == (2, True, True), ran.err


@pytest.mark.parametrize("engine", LOCAL)
def test_more_digits_than_a_double_keeps_do_not_decide(tmp_path: Path, run: Run, engine: str) -> None:
    """At a line of 0.6 a figure of 16 digits is undecidable, with the reason; elsewhere, or with zeros, it is judged."""
    figures = {
        "0.5999999999999999999999": "undecidable", "0.59999999999999998": "undecidable", "0.6": "on_track",
        "0.6000000000000000000000": "on_track", "0.599999999999999": "lagging", "0.71234567890123456789": "on_track",
    }  # fmt: skip
    plan, panel, results = tmp_path / "p.plan.yaml", tmp_path / "panel.csv", tmp_path / "results.csv"
    plan.write_text(
        indicator_plan("id: x, name: X, path: linear, baseline: 0, target: 1, decimals: 1"), encoding="utf-8"
    )
    rows = "".join(f"c{i},x,2023,{figure}\n" for i, figure in enumerate(figures))
    panel.write_text(f"county,indicator,year,value\n{rows}", encoding="utf-8")
    run("check", "2023", str(panel), "--plan", str(plan), "--by", "county", "--engine", engine, "-o", str(results))
    found = list(csv.DictReader(results.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["status"] for row in found] == list(figures.values())
    assert {row["reason"] for row in found if row["status"] == "undecidable"} == {"many_digits"}
