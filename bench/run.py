"""Measure and print the tables of docs/performance.md: ``python bench/run.py [ROWS …]`` (default 1e6 1e7).

Whole processes, their time, CPU and peak memory as the kernel counted them; the programs of a table take turns, the
figures are medians. Read the ratios: a machine is never quite alone. ``--once`` takes one turn (for 1e8).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "bench" / "peers"
PYTHON = sys.executable
PLAN = [PYTHON, "-m", "plan_cli"]
IMPORTS = "import typer, pydantic, rich.console, rich.table, yaml"
#: pandas needs more memory than most machines have beyond this.
PANDAS_LIMIT = 20_000_000

Measured = tuple[float, float, float]


def measured(command: list[str]) -> Measured:
    """Seconds, CPU seconds and peak MiB of one process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit {code}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(commands: dict[str, list[str]], turns: int) -> dict[str, Measured]:
    """Every command in turn, the medians of all turns."""
    found: dict[str, list[Measured]] = defaultdict(list)
    for _ in range(turns):
        for name, command in commands.items():
            found[name].append(measured(command))
    return {
        name: tuple(statistics.median(column) for column in zip(*each, strict=True)) for name, each in found.items()
    }  # type: ignore[misc]


def table(title: str, found: dict[str, Measured]) -> None:
    """Print as Markdown, ratios to the first row."""
    floor = next(iter(found.values()))
    print(f"\n{title}\n\n| | seconds | CPU s | peak MiB | time ×  | CPU × |\n|---|--:|--:|--:|--:|--:|")
    for name, (wall, cpu, peak) in found.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {wall / floor[0]:.2f} | {cpu / floor[1]:.2f} |")


def small() -> None:
    """Start-up: what the usual day costs."""
    check = [*PLAN, "check", "2023", "data/actuals/changsha.csv"]
    found = compare(
        {
            "the imports alone": [PYTHON, "-c", IMPORTS],
            "bare Python": [PYTHON, "-c", "pass"],
            "plan --version": [*PLAN, "--version"],
            "plan check, table": check,
            "plan check, JSON": [*check, "--format", "json"],
            "plan --help": [*PLAN, "--help"],
        },
        15,
    )
    table("Start-up: the bundled plan and data/actuals/changsha.csv", found)


def large(rows: float, turns: int, folder: Path) -> None:
    """A panel of so many rows with own baselines, against the bare scan and what one would write by hand."""
    made = folder / f"{rows:.0e}"
    # In a process of its own: what this one has ever needed would be counted as its children's memory.
    subprocess.run([PYTHON, str(ROOT / "bench" / "generate.py"), str(rows), str(made)], check=True)
    answer = json.loads((made / "answer.json").read_text())
    for format in ("csv", "parquet"):
        panel = str(made / f"panel.{format}")
        check = [*PLAN, "check", "2023", panel, "--by", "county", "--baselines", "own"]
        check += ["--plan", str(made / "plan.yaml"), "--format", "json"]
        told(check, answer)
        commands = {
            "Polars, bare scan": [PYTHON, str(PEERS / "polars_scan.py"), panel],
            "plan check, counted": check,
            "plan check, every verdict written": [*check, "-o", str(folder / "results.parquet")],
            "plan check --engine duckdb": [*check, "--engine", "duckdb"],
            "DuckDB SQL by hand": [PYTHON, str(PEERS / "duckdb_sql.py"), panel],
        }
        if rows <= PANDAS_LIMIT and format == "csv":
            commands["pandas script"] = [PYTHON, str(PEERS / "pandas_script.py"), panel]
        table(f"{answer['rows']:,} rows, {format}, own baselines", compare(commands, turns))


def told(check: list[str], answer: dict[str, int]) -> None:
    """The answer is known: stop where the program gives another."""
    ran = subprocess.run(check, capture_output=True, cwd=ROOT, check=False)
    document = json.loads(ran.stdout)
    got = document["summary"] | {kind: bad["count"] for kind, bad in document["bad"].items()}
    wrong = {key: (got.get(key), value) for key, value in answer.items() if got.get(key) != value}
    if wrong:
        raise SystemExit(f"counted (got, known): {wrong}")


if __name__ == "__main__":
    asked = [float(each) for each in sys.argv[1:] if not each.startswith("-")]
    once = "--once" in sys.argv
    if not asked:
        small()
    keep = Path(os.environ.get("BENCH_DATA", Path(tempfile.gettempdir()) / "plan-bench"))
    for rows in asked or (1e6, 1e7):
        large(rows, 1 if once else 3, keep)
