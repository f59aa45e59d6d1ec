"""Whatever ``plan template`` writes, ``plan check`` reads."""

import csv
import io
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_cli import api
from plan_cli.__main__ import main
from plan_cli.codes import Severity
from plan_cli.datafile.readers import read
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.table import ReadOptions
from plan_cli.model.plan import Plan

DATA = Path(__file__).parents[1] / "data"
PLANS = [DATA / "targets.yaml", DATA / "plans" / "changsha-13fyp.yaml"]


def _plan(file: Path) -> Plan:
    plan = api.load_plan(file).plan
    assert plan is not None
    return plan


def _written(plan: Plan, format: str, **options: bool | int | None) -> bytes:
    content = api.template(plan, "zh", format=format, **options)  # type: ignore[arg-type]
    assert content is not None
    return content


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("excel", [False, True])
def test_an_empty_template_has_no_mistakes(file: Path, format: str, wide: bool, excel: bool) -> None:
    """Read back as it is: no diagnostic, no figure, a row for every indicator that a number can answer."""
    plan = _plan(file)
    read_back = actuals_of(
        read(_written(plan, format, wide=wide, excel=excel), f"t.{format}", ReadOptions()), plan, ""
    )  # fmt: skip
    assert read_back.diagnostics == ()
    assert {row.value for row in read_back.rows} == {None}
    answered = {each.id for each in plan.indicators if each.target.kind not in ("statement", "trend")}
    assert {row.indicator for row in read_back.rows} == answered


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    values=st.lists(st.decimals(0, 10**9, places=2, allow_nan=False), min_size=1, max_size=30),
    format=st.sampled_from(["csv", "xlsx"]),
    wide=st.booleans(),
    year=st.sampled_from([None, 2021, 2025]),
)
def test_what_is_filled_in_is_read(values: list[Decimal], format: str, wide: bool, year: int | None) -> None:
    """Every figure that is put into a template comes out of it, for its indicator and year, without an error."""
    plan = _plan(PLANS[0])
    content = _written(plan, format, wide=wide, year=year)
    wanted: dict[tuple[str, int], Decimal] = {}
    if format == "csv":
        table = list(csv.reader(io.StringIO(content.decode())))
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        table = [["" if cell is None else str(cell) for cell in row] for row in book.active.values]
    head = table[0]
    cells = [
        (r, c)
        for r in range(1, len(table))
        for c, name in enumerate(head)
        if (name.isdigit() if wide else name == "value")
    ]
    for (r, c), value in zip(cells, values, strict=False):
        table[r][c] = str(value)
        when = int(head[c]) if wide else int(table[r][head.index("year")])
        wanted[table[r][0], when] = value
        if format == "xlsx":
            book.active.cell(r + 1, c + 1, float(value))
    if format == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(table)
        content = text.getvalue().encode()
    else:
        file = io.BytesIO()
        book.save(file)
        content = file.getvalue()
    told = actuals_of(read(content, f"t.{format}", ReadOptions()), plan, "")
    assert [diagnostic for diagnostic in told.diagnostics if diagnostic.severity is Severity.ERROR] == []
    assert {(row.indicator, row.year): row.value for row in told.rows if row.value is not None} == wanted


def test_the_workbook_offers_choices_and_notes(tmp_path: Path) -> None:
    """Drop-downs for bound, status and measure; a note on every indicator and on the headings."""
    file = tmp_path / "t.xlsx"
    assert main(["template", "--year", "2023", "-o", str(file), "--lang", "zh", "-q"]) == 0
    sheet = openpyxl.load_workbook(file).active
    lists = [validation.formula1 for validation in sheet.data_validations.dataValidation]
    assert lists == ['">,>=,<,<=,~"', '"A,P,E,F,B,M,R"', '"cumulative,growth,mean_growth"']
    assert "4700" in sheet["A2"].comment.text
    assert "2350" in sheet["A2"].comment.text
    assert sheet["C1"].comment is not None
    assert main(["check", "2023", str(file), "-q", "--allow-empty"]) == 0


def test_a_workbook_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """XLSX is no text for a terminal: exit 2, with the way out; another suffix is refused too."""
    assert main(["template", "--format", "xlsx", "-q"]) == 2
    assert "-o" in capsys.readouterr().err
    assert main(["template", "-o", "t.pdf", "-q"]) == 2
    assert "csv, xlsx" in capsys.readouterr().err


def test_a_workbook_without_its_library_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 with the exact command, and no file."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert main(["template", "-o", str(tmp_path / "t.xlsx"), "-q"]) == 2
    assert "pip install 'target-path[xlsx]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
