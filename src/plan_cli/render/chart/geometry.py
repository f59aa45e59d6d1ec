"""Geometry: a chart's numbers as pixels. Plain values; ``svg.py`` only writes them down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from plan_cli.report.chart_data import ChartData, Point, Reported


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a picture, the approximate number of its grid lines, and whether it has all explanations."""

    width: int
    height: int
    ticks: int
    full: bool


#: A single picture, and one of several side by side.
LARGE, SMALL = Size(640, 250, 5, full=True), Size(380, 168, 2, full=False)
TOP, BOTTOM, EDGE = 16, 24, 14
#: The width of a Latin and of a Chinese character.
NARROW, WIDE = 5.8, 11.2
#: The least distance between labels in the right margin, and between years of the axis.
LINE, YEAR = 13, 33


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from numbers to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a number; in an empty range the middle."""
        share = (value - self.low) / (self.high - self.low) if self.high != self.low else 0.5
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True, slots=True)
class Marker:
    """A reported figure in pixels. ``arrow`` is where its open side leads, ``span`` its ends where both are known."""

    point: Reported
    x: float
    y: float
    arrow: float | None = None
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of the lines; an empty one is left out."""

    target: str = ""
    outlook: str = ""
    milestone: str = ""
    actual: str = ""
    #: What 0 and 1 mean, of something to be done.
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A label in the picture; ``kind`` is the line that it names."""

    x: float
    y: float
    kind: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart in pixels."""

    size: Size
    x: Scale
    y: Scale
    grid: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, int], ...]
    bands: tuple[str, ...]
    path: str
    milestones: tuple[tuple[float, float, int], ...]
    markers: tuple[Marker, ...]
    #: Figures of years that follow each other, and whether a forecast is among them.
    runs: tuple[tuple[str, bool], ...]
    outlook: str
    goal: float | None
    today: float | None
    notes: tuple[Note, ...]

    @property
    def left(self) -> float:
        """The left edge of the plot."""
        return self.x.start

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x.end


def layout_of(chart: ChartData, words: Words, size: Size = LARGE) -> Layout:
    """The chart at its size in pixels."""
    chart = chart if size.full else chart.since_base
    years = chart.years
    ticks = [0.0, 1.0] if words.answers else nice_ticks([float(value) for value in chart.values], size.ticks)
    labels = words.answers or [f"{tick:.{_places(ticks)}f}" for tick in ticks]
    # Figures that are answers stand clear of the edges.
    low, high = (-0.25, 1.25) if words.answers else (ticks[0], ticks[-1])
    left = max(map(width_of, labels)) + 10
    room = max(width_of(words.target), width_of(words.outlook))
    x = Scale(years[0] - 0.25, years[-1] + 0.25, left, size.width - (room + 12 if room else EDGE))
    y = Scale(low, high, size.height - BOTTOM, TOP)
    return Layout(
        size=size,
        x=x,
        y=y,
        grid=tuple((y(tick), label) for tick, label in zip(ticks, labels, strict=True)),
        years=tuple((x(year), year) for year in _labelled(chart, x, size)),
        bands=tuple(_bands(chart, x, y)),
        path=_line(chart.path, x, y),
        milestones=tuple((x(year), y(float(value)), year) for year, value in chart.milestones),
        markers=tuple(_marker(point, x, y) for point in chart.points),
        runs=tuple(_run(run, x, y) for run in chart.runs),
        outlook=_line(chart.outlook, x, y),
        goal=None if chart.goal is None else y(float(chart.goal)),
        today=x(chart.year) if chart.points else None,
        notes=tuple(_notes(chart, words, x, y)),
    )


def width_of(text: str) -> float:
    """The approximate width of a text."""
    return sum(WIDE if ord(character) > 0x2E7F else NARROW for character in text)


def _labelled(chart: ChartData, x: Scale, size: Size) -> list[int]:
    """The years with a label: the target year and the judged one first, others where there is room."""
    chosen: list[int] = []
    for year in (chart.target_year, chart.year, chart.base_year, *(chart.years if size.full else ())):
        if all(abs(x(year) - x(each)) >= YEAR for each in chosen):
            chosen.append(year)
    return sorted(chosen)


def _run(run: Sequence[Reported], x: Scale, y: Scale) -> tuple[str, bool]:
    points = " ".join(f"{x(each.year)},{y(float(each.value))}" for each in run)
    return points, any(each.obs_status == "F" for each in run)


def _notes(chart: ChartData, words: Words, x: Scale, y: Scale) -> Iterable[Note]:
    """The names of the lines: target and outlook at the right edge, what was asked and what came at the judged year."""
    beside = []
    if words.target and chart.goal is not None:
        beside.append(("goal", words.target, y(float(chart.goal))))
    if words.outlook and chart.outlook:
        beside.append(("outlook", words.outlook, y(float(chart.outlook[-1][1]))))
    beside.sort(key=lambda each: each[2])
    if len(beside) == 2 and (short := LINE - (beside[1][2] - beside[0][2])) > 0:
        beside = [(*beside[0][:2], beside[0][2] - short / 2), (*beside[1][:2], beside[1][2] + short / 2)]
    yield from (Note(x.end + 6, round(height + 4, 1), kind, text) for kind, text, height in beside)
    milestone = dict(chart.milestones).get(chart.year)
    came = next((point for point in chart.points if point.year == chart.year), None)
    heights = {
        "path": None if milestone is None or not words.milestone else y(float(milestone)),
        "actual": None if came is None or not words.actual else y(float(came.value)),
    }
    texts = {"path": words.milestone, "actual": words.actual}
    known = sorted((height, kind) for kind, height in heights.items() if height is not None)
    for place, (height, kind) in enumerate(known):
        # The upper one stands above its point, the lower one below.
        above = place == 0 if len(known) == 2 else height > y.end + 2 * LINE
        at, anchor = _within(x(chart.year), width_of(texts[kind]), x)
        yield Note(at, round(height - 9 if above else height + 18, 1), kind, texts[kind], anchor)


def _within(at: float, width: float, x: Scale) -> tuple[float, str]:
    """The position and anchor of a point's label that keep it inside the plot."""
    if at + width / 2 > x.end:
        return x.end, "end"
    if at - width / 2 < x.start:
        return x.start + 2, "start"
    return at, "middle"


def nice_ticks(values: Sequence[float], count: int = LARGE.ticks) -> list[float]:
    """Round numbers, evenly spaced, the first at or below all values and the last above them."""
    low, high = min(values), max(values)
    if low > 0 and low < 0.6 * high:
        low = 0.0
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    high += room
    low = low if low == 0 else low - room
    raw = (high - low) / count
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
    if chart.bounds != (None, None):
        yield from _between(chart, x, y)
        return
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


def _between(chart: ChartData, x: Scale, y: Scale) -> Iterable[str]:
    """The zones within the bounds and beyond each of them."""
    low, high = (None if bound is None else y(float(bound)) for bound in chart.bounds)
    zones = [(y.start if low is None else low, y.end if high is None else high)]
    zones += [] if low is None else [(y.start, low)]
    zones += [] if high is None else [(high, y.end)]
    for foot, top in zones:
        yield _polygon([(x.start, foot), (x.end, foot)], [(x.start, top), (x.end, top)])


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
