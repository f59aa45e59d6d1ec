"""Profiles as they are shown: side by side, year by year, and their pages."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from plan_cli.__main__ import main
from plan_cli.profiles.built_in import PROFILES
from plan_cli.report.records import schema_of

ROOT = Path(__file__).parents[1]
PLAN = ["--plan", str(ROOT / "data" / "targets.yaml"), "--lang", "en"]
ACTUALS = str(ROOT / "data" / "actuals" / "changsha.csv")


def _json(capsys, *arguments: str):
    main([*arguments, "--format", "json", *PLAN])
    return json.loads(capsys.readouterr().out)


def test_compare_lists_every_profile_for_each_indicator(capsys) -> None:
    """In JSON each result has one verdict for each rule, and the document says where they differ."""
    told = _json(capsys, "check", "2021", ACTUALS, "--compare")
    jsonschema.validate(told, schema_of("check"))
    trade = next(result for result in told["results"] if result["id"] == "trade-total")
    assert {each["profile"] for each in trade["compare"]} == set(PROFILES)
    assert len({(each["profile"], each["path"]) for each in trade["compare"]}) == len(trade["compare"])
    assert "trade-total" in told["compare"]["changed"]
    assert "trade-total" in told["compare"]["changed_by_path"]
    statuses = {(each["profile"], each["path"]): each["status"] for each in trade["compare"]}
    assert statuses["milestone", "compound"] == "on_track"
    assert statuses["milestone", "linear"] == "lagging"


def test_compare_says_where_the_choice_matters(capsys) -> None:
    """The table ends with the verdicts by rule and the count of those that change."""
    main(["check", "2021", ACTUALS, "--compare", *PLAN])
    told = capsys.readouterr().out
    assert "The choice changes the verdict: on track (milestone" in told
    assert "The choice of path (compound or linear) changes the verdict: Total imports and exports" in told


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.sampled(6)
def test_milestones_with_the_cut_points_of_a_profile(name, capsys) -> None:
    """Every cut point of a year is the one that a check of that year judges by."""
    laid = _json(capsys, "milestones", "--profile", name)
    jsonschema.validate(laid, schema_of("milestones"))
    checked = _json(capsys, "check", "2023", ACTUALS, "--profile", name)
    jsonschema.validate(checked, schema_of("check"))
    trade = next(each for each in laid["results"] if each["id"] == "trade-total")
    judged = next(each for each in checked["results"] if each["id"] == "trade-total")
    if trade["cuts"]:
        of_year = next(each["values"] for each in trade["cuts"] if each["year"] == 2023)
        assert of_year == {word: judged["cuts"][word] for word in of_year}
    else:
        assert trade["cuts_reason"]


@pytest.mark.parametrize("name", PROFILES)
def test_explain_prints_the_page_of_a_profile(name, capsys) -> None:
    """Each has its source and a line for each of its categories, also without an indicator."""
    assert main(["explain", "--profile", name, *PLAN[2:]]) == 0
    assert PROFILES[name].name in capsys.readouterr().out
    main(["explain", "--profile", name, "--format", "json"])
    told = json.loads(capsys.readouterr().out)["profiles"][0]
    assert [each["category"] for each in told["categories"]] == [str(word) for word in PROFILES[name].categories]
    assert all("{" not in each["line"] for each in told["categories"])


@pytest.mark.slow
@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("format", ["table", "markdown", "csv"])
def test_every_profile_can_be_written(name, format, capsys) -> None:
    """Check and explain speak of every profile in both languages."""
    for lang in ("en", "zh"):
        assert main(["check", "2021", ACTUALS, *PLAN[:2], "--lang", lang, "--profile", name, "--format", format]) < 4
        arguments = ["explain", "trade-total", "2021", "--actuals", ACTUALS, "--profile", name, "--format", format]
        assert main([*arguments, *PLAN[:2], "--lang", lang]) == 0
        assert capsys.readouterr().out


def test_the_page_of_the_documentation_is_current(capsys) -> None:
    """docs/profiles.md is what ``plan explain --profile all --format markdown`` prints, in both languages."""
    pages = []
    for lang in ("en", "zh"):
        main(["explain", "--profile", "all", "--format", "markdown", "--lang", lang])
        pages.append(capsys.readouterr().out)
    page = ROOT / "docs" / "profiles.md"
    if os.environ.get("PLAN_WRITE_DOCS"):
        page.write_text("\n".join(pages), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == "\n".join(pages)


def test_the_comparison_on_the_changsha_figures_is_current(capsys, monkeypatch) -> None:
    """docs/compared.md ends with what the command that it names prints."""
    monkeypatch.chdir(ROOT)
    file = ROOT / "docs" / "compared.md"
    page = file.read_text(encoding="utf-8")
    command = next(line.strip() for line in page.splitlines() if line.startswith("    plan check"))
    main(command.split()[1:])
    told = capsys.readouterr().out
    if os.environ.get("PLAN_WRITE_DOCS"):
        page = page[: page.index(command) + len(command)] + "\n\n" + told.partition("\n")[2]
        file.write_text(page, encoding="utf-8")
    assert told.partition("\n")[2] in page


def test_explain_prints_the_published_value_and_score(capsys) -> None:
    """Of a profile that publishes figures."""
    main(["explain", "trade-total", "2023", "--actuals", ACTUALS, "--profile", "statcan", *PLAN])
    assert "value 0.415877, score -0.7672" in capsys.readouterr().out


def test_several_indicators_are_a_matrix_of_marks(capsys) -> None:
    """Indicators down, the chosen profiles across, a mark in each cell, and a line only where they differ."""
    chosen = ("--profile", "milestone", "--profile", "sdsn", "--profile", "linear")
    main(["check", "2025", "--plan", "example:harbour", "--compare", *chosen, "--lang", "en", "--format", "markdown"])
    lines = capsys.readouterr().out.splitlines()
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:-1]] for line in lines if (cells := line.split("|"))[1:]
    }
    assert rows["Containers handled"] == ["●", "◎", "▽"]
    assert rows["Ferry passengers"] == ["●", "●", "●"]
    assert rows["Complaints about noise"] == ["·", "·", "·"]
    assert "1 milestone  2 sdsn  3 linear" in lines
    noted = [line for line in lines if "The choice changes the verdict: " in line]
    assert any("Containers handled" in line for line in noted)
    assert not any("Ferry passengers" in line for line in noted)


def test_one_indicator_has_what_each_profile_needs(capsys) -> None:
    """A line for each, with the value that would have been enough."""
    main(["check", "2025", "--plan", "example:harbour", "--compare", "--indicator", "co2", "--lang", "en"])
    out = capsys.readouterr().out
    assert "CO2 emissions of port operations · 54.2 kt" in out
    assert re.search(r"sdsn +linear +≤ 48.8 +lagging", out)
