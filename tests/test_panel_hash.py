"""The published hash of a seeded panel: plain Python and every engine give the same verdicts to the last bit."""

import csv
import runpy
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from panels import LOCAL
from plan_cli.datafile.words import MISSING
from plan_cli.model.plan import Plan
from plan_cli.panel.thresholds import ULPS, exact_verdict, scaled_thresholds_of
from plan_cli.profiles.built_in import PROFILES

pytestmark = pytest.mark.slow

HASH: dict[str, Any] = runpy.run_path(str(ROOT / "bench" / "hash.py"))


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("hash") / "panel.csv"
    HASH["write_panel"](file)
    return file


def in_plain_python(plan: Plan, panel: Path, year: int) -> list[tuple[object, ...]]:
    """Every verdict by a loop over the rows: one product and comparisons, and exact figures beside a threshold."""
    cells: dict[tuple[str, str, int], set[str | None]] = defaultdict(set)
    unread = set()
    with panel.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            key, text = (row["county"], row["indicator"], int(row["year"])), row["value"].strip()
            digits = text.lstrip("+-").replace(".", "", 1)
            if text in MISSING:
                cells[key].add(None)
            elif digits.isascii() and digits.isdigit() and text[-1] != "." and text.lstrip("+-")[0] != ".":
                cells[key].add(text)
            else:
                unread.add(key)
    found: list[tuple[object, ...]] = []
    for county, id, at in sorted({*cells, *unread}):
        if at != year:
            continue
        indicator = plan.indicator(id)
        thresholds = scaled_thresholds_of(indicator, year, PROFILES["milestone"])
        values, bases = (cells.get((county, id, each), set()) for each in (year, indicator.baseline.year))
        text = next(iter(values)) if len(values) == 1 else None
        start = next(iter(bases)) if len(bases) == 1 and thresholds.scaled else None
        value, base = (None if each is None else float(each) for each in (text, start))
        factor = base if thresholds.scaled else 1.0
        milestone = None if thresholds.milestone is None or factor is None else factor * thresholds.milestone
        if value is None or text is None:
            status = "missing"
        elif not factor:
            status = "not_assessable"
        else:
            reached = value * indicator.sign
            lines = [factor * each for each in thresholds.values]
            status = str(thresholds.outcomes[sum(reached >= line for line in lines)].status)
            if any(abs(reached - line) <= thresholds.near + abs(line) * ULPS for line in lines):
                own = None if start is None else Decimal(start)
                status = str(exact_verdict(thresholds, year, PROFILES["milestone"], None, own, Decimal(text)).status)
        gap = None if value is None or milestone is None else (value - milestone) * indicator.sign
        found.append((county, id, status, value, base, milestone, gap))
    return found


def test_plain_python_gives_the_published_hash(panel: Path) -> None:
    """A loop of thirty lines reads the same panel and comes to the hash that docs/panel.md publishes."""
    page = (ROOT / "docs" / "panel.md").read_text(encoding="utf-8")
    assert HASH["write_panel"](panel) in page
    verdicts = in_plain_python(HASH["the_plan"](), panel, HASH["YEAR"])
    assert {status for _, _, status, *_ in verdicts} >= {"on_track", "lagging", "missing", "not_assessable"}
    assert HASH["hash_of"](verdicts) in page


@pytest.mark.parametrize("engine", LOCAL)
def test_an_engine_gives_the_published_hash(panel: Path, tmp_path: Path, engine: str) -> None:
    """Every status and every double is that of the published verdicts; one bit more would change the hash."""
    page = (ROOT / "docs" / "panel.md").read_text(encoding="utf-8")
    verdicts = HASH["verdicts_of"](engine, panel, tmp_path)
    assert HASH["hash_of"](verdicts) in page
    nudged = [(*row[:3], row[3] and row[3] * (1 + 2**-52), *row[4:]) for row in verdicts]
    assert HASH["hash_of"](nudged) not in page
