"""Start-up: nothing is imported before it is used. Every command's imports are walked."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from plan_cli.cli import commands

pytestmark = pytest.mark.slow

ACTUALS = "data/actuals/changsha.csv"
#: What no command needs that works on the bundled plan and a CSV file.
HEAVY = {
    "polars", "duckdb", "narwhals", "pandas", "numpy", "pyarrow", "openpyxl", "python_calamine", "pyspark", "matplotlib",
    "jinja2", "requests", "urllib.request", "http.client", "ssl", "asyncio", "unittest", "sqlite3",
    "plan_cli.panel",
}  # fmt: skip
#: command → how it is called; commands that are not here are walked by their help.
CALLED = {
    "check": ["2023", ACTUALS],
    "milestones": [],
    "show": [],
    "validate": [],
    "explain": ["PLN201"],
    "report": [ACTUALS],
    "schema": [],
    "completion": ["bash"],
}
NAMES = sorted(path.stem for path in Path(commands.__path__[0]).glob("[a-z]*.py"))


#: Runs the program, then tells what is loaded: ``-X importtime`` does not see what ``importlib`` imports by name.
WALK = (
    "import sys\nfrom plan_cli.__main__ import main\ncode = main(sys.argv[1:])\n"
    "sys.stderr.write(''.join(f'\\nloaded: {name}' for name in list(sys.modules)))\nsys.exit(code)"
)


def imported(*arguments: str) -> set[str]:
    """The modules that a run of the program imports."""
    command = [sys.executable, "-X", "importtime", "-c", WALK, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode in (0, 1), ran.stderr[-500:]
    return set(re.findall(r"^(?:import time:.*\||loaded:)\s*([\w.]+)$", ran.stderr, re.MULTILINE))


@pytest.mark.parametrize("name", NAMES)
def test_a_command_imports_nothing_heavy(name: str) -> None:
    """No dataframe library, no network, no list of what is installed, unless a panel or a format asks for it."""
    modules = imported(name, *CALLED.get(name, ["--help"]))
    assert f"plan_cli.cli.commands.{name}" in modules
    assert not HEAVY & modules


def packages(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


@pytest.mark.parametrize("name", sorted({*CALLED} - {"schema"}))
def test_a_command_loads_no_other_command(name: str) -> None:
    """Each command's module is loaded when that command is asked for."""
    modules = imported(name, *CALLED[name])
    commands_loaded = {each for each in NAMES if f"plan_cli.cli.commands.{each}" in modules}
    assert commands_loaded == {name}


#: What a check by ``milestone`` has no use for: rules of offices and of one's own, repair, what draws and lays out.
IDLE_IN_A_CHECK = {
    "plan_cli.profiles.built_in", "plan_cli.profiles.offices", "plan_cli.model.stated_profile",
    "plan_cli.planfile.profile_models", "plan_cli.planfile.errors", "plan_cli.planfile.recovery",
    "plan_cli.report.forms", "rich", "statistics", "html",
}  # fmt: skip


def test_a_check_loads_the_rules_it_judges_by_and_no_others() -> None:
    """A sound plan without profiles, judged by the usual rule, written as JSON; an office's rule loads its own."""
    usual = imported("check", "2023", ACTUALS, "--format", "json")
    assert not IDLE_IN_A_CHECK & usual
    by_office = imported("check", "2023", ACTUALS, "--format", "json", "--profile", "eurostat")
    assert "plan_cli.profiles.built_in" in by_office


def test_a_command_that_reads_no_figures_loads_no_reader_of_them() -> None:
    """The milestones of a plan need neither readers nor verdicts; the help of a command not even a plan's model."""
    idle = {"plan_cli.datafile.reading", "plan_cli.datafile.readers", "plan_cli.assess"}
    assert not idle & imported("milestones")
    assert "plan_cli.model.targets" not in imported("validate", "--help")


def test_the_version_imports_next_to_nothing() -> None:
    """No command, no validator, no tables."""
    modules = imported("--version")
    assert not {"pydantic", "rich", "yaml"} & packages(modules)
    assert not {name for name in modules if name.startswith("plan_cli.cli.commands.")}


def test_a_panel_is_what_brings_the_engine(tmp_path: Path) -> None:
    """The other way round: the walk does see an engine where one is used."""
    panel = tmp_path / "panel.csv"
    panel.write_text("county,indicator,year,value\na,trade-total,2023,3600\n", encoding="utf-8")
    modules = imported("check", "2023", str(panel), "--by", "county")
    assert {"polars", "numpy"} <= modules
    assert not {"duckdb", "narwhals", "pandas", "pyarrow"} & modules
