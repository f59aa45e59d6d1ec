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


@pytest.mark.parametrize(
    ("indicator", "when", "figures", "enough"),
    [
        ("baseline: 60, target: 80, tolerance: 1", "2025", "2025,79", "achieved needs ≥ 79"),
        ("baseline: 60, target: 80, tolerance: 1", "2025", "2025,78", "achieved needs ≥ 79"),
        ("baseline: 60, target: 80", "2023", "2023,70", "achieved needs ≥ 80"),
        # Half a year proves no ceiling of the year; a quarter may pass a floor.
        ("direction: decrease, baseline: 60, target: 40", "2025-S1", "2025-S1,10", None),
        ("baseline: 60, target: 80", "2025-S1", "2025-S1,90", "achieved needs ≥ 80"),
        # Nor does a year in the middle prove a ceiling of them all.
        ("direction: decrease, target: {kind: total, value: 50}", "2021", "2021,5", None),
    ],
)
def test_the_target_counts_as_met_from_the_line_that_is_printed(
    run: Run, tmp_path: Path, indicator: str, when: str, figures: str, enough: str | None
) -> None:
    """With its tolerance; and no line is printed where the target cannot be met yet."""
    (tmp_path / "plan.yaml").write_text(indicator_plan(f"id: x, name: X, unit: t, path: linear, {indicator}"))
    (tmp_path / "a.csv").write_text(f"indicator,year,value\nx,{figures}\n")
    files = ("--plan", str(tmp_path / "plan.yaml"), "--actuals", str(tmp_path / "a.csv"))
    out = run("explain", "x", when, *files, "--lang", "en").out
    lines = [line[line.index("achieved needs") :] for line in out.splitlines() if "achieved needs" in line]
    assert lines == ([enough] if enough else [])


def test_a_rule_of_one_line_says_what_is_below_it(run: Run, tmp_path: Path) -> None:
    """As rules of several lines do."""
    rule = "profiles:\n  - name: r\n    title: R\n    lines: [{category: ok, status: on_track, linear_share: 100}]\n"
    rule += "    below: {category: nok, status: off_track}\n"
    plan = indicator_plan("id: x, name: X, unit: t, path: linear, baseline: 60, target: 80") + rule
    (tmp_path / "plan.yaml").write_text(plan)
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,61\n")
    files = ("--plan", str(tmp_path / "plan.yaml"), "--actuals", str(tmp_path / "a.csv"), "--profile", "r")
    assert "below that: nok" in run("explain", "x", "2023", *files, "--lang", "en").out
