"""A contribution takes the files that CONTRIBUTING.md says: each is added to a copy of the program, and it is there.

The copy stands in an empty folder and is run as a program of its own.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

COMMAND = '''"""``plan count``: how many indicators a plan has."""

from __future__ import annotations

from plan_cli.cli.errors import messages_for
from plan_cli.cli.output import write_stdout
from plan_cli.cli.params import PlanResult
from plan_cli.cli.resolve import resolve_plan

FORMATS = ()


def count(common: PlanResult) -> int:
    """How many indicators there are.

    Examples:

      plan count
    """
    plan = resolve_plan(common, messages_for(common.lang))
    write_stdout(f"{len(plan.indicators)}\\n", machine=True)
    return 0
'''
LANGUAGE = '''"""Esperanto, as far as it goes."""

WORDS = {"gap": "Manko", "status": "Stato"}
'''
READER = '''"""Lines of ``id year value``."""

from plan_cli.datafile.readers import Limits, Reader
from plan_cli.datafile.readers.csv import read as read_csv
from plan_cli.datafile.table import ReadOptions, Table


def read(raw: bytes, file: str, options: ReadOptions, limits: Limits) -> Table:
    """The lines as a table."""
    return read_csv(b"indicator,year,value\\n" + raw.replace(b" ", b","), file, options, limits)


READER = Reader("lines", suffixes=(".lines",), read=read)
'''


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The program's source in a folder of its own, and the example beside it."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "src/plan_cli/examples").mkdir(exist_ok=True)
    for name in ("plan.yaml", "actuals.csv"):
        shutil.copy(ROOT / "data/harbour" / name, tmp_path)
    return tmp_path


def ran(folder: Path, *words: str) -> str:
    """What the copy prints."""
    start = f"import sys; sys.path.insert(0, {str(folder / 'src')!r}); from plan_cli.__main__ import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode in (0, 1, 3), done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_command_is_one_module(copied: Path) -> None:
    """It is in the help, and takes the options that it names."""
    (copied / "src/plan_cli/cli/commands/count.py").write_text(COMMAND, encoding="utf-8")
    assert ran(copied, "count") == "14\n"
    assert "How many indicators there are." in ran(copied, "--help")


@pytest.mark.slow
def test_a_language_is_one_package(copied: Path) -> None:
    """What it lacks is English."""
    folder = copied / "src/plan_cli/i18n/eo"
    folder.mkdir()
    (folder / "__init__.py").write_text(LANGUAGE, encoding="utf-8")
    shown = ran(copied, "check", "2025", "--lang", "eo")
    assert "Manko" in shown
    assert "Milestone" in shown


@pytest.mark.slow
def test_an_input_format_is_one_module(copied: Path) -> None:
    """Its suffix is enough."""
    (copied / "src/plan_cli/datafile/readers/lines.py").write_text(READER, encoding="utf-8")
    (copied / "figures.lines").write_text("co2 2025 44\n", encoding="utf-8")
    assert "44" in ran(copied, "check", "2025", "figures.lines", "--indicator", "co2")
