"""A reported figure is never rounded: the line is, to the plan's decimals or to the figure's own if it has more."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plan_cli.model.numbers import rounded
from plan_cli.profiles import Status, Threshold

figures = st.decimals(min_value=-9999, max_value=9999, places=6, allow_nan=False)
decimals = st.integers(0, 4)
signs = st.sampled_from([1, -1])


def threshold(value: Decimal, digits: int | None, *, exclusive: bool = False) -> Threshold:
    return Threshold("x", Status.ON_TRACK, value, digits, exclusive)


@given(milestone=figures, plan=decimals, own=decimals, sign=signs)
def test_the_figure_at_the_printed_line_reaches_it(milestone: Decimal, plan: int, own: int, sign: int) -> None:
    """A figure equal to the line at its own decimals passes; one last digit short of it fails."""
    digits = max(plan, own)
    line, unit = rounded(milestone, digits), Decimal(1).scaleb(-digits)
    asked = threshold(milestone, plan)
    assert asked.earned_by(line, sign, digits)
    assert not asked.earned_by(line - sign * unit, sign, digits)
    assert not threshold(milestone, plan, exclusive=True).earned_by(line, sign, digits)
    assert threshold(milestone, plan, exclusive=True).earned_by(line + sign * unit, sign, digits)


@given(milestone=figures, actual=figures, plan=decimals, sign=signs)
def test_what_is_past_the_exact_value_passes(milestone: Decimal, actual: Decimal, plan: int, sign: int) -> None:
    """Rounding a line never fails a figure that is past its exact value, and never passes one that is half a unit off."""
    past = sign * (actual - milestone)
    earned = threshold(milestone, plan).earned_by(actual, sign, 6)
    assert earned or past < 0
    assert not earned or past > -Decimal(1).scaleb(-plan)


@given(value=figures, sign=signs, own=decimals, plan=st.none() | decimals, exclusive=st.booleans())
def test_the_double_of_a_line_decides_alike(
    value: Decimal, sign: int, own: int, plan: int | None, exclusive: bool
) -> None:
    """One comparison with the edge says of figures on and beside the line what the decimals say."""
    each = threshold(value, plan, exclusive=exclusive)
    line = each.line(own)
    for figure in (line, line + Decimal(1).scaleb(-6), line - Decimal(1).scaleb(-6)):
        assert (sign * float(figure) >= sign * each.edge(sign, own)) == each.earned_by(figure, sign, own)
