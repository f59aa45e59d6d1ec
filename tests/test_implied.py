"""What printed figures imply: each stands for all that rounds to it, and two only disagree where no rounding explains it."""

from decimal import Decimal
from pathlib import Path

import pytest

from conftest import indicator_plan, plan_of
from plan_cli.assess.implied import Interval, baseline_from, carried, growth_between, name_of
from plan_cli.model.growing import PrintedGrowth
from plan_cli.model.label import Label
from plan_cli.model.targets import Level, Milestones


def between(low: str, high: str) -> Interval:
    return Interval((Decimal(low) + Decimal(high)) / 2, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("operator", "required", "possible"),
    [
        ("at_least", "6", True), ("at_least", "6.01", False), ("more_than", "6", False), ("more_than", "5.99", True),
        ("at_most", "4", True), ("at_most", "3.99", False), ("less_than", "4.00", False), ("less_than", "4", False), ("less_than", "4.01", True),
        # About is within 5 %, or within one of the last printed digit.
        ("about", "6.3", True), ("about", "6.4", False), ("about", "6.5", False), ("about", "3.81", True),
        ("about", "3.80", False), ("about", "7", True), ("about", "8", False), ("about", "3", True), ("about", "2", False),
        # Exactly as printed: 6 is anything from 5.5 on.
        (None, "6", True), (None, "7", False), (None, "6.1", False), (None, "6.0", True), (None, "4.0", True), (None, "3.9", False),
        (None, "3", False),
    ],
)  # fmt: skip
def test_a_room_satisfies_what_one_of_its_numbers_does(operator: str | None, required: str, possible: bool) -> None:
    """Between 4 and 6, against what the document asks."""
    assert between("4", "6").satisfies(operator, Decimal(required)) is possible


def test_a_figure_agrees_with_itself_however_it_is_printed() -> None:
    """A quotient of whole numbers that rounds to what is printed does, though the room does not reach it."""
    assert Interval(Decimal("2.04"), Decimal("2.04"), Decimal("2.04")).satisfies(None, Decimal("2.0"))
    assert not Interval(Decimal("2.06"), Decimal("2.06"), Decimal("2.06")).satisfies(None, Decimal("2.0"))


@pytest.mark.parametrize(
    ("low", "high", "meet"), [("6", "8", True), ("6.1", "8", False), ("2", "4", True), ("2", "3.9", False)]
)
def test_rooms_that_touch_may_be_one_number(low: str, high: str, meet: bool) -> None:
    """4 to 6 and what begins or ends there."""
    assert between("4", "6").overlaps(between(low, high)) is meet
    assert between(low, high).overlaps(between("4", "6")) is meet


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    """A divisor printed as 0 or 0.5 ± 0.5 gives no quotient; one whose room keeps clear of zero does, on both sides."""
    for printed in ("0", "0.0"):
        assert Interval.printed(Decimal(10)).over(Interval.printed(Decimal(printed))) is None
    assert between("4", "6").over(between("0", "1")) is None
    assert between("4", "6").over(between("-1", "0")) is None
    for divisor, low, high in ((between("1", "2"), 2, 6), (between("-2", "-1"), -6, -2)):
        found = between("4", "6").over(divisor)
        assert found is not None
        assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("start", "end", "years", "unit", "value"),
    [
        ("100", "121", 2, "%", "10"), ("1", "1", 3, "%", "0"), ("10", "16", 3, "pp", "2"), ("-10", "-4", 3, "pp", "2"),
        ("100", "110", 1, "%", "10"), ("100", "121", 0, "%", None), ("0", "121", 2, "%", None), ("100", "0", 2, "%", None), ("100", "-1", 2, "%", None),
    ],
)  # fmt: skip
def test_two_levels_imply_a_growth(start: str, end: str, years: int, unit: str, value: str | None) -> None:
    """In per cent between what is surely above zero, in points between any two; over no years none."""
    found = growth_between(Decimal(start), Decimal(end), years, unit)
    assert (found is None) is (value is None)
    if found is not None and value is not None:
        assert round(found.value, 9) == Decimal(value)
        assert found.low < found.value < found.high


@pytest.mark.parametrize(
    ("target", "growth", "unit", "years", "value"),
    [("121", "10", "%", 2, "100"), ("65", "3", "pp", 5, "50"), ("65", "-100", "%", 5, None), ("65", "3", "pp", 0, None),
     ("65", "-100", "pp", 5, "565"), ("65", "-99", "%", 1, "6500")],
)  # fmt: skip
def test_a_level_and_its_growth_imply_a_baseline(
    target: str, growth: str, unit: str, years: int, value: str | None
) -> None:
    """The growth run backwards; nothing comes back from losing everything."""
    found = baseline_from(Level(value=Decimal(target)), PrintedGrowth(Decimal(growth), unit), years)
    assert (None if found is None else round(found.value, 9)) == (None if value is None else Decimal(value))


def test_several_levels_imply_no_baseline() -> None:
    """Of dated values nobody knows which one the growth leads to."""
    dated = Milestones(values={2023: Decimal(60), 2025: Decimal(65)})
    assert baseline_from(dated, PrintedGrowth(Decimal(3), "pp"), 5) is None


def test_a_quantity_is_called_by_its_name(tmp_path: Path) -> None:
    """That of the indicator, or the label of what the plan does not hold."""
    plan = plan_of(indicator_plan("id: x, name: Grain, baseline: 1, target: 2"), tmp_path)
    outside = Label({"": "Land"})
    assert [str(name_of(plan, name)) for name in ("x", outside, "y", None)] == ["Grain", "Land", "y", ""]


@pytest.mark.parametrize(
    ("growth", "unit", "level"), [("5", "%", "110.25"), ("5", "pp", "110"), ("-10", "%", "81"), ("-10", "pp", "80")]
)
def test_a_printed_growth_leads_on(growth: str, unit: str, level: str) -> None:
    """From 100 on, for two years."""
    assert carried(Decimal(100), PrintedGrowth(Decimal(growth), unit), 2) == Decimal(level)
