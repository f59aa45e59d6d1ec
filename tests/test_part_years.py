"""Parts of a year, vintages and entities: what was really published of Changsha, judged as it can be."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from plan_cli import api
from plan_cli.__main__ import main
from plan_cli.datafile.periods import read_period
from plan_cli.datafile.readers import read
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.table import ReadOptions
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.observations import Period
from plan_cli.model.plan import Plan
from plan_cli.model.sources import Source
from plan_cli.planfile import read_plan
from plan_cli.planfile.source import read_source

CHANGSHA = Path(__file__).parents[1] / "data" / "actuals" / "changsha.csv"

PLAN_TEXT = """
format: 1
id: parts
title: Parts
base_year: 2020
target_year: 2025
indicators:
  - {id: trade, name: Trade, unit: 亿元, baseline: 2350, target: 4700, decimals: 2}
  - {id: rate, name: Rate, unit: "%", baseline: 50, target: 100, path: linear, decimals: 1}
  - {id: waste, name: Waste, unit: 吨, baseline: 1200, target: 600, direction: decrease, path: linear}
  - {id: new, name: New, unit: 个, target: {kind: total, value: 100}}
  - {id: growing, name: Growing, unit: 亿元, target: {kind: growth, rate: 10}}
  - {id: place, name: Place, unit: 位, baseline: 10, target: {kind: rank, value: 5}}
"""


def _plan(text: str = PLAN_TEXT) -> Plan:
    plan, diagnostics = read_plan(read_source(text.encode(), "p.yaml"))
    assert plan is not None, diagnostics
    return plan


def _asked(text: str) -> Period:
    period = read_period(text, None)
    assert period is not None
    return period


def _check(rows: str, when: str, as_of: str | None = None, text: str = PLAN_TEXT) -> dict[str, Any]:
    plan = _plan(text)
    table = f"indicator,year,value,period,measure,published,entity\n{rows}"
    told = actuals_of(read(table.encode(), "a.csv", ReadOptions()), plan, "")
    period = _asked(when)
    day = date.fromisoformat(as_of) if as_of else None
    report = api.check(plan, told, period.end.year, period=None if period.full_year else period, as_of=day)
    return report.to_record()


def _result(document: dict[str, Any], id: str) -> dict[str, Any]:
    return next(result for result in document["results"] if result["id"] == id)


@pytest.mark.parametrize(
    ("when", "months"), [("2023-Q2", 3), ("2023-06", 1), ("2023-01/2023-07", 7), ("2023年上半年", 6)]
)
def test_a_flow_is_asked_for_its_months_of_the_years_milestone(when: str, months: int) -> None:
    """So many twelfths of the milestone: met exactly on track, one printed unit below not."""
    with exact_arithmetic():
        milestone = Decimal(2350) * 2 ** (Decimal(3) / 5) * months / 12
    enough = milestone.quantize(Decimal("0.01"))
    for value, status in ((enough, "on_track"), (enough - Decimal("0.02"), "lagging")):
        result = _result(_check(f"trade,2023,{value},{_asked(when)},,,\n", when), "trade")
        assert result["milestone"] == pytest.approx(float(milestone))
        assert (result["status"], result["period"]) == (status, str(_asked(when)))


def test_a_part_of_a_year_lands_nowhere() -> None:
    """Half a year carried on would be half of the target year: it is not put beside the whole year's target."""
    result = _check("trade,2023,2000,2023-01/2023-06,,,\n", "2023-01/2023-06")["results"][0]
    assert result["observed_rate"] is not None
    assert result["projected"] is None


def test_a_flow_where_less_is_better_is_asked_for_its_share_too() -> None:
    """Half of 2023's 840 is 420: no more than that is on track."""
    for value, status in ((420, "on_track"), (421, "lagging"), (601, "reversing")):
        result = _result(_check(f"waste,2023,{value},2023-01/2023-06,,,\n", "2023-01/2023-06"), "waste")
        assert (result["milestone"], result["status"]) == (420, status)


def test_a_part_of_a_year_proves_no_ceiling_under_rules_without_lines() -> None:
    """official-cn draws none without a tolerance: half of the target in half a year is on track, never achieved."""
    plan = _plan()
    told = {}
    for value in (300, 301, 700):
        rows = f"indicator,year,value,period\nwaste,2023,{value},2023-S1\n"
        actuals = actuals_of(read(rows.encode(), "a.csv", ReadOptions()), plan, "")
        report = api.check(plan, actuals, 2023, profile="official-cn", period=_asked("2023-S1"), indicators=["waste"])
        told[value] = report.results[0].status
    assert told == {300: "on_track", 301: "not_assessable", 700: "not_assessable"}


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (49.9, "off_track"),
        (50, "on_track"),
        (60, "on_track"),
        (60.1, "off_track"),
        (64.9, "off_track"),
        (65.1, "reversing"),
    ],
)
def test_a_band_is_asked_for_its_months_of_both_bounds(value: float, status: str) -> None:
    """Half of 100 to 120 in half a year; further out than half of the baseline's 130 is worse than the start."""
    band = (
        "  - {id: stay, name: Stay, unit: t, baseline: 130, target: {kind: band, low: 100, high: 120}, decimals: 1}\n"
    )
    rows = f"stay,2023,{value},2023-S1,,,\n"
    assert _result(_check(rows, "2023-S1", text=PLAN_TEXT + band), "stay")["status"] == status


def test_parts_add_up_to_the_period_that_is_asked_for() -> None:
    """The second and the third quarter are April to September; one of them is not, nor is a rate."""
    rows = "trade,2023,600,2023-Q1,,,\ntrade,2023,900,2023-Q2,,,\ntrade,2023,901.5,2023-Q3,,,\n"
    both = _result(_check(rows, "2023-04/2023-09"), "trade")
    assert (both["actual"], both["sum_of"]) == (1801.5, ["2023-04/2023-06", "2023-07/2023-09"])
    rate = "trade,2023,12,2023-04/2023-09,growth,,\n"
    rates = "trade,2023,12,2023-Q2,growth,,\ntrade,2023,11,2023-Q3,growth,,\n"
    assert _result(_check(rows + rate + rates, "2023-04/2023-09"), "trade")["actual"] == 1801.5
    assert _result(_check(rate, "2023-04/2023-09"), "trade")["status"] == "missing"
    assert _result(_check("trade,2023,900,2023-Q2,,,\n", "2023-04/2023-09"), "trade")["status"] == "undecidable"


def test_parts_add_up_beside_the_whole_year() -> None:
    """That the year is over, and known, takes nothing from the half of it that is asked for."""
    rows = "trade,2023,3600,,,,\ntrade,2023,700,2023-Q1,,,\ntrade,2023,900,2023-Q2,,,\n"
    rows += "new,2021,20,,,,\nnew,2022,21,,,,\nnew,2023,40,,,,\nnew,2023,5,2023-Q1,,,\nnew,2023,6,2023-Q2,,,\n"
    half = _check(rows, "2023-S1")
    assert [_result(half, id)["actual"] for id in ("trade", "new")] == [1600, 52]
    assert _result(_check(rows, "2023"), "trade")["actual"] == 3600


def test_the_target_of_a_part_is_not_called_the_years(run: Run, tmp_path: Path) -> None:
    """In Chinese, where a milestone is the target of a year."""
    (tmp_path / "plan.yaml").write_text(PLAN_TEXT, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value,period\ntrade,2023,600,2023-Q2\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "plan.yaml"), "--lang", "zh")
    for command in (("check", "2023-Q2"), ("report", "--period", "2023-Q2", "--format", "markdown")):
        head = next(line for line in run(*command, *files).out.splitlines() if "差距" in line)
        assert ("时段目标" in head, "年度目标" in head) == (True, False)


def test_nothing_reported_of_a_part_is_not_said_of_its_year() -> None:
    """The year has a figure, its second quarter none."""
    reason = _result(_check("rate,2023,60,,,,\n", "2023-Q2"), "rate")["reason"]
    assert reason == "no figure was reported for this part of the year"


def test_days_are_shares_of_their_own_year() -> None:
    """From the first of January to mid-month: 45 of 365 days, 45 of 366 in a leap year."""
    for year, days in (("2023", 365), ("2024", 366)):
        when = f"{year}-01-01/{year}-02-14"
        assert _check(f"trade,{year},1,{when},,,\n", when)["period"]["share"] == pytest.approx(45 / days)


def test_a_stock_is_asked_for_the_path_at_the_end_of_the_period() -> None:
    """Mid-2023 lies two and a half years after the end of 2020: 75, whatever months the period began with."""
    for period in ("2023-Q2", "2023-06", "2023-01/2023-06"):
        result = _result(_check(f"rate,2023,75,{period},,,\n", "2023-Q2"), "rate")
        assert (result["milestone"], result["status"], result["period"]) == (75, "on_track", str(_asked(period)))
    assert _result(_check("rate,2023,74.9,2023-06,,,\n", "2023-06"), "rate")["status"] == "lagging"


def test_a_running_total_is_asked_for_its_share_so_far() -> None:
    """50 of 100 by mid-2023, as a running total or as years and a half."""
    for rows in (
        "new,2023,50,2021-01/2023-06,cumulative,,\n",
        "new,2021,20,,,,\nnew,2022,20,,,,\nnew,2023,10,2023-01/2023-06,,,\n",
    ):
        result = _result(_check(rows, "2023-01/2023-06"), "new")
        assert (result["milestone"], result["actual"], result["status"]) == (50, 50, "on_track")


def test_an_index_compares_the_same_months() -> None:
    """A half-year against the half-year of the base year; against its full year it would look like a collapse."""
    rows = "growing,2020,100,,,,\ngrowing,2020,50,2020-01/2020-06,,,\ngrowing,2022,60.5,2022-01/2022-06,,,\n"
    result = _result(_check(rows, "2022-01/2022-06"), "growing")
    assert (result["actual"], result["milestone"], result["status"]) == (60.5, 60.5, "on_track")
    alone = _result(
        _check("growing,2020,100,,,,\ngrowing,2022,60.5,2022-01/2022-06,,,\n", "2022-01/2022-06"), "growing"
    )
    assert (alone["status"], alone["milestone"]) == ("on_track", 60.5)


def test_the_last_part_year_is_not_the_target() -> None:
    """In 2025 half the target by mid-year is on track, not achieved and not off track."""
    result = _result(_check("trade,2025,2350,2025-01/2025-06,,,\n", "2025-01/2025-06"), "trade")
    assert (result["milestone"], result["status"]) == (2350, "on_track")


def test_a_shorter_part_is_a_floor() -> None:
    """January and February cannot settle a half-year, unless they pass it already."""
    low = _result(_check("trade,2023,500,2023-01/2023-02,,,\n", "2023-01/2023-06"), "trade")
    high = _result(_check("trade,2023,2000,2023-01/2023-02,,,\n", "2023-01/2023-06"), "trade")
    assert (low["status"], high["status"]) == ("undecidable", "on_track")


def test_the_full_year_does_not_answer_for_a_part() -> None:
    """A year's figure says nothing of its second quarter."""
    assert _result(_check("trade,2023,4000,,,,\n", "2023-Q2"), "trade")["status"] == "missing"


def test_the_document_says_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """``period`` in JSON, 时序进度 in the table; both on the published figures of January to July 2024."""
    command = ["check", "2024-01/2024-07", str(CHANGSHA), "-q"]
    assert main([*command, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["period"] == {
        "period": "2024-01/2024-07",
        "from": "2024-01-01",
        "to": "2024-07-31",
        "share": pytest.approx(7 / 12),
        "basis": "time-proportional progress",
    }
    trade = _result(document, "trade-total")
    assert trade["milestone"] == pytest.approx(2350 * 2 ** (4 / 5) * 7 / 12)
    assert (trade["actual"], trade["status"]) == (1603.1, "off_track")
    assert main([*command, "--lang", "zh"]) == 0
    assert "时序进度" in capsys.readouterr().out


#: What the published figures of Changsha can and cannot settle: year → indicator → verdict, as of the full file.
PUBLISHED = {
    "2021": {"trade-total": "on_track", "fdi": "achieved", "port-containers": "on_track"},
    "2022": {"trade-total": "on_track", "europe-trains": "on_track", "fdi": "on_track"},
    "2023": {"trade-total": "off_track", "europe-trains": "undecidable", "reform-pilots": "undecidable"},
    "2025": {"trade-total": "off_track", "fdi": "undecidable", "trade-dependence": "missing"},
    "2024-01/2024-06": {"europe-trains": "lagging"},
    "2022-01/2022-08": {"trade-total": "on_track"},
}  # fmt: skip


@pytest.mark.parametrize("when", PUBLISHED)
def test_the_published_figures(when: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Bounds, parts of years and provisional figures of the press end in the verdict that they allow."""
    assert main(["check", when, str(CHANGSHA), "-q", "--format", "json", "--fail-on", "never"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {id: _result(document, id)["status"] for id in PUBLISHED[when]} == PUBLISHED[when]


VINTAGES = "trade,2021,2780.3,,,2022-01-19,\ntrade,2021,2737.9,,,2023-01-16,\ntrade,2020,2350,,,,\n"


def test_the_newest_vintage_is_judged_and_the_older_one_shown() -> None:
    """2780.3, then 2737.9: the later one counts, the earlier one stands beside it."""
    result = _result(_check(VINTAGES, "2021"), "trade")
    assert result["actual"] == 2737.9
    assert [(older["value"], older["published"]) for older in result["older"]] == [(2780.3, "2022-01-19")]


def test_the_older_vintage_has_columns_of_its_own_in_csv() -> None:
    """A list is no cell: the first older figure is ``older_1_value``."""
    from plan_cli.report.rows import flat

    record = flat(_result(_check(VINTAGES, "2021"), "trade"))
    assert (record["older_1_value"], "older" in record) == (2780.3, False)
    assert not [key for key in flat(_result(_check("", "2021"), "trade")) if key.startswith("older")]


def test_as_of_judges_with_what_was_known() -> None:
    """In 2022 only the first figure was known; undated rows are kept; both are said."""
    document = _check(VINTAGES, "2021", as_of="2022-06-30")
    result = _result(document, "trade")
    assert (result["actual"], result["older"]) == (2780.3, [])
    said = {found["code"]: found["facts"]["count"] for found in document["diagnostics"]}
    assert said == {"PLN335": 1, "PLN336": 1}


def test_a_date_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2."""
    assert main(["check", "2023", str(CHANGSHA), "--as-of", "soon", "-q", "--lang", "en"]) == 2
    assert "2024-01-31" in capsys.readouterr().err


def test_several_entities_are_not_one_series() -> None:
    """None of them is taken for the whole; the whole is judged with a warning; one alone with a note of whose it is."""
    two = "trade,2023,4000,,,,A\ntrade,2023,1,,,,B\n"
    document = _check(two, "2023")
    assert (_result(document, "trade")["status"], _result(document, "trade")["actual"]) == ("missing", None)
    assert [(found["code"], found["severity"]) for found in document["diagnostics"]] == [("PLN334", "error")]
    whole = _check(two + "trade,2023,3600,,,,\n", "2023")
    assert (_result(whole, "trade")["actual"], whole["exit_code"]) == (3600, 0)
    assert [(found["code"], found["severity"]) for found in whole["diagnostics"]] == [("PLN334", "warning")]
    one = _check("trade,2023,3600,,,,A\n", "2023")
    assert (_result(one, "trade")["actual"], one["exit_code"]) == (3600, 0)
    assert [(each["code"], each["severity"], each["facts"]["value"]) for each in one["diagnostics"]] == [
        ("PLN345", "info", "A")
    ]


def test_sdmx_multipliers_are_powers_of_ten_to_the_unit() -> None:
    """UNIT_MULT 8 of 元 is 亿元; without a unit it is of the plan's unit; labels are read past."""
    plan = _plan()
    table = (
        "DATAFLOW,FREQ: Frequency,INDICATOR: Indicator,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,"
        "OBS_STATUS: Status,REF_AREA: Area\n"
        "X:Y(1.0),A: Annual,trade: Trade,2021,2780.3,CNY,8,P: Provisional,CS: Changsha\n"
        "X:Y(1.0),Q: Quarterly,trade: Trade,2022-Q1,600,CNY,8,A: Normal,CS: Changsha\n"
        "X:Y(1.0),Q: Quarterly,trade: Trade,2023,600,CNY,8,A: Normal,CS: Changsha\n"
        "X:Y(1.0),A: Annual,trade: Trade,2024,3000,,8,A: Normal,CS: Changsha\n"
    )
    told = actuals_of(read(table.encode(), "a.csv", ReadOptions()), plan, "")
    assert [(str(row.period), format(row.value or 0, "f"), row.status, row.entity) for row in told.rows] == [
        ("2021", "2780.3", "P", "CS"),
        ("2022-01/2022-03", "600", "A", "CS"),
        ("2024", "3000", "A", "CS"),
    ]
    assert [(f.code, f.place.line) for f in told.diagnostics if f.place] == [("PLN345", 2), ("PLN311", 4)]


@pytest.mark.parametrize(
    ("figure", "unit", "multiplier", "found"),
    [
        ("3000", "亿元", "8", "3000"),
        ("3000", "亿元", "0", "3000"),
        ("300000", "million CNY", "Millions", "3000"),
        ("300000", "亿元", "6", "PLN347"),
        ("3000", "Trade (亿元)", "8", "PLN340"),
    ],
)
def test_a_scale_that_unit_and_multiplier_both_say_counts_once(
    figure: str, unit: str, multiplier: str, found: str
) -> None:
    """ONS writes Millions beside £ million; two that differ are an error."""
    table = f"indicator,year,value,unit,UNIT_MULT\ntrade,2023,{figure},{unit},{multiplier}\n"
    told = actuals_of(read(table.encode(), "a.csv", ReadOptions()), _plan(), "")
    codes = [each.code for each in told.diagnostics if each.severity != "info"]
    assert [*(format(row.value or 0, "f") for row in told.rows), *codes][0].removesuffix(".00") == found


@pytest.mark.parametrize("heading", ["UNIT_MULT", "multiplier", "scale", "factor"])
@pytest.mark.parametrize(
    ("multiplier", "option", "found"),
    [
        ("1", "", "PLN337"), ("1.0", "", "PLN337"), ("1", "1", "3000"), ("1", "10", "30000"), ("0", "", "3000"),
        ("100", "", "3000"), ("1000000", "", "3000"), ("250", "", "PLN337"), ("units", "", "3000"),
    ],
)  # fmt: skip
def test_a_multiplier_of_one_is_asked_about(heading: str, multiplier: str, option: str, found: str) -> None:
    """It may be the factor one, or tens; whoever knows says so by a scale of the file. Powers of ten are factors."""
    plan = _plan(PLAN_TEXT.replace("baseline: 2350, target: 4700", "target: 4700"))
    source = Source("a.csv", scale=Decimal(option) if option else None)
    figure = {"100": "30", "1000000": "0.003"}.get(multiplier, "3000")
    table = f"indicator,year,value,{heading}\ntrade,2023,{figure},{multiplier}\n"
    told = actuals_of(read(table.encode(), "a.csv", ReadOptions()), plan, "", source)
    codes = [each.code for each in told.diagnostics if each.code == "PLN337"]
    values = [format(row.value or 0, "f") for row in told.rows]
    assert [*codes, *values][0].removesuffix(".000") == found


@pytest.mark.parametrize("multiplier", ["Thousands", "3", "3.0", "1000"])
def test_kilotonnes_beside_thousands_are_held_against_the_plan(multiplier: str) -> None:
    """However the multiplier is written: ONS says one scale twice so."""
    plan = _plan(PLAN_TEXT.replace("unit: 吨, baseline: 1200, target: 600", "unit: kt, baseline: 1200, target: 600"))
    table = f"indicator,year,value,unit,UNIT_MULT\nwaste,2023,900,Kilotonnes,{multiplier}\n"
    told = actuals_of(read(table.encode(), "a.csv", ReadOptions()), plan, "")
    assert (next(each.code for each in told.diagnostics if each.severity == "error"), len(told.rows)) == ("PLN348", 0)


@pytest.mark.parametrize(("value", "code"), [("28.13", "PLN348"), ("28134.9", "PLN333"), ("28134900000", "PLN348")])
def test_a_figure_off_by_a_power_of_ten_is_doubted(value: str, code: str) -> None:
    """A slip of the unit by one power of ten is doubted, by two it is refused; a doubling or half is not one."""
    told = actuals_of(read(f"indicator,year,value\ntrade,2023,{value}\n".encode(), "a.csv", ReadOptions()), _plan(), "")
    assert [found.code for found in told.diagnostics] == [code]
    for fair in ("4700", "1175", "9000"):
        text = f"indicator,year,value\ntrade,2023,{fair}\n"
        assert actuals_of(read(text.encode(), "a.csv", ReadOptions()), _plan(), "").diagnostics == ()


@pytest.mark.parametrize(
    ("options", "status"), [(("2023-Q2",), "on_track"), (("2023", "--as-of", "2024-01-31"), "off_track")]
)
def test_every_rule_of_a_comparison_judges_the_same_figures(
    run: Run, tmp_path: Path, options: tuple[str, ...], status: str
) -> None:
    """The part of the year, and what had been published by a day: the others looked at everything."""
    (tmp_path / "p.yaml").write_text(
        "format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2030\nindicators:\n"
        "  - {id: x, name: X, unit: '%', baseline: 50, target: 70, path: linear}\n",
        encoding="utf-8",
    )
    rows = "x,2023,2023-Q2,60,\nx,2023,2023,51,2024-01-15\nx,2023,2023,58,2024-06-30\n"
    (tmp_path / "a.csv").write_text("indicator,year,period,value,published\n" + rows, encoding="utf-8")
    command = ["check", *options, str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml"), "--compare"]
    ran = run(*command, "--profile", "milestone", "--profile", "linear", "--profile", "sdsn", "--format", "json")
    result = json.loads(ran.out)["results"][0]
    found = {each["profile"]: each["status"] for each in result["compare"]}
    assert {result["status"], found["milestone"], found["linear"]} == {status}
    assert ("2023-04/2023-06" in run(*command, "--lang", "en").out) == (options == ("2023-Q2",))


ROWS_OF_A_QUARTER = """indicator,period,value
trade,2023-Q2,500
rate,2023-06,55
waste,2023-Q2,400
growing,2023-Q2,3
place,2023-06,12
"""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_finding_advises_explains_the_same_part_of_the_year(run: Run, tmp_path: Path, language: str) -> None:
    """The printed command comes to the verdict of the quarter, and its numbers are those of the quarter."""
    (tmp_path / "p.yaml").write_text(PLAN_TEXT.strip() + "\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS_OF_A_QUARTER, encoding="utf-8")
    command = ["check", "2023-Q2", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml")]
    told = run(*command, "--format", "concise", "--lang", language).out
    advised = re.findall(r"plan explain (\S+) (\S+) (--plan \S+ --actuals [^\s`）]+)", told)
    assert {id for id, *_ in advised} >= {"trade", "waste"}
    results = {each["id"]: each for each in json.loads(run(*command, "--format", "json").out)["results"]}
    for id, year, options in advised:
        words = ["explain", id, year, *options.split()]
        explained = json.loads(run(*words, "--format", "json").out)["result"]
        assert explained == results[id]
        shown = run(*words, "--lang", language).out
        assert {"en": "2023-04/2023-06", "zh": "2023年4—6月"}[language] in shown.splitlines()[0]


def test_a_picture_of_a_part_holds_the_same_part_of_every_year(tmp_path: Path) -> None:
    """Half a year is not drawn between whole years; a flow's path is its share of theirs, the plan's target no line of it."""
    plan, figures = _plan(), tmp_path / "a.csv"
    rows = "trade,2021,,2700 trade,2022,2022-H1,1300 trade,2023,2023-H1,1500 rate,2022,,70 rate,2023,2023-H1,74"
    figures.write_text("indicator,year,period,value\n" + rows.replace(" ", "\n"), encoding="utf-8")
    half = Period(date(2023, 1, 1), date(2023, 6, 30))
    report = api.full_report(plan, api.read_actuals(figures, plan), 2023, period=half)
    trade, rate = (each.chart for each in report.histories[:2])
    assert trade is not None
    assert rate is not None
    assert [(each.year, each.value) for each in trade.points] == [(2022, 1300), (2023, 1500)]
    assert trade.goal is None
    assert trade.path[-1] == (2025, 2350)
    assert [(each.year, each.value) for each in rate.points] == [(2023, 74)]
    assert rate.goal == 100
    assert dict(rate.milestones)[2023] == 75
    for chart in (trade, rate):
        assert dict(chart.path)[Decimal(2023)] == dict(chart.milestones)[2023] == chart.judged.milestone
