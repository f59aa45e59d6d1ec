"""Means over years: what `average:` makes of yearly figures, and what is said where it is not written."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run, plan_of
from judged import KINDS, D, row
from panels import LOCAL
from plan_cli import api
from plan_cli.assess import assess
from plan_cli.assess.means import in_means
from plan_cli.model.numbers import rounded
from plan_cli.model.sources import Window, Windows
from plan_cli.profiles.built_in import PROFILES
from plan_cli.report.chart_data import chart_data
from plan_cli.report.check import CheckReport
from plan_cli.report.sparkline import sparkline

PLAN = """format: 1
id: roads
title: Roads
base_year: 2006
target_year: 2020
windows: WINDOWS
indicators:
  - {id: x, name: Killed, unit: people, average: 3, direction: decrease, baseline: 15.4, target: {kind: change, value: -50}}
"""
#: 13 in three years of 2010 to 2012; 2014 is missing.
YEARS = "x,2010,4 x,2011,7 x,2012,2 x,2013,9 x,2015,4"


def checked(folder: Path, rows: str, year: int, plan: str = PLAN, windows: str = "last") -> CheckReport:
    loaded = plan_of(plan.replace("WINDOWS", windows), folder)
    lines = [row + "," * (5 - row.count(",")) for row in ("indicator,year,value,bound,period,measure", *rows.split())]
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return api.check(loaded, api.read_actuals(folder / "a.csv", loaded), year)


@pytest.mark.parametrize(
    ("windows", "rows", "year", "value", "status"),
    [
        ("last", YEARS, 2012, "4.3", "achieved"),
        ("middle", YEARS, 2012, "6.0", "achieved"),
        ("first", YEARS, 2011, "6.0", "achieved"),
        # One year of three is missing, at either end and within; or the year itself.
        ("last", YEARS, 2011, None, "not_assessable"),
        ("first", YEARS, 2012, None, "not_assessable"),
        ("last", YEARS, 2015, None, "not_assessable"),
        ("last", YEARS, 2014, None, "missing"),
        # Part of a year, growth and an estimate "about" are no full figures.
        ("last", "x,2010,4 x,2011,7 x,2012,2,,2012-01/2012-06", 2012, None, "missing"),
        ("last", "x,2010,4 x,2011,7,~ x,2012,2", 2012, None, "not_assessable"),
        ("last", "x,2010,4 x,2011,7 x,2012,-5,,,growth", 2012, None, "missing"),
        ("last", "x,2007,1,,,growth x,2008,1,,,growth x,2009,1,,,growth", 2009, None, "missing"),
        # Bounds that point one way are kept; quarters make their year.
        ("last", "x,2010,4,<= x,2011,7 x,2012,2", 2012, "4.3", "achieved"),
        ("last", "x,2010,40,>= x,2011,7 x,2012,2", 2012, "16.3", "reversing"),
        ("last", "x,2010,4 x,2011,7 x,2012,1,,2012-01/2012-06 x,2012,1,,2012-07/2012-12", 2012, "4.3", "achieved"),
        # A reported mean goes before a computed one, also beside the figure of its last year; others are no mean.
        ("last", YEARS + " x,2010-2012,5", 2012, "5", "achieved"),
        ("last", "x,2010-2012,5", 2012, "5", "achieved"),
        ("last", "x,2008-2012,5", 2012, None, "missing"),
        # So is a reported change since the base year.
        ("last", "x,2012,-40,,,cumulative", 2012, "-40.0", "on_track"),
    ],
)  # fmt: skip
def test_a_mean_has_every_year(
    windows: str, rows: str, year: int, value: str | None, status: str, tmp_path: Path
) -> None:
    """The years that the plan names, all of them and no others, to one decimal more than they have."""
    (result,) = checked(tmp_path, rows, year, windows=windows).results
    assert (result.evidence.value, str(result.status)) == (None if value is None else Decimal(value), status)
    if status == "not_assessable":
        assert result.reason == "average_incomplete"
    assert ("growth" in rows) == (result.reason == "only_growth_reported")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Killed: a mean over years is judged for whole years only"), ("zh", "Killed：多年平均只按整年评价")],
)
def test_a_mean_is_not_judged_for_a_part_of_a_year(language: str, said: str, run: Run, tmp_path: Path) -> None:
    """Every year of it has its figure: it is listed with that reason, not among statements, on no share of a year."""
    plan = PLAN.replace("WINDOWS", "last").replace(", target: {kind: change, value: -50}", ", target: 7.7")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value,period\nx,2010,4,\nx,2011,7,\nx,2012,2,\nx,2012,1,2012-Q2\n")
    files = ("check", "2012-Q2", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "plan.yaml"), "--lang", language)
    assert said in run(*files, "--allow-empty").out
    milestone = json.loads(run(*files, "--allow-empty", "--format", "json").out)["results"][0]["milestone"]
    assert 7.7 < milestone < 15.4


def test_a_mean_does_not_reach_what_it_misses_by_less_than_a_unit(tmp_path: Path) -> None:
    """25 in three years are 8.3, more than the 8 that are asked; 24 are 8."""
    plan = PLAN.replace("{kind: change, value: -50}", "8")
    for last, status in ((9, "lagging"), (8, "achieved")):
        (result,) = checked(tmp_path, f"x,2018,8 x,2019,8 x,2020,{last}", 2020, plan).results
        assert str(result.status) == status


def test_the_baseline_is_a_mean_too(tmp_path: Path) -> None:
    """Where the plan prints none; a printed one is held against it at its own digits."""
    level, base = PLAN.replace("{kind: change, value: -50}", "8"), "x,2004,14 x,2005,17 x,2006,15 "
    (result,) = checked(tmp_path, base + YEARS, 2012, level.replace("baseline: 15.4, ", "")).results
    assert result.indicator.baseline.value == Decimal("15.3")
    for printed, differs in (("15.3", False), ("15", False), ("15.4", True)):
        report = checked(tmp_path, base + YEARS, 2012, level.replace("15.4", printed))
        assert ("PLN314" in [each.code for each in report.diagnostics]) == differs


def test_a_mean_says_that_it_is_one(run: Run, tmp_path: Path) -> None:
    """In the table, the derivation and JSON, with its years; the newest complete one is the newest figure."""
    report = checked(tmp_path, YEARS, 2012)
    assert report.to_record()["results"][0]["mean_of"] == ["2010", "2011", "2012"]
    assert "mean_of" not in checked(tmp_path, "x,2010-2012,5", 2012).to_record()["results"][0]
    checked(tmp_path, YEARS, 2012)
    files = ("--plan", str(next(tmp_path.glob("*.yaml"))), "--lang", "en")
    assert "mean of 2010–2012" in run("check", "2012", str(tmp_path / "a.csv"), *files).out
    derived = run("explain", "x", "2012", "--actuals", str(tmp_path / "a.csv"), *files).out
    assert "the mean of the yearly figures" in derived
    assert derived.count("a.csv:") == 3
    incomplete = run("explain", "x", "2015", "--actuals", str(tmp_path / "a.csv"), *files).out
    assert "a year of the average has no full figure" in incomplete
    latest = run("check", "latest", str(tmp_path / "a.csv"), *files, "--format", "json").out
    assert json.loads(latest)["results"][0]["year"] == 2013
    assert "over 3 years" in run("show", "x", *files).out
    ahead = json.loads(run("forecast", str(tmp_path / "a.csv"), *files, "--format", "json").out)["results"][0]
    assert (ahead["last_year"], ahead["actual"]) == (2013, 6)


def test_a_part_of_a_year_has_no_mean(run: Run, tmp_path: Path) -> None:
    """Half a year is not judged, whatever was reported of it."""
    checked(tmp_path, YEARS + " x,2013,5,,2013-01/2013-06", 2013)
    files = ("--plan", str(next(tmp_path.glob("*.yaml"))), "--format", "json")
    half = json.loads(run("check", "2013-S1", str(tmp_path / "a.csv"), *files).out)["results"][0]
    assert (half["status"], half["actual"]) == ("not_assessable", None)


@pytest.mark.parametrize(
    ("average", "rows", "year", "hint"),
    [
        ("", "x,2010-2012,5 x,2013,9", 2013, "`average: 3`"),
        ("", "x,2010-2012,5 x,2013,9", 2012, "`average: 3`"),
        ("", "x,2010-2012,5 x,2011-2013,9", 2013, None),
        ("", "x,2010,5 x,2011,9", 2011, None),
        ("average: 3, ", "x,2008-2012,5 x,2010-2012,9", 2012, "figures of 5 are not used"),
        ("average: 3, ", "x,2008-2012,5", 2012, "judged by one of 3 years"),
        ("average: 3, ", YEARS + " x,2011-2013,9", 2012, None),
    ],
)
def test_figures_of_unlike_numbers_of_years_are_told(
    average: str, rows: str, year: int, hint: str | None, run: Run, tmp_path: Path
) -> None:
    """A single year beside windows, or windows that are not those of the target, with the way out."""
    report = checked(tmp_path, rows, year, PLAN.replace("average: 3, ", average))
    assert [each.code for each in report.diagnostics if each.code == "PLN421"] == (["PLN421"] if hint else [])
    files = ("--plan", str(next(tmp_path.glob("*.yaml"))), "--lang", "en")
    told = " ".join(run("check", str(year), str(tmp_path / "a.csv"), *files).out.split())
    assert (hint or "") in told


#: Entities with a complete mean, one that misses a year, a reported mean beside another window, many digits, a scale.
COUNTIES = """county,indicator,year,value
a,x,2010,4
a,x,2011,7
a,x,2012,2
b,x,2010,4
b,x,2012,2
c,x,2010-2012,5
c,x,2008-2012,9
d,x,2010,1.12345678
d,x,2011,12.25
d,x,2012,9.5
e,x,2010,4
e,x,2011,1500
e,x,2012,2
"""


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("year", [2012, "latest"])
def test_a_panel_averages_each_entity(engine: str, year: Any, run: Run, tmp_path: Path) -> None:
    """The mean as the check prints it, to the last digit; what a figure of another scale spoils is not judged."""
    plan = plan_of(PLAN.replace("WINDOWS", "last"), tmp_path)
    panel, output = tmp_path / "p.csv", tmp_path / "o.csv"
    panel.write_text(COUNTIES, encoding="utf-8")
    found = api.check_panel(plan, panel, year, ["county"], engine=engine, output=str(output))
    rows = list(csv.DictReader(output.read_text(encoding="utf-8").splitlines()))
    # The newest mean that is complete is the newest figure: without one there is none.
    lacking = ("missing", "not_reported") if year == "latest" else ("not_assessable", "average_incomplete")
    assert [(row["value"], row["status"], row["reason"]) for row in rows] == [
        ("4.3", "achieved", ""), ("", *lacking), ("5.0", "achieved", ""),
        ("7.624485593", "achieved", ""), ("502.0", "missing", "bad_data"),
    ]  # fmt: skip
    (unlike,) = [each for each in found.to_record()["diagnostics"] if each["code"] == "PLN421"]
    assert (unlike["facts"]["other"], unlike["facts"]["judged"], unlike["line"]) == (5, 3, 8)
    plan_file = str(next(tmp_path.glob("*.yaml")))
    told = run(
        "check", str(year), str(panel), "--by", "county", "--plan", plan_file, "--engine", engine, "--lang", "en"
    )
    assert ("over 3 years" if year == "latest" else "mean of 2010–2012") in told.out


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("wide", [False, True])
def test_an_incomplete_mean_is_no_silence(engine: str, wide: bool, tmp_path: Path) -> None:
    """In a table for engines and in one of a column for each year: the entity reported, its mean lacks a year."""
    plan = plan_of(PLAN.replace("WINDOWS", "last"), tmp_path)
    long = "county,indicator,year,value\nb,x,2010,4\nb,x,2012,2\n"
    (tmp_path / "p.csv").write_text("county,indicator,2010,2011,2012\nb,x,4,,2\n" if wide else long, encoding="utf-8")
    found = api.check_panel(plan, tmp_path / "p.csv", 2012, ["county"], engine=engine).to_record()
    assert found["summary"]["not_assessable"] == 1
    assert "PLN360" not in [each["code"] for each in found["diagnostics"]]


@pytest.mark.parametrize("engine", LOCAL)
def test_an_entity_has_a_baseline_of_its_own_years(engine: str, tmp_path: Path) -> None:
    """The mean of the years of the baseline, or none; the entities' means are not held against one year's whole."""
    text = PLAN.replace("WINDOWS", "last") + "relations: [{entities: x, operator: at_most, source: annex}]\n"
    rows = "a,x,2004,14\na,x,2005,17\na,x,2006,15\nb,x,2006,15\n合计,x,2012,99\n"
    panel, output = tmp_path / "p.csv", tmp_path / "o.csv"
    panel.write_text(COUNTIES + rows, encoding="utf-8")
    found = api.check_panel(
        plan_of(text, tmp_path), panel, 2012, ["county"], baselines="own", engine=engine, output=str(output)
    )
    first, *others = csv.DictReader(output.read_text(encoding="utf-8").splitlines())
    assert (first["baseline"], first["status"]) == ("15.3", "achieved")
    assert {row["baseline"] for row in others} == {""}
    unsaid = [each["facts"] for each in found.to_record()["diagnostics"] if each["code"] == "PLN419"]
    assert [(each["what"], each["why"]) for each in unsaid] == [
        ("sum_baselines", "without_figure"), ("sum_actuals", "averaged_years"),
    ]  # fmt: skip


def test_pictures_show_means(tmp_path: Path) -> None:
    """Before the base year too; a year whose mean lacks a figure is open, not empty."""
    early = "x,2003,20 x,2004,14 x,2005,17 x,2006,15 "
    report = checked(tmp_path, early + YEARS, 2013)
    drawn = sparkline(report.results[0], report.rows["x"]).split()[1]
    assert [drawn[year - 2006] for year in (2010, 2011, 2014, 2015)] == ["?", "?", "·", "?"]
    (history,) = api.full_report(report.plan, api.read_actuals(tmp_path / "a.csv", report.plan), 2013).histories
    chart = chart_data(history.result, history.years, history.rows)
    assert chart is not None
    points = {point.year: point.value for point in chart.points}
    assert {year: points[year] for year in sorted(points)[:3]} == {
        2005: Decimal("17.0"), 2006: Decimal("15.3"), 2012: Decimal("4.3"),
    }  # fmt: skip


@given(
    figures=st.lists(st.one_of(st.none(), st.decimals(1, 99, places=1)), min_size=9, max_size=9),
    years=st.integers(2, 4),
    counts_for=st.sampled_from(["first", "middle", "last"]),
)
def test_yearly_figures_are_judged_as_their_means_would_be(
    figures: list[Decimal | None], years: int, counts_for: Windows
) -> None:
    """By every rule and in every year: where a year is missing there is no verdict, else that on the mean."""
    indicator = replace(KINDS["fall"], average=Window(years, counts_for))
    known = {2017 + i: figure for i, figure in enumerate(figures) if figure is not None}
    windows = {year: Window(years, counts_for).of(year) for year in range(2017, 2026)}
    means = {
        year: rounded(sum((known[each] for each in window), D(0)) / years, 2)
        for year, window in windows.items()
        if set(window) <= set(known)
    }
    counted = in_means(indicator, [row(year, str(value)) for year, value in known.items()])
    assert {each.year: each.value for each in counted if each.value is not None} == means
    for profile in ("milestone", "eurostat", "destatis"):
        rules = PROFILES[profile]
        for year in range(2021, 2026):
            averaged = assess(indicator, counted, year, rules, rules.shape)
            plain = assess(
                KINDS["fall"], [row(each, str(mean)) for each, mean in means.items()], year, rules, rules.shape
            )
            if year in means:
                assert (averaged.status, averaged.category) == (plain.status, plain.category)
            else:
                assert averaged.reason == ("average_incomplete" if year in known else "not_reported")
