"""What was applied is shown, over random plans: beside the verdict, in explain, in JSON, in reports, in panels.

Each thing that may be applied draws an indicator with its rows, and states what a reader has to find wherever the
verdict stands; where nothing was applied, none of these words stand there.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, indicator_plan
from panels import LOCAL

pytestmark = pytest.mark.slow

HEAD = "indicator,year,value,unit,status,period,measure,published,sex"
#: How many plans of all kinds are drawn.
PLANS = 6


@dataclass(frozen=True)
class Applied:
    """An indicator, its rows after the id, what people read, and what JSON has in its result (a path and a value)."""

    stated: str
    rows: tuple[str, ...]
    read: str
    told: tuple[str, Any] | None = None
    #: What is said once, of the file: among the findings and not beside the verdict.
    finding: str | None = None
    in_panel: bool = False
    options: tuple[str, ...] = ()


def _level(rng: random.Random) -> tuple[int, int]:
    base = rng.randint(100, 900)
    return base, base + rng.randint(20, 400)


def a_tolerance(rng: random.Random) -> Applied:
    base, target = _level(rng)
    allowed = rng.randint(1, 9)
    text, unit = rng.choice([(f"{allowed}", "t"), (f'"{allowed}%"', "%")])
    shown = f"tolerance {allowed}{'' if unit == '%' else ' '}{unit}"
    stated = f"unit: t, path: linear, baseline: {base}, target: {target}, tolerance: {text}"
    return Applied(
        stated, (f"2023,{base + 5}",), shown, ("target.tolerance", {"value": allowed, "unit": unit}), None, True
    )


def a_tolerance_of_growth(rng: random.Random) -> Applied:
    stated = f"unit: t, baseline: {rng.randint(100, 900)}, target: {{kind: growth, rate: 6}}, tolerance: 0.5"
    told = ("target.tolerance", {"value": 0.5, "unit": "pp"})
    return Applied(stated, (f"2023,{rng.randint(900, 1500)},t",), "tolerance 0.5 pp", told, None, True)


def a_tolerance_of_a_band(rng: random.Random) -> Applied:
    low = rng.randint(10, 90)
    stated = f"unit: t, target: {{kind: band, low: {low}, high: {low + 20}}}, tolerance: 2"
    told = ("target.tolerance", {"value": 2, "unit": "t"})
    return Applied(stated, (f"2023,{low + rng.randint(-5, 25)}",), "tolerance 2 t", told, None, True)


def a_revision(rng: random.Random) -> Applied:
    base, target = _level(rng)
    day, source = f"2022-0{rng.randint(1, 9)}-15", rng.choice(["review", "decree 7"])
    new = rng.choice([f"target: {target + 50}", "year: 2027", f"baseline: {base - 10}"])
    stated = f"unit: t, baseline: {base}, target: {target}, revisions: [{{date: {day}, {new}, source: {source}}}]"
    told = ("target.revisions.0.date", day)
    return Applied(stated, (f"2023,{base + 10}",), rf"{day} \({source}\)", told, None, True)


def a_sum_of_years(rng: random.Random) -> Applied:
    rows = tuple(f"{year},{rng.randint(5, 30)}" for year in (2021, 2022, 2023))
    told = ("sum_of", ["2021", "2022", "2023"])
    return Applied("unit: t, target: {kind: total, value: 100}", rows, "sum of 2021[–-]2023", told)


def a_sum_of_parts(rng: random.Random) -> Applied:
    base, target = _level(rng)
    rows = tuple(f"2023,{base // 4},,,2023-Q{quarter}" for quarter in (1, 2, 3, 4))
    told = ("sum_of", [f"2023-{month:02d}/2023-{month + 2:02d}" for month in (1, 4, 7, 10)])
    return Applied(f"unit: t, baseline: {base}, target: {target}", rows, "sum of 2023-Q1|sum of 2023-01", told)


def rates_that_are_added(rng: random.Random) -> Applied:
    rows = tuple(f"{year},-{rng.randint(2, 5)},%,,,growth" for year in (2021, 2022, 2023))
    stated = "direction: decrease, unit: kt, target: {kind: change, value: -20, additive: true}"
    return Applied(stated, rows, "added up", ("target.additive", True))


def a_reported_baseline(rng: random.Random) -> Applied:
    base, target = _level(rng)
    stated = f"unit: t, target: {target}"
    return Applied(
        stated, (f"2020,{base}", f"2023,{base + 5}"), f"{base} from the actuals", ("baseline.origin", "actuals")
    )


def a_newer_figure(rng: random.Random) -> Applied:
    base, target = _level(rng)
    rows = (f"2023,{base + 3},,,,,2024-01-31", f"2023,{base + 5},,,,,2024-06-30")
    return Applied(
        f"unit: t, baseline: {base}, target: {target}", rows, "2024-01-31", ("older.0.published", "2024-01-31")
    )


def a_conversion(rng: random.Random) -> Applied:
    base, target = _level(rng)
    stated = f"unit: 亿元, baseline: {base}, target: {target}"
    return Applied(stated, (f"2023,{base + 5}0000,万元",), f"was converted to {base + 5}.?0* 亿元", None, "PLN306")


def a_scale(rng: random.Random) -> Applied:
    base, target = _level(rng)
    stated = f"unit: t, baseline: {base}, target: {target}, scale: 0.001"
    return Applied(stated, (f"2023,{base + 5}000",), f"× 0.001 was converted to {base + 5}", None, "PLN306")


def rows_of_the_whole(rng: random.Random) -> Applied:
    base, target = _level(rng)
    rows = (f"2023,{base + 9},,,,,,Total", f"2023,{base + 3},,,,,,Female")
    return Applied(f"unit: t, baseline: {base}, target: {target}", rows, "sex: the rows of the whole", None, "PLN343")


def chosen_rows(rng: random.Random) -> Applied:
    base, target = _level(rng)
    rows = (f"2023,{base + 9},,,,,,Total", f"2023,{base + 3},,,,,,Female")
    stated = f"unit: t, baseline: {base}, target: {target}"
    return Applied(stated, rows, "only rows with sex=Female", options=("--where", "sex=Female"))


def a_break(rng: random.Random) -> Applied:
    base, target = _level(rng)
    rows = (f"2022,{base + 3},,B", f"2023,{base + 5}")
    return Applied(f"unit: t, baseline: {base}, target: {target}", rows, "break", None, "PLN363")


def nothing(rng: random.Random) -> Applied:
    base, target = _level(rng)
    return Applied(f"unit: t, baseline: {base}, target: {target}", (f"2023,{base + 5}",), "", None, None, True)


EACH: list[Callable[[random.Random], Applied]] = [
    a_tolerance, a_tolerance_of_growth, a_tolerance_of_a_band, a_revision, a_sum_of_years, a_sum_of_parts,
    rates_that_are_added, a_reported_baseline, a_newer_figure, a_conversion, a_scale, rows_of_the_whole, chosen_rows, a_break, nothing,
]  # fmt: skip
#: What would be read beside an indicator to which anything was applied.
ANYTHING = re.compile("tolerance [0-9]|revised on|changed on|sum of 20|added up|from the actuals|older", re.IGNORECASE)


def _written(folder: Path, kind: Callable[[random.Random], Applied], seed: int) -> tuple[Applied, tuple[str, ...]]:
    drawn = kind(random.Random(f"{kind.__name__}:{seed}"))
    (folder / "p.plan.yaml").write_text(indicator_plan(f"id: x, name: X, {drawn.stated}"), encoding="utf-8")
    rows = [f"x,{row}{',' * (HEAD.count(',') - 1 - row.count(','))}" for row in drawn.rows]
    (folder / "a.csv").write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    panel = [f"county,{HEAD}", *(f"c,{row}" for row in rows), ""]
    (folder / "panel.csv").write_text("\n".join(panel), encoding="utf-8")
    return drawn, ("--plan", str(folder / "p.plan.yaml"))


def _at(document: Any, path: str) -> Any:
    for part in path.split("."):
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


def _flat(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("seed", range(PLANS))
@pytest.mark.parametrize("kind", EACH, ids=[kind.__name__ for kind in EACH])
def test_what_was_applied_is_shown(
    run: Run, tmp_path: Path, kind: Callable[[random.Random], Applied], seed: int
) -> None:
    """In the table, in the derivation, in a report of every figure, and in JSON."""
    drawn, plan = _written(tmp_path, kind, seed)
    actuals, report = str(tmp_path / "a.csv"), tmp_path / "r.md"
    english = (*drawn.options, *plan, "--lang", "en")
    run("report", actuals, "--year", "2023", "--form", "full", "-o", str(report), *english)
    shown = {
        "check": run("check", "2023", actuals, *english).out,
        "explain": run("explain", "x", "2023", "--actuals", actuals, *english).out,
        "report": report.read_text(encoding="utf-8"),
    }
    for where, text in shown.items():
        found = re.search(drawn.read, _flat(text)) if drawn.read else not ANYTHING.search(_flat(text))
        assert found, (where, drawn, text)
    document = json.loads(run("check", "2023", actuals, *drawn.options, *plan, "--format", "json").out)
    (result,) = document["results"]
    if drawn.told is not None:
        assert _at(result, drawn.told[0]) == drawn.told[1]
    if drawn.finding is not None:
        assert drawn.finding in {each["code"] for each in document["diagnostics"]}
    if not drawn.read:
        assert (document["diagnostics"], result["sum_of"], result["older"]) == ([], [], [])
        assert set(result["target"]) == {"year", "value", "operator"}


@pytest.mark.parametrize("profile", ["linear", "official-cn", "scotland-npf", "sdsn", "eurostat"])
def test_every_rule_says_whether_a_tolerance_counts(run: Run, tmp_path: Path, profile: str) -> None:
    """Where two tolerances give two verdicts, the one that was applied stands there; where they cannot, it does not."""
    drawn = random.Random(profile)
    for _ in range(12):
        base, target = _level(drawn)
        figure = drawn.randint(base - 5, target + 5)
        seen = {}
        for allowed in (None, 9):
            stated = f"id: x, name: X, unit: t, path: linear, baseline: {base}, target: {target}"
            stated += f", tolerance: {allowed}" if allowed else ""
            plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
            plan.write_text(indicator_plan(stated), encoding="utf-8")
            actuals.write_text(f"indicator,year,value\nx,2022,{base + 1}\nx,2023,{figure}\n", encoding="utf-8")
            command = ("check", "2023", str(actuals), "--plan", str(plan), "--profile", profile)
            (result,) = json.loads(run(*command, "--format", "json").out)["results"]
            seen[allowed] = (
                (result["status"], result["category"]),
                "tolerance 9 t" in _flat(run(*command, "--lang", "en").out),
            )
        assert not seen[None][1]
        if seen[None][0] != seen[9][0]:
            assert seen[9][1], (stated, figure, seen)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", EACH, ids=[kind.__name__ for kind in EACH])
def test_a_panel_shows_what_holds_for_all(
    run: Run, tmp_path: Path, kind: Callable[[random.Random], Applied], seed: int, engine: str
) -> None:
    """Revisions and tolerances, in its table and in JSON; nothing where nothing was applied."""
    drawn, plan = _written(tmp_path, kind, seed)
    command = (
        "check",
        "2023",
        str(tmp_path / "panel.csv"),
        *plan,
        "--by",
        "county",
        "--engine",
        engine,
        *drawn.options,
    )
    text = _flat(run(*command, "--lang", "en").out)
    document = json.loads(run(*command, "--format", "json").out)
    if drawn.options:
        assert re.search(drawn.read, text), text
    if not drawn.in_panel or not drawn.read:
        # A panel with dates of publication is refused.
        assert document.get("applied", []) == []
        return
    assert re.search(drawn.read, text), text
    assert drawn.told is not None
    assert _at(document["applied"][0], drawn.told[0]) == drawn.told[1]
