"""The forms of a report: one page for whoever decides, and the table of a mid-term evaluation."""

from decimal import Decimal
from pathlib import Path

import pytest

from conftest import Run, indicator_plan, workbook

PLAN = indicator_plan(
    "id: early, name: Early, unit: t, baseline: 100, target: 150, attribute: binding",
    "id: fast, name: Fast, unit: t, baseline: 100, target: 150",
    "id: just, name: Just, unit: t, baseline: 100, target: 150, path: linear, tolerance: 2",
    "id: late, name: Late, unit: t, baseline: 100, target: 150",
    "id: down, name: Down, unit: t, direction: decrease, path: linear, baseline: 100, target: 50",
    "id: open, name: Open, unit: t, baseline: 100, target: 150",
)
ROWS = "early,2023,150\nfast,2023,140\njust,2022,119\njust,2023,129\nlate,2023,101\ndown,2023,70\n"


@pytest.fixture
def call(tmp_path: Path) -> list[str]:
    """A plan with a figure of each class, and none for one of its indicators."""
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    (tmp_path / "a.csv").write_text("indicator,year,value\n" + ROWS)
    return ["report", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023"]


def cells(markdown: str) -> dict[str, dict[str, str]]:
    """The rows of the last table by name, each by its column's title."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines() if "|" in line]
    head = lines[0]
    return {line[1].rstrip("★"): dict(zip(head, line, strict=True)) for line in lines[2:]}


def test_the_classes_of_a_mid_term_evaluation(run: Run, call: list[str]) -> None:
    """Early, faster by more than the tolerance, as expected within it, behind; nothing where nothing was reported."""
    table = cells(run(*call, "--form", "midterm", "--lang", "en").out)
    assert {name: row["Progress"] for name, row in table.items()} == {
        "Early": "achieved early",
        "Fast": "faster than expected",
        "Just": "basically as expected",
        "Late": "behind",
        "Down": "basically as expected",
        "Open": "—",
    }
    assert table["Just"]["2022"] == "119"
    assert table["Fast"]["Of target"] == "93.3%"
    # Where less is better: the share of the way.
    assert table["Down"]["Of target"] == "60.0%"


def test_the_classes_are_counted_in_words(run: Run, call: list[str]) -> None:
    """A sentence for each attribute, in both languages."""
    english = run(*call, "--form", "midterm", "--lang", "en").out
    chinese = run(*call, "--form", "midterm", "--lang", "zh").out
    assert "binding: 1 indicator, of which 1 achieved early" in english
    assert "约束性指标1项，其中提前实现1项" in chinese


@pytest.mark.parametrize("form", ["summary", "midterm"])
def test_a_form_is_a_page_a_workbook_and_a_memo(run: Run, call: list[str], tmp_path: Path, form: str) -> None:
    """The same content everywhere; numbers are numbers in the workbook, and nothing runs in the page."""
    for suffix in ("html", "xlsx", "md"):
        run(*call, "--form", form, "--lang", "en", "-o", str(tmp_path / f"r.{suffix}"))
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "Late" in page
    assert "Late" in (tmp_path / "r.md").read_text(encoding="utf-8")
    sheet = workbook(tmp_path / "r.xlsx").worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 101 in values or Decimal(101) in values


def test_the_summary_names_only_what_is_behind(run: Run, call: list[str]) -> None:
    """What nobody reported is a number."""
    out = run(*call, "--form", "summary", "--lang", "en").out
    assert "Late" in out
    assert "Open" not in out
    assert "1 of 6 indicators could not be judged: 1 without figures." in out


def test_a_year_has_no_figures_of_later_years(run: Run, call: list[str], tmp_path: Path) -> None:
    """A report of 2022 does not know 2023."""
    out = run(*call[:-1], "2022", "--form", "midterm", "--lang", "en").out
    assert "129" not in out
    assert "119" in out


def test_the_tolerance_of_a_growth_is_points_of_the_mean(run: Run, tmp_path: Path) -> None:
    """971 against 967.7 is 6.12 % a year, within half a point of 6: as expected, and the tolerance is told in points."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(
        "format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2025\nindicators:\n"
        "  - {id: rev, name: Rev, unit: m, baseline: 812.5, target: {kind: growth, rate: 6}, tolerance: 0.5}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text("indicator,year,value\nrev,2023,971\n", encoding="utf-8")
    files = (str(tmp_path / "a.csv"), "--plan", str(plan), "--lang", "en")
    page = run("report", *files, "--year", "2023", "--form", "midterm", "--format", "markdown").out
    assert "basically as expected" in page
    (tmp_path / "a.csv").write_text("indicator,year,value\nrev,2023,961.4\n", encoding="utf-8")
    assert "tolerance 0.5 pp" in run("check", "2023", *files).out
