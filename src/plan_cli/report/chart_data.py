"""ChartData: the numbers that a chart of one indicator shows, without pixels, colours or words.

For a target without a path it holds the figures, between its bounds or beside what is asked.

A picture holds the path, the yearly milestones, the cut points of every year, what was reported as the interval
that it is, and where the observed rate leads. ``render/chart/`` turns it into SVG and PNG, ``bars`` into blocks
in a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from plan_cli.assess import Assessment
from plan_cli.assess.evidence import evidence
from plan_cli.assess.means import as_counted
from plan_cli.assess.row import Evidence
from plan_cli.model.indicator import Indicator
from plan_cli.model.numbers import shown_decimals
from plan_cli.model.observations import Actual, Period
from plan_cli.model.targets import Band, Done
from plan_cli.model.trajectory import Trajectory
from plan_cli.profiles import Status
from plan_cli.report.cells import Cell
from plan_cli.report.indicators import marked
from plan_cli.report.number_format import figure
from plan_cli.report.outlook import outlook_value
from plan_cli.report.sparkline import display_precision, first_year

#: The number of years that are drawn before the base year.
HISTORY = 4
#: How finely a curve is sampled: points a year.
STEPS = 2

Point = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Reported:
    """One year's reported figure: between ``low`` and ``high`` (None: open), shown at ``value``."""

    year: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    bound: str = ""
    part_year: bool = False
    obs_status: str = "A"
    verdict: Status | None = None
    part: Period | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.value == self.high

    def cell(self, decimals: int) -> Cell:
        """The figure with its bound and marks."""
        return marked(self.value, decimals, bound=self.bound, part_year=self.part_year, obs_status=self.obs_status)

    @property
    def preliminary(self) -> bool:
        """Whether the figure may still change: provisional, estimated or forecast."""
        return self.obs_status in ("P", "E", "F")


@dataclass(frozen=True, slots=True)
class ChartData:
    """One indicator on its path. ``cuts`` are the lines between categories, best first; ``floor`` lies below."""

    judged: Assessment
    base_year: int
    target_year: int
    path: tuple[Point, ...]
    milestones: tuple[tuple[int, Decimal], ...]
    cuts: tuple[tuple[str, tuple[tuple[int, Decimal], ...]], ...]
    points: tuple[Reported, ...]
    floor: str = ""
    outlook: tuple[Point, ...] = ()
    goal: Decimal | None = None
    #: The bounds of a band; None on an open side.
    bounds: tuple[Decimal | None, Decimal | None] = (None, None)

    @property
    def indicator(self) -> Indicator:
        """The indicator as it was judged."""
        return self.judged.indicator

    def digits_in(self, year: int) -> int:
        """The decimals that a year's figures are shown with: enough to agree with its verdict."""
        point = next((each for each in self.points if each.year == year), None)
        return self.indicator.decimals if point is None else shown_decimals(point.value, self.indicator.decimals)

    @property
    def outlook_text(self) -> str:
        """The value that the observed rate leads to, formatted."""
        value = self.outlook[-1][1]
        return figure(value, self.judged.projected_digits(value))

    @property
    def year(self) -> int:
        """The year of the verdict."""
        return self.judged.year

    @property
    def runs(self) -> tuple[tuple[Reported, ...], ...]:
        """Runs of exact figures in consecutive years, which a line may join."""
        runs: list[list[Reported]] = []
        for point in sorted((each for each in self.points if each.exact), key=lambda each: each.year):
            if runs and point.year == runs[-1][-1].year + 1:
                runs[-1].append(point)
            else:
                runs.append([point])
        return tuple(tuple(run) for run in runs if len(run) > 1)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of its zones, best first."""
        if beyond := [Status.OFF_TRACK for bound in self.bounds if bound is not None]:
            return (Status.ON_TRACK, *beyond)
        return (*(category for category, _ in self.cuts), *([self.floor] if self.cuts else []))

    def borders_in(self, year: int) -> tuple[Decimal, ...]:
        """The values where the zones of a year meet, best first; on a step those after it."""
        if self.cuts:
            return tuple(value for _, line in self.cuts if (value := dict(line).get(year)) is not None)
        return tuple(bound for bound in self.bounds if bound is not None)

    @property
    def since_base(self) -> ChartData:
        """The same chart without figures from before the base year, for small pictures."""
        return replace(self, points=tuple(point for point in self.points if point.year >= self.base_year))

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every number that must fit into the chart."""
        ends = [value for point in self.points for value in (point.value, point.low, point.high) if value is not None]
        lines = [value for _, value in (*self.path, *self.outlook)]
        return (*lines, *ends, *(value for value in (self.goal, *self.bounds) if value is not None))

    @property
    def years(self) -> range:
        """The years from its left to its right edge."""
        years = [point.year for point in self.points]
        return range(min([self.base_year, *years]), max([self.target_year, *years]) + 1)


def chart_data(judged: Assessment, years: Sequence[Assessment], rows: Sequence[Actual]) -> ChartData | None:
    """The chart of an indicator; None where there is no path to draw, no bounds and nothing to be done.

    ``judged`` is its verdict in the year of the report, ``years`` those of every year from its base year on, or of
    the same part of every year: the figures of a quarter are not drawn beside those of whole years.
    """
    indicator, trajectory = judged.indicator, judged.trajectory
    if trajectory is None:
        return _without_path(judged, years, rows)
    begun = first_year(indicator, trajectory)
    known = [each for each in years if each.milestone is not None and each.year >= begun]
    with display_precision():
        return ChartData(
            judged=judged,
            base_year=trajectory.base_year,
            target_year=trajectory.target_year,
            path=_path(trajectory, known[0].year if known else trajectory.base_year)
            if judged.scale is None and judged.period is None
            else tuple((Decimal(each.year), each.milestone) for each in known if each.milestone is not None),
            milestones=tuple((each.year, each.milestone) for each in known if each.milestone is not None),
            cuts=_cuts(trajectory, known),
            points=tuple(_reported(indicator, years, rows)),
            floor=Status.OFF_TRACK if judged.criteria is None else judged.criteria.floor[0],
            outlook=_outlook(judged, trajectory, outlook_value(judged, years)),
            goal=_goal(judged),
        )


def _goal(judged: Assessment) -> Decimal | None:
    """The target on the scale of the chart; None beside a share of each year, which is not held against it."""
    if judged.shared:
        return None
    return judged.indicator.goal if judged.scale is None else judged.indicator.target.relative_value


def _without_path(judged: Assessment, years: Sequence[Assessment], rows: Sequence[Actual]) -> ChartData | None:
    """The figures between their bounds, or on the way from not done to done."""
    indicator, target = judged.indicator, judged.indicator.target
    if not (isinstance(target, Done) or (isinstance(target, Band) and target.than is None)):
        return None
    return ChartData(
        judged=judged,
        base_year=indicator.baseline.year,
        target_year=indicator.target_year,
        path=(),
        milestones=(),
        cuts=(),
        points=tuple(_reported(indicator, years, rows)),
        goal=indicator.goal,
        bounds=(target.low, target.high) if isinstance(target, Band) else (None, None),
    )


def _path(trajectory: Trajectory, first: int) -> tuple[Point, ...]:
    """The points of the path: a step each year where it is stepped, else sampled between the years."""
    years = range(first, trajectory.target_year + 1)
    points: list[Point] = []
    if trajectory.shape.stepped:
        for year in years:
            if points:
                points.append((Decimal(year), points[-1][1]))
            points.append((Decimal(year), trajectory.at(year)))
        return tuple(points)
    for step in range((len(years) - 1) * STEPS + 1):
        year_at = Decimal(first) + Decimal(step) / STEPS
        points.append((year_at, trajectory.at(year_at)))
    return tuple(points)


def _cuts(
    trajectory: Trajectory, years: Iterable[Assessment]
) -> tuple[tuple[str, tuple[tuple[int, Decimal], ...]], ...]:
    """Each category's line through the years, from the base year on, where every year has it."""
    begun = [each for each in years if each.year > trajectory.since]
    lines = []
    for category in dict.fromkeys(category for each in begun for category in each.thresholds):
        values = [(each.year, value) for each in begun if (value := each.thresholds.get(category)) is not None]
        if values and len(values) == len(begun):
            start = (
                [(trajectory.base_year, trajectory.start)]
                if trajectory.since == trajectory.base_year and begun[0].scale is None and begun[0].period is None
                else []
            )
            lines.append((category, _stepped(trajectory, (*start, *values))))
    return tuple(lines)


def _stepped(trajectory: Trajectory, line: tuple[tuple[int, Decimal], ...]) -> tuple[tuple[int, Decimal], ...]:
    """The line as stairs where the path is stepped."""
    if not trajectory.shape.stepped:
        return line
    stairs = [((year, held), (year, value)) for (_, held), (year, value) in pairwise(line)]
    return (line[0], *(point for pair in stairs for point in pair))


def _reported(indicator: Indicator, years: Sequence[Assessment], rows: Sequence[Actual]) -> Iterable[Reported]:
    """What was reported of each year; before the base year only of a plain level."""
    whole_years = not any(each.period for each in years)
    if whole_years and not indicator.target.has_own_start:
        counted = as_counted(indicator, rows)
        for year in range(indicator.baseline.year - HISTORY, indicator.baseline.year):
            yield from _reported_in(year, evidence(indicator, counted, year), None)
    for each in years:
        if (each.year > indicator.baseline.year or not indicator.target.has_own_start) and not each.ended:
            yield from _reported_in(each.year, each.evidence, each.status if each.status.evaluated else None)


def _reported_in(year: int, found: Evidence, verdict: Status | None) -> Iterable[Reported]:
    if found.value is None:
        return
    row = found.row
    part = row.period if row and found.part_year else None
    status = row.status if row else "A"
    yield Reported(year, found.value, found.low, found.high, found.bound, found.part_year, status, verdict, part)


def _outlook(judged: Assessment, trajectory: Trajectory, projected: Decimal | None) -> tuple[Point, ...]:
    """From the judged figure on at the observed rate, where its rule allows one."""
    value, observed = judged.evidence.value, judged.rates.observed
    if value is None or observed is None or projected is None:
        return ()
    left = trajectory.target_year - judged.year
    steps = [Decimal(step) / STEPS for step in range(left * STEPS)]
    points = [(judged.year + years, Decimal(trajectory.growing.carry(value, observed, years))) for years in steps]
    return (*points, (Decimal(trajectory.target_year), projected))
