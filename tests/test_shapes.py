"""Shapes of files that offices send: the right figure comes out, or one finding says what is unclear.

Each is a small file made after real ones: Eurostat (TSV, SDMX-CSV, JSON-stat), World Bank (bulk file, API), UN SDG database,
Statistics Canada, PxWeb (Nordic offices), CKAN portals, Open SDG sites, Chinese statistical yearbooks and bulletins.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from plan_cli import api
from plan_cli.model.observations import Actuals
from plan_cli.model.sources import Source

HEAD = "format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2025\n"
INDICATORS = """\
indicators:
  - {id: exp, name: Exports, unit: bn, baseline: 100, target: 150}
  - {id: out, name: Output, unit: m EUR, baseline: 5200, target: 7300}
  - {id: gdp, name: 地区生产总值, unit: 亿元, baseline: 480, target: 720}
  - {id: urb, name: 城镇化率, unit: "%", path: linear, baseline: 64.2, target: 70}
  - {id: une, name: Unemployment, unit: "%", direction: decrease, path: linear, baseline: 8, target: 6}
  - {id: sale, name: Sales, unit: t, baseline: 1000, target: 1400}
  - {id: NY.GDP, name: "GDP (current US$)", unit: USD, baseline: 1000, target: 2000}
  - {id: kr, name: Exports of fish, unit: bn kr, baseline: 100, target: 150}
"""
CUBE: dict[str, Any] = {
    "class": "dataset",
    "id": ["sex", "time"],
    "size": [3, 2],
    "dimension": {
        "sex": {"category": {"index": {"T": 0, "F": 1, "M": 2}, "label": {"T": "Total", "F": "Females", "M": "Males"}}},
        "time": {"category": {"index": {"2020": 0, "2023": 1}}},
    },
    "value": {"0": 8.1, "1": 6.60, "3": 7.7, "5": 11},
    "status": {"1": "p"},
}
PXWEB: dict[str, Any] = {
    "class": "dataset",
    "id": ["ContentsCode", "Tid"],
    "size": [1, 2],
    "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
    "dimension": {
        "ContentsCode": {
            "category": {"index": ["E1"], "label": {"E1": "Exports of fish"}, "unit": {"E1": {"base": "million kr"}}}
        },
        "Tid": {"category": {"index": ["2022", "2023"]}},
    },
    "value": [120000, 131000],
}
#: name: (file, content, what is said of it, indicator, the figure of 2023)
SHAPES: dict[str, tuple[str, str | bytes, dict[str, Any], str, str]] = {
    "two rows of headings": (
        "a.csv", "指标,单位,2022年,,2023年,\n,,绝对值,同比,绝对值,同比\n地区生产总值,亿元,590,5.1,612,6.2\n", {}, "gdp", "612"),
    "a row of units": ("a.csv", "指标,2022年,2023年\n,亿元,亿元\n地区生产总值,590,612.5\n", {}, "gdp", "612.5"),
    "a line of two units": (
        "a.csv", "单位：亿元、%,,\n指标,2022年,2023年\n地区生产总值,590,612\n城镇化率,66,67.9\n", {}, "urb", "67.9"),
    "a unit line in English": ("a.csv", "Unit: bn EUR,,\nindicator,year,value\nout,2023,6.5\n", {}, "out", "6500"),
    "a scale in the title": ("a.csv", "Output (in thousands of EUR),,\nindicator,year,value\nout,2023,6500000\n", {}, "out", "6500"),
    "a scale in the heading": ("a.csv", "indicator,year,Value (bn),unit\nout,2023,6.5,EUR\n", {}, "out", "6500"),
    "a scale column": ("a.csv", "indicator,year,value,unit,scale\nout,2023,6.5,EUR,billions\n", {}, "out", "6500"),
    "growth beside levels": (
        "a.csv", "单位：亿元,,\n指标,2023年,2023年同比\n地区生产总值,612,6.2\n", {}, "gdp", "612"),
    "one column an indicator": ("a.csv", "年份,地区生产总值(亿元),常住人口\n2022,590,320\n2023,612.5,321\n", {}, "gdp", "612.5"),
    "flags in headings": ("a.csv", "Name,2022,2023p,2024f\nExports,118,131,140\n", {}, "exp", "131"),
    "estimates in headings": ("a.csv", "指标,2022年,2023年（预计）\nexp,118,131\n", {"include_forecasts": True}, "exp", "131"),
    "World Bank, years in brackets": (
        "a.csv", ('Country Name,Series Name,Series Code,2022 [YR2022],2023 [YR2023]\nKenya,GDP (current US$),NY.GDP,1200,1600\n'
        'Data from database: World Development Indicators,,,,\nLast Updated: 10/24/2024,,,,\n'), {}, "NY.GDP", "1600"),
    "World Bank, bulk": (
        "a.csv", ('"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-10-24",\n\n"Country Name",'
        '"Indicator Name","Indicator Code","2022","2023",\n"Kenya","GDP (current US$)","NY.GDP","1200","1600",\n'), {},
        "NY.GDP", "1600"),
    "World Bank, API": (
        "a.json", '[{"page": 1}, [{"indicator": "exp", "year": 2023, "value": 131}]]', {}, "exp", "131"),
    "CKAN": ("a.json", '{"result": {"fields": [1], "records": [{"indicator": "exp", "year": 2023, "value": 131}]}}', {}, "exp", "131"),
    "Eurostat, TSV": (
        "a.tsv", "freq,unit,sex,geo\\TIME_PERIOD\t2022 \t2023 \nA,PC,T,DE\t6.9 \t6.4 p\nA,PC,F,DE\t: \t7.7 p\n",
        {"indicator": "une"}, "une", "6.4"),
    "JSON-stat": ("a.json", json.dumps(CUBE), {"indicator": "une"}, "une", "6.6"),
    "PxWeb": ("a.json", json.dumps(PXWEB), {}, "kr", "131"),
    "gzip": ("a.tsv.gz", gzip.compress(b"indicator\tyear\tvalue\nexp\t2023\t131\n"), {}, "exp", "131"),
    "semicolons, both marks": ("a.csv", "indicator;year;value\nsale;2023;1.254,5\n", {}, "sale", "1254.5"),
    "decimal comma that is stated": ("a.csv", 'indicator,year,value\nune,2023,"6,4"\n', {"decimal": ","}, "une", "6.4"),
    "apostrophes": ("a.csv", "indicator,year,value\nsale,2023,1'254.5\n", {}, "sale", "1254.5"),
    "a flag in brackets": ("a.csv", "indicator,year,value\nexp,2023,131 (p)\n", {}, "exp", "131"),
    "rows of another unit": ("a.csv", "Year,Series,Units,Value\n2023,une,%,6.4\n2023,une,Number,500000\n", {}, "une", "6.4"),
    "blank in one dimension, total in another": (
        "a.csv", "indicator,year,value,sex,age\nune,2023,6.4,Total,\nune,2023,7,F,\nune,2023,9,Total,15-24\n", {}, "une", "6.4"),
    "districts and their total": (
        "a.csv", "地区,指标,年份,数值\n东区,exp,2023,60\n西区,exp,2023,71\n全市,exp,2023,131\n", {}, "exp", "131"),
    "a selection": ("a.csv", "indicator,year,value,sex\nune,2023,6.4,F\nune,2023,7,M\n", {"where": {"sex": ("F",)}}, "une", "6.4"),
    "sections": ("a.csv", "指标,2022年,2023年\n一、综合,,\n地区生产总值,590,612\n二、人口,,\n常住人口,1,2\n", {}, "gdp", "612"),
    "OECD": (
        "a.csv",
        ("LOCATION,SUBJECT,Subject,TIME,Time,Unit Code,Unit,PowerCode Code,PowerCode,Value,Flag Codes,Flags\n"
        "DEU,exp,Exports,2023,2023,USD,US Dollar,9,Billions,131,P,Provisional value\n"),
        {},
        "exp",
        "131",
    ),
    "FAO": (
        "a.csv",
        ("Area,Element,Item,Year,Unit,Value,Flag\nKenya,Production,Sales,2023,tonnes,1260,A\n"
        "Kenya,Area harvested,Sales,2023,ha,900,A\n"),
        {},
        "sale",
        "1260",
    ),
    "Our World in Data": ("a.csv", "Entity,Code,Year,Unemployment\nKenya,KEN,2023,6.4\n", {}, "une", "6.4"),
    "GENESIS": (
        "a.csv",
        "Statistik_Code;Zeit_Code;Zeit_Label;Zeit;1_Auspraegung_Label;WERT\n51000;JAHR;Jahr;2023;Exports;131,5\n",
        {},
        "exp",
        "131.5",
    ),
    "an Open SDG site": (
        "a.csv",
        ("Year,Series,GeoCode,Region,Units,Observation status,Unit multiplier,Value\n"
        "2023,Unemployment,,,%,Provisional value,Units,6.4\n2023,Unemployment,E1,East,%,Normal value,Units,7\n"),
        {},
        "une",
        "6.4",
    ),
    "a decimal comma that is stated": (
        "a.csv", "indicator;year;value\nsale;2023;1.310,5\n", {"decimal": ","}, "sale", "1310.5"),
    "a scenario that is chosen": (
        "a.csv", "indicator,year,value,scenario\nexp,2023,131,SSP2\nexp,2023,140,SSP3\n",
        {"where": {"scenario": ("SSP2",)}}, "exp", "131"),
    "the last days of years": ("a.csv", "Exports by year,,\nindicator,date,value\nexp,31.12.2022,119\nexp,31.12.2023,131\n", {}, "exp", "131"),
    "GENESIS, days": (
        "a.csv", (";;Geschlecht;Geschlecht\n;;männlich;Insgesamt\n31.12.2022;Exports;60;119\n31.12.2023;Exports;66;131\n"
        "31.12.2024;Exports;67;133\n"), {}, "exp", "131"),
    "years above their rows": (
        "a.csv", "指标,数值,单位\n2022年,,\n地区生产总值,590,亿元\n常住人口,1,万人\n2023年,,\n地区生产总值,612,亿元\n城镇化率,,\n常住人口,2,万人\n注：初步数\n",
        {}, "gdp", "612"),
    "years above their rows, parts within": (
        "a.csv", "indicator,value\n2022\nTotal\nune,7\nWomen\nune,8\n2023\nTotal\nune,6.4\nWomen\nune,7.7\n", {}, "une", "6.4"),
    "parts, years within": (
        "a.csv", "indicator,value\nWomen\n2022\nune,8\n2023\nune,7.7\nTotal\n2022\nune,7\n2023\nune,6.4\n", {}, "une", "6.4"),
    "Eurostat, workbook": (
        "a.csv", ("Data extracted on 24/10/2024,,,,\nUnit of measure,,%,,\nSex,,Total,,\n,,,,\nTIME,2022,,2023,\nGEO (Labels),,,,\n"
        "Euro area,6.8,,6.6,p\nGermany,7.1,b,6.4,\n,,,,\nSpecial value,,,,\n:,not available,,,\nObservation flags:,,,,\n"
        "p,provisional,,,\n"), {"indicator": "une", "where": {"GEO": ("Germany",)}}, "une", "6.4"),
    "Eurostat, workbook with years below": (
        "a.csv", ("Unit of measure,,%,,\nGEO (Labels),Euro area,,Germany,\nTIME,,,,\n2022,6.8,,7.1,b\n2023,6.6,f,6.4,\n"
        "Special value,,,,\n:,not available,,,\n"), {"indicator": "une", "columns": {"value": "Germany"}}, "une", "6.4"),
    "an era": ("a.csv", "indicator,year,value\nexp,令和5年,131\n", {}, "exp", "131"),
}  # fmt: skip


def read(tmp_path: Path, name: str, content: str | bytes, keys: str = "", **stated: Any) -> Actuals:
    (tmp_path / "p.yaml").write_text(HEAD + keys + INDICATORS, encoding="utf-8")
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    plan = api.load_plan(tmp_path / "p.yaml").plan
    assert plan is not None
    return api.read_sources([Source(str(file), **stated)], plan)


def of(actuals: Actuals, indicator: str, year: int = 2023) -> list[str]:
    rows = [row for row in actuals.rows if (row.indicator, row.year, row.measure) == (indicator, year, "")]
    whole = [row for row in rows if not row.entity] or rows
    return [f"{row.value.normalize():f}" for row in whole if row.value is not None]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_gives_the_right_figure(tmp_path: Path, shape: str) -> None:
    """The figure of 2023 is the one that a person reads off the table, in the plan's unit, without an error."""
    name, content, stated, indicator, value = SHAPES[shape]
    actuals = read(tmp_path, name, content, **stated)
    assert not [found for found in actuals.diagnostics if found.severity == "error"]
    assert of(actuals, indicator) == [value]


#: name: (content, the code that says what is unclear)
REFUSED = {
    "a share of something for money": ("indicator,year,value,unit\nexp,2023,131,Percent of GDP\n", "PLN340"),
    "two units": ("indicator,year,Value (bn EUR),unit\nout,2023,6.5,million EUR\n", "PLN347"),
    "two scenarios": ("indicator,year,value,scenario\nexp,2023,131,High\nexp,2023,120,Low\n", "PLN344"),
    "two sources": ("indicator,year,value,dataset\nexp,2023,131,LFS\nexp,2023,120,Census\n", "PLN344"),
    "codes of a sex": ("indicator,year,value,sex\nune,2023,6.4,1\nune,2023,7,2\n", "PLN344"),
    "another region each year": ("indicator,year,value,Region\nexp,2022,119,N\nexp,2023,131,S\n", "PLN344"),
    "an ambiguous dot": ("indicator;year;value\nsale;2023;1.254\n", "PLN302"),
    "a decimal comma": ('indicator,year,value\nune,2023,"6,4"\n', "PLN302"),
    "a fiscal year": ("indicator,year,value\nexp,FY2023,131\n", "PLN341"),
    "a window": ("indicator,year,value\nexp,2021–2023,131\n", "PLN342"),
    "a forecast's flag": ("indicator,year,value\nexp,2023,131 f\n", "PLN346"),
    "a heading that is nearly known": ("indicator,year,value,mesure\nexp,2023,131,growth\n", "PLN309"),
    "a hundred times the plan": ("indicator,year,value\nexp,2023,13100\n", "PLN348"),
    "a short heading that is nearly known": ("indicator,year,value,unti\nexp,2023,131,万\n", "PLN309"),
    "a scale that is nearly named": ("indicator,year,value,scal\nexp,2023,131,thousands\n", "PLN309"),
    "one scenario": ("indicator,year,value,scenario\nexp,2023,131,SSP2\n", "PLN344"),
    "a column of forecasts": ("indicator,year,value,Obs type\nexp,2023,131,Forecast\n", "PLN346"),
    "a plan's version": ("indicator,year,value,Version\nexp,2022,119,Actual\nexp,2023,131,Plan\n", "PLN346"),
    "codes of what is expected": ("indicator,year,value,Actual/Forecast\nexp,2023,131,F\n", "PLN346"),
    "a status in brackets": ("indicator,year,value,status\nexp,2023,131,(F)\n", "PLN346"),
    "no month": ("indicator,year,value,month\nexp,2023,131,13\n", "PLN311"),
    "the last of a December": ("indicator,year,value\nexp,2023-12-31,131\n", "PLN303"),
    "days of other months": (
        "indicator,year,value\nexp,31.12.2022,119\nexp,31.12.2023,131\nexp,31.01.2024,11\n",
        "PLN303",
    ),
    "a year, and its last day": (
        "indicator,year,value\nexp,2022,119\nexp,2022-12-31,10\nexp,2023-12-31,11\n",
        "PLN303",
    ),
    "first days of years": ("indicator,year,value\nexp,2022-01-01,119\nexp,2023-01-01,131\n", "PLN303"),
    "a row above the first year": ("indicator,value\nexp,110\n2022,\nexp,119\n2023,\nexp,131\n", "PLN307"),
    "a fiscal year above its rows": ("indicator,value\n2022,\nexp,119\n2023/24,\nout,6500\n", "PLN307"),
    "a forecast's year above its rows": ("indicator,value\n2023,\nsale,131\n2024 (forecast),\nexp,140\n", "PLN307"),
    "quarters below years": ("indicator,value\n2022,\nQ1,\nexp,30\n2023,\nQ1,\nexp,33\n", "PLN307"),
    "parts below years": ("indicator,value\n2023,\nWomen,\nune,7.7\nMen,\nune,5\n", "PLN344"),
    "two codes": ("indicator code,indicator name,year,value\nexp,Sales,2023,131\n", "PLN362"),
}


@pytest.mark.parametrize(
    "written",
    ["31/12/{}", "12/31/{}", "{}-12-31", "{}年12月31日", "31 December {}", "31st Dec {}", "December 31st, {}"],
)
def test_the_last_day_of_a_year_names_it_where_all_days_are_such(written: str, tmp_path: Path) -> None:
    """However it is written, no other day can be meant by it."""
    rows = "".join(f'exp,"{written.format(year)}",{value}\n' for year, value in ((2022, 119), (2023, 131)))
    actuals = read(tmp_path, "a.csv", f"indicator,year,value\n{rows}")
    assert (of(actuals, "exp", 2022), of(actuals, "exp")) == (["119"], ["131"])


def test_how_years_are_written_is_told_from_every_row(tmp_path: Path) -> None:
    """A window far down a file shows that those above are no months."""
    others = "Rainfall,2023,1\n" * 3000
    actuals = read(tmp_path, "a.csv", f"indicator,year,value\nexp,2009-11,131\n{others}exp,2012-14,140\n")
    assert (actuals.rows, "PLN342" in {found.code for found in actuals.diagnostics}) == ((), True)


@pytest.mark.parametrize(
    ("table", "stated"),
    [
        ("TIME,2022,,2023,\nGEO (Labels),,,,\nGermany,7.1,,6.4,f\nMalta,3,,3,\n", {"where": {"GEO": ("Germany",)}}),
        ("GEO (Labels),Malta,,Germany,\nTIME,,,,\n2022,3,,7.1,\n2023,3,,6.4,f\n", {"columns": {"value": "Germany"}}),
        ("GEO,Germany,\nTIME,,\n2022,7.1,\n2023,6.4,f\n", {"columns": {"value": "Germany"}}),
    ],
)
def test_the_flag_beside_a_figure_is_its_own(table: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """In a column without a heading too, beside one or several: a forecast is none of the actuals."""
    actuals = read(tmp_path, "a.csv", table, indicator="une", unit="%", **stated)
    assert (of(actuals, "une", 2022), of(actuals, "une")) == (["7.1"], [])


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_clear_is_said_and_not_judged(tmp_path: Path, case: str) -> None:
    """No figure is taken, and one finding says why."""
    content, code = REFUSED[case]
    actuals = read(tmp_path, "a.csv", content)
    assert code in {found.code for found in actuals.diagnostics}
    assert not any(of(actuals, indicator) for indicator in ("exp", "out", "une", "sale"))


@pytest.mark.parametrize(
    ("heading", "cell", "period"),
    [
        ("month", "7", "2023-07"), ("Month", "Jul", "2023-07"), ("月份", "1—7月", "2023-01/2023-07"),
        ("month", "1-7", "2023-01/2023-07"), ("quarter", "Q1", "2023-01/2023-03"), ("季度", "4", "2023-10/2023-12"),
        ("half", "2", "2023-07/2023-12"), ("Period", "H1", "2023-01/2023-06"), ("month", "Annual", "2023"),
    ],
)  # fmt: skip
def test_a_column_of_parts_says_which_part_of_the_year(heading: str, cell: str, period: str, tmp_path: Path) -> None:
    """A figure beside a month or quarter is that part's, never the year's."""
    rows = read(tmp_path, "a.csv", f"indicator,year,{heading},value\nexp,2023,{cell},131\n").rows
    assert [str(row.period) for row in rows] == [period]


@pytest.mark.parametrize(
    ("cells", "figure"), [([*range(1, 13)], 132.0), ([1, 2, "Total"], 11.0), ([*range(1, 12)], 121.0)]
)
def test_months_in_a_column_are_the_year_together(cells: list[object], figure: float, tmp_path: Path) -> None:
    """Twelve rows of months add up, a total beside them is the year itself."""
    table = "indicator,year,month,value\n" + "".join(f"exp,2023,{cell},11\n" for cell in cells)
    actuals = read(tmp_path, "a.csv", table)
    plan = api.load_plan(tmp_path / "p.yaml").plan
    assert plan is not None
    (result,) = (each for each in api.check(plan, actuals, 2023).to_record()["results"] if each["id"] == "exp")
    assert result["actual"] == figure


@pytest.mark.parametrize("cell", ["12.5", "131.5", "0.131", "1.31.000", ".5", "1310.500"])
def test_a_point_that_parts_no_groups_is_an_error_where_the_comma_is_the_decimal_mark(
    cell: str, tmp_path: Path
) -> None:
    """12.5 is never 125."""
    actuals = read(tmp_path, "a.csv", f"indicator;year;value\nexp;2023;{cell}\n", decimal=",")
    assert (of(actuals, "exp"), [each.code for each in actuals.diagnostics]) == ([], ["PLN302"])


@pytest.mark.parametrize(
    ("rows", "warned"),
    [
        (["exp,2023,131,North"], [None]), (["exp,2022,120,North", "une,2023,7,North"], [None]),
        (["exp,2023,131,Total", "une,2023,7,North"], ["une"]), (["exp,2023,131,Total"], []), (["exp,2023,131,Sales"], []),
    ],
)  # fmt: skip
def test_a_column_with_one_region_is_a_warning(rows: list[str], warned: list[str | None], tmp_path: Path) -> None:
    """Every row is of one region that the plan does not name: the file may be of a part, also for one indicator alone."""
    found = read(tmp_path, "a.csv", "\n".join(["indicator,year,value,region", *rows, ""])).diagnostics
    assert [each.indicator for each in found if each.code == "PLN345"] == warned


def test_fiscal_years_and_windows_are_named_as_the_plan_says(tmp_path: Path) -> None:
    """2022-23 is 2023 where the end names it; a window speaks of its last year where the plan says so."""
    keys = "fiscal_year: {starts: 04-01, named_by: end}\nwindows: last\n"
    table = "indicator,year,value\nexp,2022-23,131\nexp,FY22,119\n"
    assert of(read(tmp_path, "a.csv", table, keys), "exp") == ["131"]
    assert of(read(tmp_path, "b.csv", "indicator,2020-21,2021-22,2022-23\nexp,105,119,131\n", keys), "exp") == ["131"]
    windows = "indicator,year,value\nexp,2020-22,119\nexp,2021-23,131\n"
    assert of(read(tmp_path, "c.csv", windows, "windows: last\n"), "exp") == ["131"]


@pytest.mark.parametrize(
    "table",
    [
        "indicator,year,value\n" + "".join(f"exp,2023-{month:02d},11\n" for month in range(1, 13)),
        "indicator,year,quarter,value\n" + "".join(f"exp,2023,{quarter},33\n" for quarter in range(1, 5)),
        "indicator,year,period,value\nexp,2023,2023-01/2023-12,131\n",
        "indicator,year,period,value\nexp,2023,1—12月,131\n",
        "indicator,2023-01,2023-02\nexp,60,71\n",
    ],
)
def test_months_of_the_calendar_are_no_fiscal_year(tmp_path: Path, table: str) -> None:
    """Twelve months from January do not make a year that begins in April; nor does anyone say which Q1 is meant."""
    found = read(tmp_path, "a.csv", table, "fiscal_year: {starts: 04-01, named_by: start}\n")
    assert of(found, "exp") == []
    assert {each.code for each in found.diagnostics} == {"PLN364"}


@pytest.mark.parametrize(("named_by", "year"), [("start", 2023), ("end", 2024)])
def test_a_fiscal_year_may_be_written_from_its_first_month_to_its_last(
    tmp_path: Path, named_by: str, year: int
) -> None:
    """2023-04/2024-03 is the year that the plan names by its start or by its end; from January months are parts as ever."""
    keys = f"fiscal_year: {{starts: 04-01, named_by: {named_by}}}\n"
    for table in (
        f"indicator,year,period,value\nexp,{year},2023-04/2024-03,131\n",
        "indicator,year,value\nexp,2023-04/2024-03,131\n",
    ):
        rows = read(tmp_path, "a.csv", table, keys).rows
        assert [(row.year, row.period.full_year) for row in rows] == [(year, True)]
    months = "indicator,year,value\n" + "".join(f"exp,2023-{month:02d},11\n" for month in range(1, 13))
    january = f"fiscal_year: {{starts: 01-01, named_by: {named_by}}}\n"
    assert not [each for each in read(tmp_path, "a.csv", months, january).diagnostics if each.code == "PLN364"]


def test_a_section_without_a_unit_does_not_go_on_with_that_of_the_one_before(tmp_path: Path) -> None:
    """Under 财政（万元） figures are in 万元; under 贸易 nobody says so, and they are the plan's own."""
    table = "指标,2023年\n一、财政（万元）,\nout,52000\n二、贸易,\n地区生产总值,612\n"
    found = read(tmp_path, "a.csv", table.replace("out", "别的"))
    assert of(found, "gdp") == ["612"]


@pytest.mark.parametrize("period", ["9999-04/9999-12", "9999-04/9999-04"])
def test_the_last_year_of_the_calendar_is_no_crash(tmp_path: Path, period: str) -> None:
    """What lies behind the calendar's end is no fiscal year."""
    keys = "fiscal_year: {starts: 04-01, named_by: start}\n"
    assert of(read(tmp_path, "a.csv", f"indicator,year,period,value\nexp,9999,{period},1\n", keys), "exp") == []


def test_an_old_workbook_says_how_to_save_it(tmp_path: Path) -> None:
    """Excel's format before 2007 is named, with the way out."""
    found = read(tmp_path, "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99).diagnostics
    assert [each.facts["problem"] for each in found] == ["old_workbook"]


def test_growth_under_a_year_is_growth(tmp_path: Path) -> None:
    """Under 2023年 the column 同比 is growth in %, whatever the unit of the table is."""
    table = "单位：亿元,,\n指标,2023年,\n,绝对值,同比\n地区生产总值,612,6.2\n"
    rows = [row for row in read(tmp_path, "a.csv", table).rows if row.measure]
    assert [(row.measure, str(row.value)) for row in rows] == [("growth", "6.2")]


@pytest.mark.parametrize(
    ("heading", "period"), [("2023年1-11月累计", "2023-01/2023-11"), ("2023年累计", "2023"), ("2023年本年累计", "2023")]
)
def test_under_a_period_a_running_figure_counts_from_january(heading: str, period: str, tmp_path: Path) -> None:
    """A bulletin's 累计 is the year to date, not a running total since the base year."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        HEAD + "indicators: [{id: tree, name: 植树, target: {kind: total, value: 150}}]\n", encoding="utf-8"
    )
    file = tmp_path / "a.csv"
    file.write_text(f"指标,{heading},去年同期\n植树,95,80\n", encoding="utf-8")
    loaded = api.load_plan(plan).plan
    assert loaded is not None
    (row,) = api.read_actuals(file, loaded).rows
    assert (row.measure, str(row.period), str(row.value)) == ("", period, "95")


@pytest.mark.parametrize("cell", ["2", "50%", "2024", "-1"])
def test_what_is_neither_done_nor_not_done_is_an_error(cell: str, tmp_path: Path) -> None:
    """Two of something, or a year, does not say that it is finished."""
    plan = tmp_path / "done.yaml"
    plan.write_text(HEAD + "indicators: [{id: x, name: Line, target: {kind: done, year: 2024}}]\n", encoding="utf-8")
    file = tmp_path / "a.csv"
    file.write_text(f"indicator,year,value\nx,2024,{cell}\n", encoding="utf-8")
    loaded = api.load_plan(plan).plan
    assert loaded is not None
    found = api.read_sources([Source(str(file))], loaded)
    assert (found.rows, {each.code for each in found.diagnostics} & {"PLN312"}) == ((), {"PLN312"})
