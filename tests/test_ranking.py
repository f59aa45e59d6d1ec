"""The ranking of a panel's entities: places, growth, change of places, who reported nothing."""

import csv
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from conftest import Run, indicator_plan, workbook
from plan_cli import api, load_plan
from plan_cli.profiles import Status
from plan_cli.report.ranking import RankingReport
from test_report_forms import cells, text_in

pytestmark = pytest.mark.slow

PLAN = indicator_plan(
    "id: trade, name: Trade, unit: m, baseline: 100, target: 150, decimals: 1",
    "id: smoke, name: Smoke, unit: t, direction: decrease, baseline: 100, target: 50, path: linear",
    "id: share, name: Share, unit: '%', baseline: 40, target: 50, path: linear",
)
#: Two share the second place, one has no figure of 2023, one none of 2022; with less smoke being better.
ROWS = """county,indicator,year,value
a,trade,2022,130
a,trade,2023,140
b,trade,2022,140
b,trade,2023,120
c,trade,2022,110
c,trade,2023,120
d,trade,2023,90
e,trade,2022,150
a,smoke,2023,60
b,smoke,2023,80
a,share,2022,43
a,share,2023,46.5
"""


@pytest.fixture
def call(tmp_path: Path) -> list[str]:
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    (tmp_path / "panel.csv").write_text(ROWS)
    return ["report", str(tmp_path / "panel.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--by", "county"]


def tables(markdown: str) -> dict[str, dict[str, dict[str, str]]]:
    """The rows of the table below each heading, by entity."""
    sections = markdown.split("\n## ")[1:]
    return {each.splitlines()[0]: cells(each) for each in sections if "| Rank" in each}


def test_places_growth_and_what_changed(run: Run, call: list[str]) -> None:
    """Equal figures share a place; places gained are counted among those that have one in both years."""
    found = tables(run(*call, "--year", "2023", "--lang", "en").out)
    trade = found["Trade (m)"]
    shown = {
        name: tuple(row[key] for key in ("Rank", "Actual", "On the year before", "Places gained"))
        for name, row in trade.items()
    }
    assert shown == {
        "a": ("1", "140.0", "+7.7%", "+1"),
        "b": ("2", "120.0", "-14.3%", "-1"),
        "c": ("2", "120.0", "+9.1%", "+1"),
        "d": ("4", "90.0", "—", "—"),
    }
    assert trade["a"]["Milestone"] == "127.5"
    assert trade["a"]["Achievement"] == "109.8%"
    # Where less is better there is no share; the lower figure is in front.
    assert {name: (row["Rank"], row["Achievement"]) for name, row in found["Smoke (t)"].items()} == {
        "a": ("1", "—"),
        "b": ("2", "—"),
    }
    # Per cent grow by points.
    assert found["Share (%)"]["a"]["On the year before"] == "+3.5 pp"


def test_who_reported_nothing_is_named(run: Run, call: list[str]) -> None:
    """Of each indicator, whoever reported others or other years."""
    out = run(*call, "--year", "2023", "--lang", "en").out
    assert "**Missing (1)** e" in out
    assert "**Missing (3)** c, d, e" in out.replace("; ", ", ")


def test_the_map_has_every_verdict(run: Run, call: list[str]) -> None:
    """The share of the milestone, else the figure, with the mark of the verdict, so that it reads without colour."""
    page = run(*call, "--year", "2023", "--lang", "en").out
    first = page.split("\n## ")[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in first.splitlines() if line.startswith("|")
    ]
    assert rows[2] == ["a", "● 109.8%", "● 60", "● 101.1%"]
    assert rows[5] == ["d", "▼ 70.6%", "—", "—"]


@pytest.mark.parametrize("suffix", ["html", "xlsx", "docx", "md"])
def test_a_ranking_in_every_format(run: Run, call: list[str], tmp_path: Path, suffix: str) -> None:
    """With its own title and foot, and without the folder of the panel."""
    file = tmp_path / f"r.{suffix}"
    ran = run(*call, "--year", "2023", "--lang", "en", "--title", "Counties", "--footer", "Draft", "-o", str(file))
    assert ran.code in (0, 1), ran.err
    text = text_in(file)
    assert all(shown in text for shown in ("Counties", "Draft", "109.8%", "Trade", "panel.csv"))
    assert str(tmp_path) not in text
    first = file.read_bytes()
    run(*call, "--year", "2023", "--lang", "en", "--title", "Counties", "--footer", "Draft", "-o", str(file))
    assert file.read_bytes() == first


def test_places_are_numbers_in_the_workbook(run: Run, call: list[str], tmp_path: Path) -> None:
    """So that they can be sorted and counted; growth is a share."""
    run(*call, "--year", "2023", "--lang", "en", "-o", str(tmp_path / "r.xlsx"))
    rows = [[cell.value for cell in row] for row in workbook(tmp_path / "r.xlsx").active.iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == "Rank")
    assert rows[head + 1][:4] == [1, "a", 140, pytest.approx(127.5, abs=0.06)]
    assert rows[head + 1][5] == pytest.approx(140 / 130 - 1)


def test_verdicts_are_those_of_the_check(call: list[str], tmp_path: Path) -> None:
    """Each is the one that ``plan check --by -o`` writes, and no other; places follow from the figures."""
    rows = [("county", "indicator", "year", "value"), *_at_random()]
    with (tmp_path / "panel.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    plan = load_plan(tmp_path / "p.plan.yaml").plan
    assert plan is not None
    results = tmp_path / "results.csv"
    api.check_panel(plan, tmp_path / "panel.csv", 2023, ["county"], output=str(results))
    with results.open() as file:
        expected = {(row["county"], row["indicator"]): row["status"] for row in csv.DictReader(file)}
    ranking = api.rank_panel(plan, tmp_path / "panel.csv", 2023, ["county"])
    assert isinstance(ranking, RankingReport)
    assert {(each.entity[0], each.indicator): each.status for each in ranking.verdicts} == {
        key: Status(value) for key, value in expected.items()
    }
    for indicator in plan.indicators:
        values = {each.verdict.entity: each.verdict.value for each in ranking.places(indicator)}
        for each in ranking.places(indicator):
            better = [value for value in values.values() if indicator.sign * (value - each.verdict.value) > 0]  # type: ignore[operator]
            assert each.rank == 1 + len(better)


def _at_random() -> Iterable[tuple[object, ...]]:
    choose = random.Random(7)
    for county in range(60):
        for indicator in ("trade", "smoke", "share"):
            for year in (2022, 2023):
                if choose.random() < 0.9:
                    yield f"c{county:02}", indicator, year, choose.randint(30, 160)


def test_own_baselines_are_ranked_by_their_own_milestones(run: Run, call: list[str], tmp_path: Path) -> None:
    """A small county that grows faster stands before a large one."""
    own = "county,indicator,year,value\nbig,trade,2020,1000\nbig,trade,2023,1200\nsmall,trade,2020,10\nsmall,trade,2023,14\n"
    (tmp_path / "panel.csv").write_text(own)
    out = run(*call, "--year", "2023", "--baselines", "own", "--lang", "en").out
    assert [row["Rank"] for row in tables(out)["Trade (m)"].values()] == ["1", "2"]
    assert next(iter(tables(out)["Trade (m)"])) == "small"


def test_what_a_ranking_cannot_use_is_refused(run: Run, call: list[str]) -> None:
    """Options of the ordinary report, no year, a server's engine; and options of a panel without one."""
    year = ("--year", "2023")
    refused = {
        (): "add --year YEAR",
        ("--year", "latest"): "add --year YEAR",
        (*year, "--form", "midterm"): "--form cannot be used with --by",
        (*year, "--as-of", "2024-01-01"): "--as-of cannot be used with --by",
        (*year, "--since", "x.json"): "--since cannot be used with --by",
        (*year, "--top", "3"): "--top cannot be used with --by",
        (*year, "--column", "year=jahr"): "--column cannot be used with --by",
        (*year, "--engine", "spark"): "keeps its verdicts on the server",
    }
    for words, message in refused.items():
        ran = run(*call, *words, "--lang", "en")
        assert (ran.code, message in ran.err) == (2, True), (words, ran.err)
    alone = run("report", "data/actuals/changsha.csv", "--baselines", "own", "--lang", "en")
    assert (alone.code, "needs --by" in alone.err) == (2, True)


def test_too_long_a_ranking_is_refused_with_a_way_out(
    run: Run, call: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody would read: choose indicators, or count with the check."""
    monkeypatch.setattr("plan_cli.cli.panel.MOST_RANKED", 10)
    ran = run(*call, "--year", "2023", "--lang", "en")
    assert (ran.code, "choose with --indicator" in ran.err) == (2, True)
    assert run(*call, "--year", "2023", "--indicator", "trade", "--lang", "en").code in (0, 1)


def test_levels_of_a_growth_target_are_in_its_unit(run: Run, call: list[str], tmp_path: Path) -> None:
    """What stands in the ranking is 120 m, not an index of 2020 = 100."""
    (tmp_path / "p.plan.yaml").write_text(
        indicator_plan("id: gdp, name: GDP, unit: m, target: {kind: growth, rate: 6}")
    )
    (tmp_path / "panel.csv").write_text("county,indicator,year,value\na,gdp,2020,100\na,gdp,2023,120\n")
    assert "\n## GDP (m)\n" in run(*call, "--year", "2023", "--baselines", "own", "--lang", "en").out


def test_the_map_of_a_page_has_grounds_and_each_mark_once(run: Run, call: list[str]) -> None:
    """Its cells hold the marks, which the style of other tables puts before a verdict."""
    page = run(*call, "--year", "2023", "--lang", "en", "--format", "html").out
    assert '<table class="heat">' in page
    assert ".heat td .status::before { content: none; }" in page
