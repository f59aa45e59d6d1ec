"""Yearly path values that others published (WHO's package), each to its stated tolerance."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.paths import CompoundPath, LinearPath
from plan_cli.model.trajectory import Trajectory

PUBLISHED = Path(__file__).parent / "conformance" / "paths.csv"
CASES = list(csv.DictReader(PUBLISHED.read_text(encoding="utf-8").splitlines()))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _track(case: dict[str, str]) -> Trajectory:
    options = {
        "cap": _number(case["cap"]),
        "floor": _number(case["floor"]),
        "keep_better": case["keep_better_actual"] == "1",
    }
    change, step, growth = (_number(case[k]) for k in ("pct_change_total", "step_per_year", "growth_per_year"))
    shape: CompoundPath | LinearPath
    if case["shape"].startswith(("cagr", "constant_growth")):
        shape = CompoundPath(growth=None if growth is None else growth * 100, change=change, **options)
    else:
        shape = LinearPath(step=step, change=change, **options)
    base_year = int(case["base_year"])
    start = Decimal(case["base_value"])
    target_year = int(case["target_year"] or 2100)
    # Without a target of its own a path is to end where its figures lead.
    own_end = shape.end(start, start, Decimal(target_year - base_year))
    own_end = own_end if shape.cap is None else min(own_end, shape.cap)
    own_end = own_end if shape.floor is None else max(own_end, shape.floor)
    return Trajectory(shape, start, _number(case["target_value"]) or own_end, base_year, target_year)


@pytest.mark.parametrize("case", CASES, ids=[case["case_id"] for case in CASES])
def test_the_published_value_comes_out(case: dict[str, str]) -> None:
    """Each published path value is met within a relative 1e-9."""
    with exact_arithmetic():
        direction = -1 if case["lower_is_better"] == "1" else 1
        value = _track(case).at(int(case["year"]), _number(case["actual"]), direction)
    assert float(value) == pytest.approx(float(case["expected"]), rel=1e-9)
