"""Pictures: of one indicator, of all, in a terminal."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from conftest import Run, indicator_plan
from plan_cli.render.chart import png
from plan_cli.render.chart.geometry import nice_ticks
from test_reports import ACTUALS, HOSTILE, hostile_files

SVG = "{http://www.w3.org/2000/svg}"


def drawn(run: Run, *arguments: str) -> ElementTree.Element:
    ran = run("chart", *arguments)
    assert ran.code == 0, ran.err
    return ElementTree.fromstring(ran.raw)


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def points(element: ElementTree.Element) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in (element.get("points") or "").split()]  # type: ignore[misc]


def test_what_is_known_is_drawn_as_what_it_is(run: Run) -> None:
    """Final figures are full dots, provisional and bounded ones hollow; bounds and flows of part of a year point up."""
    root = drawn(run, "europe-trains", "--actuals", ACTUALS, "--lang", "en")
    told = {
        element.findtext(f"{SVG}title"): element
        for element in of_class(root, "mark")
        if element.findtext(f"{SVG}title")
    }
    assert len(told) == 6
    bound = next(mark for tip, mark in told.items() if tip and tip.startswith("2023: >1000"))
    final = next(mark for tip, mark in told.items() if tip and tip.startswith("2022: 1020"))
    part = next(mark for tip, mark in told.items() if tip and "604 of 2024-01/2024-06" in tip)
    assert [len(of_class(mark, "open")) for mark in (bound, final, part)] == [1, 0, 1]
    assert ["soft" in (mark.get("class") or "") for mark in (bound, final, part)] == [True, False, True]
    y, up = re.match(r"M[\d.]+ ([\d.]+)V([\d.]+)", of_class(bound, "open")[0].get("d") or "").groups()  # type: ignore[union-attr]
    assert float(up) < float(y)


def test_a_band_and_something_to_be_done_have_a_picture(run: Run, tmp_path: Path) -> None:
    """Zones within and beyond the bounds, words in place of 0 and 1; nothing says that more is better of them."""
    plan, figures = tmp_path / "t.plan.yaml", tmp_path / "a.csv"
    indicators = {
        "both": "{kind: band, low: 2, high: 4}", "floor": "{kind: band, low: 2}", "quay": "{kind: done, year: 2023}",
    }  # fmt: skip
    plan.write_text(indicator_plan(*(f"id: {id}, name: N, target: {target}" for id, target in indicators.items())))
    figures.write_text(
        "indicator,year,value\n" + "both,2021,3\nboth,2022,5\nfloor,2022,3\nquay,2022,no\nquay,2023,yes\n"
    )
    told = {}
    for id in indicators:
        for actuals in (["--actuals", str(figures)], []):
            root = drawn(run, id, "--plan", str(plan), "--lang", "en", *actuals)
            told[id, bool(actuals)] = root
            assert of_class(root, "path") == []
        assert "better" not in run("show", id, "--plan", str(plan), "--lang", "en").out
    zones = {
        id: [each.get("class") for each in of_class(told[id, True], "band") if each.get("points")] for id in indicators
    }
    on, off = "band on_track", "band off_track"
    assert zones == {"both": [on, off, off], "floor": [on, off], "quay": []}
    assert {text.text for text in of_class(told["quay", True], "y")} == {"not done", "done"}
    assert "2022: not done; 2023: done" in (told["quay", True].findtext(f"{SVG}title") or "")
    inside = next([y for _, y in points(band)] for band in of_class(told["both", True], "band") if band.get("points"))
    dots = [float(each.get("cy") or 0) for each in of_class(told["both", True], "dot")]
    assert [min(inside) <= y <= max(inside) for y in dots[:2]] == [True, False]
    for name in ("r.html", "r.docx", "r.xlsx"):
        out = str(tmp_path / name)
        assert run("report", str(figures), "--plan", str(plan), "--year", "2022", "-o", out).code == 1


def test_less_is_better_is_drawn_upside_down(run: Run, tmp_path: Path) -> None:
    """The best band reaches the upper edge where more is better, the lower one where less is."""
    for direction, target, best in (("increase", 20, min), ("decrease", 5, max)):
        plan = tmp_path / f"{direction}.plan.yaml"
        plan.write_text(indicator_plan(f"id: x, name: X, baseline: 10, target: {target}, direction: {direction}"))
        root = drawn(run, "x", "--plan", str(plan))
        heights = [[y for _, y in points(band)] for band in of_class(root, "band") if band.get("points")]
        assert len(heights) == 4
        assert best(map(best, heights)) == best(heights[0])


def test_the_path_goes_through_its_milestones(run: Run) -> None:
    """Every milestone's dot lies on the line, and the tips say their values."""
    root = drawn(run, "trade-total", "--lang", "en")
    line = points(next(element for element in of_class(root, "path") if element.tag == f"{SVG}polyline"))
    dots = [dot for dot in of_class(root, "milestone") if dot.find(f"{SVG}title") is not None]
    assert len(dots) == 6
    assert all((float(dot.get("cx") or 0), float(dot.get("cy") or 0)) in line for dot in dots)
    assert any("2023 Milestone 3561.93" in (dot.findtext(f"{SVG}title") or "") for dot in dots)


def test_the_outlook_leads_from_the_judged_figure_to_the_target_year(run: Run) -> None:
    """At the observed rate, to the value that ``plan check`` projects; there is none from the target year itself."""
    root = drawn(run, "trade-total", "--actuals", ACTUALS, "--year", "2023", "--lang", "en")
    outlook = next(element for element in of_class(root, "outlook") if element.tag == f"{SVG}polyline")
    assert "3172.22" in (outlook.findtext(f"{SVG}title") or "")
    judged = next(
        mark for mark in of_class(root, "mark") if (mark.findtext(f"{SVG}title") or "").startswith("2023: 2813.49")
    )
    dot = of_class(judged, "dot")[0]
    last = max(of_class(root, "milestone"), key=lambda each: float(each.get("cx") or 0))
    line = points(outlook)
    assert line[0] == (float(dot.get("cx") or 0), float(dot.get("cy") or 0))
    assert line[-1][0] == float(last.get("cx") or 0)
    assert line == sorted(line)
    ended = drawn(run, "trade-total", "--actuals", ACTUALS, "--year", "2025")
    assert not [element for element in of_class(ended, "outlook") if element.tag == f"{SVG}polyline"]


def test_an_overview_has_every_path(run: Run) -> None:
    """Without an ID all pictures stand on one sheet; one without a path says why."""
    root = drawn(run, "--actuals", ACTUALS, "--year", "2023", "--lang", "en")
    assert len(of_class(root, "name")) == len(of_class(root, "under")) > 20
    assert any(name.text == "Total imports and exports: off track" for name in of_class(root, "name"))
    ran = run("chart", "africa-trade", "--lang", "en")
    assert (ran.code, "no baseline" in ran.err, ran.out) == (2, True, "")


def test_hostile_names_stay_text_in_a_picture(run: Run, tmp_path: Path) -> None:
    """The SVG stays well-formed, with no script, handler or reference from the data; also the overview."""
    plan, actuals = hostile_files(tmp_path)
    for arguments in ([], *([f"i{i}"] for i in range(len(HOSTILE)))):
        root = drawn(run, *arguments, "--plan", plan, "--actuals", actuals)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "style", "rect", "text", "tspan", "g", "polygon", "polyline", "line", "circle", "path",
        }  # fmt: skip
        assert not [
            name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name
        ]
    root = drawn(run, f"i{HOSTILE.index('<script>alert(1)</script>')}", "--plan", plan)
    assert of_class(root, "heading")[0].text == "<script>alert(1)</script>"


def test_a_png_draws_chinese_or_says_what_is_missing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a font the two languages differ; without one nothing is written and the font to get is named."""
    file = tmp_path / "t.png"
    ran = run("chart", "trade-total", "--lang", "zh", "-o", str(file))
    if ran.code == 0:
        assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        file.unlink()
    else:
        assert "fonts-noto-cjk" in ran.err
    draw = png._drawn

    def fontless(svg: str, font: str | None, zoom: int) -> bytes:
        return draw(re.sub(r"[^\x00-\x7f]", "", svg), font, zoom)

    monkeypatch.setattr(png, "_drawn", fontless)
    ran = run("chart", "trade-total", "--lang", "zh", "-o", str(file))
    assert (ran.code, "fonts-noto-cjk" in ran.err, file.exists()) == (2, True, False)
    plan = tmp_path / "ascii.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20"))
    assert run("chart", "x", "--plan", str(plan), "--lang", "en", "-o", str(file)).code == 0


def test_a_missing_extra_is_named(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    """Exit 2 with the exact pip line for PNG; SVG needs nothing."""
    for module in ("resvg_py", "jinja2"):
        monkeypatch.setitem(sys.modules, module, None)
    ran = run("chart", "trade-total", "-o", str(tmp_path / "t.png"))
    assert (ran.code, "pip install 'target-path[png]'" in ran.err) == (2, True)
    assert run("chart", "trade-total", "-o", str(tmp_path / "t.svg")).code == 0


@pytest.fixture
def pictured(run: Run, tmp_path: Path) -> Callable[..., ElementTree.Element]:
    """The picture of an indicator x from 10 to 20 with these rows."""

    def picture(rows: str, year: int = 2023, **keys: str) -> ElementTree.Element:
        plan = tmp_path / "p.plan.yaml"
        rest = "".join(f", {key}: {value}" for key, value in keys.items())
        plan.write_text(indicator_plan(f"id: x, name: X, unit: t, baseline: 10, target: 20, path: linear{rest}"))
        (tmp_path / "a.csv").write_text("indicator,year,value,source\n" + "".join(f"{row}\n" for row in rows.split()))
        files = ("--plan", str(plan), "--actuals", str(tmp_path / "a.csv"), "--year", str(year), "--lang", "en")
        return drawn(run, "x", *files)

    return picture


def test_the_headline_states_the_verdict(pictured: Callable[..., ElementTree.Element]) -> None:
    """With the figures that it rests on, the unit and the source; lines are named where they end."""
    root = pictured("x,2021,11,office x,2022,12,office x,2023,13,office")
    texts = {element.get("class"): element.text for element in root.iter(f"{SVG}text")}
    assert texts["heading"] == "X: off track"
    assert texts["under"] == "13 of 16 t in 2023, needs 3.5 a year to 2025"
    assert texts["source"] == "Unit t · Source office"
    labels = {element.text for element in root.iter(f"{SVG}text") if "label" in (element.get("class") or "")}
    assert labels == {"target 20", "at this rate 15", "path 16", "actual 13"}


def test_figures_of_years_that_follow_each_other_are_joined(pictured: Callable[..., ElementTree.Element]) -> None:
    """A gap is not drawn over."""
    lines = of_class(pictured("x,2020,10, x,2021,11, x,2023,13,"), "run")
    assert [len(points(line)) for line in lines] == [2]


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [("x,2021,11, x,2022,12, x,2023,13,", True), ("x,2023,13,", False), ("x,2022,15, x,2023,21,", False)],
    ids=["two changes", "a single change", "an achieved target"],
)
def test_a_projection_is_drawn_only_by_its_rule(
    pictured: Callable[..., ElementTree.Element], rows: str, drawn: bool
) -> None:
    """The line and its name: both, or neither."""
    root = pictured(rows)
    assert bool(of_class(root, "outlook")) is bool(of_class(root, "outlook-label")) is drawn


def test_labels_stay_in_the_picture_and_apart(pictured: Callable[..., ElementTree.Element]) -> None:
    """Where target and projection end close to each other, too."""
    root = pictured("x,2021,12, x,2022,14, x,2023,16,", year=2023)
    beside = of_class(root, "goal-label") + of_class(root, "outlook-label")
    heights = sorted(float(label.get("y") or 0) for label in beside)
    assert heights[1] - heights[0] >= 13
    assert all(float(label.get("x") or 0) + 6 * len(label.text or "") < 660 for label in beside)


@pytest.mark.parametrize(
    "values", [[0, 1], [2350, 4700], [-5, 5], [0.0007, 0.0012], [7, 7], [0, 0], [-3, -2], [1e9, 3e9]]
)
def test_axes_hold_every_value_between_round_numbers(values: list[float]) -> None:
    """All values lie within the axis, and its steps are even."""
    ticks = nice_ticks(values)
    assert ticks[0] <= min(values) <= max(values) < ticks[-1]
    steps = {round(b - a, 12) for a, b in zip(ticks, ticks[1:], strict=False)}
    assert max(steps) - min(steps) < 1e-9
    assert 3 <= len(ticks) <= 10


@pytest.mark.parametrize(("encoding", "block"), [("utf-8", "▓"), ("gbk", "▓"), ("ascii", "=")])
def test_a_terminal_draws_path_and_actuals(run: Run, encoding: str, block: str) -> None:
    """Bars as long as the figures and the milestone's stroke, in blocks that the terminal has."""
    ran = run("show", "trade-total", "--actuals", ACTUALS, "--lang", "zh", encoding=encoding)
    assert ran.code == 0
    lines = {line[:4]: line for line in ran.out.splitlines() if re.match(r"20[12]\d ", line)}
    assert lines["2022"].count(block) > lines["2023"].count(block) > lines["2024"].count(block) > 5
    stroke = "|" if encoding == "ascii" else "│"
    ends = [wcswidth(lines[year].partition(stroke)[0]) for year in ("2020", "2023", "2025")]
    assert ends == sorted(ends)
    assert "\\u25" not in ran.out


def test_drawing_needs_an_indicator(run: Run) -> None:
    """``show --actuals`` of the whole plan is a slip, and told."""
    assert run("show", "--actuals", ACTUALS).code == 2


def test_show_draws_what_the_plan_names(run: Run, tmp_path: Path) -> None:
    """Without --actuals those that the plan names are drawn, with their sources; a program gets what it named alone."""
    plain, named = run("show", "trade-total").out, run("show", "trade-total", "--actuals", ACTUALS).out
    assert plain == named
    assert "http://alqotr.com/news/699612.html" in re.sub(r"\s", "", plain)
    assert "data/actuals/changsha.csv:8:18" in plain
    assert "PLN314" in run("show", "europe-trains").out
    assert "PLN314" not in run("show", "europe-trains", "--format", "json").out
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20", rest="actuals: nothing-here.csv\n"))
    alone = run("show", "x", "--plan", str(plan))
    assert (alone.code, alone.out.count("│"), "▓" in alone.out, "Actual" in alone.out) == (0, 6, False, False)
    assert run("show", "africa-trade").code == 0


def test_a_picture_of_too_many_pixels_is_drawn_smaller(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice the size of the SVG, down to its own size where that would be more than is drawn in a second."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20"))

    def width() -> int:
        return int.from_bytes(run("chart", "x", "--plan", str(plan), "--lang", "en", "--format", "png").raw[16:20])

    assert width() == 1280
    whole = int(run("chart", "x", "--plan", str(plan)).out.partition(' height="')[2].partition('"')[0]) * 640
    monkeypatch.setattr(png, "MOST", whole * 1.5**2)
    assert width() == 960
    monkeypatch.setattr(png, "MOST", 1)
    assert width() == 640


def test_a_long_name_is_cut_and_not_its_verdict(run: Run, tmp_path: Path) -> None:
    """The headline states the verdict, whatever the indicator is called."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan(f"id: x, name: {'very long name ' * 9}, unit: t, baseline: 100, target: 200"))
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,120\n")
    drawn = run("chart", "x", "--plan", str(plan), "--actuals", str(tmp_path / "a.csv"), "--lang", "en").out
    assert re.search(r">very long name [^<]*…: off track<", drawn)
