"""What panels cost: ``python bench/panels.py [ROWS …]`` prints the tables of docs/performance.md (default 1e6 2e6 1e7).

Own baselines, against the bare scan of the same file by the same engine, and against what one would write by hand for
the same answer: the counts, which are known, the rows of the first bad cells of each kind and of the entities that are
furthest behind. The bench stops where anyone says anything else. ``--once`` takes one turn of the program and the bare
scan alone (for 1e8). Panels are made once, in $BENCH_DATA or the temporary folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from measured import PLAN, PYTHON, ROOT, Cost, compare

PEERS = ROOT / "bench" / "peers"
#: Beyond so many rows plain Python takes minutes, and pandas more memory than most machines have.
PYTHON_LIMIT, PANDAS_LIMIT = 2_500_000, 20_000_000
TURNS = 5


def table(title: str, found: dict[str, Cost]) -> None:
    """Print as Markdown, ratios to the first row."""
    floor = next(iter(found.values()))
    print(f"\n{title}\n\n| | seconds | CPU s | peak MiB | of its own | time × | CPU × |\n|---|--:|--:|--:|--:|--:|--:|")
    for name, cost in found.items():
        ratios = f"{cost.seconds / floor.seconds:.2f} | {cost.cpu / floor.cpu:.2f}"
        print(f"| {name} | {cost.seconds:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} | {cost.own:.0f} | {ratios} |")
    sys.stdout.flush()


def panels(rows: float, turns: int, folder: Path) -> None:
    """A panel of so many rows in both formats."""
    made = folder / f"{rows:.0e}"
    # In a process of its own: what this one has ever needed would be counted as its children's memory.
    subprocess.run([PYTHON, str(ROOT / "bench" / "generate.py"), str(rows), str(made)], check=True)
    answer = json.loads((made / "answer.json").read_text(encoding="utf-8"))
    for format in ("csv", "parquet"):
        panel = str(made / f"panel.{format}")
        check = [*PLAN, "check", "2023", panel, "--by", "county", "--baselines", "own"]
        check += ["--plan", str(made / "plan.yaml"), "--format", "json"]
        ours = {
            "plan check, counted": check,
            "plan check, every verdict written": [*check, "-o", str(folder / "results.parquet")],
            "plan check --engine duckdb": [*check, "--engine", "duckdb"],
        }
        by_hand = [PYTHON, str(PEERS / "duckdb_sql.py"), panel]
        others = {"DuckDB SQL by hand": by_hand, "DuckDB SQL by hand, counts only": [*by_hand, "--counted"]}
        if rows <= PANDAS_LIMIT:
            others["pandas script"] = [PYTHON, str(PEERS / "pandas_script.py"), panel]
        if rows <= PYTHON_LIMIT and format == "csv":
            others["plain Python"] = [PYTHON, str(PEERS / "plain_python.py"), panel]
        if turns == 1:
            ours.popitem()
            others.clear()
        shown: dict[str, Any] = {}
        for command in (check, *others.values()):
            shown |= told(command, {**answer, **shown})
        scan = {"Polars, bare scan": [PYTHON, str(PEERS / "polars_scan.py"), panel]}
        table(f"{answer['rows']:,} rows, {format}", compare({**scan, **ours, **others}, turns))


def told(command: list[str], answer: dict[str, Any]) -> dict[str, Any]:
    """The answer is known: stop where another is given. Which rows were shown, where any were."""
    ran = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    got = json.loads(ran.stdout)
    if "summary" in got:
        rows = {kind: [row["row"] for row in bad["examples"]] for kind, bad in got["bad"].items()}
        shown = {"examples": rows, "worst": [[far["indicator"], far["row"]] for far in got["worst"]]}
        got = got["summary"] | {kind: bad["count"] for kind, bad in got["bad"].items()} | shown
    wrong = {key: (got[key], value) for key, value in answer.items() if got.get(key, value) != value}
    if wrong:
        raise SystemExit(f"{' '.join(command)} said (got, known): {wrong}")
    return {key: got[key] for key in ("examples", "worst") if key in got}


def main(arguments: list[str]) -> None:
    """Print the tables."""
    asked = [float(each) for each in arguments if not each.startswith("-")]
    keep = Path(os.environ.get("BENCH_DATA", Path(tempfile.gettempdir()) / "plan-bench"))
    for rows in asked or (1e6, 2e6, 1e7):
        panels(rows, 1 if "--once" in arguments else TURNS, keep)


if __name__ == "__main__":
    main(sys.argv[1:])
