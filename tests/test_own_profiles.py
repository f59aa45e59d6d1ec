"""Profiles of one's own: in the plan file or in a small file, without code."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import ROOT, plan_of
from plan_cli import api
from plan_cli.__main__ import main
from plan_cli.api import read_profiles
from plan_cli.model.observations import Period
from plan_cli.model.stated_profile import CHANGES, Ask, Scoring, StatedRules
from plan_cli.profiles.built_in import PROFILES as PUBLISHED
from plan_cli.profiles.by_lines import OfficeProfile, OwnProfile

PROFILES_OF_OFFICES = [each for each in PUBLISHED.values() if isinstance(each, OfficeProfile)]


PLAN = """format: 1
id: own
title: own
base_year: 2020
target_year: 2030
indicators:
  - {id: one, name: one, baseline: 100, target: 200, decimals: 2}
"""
PROFILES = """profiles:
  - name: office
    title: The office's own rule
    source: circular 12
    version: "2026"
    lines:
      - {category: good, status: on_track, rate: 90}
      - {category: fair, status: lagging, linear_share: 40}
      - {category: weak, status: off_track, level: 70}
    below: {category: lost, status: reversing}
"""


@pytest.fixture
def files(tmp_path):
    """A plan, its actuals and a file of profiles, by name."""

    def write(plan: str = PLAN, profiles: str = PROFILES, value: str = "120") -> dict[str, str]:
        texts = {"plan.yaml": plan, "rules.yaml": profiles, "a.csv": f"indicator,year,value\none,2025,{value}\n"}
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return {name.split(".")[0]: str(tmp_path / name) for name in texts}

    return write


@pytest.mark.parametrize(
    ("value", "category", "status"),
    [
        ("136.75", "good", "on_track"),  # 100 × (1 + 0.9 × 0.0717735)^5 = 136.7490…
        ("136.74", "fair", "lagging"),
        ("120", "fair", "lagging"),  # 100 + 0.4 × 50
        ("119.99", "weak", "off_track"),
        ("98.995", "weak", "off_track"),  # 0.7 × 141.4213… = 98.9949…
        ("98.99", "lost", "reversing"),
    ],
)
def test_the_lines_of_a_file_are_the_cut_points(value, category, status, files, capsys) -> None:
    """Lines on the rate, on the straight share and on the level, each at its own value."""
    made = files(value=value)
    main(["check", "2025", made["a"], "--plan", made["plan"], "--profile", made["rules"], "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["profile"] == "office"
    result = told["results"][0]
    assert (result["category"], result["status"]) == (category, status)
    assert list(result["cuts"]) == ["good", "fair", "weak"]


def test_a_profile_of_the_plan_file_is_known_by_its_name(files, capsys) -> None:
    """In check, in compare, in milestones and in explain."""
    made = files(plan=PLAN + PROFILES)
    common = ["--plan", made["plan"], "--lang", "en"]
    main(["check", "2025", made["a"], "--profile", "office", "--format", "json", *common])
    assert json.loads(capsys.readouterr().out)["results"][0]["category"] == "fair"
    main(["check", "2025", made["a"], "--compare", *common])
    assert "office" in capsys.readouterr().out
    main(["milestones", "--profile", "office", *common])
    assert "≥ good" in capsys.readouterr().out
    main(["explain", "--profile", "office", *common])
    told = capsys.readouterr().out
    assert "90 % of the required rate" in told
    assert "circular 12 (2026)" in told


@pytest.mark.parametrize(("language", "label"), [("en", "good (Well done)"), ("zh", "good（很好）")])
def test_the_page_of_a_profile_has_its_labels(language, label, run, tmp_path) -> None:
    """Beside the id, in the language that is read."""
    rules = PROFILES.replace("category: good", "category: good, label: {en: Well done, zh: 很好}", 1)
    (tmp_path / "rules.yaml").write_text(rules.lstrip(), encoding="utf-8")
    assert label in run("explain", "--profile", str(tmp_path / "rules.yaml"), "--lang", language).out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rate: 90", "label: Good", "PLN115"),
        ("level: 70", "level: 70, since: previous", "PLN123"),
        ("level: 70", "level: 70, without_errors: {change_share: 10}", "PLN123"),
        ("level: 70", "linear_share: 45", "PLN124"),
        ("rate: 90", "pace: 90", "PLN101"),
        ("name: office", "name: eurostat", "PLN121"),
        ("status: on_track", "status: reversing", "PLN122"),
        ("status: on_track", "status: fine", "PLN106"),
        ("category: weak", "category: good", "PLN122"),
        ("    below: {category: lost, status: reversing}\n", "", "PLN102"),
        ("profiles:", "profile:", "PLN101"),
    ],
)
def test_mistakes_are_findings_with_their_place(old, new, code, files, capsys) -> None:
    """A file of profiles that cannot be used is exit 2, naming what is wrong and where."""
    made = files(profiles=PROFILES.replace(old, new, 1))
    arguments = ["check", "2025", made["a"], "--plan", made["plan"], "--profile", made["rules"], "--format", "json"]
    assert main(arguments) == 2
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert code in [each["code"] for each in found]
    assert all(each["line"] for each in found)


def test_one_of_several_is_named_behind_the_file(files, capsys) -> None:
    """FILE#NAME chooses; without a name the choices are told."""
    second = PROFILES + PROFILES.replace("profiles:\n", "").replace("office", "second").replace("rate: 90", "rate: 5")
    made = files(profiles=second)
    arguments = ["check", "2025", made["a"], "--plan", made["plan"], "--format", "json", "--profile"]
    main([*arguments, made["rules"] + "#second"])
    assert json.loads(capsys.readouterr().out)["results"][0]["category"] == "good"
    assert main([*arguments, made["rules"]]) == 2
    assert "#second" in capsys.readouterr().out


def test_lines_on_the_level_need_no_baseline(files, capsys) -> None:
    """Dated values without a baseline have a milestone, and so much per cent of it is a line; a rate is not."""
    plan = PLAN.replace("baseline: 100, target: 200", "path: steps, target: {kind: milestones, values: {2025: 100}}")
    lines = "lines:\n      - {category: fine, status: on_track, level: 100}\n      - {category: near, status: lagging, level: 80}\n"
    level = PROFILES[: PROFILES.index("lines:")] + lines + PROFILES[PROFILES.index("    below") :]
    for profiles, status in ((level, "lagging"), (PROFILES, "not_assessable")):
        made = files(plan=plan, profiles=profiles, value="90")
        main(["check", "2025", made["a"], "--plan", made["plan"], "--profile", made["rules"], "--format", "json"])
        assert json.loads(capsys.readouterr().out)["results"][0]["status"] == status


#: A line of a profile, and the last figures that earn it and do not: 100 in 2020, 200 by 2030, 105 in 2022, 110 in
#: 2024, judged in 2025.
MEASURES = [
    ("change_share: 30", "130", "129.99"),
    ("target_share: 60", "120", "119.99"),
    ("time_points: 0", "150", "149.99"),
    ("time_points: -10", "140", "139.99"),
    ("linear_share: 50", "125", "124.99"),
    ("change: 5, since: previous", "115", "114.99"),
    ("change: -5, since: previous", "105", "104.99"),
    ("change: -5, since: previous, operator: more_than", "105.01", "105"),
    ("change: 8, since: 3", "113", "112.99"),
    ("change_percent: 5", "105", "104.99"),
    ("change_percent: -5", "95", "94.99"),
    ("change_percent: 10, since: previous", "121", "120.99"),
    ("growth: 2", "110.41", "110.40"),  # 100 × 1.02^5 = 110.4080…
    ("growth: 2, since: 3", "111.43", "111.42"),  # 105 × 1.02^3 = 111.4268…
    ("rate: 90, since: 3", "130.62", "130.61"),  # 105 × (1 + 0.9 × ((200 ÷ 105)^(1 ÷ 8) - 1))^3 = 130.6194…
    ("linear_share: 50, since: 3", "122.82", "122.81"),  # 105 + 0.5 × 95 ÷ 8 × 3 = 122.8125
    ("projected_share: 50, since: previous", "116.48", "116.47"),  # 110 × (155 ÷ 110)^(1 ÷ 6) = 116.4704…
    ("change_share: 30, tolerance: 1", "129", "128.99"),
    ("change_share: 30, tolerance: 3", "127", "126.99"),
    ("change_share: 30, tolerance: 10%", "117", "116.99"),
    ("change_share: 30, tolerance: own", "128", "127.99"),
    ("change_share: 30, margin: own", "132", "131.99"),
    ("change_share: 30, margin: 3", "133", "132.99"),
    ("change_share: 30, change: 15, since: previous", "130", "129.99"),
    ("change_share: 30, change: 25, since: previous", "135", "134.99"),
]
ONE_LINE = """profiles:
  - name: office
    lines:
      - {category: good, status: on_track, LINE}
    below: {category: bad, status: off_track}
"""


@pytest.mark.parametrize(("line", "enough", "short"), MEASURES)
@pytest.mark.sampled(4)
def test_a_line_lies_where_its_measure_says(line, enough, short, run, tmp_path, monkeypatch) -> None:
    """The first figure that is enough earns the category, and one unit less does not; where less is better, mirrored."""
    monkeypatch.chdir(tmp_path)
    for turned in (False, True):
        plan = PLAN.replace("decimals: 2", "decimals: 2, tolerance: 2") + ONE_LINE.replace("LINE", line)
        values = {2022: "105", 2024: "110"}
        if turned:
            if any(word in line for word in ("percent", "growth", "%", "target_share", "rate", "projected")):
                continue
            plan = plan.replace("baseline: 100, target: 200", "baseline: 100, target: 0, direction: decrease")
            values = {2022: "95", 2024: "90"}
        (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
        for value, category in ((enough, "good"), (short, "bad")):
            last = str(200 - Decimal(value)) if turned else value
            rows = "".join(f"one,{year},{figure}\n" for year, figure in {**values, 2025: last}.items())
            (tmp_path / "a.csv").write_text("indicator,year,value\n" + rows, encoding="utf-8")
            ran = run("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
            assert json.loads(ran.out)["results"][0]["category"] == category, (turned, value)


@pytest.mark.parametrize(
    ("line", "value", "category"),
    [
        # At the target, where it is to be held, it is reached; a margin beyond it has to be passed.
        ("change_share: 100, operator: more_than", "200", "good"),
        ("change_share: 100, operator: more_than", "199.99", "bad"),
        ("change_share: 100, operator: more_than, margin: own", "202", "bad"),
        ("change_share: 100, operator: more_than, margin: own", "202.01", "good"),
        # Whatever share of the way is asked; what is asked of the target itself is a share of it.
        ("rate: 90", "200", "good"),
        ("rate: 90", "199.99", "bad"),
        ("linear_share: 40", "199.99", "bad"),
        ("target_share: 110", "220", "good"),
        ("target_share: 110", "219.99", "bad"),
    ],
)
def test_a_target_to_hold_is_reached_where_it_lies(line, value, category, run, tmp_path, monkeypatch) -> None:
    """From a baseline of 220, or of 200 itself, a target of 200 is one to hold."""
    monkeypatch.chdir(tmp_path)
    for start in (220, 200):
        ends = f"baseline: {start}, target: 200, direction: increase, tolerance: 2"
        plan = PLAN.replace("baseline: 100, target: 200", ends) + ONE_LINE.replace("LINE", line)
        (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
        (tmp_path / "a.csv").write_text(f"indicator,year,value\none,2025,{value}\n", encoding="utf-8")
        ran = run("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
        assert json.loads(ran.out)["results"][0]["category"] == category, start


@pytest.mark.parametrize(
    ("lines", "value", "category"),
    [
        ("", "22.8", "good"),
        ("", "22.7", "bad"),
        ("", "25.3", "bad"),
        # Two words for off track: which one is meant is not said.
        ("      - {category: poor, status: off_track, level: 10}\n", "22.7", None),
    ],
)
def test_what_was_overshot_has_the_word_for_off_track(lines, value, category, run, tmp_path, monkeypatch) -> None:
    """A cost of 24 to within 5 %: less is no success."""
    monkeypatch.chdir(tmp_path)
    target = "direction: decrease, tolerance: 5%, target: {kind: level, value: 24.0, operator: exactly, year: 2025}"
    profile = ONE_LINE.replace("LINE", "level: 100, tolerance: own").replace("    below", lines + "    below")
    text = PLAN.replace("baseline: 100, target: 200, decimals: 2", f"baseline: 30, {target}") + profile
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"indicator,year,value\none,2025,{value}\n", encoding="utf-8")
    ran = run("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
    assert json.loads(ran.out)["results"][0]["category"] == category


@pytest.mark.parametrize(
    ("line", "heading", "row", "source", "category", "line_at"),
    [
        # 200 less 1.959963985 standard errors of 3: met within its sampling error
        ("tolerance: {errors: 1.959963985}", "se", "194.13,3", "", "good", "194.12"),
        ("tolerance: {errors: 1.959963985}", "se", "194.12,3", "", "bad", "194.12"),
        ("tolerance: {errors: 1.959963985}", "moe", "194.13,5.879891955", "confidence: 95", "good", "194.12"),
        ("margin: {errors: 2}", "se", "206,3", "", "good", "206"),
        # Short of the line but past the target, which is achieved: the row is held against the target.
        ("margin: {errors: 2}", "se", "205.99,3", "", "bad", "200"),
        ("tolerance: {errors: 1.96}", "se", "150,", "", None, None),
        ("tolerance: {errors: 1.96}", "moe", "150,3", "", None, None),
    ],
)
def test_a_line_may_be_moved_by_the_error_of_the_figure(
    line, heading, row, source, category, line_at, run, tmp_path, monkeypatch
) -> None:
    """A target within the sampling error of the figure is met; without the error nothing can be said, and why."""
    monkeypatch.chdir(tmp_path)
    actuals = f"actuals: {{file: a.csv{source and ', ' + source}}}\n"
    plan = PLAN + ONE_LINE.replace("LINE", f"target_share: 100, {line}") + actuals
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"indicator,year,value,{heading}\none,2025,{row}\n", encoding="utf-8")
    common = ("check", "2025", "--plan", "plan.yaml", "--profile", "office")
    result = json.loads(run(*common, "--format", "json").out)["results"][0]
    assert (result["category"], result["status"] == "not_assessable") == (category, category is None)
    assert category or "standard error of the figure" in result["reason"]
    if line_at is not None:
        assert round(result["line"], 2) == float(line_at)
    derived = run("explain", "one", "2025", "--profile", "office", "--plan", "plan.yaml", "--lang", "en").out
    assert ("standard error 3.00" in derived) == (category is not None)
    words = run("explain", "--profile", "office", "--plan", "plan.yaml", "--lang", "en").out
    assert "standard errors of the figure" in " ".join(words.split())


SIGNIFICANT = """profiles:
  - name: office
    lines:
      - {category: better, status: on_track, change_errors: 2, without_errors: {change_share: 10}}
      - {category: same, status: off_track, change_errors: -2, operator: more_than, without_errors: {change_percent: -10}}
    below: {category: worse}
"""


@pytest.mark.parametrize(
    ("heading", "rows", "source", "categories"),
    [
        # the change has an error of √(3² + 4²) = 5, twice that is 10
        ("se", ("100,3", "{},4"), "", {"110": "better", "109.99": "same", "90.01": "same", "90": "worse"}),
        ("Standard error", ("100,3", "{},4"), "", {"110": "better", "109.99": "same"}),
        # 1.959963985 × 3 and × 4
        ("moe", ("100,5.879891955", "{},7.83985594"), "confidence: 95", {"110.01": "better", "109.98": "same"}),
        ("low,high", ("100,94.120108045,105.879891955", "{},50,65.67971188"), "confidence: 95", {"110.01": "better"}),
        # without a level of confidence, and without a column, nothing is known of errors: 10 % of the way
        ("moe", ("100,5.879891955", "{},7.83985594"), "", {"110": "better", "109.99": "same", "90": "worse"}),
        ("note", ("100,", "{},"), "", {"110": "better", "109.99": "same", "90.01": "same", "90": "worse"}),
        # one of two errors is not enough
        ("se", ("100,", "{},4"), "", {"110": "better", "109.99": "same"}),
    ],
)
def test_a_significant_change_is_one_of_so_many_standard_errors(
    heading, rows, source, categories, run, tmp_path, monkeypatch
) -> None:
    """Errors are read from their column, or told by a margin or an interval at a stated level; else the other line holds."""
    monkeypatch.chdir(tmp_path)
    more = f", {source}" if source else ""
    plan = PLAN + SIGNIFICANT + f"actuals: {{file: a.csv{more}}}\n"
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    for value, category in categories.items():
        data = f"indicator,year,value,{heading}\none,2020,{rows[0]}\none,2025,{rows[1].format(value)}\n"
        (tmp_path / "a.csv").write_text(data, encoding="utf-8")
        ran = run("check", "2025", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
        assert json.loads(ran.out)["results"][0]["category"] == category, value


@pytest.mark.parametrize(
    ("nature", "categories"),
    [
        # Of a stock as of a year: an error of 5, so 10 points are significant.
        ("stock", {"110": "better", "109.99": "same", "90": "worse"}),
        # Of half a flow no error is known: 10 % of the way from 50 to 100, and 10 % of 50.
        ("flow", {"55": "better", "54.99": "same", "45.01": "same", "45": "worse"}),
    ],
)
def test_errors_of_a_part_of_a_year_are_those_of_its_figures(nature, categories, run, tmp_path, monkeypatch) -> None:
    """What is known of a stock in June, of the base year too; of a share of a year's flow nothing is."""
    monkeypatch.chdir(tmp_path)
    plan = PLAN.replace("decimals: 2", f"decimals: 2, nature: {nature}") + SIGNIFICANT
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    for value, category in categories.items():
        data = f"indicator,year,period,value,se\none,2020,2020,100,3\none,2025,2025-01/2025-06,{value},4\n"
        (tmp_path / "a.csv").write_text(data, encoding="utf-8")
        ran = run("check", "2025-01/2025-06", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
        assert json.loads(ran.out)["results"][0]["category"] == category, value


def test_an_error_is_turned_into_the_unit_of_the_plan_with_its_figure(run, tmp_path, monkeypatch) -> None:
    """A file in tens: its errors count ten times."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(PLAN + SIGNIFICANT + "actuals: {file: a.csv, scale: 10}\n", encoding="utf-8")
    for value, category in {"11": "better", "10.99": "same"}.items():
        (tmp_path / "a.csv").write_text(
            f"indicator,year,value,se\none,2020,10,.3\none,2025,{value},.4\n", encoding="utf-8"
        )
        ran = run("check", "2025", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
        assert json.loads(ran.out)["results"][0]["category"] == category, value


@pytest.mark.parametrize(
    ("line", "reason"),
    [("change_errors: 2", "standard errors of both"), ("change: 1, since: 2", "no figure of the earlier year")],
)
def test_a_figure_that_a_line_needs_is_named_where_it_is_missing(line, reason, run, tmp_path, monkeypatch) -> None:
    """Not assessable, with the reason; with the office's own word where it has one."""
    monkeypatch.chdir(tmp_path)
    word = "    too_few: {category: unknown, label: cannot be said}\n"
    (tmp_path / "plan.yaml").write_text(PLAN + ONE_LINE.replace("LINE", line) + word, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\none,2025,120\n", encoding="utf-8")
    common = ("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--lang", "en")
    result = json.loads(run(*common, "--format", "json").out)["results"][0]
    assert (result["status"], result["category"]) == ("not_assessable", "unknown")
    assert reason in result["reason"]
    assert "cannot be said" in run(*common).out


@pytest.mark.parametrize(
    ("line", "ends", "reason"),
    [
        ("target_share: 60", "baseline: -20, target: -10, path: linear", "needs a positive number"),
        ("target_share: 60", "baseline: -20, target: 0, path: linear", "needs a positive number"),
        ("growth: 2", "baseline: -20, target: -10, path: linear", "two positive numbers"),
        ("growth: 2", "baseline: 0, target: 10, path: linear", "two positive numbers"),
        ("projected_share: -100", "baseline: 100, target: 200", "two positive numbers"),
        ("rate: 50", "baseline: -20, target: -10, path: linear", "two positive numbers"),
    ],
)
def test_a_line_that_no_number_lies_on_is_not_drawn(line, ends, reason, run, tmp_path, monkeypatch) -> None:
    """A share or a growth of what is not above zero is nothing to be judged by."""
    monkeypatch.chdir(tmp_path)
    plan = PLAN.replace("baseline: 100, target: 200", ends) + ONE_LINE.replace("LINE", line)
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\none,2025,-15\n", encoding="utf-8")
    ran = run("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
    result = json.loads(ran.out)["results"][0]
    assert result["status"] == "not_assessable"
    assert reason in result["reason"]


@pytest.mark.parametrize(
    ("figures", "category", "status"),
    [
        (("150",), "green", "on_track"),
        (("149",), "yellow", "lagging"),
        (("139", "149"), "red", "off_track"),
        (("140", "149"), "yellow", "lagging"),
        (("129", "140", "149"), "yellow", "lagging"),
    ],
)
def test_a_streak_changes_the_word(figures, category, status, run, tmp_path, monkeypatch) -> None:
    """Two figures running short of their years' lines (140 in 2024, 150 in 2025) are red, one is yellow."""
    monkeypatch.chdir(tmp_path)
    profile = """profiles:
  - name: office
    lines:
      - {category: green, status: on_track, linear_share: 100}
    below: {category: yellow, status: lagging, streak: {figures: 2, category: red, label: {zh: 红牌, en: red card}, status: off_track}}
"""
    (tmp_path / "plan.yaml").write_text(PLAN + profile, encoding="utf-8")
    rows = "".join(f"one,{2026 - len(figures) + i},{value}\n" for i, value in enumerate(figures))
    (tmp_path / "a.csv").write_text("indicator,year,value\n" + rows, encoding="utf-8")
    common = ("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office")
    result = json.loads(run(*common, "--format", "json").out)["results"][0]
    assert (result["category"], result["status"]) == (category, status)
    if category == "red":
        assert "红牌" in run(*common, "--lang", "zh").out


def test_a_streak_begins_after_the_base_year(run, tmp_path, monkeypatch) -> None:
    """What was short of the plan's own baseline in the base year is no figure that was asked for anything."""
    monkeypatch.chdir(tmp_path)
    line, streak = (
        "{category: green, status: on_track, linear_share: 100}",
        "{figures: 2, category: red, status: off_track}",
    )
    below = f"{{category: yellow, status: lagging, streak: {streak}}}"
    profile = f"profiles:\n  - name: office\n    lines:\n      - {line}\n    below: {below}\n"
    (tmp_path / "plan.yaml").write_text(PLAN + profile, encoding="utf-8")
    for rows, category in (
        ("one,2020,95\none,2021,99\n", "yellow"),
        ("one,2020,95\none,2021,99\none,2022,99\n", "red"),
    ):
        (tmp_path / "a.csv").write_text("indicator,year,value\n" + rows, encoding="utf-8")
        year = rows.split(",")[-2]
        ran = run("check", year, "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
        assert json.loads(ran.out)["results"][0]["category"] == category


def test_words_for_a_reached_target_and_rules_without_one(run, tmp_path, monkeypatch) -> None:
    """The target itself counts, not less its tolerance; early before its year; a trend has lines of its own."""
    monkeypatch.chdir(tmp_path)
    profile = """profiles:
  - name: office
    path: linear
    reached: {category: met}
    early: {category: met_early}
    lines:
      - {category: good, status: on_track, rate: 90}
    below: {category: bad, status: off_track}
    without_target:
      lines:
        - {category: rising, status: on_track, growth: 1}
      below: {category: falling, status: off_track}
"""
    plan = (
        PLAN.replace("decimals: 2", "decimals: 2, tolerance: 5")
        + "  - {id: two, name: two, baseline: 100, target: {kind: trend}}\n"
    )
    (tmp_path / "plan.yaml").write_text(plan + profile, encoding="utf-8")
    expected = {
        ("2025", "one", "200"): "met_early", ("2030", "one", "200"): "met", ("2030", "one", "196"): "good",
        ("2025", "one", "145"): "good", ("2025", "one", "144"): "bad",
        ("2025", "two", "105.2"): "rising", ("2025", "two", "105.1"): "falling",
    }  # fmt: skip
    for (year, indicator, value), category in expected.items():
        (tmp_path / "a.csv").write_text(f"indicator,year,value\n{indicator},{year},{value}\n", encoding="utf-8")
        ran = run("check", year, "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
        by_id = {result["id"]: result for result in json.loads(ran.out)["results"]}
        assert by_id[indicator]["category"] == category, (year, value)


@pytest.mark.parametrize(
    ("year", "value", "status", "category"),
    [
        ("2025", "200", "achieved", "met_early"),
        ("2030", "200", "achieved", "met"),
        ("2025", "196", "not_assessable", None),
    ],
)
def test_a_target_that_is_met_is_so_in_the_rule_s_word_without_a_baseline(
    year, value, status, category, run, tmp_path, monkeypatch
) -> None:
    """Here and in a panel; the target itself counts, not less its tolerance of 5."""
    monkeypatch.chdir(tmp_path)
    rule = ONE_LINE.replace("LINE", "rate: 90").replace(
        "    below", "    reached: {category: met}\n    early: {category: met_early}\n    below"
    )
    plan = PLAN.replace("decimals: 2", "decimals: 2, tolerance: 5").replace("baseline: 100, ", "")
    assert "baseline" not in plan
    (tmp_path / "plan.yaml").write_text(plan + rule, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"region,indicator,year,value\nn,one,{year},{value}\n", encoding="utf-8")
    common = ("check", year, "a.csv", "--plan", "plan.yaml", "--profile", "office")
    one = json.loads(run(*common, "--format", "json").out)["results"][0]
    assert (one["status"], one["category"]) == (status, category)
    panel = json.loads(run(*common, "--by", "region", "--format", "json", "-o", "all.csv").out)
    assert panel["summary"][status] == 1
    assert (category or "") in (tmp_path / "all.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["rate: 95", "linear_share: 100", "projected_share: 100"])
@pytest.mark.parametrize(
    ("rows", "good", "bad"),
    [
        # From 150 in 2024: a sixth of the way to 200 in 2030.
        ("one,2024,150\n", "160", "151"),
        # The figure before has met the target: it is one to hold.
        ("one,2024,210\n", "200", "199"),
    ],
)
def test_a_way_from_the_figure_before_needs_no_baseline(line, rows, good, bad, run, tmp_path, monkeypatch) -> None:
    """What was reached by then is left behind; the plan's own start is not asked for."""
    monkeypatch.chdir(tmp_path)
    for plan in (PLAN, PLAN.replace("baseline: 100, ", "")):
        (tmp_path / "plan.yaml").write_text(
            plan + ONE_LINE.replace("LINE", f"{line}, since: previous"), encoding="utf-8"
        )
        for value, category in ((good, "good"), (bad, "bad")):
            (tmp_path / "a.csv").write_text(f"indicator,year,value\n{rows}one,2025,{value}\n", encoding="utf-8")
            ran = run("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--format", "json")
            assert json.loads(ran.out)["results"][0]["category"] == category, (plan, value)
    shown = run("explain", "--profile", "office", "--plan", "plan.yaml", "--lang", "en").out
    assert "from the figure before" in " ".join(shown.split())


def test_a_panel_keeps_the_words_and_shows_the_line(run, tmp_path, monkeypatch) -> None:
    """Counts by category in the table and in JSON, in the reader's language; the furthest behind against the profile's line."""
    monkeypatch.chdir(tmp_path)
    profile = ONE_LINE.replace("LINE", "change_share: 50, label: {en: Good!, zh: 好}")
    (tmp_path / "plan.yaml").write_text(PLAN + profile, encoding="utf-8")
    (tmp_path / "p.csv").write_text(
        "region,indicator,year,value\nn,one,2025,149.99\ns,one,2025,150\nw,one,2025,160\n", encoding="utf-8"
    )
    common = ("check", "2025", "p.csv", "--by", "region", "--plan", "plan.yaml", "--profile", "office")
    document = json.loads(run(*common, "--format", "json").out)
    assert document["groups"][0]["categories"] == {"good": 2, "bad": 1}
    worst = document["worst"][0]
    assert (worst["milestone"], worst["category"]) == (150, "bad")
    table = run(*common, "--lang", "en").out
    assert "Good!" in table
    assert "Line (office)" in table
    assert "好" in run(*common, "--lang", "zh").out


def test_the_words_of_an_own_profile_are_read_wherever_it_is_shown(run, tmp_path, monkeypatch) -> None:
    """In check, compare, milestones, a report and a chart's page: the label in the language, never the id."""
    monkeypatch.chdir(tmp_path)
    profile = ONE_LINE.replace("LINE", "change_share: 50, label: {en: Good!, zh: 好}")
    (tmp_path / "plan.yaml").write_text(PLAN + profile, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\none,2025,160\n", encoding="utf-8")
    for lang, word in (("en", "Good!"), ("zh", "好")):
        common = ("--plan", "plan.yaml", "--lang", lang)
        shown = [
            run("check", "2025", "a.csv", "--profile", "office", *common).out,
            run("check", "2025", "a.csv", "--compare", "--profile", "office", "--profile", "eurostat", *common).out,
            run("milestones", "--profile", "office", *common).out,
            run("explain", "one", "2025", "--actuals", "a.csv", "--profile", "office", *common).out,
        ]
        run("report", "a.csv", "--year", "2025", "--profile", "office", "-o", f"{lang}.html", *common)
        shown.append((tmp_path / f"{lang}.html").read_text(encoding="utf-8"))
        assert [word in text for text in shown] == [True] * len(shown)


def test_a_trend_shows_the_line_that_it_was_held_against(run, tmp_path, monkeypatch) -> None:
    """Without a milestone there is still a line; a published score has a column of its own."""
    monkeypatch.chdir(tmp_path)
    plan = PLAN.replace("target: 200", "target: {kind: trend}")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\none,2025,110\n", encoding="utf-8")
    common = ("check", "2025", "a.csv", "--plan", "plan.yaml", "--lang", "en", "--profile")
    assert "105.10" in run(*common, "eurostat").out  # 100 × 1.01^5
    assert "Score" not in run(*common, "eurostat").out
    told = run(*common, "statcan").out
    assert "Score" in told
    assert "4.62" in told  # 500 × (1.1^0.2 − 1) − 5
    page = run("report", "a.csv", "--year", "2025", "--profile", "statcan", "--plan", "plan.yaml", "--lang", "en").out
    assert "4.62" in page


def test_the_schema_for_editors_knows_a_file_of_profiles(run) -> None:
    """What the program reads is valid by it, and what it refuses for its keys is not."""
    schema = json.loads(run("schema", "--of", "own-profiles").out)
    good = yaml.safe_load(PROFILES)
    jsonschema.validate(good, schema)
    for old, new in (
        ("rate: 90", "pace: 90"),
        ("status: on_track", "status: fine"),
        ("rate: 90", "since: often, rate: 90"),
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(PROFILES.replace(old, new, 1)), schema)


def _written(rules: StatedRules) -> dict[str, Any]:
    """Rules as their author would write them."""

    def asks(each: tuple[Ask, ...]) -> dict[str, Any]:
        since = {ask.since for ask in each if ask.on in CHANGES} - {"baseline"}
        return {ask.on: ask.amount for ask in each} | ({"since": since.pop()} if since else {})

    lines = []
    for line in rules.lines:
        written = {"category": line.category, "status": line.status, **asks(line.asks)}
        written |= {"operator": "more_than"} if line.exclusive else {}
        written |= {key: "own" for key in ("tolerance", "margin") if getattr(line, key) is not None}
        written |= {"without_errors": asks(line.without_errors)} if line.without_errors else {}
        lines.append(written)
    return {"lines": lines, "below": {"category": rules.worst[0], "status": rules.worst[1]}}


@pytest.mark.parametrize("profile", PROFILES_OF_OFFICES, ids=lambda each: each.name)
def test_a_published_rule_can_be_written_by_a_user(profile, tmp_path) -> None:
    """Every office's lines, in the words of a file of one's own, are the same rules: there is one language."""
    stated = profile.stated
    words = {key: {"category": getattr(stated, key)} for key in ("reached", "early", "too_few") if getattr(stated, key)}
    written = {"name": "copy", "rounded": stated.rounded, **_written(stated.rules), **words}
    if stated.path is not None:
        written["path"] = stated.path.shape
    if stated.without_target is not None:
        written["without_target"] = _written(stated.without_target)
    if stated.scoring is not None:
        written["average"] = {"rounding": stated.scoring.rounding}
        for part in (*written["lines"], written["below"], *words.values()):
            if (score := stated.scoring.scores.get(part["category"])) is not None:
                part["score"] = score
    text = json.dumps({"profiles": [written]}, default=float)
    (tmp_path / "copy.yaml").write_text(text, encoding="utf-8")
    (read,), diagnostics = read_profiles(tmp_path / "copy.yaml")
    assert not diagnostics
    assert isinstance(read, OwnProfile)
    assert replace(read.stated, name=stated.name) == stated


@pytest.mark.parametrize(
    ("rounding", "rounded"),
    [
        # means of 4.5, 4.6, 4.4 and 3.57…
        ("half_up", [5, 5, 4, 4]), ("half_down", [4, 5, 4, 4]), ("half_even", [4, 5, 4, 4]),
        ("five_down", [4, 5, 4, 3]), ("up", [5, 5, 5, 4]), ("down", [4, 4, 4, 3]),
    ],
)  # fmt: skip
def test_scores_are_averaged_over_a_group_and_rounded_as_stated(rounding, rounded) -> None:
    """五捨六入 drops a first decimal of 5, also that of 3.57."""
    scoring = Scoring({}, rounding)
    means = [Decimal("4.5"), Decimal("4.6"), Decimal("4.4"), Decimal(25) / 7]
    assert [scoring.rounded(mean) for mean in means] == rounded


def test_a_group_gets_the_category_of_its_mean_score(run, tmp_path, monkeypatch) -> None:
    """What has no score is not counted, and the table says how many were."""
    monkeypatch.chdir(tmp_path)
    plan = """format: 1
id: own
title: own
base_year: 2020
target_year: 2030
groups: {g: First, h: Second}
indicators:
  - {id: one, name: one, group: g, baseline: 100, target: 200}
  - {id: two, name: two, group: g, baseline: 100, target: 200}
  - {id: three, name: three, group: g, baseline: 100, target: 200}
  - {id: four, name: four, group: h, baseline: 100, target: 200}
profiles:
  - name: office
    average: {rounding: five_down}
    lines: [{category: good, status: on_track, score: 4, change_share: 50}]
    below: {category: bad, status: off_track, score: 3}
"""
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text("indicator,year,value\none,2025,160\ntwo,2025,120\n", encoding="utf-8")
    common = ("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "office", "--lang", "en")
    found = json.loads(run(*common, "--format", "json").out)["averages"]
    assert found == [{"group": "g", "indicators": 3, "scored": 2, "mean": 3.5, "score": 3, "categories": ["bad"]}]
    table = run(*common).out
    run("report", "a.csv", "--year", "2025", "--profile", "office", "--plan", "plan.yaml", "-o", "page.html")
    for text in (table, (tmp_path / "page.html").read_text(encoding="utf-8")):
        assert "2/3" in text
        assert "3.50" in text
    (tmp_path / "plan.yaml").write_text(plan.replace("    average: {rounding: five_down}\n", ""), encoding="utf-8")
    assert "PLN123" in run("validate", "plan.yaml").out


def test_the_office_s_own_average_comes_out() -> None:
    """健康日本21: four Cs are a C; the rule of its report, chapter 2, p. 6."""
    scoring = PUBLISHED["health-japan-21"].scoring
    assert scoring is not None
    steps = [scoring.scores["c_unchanged"]] * 4
    assert scoring.rounded(sum(steps) / 4) == scoring.scores["c_unchanged"]


@pytest.mark.parametrize(
    ("line", "enough", "short"),
    [("target_share: 50", "50", "49.99"), ("change_share: 50", "75", "74.99"), ("change: 10", "55", "54.99")],
)
def test_a_half_year_is_held_against_half_of_everything(line, enough, short, tmp_path) -> None:
    """Of a flow, baseline and target count by the share of the year; a whole earlier year is not compared with it."""
    half = Period(date(2025, 1, 1), date(2025, 6, 30))
    earlier = "change: 1, since: previous"
    for measured, value, category in ((line, enough, "good"), (line, short, "bad"), (earlier, "60", None)):
        plan = plan_of(PLAN + ONE_LINE.replace("LINE", measured), tmp_path)
        rows = f"one,2024,110,2024\none,2025,{value},2025-01/2025-06\n"
        (tmp_path / "a.csv").write_text("indicator,year,value,period\n" + rows, encoding="utf-8")
        judged = api.check(plan, api.read_actuals(tmp_path / "a.csv", plan), 2025, profile="office", period=half)
        assert judged.results[0].category == category, (measured, value)


#: Of 100 in 2020, 105 in 2022, 110 in 2024 and 200 asked by 2030 on a straight path: the least figure of 2025 that earns
#: a category of the shapes on the page, and what a hundredth less is.
SHAPES = [
    ("rate-of-completion", "150", "green", "amber"),
    ("rate-of-completion", "135", "amber", "red"),
    ("off-by-a-tenth", "135", "met", "not_met"),
    ("pace-of-progress", "145.01", "high", "medium"),
    ("pace-of-progress", "125", "medium", "low"),
    ("zone-of-no-change", "108.15", "better", "the_same"),
    ("zone-of-no-change", "101.86", "the_same", "worse"),
    ("zone-a-year", "108.19", "improving", "stable"),  # 105 × 1.01^3 = 108.1816…
    ("zone-a-year", "101.89", "stable", "worsening"),  # 105 × 0.99^3 = 101.8814…
    ("behind-time", "150", "in_time", "late"),
    ("behind-time", "140", "late", "very_late"),
    ("last-years", "132.16", "significant", "moderate"),  # 105 × (1 + 0.95 × ((200 ÷ 105)^(1 ÷ 8) - 1))^3 = 132.1534…
    ("last-years", "121.67", "moderate", "insufficient"),  # with 0.6: 121.6639…
    ("last-years", "105", "insufficient", "movement_away"),
    ("latest-pace", "125", "expected", "not_expected"),
    ("share-of-the-target", "190", "fulfilled", "partly"),
    ("share-of-the-target", "150", "partly", "failed"),
    ("twice-running", "150", "on_course", "alarm"),
]


@pytest.mark.parametrize(("name", "value", "category", "short"), SHAPES)
@pytest.mark.sampled(4)
def test_the_shapes_on_the_page_are_what_they_say(name, value, category, short, run, tmp_path, monkeypatch) -> None:
    """Each is read from the page, and its lines lie where its comment says."""
    page = (ROOT / "docs" / "office-rule.md").read_text(encoding="utf-8")
    shapes = page.partition("## Ten shapes of rules")[2].partition("```yaml\n")[2].partition("```")[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(shapes, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN.replace("decimals: 2", "decimals: 2, path: linear"), encoding="utf-8")
    for last, wanted in ((Decimal(value), category), (Decimal(value) - Decimal("0.01"), short)):
        rows = "".join(f"one,{year},{figure}\n" for year, figure in {2022: 105, 2024: 110, 2025: last}.items())
        (tmp_path / "a.csv").write_text("indicator,year,value\n" + rows, encoding="utf-8")
        ran = run(
            "check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", f"rules.yaml#{name}", "--format", "json"
        )
        assert json.loads(ran.out)["results"][0]["category"] == wanted, last


def test_the_page_has_ten_shapes() -> None:
    """And every one of them is tried."""
    page = (ROOT / "docs" / "office-rule.md").read_text(encoding="utf-8")
    shapes = page.partition("## Ten shapes of rules")[2].partition("```yaml\n")[2].partition("```")[0]
    names = [line.split()[2] for line in shapes.splitlines() if "- name:" in line]
    assert len(names) == 10
    assert set(names) == {name for name, *_ in SHAPES}


@pytest.mark.parametrize(
    ("value", "category", "status"),
    [("51", "improving", "on_track"), ("50.9", "maintaining", "lagging"), ("49.1", "maintaining", "lagging"),
     ("49", "worsening", "reversing")],
)  # fmt: skip
def test_the_example_on_the_page_is_scotlands_rule(value, category, status, run, tmp_path, monkeypatch) -> None:
    """One point is improving and worsening, just less is maintaining, by the change between the last two figures."""
    page = (ROOT / "docs" / "office-rule.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    plan = PLAN.replace("baseline: 100, target: 200, decimals: 2", "unit: '%', target: {kind: trend}")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        f"indicator,year,value\none,2021,60\none,2022,50\none,2024,{value}\n", encoding="utf-8"
    )
    ran = run("check", "latest", "a.csv", "--plan", "plan.yaml", "--profile", "rules.yaml", "--format", "json")
    result = json.loads(ran.out)["results"][0]
    assert (result["category"], result["status"]) == (category, status)


RULE_PAGES = {language: ROOT / "docs" / folder / "office-rule.md" for language, folder in (("en", ""), ("zh", "zh"))}


def test_both_pages_name_the_same_keys_and_measures() -> None:
    """In the first columns of their tables."""
    pages = {language: page.read_text(encoding="utf-8") for language, page in RULE_PAGES.items()}
    keys = {name: re.findall(r"^\| (`[a-z_`、, ]+`) \|", text, re.MULTILINE) for name, text in pages.items()}
    named = {name: [re.findall(r"`(\w+)`", cell) for cell in cells] for name, cells in keys.items()}
    assert named["zh"] == named["en"]
    assert len(named["en"]) > 25


@pytest.mark.parametrize(("value", "label"), [("150", "绿牌"), ("149.99", "黄牌"), ("125", "黄牌"), ("124.99", "红牌")])
def test_the_example_on_the_chinese_page_is_sanyas_rule(value, label, run, tmp_path, monkeypatch) -> None:
    """The whole share of time is green, half of it still yellow; the words are those of the text."""
    page = RULE_PAGES["zh"].read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"indicator,year,value\none,2025,{value}\n", encoding="utf-8")
    ran = run("check", "2025", "a.csv", "--plan", "plan.yaml", "--profile", "rules.yaml", "--lang", "zh")
    assert label in ran.out
