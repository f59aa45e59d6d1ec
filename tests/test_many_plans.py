"""Many plans at once: each is checked as it is alone, and the run ends as the worst of them."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, Run
from plan_cli.cli.plans import FORMATS
from plan_cli.render import formats_of
from plan_cli.report.plans import PlansReport

HARBOUR = ROOT / "data/harbour"


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two plans of the same kind, one with worse figures; the working folder is the one above them."""
    for name in ("north", "south"):
        shutil.copytree(HARBOUR, tmp_path / "plans" / name)
    figures = tmp_path / "plans/south/actuals.csv"
    figures.write_text(
        figures.read_text(encoding="utf-8").replace("containers,2025,1003", "containers,2025,703"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans"


def test_each_plan_is_checked_as_it_is_alone(run: Run, plans: Path) -> None:
    """A folder and a pattern mean the same; the best is first; each document is that of its own run."""
    document = json.loads(run("check", "2025", "--plan", "plans", "--format", "json").out)
    assert document == json.loads(run("check", "2025", "--plan", "plans/*/plan.yaml", "--format", "json").out)
    assert [each["rank"] for each in document["results"]] == [1, 2]
    assert [each["file"] for each in document["results"]] == ["plans/north/plan.yaml", "plans/south/plan.yaml"]
    for each in document["results"]:
        assert each["check"] == json.loads(run("check", "2025", "--plan", each["file"], "--format", "json").out)
        counted = [
            sum(each["counts"][attribute][status] for attribute in each["counts"]) for status in ("on_track", "missing")
        ]
        assert counted == [each["check"]["summary"]["on_track"], each["check"]["summary"]["missing"]]


def test_plans_of_one_title_are_told_apart(run: Run, plans: Path) -> None:
    """By their files."""
    shown = run("check", "2025", "--plan", "plans", "--format", "markdown").out
    assert all(f"(plans/{name}/plan.yaml)" in shown for name in ("north", "south"))


def test_equal_shares_have_the_same_rank(run: Run, plans: Path) -> None:
    """And the next one is counted from how many stand before it."""
    shutil.copytree(plans / "north", plans / "east")
    rows = list(csv.DictReader(io.StringIO(run("check", "2025", "--plan", "plans", "--format", "csv").out)))
    assert [(row["rank"], row["file"].split("/")[1]) for row in rows] == [("1", "east"), ("1", "north"), ("3", "south")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_plan_that_cannot_be_checked_stands_last_and_the_others_go_on(run: Run, plans: Path, lang: str) -> None:
    """With the reason; the run ends with 2, the worst."""
    (plans / "broken").mkdir()
    (plans / "broken/plan.yaml").write_text("format: 1\n", encoding="utf-8")
    (plans / "south/actuals.csv").unlink()
    ran = run("check", "2025", "--plan", "plans", "--lang", lang)
    assert ran.code == 2
    assert "66.7%" in ran.out
    assert ran.out.splitlines()[-1].startswith(("exit 2: a plan could not be checked", "退出码 2：有规划无法评价"))
    document = run("check", "2025", "--plan", "plans", "--format", "json", "--lang", lang).out
    results = json.loads(document)["results"]
    assert [each["rank"] for each in results] == [1, None, None]
    assert [bool(each["error"]) for each in results] == [False, True, True]
    assert document == run("check", "2025", "--plan", "plans", "--format", "json").out


@pytest.mark.parametrize(("figures", "code"), [("co2,2025,54.2", 1), ("", 0)])
def test_the_exit_code_is_the_worst(run: Run, plans: Path, figures: str, code: int) -> None:
    """1 where one of them fails; 0 where none does; --fail-on counts in each."""
    options = [] if figures else ["--fail-on", "never"]
    assert run("check", "2025", "--plan", "plans", *options).code == code


@pytest.mark.parametrize(
    "options", [["a.csv"], ["--indicator", "co2"], ["--compare"], ["--by", "x"], ["--sheet", "x"], ["--engine", "duckdb"]],
    ids=" ".join,
)  # fmt: skip
def test_what_means_one_plan_is_refused(run: Run, plans: Path, options: list[str]) -> None:
    """Nothing is passed over."""
    assert run("check", "2025", *options, "--plan", "plans").code == 2


def test_a_folder_of_one_plan_is_that_plan(run: Run, plans: Path) -> None:
    """As before."""
    document = json.loads(run("check", "2025", "--plan", "plans/north", "--format", "json").out)
    assert document["schema"] == "plan.check/1"


def test_every_format_of_the_report_is_offered_but_one() -> None:
    """JUnit has one line between passed and failed; ``--fail-on auto`` may draw it elsewhere in each plan."""
    assert set(FORMATS) == set(formats_of(PlansReport)) - {"junit"}


def test_findings_of_all_plans_are_annotated(run: Run, plans: Path) -> None:
    """For a CI run: each finding with its own file."""
    out = run("check", "2025", "--plan", "plans", "--format", "github").out
    assert "file=plans/north/actuals.csv" in out
    assert "file=plans/south/actuals.csv" in out
