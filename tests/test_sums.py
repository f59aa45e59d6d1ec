"""Sums say that they are sums: parts of a year, running totals, and relations held against what was reported."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from plan_cli import check, forecast, load_plan, read_actuals
from plan_cli.report.check import CheckReport

HEAD = "format: 1\nid: t\ntitle: T\nbase_year: 2020\ntarget_year: 2025\n"
FLOW = "id: x, name: X, unit: t, baseline: 80, target: 125, decimals: 1"
TOTAL = "id: x, name: X, unit: t, target: {kind: total, value: 100}, decimals: 1"


def judged(folder: Path, indicator: str, rows: str, year: int = 2023, relations: str = "") -> CheckReport:
    """The check of one or several indicators (one a line) with rows of ``indicator,period,value,bound,status``."""
    listed = "".join(f"  - {{{each}}}\n" for each in indicator.splitlines())
    (folder / "p.yaml").write_text(f"{HEAD}indicators:\n{listed}{relations}", encoding="utf-8")
    lines = [line.split(",") for line in rows.split()]
    table = "".join(
        ",".join([id, period[:4], period, *rest, *[""] * (5 - len(rest))]) + "\n" for id, period, *rest in lines
    )
    (folder / "a.csv").write_text(
        "indicator,year,period,value,bound,status,published,measure\n" + table, encoding="utf-8"
    )
    plan = load_plan(folder / "p.yaml").plan
    assert plan is not None
    return check(plan, read_actuals(folder / "a.csv", plan), year)


QUARTERS = "x,2023-Q1,24.1 x,2023-Q2,26.3 x,2023-Q3,25.9 x,2023-Q4,28.4"


@pytest.mark.parametrize(
    ("indicator", "rows", "value", "bound", "status", "parts"),
    [
        (FLOW, QUARTERS, "104.7", "", "on_track", 4),
        (FLOW, "x,2023-01/2023-06,50.4 x,2023-07/2023-12,54.3", "104.7", "", "on_track", 2),
        # A half and what follows it; the running total to September overlaps and is not added.
        (FLOW, "x,2023-01/2023-06,50.4 x,2023-01/2023-09,76.3 x,2023-Q4,28.4", "104.7", "", "on_track", 2),
        (FLOW, "x,2023-Q1,24.1 x,2023-Q2,26.3 x,2023-Q3,25.9", "76.3", "", "undecidable", 3),
        (FLOW, "x,2023-01/2023-03,60 x,2023-01/2023-06,90 x,2023-01/2023-09,110", "110", "", "on_track", 0),
        # Of what counts since January the December is the year.
        (FLOW + ", reported: cumulative", "x,2023-09,76.3 x,2023-12,104.5", "104.5", "", "lagging", 0),
        # A gap, or a figure that is not there: nothing is made up.
        (FLOW, "x,2023-Q1,24.1 x,2023-Q2,26.3 x,2023-Q3,25.9 x,2023-Q4,..", "76.3", "", "undecidable", 3),
        (FLOW, "x,2023-Q1,24.1 x,2023-Q3,25.9 x,2023-Q4,28.4", "54.3", "", "undecidable", 0),
        # What was reported as one figure goes before a sum.
        (FLOW, QUARTERS + " x,2023,104.6", "104.6", "", "on_track", 0),
        (FLOW, QUARTERS.replace("28.4", "28.4,,,2024-05-01") + " x,2023,104.6,,,2024-01-01", "104.6", "", "on_track", 0),
        (FLOW, QUARTERS.replace("28.4", "28.4,>"), "104.7", ">", "on_track", 4),
        # Bounds that point to one side make a bound; those that do not, or are only about right, no sum.
        (FLOW, "x,2023-S1,50.4,> x,2023-S2,54.3,>=", "104.7", ">", "on_track", 2),
        (FLOW, "x,2023-S1,50.4,< x,2023-S2,40.3,<=", "90.7", "<", "undecidable", 2),
        (FLOW, "x,2023-S1,50.4,> x,2023-S2,54.3,<=", "54.3", "<=", "undecidable", 0),
        (FLOW, "x,2023-S1,50.4,~ x,2023-S2,54.3", "54.3", "", "undecidable", 0),
        (FLOW, QUARTERS.replace("28.4", "28.4,,F"), "76.3", "", "undecidable", 3),
        (FLOW, QUARTERS + " x,2023-Q4,20,,,2024-05-01", "96.3", "", "lagging", 4),
        # Of a stock the figure of December is the year's.
        (FLOW.replace("unit: t", 'unit: "%", path: linear'), QUARTERS, "28.4", "", "reversing", 0),
        (FLOW + ", nature: stock", QUARTERS, "28.4", "", "reversing", 0),
        (TOTAL, "x,2021,20 x,2022-01/2022-06,9 x,2022-07/2022-12,11 x,2023,21", "61", "", "on_track", 4),
    ],
)  # fmt: skip
def test_parts_of_a_flow_add_up(
    tmp_path: Path, indicator: str, rows: str, value: str, bound: str, status: str, parts: int
) -> None:
    """Only what follows on one another is added, only of a flow, and never what was reported as one figure."""
    (result,) = judged(tmp_path, indicator, rows).results
    assert result.status == status
    if parts:
        assert result.evidence.value == Decimal(value)
        assert result.evidence.bound == bound
    assert len(result.evidence.summed) == parts


def test_a_sum_says_so(run: Run, tmp_path: Path) -> None:
    """In the table, in JSON and in the forecast: a figure that nobody printed names the figures it was made of."""
    report = judged(tmp_path, FLOW, QUARTERS)
    assert report.to_record()["results"][0]["sum_of"][0] == "2023-01/2023-03"
    plan = report.plan
    ahead = forecast(plan, read_actuals(tmp_path / "a.csv", plan))
    assert (ahead.results[0].last, ahead.results[0].actual) == (2023, Decimal("104.7"))
    total = judged(tmp_path, TOTAL, "x,2021,20 x,2022,20 x,2023,21").to_record()["results"][0]
    assert total["sum_of"] == ["2021", "2022", "2023"]
    out = run("check", "2023", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml")).out
    assert "sum of 2021–2023" in out
    judged(tmp_path, FLOW, QUARTERS)
    out = run("check", "2023", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml")).out
    assert "sum of 2023-Q1–2023-Q4" in out
    files = ("--actuals", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml"))
    derived = run("explain", "x", "2023", *files, "--lang", "en").out
    assert "the sum of the parts of the year" in derived
    assert derived.count("a.csv:") == 4
    assert judged(tmp_path, TOTAL, "x,2021,20").to_record()["results"][0]["sum_of"] == []


@settings(max_examples=60, deadline=None)
@given(
    cuts=st.sets(st.integers(1, 11), min_size=1),
    months=st.lists(st.decimals(5, 20, places=1), min_size=12, max_size=12),
)
def test_however_a_year_is_cut_its_verdict_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, cuts: set[int], months: list[Decimal]
) -> None:
    """Any parts of whole months that make up the year give the figure and the verdict of the year."""
    edges = [0, *sorted(cuts), 12]
    rows = " ".join(
        f"x,2023-{start + 1:02}/2023-{end:02},{sum(months[start:end])}"
        for start, end in zip(edges, edges[1:], strict=False)
    )
    folder = tmp_path_factory.mktemp("cut")
    (parts,) = judged(folder, FLOW, rows).results
    (whole,) = judged(folder, FLOW, f"x,2023,{sum(months)}").results
    assert (parts.evidence.value, parts.status, parts.gap) == (whole.evidence.value, whole.status, whole.gap)


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("x,2022,-2.4 x,2023,62", "undecidable"),
        ("x,2022,2.4 x,2023,62", "on_track"),
        ("x,2021,-1 x,2022,30 x,2023,62", "on_track"),
    ],
)
def test_a_missing_addition_is_at_least_nothing_only_where_none_was_negative(
    tmp_path: Path, rows: str, status: str
) -> None:
    """Savings may be negative: then a year without a figure leaves the sum open on both sides."""
    assert judged(tmp_path, TOTAL, rows).results[0].status == status


RISING = "x,2021,20.5 x,2022,40.8 x,2023,61.5"
MONTHS = " ".join(f"x,2023-{month:02},{month * 8.7:.1f}" for month in range(1, 13))
LEVELS = "x,2023-Q1,104 x,2023-Q2,103 x,2023-Q3,105 x,2023-Q4,104"


@pytest.mark.parametrize(
    ("indicator", "rows", "warned"),
    [
        (TOTAL, RISING, True),
        (TOTAL + ", reported: additions", RISING, False),
        (TOTAL + ", reported: cumulative", RISING, False),
        # Falls once, far from the milestone, or two figures only.
        (TOTAL, "x,2021,40.8 x,2022,20.5 x,2023,61.5", False),
        (TOTAL, "x,2021,19 x,2022,20 x,2023,21", False),
        (TOTAL, "x,2021,20.5 x,2022,41", False),
        # The last one is what counts: near the milestone of 60, though the one before is not; or the other way round.
        (TOTAL, "x,2021,10 x,2022,29 x,2023,60", True),
        (TOTAL, "x,2021,31 x,2022,32 x,2023,95", False),
        (FLOW, QUARTERS, False),
        (FLOW, MONTHS, True),
        (FLOW, LEVELS, True),
        (FLOW + ", nature: stock", LEVELS, False),
        (FLOW + ", reported: additions", MONTHS, False),
    ],
)  # fmt: skip
def test_a_sum_of_what_looks_like_running_totals_is_a_warning(
    tmp_path: Path, indicator: str, rows: str, warned: bool
) -> None:
    """Figures that each look like the whole are not added up in silence; the plan's own word settles it."""
    year = int(rows.split()[-1].split(",")[1][:4])
    found = [each for each in judged(tmp_path, indicator, rows, year).diagnostics if each.code == "PLN410"]
    assert bool(found) == warned
    # It stands at the last of the figures.
    assert all(each.place.line == len(rows.split()) + 1 for each in found)


@pytest.mark.parametrize(
    ("indicator", "rows", "warned"),
    [
        (FLOW, "x,2023-H1,60 x,2023-H2,58 x,2023,112", True),
        (FLOW, "x,2023-H1,60 x,2023-H2,52.5 x,2023,112", False),
        # Four figures of whole numbers may be two apart.
        (FLOW, "x,2023-Q1,30 x,2023-Q2,30 x,2023-H2,52 x,2023,114", False),
        (FLOW, "x,2023-Q1,30 x,2023-Q2,30 x,2023-H2,52 x,2023,115", True),
        # Nothing is said of quarters that do not make the year, of a stock, of a figure that was revised since.
        (FLOW, "x,2023-Q1,60 x,2023-Q2,58 x,2023,112", False),
        (FLOW + ", nature: stock", "x,2023-H1,60 x,2023-H2,58 x,2023,112", False),
        (FLOW, "x,2023-H1,60 x,2023-H2,52 x,2023,109,,,2024-01-10 x,2023,112,,,2024-03-10", False),
        (TOTAL, "x,2021,20 x,2022,20 x,2023,20 x,2023,64,,,,cumulative", True),
        (TOTAL, "x,2021,20 x,2022,20 x,2023,20 x,2023,61,,,,cumulative", False),
        (TOTAL, "x,2022,20 x,2023,20 x,2023,64,,,,cumulative", False),
    ],
)  # fmt: skip
def test_a_whole_that_its_parts_do_not_make_is_a_warning(
    tmp_path: Path, indicator: str, rows: str, warned: bool
) -> None:
    """The year is judged, or the running total; what its halves or years add up to is said where rounding is no reason."""
    found = [each.code for each in judged(tmp_path, indicator, rows).diagnostics]
    assert ("PLN416" in found) == warned


BOTH = "x,2023,14700 x,2021,7.5,growth x,2022,4.5,growth x,2023,{rate},growth"
GROWTH = "baseline: 12142, target: {kind: growth, rate: 6}"
CUT = "baseline: 100, direction: decrease, target: {kind: change, value: -20}"


@pytest.mark.parametrize(
    ("indicator", "rows", "warned"),
    [
        (GROWTH, BOTH.format(rate="4.8"), True),
        (GROWTH, BOTH.format(rate="7.8"), False),
        (GROWTH, "x,2023,14700 x,2023,5.5,mean_growth", True),
        (GROWTH, "x,2023,14700 x,2022,5.5,mean_growth", False),
        # Rates of some years only make nothing.
        (GROWTH, "x,2023,14700 x,2023,4.8,growth", False),
        (CUT, "x,2023,85 x,2023,-11,cumulative", True),
        (CUT, "x,2023,85 x,2023,-15,cumulative", False),
        # Of a level the growth of a year is another matter.
        ("baseline: 12142, target: 16000", BOTH.format(rate="1.0"), False),
    ],
)
def test_levels_and_rates_that_come_to_two_verdicts_are_a_warning(
    tmp_path: Path, indicator: str, rows: str, warned: bool
) -> None:
    """A level at current prices that passes where the published rates fail does not pass without a word."""
    where = ",,,,"
    rows = " ".join(where.join(row.rsplit(",", 1)) if row[-1].isalpha() else row for row in rows.split())
    found = [each.code for each in judged(tmp_path, f"id: x, name: X, {indicator}", rows).diagnostics]
    assert ("PLN415" in found) == warned


def test_a_plan_says_how_figures_add_up(tmp_path: Path) -> None:
    """``reported: cumulative``: of a total since the base year, of a flow since January."""
    (total,) = judged(tmp_path, TOTAL + ", reported: cumulative", RISING).results
    assert (total.evidence.value, total.status) == (Decimal("61.5"), "on_track")
    (flow,) = judged(tmp_path, FLOW + ", reported: cumulative", MONTHS).results
    assert (flow.evidence.value, flow.evidence.summed) == (Decimal("104.4"), ())


SUM = "relations:\n  - {sum: [a, b], equals: w, source: t}\n"
THREE = (
    "id: a, name: A, unit: bn, baseline: 60, target: 90\nid: b, name: B, unit: bn, baseline: 40, target: 60\n"
    "id: w, name: W, unit: bn, baseline: 100, target: 150"
)
SHARE = "relations:\n  - {share: a, of: w, operator: at_least, value: 30, unit: '%', YEARsource: t}\n"
RATIO = (
    THREE + '\nid: r, name: R, unit: "%", baseline: 60, target: 60',
    "relations:\n  - {ratio: r, part: a, whole: w, source: t}\n",
)


@pytest.mark.parametrize(
    ("indicators", "relations", "rows", "code"),
    [
        (THREE, SUM, "a,2023,95 b,2023,52 w,2023,130", "PLN411"),
        # Rounding alone, and one part that was not reported.
        (THREE, SUM, "a,2023,77.4 b,2023,52.5 w,2023,130", None),
        (THREE, SUM, "a,2023,95 w,2023,130", None),
        (THREE, SUM, "a,2023-Q1,40 a,2023-Q2,55 b,2023,52 w,2023,130", None),
        # What a stock is in December is its figure of the year.
        (THREE.replace("bn,", "bn, nature: stock,"), SUM, "a,2023-12,95 b,2023,52 w,2023,130", "PLN411"),
        (THREE.replace("bn,", "bn, nature: stock,"), SUM, "a,2023-11,95 b,2023,52 w,2023,130", None),
        (THREE, "relations:\n  - {part: a, of: w, source: t}\n", "a,2023,182 w,2023,131", "PLN412"),
        (THREE, "relations:\n  - {part: a, of: w, source: t}\n", "a,2023,>182 w,2023,131", None),
        (THREE, SHARE.replace("YEAR", ""), "a,2023,20 w,2023,131", "PLN413"),
        (THREE, SHARE.replace("YEAR", "year: 2023, "), "a,2023,20 w,2023,131", "PLN413"),
        # A share that is asked of another year.
        (THREE, SHARE.replace("YEAR", "year: 2025, "), "a,2023,20 w,2023,131", None),
        (THREE, SHARE.replace("YEAR", ""), "a,2023,60 w,2023,131", None),
        (*RATIO, "a,2023,60 w,2023,120 r,2023,61", "PLN414"),
        (*RATIO, "a,2023,60 w,2023,120 r,2023,50", None),
    ],
)  # fmt: skip
def test_relations_hold_for_what_was_reported(
    tmp_path: Path, indicators: str, relations: str, rows: str, code: str | None
) -> None:
    """A warning with the numbers at the figure's own line, where rounding does not explain it."""
    report = judged(tmp_path, indicators, rows, relations=relations)
    found = [each for each in report.diagnostics if each.code.startswith("PLN41")]
    assert [each.code for each in found] == ([code] if code else [])
    assert all(each.place and each.place.file.endswith("a.csv") for each in found)


#: Which target · sum so far in 2023 (three of five years) → verdict, sum in 2025 → verdict.
RANGES_OF_SUMS = [
    ("value: {low: 100, high: 120}", "increase", {2023: "59 lagging, 60 on_track, 100 achieved, 130 achieved",
                                                  2025: "99 lagging, 100 achieved, 130 achieved"}),
    ("value: {low: 100, high: 120}, operator: within", "increase",
     {2023: "59 lagging, 60 on_track, 100 on_track, 120 on_track, 121 off_track",
      2025: "99 lagging, 100 achieved, 120 achieved, 121 off_track"}),
    ("value: {low: 290, high: 305}", "decrease",
     {2023: "183 on_track, 184 off_track, 306 off_track", 2025: "200 achieved, 305 achieved, 306 off_track"}),
    ("value: {low: 290, high: 305}, operator: within", "decrease",
     {2023: "100 on_track, 183 on_track, 184 off_track, 306 off_track",
      2025: "289 off_track, 290 achieved, 305 achieved, 306 off_track"}),
    ("value: 110, operator: exactly", "increase",
     {2023: "66 on_track, 110 on_track, 111 off_track", 2025: "109 lagging, 110 achieved, 111 off_track"}),
]  # fmt: skip


@pytest.mark.parametrize(("target", "direction", "years"), RANGES_OF_SUMS)
def test_a_sum_may_be_asked_as_a_range(target: str, direction: str, years: dict[int, str], tmp_path: Path) -> None:
    """From its near end on; one to be kept is met only when its period is over, and lost for good past its upper end.

    The line that is shown gives the verdict: what is past it is no gap that is good.
    """
    for year, cases in years.items():
        for value, status in (case.split() for case in cases.split(", ")):
            text = f"id: x, name: X, unit: t, direction: {direction}, reported: cumulative"
            found = judged(tmp_path, f"{text}, target: {{kind: total, {target}}}", f"x,{year},{value}", year)
            result = found.results[0]
            assert str(result.status) == status, (year, value)
            assert result.gap is not None
            assert (result.gap >= 0) == (status in ("on_track", "achieved")), (year, value, result.gap)
