"""Spark: a picture as small as a cell of a table: path, figures, target and the judged year, without a word."""

from plan_cli.render._markup import escaped
from plan_cli.render.chart.geometry import Scale
from plan_cli.report.chart_data import ChartData

WIDTH, HEIGHT, ROOM = 116, 30, 4


def spark(chart: ChartData, label: str) -> str:
    """The picture; ``label`` says in words what it shows."""
    chart = chart.since_base
    values, years = [float(value) for value in chart.values], chart.years
    x = Scale(years[0], years[-1], ROOM, WIDTH - ROOM)
    y = Scale(min(values), max(values), HEIGHT - ROOM, ROOM)
    path = " ".join(f"{x(year)},{y(float(value))}" for year, value in chart.milestones)
    shapes = [f'<polyline class="path" points="{path}"/>'] if path else []
    for line in (each for each in (chart.goal, *chart.bounds) if each is not None):
        at_line = y(float(line))
        shapes.insert(0, f'<line class="goal" x1="{ROOM}" x2="{WIDTH - ROOM}" y1="{at_line}" y2="{at_line}"/>')
    if chart.points:
        today = x(chart.year)
        shapes.insert(0, f'<line class="today" x1="{today}" x2="{today}" y1="0" y2="{HEIGHT}"/>')
    for run in chart.runs:
        points = " ".join(f"{x(each.year)},{y(float(each.value))}" for each in run)
        shapes.append(f'<polyline class="run" points="{points}"/>')
    for point in chart.points:
        soft = " soft" if point.preliminary or not point.exact else ""
        now = f" {chart.judged.status}" if point.year == chart.year else ""
        at, height = x(point.year), y(float(point.value))
        shapes.append(f'<circle class="spot{soft}{now}" cx="{at}" cy="{height}" r="{3 if now else 1.8}"/>')
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg class="spark" {box} role="img" aria-label="{escaped(label)}">{"".join(shapes)}</svg>'
