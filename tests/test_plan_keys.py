"""The keys of a plan file become the values that the rest of the program works with."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

from plan_cli import load_plan
from plan_cli.datafile.headings import COLUMNS
from plan_cli.model.plan import Plan
from plan_cli.model.sources import FiscalYear, Role, Source

HEAD = "format: 1\nid: t\ntitle: T\nbase_year: 2020\ntarget_year: 2025\n"


def read(tmp_path: Path, keys: str = "", **indicator: str) -> Plan:
    written = {"id": "x", "name": "X", "baseline": "10", "target": "20"} | indicator
    fields = ", ".join(f"{key}: {value}" for key, value in written.items())
    file = tmp_path / "t.yaml"
    file.write_text(f"{HEAD}{keys}indicators:\n  - {{{fields}}}\n", encoding="utf-8")
    loaded = load_plan(file)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan


def test_a_source_says_how_a_file_is_read(tmp_path: Path) -> None:
    """A path is a source; a mapping says the rest: numbers are the text that the file has, a blank is an empty text."""
    plan = read(
        tmp_path,
        "actuals:\n"
        "  - a.csv\n"
        "  - {file: b.csv, indicators: {国内生产总值(亿元): x}, columns: {year: Year}, scale: 10000, decimal: ',', skip: 3,\n"
        "     where: {Sex: T, Age: ['', 15], Area: ~}, missing: [':', 0], year: 2023}\n",
    )
    assert plan.sources == (
        Source(file="a.csv"),
        Source(
            file="b.csv",
            indicators={"国内生产总值(亿元)": "x"},
            columns={"year": "Year"},
            scale=Decimal(10000),
            decimal=",",
            skip=3,
            where={"Sex": ("T",), "Age": ("", "15"), "Area": ("",)},
            missing=(":", "0"),
            year=2023,
        ),
    )


def test_one_path_is_a_list_of_one(tmp_path: Path) -> None:
    """The short form and the long one mean the same."""
    assert read(tmp_path, "actuals: a.csv\n").sources == (Source(file="a.csv"),)
    assert read(tmp_path, "actuals: {file: a.csv}\n").sources == (Source(file="a.csv"),)
    assert read(tmp_path).sources == ()


def test_every_role_of_a_column_can_be_mapped() -> None:
    """The plan file knows the roles that the reader knows."""
    assert set(get_args(Role)) == set(COLUMNS)


def test_years_owners_and_scales(tmp_path: Path) -> None:
    """Each key arrives as it was written."""
    plan = read(
        tmp_path,
        "fiscal_year: {starts: 04-01, named_by: end}\nwindows: middle\n",
        owner="Bureau of Commerce",
        scale="0.0001",
        reported="cumulative",
    )
    (indicator,) = plan.indicators
    assert plan.fiscal_year == FiscalYear(4, 1, "end")
    assert plan.windows == "middle"
    assert (indicator.owner, indicator.scale, indicator.reported) == (
        "Bureau of Commerce",
        Decimal("0.0001"),
        "cumulative",
    )
