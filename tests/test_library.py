"""The public functions, as a script would use them."""

import ast
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import plan_cli
from conftest import ROOT
from plan_cli import Status, check, load_plan, milestones, read_actuals

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_script_of_four_lines() -> None:
    """Load, read, lay, check: values in, values out, decimals throughout."""
    loaded = load_plan("data/targets.yaml")
    assert loaded.plan is not None
    actuals = read_actuals("data/actuals/changsha.csv", loaded.plan)
    report = check(loaded.plan, actuals, 2023)
    trade = report.results[0]
    assert (trade.indicator.id, trade.status) == ("trade-total", Status.OFF_TRACK)
    assert isinstance(trade.milestone, Decimal)
    laid = milestones(loaded.plan, path="linear", indicators=["trade-total"])
    assert laid.results[0].values[2023] == 3760


def test_what_is_wrong_with_a_call_is_said() -> None:
    """A year outside the plan and an unknown id are errors of the caller."""
    plan = load_plan("data/targets.yaml").plan
    assert plan is not None
    actuals = read_actuals("data/actuals/changsha.csv", plan)
    with pytest.raises(ValueError, match="2020 to 2025"):
        check(plan, actuals, 1999)
    with pytest.raises(KeyError):
        milestones(plan, indicators=["nope"])


def test_a_file_that_is_not_there_is_a_finding() -> None:
    """Reading never raises for what the user gave."""
    loaded = load_plan("no-such-plan.yaml")
    assert loaded.plan is None
    assert [diagnostic.code for diagnostic in loaded.diagnostics] == ["PLN018"]


def test_everything_public_is_there() -> None:
    """What ``__all__`` names is in ``dir``, can be imported, says what it is, and is told to type checkers."""
    assert dir(plan_cli) == sorted(plan_cli.__all__)
    for name in plan_cli.__all__:
        assert getattr(plan_cli, name).__doc__, name
    with pytest.raises(AttributeError):
        _ = plan_cli.nonsense
    imports = (node for node in ast.walk(ast.parse(Path(plan_cli.__file__).read_text("utf-8"))))
    typed = {alias.name for node in imports if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert {*plan_cli.__all__} - typed == {"__version__"}


@pytest.mark.parametrize("name", plan_cli.__all__)
def test_no_public_docstring_names_an_inner_module(name: str) -> None:
    """A reader of the library's help needs ``plan_cli`` alone."""
    documented = getattr(plan_cli, name)
    members = [documented, *vars(documented).values()] if isinstance(documented, type) else [documented]
    for member in members:
        assert not re.search(r"plan_cli\.[a-z]|``(?!plan_cli)\w+\.\w+``", getattr(member, "__doc__", None) or ""), (
            member
        )


def test_the_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As it stands there, from the top of the repository."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "off_track"


def test_the_example_of_the_readme_is_typed(tmp_path: Path) -> None:
    """``mypy --strict`` has nothing to say about it."""
    pytest.importorskip("mypy", reason="pip install mypy")
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    script = tmp_path / "example.py"
    script.write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", str(script)]
    checked = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert checked.returncode == 0, checked.stdout
