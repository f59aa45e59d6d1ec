"""A ranking of a part of a year: every entity is judged as the ordinary check judges it alone."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from plan_cli import api, load_plan
from plan_cli.model.observations import Period
from plan_cli.model.sources import Source
from plan_cli.report.ranking import RankingReport
from test_ranking import tables
from test_report_forms import text_in

pytestmark = pytest.mark.slow

PLAN = indicator_plan(
    "id: trade, name: Trade, unit: m, decimals: 1, baseline: 100, target: 160, path: linear",
    "id: share, name: Share, unit: '%', baseline: 40, target: 50, path: linear",
    "id: growth, name: Growth, unit: m, target: {kind: growth, rate: 6}",
    "id: smoke, name: Smoke, unit: t, direction: decrease, baseline: 100, target: 50, path: linear",
    "id: jobs, name: Jobs, unit: m, target: {kind: total, value: 300}",
)
#: January to June of two years; c reported five months of 2023 only, d nothing of it, e one bound.
MONTHS = {"a": (20, 24), "b": (22, 23), "c": (10, 10), "d": (10, None), "e": (30, 30)}


@pytest.fixture
def call(tmp_path: Path) -> list[str]:
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    rows: list[tuple[object, ...]] = [("county", "indicator", "year", "value")]
    for county, by_year in MONTHS.items():
        rows.append((county, "trade", 2020, 90))
        for year, half in zip((2022, 2023), by_year, strict=True):
            months = range(1, 6 if (county, year) == ("c", 2023) else 7)
            rows += [(county, "trade", f"{year}-{month:02d}", half) for month in months if half is not None]
    rows += [("e", "trade", "2023-01/2023-06", ">170"), ("Total", "trade", "2023-01/2023-06", 700)]
    with (tmp_path / "panel.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            row for row in rows if not (row[0] == "e" and str(row[2]).startswith("2023-0") and row[3] == 30)
        )
    command = ["report", str(tmp_path / "panel.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--by", "county"]
    return [*command, "--period", "2023-01/2023-06", "--lang", "en"]


def test_years_that_stand_alone_are_each_entitys(run: Run, tmp_path: Path) -> None:
    """Rows of a county are of the year above them, also where those of other counties stand between."""
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    rows = "2022\na,trade,Q1,30\nb,trade,Q1,20\n2023\na,trade,Q1,40\nb,trade,Q1,50\n"
    (tmp_path / "panel.csv").write_text(f"county,indicator,quarter,value\n{rows}")
    call = ["report", str(tmp_path / "panel.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--by", "county"]
    trade = tables(run(*call, "--period", "2023-Q1", "--lang", "en").out)["Trade (m)"]
    assert {name: (row["Actual"], row["On a year before"]) for name, row in trade.items()} == {
        "a": ("40.0", "+33.3%"),
        "b": ("50.0", "+150.0%"),
    }


def test_months_are_added_and_held_against_their_share(run: Run, call: list[str]) -> None:
    """Half of the milestone of 136; growth and places against the same months of the year before."""
    out = run(*call).out
    assert out.startswith("# T: ranking for 2023-01/2023-06 by county")
    trade = tables(out)["Trade (m)"]
    columns = ("Rank", "Actual", "Milestone", "Achievement", "On a year before", "Status", "Places gained")
    assert {name: tuple(row[each] for each in columns) for name, row in trade.items()} == {
        "a": ("1", "144.0", "68.0", "211.8%", "+20.0%", "on track", "+1"),
        "b": ("2", "138.0", "68.0", "202.9%", "+4.5%", "on track", "-1"),
        # Five of six months are no half of a year, and a bound is no figure that has a place.
        "c": ("—", "50.0\\*", "68.0", "—", "—", "undecidable", "—"),
        "e": ("—", "\\>170.0", "68.0", "—", "—", "on track", "—"),
    } or trade  # fmt: skip
    assert "**Missing (1)** d" in out
    assert "PLN361" in out, "the total is no county"
    assert "1 entity reported nothing for 2023-01/2023-06: d" in out
    assert "时段目标" in run(*call[:-1], "zh", "--format", "markdown").out


RULES = """profiles:
  - name: lights
    lines: [{category: green, label: Green light, status: on_track, level: 210}]
    below: {category: red, label: Red light, status: off_track}
"""


@pytest.mark.parametrize(("period", "level"), [(("--period", "2023-01/2023-06"), "210"), (("--year", "2023"), "105")])
def test_a_rule_of_ones_own_has_its_line_and_its_words(
    period: tuple[str, ...], level: str, run: Run, call: list[str], tmp_path: Path
) -> None:
    """Of a part of a year and of a year: the line that was judged, whose it is, and what its author calls the verdict."""
    (tmp_path / "rules.yaml").write_text(RULES.replace("210", level))
    at = call.index("--period")
    if period[0] == "--year":
        with (tmp_path / "panel.csv").open("w", newline="") as file:
            rows = [("a", "trade", 2023, 144), ("b", "trade", 2023, 138)]
            csv.writer(file).writerows([("county", "indicator", "year", "value"), *rows])
    out = run(*call[:at], *period, *call[at + 2 :], "--profile", str(tmp_path / "rules.yaml")).out
    found = [(row["Line (lights)"], row["Of the line"], row["Status"]) for row in tables(out)["Trade (m)"].values()]
    assert found[:2] == [
        ("142.8", "100.8%", "on track (Green light)"), ("142.8", "96.6%", "off track (Red light)"),
    ]  # fmt: skip


def test_every_verdict_is_that_of_the_check_of_the_entity_alone(tmp_path: Path) -> None:
    """Whatever is reported: months, quarters, halves, years beside them, bounds, figures twice, things that are none."""
    plan = _plan(tmp_path)
    file = tmp_path / "panel.csv"
    for seed in range(12):
        with file.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([("county", "indicator", "year", "value"), *_at_random(seed)])
        for period in (_months(1, 6), _months(4, 6), _months(1, 3), _months(10, 12)):
            ranking = api.rank_panel(plan, file, period, ["county"])
            assert isinstance(ranking, RankingReport)
            found = {(each.entity[0], each.indicator): each for each in ranking.verdicts}
            for county in {entity for entity, _ in found}:
                alone = api.read_sources([Source(str(file), where={"county": (county,)})], plan)
                for result in api.check(plan, alone, 2023, period=period).results:
                    each = found[county, result.indicator.id]
                    assert (each.status, each.value, each.milestone) == (
                        result.status, result.evidence.value, result.milestone,
                    ), (seed, county, result.indicator.id)  # fmt: skip
                    assert each.placed <= result.evidence.exact


def test_own_baselines_are_of_the_whole_base_year(run: Run, call: list[str], tmp_path: Path) -> None:
    """A small county that grows faster stands first; one without a base year has no verdict."""
    rows = (
        "big,trade,2020,1000\nbig,trade,2023-H1,600\nsmall,trade,2020,10\nsmall,trade,2023-H1,8\nnew,trade,2023-H1,8\n"
    )
    (tmp_path / "panel.csv").write_text("county,indicator,year,value\n" + rows)
    trade = tables(run(*call, "--baselines", "own").out)["Trade (m)"]
    assert {name: (row["Rank"], row["Milestone"], row["Status"]) for name, row in trade.items()} == {
        "small": ("1", "6.8", "on track"),
        "big": ("2", "680.0", "off track"),
        "new": ("—", "—", "not assessable"),
    }


@pytest.mark.parametrize("suffix", ["html", "xlsx", "docx", "md"])
def test_it_is_a_page_a_workbook_and_a_document(run: Run, call: list[str], tmp_path: Path, suffix: str) -> None:
    """In Chinese as the field writes it, the same bytes again, and without the folder of the panel."""
    file = tmp_path / f"r.{suffix}"
    for _ in range(2):
        ran = run(*call[:-1], "zh", "-o", str(file))
        assert ran.code in (0, 1, 3), ran.err
        first = file.read_bytes()
    assert file.read_bytes() == first
    text = text_in(file)
    assert all(shown in text for shown in ("T：2023年1—6月county评价位次", "同比", "（时序进度）", "年内时段："))
    assert str(tmp_path) not in text


def test_rows_that_cannot_be_used_are_counted(run: Run, call: list[str], tmp_path: Path) -> None:
    """Exit 1, with the line of each."""
    assert run(*call).code == 0
    with (tmp_path / "panel.csv").open("a") as file:
        file.write("a,trade,2023-03,viele\n")
    ran = run(*call)
    assert (ran.code, "panel.csv:" in ran.out, "viele" in ran.out) == (1, True, True)


def test_what_a_part_of_a_year_cannot_use_is_refused(run: Run, call: list[str]) -> None:
    """With the way out; a check of a panel refuses a part too, and names the ranking."""
    refused = {
        ("--engine", "duckdb"): "--engine cannot be used with --by and --period",
        ("--baselines", "b.csv"): "--baselines FILE cannot be used",
        ("--targets", "plan"): "--targets cannot be used",
        ("--year", "2023"): "--period",
        ("--by", "nowhere"): "nowhere",
    }
    for words, message in refused.items():
        ran = run(*call, *words)
        assert (ran.code, message in ran.err) == (2, True), (words, ran.err)
    ran = run("check", "2023-Q2", call[1], *call[2:6], "--lang", "en")
    assert (ran.code, "plan report --by … --period 2023-Q2" in ran.err) == (2, True)


def test_months_make_the_year_of_a_ranking(run: Run, call: list[str], tmp_path: Path) -> None:
    """Without --period twelve months are the year, whose growth is on the twelve before."""
    rows = [
        f"a,trade,{year}-{month:02d},{value}\n" for year, value in ((2022, 10), (2023, 12)) for month in range(1, 13)
    ]
    (tmp_path / "panel.csv").write_text("county,indicator,year,value\n" + "".join(rows))
    trade = tables(run(*call[:6], "--year", "2023", "--lang", "en").out)["Trade (m)"]
    assert (trade["a"]["Actual"], trade["a"]["On the year before"]) == ("144.0", "+20.0%")


def _plan(folder: Path) -> api.Plan:  # type: ignore[name-defined]
    (folder / "p.plan.yaml").write_text(PLAN)
    return load_plan(folder / "p.plan.yaml", strict=True)


def _months(first: int, last: int) -> Period:
    from datetime import date

    from plan_cli.model.observations import days_in

    return Period(date(2023, first, 1), date(2023, last, days_in(2023, last)))


def _at_random(seed: int) -> Iterator[tuple[object, ...]]:
    choose = random.Random(seed)
    sizes = {"trade": 10, "share": 44, "growth": 9, "smoke": 6, "jobs": 8}
    for county in ("x", "y", "z"):
        for indicator, size in sizes.items():
            yield county, indicator, 2020, choose.choice((size * 12, size * 10, "", "abc"))
            for year in (2022, 2023):
                whole = choose.random()
                for month in range(1, 13):
                    if choose.random() < 0.9:
                        value = f"{size * choose.uniform(0.8, 1.3):.{choose.randint(0, 2)}f}"
                        yield (
                            county,
                            indicator,
                            f"{year}-{month:02d}",
                            choose.choice((value,) * 30 + (f">{value}", "n/a", "x")),
                        )
                if whole < 0.3:
                    yield county, indicator, f"{year}-Q{choose.randint(1, 4)}", size * 3
                if whole > 0.8:
                    yield county, indicator, f"{year}", size * 12
                if 0.4 < whole < 0.6:
                    yield county, indicator, f"{year}-01/{year}-06", size * 6
