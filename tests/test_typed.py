"""The package is typed for whoever imports it: a user's script passes mypy --strict, and runs."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from conftest import ROOT

SCRIPT = ROOT / "tests/user/report_progress.py"


def in_users_folder(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder that holds the example and nothing of this repository."""
    shutil.copytree(ROOT / "data/harbour", folder, dirs_exist_ok=True)
    shutil.copy(SCRIPT, folder)
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=folder, check=False)


@pytest.mark.slow
def test_a_users_script_runs(tmp_path: Path) -> None:
    """What it prints is what the package says of the example."""
    ran = in_users_folder(tmp_path, SCRIPT.name)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("['rail-share', 'co2', 'accidents'] -6.5")


@pytest.mark.slow
@pytest.mark.skipif(find_spec("mypy") is None, reason="mypy is not installed")
def test_a_users_script_passes_the_strict_type_checker(tmp_path: Path) -> None:
    """Against the package as it is installed (``.ci/wheel`` does it against the wheel alone)."""
    ran = in_users_folder(tmp_path, "-m", "mypy", "--strict", "--config-file=", SCRIPT.name)
    assert (ran.returncode, ran.stdout.strip()) == (0, "Success: no issues found in 1 source file"), ran.stdout
