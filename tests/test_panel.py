"""Panels: the same verdict as row by row on every engine, what cannot be used counted, one published document."""

import csv
import json
from pathlib import Path

import jsonschema
import polars
import pytest

from conftest import Run, indicator_plan
from panels import BAD, LOCAL, YEARS, at_random, on_and_beside_every_line, plan_in, with_own_baselines, written
from plan_cli import api, load_plan, read_actuals
from plan_cli.model.plan import Plan
from plan_cli.model.targets import Growth
from plan_cli.panel.thresholds import ULPS
from plan_cli.report.panel import PanelReport
from plan_cli.report.records import schema_of


def verdicts(report: object, results: Path) -> dict[tuple[str, str], tuple[str, float | None]]:
    """What was written: (entity, indicator) → status and milestone."""
    assert isinstance(report, PanelReport)
    frame = polars.read_parquet(results)
    rows = frame.select("county", "indicator", "status", "milestone").rows()
    return {(county, indicator): (status, milestone) for county, indicator, status, milestone in rows}


@pytest.mark.slow
@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("year", YEARS)
def test_every_engine_gives_the_verdict_of_the_ordinary_path(
    plan: Plan, tmp_path: Path, engine: str, year: int
) -> None:
    """Row by row, an actual on, one unit below and half a unit beside every printed line is judged alike."""
    rows = on_and_beside_every_line(plan, year)
    results = tmp_path / "results.parquet"
    panel = written(tmp_path / "panel.csv", rows)
    judged = verdicts(api.check_panel(plan, panel, year, ["county"], engine=engine, output=str(results)), results)
    for county in sorted({str(row[0]) for row in rows}):
        own = [row for row in rows if row[0] == county]
        alone = read_actuals(written(tmp_path / "one.csv", own), plan)
        for result in api.check(plan, alone, year).results:
            status, milestone = judged[county, result.indicator.id]
            assert status == result.status, (result.indicator.id, result.evidence.value)
            if not isinstance(result.indicator.target, Growth) and result.milestone is not None:
                assert milestone == float(result.milestone)


@pytest.mark.parametrize("engine", LOCAL)
def test_own_baselines_are_judged_as_a_plan_of_one_s_own(plan: Plan, tmp_path: Path, engine: str) -> None:
    """Baseline × factor gives what a plan with that baseline and the same growth gives, at the printed digits."""
    rows, expected = with_own_baselines(plan)
    results = tmp_path / "results.parquet"
    panel = written(tmp_path / "panel.csv", rows)
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, baselines="own", output=str(results))
    judged = verdicts(report, results)
    assert {key: judged[key][0] for key in expected} == expected


@pytest.mark.parametrize("engine", LOCAL)
def test_a_line_has_the_decimals_of_each_entitys_own_figures(tmp_path: Path, engine: str) -> None:
    """6 % a year on 100 ask for 112.36: of whole figures 112, of figures with a decimal 112.4."""
    plan = plan_in(tmp_path, indicator_plan("id: up, name: Up, unit: t, target: {kind: growth, rate: 6}"))
    figures = {
        "a": ("100", "112"),
        "b": ("100", "111"),
        "c": ("100.0", "112"),
        "d": ("100", "112.3"),
        "e": ("100.0", "112.4"),
    }
    rows = [
        (who, "up", year, value)
        for who, both in figures.items()
        for year, value in zip((2020, 2022), both, strict=True)
    ]
    results = tmp_path / "r.parquet"
    panel = written(tmp_path / "p.csv", rows)
    report = api.check_panel(plan, panel, 2022, ["county"], engine=engine, baselines="own", output=str(results))
    statuses = {who: status for (who, _), (status, *_) in verdicts(report, results).items()}
    assert statuses == {"a": "on_track", "b": "lagging", "c": "lagging", "d": "lagging", "e": "on_track"}


@pytest.mark.slow
def test_engines_agree_to_the_last_bit(plan: Plan, tmp_path: Path) -> None:
    """The verdicts written by one engine are those of the other: every double, every status, every row number."""
    rows = at_random(plan)
    panel = written(tmp_path / "panel.csv", rows)
    for baselines in ("plan", "own"):
        frames = []
        for engine in LOCAL:
            results = tmp_path / f"{engine}.parquet"
            api.check_panel(plan, panel, 2023, ["county"], engine=engine, baselines=baselines, output=str(results))
            frames.append(polars.read_parquet(results).sort("county", "indicator"))
        assert frames[0].rows() == frames[1].rows()
        assert frames[0].height > 2000


@pytest.mark.slow
@pytest.mark.parametrize("engine", LOCAL)
def test_rows_that_cannot_be_used_are_told_by_kind(plan: Plan, tmp_path: Path, run: Run, engine: str) -> None:
    """Each kind is counted, with file, row and text; the good rows are judged; the exit code is 1."""
    panel, file = tmp_path / "bad.csv", tmp_path / "mixed.plan.yaml"
    panel.write_text(BAD, encoding="utf-8")
    command = ["check", "2023", str(panel), "--by", "county", "--engine", engine, "--plan", str(file)]
    ran = run(*command, "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema_of("panel"))
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
    # What could not be read is another reason than what was not reported.
    run(*command, "-o", str(tmp_path / "results.parquet"))
    frame = polars.read_parquet(tmp_path / "results.parquet").filter(polars.col("indicator") == "up")
    reasons = dict(frame.select("county", "reason").rows())
    assert {county for county, reason in reasons.items() if reason == "bad_data"} == set("bcde")
    assert reasons["g"] == "not_reported"


@pytest.mark.slow
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
        for engine in LOCAL:
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
    ups = [group for group in document["groups"] if group["indicator"] == "up"]
    status = {group["county"]: group["counts"] for group in ups if "county" in group}
    # 100 must become 151.57, 101 already 153.09
    assert status == {"a": {"on_track": 1}, "b": {"lagging": 1}, "c": {"not_assessable": 1}}
    assert document["bad"]["missing_baseline"]["count"] == 1


@pytest.mark.slow
def test_every_verdict_is_written_where_asked(plan: Plan, tmp_path: Path, run: Run) -> None:
    """-o results.csv and .parquet hold the same rows in the same order; the table is still printed."""
    panel = written(tmp_path / "panel.csv", [("b", "up", 2023, 1), ("a", "up", 2023, 3600), ("c", "up", 2019, 5)])
    command = ["check", "2023", str(panel), "--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml")]
    for engine in LOCAL:
        found = []
        for name in ("results.csv", "results.parquet"):
            ran = run(*command, "--engine", engine, "-o", str(tmp_path / name))
            assert "on track" in ran.out
            frame = polars.read_csv(tmp_path / name) if name.endswith("csv") else polars.read_parquet(tmp_path / name)
            found.append(frame.select("county", "indicator", "status", "baseline", "milestone", "row").rows())
        assert found[0] == found[1]
        # A verdict for every entity and indicator, of who reported nothing too, in the order of the plan.
        assert [row[0] for row in found[0]] == [county for county in "abc" for _ in plan.indicators]
        assert [row[1] for row in found[0]] == [each.id for each in plan.indicators] * 3
        ups = [(row[0], row[2], row[3], row[5]) for row in found[0] if row[1] == "up"]
        assert ups == [("a", "on_track", 2350.0, 3), ("b", "reversing", 2350.0, 2), ("c", "missing", 2350.0, None)]
    assert not list(tmp_path.glob(".*"))
    assert run(*command, "-o", "/nonexistent/x.csv").code == 2


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("baselines", ["plan", "own"])
def test_a_reported_figure_is_never_rounded(tmp_path: Path, engine: str, baselines: str) -> None:
    """The line has the figure's own decimals, zeros after the point among them: 27.5 reaches 27.54 as 27.50 does not."""
    file = tmp_path / "p.plan.yaml"
    text = "format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2025\nindicators:\n"
    file.write_text(f"{text}  - {{id: a, name: A, path: linear, baseline: 18.0, target: 33.9}}\n", encoding="utf-8")
    plan = load_plan(file).plan
    assert plan is not None
    # The milestone of 2023 is 27.54.
    cells = {"27.5": "on_track", "27.50": "lagging", "27.54": "on_track", "27.53": "lagging", "27": "lagging"}
    rows = [(f"c{value}", "a", year, cell) for value in cells for year, cell in ((2020, "18.0"), (2023, value))]
    results = tmp_path / "r.parquet"
    panel = written(tmp_path / "p.csv", rows)
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, baselines=baselines, output=str(results))
    assert {county[1:]: status for (county, _), (status, _) in verdicts(report, results).items()} == cells


@pytest.mark.slow
@pytest.mark.parametrize("engine", LOCAL)
def test_who_reported_nothing_counts_and_is_named(plan: Plan, tmp_path: Path, run: Run, engine: str) -> None:
    """An entity is who has a row of the plan in any year; totals and rows of other indicators make none."""
    panel = tmp_path / "panel.csv"
    rows = ["hn,a,up,2023,3600", "hn, a ,down,2023,5", "hn,b,up,2019,5", "hb,c,up,2021,5", "hn,合计,up,2023,9",
            "hn,Total,up,2023,9", "hx,d,upp,2023,9"]  # fmt: skip
    panel.write_text("province,county,indicator,year,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    command = ["check", "2023", str(panel), "--by", "province", "--by", "county", "--engine", engine]
    command += ["--plan", str(tmp_path / "mixed.plan.yaml")]
    document = json.loads(run(*command, "--format", "json").out)
    jsonschema.validate(document, schema_of("panel"))
    assert (document["summary"]["entities"], document["summary"]["rows"]) == (3, 7)
    ups = [group for group in document["groups"] if group["indicator"] == "up"]
    assert {group["province"]: group["counts"] for group in ups if "province" in group} == {
        "hn": {"on_track": 1, "missing": 1}, "hb": {"missing": 1},
    }  # fmt: skip
    facts = {found["code"]: found["facts"] for found in document["diagnostics"]}
    assert facts["PLN360"] == {"count": 2, "names": ["hb c", "hn b"], "more": 0, "year": 2023}
    # All are held against the plan's own numbers, and that is said.
    assert facts["PLN368"] == {"count": 3}
    assert facts["PLN361"] == {"count": 2, "names": ["hn Total", "hn 合计"], "more": 0, "year": 2023}
    table = run(*command).out
    assert "hb c" in table
    assert "province" in table
    assert "0 more" not in run(*command, "--lang", "en").out


@pytest.mark.parametrize("engine", LOCAL)
def test_a_category_of_the_profile_is_kept(plan: Plan, tmp_path: Path, run: Run, engine: str) -> None:
    """-o and the entities furthest behind have the office's own word beside the status."""
    panel = written(tmp_path / "panel.csv", [("a", "up", 2023, 2400)])
    command = ["check", "2023", str(panel), "--by", "county", "--profile", "eurostat", "--engine", engine]
    command += ["--plan", str(tmp_path / "mixed.plan.yaml"), "--format", "json", "-o", str(tmp_path / "r.csv")]
    (worst,) = json.loads(run(*command).out)["worst"]
    frame = polars.read_csv(tmp_path / "r.csv").filter(polars.col("indicator") == "up")
    assert frame["category"].to_list() == [worst["category"]]
    assert worst["category"]


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("baselines", ["plan", "own"])
def test_what_a_panel_cannot_judge_has_a_reason(tmp_path: Path, engine: str, baselines: str) -> None:
    """A total, and a growth compared with another; of the base year nothing is asked, whatever its baseline."""
    text = indicator_plan(
        "id: sum, name: Sum, target: {kind: total, value: 50}",
        "id: faster, name: Faster, baseline: 100, target: {kind: growth, rate: 1, than: grow}",
        "id: grow, name: Grow, target: {kind: growth, rate: 5}",
    )
    plan = plan_in(tmp_path, text)
    rows = [("a", id, year, 100) for id in ("sum", "faster", "grow") for year in (2020, 2023)]
    panel, results = written(tmp_path / "p.csv", rows), tmp_path / "r.parquet"
    told = {}
    for year in (2020, 2023):
        api.check_panel(plan, panel, year, ["county"], engine=engine, baselines=baselines, output=str(results))
        frame = polars.read_parquet(results)
        told[year] = {
            id: (status, reason) for id, status, reason in frame.select("indicator", "status", "reason").rows()
        }
    assert {status for status, _ in told[2020].values()} == {"not_due"}
    assert told[2023]["sum"] == ("not_assessable", "panel_total")
    assert told[2023]["faster"] == ("not_assessable", "than_unknown")


def test_a_figure_is_shown_as_in_the_ordinary_check(tmp_path: Path, run: Run) -> None:
    """Half away from zero: a milestone of 4.5 at no decimals is 5 in both."""
    file = tmp_path / "half.plan.yaml"
    text = "format: 1\nid: h\ntitle: H\nbase_year: 2020\ntarget_year: 2022\nindicators:\n"
    file.write_text(
        f"{text}  - {{id: a, name: A, path: linear, baseline: 2, target: 7, decimals: 0}}\n", encoding="utf-8"
    )
    panel = written(tmp_path / "p.csv", [("x", "a", 2021, "3")])
    shown = run("check", "2021", str(panel), "--by", "county", "--plan", str(file)).out
    assert " 5 " in next(line for line in shown.splitlines() if line.startswith("A") and "x" in line)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_table_for_people(plan: Plan, tmp_path: Path, run: Run, language: str) -> None:
    """Counts, who is furthest behind, and what could not be used, in the reader's language."""
    panel = tmp_path / "bad.csv"
    panel.write_text(BAD + "up,2023,h,5,,\n", encoding="utf-8")
    options = ("--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml"), "--lang", language)
    out = run("check", "2023", str(panel), *options, "--width", "200").out
    for said in {"en": ("Furthest behind", "unknown indicator (1)"), "zh": ("滞后最严重", "未知指标（1）")}[language]:
        assert said in out
    # A long place may be folded.
    assert "bad.csv:6" in "".join(out.split())


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


@pytest.mark.parametrize("engine", LOCAL)
def test_a_unit_in_the_heading_of_the_values_counts_for_all(plan: Plan, tmp_path: Path, engine: str) -> None:
    """``value (万元)``: engines compare figures as they stand, so the ordinary check reads them."""
    panel, results = tmp_path / "panel.csv", tmp_path / "results.csv"
    panel.write_text("county,indicator,year,value (万元)\na,up,2023,36000000\n", encoding="utf-8")
    report = api.check_panel(plan, panel, 2023, ["county"], engine=engine, indicators=["up"], output=str(results))
    assert isinstance(report, PanelReport)
    (row,) = csv.DictReader(results.read_text(encoding="utf-8").splitlines())
    assert (report.engine, row["value"], row["status"]) == ("check", "3600.0", "on_track")


@pytest.mark.parametrize("engine", LOCAL)
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
    monkeypatch.setattr("plan_cli.panel.engines.find_spec", lambda name: None)
    ran = run("check", "2023", str(written(tmp_path / "p.csv", [])), "--by", "county", "--engine", "duckdb")
    assert ran.code == 2
    assert "pip install 'target-path[duckdb]'" in ran.err


def test_no_verdict_rounds_or_raises_to_a_power() -> None:
    """The text that engines run has comparisons, one product and its spare; the formulas stand elsewhere."""
    text = Path("src/plan_cli/panel/query.py").read_text(encoding="utf-8")
    assert not [word for word in ("round(", " ** ", ".pow(", ".sqrt(", ".exp(", ".log(") if word in text]
    assert ULPS == 4 * 2.0**-52
