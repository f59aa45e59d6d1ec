"""One indicator of every kind and a figure of a year, in as few words as a table takes; nothing here is a test."""

from datetime import date
from decimal import Decimal
from typing import Any

from plan_cli.assess import Assessment, assess
from plan_cli.model.baseline import Baseline
from plan_cli.model.indicator import Indicator
from plan_cli.model.label import Label
from plan_cli.model.observations import Actual, Period, year_of
from plan_cli.model.paths import LinearPath
from plan_cli.model.targets import Band, Change, Done, Growth, Level, Milestones, Rank, Target, Total, Trend
from plan_cli.model.tolerance import Tolerance
from plan_cli.profiles.built_in import PROFILES

D = Decimal
MILESTONE = PROFILES["milestone"]
HALF = Period(date(2023, 1, 1), date(2023, 6, 30))


def of(target: Target, base: str | None = None, *, down: bool = False, **more: Any) -> Indicator:
    """An indicator of 2020 to 2025 on a straight way."""
    baseline = Baseline(2020, None if base is None else D(base), None if base is None else "plan")
    own: dict[str, Any] = {"path": LinearPath(), "direction": "decrease" if down else "increase", **more}
    return Indicator(id="x", name=Label({"": "x"}), baseline=baseline, target=target, target_year=2025, **own)


def row(year: int, value: str | None, **more: Any) -> Actual:
    """A figure of a whole year, if nothing else is said."""
    return Actual("x", year, None if value is None else D(value), **{"period": year_of(year), **more})


def judged(
    indicator: Indicator, *rows: Actual, year: int = 2025, profile: str = "milestone", **more: Any
) -> Assessment:
    """The verdict on it, by a built-in rule."""
    return assess(indicator, rows, year, PROFILES[profile], PROFILES[profile].shape, **more)


KINDS = {
    "level": of(Level(value=D(20)), "10"), "level without a baseline": of(Level(value=D(20))),
    "within": of(Level(value=D(20), low=D(20), high=D(30), operator="within"), "10", tolerance=Tolerance(D(1))),
    "exactly": of(Level(value=D(20), operator="exactly"), "10"), "fall": of(Level(value=D(10)), "20", down=True),
    "total": of(Total(value=D(20))), "ceiling": of(Total(value=D(20), operator="at_most"), down=True, tolerance=Tolerance(D(2))),
    "milestones": of(Milestones(values={2022: D(12), 2025: D(20)}), "10"), "growth": of(Growth(rate=D(6)), "15"), "index": of(Growth(rate=D(6))),
    "change": of(Change(value=D(50)), "12"), "points": of(Change(value=D(9), unit="t"), "12"), "rank": of(Rank(value=D(9)), "22"),
    "band": of(Band(low=D(12), high=D(20)), "10", tolerance=Tolerance(D(1))), "floor": of(Band(low=D(12)), "11.5"), "top": of(Band(high=D(20)), "20.5"),
    "done": of(Done()), "trend": of(Trend(), "15"),
}  # fmt: skip
FIGURES = tuple(
    map(
        D,
        [
            "-1",
            "0",
            "0.5",
            "1",
            "9",
            "10",
            "10.9",
            "11",
            "11.2",
            "11.5",
            "11.8",
            "12",
            "15",
            "16",
            "17.9",
            "18",
            "19",
            "19.9",
            "20",
            "20.2",
            "20.5",
            "20.8",
            "21",
            "21.1",
            "22",
            "22.1",
            "29",
            "30",
            "31",
            "31.1",
            "40",
        ],
    )
)
