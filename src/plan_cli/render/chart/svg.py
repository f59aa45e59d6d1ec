"""SVG: a picture as markup, inside a page or standing alone with its headline, legend and source.

Every text passes ``escaped``; everything else is a number. Standing alone a picture is light, so that it prints.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from plan_cli.i18n import Messages
from plan_cli.model.targets import Done
from plan_cli.render._markup import element, escaped, joined
from plan_cli.render.chart.geometry import LARGE, SMALL, Layout, Marker, Size, Words, layout_of, width_of
from plan_cli.render.chart.legend import band_class, legend, legend_block
from plan_cli.report.cells import at_most, text_of
from plan_cli.report.chart_data import ChartData, Reported
from plan_cli.report.headline import finding, headline
from plan_cli.report.indicators import display_name, unit_behind, unit_label
from plan_cli.report.number_format import figure
from plan_cli.report.plan_cells import target_text
from plan_cli.report.verdict_cells import status_word_in

#: The space for headlines and for the source, in pixels; the columns of a sheet and the gap between its pictures.
_ABOVE, _BELOW = 50, 22
COLUMNS, GAP = 3, 20


def svg(chart: ChartData, messages: Messages) -> str:
    """A picture as a file of its own."""
    keys, deep = legend_block(legend([chart], messages), LARGE.width)
    height = _ABOVE + LARGE.height + deep + _BELOW + 4
    content = [
        *_headlines(chart, messages, LARGE.width, large=True),
        f'<g transform="translate(0 {_ABOVE})">{_plot(chart, messages, LARGE)}</g>',
        f'<g transform="translate(0 {_ABOVE + LARGE.height + 4})">{keys}</g>',
        element("text", escaped(_source(chart, messages)), class_="source", x=12, y=height - 8),
    ]
    return _file(LARGE.width, height, described(chart, messages), content)


def overview(charts: Sequence[ChartData], title: str, messages: Messages) -> str:
    """All pictures on one sheet, each under its headline."""
    content = [element("text", escaped(title), class_="title", x=12, y=30)]
    across, down = SMALL.width + GAP, SMALL.height + _ABOVE + 14
    for i, chart in enumerate(charts):
        x, y = i % COLUMNS * across, 44 + i // COLUMNS * down
        lines = joined(_headlines(chart, messages, SMALL.width, large=False))
        plot = _plot(chart, messages, SMALL)
        content.append(f'<g transform="translate({x} {y})">{lines}<g transform="translate(0 {_ABOVE})">{plot}</g></g>')
    foot = 44 + -(-len(charts) // COLUMNS) * down
    keys, deep = legend_block(legend(charts, messages), COLUMNS * across)
    content.append(f'<g transform="translate(0 {foot})">{keys}</g>')
    return _file(COLUMNS * across, foot + 20 + deep, title, content)


def picture(chart: ChartData, messages: Messages, size: Size = LARGE) -> str:
    """A picture inside a page, which says the headline itself."""
    box = f"0 0 {size.width} {size.height}"
    label = described(chart, messages)
    return element("svg", _plot(chart, messages, size), class_="picture", viewBox=box, role="img", aria_label=label)


def described(chart: ChartData, messages: Messages) -> str:
    """What a picture shows, in words."""
    digits, name = chart.indicator.decimals, headline(chart.judged, messages)
    marks = messages.text("comma").join(_described(point, chart, messages) for point in chart.points)
    years = {"base": chart.base_year, "target": chart.target_year}
    if not chart.path:
        goal = target_text(chart.indicator, messages)
        return f"{name}. {messages.text('picture_desc_target', marks=marks, goal=goal, **years)}"
    start, end = figure(chart.path[0][1], digits), figure(chart.path[-1][1], digits)
    return f"{name}. {messages.text('picture_desc', marks=marks, start=start, end=end, **years)}"


@cache
def style() -> str:
    """The colours and fonts of a picture that stands alone."""
    from importlib.resources import files

    return (files("plan_cli.render.chart") / "templates" / "picture.css").read_text(encoding="utf-8")


def _file(width: int, height: int, title: str, content: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    paper = f'<rect class="paper" width="{width}" height="{height}"/>'
    inside = joined([element("title", escaped(title)), f"<style>{style()}</style>", paper, *content])
    return f'{head} role="img" aria-label="{escaped(title)}">\n{inside}\n</svg>\n'


def _headlines(chart: ChartData, messages: Messages, width: int, *, large: bool) -> Iterator[str]:
    """The verdict and its figures, cut to the width."""
    scale = 1.45 if large else 1.2
    found = finding(chart.judged, messages) if chart.points else _unit(chart, messages)
    text = _headline_fitted(chart, messages, (width - 12) / scale)
    yield element("text", escaped(text), class_="heading" if large else "name", x=12, y=22)
    yield element("text", escaped(_fitted(found, (width - 12) / 1.06)), class_="under", x=12, y=40)


def _headline_fitted(chart: ChartData, messages: Messages, width: float) -> str:
    """The headline as long as it has room: what is cut off is the end of the name, not the verdict."""
    text, name = headline(chart.judged, messages), display_name(chart.indicator, messages)
    while name and width_of(text) > width:
        name = name[:-1]
        text = headline(chart.judged, messages, f"{name.rstrip()}…")
    return text


def _fitted(text: str, width: float) -> str:
    """The text, cut to the width."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 11:
        text = text[:-1]
    return text.rstrip() + "…"


def _unit(chart: ChartData, messages: Messages) -> str:
    return unit_label(chart.indicator, messages)


def _source(chart: ChartData, messages: Messages) -> str:
    """Unit and where the judged figure comes from."""
    word, row = messages.text, chart.judged.evidence.row
    parts = [f"{word('unit')} {_unit(chart, messages)}"] if _unit(chart, messages) else []
    found = row.source if row and row.source else chart.indicator.source or ""
    parts += [f"{word('source')} {found}"] if found else []
    return _fitted(" · ".join(parts), LARGE.width - 24)


def _words(chart: ChartData, messages: Messages) -> Words:
    """The names of the lines, each with its figure."""
    word, digits = messages.text, chart.judged.digits
    came = next((point for point in chart.points if point.year == chart.year), None)
    milestone = dict(chart.milestones).get(chart.year)
    shown = milestone is not None and came is not None and chart.year < chart.target_year
    answers = _answers(chart, messages)
    goal = "" if chart.goal is None else answers[1] if answers else text_of(at_most(chart.goal, digits))
    return Words(
        target=word("label_target", value=goal) if goal else "",
        outlook=word("label_outlook", value=chart.outlook_text) if chart.outlook else "",
        milestone=word("label_path", value=figure(milestone, chart.digits_in(chart.year))) if shown else "",
        actual=word("label_actual", value=_value(came, chart, messages)) if came else "",
        answers=answers,
    )


def _answers(chart: ChartData, messages: Messages) -> tuple[str, ...]:
    """The words for 0 and 1, for something to be done."""
    done = isinstance(chart.indicator.target, Done)
    return (messages.text("is_not_done"), messages.text("is_done")) if done else ()


def _value(point: Reported, chart: ChartData, messages: Messages) -> str:
    """A reported figure as the picture names it."""
    answers = _answers(chart, messages)
    return answers[int(point.value)] if answers and point.exact else text_of(point.cell(chart.digits_in(point.year)))


def _plot(chart: ChartData, messages: Messages, size: Size) -> str:
    """The zones, the grid, the lines and the figures, from the back to the front."""
    layout = layout_of(chart, _words(chart, messages), size)
    return joined(
        [
            *_zones(layout, chart, messages),
            *_axes(layout, chart),
            *([f'<polyline class="path" points="{layout.path}"/>'] if layout.path else []),
            *_dots(layout, chart, messages),
            *_outlook(layout, chart, messages),
            *(f'<polyline class="run{" forecast" * soft}" points="{points}"/>' for points, soft in layout.runs),
            *(_mark(marker, layout, chart, messages) for marker in layout.markers),
            *(
                f'<text class="label {note.kind}-label" x="{note.x}" y="{note.y}" text-anchor="{note.anchor}">'
                f"{escaped(note.text)}</text>"
                for note in layout.notes
            ),
        ]
    )


def _tip(layout: Layout, text: str) -> str:
    """A tooltip, in a picture of full size."""
    return f"<title>{escaped(text)}</title>" if layout.size.full else ""


def _dots(layout: Layout, chart: ChartData, messages: Messages) -> Iterator[str]:
    """The milestones on the path."""
    values, unit = dict(chart.milestones), _unit(chart, messages)
    milestone = messages.text("milestone_part" if chart.judged.period else "milestone")
    for x, y, year in layout.milestones:
        tip = _tip(layout, f"{year} {milestone} {figure(values[year], chart.digits_in(year))} {unit}")
        yield f'<circle class="milestone" cx="{x}" cy="{y}" r="2.5">{tip}</circle>'


def _zones(layout: Layout, chart: ChartData, messages: Messages) -> Iterator[str]:
    """Each zone in its colour, by rank where it has none of its own, and its name."""
    for rank, (category, points) in enumerate(zip(chart.categories, layout.bands, strict=True)):
        tip = _tip(layout, messages.category(category))
        yield f'<polygon class="band {band_class(category, rank)}" points="{points}">{tip}</polygon>'


def _axes(layout: Layout, chart: ChartData) -> Iterator[str]:
    left, right, foot = layout.left, layout.right, layout.size.height - 7
    for height, label in layout.grid:
        yield f'<line class="grid" x1="{left}" x2="{right}" y1="{height}" y2="{height}"/>'
        yield f'<text class="y" x="{left - 6}" y="{height + 4}">{label}</text>'
    if layout.today is not None:
        yield f'<line class="today" x1="{layout.today}" x2="{layout.today}" y1="{layout.y.end}" y2="{layout.y.start}"/>'
    for at, year in layout.years:
        yield f'<text class="x{" now" if year == chart.year else ""}" x="{at}" y="{foot}">{year}</text>'
    if layout.goal is not None:
        yield f'<line class="goal" x1="{left}" x2="{right}" y1="{layout.goal}" y2="{layout.goal}"/>'


def _outlook(layout: Layout, chart: ChartData, messages: Messages) -> Iterator[str]:
    if layout.outlook:
        shown = chart.outlook_text + unit_behind(chart.indicator, messages)
        tip = _tip(layout, messages.text("note_open", name=messages.text("outlook"), reason=shown))
        yield f'<polyline class="outlook" points="{layout.outlook}">{tip}</polyline>'


def _mark(marker: Marker, layout: Layout, chart: ChartData, messages: Messages) -> str:
    """A reported figure: full where it is final, hollow where it is not; an arrow or a span where it is no number."""
    point, x, y = marker.point, marker.x, marker.y
    soft = point.preliminary or point.part_year or not point.exact
    verdict = _verdict(point, chart, messages)
    shapes = [_tip(layout, _described(point, chart, messages) + verdict)]
    if marker.arrow is not None:
        barb = 6 if marker.arrow < y else -6
        shapes.append(f'<path class="open" d="M{x} {y}V{marker.arrow}m-4 {barb}l4 {-barb}l4 {barb}"/>')
    if marker.span:
        low, high = marker.span
        shapes.append(f'<path class="open" d="M{x} {low}V{high}m-5 0h10M{x - 5} {low}h10"/>')
    if point.part_year:
        shapes.append(f'<path class="dot" d="M{x} {round(y - 5, 1)}l5 5l-5 5l-5 -5z"/>')
    else:
        shapes.append(f'<circle class="dot" cx="{x}" cy="{y}" r="4"/>')
    return f'<g class="mark{" soft" if soft else ""}">{"".join(shapes)}</g>'


def _verdict(point: Reported, chart: ChartData, messages: Messages) -> str:
    if not point.verdict:
        return ""
    return f" · {status_word_in(point.year, point.verdict, chart.indicator, messages)}"


def _described(point: Reported, chart: ChartData, messages: Messages) -> str:
    """A reported figure in words: year, value, and what is to be known of it."""
    word = messages.text
    value = text_of(at_most(point.value, chart.digits_in(point.year), before=point.bound))
    value = _value(point, chart, messages) if _answers(chart, messages) else value
    value = word("part_of", value=value, period=messages.period(point.part)) if point.part else value
    state = messages.bracketed(word(f"obs_{point.obs_status}")) if point.obs_status != "A" else ""
    return word("mark_desc", year=point.year, value=value + state)
