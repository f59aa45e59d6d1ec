"""What ``explain`` prints can be computed: every formula with its numbers gives the answer that stands behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import Run, indicator_plan

#: A formula and its answer; numbers, brackets and the four signs only.
COMPUTED = re.compile(r"(-?[0-9(][0-9 ().÷×^+\-%]*[0-9)]) = ([+\-]?[0-9.]+%?)")
NOTE = re.compile(r" \(to the line[^)]*\)")
#: How far an answer may be off that is computed with numbers of five digits.
FIVE_DIGITS = Decimal("0.00002")
DECLINE = "direction: decrease, baseline: 80.4"
CASES = {
    "compound": "baseline: 95.40, target: 161.7, decimals: 2",
    "compound, less is better": f"{DECLINE}, target: 51.3",
    "linear": "baseline: 22, target: 38, path: linear",
    "s-curve": "baseline: 22, target: 38, path: {shape: s-curve, exponent: 3}",
    "piecewise": "baseline: 22, target: 38, path: {shape: piecewise, values: {2022: 26}}",
    "reference": "baseline: 22, target: 38, path: {shape: reference, shares: {2021: 5, 2022: 30, 2023: 61, 2024: 80, 2025: 100}}",
    "told a growth": "baseline: 22, target: 38, path: {shape: compound, growth: 11}",
    "told a step": "baseline: 22, target: 38, path: {shape: linear, step: 3}",
    "a growth target": "baseline: 22, target: {kind: growth, rate: 9.5}",
    "a small growth": "baseline: 22.0041, target: {kind: growth, rate: 0.05}",
    "a change": f"{DECLINE}, target: {{kind: change, value: -13.5}}",
    "a change by a fraction": f"{DECLINE}, target: {{kind: change, value: -2/3}}",
    "a total": "reported: cumulative, target: {kind: total, value: 171}",
    "a revised target": "baseline: 22, target: 38, revisions: [{date: 2022-06-30, target: 41}]",
    "a dated baseline": "baseline: {date: 2020-09, value: 22}, target: 38, path: linear",
    "a range": "baseline: 22, target: {kind: level, value: {low: 38, high: 40}, operator: within}",
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("figure", ["29.37", "45.2"])
def test_every_formula_gives_the_answer_behind_it(case: str, figure: str, run: Run, tmp_path: Path) -> None:
    """As many digits are printed as it takes; the last one of the answer may differ by one."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan(f"id: x, name: X, unit: t, {CASES[case]}"), encoding="utf-8")
    actuals.write_text(f"indicator,year,value\nx,2023,{figure}\n", encoding="utf-8")
    printed = NOTE.sub(
        "", run("explain", "x", "2023", "--actuals", str(actuals), "--plan", str(plan), "--lang", "en").out
    )
    computed = COMPUTED.findall(re.sub(" {2,}", "\n", printed))
    assert len(computed) >= 3, printed
    for formula, answer in computed:
        number = Decimal(answer.rstrip("%"))
        value = Decimal(_value(formula)) * (100 if answer.endswith("%") else 1)
        last_digit = Decimal(1).scaleb(int(number.as_tuple().exponent))
        assert abs(value - number) <= max(last_digit, abs(number) * FIVE_DIGITS), (formula, answer, value)


def _value(formula: str) -> float:
    """A printed formula as Python computes it."""
    text = re.sub(r"([0-9.]+)%", r"(\1 / 100)", formula)
    signs = str.maketrans({"÷": "/", "×": "*", "^": "**"})
    return float(eval(text.translate(signs), {"__builtins__": {}}))
