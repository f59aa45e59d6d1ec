"""Panels: the same verdict as row by row on every engine, what cannot be used counted, one published document."""

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import polars
import pytest

from conftest import Run, indicator_plan
from plan_cli import api, load_plan, read_actuals
from plan_cli.actuals import Actual, year_of
from plan_cli.assess import assess
from plan_cli.figures import rounded, unit_of
from plan_cli.panel.engine import ENGINES
from plan_cli.panel.rungs import ULPS
from plan_cli.plan import Indicator, Plan
from plan_cli.profiles import PROFILES
from plan_cli.report.panel import PanelReport
from plan_cli.report.schemas import SCHEMAS
from plan_cli.targets import Growth, Level

#: Every kind of target and direction that a panel judges, one that is lost already, one that holds its target.
MIXED = indicator_plan(
    "id: up, name: Up, unit: 亿元, baseline: 2350, target: 4700, decimals: 2",
    "id: down, name: Down, direction: decrease, baseline: 12.5, target: 8",
    "id: line, name: Line, path: linear, baseline: 40, target: 65, attribute: binding",
    "id: more, name: More, baseline: 100, target: {kind: level, value: 157, operator: more_than}",
    "id: exact, name: Exact, baseline: 100, target: {kind: level, value: 120, operator: exactly}, tolerance: 2%",
    "id: held, name: Held, direction: decrease, baseline: 5, target: 7",
    "id: curve, name: Curve, path: s-curve, baseline: 10, target: 90, tolerance: 1%",
    "id: band, name: Band, baseline: 4.5, target: {kind: band, low: 2, high: 4}",
    "id: rank, name: Rank, baseline: 12, target: {kind: rank, value: 5}",
    "id: dated, name: Dated, baseline: 50, target: {kind: milestones, values: {2022: 60, 2024: 70}}",
    "id: grow, name: Grow, unit: 人, target: {kind: growth, rate: 7.5}",
    "id: done, name: Done, target: {kind: done, year: 2024}",
    "id: minus, name: Minus, path: linear, baseline: -5, target: 5",
)
YEARS = (2021, 2023, 2025)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    file = tmp_path / "mixed.plan.yaml"
    file.write_text(MIXED, encoding="utf-8")
    found = load_plan(file).plan
    assert found is not None
    return found


def at_the_lines(indicator: Indicator, year: int) -> Iterator[Decimal]:
    """Every printed cut point, one unit above and below it, and some values between."""
    judged = assess(indicator, (Actual(indicator.id, year, Decimal(1), year_of(year)),), year, PROFILES["milestone"])
    unit = unit_of(indicator.decimals)
    target = indicator.target
    lines = [*judged.cuts.values(), judged.milestone, indicator.goal, indicator.baseline.value]
    lines += [getattr(target, "low", None), getattr(target, "high", None), Decimal(110)]
    for line in {rounded(line, indicator.decimals) for line in lines if line is not None}:
        yield from (line - unit, line, line + unit, line - unit / 2, line + unit / 2)


def written(file: Path, rows: list[tuple[object, ...]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("county", "indicator", "year", "value"), *rows])
    return file


def verdicts(report: object, results: Path) -> dict[tuple[str, str], tuple[str, float | None]]:
    """What was written: (entity, indicator) → status and milestone."""
    assert isinstance(report, PanelReport)
    frame = polars.read_parquet(results)
    rows = frame.select("county", "indicator", "status", "milestone").rows()
    return {(county, indicator): (status, milestone) for county, indicator, status, milestone in rows}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("year", YEARS)
def test_every_engine_gives_the_verdict_of_the_ordinary_path(
    plan: Plan, tmp_path: Path, engine: str, year: int
) -> None:
    """Row by row, an actual on, one unit below and half a unit beside every printed line is judged alike."""
    values = {indicator.id: list(at_the_lines(indicator, year)) for indicator in plan.indicators}
    entities = max(map(len, values.values()))
    rows: list[tuple[object, ...]] = []
    for number in range(entities):
        for id, lines in values.items():
            rows.append((f"c{number}", id, year, lines[number % len(lines)]))
        rows.append((f"c{number}", "grow", 2020, Decimal(100)))
    results = tmp_path / "results.parquet"
    panel = written(tmp_path / "panel.csv", rows)
    judged = verdicts(api.check_panel(plan, panel, year, ["county"], engine=engine, output=str(results)), results)
    for number in range(entities):
        own = [row for row in rows if row[0] == f"c{number}"]
        alone = read_actuals(written(tmp_path / "one.csv", own), plan)
        for result in api.check(plan, alone, year).results:
            status, milestone = judged[f"c{number}", result.indicator.id]
            assert status == result.status, (result.indicator.id, result.evidence.value)
            if not isinstance(result.indicator.target, Growth) and result.milestone is not None:
                assert milestone == float(result.milestone)


@pytest.mark.parametrize("engine", ENGINES)
def test_own_baselines_are_judged_as_a_plan_of_one_s_own(plan: Plan, tmp_path: Path, engine: str) -> None:
    """Baseline × factor gives what a plan with that baseline and the same growth gives, at the printed digits."""
    rows: list[tuple[object, ...]] = []
    expected = {}
    draw = random.Random(14)
    for indicator in plan.indicators:
        base, target = indicator.baseline.value, indicator.target
        if not isinstance(target, Level) or base is None or base <= 0:
            continue
        for number in range(40):
            start = rounded(base * Decimal(draw.uniform(0.5, 2)), indicator.decimals)
            goal = replace(target, value=target.value / base * start)
            own = replace(indicator.on(start, "actuals"), target=goal)
            values = sorted(set(at_the_lines(own, 2023)))
            value = rounded(draw.choice(values), indicator.decimals)
            rows += [(f"c{number}", indicator.id, 2020, start), (f"c{number}", indicator.id, 2023, value)]
            row = Actual(indicator.id, 2023, value, year_of(2023))
            expected[f"c{number}", indicator.id] = str(assess(own, (row,), 2023, PROFILES["milestone"]).status)
    results = tmp_path / "results.parquet"
    panel = written(tmp_path / "panel.csv", rows)
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, baselines="own", output=str(results))
    judged = verdicts(report, results)
    assert {key: judged[key][0] for key in expected} == expected


def test_engines_agree_to_the_last_bit(plan: Plan, tmp_path: Path) -> None:
    """The verdicts written by one engine are those of the other: every double, every status, every row number."""
    draw = random.Random(3)
    rows: list[tuple[object, ...]] = [
        (f"c{number}", indicator.id, year, round(draw.uniform(1, 200), 2))
        for number in range(200)
        for indicator in plan.indicators
        for year in (2020, 2023)
        if draw.random() > 0.05
    ]
    panel = written(tmp_path / "panel.csv", rows)
    for baselines in ("plan", "own"):
        frames = []
        for engine in ENGINES:
            results = tmp_path / f"{engine}.parquet"
            api.check_panel(plan, panel, 2023, ["county"], engine=engine, baselines=baselines, output=str(results))
            frames.append(polars.read_parquet(results).sort("county", "indicator"))
        assert frames[0].rows() == frames[1].rows()
        assert frames[0].height > 2000


BAD = """indicator,year,county,value,bound,unit
up,2023,a,3600,,亿元
up,2023,b,3.6e3,,
up,2023,c,3600,>,
up,2023,d,3600,,亿美元
upp,2023,a,3600,,
up,soon,a,3600,,
up,2023,e,3600,,
up,2023,e,3700,,
up,2023,f,3600,,
up,2023,f,3600,,
up,2023,g,—,,
grow,2023,a,110,,
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_that_cannot_be_used_are_told_by_kind(plan: Plan, tmp_path: Path, run: Run, engine: str) -> None:
    """Each kind is counted, with file, row and text; the good rows are judged; the exit code is 1."""
    panel, file = tmp_path / "bad.csv", tmp_path / "mixed.plan.yaml"
    panel.write_text(BAD, encoding="utf-8")
    command = ["check", "2023", str(panel), "--by", "county", "--engine", engine, "--plan", str(file)]
    ran = run(*command, "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, SCHEMAS["panel"])
    bad = {kind: (each["count"], [row["row"] for row in each["examples"]]) for kind, each in document["bad"].items()}
    assert bad == {
        "unknown_indicator": (1, [6]),
        "bad_year": (1, [7]),
        "qualified": (1, [4]),
        "unit_clash": (1, [5]),
        "not_a_number": (1, [3]),
        "duplicate_key": (2, [9, 11]),
        "missing_baseline": (1, [13]),
    }
    assert document["bad"]["not_a_number"]["examples"][0]["text"] == "3.6e3"
    up = next(group["counts"] for group in document["groups"] if group["indicator"] == "up")
    # a and f are judged; b, c, d could not be read, e is given twice and differently, g is reported as missing.
    assert (up["on_track"], up["missing"]) == (2, 5)
    assert (ran.code, document["summary"]["rows"], document["summary"]["entities"]) == (1, 12, 7)
    assert run(*command, "--fail-on", "never").code == 0


def test_a_panel_may_be_several_files_of_either_format(plan: Plan, tmp_path: Path, run: Run) -> None:
    """A glob, a folder and Parquet give the groups of one CSV file."""
    rows = [(f"c{number}", "up", 2023, 2000 + 100 * number) for number in range(30)]
    whole = written(tmp_path / "whole.csv", list(rows))
    folder = tmp_path / "parts"
    folder.mkdir()
    for part in range(3):
        written(folder / f"{part}.csv", list(rows[part::3]))
    parquet = tmp_path / "panel.parquet"
    polars.DataFrame(rows, ["county", "indicator", "year", "value"], orient="row").write_parquet(parquet)
    told = []
    for panel in (whole, folder, f"{folder}/*.csv", parquet):
        for engine in ENGINES:
            options = ("--by", "county", "--engine", engine, "--plan", str(tmp_path / "mixed.plan.yaml"))
            document = json.loads(run("check", "2023", str(panel), *options, "--format", "json").out)
            assert document["summary"]["rows"] == 30
            told.append((document["groups"], [row["county"] for row in document["worst"]]))
    assert all(each == told[0] for each in told)


def test_baselines_may_come_from_a_table(plan: Plan, tmp_path: Path, run: Run) -> None:
    """--baselines FILE: each entity is asked for the plan's growth from the value that stands there."""
    panel = written(tmp_path / "panel.csv", [(c, "up", 2023, 152) for c in ("a", "b", "c")])
    table = tmp_path / "base.csv"
    table.write_text("county,indicator,value\na,up,100\nb,up,101\n", encoding="utf-8")
    options = ("--by", "county", "--baselines", str(table), "--plan", str(tmp_path / "mixed.plan.yaml"))
    document = json.loads(run("check", "2023", str(panel), *options, "--format", "json", "--groups", "all").out)
    status = {group["county"]: group["counts"] for group in document["groups"] if "county" in group}
    # 100 must become 151.57, 101 already 153.09
    assert status == {"a": {"on_track": 1}, "b": {"lagging": 1}, "c": {"not_assessable": 1}}
    assert document["bad"]["missing_baseline"]["count"] == 1


def test_every_verdict_is_written_where_asked(plan: Plan, tmp_path: Path, run: Run) -> None:
    """-o results.csv and .parquet hold the same rows; the table is still printed, and no partial file is left."""
    panel = written(tmp_path / "panel.csv", [("a", "up", 2023, 3600), ("b", "up", 2023, 1)])
    command = ["check", "2023", str(panel), "--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml")]
    for engine in ENGINES:
        told = []
        for name in ("results.csv", "results.parquet"):
            ran = run(*command, "--engine", engine, "-o", str(tmp_path / name))
            assert "on track" in ran.out
            frame = polars.read_csv(tmp_path / name) if name.endswith("csv") else polars.read_parquet(tmp_path / name)
            told.append(frame.sort("county").select("county", "status", "milestone", "row").rows())
        assert told[0] == told[1]
        assert [row[1] for row in told[0]] == ["on_track", "reversing"]
    assert not list(tmp_path.glob(".*"))
    assert run(*command, "-o", "/nonexistent/x.csv").code == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_table_for_people(plan: Plan, tmp_path: Path, run: Run, language: str) -> None:
    """Counts, who is furthest behind, and what could not be used, in the reader's language."""
    panel = tmp_path / "bad.csv"
    panel.write_text(BAD + "up,2023,h,5,,\n", encoding="utf-8")
    options = ("--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml"), "--lang", language)
    out = run("check", "2023", str(panel), *options).out
    for said in {"en": ("Furthest behind", "unknown indicator (1)"), "zh": ("滞后最多", "未知指标（1）")}[language]:
        assert said in out
    assert "bad.csv:6" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-panel-*.csv", "--by", "county"], "no-such-panel"),
        (["{panel}", "--by", "county2"], "county"),
        (["{panel}", "--by", "county", "--engine", "abacus"], "polars"),
        (["{panel}", "--by", "county", "--groups", "some"], "few"),
    ],
)
def test_what_cannot_run_says_why(plan: Plan, tmp_path: Path, run: Run, arguments: list[str], said: str) -> None:
    """Exit 2, with what there is."""
    panel = written(tmp_path / "panel.csv", [("a", "up", 2023, 3600)])
    ran = run("check", "2023", *(each.format(panel=panel) for each in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_that_is_no_panel_is_told_not_crashed_on(tmp_path: Path, run: Run, engine: str) -> None:
    """Bytes of no certain encoding and a Parquet file that is none end with exit 2 and the file's name."""
    rows = "county,indicator,year,value\n" + "Zürich,trade-total,2023,3600\n" * 3
    for name, content in (("latin.csv", rows.encode("latin-1")), ("not.parquet", b"PAR?"), ("empty.csv", b"")):
        file = tmp_path / name
        file.write_bytes(content)
        ran = run("check", "2023", str(file), "--by", "county", "--engine", engine)
        assert (ran.code, ran.out, name in ran.err) == (2, "", True), (name, ran)


def test_a_missing_library_is_named_with_its_command(
    plan: Plan, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra: exit 2 and the exact line for pip."""
    monkeypatch.setattr("plan_cli.panel.find_spec", lambda name: None)
    ran = run("check", "2023", str(written(tmp_path / "p.csv", [])), "--by", "county", "--engine", "duckdb")
    assert ran.code == 2
    assert "pip install 'target-path[duckdb]'" in ran.err


def test_no_verdict_rounds_or_raises_to_a_power() -> None:
    """The text that engines run has comparisons, one product and its spare; the formulas stand elsewhere."""
    text = Path("src/plan_cli/panel/verdicts.py").read_text(encoding="utf-8")
    assert not [word for word in ("round(", " ** ", ".pow(", ".sqrt(", ".exp(", ".log(") if word in text]
    assert ULPS == 4 * 2.0**-52
