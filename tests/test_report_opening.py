"""What a reader takes away in a minute: one sentence, three indicators, one number of what could not be judged."""

from pathlib import Path

import pytest

from conftest import Run, indicator_plan

#: How many of four indicators reach 20 by 2025 from 10; the binding one is the last.
NAMES = ("Ann", "Bea", "Cleo", "Dora")
PLAN = indicator_plan(
    *(f"id: {name.lower()}, name: {name}, unit: t, baseline: 10, target: 20, path: linear" for name in NAMES[:3]),
    "id: dora, name: Dora, unit: t, baseline: 10, target: 20, path: linear, attribute: binding",
)
GOOD, BEHIND = 17, 11


def first_lines(run: Run, tmp_path: Path, rows: dict[str, float], *options: str, plan: str = PLAN) -> list[str]:
    """The lines of the summary of 2023."""
    (tmp_path / "p.plan.yaml").write_text(plan, encoding="utf-8")
    lines = [f"{name.lower()},{year},{value}" for name, value in rows.items() for year in (2022, 2023)]
    (tmp_path / "a.csv").write_text("\n".join(["indicator,year,value", *lines]) + "\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023")
    return run("report", *files, "--form", "summary", "--format", "markdown", *options).out.splitlines()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({}, "None of 4 indicators could be judged."),
        ({"Ann": GOOD}, "The one judged indicator is on track."),
        ({"Ann": GOOD, "Bea": GOOD}, "All 2 judged indicators are on track."),
        ({"Ann": BEHIND}, "The one judged indicator is behind; Ann: 11 of 16 t in 2023, needs 4.5 a year to 2025."),
        ({"Ann": GOOD, "Bea": BEHIND}, "1 of 2 judged indicators is on track; furthest behind is Bea: 11 of 16 t in 2023"),
        ({"Ann": 12, "Bea": 11}, "None of 2 judged indicators is on track; furthest behind is Bea: 11 of 16 t in 2023"),
        ({"Ann": GOOD, "Bea": GOOD, "Cleo": 5, "Dora": 12}, "2 of 4 judged indicators are on track; furthest behind is Cleo"),
    ],
)  # fmt: skip
def test_one_sentence_says_it(run: Run, tmp_path: Path, rows: dict[str, float], sentence: str) -> None:
    """How many are on track, and the worst with its figure and what it takes, be it binding or not."""
    assert first_lines(run, tmp_path, rows, "--lang", "en", "--allow-empty")[2].startswith(sentence)


def test_three_need_a_decision(run: Run, tmp_path: Path) -> None:
    """Of what is behind the three most urgent, and how many more there are."""
    text = "\n".join(first_lines(run, tmp_path, dict.fromkeys(NAMES, BEHIND), "--lang", "en"))
    assert [name for name in NAMES if f"| {name}" in text] == ["Ann", "Bea", "Dora"]
    assert "1 more behind" in text
    assert sum(f"| {name}" in text for name in NAMES) == 3


@pytest.mark.parametrize(("lang", "said"), [("en", "See the annex"), ("zh", "名单见附录")])
def test_only_a_report_with_an_annex_names_it(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    """Once, and as a link in a page; a summary is one page, without it."""
    (tmp_path / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nann,2023,17\n")
    call = (
        "report",
        str(tmp_path / "a.csv"),
        "--plan",
        str(tmp_path / "p.plan.yaml"),
        "--year",
        "2023",
        "--lang",
        lang,
    )
    for form, count in (("full", 1), ("summary", 0)):
        assert run(*call, "--form", form).out.count(said) == count
        page = run(*call, "--form", form, "--format", "html").out
        assert page.count(said) == page.count('<a href="#annex">') == count


@pytest.mark.parametrize(("lang", "done", "not_done"), [("en", "done", "not done"), ("zh", "已建成", "未建成")])
def test_what_is_to_be_done_is_done_or_not(run: Run, tmp_path: Path, lang: str, done: str, not_done: str) -> None:
    """Not 1 against 1 with a gap of 0: that is no amount."""
    plan = indicator_plan(*(f"id: {name}, name: {name}, target: {{kind: done, year: 2023}}" for name in ("ann", "bea")))
    (tmp_path / "p.plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nann,2023,1\nbea,2023,0\n")
    call = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", lang)
    out = run("report", *call, "--year", "2023").out
    rows = [[cell.strip() for cell in line.split("|")] for line in out.splitlines() if line.startswith("|")]
    shown = {row[1]: row for row in rows if row[1] in ("ann", "bea")} | {row[2]: row for row in rows if len(row) > 9}
    assert (done in shown["ann"], not_done in shown["bea"]) == (True, True), rows
    assert not {"+0", "-1"} & {cell for row in rows for cell in row}
    assert not_done in run("check", "2023", *call).out


@pytest.mark.parametrize(("lang", "said"), [("en", "5.6% in 2023, target ≤5.5%"), ("zh", "2023年实际5.6%，目标≤5.5%")])
def test_a_band_is_named_where_it_is_missed(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    """It has no milestone; without what was asked the figure says nothing."""
    plan = indicator_plan("id: ann, name: Ann, unit: '%', target: {kind: band, high: 5.5}")
    lines = first_lines(run, tmp_path, {"Ann": 5.6}, "--lang", lang, plan=plan)
    assert said in lines[2]


def test_a_binding_indicator_without_a_verdict_needs_a_decision(run: Run, tmp_path: Path) -> None:
    """Nothing was reported of it: that is a finding, not silence. An anticipatory one is only counted."""
    text = "\n".join(first_lines(run, tmp_path, {"Ann": GOOD}, "--lang", "en"))
    assert "| Dora★ (t)" in text
    assert "Bea" not in text
    assert "3 of 4 indicators could not be judged: 3 without figures." in text


def test_what_is_to_be_kept_low_is_said_so(run: Run, tmp_path: Path) -> None:
    """Where less is better the figure stands against its line, in both languages."""
    plan = indicator_plan("id: ann, name: Ann, unit: t, baseline: 20, target: 10, direction: decrease, path: linear")
    english = first_lines(run, tmp_path, {"Ann": 19}, "--lang", "en", plan=plan)
    chinese = first_lines(run, tmp_path, {"Ann": 19}, "--lang", "zh", plan=plan)
    assert "19 against 14 t in 2023" in english[2]
    assert "2023年实际19 t，不应高于14 t" in chinese[2]


@pytest.mark.parametrize(
    ("rows", "unit", "shown"),
    [
        ("x,2023,11", "t", False),
        ("x,2022,10.5\nx,2023,11", "t", True),
        ("x,2022,10.5\nx,2023,21", "t", False),
        ("x,2022,4\nx,2023,1", "t", False),
    ],
    ids=["a single change", "two changes", "an achieved target", "below nothing"],
)
def test_an_outlook_has_its_rule(run: Run, tmp_path: Path, rows: str, unit: str, shown: bool) -> None:
    """No value is carried on from a single change, past a target that is met, or to what cannot be."""
    (tmp_path / "p.plan.yaml").write_text(
        indicator_plan(f"id: x, name: X, unit: {unit}, baseline: 10, target: 20, path: linear")
    )
    (tmp_path / "a.csv").write_text(f"indicator,year,value\n{rows}\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023", "--lang", "en")
    assert (
        "Target year at the observed rate |" in run("report", *files, "--format", "markdown").out.split("## X")[1]
    ) is shown


def test_a_share_is_not_carried_beyond_the_whole(run: Run, tmp_path: Path) -> None:
    """85 % that grew by five points a year is no 110 % five years on."""
    plan = indicator_plan('id: x, name: X, unit: "%", baseline: 70, target: 99, path: linear')
    (tmp_path / "p.plan.yaml").write_text(plan)
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2022,80\nx,2023,90\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023", "--lang", "en")
    assert (
        "Target year at the observed rate |" not in run("report", *files, "--format", "markdown").out.split("## X")[1]
    )


def test_a_report_does_not_say_where_files_lie(run: Run, tmp_path: Path) -> None:
    """Only their names, with a folder where two have the same."""
    for folder, row in (("east", "ann,2022,12"), ("west", "ann,2023,x")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.csv").write_text(f"indicator,year,value\n{row}\n")
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    files = [str(tmp_path / folder / "a.csv") for folder in ("east", "west")]
    call = ("report", *files, "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023", "--lang", "en")
    for form in ("full", "summary", "midterm"):
        for format in ("html", "markdown"):
            text = run(*call, "--form", form, "--format", format).out
            assert str(tmp_path) not in text
            assert "east/a.csv" in text
            assert "p.plan.yaml" in text


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        ("2023-01/2023-06", "2023年1—6月", "2023-01/2023-06"),
        ("2023-01", "2023年1月", "2023-01"),
        ("2023-01-01/2023-09-19", "截至2023年9月19日", "2023-01-01/2023-09-19"),
    ],
)
def test_a_period_is_written_as_the_language_does(
    run: Run, tmp_path: Path, period: str, chinese: str, english: str
) -> None:
    """Months and days in Chinese, ISO 8601 in English."""
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    (tmp_path / "a.csv").write_text(f"indicator,year,value,period\nann,2023,5,{period}\n")
    call = ("report", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023")
    for language, written in (("zh", chinese), ("en", english)):
        assert written in run(*call, "--lang", language, "--format", "markdown").out


@pytest.mark.parametrize(
    ("target", "chinese", "english"),
    [
        ("{kind: growth, rate: 15}", "年均≥15%", "≥15%/a"),
        ("{kind: milestones, values: {2021: 70, 2025: 90}}", "2021年70、2025年90", "2021:70 2025:90"),
        ("{kind: band, low: 12.5}", "≥12.5", "≥12.5"),
        ("{kind: band, high: 5.5}", "≤5.5", "≤5.5"),
        ("{kind: done, year: 2024}", "2024年建成", "done 2024"),
    ],
)
def test_a_target_is_written_as_the_field_does(
    run: Run, tmp_path: Path, target: str, chinese: str, english: str
) -> None:
    """In a few characters, with the words of the language; an open end of a band is not written."""
    (tmp_path / "p.plan.yaml").write_text(indicator_plan(f"id: x, name: X, unit: t, target: {target}"))
    for language, written in (("zh", chinese), ("en", english)):
        call = ("show", "--plan", str(tmp_path / "p.plan.yaml"), "--lang", language, "--format", "markdown")
        assert f" {written} |" in run(*call).out.replace("\\", "")


@pytest.mark.parametrize(
    ("value", "year", "word"), [(20, 2023, "提前完成"), (20, 2025, "完成"), (19, 2025, "未完成"), (11, 2023, "滞后")]
)
def test_chinese_says_early_and_missed(run: Run, tmp_path: Path, value: float, year: int, word: str) -> None:
    """A target met before its year is 提前完成, one that its year did not meet 未完成."""
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    (tmp_path / "a.csv").write_text(f"indicator,year,value\nann,{year},{value}\n")
    call = ("report", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", str(year))
    table = run(*call, "--lang", "zh", "--format", "markdown").out.split("## 全部指标")[1]
    row = next(line for line in table.splitlines() if "| Ann" in line)
    assert row.strip("| ").split("|")[-1].strip() == word


def test_the_first_screen_answers_five_questions(run: Run, tmp_path: Path) -> None:
    """How many, which is worst, where it is heading, who has to act, what changed: before the table of all."""
    owned = indicator_plan(
        "id: ann, name: Ann, unit: t, baseline: 10, target: 20, path: linear, attribute: binding, owner: Harbour office",
        "id: bea, name: Bea, unit: t, baseline: 10, target: 20, path: linear",
    )
    (tmp_path / "p.plan.yaml").write_text(owned)
    rows = ["ann,2022,14", "ann,2023,11", "bea,2022,14", "bea,2023,17"]
    (tmp_path / "a.csv").write_text("\n".join(["indicator,year,value", *rows]) + "\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en")
    earlier = str(tmp_path / "2022.json")
    run("check", "2022", *files, "--format", "json", "-o", earlier)
    page = run("report", *files, "--year", "2023", "--since", earlier, "--format", "html").out
    first = page[page.index("<h1>") : page.index('id="verdicts"')]
    for answer in (
        "1 of 2 judged indicators is on track",
        "furthest behind is Ann★: 11 of 16 t in 2023",
        "at this rate 12",
        "binding · Harbour office",
        "Changed since 2022.json (2022): 1 verdict changed, 1 unchanged",
    ):
        assert answer in first, answer


def test_a_tolerance_is_said_beside_the_milestone(run: Run, tmp_path: Path) -> None:
    """The milestone as the picture has it, and the line that the verdict rests on."""
    plan = indicator_plan("id: ann, name: Ann, unit: t, baseline: 10, target: 20, path: linear, tolerance: 1")
    english = first_lines(run, tmp_path, {"Ann": 12}, "--lang", "en", plan=plan)
    assert "Ann: 12 of 16 t in 2023 (15 t within the tolerance), needs 4 a year to 2025." in english[2]


@pytest.mark.parametrize(
    ("target", "rows", "shown"),
    [("12", "x,2022,10.8\nx,2023,11.14", "11.90"), ("16", "x,2022,13\nx,2023,13.5", "15.8")],
    ids=["as the figure", "told from the target"],
)
def test_an_outlook_does_not_seem_to_meet_what_it_misses(
    run: Run, tmp_path: Path, target: str, rows: str, shown: str
) -> None:
    """It is shown as exactly as the figure, and never rounded up to the target: 15.8 is not 16. In every form."""
    (tmp_path / "p.plan.yaml").write_text(
        indicator_plan(f"id: x, name: X, unit: t, baseline: 10, target: {target}, path: linear, direction: increase")
    )
    (tmp_path / "a.csv").write_text(f"indicator,year,value\n{rows}\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023", "--lang", "en")
    for form in ("summary", "midterm", "full"):
        assert f" {shown} |" in run("report", *files, "--form", form).out, run("report", *files, "--form", form).out
    assert shown in run("chart", "x", *("--actuals", *files), "--format", "svg").out


@pytest.mark.parametrize(("language", "when"), [("en", "in 2023-04/2023-06"), ("zh", "2023年4—6月实际")])
def test_a_part_of_a_year_is_named_as_one(run: Run, tmp_path: Path, language: str, when: str) -> None:
    """The figure of a quarter is not given out as the year's."""
    (tmp_path / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value,period\nann,2023,3,2023-Q2\nbea,2023,12,2023-Q2\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--period", "2023-Q2")
    assert when in run("report", *files, "--format", "markdown", "--lang", language).out.splitlines()[2]


def test_another_rule_has_its_lines_and_its_path(run: Run, tmp_path: Path) -> None:
    """No milestone of the plan's own path stands among the lines of the rule, under any heading."""
    (tmp_path / "p.plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\nann,2023,11\n")
    files = (str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--year", "2023", "--lang", "en")
    out = run("report", *files, "--profile", "eurostat", "--format", "markdown").out
    assert ("Line (eurostat)" in out, "Milestone" in out) == (True, False)
    paths = {line.split("|")[2].strip() for line in out.splitlines() if line.startswith("| Path")}
    assert paths == {"compound"}
