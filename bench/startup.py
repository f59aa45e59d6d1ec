"""What the usual day costs: ``python bench/startup.py`` prints the first table of docs/performance.md.

Whole processes, their CPU and peak memory as the kernel counted them; all take turns, the figures are medians of 15,
the ratios are to importing the libraries that the program is made with and doing nothing. Bytecode is kept, as it is
where pip installed a program (a first turn that is not counted writes it).
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
PLAN = [PYTHON, "-m", "plan_cli"]
IMPORTS = "import typer, pydantic, rich.console, rich.table, yaml"
ACTUALS = "data/actuals/changsha.csv"
TURNS = 15
KEEPING_BYTECODE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def startup() -> None:
    """Print the table: the program, bare Python, and what others take for a part of the same work."""
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands(Path(folder))
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for turn in range(TURNS + 1):
            for name, command in commands.items():
                one = _measured(command)
                if turn:
                    found[name].append(one)
    print("\n| | CPU ms | peak MiB | CPU × |\n|---|--:|--:|--:|")
    floor = statistics.median(cpu for cpu, _ in found["the imports alone"])
    for name, each in found.items():
        cpu, peak = (statistics.median(column) for column in zip(*each, strict=True))
        print(f"| {name} | {cpu * 1000:.0f} | {peak:.0f} | {cpu / floor:.2f} |")


def _commands(folder: Path) -> dict[str, list[str]]:
    check = [*PLAN, "check", "2023", ACTUALS]
    commands = {
        "the imports alone": [PYTHON, "-c", IMPORTS],
        "bare Python": [PYTHON, "-c", "pass"],
        "plan --version": [*PLAN, "--version"],
        "plan check, JSON": [*check, "--format", "json"],
        "plan check, table": check,
        "plan milestones": [*PLAN, "milestones"],
        "plan validate": [*PLAN, "validate"],
        "Tab after plan show f": [
            "env", "_PLAN_COMPLETE=complete_bash", "COMP_WORDS=plan show f", "COMP_CWORD=2", *PLAN,
        ],
        "plan check --help": [*PLAN, "check", "--help"],
    }
    for many in (20, 500):
        plan, actuals = _generated(many, folder)
        told = [*PLAN, "check", "2023", str(actuals), "--plan", str(plan)]
        commands[f"{many} indicators, JSON"] = [*told, "--format", "json"]
        commands[f"{many} indicators, table"] = told
    schema = folder / "plan.schema.json"
    subprocess.run([*PLAN, "schema", "-o", str(schema)], check=True, cwd=ROOT)
    peers = {
        "check_jsonschema": ["--schemafile", str(schema), "data/targets.yaml"],
        "frictionless": ["validate", ACTUALS],
    }
    for module, arguments in peers.items():
        if find_spec(module):
            commands[f"{module.replace('_', '-')}, one file"] = [PYTHON, "-m", module, *arguments]
    return commands


def _generated(many: int, folder: Path) -> tuple[Path, Path]:
    """A plan of so many indicators and its actuals of three years, seeded."""
    rng = random.Random(2023)
    plan = ["format: 1", "id: bench", "title: Bench", "base_year: 2020", "target_year: 2025", "indicators:"]
    rows = ["indicator,year,value"]
    for number in range(many):
        base = round(rng.uniform(10, 5000), 1)
        target = round(base * rng.uniform(1.05, 1.8), 1)
        plan += [f"  - id: ind-{number:04d}", f"    name: {{zh: 指标{number}, en: Indicator {number}}}"]
        plan += ["    unit: 亿元", f"    baseline: {base}", f"    target: {target}"]
        rows += [f"ind-{number:04d},{year},{round(base * rng.uniform(0.9, 1.5), 1)}" for year in (2021, 2022, 2023)]
    files = folder / f"{many}.yaml", folder / f"{many}.csv"
    for file, lines in zip(files, (plan, rows), strict=True):
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


def _measured(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MiB of one process."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=KEEPING_BYTECODE
    )
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit {code}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    startup()
