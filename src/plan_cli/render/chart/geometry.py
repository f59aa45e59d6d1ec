"""Geometry: a chart's numbers as pixels. Plain values; the template only writes them down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from plan_cli.report.chart_data import ChartData, Point, Reported

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT, TOP, BOTTOM = 68, 20, 14, 28
#: How many lines of a grid there are, about.
TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """From numbers to pixels, along one side."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a number lies."""
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


@dataclass(frozen=True, slots=True)
class Marker:
    """A reported figure in pixels. ``arrow`` is where its open side leads, ``span`` its ends where both are known."""

    point: Reported
    x: float
    y: float
    arrow: float | None = None
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart in pixels: the shapes of its template."""

    chart: ChartData
    x: Scale
    y: Scale
    grid: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, int], ...]
    bands: tuple[str, ...]
    path: str
    milestones: tuple[tuple[float, float, int], ...]
    markers: tuple[Marker, ...]
    outlook: str
    goal: float | None


def layout_of(chart: ChartData) -> Layout:
    """The chart at its size in pixels."""
    years = chart.years
    x = Scale(years[0] - 0.3, years[-1] + 0.3, LEFT, WIDTH - RIGHT)
    ticks = nice_ticks([float(value) for value in chart.values])
    y = Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    places = _places(ticks)
    return Layout(
        chart=chart,
        x=x,
        y=y,
        grid=tuple((y(tick), f"{tick:.{places}f}") for tick in ticks),
        years=tuple((x(year), year) for year in years),
        bands=tuple(_bands(chart, x, y)),
        path=_line(chart.path, x, y),
        milestones=tuple((x(year), y(float(value)), year) for year, value in chart.milestones),
        markers=tuple(_marker(point, x, y) for point in chart.points),
        outlook=_line(chart.outlook, x, y),
        goal=None if chart.goal is None else y(float(chart.goal)),
    )


def nice_ticks(values: Sequence[float]) -> list[float]:
    """Round numbers, evenly spaced, the first at or below all values and the last above them."""
    low, high = min(values), max(values)
    if low > 0 and low < 0.6 * high:
        low = 0.0
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    high += room
    low = low if low == 0 else low - room
    raw = (high - low) / TICKS
    power = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999)
    first, last = floor(low / step), -floor(-high / step)
    return [round(step * i, 10) for i in range(first, last + 1)]


def _places(ticks: Sequence[float]) -> int:
    return next((places for places in range(6) if all(abs(round(t, places) - t) < 1e-9 for t in ticks)), 6)


def _line(points: Iterable[Point], x: Scale, y: Scale) -> str:
    return " ".join(f"{x(float(at))},{y(float(value))}" for at, value in points)


def _bands(chart: ChartData, x: Scale, y: Scale) -> Iterable[str]:
    """A polygon for each category: from its line to that of the next better one; the best one's to the edge."""
    sign = chart.indicator.sign
    better = y.end if sign > 0 else y.start
    above: list[tuple[float, float]] = []
    for _, line in chart.cuts:
        points = [(x(year), _inside(y(float(value)), y)) for year, value in line]
        edge = above or [(at, better) for at, _ in points]
        yield _polygon(points, edge)
        above = points
    if above:
        yield _polygon([(at, y.start if sign > 0 else y.end) for at, _ in above], above)


def _polygon(points: list[tuple[float, float]], edge: list[tuple[float, float]]) -> str:
    return " ".join(f"{at},{height}" for at, height in (*points, *reversed(edge)))


def _inside(pixel: float, y: Scale) -> float:
    return min(max(pixel, y.end), y.start)


def _marker(point: Reported, x: Scale, y: Scale) -> Marker:
    at, height = x(point.year), y(float(point.value))
    if point.exact:
        return Marker(point, at, height)
    if point.low is not None and point.high is not None:
        return Marker(point, at, height, span=(y(float(point.low)), y(float(point.high))))
    if point.low is None and point.high is None:
        return Marker(point, at, height)
    return Marker(point, at, height, arrow=height - 24 if point.high is None else height + 24)
