"""Years that are no plain calendar year: fiscal years, parts of years and several years, in the plan and on the command line."""

from pathlib import Path

import pytest

from conftest import Run

PLAN = """format: 1
id: p
title: P
base_year: 2020
target_year: 2030
{fiscal}indicators:
  - {{id: x, name: X, unit: m, baseline: {baseline}, target: 150, source: s}}
"""
FISCAL = "fiscal_year: {starts: 04-01, named_by: start}\n"


@pytest.mark.parametrize(
    ("year", "way_out"),
    [
        ("2023-09", "write `date: 2023-09` in place of `year`"),
        ("2023-12", "(write 2023)"),
        ("1988–94", "the one year that its figure counts for, from 1988 to 1994"),
        ("1999-02", "write `date: 1999-02`"),
        ("1999/02", "from 1999 to 2002"),
        ("2020/21", "2020 or 2021, and `fiscal_year`"),
        ("2009-10", "2009 or 2010, and `fiscal_year`"),
        ("soon", "for example 2025"),
    ],
)
def test_a_plan_counts_whole_years_and_says_how_to_write_another(
    run: Run, tmp_path: Path, year: str, way_out: str
) -> None:
    """A month, a survey of several years, a fiscal year: refused where a year belongs, each with its way out."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(PLAN.format(fiscal="", baseline=f'{{year: "{year}", value: 100}}'), encoding="utf-8")
    ran = run("validate", str(plan), "--lang", "en", "--format", "concise")
    assert (ran.code, "PLN104" in ran.out, way_out in ran.out) == (1, True, True), ran.out


@pytest.mark.parametrize("year", ["2023", "2023/24", "FY2023", "FY23", "2023-24", "2023–24"])
def test_a_fiscal_year_is_named_as_in_the_data(run: Run, tmp_path: Path, year: str) -> None:
    """What a column may say, the command line may say: all are the plan's year 2023."""
    (tmp_path / "p.plan.yaml").write_text(PLAN.format(fiscal=FISCAL, baseline="100"), encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023/24,130\n", encoding="utf-8")
    ran = run("check", year, str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en")
    assert (ran.code, "check of 2023\n" in ran.out, "on track" in ran.out) == (0, True, True), ran.out


@pytest.mark.parametrize(
    ("fiscal", "year", "way_out"),
    [
        ("", "2023/24", "state `fiscal_year` in it"),
        ("", "FY2023", "state `fiscal_year` in it"),
        (FISCAL, "2023-Q2", "judged by whole years"),
        (FISCAL, "2023-10", "judged by whole years"),
        (FISCAL, "2031/32", "its years are 2020 to 2030"),
    ],
)
def test_a_year_of_another_count_is_refused_with_a_way_out(
    run: Run, tmp_path: Path, fiscal: str, year: str, way_out: str
) -> None:
    """A fiscal year in a plan of calendar years, and a part of a fiscal year."""
    (tmp_path / "p.plan.yaml").write_text(PLAN.format(fiscal=fiscal, baseline="100"), encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,130\n", encoding="utf-8")
    ran = run("check", year, str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en")
    assert (ran.code, way_out in ran.err) == (2, True), ran.err


def test_a_report_has_no_part_of_a_fiscal_year_either(run: Run, tmp_path: Path) -> None:
    """As the check."""
    (tmp_path / "p.plan.yaml").write_text(PLAN.format(fiscal=FISCAL, baseline="100"), encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,130\n", encoding="utf-8")
    command = ["report", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--period", "2023-Q2"]
    ran = run(*command, "-o", str(tmp_path / "r.md"), "--lang", "en")
    assert (ran.code, "judged by whole years" in ran.err) == (2, True), ran.err
