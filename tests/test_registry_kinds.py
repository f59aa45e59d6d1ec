"""A kind of target is complete, or this file says what it lacks."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from conftest import Run, indicator_plan, plan_of
from plan_cli.assess.evidence import READERS
from plan_cli.model.kind import TargetKind
from plan_cli.model.targets import Target
from plan_cli.model.trajectory import Trajectory
from registries import MESSAGES, documented, failing_commands, has_test, in_schema

#: One target of each kind, as a plan file has it; what else its indicator needs stands behind it.
EXAMPLES = {
    "level": "{kind: level, value: 200}, baseline: 100",
    "growth": "{kind: growth, rate: 8}",
    "total": "{kind: total, value: 2000}",
    "change": "{kind: change, value: 20}, baseline: 100",
    "milestones": "{kind: milestones, values: {2022: 120, 2025: 200}}",
    "band": "{kind: band, low: 90, high: 150}",
    "rank": "{kind: rank, value: 30}, baseline: 100",
    "done": "{kind: done, year: 2024}",
    "trend": "{kind: trend}, baseline: 100",
    "statement": "{kind: statement, text: among the leaders}",
}
STATED = ("judged", "starts", "evidence", "divisible")


def name_of(kind: type[TargetKind]) -> str:
    return str(kind.__dataclass_fields__["kind"].default)


KINDS = {name_of(kind): kind for kind in get_args(Target)}
each_kind = pytest.mark.parametrize("name", KINDS)


def plan_with(name: str) -> str:
    return indicator_plan(f"id: x, name: X, target: {EXAMPLES[name]}")


@each_kind
def test_a_kind_has_everything_it_owes(name: str) -> None:
    """Its class states what has no default; words, documentation, schema and a test of its own are there."""
    kind = KINDS[name]
    lacks = [f"class variable {stated} in {kind.__name__}" for stated in STATED if stated not in vars(kind)]
    lacks += [f"reader of evidence {how!r} in assess/evidence.py" for how in kind.evidence if how not in READERS]
    owed = {
        "an example in tests/test_registry_kinds.py": name in EXAMPLES,
        f"a docstring of {kind.__name__}": bool(kind.__doc__),
        f"the word 'kind_{name}' in i18n/en/words.py": f"kind_{name}" in MESSAGES.words,
        f"the row | `{name}` | in docs/plan-file.md": documented("docs/plan-file.md", f"| `{name}` |"),
        "its entry in the schema of the plan file": in_schema("kind", name),
        f"a test of its own (none has 'kind: {name}')": has_test(f"kind: {name}"),
    }
    lacks += [what for what, there in owed.items() if not there]
    assert not lacks, f"target kind {name!r} lacks " + "; ".join(lacks)


@each_kind
def test_a_kind_answers_consistently(name: str, tmp_path: Path) -> None:
    """A path has a goal, a shape and a trajectory, and only a path has; years and decimals are those of the plan."""
    indicator = plan_of(plan_with(name), tmp_path).indicators[0]
    target, trajectory = indicator.target, indicator.trajectory(indicator.baseline.value)
    assert target.has_path == (target.shape(indicator.path) is not None) == isinstance(trajectory, Trajectory)
    assert indicator.goal is not None or not target.has_path
    assert indicator.baseline.year < indicator.first_year() <= indicator.last_year <= indicator.target_year
    assert not list(target.mistakes())
    assert 0 <= target.decimals(None) <= 12
    revised = target.with_value(target.figures()[0]) if target.figures() else None
    assert revised is None or revised == target


@pytest.mark.slow
@each_kind
def test_a_kind_answers_what_only_another_is_asked(name: str, tmp_path: Path) -> None:
    """One that says nothing of ranges, comparisons or an early end has none."""
    target, kind = plan_of(plan_with(name), tmp_path).indicators[0].target, KINDS[name]
    own = {
        "far_end": target.ends, "compared_with": target.compared_with, "lapses": target.lapses or None,
        "scale": target.scale(Decimal(100), Decimal(1)), "relative_value": target.relative_value,
    }  # fmt: skip
    assert [question for question, answer in own.items() if answer is not None and question not in vars(kind)] == []
    assert target.relative_value is None or target.is_relative
    assert target.compared_with is not None or name in ("growth", "band") or target.above(Decimal(3)) is target
    changed = target.with_value(Decimal(7))
    assert changed is None or Decimal(7) in (getattr(changed, "value", None), changed.relative_value)


@each_kind
@pytest.mark.sampled(3)
def test_a_kind_goes_through_every_command(name: str, run: Run, tmp_path: Path) -> None:
    """Check, panel, milestones, explain, forecast, reports and charts know what to do with it."""
    failing = failing_commands(run, plan_with(name), tmp_path)
    assert not failing, "\n".join(failing)
