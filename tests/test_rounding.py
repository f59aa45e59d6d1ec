"""A reported figure is never rounded: the line is, to the plan's decimals or to the figure's own if it has more."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run, indicator_plan
from plan_cli.assess.assessment import telling_digits
from plan_cli.model.numbers import plain_digits, rounded
from plan_cli.profiles import Status, Threshold

figures = st.decimals(min_value=-9999, max_value=9999, places=6, allow_nan=False)
decimals = st.integers(0, 4)
signs = st.sampled_from([1, -1])


@pytest.mark.parametrize(
    ("value", "line", "digits"),
    [("10.6", "10.64", 2), ("10.6", "10.56", 2), ("10.6", "10.6", 1), ("10.6", "10.4", 1), ("10.6", "10.6004", 4)],
)
def test_a_line_is_shown_on_its_side_of_the_figure(value: str, line: str, digits: int) -> None:
    """10.6 against 10.64 is short of it, so the line is not printed as 10.6."""
    assert telling_digits(Decimal(value), Decimal(line), 1) == digits


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1e3", "1000"), ("1E-3", "0.001"), ("1000", "1000"), ("0e5", "0"), ("-1.50e1", "-15"), (0.1, "0.1"), (1e22, "1" + 22 * "0"),
        (0.0, "0"), ("1.20", "1.20"), ("abc", "abc"), ("nan", "nan"), ("1e400", "1e400"), ("1e-400", "1e-400"),
    ],
)  # fmt: skip
def test_a_number_of_a_machine_is_read_as_it_would_be_printed(number: str | float, text: str) -> None:
    """Without an exponent, as far as it is a figure; anything else is left for the reader to refuse."""
    assert plain_digits(number) == text


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


@pytest.mark.parametrize(
    "command", ["check 2023 a.csv", "milestones", "forecast a.csv", "show z", "explain z 2023 --actuals a.csv"]
)
def test_figures_of_any_length_are_rounded(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """More digits before and after the point than milestones are computed with: shown, not crashed on."""
    monkeypatch.chdir(tmp_path)
    plan = indicator_plan(
        "id: z, name: Z, baseline: 1e-30, target: 1e30",
        "id: g, name: G, baseline: 10, target: {kind: growth, rate: 4e24}",
    )
    Path("p.plan.yaml").write_text(plan, encoding="utf-8")
    Path("a.csv").write_text("indicator,year,value\nz,2023,1\ng,2023,1e25\n", encoding="utf-8")
    ran = run(*command.split(), "--plan", "p.plan.yaml")
    assert ran.code in (0, 1), ran.err
