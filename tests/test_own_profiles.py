"""Profiles of one's own: in the plan file or in a small file, without code."""

import json

import pytest

from plan_cli.__main__ import main

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


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rate: 90", "rate: 90, level: 3", "PLN115"),
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
