"""A kind of relation is complete, or this file says what it lacks."""

from pathlib import Path
from typing import get_args

import pytest

from conftest import ROOT, Run
from plan_cli import rules
from plan_cli.api import load_plan
from plan_cli.model.relations import Relation, Sum
from plan_cli.planfile.relation_model import NEEDED

KINDS = {kind.kind: kind for kind in get_args(Relation)}
#: How a plan file writes it, and its formula.
EXAMPLES = {
    "share": ("{share: a, of: b, value: 30, source: s}", "A ÷ B"),
    "ratio": ("{ratio: c, part: a, whole: b, source: s}", "C = A ÷ B"),
    "items": ("{items: 113, of: c, source: s}", "C: 113"),
    "sum": ("{sum: [a, c], equals: b, source: s}", "A + C = B"),
    "entities": ("{entities: a, entity: All, source: s}", "Σ A = All"),
    "part": ("{part: a, of: b, source: s}", "A < B"),
}
PLAN = """format: 1
id: p
title: P
base_year: 2020
target_year: 2025
indicators:
  - {{id: a, name: A, baseline: 1, target: 2, source: s}}
  - {{id: b, name: B, baseline: 1, target: 2, source: s}}
  - {{id: c, name: C, baseline: 1, target: 2, source: s}}
relations:
  - {relation}
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_relation_has_everything_it_owes(kind: str) -> None:
    """Read from a plan file, shown as a formula, held by a rule, documented."""
    page = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
    owed = {
        "an example in tests/test_registry_relations.py": kind in EXAMPLES,
        "its keys in planfile/relation_model.py": kind in NEEDED,
        "a rule with an example of it": any(f"- {{{kind}: " in page for page in rules.pages().values()),
        "its row in docs/plan-file.md": f"\n| `{kind}` |" in page,
    }
    lacks = [what for what, there in owed.items() if not there]
    assert not lacks, f"relation {kind} lacks " + "; ".join(lacks)
    written, formula = EXAMPLES[kind]
    plan = load_plan(PLAN.format(relation=written).encode(), strict=True)
    (relation,) = plan.related(KINDS[kind])
    names = {each.id: each.name.in_language("en") for each in plan.indicators}
    assert relation.formula(lambda id: names[str(id)]) == formula


def test_nothing_else_leads_a_relation() -> None:
    """The plan file knows the kinds and no others."""
    assert list(NEEDED) == list(KINDS)


def test_a_sum_may_be_weighted(run: Run, tmp_path: Path) -> None:
    """Gases by their warming, parts by their share: held against the plan's figures and against what was reported."""
    plan = tmp_path / "plan.yaml"
    written = PLAN.format(relation="{sum: {a: 1, c: 24}, equals: b, source: s}").replace(
        "id: b, name: B", "id: b, name: Whole"
    )
    plan.write_text(
        written.replace("Whole, baseline: 1, target: 2", "Whole, baseline: 25, target: 50"), encoding="utf-8"
    )
    assert "PLN213" not in run("validate", str(plan)).out
    (relation,) = load_plan(plan, strict=True).related(Sum)
    assert relation.formula(str) == "a + 24 × c = b"
    (tmp_path / "a.csv").write_text("indicator,year,value\na,2022,2.0\nc,2022,1.00\nb,2022,30.0\n", encoding="utf-8")
    checked = run("check", "2022", str(tmp_path / "a.csv"), "--plan", str(plan), "--lang", "en").out
    assert "PLN411" in checked
    assert "26" in checked
    plan.write_text(written, encoding="utf-8")
    assert "PLN213" in run("validate", str(plan)).out
