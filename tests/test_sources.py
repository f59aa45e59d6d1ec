"""Sources: several files, globs and folders, and what a plan or the command line says of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from plan_cli.planfile.source_models import SourceModel

PLAN = """\
format: 1
id: p
title: P
base_year: 2020
target_year: 2025
actuals:
  - file: data/exports.csv
    indicator: exp
    columns: {year: Periodo, value: Cantidad}
    where: {Sexo: T}
    decimal: ","
  - {file: "data/b*.csv", scale: 10}
  - {file: package}
indicators:
  - {id: exp, name: Exports, unit: bn, baseline: 100.0, target: 150.0}
  - {id: imp, name: Imports, unit: bn, baseline: 100, target: 150}
  - {id: inv, name: Investment, unit: bn, baseline: 100, target: 150}
"""
FILES = {
    "p.plan.yaml": PLAN,
    "data/exports.csv": "Periodo;Sexo;Cantidad\n2023;T;131,5\n2023;F;60\n",
    "data/b1.csv": "indicator,year,value\nimp,2023,14\n",
    "package/datapackage.json": '{"resources": [{"path": "inv.csv"}, {"path": "../secret.csv"}]}',
    "package/inv.csv": "indicator,year,value\ninv,2023,129\n",
    "package/other.csv": "indicator,year,value\ninv,2023,1\n",
    "secret.csv": "indicator,year,value\ninv,2023,2\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def actuals(run: Run, *arguments: str) -> dict[str, Any]:
    document = json.loads(run("check", "2023", *arguments, "--format", "json").out)
    return {result["id"]: result["actual"] for result in document["results"] if result["actual"] is not None}


def test_a_plan_reads_all_its_sources_each_as_it_says(run: Run, folder: Path) -> None:
    """A file about one indicator, a glob with a scale, a data package; nothing outside the package's own folder."""
    assert actuals(run) == {"exp": 131.5, "imp": 140, "inv": 129}


def test_the_command_line_says_the_same_of_one_file(run: Run, folder: Path) -> None:
    """Every word of a source is an option too."""
    options = ("--as", "exp", "--column", "year=Periodo", "--column", "value=Cantidad", "--where", "Sexo=T", "--decimal", ",")  # fmt: skip
    assert actuals(run, "data/exports.csv", *options) == {"exp": 131.5}
    assert actuals(run, "data/b1.csv", "--scale", "10") == {"imp": 140}


@pytest.mark.parametrize(
    "options",
    [("--where", "Sexo"), ("--column", "jahr=Periodo"), ("--scale", "-1"), ("--decimal", ";"), ("--as", "expo")],
)
def test_an_option_that_cannot_be_meant_is_a_usage_error(run: Run, folder: Path, options: tuple[str, ...]) -> None:
    """Exit 2, whatever stands in the file."""
    assert run("check", "2023", "data/b1.csv", *options).code == 2


def test_a_folder_is_the_files_in_it(run: Run, folder: Path) -> None:
    """Files that answer nothing beside one that does are no mistake; a figure that two give differently is not used."""
    (folder / "more").mkdir()
    (folder / "more" / "rain.csv").write_text("indicator,year,value\nRainfall,2023,801\n")
    (folder / "more" / "imp.csv").write_text("indicator,year,value\nimp,2023,131\n")
    ran = run("check", "2023", "more")
    assert ran.code == 3 or "error" not in ran.out
    assert actuals(run, "more") == {"imp": 131}
    (folder / "more" / "again.csv").write_text("indicator,year,value\nimp,2023,132\n")
    assert actuals(run, "more") == {}


def test_a_file_of_several_sources_is_named_once(run: Run, folder: Path) -> None:
    """Open SDG repositories have dozens of series in one file."""
    series = "\n".join(f"  - {{file: data/b1.csv, indicator: {id}}}" for id in ("exp", "imp", "inv"))
    head, indicators = PLAN.split("actuals:")[0], PLAN.split("indicators:")[1]
    (folder / "p.plan.yaml").write_text(f"{head}actuals:\n{series}\nindicators:{indicators}")
    assert run("check", "2023", "--lang", "en").out.count("data data/b1.csv") == 1


def test_a_source_that_is_not_there_is_said(run: Run, folder: Path) -> None:
    """A glob without a file, too."""
    assert run("check", "2023", "none*.csv").code == 2


#: What a source says (YAML) · the same as options · a file that means nothing, or something else, without it.
SAID = {
    "indicator": ("exp", ["--as", "exp"], "year,value\n2023,131\n"),
    "columns": ("{value: B}", ["--column", "value=B"], "indicator,year,A,B\nexp,2023,120,131\n"),
    "where": ("{sex: T}", ["--where", "sex=T"], "indicator,year,value,sex\nexp,2023,131,T\nexp,2023,60,F\n"),
    "indicators": ("{Sales abroad: exp}", ["--alias", "Sales abroad=exp"], "indicator,year,value\nSales abroad,2023,131\n"),
    "scale": ("0.001", ["--scale", "0.001"], "indicator,year,value\nexp,2023,131000\n"),
    "unit": ("million", ["--unit", "million"], "indicator,year,value\nexp,2023,131000\n"),
    "decimal": ("','", ["--decimal", ","], "indicator;year;value\nexp;2023;131,500\n"),
    "thousands": ("_", ["--thousands", "_"], "indicator,year,value,unit\nexp,2023,131_000,million\n"),
    "missing": ("[X9]", ["--missing", "X9"], "indicator,year,value\nexp,2022,X9\nexp,2023,131\n"),
    "skip": ("2", ["--skip", "2"], "indicator,year,value\nexp,2023,130\nindicator,year,value\nexp,2023,131\n"),
    "year": ("2023", ["--data-year", "2023"], "indicator,value\nexp,131\n"),
    "encoding": ("big5", ["--encoding", "big5"], "indicator,year,value\nexp,2023,131\n進口總額,2023,90\n"),
    "include_forecasts": ("true", ["--include-forecasts"], "indicator,year,value,status\nexp,2023,131,F\n"),
    "calendar_years": ("true", ["--calendar-years"], "indicator,period,value\nexp,2023-01/2023-12,131\n"),
    "confidence": ("90", ["--confidence", "90"], "indicator,year,value,moe\nexp,2020,100,2\nexp,2023,131,2\n"),
}  # fmt: skip
#: What is not a matter of text files (tests/test_readers.py has its sheets), and what needs no option.
NOT_HERE = {"file", "sheet"}


def test_every_word_of_a_source_is_tried_below() -> None:
    """A new key of ``actuals:`` needs its option."""
    assert set(SourceModel.model_fields) - NOT_HERE == set(SAID)


@pytest.mark.parametrize("key", SAID)
def test_a_source_and_the_command_line_have_the_same_words(run: Run, tmp_path: Path, key: str) -> None:
    """The key in the plan and the option give the same document; without them it is another one."""
    said, options, text = SAID[key]
    files = {"own": "actuals.csv", "said": f"[{{file: actuals.csv, {key}: {said}}}]"}
    (tmp_path / "actuals.csv").write_text(text, encoding="big5" if key == "encoding" else "utf-8")
    for name, actuals in files.items():
        plan = tmp_path / name / "p.plan.yaml"
        plan.parent.mkdir()
        (plan.parent / "actuals.csv").write_bytes((tmp_path / "actuals.csv").read_bytes())
        fiscal = "fiscal_year: {starts: 04-01, named_by: end}\n" if key == "calendar_years" else ""
        head = f"format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2025\nactuals: {actuals}\n{fiscal}"
        exports = "{id: exp, name: Exports, unit: bn, baseline: 100, target: 150}"
        plan.write_text(f"{head}indicators:\n  - {exports}\n", encoding="utf-8")

    def document(name: str, *options: str) -> dict[str, Any]:
        profile = ("--profile", "healthy-people-2030") if key == "confidence" else ()
        ran = run(
            "check", "2023", "--plan", str(tmp_path / name / "p.plan.yaml"), *profile, *options, "--format", "json"
        )
        found = json.loads(ran.out)
        return {part: found.get(part) for part in ("results", "diagnostics", "error")}

    by_option, by_plan, without = document("own", *options), document("said"), document("own")
    told = json.dumps(by_option).replace("own/", "said/")
    assert told == json.dumps(by_plan)
    assert told != json.dumps(without).replace("own/", "said/")
