"""Where an indicator lands if it goes on as it did, and what is needed instead."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from conftest import Run, indicator_plan
from plan_cli.__main__ import main
from plan_cli.assess.forecast import DRAWS, FEWEST_CHANGES, TREND_POINTS, outlook
from plan_cli.model.baseline import Baseline
from plan_cli.model.growing import Compound, Straight
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, year_of
from plan_cli.model.paths import CompoundPath, LinearPath
from plan_cli.model.targets import Band, Done, Growth, Level, Milestones, Statement, Target, Total, Trend
from plan_cli.report.records import schema_of

ROOT = Path(__file__).parents[1]
PLAN = ["--plan", str(ROOT / "data" / "targets.yaml"), "--lang", "en"]
ACTUALS = str(ROOT / "data" / "actuals" / "changsha.csv")


def _indicator(path=None, base="100", goal="200", direction="increase") -> Indicator:
    return Indicator(
        id="x", name=Label({"": "x"}), baseline=Baseline(2020, Decimal(base), "plan"), target=Level(value=Decimal(goal)),
        target_year=2030, decimals=2, path=path or CompoundPath(), direction=direction,
    )  # fmt: skip


def _rows(values: dict[int, str]) -> list[Actual]:
    return [Actual("x", year, Decimal(value), year_of(year)) for year, value in values.items()]


def test_the_trade_total_of_2023(capsys) -> None:
    """The rate needed from now stands beside the best that the data has ever seen."""
    main(["forecast", ACTUALS, "--year", "2023", "--indicator", "trade-total", *PLAN, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, schema_of("forecast"))
    trade = told["results"][0]
    since_base = trade["projections"][0]
    assert (trade["last_year"], trade["actual"]) == (2023, 2813.49)
    assert since_base["method"] == "since_base"
    assert since_base["projected"] == pytest.approx(3172.2231, abs=1e-4)
    assert since_base["gap"] == pytest.approx(3172.2231 - 4700, abs=1e-4)
    assert trade["needed_rate"] == pytest.approx(0.292487, abs=1e-6)
    assert trade["best_rate"]["rate"] < trade["needed_rate"]


@pytest.mark.parametrize("format", ["table", "csv", "markdown"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_says_that_it_is_arithmetic(format, lang, capsys) -> None:
    """The label stands over the table in both languages; CSV has a row for each way of going on."""
    main(["forecast", ACTUALS, "--year", "2022", *PLAN[:2], "--lang", lang, "--format", format])
    told = capsys.readouterr().out
    if format == "csv":
        assert "since_base" in told
    else:
        assert {"en": "not a prediction", "zh": "不作预测依据"}[lang] in told


def test_a_steady_series_lands_where_it_is_going() -> None:
    """Ten units a year on a straight path: every way of going on lands at 200 and reaches it in 2030."""
    values = {2020 + i: str(100 + 10 * i) for i in range(6)}
    told = outlook(_indicator(LinearPath()), _rows(values))
    assert [way.method for way in told.projections] == ["since_base", "recent", "weighted_trend"]
    for way in told.projections:
        assert (round(way.value, 9), round(way.rate, 9), way.reached) == (200, 10, 2030)
    assert told.needed == 10
    assert told.futures is None
    assert len(values) >= TREND_POINTS


def test_a_steady_growth_goes_on() -> None:
    """A tenth a year on a compound path: every way of going on says a tenth, and doubles within eight years."""
    told = outlook(_indicator(), _rows({2020 + i: str(100 * Decimal("1.1") ** i) for i in range(6)}))
    assert [(way.method, round(way.rate, 9), way.reached) for way in told.projections] == [
        (method, Decimal("0.1"), 2028) for method in ("since_base", "recent", "weighted_trend")
    ]


@pytest.mark.parametrize(
    ("path", "rate", "value"), [(LinearPath(), "2.906705", "129.335850"), (CompoundPath(), "0.027370", "131.506075")]
)
def test_a_trend_weighs_a_year_half_as_much_three_years_earlier(path, rate: str, value: str) -> None:
    """Least squares with weights of 0.5 ** (years ago / 3), of logarithms where it compounds; numpy.polyfit gives the same."""
    figures = {2020: "100", 2021: "104", 2022: "103", 2023: "110", 2024: "115", 2025: "113"}
    trend = outlook(_indicator(path), _rows(figures)).projections[-1]
    assert (trend.method, trend.since, trend.points) == ("weighted_trend", 2020, 6)
    assert (round(trend.rate, 6), round(trend.value, 6)) == (Decimal(rate), Decimal(value))


def test_an_index_starts_at_100_in_its_base_year() -> None:
    """Levels of the base year or before are no points of it; its rates are."""
    growth = replace(_indicator(base="100"), baseline=Baseline(2020), target=Growth(rate=Decimal(7)))
    rates = [Actual("x", year, Decimal(10), year_of(year), measure="growth") for year in (2021, 2022)]
    told = outlook(growth, [*_rows({2019: "90", 2020: "95"}), *rates])
    assert told.points == {2020: 100, 2021: 110, 2022: 121}


def test_a_small_step_arrives_as_a_large_one_does() -> None:
    """A tenth a year from 1.0 on is at 2.0 in ten years."""
    told = outlook(_indicator(LinearPath(), base="1.0", goal="2.0"), _rows({2021: "1.1"}))
    assert told.projections[0].reached == 2030


def test_the_recent_window_is_stated() -> None:
    """The last three years by their real span, whatever is missing between them."""
    told = outlook(_indicator(LinearPath()), _rows({2021: "100", 2022: "110", 2024: "130"}))
    recent = next(way for way in told.projections if way.method == "recent")
    assert (recent.since, recent.points, recent.rate) == (2021, 3, 10)
    assert told.best is not None
    assert (told.best.since, told.best.until) == (2021, 2022)


def test_futures_are_drawn_only_with_changes_enough_and_always_the_same() -> None:
    """Below the fewest changes none; above it a share that never varies, with draws and seed stated."""
    base = {2020 - i: str(100 - 3 * i + (i % 3)) for i in range(FEWEST_CHANGES)}
    enough = outlook(_indicator(), _rows({**base, 2021: "104"}))
    again = outlook(_indicator(), _rows({**base, 2021: "104"}))
    assert enough.futures is not None
    assert enough.futures == again.futures
    assert (enough.futures.draws, enough.futures.changes) == (DRAWS, FEWEST_CHANGES)
    assert 0 <= enough.futures.share <= 1
    del base[2020 - FEWEST_CHANGES + 1]
    assert outlook(_indicator(), _rows({**base, 2021: "104"})).futures is None


def test_certain_futures() -> None:
    """Where every yearly change suffices all futures reach the target, where none does not one."""
    steady = {2012 + i: str(round(100 * 1.10 ** (i - 8), 6)) for i in range(10)}
    assert outlook(_indicator(), _rows(steady)).futures.share == 1
    flat = {2012 + i: "100" for i in range(10)}
    assert outlook(_indicator(), _rows(flat)).futures.share == 0


def test_going_the_wrong_way_never_arrives() -> None:
    """No year is told where the rate leads away from the target."""
    told = outlook(_indicator(base="100", goal="50", direction="decrease"), _rows({2021: "104"}))
    assert told.projections[0].reached is None
    assert told.projections[0].gap < 0


def test_what_overshoots_is_not_there_yet() -> None:
    """Exactly 200: at 200 it is reached, at 210 it is not, where at least 200 would be."""
    exactly = replace(_indicator(LinearPath()), target=Level(value=Decimal(200), operator="exactly"))
    assert outlook(exactly, _rows({2021: "200"})).achieved
    assert not outlook(exactly, _rows({2021: "210"})).achieved
    assert outlook(_indicator(LinearPath()), _rows({2021: "210"})).achieved


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (Band(low=Decimal(1)), "no_path"),
        (Trend(), "trend"),
        (Statement(text="best"), "statement"),
        (Done(), "no_path"),
        (Growth(rate=Decimal(0), than="other"), "than_unknown"),
    ],
)
def test_what_no_path_leads_to_has_no_outlook(target: Target, reason: str) -> None:
    """The reason is that of the target."""
    assert outlook(replace(_indicator(), target=target), _rows({2021: "3"})).reason == reason


def test_amounts_are_carried_on_where_shares_cannot_be() -> None:
    """Towards zero, or from below it, a path that compounds is carried on by the same amount a year."""
    told = outlook(_indicator(base="100", goal="0", direction="decrease"), _rows({2021: "90"}))
    assert (told.growing, told.projections[0].value, told.needed) == (Straight, 0, -10)
    flat = outlook(_indicator(), _rows({2021: "100"}))
    assert (flat.projections[0].value, flat.projections[0].reached) == (100, None)


def test_nothing_to_carry_on() -> None:
    """Without an exact figure after the base year there is a reason and no number."""
    told = outlook(_indicator(), _rows({2019: "90"}))
    assert (told.projections, told.reason) == ((), "no_figures")


#: path · start and target · figures → the ways of going on: since, points, rate, value in 2030, gap, year; needed; best
AHEAD = [
    # (130 - 100) ÷ 4 and (130 - 108) ÷ 3 a year; the best year is from 108 to 120
    (LinearPath(), "100", "200", {2021: "108", 2022: "120", 2024: "130"}, [("since_base", 2020, 4, "7.5", "175", "-25", 2034), ("recent", 2021, 3, "7.3333", "174", "-26", 2034)],
     "11.6667", ("12", 2021, 2022)),
    # 1.3^(1 ÷ 4), (130 ÷ 108)^(1 ÷ 3); (200 ÷ 130)^(1 ÷ 6); 120 ÷ 108
    (CompoundPath(), "100", "200", {2021: "108", 2022: "120", 2024: "130"}, [("since_base", 2020, 4, "0.0678", "192.6896", "-7.3104", 2031), ("recent", 2021, 3, "0.0638", "188.3573", "-11.6427", 2031)],
     "0.0744", ("0.1111", 2021, 2022)),
    (CompoundPath(), "0.5", "0.9", {2021: "0.55"}, [("since_base", 2020, 2, "0.1", "1.2969", "0.3969", 2027), ("recent", 2020, 2, "0.1", "1.2969", "0.3969", 2027)],
     "0.0562", ("0.1", 2020, 2021)),
    (LinearPath(), "200", "100", {2021: "196", 2022: "180", 2023: "178"}, [("since_base", 2020, 4, "-7.3333", "126.6667", "-26.6667", 2034), ("recent", 2020, 4, "-7.3333", "126.6667", "-26.6667", 2034)],
     "-11.1429", ("-16", 2021, 2022)),
    # A hundred years on, and not one more.
    (LinearPath(), "100", "201", {2021: "101"}, [("since_base", 2020, 2, "1", "110", "-91", 2121), ("recent", 2020, 2, "1", "110", "-91", 2121)], "11.1111", ("1", 2020, 2021)),
    (LinearPath(), "100", "202", {2021: "101"}, [("since_base", 2020, 2, "1", "110", "-92", None), ("recent", 2020, 2, "1", "110", "-92", None)], "11.2222", ("1", 2020, 2021)),
    # Small steps, and none.
    (LinearPath(), "0", "1", {2021: "0.25"}, [("since_base", 2020, 2, "0.25", "2.5", "1.5", 2024), ("recent", 2020, 2, "0.25", "2.5", "1.5", 2024)], "0.0833", ("0.25", 2020, 2021)),
    (LinearPath(), "10", "11", {2024: "10"}, [("since_base", 2020, 2, "0", "10", "-1", None)], "0.1667", None),
]  # fmt: skip


@pytest.mark.parametrize(("path", "start", "goal", "figures", "ways", "needed", "best"), AHEAD)
def test_an_outlook_is_arithmetic(path, start, goal, figures, ways, needed, best) -> None:
    """From the baseline on, and from the first of the last three years on, whatever other indicators have."""
    indicator = _indicator(path, start, goal, "decrease" if Decimal(goal) < Decimal(start) else "increase")
    others = [replace(row, indicator="other") for row in _rows({2025: "1", 2026: "3"})]
    told = outlook(indicator, [*others, *_rows(figures)])
    assert [
        (way.method, way.since, way.points, *(round(each, 4) for each in (way.rate, way.value, way.gap)), way.reached)
        for way in told.projections
    ] == [(*way[:3], *map(Decimal, way[3:6]), way[6]) for way in ways]
    assert (told.last, round(told.needed, 4), told.achieved) == (max(figures), Decimal(needed), False)
    if best is None:
        assert told.best is None
    else:
        assert (round(told.best.rate, 4), told.best.since, told.best.until) == (Decimal(best[0]), *best[1:])


@pytest.mark.parametrize(
    ("path", "rate", "value"), [(LinearPath(), "2.701734", "128.443621"), (CompoundPath(), "0.025627", "130.577532")]
)
def test_a_trend_takes_the_years_as_they_lie(path, rate: str, value: str) -> None:
    """A year left out, and a start one year earlier: numpy.polyfit with the roots of the weights gives the same."""
    figures = {2019: "98.5", 2020: "100", 2021: "104", 2023: "110", 2024: "115", 2025: "113"}
    trend = outlook(_indicator(path), _rows(figures)).projections[-1]
    assert (trend.method, trend.since, trend.points) == ("weighted_trend", 2019, 6)
    assert (round(trend.rate, 6), round(trend.value, 6)) == (Decimal(rate), Decimal(value))


@pytest.mark.parametrize(
    ("low", "high", "operator", "first", "gap", "reached"),
    [
        # One a year leads to 110, five to 150: within the range, at its end, past it.
        ("108", "120", "within", "101", "2", 2028), ("110", "120", "within", "102", "10", 2025), ("110", "120", "within", "101", "0", 2030), ("110", "120", "within", "105", "-30", 2022),
        ("101", "109", "within", "101", "-1", 2021), ("110", None, "exactly", "101", "0", 2030), ("110", None, "exactly", "105", "-40", 2022),
        ("112", None, "exactly", "101", "-2", 2032), ("110", None, None, "105", "40", 2022),
    ],
)  # fmt: skip
def test_what_may_be_overshot_lands_within_or_past_it(low, high, operator, first, gap, reached) -> None:
    """The gap to the far end counts against it."""
    ends = {"low": Decimal(low), "high": Decimal(high)} if high else {}
    goal = Level(value=Decimal(low), operator=operator, **ends)
    way = outlook(replace(_indicator(LinearPath()), target=goal, decimals=0), _rows({2021: first})).projections[0]
    assert (way.gap, way.reached) == (Decimal(gap), reached)


def test_a_ceiling_on_a_sum_is_not_kept_before_its_end() -> None:
    """Far below it, it may still be broken; a floor on it is reached when it is."""
    for operator, achieved in (("at_most", False), ("at_least", True)):
        total = replace(
            _indicator(LinearPath(), "0"),
            target=Total(value=Decimal(20), operator=operator),
            direction="decrease" if operator == "at_most" else "increase",
        )
        assert outlook(total, _rows({2021: "15", 2022: "8" if achieved else "2"})).achieved is achieved


@pytest.mark.parametrize(("goal", "share"), [("150", 0.75), ("151", 0.25)])
def test_futures_are_as_likely_as_their_changes(goal: str, share: float) -> None:
    """Ten more or none, each in half of the years: of two years to come one brings it in three of four, both in one."""
    figures = {2020 + i: str(100 + 10 * ((i + 1) // 2)) for i in range(1, 9)}
    told = outlook(_indicator(LinearPath(), goal=goal), _rows(figures))
    assert (told.actual, told.futures.changes) == (140, 8)
    assert told.futures.share == pytest.approx(share, abs=0.02)


def test_an_outlook_ends_where_it_is_told_to() -> None:
    """With the last figure up to a year; in the target year there is nothing to carry on."""
    rows = _rows({2021: "108", 2022: "120", 2030: "190"})
    assert (outlook(_indicator(), rows, 2022).last, outlook(_indicator(), rows, 2021).last) == (2022, 2021)
    over = outlook(_indicator(), rows)
    assert (over.reason, over.actual, over.projections) == ("target_year_over", 190, ())


@pytest.mark.parametrize(
    ("path", "target", "growing"),
    [
        (LinearPath(), Growth(rate=Decimal(5)), Compound), (CompoundPath(), Milestones(values={2025: Decimal(150), 2030: Decimal(200)}), Compound),
        (LinearPath(), Milestones(values={2025: Decimal(150), 2030: Decimal(200)}), Straight), (CompoundPath(), Level(value=Decimal(200)), Compound),
        (LinearPath(), Level(value=Decimal(200)), Straight), (CompoundPath(), Level(value=Decimal(0)), Straight),
    ],
)  # fmt: skip
def test_it_goes_on_as_its_path_grows(path, target, growing) -> None:
    """A growth compounds whatever the plan's shape is; between dated values, which stand still, the plan's shape counts."""
    assert outlook(replace(_indicator(path), target=target), _rows({2021: "104"})).growing is growing


def test_a_target_is_met_as_it_is_shown() -> None:
    """3 % a year for ten years lead to 134.3916, at two decimals to 134.39."""
    growth = replace(_indicator(), target=Growth(rate=Decimal(3)))
    assert [outlook(growth, _rows({2021: value})).achieved for value in ("134.39", "134.38", "134.391")] == [
        True,
        False,
        False,
    ]


def test_an_index_of_a_change_has_the_decimals_of_an_index(run: Run, tmp_path: Path) -> None:
    """So it is not there while 87.35 is expected and 86.5 asked, and no milestone of 86.5 is printed as 87."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(
        indicator_plan("id: x, name: X, unit: t, direction: decrease, target: {kind: change, value: -13.5}"),
        encoding="utf-8",
    )
    actuals.write_text("indicator,year,value,measure\nx,2021,-3,growth\nx,2022,-3,growth\nx,2023,-2,growth\n")
    told = run("forecast", str(actuals), "--plan", str(plan), "--lang", "en").out.splitlines()
    row = next(line for line in told if "since 2020" in line).split()
    assert " ".join(row) == "X 2020=100 92.21 (2023) since 2020 -2.7% 87.35 86.50 -0.85 2026"
    assert run("milestones", "--plan", str(plan), "--lang", "en").out.split()[-1] == "86.50"


def test_what_counts_as_met_within_a_tolerance_is_told(run: Run, tmp_path: Path) -> None:
    """Expected at 148 of 150 and there in 2025: the tolerance that makes it so stands beside it."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    text = indicator_plan("id: x, name: X, unit: t, path: linear, baseline: 100, target: 150, tolerance: 3")
    plan.write_text(text, encoding="utf-8")
    actuals.write_text("indicator,year,value\nx,2022,120\nx,2023,129\n")
    assert "tolerance 3 t" in run("forecast", str(actuals), "--plan", str(plan), "--lang", "en").out


@pytest.mark.parametrize(
    ("last", "projected", "gap", "reached"),
    [
        ("111.54", "119.96", "-0.04", "2026"),
        ("111.56", "119.9999", "-0.0001", "2026"),
        ("111.57", "120.02", "+0.02", "2025"),
    ],
)
def test_a_target_that_is_missed_is_not_what_is_printed(
    run: Run, tmp_path: Path, last, projected, gap, reached
) -> None:
    """120 is asked by 2025: the outlook, the derivation and the column of a check show one number, on its side of 120."""
    (tmp_path / "p.yaml").write_text(indicator_plan("id: a, name: A, unit: bn, baseline: 100, target: 120"), "utf-8")
    rows = {2021: "103.71", 2022: "107.57", 2023: last}
    figures = "indicator,year,value\n" + "".join(f"a,{year},{value}\n" for year, value in rows.items())
    (tmp_path / "a.csv").write_text(figures, "utf-8")
    actuals, plan = str(tmp_path / "a.csv"), ["--plan", str(tmp_path / "p.yaml"), "--lang", "en"]
    ahead = next(line for line in run("forecast", actuals, *plan).out.splitlines() if "since 2020" in line).split()
    assert (ahead[-4], ahead[-2], ahead[-1]) == (projected, gap, reached)
    explained = run("explain", "a", "2023", "--actuals", actuals, *plan, "--width", "200").out
    assert f"= {projected}" in explained.splitlines()[-1]
    checked = run("check", "2023", actuals, *plan, "--columns", "id,projected").out
    assert next(line for line in checked.splitlines() if line.startswith("a ")).split() == ["a", projected]


def test_a_rate_that_leads_to_the_target_reaches_it() -> None:
    """Exactly: what roots leave in the fiftieth digit is no miss."""
    found = outlook(_indicator(goal="200"), _rows({2025: "141.42135623730950488016887242096980785696718753769"}))
    assert [each.reached for each in found.projections] == [2030] * len(found.projections)
