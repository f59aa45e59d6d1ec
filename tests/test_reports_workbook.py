"""The workbook, opened by another library and computed by another program."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from conftest import Run, indicator_plan, workbook
from plan_cli import load_plan, milestones
from test_reports import ACTUALS, HOSTILE, INDICATORS, hostile_files

pytestmark = pytest.mark.slow

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SHAPES = [
    "id: a, name: Compound, baseline: 2350, target: 4700, decimals: 2",
    "id: b, name: Linear, baseline: -5, target: 5, path: linear",
    "id: c, name: S, baseline: 10, target: 20, path: s-curve",
    "id: d, name: Bent S, baseline: 10, target: 20, path: {shape: s-curve, exponent: 1.5}",
    "id: e, name: Reference, baseline: 10, target: 20, path: {shape: reference, shares: {2022: 18, 2024: 65}}",
    "id: f, name: Steps, baseline: 10, target: 20, path: {shape: steps, values: {2022: 12, 2024: 17}}",
    "id: g, name: Pieces, baseline: 10, target: 20, path: {shape: piecewise, values: {2023: 12}, pieces: compound}",
    "id: h, name: Growth, target: {kind: growth, rate: 15}",
    "id: i, name: Total, target: {kind: total, value: 50}",
    "id: j, name: Held, baseline: 10, target: 9, direction: increase",
    "id: k, name: Less, baseline: 1.2, target: 0.7, direction: decrease, decimals: 3",
    "id: l, name: Capped, baseline: 60, target: 100, path: {shape: compound, cap: 90}",
    "id: m, name: Dated, target: {kind: milestones, values: {2021: 70, 2023: 90}}",
    "id: n, name: Told, baseline: 100, target: 150, growth: 5, path: stated",
    "id: o, name: Own years, baseline: {year: 2019, value: 4}, target: {kind: level, value: 8, year: 2024}",
]  # fmt: skip


def workbook_of(run: Run, tmp_path: Path, *options: str, actuals: str = ACTUALS, name: str = "r.xlsx") -> Path:
    file = tmp_path / name
    ran = run("report", actuals, "-o", str(file), *options)
    assert ran.code in (0, 1, 3), ran.err
    return file


@pytest.fixture
def shapes(tmp_path: Path) -> tuple[str, str]:
    """A plan with every shape, and actuals that say little."""
    plan, actuals = tmp_path / "shapes.plan.yaml", tmp_path / "shapes.csv"
    plan.write_text(indicator_plan(*SHAPES), encoding="utf-8")
    actuals.write_text("indicator,year,value\na,2021,2700\n", encoding="utf-8")
    return str(plan), str(actuals)


def yearly(sheet: Any) -> dict[str, dict[int, Any]]:
    """Each indicator's milestone cells by year, by its name."""
    head = [cell.value for cell in sheet[3]]
    first = head.index(next(value for value in head if isinstance(value, int)))
    years = head[first : first + (len(head) - first) // 2]
    return {
        row[1].value: {year: row[first + i].value for i, year in enumerate(years) if row[first + i].value is not None}
        for row in sheet.iter_rows(min_row=4)
    }


def computed(file: Path, tmp_path: Path) -> Any:
    """The workbook with every formula computed anew by LibreOffice: openpyxl throws the stored values away."""
    book = workbook(file)
    bare = tmp_path / "bare" / file.name
    bare.parent.mkdir(exist_ok=True)
    book.save(bare)
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return workbook(tmp_path / "out" / file.name, data_only=True)


def test_the_workbook_has_its_sheets_and_charts(run: Run, tmp_path: Path) -> None:
    """F23: another library opens it; headings are frozen, statuses coloured, charts native, sources links."""
    book = workbook(workbook_of(run, tmp_path, "--year", "2023", "--lang", "en"))
    assert book.sheetnames == ["Summary", "Mid-term", "Milestones", "Charts", "Check", "Actuals", "Findings"]
    assert len(book["Summary"]._charts) == 1
    assert len(book["Charts"]._charts) > 20
    assert (book["Check"].freeze_panes, book["Milestones"].freeze_panes) == ("C2", "C4")
    assert book["Check"].conditional_formatting
    check = {row[2].value: row for row in book["Check"].iter_rows(min_row=2)}
    actual = check["trade-total"][9]
    assert (actual.value, actual.number_format) == (2813.49, "0.00")
    assert check["trade-total"][7].value == pytest.approx(3561.93)
    assert check["trade-total"][22].hyperlink.target == "http://alqotr.com/news/699612.html"
    assert check["trade-total"][19].value == "off track"
    summary = [str(row[0].value) for row in book["Summary"].iter_rows()]
    assert "Total imports and exports (亿元)" in summary
    assert not [text for text in summary if "[PLN" in text]
    assert len([row for row in book["Findings"].iter_rows(min_row=2) if row[1].value]) > 20


def test_sheets_of_data_are_excel_tables(run: Run, tmp_path: Path) -> None:
    """Sorting and filtering by name; a row of headings on every printed page, each sheet one page wide."""
    book = workbook(workbook_of(run, tmp_path, "--year", "2023", "--lang", "zh"))
    tables = dict(pair for sheet in book for pair in sheet.tables.items())
    assert set(tables) == {"Check", "Actuals", "Findings"}
    assert tables["Check"] == f"A1:W{1 + INDICATORS}"
    assert {sheet.title: sheet.print_title_rows for sheet in book if sheet.title not in ("摘要", "图表")} == {
        "中期评估": "$6:$6", "年度目标": "$2:$3", "评价": "$1:$1", "上报数据": "$1:$1", "问题": "$1:$1",
    }  # fmt: skip
    assert {sheet.page_setup.fitToWidth for sheet in book if sheet.title != "图表"} <= {None, 1}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book if sheet.title != "图表")


def test_marks_stand_beside_numbers(run: Run, tmp_path: Path) -> None:
    """Years, targets and rates are numbers; bounds and marks of provisional figures have a column of their own."""
    sheet = workbook(workbook_of(run, tmp_path, "--year", "2023", "--lang", "en", "--form", "midterm")).active
    rows = [list(row) for row in sheet.iter_rows()]
    head = next(row for row in rows if row[0].value == "No")
    at = {cell.value: number for number, cell in enumerate(head)}
    trade = next(row for row in rows if row[at["Indicator"]].value == "Total imports and exports")
    assert [trade[at[year]].value for year in ("2021", "2022", "2023")] == [2780.3, 3315.6, 2813.49]
    assert trade[at["2023"] + 1].value == "2021p 2022p 2023p"
    assert (trade[at["Target"]].value, trade[at["Target"] + 1].value) == (4700, "≥")
    assert (trade[at["Planned/yr"]].value, trade[at["Planned/yr"]].number_format) == (
        pytest.approx(0.148698, abs=1e-6),
        "0.0%",
    )
    assert trade[at["Of target"]].value == pytest.approx(2813.49 / 4700)


def test_a_line_is_drawn_where_every_figure_is_one_number(run: Run, tmp_path: Path) -> None:
    """Sparklines of the reported years, none of a bound, and none of the marks between them."""
    file = workbook_of(run, tmp_path, "--year", "2023", "--lang", "en", "--form", "midterm")
    sheet = ZipFile(file).read("xl/worksheets/sheet1.xml").decode("utf-8")
    drawn = set(re.findall(r"<xm:f>Summary!([A-Z]+\d+:[A-Z]+\d+)</xm:f>", sheet))
    rows = {cells[0].row: cells[1].value for cells in workbook(file).active.iter_rows()}
    named = {rows[int(re.search(r"\d+", each)[0])] for each in drawn}  # type: ignore[index]
    assert "Total imports and exports" in named
    assert "China-Europe freight trains" not in named
    assert {re.sub(r"\d", "", each) for each in drawn} == {"F:H"}


def test_stored_values_are_ours(run: Run, tmp_path: Path, shapes: tuple[str, str]) -> None:
    """A viewer that computes nothing shows the milestones of ``plan milestones``, to the last digit."""
    plan, actuals = shapes
    book = workbook(workbook_of(run, tmp_path, "--plan", plan, "--lang", "en", actuals=actuals), data_only=True)
    told = yearly(book["Milestones"])
    loaded = load_plan(plan).plan
    assert loaded is not None
    for laid in milestones(loaded).results:
        assert told[str(laid.indicator.name)] == {year: float(value) for year, value in laid.values.items()}


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_computed_anew_the_milestones_are_the_same(
    run: Run, tmp_path: Path, shapes: tuple[str, str], lang: str
) -> None:
    """Every shape's formulas give what we give, within a double's last digits."""
    plan, actuals = shapes
    file = workbook_of(run, tmp_path, "--plan", plan, "--lang", lang, actuals=actuals)
    told = yearly(computed(file, tmp_path)["Milestones" if lang == "en" else "年度目标"])
    loaded = load_plan(plan).plan
    assert loaded is not None
    for laid in milestones(loaded).results:
        expected = {year: float(value) for year, value in laid.values.items()}
        assert told[str(laid.indicator.name)] == pytest.approx(expected, rel=1e-12), laid.indicator.id


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_changing_a_number_moves_the_path(run: Run, tmp_path: Path, shapes: tuple[str, str]) -> None:
    """Another baseline, target and shape in the yellow cells give the milestones of a plan that says so."""
    plan, actuals = shapes
    file = workbook_of(run, tmp_path, "--plan", plan, "--lang", "en", actuals=actuals)
    book = workbook(file)
    sheet = book["Milestones"]
    sheet["F4"], sheet["H4"], sheet["D4"] = 1000, 3000, "linear"
    row = next(row for row in sheet.iter_rows(min_row=4) if row[1].value == "Growth")
    row[8].value = 10
    book.save(file)
    told = yearly(computed(file, tmp_path)["Milestones"])
    assert told["Compound"] == pytest.approx({2020 + n: 1000 + 400 * n for n in range(6)})
    assert told["Growth"] == pytest.approx({2020 + n: 100 * 1.1**n for n in range(6)})


def test_no_text_becomes_a_formula(run: Run, tmp_path: Path) -> None:
    """Only the milestone cells and growth targets are formulas, whatever names, units and notes begin with."""
    plan, actuals = hostile_files(tmp_path)
    book = workbook(workbook_of(run, tmp_path, "--plan", plan, actuals=actuals))
    formulas = {sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"Milestones"}
    names = [row[1].value for row in book["Check"].iter_rows(min_row=2)]
    assert len(names) == len(HOSTILE)
    assert "=1+1" in names
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_the_same_input_makes_the_same_workbook(run: Run, tmp_path: Path) -> None:
    """No clock in it: two runs are the same bytes, and nothing in it refers to the outside."""
    first, second = workbook_of(run, tmp_path, name="a.xlsx"), workbook_of(run, tmp_path, name="b.xlsx")
    assert first.read_bytes() == second.read_bytes()
    assert not [name for name in ZipFile(first).namelist() if "externalLink" in name or "vba" in name.lower()]


def test_without_xlsxwriter_the_command_to_get_it_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 with the exact pip line."""
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    ran = run("report", ACTUALS, "--format", "xlsx")
    assert (ran.code, "pip install 'target-path[xlsx]'" in ran.err) == (2, True)


def test_every_word_that_a_status_has_is_coloured(run: Run, tmp_path: Path) -> None:
    """Met before its year is 提前完成 in Chinese, missed in it 未完成: coloured as the plain words are."""
    with ZipFile(workbook_of(run, tmp_path, "--year", "2023", "--lang", "zh")) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    coloured = {
        word for sheet in sheets for word in re.findall(r'<formula>(?:&quot;|")(\w+)(?:&quot;|")</formula>', sheet)
    }
    assert {"提前完成", "未完成", "滞后"} <= coloured


def test_line_gap_and_pace_are_the_same_wherever_people_read_them(run: Run, tmp_path: Path) -> None:
    """Rounded lines are what is judged: a table, a derivation and a workbook print the same three."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan("id: x, name: X, unit: t, baseline: 10, target: 20"), encoding="utf-8")
    actuals.write_text("indicator,year,value\nx,2023,14\n", encoding="utf-8")
    shown = run("check", "2023", str(actuals), "--plan", str(plan)).out
    assert re.search(r"15 +14 +-1 +0\.820", shown), shown
    derived = run("explain", "x", "2023", "--actuals", str(actuals), "--plan", str(plan)).out
    assert "pace: 0.118689 ÷ 0.144714 (to the line of 15) = 0.820" in derived, derived
    book = workbook(workbook_of(run, tmp_path, "--year", "2023", "--plan", str(plan), actuals=str(actuals)))
    found = dict(zip(*list(book["Check"].iter_rows(values_only=True))[:2], strict=True))
    assert [round(found[name], 3) for name in ("Milestone", "Actual", "Gap", "Pace")] == [15, 14, -1, 0.82]


def test_the_chart_of_the_verdicts_stands_below_its_counts(run: Run, tmp_path: Path) -> None:
    """On the first sheet of paper, not where a page ends."""
    run("report", ACTUALS, "--year", "2023", "-o", str(tmp_path / "r.xlsx"))
    sheet = workbook(tmp_path / "r.xlsx").worksheets[0]
    (chart,) = sheet._charts
    assert chart.anchor._from.row <= 8


def test_long_texts_have_the_height_that_they_need(run: Run, tmp_path: Path) -> None:
    """A program that does not measure them would set one line over the other."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan(f"id: x, name: {'long name ' * 12}, unit: t, baseline: 100, target: 200"))
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2020,105\nx,2023,120\n")
    options = ("--plan", str(plan), "--year", "2023", "--lang", "en", "--fail-on", "never")
    book = workbook(workbook_of(run, tmp_path, *options, actuals=str(tmp_path / "a.csv")))
    for sheet in ("Check", "Actuals", "Findings"):
        assert (book[sheet].row_dimensions[2].height or 0) >= 30, sheet


def test_paragraphs_beside_narrow_columns_are_as_high_as_they_need(run: Run, tmp_path: Path) -> None:
    """The line that they fill is as wide as the columns that they are set across."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, unit: t, baseline: 100, target: 200"))
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2021,110\n")
    options = ("--plan", str(plan), "--form", "midterm", "--lang", "en", "--fail-on", "never")
    sheet = workbook(workbook_of(run, tmp_path, *options, actuals=str(tmp_path / "a.csv"))).active
    widths = {column: (sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else 8)
              for column, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)}  # fmt: skip
    method = next(row[0] for row in sheet.iter_rows() if str(row[0].value).startswith("Each year's milestone"))
    merged = next(each for each in sheet.merged_cells.ranges if each.min_row == method.row)
    room = sum(widths[column] for column in range(1, merged.max_col + 1))
    assert sheet.row_dimensions[method.row].height >= 15 * len(method.value) / room
