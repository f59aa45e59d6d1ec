"""The page on CI is true: its commands are run as written, the hooks and the action do what it says."""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, Run

PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "docs/zh/ci.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"```\w+\n.*?```", re.DOTALL)
COMMANDS = re.findall(r"^(?:\s*- (?:run: )?)?(plan (?:validate|check) .*)$", PAGE, re.MULTILINE)


@pytest.fixture
def _harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data/harbour", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))


def test_actions_are_named_by_their_commit() -> None:
    """In the documentation as in the workflows here: the same hash of the same version."""
    named = re.compile(r"uses: (actions/[\w-]+)@(.*)")
    ours = {match for file in (ROOT / ".github/workflows").glob("*.yml") for match in named.findall(file.read_text())}
    shown = {
        match for file in (ROOT / "docs").rglob("*.md") for match in named.findall(file.read_text(encoding="utf-8"))
    }
    assert shown
    assert shown <= ours


def test_the_chinese_page_has_the_same_blocks() -> None:
    """Workflows, hooks and commands, so that what is run of one page is true of both."""
    assert BLOCKS.findall(CHINESE) == BLOCKS.findall(PAGE)


@pytest.mark.usefixtures("_harbour")
def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    """In their order; what they write is there, and the job's summary keeps what stood in it."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    assert len(COMMANDS) == 9
    for command in COMMANDS:
        words = shlex.split(command.replace("$GITHUB_STEP_SUMMARY", str(summary)))
        assert run(*words[1:]).code in (0, 1), command
    assert summary.read_text(encoding="utf-8").startswith("before\n# Port of Alderhaven")
    assert json.loads(Path("badge.json").read_text())["message"] == "6 of 9 on track"
    for name in ("plan.sarif", "plan.json", "codequality.json", "plan.xml", "known.json"):
        assert (tmp_path / name).stat().st_size > 1


@pytest.mark.usefixtures("_harbour")
def test_a_summary_is_never_replaced(run: Run, tmp_path: Path) -> None:
    """By ``-o`` as by ``--emit``, under any name of the file."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    for command in (
        ["check", "2025", "--format", "csv", "-o", str(summary)],
        ["validate", "--emit", "csv=./summary.md"],
    ):
        before = summary.read_text(encoding="utf-8")
        run(*command)
        after = summary.read_text(encoding="utf-8")
        assert (after.startswith(before), len(after) > len(before)) == (True, True)


@pytest.mark.usefixtures("_harbour")
def test_the_hooks_run(run: Run) -> None:
    """As pre-commit calls them: their entry, the arguments of the page, the files that changed."""
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (block,) = (block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "repos:" in block)
    for used in yaml.safe_load(block)["repos"][0]["hooks"]:
        hook = hooks[used["id"]]
        changed = ["plan.yaml"] if hook.get("pass_filenames", True) else []
        assert run(*hook["entry"].split()[1:], *used.get("args", []), *changed).code in (0, 1)
        assert re.search(hook["files"], "plan.yaml")


def test_the_action_calls_the_program() -> None:
    """No other action is used; what a user writes goes through the environment, not into the script."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    (step,) = action["runs"]["steps"]
    assert "uses" not in step
    assert "${{" not in step["run"]


def test_the_action_runs_nothing_but_the_program(tmp_path: Path) -> None:
    """Quotes and variables of its arguments count as in a shell; a command inside them is a word."""
    (step,) = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    program = tmp_path / "plan" / "bin" / "plan"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\nexit 3\n')
    program.chmod(0o755)
    script = "python3 -c" + step["run"].partition("python3 -c")[2]
    words = "check 2025 --where 'Sex=T, all' --emit markdown=$SUMMARY $(touch made) `touch made` > made"
    environment = {**os.environ, "RUNNER_TEMP": str(tmp_path), "PLAN_ARGS": words, "SUMMARY": "a b.md"}
    ran = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
    )
    assert ran.stdout.split("|")[:6] == ["check", "2025", "--where", "Sex=T, all", "--emit", "markdown=a b.md"]
    assert (ran.returncode, (tmp_path / "made").exists()) == (3, False)


def test_paths_are_those_from_the_root_of_the_repository(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the command is run in it: annotations, and the names by which a baseline knows its findings."""
    shutil.copytree(ROOT / "data/harbour", tmp_path / "deep" / "harbour")
    (tmp_path / ".git").mkdir()
    plan = tmp_path / "deep" / "harbour" / "plan.yaml"
    plan.write_text(plan.read_text().replace("target: 1120", "target: 1120\n    growth: 99"), encoding="utf-8")
    seen = []
    for folder in (tmp_path, plan.parent):
        monkeypatch.chdir(folder)
        sarif = json.loads(run("validate", str(plan), "--format", "sarif").out)["runs"][0]
        result = sarif["results"][0]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        seen.append((place, result["partialFingerprints"]["planFinding/v1"]))
        assert sarif["tool"]["driver"]["rules"][0]["helpUri"].startswith("https://")
    assert seen[0] == seen[1]
    assert seen[0][0] == "deep/harbour/plan.yaml"


@pytest.mark.parametrize(
    ("options", "message", "color"),
    [
        ([], "6 of 9", "orange"), (["--fail-on", "never"], "6 of 9", "orange"),
        (["--indicator", "containers", "--indicator", "rail-share"], "1 of 2", "yellow"),
        (["--indicator", "containers"], "1 of 1", "brightgreen"), (["--indicator", "noise"], "0 of 0", "lightgrey"),
    ],
)  # fmt: skip
def test_a_badge_says_how_many_are_on_track(run: Run, options: list[str], message: str, color: str) -> None:
    """Green where all are; where nothing is to fail the run its color still says what is behind."""
    ran = run("check", "2025", "--plan", "example:harbour", "--format", "badge", *options)
    assert json.loads(ran.out) == {
        "schemaVersion": 1, "label": "plan", "message": f"{message} on track", "color": color,
    }  # fmt: skip
