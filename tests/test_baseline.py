"""A baseline lists what is accepted: it counts no more, from whatever folder, until something about it changes."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, Run

HARBOUR = ROOT / "data/harbour"
CHECK = ["check", "2025", "--plan", "plan.yaml"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with its actuals, of which two binding indicators are behind; the working folder."""
    shutil.copytree(HARBOUR, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def test_accepted_verdicts_and_findings_fail_no_run(run: Run, folder: Path) -> None:
    """The verdicts are still shown; only the exit code, lists and annotations leave them out."""
    assert run(*CHECK, "--write-baseline", "known.json").code == 1
    ran = run(*CHECK, "--baseline", "known.json", "--fail-on", "any")
    assert ran.code == 0
    assert "reversing" in ran.out
    assert run(*CHECK, "--baseline", "known.json", "--format", "github").out == ""
    plain, accepted = (
        json.loads(run(*CHECK, "--format", "json", *more).out) for more in ([], ["--baseline", "known.json"])
    )
    assert accepted["results"] == plain["results"]
    assert accepted["exit_code"] == 0


def test_a_new_figure_is_a_new_finding(run: Run, folder: Path) -> None:
    """What was accepted was that figure; the one that is gone is told."""
    run(*CHECK, "--write-baseline", "known.json")
    figures = (folder / "actuals.csv").read_text(encoding="utf-8")
    (folder / "actuals.csv").write_text(figures.replace("co2,2025,54.2", "co2,2025,55"), encoding="utf-8")
    ran = run(*CHECK, "--baseline", "known.json")
    assert ran.code == 1
    assert "1 known finding no longer occurs" in ran.err


def test_a_line_above_moves_nothing(run: Run, folder: Path) -> None:
    """Findings are known by what they are about."""
    run(*CHECK, "--write-baseline", "known.json")
    heading, *rows = (folder / "actuals.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "actuals.csv").write_text("".join([heading, *reversed(rows)]), encoding="utf-8")
    assert run(*CHECK, "--baseline", "known.json").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("repository", [False, True])
@pytest.mark.parametrize("command", [["check", "2025"], ["validate", "--fail-on", "any"]], ids=" ".join)
def test_a_baseline_matches_from_any_folder(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], repository: bool
) -> None:
    """In a repository and without one, also as an absolute path; it may be written anew from there as well."""
    if repository:
        (folder / ".git").mkdir()
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(
        plan.replace("    baseline: 840", "    growth: 30\n    baseline: 840"), encoding="utf-8"
    )
    assert run(*command, "--plan", "plan.yaml", "--write-baseline", "known.json").code == 1
    (folder / "below").mkdir()
    for at, to in ((folder / "below", ".."), (folder.parent, "work"), (Path("/"), str(folder))):
        monkeypatch.chdir(at)
        ran = run(*command, "--plan", f"{to}/plan.yaml", "--baseline", f"{to}/known.json")
        assert (ran.code, ran.err) == (0, "")
        assert run(*command, "--plan", f"{to}/plan.yaml", "--write-baseline", f"{to}/known.json").code == 1


def test_a_baseline_of_other_files_is_not_replaced(run: Run, folder: Path) -> None:
    """Without --force; nor is a file that is no baseline read as one, nor --force passed over."""
    (folder / "other").mkdir()
    shutil.copy(folder / "plan.yaml", folder / "other/plan.yaml")
    shutil.copy(folder / "actuals.csv", folder / "other/actuals.csv")
    assert run("check", "2025", "--plan", "other/plan.yaml", "--write-baseline", "known.json").code == 1
    assert run(*CHECK, "--write-baseline", "known.json").code == 2
    assert run(*CHECK, "--write-baseline", "known.json", "--force").code == 1
    assert run(*CHECK, "--baseline", "actuals.csv").code == 2
    assert run(*CHECK, "--force").code == 2
    assert run("validate", "plan.yaml", "--force").code == 2


#: Of the verdicts on the example; lists that people keep in their repositories have them.
LISTED = {
    "PLN401 lagging": "ef1b3a0b5a586b8e10844258c0ef42e4",
    "PLN402 off-track": "23018a293b87500b0aea88168619f05d",
    "PLN403 reversing": "298fd0badd8c73207d71f7df92718477",
    "PLN404 missing": "242fe24032047678e8f8266960e69cb7",
    "PLN405 undecidable": "9a09dff54625cb2e43c66206e7089b23",
    "PLN406 not-assessable": "25ead9563177cd5fdcaff1fa893d6c1c",
}


def test_a_list_that_was_written_goes_on_to_match(run: Run, folder: Path) -> None:
    """What a fingerprint is made of does not change with the words or the facts that a version adds."""
    issues = json.loads(run(*CHECK, "--format", "gitlab").out)
    found = {issue["check_name"]: issue["fingerprint"] for issue in reversed(issues)}
    assert found == LISTED
