"""The legend of pictures: what their signs and zones mean, as data and drawn."""

from collections.abc import Iterable, Iterator, Sequence

from plan_cli.i18n import Messages
from plan_cli.render._markup import escaped, joined
from plan_cli.render.chart.geometry import width_of
from plan_cli.report.chart_data import ChartData

#: The colours of bands, best first.
_RANKS = ("on_track", "lagging", "off_track", "reversing")
#: The order of a legend, and the height of its lines in pixels.
_KINDS, _LINE = ("path", "final", "soft", "bound", "part", "band"), 16


def legend(charts: Iterable[ChartData], messages: Messages) -> list[tuple[str, str, str]]:
    """Kind, class and text of each sign that occurs in these pictures without a label."""
    keys = dict.fromkeys(key for chart in charts for key in _keys(chart, messages))
    return sorted(keys, key=lambda key: _KINDS.index(key[0]))


def swatch(kind: str, css: str) -> str:
    """A sample of a sign, for a page."""
    return f'<svg class="key" viewBox="0 -13 18 18" aria-hidden="true">{_swatch(kind, css)}</svg>'


def legend_block(keys: Sequence[tuple[str, str, str]], width: int) -> tuple[str, int]:
    """A legend in as many columns as fit, and its height."""
    room = max((width_of(text) for _, _, text in keys), default=0) * 1.05 + 36
    columns = max(1, int((width - 12) // room))
    markup = joined(
        f'<g transform="translate({12 + round(room) * (i % columns)} {12 + _LINE * (i // columns)})">'
        f'{_swatch(kind, css)}<text class="key" x="22" y="0">{escaped(text)}</text></g>'
        for i, (kind, css, text) in enumerate(keys)
    )
    return markup, _LINE * -(-len(keys) // columns)


def band_class(category: str, rank: int) -> str:
    """The class of a zone: its own category where that has a colour, else the colour of its rank."""
    return category if category in _RANKS else _RANKS[min(rank, len(_RANKS) - 1)]


def _swatch(kind: str, css: str) -> str:
    """A sample of a sign."""
    if kind == "band":
        return f'<rect class="band {css}" x="0" y="-10" width="16" height="12"/>'
    if kind == "path":
        line = '<line class="path" x1="0" x2="16" y1="-4" y2="-4"/>'
        return line + '<circle class="milestone" cx="8" cy="-4" r="2.5"/>'
    shape = {
        "bound": '<path class="open" d="M8 2V-11m-4 5l4 -5l4 5"/>',
        "part": '<path class="dot" d="M8 -9l5 5l-5 5l-5 -5z"/>',
    }.get(kind, '<circle class="dot" cx="8" cy="-4" r="4"/>')
    return f'<g class="{css}">{shape}</g>'


def _keys(chart: ChartData, messages: Messages) -> Iterator[tuple[str, str, str]]:
    word, points = messages.text, chart.points
    if chart.path:
        yield "path", "", word("legend_path")
    if any(point.exact and not point.preliminary for point in points):
        yield "final", "mark", word("legend_final")
    if any(point.preliminary for point in points):
        yield "soft", "mark soft", word("legend_provisional")
    if any(point.bound for point in points):
        yield "bound", "mark soft", word("legend_bound")
    if any(point.part_year for point in points):
        yield "part", "mark soft", word("legend_part")
    for rank, category in enumerate(chart.categories):
        yield "band", band_class(category, rank), word("legend_cut", category=messages.category(category))
