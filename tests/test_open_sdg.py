"""An Open SDG data repository becomes a plan whose verdicts are the ones that the office published."""

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
    assert "8-5-1 has no data file" in text
    assert "column 'Series' has no cell 'Current score'" in text
    assert re.search(r'- .file: "?data/indicator_1-2-1.csv"?, indicator: "1-2-1"', text)
    assert run("validate", str(site / "plan.yaml")).code == 0


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
