"""The hash of a seeded panel's verdicts, to check an engine by: ``python bench/hash.py [polars|duckdb|spark …]``.

The panel has 200 counties and every level indicator of data/targets.yaml, with own baselines, figures on and beside
the milestone, and rows that cannot be used; it is made of the standard library alone, so its bytes are the same
everywhere. The hash is of the sorted verdicts on what stands in the panel, one line for each: county, indicator,
status, and value, baseline, milestone and gap as the bits of their doubles. docs/panel.md publishes both hashes;
docs/performance.md does not use this panel. For spark, $SPARK_REMOTE names a server that sees this machine's files.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from plan_cli import check_panel, load_plan
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Level
from plan_cli.report.panel import PanelReport

ROOT = Path(__file__).parent.parent
COUNTIES, YEAR, SEED = 200, 2023, 20231231
#: What may stand in a cell instead of its figure, with how often in a thousand cells.
SPOILT = {"5.2①": 3, ">1000": 2, "": 4, "—": 2, "1e3": 1, "nan": 1}


def the_plan() -> Plan:
    """The plan that ships with the program."""
    plan = load_plan(ROOT / "data" / "targets.yaml").plan
    assert plan is not None
    return plan


def panel_lines() -> list[str]:
    """The lines of the panel: county,indicator,year,value."""
    draw, lines = random.Random(SEED), ["county,indicator,year,value"]
    levels = [each for each in the_plan().indicators if isinstance(each.target, Level) and each.baseline.value]
    for number in range(COUNTIES):
        for indicator in levels:
            assert isinstance(indicator.target, Level)
            assert indicator.baseline.value is not None
            places = Decimal(1).scaleb(-indicator.decimals)
            base = (indicator.baseline.value * Decimal(draw.randrange(50, 200)) / 100).quantize(places)
            # After three years of five at one rate of growth: on the printed line, or beside it.
            grown = base * (indicator.target.value / indicator.baseline.value) ** Decimal("0.6")
            value = grown.quantize(places, ROUND_HALF_UP) + places * draw.choice((-50, -1, 0, 0, 1, 50))
            for year, figure in ((indicator.baseline.year, base), (YEAR, value)):
                roll, text = draw.randrange(1000), str(figure)
                for cell, often in SPOILT.items():
                    if 0 <= roll < often:
                        text = cell
                    roll -= often
                line = f"县{number:03d},{indicator.id},{year},{text}"
                lines += [line] * (1 + (draw.randrange(200) == 0))
                if draw.randrange(300) == 0:
                    lines.append(f"县{number:03d},{indicator.id},{year},{figure + 1}")
    return lines


def write_panel(file: Path) -> str:
    """Write the panel; its hash."""
    content = ("\n".join(panel_lines()) + "\n").encode()
    file.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def hash_of(verdicts: list[tuple[object, ...]]) -> str:
    """The hash of verdicts: county, indicator, status, value, baseline, milestone, gap."""
    lines = sorted(",".join(_text(each) for each in row) for row in verdicts)
    return hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest()


def _text(value: object) -> str:
    return "" if value is None else value.hex() if isinstance(value, float) else str(value)


def verdicts_of(engine: str, panel: Path, folder: Path) -> list[tuple[object, ...]]:
    """Every verdict that an engine writes."""
    import polars

    results = folder / f"{engine}.parquet"
    report = check_panel(
        the_plan(), panel, YEAR, ["county"], baselines="own", engine=engine, output=str(results),
        remote=os.environ.get("SPARK_REMOTE"),
    )  # fmt: skip
    assert isinstance(report, PanelReport), report
    columns = ("county", "indicator", "status", "value", "baseline", "milestone", "gap")
    written = polars.read_parquet(f"{results}/*.parquet" if results.is_dir() else results)
    # Pairs without a row are written as well; the hash is of those that stand in the panel.
    return written.filter(polars.col("file").is_not_null()).select(columns).rows()


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        folder = Path(name)
        print("panel  ", write_panel(folder / "panel.csv"))
        for engine in sys.argv[1:] or ["polars"]:
            print(f"{engine:7}", hash_of(verdicts_of(engine, folder / "panel.csv", folder)))
