"""A kind of relation is complete, or this file says what it lacks."""

from typing import get_args

import pytest

from conftest import ROOT
from plan_cli import rules
from plan_cli.api import load_plan
from plan_cli.model.relations import Relation
from plan_cli.planfile.relation_model import NEEDED

KINDS = {kind.kind: kind for kind in get_args(Relation)}
#: How a plan file writes it, and its formula.
EXAMPLES = {
    "share": ("{share: a, of: b, value: 30, source: s}", "A ÷ B"),
    "ratio": ("{ratio: c, part: a, whole: b, source: s}", "C = A ÷ B"),
    "items": ("{items: 113, of: c, source: s}", "C: 113"),
    "sum": ("{sum: [a, c], equals: b, source: s}", "A + C = B"),
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
