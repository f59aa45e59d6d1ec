"""Whole processes, measured from outside: what the other files here print tables of."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
PLAN = [PYTHON, "-m", "plan_cli"]
#: Bytecode is kept, as it is where pip installed a program.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
#: How often a process is asked what memory of its own it holds.
SAMPLED = 0.01


class Cost(NamedTuple):
    """Seconds, CPU seconds, peak MiB with the pages of mapped files, and peak MiB of its own (sampled)."""

    seconds: float
    cpu: float
    peak: float
    own: float


def measured(command: Sequence[str]) -> Cost:
    """What one process costs. Errors: ``SystemExit`` where it ends with another code than 0 or 1."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    own, over = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, own, over))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    over.set()
    watcher.join()
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit {code}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, max(own) / 1024)


def _watch(pid: int, own: list[int], over: threading.Event) -> None:
    while not over.wait(SAMPLED):
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        except OSError:
            return
        own += [int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")]


def compare(commands: Mapping[str, Sequence[str]], turns: int) -> dict[str, Cost]:
    """Every command in turn, the medians of all turns after a first one that is not counted."""
    found: dict[str, list[Cost]] = defaultdict(list)
    for turn in range(turns + 1 if turns > 1 else 1):
        for name, command in commands.items():
            cost = measured(command)
            if turn or turns == 1:
                found[name].append(cost)
    return {name: Cost(*map(statistics.median, zip(*each, strict=True))) for name, each in found.items()}
