"""The public functions, as a script would use them."""

from decimal import Decimal

import pytest

import plan_cli
from plan_cli import check, load_plan, milestones, read_actuals
from plan_cli.profiles import Status


def test_a_script_of_four_lines() -> None:
    """Load, read, lay, check: values in, values out, decimals throughout."""
    loaded = load_plan("data/targets.yaml")
    assert loaded.plan is not None
    actuals = read_actuals("data/actuals/changsha.csv", loaded.plan)
    report = check(loaded.plan, actuals, 2023)
    trade = report.results[0]
    assert (trade.indicator.id, trade.status) == ("trade-total", Status.OFF_TRACK)
    assert isinstance(trade.milestone, Decimal)
    laid = milestones(loaded.plan, path="linear", indicators=["trade-total"])
    assert laid.results[0].values[2023] == 3760


def test_what_is_wrong_with_a_call_is_said() -> None:
    """A year outside the plan and an unknown id are errors of the caller."""
    plan = load_plan("data/targets.yaml").plan
    assert plan is not None
    actuals = read_actuals("data/actuals/changsha.csv", plan)
    with pytest.raises(ValueError, match="2020 to 2025"):
        check(plan, actuals, 1999)
    with pytest.raises(KeyError):
        milestones(plan, indicators=["nope"])


def test_a_file_that_is_not_there_is_a_finding() -> None:
    """Reading never raises for what the user gave."""
    loaded = load_plan("no-such-plan.yaml")
    assert loaded.plan is None
    assert [diagnostic.code for diagnostic in loaded.diagnostics] == ["PLN018"]


def test_everything_public_is_there() -> None:
    """What ``__all__`` names can be imported and says what it is."""
    for name in plan_cli.__all__:
        assert getattr(plan_cli, name).__doc__
    with pytest.raises(AttributeError):
        _ = plan_cli.nonsense
