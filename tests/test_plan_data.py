"""The bundled plans say what the printed document says."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import ROOT
from plan_cli import load_plan
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Growth, Level, Milestones, Statement, Total

TABLE = list(csv.DictReader((ROOT / "tests/conformance/table3.csv").read_text(encoding="utf-8").splitlines()))
PLANS = (ROOT / "data/targets.yaml", *sorted((ROOT / "data/plans").glob("*.yaml")))


@pytest.fixture(scope="module")
def changsha() -> Plan:
    plan = load_plan(ROOT / "data/targets.yaml").plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_a_bundled_plan_is_sound(file: Path) -> None:
    """Every plan in the repository can be used, without one error."""
    loaded = load_plan(file)
    assert loaded.plan is not None
    assert not [diagnostic for diagnostic in loaded.diagnostics if diagnostic.severity.rank == 0]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["no"])
def test_a_row_of_table_3_is_encoded_as_printed(changsha: Plan, row: dict[str, str]) -> None:
    """Number, group, name, unit, baseline, target, growth and attribute are those of the printed row."""
    found = next(indicator for indicator in changsha.indicators if indicator.no == int(row["no"]))
    assert changsha.groups[found.group or ""].in_language("zh") == row["group"]
    assert found.name.in_language("zh") == row["name"]
    assert found.attribute == {"约束性": "binding", "预期性": "anticipatory"}[row["attribute"]]
    base = found.baseline
    if row["baseline"].replace(".", "").isdigit():
        assert str(base.value) == row["baseline"]
    else:
        assert base.value is None
        assert base.missing == {"—": "dash", "": "blank"}.get(row["baseline"], "merged")
    target = found.target
    if isinstance(target, Level):
        assert str(target.value) == row["target"]
    elif isinstance(target, Total):
        assert (target.value, row["no"]) == (Decimal(150), "9")
    elif isinstance(target, Milestones):
        printed = {int(part[:4]): Decimal(part.split(":")[1]) for part in row["milestones"].split(";")}
        assert dict(target.values) == printed
    else:
        assert isinstance(target, Growth)
        assert str(target.rate) == row["growth"]
    if row["growth"] and not isinstance(target, Growth):
        assert found.growth is not None
        assert str(found.growth.value) == row["growth"]
        assert found.growth.unit == {"%/year": "%", "pp/year": "pp"}[row["growth_unit"]]


def test_the_text_is_there_beside_the_table(changsha: Plan) -> None:
    """The targets of the text are claims, relations and indicators of their own, each with its source."""
    assert len(changsha.indicators) == 45
    assert sum(len(indicator.claims) for indicator in changsha.indicators) == 19
    assert len(changsha.relations) == 7
    assert all(indicator.source for indicator in changsha.indicators)
    assert all(claim.source for indicator in changsha.indicators for claim in indicator.claims)
    kinds = {indicator.target.kind for indicator in changsha.indicators}
    assert {"level", "growth", "total", "milestones", "rank", "done", "statement"} <= kinds


def test_both_sides_of_a_contradiction_are_kept(changsha: Plan) -> None:
    """Air cargo has 18 in the table and 14 in the text: both stand."""
    cargo = changsha.indicator("intl-air-cargo")
    assert cargo is not None
    assert isinstance(cargo.target, Level)
    assert cargo.target.value == 18
    assert [claim.target for claim in cargo.claims] == [14]


def test_table_2_is_a_record_without_targets() -> None:
    """The yearly matrix of the plan before is listed as statements."""
    plan = load_plan(ROOT / "data/plans/changsha-13fyp.yaml").plan
    assert plan is not None
    assert sum(isinstance(indicator.target, Statement) for indicator in plan.indicators) == 6
