"""Panels of odd rows: whatever stands in a cell, every engine tells and judges it alike."""

import csv
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panels import LOCAL, MIXED, plan_in
from plan_cli import api
from plan_cli.datafile.words import MISSING, STATUSES, status_words
from plan_cli.model.plan import Plan
from plan_cli.panel import irregular as odd
from plan_cli.panel import plain_rows as lean
from plan_cli.report.panel import PanelReport

COLUMNS = {
    "county": ["a", "b", "长沙", "", " a", "a,b", 'say "x"'],
    "indicator": ["up", "down", "grow", "band", "Up", "upp", "", "rate"],
    "year": ["2023", "2020", "2021", " 2023", "+2023", "2023年", "2023.0", "", "soon", "99999999999"],
    "value": ["3600", "3561.93", "3561.92", "12.5", "-5", "+7", " 100 ", "1e3", "nan", "inf", ".5", "5.", "", "—", "n/a",
              ">1000", "5.2①", "1,234", "65%", "0", "007", "-0", "٣", "1_000", "3600\u3000"],
    "unit": ["", "亿元", "%", "亿美元", " "],
    "bound": ["", "=", ">", "~"],
    "measure": ["", "value", "growth", "cumulative"],
    "status": ["", "A", "P", "F", "a", "初步数", " r ", "Provisional", "D", "M"],
    "period": ["", "2023", "2023-Q1", "2020"],
}  # fmt: skip
PLAN = MIXED + "  - {id: rate, name: Rate, unit: '%', target: {kind: growth, rate: 8}}\n"


def rows() -> st.SearchStrategy[list[dict[str, str]]]:
    """Rows in which most cells are plain, and any cell may be odd."""
    cells = {name: st.one_of(st.just(pool[0]), st.sampled_from(pool)) for name, pool in COLUMNS.items()}
    return st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=40)


def all_said(plan: Plan, panel: Path, engine: str, baselines: str) -> tuple[object, list[tuple[object, ...]]]:
    results = panel.with_suffix(f".{engine}.parquet")
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, baselines=baselines, output=str(results))
    assert isinstance(report, PanelReport), report
    document = report.to_record()
    del document["engine"]
    return document, sorted(polars.read_parquet(results).rows(), key=repr)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    rows(),
    st.sets(st.sampled_from(["unit", "bound", "measure", "status", "period"])),
    st.sampled_from(["plan", "own"]),
    st.sampled_from(["csv", "parquet"]),
)
def test_engines_say_the_same_of_any_rows(
    found: list[dict[str, str]], left_out: set[str], baselines: str, format: str
) -> None:
    """Counts, groups, the worst, bad rows with their places, and every verdict: the same document, the same rows."""
    headings = [name for name in COLUMNS if name not in left_out]
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder), PLAN)
        panel = Path(folder) / f"panel.{format}"
        if format == "csv":
            with panel.open("w", encoding="utf-8", newline="") as opened:
                csv.DictWriter(opened, headings, extrasaction="ignore").writerows(
                    [dict(zip(headings, headings, strict=True)), *found]
                )
        else:
            told = {name: [row[name] or None for row in found] for name in headings}
            polars.DataFrame(told, dict.fromkeys(headings, polars.String)).write_parquet(panel)
        first, *others = (all_said(plan, panel, engine, baselines) for engine in LOCAL)
        assert all(each == first for each in others)


@pytest.mark.slow
def test_bad_rows_are_counted_however_many_are_looked_at_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at a few at a time, the counts and the first of each kind are the same."""
    plan = plan_in(tmp_path, PLAN)
    panel = tmp_path / "panel.csv"
    cells = ("5.2①", "1e3", "3600", ">1")
    lines = [f"c{number},{('up', 'grow_')[number % 2]},2023,{cells[number % 4]}" for number in range(400)]
    panel.write_text("county,indicator,year,value\n" + "\n".join(lines) + "\n", encoding="utf-8")
    told = [all_said(plan, panel, "polars", "plan")]
    for together in (1, 7):
        monkeypatch.setattr(odd, "TOGETHER", together)
        monkeypatch.setattr(lean, "BATCH", 5)
        told.append(all_said(plan, panel, "polars", "plan"))
    assert told[0] == told[1] == told[2]
    assert told[0][0]["bad"]["unknown_indicator"]["count"] == 200  # type: ignore[index]


def test_what_is_given_twice_is_found_however_far_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of one cell that are read at different times: counted, and unused where they differ, in either year."""
    plan = plan_in(tmp_path, PLAN)
    panel = tmp_path / "panel.csv"
    once = [f"c{number},up,{year},{value}" for number in range(40) for year, value in ((2020, 100), (2023, 152))]
    again = ["c0,up,2023,152", "c1,up,2023,153", "c2,up,2020,100", "c3,up,2020,101"]
    panel.write_text("county,indicator,year,value\n" + "\n".join([*once, *again]) + "\n", encoding="utf-8")
    monkeypatch.setattr(lean, "BATCH", 3)
    told = [all_said(plan, panel, engine, "own") for engine in LOCAL]
    assert all(each == told[0] for each in told)
    document: Any = told[0][0]
    assert (document["bad"]["duplicate_key"]["count"], document["bad"]["missing_baseline"]["count"]) == (4, 1)
    assert (document["summary"]["on_track"], document["summary"]["not_assessable"]) == (38, 1)


def test_blank_lines_are_no_rows_with_several_columns_of_an_entity(tmp_path: Path) -> None:
    """Nothing in any column is no entity and no unknown indicator."""
    plan = plan_in(tmp_path, PLAN)
    panel = tmp_path / "panel.csv"
    text = "province,county,indicator,year,value\nhn,a,up,2023,3600\n\nhn,,up,2023,3600\n,,,,\n\n"
    panel.write_text(text, encoding="utf-8")
    table = tmp_path / "panel.parquet"
    polars.DataFrame({"province": ["hn", "hn", None], "county": ["a", None, None], "indicator": ["up", "up", None],
                      "year": [2023, 2023, None], "value": [3600.0, 3600.0, None]}).write_parquet(table)  # fmt: skip
    for engine, file in product(LOCAL, (panel, table)):
        report = api.check_panel(plan, file, 2023, ["province", "county"], engine=engine)
        assert isinstance(report, PanelReport)
        assert (report.summary["rows"], report.summary["entities"], dict(report.aggregate.unusable)) == (2, 2, {})


@pytest.mark.slow
@pytest.mark.parametrize("first", ["#N/A,up,2023,c", "#2023,up,2023,c", "# note", "#up"])
def test_nothing_in_a_panel_is_a_comment(tmp_path: Path, first: str) -> None:
    """A row that begins with # is a row like any other: judged, or told; the same on every engine."""
    plan = plan_in(tmp_path, PLAN)
    panel = tmp_path / "panel.csv"
    whole = first if first.count(",") == 3 else f"{first},up,2023,d"
    panel.write_text(f"value,indicator,year,county\n3600,up,2023,b\n{whole}\n3600,up,2023,e\n", encoding="utf-8")
    told = [all_said(plan, panel, engine, "plan") for engine in LOCAL]
    assert all(each == told[0] for each in told)
    document: Any = told[0][0]
    assert (document["summary"]["rows"], document["bad"]["not_a_number"]["examples"][0]["row"]) == (3, 3)
    panel.write_text("# my panel\nvalue,indicator,year,county\n3600,up,2023,b\n", encoding="utf-8")
    for engine in LOCAL:
        titled: Any = api.check_panel(plan, panel, 2023, ["county"], engine=engine)
        assert (titled.engine, titled.aggregate.entities) == ("check", 1), "a line above the headings is a title"


@pytest.mark.parametrize("engine", LOCAL)
def test_words_of_cells_mean_what_they_mean_to_the_check(tmp_path: Path, engine: str) -> None:
    """Statuses, missing marks and years are read by the same tables: no word is a mistake in a panel alone."""
    plan = plan_in(tmp_path, PLAN)
    panel = tmp_path / "panel.csv"
    cells = [
        *(("2023", "3600", word) for word in STATUSES if word not in status_words("FM")),
        *(("2023", mark, "") for mark in MISSING if mark),
        *(("2023", "5", word.upper()) for word in status_words("M")),
        *((year, "3600", "") for year in ("2023年", "2023.0", " 2023 ", "2023 年度")),
    ]
    lines = [f"c{number},up,{year},{value},{status}" for number, (year, value, status) in enumerate(cells)]
    panel.write_text("county,indicator,year,value,status\n" + "\n".join(lines) + "\n", encoding="utf-8")
    document: Any = all_said(plan, panel, engine, "plan")[0]
    assert not document["bad"]
    missing = len(status_words("M")) + len(MISSING) - 1
    assert document["summary"]["on_track"] == len(cells) - missing


@pytest.mark.parametrize("engine", LOCAL)
def test_no_other_row_stands_in_for_a_figure_that_cannot_be_used(tmp_path: Path, engine: str) -> None:
    """As in the check: neither beside a cell that is no number, nor 36,194 in a file that writes 36,5."""
    plan, panel = plan_in(tmp_path, PLAN), tmp_path / "panel.csv"
    rows = ("a\t2023\tn.s.", "a\t2023\t3600", "b\t2023\t36,5", "c\t2023\t36,194", "d\t2023\t3600", "d\t2020\tn.s.")
    text = "\n".join(f"{row}\tup" for row in ("county\tyear\tvalue", *rows))
    panel.write_text(text.replace("value\tup", "value\tindicator") + "\n", encoding="utf-8")
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, indicators=["up"])
    assert isinstance(report, PanelReport)
    reasons = {(count.outcome.reason, count.n) for count in report.aggregate.counts}
    assert (report.summary["evaluated"], reasons) == (1, {("bad_data", 3), (None, 1)})
    assert report.aggregate.unusable["not_a_number"].count == 4


HEADINGS = "indicator,county,year,Series,value,flags\n"


@pytest.mark.parametrize("engine", LOCAL)
def test_a_second_column_of_names_may_tell_rows_apart(tmp_path: Path, engine: str) -> None:
    """Series beside indicator, blank for the whole: as in the check a series that stands alone is not the whole."""
    plan, panel = plan_in(tmp_path, PLAN), tmp_path / "panel.csv"
    rows = ("a,2023,,3600,F", "a,2023,Male,3500,", "b,2023,,3600,", "b,2023,Male,1600,", "b,2023,Female,2000,")
    panel.write_text(HEADINGS + "".join(f"up,{row}\n" for row in rows))
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, indicators=["up"])
    assert isinstance(report, PanelReport)
    assert (report.summary["evaluated"], report.summary["missing"], report.parts) == (1, 1, 3)
    assert (report.divided_by, dict(report.aggregate.unusable)) == (("Series",), {})
    labels = ("up,a,2023,Roads,3600,", "up,b,2023,Roads,3600,")
    panel.write_text(HEADINGS + "\n".join(labels) + "\n")
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, indicators=["up"])
    assert isinstance(report, PanelReport)
    assert (report.summary["evaluated"], report.divided_by) == (2, ())
