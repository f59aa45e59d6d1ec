"""SVG: a picture as markup, inside a page or standing alone with its heading and legend.

Written by a template that escapes (jinja2, the extra ``report``). Standing alone it is light, so that it prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plan_cli.i18n import Messages
from plan_cli.render.chart.geometry import HEIGHT, LEFT, RIGHT, WIDTH, Layout, Spot, laid_out
from plan_cli.report.chart_data import Mark, Picture
from plan_cli.report.number_format import figure, shown
from plan_cli.report.sections import called
from plan_cli.text import visible

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
        lstrip_blocks=True, finalize=lambda value: visible(value) if type(value) is str else value,
    )  # fmt: skip


def svg(picture: Picture, messages: Messages) -> str:
    """A picture as a file of its own."""
    told = described(picture, messages, alone=True)
    template = environment().from_string('{% from "picture.jinja" import picture %}{{ picture(it) }}')
    return template.render(it=told) + "\n"


def overview(pictures: Sequence[Picture], title: str, messages: Messages) -> str:
    """All pictures on one sheet, each under its name."""
    keys = legend(pictures, messages)
    told = [
        {**described(picture, messages), "x": i % 2 * (WIDTH + 20), "y": _ABOVE + 20 + i // 2 * (HEIGHT + 44)}
        for i, picture in enumerate(pictures)
    ]
    foot = _ABOVE + 20 + (len(pictures) + 1) // 2 * (HEIGHT + 44)
    size = {"width": 2 * WIDTH + 20, "height": foot + 20 + 16 * -(-len(keys) // COLUMNS), "foot": foot}
    template = environment().get_template("overview.jinja")
    return template.render(pictures=told, title=title, legend=keys, **size) + "\n"


def described(picture: Picture, messages: Messages, *, alone: bool = False) -> dict[str, object]:
    """Everything that the template writes down."""
    laid = laid_out(picture)
    indicator, word, digits = picture.indicator, messages.word, picture.indicator.decimals
    unit = word("index", year=indicator.baseline.year) if indicator.is_index else indicator.unit
    name = called(indicator, messages)
    marks = word("comma").join(_mark_told(mark, picture, messages) for mark in picture.marks)
    ends = {"base": picture.base_year, "target": picture.target_year, "marks": marks}
    start, end = figure(picture.path[0][1], digits), figure(picture.path[-1][1], digits)
    goal = figure(picture.goal, digits)
    outlook = figure(picture.outlook[-1][1], digits) if picture.outlook else ""
    keys = legend([picture], messages) if alone else []
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
        "laid": laid,
        "bands": _bands(laid, messages),
        "goal_tip": f"{word('target')} {goal} {unit}",
        "dots": [
            {
                "x": x,
                "y": y,
                "tip": f"{year} {word('milestone')} {figure(dict(picture.milestones)[year], digits)} {unit}",
            }
            for x, y, year in laid.milestones
        ],
        "outlook_tip": f"{word('outlook')}: {outlook} {unit}",
        "spots": [_spot(spot, picture, messages) for spot in laid.spots],
        "heading": [
            {"text": name, "y": 24, "class": "heading"},
            {"text": " · ".join(filter(None, (unit, _verdict(picture, messages)))), "y": 42, "class": "under"},
        ],
        "legend": keys,
        "legend_top": _ABOVE + HEIGHT,
    }


def _verdict(picture: Picture, messages: Messages) -> str:
    return f"{picture.year}: {messages.word(picture.status)}" if picture.marks else ""


def _categories(picture: Picture) -> list[str]:
    """The categories of its bands, best first."""
    return [*(category for category, _ in picture.cuts), *([picture.floor] if picture.cuts else [])]


def _bands(laid: Layout, messages: Messages) -> list[dict[str, str]]:
    """Each band with its colour, by rank where it has none of its own, and its name."""
    named = []
    for rank, (category, points) in enumerate(zip(_categories(laid.picture), laid.bands, strict=True)):
        named.append({"class": _rank(category, rank), "points": points, "tip": messages.category(category)})
    return named


def _rank(category: str, rank: int) -> str:
    return category if category in _RANKS else _RANKS[min(rank, len(_RANKS) - 1)]


def _spot(spot: Spot, picture: Picture, messages: Messages) -> dict[str, object]:
    mark = spot.mark
    soft = mark.preliminary or mark.part_year or not mark.exact
    verdict = f" · {messages.word(mark.verdict)}" if mark.verdict else ""
    return {
        "class": "mark soft" if soft else "mark",
        "x": spot.x,
        "y": spot.y,
        "arrow": spot.arrow,
        "barb": 6 if spot.arrow is not None and spot.arrow < spot.y else -6,
        "span": spot.span,
        "part": mark.part_year,
        "left": spot.x > WIDTH - RIGHT - 8 * len(_value(mark, picture)),
        "tip": _mark_told(mark, picture, messages) + verdict,
        "label": _value(mark, picture),
    }


def _value(mark: Mark, picture: Picture) -> str:
    letter = {"P": "p", "E": "e", "F": "f", "R": "r"}.get(mark.obs_status, "")
    return mark.bound + shown(mark.value, picture.indicator.decimals) + ("*" if mark.part_year else "") + letter


def _mark_told(mark: Mark, picture: Picture, messages: Messages) -> str:
    """A mark in words: year, value, and what is to be known of it."""
    word = messages.word
    value = mark.bound + shown(mark.value, picture.indicator.decimals)
    value = word("part_of", value=value, period=mark.text) if mark.text else value
    state = f" ({word('obs_' + mark.obs_status)})" if mark.obs_status != "A" else ""
    return word("mark_desc", year=mark.year, value=value + state)


def legend(pictures: Iterable[Picture], messages: Messages) -> list[dict[str, object]]:
    """What is to be seen in these pictures, and nothing else, set in columns."""
    keys = dict.fromkeys(key for picture in pictures for key in _keys(picture, messages))
    return [
        {"kind": kind, "class": css, "text": text, "x": 14 + 208 * (i % COLUMNS), "y": 14 + 16 * (i // COLUMNS)}
        for i, (kind, css, text) in enumerate(sorted(keys, key=lambda key: _KINDS.index(key[0])))
    ]


def _keys(picture: Picture, messages: Messages) -> Iterator[tuple[str, str, str]]:
    """Kind, class and words of everything in a picture."""
    word, marks = messages.word, picture.marks
    yield "path", "", word("legend_path")
    if picture.goal is not None:
        yield "goal", "", word("target")
    if any(mark.exact and not mark.preliminary for mark in marks):
        yield "final", "mark", word("legend_final")
    if any(mark.preliminary for mark in marks):
        yield "soft", "mark soft", word("legend_provisional")
    if any(mark.bound for mark in marks):
        yield "bound", "mark soft", word("legend_bound")
    if any(mark.part_year for mark in marks):
        yield "part", "mark soft", word("legend_part")
    if picture.outlook:
        yield "outlook", "", word("legend_outlook")
    for rank, category in enumerate(_categories(picture)):
        yield "band", _rank(category, rank), word("legend_cut", category=messages.category(category))
