"""The command line: exit codes, discovery, and how trouble is told."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, Run, indicator_plan
from plan_cli import __version__
from plan_cli.cli import commands
from plan_cli.examples import EXAMPLES
from plan_cli.profiles import Status

ACTUALS = "data/actuals/changsha.csv"
NAMES = sorted(path.stem for path in Path(commands.__path__[0]).glob("[a-z]*.py"))
PLAN = [sys.executable, "-m", "plan_cli"]


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ["check", "2023", ACTUALS]),
        (1, ["check", "2023", ACTUALS, "--fail-on", "any"]),
        (0, ["check", "2023", ACTUALS, "--fail-on", "never"]),
        (3, ["check", "2024", ACTUALS, "--indicator", "europe-trains"]),
        (0, ["check", "2024", ACTUALS, "--indicator", "europe-trains", "--allow-empty"]),
        (2, ["check", "1999", ACTUALS]),
        (2, ["check", "2023", "no-such-file.csv"]),
        (2, ["check", "2023", "no-such-file.csv", "--fail-on", "never"]),
        (2, ["check", "2023", "data"]),
        (2, ["check", "2023", ACTUALS, "--nope"]),
        (2, ["check", "2023", ACTUALS, "--format", "xml"]),
        (2, ["check", "2023", ACTUALS, "--indicator", "trade-totl"]),
        (2, ["check", "2023", ACTUALS, "--path", "curved"]),
        (2, ["check", "2023", ACTUALS, "-o", "/nonexistent/x.json"]),
        (2, ["check", "2023", ACTUALS, "-o", "x.unknown"]),
        (2, ["val"]),
        (2, []),
        (0, ["validate"]),
        (2, ["validate", "no-such-plan.yaml"]),
        (0, ["validate", "data"]),
        (2, ["validate", "bench"]),
        (0, ["explain", "PLN201"]),
        (2, ["explain", "PLN999"]),
        (0, ["explain", "exit-codes"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_code(run: Run, code: int, arguments: list[str]) -> None:
    """Each way a run can end has its code, and none shows a traceback."""
    ran = run(*arguments)
    assert (ran.code, "Traceback" in ran.err + ran.out) == (code, False)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_that_cannot_be_opened_is_told_once(run: Run, language: str) -> None:
    """One trouble, one line: the closing message does not repeat the diagnostic above it."""
    assert run("check", "2023", "no-such-file.csv", "--lang", language).err.count("no-such-file.csv") == 1


def test_what_could_not_run_leaves_stdout_empty(run: Run) -> None:
    """A message goes to stderr; nothing that a script could take for a result is printed."""
    ran = run("check", "2023", "no-such-file.csv")
    assert ran.out == ""
    assert "no-such-file.csv" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "'check'"),
        (["check", "--fromat", "json"], "--format"),
        (["check", "2023", ACTUALS, "--indicator", "trade-totl"], "trade-total"),
        (["check", "abc", ACTUALS], "2020"),
        (["check", "2023", ACTUALS, "--format", "xml"], "markdown"),
        (["explain", "PLN999"], "PLN"),
    ],
)
def test_a_slip_is_met_with_the_nearest_known(run: Run, arguments: list[str], said: str) -> None:
    """A misspelt command, option, id or value is told what was probably meant, or what there is."""
    assert said in run(*arguments).err


def test_an_unsound_plan_stops_a_check(run: Run, tmp_path: Path) -> None:
    """Every mistake in the plan is told, and the exit code is 2; ``validate`` of it is 1."""
    plan = tmp_path / "bad.plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, target: yes", "id: x, name: Y, traget: 5"))
    ran = run("check", "2023", ACTUALS, "--plan", str(plan))
    assert ran.code == 2
    assert "PLN103" in ran.err
    assert "did you mean 'target'" in ran.err
    assert run("validate", str(plan)).code == 1


def test_binding_behind_fails_and_anticipatory_does_not(run: Run, tmp_path: Path) -> None:
    """0 or 1 by attribute and ``--fail-on``: binding, any, never."""
    actuals = tmp_path / "a.csv"
    actuals.write_text("indicator,year,value\nx,2023,1\n")
    expected = {"binding": (1, 1, 0), "anticipatory": (0, 1, 0)}
    for attribute, codes in expected.items():
        plan = tmp_path / f"{attribute}.yaml"
        plan.write_text(indicator_plan(f"id: x, name: X, baseline: 10, target: 20, attribute: {attribute}"))
        got = [
            run("check", "2023", str(actuals), "--plan", str(plan), "--fail-on", line).code
            for line in ("binding", "any", "never")
        ]
        assert tuple(got) == codes


def test_bad_data_is_1_and_the_good_rows_are_judged(run: Run, tmp_path: Path) -> None:
    """One bad row never hides the good ones."""
    actuals = tmp_path / "a.csv"
    actuals.write_text(
        "indicator,year,value\ntrade-total,2023,3600\nfdi,2023,12,34\ntrade_total,2023,5\nfdi,2022,#N/A\n"
    )
    ran = run("check", "2023", str(actuals), "--format", "json")
    document = json.loads(ran.out)
    assert (ran.code, document["exit_code"]) == (1, 1)
    assert document["results"][0]["status"] == "on_track"
    assert [d["code"] for d in document["diagnostics"]] == ["PLN308", "PLN301", "PLN330"]


def write_plan(folder: Path, name: str, id: str, rest: str = "") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    text = indicator_plan("id: x, name: X, baseline: 1, target: 5", rest=rest)
    file.write_text(text.replace("id: t\n", f"id: {id}\n"))
    return file


@pytest.mark.parametrize("name", ["targets.yaml", "data/targets.yaml", "plan.yaml", "a.plan.yaml", "a.plan.yml"])
def test_a_plan_is_found_by_its_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Here, or in a folder above up to the root of the repository; by ``validate DIR`` and the hook too."""
    write_plan(tmp_path, name, "found")
    inner = tmp_path / "deep" / "er"
    inner.mkdir(parents=True)

    def found() -> object:
        return json.loads(run("show", "--format", "json").out).get("plan", {}).get("id")

    monkeypatch.chdir(tmp_path)
    assert found() == "found"
    monkeypatch.chdir(inner)
    assert found() is None
    (tmp_path / ".git").mkdir()
    assert found() == "found"
    assert name in run("validate", str(tmp_path)).out
    assert run("show", "--plan", str(tmp_path)).code == 0
    hook = re.search(r"files: (.*)", (ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook is not None
    assert re.search(hook[1], name)


def test_several_plans_are_a_question(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them is chosen in silence; --plan and $PLAN_FILE choose."""
    monkeypatch.chdir(tmp_path)
    for name in ("targets.yaml", "b.plan.yaml"):
        write_plan(tmp_path, name, name.partition(".")[0])
    ran = run("show")
    assert (ran.code, "targets.yaml" in ran.err, "b.plan.yaml" in ran.err) == (2, True, True)
    for ran in (run("show", "--plan", "b.plan.yaml", PLAN_FILE="targets.yaml"), run("show", PLAN_FILE="b.plan.yaml")):
        assert ran.code == 0


def test_without_a_plan_there_are_three_ways_out(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example is used only by its name."""
    monkeypatch.chdir(tmp_path)
    for command in (["check", "2023", "a.csv"], ["validate"], ["milestones"]):
        ran = run(*command)
        assert ran.code == 2
        assert all(way in ran.err for way in ("--plan", "plan init", "example"))
        assert "Changsha" not in ran.out + ran.err
    assert json.loads(run("show", "--plan", "example", "--format", "json").out)["plan"]["file"] == "example"
    assert run("check", "2023", "--plan", "example").code == 0


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.sampled(4)
def test_an_example_is_written_out_and_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """``plan example`` and the command that it names; nothing is replaced without --force."""
    monkeypatch.chdir(tmp_path)
    assert EXAMPLES[name].check in run("example", name, "--lang", "en").err
    assert run("example", name).code == 2
    assert run("example", name, "--force").code == 0
    monkeypatch.chdir(tmp_path / name)
    assert run("validate").code == 0
    assert run("check", *EXAMPLES[name].check.split()).code in (0, 1)
    packed = (ROOT / "pyproject.toml").read_text()
    for file in EXAMPLES[name].files:
        folder = EXAMPLES[name].folder.partition("/")[0]
        place = f"data/{folder}" if folder else f"data/{file}"
        assert f'"{place}" = "plan_cli/examples/{place.removeprefix("data/")}"' in packed


def test_the_small_example_has_every_status(run: Run) -> None:
    """Whoever learns the program sees each word once."""
    document = json.loads(run("check", "2025", "--plan", "example:harbour", "--format", "json").out)
    assert {result["status"] for result in document["results"]} == {*Status}


def test_the_plan_s_own_actuals_are_used(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``plan check 2023`` alone; a file outside the plan's folder or repository only with --allow-outside."""
    (tmp_path / "a.csv").write_text("indicator,year,value\nx,2023,4\n")
    inner = tmp_path / "inner"
    write_plan(inner, "plan.yaml", "p", "actuals: ../a.csv\n")
    monkeypatch.chdir(inner)
    for command in (["check", "2023"], ["forecast"], ["show", "x"], ["explain", "x", "2023"], ["report"]):
        ran = run(*command)
        assert (ran.code, "a.csv" in ran.err) == (2, True)
        assert run(*command, "--allow-outside").code in (0, 1)
    (tmp_path / ".git").mkdir()
    assert run("check", "2023").code == 0
    write_plan(inner, "plan.yaml", "p")
    assert run("check", "2023").code == 2


def test_options_may_stand_anywhere_after_the_command(run: Run) -> None:
    """Before the positionals or behind them is the same."""
    assert run("check", "--lang", "zh", "2023", ACTUALS).out == run("check", "2023", ACTUALS, "--lang", "zh").out


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [({"LANG": "zh_CN.UTF-8"}, True), ({"LANG": "C"}, False), ({"PLAN_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, True)],
)
def test_the_language_is_the_locale_s(run: Run, environment: dict[str, str], chinese: bool) -> None:
    """$PLAN_LANG before the locale; English where neither says."""
    assert ("年度目标" in run("milestones", **environment).out) is chinese


@pytest.mark.parametrize("name", NAMES)
def test_help_is_the_same_both_ways_and_has_examples(run: Run, name: str) -> None:
    """-h and --help print the same plain text on stdout, with examples that begin with ``plan``."""
    short, long = run(name, "-h", FORCE_COLOR="1"), run(name, "--help", FORCE_COLOR="1")
    assert (short.code, short.out) == (0, long.out)
    assert f"plan {name}" in long.out.partition("Examples:")[2]
    assert not {"\x1b", "╭"} & set(long.out)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sampled(5)
def test_examples_of_help_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Every line under ``Examples:`` is a command that runs, in a folder with this repository's data."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for year in ("2022", "2023"):
        run("check", year, "data/actuals/changsha.csv", "-o", f"{year}.json")
    examples = run(name, "--help").out.partition("Examples:")[2].partition("\nArguments:")[0].partition("\nOptions:")[0]
    commands_shown = re.split(r"(?<!\S)plan ", " ".join(examples.split()))[1:]
    assert commands_shown
    for line in commands_shown:
        assert run(*line.split()).code in (0, 1), line


def test_a_fault_of_ours_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 70, one line that says how to report it; the traceback only with --debug."""

    def broken(*_: object) -> None:
        raise RuntimeError("lost a screw")

    monkeypatch.setattr("plan_cli.planfile.loading.load", broken)
    ran = run("milestones")
    assert (ran.code, ran.err.count("\n"), "Traceback" in ran.err) == (70, 1, False)
    assert "lost a screw" in ran.err
    assert "Traceback" in run("milestones", "--debug").err


@pytest.mark.slow
def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    """A reader that goes away is no trouble: nothing on stderr."""
    plan = tmp_path / "big.yaml"
    plan.write_text(indicator_plan(*(f"id: i{i}, name: Indicator {i}, baseline: 1, target: 2" for i in range(1500))))
    command = f"'{sys.executable}' -m plan_cli milestones --plan {plan} | head -1; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[-1] in ("0", "141")


def test_a_reader_that_is_gone_is_141() -> None:
    """Where nobody reads from the first, it is told by the exit code alone."""
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "plan_cli", "milestones"]
    ran = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.slow
def test_an_interrupt_is_130() -> None:
    """Ctrl-C while waiting for input ends with 130 and no traceback."""
    process = subprocess.Popen([*PLAN, "validate", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt(), 130), (SystemExit(143), 143)])
@pytest.mark.parametrize("place", ["class", "lock"])
def test_a_stop_has_its_code_whatever_becomes_of_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, stop: BaseException, code: int, place: str
) -> None:
    """Of Ctrl-C and of a signal Python makes a RuntimeError in some places, which is no fault of ours."""

    class Interrupting:
        def __set_name__(self, owner: type, name: str) -> None:
            raise stop

    def interrupted(words: list[str]) -> int:
        if place == "class":
            type("Model", (), {"field": Interrupting()})
        try:
            raise stop
        finally:
            raise RuntimeError("release unlocked lock")

    monkeypatch.setattr("plan_cli.cli.dispatch", interrupted)
    assert run("validate").code == code


def test_a_file_is_written_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    """-o takes its format from the suffix and leaves nothing beside the file."""
    target = tmp_path / "out.json"
    assert run("check", "2023", ACTUALS, "-o", str(target)).out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "plan.check/1"
    assert os.listdir(tmp_path) == ["out.json"]


def test_standard_input_is_a_file_too(run: Run) -> None:
    """``-`` reads the actuals from stdin, under the name that it is given."""
    raw = (ROOT / ACTUALS).read_bytes()
    ran = run("check", "2023", "-", "--stdin-filename", "x.csv", "--format", "json", stdin=raw)
    document = json.loads(ran.out)
    assert document["inputs"][0]["file"] == "x.csv"
    assert document["results"][0]["status"] == "off_track"


def test_json_needs_no_tables() -> None:
    """What is not used is not imported: no rich tables for JSON, no reader of another format for CSV."""
    code = (
        "import sys, io; sys.stdout = io.TextIOWrapper(io.BytesIO()); from plan_cli.__main__ import main;"
        f"main(['check', '2023', {ACTUALS!r}, '--format', 'json']);"
        "sys.stderr.write(' '.join(sorted(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(ran.stderr.split())
    assert not loaded & {"rich.table", "rich.console", "openpyxl", "polars", "pyarrow", "pandas", "numpy", "jinja2"}


def test_only_the_named_output_is_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cache, no settings, nothing beside what was asked for."""
    monkeypatch.chdir(tmp_path)
    run("check", "2023", str(ROOT / ACTUALS))
    assert os.listdir(tmp_path) == []


def test_a_result_never_takes_the_place_of_what_was_read(run: Run, tmp_path: Path) -> None:
    """-o on the actuals or on the plan: exit 2, and the file is as it was."""
    plan, actuals = tmp_path / "p.plan.yaml", tmp_path / "a.csv"
    plan.write_text(indicator_plan("id: a, name: A, baseline: 1, target: 2"), encoding="utf-8")
    actuals.write_text("indicator,year,value\na,2023,2\n", encoding="utf-8")
    before = plan.read_bytes(), actuals.read_bytes()
    for output in (plan, actuals):
        ran = run("check", "2023", str(actuals), "--plan", str(plan), "-o", str(output), "--format", "json")
        assert (ran.code, output.name in ran.out + ran.err) == (2, True)
    assert (plan.read_bytes(), actuals.read_bytes()) == before


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["check", "2023", ACTUALS], ["--version"]], ids=" ".join)
def test_a_full_disk_is_not_our_fault(arguments: list[str]) -> None:
    """Standard output that takes nothing more: exit 2 and why."""
    with Path("/dev/full").open("w") as full:
        command = [*PLAN, *arguments]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert (ran.returncode, "stdout" in ran.stderr, "report" in ran.stderr) == (2, True, False)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_that_cannot_be_used_were_reported_all_the_same(run: Run, tmp_path: Path, language: str) -> None:
    """Two figures for one year, a cell that is no number: nobody is told that nothing was reported."""
    silent = {"en": ("no row of the actuals", "no figure reported"), "zh": ("没有与本规划指标对应", "暂无2023年数据")}
    for number, rows in enumerate(("fdi,2023,10\nfdi,2023,12\n", "fdi,2023,many\n")):
        file = tmp_path / f"{number}.csv"
        file.write_text(f"indicator,year,value\n{rows}", encoding="utf-8")
        told = run("check", "2023", str(file), "--lang", language).out
        told += run("explain", "fdi", "2023", "--actuals", str(file), "--lang", language).out
        assert not [words for words in silent[language] if words in told]
        assert told.count({"en": "cannot be used", "zh": "无法使用"}[language]) >= 3


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
@pytest.mark.parametrize("arguments", ["--version", f"check 2023 {ACTUALS}"])
@pytest.mark.slow
def test_nobody_need_listen(arguments: str) -> None:
    """With standard output closed by the caller the work is done and its exit code told, without a word of trouble."""
    command = f"{sys.executable} -m plan_cli {arguments} >&-"
    ran = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "is_json"),
    [
        (["check", "2023", "none.csv", "--format", "json"], True),
        (["check", "2023", "none.csv", "--format=json"], True),
        (["check", "--format", "json", "2023", "x", "--nope"], True),
        (["check", "--format", "json"], True),
        (["validate", "none.yaml", "--format", "json"], True),
        (["check", "2023", "x --format json.csv"], False),
        (["check", "2023", "none.csv", "--indicator", "--format json"], False),
        (["check", "2023", "none.csv", "--", "--format", "json"], False),
        (["chek", "--format", "json"], False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_an_error_is_json_where_json_was_asked_for(run: Run, arguments: list[str], is_json: bool) -> None:
    """As typer reads the options, whatever else is wrong with the command line; never from words in a file's name."""
    ran = run(*arguments)
    assert ran.code == 2
    if is_json:
        assert json.loads(ran.out)["schema"] == "plan.error/1"
        assert ran.err == ""
    else:
        assert (ran.out, ran.err.count("plan: ")) == ("", 1)


def test_an_error_goes_to_the_json_file_that_was_named(run: Run, tmp_path: Path) -> None:
    """Nobody reads an older result; the message is on stderr too."""
    target = tmp_path / "out.json"
    target.write_text('{"schema": "plan.check/1"}')
    ran = run("check", "2023", "none.csv", "-o", str(target))
    assert (ran.code, ran.out, "none.csv" in ran.err) == (2, "", True)
    assert json.loads(target.read_text())["schema"] == "plan.error/1"


def test_an_error_never_takes_the_place_of_what_was_named(run: Run, tmp_path: Path) -> None:
    """Also where the run stopped before that file was read."""
    actuals = tmp_path / "a.json"
    actuals.write_text("[]")
    assert run("check", "2023", str(actuals), "--plan", "none.yaml", "-o", str(actuals)).code == 2
    assert actuals.read_text() == "[]"


@pytest.mark.parametrize("words", [["help", "check"], ["check", "-h"]])
def test_help_can_be_asked_for_as_a_command(run: Run, words: list[str]) -> None:
    """``plan help`` and ``plan help COMMAND`` are the help."""
    assert run(*words).out == run("check", "--help").out
    assert run("help").out == run("--help").out
    assert run("-V").out == run("--version").out == f"plan {__version__}\n"


def test_every_option_has_help(run: Run) -> None:
    """``--debug`` too; every command shows the shared ones."""
    for name in NAMES:
        shown = run(name, "--help").out
        assert all(option in shown for option in ("--lang", "--quiet", "--debug", "--help"))


@pytest.mark.parametrize("output", ["plan.yaml", "known.json"])
def test_what_a_validation_read_is_not_written(run: Run, tmp_path: Path, output: str) -> None:
    """Neither the plan nor a baseline, by -o, --emit or --write-baseline."""
    plan, known = tmp_path / "plan.yaml", tmp_path / "known.json"
    plan.write_text(indicator_plan("id: x, name: X, target: 5"))
    run("validate", str(plan), "--write-baseline", str(known))
    before = plan.read_bytes(), known.read_bytes()
    target = str(tmp_path / output)
    for options in (["-o", target, "--format", "json"], ["--emit", f"csv={target}"]):
        ran = run("validate", str(plan), "--baseline", str(known), *options)
        assert (ran.code, output in ran.out + ran.err) == (2, True)
    assert run("validate", str(plan), "--write-baseline", str(plan)).code == 2
    # It would accept whatever it finds.
    assert run("validate", str(plan), "--baseline", str(known), "--write-baseline", str(known)).code == 2
    assert (plan.read_bytes(), known.read_bytes()) == before


def test_settings_and_fonts_are_inputs_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result is not written over the project's settings, nor a picture over its font."""
    monkeypatch.chdir(tmp_path)
    settings, font = tmp_path / "pyproject.toml", tmp_path / "a.ttf"
    settings.write_text("[tool.plan]\nquiet = true\n")
    font.write_bytes(b"OTTO font")
    for written in (["-o", "pyproject.toml"], ["--emit", "json=pyproject.toml"]):
        ran = run("check", "2023", "--plan", "example", "--format", "json", *written)
        assert (ran.code, "pyproject.toml" in ran.out + ran.err) == (2, True)
    assert run("chart", "fdi", "--plan", "example", "--format", "png", "--font", "a.ttf", "-o", "a.ttf").code == 2
    assert (settings.read_text(), font.read_bytes()) == ("[tool.plan]\nquiet = true\n", b"OTTO font")
    font.write_bytes(b"notes")
    ran = run("chart", "fdi", "--plan", "example", "--format", "png", "--font", "a.ttf", "-o", "a.png", "--lang", "en")
    assert (ran.code, "a.ttf is not a font" in ran.err, (tmp_path / "a.png").exists()) == (2, True, False)


@pytest.mark.parametrize(
    "written",
    ["-o a.csv --emit json=./a.csv", "--emit json=b.json --emit csv=link.json", "--write-baseline c --emit csv=c"],
)
def test_two_results_have_two_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Whatever the names; nothing is written before that is known."""
    monkeypatch.chdir(tmp_path)
    Path("link.json").symlink_to("b.json")
    assert run("check", "2023", "--plan", "example", *written.split()).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["link.json"]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("check 2023 behind.csv -o out.json", "exit 1: an indicator is behind"),
        ("report behind.csv --year 2023 -o out.html", "exit 1: an indicator is behind"),
        ("report behind.csv --year 2023", "exit 1: an indicator is behind"),
        ("report behind.csv --year 2022 --form summary -o out.md", "exit 3: no indicator could be evaluated"),
        ("forecast nothing.csv", "exit 3: no indicator could be evaluated"),
        ("explain x 2023 --actuals bad.csv", "exit 1: the actuals contain errors"),
        ("check 2023 behind.csv", ""),
        ("check 2023 behind.csv --format json", ""),
        ("report behind.csv --year 2023 --fail-on never -o out.md", ""),
    ],
)
def test_why_a_run_did_not_end_with_0_is_said_last(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, reason: str
) -> None:
    """On stderr where the result does not say it itself, or went to a file; not beside what a program reads."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(indicator_plan("id: x, name: X, unit: t, baseline: 10, target: 20"))
    rows = {"behind": "x,2023,11\n", "nothing": "", "bad": "x,2023,many\n"}
    for name, text in rows.items():
        Path(f"{name}.csv").write_text(f"indicator,year,value\n{text}")
    last = run(*command.split(), "--lang", "en").err.splitlines()[-1:]
    assert [line for line in last if line.startswith("exit")] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("named", "why"), [("empty", "no file of figures in this folder"), ("n*.csv", "no file matches")]
)
def test_a_folder_and_a_pattern_without_figures_are_told_apart(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, why: str
) -> None:
    """A folder that is there is not missing."""
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    ran = run("check", "2023", named, "--plan", "example", "--lang", "en")
    assert (ran.code, f"{named}: {why}" in ran.err) == (2, True)


@pytest.mark.parametrize(("fail_on", "code"), [("auto", 0), ("any", 1), ("never", 0)])
def test_a_validation_fails_on_warnings_where_asked(run: Run, tmp_path: Path, fail_on: str, code: int) -> None:
    """``--fail-on any`` counts warnings."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20, growth: 99"))
    ran = run("validate", str(plan), "--fail-on", fail_on, "--format", "json")
    assert json.loads(ran.out)["summary"]["warnings"] > 0
    assert ran.code == code


def test_a_profiler_has_its_say() -> None:
    """The process ends at once, but not under somebody who reports when it has ended."""
    command = [sys.executable, "-m", "cProfile", "-m", "plan_cli", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert "function calls" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "2023", ACTUALS, "--engine", "oracle"], "--engine"),
        (["check", "2023", ACTUALS, "--engine", "polars"], "--by"),
        (["check", "2023", ACTUALS, "--baselines", "plan"], "--by"),
        (["check", "2023", ACTUALS, "--top", "3"], "--by"),
        (["check", "2023", ACTUALS, "--groups", "all"], "--by"),
        (["check", "2023", ACTUALS, "--sheet", "x"], "--sheet"),
        (["check", "2023", ACTUALS, "--stdin-filename", "x.csv"], "--stdin-filename"),
        (["check", "2023", ACTUALS, "--trace"], "json"),
        (["check", "2023", ACTUALS, "--profile", "eurostat", "--profile", "sdsn"], "--compare"),
        (["check", "2023", ACTUALS, "--lang", "en", "--lang", "zh"], "more than once"),
        (["check", "2023", ACTUALS, "--fail-on=any", "--fail-on", "any"], "more than once"),
        (["check", "2023", ACTUALS, "--plan", ""], "empty"),
        (["check", "2023", ACTUALS, "-o", ""], "empty"),
        (["check", "2023", ""], "empty"),
        (["check", "2023", ACTUALS, "--indicator", ""], "empty"),
        (["schema", "--plan", "data/targets.yaml"], "--plan"),
        (["init", "x", "-o", "y"], "-o"),
        (["explain", "PLN201", "--actuals", ACTUALS], "--actuals"),
        (["explain", "PLN201", "--profile", "sdsn"], "--profile"),
        (["validate", "data/targets.yaml", "--plan", "data/targets.yaml"], "--plan"),
        (["check", "2023", ACTUALS, "--path", "compound", "--profile", "linear"], "--path"),
        (["milestones", "--path", "compound", "--profile", "linear"], "--path"),
        (["check", "2023", ACTUALS, "--allow-outside"], "--allow-outside"),
        (["check", "2023", ACTUALS, "--compare", "--format", "sarif"], "sarif"),
        (["check", "2023", ACTUALS, "--emit", "json=x.json", "--emit", "csv=x.json"], "x.json"),
        (["check", "2023", ACTUALS, "--emit", "json=x.out", "-o", "x.out", "--format", "csv"], "x.out"),
        (["check", "2023", ACTUALS, "--by", "source", "--targets", "plan"], "--baselines"),
        (["check", "2023", ACTUALS, "--by", "source", "--format", "junit"], "junit"),
        (["check", "2023", ACTUALS, "--by", "source", "--skip", "1"], "--skip"),
        (["show", "--encoding", "utf-8"], "--encoding"),
        (["show", "--as", "fdi"], "--as"),
        (["show", "fdi", "--format", "json", "--scale", "2"], "--scale"),
        (["explain", "PLN201", "--as", "fdi"], "--as"),
        (["template", "--excel", "-o", "none/x.xlsx"], "--excel"),
        (["chart", "fdi", "--font", "pyproject.toml"], "--font"),
        (["check", ACTUALS, "2023"], f"plan check 2023 {ACTUALS}"),
        (["check", ACTUALS], f"plan check YEAR {ACTUALS}"),
        (["explain", "fdi"], "plan explain fdi YEAR"),
        (["check", "2023", ACTUALS, "--since", "x.json", "--format", "csv"], "--since"),
        (["check", "2023", ACTUALS, "--since", "x.json", "--compare"], "--since"),
        (["report", ACTUALS, "--since", "x.json", "--form", "midterm"], "--since"),
        (["show", "fdi", "--actuals", ACTUALS, "--format", "json"], "--actuals"),
        (["init", "x", "--from", "data/tables/china-14fyp.csv", "--sheet", "x"], "--sheet"),
        (["map", ACTUALS, "--format", "json"], "--format"),
        (["init", "kpis.csv"], "--from kpis.csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.sampled(3)
def test_what_would_be_passed_over_is_refused(run: Run, arguments: list[str], says: str) -> None:
    """An option without use, one given twice, an empty value, arguments in the wrong order: exit 2, and what to write."""
    ran = run(*arguments, "--lang", "en") if "--lang" not in arguments else run(*arguments)
    assert ran.code == 2
    assert "--format" in arguments or ran.out == ""
    assert says in ran.out + ran.err


def test_several_profiles_are_compared(run: Run) -> None:
    """With --compare only those that are named."""
    out = run("check", "2023", ACTUALS, "--compare", "--profile", "eurostat", "--profile", "sdsn", "--lang", "en").out
    assert ("eurostat" in out, "sdsn" in out, "statcan" in out) == (True, True, False)


@pytest.mark.parametrize("command", [["template"], ["schema"], ["completion", "bash"]], ids=" ".join)
def test_what_people_fill_in_is_not_replaced(run: Run, tmp_path: Path, command: list[str]) -> None:
    """An existing file only with --force; the error does not take its place either."""
    for name in ("a.csv", "notes.json"):
        if command == ["template"] and name == "notes.json":
            continue
        file = tmp_path / name
        file.write_text("mine")
        ran = run(*command, "-o", str(file))
        assert (ran.code, file.read_text(), "--force" in ran.err) == (2, "mine", True)
        assert run(*command, "-o", str(file), "--force").code == 0
        assert file.read_text() != "mine"


def test_a_baseline_of_other_plans_is_not_replaced(run: Run, tmp_path: Path) -> None:
    """Nor a file that is no baseline; one of the same plan is brought up to date."""
    one, two = write_plan(tmp_path, "one.plan.yaml", "one"), write_plan(tmp_path, "two.plan.yaml", "two")
    one.write_text(one.read_text().replace("target: 5", "target: 5, growth: 99"))
    known = tmp_path / "known.json"
    assert run("validate", str(one), "--write-baseline", str(known)).code == 0
    assert run("validate", str(one), "--write-baseline", str(known)).code == 0
    assert run("validate", str(two), "--write-baseline", str(known)).code == 2
    assert run("validate", str(two), "--write-baseline", str(known), "--force").code == 0
    known.write_text("mine")
    assert run("validate", str(one), "--write-baseline", str(known)).code == 2
    assert known.read_text() == "mine"


def test_a_mistake_ends_in_the_usage(run: Run) -> None:
    """How the command is used, and where its help is."""
    err = run("check", "2023", ACTUALS, "--nope").err
    assert "Usage: plan check" in err
    assert "Try 'plan check --help'" in err
    assert "Try 'plan --help'" in run("chek").err


def test_help_lists_what_may_be_chosen(run: Run) -> None:
    """Formats, profiles, shapes and engines, as completion knows them."""
    shown = run("check", "--help").out
    assert all(word in shown for word in ("sarif", "eurostat", "s-curve", "duckdb", "original", "never"))


@pytest.mark.parametrize("format", ["sarif", "junit", "gitlab", "github"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "2023", "none.csv"],
        ["check", "1999", ACTUALS],
        ["check", "2023", ACTUALS, "--nope"],
        ["validate", "x"],
    ],
    ids=" ".join,
)
def test_a_format_for_programs_carries_the_error(run: Run, arguments: list[str], format: str) -> None:
    """An empty report would be taken for a clean one."""
    ran = run(*arguments, "--format", format)
    assert ran.code == 2
    assert re.search("PLN(018|901)", ran.out)


def test_a_result_that_could_not_be_renewed_says_so(run: Run, tmp_path: Path) -> None:
    """The old SARIF or JUnit file makes way for the error; somebody's own file does not."""
    for name in ("out.sarif", "out.xml", "out.json"):
        target = tmp_path / name
        assert (
            run("check", "2023", ACTUALS, "-o", str(target), *(["--format", "junit"] if ".xml" in name else [])).code
            == 0
        )
        run("check", "2023", "none.csv", "-o", str(target))
        assert "PLN018" in target.read_text()
        target.write_text("mine")
        run("check", "2023", "none.csv", "-o", str(target))
        assert target.read_text() == "mine"


@pytest.mark.parametrize("word", ["yes", "Yes", "TRUE", "是", "已完成", "1", "done"])
def test_whether_something_is_done_may_be_said_in_words(run: Run, tmp_path: Path, word: str) -> None:
    """A figure of a done target may be yes or no; of another target such a word is no number."""
    plan = tmp_path / "p.plan.yaml"
    plan.write_text(indicator_plan("id: law, name: Law, target: {kind: done, year: 2024}", "id: x, name: X, target: 5"))
    actuals = tmp_path / "a.csv"
    actuals.write_text(f"indicator,year,value\nlaw,2025,{word}\nx,2025,yes\n", encoding="utf-8")
    document = json.loads(run("check", "2025", str(actuals), "--plan", str(plan), "--format", "json").out)
    assert document["results"][0]["status"] == "achieved"
    assert [found["code"] for found in document["diagnostics"]] == ["PLN302"]
    actuals.write_text("indicator,year,value\nlaw,2025,否\n", encoding="utf-8")
    document = json.loads(run("check", "2025", str(actuals), "--plan", str(plan), "--format", "json").out)
    assert document["results"][0]["status"] in ("off_track", "lagging")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["--fail-on", "约束性"], ["--fail-on", "binding"]),
        (["--path", "线性"], ["--path", "linear"]),
        (["--profile", "时序进度"], ["--profile", "linear"]),
    ],
    ids=lambda words: " ".join(words),
)
def test_a_word_that_is_printed_is_accepted(run: Run, said: list[str], meant: list[str]) -> None:
    """As it stands in the table, in any language."""
    command = ["check", "2023", ACTUALS, "--format", "json"]
    assert run(*command, *said).out == run(*command, *meant).out != ""


def test_a_group_is_known_by_its_printed_name(run: Run) -> None:
    """In every language of the plan."""
    command = ["report", ACTUALS, "--format", "markdown", "--lang", "en", "--group"]
    assert run(*command, "对外贸易").out == run(*command, "Foreign trade").out == run(*command, "trade").out != ""


def test_several_files_of_actuals_are_read(run: Run, tmp_path: Path) -> None:
    """As one: files, a glob, a folder. An option that describes one file is refused; a panel is one."""
    head, *rows = (ROOT / ACTUALS).read_text(encoding="utf-8").splitlines()
    for number, part in enumerate((rows[::2], rows[1::2])):
        (tmp_path / f"{number}.csv").write_text("\n".join([head, *part]) + "\n", encoding="utf-8")
    names = [str(tmp_path / "0.csv"), str(tmp_path / "1.csv")]

    def verdicts(*files: str) -> list[tuple[str, str]]:
        document = json.loads(run("check", "2023", *files, "--format", "json").out)
        return [(result["id"], result["status"]) for result in document["results"]]

    assert verdicts(*names) == verdicts(str(tmp_path)) == verdicts(str(tmp_path / "*.csv")) == verdicts(ACTUALS)
    assert run("check", "2023", *names, "--as", "fdi").code == 2
    assert run("check", "2023", *names, "--by", "source").code == 2


@pytest.mark.parametrize(("name", "content"), [("kpis.xlsx", b"PK\x03\x04rest"), ("kpis.csv", b"indicator,2023\n")])
def test_a_table_is_no_plan(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    """What can be done with it is said."""
    file = tmp_path / name
    file.write_bytes(content)
    for command in (["validate", str(file)], ["milestones", "--plan", str(file)], ["diff", str(file), str(file)]):
        ran = run(*command)
        assert (ran.code, ran.out) == (2, "")
        assert f"plan check YEAR {file}" in ran.err
        assert f"plan init --from {file}" in ran.err


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("check actuals.csv", "check YEAR actuals.csv"),
        ("check actuals.csv 2025", "check 2025 actuals.csv"),
        ("check 2025 actuals.csv plan.yaml", "check 2025 actuals.csv --plan plan.yaml"),
        ("check plan.yaml actuals.csv", "check YEAR actuals.csv --plan plan.yaml"),
        ("check co2 2025", "check 2025 --indicator co2"),
        ("check 2025 co2", "check 2025 --indicator co2"),
        ("forecast 2025 actuals.csv", "forecast actuals.csv --year 2025"),
        ("forecast plan.yaml", "forecast --plan plan.yaml"),
        ("report latest actuals.csv", "report actuals.csv --year latest"),
        ("milestones co2", "milestones --indicator co2"),
        ("milestones actuals.csv", "check YEAR actuals.csv"),
        ("show co2 actuals.csv", "show co2 --actuals actuals.csv"),
        ("explain 2025 co2", "explain co2 2025"),
        ("explain co2 2025 actuals.csv", "explain co2 2025 --actuals actuals.csv"),
        ("chart co2 2025 actuals.csv", "chart co2 --year 2025 --actuals actuals.csv"),
        ("template 2025", "template --year 2025"),
        ("template next.csv", "template --output next.csv"),
        ("map plan.yaml", "map FILE --plan plan.yaml"),
        ("map actuals.csv plan.yaml", "map actuals.csv --plan plan.yaml"),
        ("schema check", "schema --of check"),
        ("--lang en check 2025", "check 2025 --lang en"),
        ("report --actuals actuals.csv", "report actuals.csv"),
        ("check --year 2025 --actuals actuals.csv", "check 2025 actuals.csv"),
        ("check --actuals actuals.csv --year 2025 -q", "check 2025 actuals.csv -q"),
        ("report --actuals=actuals.csv -o page.html", "report actuals.csv -o page.html"),
        ("-q --color=never check 2025", "check 2025 -q --color=never"),
        ("2025", "check 2025"),
        ("actuals.csv", "check YEAR actuals.csv"),
        ("plan.yaml", "validate plan.yaml"),
        ("co2", "show co2"),
        ("report actuals.csv page.html", "report actuals.csv --output page.html"),
        ("explain 2025 co2 --plan plan.yaml -q", "explain co2 2025 --plan plan.yaml -q"),
    ],
)
@pytest.mark.sampled(3)
def test_a_word_in_the_wrong_place_is_told_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, meant: str
) -> None:
    """Exit 2, nothing printed as a result, and the whole command to write instead, which can be written."""
    run("example", "harbour", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    ran = run(*given.split(), PLAN_LANG="en")
    assert (ran.code, ran.out) == (2, "")
    assert f"; write: plan {meant}\n" in ran.err
    if "YEAR" not in meant and "FILE" not in meant:
        assert "write:" not in run(*meant.split()).err


@pytest.mark.parametrize("name", ["a b", "a(b)", "a$b"])
def test_a_command_that_is_printed_can_be_typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Also where a name has blanks, or what a shell reads as something else."""
    monkeypatch.chdir(tmp_path)
    Path(name).mkdir()
    Path(name, "t.csv").write_text("Indicator,Unit,2020,2025\nA,t,1,2\n")
    (from_table,) = re.findall(r"(plan init --from .*)\n", run("validate", f"{name}/t.csv", "--lang", "en").err)
    (validated,) = re.findall(r"next: (plan .*)\n", run("init", f"{name}/new", "--lang", "en").err)
    _, again = run("example", f"{name}/old", "--lang", "en").err.strip().split("next: ")
    for command in (from_table, validated, again.partition(" && ")[0].replace("cd", "plan validate")):
        assert run(*shlex.split(command)[1:]).code == 0, command


def test_the_way_to_a_verdict_can_be_typed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an annotation names leads to the same verdict, wherever the plan lies and whatever the rule."""
    monkeypatch.chdir(tmp_path)
    run("example", "harbour", "a b")
    for options in ([], ["--profile", "eurostat"]):
        found = run("check", "2025", "--plan", "a b/plan.yaml", "--format", "github", "--lang", "en", *options).out
        commands = re.findall(r"(off track|lagging|reversing) in 2025.*`(plan explain .*)`", found)
        assert len(commands) >= 2
        for status, command in commands:
            explained = json.loads(run(*shlex.split(command)[1:], "--format", "json").out)
            assert explained["result"]["status"] == status.replace(" ", "_")


def test_the_way_to_a_verdict_names_the_figures_and_the_rule(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures that the plan does not name, chosen and read as in the check, and an office's own rule in a file."""
    monkeypatch.chdir(tmp_path)
    Path("p.yaml").write_text(indicator_plan("id: x, name: X, unit: t, path: linear, baseline: 60, target: 80"))
    rule = "lines: [{category: ok, status: lagging, linear_share: 1}]\n    below: {category: nok, status: reversing}\n"
    Path("r.yaml").write_text(f"profiles:\n  - name: r\n    title: R\n    {rule}")
    Path("my a.csv").write_text("indicator,year,value,sex\nx,2023,610,T\nx,2023,600,F\n")
    reading = ["--where", "sex=T", "--scale", "0.1", "--profile", "r.yaml"]
    found = run("check", "2023", "my a.csv", "--plan", "p.yaml", *reading, "--format", "concise", "--lang", "en").out
    (command,) = re.findall(r"lagging in 2023.*`(plan explain .*)`", found)
    explained = json.loads(run(*shlex.split(command)[1:], "--format", "json").out)
    assert (explained["result"]["actual"], explained["result"]["status"]) == (61, "lagging")


def test_an_example_is_written_where_it_is_wanted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word like no example's name is a folder; a slip of one is not, and the list is not written anywhere."""
    monkeypatch.chdir(tmp_path)
    assert run("example", "demo").code == 0
    assert sorted(os.listdir("demo")) == ["actuals", "targets.yaml"]
    for wrong in (["harbor"], ["demo", "other"], ["list", "other"], ["list", "--force"]):
        assert run("example", *wrong).code == 2
    assert os.listdir() == ["demo"]


@pytest.mark.parametrize("given", ["check", "check twenty", "check 2025 2026", "show none", "diff plan.yaml", "chek"])
def test_a_word_that_belongs_nowhere_is_given_no_place(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """What cannot be told is not guessed."""
    run("example", "harbour", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    ran = run(*given.split(), "--lang", "en")
    assert ran.code == 2
    assert "write:" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "says", "not_says"),
    [
        (["milestones", "--color", "blue"], "'blue' is not one of 'auto'", "Value error"),
        (["milestones", "-o", "docs"], "docs: ", "''"),
    ],
)
def test_a_mistake_is_named_in_plain_words(run: Run, arguments: list[str], says: str, not_says: str) -> None:
    """Neither the words of a library nor an empty quotation."""
    ran = run(*arguments, "--lang", "en")
    assert (ran.code, says in ran.err, not_says in ran.err) == (2, True, False)


@pytest.mark.parametrize(
    ("rows", "options"),
    [("indicator,yeer,value\nfdi,2023,9\n", ()), ("indicator,year,value\nfdi,2023,9\n", ("--where", "county=B"))],
    ids=["heading", "where"],
)
@pytest.mark.parametrize("command", [["explain", "fdi", "2023"], ["show", "fdi"], ["chart", "fdi"]])
def test_what_spoils_a_file_is_told_of_each_of_its_indicators(
    run: Run, tmp_path: Path, command: list[str], rows: str, options: tuple[str, ...]
) -> None:
    """A mistake that is of no indicator may be why one has no figure: it is shown, and the exit code is 1."""
    file = tmp_path / "figures.csv"
    file.write_text(rows, encoding="utf-8")
    ran = run(*command, "--actuals", str(file), *options)
    assert ran.code == 1
    assert "PLN307" in ran.out + ran.err
    assert "achieved" not in ran.out


def test_a_report_for_the_terminal_has_its_foot(run: Run) -> None:
    """The line that stands on every page of others."""
    ran = run("report", ACTUALS, "--year", "2023", "--format", "table", "--footer", "For the council only")
    assert (ran.code, ran.out.rstrip().splitlines()[-1]) == (0, "For the council only")
