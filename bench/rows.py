"""What an ordinary check of many rows costs: ``python bench/rows.py --write`` writes the table of docs/performance.md.

Each file beside what Python's csv module needs to make a list of its rows, and beside a panel's check of the same rows,
in turns in one run; medians of three. What the same command takes for a file of hardly any rows is its start. Files are
made once, in $BENCH_DATA or the temporary folder.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from measured import PLAN, PYTHON, ROOT, Cost, compare

PLAN_FILE = ROOT / "data" / "targets.yaml"
OWN = re.findall(r"^  - id: (\S+)", PLAN_FILE.read_text(encoding="utf-8"), re.MULTILINE)
#: Where the table stands in the page.
TABLE = re.compile(r"(<!-- rows -->\n)(.*?)(<!-- end -->)", re.DOTALL)
CSV = "import csv, sys; rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))"


def _foreign(rows: int, figure: Callable[[], str]) -> Iterator[str]:
    """Two thousand other indicators by year, and the plan's own of one year."""
    yield "region,indicator,year,value"
    yield from (f"Northland,Indicator of other things {i % 2000},{1990 + i % 34},{figure()}" for i in range(rows))
    yield from (f"Northland,{name},2023,{figure()}" for name in OWN)


def _by_region(rows: int, figure: Callable[[], str]) -> Iterator[str]:
    """A third of the rows is the plan's, of hundreds of regions and of all together."""
    names = [*OWN, *(f"Indicator of other things {i}" for i in range(2 * len(OWN)))]
    yield "indicator,region,year,value"
    for i in range(rows):
        block, year = divmod(i, 13)
        region, name = divmod(block, len(names))
        yield f"{names[name]},{f'Region {region}' if region else 'Total'},{2011 + year},{figure()}"


def _quoted(rows: int, figure: Callable[[], str]) -> Iterator[str]:
    """As the UN has them: eight columns, every cell in quotes, a comma within one."""
    yield '"SeriesCode","SeriesDescription","GeoAreaName","TimePeriod","Value","Nature","Units","Sex"'
    for i in range(rows):
        text = f'"Proportion of things no. {i % 300}, of all","Area {i % 240}","{2000 + i % 24}","{figure()}"'
        yield f'"SL_{i % 300}",{text},"C","PERCENT","BOTHSEX"'


def _own(rows: int, figure: Callable[[], str]) -> Iterator[str]:
    """Every row the plan's, each figure given again and again: a finding in every row."""
    yield "indicator,year,value"
    yield from (f"{OWN[i % len(OWN)]},{2021 + i % 3},{figure()}" for i in range(rows))


#: So few rows that a command takes hardly more than its start.
FEW = 1000
SHAPES = {"other indicators": _foreign, "by region": _by_region, "in quotes": _quoted, "repeated": _own}


def main() -> None:
    """Print the table: for each shape and size the check, the csv module and a panel."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=float, nargs="*", default=[1e5, 1e6])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    stated = parser.parse_args()
    folder = Path(os.environ.get("BENCH_DATA", tempfile.gettempdir())) / "plan-rows"
    folder.mkdir(exist_ok=True)
    lines = ["| rows | | CPU s | without start | × csv | peak MiB |", "|---|---|--:|--:|--:|--:|"]
    for shape in SHAPES:
        costs = {size: _commands(_written(folder, shape, size), shape) for size in (FEW, *map(int, stated.sizes))}
        every = {f"{size} {name}": command for size, each in costs.items() for name, command in each.items()}
        found = compare(every, stated.turns)
        for size in map(int, stated.sizes):
            lines += _lines(
                f"{size:,} {shape}", {name: (found[f"{FEW} {name}"], found[f"{size} {name}"]) for name in costs[size]}
            )
    print("\n".join(lines))
    if stated.write:
        page = ROOT / "docs" / "performance.md"
        table = "\n".join(lines)
        text = page.read_text(encoding="utf-8")
        page.write_text(TABLE.sub(lambda marked: f"{marked[1]}{table}\n{marked[3]}", text), encoding="utf-8")


def _written(folder: Path, shape: str, size: int) -> str:
    file = folder / f"{shape.replace(' ', '-')}-{size}.csv"
    if not file.exists():
        drawn = random.Random(size)
        rows = SHAPES[shape](size, lambda: f"{drawn.random() * 1000:.2f}")
        # Line by line: what this process has ever needed would be counted as its children's memory.
        with file.open("w", encoding="utf-8") as opened:
            opened.writelines(f"{row}\n" for row in rows)
    return str(file)


def _commands(file: str, shape: str) -> dict[str, list[str]]:
    check = [*PLAN, "check", "2023", file, "--plan", str(PLAN_FILE), "--format", "json"]
    commands = {"csv, a list of its rows": [PYTHON, "-c", CSV, file], "plan check": check}
    if shape == "other indicators":
        commands["plan check --by"] = [*check, "--by", "region", "--baselines", "plan"]
    return commands


def _lines(title: str, found: dict[str, tuple[Cost, Cost]]) -> list[str]:
    lines, floor = [], 0.0
    for name, (start, cost) in found.items():
        own = cost.cpu - start.cpu
        floor = floor or own
        lines.append(f"| {title} | {name} | {cost.cpu:.2f} | {own:.2f} | {own / floor:.2f} | {cost.peak:.0f} |")
        title = ""
    return lines


if __name__ == "__main__":
    main()
