"""A panel against the ordinary check, entity by entity: the same verdict, or a row that is counted as not usable."""

import csv
import tempfile
from pathlib import Path
from typing import Any

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import indicator_plan
from panels import AVERAGED, LOCAL, plan_in
from plan_cli import api
from plan_cli.model.sources import Source
from plan_cli.profiles import Status
from plan_cli.report.panel import PanelReport

pytestmark = pytest.mark.slow

PLAN = indicator_plan(
    "id: up, name: Up, unit: 亿元, baseline: 2350, target: 4700",
    "id: down, name: Down, unit: kg, direction: decrease, path: linear, baseline: 12.5, target: 8",
    "id: share, name: Share, unit: '%', path: linear, baseline: 50, target: 71",
)
#: What may stand in a cell; the first is plain, and drawn most often.
CELLS = {
    "county": ["a", "b", " a", "合计"],
    "indicator": ["up", "down", "share"],
    "year": ["2023", "2023年", "2023.0", " 2023 ", "2023-Q1", "2023-01/2023-07", "2021"],
    "value": ["3600", "3561.9", "3561.90", "12", "9.8", "9.80", "62.6", "62.55", "1,234.5", "9.8p", "62.6%", "..", "x",
              "3.6万", "3600 ", "9.800", "62,6", ">3600", "5.2①", ".5", "130.", "１２"],
    "unit": ["", "亿元", "万元", "kg", "g", "%"],
    "UNIT_MULT": ["", "0", "3"],
    "OBS_STATUS": ["", "A", "P", "F", "M", "初步数"],
    "ACTION": ["", "I", "D"],
    "note": ["", "forecast", "目标", "单位：万元", "kg", "Figures are in thousands", "see the annex"],
}  # fmt: skip


#: What tells rows apart where rows are chosen.
KINDS = {"sex": ["T", " T", "F", "", "Ｆ", "合计"], "类型": ["实际", "目标", "情景A", ""]}


def a_row() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {name: st.one_of(st.just(pool[0]), st.sampled_from(pool)) for name, pool in CELLS.items()}
    )


def by_the_check(
    folder: Path,
    rows: list[dict[str, str]],
    headings: list[str],
    where: dict[str, tuple[str, ...]] | None = None,
    text: str = PLAN,
    year: Any = 2023,
    mark: str = ",",
    *,
    figures: bool = False,
) -> dict[tuple[str, str], Any]:
    """The verdict on each entity whose rows make a file of their own; of the newest year with that year.

    With ``figures``: the status, the year, the figure and the reason.
    """
    plan, found = plan_in(folder, text), {}
    for county in {row["county"].strip() for row in rows} - {"合计"}:
        file = folder / "one.csv"
        own = [row for row in rows if row["county"].strip() == county]
        with file.open("w", encoding="utf-8", newline="") as opened:
            others = [name for name in headings if name != "county"]
            writer = csv.DictWriter(opened, others, extrasaction="ignore", delimiter=mark)
            writer.writeheader()
            writer.writerows(own)
        actuals = api.read_sources([Source(str(file), where=where or {})], plan)
        # Of several entities each may be much smaller than the plan's own figures: that is only asked of one.
        scale = {each.indicator for each in actuals.diagnostics if each.code == "PLN348"}
        if scale and year == "latest":
            continue  # The newest year of an indicator without figures is that of its others.
        for result in api.check(plan, actuals, year).results:
            if result.indicator.id not in scale:
                status = str(result.status)
                value = None if result.actual is None else float(result.actual)
                every = (status, result.year, value, result.reason)
                found[county, result.indicator.id] = every if figures else every[:2] if year == "latest" else status
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(a_row(), min_size=1, max_size=8, unique_by=lambda row: (row["county"].strip(), row["indicator"])),
    st.sets(st.sampled_from(["unit", "UNIT_MULT", "OBS_STATUS", "ACTION", "note"])),
    st.sampled_from(",;"),
)
@pytest.mark.parametrize("engine", LOCAL)
def test_a_panel_reads_what_the_check_reads(
    engine: str, rows: list[dict[str, str]], left_out: set[str], mark: str
) -> None:
    """Marks, flags, units, multipliers, forecasts, deleted rows, parts of years: alike, or refused and counted."""
    headings = [name for name in CELLS if name not in left_out]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = by_the_check(folder, rows, headings, mark=mark)
        panel, results = folder / "panel.csv", folder / "results.parquet"
        with panel.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, headings, extrasaction="ignore", delimiter=mark)
            writer.writeheader()
            writer.writerows(rows)
        report: Any = api.check_panel(
            plan_in(folder, PLAN), panel, 2023, ["county"], engine=engine, output=str(results)
        )
        assert isinstance(report, PanelReport), report
        refused = bool(report.aggregate.unusable)
        found = polars.read_parquet(results).select("county", "indicator", "status").rows()
        for county, indicator, status in found:
            wanted = expected.get((county, indicator), status)
            assert status == wanted or (refused and not Status(status).evaluated), (county, indicator, status, wanted)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(["up", "down"]),
            st.sampled_from(["2023", "2023年"]),
            st.sampled_from(["3600", "12", "9.8", "3561.90"]),
            *map(st.sampled_from, KINDS.values()),
        ),
        min_size=1,
        max_size=8,
    ),
    st.dictionaries(
        st.sampled_from(["sex", " 类型"]),
        st.sets(st.sampled_from(["T", "F", "", "实际", "目标", "情景A"]), min_size=1, max_size=2).map(tuple),
        min_size=1,
    ),
)
@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_where_chooses_the_rows_that_the_check_takes(
    engine: str, suffix: str, rows: list[tuple[str, ...]], where: dict[str, tuple[str, ...]]
) -> None:
    """Blanks, full-width letters, empty cells, totals, targets, one or two columns: alike, or the panel is refused."""
    headings = ["county", "indicator", "year", "value", *KINDS]
    table = [dict(zip(headings, row, strict=True)) for row in rows]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = by_the_check(folder, table, headings, where)
        panel, results = folder / f"panel.{suffix}", folder / "results.parquet"
        frame = polars.DataFrame(table, schema=dict.fromkeys(headings, polars.String))
        frame.write_parquet(panel) if suffix == "parquet" else frame.write_csv(panel)
        report: Any = api.check_panel(
            plan_in(folder, PLAN), panel, 2023, ["county"], engine=engine, output=str(results), where=where
        )
        if not isinstance(report, PanelReport):
            assert report.code == "PLN344", report
            return
        assert [used.where for used in report.inputs] == [where]
        # What is a part of the whole, or a scenario, is seen over all entities, in each one's own rows it may be the only one.
        refused = bool(report.aggregate.unusable or report.aggregate.left_out or report.parts)
        found = polars.read_parquet(results).select("county", "indicator", "status").rows()
        for county, indicator, status in found:
            wanted = expected.get((county, indicator), status)
            assert status == wanted or (refused and not Status(status).evaluated), (county, indicator, status, wanted)
        # Whoever is not there has no row that was chosen: the check finds no figure either.
        gone = {status for (county, _), status in expected.items() if county not in {each[0] for each in found}}
        assert not any(Status(status).evaluated for status in gone), (expected, found)


LATEST = indicator_plan(
    "id: up, name: Up, unit: 亿元, baseline: 2350, target: 4700, "
    "revisions: [{date: 2023-05-01, target: 4000, source: Circular 2}]",
    "id: down, name: Down, unit: kg, direction: decrease, path: linear, baseline: 12.5, target: 8",
    "id: grow, name: Grow, unit: 人, baseline: 100, target: {kind: growth, rate: 7.5}",
)


#: Figures of a size that their indicator may have.
SIZED = {"up": ["3600", "3561.90", "2900"], "down": ["12", "9.8", "8"], "grow": ["130", "107.5", "100.0"]}
OTHERWISE = ["..", ">3600", "9.8x", "?"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(list(SIZED)).flatmap(
                lambda id: st.tuples(st.just(id), st.sampled_from([*SIZED[id], *OTHERWISE]))
            ),
            st.sampled_from(["2020", "2021", "2022", "2023", "2024", "2025", "2023年", "2026", "2019", "x"]),
            st.sampled_from(["", "", "", "F", "M"]),
        ),
        min_size=1,
        max_size=14,
        unique_by=lambda row: (row[0], row[1][0], row[2][:4]),
    ),
)
@pytest.mark.parametrize("engine", LOCAL)
def test_latest_is_the_year_that_the_check_takes(engine: str, rows: list[tuple[Any, ...]]) -> None:
    """Each entity's indicator in its own newest year, by the target in force then; or a newer row is unusable."""
    headings = ["county", "indicator", "value", "year", "OBS_STATUS"]
    table = [dict(zip(headings, (county, *pair, year, status), strict=True)) for county, pair, year, status in rows]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = by_the_check(folder, table, headings, text=LATEST, year="latest")
        panel, results = folder / "panel.csv", folder / "results.parquet"
        polars.DataFrame(table).write_csv(panel)
        report: Any = api.check_panel(
            plan_in(folder, LATEST), panel, "latest", ["county"], engine=engine, output=str(results)
        )
        assert isinstance(report, PanelReport), report
        unusable = bool(report.aggregate.unusable)
        found = polars.read_parquet(results).select("county", "indicator", "status", "year").rows()
        for county, indicator, status, year in found:
            wanted = expected.get((county, indicator), (status, year))
            alike = (status, year) == wanted
            assert alike or (unusable and not Status(status).evaluated), (county, indicator, status, year, wanted)
        assert report.summary["evaluated"] == sum(Status(status).evaluated for *_, status, _ in found)


PARTED = indicator_plan(
    "id: up, name: Up, unit: 亿元, baseline: 2350, target: 4700",
    "id: share, name: Share, unit: '%', path: linear, baseline: 50, target: 71",
    "id: cars, name: Cars, nature: stock, unit: 辆, path: linear, baseline: 3000, target: 4000",
    "id: place, name: Place, baseline: 12, target: {kind: rank, value: 5}",
)
QUARTERS, HALVES = ["Q1", "Q2", "Q3", "Q4"], ["H1", "H2"]
MONTHS = [f"{month:02d}" for month in range(1, 13)]
#: Which parts of a year are given of an indicator; an empty one is the whole year.
GIVEN = [
    QUARTERS, QUARTERS, MONTHS, MONTHS, HALVES, QUARTERS[:3], ["Q1", "Q1", "Q2", "Q3", "Q4"], MONTHS[:7], ["12"],
    ["", *QUARTERS], ["", "06"], [""], ["Q4"], ["H1", "Q3", "Q4"], ["H1", "Q2", "Q3", "Q4"], [*QUARTERS, "07"], ["11"],
    ["01", "Q2"], ["04", "Q1"],
]  # fmt: skip
#: Figures that make a year together, each divided by the number of parts; and what is no figure.
WHOLES = [3600, 3561.9, 3000, 62.6, 12, 9]


def in_parts(given: list[str], whole: float, year: int, broken: str, at: int) -> list[tuple[str, str]]:
    """Periods and figures: equal parts, one of which may be broken."""
    texts = [f"{whole / max(1, len(given)):.2f}" if part else f"{whole}" for part in given]
    if broken:
        texts[at % len(texts)] = broken
    return [(f"{year}-{part}" if part else str(year), text) for part, text in zip(given, texts, strict=True)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from(["up", "up", "share", "cars", "place"]),
            st.builds(
                in_parts,
                st.sampled_from(GIVEN),
                st.sampled_from(WHOLES),
                st.sampled_from([2020, 2021, 2023, 2023]),
                st.sampled_from(["", "", "", "..", "?", ">5"]),
                st.integers(0, 11),
            ),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda each: (each[0], each[1], each[2][0][0][:4]),
    ),
    st.booleans(),
    st.sampled_from([2023, 2023, "latest"]),
)
@pytest.mark.parametrize("engine", LOCAL)
def test_parts_make_the_years_that_the_check_makes(engine: str, cells: list[Any], apart: bool, year: Any) -> None:
    """Months, quarters, halves, in one column or two: alike, or rows of parts are unusable and nothing is judged."""
    heading = "period" if apart else "year"
    table = [
        {"county": county, "indicator": id, **({"year": period[:4]} if apart else {}), heading: period, "value": text}
        for county, id, parts in cells
        for period, text in parts
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = by_the_check(folder, table, list(table[0]), text=PARTED, year=year)
        panel, results = folder / "panel.csv", folder / "results.parquet"
        polars.DataFrame(table).write_csv(panel)
        report: Any = api.check_panel(
            plan_in(folder, PARTED), panel, year, ["county"], engine=engine, output=str(results)
        )
        assert isinstance(report, PanelReport), report
        unusable = bool(report.aggregate.unusable)
        found = polars.read_parquet(results).select("county", "indicator", "status", "year").rows()
        for county, indicator, status, judged in found:
            known = (status, judged) if year == "latest" else status
            wanted = expected.get((county, indicator), known)
            alike = known == wanted
            assert alike or (unusable and not Status(status).evaluated), (county, indicator, known, wanted)


#: Figures, at their edges and in their marks; the first are drawn most often.
AVERAGED_CELLS = [
    "12.3",
    "11.8",
    "11",
    "52",
    "61.50",
    "49",
    "13.75",
    "1e-3",
    "62.1234567",
    "..",
    "x",
    ">9",
    "12.0p",
    "0",
]
AVERAGED_YEARS = [
    "2020",
    "2021",
    "2022",
    "2023",
    "2024",
    "2023-Q1",
    "2021-2023",
    "2022-2024",
    "2020-2023",
    "2019",
    "2018",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("aab"),
            st.sampled_from(["three", "share", "based", "up"]),
            st.one_of(*[st.sampled_from(AVERAGED_YEARS[:5])] * 3, st.sampled_from(AVERAGED_YEARS)),
            st.one_of(*[st.sampled_from(AVERAGED_CELLS[:7])] * 3, st.sampled_from(AVERAGED_CELLS)),
        ),
        min_size=3,
        max_size=24,
        unique_by=lambda row: row[:3],
    ),
    st.sampled_from(["first", "middle", "last"]),
    st.sampled_from([2023, 2023, 2022, "latest"]),
)
@pytest.mark.parametrize("engine", LOCAL)
def test_a_panel_averages_as_the_check_does(engine: str, rows: list[Any], windows: str, year: Any) -> None:
    """The same verdict on the same mean, to the last digit; a year that lacks leaves the mean out in both."""
    headings = ["county", "indicator", "year", "value"]
    table = [dict(zip(headings, row, strict=True)) for row in rows]
    text = AVERAGED.replace("indicators:", f"windows: {windows}\nindicators:", 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = by_the_check(folder, table, headings, text=text, year=year, figures=True)
        panel, results = folder / "panel.csv", folder / "results.parquet"
        polars.DataFrame(table).write_csv(panel)
        report: Any = api.check_panel(
            plan_in(folder, text), panel, year, ["county"], engine=engine, output=str(results)
        )
        assert isinstance(report, PanelReport), report
        refused = bool(report.aggregate.unusable)
        found = polars.read_parquet(results).select("county", "indicator", "status", "year", "value", "reason").rows()
        for county, indicator, status, judged, value, reason in found:
            own = (status, judged if year == "latest" else year, value, reason)
            wanted = expected.get((county, indicator), own)
            judged_in_one = Status(status).evaluated or Status(wanted[0]).evaluated
            alike = own[:3] == wanted[:3] if judged_in_one else True
            assert alike or (refused and not Status(status).evaluated), (county, indicator, own, wanted)
