"""Defaults of a project: found at the root only, used by every command, behind the command line, and never passed over."""

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, Run

CHECK = ["check", "2025"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a plan in ``sub``; the working folder is its root."""
    (tmp_path / ".git").mkdir()
    shutil.copytree(ROOT / "data/harbour", tmp_path / "sub")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=["plan.toml", "pyproject.toml"])
def write(request: pytest.FixtureRequest, folder: Path) -> Path:
    """The file that holds the settings."""
    return folder / str(request.param)


def fill(file: Path, text: str) -> None:
    """Settings as the file has them: ``[plan]`` and ``[plan.X]`` are written as the file needs it."""
    before = "[project]\nname = 'x'\n" if file.name == "pyproject.toml" else ""
    after = text.replace("[plan", "[tool.plan") if before else text.replace("[plan]\n", "").replace("[plan.", "[")
    file.write_text(before + after, encoding="utf-8")


@pytest.mark.slow
def test_every_command_uses_them(run: Run, write: Path) -> None:
    """The plan is seen from the file that names it, the language holds for help and errors, too."""
    fill(write, "[plan]\nlang = 'zh'\nplan = 'sub/plan.yaml'\nwidth = 60\n")
    for command in (CHECK, ["milestones"], ["show"], ["forecast"], ["validate"], ["explain", "co2", "2025"]):
        ran = run(*command)
        assert ran.code in (0, 1), ran.err
        assert any(word in ran.out for word in ("指标", "可用", "目标值"))
    assert run("check", "--help").out.startswith("用法")
    assert max(map(len, run("milestones").out.splitlines())) <= 60


def test_they_hold_below_the_root(run: Run, write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder of the repository they are the same; a file there is not looked at."""
    fill(write, "[plan]\nplan = 'sub/plan.yaml'\n[plan.check]\nfail-on = 'never'\n")
    (write.parent / "sub/below").mkdir()
    (write.parent / "sub/below/plan.toml").write_text("nonsense = 1\n")
    monkeypatch.chdir(write.parent / "sub/below")
    assert run(*CHECK).code == 0


@pytest.mark.slow
def test_the_command_line_and_the_environment_go_before(run: Run, write: Path) -> None:
    """An option that is given is the one that counts."""
    fill(write, "[plan]\nlang = 'zh'\nplan = 'none.yaml'\n[plan.check]\nfail-on = 'never'\n")
    assert run(*CHECK, "--plan", "sub").code == 0
    assert run(*CHECK, "--plan", "sub", "--fail-on", "any").code == 1
    assert "exit 0" in run(*CHECK, "--plan", "sub", "--lang", "en").out
    assert "exit 0" in run(*CHECK, PLAN_LANG="en", PLAN_FILE="sub").out
    assert run("validate", "sub/plan.yaml").code == 0


def test_verbose_says_what_was_used(run: Run, write: Path) -> None:
    """And from which file; not what the command line replaced."""
    fill(write, "[plan]\nplan = 'sub'\nwidth = 90\n[plan.check]\nfail-on = 'never'\n")
    assert f"defaults from {write.name}: fail-on = never" in run(*CHECK, "-v", "--width", "100").err
    assert "defaults" not in run(*CHECK).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[plan]\nlangs = 'zh'\n", ["PLN101", "did you mean 'lang'?"]),
        ("[plan]\nfail-on = 'any'\n", ["PLN101", "'fail-on'"]),
        ("[plan]\noutput = 'x.csv'\n", ["PLN101", "'output'"]),
        ("[plan]\nlang = 1.5\n", ["PLN107", "a text or a number"]),
        ("[plan]\nquiet = 'yes'\n", ["PLN107", "true or false"]),
        ("[plan.check]\nfail_on = 'any'\n", ["PLN101", "did you mean 'fail-on'?"]),
        ("[plan.check]\noutput = 'x.csv'\n", ["PLN101", "'output'"]),
        ("[plan.check]\nprofile = 'eurostat'\n", ["PLN107", "a list of texts"]),
        ("[plan.chek]\nfail-on = 'any'\n", ["PLN101", "did you mean 'check'?"]),
        ("[plan.milestones]\ntrace = true\n", ["PLN101", "'trace'"]),
        ("[plan]\nlang = \n", ["PLN107", "TOML"]),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
@pytest.mark.sampled(4)
def test_a_mistake_in_them_stops_every_command(run: Run, write: Path, text: str, said: list[str]) -> None:
    """With its place, also where another command runs."""
    fill(write, text)
    for command in (CHECK, ["show"]):
        ran = run(*command, "--plan", "sub")
        assert ran.code == 2
        assert [word for word in said if word not in ran.err] == []
        assert f"{write.name}:" in ran.err


def test_a_value_that_is_no_choice_is_told_with_its_place(run: Run, write: Path) -> None:
    """As on the command line, in the reader's language."""
    fill(write, "[plan.check]\nfail-on = 'sometimes'\n")
    ran = run(*CHECK, "--plan", "sub", "--lang", "zh")
    assert ran.code == 2
    assert "'sometimes' 不在可选值之中：'auto'、'binding'、'any'、'never'" in ran.err
    assert f"（{write.name}:" in ran.err


def test_two_files_are_a_question(run: Run, folder: Path) -> None:
    """Neither wins in silence."""
    fill(folder / "plan.toml", "[plan]\nlang = 'zh'\n")
    fill(folder / "pyproject.toml", "[plan]\nlang = 'en'\n")
    ran = run(*CHECK, "--plan", "sub")
    assert ran.code == 2
    assert "plan.toml" in ran.err
    assert "pyproject.toml" in ran.err


@pytest.mark.parametrize("text", ["[project]\nname = 'plan'\n", "[tool]\n", "not toml"])
def test_a_pyproject_without_them_is_left_alone(run: Run, folder: Path, text: str) -> None:
    """Also a broken one: it is another program's."""
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    assert run(*CHECK, "--plan", "sub").code == 1


def test_an_option_at_the_top_is_shown_in_its_table(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A threshold is of one command; what is proposed works as it is written."""
    monkeypatch.chdir(tmp_path)
    wanted = "did you mean 'check.fail-on'?"
    for key, code, said in (("fail-on", 2, wanted), ("fial-on", 2, wanted), ("check.fail-on", 1, "--fail-on any")):
        Path("plan.toml").write_text(f'{key} = "any"\n', encoding="utf-8")
        ran = run("check", "2025", "--plan", "example:harbour")
        assert (ran.code, said in ran.out + ran.err) == (code, True)
