"""An Open SDG data repository becomes a plan whose verdicts are the ones that the office published."""

import json
import re
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, Run
from plan_cli.planfile.importers.open_sdg import draft_of_open_sdg

SITE = yaml.safe_load((ROOT / "tests" / "conformance" / "open_sdg.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The repository of fourteen of Statistics Canada's indicators, in the documented places."""
    for folder in ("data", "indicator-config"):
        (tmp_path / folder).mkdir()
    for id, indicator in SITE.items():
        options = {"auto_progress_calculation": True, "indicator_number": id.replace("-", ".")}
        options["progress_calculation_options"] = indicator["progress_calculation_options"]
        (tmp_path / "indicator-config" / f"{id}.yml").write_text(yaml.safe_dump(options), encoding="utf-8")
        if "data" in indicator:
            (tmp_path / "data" / f"indicator_{id}.csv").write_text(indicator["data"], encoding="utf-8")
    settings = {"indicator_options": {"observation_attributes": ["COMMENT_OBS"]}}
    (tmp_path / "config_data.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return tmp_path


def test_every_series_is_an_indicator_in_the_site_s_order(site: Path) -> None:
    """One with several series has them in the order of its options, groups opened; the names are the published ones."""
    names = [str(each.keys["name"]) for each in draft_of_open_sdg(site, site).indicators]
    published = [
        name.replace("/ Physical assault", "/ _Physical assault")
        for each in SITE.values()
        for name in each["published"]
    ]
    assert sorted(name for name in names if not name.startswith("16-3-1")) == sorted(
        name for name in published if not name.startswith("16-3-1")
    )
    ids = [str(each.keys["id"]) for each in draft_of_open_sdg(site, site).indicators]
    assert ids[:3] == ["1-2-1", "1-3-1.1", "1-3-1.2"]
    assert ids.index("2-1-2") < ids.index("10-5-1.1")


def test_the_plan_is_sound_and_names_what_is_missing(run: Run, site: Path) -> None:
    """It validates, figures stay where they are, and a series without rows is named."""
    assert run("init", "--from", str(site), "-o", str(site), "--lang", "en").code == 0
    text = (site / "plan.yaml").read_text(encoding="utf-8")
    assert "there is no data file with Year and Value" in text
    assert "column 'Series' has no cell 'Current score'" in text
    assert re.search(r'- .file: "?data/indicator_1-2-1.csv"?, indicator: "1-2-1"', text)
    assert run("validate", str(site / "plan.yaml")).code == 0


def test_a_check_says_why_a_series_is_missing(run: Run, site: Path) -> None:
    """No data file, and a selection without rows: the check and the report say it, not only the import."""
    run("init", "--from", str(site), "-o", str(site))
    check = ("check", "latest", "--profile", "statcan", "--plan", str(site / "plan.yaml"))
    found = json.loads(run(*check, "--format", "json").out)
    reasons = {each["id"]: each["reason"] for each in found["results"] if each["status"] == "missing"}
    assert reasons["8-5-1"] == "no source of the plan is about it"
    assert reasons["2-4-1"] == "the selection of its source matches no row"
    assert [each["message"] for each in found["diagnostics"] if each["indicator"] == "2-4-1"] == [
        "no row has Series = Current score"
    ]
    assert "8-5-1 (no source of the plan is about it)" in run(*check, "--lang", "en", COLUMNS="300").out


#: Titles of a site in two languages; 1.5.1 and 11.5.1 have the same one, and one key is not in the site.
TITLED = {
    "translations/en/cif.yml": "1-5-1-title: Deaths by disasters\n2-1-1-title: Food security\n",
    "translations/fr/cif.yml": "1-5-1-title: Décès dus aux catastrophes\n",
    "translations/en/data.yml": "F: Females\n",
    "config_data.yml": "languages: [en, fr]\n",
    "meta/1-5-1.md": "---\nauto_progress_calculation: true\nindicator_name: cif.1-5-1-title\n---\n",
    "meta/11-5-1.md": "---\nauto_progress_calculation: true\nindicator_name: cif.1-5-1-title\n---\n",
    "meta/2-1-1.md": "---\nauto_progress_calculation: true\nindicator_name: cif.2-1-1-title\n"
    "progress_calculation_options: [{series: data.F}]\n---\n",
    "meta/3-1-1.md": "---\nauto_progress_calculation: true\nindicator_name: global_indicators.3-1-1-title\n---\n",
    "meta/4-1-1.md": "---\nauto_progress_calculation: true\nindicator_name: Reading at grade 3\n---\n",
}


def test_names_are_the_office_s_titles(tmp_path: Path) -> None:
    """In every language of the site that has one; what the site calls a series remains another name of it."""
    for name, text in TITLED.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    drafted = {str(each.keys["id"]): each.keys for each in draft_of_open_sdg(tmp_path, tmp_path).indicators}
    assert {id: keys["name"] for id, keys in drafted.items()} == {
        "1-5-1": {"en": "1-5-1 Deaths by disasters", "fr": "1-5-1 Décès dus aux catastrophes"},
        "11-5-1": {"en": "11-5-1 Deaths by disasters", "fr": "11-5-1 Décès dus aux catastrophes"},
        "2-1-1": "Food security / Females",
        "3-1-1": "3-1-1",
        "4-1-1": "Reading at grade 3",
    }
    assert (drafted["2-1-1"]["aliases"], "aliases" in drafted["3-1-1"]) == (["2-1-1 / data.F"], False)


def test_the_verdicts_are_the_published_ones(run: Run, site: Path) -> None:
    """Status, value and score of every series come out, each in its newest year; what cannot be found is missing."""
    run("init", "--from", str(site), "-o", str(site))
    ran = run("check", "latest", "--plan", str(site / "plan.yaml"), "--profile", "statcan", "--format", "json")
    published = {name: values for each in SITE.values() for name, values in each["published"].items()}
    missing = []
    for result in json.loads(ran.out)["results"]:
        status, value, score = published.pop(result["name"].replace("/ _", "/ "))
        if result["status"] == "missing":
            missing.append(result["id"])
            assert result["category"] == "not_available"
        else:
            assert (result["category"], result.get("value"), result.get("score")) == (
                status, pytest.approx(value), pytest.approx(score)
            ), result["name"]  # fmt: skip
    assert (missing, published) == (["2-4-1", "4-5-1.1", "4-5-1.2", "8-5-1"], {})


def test_a_plan_beside_the_site_says_how_to_read_it(run: Run, site: Path, tmp_path: Path) -> None:
    """Figures outside the plan's folder are read where that is allowed, which the next step says."""
    inside, outside = tmp_path / "in" / "plan.yaml", tmp_path.parent / f"{tmp_path.name}-out" / "plan.yaml"
    assert "--allow-outside" in run("init", str(inside), "--from", str(site), "--lang", "en").err
    assert "--allow-outside" not in run("init", str(site / "p.yaml"), "--from", str(site), "--lang", "en").err
    run("init", str(outside), "--from", str(site))
    command = ("check", "latest", "--plan", str(outside), "--profile", "statcan", "--format", "json")
    assert run(*command).code == 2
    assert json.loads(run(*command, "--allow-outside").out)["summary"]["evaluated"] > 20


def test_figures_for_the_calculation_and_years_in_pairs(site: Path) -> None:
    """A Progress column stands in for the values; 2016/2017 and 2016-2018 count as their first year."""
    keys = draft_of_open_sdg(site, site).keys
    sources = {source["indicator"]: source for source in keys["actuals"]}
    assert sources["4-5-1.3"]["columns"]["value"] == "Progress"
    assert (keys["windows"], keys["fiscal_year"]["named_by"]) == ("first", "start")


def test_a_folder_that_is_no_site_is_refused(run: Run, tmp_path: Path) -> None:
    """Exit 2 and why."""
    ran = run("init", "--from", str(tmp_path), "-o", str(tmp_path / "out"), "--lang", "en")
    assert (ran.code, "no Open SDG data repository" in ran.err) == (2, True)


#: The documentation's own example, in the older places (front matter) with columns named as in SDMX.
DOCUMENTED = """\
---
auto_progress_calculation: true
computation_units: per thousand
progress_calculation_options:
- series: Lost time claims
  direction: negative
  base_year: "2016"
  target_year: 2025
  target: 0
- group:
  - {series: Fatality claims, unit: percentage, direction: positive, limit: 100, disaggregation: [{field: Geography, value: Canada}, {field: Gender, value: Male}]}
  - {series: Fatality claims, unit: persons, disaggregation: [{field: Geography, value: Canada}, {field: Gender, value: Female}], target: many}
---
# Text
"""
CLAIMS = """\
Year,SERIES,UNIT_MEASURE,Geography,Gender,Remark,Value
2016,Lost time claims,,,,,5
2020,Lost time claims,,,,checked,4
2020,Lost time claims,,Canada,,,3
2020,Fatality claims,percentage,Canada,Male,,60
2021,Fatality claims,percentage,Canada,Male,,61
2020,Fatality claims,persons,Canada,Female,,7
2020,Fatality claims,persons,Canada,Female,,8
"""


def test_what_the_documentation_shows_is_read(tmp_path: Path) -> None:
    """Front matter in meta/, patterns and columns from the settings, groups opened, defaults filled in."""
    for folder in ("meta", "figures"):
        (tmp_path / folder).mkdir()
    (tmp_path / "meta" / "8-8-1.md").write_text(DOCUMENTED, encoding="utf-8")
    (tmp_path / "figures" / "indicator_8-8-1.csv").write_text(CLAIMS, encoding="utf-8")
    settings = {
        "inputs": [
            {"class": "InputCsvData", "path_pattern": "figures/*-*.csv"},
            {"class": "InputYamlMdMeta", "path_pattern": "meta/*-*.md"},
        ],
        "indicator_options": {
            "series_column": "SERIES",
            "unit_column": "UNIT_MEASURE",
            "non_disaggregation_columns": ["Year", "Value"],
            "observation_attributes": ["Remark"],
        },
    }
    (tmp_path / "config_data.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    draft = draft_of_open_sdg(tmp_path, tmp_path / "plan")
    lost, men, women = draft.indicators
    assert lost.keys["baseline"] == {"year": 2016}
    assert lost.keys["target"] == {"kind": "level", "value": 0, "year": 2025}
    assert men.keys["target"] == {"kind": "trend", "limit": 100}
    assert [each.keys["direction"] for each in draft.indicators] == ["decrease", "increase", "decrease"]
    assert [each.keys["unit"] for each in draft.indicators] == ["per thousand", "percentage", "persons"]
    assert [note.key for note in women.notes] == ["import_year_twice", "import_no_number", "import_direction_default"]
    assert [source["where"] for source in draft.keys["actuals"]] == [
        {"SERIES": "Lost time claims", "Geography": "", "Gender": ""},
        {"SERIES": "Fatality claims", "UNIT_MEASURE": "percentage", "Geography": "Canada", "Gender": "Male"},
    ]
    assert draft.keys["actuals"][0]["file"] == "../figures/indicator_8-8-1.csv"


@pytest.mark.parametrize(
    "text",
    [
        "auto_progress_calculation: true\nprogress_calculation_options: {direction: positive}",
        "auto_progress_calculation: true\nprogress_calculation_options: [1, {disaggregation: {field: Sex, value: 1}, target: [1]}]",
        "auto_progress_calculation: true\nprogress_calculation_options: text",
        "!ruby/object:X {}",
        "a: [",
        "- a",
        "",
    ],
)
@pytest.mark.parametrize("data", ["", "Year\n2020\n", "Year,Value\n2020,1,2\n", "Year,Value\n2020\n", "Year,Value\x00"])
@pytest.mark.sampled(4)
def test_no_configuration_and_no_data_are_too_odd(run: Run, tmp_path: Path, text: str, data: str) -> None:
    """What a site holds is read or named, and never a fault of ours."""
    for folder in ("indicator-config", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "indicator-config" / "1-1.yml").write_text(text, encoding="utf-8")
    (tmp_path / "data" / "indicator_1-1.csv").write_text(data, encoding="utf-8")
    (tmp_path / "config_data.yml").write_text('{src_dir: "../..", inputs: {path_pattern: 5}}', encoding="utf-8")
    assert run("init", "--from", str(tmp_path), "-o", str(tmp_path), "--lang", "zh").code in (0, 2)


#: Two of Canada's own indicators: debt to disposable income, published for fourth quarters, and deaths by cause, whose
#: cells are keys of translations. Figures: Statistics Canada, Canadian Indicator Framework data hub, July 2026.
DEBT = [178.8, 188.4, 188.8, 190.8, 189.6, 176.8, 183.7, 180.8, 176.5, 171.8, 173.3]


def canadian(folder: Path) -> Path:
    files = {
        "meta/1-3-1.md": "---\nauto_progress_calculation: true\n---\n",
        "data/indicator_1-3-1.csv": "Year,Age,Value\n" + "".join(f"{2015 + i} Q4,,{v}\n" for i, v in enumerate(DEBT)),
        "meta/3-11-1.md": "---\nauto_progress_calculation: true\nprogress_calculation_options:\n- disaggregation:\n"
        "  - {field: Sex, value: Both sexes}\n  - {field: Cause, value: Malignant neoplasms}\n---\n",
        "data/indicator_3-11-1.csv": "Year,data.Sex,data.Cause,Value\n2015,data.Both sexes,data.Malignant neoplasms [C00-C97],215.9\n"
        "2024,data.Both sexes,data.Malignant neoplasms [C00-C97],207.4\n2024,data.Males,data.Malignant neoplasms [C00-C97],9\n",
        "translations/en/data.yml": "'Malignant neoplasms [C00-C97]': Malignant neoplasms\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_fourth_quarters_are_their_years_and_that_is_said(run: Run, tmp_path: Path) -> None:
    """The published status, value and score, in the newest year; the remark stands on the terminal too."""
    made = run("init", "--from", str(canadian(tmp_path)), "-o", str(tmp_path), "--lang", "en")
    assert "1-3-1: all figures are of the fourth quarter" in made.err
    command = ("check", "latest", "--plan", str(tmp_path / "plan.yaml"), "--profile", "statcan", "--format", "json")
    debt, deaths = json.loads(run(*command).out)["results"]
    assert (debt["year"], debt["category"]) == (2025, "limited_progress")
    assert (debt["value"], debt["score"]) == (pytest.approx(0.003119490847657058), pytest.approx(-0.9402545761714709))
    assert (deaths["year"], deaths["category"]) == (2024, "limited_progress")
    assert (deaths["value"], deaths["score"]) == (
        pytest.approx(0.004452949614101143),
        pytest.approx(-0.2735251929494287),
    )


def test_other_quarters_are_no_years(run: Run, tmp_path: Path) -> None:
    """First quarters are not judged, and named."""
    figures = canadian(tmp_path) / "data" / "indicator_1-3-1.csv"
    figures.write_text(figures.read_text().replace("Q4", "Q1"))
    assert (
        "figures of Q1 are not the year's"
        in run("init", "--from", str(tmp_path), "-o", str(tmp_path), "--lang", "en").err
    )


def test_quarters_stay_the_calendar_s_beside_fiscal_years(run: Run, tmp_path: Path) -> None:
    """A site may have fiscal years in one file and fourth quarters in another: both are judged."""
    folder = canadian(tmp_path)
    (folder / "meta" / "2-1-1.md").write_text("---\nauto_progress_calculation: true\n---\n")
    rows = "".join(f"{year}/{year + 1},{100 - year % 100}\n" for year in range(2015, 2024))
    (folder / "data" / "indicator_2-1-1.csv").write_text("Year,Value\n" + rows)
    run("init", "--from", str(folder), "-o", str(folder))
    ran = run("check", "latest", "--profile", "statcan", "--plan", str(folder / "plan.yaml"), "--format", "json")
    found = json.loads(ran.out)
    assert {each["id"]: each["year"] for each in found["results"]} == {"1-3-1": 2025, "2-1-1": 2023, "3-11-1": 2024}
    assert all(each["status"] != "missing" for each in found["results"])


def test_a_site_without_a_progress_calculation_makes_no_plan(run: Run, tmp_path: Path) -> None:
    """Most sites publish figures only: nothing is written that could not be used."""
    for meta in canadian(tmp_path).glob("meta/*.md"):
        meta.write_text("---\nindicator_name: x\n---\n")
    ran = run("init", "--from", str(tmp_path), "-o", str(tmp_path / "out"), "--lang", "en")
    assert (ran.code, "auto_progress_calculation" in ran.err, (tmp_path / "out").exists()) == (2, True, False)


#: Made after files of other offices' sites: Germany 11.3.a, Los Angeles 10.7.4 and 8.4.1, the United Kingdom's 3.7.1.
OTHERS = {
    "11-3-a": "Year,Units,COMMENT_OBS_0,sex,Value\n2015,%,,,16.0\n2025,%,p,,11.1\n2025,%,,male,10.4\n",
    "10-7-4": "Year,Region,Units,Value\n2015,,Percent foreign born,37.4\n2015,Asia,By region (%),29.6\n"
    "2019,,Percent foreign born,36.4\n",
    "8-4-1": "Year,Recyclables,Bulky items,Value\n2015,Recyclables,,207756\n2015,,Bulky items,27640\n",
    "3-7-1": "Year,Unit measure,Unit multiplier,Value\n2015,Number,Thousands,790\n2021,Number,Thousands,456.9\n",
}


def test_the_headline_is_found_as_sites_write_it(run: Run, tmp_path: Path) -> None:
    """A numbered remark divides nothing, another unit may go with each part, and one part is never the whole.

    A target in the options is in what the file shows: 480 of a column of thousands.
    """
    for id, text in OTHERS.items():
        for name, content in {
            f"meta/{id}.md": "---\nauto_progress_calculation: true\nprogress_calculation_options: [{target: 480}]\n---\n",
            f"data/indicator_{id}.csv": text,
        }.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
    told = run("init", "--from", str(tmp_path), "-o", str(tmp_path), "--lang", "en").err
    assert "8-4-1: column 'Bulky items' has no blank cells" in told
    ran = run("check", "latest", "--plan", str(tmp_path / "plan.yaml"), "--profile", "statcan", "--format", "json")
    found = {each["id"]: (each["year"], each["actual"], each["unit"]) for each in json.loads(ran.out)["results"]}
    assert found.pop("8-4-1")[1] is None
    assert found == {
        "3-7-1": (2021, 456.9, "Thousands"),
        "10-7-4": (2019, 36.4, "Percent foreign born"),
        "11-3-a": (2025, 11.1, "%"),
    }
