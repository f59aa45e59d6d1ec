"""The public functions, as a script would use them."""

import ast
import copy
import csv
import json
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import plan_cli
from conftest import ROOT, indicator_plan
from plan_cli import PlanError, Status, api, check, forecast, load_plan, milestones, read_actuals, validate
from plan_cli.model.plan import Plan
from plan_cli.profiles.built_in import PROFILES
from plan_cli.render.json import document

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_script_of_four_lines() -> None:
    """Load, read, lay, check: values in, values out, decimals throughout."""
    loaded = load_plan("data/targets.yaml")
    assert loaded.plan is not None
    actuals = read_actuals("data/actuals/changsha.csv", loaded.plan)
    report = check(loaded.plan, actuals, 2023)
    trade = report.results[0]
    assert (trade.indicator.id, trade.status) == ("trade-total", Status.OFF_TRACK)
    assert isinstance(trade.milestone, Decimal)
    laid = milestones(loaded.plan, path="linear", indicators=["trade-total"])
    assert laid.results[0].values[2023] == 3760


def test_what_is_wrong_with_a_call_is_said() -> None:
    """A year outside the plan and an unknown id are errors of the caller."""
    plan = load_plan("data/targets.yaml").plan
    assert plan is not None
    actuals = read_actuals("data/actuals/changsha.csv", plan)
    with pytest.raises(ValueError, match="2020 to 2025"):
        check(plan, actuals, 1999)
    with pytest.raises(ValueError, match="'2023' is not a year"):
        check(plan, actuals, "2023")  # type: ignore[arg-type]
    with pytest.raises(KeyError, match="did you mean 'fdi'"):
        milestones(plan, indicators=["fdii"])
    with pytest.raises(KeyError, match=r"'eurostatt': .*eurostat"):
        check(plan, actuals, 2023, profile="eurostatt")
    for judged in (check, forecast):
        year = (2023,) if judged is check else ()
        with pytest.raises(TypeError, match="load_plan"):
            judged("data/targets.yaml", actuals, *year)  # type: ignore[operator]
        with pytest.raises(TypeError, match="read_actuals"):
            judged(plan, "data/actuals/changsha.csv", *year)  # type: ignore[operator]
    loaded: Any = load_plan("data/targets.yaml")
    with pytest.raises(KeyError, match="did you mean 'fdi'"):
        plan.with_target("fdii", 3)
    with pytest.raises(TypeError, match="not int"):
        load_plan(3)  # type: ignore[call-overload]
    for needs_plan in (milestones, lambda plan: read_actuals("data/actuals/changsha.csv", plan)):
        with pytest.raises(TypeError, match=r"strict=True.*not Loaded"):
            needs_plan(loaded)


def test_figures_are_shown_in_a_line() -> None:
    """A notebook's cell that ends in them is no wall of text."""
    plan = load_plan("data/targets.yaml", strict=True)
    assert repr(read_actuals("data/actuals/changsha.csv", plan)) == "<Actuals: 32 figures of 11 indicators>"


@pytest.mark.parametrize("profile", ["destatis", "statcan", "healthy-people-2030"])
@pytest.mark.parametrize("judge", [api.check_panel, api.rank_panel])
def test_a_panel_is_not_judged_by_rules_that_need_a_series(judge: Any, profile: str, tmp_path: Path) -> None:
    """Earlier years and standard errors are not read in a panel: such rules are refused, not bent."""
    plan = load_plan("data/targets.yaml").plan
    panel = tmp_path / "panel.csv"
    panel.write_text("county,indicator,year,value\na,trade-total,2023,3000\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"{profile} needs earlier years"):
        judge(plan, panel, 2023, ["county"], profile=profile)


def test_a_file_that_is_not_there_raises_as_python_does(tmp_path: Path) -> None:
    """What is *in* a file is a diagnostic; with ``strict`` an unsound plan is an error that lists them."""
    plan = load_plan("data/targets.yaml", strict=True)
    for call in (load_plan, validate, lambda file: read_actuals(file, plan)):
        with pytest.raises(FileNotFoundError, match=r"none\.yaml"):
            call("none.yaml")
        with pytest.raises(IsADirectoryError):
            call(tmp_path)
    unsound = b"format: 1\nid: t\ntitle: T\nbase_year: 2020\nindicators: []\n"
    assert load_plan(unsound).plan is None
    with pytest.raises(PlanError, match="target_year") as caught:
        load_plan(unsound, strict=True)
    assert len(caught.value.diagnostics) >= 2


def test_figures_in_memory_are_read_as_a_file_is() -> None:
    """Bytes, rows of dicts, pandas, Polars: the same verdicts; missing values are missing, digits stay."""
    import pandas
    import polars

    plan = load_plan("data/harbour/plan.yaml", strict=True)
    file = Path("data/harbour/actuals.csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    expected = [(result.status, result.actual) for result in check(plan, read_actuals(file, plan), 2025).results]
    frames = pandas.DataFrame(rows).replace("", float("nan")), polars.DataFrame(rows)
    for figures in (file.read_bytes(), rows, iter(rows), *frames):
        report = check(plan, read_actuals(figures, plan), 2025)
        assert [(result.status, result.actual) for result in report.results] == expected
    numbers = pandas.DataFrame({"indicator": ["co2"], "year": [2025], "value": [47.7]})
    assert str(check(plan, read_actuals(numbers, plan), 2025, indicators=["co2"]).results[0].actual) == "47.7"
    for nonsense in (5, None, {"indicator": "co2"}, [1, 2]):
        with pytest.raises(TypeError):
            read_actuals(nonsense, plan)  # type: ignore[arg-type]


def test_a_frame_is_read_as_it_prints() -> None:
    """Named rows are columns, single precision has its own digits, a column twice is refused as in any file."""
    import numpy
    import pandas
    import polars

    plan = load_plan("data/harbour/plan.yaml", strict=True)
    frame = pandas.DataFrame({"indicator": ["co2"] * 3, "year": [2023, 2024, 2025], "value": [49.7, 12345678, None]})
    single = frame.astype({"value": "float32"})
    wide = pandas.DataFrame([["co2", 49.7, 12345678, None]], columns=["indicator", 2023, 2024, 2025])
    forms = (
        frame, single, frame.astype({"value": "Float32", "indicator": "category"}), frame.set_index("indicator"),
        frame.set_index(["indicator", "year"]), frame.pivot(index="indicator", columns="year", values="value"), wide,
        polars.from_pandas(single), [{**row, "value": numpy.float32(row["value"])} for row in frame.to_dict("records")],
    )  # fmt: skip
    for figures in forms:
        assert [row.value for row in read_actuals(figures, plan).rows][:1] == [Decimal("49.7")], figures
    twice = pandas.DataFrame([["co2", 2025, 1, 2]], columns=["indicator", "year", "value", "value"])
    for figures in (twice, [{"indicator": "co2", 2025: 1, "2025": 2}]):
        assert [found.code for found in read_actuals(figures, plan).diagnostics] == ["PLN309"]


def test_reports_are_frames_and_show_themselves() -> None:
    """One row for each row of the CSV file; a short repr; a table in a notebook and in rich."""
    from rich.console import Console

    plan = load_plan("data/harbour/plan.yaml", strict=True)
    actuals = read_actuals("data/harbour/actuals.csv", plan)
    for report in (check(plan, actuals, 2025), milestones(plan), plan_cli.forecast(plan, actuals)):
        dicts = report.to_dicts()
        assert len(dicts) == len(report.to_pandas()) == len(report.to_polars()) >= 14
        assert list(dicts[0]) == list(report.to_pandas().columns)
        assert len(repr(report)) < 200
        assert "Containers handled" in report._repr_html_()
        console = Console(width=200)
        with console.capture() as shown:
            console.print(report)
        assert "Containers handled" in shown.get()
    assert check(plan, actuals, 2025).to_dicts()[0]["milestone"] == pytest.approx(998.2, abs=0.1)
    checked = check(plan, actuals, 2025)
    for shown in (plan, plan.indicators[0], actuals, checked.results[0], plan_cli.full_report(plan, actuals, 2025)):
        assert len(repr(shown)) < 200


def test_what_is_no_argument_is_refused() -> None:
    """A wrong word is named, never taken for the usual one; one id may stand alone."""
    plan = load_plan("data/harbour/plan.yaml", strict=True)
    actuals = read_actuals("data/harbour/actuals.csv", plan)
    wrong: dict[str, tuple[type[Exception], Any]] = {
        "against": (ValueError, "first"), "path": (KeyError, "curved"), "profile": (KeyError, "none"),
        "indicators": (KeyError, ["none"]), "period": (TypeError, "2025-Q2"), "as_of": (TypeError, "2025-01-31"),
    }  # fmt: skip
    for name, (error, value) in wrong.items():
        with pytest.raises(
            error, match=str(value[0]) if name == "indicators" else name if error is TypeError else value
        ):
            check(plan, actuals, 2025, **{name: value})
    assert [each.indicator.id for each in check(plan, actuals, 2025, indicators="co2").results] == ["co2"]
    for options in ({"year": 1999}, {"format": "ods"}):
        with pytest.raises(ValueError):
            plan_cli.template(plan, **options)  # type: ignore[arg-type]
    assert plan_cli.template(plan, year=2025).startswith(b"indicator,year,value")


@pytest.mark.parametrize("name", PROFILES)
def test_what_a_script_holds_can_be_copied_and_pickled(name: str) -> None:
    """Plans, figures and reports under every profile, as multiprocessing and caches do it; what is shown is the same."""
    plan = load_plan("data/targets.yaml", strict=True)
    actuals = read_actuals("data/actuals/changsha.csv", plan)
    report = check(plan, actuals, 2023, profile=name)
    growth = replace(report, results=_in_rates(name))
    held = (plan, actuals, report, growth, report.results[0], forecast(plan, actuals), milestones(plan), PROFILES[name])
    for each in held:
        for other in (pickle.loads(pickle.dumps(each)), copy.copy(each), copy.deepcopy(each)):
            assert repr(other) == repr(each)
            assert not hasattr(each, "to_dicts") or other.to_dicts() == each.to_dicts()


def _in_rates(profile: str) -> Any:
    """The verdict on a target that is judged in rates, which has lines of its own scale."""
    text = "id: g, name: G, unit: t, target: {kind: growth, rate: 5}"
    loaded = load_plan(indicator_plan(text).encode(), strict=True)
    rows = [{"indicator": "g", "year": year, "value": 6, "measure": "growth"} for year in range(2021, 2024)]
    return check(loaded, read_actuals(rows, loaded), 2023, profile=profile).results


def test_two_states_are_compared() -> None:
    """Two plans, two reports, or a report and the document of an earlier one."""
    plan = load_plan("data/harbour/plan.yaml", strict=True)
    actuals = read_actuals("data/harbour/actuals.csv", plan)
    other = plan.with_target("containers", 1250)
    (difference,) = plan_cli.diff(plan, other).differences
    assert (difference.indicator.id, difference.effect) == ("containers", "stronger")
    before, after = check(plan, actuals, 2025), check(other, actuals, 2025)
    for earlier in (before, json.loads(document(before.to_record()))):
        assert [each.record["id"] for each in plan_cli.diff(earlier, after).changes] == ["containers"]
        assert plan_cli.diff(earlier, before).changes == ()
        assert len(repr(plan_cli.diff(earlier, after))) < 200
    assert len(repr(plan_cli.diff(plan, other))) < 200
    for nonsense in ((plan, before), (before, None), ({}, {})):
        with pytest.raises(TypeError):
            plan_cli.diff(*nonsense)


def test_a_what_if_is_the_plan_that_says_so() -> None:
    """With its decimals, and whatever was revised; what such a plan could not say is refused."""

    def plan_with(target: str) -> Plan:
        text = indicator_plan(f"id: x, name: X, unit: t, baseline: 10, target: {target}")
        return load_plan(text.encode(), strict=True)

    def line(plan: Plan) -> Any:
        return check(plan, read_actuals([{"indicator": "x", "year": 2023, "value": 12}], plan), 2023).results[0].line

    assert line(plan_with("20").with_target("x", 15.4)) == line(plan_with("15.4"))
    revised = plan_with("20, revisions: [{date: 2022-01-01, source: s, target: 18}]")
    assert line(revised.with_target("x", 30)) == line(plan_with("30"))
    for wrong in (float("nan"), float("inf"), True, "many", 5):
        with pytest.raises(ValueError, match=r"number|side"):
            plan_with("20").with_target("x", wrong)


def test_a_what_if_changes_one_target() -> None:
    """Floats are welcome; the plan itself stays as it is."""
    plan = load_plan("data/harbour/plan.yaml", strict=True)
    actuals = read_actuals("data/harbour/actuals.csv", plan)
    easier = plan.with_target("co2", 57.5)
    assert [check(each, actuals, 2025, indicators=["co2"]).results[0].status for each in (plan, easier)] == [
        Status.OFF_TRACK, Status.ACHIEVED,
    ]  # fmt: skip
    with pytest.raises(KeyError):
        plan.with_target("nope", 1)
    with pytest.raises(ValueError, match="single value"):
        plan.with_target("east-quay", 1)


@pytest.mark.parametrize("name", ["docs/python.md", "docs/zh/python.md"])
def test_the_page_on_python_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its blocks one after the other, from a folder that ``plan example harbour`` wrote; each prints what follows it."""
    shutil.copytree("data/harbour", tmp_path / "harbour")
    page = Path(name).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code, expected in re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", page, re.DOTALL):
        exec(compile(code, name, "exec"), names)
        assert capsys.readouterr().out == expected


def test_everything_public_is_there() -> None:
    """What ``__all__`` names is in ``dir``, can be imported, says what it is, and is told to type checkers."""
    assert dir(plan_cli) == sorted(plan_cli.__all__)
    for name in plan_cli.__all__:
        assert getattr(plan_cli, name).__doc__, name
    with pytest.raises(AttributeError):
        _ = plan_cli.nonsense
    imports = (node for node in ast.walk(ast.parse(Path(plan_cli.__file__).read_text("utf-8"))))
    typed = {alias.name for node in imports if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert {*plan_cli.__all__} - typed == {"__version__"}


@pytest.mark.parametrize("name", plan_cli.__all__)
def test_no_public_docstring_names_an_inner_module(name: str) -> None:
    """A reader of the library's help needs ``plan_cli`` alone."""
    documented = getattr(plan_cli, name)
    members = [documented, *vars(documented).values()] if isinstance(documented, type) else [documented]
    for member in members:
        assert not re.search(r"plan_cli\.[a-z]|``(?!plan_cli)\w+\.\w+``", getattr(member, "__doc__", None) or ""), (
            member
        )


def test_the_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As it stands there, from the top of the repository."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "off_track"


@pytest.mark.slow
def test_the_example_of_the_readme_is_typed(tmp_path: Path) -> None:
    """``mypy --strict`` has nothing to say about it."""
    pytest.importorskip("mypy", reason="pip install mypy")
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    script = tmp_path / "example.py"
    script.write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", str(script)]
    checked = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert checked.returncode == 0, checked.stdout
