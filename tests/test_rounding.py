"""Numbers are judged as they are shown."""

from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plan_cli.model.numbers import exact_arithmetic, root, rounded, unit_of
from plan_cli.profiles import cutoff_of

values = st.decimals(min_value=-10_000, max_value=10_000, places=6)
decimals = st.integers(0, 4)


@given(milestone=values, digits=decimals, sign=st.sampled_from((1, -1)))
@example(milestone=Decimal("0.4"), digits=0, sign=1)
@example(milestone=Decimal("-0.5"), digits=0, sign=-1)
def test_the_printed_milestone_is_enough_and_one_unit_less_is_not(milestone: Decimal, digits: int, sign: int) -> None:
    """An actual equal to the printed milestone passes; one unit worse fails."""
    edge = cutoff_of(milestone, sign, digits)
    shown = rounded(milestone, digits)
    assert sign * float(shown) >= sign * edge
    assert not sign * float(shown - sign * unit_of(digits)) >= sign * edge


@given(actual=values, milestone=values, digits=decimals, sign=st.sampled_from((1, -1)))
def test_one_comparison_decides_like_two_rounded_numbers(
    actual: Decimal, milestone: Decimal, digits: int, sign: int
) -> None:
    """The plain comparison with the edge is the comparison of the two shown numbers, for any actual."""
    shown = sign * rounded(actual, digits) >= sign * rounded(milestone, digits)
    assert (sign * float(actual) >= sign * cutoff_of(milestone, sign, digits)) == shown


@given(milestone=values, digits=decimals, sign=st.sampled_from((1, -1)))
def test_strictly_asks_for_one_unit_more(milestone: Decimal, digits: int, sign: int) -> None:
    """``more_than`` is not met by the printed number and is met by the next one."""
    edge = cutoff_of(milestone, sign, digits, exclusive=True)
    shown = rounded(milestone, digits)
    assert not sign * float(shown) >= sign * edge
    assert sign * float(shown + sign * unit_of(digits)) >= sign * edge


@pytest.mark.parametrize(("text", "digits", "expected"), [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.125", 2, "0.13")])
def test_rounding_is_half_away_from_zero(text: str, digits: int, expected: str) -> None:
    """四舍五入, on both sides of zero."""
    with exact_arithmetic():
        assert rounded(Decimal(text), digits) == Decimal(expected)


@given(value=st.decimals("1e-90", "1e90", allow_nan=False), degree=st.integers(1, 100))
def test_a_root_is_the_power_to_its_last_digits(value: Decimal, degree: int) -> None:
    """As close as ``value ** (1 / degree)``, whatever the figure and however high the degree."""
    with localcontext(Context(prec=90)):
        exact = value ** (1 / Decimal(degree))
    with exact_arithmetic():
        found = root(value, Decimal(degree))
    assert abs(found - exact) <= exact * Decimal("6e-50")


@given(base=st.decimals("0.001", "9.999", places=3), degree=st.integers(1, 12))
def test_a_root_that_comes_out_even_is_even(base: Decimal, degree: int) -> None:
    """The root of 1.1 to the fifth is 1.1, not a digit more or less: a milestone may lie on the line."""
    with exact_arithmetic():
        assert root(base**degree, Decimal(degree)) == base


def test_a_root_of_anything_else_is_a_power() -> None:
    """Doubles, halves of years, and figures beyond a double's reach."""
    with exact_arithmetic():
        assert root(Decimal(4), Decimal("0.5")) == 16
        assert root(Decimal("1e400"), Decimal(4)) == Decimal("1e100")
    assert root(16.0, 4) == 2.0
