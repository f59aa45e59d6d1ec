"""What the usual day costs: ``python bench/startup.py --write`` writes the first table of docs/performance.md.

Whole processes, their CPU and peak memory as the kernel counted them; all take turns, the figures are medians of 15,
the ratios are to importing the libraries that the program is made with and doing nothing. Bytecode is kept, as it is
where pip installed a program (a first turn that is not counted writes it).
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from measured import PLAN, PYTHON, ROOT, compare

IMPORTS = "import typer, pydantic, rich.console, rich.table, yaml"
ACTUALS = "data/actuals/changsha.csv"
TURNS = 15
#: Where the table stands in the page.
TABLE = re.compile(r"(<!-- startup -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def startup(write: bool = False) -> None:
    """Print the table: the program, bare Python, and what others take for a part of the same work."""
    with tempfile.TemporaryDirectory() as folder:
        found = compare(_commands(Path(folder)), TURNS)
    floor = found["the imports alone"].cpu
    rows = [
        f"| {name} | {cost.cpu * 1000:.0f} | {cost.peak:.0f} | {cost.cpu / floor:.2f} |" for name, cost in found.items()
    ]
    table = "\n".join(["| | CPU ms | peak MiB | CPU × |", "|---|--:|--:|--:|", *rows])
    print(table)
    if write:
        page = ROOT / "docs" / "performance.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(TABLE.sub(lambda marked: f"{marked[1]}{table}\n{marked[3]}", text), encoding="utf-8")


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
            "env",
            "_PLAN_COMPLETE=complete_bash",
            "COMP_WORDS=plan show f",
            "COMP_CWORD=2",
            *PLAN,
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
    if find_spec("pandas"):
        script = str(ROOT / "bench" / "peers" / "pandas_check.py")
        commands["a pandas script"] = [PYTHON, script, "2023", ACTUALS, "data/targets.yaml"]
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


if __name__ == "__main__":
    startup("--write" in sys.argv)
