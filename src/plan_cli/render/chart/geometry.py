"""Geometry: a picture's numbers as pixels. Plain values; the template only writes them down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from plan_cli.report.chart_data import Mark, Picture, Point

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
class Spot:
    """A mark in pixels. ``arrow`` is where its open side leads to, ``span`` its ends where both are known."""

    mark: Mark
    x: float
    y: float
    arrow: float | None = None
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture laid out: the shapes of its template."""

    picture: Picture
    x: Scale
    y: Scale
    grid: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, int], ...]
    bands: tuple[str, ...]
    path: str
    milestones: tuple[tuple[float, float, int], ...]
    spots: tuple[Spot, ...]
    outlook: str
    goal: float | None


def laid_out(picture: Picture) -> Layout:
    """The picture at its size in pixels."""
    years = picture.years
    x = Scale(years[0] - 0.3, years[-1] + 0.3, LEFT, WIDTH - RIGHT)
    ticks = nice_ticks([float(value) for value in picture.values])
    y = Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    places = _places(ticks)
    return Layout(
        picture=picture,
        x=x,
        y=y,
        grid=tuple((y(tick), f"{tick:.{places}f}") for tick in ticks),
        years=tuple((x(year), year) for year in years),
        bands=tuple(_bands(picture, x, y)),
        path=_line(picture.path, x, y),
        milestones=tuple((x(year), y(float(value)), year) for year, value in picture.milestones),
        spots=tuple(_spot(mark, x, y) for mark in picture.marks),
        outlook=_line(picture.outlook, x, y),
        goal=None if picture.goal is None else y(float(picture.goal)),
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


def _bands(picture: Picture, x: Scale, y: Scale) -> Iterable[str]:
    """A polygon for each category: from its line to that of the next better one; the best one's to the edge."""
    sign = picture.indicator.sign
    better = y.end if sign > 0 else y.start
    above: list[tuple[float, float]] = []
    for _, line in picture.cuts:
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


def _spot(mark: Mark, x: Scale, y: Scale) -> Spot:
    at, height = x(mark.year), y(float(mark.value))
    if mark.exact:
        return Spot(mark, at, height)
    if mark.low is not None and mark.high is not None:
        return Spot(mark, at, height, span=(y(float(mark.low)), y(float(mark.high))))
    if mark.low is None and mark.high is None:
        return Spot(mark, at, height)
    return Spot(mark, at, height, arrow=height - 24 if mark.high is None else height + 24)
