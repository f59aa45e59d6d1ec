"""The published JSON: valid against its schema, the same bytes whatever the machine says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT, Run
from plan_cli.report.records import documents, schema_of

ACTUALS = "data/actuals/changsha.csv"
COMMANDS = {
    "check": ["check", "2023", ACTUALS],
    "milestones": ["milestones"],
    "validate": ["validate", "data/targets.yaml"],
    "show": ["show"],
    "explain": ["explain", "trade-total", "2023"],
    "error": ["check", "2023", "no-such-file.csv"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in documents() if name in COMMANDS])
def test_real_output_fits_its_published_schema(run: Run, name: str) -> None:
    """What is printed for the bundled plan validates against what ``plan schema --of`` prints."""
    schema = json.loads(run("schema", "--of", name).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(run(*COMMANDS[name], "--format", "json").out), schema)


@pytest.mark.slow
@pytest.mark.parametrize("year", range(2020, 2026))
@pytest.mark.parametrize("path", [None, "linear", "stated"])
def test_every_year_and_reading_fits_the_schema(run: Run, year: int, path: str | None) -> None:
    """No year and no path brings a key or a type that is not published, nor NaN."""
    options = ["--path", path] if path else []
    ran = run("check", str(year), ACTUALS, "--format", "json", *options)
    jsonschema.validate(json.loads(ran.out, parse_constant=pytest.fail), schema_of("check"))


def test_an_unsound_plan_is_one_document_too(run: Run, tmp_path: Path) -> None:
    """At exit 2 stdout is still one JSON document, and says every mistake in the plan."""
    plan = tmp_path / "bad.yaml"
    plan.write_text("format: 1\nid: t\ntitle: T\nbase_year: 2020\ntarget_year: 2025\nindicators:\n  - {id: x}\n")
    ran = run("check", "2023", ACTUALS, "--plan", str(plan), "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema_of("error"))
    assert ran.code == 2
    assert [diagnostic["facts"]["key"] for diagnostic in document["diagnostics"]] == ["name", "target"]


@pytest.mark.slow
def test_the_bytes_are_the_same_everywhere(tmp_path: Path) -> None:
    """Locale, time zone, directory, terminal and hash seed leave no trace in the JSON."""
    plan, actuals = str(ROOT / "data/targets.yaml"), str(ROOT / ACTUALS)
    command = [sys.executable, "-m", "plan_cli", "check", "2023", actuals, "--plan", plan, "--format", "json"]
    settings = [
        ({"LANG": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}, ROOT),
        ({"LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "2", "PYTHONIOENCODING": "gbk"}, tmp_path),
        ({"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "FORCE_COLOR": "1", "COLUMNS": "40"}, tmp_path),
    ]
    clean = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LANG", "PYTHONUTF8")}
    printed = {
        subprocess.run(command, env=clean | setting, cwd=cwd, capture_output=True, check=True).stdout
        for setting, cwd in settings
    }
    assert len(printed) == 1


def test_results_do_not_depend_on_the_language(run: Run) -> None:
    """``--lang`` changes what people read, never what a script reads."""
    for command in (["check", "2023", ACTUALS], ["milestones"], ["show"], ["validate", "data/targets.yaml"]):
        chinese, english = (run(*command, "--format", "json", "--lang", lang).raw for lang in ("zh", "en"))
        assert chinese == english
