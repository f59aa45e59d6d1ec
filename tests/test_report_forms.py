"""The forms of a report: one page for whoever decides, and the table of a mid-term evaluation."""

import html
import re
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

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


def text_in(file: Path) -> str:
    """What a reader of a report sees."""
    raw = file.read_bytes()
    if file.suffix in (".docx", ".xlsx"):
        with ZipFile(file) as archive:
            parts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")]
        # A foot of a sheet writes & twice.
        return html.unescape(re.sub("<[^>]*>", "", " ".join(parts))).replace("&&", "&")
    return html.unescape(raw.decode("utf-8"))


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
    assert (
        "Of 6 indicators: 1 achieved early, 1 faster than expected, 2 basically as expected, 1 behind, 1 not judged."
        in english
    )
    assert "Binding: 1 indicator, achieved early." in english
    assert "6项指标中提前实现1项、快于预期1项、基本符合预期2项、滞后1项、未能评价1项。" in chinese
    assert "约束性指标1项，提前实现。" in chinese


def test_the_newest_figures_name_the_year_that_each_is_judged_in(run: Run, call: list[str]) -> None:
    """One indicator may be judged in 2022 and another in 2023; then the title names no year."""
    (Path(call[1])).write_text("indicator,year,value\nfast,2022,140\nlate,2023,101\n")
    page = run(*call[:-2], "--form", "midterm", "--lang", "en").out
    assert page.startswith("# T: mid-term evaluation of the newest figures")
    assert {name: row["Judged in"] for name, row in cells(page).items()} == {
        **dict.fromkeys(("Early", "Just", "Down", "Open"), "—"),
        "Fast": "2022",
        "Late": "2023",
    }
    assert "Judged in" not in run(*call, "--form", "midterm", "--lang", "en").out


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


def test_a_part_of_a_year_is_judged_as_the_check_judges_it(run: Run) -> None:
    """604 trains by June against the share of the year; no share of the target and no outlook come from half a year."""
    asked = ("data/actuals/changsha.csv", "--lang", "en", "--indicator", "europe-trains")
    page = run("report", *asked, "--period", "2024-01/2024-06").out
    assert "report for 2024-01/2024-06 (time-proportional progress)" in page
    assert "| 2024-01/2024-06 |       705 |    604 |" in page
    line = next(line for line in page.splitlines() if "China-Europe freight trains " in line and "◎" in line)
    assert [cell.strip() for cell in line.split("|")][-5:-2] == ["49.0%", "—", "●●?◎"]
    assert "742" not in page


def test_a_period_says_its_year(run: Run) -> None:
    """It is refused beside a year, for what is no part of one, and for the mid-term table."""
    asked = ("report", "data/actuals/changsha.csv", "--lang", "en", "--period")
    refused = {
        ("2024-Q2", "--year", "2024"): "--period 2024-Q2 names the year",
        ("2024",): "'2024' is not a part of a year",
        ("2024-Q2", "--form", "midterm"): "covers whole years",
    }
    for words, message in refused.items():
        ran = run(*asked, *words)
        assert (ran.code, message in ran.err) == (2, True), ran.err


def test_a_report_as_of_a_day_knows_no_later_figure(run: Run, tmp_path: Path) -> None:
    """The newest figure published by then is judged, of every year; the day stands at the end."""
    (tmp_path / "p.plan.yaml").write_text(indicator_plan("id: x, name: X, unit: t, baseline: 100, target: 150"))
    rows = "x,2022,120,2023-02-01\nx,2022,121,2024-02-01\nx,2023,130,2024-02-01\nx,2023,131,2024-09-01\n"
    (tmp_path / "a.csv").write_text("indicator,year,value,published\n" + rows)
    call = ["report", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en", "--as-of"]
    early, late = run(*call, "2023-12-31").out, run(*call, "2024-03-01").out
    # Whole words, as a hash has all digits.
    assert not {"130", "121"} & set(re.findall(r"\b\d+\b", early))
    assert "Figures published by 2023-12-31" in early
    assert {"130", "131"} & set(re.findall(r"\b\d+\b", late)) == {"130"}


@pytest.mark.parametrize("suffix", ["html", "md", "docx", "xlsx"])
def test_what_changed_since_the_last_report_its_title_and_its_foot(
    run: Run, call: list[str], tmp_path: Path, suffix: str
) -> None:
    """In every format: which verdicts are other ones, and why; without the folder of the file."""
    plan = call[2:4]
    (tmp_path / "old.csv").write_text("indicator,year,value\nlate,2022,140\nfast,2022,140\n")
    run("check", "2022", str(tmp_path / "old.csv"), *plan, "--format", "json", "-o", str(tmp_path / "old.json"))
    file = tmp_path / f"r.{suffix}"
    own = ("--since", str(tmp_path / "old.json"), "--title", "Our & report", "--footer", "For the & council")
    run(*call, *own, "--lang", "en", "-o", str(file))
    text = text_in(file)
    for shown in (
        "Our & report",
        "Changed since old.json (2022)",
        "another figure (140 → 101); another year",
        "For the & council",
    ):
        assert shown in text, shown
    assert str(tmp_path) not in text


def test_what_is_no_earlier_result_is_refused(run: Run, call: list[str], tmp_path: Path) -> None:
    """A file of another kind, and a foot that no page has room for."""
    assert "is not a result of plan check" in run(*call, "--since", call[1], "--lang", "en").err
    assert run(*call, "--footer", "x" * 201, "--lang", "en").code == 2


def test_years_of_a_growth_are_that_year_s(run: Run, tmp_path: Path) -> None:
    """A mid-term table shows each year's growth as reported; the mean stands beside it, what it comes to in the remarks."""
    plan = indicator_plan(
        "id: pay, name: Pay, unit: '%', target: {kind: growth, rate: 5}",
        "id: output, name: Output, unit: m, target: {kind: growth, rate: 5}",
        "id: energy, name: Energy, unit: '%', direction: decrease, path: compound, target: {kind: change, value: -13.5}",
    )
    (tmp_path / "p.plan.yaml").write_text(plan)
    yearly = (("pay", "8.7", "4.2"), ("output", "8.7", "4.2"), ("energy", "-2.7", "-0.1"))
    rows = "".join(f"{id},2021,{first},growth\n{id},2022,{second},growth\n" for id, first, second in yearly)
    (tmp_path / "a.csv").write_text("indicator,year,value,measure\n" + rows)
    asked = (
        "report",
        str(tmp_path / "a.csv"),
        "--plan",
        str(tmp_path / "p.plan.yaml"),
        "--year",
        "2022",
        "--lang",
        "en",
    )
    table = cells(run(*asked, "--form", "midterm").out)
    assert {name: (row["Unit"], row["2021"], row["2022"], row["Actual/yr"]) for name, row in table.items()} == {
        "Pay": ("%", "8.7", "4.2", "6.4%"),
        "Output": ("%", "8.7", "4.2", "6.4%"),
        "Energy": ("%", "-2.7", "-0.1", "-1.4%"),
    }
    assert "change since 2020: -2.8" in table["Energy"]["Remarks"]


def test_years_after_a_period_are_none_of_it(run: Run, tmp_path: Path) -> None:
    """A mean of 2021 to 2023 has nothing of 2024, in its columns and in its words."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    total = "id: s, name: Sum, unit: t, target: {kind: total, value: 60, year: 2023}"
    growth = "id: x, name: X, unit: t, target: {kind: growth, rate: 5, year: 2023}"
    plan.write_text(indicator_plan(growth, total), encoding="utf-8")
    rows = "".join(
        f"x,{year},{rate},growth\ns,{year},{rate}0,\n" for year, rate in ((2021, 2), (2022, 2), (2023, 1), (2024, 5))
    )
    actuals.write_text(f"indicator,year,value,measure\n{rows}", encoding="utf-8")
    call = ["report", str(actuals), "--plan", str(plan), "--year", "2024", "--lang", "en", "-o", str(tmp_path / "r.md")]
    run(*call, "--form", "midterm")
    cells = [cell.strip() for cell in (tmp_path / "r.md").read_text("utf-8").split("| X ")[1].split("|")]
    assert (cells[4:8], "its period ended in 2023" in cells[14]) == (["2", "2", "1", ""], True)
    run(*call)
    assert "X: 2 of 5% in 2023" in (tmp_path / "r.md").read_text("utf-8")


def test_achieved_early_is_the_target_itself(run: Run, tmp_path: Path) -> None:
    """99.7 % of it, within the tolerance, is faster than expected before the target year, and achieved in it."""
    (tmp_path / "p.plan.yaml").write_text(
        indicator_plan("id: x, name: Forest, unit: t, path: linear, baseline: 23.2, target: 24.1, tolerance: 0.5%")
    )
    classes = {}
    for year, value in ((2022, "24.02"), (2023, "24.10"), (2025, "24.02")):
        (tmp_path / "a.csv").write_text(f"indicator,year,value\nx,{year},{value}\n")
        asked = ("report", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en")
        classes[year] = cells(run(*asked, "--year", str(year), "--form", "midterm").out)["Forest"]["Progress"]
    assert classes == {2022: "faster than expected", 2023: "achieved early", 2025: "achieved"}


def test_a_long_plan_has_a_column_for_its_last_ten_years(run: Run, tmp_path: Path) -> None:
    """Thirty columns of figures no paper holds; the form says where the others are."""
    plan = indicator_plan("id: x, name: X, unit: t, baseline: 100, target: 200", years=(2000, 2030))
    (tmp_path / "p.plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "indicator,year,value\n" + "".join(f"x,{year},{year}\n" for year in range(2001, 2024))
    )
    call = (
        "report",
        str(tmp_path / "a.csv"),
        "--plan",
        str(tmp_path / "p.plan.yaml"),
        "--form",
        "midterm",
        "--lang",
        "en",
    )
    page = run(*call).out
    assert [title for title in cells(page)["X"] if title.isdigit()] == [str(year) for year in range(2014, 2024)]
    assert "Figures of the years before 2014 are in the full report." in page
    assert "are in the full report" not in run(*call, "--year", "2010").out


def test_one_year_alone_has_its_picture(run: Run, tmp_path: Path) -> None:
    """What a rule of rates does not judge spans no years; the picture of it ended in an internal error."""
    (tmp_path / "p.plan.yaml").write_text(indicator_plan("id: x, name: X, target: {kind: done, year: 2022}"))
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,1\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "-o", str(tmp_path / "r.html"))
    assert run("report", *files, "--year", "2023", "--form", "full", "--profile", "statcan").code == 3
    assert "<svg" in (tmp_path / "r.html").read_text(encoding="utf-8")
