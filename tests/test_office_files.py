"""Known figures in files as offices write them: whatever is judged was judged on them."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from conftest import indicator_plan
from office_files import YEAR, OfficeFile, office_files
from plan_cli import CheckReport, PanelReport, api


def _judged(file: OfficeFile, folder: Path) -> CheckReport:
    (folder / "a.plan.yaml").write_text(file.plan, encoding="utf-8")
    (folder / "a.csv").write_text(file.text, encoding="utf-8")
    plan = api.load_plan(folder / "a.plan.yaml", strict=True)
    return api.check(plan, api.read_actuals(folder / "a.csv", plan), YEAR)


def test_what_is_judged_is_what_was_published(tmp_path: Path) -> None:
    """However unit, scale, parts and marks are written: the figure itself, or none of the indicator; often enough itself."""
    counts = Counter[bool]()

    @given(file=office_files())
    @settings(max_examples=150)
    def each(file: OfficeFile) -> None:
        for result in _judged(file, tmp_path).results:
            assert result.actual in (None, file.truth[result.indicator.id]), file.text
            counts[result.actual is None] += 1

    each()
    assert counts[False] > 50


PLAN = indicator_plan(
    "id: pop, name: Population, unit: 万人, baseline: 800, target: 900",
    "id: co2, name: CO2, unit: t, baseline: 90000, target: 60000, direction: decrease",
)
MONTHS = "\n".join(f"pop,2023-{month:02},70," for month in range(1, 13))
AGAIN = "pop,2023,n.s.,\npop,2023,860,"
OF_WHOLE = "pop,2023,n.s.,\npop,2023,860,North"
REGION = "pop,2022,8500000,\npop,2023,8600000,\npop,2023,860,North\npop,2020,400,North"
SEVERAL = "pop,2023,8600000,\npop,2023,860,North\npop,2023,300,South"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (AGAIN, "PLN302"),
        (OF_WHOLE, "PLN302"),
        (REGION, "PLN348"),
        (SEVERAL, "PLN348"),
        (f"pop,2023,n.s.,\n{MONTHS}", "PLN302"),
    ],
    ids=[
        "given twice, once unreadable",
        "the whole unreadable",
        "in another scale",
        "beside two regions",
        "beside months",
    ],
)
def test_no_other_row_stands_in_for_a_figure_that_cannot_be_used(tmp_path: Path, rows: str, code: str) -> None:
    """Neither the same figure in another row, nor one region's, nor the sum of its months."""
    report = _judged(OfficeFile(PLAN, f"indicator,year,value,entity\n{rows}\n", {}), tmp_path)
    assert (report.results[0].actual, report.results[0].reason) == (None, "bad_data")
    assert code in {each.code for each in report.diagnostics}


@pytest.mark.parametrize("stated", ["n.s.", "860\npop,2021-2023,861", "8600000"])
def test_no_mean_of_years_stands_in_for_one_that_cannot_be_used(tmp_path: Path, stated: str) -> None:
    """Unreadable, given twice, or in another scale: the years' own figures are not averaged in its place."""
    plan = indicator_plan("id: pop, name: P, average: 3, baseline: 800, target: 900", rest="windows: last\n")
    years = "\n".join(f"pop,{year},860" for year in (2021, 2022, 2023))
    report = _judged(OfficeFile(plan, f"indicator,year,value\npop,2021-2023,{stated}\n{years}\n", {}), tmp_path)
    assert report.results[0].actual is None


def test_a_row_of_the_wrong_length_is_no_figure_that_may_be_passed_over(tmp_path: Path) -> None:
    """Nothing else stands in for the figure of its year, where the table tells figures apart by indicator and year."""
    rows = "indicator,year,value\npop,2022,830\npop,2023,870\npop,2023\n"
    report = _judged(OfficeFile(PLAN, rows, {}), tmp_path)
    assert (report.results[0].actual, report.results[0].reason) == (None, "bad_data")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("co2\t2022\t72,5\nco2\t2023\t70,902", None),
        ("co2\t2022\t1.072.500\nco2\t2023\t70.902", None),
        ("co2\t2023\t70.902", None),
        ("co2\t2023\t70,902", 70902),
        ("co2\t2022\t72.5\nco2\t2023\t70,902.5", Decimal("70902.5")),
        ("co2\t2022\t80902.5\nco2\t2023\t70902.125", Decimal("70902.125")),
    ],
)
def test_a_mark_before_three_digits_is_read_where_nothing_says_otherwise(
    tmp_path: Path, text: str, read: Decimal | None
) -> None:
    """Beside 72,5 or 1.072.500, and where it makes a thousandth of the plan's figures, it may be either."""
    (result,) = _judged(
        OfficeFile(
            PLAN,
            f"indicator\tyear\tvalue\tunit\n{text}".replace("\n", "\tt\n").replace("unit\tt", "unit") + "\tt\n",
            {},
        ),
        tmp_path,
    ).results[1:]
    assert result.actual == read


@pytest.mark.parametrize("target", ["{kind: growth, rate: 6}", "{kind: change, value: 15}"])
@pytest.mark.parametrize(("figure", "read"), [("14500000", None), ("1450", 1450), ("0.145", None)])
def test_a_reported_baseline_is_a_yardstick_too(tmp_path: Path, target: str, figure: str, read: int | None) -> None:
    """Where the plan states no level, a figure is held against the one of the base year and where the target leads."""
    plan = indicator_plan(f"id: gdp, name: GDP, unit: 亿元, target: {target}")
    report = _judged(OfficeFile(plan, f"indicator,year,value\ngdp,2020,1200\ngdp,2023,{figure}\n", {}), tmp_path)
    assert report.results[0].actual == read
    assert ("PLN348" in {each.code for each in report.diagnostics}) is (read is None)


@pytest.mark.parametrize(("month", "read"), [("1090", None), ("0.11", None), ("10.9", Decimal("130.8"))])
def test_what_months_add_up_to_is_held_against_the_plan(tmp_path: Path, month: str, read: Decimal | None) -> None:
    """A month alone is ten times the plan's year, which the largest month of a small year may be; twelve are a hundred times."""
    plan = indicator_plan("id: trade, name: Trade, unit: 亿元, baseline: 100, target: 150")
    rows = "".join(f"trade,2023-{number:02},{month}\n" for number in range(1, 13))
    report = _judged(OfficeFile(plan, f"indicator,year,value\n{rows}", {}), tmp_path)
    assert report.results[0].actual == read
    assert [each.code for each in report.diagnostics] == ([] if read else ["PLN348"])


@pytest.mark.parametrize(("other", "read"), [("840.25", Decimal("860.125")), ("840.255", None)])
def test_a_clear_decimal_point_settles_the_others(tmp_path: Path, other: str, read: Decimal | None) -> None:
    """One cell with a decimal comma is a mistake among decimal points, but the file's way where there is none."""
    rows = f"pop;2021;{other}\npop;2022;850,5\npop;2023;860.125".replace(";", "\t")
    report = _judged(OfficeFile(PLAN, f"indicator\tyear\tvalue\n{rows}\n", {}), tmp_path)
    assert report.results[0].actual == read


@pytest.mark.parametrize(
    ("rows", "year", "actual"),
    [
        ("pop,2022,830,\npop,2023,n.s.,", 2023, None),
        ("pop,2022,830,\npop,2023,860,\npop,2023,870,", 2023, None),
        ("pop,2022,830,\npop,2022,400,North\npop,2023,n.s.,North", 2022, 830),
        ("pop,2022,830,\npop,2023,..,", 2022, 830),
        ("pop,2022,830,\npop,2023-Q1,n.s.,", 2022, 830),
        ("pop,2022,n.s.,\nco2,2023,80000,", 2022, None),
    ],
)
def test_the_newest_figure_is_not_passed_over(tmp_path: Path, rows: str, year: int, actual: int | None) -> None:
    """Where it cannot be used nothing is judged, as in a panel; a region's, or a missing one, is not the newest."""
    (tmp_path / "a.plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"indicator,year,value,entity\n{rows}\n", encoding="utf-8")
    plan = api.load_plan(tmp_path / "a.plan.yaml", strict=True)
    result = api.check(plan, api.read_actuals(tmp_path / "a.csv", plan), "latest").results[0]
    assert (result.year, result.actual) == (year, actual)


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ("pop,人,2020,8000000\n,,2023,8600000", 860),
        ("pop,千人,2020,8000\n,,2023,8600", 860),
        ("pop,人,2020,8000000\n,万人,2023,860", 860),
        ("pop,人,2020,8000000\n,万人,2022,850\n,,2023,8600000", None),
        ("pop,人,2020,8000000\n,万人,2022,850\n,万人,2023,860", 860),
        ("co2,t,2020,90000\npop,2022,8500000\n,,2023,860", None),
        ("pop,人,2020,8000000\nRain,mm,2020,5\n,,2023,860", None),
        ("Rain,mm,2020,5\n,,2023,860\npop,人,2022,8500000\n,,2023,8600000", 860),
    ],
)
def test_a_name_stands_over_its_rows_with_its_unit(tmp_path: Path, rows: str, read: int | None) -> None:
    """千人 below a merged name is the unit of the blank cells under it, too, unless another one stands between; and no
    name is taken from above a row of the wrong length."""
    report = _judged(OfficeFile(PLAN, f"indicator,unit,year,value\n{rows}\n", {}), tmp_path)
    assert report.results[0].actual == read


ENERGY = "pop,2020,Total,800\npop,2020,Coal,300\npop,2023,Coal,860"
#: More rows of another indicator than are looked at for what a column is.
BEFORE = "Rain,2020,Coal,1\nRain,2021,Coal,1\nRain,2022,Coal,1\n" * 700


@pytest.mark.parametrize(
    ("heading", "rows", "read"),
    [
        ("Source", ENERGY, None), ("Source", f"{ENERGY}\npop,2023,Total,870", 870), ("来源", ENERGY, None),
        ("Source", BEFORE + ENERGY, None),
        ("Description", ENERGY, None), ("Source", "pop,2020,WHO,800\npop,2023,National,860", 860),
    ],
    ids=lambda each: each[:40] if isinstance(each, str) else None,
)  # fmt: skip
def test_a_column_of_remarks_with_a_total_tells_rows_apart(
    tmp_path: Path, heading: str, rows: str, read: int | None
) -> None:
    """Energy by source: Coal alone is not the total; sources of the figures themselves tell nothing apart."""
    report = _judged(OfficeFile(PLAN, f"indicator,year,{heading},value\n{rows}\n", {}), tmp_path)
    assert report.results[0].actual == read
    if heading == "Source":
        text = f"county,indicator,year,{heading},value\n" + "".join(f"a,{row}\n" for row in rows.split("\n"))
        (tmp_path / "panel.csv").write_text(text, encoding="utf-8")
        plan = api.load_plan(tmp_path / "a.plan.yaml", strict=True)
        panel = api.check_panel(plan, tmp_path / "panel.csv", YEAR, ["county"], indicators=["pop"])
        assert isinstance(panel, PanelReport)
        assert panel.summary["evaluated"] == (0 if read is None else 1)


PEOPLE = indicator_plan("id: pop, name: Population, unit: persons, baseline: 800000, target: 900000")
SCALES = (
    "Thousands", "In 1,000", "1 000 persons", "'000", "000s", "(in thousands)", "in Tausend", "en milliers", "Tsd.",
    "x 1000", "×1000", "Units = 1000", "Population - thousands", "Population in '000s", "Quantity in 1000", "千人",
    "thousands of people", "Scale: 1000", "Figures are in thousands of persons",
)  # fmt: skip


@pytest.mark.parametrize("line", SCALES)
@pytest.mark.parametrize("below", [False, True])
def test_a_line_that_is_a_scale_counts_wherever_it_stands(tmp_path: Path, line: str, below: bool) -> None:
    """Above or below the table: 860 is 860 thousand persons, not 860."""
    cell = f'"{line}"' if "," in line else line
    table = ["indicator,year,value", "pop,2020,800", "pop,2023,860"]
    text = "\n".join([*table, "", cell] if below else [cell, *table]) + "\n"
    assert _judged(OfficeFile(PEOPLE, text, {}), tmp_path).results[0].actual == 860000


@pytest.mark.parametrize(
    ("line", "warned"),
    [
        ("Thousands, annual", True), ("Million-plus cities", True), ("Population by region", False),
        ("Table 1000", True), ("1000", True), ("Population (persons)", False),
    ],
)  # fmt: skip
def test_a_title_that_may_be_a_scale_is_a_warning(tmp_path: Path, line: str, warned: bool) -> None:
    """Of a scale among other words nobody knows whether it is meant of the figures."""
    text = f'"{line}"\nindicator,year,value\npop,2020,800000\npop,2023,860000\n'
    report = _judged(OfficeFile(PEOPLE, text, {}), tmp_path)
    assert report.results[0].actual == 860000
    assert ("PLN369" in {each.code for each in report.diagnostics}) is warned


OTHER_KINDS = (
    "constant 2015 prices", "Index 2015 = 100", "指数（上年=100）", "third quarter", "截至6月", "As of June 2023", "2023 H1", "男",
    "Ages 15-24", "Excluding Hong Kong", "不含市辖区", "市区", "规模以上", "占比", "Per 100,000", "Standard error", "Lower limit",
    "排名", "旧口径", "Simulated", "High variant", "目标值", "Year-on-year", "Net change", "累计",
)  # fmt: skip


@pytest.mark.parametrize("line", [*OTHER_KINDS, "Persons", "Population by region", "2023年主要指标"])
def test_a_title_of_another_kind_of_figures_is_a_warning(tmp_path: Path, line: str) -> None:
    """Figures of a part, a rate, an index or a bound may not be what is planned; a plan that has the word is not asked."""
    text = f'"{line}"\nindicator,year,value\npop,2020,800000\npop,2023,860000\n'
    warned = {each.code for each in _judged(OfficeFile(PEOPLE, text, {}), tmp_path).diagnostics} & {"PLN369", "PLN345"}
    assert bool(warned) is (line in OTHER_KINDS)
    planned = PEOPLE.replace("title: T", f'title: "{line}"')
    assert not {each.code for each in _judged(OfficeFile(planned, text, {}), tmp_path).diagnostics} & {"PLN369"}


def test_a_title_that_is_percent_is_a_unit(tmp_path: Path) -> None:
    """Percent alone above a table of persons is another unit, not a word."""
    text = "Percent\nindicator,year,value\npop,2020,800000\npop,2023,860000\n"
    report = _judged(OfficeFile(PEOPLE, text, {}), tmp_path)
    assert (report.results[0].actual, "PLN340" in {each.code for each in report.diagnostics}) == (None, True)
