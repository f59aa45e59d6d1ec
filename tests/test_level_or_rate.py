"""Figures of a growth target that may be levels or yearly rates: refused until a unit or a measure says which."""

from pathlib import Path

import pytest

from conftest import indicator_plan
from plan_cli import load_plan, read_actuals


@pytest.mark.parametrize(
    ("rows", "columns", "codes"),
    [
        # What an office prints as growth, under a target whose level nobody knows.
        (["x,2020,2.3", "x,2021,8.1", "x,2022,3.0", "x,2023,5.2"], "", {"PLN320"}),
        # Even series and single figures as small as rates are may be either.
        (["x,2020,5.2", "x,2021,5.5", "x,2022,5.8", "x,2023,6.0"], "", {"PLN320"}),
        (["x,2023,6.0"], "", {"PLN320"}),
        (["x,2020,45", "x,2021,60", "x,2022,-12", "x,2023,5.2"], "", {"PLN320"}),
        (["x,2020,45", "x,2021,90", "x,2022,40", "x,2023,55"], "", {"PLN320"}),
        (["x,2020,812", "x,2021,861", "x,2022,903", "x,2023,955"], "", set()),
        (["x,2020,45", "x,2021,48", "x,2022,51", "x,2023,55"], "", set()),
        (["x,2020,2.3,t", "x,2021,2.5,t", "x,2022,2.7,t", "x,2023,2.9,t"], ",unit", set()),
        (["x,2021,8.1,growth", "x,2022,3.0,growth", "x,2023,5.2,growth"], ",measure", set()),
    ],
)
def test_small_figures_of_a_growth_target_may_be_rates(
    rows: list[str], columns: str, codes: set[str], tmp_path: Path
) -> None:
    """5.2 after 2.3 is no growth of 126 % where both may be rates: a unit or a measure settles it."""
    plan = tmp_path / "p.yaml"
    plan.write_text(indicator_plan("id: x, name: X, unit: t, target: {kind: growth, rate: 5}"), encoding="utf-8")
    loaded = load_plan(plan).plan
    assert loaded is not None
    (tmp_path / "a.csv").write_text("\n".join([f"indicator,year,value{columns}", *rows, ""]), encoding="utf-8")
    found = read_actuals(tmp_path / "a.csv", loaded)
    assert {each.code for each in found.diagnostics} == codes
    assert bool(found.rows) == (not codes)


def test_a_growth_target_has_a_yardstick_where_its_level_is_printed(tmp_path: Path) -> None:
    """From 1000 growing 5 % a year leads to 1276: 11.5 without a unit is in another scale."""
    plan = tmp_path / "p.yaml"
    plan.write_text(
        indicator_plan("id: x, name: X, unit: t, baseline: 1000, target: {kind: growth, rate: 5}"), encoding="utf-8"
    )
    loaded = load_plan(plan).plan
    assert loaded is not None
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,11.5\n", encoding="utf-8")
    assert [each.code for each in read_actuals(tmp_path / "a.csv", loaded).diagnostics] == ["PLN348"]


@pytest.mark.parametrize(
    ("value", "unit", "codes"), [("56", "万元", []), ("560000", "元", ["PLN348"]), ("0.0056", "万元", ["PLN348"])]
)
def test_a_unit_beside_a_plan_that_states_none_settles_no_scale(
    tmp_path: Path, value: str, unit: str, codes: list[str]
) -> None:
    """The plan's own figures are the yardstick then, as where no unit is stated at all."""
    plan = tmp_path / "p.yaml"
    plan.write_text(indicator_plan("id: x, name: X, baseline: 50, target: 60"), encoding="utf-8")
    loaded = load_plan(plan).plan
    assert loaded is not None
    (tmp_path / "a.csv").write_text(f"indicator,year,value,unit\nx,2023,{value},{unit}\n", encoding="utf-8")
    assert [each.code for each in read_actuals(tmp_path / "a.csv", loaded).diagnostics] == codes


@pytest.mark.parametrize(
    ("indicator", "value", "refused"),
    [
        ("target: 6100", "61000000", True),
        ("baseline: 0, path: linear, target: 60", "400000", True),
        ("baseline: 50, direction: decrease, path: linear, target: 0", "400000", True),
        ("target: {kind: total, value: 60}", "120000", True),
        ("target: {kind: milestones, values: {2025: 60}}", "600000", True),
        ("target: {kind: band, high: 60}", "0.0006", True),
        ("baseline: 1000, target: {kind: growth, rate: 5}", "11.5", True),
        ("baseline: 1000, target: {kind: change, value: -20}, direction: decrease", "11.5", True),
        ("target: 6100", "5900", False),
        # Where only a start is known, nothing says how far a series goes.
        ("baseline: 60, target: {kind: trend}", "600000", False),
    ],
)
def test_whatever_the_plan_prints_is_a_yardstick(tmp_path: Path, indicator: str, value: str, refused: bool) -> None:
    """One figure is enough to see that a file counts in another scale: a target without a baseline, a sum, a bound."""
    plan = tmp_path / "p.yaml"
    plan.write_text(indicator_plan(f"id: x, name: X, unit: t, {indicator}"), encoding="utf-8")
    loaded = load_plan(plan).plan
    assert loaded is not None
    (tmp_path / "a.csv").write_text(f"indicator,year,value\nx,2023,{value}\n", encoding="utf-8")
    assert bool(read_actuals(tmp_path / "a.csv", loaded).rows) != refused
