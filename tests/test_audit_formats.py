"""Diagnostics for other programs: their structure, names that stay, and nothing that data could break out of."""

import json
import os
import re
import time
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from plan_cli.__main__ import main
from plan_cli.render import formats_of
from plan_cli.report.check import CheckReport

PLAN = """\
format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {id: cargo, name: "国际货邮, 100%: ::error::", unit: 万吨, baseline: 7.54, target: 18, growth: 25}
  - {id: share, name: "a\\u202eb\\ec", unit: "%", attribute: binding, baseline: 60, target: 65}
"""
ACTUALS = "indicator,year,value\ncargo,2023,9\nshare,2023,59\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTUALS, encoding="utf-8")
    return tmp_path


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["validate", *arguments])
    return code, capfd.readouterr().out


def test_github_commands_hold_together(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each diagnostic is one command; properties and data are escaped, errors come first."""
    main(["check", "2023", "a.csv", "--plan", "p.yaml", "--format", "github"])
    lines = capfd.readouterr().out.splitlines()
    form = re.compile(r"::(error|warning|notice) file=[^,:]+(,(line|endLine|col|endColumn)=\d+)+,title=[^,:]+::.*")
    assert [bool(form.fullmatch(line)) for line in lines] == [True] * len(lines)
    assert [line.split()[0] for line in lines] == ["::error", "::warning"]
    assert "100%25" in lines[1]


def test_gitlab_reports_have_what_merge_requests_need(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Unique fingerprints, relative paths, severities of the allowed set."""
    code, out = said(capfd, str(here / "p.yaml"), "--format", "gitlab")
    issues = json.loads(out)
    assert code == 0
    assert issues
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["location"]["path"] for issue in issues} == {"p.yaml"}
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(isinstance(issue["location"]["lines"]["begin"], int) for issue in issues)


def test_sarif_has_the_structure_of_2_1_0(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Required members are there, levels are of the set, each result points at its rule."""
    _, out = said(capfd, "p.yaml", "--format", "sarif")
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["partialFingerprints"]
        where = result["locations"][0]["physicalLocation"]
        region = where["region"]
        assert not os.path.isabs(where["artifactLocation"]["uri"])
        assert 1 <= region["startLine"] <= region["endLine"]
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])


@pytest.mark.parametrize("format", ["sarif", "gitlab"])
def test_fingerprints_do_not_move(here: Path, capfd: pytest.CaptureFixture[str], format: str) -> None:
    """A line inserted above changes the places and no fingerprint."""

    def names() -> tuple[list[str], str]:
        _, out = said(capfd, "p.yaml", "--format", format)
        return sorted(re.findall(r'"(?:fingerprint|planFinding/v1)": "(\w+)"', out)), out

    before, first = names()
    (here / "p.yaml").write_text("# one\n\n" + PLAN, encoding="utf-8")
    after, second = names()
    assert before
    assert before == after
    assert first != second


def test_junit_is_well_formed_and_counts_right(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One case for each indicator and one for the file; failures are the cases with errors."""
    main(["check", "2023", "a.csv", "--plan", "p.yaml", "--format", "junit"])
    root = Xml.fromstring(capfd.readouterr().out)
    cases = root.findall(".//testcase")
    assert [case.get("name") for case in cases] == ["p.yaml", "cargo", "share"]
    assert int(root.get("failures", "")) == len(root.findall(".//failure")) == 1
    assert int(root.get("tests", "")) == len(cases)


def test_several_files_are_written_at_once(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Folders are made, nothing partial is left behind, an unknown format is refused before anything is written."""
    code, _ = said(capfd, "p.yaml", "--emit", "sarif=o/x/s.sarif", "--emit", "junit=o/j.xml", "-q")
    assert code == 0
    assert sorted(str(p.relative_to(here)) for p in (here / "o").rglob("*.*")) == ["o/j.xml", "o/x/s.sarif"]
    assert said(capfd, "p.yaml", "--emit", "sarif=q/s.sarif", "--emit", "pdf=q/x")[0] == 2
    assert not (here / "q").exists()


def test_select_and_ignore_take_codes_and_rules(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """By code, by the beginning of one, by rule name; an unknown one is refused with the nearest."""

    def codes(*arguments: str) -> set[str]:
        return set(re.findall(r"\[(PLN\d+)\]", said(capfd, "p.yaml", "--format", "concise", *arguments)[1]))

    assert codes("-v") == {"PLN205", "PLN220"}
    assert codes("-v", "--ignore", "printed-growth") == {"PLN220"}
    assert codes("--select", "PLN205") == {"PLN205"}
    assert codes("--select", "PLN1") == set()
    assert main(["validate", "p.yaml", "--ignore", "printed-growht"]) == 2
    assert "printed-growth" in capfd.readouterr().err


def test_comments_hide_and_unused_ones_are_told(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """On the line itself or on the line before; one that hides nothing is PLN090; errors are never hidden."""
    text = PLAN.replace("growth: 25}", "growth: 25}  # plan: ignore[PLN205] known slip").replace(
        "  - {id: share", "  # plan: ignore[percent-on-compound, PLN206] small\n  - {id: share"
    )
    (here / "p.yaml").write_text(text, encoding="utf-8")
    _, out = said(capfd, "p.yaml", "--format", "concise")
    assert re.findall(r"^(.*?): \w+\[(PLN\d+)\]", out, re.MULTILINE) == [("p.yaml:8:3", "PLN090")]
    (here / "p.yaml").write_text(PLAN.replace("target: 65", "target: 55 # plan: ignore[PLN201] no"), encoding="utf-8")
    assert said(capfd, "p.yaml")[0] == 1


def test_a_baseline_lets_only_the_new_fail(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What is known is left out wherever it moves to, what is new fails, what is gone is told."""
    bad = PLAN.replace("target: 65}", "target: 55}")
    (here / "p.yaml").write_text(bad, encoding="utf-8")
    assert said(capfd, "p.yaml", "--write-baseline", "b.json")[0] == 1
    assert said(capfd, "p.yaml", "--baseline", "b.json")[0] == 0
    (here / "p.yaml").write_text("\n" + bad, encoding="utf-8")
    assert said(capfd, "p.yaml", "--baseline", "b.json")[0] == 0
    (here / "p.yaml").write_text(bad.replace("target: 55}", "target: 54}"), encoding="utf-8")
    assert main(["validate", "p.yaml", "--baseline", "b.json"]) == 1
    assert "b.json" in capfd.readouterr().err


def test_max_errors_says_how_many_more(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """After so many errors the rest is counted only."""
    text = PLAN + "".join(f"  - {{id: x{i}, name: X{i}, target: 1, no{i}: 1}}\n" for i in range(9))
    (here / "p.yaml").write_text(text, encoding="utf-8")
    _, out = said(capfd, "p.yaml", "--format", "concise", "--max-errors", "3", "--lang", "en")
    assert out.count("error[") == 3
    assert "and 6 more" in out


def test_the_caret_stands_under_the_character(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """After Chinese text too, where each character takes two columns."""
    from rich.cells import cell_len

    line = "  - {id: x, name: 城镇化率, unit: 万, baseline: 1, target: 十}"
    (here / "p.yaml").write_text(PLAN + line + "\n", encoding="utf-8")
    _, out = said(capfd, "p.yaml", "--format", "full", "--select", "PLN103")
    shown, caret = re.findall(r"^ +\d* \| (.*)$", out, re.MULTILINE)
    assert shown == line
    assert cell_len(line[: line.index("十")]) == caret.index("^")
    assert caret.count("^") == 2


def test_many_files_name_only_the_bad_one(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As a hook calls it: every file is read, errors name theirs."""
    (here / "bad.yaml").write_text("a: [1,\n", encoding="utf-8")
    code, out = said(capfd, "p.yaml", "bad.yaml", "--format", "concise")
    assert code == 1
    assert next(line for line in out.splitlines() if "error[" in line).startswith("bad.yaml:")
    assert out.count("error[") == 1


@pytest.mark.parametrize("format", formats_of(CheckReport))
def test_no_character_of_the_data_breaks_a_format(here: Path, format: str) -> None:
    """Half a surrogate pair, ESC, BEL, U+FFFF and bidi marks are escaped; the output is what its format says it is."""
    name = "sh\\ud800\\u001b[31m\\u0007\\uffff\\u202e"
    (here / "a.json").write_text(f'[{{"indicator": "{name}", "year": 2023, "value": 1}}]')
    assert main(["check", "2023", "a.json", "--plan", "p.yaml", "--format", format, "-o", "out"]) in (1, 3)
    text = (here / "out").read_bytes().decode("utf-8")
    if format == "junit":
        Xml.fromstring(text)
    elif format in ("json", "gitlab", "sarif", "badge"):
        json.loads(text)
    else:
        assert not re.search("[\x07\x1b\u202e]", text)


@pytest.mark.slow
def test_junit_takes_no_longer_than_the_size_of_a_plan_asks(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Two thousand indicators with a finding each are a matter of a moment, not of their square."""
    indicators = [f"  - {{id: i{n}, name: N{n}, unit: t, baseline: 100, target: 150}}" for n in range(2000)]
    (here / "many.yaml").write_text(PLAN[: PLAN.index("  - ")] + "\n".join(indicators) + "\n")
    rows = [f"i{n},2023,101" for n in range(2000)]
    (here / "many.csv").write_text("indicator,year,value\n" + "\n".join(rows) + "\n")
    begun = time.process_time()
    assert main(["check", "2023", "many.csv", "--plan", "many.yaml", "--format", "junit"]) == 1
    assert time.process_time() - begun < 12
    suite = Xml.fromstring(capfd.readouterr().out)
    assert (suite.get("tests"), suite.get("failures")) == ("2001", "2000")
