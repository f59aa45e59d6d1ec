"""The program agrees with a second opinion in fractions (``oracle.py``) over thousands of random indicators.

Figures lie on every line, and one last digit above and below it, with fewer and with more decimals than the plan.
"""

import csv
import json
import random
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, indicator_plan
from oracle import Band, Dated, Expected, Level, Rates, Total, decimals_of, rounded
from panels import LOCAL

YEARS = (2020, 2030)
#: Indicators of one plan, and plans of one run of the suite.
EACH, PLANS = 60, 40


@dataclass(frozen=True)
class Drawn:
    """An indicator as the plan states it, its rows, and what must come out."""

    stated: str
    rows: list[str]
    expected: Expected


def written(value: Fraction, decimals: int) -> str:
    """A number with so many decimals."""
    whole = int(rounded(value, decimals) * 10**decimals)
    digits = f"{abs(whole):0{decimals + 1}d}"
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if whole < 0 else text


def beside(draw: random.Random, lines: tuple[Fraction, ...], decimals: int) -> str:
    """A figure on a line, or one last digit beside it."""
    digits = max(0, decimals + draw.choice([-1, 0, 0, 1, 2]))
    line = rounded(draw.choice(lines), max(digits, decimals if draw.random() < 0.5 else digits))
    return written(line + draw.choice([-1, 0, 0, 1]) * Fraction(1, 10**digits), digits)


def figure(draw: random.Random, low: float, high: float, decimals: int) -> str:
    return written(Fraction(draw.uniform(low, high)), decimals)


def level(draw: random.Random, id: str, year: int) -> Drawn:
    """A level on any path, in either direction, at times with a tolerance or a strict operator."""
    sign = draw.choice([1, 1, -1])
    decimals = draw.choice([0, 1, 2])
    shape = draw.choice(["compound", "compound", "linear", "stated", "piecewise"])
    base = figure(draw, -50 if shape == "linear" and draw.random() < 0.3 else 5, 900, decimals)
    factor = draw.uniform(1.05, 2) if sign == 1 else draw.uniform(0.4, 0.95)
    target = written(Fraction(base) + abs(Fraction(base)) * Fraction(factor - 1), decimals)
    if (draw.random() < 0.1 and shape != "piecewise") or target == base:
        # Met from the start, at times by a little: a target to hold.
        target = written(Fraction(base) - sign * draw.choice([0, 0, 1, 7]) * Fraction(1, 10**decimals), decimals)
    start, end = draw.choice([2020, 2021]), draw.choice([each for each in (2025, 2028, 2030) if each >= year])
    years = f"baseline: {{year: {start}, value: {base}}}, direction: {'increase' if sign == 1 else 'decrease'}"
    path, dated, rate = f"path: {shape}", {}, None
    if shape == "stated":
        percent = figure(draw, 1, 9, 1) if sign == 1 else figure(draw, -9, -1, 1)
        rate, path = Fraction(percent) / 100, f"path: stated, growth: {percent}"
    if shape == "piecewise":
        middle = draw.randrange(start + 1, end)
        value = written(
            Fraction(base) + (Fraction(target) - Fraction(base)) * Fraction(draw.uniform(0.2, 0.8)), decimals
        )
        dated = {middle: Fraction(value)}
        path = f"path: {{shape: piecewise, pieces: linear, values: {{{middle}: {value}}}}}"
    shown = max(decimals_of(base), decimals_of(target))
    if draw.random() < 0.3:
        shown = draw.choice([0, 1, 2, 3])
        path += f", decimals: {shown}"
    tolerance, strict = Fraction(0), draw.random() < 0.15
    if not strict and draw.random() < 0.2:
        allowed = figure(draw, 0.1, 5, shown)
        tolerance, path = Fraction(allowed), f"{path}, tolerance: {allowed}"
    operator = (", operator: more_than" if sign == 1 else ", operator: less_than") if strict else ""
    goal = f"target: {{kind: level, value: {target}, year: {end}{operator}}}"
    way: Any = "linear" if shape in ("linear", "piecewise") else "compound"
    asked = Level(
        Fraction(base), Fraction(target), start, end, sign, shown, way, dated, rate, tolerance, strict  # type: ignore[arg-type]
    )  # fmt: skip
    text = beside(draw, asked.lines(year), shown)
    return Drawn(f"{years}, {goal}, {path}", [f"{id},{year},{text},"], asked.expected(year, text))


def change(draw: random.Random, id: str, year: int) -> Drawn:
    """A change in % of the baseline, or in percentage points."""
    sign = draw.choice([1, -1])
    decimals = draw.choice([0, 1, 2])
    base, percent = figure(draw, 20, 900, decimals), written(Fraction(sign) * Fraction(draw.uniform(3, 60)), 1)
    target = Fraction(base) * (1 + Fraction(percent) / 100)
    direction = "increase" if sign == 1 else "decrease"
    stated = (
        f"baseline: {base}, direction: {direction}, decimals: {decimals}, target: {{kind: change, value: {percent}}}"
    )
    asked = Level(Fraction(base), target, YEARS[0], YEARS[1], sign, decimals)  # type: ignore[arg-type]
    text = beside(draw, asked.lines(year), decimals)
    return Drawn(stated, [f"{id},{year},{text},"], asked.expected(year, text))


def growth(draw: random.Random, id: str, year: int) -> Drawn:
    """A growth target whose base-year level the plan prints: judged in levels."""
    decimals, percent = draw.choice([0, 1, 2]), figure(draw, 0.3, 15, 1)
    base = figure(draw, 100, 90000, decimals)
    rate = Fraction(percent) / 100
    target = Fraction(base) * (1 + rate) ** (YEARS[1] - YEARS[0])
    asked = Level(Fraction(base), target, *YEARS, 1, decimals, rate=rate)
    text = beside(draw, asked.lines(year), decimals)
    stated = f"baseline: {base}, decimals: {decimals}, target: {{kind: growth, rate: {percent}}}"
    return Drawn(stated, [f"{id},{year},{text},"], asked.expected(year, text))


def rates(draw: random.Random, id: str, year: int) -> Drawn:
    """A growth target of which only yearly rates are reported."""
    percent = figure(draw, 1, 12, draw.choice([0, 1]))
    asked = Rates(Fraction(percent), decimals_of(percent))
    shown = draw.choice([1, 2])
    texts = [figure(draw, float(percent) * 0.4 - 1, float(percent) * 1.7, shown) for _ in range(YEARS[0], year)]
    rows = [f"{id},{each},{text},growth" for each, text in zip(range(YEARS[0] + 1, year + 1), texts, strict=True)]
    return Drawn(f"target: {{kind: growth, rate: {percent}}}", rows, asked.expected(year == YEARS[1], texts))


def total(draw: random.Random, id: str, year: int) -> Drawn:
    """A sum to come to, or a ceiling to stay under."""
    decimals, ceiling = draw.choice([0, 1]), draw.random() < 0.4
    target = figure(draw, 50, 900, decimals)
    asked = Total(Fraction(target), *YEARS, decimals, ceiling)
    wanted = Fraction(beside(draw, asked.lines(year), decimals))
    count = year - YEARS[0]
    digits = draw.choice([decimals, decimals + 1])
    texts = [written(wanted / count * Fraction(draw.uniform(0.7, 1.3)), digits) for _ in range(count - 1)]
    texts.append(written(wanted - sum(map(Fraction, texts), Fraction(0)), max(digits, decimals)))
    rows = [f"{id},{YEARS[0] + 1 + number},{text}," for number, text in enumerate(texts)]
    operator = ", operator: at_most" if ceiling else ""
    direction = "direction: decrease, " if ceiling else ""
    stated = f"{direction}target: {{kind: total, value: {target}{operator}}}"
    negative = any(Fraction(text) < 0 for text in texts)
    expected = asked.expected(year, texts)
    return Drawn(stated, rows, Expected(expected.statuses | {"undecidable"}) if negative else expected)


def dated(draw: random.Random, id: str, year: int) -> Drawn:
    """Values for single years."""
    sign, decimals = draw.choice([1, -1]), draw.choice([0, 1])
    points = sorted(draw.sample(range(YEARS[0] + 1, YEARS[1] + 1), 3))
    steps = sorted((Fraction(figure(draw, 5, 90, decimals)) for _ in points), reverse=sign == -1)
    values = dict(zip(points, steps, strict=True))
    asked = Dated(values, YEARS[1], sign, decimals)  # type: ignore[arg-type]
    text = beside(draw, asked.lines(year), decimals)
    listed = ", ".join(f"{point}: {written(value, decimals)}" for point, value in values.items())
    direction = "increase" if sign == 1 else "decrease"
    stated = f"direction: {direction}, decimals: {decimals}, target: {{kind: milestones, values: {{{listed}}}}}"
    return Drawn(stated, [f"{id},{year},{text},"], asked.expected(year, text))


def band(draw: random.Random, id: str, year: int) -> Drawn:
    """Bounds to stay within, at times with a tolerance."""
    decimals = draw.choice([0, 1])
    tolerance = figure(draw, 0, 5, decimals) if draw.random() < 0.4 else "0"
    low, high = sorted([Fraction(figure(draw, 1, 40, decimals)), Fraction(figure(draw, 41, 90, decimals))])
    asked = Band(low, high, Fraction(tolerance))
    text = beside(draw, (*asked.lines(year), low, high, (low + high) / 2), decimals)
    stated = f"target: {{kind: band, low: {written(low, decimals)}, high: {written(high, decimals)}}}, tolerance: {tolerance}"
    return Drawn(stated, [f"{id},{year},{text},"], asked.expected(year, text))


def rank(draw: random.Random, id: str, year: int) -> Drawn:
    """A place to climb to, in whole places."""
    base = draw.randrange(8, 90)
    target = draw.randrange(1, base - 3)
    asked = Level(Fraction(base), Fraction(target), *YEARS, -1, 0, "linear")
    text = str(max(1, int(rounded(draw.choice(asked.lines(year)), 0)) + draw.choice([-1, 0, 1])))
    return Drawn(
        f"baseline: {base}, target: {{kind: rank, value: {target}}}",
        [f"{id},{year},{text},"],
        asked.expected(year, text),
    )


KINDS = (level, level, level, change, growth, rates, total, dated, band, rank)
#: What a panel judges: one figure for each entity and year.
IN_PANELS = (level, level, change, growth, dated, band, rank)


def differences(drawn: Drawn, result: dict[str, Any]) -> list[str]:
    """What the program says otherwise."""
    found = []
    if result["status"] not in drawn.expected.statuses:
        found.append(f"status {result['status']}, not {sorted(drawn.expected.statuses)}")
    for key, value in drawn.expected.quantities.items():
        if key == "catch_up_rate" and result["status"] == "achieved":
            continue
        got = result.get(key)
        if got is None or abs(Fraction(got) - value) > Fraction(1, 10**9) * max(1, abs(value)):
            found.append(f"{key} {got}, not {float(value)}")
    return found


def drawn_plan(seed: int, kinds: tuple[Any, ...], folder: Path) -> tuple[dict[str, Drawn], int, list[str]]:
    """Random indicators, the year they are judged in, and the files of their plan and figures as arguments."""
    draw = random.Random(seed)
    year = draw.randrange(YEARS[0] + 2, 2026) if seed % 4 else YEARS[1]
    drawn = {f"i{number}": draw.choice(kinds)(draw, f"i{number}", year) for number in range(EACH)}
    plan, actuals = folder / "p.plan.yaml", folder / "a.csv"
    lines = [f"id: {id}, name: Name {id}, unit: t, nature: stock, {each.stated}" for id, each in drawn.items()]
    plan.write_text(indicator_plan(*lines, years=YEARS), encoding="utf-8")
    rows = [f"{row},e" for each in drawn.values() for row in each.rows]
    actuals.write_text("\n".join(["indicator,year,value,measure,county", *rows, ""]), encoding="utf-8")
    return drawn, year, [str(actuals), "--plan", str(plan)]


@pytest.mark.parametrize("seed", range(PLANS))
@pytest.mark.sampled(5)
def test_the_program_agrees_with_the_oracle(run: Run, tmp_path: Path, seed: int) -> None:
    """Status, line, milestone, gap, pace, the rate needed from now and the projection are those of the oracle."""
    drawn, year, files = drawn_plan(seed, KINDS, tmp_path)
    document = json.loads(run("check", str(year), *files, "--format", "json").out)
    assert "results" in document, document
    results = {result["id"]: result for result in document["results"]}
    told = [
        f"{each.stated}\n    {year}: {' '.join(each.rows)}: {'; '.join(wrong)}"
        for id, each in drawn.items()
        if (wrong := differences(each, results[id]))
    ]
    assert not told, "\n".join([f"{len(told)} of {len(drawn)}", *told])


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.sampled(5)
def test_panels_agree_with_the_oracle(run: Run, tmp_path: Path, seed: int, engine: str) -> None:
    """The same figures as a panel get the same verdicts, on every engine that reads here."""
    drawn, year, files = drawn_plan(seed, IN_PANELS, tmp_path)
    output = tmp_path / "verdicts.csv"
    ran = run("check", str(year), *files, "--by", "county", "--engine", engine, "-o", str(output))
    assert output.exists(), ran
    with output.open(encoding="utf-8", newline="") as opened:
        statuses = {row["indicator"]: row["status"] for row in csv.DictReader(opened)}
    told = [
        f"{each.stated}\n    {year}: {' '.join(each.rows)}: {statuses.get(id)}, not {sorted(each.expected.statuses)}"
        for id, each in drawn.items()
        if statuses.get(id) not in each.expected.statuses
    ]
    assert not told, "\n".join([f"{len(told)} of {len(drawn)}", *told])
