"""Panels: baselines and targets that are each entity's own, from tables beside the panel."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import polars
import pytest

from conftest import Run
from panels import LOCAL, at_random, written
from plan_cli import api, load_plan, read_actuals
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Level
from plan_cli.panel import own_targets as tables
from plan_cli.report.panel import PanelReport
from plan_cli.report.records import schema_of

pytestmark = pytest.mark.slow

HEAD = "county,indicator,value\n"


def told(report: object, results: Path) -> dict[tuple[str, str], tuple[str, str, float | None]]:
    """What was written: (entity, indicator) → status, reason and milestone."""
    assert isinstance(report, PanelReport), report
    rows = polars.read_parquet(results).select("county", "indicator", "status", "reason", "milestone").rows()
    return {(county, indicator): tuple(rest) for county, indicator, *rest in rows}


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("targets", ["plan", "table"])
def test_own_ends_are_judged_as_a_plan_with_these_two_ends(
    plan: Plan, tmp_path: Path, engine: str, targets: str
) -> None:
    """From an entity's own baseline to the plan's target, or its own: the verdict of the ordinary check, at its lines."""
    rows: list[tuple[object, ...]] = []
    table, expected = [], {}
    for indicator in plan.indicators:
        base, target = indicator.baseline.value, indicator.target
        if not isinstance(target, Level) or base is None:
            continue
        for number, share in enumerate(("0.8", "1.1", "1.3")):
            county, start = f"c{number}", (base * Decimal(share)).quantize(Decimal("0.01"))
            goal = target.value if targets == "plan" else (target.value * Decimal(share)).quantize(Decimal("0.1"))
            own = replace(indicator.on(start, "actuals"), target=replace(target, value=goal))
            alone = replace(plan, indicators=(own,))
            (judged,) = api.check(alone, read_actuals(written(tmp_path / "none.csv", []), alone), 2023).results
            for position, line in enumerate(judged.thresholds.values()):
                value = (line or start).quantize(Decimal(1).scaleb(-own.decimals))
                who = f"{county}-{position}"
                mine = [(who, own.id, 2020, start), (who, own.id, 2023, value)]
                rows += mine
                table.append(f"{who},{own.id},{goal}\n")
                actuals = read_actuals(written(tmp_path / "one.csv", list(mine)), alone)
                (one,) = api.check(alone, actuals, 2023).results
                expected[who, own.id] = (str(one.status), "", one.milestone and float(one.milestone))
    file, results = tmp_path / "targets.csv", tmp_path / "results.parquet"
    file.write_text(HEAD + "".join(table), encoding="utf-8")
    options = {"engine": engine, "baselines": "own", "output": str(results)}
    wanted = "plan" if targets == "plan" else str(file)
    report = api.check_panel(plan, written(tmp_path / "p.csv", rows), 2023, ["county"], targets=wanted, **options)
    judged_all = told(report, results)
    assert {key: judged_all[key] for key in expected} == expected
    assert len({status for status, _, _ in expected.values()}) > 2


@pytest.mark.parametrize("engine", LOCAL)
def test_a_table_that_cannot_be_used_is_told_and_nothing_is_put_in_its_place(
    plan: Plan, tmp_path: Path, run: Run, engine: str
) -> None:
    """No number, given twice, of a band, of nobody in the panel: bad rows; whom they were meant for has no verdict."""
    counties = ("fine", "spoilt", "twice", "without")
    panel = written(tmp_path / "p.csv", [(c, "up", y, v) for c in counties for y, v in ((2020, 100), (2023, 152))])
    table = tmp_path / "targets.csv"
    table.write_text(
        HEAD + "fine,up,150\nspoilt,up,2OO\ntwice,up,150\ntwice,up,250\nfine,upp,1\nelsewhere,up,5\nfine,band,3\n",
        encoding="utf-8",
    )
    command = ["check", "2023", str(panel), "--by", "county", "--engine", engine, "--baselines", "own"]
    command += ["--targets", str(table), "--plan", str(tmp_path / "mixed.plan.yaml"), "--format", "json"]
    ran = run(*command, "--groups", "all")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema_of("panel"))
    ups = [group for group in document["groups"] if group["indicator"] == "up"]
    status = {group["county"]: next(iter(group["counts"])) for group in ups if "county" in group}
    # 150 is reached already; without a row of its own the plan's growth is asked: 100 must become 151.57.
    assert status == {"fine": "achieved", "spoilt": "missing", "twice": "missing", "without": "on_track"}
    bad = document["bad"]["table_row"]
    assert (bad["count"], [(row["row"], row["text"]) for row in bad["examples"]]) == (
        6, [(3, "2OO"), (4, "150"), (5, "250"), (6, "1"), (7, "5")],
    )  # fmt: skip
    assert {Path(row["file"]).name for row in bad["examples"]} == {"targets.csv"}
    assert [Path(each["file"]).name for each in document["inputs"]] == ["p.csv", "targets.csv"]
    assert ran.code == 1


@pytest.mark.parametrize("engine", LOCAL)
def test_an_entity_is_the_column_of_that_name(plan: Plan, tmp_path: Path, run: Run, engine: str) -> None:
    """With an entity column --by only groups: two counties of a province are two, not one that is given twice."""
    panel = tmp_path / "p.csv"
    rows = "hn,长沙,up,2023,3600\nhn,株洲,up,2023,1\nhb,武汉,up,2023,3600\n"
    panel.write_text("province,地区,indicator,year,value\n" + rows, encoding="utf-8")
    table = tmp_path / "base.csv"
    table.write_text("地区,indicator,value\n长沙,up,2400\n株洲,up,0.5\n武汉,up,1200\n", encoding="utf-8")
    options = ("--engine", engine, "--plan", str(tmp_path / "mixed.plan.yaml"), "--format", "json")
    document = json.loads(run("check", "2023", str(panel), "--by", "province", *options).out)
    ups = [group for group in document["groups"] if group["indicator"] == "up"]
    counts = {group["province"]: group["counts"] for group in ups if "province" in group}
    assert counts == {"hb": {"on_track": 1}, "hn": {"on_track": 1, "reversing": 1}}
    assert (document["summary"]["entities"], document["bad"]) == (3, {})
    assert [(row["province"], row["entity"]) for row in document["worst"]] == [("hn", "株洲")]
    own = json.loads(run("check", "2023", str(panel), "--by", "province", "--baselines", str(table), *options).out)
    assert (own["summary"]["achieved"], own["summary"]["lagging"], own["bad"]) == (2, 1, {})


@pytest.mark.parametrize("engine", LOCAL)
def test_a_target_that_was_revised_is_the_one_in_force(tmp_path: Path, engine: str) -> None:
    """A panel is judged by the target of its year, as the ordinary check is."""
    file = tmp_path / "revised.plan.yaml"
    revised = "revisions: [{date: 2022-06-30, target: 150}]"
    text = "format: 1\nid: r\ntitle: R\nbase_year: 2020\ntarget_year: 2025\nindicators:\n"
    file.write_text(f"{text}  - {{id: a, name: A, baseline: 100, target: 200, {revised}}}\n", encoding="utf-8")
    plan = load_plan(file).plan
    assert plan is not None
    panel = written(tmp_path / "p.csv", [("x", "a", 2023, 130), ("x", "a", 2021, 110)])
    for year, status in ((2021, "lagging"), (2023, "on_track")):
        results = tmp_path / f"{year}.parquet"
        judged = told(api.check_panel(plan, panel, year, ["county"], engine=engine, output=str(results)), results)
        assert {key: rest[:2] for key, rest in judged.items()} == {("x", "a"): (status, "")}


@pytest.mark.parametrize("engine", LOCAL)
def test_one_value_between_two_ends_is_judged_as_many_are(plan: Plan, tmp_path: Path, engine: str) -> None:
    """An entity whose ends nobody else has gets the verdict alone; with a twin both get the ladder: the same rows."""
    rows = at_random(plan)
    twins = [(f"{county}-twin", *rest) for county, *rest in rows]
    written_down = []
    for name, panel in (("alone", rows), ("twins", [*rows, *twins])):
        results = tmp_path / f"{name}.parquet"
        options = {"engine": engine, "baselines": "own", "targets": "plan", "output": str(results)}
        api.check_panel(plan, written(tmp_path / f"{name}.csv", panel), 2023, ["county"], **options)
        frame = polars.read_parquet(results).drop("file", "row").filter(~polars.col("county").str.ends_with("twin"))
        written_down.append(frame.sort("county", "indicator").rows())
    assert written_down[0] == written_down[1]
    assert len(written_down[0]) > 100


def test_thresholds_are_computed_once_for_the_same_two_ends(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred entities that start and end alike cost one; between two ends of a plain level two do for all."""
    calls = []
    thresholds_of = tables.thresholds_of
    monkeypatch.setattr(tables, "thresholds_of", lambda *given: (calls.append(given), thresholds_of(*given))[1])
    monkeypatch.setattr(tables, "outcome_only", None)
    for name, different, times in (("curve", 0, 1), ("up", 0, 2), ("up", 1, 2)):
        calls.clear()
        rows = [(f"c{i}", name, y, 50 + i * different) for i in range(100) for y in (2020, 2023)]
        panel = written(tmp_path / "p.csv", rows)
        api.check_panel(plan, panel, 2023, ["county"], baselines="own", targets="plan")
        assert len(calls) == times, name


@pytest.mark.parametrize("engine", LOCAL)
def test_rows_of_the_whole_are_judged(plan: Plan, tmp_path: Path, run: Run, engine: str) -> None:
    """Where a column tells rows apart, those of the whole count; who has none has no figure; without any: exit 2."""
    panel = tmp_path / "p.csv"
    rows = ["a,up,2023,3600,F,x", "b,up,2023,3600,,y", "b,up,2023,1,M,z", "b,up,2023,2,F,"]
    panel.write_text("county,indicator,year,value,sex,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    command = ["check", "2023", str(panel), "--by", "county", "--engine", engine, "--indicator", "up"]
    command += ["--plan", str(tmp_path / "mixed.plan.yaml"), "--format", "json"]
    document = json.loads(run(*command).out)
    counts = {group["county"]: group["counts"] for group in document["groups"] if "county" in group}
    assert (counts, document["bad"]) == ({"a": {"missing": 1}, "b": {"on_track": 1}}, {})
    facts = {found["code"]: found["facts"] for found in document["diagnostics"]}
    assert facts["PLN343"] == {"columns": ["sex"], "count": 3}
    panel.write_text("county,indicator,year,value,sex\nb,up,2023,1,M\nb,up,2023,2,F\n", encoding="utf-8")
    ran = run(*command)
    assert (ran.code, "sex" in ran.err + ran.out) == (2, True)
    # What only describes an entity tells nothing apart.
    panel.write_text("county,indicator,year,value,zone\na,up,2023,3600,1\nb,up,2023,3600,2\n", encoding="utf-8")
    assert json.loads(run(*command).out)["summary"]["on_track"] == 2
