"""A shape of path is complete, or this file says what it lacks."""

from pathlib import Path
from typing import get_args

import pytest

from conftest import Run, indicator_plan, plan_of
from plan_cli.model import paths
from plan_cli.model.paths import SHAPES
from plan_cli.model.trajectory import Trajectory
from registries import MESSAGES, documented, failing_commands, has_test, in_schema

#: What else a path needs, where its shape alone does not do.
NEEDS = {
    "steps": "values: {2022: 130}",
    "piecewise": "values: {2022: 130}",
    "reference": "shares: {2022: 18, 2024: 65}",
    "stated": "",
}
CLASSES = dict(zip(SHAPES, get_args(paths.Path), strict=True))
each_shape = pytest.mark.parametrize("name", SHAPES)


def plan_with(name: str) -> str:
    path = f"{{shape: {name}, {NEEDS.get(name, '')}}}"
    return indicator_plan(f"id: x, name: X, baseline: 100, target: 200, growth: 14.9, path: {path}")


@each_shape
def test_a_shape_has_everything_it_owes(name: str) -> None:
    """Its class states what has no default; words, documentation, schema and a test of its own are there."""
    shape = CLASSES[name]
    owed = {
        f"class variable dated in {shape.__name__}": "dated" in vars(shape),
        f"class variable formula in {shape.__name__}": bool(shape.formula),
        f"the method between of {shape.__name__}": "between" in vars(shape),
        f"the word {name!r} in i18n/en/words.py": name in MESSAGES.words,
        f"the row | `{name}` | in docs/plan-file.md": documented("docs/plan-file.md", f"| `{name}` |"),
        "its entry in the schema of the plan file": in_schema("shape", name),
        f"a test of its own (none has {shape.__name__} or 'shape: {name}')": has_test(
            f"{shape.__name__}(", f"shape: {name}", f"path: {name}"
        ),
    }
    lacks = [what for what, there in owed.items() if not there]
    assert not lacks, f"path shape {name!r} lacks " + "; ".join(lacks)


@each_shape
def test_a_shape_tells_whether_it_may_be_scaled(name: str, tmp_path: Path) -> None:
    """Where it says so, half the baseline and half the target make half of every milestone."""
    indicator = plan_of(plan_with(name), tmp_path).indicators[0]
    whole = indicator.trajectory(indicator.baseline.value)
    assert isinstance(whole, Trajectory)
    half = Trajectory(whole.shape, whole.start / 2, whole.target / 2, whole.base_year, whole.target_year)
    alike = all(abs(half.at(year) * 2 - whole.at(year)) < abs(whole.at(year)) / 10**9 for year in range(2021, 2026))
    assert alike or not whole.shape.scalable, f"{type(whole.shape).__name__}.scalable is wrong"


@pytest.mark.slow
@each_shape
def test_a_shape_goes_through_every_command(name: str, run: Run, tmp_path: Path) -> None:
    """Check, panel, milestones, explain, forecast, reports and charts know what to do with it."""
    failing = failing_commands(run, plan_with(name), tmp_path)
    assert not failing, "\n".join(failing)
