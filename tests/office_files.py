"""Files as offices write them, of figures that are known: what is read of one must be these figures, or nothing.

``office_files`` draws a table of one to three indicators in one of four layouts, with the unit stated in one of eight
ways, parts beside the whole, scenarios, foreign rows, marks between thousands, titles and footnotes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from conftest import indicator_plan

D = Decimal
ALL = D(1)
YEAR = 2023


class Planned(NamedTuple):
    """An indicator of the plan, and the units that it is published in with how many of its own each is."""

    id: str
    name: str
    unit: str
    baseline: Decimal
    target: Decimal
    decimals: int
    units: dict[str, str]


PLANNED = (
    Planned("gdp", "地区生产总值", "亿元", D(1200), D(2000), 1, {"亿元": "1", "万元": "1e-4", "元": "1e-8"}),
    Planned("pop", "常住人口", "万人", D(800), D(900), 1, {"万人": "1", "人": "1e-4"}),
    Planned("share", "Share of services", "%", D(40), D(50), 1, {"%": "1"}),
    Planned("co2", "CO2 emissions", "t", D(90000), D(60000), 0, {"t": "1", "kt": "1e3"}),
    Planned("firms", "Enterprises", "家", D(300), D(500), 0, {"家": "1"}),
)
WHOLE = ("Total", "_T", "T", "合计", "", "All", "Both sexes", "总计", "全部", "Overall", "Whole country", "Ensemble")
PARTS = (("Male", "Female"), ("男", "女"), ("15-24", "25-64"), ("Cat A", "Cat B"), ("Agriculture", "Services"))
DIVIDED_BY = ("Sex", "Location", "Age", "Type", "Sector", "性别", "Series", "Category", "Source", "Subject")
SCENARIOS = (("Scenario", "Actual", "Target"), ("Type", "Observed", "Forecast"), ("状态", "实际", "预测"))
HEADINGS = (("indicator", "year", "value", "unit"), ("Indicator", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE"),
            ("指标名称", "年份", "数值", "单位"))  # fmt: skip
MARKS = (("", "."), (",", "."), (" ", "."), ("\u00a0", "."), ("'", "."), ("", ","), (".", ","), (" ", ","))
Row = dict[str, str]
T = TypeVar("T")


class OfficeFile(NamedTuple):
    """The plan as YAML, the file as text, and the figure of each indicator in ``YEAR``."""

    plan: str
    text: str
    truth: dict[str, Decimal]


@st.composite
def office_files(draw: st.DrawFn) -> OfficeFile:
    """A file of known figures."""

    def one(among: Iterable[T]) -> T:
        return draw(st.sampled_from(tuple(among)))

    layout = one(("long", "wide", "columns", "regions"))
    stated = one(("nowhere", "column", "name", "line", "multiplier", "scale"))
    planned = draw(
        st.lists(
            st.sampled_from(PLANNED), min_size=1, max_size=1 if stated == "line" else 3, unique_by=attrgetter("id")
        )
    )
    years = sorted({2020, YEAR, *draw(st.sets(st.sampled_from((2018, 2019, 2021, 2022)), max_size=2))})
    truth = {
        (each.id, year): each.baseline if year == 2020 else _between(each, draw(st.integers(-10, 110)))
        for each in planned
        for year in years
    }
    units = {each.id: one(each.units) if stated in ("column", "name", "line") else each.unit for each in planned}
    power = {each.id: one((0, 3, 6)) if stated in ("multiplier", "scale") else 0 for each in planned}
    times = {each.id: D(each.units[units[each.id]]).scaleb(power[each.id]) for each in planned}
    group, point = one(MARKS)
    key, time, value, unit = one(HEADINGS)
    named = {
        each.id: one((each.id, each.name)) + (f"({units[each.id]})" if stated == "name" else "") for each in planned
    }
    divided = draw(st.none() | st.tuples(*map(st.sampled_from, (DIVIDED_BY, WHOLE, PARTS))))
    scenario = draw(st.none() | st.sampled_from(SCENARIOS))

    def unit_cells(each: Planned) -> Row:
        return {
            "column": {unit: units[each.id]},
            "multiplier": {"UNIT_MULT": str(power[each.id])},
            "scale": {"Scale": {0: "Units", 3: "Thousands", 6: "Millions"}[power[each.id]]},
        }.get(stated, {})

    def shown(each: Planned, year: int, share: Decimal = ALL) -> str:
        return _written(truth[each.id, year] * share / times[each.id], group, point)

    def variants() -> list[tuple[Row, Decimal]]:
        found: list[tuple[Row, Decimal]] = [({}, ALL)]
        if divided and layout in ("long", "wide"):
            heading, whole, parts = divided
            found = [({heading: whole}, ALL), ({heading: parts[0]}, D("0.6")), ({heading: parts[1]}, D("0.4"))]
            found = found[one((0, 0, 0, 1)) :]
        if scenario and layout in ("long", "wide"):
            heading, actual, other = scenario
            found = [({**row, heading: actual}, share) for row, share in found] + [({heading: other}, D("1.1"))]
        return found

    rows: list[Row] = []
    if layout == "columns":
        rows = [{time: str(year), **{named[each.id]: shown(each, year) for each in planned}} for year in years]
    for each in () if layout == "columns" else planned:
        head = {key: named[each.id], **unit_cells(each)}
        if layout == "wide":
            rows += [
                {**head, **row, **{str(year): shown(each, year, share) for year in years}} for row, share in variants()
            ]
        elif layout == "long":
            rows += [{**head, time: str(year), **row, value: shown(each, year, share)}
                     for year in years for row, share in variants()]  # fmt: skip
        else:
            whole = one(("Total", "合计"))
            rows += [{**head, time: str(year), "Northland": shown(each, year, D("0.4")),
                      "Southland": shown(each, year, D("0.6")), whole: shown(each, year)} for year in years]  # fmt: skip
    if draw(st.booleans()) and layout in ("long", "wide"):
        rows.insert(0, {**rows[0], key: "Rainfall"})
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    table = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    above = [[f"单位：{units[planned[0].id]}"]] if stated == "line" else []
    above = [*draw(st.sampled_from(([], [["Table 3.1 Main figures"]]))), *above]
    below = draw(st.sampled_from(([], [["Source: Statistical office"]], [[""], ["注：数据为初步数"]])))
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=one(",;\t")).writerows([*above, *table, *below])
    plan = indicator_plan(
        *(f'id: {each.id}, name: {each.name}, unit: "{each.unit}", baseline: {each.baseline}, target: {each.target}, '
          f"decimals: {each.decimals}, direction: {'increase' if each.target > each.baseline else 'decrease'}"
          for each in planned)
    )  # fmt: skip
    return OfficeFile(plan, buffer.getvalue(), {each.id: truth[each.id, YEAR] for each in planned})


def _between(each: Planned, percent: int) -> Decimal:
    """A figure on the way from baseline to target, with the decimals of the plan."""
    return (each.baseline + (each.target - each.baseline) * percent / 100).quantize(D(1).scaleb(-each.decimals))


def _written(value: Decimal, group: str, point: str) -> str:
    """A figure with an office's marks."""
    whole, _, decimals = f"{value.normalize():f}".partition(".")
    return f"{int(whole):,}".replace(",", group) + (point + decimals if decimals else "")
