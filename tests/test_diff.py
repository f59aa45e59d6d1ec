"""``plan diff``: what changed from one plan, or one check, to another."""

import json
from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from plan_cli import diff
from plan_cli.report.records import schema_of

HEAD = "format: 1\nid: p\ntitle: P\nbase_year: 2020\ntarget_year: 2025\nindicators:\n"
OLD = "id: x, name: X, unit: t, baseline: 100, target: 150"


@pytest.fixture
def plans(tmp_path: Path):
    """Writes an old and a new plan with one indicator each."""

    def write(old: str, new: str) -> list[str]:
        names = []
        for name, text in (("old", old), ("new", new)):
            (tmp_path / f"{name}.plan.yaml").write_text(f"{HEAD}  - {{{text}}}\n")
            names.append(str(tmp_path / f"{name}.plan.yaml"))
        return names

    return write


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD.replace("150", "140"), ("target", "weaker")),
        (OLD.replace("150", "160"), ("target", "stronger")),
        (f"{OLD}, attribute: binding", ("attribute", "stronger")),
        (f"{OLD}, tolerance: 2", ("tolerance", "weaker")),
        (f"{OLD}, path: linear", ("path", "changed")),
        (OLD.replace("100", "101"), ("baseline", "changed")),
        (OLD.replace("target: 150", "target: {kind: level, value: 150, year: 2026}"), ("target_year", "weaker")),
    ],
)
def test_what_a_plan_asks_differs(run: Run, plans, new: str, expected: tuple[str, str]) -> None:
    """Each difference has the key of the plan file and what it does to what is asked; --fail-on weaker minds the easier."""
    files = plans(OLD, new)
    document = json.loads(run("diff", *files, "--format", "json").out)
    jsonschema.validate(document, schema_of("diff"))
    assert [(each["field"], each["effect"]) for each in document["differences"]] == [expected]
    assert run("diff", *files).code == 0
    assert run("diff", *files, "--fail-on", "weaker").code == (expected[1] == "weaker")
    assert run("diff", *files, "--fail-on", "any").code == 1


BUDGET = "direction: decrease, target: {kind: total, value: 9"
BAND = "target: {kind: band, low: 8, high: 12}"
YEARS = "target: {kind: milestones, values: {2021: 5, 2022: 7, 2025: 9}}"
RANGE = "baseline: 3, target: {kind: level, value: {low: 6, high: 7}, operator: within}"
REVISED = "baseline: 3, target: 9, revisions: [{date: 2023-01-01, target: 8, source: s}]"


@pytest.mark.parametrize(
    ("old", "new", "field", "effect"),
    [
        (BAND, BAND.replace("8", "9"), "target", "stronger"),
        (BAND, BAND.replace("8", "7").replace("12", "13"), "target", "weaker"),
        (BAND, BAND.replace("low: 8, ", ""), "target", "weaker"),
        (BAND, BAND.replace("8", "7").replace("12", "11"), "target", "changed"),
        (YEARS, YEARS.replace("2022: 7", "2022: 6"), "target", "weaker"),
        (YEARS, YEARS.replace("2022: 7", "2023: 7"), "target", "changed"),
        (RANGE, RANGE.replace("7", "8"), "target", "weaker"),
        (REVISED, REVISED.replace("8", "7"), "target", "weaker"),
        (f"{BUDGET}}}", f"{BUDGET}, year: 2026}}", "target_year", "stronger"),
        (f"{BAND[:-1]}, year: 2024}}", BAND, "target_year", "stronger"),
        ("target: {kind: total, value: 9}", "target: {kind: total, value: 9, year: 2026}", "target_year", "weaker"),
        ("target: {kind: growth, rate: 9}", "target: {kind: growth, rate: 9, year: 2026}", "target_year", "changed"),
        (f"{BUDGET}, operator: less_than}}", f"{BUDGET}}}", "operator", "weaker"),
        ("target: {kind: total, value: 9}", "target: {kind: total, value: 9, operator: more_than}", "operator", "stronger"),
        ("target: {kind: total, value: 9}", "target: {kind: total, value: 9, operator: exactly}", "operator", "changed"),
        ("target: {kind: growth, rate: 1, than: y}", "target: {kind: growth, rate: 1, than: z}", "target", "changed"),
        ("target: {kind: total, value: 9}", "target: {kind: total, value: 9, weights: {2021: 1, 2025: 9}}", "target", "changed"),
        ("baseline: 3, target: 9, tolerance: 1", "baseline: 3, target: 9, tolerance: 1%", "tolerance", "changed"),
        (
            "baseline: 3, target: 9, path: {shape: steps, values: {2022: 5}}",
            "baseline: 3, target: 9, path: {shape: steps, values: {2022: 4}}", "path", "changed",
        ),
        ("baseline: 3, target: 9", "baseline: 3, target: 9, nature: stock", "nature", "changed"),
        ("target: {kind: total, value: 9}", "target: {kind: total, value: 9}, reported: cumulative", "reported", "changed"),
    ],
)  # fmt: skip
def test_no_part_of_a_target_changes_unseen(
    run: Run, tmp_path: Path, old: str, new: str, field: str, effect: str
) -> None:
    """Bounds, dated values, ends of ranges, revisions, tolerances and paths count as the last number does."""
    others = "".join(f"  - {{id: {id}, name: {id}, unit: t, baseline: 1, target: 2}}\n" for id in "yz")
    files = [tmp_path / "old.plan.yaml", tmp_path / "new.plan.yaml"]
    for file, text in zip(files, (old, new), strict=True):
        file.write_text(f"{HEAD}  - {{id: x, name: X, unit: t, {text}}}\n{others}")
    names = [str(file) for file in files]
    document = json.loads(run("diff", *names, "--format", "json").out)
    assert (field, effect) in [(each["field"], each["effect"]) for each in document["differences"]]
    assert run("diff", *names, "--fail-on", "any").code == 1


def test_less_is_better_the_other_way_round(run: Run, plans) -> None:
    """Of a target to fall to, the lower one is the harder."""
    fall = "id: x, name: X, unit: t, direction: decrease, baseline: 100, target: 50"
    document = json.loads(run("diff", *plans(fall, fall.replace("50", "40")), "--format", "json").out)
    assert [each["effect"] for each in document["differences"]] == ["stronger"]


def test_added_and_dropped(run: Run, plans) -> None:
    """A target that is gone is weaker, one that is new is not."""
    files = plans(OLD, OLD.replace("id: x", "id: y"))
    document = json.loads(run("diff", *files, "--format", "json").out)
    assert [(each["id"], each["field"]) for each in document["differences"]] == [("y", "added"), ("x", "dropped")]
    assert run("diff", *files, "--fail-on", "weaker").code == 1
    assert run("diff", files[0], files[0], "--fail-on", "any").code == 0


@pytest.mark.parametrize(
    ("old", "new", "options", "causes"),
    [
        ("x,2023,130", "x,2023,110", [], ["revised_figure"]),
        ("x,2022,130", "x,2023,130", [], ["new_figure"]),
        ("x,2023,128", "x,2023,128", ["--path", "linear"], ["options"]),
    ],
)
def test_a_verdict_changed_because_of_something(
    run: Run, plans, tmp_path: Path, old: str, new: str, options: list[str], causes: list[str]
) -> None:
    """Two results of ``plan check`` are compared from their JSON alone."""
    plan = plans(OLD, OLD)[0]
    results = []
    for name, text, more in (("a", old, ["--path", "compound"] if options else []), ("b", new, options)):
        (tmp_path / f"{name}.csv").write_text(f"indicator,year,value\n{text}\n")
        result = str(tmp_path / f"{name}.json")
        run("check", "2023", str(tmp_path / f"{name}.csv"), "--plan", plan, *more, "-o", result)
        results.append(result)
    document = json.loads(run("diff", *results, "--format", "json").out)
    jsonschema.validate(document, schema_of("changes"))
    assert [each["causes"] for each in document["changes"]] == [causes]
    assert run("diff", results[0], results[0]).code == 0


@pytest.mark.parametrize(
    ("target", "figures", "profile", "causes"),
    [
        ("target: 150, tolerance: 20", "x,2023,118,\n", "milestone", ["plan"]),
        ("target: 150, path: {shape: compound, cap: 115}", "x,2023,118,\n", "milestone", ["plan"]),
        ("target: 150, decimals: 3", "x,2023,80,\n", "milestone", ["revised_figure", "plan"]),
        ("target: 150", "x,2023,118,2023-H1\n", "milestone", ["figure_period"]),
        ("target: 150", "x,2018,60,\nx,2022,80,\nx,2023,118,\n", "destatis", ["other_figures"]),
        ("target: {kind: band, low: 0, than: z}", "x,2023,118,\nz,2023,110,\n", "milestone", ["other_figures"]),
    ],
)
def test_no_verdict_changes_unexplained(
    run: Run, plans, tmp_path: Path, target: str, figures: str, profile: str, causes: list[str]
) -> None:
    """Also where the figure, the target and the baseline are the same."""
    other = "id: z, name: Z, unit: t, baseline: 100, target: 150, nature: stock"
    usual = target if "band" in target else "target: 150"
    before, after = plans(
        *(f"id: x, name: X, unit: t, baseline: 100, {each}}}\n  - {{{other}" for each in (usual, target))
    )
    results = []
    for name, plan, rows in (("a", before, "x,2023,118,\nz,2023,120,\n"), ("b", after, figures)):
        (tmp_path / f"{name}.csv").write_text("indicator,year,value,period\n" + rows)
        results.append(str(tmp_path / f"{name}.json"))
        run("check", "2023", str(tmp_path / f"{name}.csv"), "--plan", plan, "--profile", profile, "-o", results[-1])
    changes = json.loads(run("diff", *results, "--format", "json").out)["changes"]
    assert {each["id"]: each["causes"] for each in changes}["x"] == causes


def test_a_plan_and_a_result_are_not_compared(run: Run, plans, tmp_path: Path) -> None:
    """Exit 2, and both ways out."""
    plan = plans(OLD, OLD)[0]
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,130\n")
    run("check", "2023", str(tmp_path / "a.csv"), "--plan", plan, "-o", str(tmp_path / "a.json"))
    ran = run("diff", plan, str(tmp_path / "a.json"))
    assert (ran.code, ran.out) == (2, "")
    assert "two plans" in ran.err


def test_a_bound_is_part_of_the_figure(run: Run, plans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was reported as >130 is not 130."""
    monkeypatch.chdir(tmp_path)
    old, _ = plans(OLD, OLD)
    for name, figure in (("a", "120"), ("b", ">130")):
        Path(f"{name}.csv").write_text(f"indicator,year,value\nx,2023,{figure}\n", encoding="utf-8")
        run("check", "2023", f"{name}.csv", "--plan", old, "-o", f"{name}.json")
    assert "another figure (120 → >130)" in run("diff", "a.json", "b.json").out


@pytest.mark.parametrize(
    "document",
    [
        {"schema": "plan.panel/1"}, {"schema": "plan.check/1"}, {"schema": "plan.check/1", "results": [None]},
        {"results": [None]}, {"results": [{"id": "x"}]}, {"results": [{"id": "x", "name": "X", "actual": 1, "status": "fine"}]},
        {"inputs": [3]}, {"plan": None}, {"results": {}},
    ],
    ids=str,
)  # fmt: skip
def test_a_result_that_somebody_changed_is_no_result(
    run: Run, plans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: dict[str, object]
) -> None:
    """Nor is another document of the program; it is named, and nothing is compared."""
    old, _ = plans(OLD, OLD)
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("indicator,year,value\nx,2023,130\n", encoding="utf-8")
    check = ["check", "2023", "a.csv", "--plan", old]
    run(*check, "-o", "good.json")
    whole = {} if "schema" in document else json.loads(Path("good.json").read_text(encoding="utf-8"))
    Path("bad.json").write_text(json.dumps(whole | document), encoding="utf-8")
    for words in (["diff", "bad.json", "good.json"], [*check, "--since", "bad.json"]):
        ran = run(*words)
        assert (ran.code, "bad.json is not a result of plan check" in ran.err) == (2, True), ran.err
    with pytest.raises(TypeError):
        diff(whole | document, whole or document)


def test_since_puts_the_earlier_verdict_beside_the_new_one(run: Run, plans, tmp_path: Path) -> None:
    """In the table a column, in JSON ``previous``; what is no result of a check is refused."""
    plan = plans(OLD, OLD)[0]
    for name, value in (("a", 130), ("b", 90)):
        (tmp_path / f"{name}.csv").write_text(f"indicator,year,value\nx,2023,{value}\n")
    earlier = str(tmp_path / "a.json")
    run("check", "2023", str(tmp_path / "a.csv"), "--plan", plan, "-o", earlier)
    call = ["check", "2023", str(tmp_path / "b.csv"), "--plan", plan, "--since", earlier]
    document = json.loads(run(*call, "--format", "json").out)
    jsonschema.validate(document, schema_of("check"))
    assert document["results"][0]["previous"]["status"] == "on_track"
    line = next(line for line in run(*call, "--lang", "en").out.splitlines() if line.startswith("X "))
    assert line.index("reversing") < line.index("on track")
    assert run(*call[:-1], plan).code == 2
