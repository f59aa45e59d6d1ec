"""Workbooks as offices save them: what a person sees in a cell is what is meant, or it is said why not."""

import io
import json
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from conftest import ROOT, indicator_plan, plan_of
from plan_cli import api
from plan_cli.__main__ import main
from plan_cli.datafile.table import ReadOptions
from plan_cli.model.observations import Actuals

PLAN = api.load_plan(ROOT / "data" / "targets.yaml").plan
HEAD = ["indicator", "year", "value"]


def _read(book: openpyxl.Workbook, tmp_path: Path, **options: str) -> Actuals:
    file = tmp_path / "book.xlsx"
    book.save(file)
    assert PLAN is not None
    return api.read_actuals(file, PLAN, ReadOptions(**options))


def _book(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def _found(read: Actuals) -> list[tuple[str, str]]:
    return [(diagnostic.code, diagnostic.place.cell if diagnostic.place else "") for diagnostic in read.diagnostics]


def test_a_percentage_reads_as_it_is_shown(tmp_path: Path) -> None:
    """0.662 shown as 66.2 % is 66.2 for a % indicator, and that is said once."""
    book = _book(HEAD, ["reform-pilots", 2023, 0.662], ["reform-pilots", 2024, 0.7])
    for cell in book.active["C"][1:]:
        cell.number_format = "0.0%"
    read = _read(book, tmp_path)
    assert [format(row.value or 0, "f") for row in read.rows] == ["66.2", "70"]
    assert _found(read) == [("PLN306", "C2")]
    assert read.diagnostics[0].facts["more"] == 1


def test_a_percentage_is_no_amount(tmp_path: Path) -> None:
    """A cell shown as a percentage is refused where the indicator counts 亿元."""
    book = _book(HEAD, ["trade-total", 2023, 0.5])
    book.active["C2"].number_format = "0%"
    assert ("PLN340", "C2") in _found(_read(book, tmp_path))


def test_a_quoted_percent_sign_in_a_format_is_text(tmp_path: Path) -> None:
    """Only a percent sign that scales the number makes it a percentage."""
    book = _book(HEAD, ["reform-pilots", 2023, 66.2])
    book.active["C2"].number_format = '0.0"%"'
    assert str(_read(book, tmp_path).rows[0].value) == "66.2"


def test_a_double_is_read_at_the_digits_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    """20.1 + 0.2 is 20.3: fifteen digits, as spreadsheets print them."""
    assert str(_read(_book(HEAD, ["fdi", 2023, 20.1 + 0.2]), tmp_path).rows[0].value) == "20.3"


def test_dates_are_years_or_months_as_they_are_shown(tmp_path: Path) -> None:
    """A date cell formatted yyyy is that year, yyyy-mm that month."""
    book = _book(HEAD, ["trade-total", date(2023, 12, 31), 2800], ["trade-total", date(2022, 7, 1), 280])
    book.active["B2"].number_format = 'yyyy"年"'
    book.active["B3"].number_format = "yyyy-mm"
    assert [str(row.period) for row in _read(book, tmp_path).rows] == ["2023", "2022-07"]


def test_a_date_where_a_number_is_due_is_a_finding(tmp_path: Path) -> None:
    """5.2 turned into the second of May by a spreadsheet is not 5.2."""
    read = _read(_book(HEAD, ["trade-total", 2023, date(2023, 5, 2)]), tmp_path)
    assert _found(read) == [("PLN302", "C2")]
    assert read.diagnostics[0].facts["problem"] == "date"


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_an_error_cell_is_not_missing(error: str, tmp_path: Path) -> None:
    """An error of the spreadsheet is a diagnostic at its cell; the row below it is still read."""
    read = _read(_book(HEAD, ["trade-total", 2023, error], ["europe-trains", 2023, 1100]), tmp_path)
    assert _found(read) == [("PLN330", "C2")]
    assert [row.indicator for row in read.rows] == ["europe-trains"]
    assert ("trade-total", 2023) in read.spoilt


def test_a_formula_without_value_is_not_zero(tmp_path: Path) -> None:
    """A formula that was never calculated has no value, whether nothing or a placeholder 0 is stored."""
    assert _found(_read(_book(HEAD, ["trade-total", 2023, "=1+1"]), tmp_path)) == [("PLN331", "C2")]
    file = tmp_path / "book.xlsx"
    content = file.read_bytes()
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            data = old.read(part).replace(b"<v />", b"<v>0</v>").replace(b"<v></v>", b"<v>0</v>")
            new.writestr(part, data)
    file.write_bytes(changed.getvalue())
    assert changed.getvalue().count(b"PK\x03\x04") > 5
    assert PLAN is not None
    assert _found(api.read_actuals(file, PLAN)) == [("PLN331", "C2")]


def test_a_unit_that_was_never_calculated_is_not_the_usual_one(tmp_path: Path) -> None:
    """What stands beside a figure decides what it is: without it the figure is not used."""
    read = _read(_book([*HEAD, "unit"], ["trade-total", 2023, 2813, '="万"&"元"']), tmp_path)
    assert _found(read) == [("PLN331", "D2")]
    assert (read.rows, read.spoilt) == ((), {("trade-total", 2023)})


def test_titles_and_merged_headings(tmp_path: Path) -> None:
    """A merged title above, headings merged over two rows: the lower row names the columns."""
    book = _book(
        ["长沙市开放型经济主要指标", None, None],
        ["指标", "实际值", None],
        [None, "2022年", "2023年"],
        ["进出口总额", 3315.6, 2813.49],
    )
    for merged in ("A1:C1", "A2:A3", "B2:C2"):
        book.active.merge_cells(merged)
    read = _read(book, tmp_path)
    assert _found(read) == []
    assert [(row.year, str(row.value), row.place.cell) for row in read.rows] == [
        (2022, "3315.6", "B4"),
        (2023, "2813.49", "C4"),
    ]


def test_a_name_merged_over_rows_counts_for_each_a_figure_does_not(tmp_path: Path) -> None:
    """The indicator's merged cell names both rows; one figure over two years is said to be one."""
    book = _book(HEAD, ["trade-total", 2022, 3300], [None, 2023, None])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("C2:C3")
    read = _read(book, tmp_path)
    assert _found(read) == [("PLN329", "C3")]
    assert [(row.indicator, row.year) for row in read.rows] == [("trade-total", 2022)]


def test_hidden_and_empty_sheets_do_not_count(tmp_path: Path) -> None:
    """One filled visible sheet needs no name; a hidden one can be named."""
    book = _book(HEAD, ["trade-total", 2023, 2801])
    book.create_sheet("Sheet2")
    hidden = book.create_sheet("old")
    hidden.append(HEAD)
    hidden.append(["trade-total", 2023, 2805])
    hidden.sheet_state = "hidden"
    assert str(_read(book, tmp_path).rows[0].value) == "2801"
    assert str(_read(book, tmp_path, sheet="old").rows[0].value) == "2805"


def test_two_sheets_need_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, naming both; with --sheet it runs; a wrong name suggests the nearest."""
    book = _book(HEAD, ["trade-total", 2023, 2801])
    book.create_sheet("汇总").append(["x"])
    file = tmp_path / "two.xlsx"
    book.save(file)
    assert main(["check", "2023", str(file), "--lang", "en"]) == 2
    assert "Sheet, 汇总" in capsys.readouterr().err
    assert main(["check", "2023", str(file), "--sheet", "Sheet"]) == 0
    assert main(["check", "2023", str(file), "--sheet", "Shet", "--lang", "en"]) == 2
    assert "did you mean 'Sheet'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"indicator,year,value\n", "CSV"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        ("a.csv", b"PK\x03\x04rest", "XLSX"),
        ("a.csv", b"PAR1rest", "Parquet"),
        ("a.parquet", b"indicator,year,value\n", "CSV"),
        ("a.csv", b"%PDF-1.7", "PDF"),
    ],
)
def test_a_file_that_is_not_what_it_is_called(
    name: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, naming what the bytes really are."""
    file = tmp_path / name
    file.write_bytes(content)
    assert main(["check", "2023", str(file), "--lang", "en"]) == 2
    assert f"but contains {said}" in capsys.readouterr().err


#: A number as it is stored, its format, the indicator's unit, and the figure that a person sees; None: not clear.
SHOWN: dict[str, tuple[float, str, str, str | None]] = {
    "a scale behind it": (612, '0.0"亿"', "亿元", "612"),
    "another scale behind it": (612, '0.0"亿"', "万元", None),
    "how it is shown smaller": (6120000, '0!.0,"万"', "元", "6120000"),
    "how it is shown in millions": (6120000, '0.0,,"M"', "USD", "6120000"),
    "a point that is text": (6120000, "0!.0,", "万元", "612"),
    "a unit behind it": (131, '#,##0 "kt"', "t", "131000"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_a_number_is_what_its_format_shows(case: str, tmp_path: Path) -> None:
    """A scale in a number format counts; one that only repeats how the figure is shortened does not count twice."""
    stored, shown, unit, figure = SHOWN[case]
    book = _book(HEAD, ["x", 2023, stored])
    book.active["C2"].number_format = shown
    plan = plan_of(
        indicator_plan(f"id: x, name: X, unit: {unit}, baseline: {figure or 500}, target: 9000000"), tmp_path
    )
    book.save(tmp_path / "a.xlsx")
    read = api.read_actuals(tmp_path / "a.xlsx", plan)
    values = [f"{row.value.normalize():f}" for row in read.rows if row.value is not None]
    assert values == ([figure] if figure else [])


def test_a_unit_in_the_name_of_the_sheet_counts(tmp_path: Path) -> None:
    """It is converted as one in a title is."""
    plan = plan_of(indicator_plan("id: x, name: X, unit: 亿元, baseline: 480, target: 720"), tmp_path)
    book = _book(HEAD, ["x", 2023, 6120000])
    book.active.title = "财政（万元）"
    book.save(tmp_path / "a.xlsx")
    assert [str(row.value) for row in api.read_actuals(tmp_path / "a.xlsx", plan).rows] == ["612.0000"]


def test_a_raised_mark_is_no_digit(tmp_path: Path) -> None:
    """131¹ is 131, whether it is a figure or the year above it."""
    raised = InlineFont(vertAlign="superscript")
    year, figure = (CellRichText(text, TextBlock(raised, "1")) for text in ("2023", "131"))
    plan = plan_of(indicator_plan("id: x, name: X, baseline: 100, target: 150"), tmp_path)
    _book(["indicator", "2022", year], ["x", 118, figure]).save(tmp_path / "a.xlsx")
    read = api.read_actuals(tmp_path / "a.xlsx", plan)
    assert [(row.year, str(row.value)) for row in read.rows] == [(2022, "118"), (2023, "131")]


@pytest.mark.slow
def test_hostile_archives_are_refused_at_once(tmp_path: Path) -> None:
    """A bomb is refused before it is unpacked; so are entities; a lone far cell costs nothing."""
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(b"PK\x03\x04 and no more")
    far = tmp_path / "far.xlsx"
    book = _book(HEAD, ["trade-total", 2023, 2801])
    book.active["XFD1048576"] = "x"
    book.save(far)
    assert PLAN is not None
    begun = time.perf_counter()
    codes = [[f.code for f in api.read_actuals(file, PLAN).diagnostics] for file in (bomb, evil, torn)]
    assert time.perf_counter() - begun < 1
    assert codes == [["PLN325"]] * 3
    assert [row.indicator for row in api.read_actuals(far, PLAN).rows] == ["trade-total"]


@pytest.mark.parametrize(("name", "library", "extra"), [("a.xlsx", "openpyxl", "xlsx"), ("a.pq", "polars", "parquet")])
def test_a_missing_extra_says_how_to_get_it(
    name: str,
    library: str,
    extra: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 2 with the exact command, in JSON too."""
    file = tmp_path / name
    file.write_bytes(b"PK\x03\x04" if extra == "xlsx" else b"PAR1")
    monkeypatch.setitem(sys.modules, library, None)
    assert main(["check", "2023", str(file)]) == 2
    assert f"pip install 'target-path[{extra}]'" in capsys.readouterr().err
    assert main(["check", "2023", str(file), "--format", "json"]) == 2
    assert f"'target-path[{extra}]'" in json.loads(capsys.readouterr().out)["error"]["message"]
