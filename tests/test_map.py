"""``plan map``: the entry that it proposes is the one that a person would write, and what is not sure is marked."""

import codecs
import json
from pathlib import Path

import pytest
import yaml

from conftest import Run

PLAN = """\
# a plan with comments
format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {id: exp, name: Exports, unit: bn, baseline: 100.0, target: 150.0}  # kept
  - {id: gdp, name: 地区生产总值, unit: 亿元, baseline: 480, target: 720}
"""
#: file: (content, the entry that a person would write beside ``file``)
FILES: dict[str, tuple[str, dict[str, object]]] = {
    "known.csv": ("indicator,year,value\nexp,2023,131\n", {}),
    "german.csv": (
        "Bezug;Warengruppe;Sex;Menge\n2022;Exports;T;120,5\n2023;Exports;T;131,5\n2023;Exports;F;60,1\n",
        {"decimal": ",", "columns": {"indicator": "Warengruppe", "year": "Bezug", "value": "Menge"}},
    ),
    "exports.csv": ("Year,Value\n2022,120\n2023,131\n", {"indicator": "exp"}),
    "other-name.csv": ("指标,2022年,2023年\n区生产总值,590,612\n", {"indicators": {"区生产总值": "gdp"}}),
    "marks.csv": (
        "indicator,year,value\nexp,2020,n.v.\nexp,2021,n.v.\nexp,2023,131\n", {"missing": ["n.v."]},
    ),
    "scale.csv": ("indicator,year,value\nexp,2022,120000000\nexp,2023,131000000\n", {"scale": 1e-6}),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    for name, (content, _) in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_the_entry_is_what_a_person_would_write(run: Run, folder: Path, name: str) -> None:
    """Only what the file does not say itself is stated."""
    (entry,) = yaml.safe_load(run("map", name).out)["actuals"]
    assert entry == {"file": name, **FILES[name][1]}


def test_what_is_not_sure_is_marked(run: Run, folder: Path) -> None:
    """A guess of the indicator, of a name, of a mark and of a scale is to be checked; a known heading is not."""
    marked = {name: "CHECK" in run("map", name, "--lang", "en").out for name in FILES}
    assert marked == {name: name not in ("known.csv", "german.csv") for name in FILES}


def test_entries_are_written_into_the_plan(run: Run, folder: Path) -> None:
    """One after the other, also after a plain path; every comment is kept, and the plan stays sound."""
    plan = folder / "p.plan.yaml"
    for before in (PLAN, PLAN.replace("indicators:", "actuals: known.csv  # first\nindicators:")):
        plan.write_text(before, encoding="utf-8")
        for name in ("german.csv", "exports.csv"):
            assert run("map", name, "-w").code == 0
        text = plan.read_text(encoding="utf-8")
        assert [line for line in before.splitlines() if "#" in line and "first" not in line] == [
            line for line in text.splitlines() if "#" in line and not line.startswith("  # ") and "first" not in line
        ]
        files = [each if isinstance(each, str) else each["file"] for each in yaml.safe_load(text)["actuals"]]
        assert files[-2:] == ["german.csv", "exports.csv"]
        assert run("validate", str(plan)).code == 0


def test_a_file_that_is_not_there_is_a_usage_error(run: Run, folder: Path) -> None:
    """Exit 2."""
    assert run("map", "none.csv").code == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_plan_keeps_its_encoding_and_its_line_ends(run: Run, folder: Path, encoding: str, ending: str) -> None:
    """As an editor on Windows left them."""
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    plan = folder / "p.plan.yaml"
    plan.write_bytes(mark + PLAN.replace("\n", ending).encode(encoding))
    assert run("map", "german.csv", "-w").code == 0
    left = plan.read_bytes()
    text = left[len(mark) :].decode(encoding)
    assert left.startswith(mark)
    assert text.replace(ending, "") == "".join(text.splitlines())
    assert run("validate", str(plan)).code == 0


def test_an_entry_is_not_written_where_it_does_harm(run: Run, folder: Path) -> None:
    """Twice the same file would be every figure twice; -o would be idle; an example is no file of the user."""
    assert run("map", "known.csv", "-w").code == 0
    before = (folder / "p.plan.yaml").read_bytes()
    for command in (["./known.csv"], ["german.csv", "-o", "x.txt"], ["german.csv", "--plan", "example"]):
        assert run("map", *command, "-w").code == 2
    assert ((folder / "p.plan.yaml").read_bytes(), (folder / "x.txt").exists()) == (before, False)


#: Files of offices: content, the entry that a person would write beside ``file``, the indicator and its figure of 2023.
OFFICES: dict[str, tuple[str, dict[str, object], str, float]] = {
    "exports-eurostat.csv": (
        ("DATAFLOW,freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:X(1.0),A,MIO_EUR,T,DE,2023,131,p,\nESTAT:X(1.0),A,MIO_EUR,F,DE,2023,60,,\n"),
        {"indicator": "exp"}, "exp", 131,
    ),
    "jobless-eurostat.csv": (
        ("DATAFLOW,freq,unit,geo,TIME_PERIOD,OBS_VALUE\n"
        "ESTAT:X(1.0),A,PC_ACT,DE,2023,6.5\nESTAT:X(1.0),A,THS_PER,DE,2023,2800\n"),
        {"indicator": "jobless", "where": {"unit": "PC_ACT"}, "unit": "%"}, "jobless", 6.5,
    ),
    "ons.csv": (
        "Title,Unemployment rate\nUnit,%\nRelease date,13-08-2024\n2022,7.1\n2023,6.5\n2023 Q1,6.6\n",
        {}, "jobless", 6.5,
    ),
    "wb.csv": (
        '"Data Source","WDI",\n\n"Country Name","Indicator Name","2020","2023",\n"Kenya","Exports (current US$)",100,131,\n',
        {}, "exp", 131,
    ),
    "statcan.csv": (
        ("REF_DATE,GEO,DGUID,Estimates,UOM,SCALAR_FACTOR,VALUE,STATUS,SYMBOL,TERMINATED\n"
        "2023,Canada,2016A,Unemployment rate,Percent,units,6.5,,,\n"),
        {"columns": {"indicator": "Estimates"}}, "jobless", 6.5,
    ),
    "genesis_exports.csv": (
        ("Statistik_Code;Zeit_Code;Zeit;1_Auspraegung_Code;1_Auspraegung_Label;BEV__Wert__Mill._EUR\n"
        "12411;JAHR;2023;DG;Deutschland;131\n"),
        {"indicator": "exp", "columns": {"value": "BEV__Wert__Mill._EUR"}}, "exp", 131,
    ),
    "estat.csv": (
        ('"表章項目 コード","表章項目","時間軸（年） コード","時間軸（年）","unit","value"\n'
        '"1","Unemployment rate","2023000000","2023年","%","6.5"\n'),
        {"columns": {"indicator": "表章項目", "year": "時間軸(年)"}}, "jobless", 6.5,
    ),
    "nbs.csv": (
        "数据库：年度数据,,\n时间：最近2年,,\n指标,2023年,2022年\n地区生产总值(亿元),612,590\n数据来源：国家统计局,,\n",
        {}, "gdp", 612,
    ),
    "2023-nbs-provinces.csv": (
        "指标,全国,北京,天津\n地区生产总值(亿元),612,300,312\n", {"year": 2023}, "gdp", 612,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFICES)
def test_what_is_proposed_for_a_file_of_an_office_is_read_right(run: Run, folder: Path, name: str) -> None:
    """The entry is what a person would write, and with it in the plan the check has the right figure."""
    content, entry, id, figure = OFFICES[name]
    more = "  - {id: jobless, name: Unemployment rate, unit: '%', direction: decrease, path: linear, baseline: 8, target: 6}\n"
    unit = PLAN.replace("unit: bn", "unit: million EUR" if "EUR" in content else "unit: USD")
    (folder / "p.plan.yaml").write_text(unit + more, encoding="utf-8")
    (folder / name).write_text(content, encoding="utf-8")
    (proposed,) = yaml.safe_load(run("map", name).out)["actuals"]
    assert proposed == {"file": name, **entry}
    assert run("map", name, "-w").code == 0
    results = json.loads(run("check", "2023", "--format", "json").out)["results"]
    assert {each["id"]: each["actual"] for each in results}[id] == figure


def test_what_options_say_of_the_file_is_part_of_the_entry(run: Run, folder: Path) -> None:
    """A file that needs a word is proposed with it, and what the proposal finds stands beside it."""
    (folder / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    text = "Table 3\nLand;Jahr;Wert\nDE;2022;1 100,5\nDE;2023;1 310,5\nFR;2023;9\n"
    (folder / "w.csv").write_text(text, encoding="utf-8")
    words = ("--as", "exp", "--where", "Land=DE", "--skip", "1", "--scale", "0.1")
    (proposed,) = yaml.safe_load(run("map", "w.csv", *words).out)["actuals"]
    assert proposed == {
        "file": "w.csv", "indicator": "exp", "where": {"Land": "DE"}, "scale": 0.1, "skip": 1,
        "decimal": ",", "thousands": " ",
    }  # fmt: skip
    assert run("map", "w.csv", *words, "-w").code == 0
    assert json.loads(run("check", "2023", "--format", "json").out)["results"][0]["actual"] == 131.05
    assert run("map", "w.csv", "--as", "nobody").code == 2
