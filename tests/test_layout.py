"""The layout of a table is the reader's choice: columns, order, signs, width; what a format cannot follow is refused."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from wcwidth import wcswidth

from conftest import ROOT, Run

HARBOUR = ["--plan", str(ROOT / "data/harbour/plan.yaml")]
CHECK = ["check", "2025", *HARBOUR]


def table_of(text: str) -> list[list[str]]:
    """The heading and rows of the first table, by the columns of its ruler; its columns two blanks apart."""
    lines = text.splitlines()
    ruler = next(i for i, line in enumerate(lines) if set(line) <= set("─- ") and len(line) > 10)
    end = next((i for i in range(ruler, len(lines)) if not lines[i].strip()), len(lines))
    return [line.split("  ") for line in (lines[ruler - 1], *lines[ruler + 1 : end])]


def test_columns_are_chosen_and_ordered_by_key_or_heading(run: Run) -> None:
    """Also those that are not shown otherwise, such as the share of the milestone; in a table and in a CSV file."""
    out = run(*CHECK, "--columns", "status, Indicator,achievement", "--width", "160").out
    assert [cell.strip() for cell in table_of(out)[0] if cell.strip()] == ["Status", "Indicator", "Achievement"]
    assert "88.5%" in out
    zh = run(*CHECK, "--columns", "指标，完成率", "--lang", "zh", "--width", "160").out
    assert [cell.strip() for cell in table_of(zh)[0] if cell.strip()] == ["指标", "完成率"]
    rows = list(csv.reader(io.StringIO(run(*CHECK, "--columns", "id,pace", "--format", "csv").out)))
    assert rows[0] == ["id", "pace"]
    assert {len(row) for row in rows} == {2}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--columns", "pase"], ["'pase'", "did you mean 'pace'?", "milestone"]),
        (["--sort", "actuals"], ["'actuals'", "did you mean 'actual'?"]),
        (["--sort", "gap:down"], ["'down'", "asc", "desc"]),
        (["--columns", "id", "--format", "json"], ["--columns", "json"]),
        (["--grouping", "--format", "csv"], ["--grouping", "csv"]),
        (["--ascii", "--format", "sarif"], ["--ascii", "sarif"]),
        (["--sort", "gap", "--compare"], ["--sort"]),
    ],
    ids=" ".join,
)
def test_a_layout_that_cannot_be_followed_is_refused(run: Run, options: list[str], words: list[str]) -> None:
    """An unknown column is told with the nearest one; a format or a comparison has no such table."""
    ran = run(*CHECK, *options)
    assert ran.code == 2
    assert [word for word in words if word not in ran.err + ran.out] == []


def test_one_indicator_has_signs_to_choose(run: Run) -> None:
    """``show ID`` is no table of indicators: signs are followed, and the columns of its one row of CSV."""
    for option in (["--columns", "id"], ["--sort", "id"], ["--sort", "id", "--format", "csv"]):
        assert run("show", "co2", *HARBOUR, *option).code == 2
    assert run("show", "co2", *HARBOUR, "--columns", "id,unit", "--format", "csv").out.splitlines()[0] == "id,unit"
    plain = run("show", "co2", *HARBOUR, "--ascii").out
    assert not {*"─—–−·"} & {*plain}
    assert {*"─—–−·"} & {*run("show", "co2", *HARBOUR).out}
    marked = run("show", "trade-total", "--plan", "example", "--grouping").out
    assert ("2,350" in marked, "2,350" in run("show", "trade-total", "--plan", "example").out) == (True, False)


def test_a_comparison_is_laid_out(run: Run) -> None:
    """Of several indicators marks by rule, of one its rules with what each needs: columns, order, signs."""
    out = run(*CHECK, "--compare", "--columns", "id,1,2", "--sort", "id:desc").out
    head, *rows = table_of(out)
    assert [cell.strip() for cell in head if cell.strip()] == ["ID", "1", "2"]
    ids = [next(cell.strip() for cell in cells if cell.strip()) for cells in rows]
    assert ids == sorted(ids, reverse=True) != []
    one = [*CHECK, "--compare", "--indicator", "co2"]
    detail = run(*one, "--sort", "needs", "--columns", "profile,needs").out
    heading = next(line for line in run(*one).out.splitlines() if " · " in line and "profile" not in line)
    assert heading.split(" · ")[0] in detail
    needs = [
        float(found[1]) for line in detail.splitlines() if (found := re.search(r"[≤≥<>] ([0-9.]+)$", line.rstrip()))
    ]
    assert needs == sorted(needs) != []
    assert not {*"─—–−·≥≤"} & {*run(*one, "--ascii").out}
    rows_of_csv = list(csv.reader(io.StringIO(run(*one, "--columns", "profile,status", "--format", "csv").out)))
    assert rows_of_csv[0] == ["profile", "status"]


@pytest.mark.slow
def test_the_counts_of_a_panel_are_laid_out(run: Run, tmp_path: Path) -> None:
    """Columns, order and signs of the counts by indicator; thousands of every figure."""
    rows = [f"{county},{id},2025,{value}" for county in "abc" for id, value in (("trade-total", 2813.5), ("fdi", 1))]
    panel = tmp_path / "panel.csv"
    panel.write_text("county,indicator,year,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    call = ["check", "2025", str(panel), "--plan", "example", "--by", "county"]
    out = run(*call, "--columns", "id,off_track", "--sort", "id:desc").out
    head, *counts = table_of(out)
    assert [cell.strip() for cell in head if cell.strip()] == ["ID", "off track"]
    assert [cells[0].strip() for cells in counts] == ["trade-total", "fdi"]
    assert not {*"─—–−·"} & {*run(*call, "--ascii").out}
    assert "2,813.5" in run(*call, "--grouping").out
    rows_of_csv = run(*call, "--columns", "indicator,off_track", "--sort", "indicator:desc", "--format", "csv").out
    assert rows_of_csv.splitlines()[0] == "indicator,off_track"
    assert run(*call, "--columns", "pace").code == 2


def test_an_order_is_one_of_values(run: Run) -> None:
    """Numbers by size, what has none last, statuses from best to worst; sections fall away; a CSV file likewise."""
    for options, reverse in ((["--sort", "pace"], False), (["--sort", "pace:desc"], True)):
        rows = list(csv.DictReader(io.StringIO(run(*CHECK, *options, "--format", "csv").out)))
        known = [float(row["pace"]) for row in rows if row["pace"]]
        assert known == sorted(known, reverse=reverse)
        assert [row["pace"] for row in rows][len(known) :] == [""] * (len(rows) - len(known))
    out = run(*CHECK, "--sort", "status", "--columns", "id,status", "--width", "160").out
    order = [row[-1].strip() for row in table_of(out)[1:]]
    words = ["achieved", "on track", "lagging", "off track", "reversing", "undecidable", "not assessable"]
    assert order == sorted(order, key=words.index)
    assert "Climate and air" not in out


def test_rows_that_go_on_stay_with_their_indicator(run: Run) -> None:
    """The thresholds of a profile stand below their indicator in any order."""
    options = ["--profile", "milestone", "--columns", "id,indicator,2027", "--width", "160"]
    plain = run("milestones", *HARBOUR, *options).out
    lines = run("milestones", *HARBOUR, *options, "--sort", "2027:desc").out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("co2"))
    assert "≤ on track" in lines[at + 1]
    assert sorted(line for line in lines if "≤" in line) == sorted(line for line in plain.splitlines() if "≤" in line)


def test_thousands_are_marked_on_request(run: Run) -> None:
    """In figures, not in years; bounds, signs and marks stay."""
    plain, marked = run(*CHECK).out, run(*CHECK, "--grouping").out
    assert " 5400" in plain
    assert "5,400" in marked
    assert "+1,350" in marked
    assert "2025" in marked
    assert "2,025" not in marked


def test_plain_signs_on_request(run: Run) -> None:
    """No sign that a Chinese terminal sets twice as wide; JSON is escaped and means the same."""
    ascii = run(*CHECK, "--ascii").out
    assert not set("─—★·≥≤…") & set(ascii)
    assert "^ binding" in ascii
    plain, escaped = (
        run("check", "2023", "data/actuals/changsha.csv", "--format", "json", *more).out for more in ([], ["--ascii"])
    )
    assert escaped.isascii()
    assert not plain.isascii()
    assert json.loads(plain) == json.loads(escaped)


WIDE = [
    ["check", "2025"], ["check", "latest", "--columns", "id,indicator,target,completion,status,actual,gap"],
    ["check", "2025", "--compare"], ["milestones"], ["show"], ["show", "co2"], ["forecast"], ["explain", "co2", "2025"],
    ["validate", "--format", "table"],
]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("command", WIDE, ids=" ".join)
@pytest.mark.sampled(7)
def test_every_table_and_line_keeps_to_the_width(run: Run, command: list[str], width: int, lang: str) -> None:
    """Where columns do not fit they go on in a further table behind the same names; prose is broken."""
    out = run(*command, *HARBOUR, "--lang", lang, "--width", str(width)).out
    paths = ("data/", "actuals.csv")
    long = [line for line in out.splitlines() if wcswidth(line) > width and not any(path in line for path in paths)]
    assert long == []


def test_prose_is_as_wide_as_was_asked(run: Run) -> None:
    """Not broken at 80 columns where 160 were asked for."""
    out = run(*CHECK, "--width", "160").out
    assert max(map(len, (line for line in out.splitlines() if "worst first" in line))) > 100


def test_a_column_that_no_row_fills_is_left_out(run: Run, tmp_path: Path) -> None:
    """A plan without numbers and units has a table without both."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2025\nindicators:\n"
        "  - {id: x, name: X, baseline: 1, target: 2}\n"
    )
    for command in (["show"], ["milestones"]):
        heading = table_of(run(*command, "--plan", str(plan)).out)[0]
        assert "No" not in heading
        assert "Unit" not in heading


def test_quiet_drops_what_sums_up(run: Run) -> None:
    """The table and the findings stay; the files, the exit line and the counts of notes go."""
    loud, quiet = run(*CHECK), run(*CHECK, "-q")
    assert loud.out.splitlines()[-1].startswith("exit 1:")
    assert quiet.out.strip() == "\n".join(loud.out.splitlines()[:-2]).strip()
    found = run("validate", "data/targets.yaml", "--format", "concise", "-q").out.splitlines()
    assert all("PLN" in line for line in found)
    assert run("validate", HARBOUR[1], "-q").out == ""


@pytest.mark.parametrize(
    "command",
    [
        ["check", "2025", "-o", "x.csv"],
        ["report", "-o", "x.html"],
        ["chart", "co2", "-o", "x.svg"],
        ["template", "-o", "x.csv"],
    ],
    ids=" ".join,
)
def test_a_written_file_is_named(run: Run, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On stderr, in the reader's language, before why the run ended as it did; nothing with -q."""
    monkeypatch.chdir(tmp_path)
    for options, said in (([], f"wrote {command[-1]}\n"), (["--lang", "zh"], f"已写入 {command[-1]}\n"), (["-q"], "")):
        printed = run(*command, *HARBOUR, *options).err
        assert printed.startswith(said) if said else not printed
        (tmp_path / command[-1]).unlink()


@pytest.mark.parametrize("width", range(40, 100, 7))
@pytest.mark.sampled(4)
def test_no_chinese_line_begins_with_a_closing_mark(run: Run, width: int) -> None:
    """Marks stay with the character before them, and opening ones with the one behind; nothing is lost on the way."""
    check = ("check", "2022", "data/actuals/changsha.csv", "--plan", "data/targets.yaml", "--lang", "zh")
    lines = [line.strip() for line in run(*check, "--width", str(width)).out.splitlines()]
    assert not [line for line in lines if line[:1] in tuple("，。；：、！？）》”") or line[-1:] in tuple("“《（")]
