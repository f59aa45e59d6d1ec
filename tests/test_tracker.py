"""A company's tracker: one sheet with baselines, targets and what was reported is both the plan and its figures."""

import re
from pathlib import Path

import pytest

from conftest import Run
from plan_cli import load_plan

HEADINGS = ["No.", "KPI", "Owner", "Unit", "Baseline 2022", "Target 2027", "Actual 2023", "Actual 2024", "Actual 2025"]
ROWS = [
    ["1", "Revenue", "CFO", "m EUR", 48.2, 75, 52.1, 56.8, 61],
    ["2", "Employee turnover", "HR", "%", 0.142, 0.09, 0.138, 0.131, 0.12],
    ["3", "CO2 per unit", "COO", "kg", 12.4, "-30%", 12.1, 11.2, 10],
    ["4", "ISO 27001 certified", "CISO", None, "no", "yes", "no", "no", "yes"],
    ["5", "Market share", "CMO", "%", 0.18, ">20%", 0.182, 0.19, 0.195],
]


@pytest.fixture
def tracker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workbook, its percentages as Excel keeps them: 0.142 shown as 14.2%."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Acme Ltd, strategy"], [], HEADINGS, *ROWS):
        book.active.append(row)
    for cell in (cell for row in ("5", "8") for cell in book.active[row][4:] if isinstance(cell.value, float)):
        cell.number_format = "0.0%"
    book.save(tmp_path / "kpis.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_tracker_is_a_plan_and_its_figures(run: Run, tracker: Path) -> None:
    """What is headed as baseline is the baseline, however new the figures; percentages are as they are shown."""
    made = run("init", "--from", "kpis.xlsx")
    assert (made.code, "next: plan validate plan.yaml" in made.err) == (0, True)
    plan = load_plan("plan.yaml", strict=True)
    revenue, turnover, co2, iso, share = plan.indicators
    assert (plan.base_year, plan.target_year) == (2022, 2027)
    assert [float(each.baseline.value or 0) for each in plan.indicators] == [48.2, 14.2, 12.4, 0, 18]
    assert (revenue.goal, turnover.goal, share.goal, iso.target.kind) == (75, 9, 20, "done")
    assert (co2.target.kind, co2.direction, float(co2.goal or 0)) == ("change", "decrease", 8.68)
    ran = run("check", "2025", "kpis.xlsx", "--columns", "id,actual,status", "--format", "csv")
    assert ran.out.split()[1:] == [
        "revenue,61,lagging", "employee-turnover,12,lagging", "co2-per-unit,10,on_track",
        "iso-27001-certified,1,achieved", "market-share,19.5,on_track",
    ]  # fmt: skip
    # Targets in a table of figures are none.
    assert "PLN346" in run("check", "2025", "kpis.xlsx").out


@pytest.mark.parametrize(
    ("headings", "remark"),
    [
        ("KPI,Unit,Baseline 2022,2023,2024,Target 2027", "the columns 2023, 2024 are read as targets on the way"),
        ("KPI,Unit,2022,2023,2024,2027", ""),
        ("KPI,Unit,Baseline 2022,Actual 2023,Actual 2024,Target 2027", ""),
    ],
)
def test_plain_years_before_a_target_may_have_been_reported(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headings: str, remark: str
) -> None:
    """Where the other columns say what they are, it is asked."""
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(f"{headings}\nOutput,t,5,6,7,9\n", encoding="utf-8")
    ran = run("init", "--from", "t.csv")
    assert ran.code == 0
    assert remark in ran.err
    assert ("on the way" in ran.err) == bool(remark)


@pytest.mark.parametrize(
    ("cell", "target", "checked"),
    [("-30%", "{kind: change, value: -30}", False), ("+30%", "{kind: change, value: 30}", False), ("40%", "40", True),
     ("90 kg", "90", False), ("9 t", "9", True), ("+14", "{kind: change, value: 14, unit: kg}", True)],
)  # fmt: skip
def test_a_cell_with_another_unit_than_its_row(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str, target: str, checked: bool
) -> None:
    """A signed percentage of kilograms is a change; any other unit is a question."""
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(f"KPI,Unit,Baseline 2022,Target 2027\nWaste,kg,80,{cell}\n", encoding="utf-8")
    ran = run("init", "--from", "t.csv")
    assert f"target: {target}\n" in Path("plan.yaml").read_text(encoding="utf-8")
    assert ("1 remark" in ran.err or "2 remarks" in ran.err) == checked, ran.err


@pytest.mark.parametrize(
    ("headings", "row", "target", "remark"),
    [
        ("KPI,Unit,2022,Target (2027),Stretch target (2027)", "A,t,50,75,80", "75", "'Stretch target (2027)' is not used"),
        ("KPI,Unit,Baseline 2022,Target 2025,Target 2027", "A,t,80,-10%,-30%", "{kind: change, value: -30}", "only the last"),
        ("KPI,Unit,Target year,Baseline 2022,Target 2027", "A,t,2027,50,75", "75", "'Target year' is not used"),
        ("KPI,Unit,Metal,Baseline 2022,Target 2027", "A,t,9,50,75", "75", ""),
    ],
)  # fmt: skip
def test_no_target_is_dropped_in_silence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headings: str, row: str, target: str, remark: str
) -> None:
    """Of two for one year the first is taken; a column of years or of something else is none."""
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(f"{headings}\n{row}\n", encoding="utf-8")
    ran = run("init", "--from", "t.csv")
    assert f"target: {target}\n" in Path("plan.yaml").read_text(encoding="utf-8")
    assert remark in ran.err
    assert ("remark" in ran.err) == bool(remark)


def test_a_picture_shows_the_figures_that_its_verdicts_rest_on(run: Run, tracker: Path) -> None:
    """18.2 behind 18.4, never 18 behind 18, where the plan has no decimals; in the terminal and the outlook too."""
    run("init", "--from", "kpis.xlsx")
    drawn = run("chart", "market-share", "--actuals", "kpis.xlsx").out
    assert {"2023: 18.2 · lagging", "2023 Milestone 18.4 %", "2025: 19.5 · on track"} <= set(
        re.findall("<title>([^<]*)", drawn)
    )
    assert re.search(r"2023 +18\.4 +18\.2 +lagging", run("show", "market-share", "--actuals", "kpis.xlsx").out)
    assert re.search(r"Market share +% +19\.5 \(2025\)", run("forecast", "kpis.xlsx").out)
