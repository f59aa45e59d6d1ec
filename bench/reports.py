"""Time and weigh reports and pictures, and print the table of docs/reports.md: ``python bench/reports.py [TURNS]``.

Of the bundled plan with data/actuals/changsha.csv, and of a made plan of 500 indicators with three years of actuals.
Whole processes, as a user runs them: of the turns (default 5) the median time and CPU time, the peak memory, and the
file's size. Where a machine is not alone the CPU seconds are what to read.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from measured import PLAN, ROOT, compare

INDICATORS, YEARS = 500, (2021, 2022, 2023)
REPORTS = {"page": "r.html", "workbook": "r.xlsx", "document": "r.docx", "memo": "r.md"}
PICTURES = {
    "one picture, SVG": "one.svg",
    "one picture, PNG": "one.png",
    "overview, SVG": "all.svg",
    "overview, PNG": "all.png",
}


def made(folder: Path) -> tuple[str, str]:
    """A plan and its actuals, the same every time."""
    draw = random.Random(500)
    title = "{zh: 五百项指标, en: Five hundred indicators}"
    head = f"format: 1\nid: made\ntitle: {title}\nbase_year: 2020\ntarget_year: 2025\nindicators:"
    plan, rows = [head], ["indicator,year,value,status,source"]
    for i in range(INDICATORS):
        base = round(draw.uniform(10, 5000), 2)
        target = round(base * draw.uniform(1.2, 2), 2)
        named = f"{{zh: 指标{i}, en: Indicator {i}}}"
        plan.append(f"  - {{id: i{i}, no: {i + 1}, name: {named}, unit: 亿元, baseline: {base}, target: {target}}}")
        for year in YEARS:
            value = base * draw.uniform(0.9, 1.4) ** (year - 2020)
            rows.append(f"i{i},{year},{value:.2f},P,http://statistics.example/{year}/{i}.html")
    files = folder / "made.plan.yaml", folder / "made.csv"
    for file, lines in zip(files, (plan, rows), strict=True):
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(files[0]), str(files[1])


def size(file: Path) -> str:
    """The file's size, in kB or MB."""
    kilobytes = file.stat().st_size / 1000
    return f"{kilobytes:.0f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"


def main(turns: int) -> None:
    """Print the table."""
    print("| plan | what | seconds | CPU s | peak MiB | size |\n|---|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundled = str(ROOT / "data" / "targets.yaml"), str(ROOT / "data" / "actuals" / "changsha.csv"), "trade-total"
        for told, (plan, actuals, one) in {"Changsha, 45": bundled, "made, 500": (*made(folder), "i1")}.items():
            shared = ["--plan", plan, "--year", "2023", "--lang", "zh", "-o"]
            for what, file in (REPORTS | PICTURES).items():
                if file in REPORTS.values():
                    command = ["report", actuals, "--fail-on", "never"]
                else:
                    command = ["chart", *([one] if file.startswith("one") else []), "--actuals", actuals]
                (cost,) = compare({what: [*PLAN, *command, *shared, str(folder / file)]}, turns).values()
                figures = f"{cost.seconds:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} | {size(folder / file)}"
                print(f"| {told} | {what} | {figures} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
