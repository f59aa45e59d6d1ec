"""How cost grows with the plan: ``python bench/growth.py --write`` writes the growth table of docs/performance.md.

Whole processes at each size, their CPU and peak memory as the kernel counted them, one run each (``--turns 3`` for
medians). ``tests/test_growth.py`` holds the same commands by counting calls; here are the seconds.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

from measured import PLAN, ROOT, Cost, compare

sys.path.insert(0, str(ROOT / "tests"))

from growing import CALLS, called, written

SIZES = (500, 1000, 2000, 5000)
#: Where the table stands in the page.
TABLE = re.compile(r"(<!-- growth -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Print the table: a row for each command and format, a column for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--only", default="", help="commands whose name begins so")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found: dict[str, dict[int, Cost]] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name, cost in compare(_commands(Path(folder), size, asked.only), asked.turns).items():
                found.setdefault(name, {})[size] = cost
    table = "\n".join(_lines(found, asked.sizes))
    print(table)
    if asked.write:
        page = ROOT / "docs" / "performance.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(TABLE.sub(lambda marked: f"{marked[1]}{table}\n{marked[3]}", text), encoding="utf-8")


def _commands(folder: Path, size: int, only: str) -> dict[str, list[str]]:
    files = written(folder, size)
    return {
        f"{call} {format}".strip(): [*PLAN, *called(call, files, str(folder / f"{number}-{format}"), format)]
        for number, (call, (_, formats)) in enumerate(CALLS.items())
        for format in formats
        if call.startswith(only)
    }


def _lines(found: dict[str, dict[int, Cost]], sizes: list[int]) -> list[str]:
    """CPU seconds at each size, what an indicator more costs at the end, and the memory of the largest."""
    head = "| CPU s | " + " | ".join(map(str, sizes)) + " | ms more for each | peak MiB |"
    lines = [head, "|---" * 1 + "|--:" * (len(sizes) + 2) + "|"]
    for name, costs in found.items():
        cpu = [costs[size].cpu for size in sizes]
        more = (cpu[-1] - cpu[0]) / (sizes[-1] - sizes[0]) * 1000 if len(sizes) > 1 else 0
        each = " | ".join(f"{seconds:.2f}" for seconds in cpu)
        lines.append(f"| {name} | {each} | {more:.2f} | {costs[sizes[-1]].peak:.0f} |")
    return lines


if __name__ == "__main__":
    main()
