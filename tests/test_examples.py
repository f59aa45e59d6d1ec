"""Every example that `plan explain CODE` shows does what it says: the bad one yields its code, the good one does not."""

import json
import re
from pathlib import Path

import pytest

from conftest import Run, indicator_plan
from plan_cli import api
from plan_cli.codes import CODES
from plan_cli.i18n import languages, messages_in
from plan_cli.i18n.examples import ACTUALS, EXAMPLES, PLAN_FILES

HEAD = {"format": "1", "id": "p", "title": "P", "base_year": "2020", "target_year": "2025"}
TARGETS = indicator_plan(
    "id: x, name: X, unit: 亿元, baseline: 10, target: 20",
    'id: p, name: P, unit: "%", baseline: 60, target: 70',
    'id: g, name: G, unit: "%", target: {kind: growth, rate: 15}',
    "id: n, name: N, target: 20",
    "id: twin-a, name: twin, target: 5",
    "id: twin-b, name: twin, target: 5",
)


def plan_file(part: str) -> str:
    """A part of a plan file made whole: the other keys at the top, and an indicator where there is none."""
    if part.startswith("{"):
        part = f"indicators:\n  - {part}"
    if part.startswith(("#", "- ")):
        return part + "\n"
    head = "".join(f"{key}: {value}\n" for key, value in HEAD.items() if not re.search(rf"^{key}[:：]", part, re.M))
    one = (
        ""
        if re.search(r"^indicators:", part, re.M)
        else "indicators:\n  - {id: x, name: X, baseline: 10, target: 20}\n"
    )
    return head + one + part + "\n"


def found_in(run: Run, code: str, example: str, folder: Path) -> set[str]:
    """The codes that an example yields."""
    if code in PLAN_FILES:
        (folder / "plan.yaml").write_text(plan_file(example), encoding="utf-8")
        result = json.loads(run("validate", str(folder / "plan.yaml"), "--format", "json").out)
        return {found["code"] for found in result["diagnostics"]}
    (folder / "plan.yaml").write_text(TARGETS, encoding="utf-8")
    (folder / "a.csv").write_text(example + "\n", encoding="utf-8")
    plan = api.load_plan(folder / "plan.yaml").plan
    assert plan is not None
    checked = api.check(plan, api.read_actuals(folder / "a.csv", plan), 2023)
    return {found.code for found in checked.diagnostics} | {
        f"PLN4{number:02}"
        for number, status in enumerate(
            ("lagging", "off_track", "reversing", "missing", "undecidable", "not_assessable"), 1
        )
        if checked.results[TARGETS_AT[example.partition("\n")[2][0]] if code >= "PLN400" else 0].status == status
    }


#: Where an indicator stands in TARGETS.
TARGETS_AT = {"x": 0, "p": 1, "g": 2, "n": 3}


@pytest.mark.parametrize("code", EXAMPLES)
@pytest.mark.sampled(4)
def test_an_example_does_what_it_says(run: Run, code: str, tmp_path: Path) -> None:
    """A reader who copies the bad example sees the code; with the good one it is gone."""
    bad, good = EXAMPLES[code]
    assert code in found_in(run, code, bad, tmp_path)
    assert not [
        other for other in found_in(run, code, good, tmp_path) if other == code or CODES[other].severity == "error"
    ]


def test_examples_are_of_codes() -> None:
    """No example is left over, and none is in both lists."""
    assert EXAMPLES.keys() <= CODES.keys()
    assert not PLAN_FILES.keys() & ACTUALS.keys()


@pytest.mark.parametrize("language", languages())
def test_a_page_has_no_placeholder(language: str) -> None:
    """What explains a code is whole sentences."""
    assert not [code for code, page in messages_in(language).pages.items() if re.search(r"[{}]", page)]
