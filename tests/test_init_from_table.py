"""A plan from a printed table: what was understood, what needs a person, and a file that validates.

The tables are made after real ones: the main indicators of China's 14th Five-Year Plan (专栏1), a province's table with two
rows of headings, a company's table of KPIs.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, Run
from plan_cli import load_plan, validate
from plan_cli.api import draft_from_table
from plan_cli.model.plan import Plan
from plan_cli.planfile import read_plan
from plan_cli.planfile.importers.printed import Printed, read_printed
from plan_cli.planfile.importers.sound import sound
from plan_cli.planfile.importers.table import NotATableError, draft_of_table
from plan_cli.planfile.importers.write import plan_text
from plan_cli.planfile.source import read_source

NATIONAL = """\
专栏1 “十四五”时期经济社会发展主要指标,,,,,
类别,指标,2020年,2025年,年均/累计,属性
经济发展,1.国内生产总值（GDP）增长（%）,2.3,—,保持在合理区间、各年度视情提出,预期性
经济发展,3.常住人口城镇化率（%）,60.6*,65,—,预期性
创新驱动,5.每万人口高价值发明专利拥有量（件）,6.3,12,—,预期性
民生福祉,8.城镇调查失业率（%）,5.2,—,<5.5,预期性
民生福祉,9.劳动年龄人口平均受教育年限（年）,10.8,11.3,—,约束性
安全保障,19.粮食综合生产能力（亿吨）,—,>6.5,—,约束性
注：①〔 〕内为5年累计数。②带*的为2019年数据。,,,,,
"""
PROVINCE = """\
某省“十四五”规划主要指标（2021—2025年）,,,,,,
序号,指标名称,单位,指标值,,年均增长,指标属性
,,,2020年,2025年目标,[累计],
一、经济发展,,,,,,
1,地区生产总值,亿元,41781.5,55000左右,6左右,预期性
2,一般公共预算收入,亿元,3008.7,"4,000",6以上,预期性
,其中：税收收入,亿元,2057.97,2850,6.7,预期性
二、民生,,,,,,
4,城镇新增就业,万人,72.4,—,〔350〕,预期性
5,城镇调查失业率,%,5.5,控制在6以内,—,预期性
9,PM2.5浓度,微克/立方米,35,32.5,—,约束性
10,森林覆盖率,%,59.96,保持稳定,—,约束性
"""
COMPANY = """\
KPI,Owner,Unit,2021 Actual,2022 Actual,2025 Target,2030 Target,Direction,Audited by
Revenue,CFO,EUR m,"1,204.5","1,310.0","1,600","2,400",up,x
Scope 1 emissions,COO,kt CO2e,118.4,110.2,,40,down,x
Women in management,HR,%,28.4,29.9,,40%,up,x
Engagement,HR,index,,71,≥ 75,approx. 80,,x
ISO 14001 at all sites,COO,,no,no,yes,yes,,x
"""


def made(run: Run, folder: Path, table: str, *arguments: str) -> tuple[Plan, str, str]:
    """The plan made from a table, its text, and what was said of it."""
    (folder / "table.csv").write_text(table, encoding="utf-8")
    ran = run("init", str(folder / "p.plan.yaml"), "--from", str(folder / "table.csv"), "--lang", "en", *arguments)
    assert ran.code == 0, ran.err
    loaded = load_plan(folder / "p.plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan, (folder / "p.plan.yaml").read_text(encoding="utf-8"), ran.err


def target_of(plan: Plan, name: str) -> Any:
    return next(each for each in plan.indicators if str(each.name) == name).target


def test_the_national_table(run: Run, tmp_path: Path) -> None:
    """Groups, units in names, starred years, bounds of every year, attributes; words are kept as statements."""
    plan, text, said = made(run, tmp_path, NATIONAL)
    by_no = {each.no: each for each in plan.indicators}
    assert (plan.base_year, plan.target_year, len(plan.groups)) == (2020, 2025, 4)
    assert str(by_no[3].name) == "常住人口城镇化率"
    assert (by_no[3].unit, by_no[3].baseline.year, by_no[3].path.shape) == ("%", 2019, "linear")
    assert (by_no[8].target.kind, by_no[8].target.high) == ("band", Decimal("5.5"))
    assert by_no[9].attribute == "binding"
    assert (by_no[19].operator, by_no[19].baseline.missing) == ("more_than", "dash")
    assert by_no[1].target.kind == "statement"
    assert text.count("CHECK") == 2
    assert "6 indicators" in said
    assert "2 remarks" in said


def test_a_province_with_two_rows_of_headings(run: Run, tmp_path: Path) -> None:
    """Years from the lower row, groups from rows of their own, 其中 as a part, cumulated additions as a total."""
    plan, text, _ = made(run, tmp_path, PROVINCE)
    assert [str(each) for each in plan.groups.values()] == ["经济发展", "民生"]
    assert target_of(plan, "地区生产总值").operator == "about"
    assert target_of(plan, "一般公共预算收入").value == 4000
    assert [(each.kind, each.part, each.whole) for each in plan.relations] == [("part", "indicator-3", "indicator-2")]
    assert (target_of(plan, "城镇新增就业").kind, target_of(plan, "城镇新增就业").value) == ("total", 350)
    ceiling = next(each for each in plan.indicators if str(each.name) == "城镇调查失业率")
    assert (ceiling.direction, ceiling.operator) == ("decrease", "at_most")
    assert "below the baseline 35" in text


RANGES = """\
指标,单位,2020年,2025年,年均增长,属性
GDP,亿元,12142,,6—7%,预期性
城镇化率,%,82.6,85—87,,预期性
单位能耗降低,%,,〔13.5—15〕,,约束性
固定资产投资,亿元,,,6左右,预期性
碳排放强度下降,%,,〔18左右〕,,约束性
"""


TWO_ROWS = """\
某市“十四五”规划《纲要》主要指标,,,,,
序号,指标,单位,属性,“十四五”目标,
,,,,2025年,年均[累计]
1,全市生产总值年均增长率,%,预期性,-,5以上
2,单位建设用地生产总值提升,%,预期性,-,[20]
3,在本市的地区总部数量,家,预期性,-,[累计达到1000]
4,每万人口高价值发明专利拥有量[1],件,预期性,>30,-
5,生活垃圾回收利用率①,%,约束性,>45,-
"""


def test_a_second_row_of_headings_that_adds_no_column_of_values(run: Run, tmp_path: Path) -> None:
    """目标 over 2025年 and 年均[累计]: the growth and the brackets were lost. The years are those of the named plan."""
    plan, text, _ = made(run, tmp_path, TWO_ROWS)
    assert (plan.base_year, plan.target_year) == (2020, 2025)
    kinds = [(each.target.kind, each.target.printed) for each in plan.indicators]
    assert kinds == [
        ("growth", Decimal(5)), ("change", Decimal(20)), ("total", Decimal(1000)), ("level", Decimal(30)),
        ("level", Decimal(45)),
    ]  # fmt: skip
    # Of a bracket only a person knows whether it is a change, a sum, or what is reached in the end. Marks of footnotes are no part of a name.
    assert text.count("CHECK") == 2
    assert [str(each.name) for each in plan.indicators[3:]] == [
        "每万人口高价值发明专利拥有量",
        "生活垃圾回收利用率",
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "attribute", "doubted"),
    [
        ("Type", "Binding", "binding", False), ("属性", "约束性", "binding", False),
        ("Attribute", "Non-binding", "anticipatory", False), ("属性", "非约束性", "anticipatory", False),
        ("Binding", "Yes", "binding", False), ("约束性指标", "是", "binding", False),
        ("Attribute", "core", "anticipatory", True),
    ],
)  # fmt: skip
def test_an_attribute_is_known_by_its_words(
    heading: str, cell: str, attribute: str, doubted: bool, run: Run, tmp_path: Path
) -> None:
    """Under any heading where all cells are such words; what is no such word is for a person to check."""
    plan, text, _ = made(run, tmp_path, f"Indicator,Unit,2020,2025,{heading}\nRoads,km,100,200,{cell}\n")
    assert (plan.indicators[0].attribute, "CHECK" in text) == (attribute, doubted)


def test_growth_without_a_level_may_be_meant_of_every_year(run: Run, tmp_path: Path) -> None:
    """China's plan prints >7 in the column of 2025 for a growth that it means as the average of five years."""
    _, text, _ = made(run, tmp_path, "指标,单位,2020年,2025年\n研发经费投入增长,%,—,>7\n")
    assert "CHECK" in text
    assert "kind: growth, rate: 7" in text


@pytest.mark.parametrize(
    ("heading", "dated"),
    [("2023年9月", "2023-09"), ("2023-09现状值", "2023-09"), ("Baseline Sept 2023", "2023-09"), ("March 2023 baseline", "2023-03"),
     ("2023年", None), ("2023年12月", None), ("Baseline 2023", None)],
)  # fmt: skip
def test_the_month_of_a_baseline_is_kept(heading: str, dated: str | None, run: Run, tmp_path: Path) -> None:
    """From when the path runs; the end of the year is the year."""
    plan, _, _ = made(run, tmp_path, f"指标,单位,{heading},2030年目标\n森林覆盖率,%,18.4,20\n")
    baseline = plan.indicators[0].baseline
    assert (baseline.year, baseline.value, baseline.dated) == (2023, Decimal("18.4"), dated)


def test_values_by_year_may_be_ranges(run: Run, tmp_path: Path) -> None:
    """The remark names the end that is asked: the upper one where less is better."""
    rows = "指标,单位,2020年,2023年目标,2025年目标\n增速,%,2,6—7,7—8\n失业率,%,6,5—5.5,4—5\n"
    plan, text, _ = made(run, tmp_path, rows)
    growth, unemployment = (each.target for each in plan.indicators)
    assert (growth.printed, unemployment.printed) == (7, 5)
    assert unemployment.levels(2025) == {2023: Decimal("5.5"), 2025: 5}
    for remark in (
        "'6—7' is a range: 6 is enough",
        "'5—5.5' is a range: 5.5 is enough",
        "'4—5' is a range: 5 is enough",
    ):
        assert remark in text


@pytest.mark.parametrize(
    ("name", "years"), [("十一五", (2005, 2010)), ("十三五", (2015, 2020)), ("十五五", (2025, 2030))]
)
def test_a_five_year_plan_says_its_years_by_its_number(
    name: str, years: tuple[int, int], run: Run, tmp_path: Path
) -> None:
    """Unless the headings or the title print others."""
    plan, _, _ = made(run, tmp_path, f"“{name}”规划主要指标,,\n指标,单位,目标\n森林覆盖率,%,20\n")
    assert (plan.base_year, plan.target_year) == years
    (tmp_path / "p.plan.yaml").unlink()
    plan, _, _ = made(run, tmp_path, f"“{name}”规划（2021—2035年）,,\n指标,单位,目标\n森林覆盖率,%,20\n")
    assert (plan.base_year, plan.target_year) == (2020, 2035)


def test_both_ends_of_a_range_and_words_of_nearness_are_kept(run: Run, tmp_path: Path) -> None:
    """A range is a range, of a fall too; "about" stays, and a person is told to say how near that is."""
    plan, text, _ = made(run, tmp_path, RANGES)
    assert {str(each.name): each.target.ends for each in plan.indicators if each.target.ends} == {
        "GDP": (6, 7), "城镇化率": (85, 87), "单位能耗降低": (-15, Decimal("-13.5"))
    }  # fmt: skip
    assert {str(each.name) for each in plan.indicators if each.operator == "about"} == {
        "固定资产投资",
        "碳排放强度下降",
    }
    assert "-13.5 is enough" in text
    assert "'6左右' needs a tolerance in percentage points" in text


CITY = """\
表2 “十四五”主要指标,,,,,,
指标,,单位,2020年,2025年,年均增长〔累计〕,属性
经济发展,1.规模以上工业增加值增速,%,5.6,—,8左右,预期性
经济发展,2.研发经费投入强度,%,2.8,3.5,〔0.7〕,预期性
绿色低碳,3.污水处理率,%,97.2,98,〔1.5〕,约束性
绿色低碳,4.常住人口城镇化率,%,76.3,80,+3.7个百分点,预期性
"""


def test_names_stand_behind_their_groups_under_one_heading(run: Run, tmp_path: Path) -> None:
    """指标 over two columns; a change over the period repeats both ends or is asked about; a rate is no level."""
    plan, text, said = made(run, tmp_path, CITY)
    assert [str(each) for each in plan.groups.values()] == ["经济发展", "绿色低碳"]
    assert [str(each.name) for each in plan.indicators][:2] == ["规模以上工业增加值增速", "研发经费投入强度"]
    assert plan.indicators[0].baseline.value is None
    assert "'5.6' is the growth of the base year" in text
    assert "'〔0.7〕' is the change from baseline to target" in text
    assert "'+3.7个百分点' is the change from baseline to target" in text
    assert "growth:" not in text
    assert "污水处理率: '〔1.5〕' is a change over the whole period that baseline and target do not make" in said


GERMAN = """\
Kennzahl;Einheit;Ist 2022;Ziel 2030
Bruttoendenergieverbrauch;TWh;2.368,4;2.000
Anteil Erneuerbare;%;20,4;45
"""
DATED = """\
Indicator,Unit,Baseline (2019),2022 milestone,Target 2025,Target 2030
Maternal deaths,per 100 000,362,300,250,<140
Forest cover,%,7.4,8.83,10,at least 15
"""


def test_commas_are_decimal_marks_where_no_point_is_one(run: Run, tmp_path: Path) -> None:
    """2.000 beside 20,4 is two thousand, and it is said that commas were read so."""
    plan, _, said = made(run, tmp_path, GERMAN)
    assert [(each.baseline.value, each.goal) for each in plan.indicators] == [
        (Decimal("2368.4"), 2000), (Decimal("20.4"), 45)
    ]  # fmt: skip
    assert "commas are read as decimal marks, as in 2.368,4" in said


@pytest.mark.parametrize(("other", "read"), [("0,5", Decimal("0.768")), ("12.5", None)])
def test_no_thousands_begin_with_a_zero(other: str, read: Decimal | None, run: Run, tmp_path: Path) -> None:
    """0,768 is no 768: a decimal comma, or nothing that is understood beside decimal points."""
    rows = f'Name,Unit,2020,2025\nHDI,index,"0,768","0,800"\nX,km,"{other}",13\n'
    plan, text, _ = made(run, tmp_path, rows)
    assert (plan.indicators[0].baseline.value, "CHECK" in text) == (read, True)


def test_the_condition_of_the_last_year_is_said_where_it_is_written_for_all(run: Run, tmp_path: Path) -> None:
    """A plain number that loses nothing gets no remark."""
    _, _, said = made(run, tmp_path, DATED)
    assert "maternal-deaths: '<140' is for the last year; its condition is written for every year" in said
    assert "forest-cover" not in said


LOGFRAME = """Indicator including unit of measurement,BASELINE 2016/17,OVERALL TARGET,2018/2019,2019/2020,2020/2021,Source
People trained,252,"1,002",250,250,250,Report
Progress of building,40%,100%,70%,90%,95%,Report
Cooperatives,0,3,,1,2,Report
"""


def test_figures_that_add_up_to_the_overall_target_are_what_each_year_adds(run: Run, tmp_path: Path) -> None:
    """A target without a year goes before the figure of its last year, and both readings are told."""
    plan, _, said = made(run, tmp_path, LOGFRAME)
    assert (plan.base_year, plan.target_year) == (2016, 2020)
    assert target_of(plan, "People trained").values == {2018: 502, 2019: 752, 2020: 1002}
    assert target_of(plan, "Progress of building").values == {2018: 70, 2019: 90, 2020: 100}
    assert target_of(plan, "Cooperatives").values == {2019: 1, 2020: 3}
    assert "250, 250, 250 add up from the baseline to '1,002'" in said
    assert "'100%' is read as the target; '95%' of the same year is left out" in said
    assert "'BASELINE 2016/17' names more than one year: 2016 is taken" in said


@pytest.mark.parametrize(
    ("heading", "year"),
    [("2004-2008 average", 2008), ("2008年", 2008), ("2006—2010年平均", 2010), ("2009/10", 2009), ("2009-10", 2009)],
)
def test_a_heading_with_several_years_says_which_is_taken(heading: str, year: int, run: Run, tmp_path: Path) -> None:
    """The last of a window, the first of a fiscal year; 2009-10 is a month."""
    plan, text, _ = made(run, tmp_path, f"Indicator,Unit,Baseline {heading},2020 target\nDeaths,people,292,175\n")
    assert plan.indicators[0].baseline.year == year
    assert ("names more than one year" in text) == (heading not in ("2008年", "2009-10"))


def test_names_in_the_first_column_need_no_heading_of_their_own(run: Run, tmp_path: Path) -> None:
    """Where it holds words and two columns of figures stand beside it; a remark behind a number is told."""
    table = "TARGET,2013,2015 milestones,2020 target\nFatalities,172 (down 41%),160 (45% reduction),150\nInjuries,90,80,70\n"
    plan, _, said = made(run, tmp_path, table)
    assert target_of(plan, "Fatalities").values == {2015: 160, 2020: 150}
    assert plan.indicators[0].baseline.value == 172
    assert "the column 'TARGET' is taken for the names of the indicators" in said
    assert "'160 (45% reduction)' is written as the plain number" in said
    for refused in ("TARGET,2013,2020 target\n1,2,3\n4,5,6\n", "Region,2013,2020\nNorth,2,3\nSouth,5,6\n"):
        (tmp_path / "t.csv").write_text(refused, encoding="utf-8")
        assert run("init", str(tmp_path / "q.plan.yaml"), "--from", str(tmp_path / "t.csv")).code == 2


def test_the_rule_of_a_table_in_markdown_is_no_group(run: Run, tmp_path: Path) -> None:
    """And 规划指标体系 heads names."""
    table = "表 2-1 规划指标表\n\n| 规划指标体系 | 2022年 | 2035年 | 属性 |\n| :--- | ---: | --- | :--: |\n| 耕地（公顷） | 85.42 | 127.18 | 约束性 |\n"
    (tmp_path / "t.md").write_text(table, encoding="utf-8")
    assert run("init", str(tmp_path / "p.plan.yaml"), "--from", str(tmp_path / "t.md")).code == 0
    plan = load_plan(tmp_path / "p.plan.yaml").plan
    assert plan is not None
    assert (plan.groups, plan.indicators[0].unit, plan.indicators[0].goal) == ({}, "公顷", Decimal("127.18"))


def test_a_company_with_targets_for_two_years(run: Run, tmp_path: Path) -> None:
    """Dated targets are milestones, the newest actual is the base; what is not used is named."""
    plan, text, _ = made(run, tmp_path, COMPANY)
    assert (plan.base_year, plan.target_year) == (2022, 2030)
    assert target_of(plan, "Revenue").values == {2025: 1600, 2030: 2400}
    assert plan.indicators[1].direction == "decrease"
    assert plan.indicators[0].owner == "CFO"
    assert target_of(plan, "ISO 14001 at all sites").kind == "done"
    assert "the column '2021 Actual' is not used" in text
    assert "the column 'Audited by' is not used" in text


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("1,234.5", {"value": "1234.5"}),
        ("４７００", {"value": "4700"}),
        ("≥75", {"value": "75", "operator": "at_least"}),
        ("不低于 75%", {"value": "75", "operator": "at_least", "unit": "%"}),
        ("75以上", {"value": "75", "operator": "at_least"}),
        ("控制在5.5以内", {"value": "5.5", "operator": "at_most"}),
        ("<5.5", {"value": "5.5", "operator": "less_than"}),
        ("6左右", {"value": "6", "operator": "about"}),
        ("about 80", {"value": "80", "operator": "about"}),
        ("〔13.5〕", {"value": "13.5", "whole_period": True}),
        ("12000 in total", {"value": "12000", "whole_period": True}),
        ("100亿元（五年累计）", {"value": "100", "whole_period": True, "unit": "亿元"}),
        ("[ 18 ]", {"value": "18", "whole_period": True}),
        ("累计350", {"value": "350", "whole_period": True}),
        ("年均增长6%", {"value": "6", "yearly": True, "unit": "%"}),
        ("提高1.2个百分点", {"value": "1.2", "points": True, "change": True}),
        ("比2020年下降10%以上", {"value": "10", "change": True, "falls": True, "operator": "at_least", "unit": "%"}),
        ("翻一番", {"value": "100", "change": True, "unit": "%"}),
        ("halve", {"value": "-50", "change": True, "falls": True, "unit": "%"}),
        ("前5位", {"value": "5", "rank": True}),
        ("6.2-6.5", {"value": "6.2", "high": "6.5"}),
        ("77.3*", {"value": "77.3", "marks": "*"}),
        ("13.5①", {"value": "13.5", "marks": "①"}),
        ("5.5（2019年）", {"value": "5.5", "year": 2019}),
        ("4700亿元", {"value": "4700", "unit": "亿元"}),
        ("—", {"blank": "dash"}),
        ("", {"blank": "blank"}),
        ("完成", {"done": True}),
        # Not understood in full: nothing is taken from it.
        ("保持稳定", {}),
        (">7、力争投入强度高于以前", {}),
        ("12,34", {}),
        ("5 of 7 goals", {}),
    ],
)  # fmt: skip
def test_a_printed_cell_is_understood_in_full_or_not_at_all(cell: str, parts: dict[str, Any]) -> None:
    """Each way in which tables print a target; a number is never taken out of a sentence."""
    wanted = {key: Decimal(value) if key in ("value", "high") else value for key, value in parts.items()}
    assert read_printed(cell) == Printed(cell.strip(), **wanted)


@pytest.mark.parametrize(
    ("table", "arguments", "said"),
    [
        ("a,b\n1,2\n", (), "no row looks like the headings"),
        ("Indicator,Baseline,Target\nOutput,5,9\n", (), "--base-year"),
        ("Indicator,2020,2025\n", (), "no indicator was found"),
    ],
)
def test_what_is_no_table_of_targets_is_refused(
    run: Run, tmp_path: Path, table: str, arguments: tuple[str, ...], said: str
) -> None:
    """With the way out, and nothing written."""
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    ran = run("init", str(tmp_path / "p.plan.yaml"), "--from", str(tmp_path / "t.csv"), "--lang", "en", *arguments)
    assert (ran.code, said in ran.err) == (2, True)
    assert not (tmp_path / "p.plan.yaml").exists()


def test_years_may_be_given(run: Run, tmp_path: Path) -> None:
    """Where the table names no year."""
    years = ("--base-year", "2020", "--target-year", "2030")
    plan, _, _ = made(run, tmp_path, "Indicator,Unit,Baseline,Target\nOutput,t,5,9\n", *years)
    assert (plan.base_year, plan.target_year, plan.indicators[0].goal) == (2020, 2030, 9)


def test_a_workbook_with_merged_groups(run: Run, tmp_path: Path) -> None:
    """Merged cells of groups and headings count for every row and column that they cover."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    rows = [
        ["Main targets 2020-2025", None, None, None], ["Area", "Indicator (unit)", "Value", None],
        [None, None, "2020", "2025"], ["Water", "Rivers in good state (%)", 83.4, 85], [None, "Use (km3)", 590, 560],
    ]  # fmt: skip
    for row in rows:
        book.active.append(row)
    for merged in ("A1:D1", "C2:D2", "A2:A3", "B2:B3", "A4:A5"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "t.xlsx")
    assert run("init", str(tmp_path / "p.plan.yaml"), "--from", str(tmp_path / "t.xlsx")).code == 0
    plan = load_plan(tmp_path / "p.plan.yaml").plan
    assert plan is not None
    assert [(str(each.name), each.unit, each.group, each.direction) for each in plan.indicators] == [
        ("Rivers in good state", "%", "water", "increase"),
        ("Use", "km3", "water", "decrease"),
    ]


def test_twenty_indicators_of_a_real_plan(run: Run, tmp_path: Path) -> None:
    """专栏1 of China's Outline of the 14th Five-Year Plan (2021), as printed: all twenty, none lost, nothing invented."""
    plan, text, _ = made(run, tmp_path, (ROOT / "data" / "tables" / "china-14fyp.csv").read_text(encoding="utf-8"))
    assert [each.no for each in plan.indicators] == list(range(1, 21))
    assert sum(each.attribute == "binding" for each in plan.indicators) == 8
    assert [each.no for each in plan.indicators if each.target.kind == "statement" and "CHECK" in text][:4] == [
        1,
        2,
        4,
        7,
    ]
    starred = {each.no for each in plan.indicators if each.baseline.year == 2019}
    assert starred == {3, 13, 18}
    assert {each.no for each in plan.indicators if each.target.kind == "change"} == {13, 14, 15}


CELLS = st.sampled_from(
    [
        "", "—", "指标", "Indicator", "单位", "Unit", "2020年", "2025年", "2030 Target", "Baseline", "目标", "属性", "约束性",
        "5", "〔13.5〕", "≥75", "6左右", "下降10%", "-50", "0", "1e9", "12,34", "第3位", "6.2-6.5", "yes", "完成", "其中：出口",
        "一、经济", "增长（%）", "单位GDP能耗降低（%）", "x" * 300, "a: b # c", "'\"{}[]", "\x07", "注：①", "[1]", "年均增长6%", "100%", "+1.2个百分点",
        "{", "- x", "&a *b", "!tag", "no", "~", "１２", "\u2028", "2020", "9999999999999999999999999999999999999999999999",
    ]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=9))
def test_any_table_is_refused_or_makes_a_plan_that_can_be_read(grid: list[list[str]]) -> None:
    """Whatever stands in the cells: no crash, and what is written has no error."""
    grid = [["指标", "单位", "2020年", "2025年", "年均增长", "属性"], *grid] if len(grid) % 2 else grid
    try:
        draft = sound(draft_of_table(grid, range(1, len(grid) + 1), "t"))
    except NotATableError:
        return
    text = plan_text(draft, lambda key, facts: key)
    _, diagnostics = read_plan(read_source(text.encode("utf-8"), "t"))
    assert not [each for each in diagnostics if each.severity.rank == 0], text


def test_from_nothing_a_path_is_straight(tmp_path: Path) -> None:
    """No rate leads from 0, so the plan that is drafted needs no other path."""
    table = (
        "指标,单位,2020年,2025年,年均增长\n就业,万人,10,,-5\n充电桩,个,0,5000,\n亏损,万元,-20,10,\n产值,亿元,100,200,\n"
    )
    file, plan = tmp_path / "t.csv", tmp_path / "t.plan.yaml"
    file.write_text(table, encoding="utf-8")
    draft, _ = draft_from_table(file)
    assert draft is not None
    plan.write_text(plan_text(draft, lambda key, facts: key), encoding="utf-8")
    loaded = validate(plan)
    assert loaded.plan is not None
    assert [each.path.shape for each in loaded.plan.indicators] == ["compound", "linear", "linear", "compound"]
    assert not [each.code for each in loaded.diagnostics if each.code == "PLN202"]
