"""A write that fails at any step: the old file is whole, the message names it, exit 2, no temporary file stays."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Run

ACTUALS = str(ROOT / "data/actuals/changsha.csv")
PLAN = str(ROOT / "data/targets.yaml")
#: What is called on the way of a result into its file.
STEPS = ("open", "write", "flush", "close", "fsync", "chmod", "replace", "stat")
#: command → the file that it writes
COMMANDS = {
    "out.json": ["check", "2023", ACTUALS, "--plan", PLAN, "-o"],
    "out.csv": ["milestones", "--plan", PLAN, "--format", "csv", "-o"],
    "out.xlsx": ["report", ACTUALS, "--plan", PLAN, "--year", "2023", "--indicator", "fdi", "-o"],
    "out.svg": ["chart", "fdi", "--plan", PLAN, "-o"],
    "known.json": ["validate", PLAN, "--force", "--write-baseline"],
    "actuals.csv": ["template", "--plan", PLAN, "--force", "-o"],
    "schema.json": ["schema", "--force", "-o"],
}


class Failing:
    """Makes one step fail for files of a folder, and counts how often it was reached."""

    def __init__(self, step: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.step, self.folder, self.reached = step, str(folder), 0
        if step in ("fsync", "chmod", "replace", "stat"):
            real = getattr(os, step)
            monkeypatch.setattr(os, step, lambda *a, **k: self._fail(a) or real(*a, **k))
        else:
            import builtins

            monkeypatch.setattr("builtins.open", self._opener(builtins.open))

    def _fail(self, arguments: tuple[Any, ...] = ()) -> None:
        # fsync takes a number, and only what is written is flushed to the disk.
        if self.step == "fsync" or any(self.folder in str(each) and ".plan-" in str(each) for each in arguments):
            self.reached += 1
            raise OSError(errno.ENOSPC, "No space left on device")

    def _opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            mine = self.folder in str(file) and mode == "wb"
            if mine and self.step == "open":
                self._fail((file,))
            return Broken(real(file, mode, *rest, **options), self) if mine else real(file, mode, *rest, **options)

        return opened


class Broken:
    """A file of which one method fails."""

    def __init__(self, file: Any, failing: Failing) -> None:
        self.file, self.failing = file, failing

    def __enter__(self) -> "Broken":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        if self.failing.step in ("flush", "close"):
            self.failing._fail((self.file.name,))

    def write(self, content: bytes) -> int:
        if self.failing.step == "write":
            self.file.write(content[: len(content) // 2])
            self.failing._fail((self.file.name,))
        return int(self.file.write(content))


@pytest.mark.parametrize("step", [step for step in STEPS if step != "stat"])
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("there", [True, False], ids=["old", "new"])
@pytest.mark.sampled(6)
def test_whatever_fails_the_old_file_is_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, step: str, there: bool
) -> None:
    """The disk is full at the n-th step of any command that writes."""
    target = tmp_path / name
    if there:
        target.write_text('{"schema": "plan.baseline/1", "findings": []}' if name == "known.json" else "mine")
    before = target.read_bytes() if there else None
    with monkeypatch.context() as patched:
        failing = Failing(step, tmp_path, patched)
        ran = run(*COMMANDS[name], str(target))
    if failing.reached == 0:
        assert step == "chmod"
        assert not there
        return
    assert (ran.code, name in ran.err + ran.out, "Traceback" in ran.err) == (2, True, False)
    assert os.listdir(tmp_path) == ([name] if there else [])
    assert (target.read_bytes() if there else None) == before


def _started(arguments: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "plan_cli", *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_stopped_at_any_moment_the_old_file_is_whole(tmp_path: Path, sent: signal.Signals) -> None:
    """Early in the start, in the middle, while writing: no traceback, no temporary file, the old file or the new one."""
    target = tmp_path / "out.json"
    for moment in range(12):
        target.write_text('{"old": true}')
        process = _started(["check", "2023", ACTUALS, "--plan", PLAN, "-o", str(target)], tmp_path)
        time.sleep(0.03 + moment * 0.05)
        process.send_signal(sent)
        _, err = process.communicate(timeout=30)
        # Before the program begins it is Python's own start that is interrupted.
        assert b"plan_cli/" not in err or b"runpy" in err
        assert process.returncode in (0, 1, 130, 143, -sent)
        assert process.returncode != 1 or err
        assert os.listdir(tmp_path) == ["out.json"]
        # The signal may come when the new file is in its place, before the process has ended.
        found = json.loads(target.read_text())
        assert found == {"old": True} or found["schema"] == "plan.check/1"


#: Interrupts the run at its n-th import.
INTERRUPTED = """
import sys
class Stop:
    left = int(sys.argv.pop(1))
    def find_spec(self, name, path=None, target=None):
        Stop.left -= 1
        if Stop.left == 0:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from plan_cli.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "moment", [4, 5, 6, 8, 12, 20, *(pytest.param(n, marks=pytest.mark.slow) for n in range(30, 460, 30))]
)
def test_an_interrupt_while_modules_are_loaded_is_130(moment: int) -> None:
    """From the first import of the program on: no traceback."""
    command = [sys.executable, "-c", INTERRUPTED, str(moment), "check", "2023", ACTUALS, "--plan", PLAN]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_a_result_is_told_of_the_result(run: Run, tmp_path: Path) -> None:
    """Not of the panel or the actuals that were read."""
    panel = tmp_path / "p.csv"
    panel.write_text("county,indicator,year,value\na,fdi,2023,14\n")
    for command in (["check", "2023", ACTUALS], ["check", "2023", str(panel), "--by", "county"]):
        ran = run(*command, "--plan", PLAN, "--format", "json", "-o", "/dev/full")
        assert (ran.code, "/dev/full" in ran.err, "p.csv" in ran.err) == (2, True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("name", ["out.parquet", "out.csv"])
def test_a_disk_that_fills_up_under_a_panel_is_told_of_its_results(
    run: Run, tmp_path: Path, engine: str, name: str
) -> None:
    """Whatever the engine says of it; its own temporary file goes too."""
    import resource

    panel = tmp_path / "p.csv"
    panel.write_text("county,indicator,year,value\n" + "".join(f"{n},fdi,2023,14\n" for n in range(400)))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, usual[1]))
    try:
        ran = run("check", "2023", str(panel), "--by", "county", "--plan", PLAN, "--engine", engine,
                  "-o", str(tmp_path / name))  # fmt: skip
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert (ran.code, f"{name}: File too large" in ran.err, "p.csv" in ran.err) == (2, True, False)
    assert os.listdir(tmp_path) == ["p.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["--help", "check --help", "help check", "-V", "completion bash", "schema"])
def test_a_full_disk_under_what_is_printed_is_no_internal_error(command: str) -> None:
    """Help too."""
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "plan_cli", *command.split()], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, b"stdout: No space left" in ran.stderr) == (2, True)
