"""The gallery: real plans, their figures, and the verdicts that their offices published."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import ROOT, Run
from plan_cli import api
from plan_cli.examples import EXAMPLES

GALLERY = ROOT / "data" / "gallery"
NAMES = sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir())


def _published(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((GALLERY / name / "published.csv").read_text(encoding="utf-8").splitlines()))


def test_every_folder_is_an_example_and_complete() -> None:
    """`plan example NAME` offers each, with its figures, verdicts and sources."""
    assert sorted(name for name, example in EXAMPLES.items() if example.folder.startswith("gallery/")) == NAMES
    for name in NAMES:
        files = {file.name for file in (GALLERY / name).iterdir()}
        assert files == set(EXAMPLES[name].files)
        assert "**Sources**" in (GALLERY / name / "README.md").read_text(encoding="utf-8")
    assert len(NAMES) >= 10


def test_all_are_listed(run: Run) -> None:
    """By name and title."""
    listed = run("example", "list", "--lang", "en").out.splitlines()
    assert [line.split()[0] for line in listed] == list(EXAMPLES)
    assert listed[-4].split(maxsplit=1) == ["uk-carbon-budgets", "United Kingdom, carbon budgets 1 to 5"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_published_verdicts_come_out(name: str, run: Run) -> None:
    """Each in the office's word; where it does not, `differs` says why, and it must still be so."""
    published = _published(name)
    came: dict[tuple[str, str, str], str] = {}
    for year, profile in sorted({(row["year"], row["profile"]) for row in published}):
        ran = run("check", year, "--plan", str(GALLERY / name), "--profile", profile, "--format", "json")
        for result in json.loads(ran.out)["results"]:
            came[year, profile, result["id"]] = result["category"] or result["status"]
    for row in published:
        assert all(row[key] for key in ("indicator", "year", "verdict", "category", "profile", "source")), row
        equal = came[row["year"], row["profile"], row["indicator"]] == row["category"]
        assert equal != bool(row["differs"]), (row, came[row["year"], row["profile"], row["indicator"]])


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_example_becomes_every_report(name: str, run: Run, tmp_path: Path) -> None:
    """In each format and form, by its office's rules: nothing in a real plan breaks a report."""
    profile = ("--profile", _published(name)[0]["profile"])
    for form, suffix in (
        ("full", "html"),
        ("full", "xlsx"),
        ("full", "docx"),
        ("summary", "html"),
        ("midterm", "xlsx"),
    ):
        options = ("--plan", str(GALLERY / name), "--form", form, "--fail-on", "never", *profile)
        ran = run("report", *options, "-o", str(tmp_path / f"r.{suffix}"))
        assert ran.code in (0, 3), (form, suffix, ran.err)


@pytest.mark.slow
def test_the_rates_that_an_evaluation_asks_for_come_out(run: Run) -> None:
    """China's evaluation of 2013: from then on CO2 had to fall by 3.9 % a year, nitrogen oxides by 4.3 %."""
    ran = run("check", "2012", "--plan", str(GALLERY / "china-12fyp"), "--format", "json")
    rates = {each["id"]: each["catch_up_rate"] for each in json.loads(ran.out)["results"]}
    assert (round(rates["carbon"], 3), round(rates["nitrogen-oxides"], 3)) == (-0.039, -0.043)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("year", "published"),
    [("2018", {"1.1": 34.5, "1.2": 82.0, "5.1": 12.8, "5.2": 17.5, "5.3": 14.8}),
     ("2016", {"3": 1.3, "6.2": 120.0, "6.3": 140.0})],
)  # fmt: skip
def test_the_movement_toward_the_target_comes_out(year: str, published: dict[str, float], run: Run) -> None:
    """In per cent of the targeted change, as the table of Healthy People 2020 prints it."""
    plan = str(GALLERY / "united-states-healthy-people-2020")
    ran = run("check", year, "--plan", plan, "--profile", "healthy-people-2020", "--format", "json")
    progress = {each["no"].removeprefix("AHS-"): each["progress"] for each in json.loads(ran.out)["results"]}
    assert {no: round(100 * progress[no], 1) for no in published} == published


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_are_those_that_were_judged(name: str) -> None:
    """A verdict's figure is the actual of its year, or the mean of some years as it is printed; every actual has its source."""
    with (GALLERY / name / "actuals.csv").open(encoding="utf-8") as lines:
        actuals = list(csv.DictReader(lines))
    assert all(row["source"] for row in actuals)
    values = {(row["indicator"], row.get("period") or row["year"]): row["value"] for row in actuals}
    averaged = {each.id: each.average for each in api.load_plan(GALLERY / name / "plan.yaml", strict=True).indicators}
    for row in _published(name):
        id, year = row["indicator"], row["year"]
        value = values.get((id, year), "")
        if window := averaged[id]:
            of_years = [Decimal(values[id, str(each)]) for each in window.of(int(year))]
            value = str(round(sum(of_years) / window.years))
        assert value == row["figure"], row


def test_the_count_is_stated() -> None:
    """The table of the gallery's page says how many published verdicts come out."""
    page = Path(GALLERY / "README.md").read_text(encoding="utf-8")
    total = equal = 0
    for name in NAMES:
        rows = _published(name)
        same = sum(not row["differs"] for row in rows)
        total, equal = total + len(rows), equal + same
        assert f"| [`{name}`]({name}/README.md) |" in page
        assert f" {same} of {len(rows)} |" in next(line for line in page.splitlines() if f"`{name}`" in line)
    assert f"{equal} of {total} published verdicts come out" in page
