"""SVG: a picture as markup, inside a page or standing alone with its heading and legend.

Written by a template that escapes (jinja2, the extra ``report``). Standing alone it is light, so that it prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plan_cli.i18n import Messages
from plan_cli.render.chart.geometry import HEIGHT, LEFT, RIGHT, WIDTH, Layout, Marker, layout_of
from plan_cli.report.cells import at_most, text_of
from plan_cli.report.chart_data import ChartData, Reported
from plan_cli.report.indicators import display_name, unit_label
from plan_cli.report.number_format import figure
from plan_cli.report.periods import period_text
from plan_cli.text import encodable, visible

if TYPE_CHECKING:
    from jinja2 import Environment

#: The colours of bands, best first.
_RANKS = ("on_track", "lagging", "off_track", "reversing")
_ABOVE, _BELOW = 54, 44
#: How many columns a legend has.
COLUMNS = 3
#: The order of a legend.
_KINDS = ("path", "goal", "final", "soft", "bound", "part", "outlook", "band")


def environment() -> Environment:
    """The templates, with automatic escaping; text is made visible where it is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("plan_cli.render.chart"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=lambda value: encodable(visible(value)) if type(value) is str else value,
    )  # fmt: skip


def svg(chart: ChartData, messages: Messages) -> str:
    """A picture as a file of its own."""
    described = drawing(chart, messages, alone=True)
    template = environment().from_string('{% from "picture.jinja" import picture %}{{ picture(it) }}')
    return template.render(it=described) + "\n"


def overview(charts: Sequence[ChartData], title: str, messages: Messages) -> str:
    """All pictures on one sheet, each under its name."""
    keys = legend(charts, messages)
    drawings = [
        {**drawing(chart, messages), "x": i % 2 * (WIDTH + 20), "y": _ABOVE + 20 + i // 2 * (HEIGHT + 44)}
        for i, chart in enumerate(charts)
    ]
    foot = _ABOVE + 20 + (len(charts) + 1) // 2 * (HEIGHT + 44)
    size = {"width": 2 * WIDTH + 20, "height": foot + 20 + 16 * -(-len(keys) // COLUMNS), "foot": foot}
    template = environment().get_template("overview.jinja")
    return template.render(pictures=drawings, title=title, legend=keys, **size) + "\n"


def drawing(chart: ChartData, messages: Messages, *, alone: bool = False) -> dict[str, object]:
    """Everything that the template writes down."""
    layout = layout_of(chart)
    indicator, word, digits = chart.indicator, messages.text, chart.indicator.decimals
    unit, name = unit_label(indicator, messages), display_name(indicator, messages)
    marks = word("comma").join(_described(point, chart, messages) for point in chart.points)
    ends = {"base": chart.base_year, "target": chart.target_year, "marks": marks}
    start, end = figure(chart.path[0][1], digits), figure(chart.path[-1][1], digits)
    goal = figure(chart.goal, digits)
    outlook = figure(chart.outlook[-1][1], digits) if chart.outlook else ""
    keys = legend([chart], messages) if alone else []
    rows = -(-len(keys) // COLUMNS)
    return {
        "title": word("picture_of", name=f"{name} ({unit})" if unit else name),
        "desc": word("picture_desc", start=start, end=end, **ends),
        "alone": alone,
        "width": WIDTH,
        "height": HEIGHT + (_ABOVE + _BELOW + 16 * (rows - 2) if alone else 0),
        "offset": _ABOVE if alone else 0,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "foot": HEIGHT - 8,
        "layout": layout,
        "bands": _bands(layout, messages),
        "goal_tip": f"{word('target')} {goal} {unit}",
        "dots": [
            {
                "x": x,
                "y": y,
                "tip": f"{year} {word('milestone')} {figure(dict(chart.milestones)[year], digits)} {unit}",
            }
            for x, y, year in layout.milestones
        ],
        "outlook_tip": f"{word('outlook')}: {outlook} {unit}",
        "markers": [_marker(marker, chart, messages) for marker in layout.markers],
        "heading": [
            {"text": name, "y": 24, "class": "heading"},
            {"text": " · ".join(filter(None, (unit, _verdict(chart, messages)))), "y": 42, "class": "under"},
        ],
        "legend": keys,
        "legend_top": _ABOVE + HEIGHT,
    }


def _verdict(chart: ChartData, messages: Messages) -> str:
    return f"{chart.year}: {messages.text(chart.status)}" if chart.points else ""


def _categories(chart: ChartData) -> list[str]:
    """The categories of its bands, best first."""
    return [*(category for category, _ in chart.cuts), *([chart.floor] if chart.cuts else [])]


def _bands(layout: Layout, messages: Messages) -> list[dict[str, str]]:
    """Each band with its colour, by rank where it has none of its own, and its name."""
    named = []
    for rank, (category, points) in enumerate(zip(_categories(layout.chart), layout.bands, strict=True)):
        named.append({"class": _rank(category, rank), "points": points, "tip": messages.category(category)})
    return named


def _rank(category: str, rank: int) -> str:
    return category if category in _RANKS else _RANKS[min(rank, len(_RANKS) - 1)]


def _marker(marker: Marker, chart: ChartData, messages: Messages) -> dict[str, object]:
    point = marker.point
    soft = point.preliminary or point.part_year or not point.exact
    verdict = f" · {messages.text(point.verdict)}" if point.verdict else ""
    label = text_of(point.cell(chart.indicator.decimals))
    return {
        "class": "mark soft" if soft else "mark",
        "x": marker.x,
        "y": marker.y,
        "arrow": marker.arrow,
        "barb": 6 if marker.arrow is not None and marker.arrow < marker.y else -6,
        "span": marker.span,
        "part": point.part_year,
        "left": marker.x > WIDTH - RIGHT - 8 * len(label),
        "tip": _described(point, chart, messages) + verdict,
        "label": label,
    }


def _described(point: Reported, chart: ChartData, messages: Messages) -> str:
    """A reported figure in words: year, value, and what is to be known of it."""
    word = messages.text
    value = text_of(at_most(point.value, chart.indicator.decimals, before=point.bound))
    value = word("part_of", value=value, period=period_text(point.part, messages)) if point.part else value
    state = f" ({word('obs_' + point.obs_status)})" if point.obs_status != "A" else ""
    return word("mark_desc", year=point.year, value=value + state)


def legend(charts: Iterable[ChartData], messages: Messages) -> list[dict[str, object]]:
    """What is to be seen in these pictures, and nothing else, set in columns."""
    keys = dict.fromkeys(key for chart in charts for key in _keys(chart, messages))
    return [
        {"kind": kind, "class": css, "text": text, "x": 14 + 208 * (i % COLUMNS), "y": 14 + 16 * (i // COLUMNS)}
        for i, (kind, css, text) in enumerate(sorted(keys, key=lambda key: _KINDS.index(key[0])))
    ]


def _keys(chart: ChartData, messages: Messages) -> Iterator[tuple[str, str, str]]:
    """Kind, class and words of everything in a chart."""
    word, points = messages.text, chart.points
    yield "path", "", word("legend_path")
    if chart.goal is not None:
        yield "goal", "", word("target")
    if any(point.exact and not point.preliminary for point in points):
        yield "final", "mark", word("legend_final")
    if any(point.preliminary for point in points):
        yield "soft", "mark soft", word("legend_provisional")
    if any(point.bound for point in points):
        yield "bound", "mark soft", word("legend_bound")
    if any(point.part_year for point in points):
        yield "part", "mark soft", word("legend_part")
    if chart.outlook:
        yield "outlook", "", word("legend_outlook")
    for rank, category in enumerate(_categories(chart)):
        yield "band", _rank(category, rank), word("legend_cut", category=messages.category(category))
