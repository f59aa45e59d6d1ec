"""Baselines that stand within a year: from when a path runs, and what is no longer compared with what."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from conftest import Run
from plan_cli import check, load_plan, read_actuals
from plan_cli.model.sources import FiscalYear

Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file into an empty folder, in which everything runs."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> str:
        Path(name).write_text(text, encoding="utf-8")
        return name

    return written


PLAN = """\
format: 1
id: t
title: T
base_year: 2023
target_year: 2030
{more}indicators:
  - {{id: x, name: Seen in time, unit: '%', baseline: {baseline}, target: {target}, path: {path}, direction: increase}}
"""


def _milestones(write: Write, baseline: str, *, path: str = "linear", target: str = "95", more: str = "") -> list[str]:
    plan = load_plan(
        write("plan.yaml", PLAN.format(baseline=baseline, path=path, target=target, more=more)), strict=True
    )
    actuals = read_actuals(write("a.csv", "indicator,year,value\nx,2030,70\n"), plan)
    return [str(check(plan, actuals, year).results[0].milestone)[:9] for year in range(2023, 2031)]


@pytest.mark.parametrize("path", ["linear", "compound"])
def test_a_path_runs_from_the_end_of_the_month(path: str, write: Write) -> None:
    """From September 2023 to the end of 2030 there are seven and a quarter years; the first quarter is 2023's end."""
    for i, value in enumerate(_milestones(write, "{date: 2023-09, value: 68}", path=path)):
        share = (i + 0.25) / 7.25
        wanted = 68 + 27 * share if path == "linear" else 68 * (95 / 68) ** share
        assert float(value) == pytest.approx(wanted, abs=1e-5)


def test_the_last_month_is_the_year(write: Write) -> None:
    """A baseline of December, or of the last month of a fiscal year, is the year's: nothing else comes out."""
    plain = _milestones(write, "{year: 2023, value: 68}")
    assert _milestones(write, "{date: 2023-12, value: 68}") == plain
    assert _milestones(write, "{date: 2023-12-31, value: 68}") == plain
    fiscal = "fiscal_year: {starts: 10-01, named_by: end}\n"
    assert _milestones(write, "{date: 2023-09, value: 68}", more=fiscal) == plain
    assert _milestones(write, "{date: 2023-09-30, value: 68}", more=fiscal) == plain


@pytest.mark.parametrize(
    ("fiscal", "day", "year", "left"),
    [
        (FiscalYear(1), date(2023, 9, 30), 2023, Fraction(1, 4)),
        (FiscalYear(4), date(2023, 9, 30), 2023, Fraction(1, 2)),
        (FiscalYear(4, named_by="end"), date(2023, 9, 30), 2024, Fraction(1, 2)),
        (FiscalYear(4), date(2024, 3, 31), 2023, Fraction(0)),
        (FiscalYear(4), date(2024, 2, 29), 2023, Fraction(1, 12)),
        (FiscalYear(1), date(2023, 12, 30), 2023, Fraction(1, 365)),
        (FiscalYear(1), date(2024, 7, 1), 2024, Fraction(183, 366)),
        (FiscalYear(4, 6), date(2024, 4, 5), 2023, Fraction(0)),
    ],
)
def test_a_day_lies_in_one_year(fiscal: FiscalYear, day: date, year: int, left: Fraction) -> None:
    """Of which a share is still to come: in months where a month ends, else in days."""
    assert fiscal.of(day) == (year, left)


def test_what_comes_out_even_does(write: Write) -> None:
    """Eight months of eighty are a tenth: 70.7, to the last digit, also under a rule that rounds nothing."""
    text = PLAN.format(baseline="{date: 2024-04, value: 68}", path="linear", target="95", more="")
    plan = load_plan(write("plan.yaml", text), strict=True)
    for value, status in (("70.7", "on_track"), ("70.6999999999", "lagging")):
        actuals = read_actuals(write("a.csv", f"indicator,year,value\nx,2024,{value}\n"), plan)
        assert str(check(plan, actuals, 2024, profile="sdsn").results[0].status) == status


def test_the_year_s_own_figure_is_judged_and_no_baseline(write: Write) -> None:
    """December 2023 comes after September 2023: it is an actual, and differs from the baseline without a warning."""
    plan = load_plan(
        write("plan.yaml", PLAN.format(baseline="{date: 2023-09, value: 68}", path="linear", target="95", more="")),
        strict=True,
    )
    actuals = read_actuals(write("a.csv", "indicator,year,value\nx,2022,66\nx,2023,69\nx,2024,71\n"), plan)
    assert [str(check(plan, actuals, year).results[0].status) for year in (2023, 2024)] == [
        "on_track",
        "lagging",
    ]
    assert [each.code for each in check(plan, actuals, 2023).diagnostics] == []


def test_parts_of_a_year_stand_on_the_same_scale(write: Write, run: Run) -> None:
    """A share of June 2025 is one and three quarters of a year after September 2023."""
    write("plan.yaml", PLAN.format(baseline="{date: 2023-09, value: 68}", path="linear", target="95", more=""))
    write("a.csv", "indicator,year,value,period\nx,2025,74.2,2025-Q2\n")
    found = json.loads(run("check", "2025-Q2", "a.csv", "--plan", "plan.yaml", "--format", "json").out)["results"][0]
    assert found["milestone"] == pytest.approx(68 + 27 * 1.75 / 7.25)
    assert found["baseline"]["date"] == "2023-09"
    shown = run("check", "2025-Q2", "a.csv", "--plan", "plan.yaml", "--lang", "en").out
    assert "Baseline 68 % (2023-09)" in shown
    steps = run("explain", "x", "2025", "--actuals", "a.csv", "--plan", "plan.yaml", "--lang", "en").out
    assert "68 + (95 - 68) × 2.25 ÷ 7.25" in steps


@pytest.mark.parametrize("rows", ["x,2024,3,growth\nx,2025,4,growth", "x,2025,7,cumulative", "x,2025,3,mean_growth"])
def test_rates_do_not_count_from_within_a_year(rows: str, write: Write) -> None:
    """Yearly rates and changes since the base year are of whole years: without a level there is no verdict."""
    write(
        "plan.yaml",
        PLAN.format(baseline="{date: 2023-09, value: 68}", path="linear", target="{kind: change, value: 10}", more=""),
    )
    plan = load_plan("plan.yaml", strict=True)
    actuals = read_actuals(write("a.csv", f"indicator,year,value,measure\n{rows}\n"), plan)
    result = check(plan, actuals, 2025).results[0]
    assert not result.status.evaluated
    assert result.reason == "only_growth_reported"


def test_entities_own_baselines_are_of_whole_years(write: Write, run: Run) -> None:
    """So an entity's own base year says nothing of a plan's September; against the plan's own it is judged."""
    write("plan.yaml", PLAN.format(baseline="{date: 2023-09, value: 68}", path="linear", target="95", more=""))
    write("p.csv", "indicator,entity,year,value\nx,a,2023,60\nx,a,2024,73\nx,b,2024,71\n")
    ran = run("check", "2024", "p.csv", "--plan", "plan.yaml", "--by", "entity", "--format", "json")
    summary = json.loads(ran.out)["summary"]
    assert (summary["on_track"], summary["lagging"]) == (1, 1)
    own = run(
        "check", "2024", "p.csv", "--plan", "plan.yaml", "--by", "entity", "--baselines", "own", "--format", "json"
    )
    assert json.loads(own.out)["summary"]["evaluated"] == 0


def test_a_target_to_hold_is_asked_from_its_date_on(write: Write) -> None:
    """Fewer than asked already: what stands at the year's end is held against the target itself."""
    text = PLAN.format(baseline="{date: 2023-09, value: 97}", path="linear", target="95", more="")
    plan = load_plan(write("plan.yaml", text), strict=True)
    actuals = read_actuals(write("a.csv", "indicator,year,value\nx,2023,94.9\nx,2024,95\n"), plan)
    first, second = (check(plan, actuals, year).results[0] for year in (2023, 2024))
    assert (first.milestone, second.milestone) == (Decimal(95), Decimal(95))
    assert (str(first.status), str(second.status)) == ("reversing", "achieved")
