"""Tab completes: only candidates, nothing on stderr, never a failure, whatever the plan is like."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from test_startup import NAMES

SHELLS = ["bash", "fish", "powershell", "zsh"]


def offered(run: Run, line: str, place: int | None = None, **environment: str) -> list[str]:
    words = line.split(" ")
    asked = {"_PLAN_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(place or len(words) - 1)}
    ran = run(**asked, **environment)
    assert (ran.code, ran.err) == (0, "")
    return sorted(ran.out.split())


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("plan ch", ["chart", "check"]),
        ("plan check 2023 a.csv --fo", ["--force", "--format"]),
        ("plan check 2023 a.csv --lang ", ["en", "zh"]),
        ("plan check --fail-on=", ["any", "auto", "binding", "never"]),
        ("plan check --quiet 202", ["2020", "2021", "2022", "2023", "2024", "2025"]),
        ("plan check 2023 ", []),
        ("plan check 2023 a.csv --plan ", []),
        ("plan show fd", ["fdi"]),
        ("plan explain --lang zh fdi 2024", ["2024"]),
        ("plan check --indicator fdi --indicator fd", ["fdi"]),
        ("plan show --indicator fd", ["fdi"]),
        ("plan check --profile unsd", ["unsd-2022", "unsd-2023"]),
        ("plan milestones --path line", ["linear"]),
        ("plan milestones --format m", ["markdown"]),
        ("plan validate --ignore no-b", ["no-baseline"]),
        ("plan validate --max-errors ", []),
        ("plan completion ", SHELLS),
        ("plan nonsense ", sorted(NAMES)),
        ("plan show 'fd", ["fdi"]),
    ],
)
@pytest.mark.sampled(4)
def test_what_may_stand_there_is_offered(run: Run, line: str, some: list[str]) -> None:
    """Commands, options, choices, and what the plan holds; files are the shell's to find."""
    assert offered(run, line) == some


def test_every_command_and_its_options_are_offered(run: Run) -> None:
    """From what the commands themselves declare."""
    assert {*NAMES} <= {*offered(run, "plan ")}
    for name in NAMES:
        assert "--lang" in offered(run, f"plan {name} --l")


@pytest.mark.parametrize("content", ["indicators: [{id: aa, target: x}, 3]\n", "a: [", "", "- 1\n", "indicators: 7\n"])
def test_a_broken_plan_is_no_trouble(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    """What can be read of it is offered, and nothing is said of the rest."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.plan.yaml").write_text(content, encoding="utf-8")
    assert offered(run, "plan show a") == (["aa"] if "aa" in content else [])
    assert offered(run, "plan show --plan missing.yaml a") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_one_that_the_shell_takes(run: Run, shell: str) -> None:
    """Where that shell is installed it is asked; everywhere the script asks as the program answers."""
    script = run("completion", shell).out
    assert "_PLAN_COMPLETE" in script
    if shell != "powershell" and (found := shutil.which(shell)):
        assert subprocess.run([found, "-n"], input=script, text=True, capture_output=True, check=True).stderr == ""


PROGRAM = Path(sys.executable).with_name("plan")


@pytest.mark.skipif(not (shutil.which("bash") and PROGRAM.exists()), reason="needs bash and the program's script")
@pytest.mark.slow
def test_bash_completes(tmp_path: Path) -> None:
    """The whole way: the script in a shell, Tab on a word, the program's candidates."""
    script = (
        'eval "$("$0" completion bash)"; COMP_WORDS=(plan check --lang z); COMP_CWORD=3; _plan_completion "$0"; '
        'echo "${COMPREPLY[*]}"; COMP_WORDS=(plan show --plan example ""); COMP_CWORD=4; _plan_completion "$0"; echo "${#COMPREPLY[@]}"'
    )
    ran = subprocess.run(["bash", "-c", script, str(PROGRAM)], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert (ran.stdout.split(), ran.stderr) == (["zh", "45"], "")
