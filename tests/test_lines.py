"""Lines of the built-in profiles: where each lies, what is just enough for it, and StatCan's scores, worked out by hand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from plan_cli.assess.target_lines import met_line
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.numbers import exact_arithmetic
from plan_cli.model.targets import Level, Target, Trend
from plan_cli.model.tolerance import Tolerance
from plan_cli.model.trajectory import NoTrajectory
from plan_cli.profiles import Criteria, Situation
from plan_cli.profiles.built_in import PROFILES

D = Decimal
#: Earlier figures, of which Scotland takes the last and Destatis the last five.
EARLIER = {2016: "70", 2017: "80", 2018: "90", 2020: "100", 2021: "110", 2022: "105", 2023: "112"}
#: profile · where its lines lie in 2024 on the way from 100 to 200, and from 200 to 100, of 2020 to 2030; > must be passed
LINES: list[tuple[str, str, str]] = [
    # 100 × 2^0.4 = 131.9508 and 200 × 2^-0.4 = 151.5717, less the tolerance of 2; 60 % of the rate; the baseline
    ("milestone", "129.9508 118.3706 100", "153.5717 169.7418 200"),
    ("linear", "138 100", "162 200"),
    ("statcan", "130.1924 118.3706 100", "153.7592 169.7418 200"),
    ("eurostat", "130.1924 118.3706 100", "153.7592 169.7418 200"),
    # Its lines at 95, 50 and -10 % of the rate; at the rates that lead to 95 and 10 % of the change
    ("unsd-2022", ">130.1924 115.1461 97.1598", ">153.7592 174.5288 205.4114"),
    ("unsd-2023", "130.6213 103.886 100", "154.5588 195.9383 200"),
    ("sdsn", "140 120 100", "160 180 200"),
    ("closing-the-gap", "140 >100 100", "160 >200 200"),
    ("digital-decade", "131.9508 100", "151.5717 200"),
    ("health-japan-21", "140 105 >95", "160 190 >210"),
    ("healthy-people-2020", "110 >90", "190 >220"),
    ("healthy-people-2030", "110 >90", "190 >220"),
    ("niti-aayog", "165 150", "135 150"),
    ("yinchuan-lights", "140 >130 110", "160 >170 190"),
    ("sanya-cards", "140 120", "160 180"),
    ("official-cn", ">133.9508 129.9508", ">149.5717 153.5717"),
    ("scotland-npf", "114 >110", "110 >114"),
    # First of the last five 90, six years before and six to come: (0.95 × 200 + 90) ÷ 1.95, (0.8 × 200 + 90) ÷ 1.8;
    # from 200 on it is reached already: to be held above what it was.
    ("destatis", ">143.5897 138.8889 >90", "90 100"),
]  # fmt: skip


def asked(
    name: str, target: Target, base: str, year: int = 2024, *, down: bool = False, rows: Mapping[int, str] = EARLIER,
    errors: Mapping[int, str] | None = None, **more: Any,
) -> Criteria | NoTrajectory:  # fmt: skip
    """What a profile asks in a year of an indicator of 2020 to 2030."""
    indicator = Indicator(
        id="x", name=Label({"": "x"}), baseline=Baseline(2020, D(base), "plan"), target=target, target_year=2030, decimals=1,
        direction="decrease" if down else "increase", tolerance=Tolerance(D(2)), **more,
    )  # fmt: skip
    profile = PROFILES[name]
    with exact_arithmetic():
        way = indicator.trajectory(indicator.baseline.value, profile.shape)
        milestone = None if isinstance(way, NoTrajectory) else way.at(year)
        history, known = ({each: D(text) for each, text in some.items()} for some in (rows, errors or {}))
        met = met_line(indicator, year, profile.rounded)
        return profile.criteria(Situation(indicator, way, year, milestone, True, history, known, met=met))


def drawn(criteria: Criteria | NoTrajectory) -> str:
    assert isinstance(criteria, Criteria), criteria
    values = (
        f"{round(each.value, 4):f}".rstrip("0").rstrip(".") if round(each.value, 4) % 10 else f"{each.value:.0f}"
        for each in criteria.thresholds
    )
    return " ".join(">" * each.exclusive + value for each, value in zip(criteria.thresholds, values, strict=True))


def test_every_profile_is_here() -> None:
    """A built-in profile without a row in this file fails."""
    assert {name for name, _, _ in LINES} == set(PROFILES)


@pytest.mark.parametrize(("name", "up", "down"), LINES)
def test_the_lines_of_a_rule_lie_where_its_text_says(name: str, up: str, down: str) -> None:
    """On a way up and on one down."""
    assert drawn(asked(name, Level(value=D(200)), "100")) == up
    assert drawn(asked(name, Level(value=D(100)), "200", down=True)) == down


@pytest.mark.parametrize(
    ("name", "rows", "lines"),
    [
        ("eurostat", {}, "104.0604 100 96.0596"), ("unsd-2023", {}, "108.2432 102.0151 100"), ("statcan", {}, "106.1364 102.0151 100"),
        ("scotland-npf", EARLIER, "114 >110"), ("destatis", EARLIER, ">112 >90"), ("destatis", {**EARLIER, 2018: "120"}, ">120 >112"),
    ],
)  # fmt: skip
def test_a_rule_without_a_target_has_lines_of_its_own(name: str, rows: Mapping[int, str], lines: str) -> None:
    """So much growth a year, or the figures before: four years from 100 on, at 1 and -1, 2 and 0.5, 1.5 and 0.5 %."""
    assert drawn(asked(name, Trend(), "100", rows=rows)) == lines


@pytest.mark.parametrize(
    ("name", "rows", "errors", "lines"),
    [
        ("healthy-people-2030", {}, {2020: "3", 2024: "4"}, "108.2243 >91.7757"),  # 1.644853627 × √(3² + 4²)
        ("healthy-people-2030", {}, {2020: "3"}, "110 >90"),
        ("destatis", {2021: "1", 2022: "2"}, {}, "too_few_values"),
        ("destatis", {2021: "1", 2022: "2", 2023: "3"}, {}, ">65.0847 57.8571 >1"),  # six years to come, three passed: (190 + 2) ÷ 2.95, (160 + 2) ÷ 2.8
        ("destatis", {2021: "200", 2022: "2", 2023: "3"}, {}, "200 200"),  # reached at first: to be held
        ("scotland-npf", {}, {}, "no_earlier_value"),
    ],
)  # fmt: skip
def test_a_rule_looks_at_what_it_needs(
    name: str, rows: Mapping[int, str], errors: Mapping[int, str], lines: str
) -> None:
    """Both standard errors, or its other line; enough earlier figures, or none."""
    found = asked(name, Level(value=D(200)), "100", rows=rows, errors=errors)
    assert (found.reason if isinstance(found, NoTrajectory) else drawn(found)) == lines


@pytest.mark.parametrize("name", [name for name, *_ in LINES if name not in ("statcan", "destatis", "scotland-npf")])
@pytest.mark.parametrize(
    ("base", "goal", "down"),
    [("100.5", "100", False), ("99.5", "100", True), ("100", "100", False), ("0.5", "0.4", False)],
)
def test_a_target_met_from_the_start_is_held_where_it_lies(name: str, base: str, goal: str, down: bool) -> None:
    """By less than one too; the line of a rule on the way to it is the target, less the tolerance that it gives."""
    found = asked(name, Level(value=D(goal)), base, down=down)
    if isinstance(found, NoTrajectory):
        assert name == "unsd-2022"
        return
    eased = {"milestone": 2, "linear": 0, "official-cn": -2}.get(name, 0)
    first = D(goal) - eased * (-1 if down else 1)
    if name == "health-japan-21":
        # Which asks for a change by 5 % too.
        change = D(base) * (D("0.95") if down else D("1.05"))
        first = min(first, change) if down else max(first, change)
    if name.startswith("healthy-people"):
        assert found.goal is not None
        first = found.thresholds[0].value
    assert found.thresholds[0].value == first


@pytest.mark.parametrize(("partial", "reason"), [(False, "no_baseline"), (True, "part_year_change")])
def test_a_rule_says_what_it_lacks(partial: bool, reason: str) -> None:
    """A baseline, or the same part of the base year; the reason of a path that is not there stays its own."""
    unknown = Indicator(
        id="x", name=Label({"": "x"}), baseline=Baseline(2020), target=Level(value=D(200)), target_year=2030
    )
    for name, own in (
        ("statcan", reason),
        ("milestone", "no_baseline"),
        ("linear", "no_baseline"),
        ("eurostat", "no_baseline"),
    ):
        found = PROFILES[name].criteria(Situation(unknown, NoTrajectory("no_baseline"), 2024, partial=partial))
        assert found == NoTrajectory(own)
    assert PROFILES["milestone"].criteria(Situation(unknown, NoTrajectory("trend"), 2024)) == NoTrajectory("trend")


#: StatCan: baseline and target of a way of ten years, which way is better · after four years: figure, value and score.
#: Value: the observed rate over the required one; score: 7.1429v - 4.2857 from 0.6 on, else 4.1667v - 2.5, within ±5.
PUBLISHED: list[tuple[str, str, bool, list[tuple[str, str | None, str | None]]]] = [
    ("100", "200", False, [
        ("140", "1.2227", "4.4479"), ("130", "0.9445", "2.4608"), ("119", "0.6193", "0.1377"), ("110", "0.336", "-1.1001"), ("100", "0", "-2.5"),
        ("95", "-0.1775", "-3.2397"), ("200", "2.6362", "5"), ("-5", None, None), ("0.5", "-10.2278", "-5"),
    ]),
    ("200", "100", True, [("154", "0.9445", "2.461"), ("175", "0.4903", "-0.4572"), ("210", "-0.1833", "-3.2636"), ("-1", None, "5")]),
    ("-5", "-2", False, [("-4.5", "0.2969", "-1.2629"), ("-6", "-0.5326", "-4.7193"), ("0.5", None, "5"), ("-2", "2.3383", "5")]),
    ("-2", "-5", True, [("-4", "1.9718", "5"), ("-1", "-1.6581", "-5")]),
    ("0.5", "0.8", False, [("0.6", "0.9691", "2.6364"), ("0.55", "0.5011", "-0.4121"), ("-0.1", None, None)]),
    ("100", "50", False, [("120", "0.6964", "5"), ("50", "-2.3759", "5"), ("49", "-2.4391", "-5")]),  # to be held
    ("50", "100", True, [("99", "-2.5946", "5"), ("101", "-2.6774", "-5")]),
    ("5", "0", True, [("0.5", "0.7634", "1.167"), ("0.001", "1.5368", "5"), ("0", "1.7442", "5")]),  # a zero is 0.001
]  # fmt: skip


@pytest.mark.parametrize(("base", "goal", "down", "published"), PUBLISHED)
def test_statcan_s_value_and_score(
    base: str, goal: str, down: bool, published: list[tuple[str, str | None, str | None]]
) -> None:
    """Of a figure short of the target, at it and past it, on either side of zero; reached is the best score."""
    criteria = asked("statcan", Level(value=D(goal)), base, down=down)
    assert isinstance(criteria, Criteria)
    assert criteria.origin_sign == (-1 if D(base) < 0 else 1)
    assert criteria.published is not None
    with exact_arithmetic():
        for figure, *told in published:
            found = [None if each is None else round(each, 4) for each in criteria.published(D(figure))]
            assert found == [None if each is None else D(each) for each in told]


@pytest.mark.parametrize(("base", "goal", "reached"), [("-5", "9", "9"), ("0.5", "-0.5", "-0.5")])
def test_statcan_has_no_lines_across_zero(base: str, goal: str, reached: str) -> None:
    """But the target itself."""
    criteria = asked("statcan", Level(value=D(goal)), base, down=D(goal) < 0)
    assert isinstance(criteria, Criteria)
    assert (criteria.thresholds, criteria.floor[0], criteria.published) == ((), "not_available", None)
    assert criteria.goal is not None
    assert criteria.goal.value == D(reached)


#: natural limit of a figure of 100 · two lines after four years · scores of 99, 100.5, 101.9, 105 and 106.5.
#: 1 - (100 ÷ 130)^4.44 of the usual growth is asked, on the other side of 80 as much as of 60.
NEAR_A_LIMIT: list[tuple[str | None, str, str, tuple[str, ...]]] = [
    (None, "106.1364", "102.0151", ("-2.8137", "-1.8762", "-0.1417", "1.8181", "2.9341")),
    ("50", "106.1364", "102.0151", ("-2.8137", "-1.8762", "-0.1417", "1.8181", "2.9341")),
    ("80", "104.398", "101.4502", ("-2.8137", "-1.635", "0.3849", "3.508", "5")),
    ("-80", "104.398", "101.4502", ("-2.8137", "-1.635", "0.3849", "3.508", "5")),
    ("130", "104.1926", "101.3832", ("-2.8137", "-1.5933", "0.4637", "3.9182", "5")),
    ("200", "105.8476", "101.9216", ("-2.8137", "-1.846", "-0.0278", "1.9662", "3.3173")),
]


@pytest.mark.parametrize(("limit", "fast", "slow", "scores"), NEAR_A_LIMIT)
def test_statcan_asks_less_growth_near_a_limit(
    limit: str | None, fast: str, slow: str, scores: tuple[str, ...]
) -> None:
    """1.5 and 0.5 % a year far from one; score 500p - 5, 250p - 1.25, 500p - 2.5, and 125v - 2.5 below nothing."""
    criteria = asked("statcan", Trend(limit=None if limit is None else D(limit)), "100")
    assert isinstance(criteria, Criteria)
    assert criteria.published is not None
    with exact_arithmetic():
        assert [round(each.value, 4) for each in criteria.thresholds] == [D(fast), D(slow), 100]
        found = [criteria.published(D(figure))[1] for figure in ("99", "100.5", "101.9", "105", "106.5")]
        assert [each and round(each, 4) for each in found] == [D(score) for score in scores]
