"""Panels that tests judge: values at every printed line, baselines of one's own, rows that cannot be used."""

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from conftest import indicator_plan
from plan_cli import load_plan
from plan_cli.assess import assess
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import rounded, unit_of
from plan_cli.model.observations import Actual, year_of
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Level
from plan_cli.panel.engines import all_engines
from plan_cli.profiles.built_in import PROFILES

#: Engines that read here; test_panel_spark.py holds the others against them.
LOCAL = [name for name, engine in all_engines().items() if not engine.remote]
Row = tuple[object, ...]

#: Every kind of target and direction that a panel judges, one that is lost already, one that holds its target.
MIXED = indicator_plan(
    "id: up, name: Up, unit: 亿元, baseline: 2350, target: 4700, decimals: 2",
    "id: down, name: Down, direction: decrease, baseline: 12.5, target: 8",
    "id: line, name: Line, path: linear, baseline: 40, target: 65, attribute: binding",
    "id: more, name: More, baseline: 100, target: {kind: level, value: 157, operator: more_than}",
    "id: exact, name: Exact, baseline: 100, target: {kind: level, value: 120, operator: exactly}, tolerance: 2%",
    "id: held, name: Held, direction: decrease, baseline: 5, target: 7",
    "id: curve, name: Curve, path: s-curve, baseline: 10, target: 90, tolerance: 1%",
    "id: band, name: Band, baseline: 4.5, target: {kind: band, low: 2, high: 4}, tolerance: 0.3, decimals: 1",
    "id: floor, name: Floor, baseline: 1.5, target: {kind: band, low: 2}",
    "id: rank, name: Rank, baseline: 12, target: {kind: rank, value: 5}",
    "id: dated, name: Dated, baseline: 50, target: {kind: milestones, values: {2022: 60, 2024: 70}}",
    "id: grow, name: Grow, unit: 人, target: {kind: growth, rate: 7.5}",
    "id: done, name: Done, target: {kind: done, year: 2024}",
    "id: minus, name: Minus, path: linear, baseline: -5, target: 5",
)
#: Means over windows of every kind beside an ordinary indicator; of one the baseline is reported, too.
AVERAGED = indicator_plan(
    "id: three, name: Three, average: 3, direction: decrease, baseline: 15.4, target: {kind: change, value: -50}",
    "id: share, name: Share, unit: '%', average: 2, nature: stock, path: linear, baseline: 50, target: 71",
    "id: based, name: Based, average: 3, target: {kind: growth, rate: 3}, decimals: 1",
    "id: up, name: Up, unit: 亿元, baseline: 40, target: 70",
)
YEARS = (2021, 2023, 2025)

BAD = """indicator,year,county,value,bound,unit
up,2023,a,3600,,亿元
up,2023,b,3.6e3,,
up,2023,c,3600,>,
up,2023,d,3600,,亿美元
grow_,2023,a,3600,,
up,soon,a,3600,,
up,2023,e,3600,,
up,2023,e,3700,,
up,2023,f,3600,,
up,2023,f,3600,,
up,2023,g,—,,
grow,2023,a,110,,
"""


def plan_in(folder: Path, text: str = MIXED) -> Plan:
    """The plan of a text, from a file of a folder: ``mixed.plan.yaml``."""
    file = folder / "mixed.plan.yaml"
    file.write_text(text, encoding="utf-8")
    found = load_plan(file).plan
    assert found is not None
    return found


def at_the_lines(indicator: Indicator, year: int) -> Iterator[Decimal]:
    """Every printed cut point, one unit above and below it, and some values between."""
    judged = assess(indicator, (Actual(indicator.id, year, Decimal(1), year_of(year)),), year, PROFILES["milestone"])
    unit = unit_of(indicator.decimals)
    target = indicator.target
    lines = [*judged.thresholds.values(), judged.milestone, indicator.goal, indicator.baseline.value]
    lines += [getattr(target, "low", None), getattr(target, "high", None), Decimal(110)]
    for line in {rounded(line, indicator.decimals) for line in lines if line is not None}:
        yield from (line - unit, line, line + unit, line - unit / 2, line + unit / 2)


def written(file: Path, rows: list[Row]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("county", "indicator", "year", "value"), *rows])
    return file


def on_and_beside_every_line(plan: Plan, year: int) -> list[Row]:
    """Entities whose actuals stand on, one unit below and half a unit beside every printed line."""
    values = {indicator.id: list(at_the_lines(indicator, year)) for indicator in plan.indicators}
    entities = max(map(len, values.values()))
    rows: list[Row] = []
    for number in range(entities):
        for id, lines in values.items():
            rows.append((f"c{number}", id, year, lines[number % len(lines)]))
        rows.append((f"c{number}", "grow", 2020, Decimal(100)))
    return rows


def with_own_baselines(plan: Plan) -> tuple[list[Row], dict[tuple[str, str], str]]:
    """Entities with baselines of their own; and the status that a plan with that baseline would give each."""
    rows: list[Row] = []
    expected = {}
    draw = random.Random(14)
    for indicator in plan.indicators:
        base, target = indicator.baseline.value, indicator.target
        if not isinstance(target, Level) or base is None or base <= 0:
            continue
        for number in range(40):
            start = rounded(base * Decimal(draw.uniform(0.5, 2)), indicator.decimals)
            goal = replace(target, value=target.value / base * start)
            own = replace(indicator.on(start, "actuals"), target=goal)
            values = sorted(set(at_the_lines(own, 2023)))
            value = rounded(draw.choice(values), indicator.decimals)
            rows += [(f"c{number}", indicator.id, 2020, start), (f"c{number}", indicator.id, 2023, value)]
            row = Actual(indicator.id, 2023, value, year_of(2023))
            expected[f"c{number}", indicator.id] = str(assess(own, (row,), 2023, PROFILES["milestone"]).status)
    return rows, expected


def at_random(plan: Plan) -> list[Row]:
    """Entities with any figures, some rows missing."""
    draw = random.Random(3)
    return [
        (f"c{number}", indicator.id, year, round(draw.uniform(1, 200), 2))
        for number in range(200)
        for indicator in plan.indicators
        for year in (2020, 2023)
        if draw.random() > 0.05
    ]
