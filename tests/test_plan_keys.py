"""The keys of a plan file become the values that the rest of the program works with."""

import json
from decimal import Decimal
from pathlib import Path
from typing import get_args

from conftest import Run
from plan_cli import load_plan
from plan_cli.datafile.headings import COLUMNS
from plan_cli.model.plan import Plan
from plan_cli.model.sources import FiscalYear, Role, Source

HEAD = "format: 1\nid: t\ntitle: T\nbase_year: 2020\ntarget_year: 2025\n"


def read(tmp_path: Path, keys: str = "", **indicator: str) -> Plan:
    written = {"id": "x", "name": "X", "baseline": "10", "target": "20"} | indicator
    fields = ", ".join(f"{key}: {value}" for key, value in written.items())
    file = tmp_path / "t.yaml"
    file.write_text(f"{HEAD}{keys}indicators:\n  - {{{fields}}}\n", encoding="utf-8")
    loaded = load_plan(file)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan


def test_a_source_says_how_a_file_is_read(tmp_path: Path) -> None:
    """A path is a source; a mapping says the rest: numbers are the text that the file has, a blank is an empty text."""
    plan = read(
        tmp_path,
        "actuals:\n"
        "  - a.csv\n"
        "  - {file: b.csv, indicators: {国内生产总值(亿元): x}, columns: {year: Year}, scale: 10000, decimal: ',', skip: 3,\n"
        "     where: {Sex: T, Age: ['', 15], Area: ~}, missing: [':', 0], year: 2023}\n",
    )
    assert plan.sources == (
        Source(file="a.csv"),
        Source(
            file="b.csv",
            indicators={"国内生产总值(亿元)": "x"},
            columns={"year": "Year"},
            scale=Decimal(10000),
            decimal=",",
            skip=3,
            where={"Sex": ("T",), "Age": ("", "15"), "Area": ("",)},
            missing=(":", "0"),
            year=2023,
        ),
    )


def test_one_path_is_a_list_of_one(tmp_path: Path) -> None:
    """The short form and the long one mean the same."""
    assert read(tmp_path, "actuals: a.csv\n").sources == (Source(file="a.csv"),)
    assert read(tmp_path, "actuals: {file: a.csv}\n").sources == (Source(file="a.csv"),)
    assert read(tmp_path).sources == ()


def test_every_role_of_a_column_can_be_mapped() -> None:
    """The plan file knows the roles that the reader knows."""
    assert set(get_args(Role)) == set(COLUMNS)


def test_years_owners_and_scales(tmp_path: Path) -> None:
    """Each key arrives as it was written."""
    plan = read(
        tmp_path,
        "fiscal_year: {starts: 04-01, named_by: end}\nwindows: middle\n",
        owner="Bureau of Commerce",
        scale="0.0001",
        reported="cumulative",
    )
    (indicator,) = plan.indicators
    assert plan.fiscal_year == FiscalYear(4, 1, "end")
    assert plan.windows == "middle"
    assert (indicator.owner, indicator.scale, indicator.reported) == (
        "Bureau of Commerce",
        Decimal("0.0001"),
        "cumulative",
    )


def test_unit_and_scope_in_each_language(run: Run, tmp_path: Path) -> None:
    """People see those of their language; a file may state the unit in any of them; JSON has the first one."""
    read(tmp_path, unit="{zh: 亿元, en: 100 million yuan}", scope="{zh: 全市, en: the whole city}")
    (tmp_path / "a.csv").write_text("indicator,year,value,unit\nx,2023,16,100 million yuan\n", encoding="utf-8")
    plan, actuals = str(tmp_path / "t.yaml"), str(tmp_path / "a.csv")
    english = run("check", "2023", actuals, "--plan", plan, "--lang", "en")
    assert english.code == 0, english.err
    assert "100 million yuan" in english.out
    assert "亿元" in run("check", "2023", actuals, "--plan", plan, "--lang", "zh").out
    assert "the whole city" in run("show", "x", "--plan", plan, "--lang", "en").out
    document = json.loads(run("check", "2023", actuals, "--plan", plan, "--format", "json").out)
    assert (document["results"][0]["unit"], document["results"][0]["actual"]) == ("亿元", 16)


def test_a_category_of_an_own_profile_has_a_label_in_each_language(run: Run, tmp_path: Path) -> None:
    """People read the label, JSON has the category; without a label the category itself is shown."""
    read(
        tmp_path,
        "profiles:\n  - name: own\n    lines: [{category: good, status: on_track, level: 90, label: {zh: 良好, en: Doing well}}]\n"
        "    below: {category: too_low, status: off_track}\n",
    )
    plan, actuals = str(tmp_path / "t.yaml"), tmp_path / "a.csv"
    for value, english, chinese, category in (
        ("16", "Doing well", "良好", "good"),
        ("3", "too low", "too low", "too_low"),
    ):
        actuals.write_text(f"indicator,year,value\nx,2023,{value}\n", encoding="utf-8")
        asked = ("check", "2023", str(actuals), "--plan", plan, "--profile", "own")
        assert english in run(*asked, "--lang", "en").out
        assert chinese in run(*asked, "--lang", "zh").out
        assert json.loads(run(*asked, "--format", "json").out)["results"][0]["category"] == category
