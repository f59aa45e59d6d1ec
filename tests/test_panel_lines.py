"""What a panel compares figures with, without an engine: the same verdict as the ordinary check's on every figure."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor, inf
from typing import Any

import pytest

from judged import FIGURES, KINDS, of
from plan_cli.assess import assess, verdict_on
from plan_cli.assess.outcome import Outcome
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import figure_of
from plan_cli.model.observations import Actual, year_of
from plan_cli.model.paths import CompoundPath, LinearPath
from plan_cli.model.targets import Growth, Level, Total
from plan_cli.model.tolerance import Tolerance
from plan_cli.panel.criteria import PanelCriteria, names_columns, threshold_columns
from plan_cli.panel.near_lines import _outcome
from plan_cli.panel.thresholds import (
    ULPS,
    Thresholds,
    between,
    exact_verdict,
    on_own_baseline,
    outcome_only,
    scaled_thresholds_of,
    thresholds_of,
    unusable,
    with_own_baseline,
)
from plan_cli.profiles.built_in import PROFILES

D = Decimal
#: Without those that a panel does not take, or judges by another figure.
PLAIN = [name for name in KINDS if name not in ("total", "ceiling", "index", "done", "trend")]
RULES = ["milestone", "eurostat", "niti-aayog"]
MILESTONE = PROFILES["milestone"]


def compared(found: Thresholds, figure: Decimal, base: Decimal | None = None) -> Outcome | None:
    """The outcome of a figure by comparing doubles; None where it is near a line."""
    sign, factor = found.indicator.sign, float(base or 1) if found.scaled else 1.0
    lines = [value * factor for value in found.values]
    value = sign * float(figure)
    if any(abs(value - line) <= found.near + ULPS * abs(line) for line in lines):
        return None
    return found.outcomes[sum(value >= line for line in lines)]


def checked(indicator: Indicator, figure: Decimal, year: int, profile: str) -> Outcome:
    rules = PROFILES[profile]
    return Outcome.of(assess(indicator, [Actual("x", year, figure, year_of(year))], year, rules, rules.shape))


@pytest.mark.parametrize("profile", RULES)
@pytest.mark.parametrize("kind", PLAIN)
def test_between_two_lines_every_figure_has_the_verdict_of_the_check(kind: str, profile: str) -> None:
    """And near a line the check itself is asked; in the last year, in one before it, in the base year."""
    indicator, rules = KINDS[kind], PROFILES[profile]
    for year in (2020, 2023, 2025):
        found = thresholds_of(indicator, year, rules, rules.shape)
        assert found.values == tuple(sorted(found.values))
        assert len(found.outcomes) == len(found.values) + 1
        assert found.near == (pytest.approx(0.5 * 10**-indicator.decimals, rel=1e-5) if rules.rounded else 0)
        assert (found.base, found.scaled, found.needs_baseline) == (
            indicator.baseline.value and float(indicator.baseline.value),
            False,
            False,
        )
        assert found.missing == Outcome.of(verdict_on(indicator, year, rules, rules.shape)(None))
        assert found.spoilt.reason == {"not_reported": "bad_data"}.get(found.missing.reason or "", found.missing.reason)
        far = 0
        for figure in FIGURES[::3]:
            outcome = compared(found, figure)
            far += outcome is not None
            wanted = checked(indicator, figure, year, profile)
            for base in (None, D(4)):
                # What is no share of a baseline is the same for every entity.
                assert exact_verdict(found, year, rules, rules.shape, base, figure) == wanted
            if outcome is not None:
                assert outcome == wanted, (figure, year)
        assert far > len(FIGURES) / 9
        only = outcome_only(indicator, year, rules, rules.shape, D(15))
        assert (only.outcomes, only.milestone, only.base) == (
            (checked(indicator, D(15), year, profile),),
            found.milestone,
            found.base,
        )


@pytest.mark.parametrize("profile", RULES)
@pytest.mark.parametrize("kind", ["level", "fall", "growth", "index", "change", "exactly"])
def test_in_parts_of_a_baseline_every_entity_has_its_own_verdict(kind: str, profile: str) -> None:
    """As the check has it from the entity's baseline to the target that the same growth leads to."""
    indicator, rules = KINDS[kind], PROFILES[profile]
    if kind in ("growth", "change"):
        indicator = replace(indicator, baseline=Baseline(2020))
    for year in (2022, 2025):
        found = scaled_thresholds_of(indicator, year, rules, rules.shape)
        assert (found.scaled, found.needs_baseline) == (True, True)
        for base in (D("0.5"), D(4), D(30)):
            own = with_own_baseline(indicator, base)
            assert on_own_baseline(indicator, base, rules.shape) == own
            for figure in FIGURES[::3]:
                outcome = compared(found, figure, base)
                if outcome is not None:
                    assert outcome == checked(own, figure, year, profile), (base, figure, year)
                assert exact_verdict(found, year, rules, rules.shape, base, figure) == checked(
                    own, figure, year, profile
                )


def test_what_cannot_be_judged_by_entity_says_why() -> None:
    """A baseline within a year, a sum, a growth of which another is not known, a path or tolerance of its own figures."""
    level = KINDS["level"]
    dated = replace(level, baseline=level.baseline._replace(dated="2020-06", left=Fraction(1, 2)))
    cases: list[tuple[Indicator, str]] = [
        (dated, "dated_baseline"), (KINDS["total"], "panel_total"), (of(Growth(rate=D(1), than="gdp")), "than_unknown"),
        (replace(level, tolerance=Tolerance(D(1))), "panel_no_growth"), (replace(level, path=LinearPath(step=D(1))), "panel_no_growth"),
        (of(Level(value=D(20)), "0"), "panel_no_growth"), (of(Level(value=D(20)), "-1"), "panel_no_growth"), (KINDS["level without a baseline"], "panel_no_growth"),
    ]  # fmt: skip
    for indicator, reason in cases:
        found = scaled_thresholds_of(indicator, 2022, MILESTONE)
        assert (found.values, [each.reason for each in found.outcomes]) == ((), [reason])
        base_year = scaled_thresholds_of(indicator, floor(indicator.baseline.moment), MILESTONE)
        assert (base_year.values, [str(each.status) for each in base_year.outcomes]) == ((), ["not_due"])
        if reason != "than_unknown":
            own = on_own_baseline(indicator, D(5))
            assert isinstance(own, Outcome)
            assert own.reason == reason
    for base in (None, D(0), D(-1)):
        own = on_own_baseline(level, base)
        assert isinstance(own, Outcome)
        assert own.reason == "no_base_level"
    assert on_own_baseline(replace(level, tolerance=Tolerance(D(1), percent=True)), D("0.5")) != own
    assert on_own_baseline(KINDS["band"], None) is KINDS["band"]
    assert [each.reason for each in (unusable(level).missing, unusable(level).spoilt, unusable(level).outcomes[0])] == [
        "bad_data"
    ] * 3


@pytest.mark.parametrize(
    ("base", "target", "given", "ends"),
    [
        (8.0, 16.0, True, ("8", "16")), (D("8.50"), 16.5, True, ("8.50", "16.5")), (8.0, None, True, None), (8.0, None, False, ("8", "20")), (None, 16.0, True, (None, "16")),
        (None, None, False, (None, "20")), (0.0, 16.0, True, ("0", "16")), (1e40, 16.0, True, None), (8.0, 1e41, True, None), (9e39, 16.0, True, (str(9 * 10**39), "16")),
        (1e-41, 16.0, True, None), (8.0, -1e-41, True, None), (1e-40, 16.0, True, ("1E-40", "16")), (-8.0, -16.0, False, ("-8", "-16")), (float("nan"), 16.0, True, None),
        (8.0, float("inf"), True, None),
    ],
)  # fmt: skip
def test_an_entity_s_own_ends_are_used_where_they_can_be(
    base: Any, target: float | None, given: bool, ends: Any
) -> None:
    """The plan's target holds where none is given; a figure of more than forty digits is none."""
    own = between(KINDS["level"], base, target, given=given)
    assert (own is None) is (ends is None)
    if own is not None:
        assert (own.baseline.value, own.goal) == (None if ends[0] is None else D(ends[0]), D(ends[1]))
        assert own.baseline.origin == (None if base is None else "actuals")
    assert between(KINDS["band"], 8.0, 16.0, given=True) is None


def test_thresholds_stand_in_columns() -> None:
    """Each with one outcome more; what has fewer than the most is followed by nulls and its last outcome."""
    level, floor = (
        thresholds_of(KINDS["level"], 2022, MILESTONE),
        thresholds_of(of(Level(value=D(10)), down=True), 2022, MILESTONE),
    )
    none = unusable(KINDS["fall"])
    every = (level, floor, none, thresholds_of(KINDS["fall"], 2022, MILESTONE))
    criteria = PanelCriteria(2022, (), {}, frozenset(), (), None, thresholds=every, with_units=frozenset())
    columns, outcomes = threshold_columns(criteria), criteria.outcomes
    count = max(len(each.values) for each in every)
    for i, each in enumerate(every):
        values = [columns[f"threshold_{n}"][i] for n in range(count)]
        assert values == [*each.values, *[None] * (count - len(each.values))]
        told = [outcomes[columns[f"outcome_{n}"][i]] for n in range(count + 1)]
        assert told == [*each.outcomes, *[each.outcomes[-1]] * (count - len(each.values))]
        assert (outcomes[columns["outcome_missing"][i]], outcomes[columns["outcome_spoilt"][i]]) == (
            each.missing,
            each.spoilt,
        )
    assert (columns["sign"], columns["scaled"], columns["needs_baseline"]) == ([1, -1, -1, -1], [0] * 4, [0] * 4)
    # Only where less is better would a figure in another scale look like success.
    assert [smallest is None for smallest in columns["smallest"]] == [True, False, True, False]
    assert [largest is None for largest in columns["largest"]] == [False, False, True, False]
    index = scaled_thresholds_of(KINDS["index"], 2022, MILESTONE)
    rates = replace(criteria, thresholds=(index,))
    assert threshold_columns(rates)["rates_within"] == [index.rates_within] != [None]
    assert threshold_columns(replace(rates, with_units=frozenset({"x"})))["rates_within"] == [None]
    known = replace(criteria, with_units=frozenset({"x"}))
    assert threshold_columns(known)["largest"] == threshold_columns(known)["smallest"] == [None] * 4


def test_the_sizes_of_factors_are_around_one() -> None:
    """Of a growth without a level no figure is fifty times its baseline within some years, nor a fiftieth."""
    found = scaled_thresholds_of(KINDS["index"], 2022, MILESTONE)
    assert found.sizes is not None
    assert found.sizes == pytest.approx((10**-1.7, 10**1.7 * 1.06**5), rel=1e-9)
    assert scaled_thresholds_of(replace(KINDS["index"], scale=D(10)), 2022, MILESTONE).sizes is None
    assert scaled_thresholds_of(replace(KINDS["index"], scale=D(10)), 2022, MILESTONE).rates_within is None
    assert (found.near, scaled_thresholds_of(KINDS["level"], 2022, PROFILES["eurostat"]).near) == (0.5, 0)
    written = replace(KINDS["index"], decimals=1, decimals_written=True)
    assert scaled_thresholds_of(written, 2022, MILESTONE).near == pytest.approx(0.05, rel=1e-5)
    assert scaled_thresholds_of(replace(KINDS["level"], decimals=2), 2022, MILESTONE).near == pytest.approx(
        0.005, rel=1e-5
    )
    assert scaled_thresholds_of(replace(KINDS["level"], path=CompoundPath()), 2022, MILESTONE).scaled
    assert not scaled_thresholds_of(of(Total(value=D(1))), 2022, MILESTONE).scaled
    assert scaled_thresholds_of(of(Level(value=D("0.9")), "0.5"), 2022, MILESTONE).scaled


def test_names_stand_in_columns() -> None:
    """With the base year and unit of the indicator, which figures are possible, and whether its rates are per cent."""
    every = (replace(KINDS["level"], unit="t"), KINDS["done"], replace(KINDS["index"], unit="%"), KINDS["index"])
    criteria = PanelCriteria(2022, every, {"a": 0, "b": 1, "c": 2, "d": 3, "e": 0}, frozenset(), (), None)
    columns = names_columns(criteria)
    assert (columns["indicator"], columns["code"], columns["base_year"]) == (list("abcde"), [0, 1, 2, 3, 0], [2020] * 5)
    assert (columns["wanted"], columns["vague"]) == (["t", "", "%", "", "t"], [0, 0, 1, 0, 0])
    assert columns["least"] == [-inf, 0, -inf, -inf, -inf]
    assert columns["most"] == [inf, 1, inf, inf, inf]


@pytest.mark.parametrize(
    ("base", "digits", "own"), [(10.0, None, "10.00"), (30.0, None, "30"), (30.5, 2, "30.50"), (None, None, None)]
)
def test_near_a_line_the_figures_count_as_they_are_printed(
    base: float | None, digits: int | None, own: str | None
) -> None:
    """The plan's baseline as it stands in the plan, an entity's with its own digits."""
    level = replace(KINDS["level"], baseline=Baseline(2020, D("10.00"), "plan"))
    found = scaled_thresholds_of(level, 2022, MILESTONE)
    criteria = PanelCriteria(2022, (level,), {"x": 0}, frozenset(), (), None, thresholds=(found,))
    indicator = level if own is None else with_own_baseline(level, D(own))
    for value in (13.0, 14.0, 39.6, 42.7):
        cell = {"thresholds": 0, "base": base, "own_digits": digits, "value": value, "digits": 1}
        assert _outcome(criteria, cell, MILESTONE, None) == checked(indicator, figure_of(value, 1), 2022, "milestone")
