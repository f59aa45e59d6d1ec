"""The schema of the plan file: an editor that uses it and the program agree on structure; and what init writes."""

import copy
import json
import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plan_cli import validate
from plan_cli.__main__ import main
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.paths import Path as AnyPath
from plan_cli.model.targets import Target
from plan_cli.planfile import read_plan
from plan_cli.planfile.path_models import PathValue
from plan_cli.planfile.schema import plan_schema
from plan_cli.planfile.source import read_source
from plan_cli.planfile.target_models import TargetValue
from plan_cli.planfile.values import ISO_DAY, variants_of

DATA = Path(__file__).parents[1] / "data"
SCHEMA = plan_schema()
EDITOR = Draft202012Validator(SCHEMA)
#: What no schema can say: what two places of a file have to do with each other.
BETWEEN_PLACES = {"PLN108", "PLN109", "PLN110", "PLN111", "PLN112", "PLN117", "PLN121", "PLN122"}


def as_json(value: Any) -> Any:
    """A plan file's data as an editor hands it to its schema."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value


def program_says(data: Any) -> list[Diagnostic]:
    source = read_source(yaml.safe_dump(data, allow_unicode=True).encode(), "p.yaml")
    _, diagnostics = read_plan(source)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity.rank == 0]
    # So is a band whose lower bound lies above its upper one.
    low = [each for each in errors if each.code == "PLN113" and each.route[-2:] == ("target", "low")]
    # A target that has no value to revise, and what stands in no calendar.
    revised = [each for each in errors if each.code == "PLN107" and each.facts["wanted"] == "number"]
    undated = [each for each in errors if each.code == "PLN318" and re.fullmatch(ISO_DAY, each.facts["got"])]
    return [each for each in errors if each.code not in BETWEEN_PLACES and each not in (*low, *revised, *undated)]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


REAL = plain(read_source((DATA / "targets.yaml").read_bytes(), "targets.yaml").data)
RICH: dict[str, Any] = {
    "format": 1, "id": "p", "title": {"en": "P"}, "fiscal_year": {"starts": "04-01", "named_by": "end"},
    "actuals": ["a.csv", {"file": "b.csv", "indicators": {"GDP (bn)": "a"}, "columns": {"year": "Year"}, "skip": 2,
                          "where": {"Sex": "T", "Age": ["", 15]}, "scale": 1000, "decimal": ",", "missing": ["..", 0]}],
    "windows": "last", "base_year": 2020, "target_year": 2025, "groups": {"g": "G"},
    "indicators": [
        {"id": "a", "name": "A", "target": {"kind": "total", "value": 3, "weights": {2021: 1, 2022: 2}}, "no": "1a"},
        {"id": "b", "name": "B", "target": {"kind": "band", "low": 1, "high": None}, "tolerance": "2%"},
        {"id": "c", "name": "C", "target": {"kind": "milestones", "values": {2021: 1}, "after": "none"}},
        {"id": "d", "name": "D", "baseline": "implied", "growth": {"value": 1, "unit": "pp"}, "target": 2,
         "path": {"shape": "linear", "cap": 3, "keep_better": True}, "decimals": 2, "tolerance": 0.5,
         "revisions": [{"date": "2023-06-30", "target": 3}], "weight": 2, "claims": [{"target": 3, "source": "s"}]},
        {"id": "e", "name": "E", "baseline": {"year": 2019, "value": 2}, "target": {"kind": "done", "year": 2024},
         "path": {"shape": "piecewise", "values": {2022: 3}, "pieces": "compound"}, "direction": "decrease"},
        {"id": "f", "name": "F", "target": {"kind": "statement", "text": {"zh": "文"}}, "nature": "stock"},
        {"id": "g", "name": "G", "target": {"kind": "rank", "value": 3, "among": "all"}, "aliases": ["h"]},
        {"id": "i", "name": "I", "target": {"kind": "growth", "rate": -3}, "path": {"shape": "compound", "change": -5}},
        {"id": "j", "name": "J", "target": {"kind": "trend", "limit": 9}, "path": {"shape": "s-curve", "exponent": 2}},
    ],
    "profiles": [
        {"name": "own", "lines": [{"category": "good", "status": "on_track", "rate": 95}], "below": {"category": "bad"}},
    ],
    "relations": [{"sum": ["a", "b"], "equals": "c", "source": "s"}, {"part": "a", "of": "b", "source": "s"}],
}  # fmt: skip


def routes(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route, *(found for key, each in inner for found in routes(each, (*route, key)))]


VALUES: list[Any] = [
    None, True, False, 0, 1, -1, -100, -101, 2.5, 12, 13, 999, 2023, 10000, "", "yes", "12", "5%", "5 %", "implied",
    "compound", "linear", "increase", "binding", "about", "bad id!", [], ["a"], [1], {}, {"en": "x"}, {"en": 1},
    {"value": 3}, {"kind": "level", "value": 3}, {"kind": "level"}, {"kind": "nonsense"}, {"shape": "steps"},
    {"missing": "dash"}, {2021: 0}, {2021: -1}, {"kind": "milestones", "values": {}}, {2021: 3}, {"2021x": 3}, {99: 3},
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, *plans: Any) -> Any:
    """A sound plan with up to three things replaced, added, renamed or taken away."""
    data = copy.deepcopy(draw(st.sampled_from(plans or (REAL, RICH, RICH))))
    for _ in range(draw(st.integers(0, 3))):
        route = draw(st.sampled_from([route for route in routes(data) if route]))
        holder = data
        for part in route[:-1]:
            holder = holder[part]
        how = draw(st.sampled_from(["replace", "remove", "rename", "add"]))
        if how == "replace" or isinstance(holder, list):
            holder[route[-1]] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        elif how == "remove":
            del holder[route[-1]]
        elif how == "rename":
            holder[f"{route[-1]}x"] = holder.pop(route[-1])
        else:
            key = draw(
                st.sampled_from(["value", "year", "growth", "target", "low", "share", "ratio", "path", "nonsense"])
            )
            holder.setdefault(key, copy.deepcopy(draw(st.sampled_from(VALUES))))
    return data


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(mutated())
def test_an_editor_and_the_program_agree_on_structure(data: Any) -> None:
    """Over plans with mistakes of every kind both say yes, or both say no."""
    found = program_says(data)
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in EDITOR.iter_errors(as_json(data))]
    assert bool(found) == bool(errors), (found, errors)


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("indicators", {"name": ""}), ("indicators", {"name": " "}), ("indicators", {"name": {}}),
        ("indicators", {"name": {"en": ""}}), ("indicators", {"tolerance": "100%"}),
        ("indicators", {"tolerance": "250.5%"}), ("indicators", {"baseline": {"value": 3, "missing": "dash"}}),
        ("actuals", {"columns": {"year": None}}), ("actuals", {"columns": None}),
        ("actuals", {"indicators": {"GDP": None}}),
    ],
)  # fmt: skip
def test_what_nobody_can_mean_is_refused_by_both(part: str, changed: dict[str, Any]) -> None:
    """The editor and the program, each for itself; the same part without that mistake passes both."""
    data = copy.deepcopy(RICH)
    assert not program_says(data)
    assert not list(EDITOR.iter_errors(as_json(data)))
    data[part][1].update(changed)
    assert program_says(data)
    assert list(EDITOR.iter_errors(as_json(data)))


def test_the_schema_is_one() -> None:
    """It is valid in its dialect, names itself, and describes every field."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"]
    assert SCHEMA["$id"]
    for holder in (SCHEMA, *SCHEMA["$defs"].values()):
        assert holder["description"]
        assert all(field.get("description") for field in holder["properties"].values())


@pytest.mark.parametrize(("written", "values", "tag"), [(TargetValue, Target, "kind"), (PathValue, AnyPath, "shape")])
def test_every_kind_and_shape_can_be_written(written: Any, values: Any, tag: str) -> None:
    """A plan file has the same kinds and shapes as the model, each with the same keys."""
    known = {
        value.__dataclass_fields__[tag].default: {
            field.name for field in fields(value) if "written_in" not in field.metadata
        }
        for value in get_args(values)
    }
    assert {name: set(model.model_fields) for name, model in variants_of(written).items()} == known


@pytest.mark.parametrize("file", ["targets.yaml", "plans/changsha-13fyp.yaml"])
def test_the_real_plans_are_valid(file: str) -> None:
    """Neither plan of the repository is underlined in an editor."""
    data = as_json(read_source((DATA / file).read_bytes(), file).data)
    assert not list(EDITOR.iter_errors(data))


def test_the_command_prints_it(capfd: pytest.CaptureFixture[str]) -> None:
    """`plan schema` alone is the plan file's."""
    assert main(["schema"]) == 0
    assert json.loads(capfd.readouterr().out) == json.loads(json.dumps(SCHEMA))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_init_writes_a_plan_that_has_nothing_to_say(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Valid without a diagnostic, told to editors, never overwritten unasked, the same bytes each time."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "d", "--lang", language]) == 0
    assert "plan validate" in capfd.readouterr().err
    plan = tmp_path / "d" / "plan.yaml"
    written = plan.read_bytes()
    assert written.startswith(b"# yaml-language-server: $schema=plan.schema.json\n")
    assert json.loads((tmp_path / "d" / "plan.schema.json").read_text(encoding="utf-8")) == SCHEMA
    audited = validate(plan)
    assert audited.plan is not None
    assert audited.diagnostics == ()
    plan.write_text("mine", encoding="utf-8")
    assert main(["init", "d", "--lang", language]) == 2
    assert plan.read_text(encoding="utf-8") == "mine"
    assert main(["init", "d", "--lang", language, "--force"]) == 0
    assert plan.read_bytes() == written


def test_the_hook_runs_a_command_that_there_is(capfd: pytest.CaptureFixture[str]) -> None:
    """What `.pre-commit-hooks.yaml` calls exists, and takes files."""
    hooks = yaml.safe_load((DATA.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"].split() for hook in hooks]
    assert {entry[0] for entry in entries} == {"plan"}
    (arguments,) = [entry[1:] for entry in entries if entry[1] == "validate"]
    assert main([*arguments, str(DATA / "targets.yaml"), str(DATA / "plans" / "changsha-13fyp.yaml")]) == 0
