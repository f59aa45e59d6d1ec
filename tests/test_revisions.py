"""Revisions: what is new of a target since a day: its value, its kind, its year, its baseline."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import Run
from plan_cli import load_plan
from plan_cli.model.indicator import Indicator

HEAD = "format: 1\nid: t\ntitle: T\nbase_year: 2020\ntarget_year: 2025\n"


def written(folder: Path, revisions: str, target: str = "200") -> tuple[Indicator | None, list[str]]:
    """An indicator with revisions, and the codes of what is wrong with it."""
    file = folder / "p.yaml"
    keys = f"id: x, name: X, unit: t, baseline: 100, target: {target}, path: linear, revisions: [{revisions}]"
    file.write_text(f"{HEAD}indicators:\n  - {{{keys}}}\n", encoding="utf-8")
    loaded = load_plan(file)
    return (loaded.plan.indicators[0] if loaded.plan else None), [each.code for each in loaded.diagnostics]


@pytest.mark.parametrize(
    ("revisions", "year", "milestone"),
    [
        ("{date: 2022-06-30, target: 150}", 2021, "120"),
        ("{date: 2022-06-30, target: 150}", 2022, "120"),
        ("{date: 2022-06-30, target: 150}", 2023, "130"),
        # A later year, alone and with another value; a mapping brings its own.
        ("{date: 2022-06-30, year: 2030}", 2023, "130"),
        ("{date: 2022-06-30, year: 2030, target: 300}", 2023, "160"),
        ("{date: 2022-06-30, target: {kind: level, value: 300, year: 2030}}", 2023, "160"),
        # Re-based, and re-based in another year.
        ("{date: 2022-06-30, baseline: 120}", 2023, "168"),
        ("{date: 2022-06-30, baseline: {year: 2021, value: 120}}", 2023, "160"),
        # Another kind, and two revisions one after the other, whatever their order in the file.
        ("{date: 2022-06-30, target: {kind: milestones, values: {2023: 170, 2025: 200}}}", 2023, "170"),
        ("{date: 2023-01-31, baseline: 120}, {date: 2022-06-30, target: 150}", 2023, "138"),
    ],
)  # fmt: skip
def test_each_part_of_a_target_can_be_set_anew(tmp_path: Path, revisions: str, year: int, milestone: str) -> None:
    """From the year of the revision on; earlier years keep what was in force."""
    indicator, codes = written(tmp_path, revisions)
    assert indicator is not None, codes
    in_force = indicator.in_force(year)
    trajectory = in_force.trajectory(in_force.baseline.value)
    assert trajectory.at(year) == Decimal(milestone)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("revisions", "target", "code"),
    [
        ("{date: 2022-06-30}", "200", "PLN115"),
        ("{date: 2022-06-30, target: 5}", "{kind: band, high: 9}", "PLN107"),
        ("{date: 2022-06-30, target: {kind: band, high: 8}}", "{kind: band, high: 9}", None),
        ("{date: 2022-02-30, target: 5}", "200", "PLN318"),
    ],
)
def test_a_revision_of_nothing_is_refused(tmp_path: Path, revisions: str, target: str, code: str | None) -> None:
    """A number is another value of a target with one value; anything else is written as a mapping."""
    _, codes = written(tmp_path, revisions, target)
    assert codes == ([code] if code else [])


def test_what_was_applied_is_shown(run: Run, tmp_path: Path) -> None:
    """In the table with its date, in JSON with what stayed as null."""
    written(tmp_path, "{date: 2022-06-30, year: 2030, target: 300, baseline: 110, source: review}")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,160\n", encoding="utf-8")
    out = run("check", "2023", str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.yaml")).out
    shown = " ".join(out.split())
    assert "2022-06-30 (review): 200 to 300" in shown
    assert "2022-06-30 (review) to 2030" in shown
    assert "2022-06-30 (review) to 110 (2020)" in shown


def test_a_later_last_year_lengthens_the_plan(run: Run, tmp_path: Path) -> None:
    """Its years can be judged, their rows are no mistake, milestones and outlook go on to it."""
    written(tmp_path, "{date: 2022-06-30, year: 2030}")
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2027,170\n", encoding="utf-8")
    files, plan = (str(tmp_path / "a.csv"), "--format", "json"), ("--plan", str(tmp_path / "p.yaml"))
    result = json.loads(run("check", "2027", *files, *plan).out)["results"][0]
    assert (result["status"], result["milestone"]) == ("on_track", 170)
    values = json.loads(run("milestones", "--format", "json", *plan).out)["results"][0]["milestones"]
    assert [values[5], values[-1]] == [{"year": 2025, "value": 150}, {"year": 2030, "value": 200}]
    assert json.loads(run("forecast", *files, *plan).out)["results"][0]["target"]["year"] == 2030


RANGE = "{kind: level, value: {low: 70, high: 75}, operator: within}"


@pytest.mark.parametrize(
    ("revision", "figure", "status"),
    [
        # The near end of a range that is set anew is that of its direction; what lies beyond the other is too much.
        ("{kind: level, value: {low: 80, high: 90}, operator: within}", "85", "achieved"),
        ("{kind: level, value: {low: 80, high: 90}, operator: within}", "79", "off_track"),
        ("{kind: level, value: {low: 80, high: 90}, operator: within}", "91", "lagging"),
        # A single value in its place has no other end.
        ("60", "59", "achieved"),
        ("60", "61", "lagging"),
    ],
)
def test_a_range_may_be_set_anew(run: Run, tmp_path: Path, revision: str, figure: str, status: str) -> None:
    """With another range or with one value."""
    plan, actuals = tmp_path / "p.yaml", tmp_path / "a.csv"
    keys = f"id: x, name: X, unit: t, direction: decrease, baseline: 100, target: {RANGE}"
    revised = f"revisions: [{{date: 2022-06-30, target: {revision}, source: s}}]"
    plan.write_text(f"{HEAD}indicators:\n  - {{{keys}, {revised}}}\n", encoding="utf-8")
    actuals.write_text(f"indicator,year,value\nx,2025,{figure}\n", encoding="utf-8")
    ran = run("check", "2025", str(actuals), "--plan", str(plan), "--format", "json")
    assert json.loads(ran.out)["results"][0]["status"] == status


@pytest.mark.parametrize(
    ("target", "revisions", "code"),
    [
        ("{kind: growth, rate: 5, operator: within}", "", "PLN107"),
        ("{kind: total, value: 5, operator: within}", "", "PLN107"),
        ("{kind: milestones, values: {2025: 5}, operator: within}", "", "PLN106"),
        ("200", "{date: 2022-06-30, target: {kind: level, value: 150, operator: within}}", "PLN107"),
        ("200", "{date: 2022-06-30, target: {kind: level, value: {low: 150, high: 140}}}", "PLN113"),
    ],
)
def test_within_is_of_a_range(tmp_path: Path, target: str, revisions: str, code: str) -> None:
    """Elsewhere it is a mistake, in a target and in a revision; it ended in an internal error."""
    assert code in written(tmp_path, revisions, target)[1]
