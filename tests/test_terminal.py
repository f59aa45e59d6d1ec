"""What people see: complete, aligned, and harmless, in every width, encoding and language."""

import re
from pathlib import Path

import pytest
from wcwidth import wcswidth

from conftest import Run, indicator_plan

ACTUALS = "data/actuals/changsha.csv"
COMMANDS = [["check", "2023", ACTUALS], ["milestones"], ["show"], ["show", "trade-total"]]
EVIL = [
    "a[i]b[/]c", ":smile:", "x\\eESC[31m", "bell\\a", "\\u202eabc", "tab\\there", "::error::boom", "a|b`c`", "line\\nbreak",
    "长沙市外贸进出口总额年均增长速度目标完成情况说明",
]  # fmt: skip


def rows_of(text: str) -> list[str]:
    """The lines of the first table, its ruler included."""
    lines = text.splitlines()
    ruler = next(i for i, line in enumerate(lines) if re.fullmatch(r"[─\- ]+", line) and len(line) > 20)
    end = next((i for i in range(ruler, len(lines)) if not lines[i].strip()), len(lines))
    return lines[ruler - 1 : end]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["60", "80", "120"])
@pytest.mark.parametrize("command", COMMANDS[:1], ids=["check"])
def test_a_check_fits_the_terminal(run: Run, command: list[str], width: str, lang: str) -> None:
    """At 80 columns and more no line is wider than the terminal, Chinese counted double."""
    out = run(*command, "--lang", lang, COLUMNS=width).out
    widest = max(wcswidth(line) for line in out.splitlines() if "http" not in line)
    assert widest <= max(int(width), 80)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["60", "80"])
@pytest.mark.parametrize("command", [["validate", "-v"], ["example", "list"]], ids=" ".join)
@pytest.mark.sampled(2)
def test_what_is_no_table_fits_too(run: Run, command: list[str], width: str, lang: str) -> None:
    """Findings and their excerpts, with the mark below the right character; the list of examples."""
    out = run(*command, "--lang", lang, COLUMNS=width).out
    assert max(map(wcswidth, out.splitlines())) <= int(width)
    letters = set("".join(run(*command, "--lang", lang).out.split())) if command[0] == "example" else set()
    assert letters <= set(out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["40", "60", "80", "120", "200"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.sampled(7)
def test_no_character_is_lost(run: Run, command: list[str], width: str, lang: str) -> None:
    """Whatever the width, every figure and every name of the wide table is in the narrow one."""
    wide, narrow = run(*command, "--lang", lang).out, run(*command, "--lang", lang, COLUMNS=width).out
    assert "…" not in narrow
    figures = set(re.findall(r"[0-9]+\.[0-9]+", wide))
    assert figures <= set(re.findall(r"[0-9]+\.[0-9]+", narrow))
    titles = set(rows_of(wide)[0])
    flat = re.sub(r"\s+", "", narrow)
    assert [letter for letter in set(re.sub(r"\s+", "", wide)) - titles if letter not in flat] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_columns_line_up(run: Run, lang: str) -> None:
    """Figures end in the same column on every row, also behind Chinese names."""
    lines = rows_of(run("milestones", "--lang", lang).out)
    spans = [match.span() for match in re.finditer(r"─+", lines[1])][-6:]
    for line in lines[2:]:
        cells = [_cut(line, end)[len(_cut(line, start)) :] for start, end in spans]
        assert all(cell == "" or cell.strip() == "" or cell[-1].isdigit() for cell in cells), line


def _cut(line: str, end: int) -> str:
    """The characters of a line up to a display column."""
    text, width = "", 0
    for character in line:
        width += max(0, wcswidth(character))
        if width > end:
            break
        text += character
    return text


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.sampled(4)
def test_a_pipe_gets_no_escapes(run: Run, command: list[str]) -> None:
    """Colour is for terminals; NO_COLOR and TERM=dumb are obeyed, FORCE_COLOR too, --color before both."""
    assert "\x1b" not in run(*command).out
    assert "\x1b" in run(*command, FORCE_COLOR="1").out
    assert "\x1b" not in run(*command, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b" not in run(*command, "--color", "never", FORCE_COLOR="1").out
    assert "\x1b" in run(*command, "--color", "always").out


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.sampled(4)
def test_any_terminal_encoding_will_do(run: Run, command: list[str], encoding: str) -> None:
    """What a terminal cannot show is written out, not lost and no crash; GBK shows all Chinese."""
    ran = run(*command, "--lang", "zh", encoding=encoding)
    assert ran.code == 0
    if encoding == "gbk":
        assert "\\u" not in ran.out
        assert "进出口总额" in ran.out


def test_data_is_never_markup(run: Run, tmp_path: Path) -> None:
    """Control characters, markup and CI commands in names come out as text, in every format."""
    plan = tmp_path / "evil.yaml"
    plan.write_text(
        indicator_plan(*(f'id: i{i}, name: "{name}", baseline: 1, target: 2' for i, name in enumerate(EVIL)))
        .replace("title: T", 'title: "::error::title"'),
        encoding="utf-8",
    )  # fmt: skip
    for format in ("table", "markdown", "csv", "json"):
        for command in ("show", "milestones"):
            ran = run(command, "--plan", str(plan), "--format", format)
            assert ran.code == 0
            if format in ("table", "markdown"):
                assert not set("\x1b\x07\u202e\x00") & set(ran.out)
                assert not re.search(r"(?m)^(::|##\[)", ran.out)
                assert "smile" in ran.out
    table = run("show", "--plan", str(plan)).out
    assert "a[i]b[/]c" in table
    assert "\\x1bSC" in table or "\\x1bESC" in table


def test_text_is_defused_for_spreadsheets_and_numbers_are_not(run: Run, tmp_path: Path) -> None:
    """A name that a spreadsheet would run gets an apostrophe; −5 stays a number."""
    plan = tmp_path / "p.yaml"
    plan.write_text(indicator_plan("id: x, name: '=1+1', baseline: -5, target: 5, path: linear"))
    out = run("show", "--plan", str(plan), "--format", "csv").out
    assert "'=1+1" in out
    assert ",-5," in out


def test_a_table_in_markdown_keeps_its_rows(run: Run, tmp_path: Path) -> None:
    """Pipes, backticks and line breaks in names break no table."""
    plan = tmp_path / "p.yaml"
    plan.write_text(
        indicator_plan(*(f'id: i{i}, name: "{n}", target: 2' for i, n in enumerate(EVIL))), encoding="utf-8"
    )
    rows = [
        line for line in run("show", "--plan", str(plan), "--format", "markdown").out.splitlines() if line[:1] == "|"
    ]
    assert len(rows) == len(EVIL) + 2
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {len(re.findall(r"\|", rows[1]))}


def sparks(text: str) -> dict[str, str]:
    """The last cell of every indicator's row, by the number before it."""
    return {
        match[1]: match[2]
        for match in re.finditer(r"(?m)^ *(\d+) .*?  ((?:[▁-█·?]+|[_.~=+*#?-]+) (?:[▁-█·?]+|[_.~=+*#? -]+))$", text)
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_spark_stands_only_where_it_costs_no_room(run: Run, lang: str) -> None:
    """In a table wide enough for it with nothing folded; the rest of the table is the same with it and without."""
    command = ["check", "2023", ACTUALS, "--lang", lang]
    full = run(*command, "--width", "160").out
    assert {number: len(spark) for number, spark in sparks(full).items()} == {"1": 13, "14": 13, "16": 9}
    fits = max(wcswidth(line) for line in rows_of(full))
    assert sparks(run(*command, "--width", str(fits)).out) == sparks(full)
    narrow = run(*command, "--width", str(fits - 1)).out
    piped = run(*command).out
    assert sparks(narrow) == sparks(piped) == {}
    assert [line.split() for line in rows_of(piped)[3:]] == [
        re.sub(r" [▁-█·?]+ [▁-█·?]+$", "", line).split() for line in rows_of(full)[3:]
    ]
    assert not sparks(run(*command, "--format", "markdown").out)
    assert not sparks(run(*command[:1], "2023-Q2", *command[2:], "--width", "200").out)


def test_a_spark_draws_path_and_actuals_on_one_scale(run: Run, tmp_path: Path) -> None:
    """A straight path climbs evenly; what reached it is as high, what no single number is known of has no height."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(
        indicator_plan(
            "id: x, no: 1, name: X, baseline: 0, target: 80, path: linear",
            "id: y, no: 2, name: Y, target: {kind: growth, rate: 15}",
            "id: z, no: 3, name: Z, baseline: 5, target: 5",
        )
    )
    actuals.write_text(
        "indicator,year,value,period\nx,2021,16,\nx,2022,>30,\nx,2023,80,\nx,2024,20,2024-01/2024-06\n"
        "y,2020,1000,\ny,2021,900,\ny,2023,3000,\nz,2023,5,\n"
    )
    command = ["check", "2023", str(actuals), "--plan", str(plan), "--width", "120"]
    assert sparks(run(*command).out) == {"1": "▁▂▄▅▇█ ·▂?█?·", "2": "▁▁▂▃▄▅ ▁▁·█··", "3": "▅▅▅▅▅▅ ···▅··"}
    assert sparks(run(*command, encoding="gbk").out) == sparks(run(*command).out)
    assert sparks(run(*command, encoding="ascii").out)["1"] == "_.~=*#  .?#?"


def test_a_spark_says_where_something_was_reported_that_is_no_single_number(run: Run) -> None:
    """A level reported where growth is asked, without one for the base year: a question mark, not nothing."""
    out = run("check", "2022", "data/actuals/changsha.csv", "--lang", "zh", "--width", "160").out
    line = next(each for each in out.splitlines() if "服务外包总执行额" in each)
    assert line.rstrip().endswith("··??··")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_a_table_goes_on_below_the_verdict_stands_in_its_first_part(run: Run, lang: str) -> None:
    """At 60 columns pace and needed rate move below, never the verdict."""
    lines = run("check", "2023", "data/actuals/changsha.csv", "--width", "60", "--lang", lang).out.splitlines()
    heading = next(line for line in lines if line.startswith({"zh": "序号", "en": "No"}[lang]))
    assert heading.endswith({"zh": "评价", "en": "Status"}[lang])


def test_a_plan_without_a_path_names_none(run: Run, tmp_path: Path) -> None:
    """A band has no path, so the line below the title has no place for its name."""
    plan = tmp_path / "t.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, target: {kind: band, low: 10, high: 20}"), encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,15\n", encoding="utf-8")
    ran = run("check", "2023", str(tmp_path / "a.csv"), "--plan", str(plan), "--lang", "en")
    assert ran.out.splitlines()[1] == "profile milestone · 1 of 1 indicator evaluated"


HARBOUR = "data/harbour/plan.yaml"
CO2 = """\
2022         62       —                                              │
2023       56.8    60.5  off track  ██████████████████████████████│┊█┊
2024       52.0    57.0  off track  ████████████████████████████│█┊  ┊
2025       47.7    54.2  off track  █████████████████████████│██┊█   ┊
2026         44       —             ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┊     ┊
2027         40       —             ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┊┄      ┊"""
DEPTH = """\
2023    14.3  on track  ███████████████████████████████│ │
2024    14.1  on track  ███████████████████████████████│ │
2025    14.4  on track  ███████████████████████████████│█│"""


@pytest.mark.parametrize(
    ("indicator", "options", "rows", "legend"),
    [
        ("co2", [], CO2, "zones short of the milestone: lagging, off track, reversing · dashed: at the observed rate"),
        ("co2", ["--ascii"], CO2.translate(str.maketrans("█│┊┄—", "#|:--")), "zones short of the milestone"),
        ("channel-depth", [], DEPTH, "strokes: the bounds"),
    ],
)
def test_bars_show_zones_bounds_and_where_it_leads(
    run: Run, indicator: str, options: list[str], rows: str, legend: str
) -> None:
    """Each year has its milestone, where the zones beyond it begin, and its figure or where the observed rate leads."""
    out = run("show", indicator, "--plan", HARBOUR, "--lang", "en", "--width", "120", *options).out
    assert rows in out.replace(" \n", "\n")
    assert legend in " ".join(out.split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_bar_is_never_broken_over_lines(run: Run, lang: str) -> None:
    """On 40 columns too the milestone of the target year stands in the line of its year."""
    out = run("show", "co2", "--plan", HARBOUR, "--lang", lang, "--width", "40").out
    bars = [line for line in out.splitlines() if re.search("[┊│]", line)]
    assert [line[:4] for line in bars] == [str(year) for year in range(2022, 2028)]


def test_a_bar_has_the_colour_of_its_verdict(run: Run) -> None:
    """Red where it is off track, as the status beside it; none where there is no verdict."""
    out = run("show", "co2", "--plan", HARBOUR, "--lang", "en", "--color", "always").out
    coloured = {line[:4]: re.findall(r"\x1b\[31m[^\x1b]*", line) for line in out.splitlines()}
    assert coloured["2025"][-1].startswith("\x1b[31m█")
    assert coloured["2026"] == []


def test_no_empty_table_is_drawn(run: Run) -> None:
    """Of something to be done without any figure there is nothing to draw."""
    assert "──" not in run("show", "east-quay", "--plan", HARBOUR, "--lang", "en").out


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("baseline: 100, target: {kind: growth, rate: 6}", "≥6%/a (growth)"),
        ("baseline: 100, target: {kind: change, value: 15}", "+15 % (change)"),
        ("baseline: 100, target: {kind: change, value: 15, unit: kt}", "+15 kt (change)"),
        ("baseline: 100, target: 150", "≥150 kt (level)"),
        ("target: {kind: total, value: 150}", "≥150 kt (total)"),
        ("target: {kind: trend}", "trend (trend)"),
    ],
)
def test_a_target_has_the_unit_of_what_it_asks(run: Run, tmp_path: Path, target: str, shown: str) -> None:
    """A rate, a change in per cent or a direction is not one of the indicator's own unit."""
    plan = tmp_path / "t.plan.yaml"
    plan.write_text(indicator_plan(f"id: x, name: X, unit: kt, {target}"), encoding="utf-8")
    assert f"Target     {shown}\n" in re.sub(" +\n", "\n", run("show", "x", "--plan", str(plan), "--lang", "en").out)


@pytest.mark.parametrize("columns", ["²", "", "0", "-5", "x", "99999999999999999999"])
def test_a_width_that_is_no_number_is_none(run: Run, columns: str) -> None:
    """Shells export anything as $COLUMNS."""
    for command in (["milestones"], ["example", "list"], ["check", "--help"]):
        assert run(*command, COLUMNS=columns).code == 0
