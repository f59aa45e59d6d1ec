"""The rules of judging hold for random plans, in the ordinary check and in panels on every engine that reads here.

Each rule draws indicators with their rows and says what may come out; all ways to judge are held against that. A rule
that a panel refuses (sums over years) must be refused there, never judged.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import polars
import pytest

from conftest import indicator_plan
from oracle import rounded
from panels import LOCAL
from plan_cli import api

pytestmark = pytest.mark.slow

GOOD = frozenset({"achieved", "on_track"})
BEHIND = frozenset({"lagging", "off_track", "reversing"})
OPEN = frozenset({"missing", "undecidable", "not_due", "not_assessable"})
HEAD = ("indicator", "year", "value", "period", "status", "measure")
#: How many indicators each rule draws.
DRAWN = 40


class Case(NamedTuple):
    """An indicator, its rows (year, value, period, status, measure) and the statuses that may come out, in a panel too."""

    stated: str
    rows: tuple[tuple[str, ...], ...]
    allowed: frozenset[str]
    in_panel: frozenset[str] | None = None


def text(value: Fraction, decimals: int) -> str:
    """A number with so many decimals."""
    return f"{Decimal(rounded(value, decimals).numerator) / rounded(value, decimals).denominator:.{decimals}f}"


def _ends(rng: random.Random, decimals: int) -> tuple[Fraction, Fraction]:
    unit = Fraction(1, 10**decimals)
    base = rng.randint(500, 5000) * unit
    return base, base + rng.randint(60, 4000) * unit


def figures_are_not_rounded(rng: random.Random) -> Iterator[Case]:
    """A1: at the line printed with the figure's decimals it is reached, one last digit below it is not."""
    decimals, own = rng.randint(0, 2), rng.randint(0, 3)
    base, target = _ends(rng, decimals)
    digits = max(decimals, own)
    line = rounded(base + (target - base) * Fraction(3, 5), digits)
    stated = f"path: linear, decimals: {decimals}, baseline: {text(base, decimals)}, target: {text(target, decimals)}"
    yield Case(stated, (("2023", text(line, digits)),), GOOD)
    yield Case(stated, (("2023", text(line - Fraction(1, 10**digits), digits)),), BEHIND)


def a_fall_is_no_growth(rng: random.Random) -> Iterator[Case]:
    """A2: what fell below its base-year level is not on track where growth is asked, however little."""
    base, _ = _ends(rng, 0)
    rate = rng.choice(["0.4", "3", "6.5"])
    stated = f"baseline: {base}, target: {{kind: growth, rate: {rate}}}"
    yield Case(stated, (("2023", str(base - 1)),), frozenset({"reversing"}))
    yield Case(stated, (("2023", str(2 * base)),), GOOD)


def the_last_year_asks_the_target(rng: random.Random) -> Iterator[Case]:
    """A3: in the last year the target is the line, whatever the path."""
    base, target = _ends(rng, 1)
    dated = f"{{shape: piecewise, values: {{2022: {text(base, 1)}}}}}"
    path = rng.choice(["linear", "compound", "s-curve", dated])
    stated = f"path: {path}, baseline: {text(base, 1)}, target: {text(target, 1)}"
    yield Case(stated, (("2025", text(target, 1)),), frozenset({"achieved"}))
    yield Case(stated, (("2025", text(target - Fraction(1, 10), 1)),), BEHIND)


def a_ceiling_is_kept_at_the_end(rng: random.Random) -> Iterator[Case]:
    """A4: below every ceiling is at best on track before the last year; a sum that is past its own is lost for good."""
    base, target = _ends(rng, 0)
    dated = f"{{kind: milestones, operator: at_most, values: {{2021: {target}, 2025: {base}}}}}"
    yield Case(f"direction: decrease, target: {dated}", (("2023", str(base - 1)),), frozenset({"on_track"}))
    budget = f"direction: decrease, target: {{kind: total, value: {base}, operator: at_most}}"
    rows = (("2021", str(base)), ("2022", "1"), ("2023", "0"))
    yield Case(budget, rows, frozenset({"off_track"}), OPEN)
    yield Case(budget, (("2021", "1"), ("2022", "1"), ("2023", "1")), frozenset({"on_track"}), OPEN)


def parts_add_up(rng: random.Random) -> Iterator[Case]:
    """A5: four quarters are the year, whatever they are; three of them prove nothing that the fourth could undo."""
    base, target = _ends(rng, 0)
    stated = f"path: linear, baseline: {base}, target: {target}"
    line = rounded(base + (target - base) * Fraction(3, 5), 0)
    cut = sorted(rng.sample(range(1, int(line)), 3))
    amounts = [cut[0], cut[1] - cut[0], cut[2] - cut[1], int(line) - cut[2]]
    quarters = tuple(("2023", str(each), f"2023-Q{i}") for i, each in enumerate(amounts, 1))
    yield Case(stated, quarters, GOOD)
    yield Case(stated, (*quarters[:3], ("2023", str(amounts[3] - 1), "2023-Q4")), BEHIND)
    yield Case(stated, quarters[:3], OPEN)


def a_change_is_of_the_baseline(rng: random.Random) -> Iterator[Case]:
    """A6: so many per cent less than the baseline, to the last digit."""
    base, _ = _ends(rng, 0)
    share = rng.choice(["-15", "-50", "-13.5", "-2/3"])
    part = Fraction(share) if "/" in share else Fraction(share) / 100
    goal = rounded(base * (1 + part), 2)
    stated = f"direction: decrease, decimals: 2, baseline: {base}, target: {{kind: change, value: {share}}}"
    yield Case(stated, (("2025", text(goal, 2)),), frozenset({"achieved"}))
    yield Case(stated, (("2025", text(goal + Fraction(1, 100), 2)),), BEHIND)


def a_forecast_is_no_actual(rng: random.Random) -> Iterator[Case]:
    """A7: a forecast alone is nothing reported, and changes nothing beside what was."""
    base, target = _ends(rng, 0)
    stated = f"baseline: {base}, target: {target}"
    forecast = ("2023", str(rng.choice([2 * target, base - 1])), "", "F")
    yield Case(stated, (forecast,), frozenset({"missing"}))
    yield Case(stated, (("2023", str(target)), ("2024", str(base - 1), "", "F")), frozenset({"achieved"}))


def a_period_ends_with_its_year(rng: random.Random) -> Iterator[Case]:
    """What comes after the last year of a sum, or of rates, is no part of it: it mends nothing and breaks nothing."""
    added = [rng.randint(10, 900) for _ in range(3)]
    later = ("2024", str(rng.randint(1000, 9000)))
    for short in (0, 1):
        rows = (*((str(year), str(each)) for year, each in zip((2021, 2022, 2023), added, strict=True)), later)
        total = f"target: {{kind: total, value: {sum(added) + short}, year: 2023}}"
        yield Case(total, rows, BEHIND if short else frozenset({"achieved"}), OPEN)
        budget = f"direction: decrease, target: {{kind: total, value: {sum(added) - short}, year: 2023}}"
        yield Case(budget, rows, frozenset({"off_track" if short else "achieved"}), OPEN)
    rate = rng.randint(3, 9)
    rates = tuple((str(year), f"{rate - 1}.0", "", "", "growth") for year in (2021, 2022, 2023))
    growth = f"target: {{kind: growth, rate: {rate}, year: 2023}}"
    yield Case(growth, (*rates, ("2024", "40.0", "", "", "growth")), BEHIND, OPEN)


def the_years_own_line_decides(rng: random.Random) -> Iterator[Case]:
    """A3: where dated values ask for more than the target on the way, less than they ask is not achieved."""
    base, target = _ends(rng, 0)
    over = target + rng.randint(1, 500)
    stated = f"baseline: {base}, target: {target}, path: {{shape: piecewise, values: {{2023: {over}}}}}"
    yield Case(stated, (("2023", str(over - 1)),), BEHIND)
    yield Case(stated, (("2023", str(over)),), frozenset({"achieved"}))


EACH = [
    (figures_are_not_rounded, 2023), (a_fall_is_no_growth, 2023), (the_last_year_asks_the_target, 2025),
    (a_ceiling_is_kept_at_the_end, 2023), (parts_add_up, 2023), (a_change_is_of_the_baseline, 2025),
    (a_forecast_is_no_actual, 2023), (a_period_ends_with_its_year, 2024), (the_years_own_line_decides, 2023),
]  # fmt: skip


def cases_of(rule: Callable[[random.Random], Iterator[Case]]) -> list[Case]:
    rng = random.Random(rule.__name__)
    found: list[Case] = []
    while len(found) < DRAWN:
        found += rule(rng)
    return found


def plan_and_file(folder: Path, cases: list[Case], county: str = "") -> tuple[Any, Path]:
    stated = [f"id: i{i}, name: N{i}, unit: t, {case.stated}" for i, case in enumerate(cases)]
    (folder / "p.plan.yaml").write_text(indicator_plan(*stated), encoding="utf-8")
    lines = [",".join((["county"] if county else []) + list(HEAD))]
    for i, case in enumerate(cases):
        for row in case.rows:
            cells = [f"i{i}", *row, *[""] * (len(HEAD) - 1 - len(row))]
            lines.append(",".join(([county] if county else []) + cells))
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return api.load_plan(folder / "p.plan.yaml", strict=True), folder / "a.csv"


@pytest.mark.parametrize(("rule", "year"), EACH, ids=[rule.__name__ for rule, _ in EACH])
def test_the_check_keeps_the_rule(rule: Callable[[random.Random], Iterator[Case]], year: int, tmp_path: Path) -> None:
    """Over random numbers, one last digit on either side of each line; ``latest`` says the same of the newest year."""
    cases = cases_of(rule)
    plan, file = plan_and_file(tmp_path, cases)
    actuals = api.read_actuals(file, plan)
    for judged in (year, "latest"):
        found = {each.indicator.id: each for each in api.check(plan, actuals, judged).results}
        for i, case in enumerate(cases):
            if judged == year or found[f"i{i}"].year == year:
                assert str(found[f"i{i}"].status) in case.allowed, (case, found[f"i{i}"].status)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(("rule", "year"), EACH, ids=[rule.__name__ for rule, _ in EACH])
def test_a_panel_keeps_the_rule(
    rule: Callable[[random.Random], Iterator[Case]], year: int, engine: str, tmp_path: Path
) -> None:
    """The same statuses for an entity that stands beside others."""
    cases = cases_of(rule)
    plan, file = plan_and_file(tmp_path, cases, "a")
    out = tmp_path / "v.parquet"
    api.check_panel(plan, file, year, ["county"], engine=engine, output=str(out))
    found = dict(polars.read_parquet(out).select("indicator", "status").rows())
    for i, case in enumerate(cases):
        assert found[f"i{i}"] in (case.in_panel or case.allowed), (case, found[f"i{i}"])
