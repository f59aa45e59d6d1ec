"""A seeded panel of any length, and the answer to it: ``python bench/generate.py ROWS FOLDER``.

Entity × 300 indicators × 10 years (2016–2025), every entity with its own baseline in 2020. Values of 2023 are drawn
inside a known verdict, so the counts are known by construction. 1 % of the cells are spoilt: 0.4 % empty, 0.2 % no
number, 0.2 % of an unknown indicator, 0.2 % given twice and differently.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl

INDICATORS, YEARS, BASE, JUDGED = 300, tuple(range(2016, 2026)), 2020, 2023
#: The target of an indicator in 2025, in parts of the baseline; no two neighbours ask for the same.
ASKED = 1.3 + np.arange(INDICATORS) * 37 % 61 / 100
#: The lines of 2023, in parts of the baseline: nothing gained, 60 % of the rate, the milestone, the target.
LINES = np.column_stack([np.ones(INDICATORS), (1 + 0.6 * (ASKED**0.2 - 1)) ** 3, ASKED**0.6, ASKED])
STATUSES = ("reversing", "off_track", "lagging", "on_track", "achieved")
#: Between which parts of the baseline a value of each status is drawn, well away from the lines.
LOW = np.column_stack([0.6 * LINES[:, 0], LINES[:, :3] + 0.2 * np.diff(LINES), 1.02 * LINES[:, 3]])
HIGH = np.column_stack([0.97 * LINES[:, 0], LINES[:, 1:] - 0.2 * np.diff(LINES), 1.2 * LINES[:, 3]])
FINE, EMPTY, NO_NUMBER, UNKNOWN, TWICE = range(5)
SHARES = (0.990, 0.004, 0.002, 0.002, 0.002)
#: Entities that are made at a time.
CHUNK = 300


def plan() -> str:
    """The plan that the panel is judged by."""
    lines = ["format: 1", "id: bench", "title: Bench", "base_year: 2020", "target_year: 2025", "indicators:"]
    each = "  - {{id: ind-{0:03d}, name: Indicator {0}, baseline: 100, target: {1:.0f}, decimals: 2}}"
    return "\n".join([*lines, *(each.format(*told) for told in enumerate(100 * ASKED))]) + "\n"


def chunk(rng: np.random.Generator, first: int, entities: int) -> tuple[pl.DataFrame, Counter[str]]:
    """The rows of some entities, and what must come out of them."""
    pairs, years = entities * INDICATORS, len(YEARS)
    base = np.round(rng.uniform(50, 250, pairs), 2)
    drawn, of = rng.integers(0, len(STATUSES), pairs), np.arange(pairs) % INDICATORS
    now = np.round(base * rng.uniform(LOW[of, drawn], HIGH[of, drawn]), 2)
    values = np.round(base[:, None] * rng.uniform(0.8, 1.5, (pairs, years)), 2)
    at_base, at_now = YEARS.index(BASE), YEARS.index(JUDGED)
    values[:, at_base], values[:, at_now] = base, now
    fate = rng.choice(len(SHARES), (pairs, years), p=SHARES)
    told: Counter[str] = Counter()
    based, judged = fate[:, at_base] == FINE, fate[:, at_now] == FINE
    for number, status in enumerate(STATUSES):
        told[status] = int(((drawn == number) & based & judged).sum())
    told["not_assessable"] = int((judged & ~based).sum())
    told["missing"] = int((~judged).sum())
    told["not_a_number"] = int((fate == NO_NUMBER).sum())
    told["unknown_indicator"] = int((fate == UNKNOWN).sum())
    told["duplicate_key"] = int((fate[:, [at_base, at_now]] == TWICE).sum())
    told["missing_baseline"] = told["not_assessable"]
    pair = np.repeat(np.arange(pairs), years)
    rows = pl.DataFrame(
        {
            "entity": first + pair // INDICATORS,
            "number": pair % INDICATORS,
            "year": np.tile(YEARS, pairs),
            "figure": values.ravel(),
            "fate": fate.ravel().astype(np.int8),
        }
    )
    rows = pl.concat([rows, rows.filter(pl.col("fate") == TWICE).with_columns(pl.col("figure") + 1)])
    fate_is = pl.col("fate")
    county = pl.format("county-{}", pl.col("entity").cast(pl.String).str.zfill(6))
    known = pl.format("ind-{}", pl.col("number").cast(pl.String).str.zfill(3))
    text = pl.when(fate_is == NO_NUMBER).then(pl.lit("5.2①")).otherwise(pl.col("figure").cast(pl.String))
    rows = rows.select(
        county=county,
        indicator=pl.when(fate_is == UNKNOWN).then(known.str.replace("-", "_")).otherwise(known),
        year=pl.col("year"),
        value=pl.when(fate_is != EMPTY).then(text),
    )
    told["rows"] = rows.height
    return rows, told


def generate(rows: int, folder: Path, seed: int = 1) -> Path:
    """Write panel.csv, panel.parquet, plan.yaml and answer.json of about so many rows, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    panel, answer = folder / "panel.csv", folder / "answer.json"
    if answer.exists():
        return folder
    (folder / "plan.yaml").write_text(plan(), encoding="utf-8")
    rng = np.random.default_rng(seed)
    entities = max(1, rows // (INDICATORS * len(YEARS)))
    total: Counter[str] = Counter()
    with panel.open("wb") as opened:
        for first in range(0, entities, CHUNK):
            made, told = chunk(rng, first, min(CHUNK, entities - first))
            made.write_csv(opened, include_header=first == 0)
            total += told
    pl.scan_csv(panel, infer_schema=False).sink_parquet(folder / "panel.parquet")
    answer.write_text(json.dumps({**total, "entities": entities}, indent=2), encoding="utf-8")
    return folder


if __name__ == "__main__":
    print(generate(int(float(sys.argv[1])), Path(sys.argv[2])))
