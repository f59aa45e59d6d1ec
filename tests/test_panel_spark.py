"""A cluster: a Spark Connect server started here judges the panels of test_panel.py to the same last bit.

The server is Sail, in a process and a directory of its own, and for the verdicts themselves Spark on a JVM as well, where
there are Java and $SPARK_HOME (``.ci/run`` makes one). PLAN_TEST_REMOTE=sc://host:port asks another server that sees this
machine's files.
"""

import json
import os
import random
import re
import runpy
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import polars
import pytest

from conftest import ROOT, Run
from panels import (
    AVERAGED,
    BAD,
    LOCAL,
    YEARS,
    at_random,
    on_and_beside_every_line,
    plan_in,
    with_own_baselines,
    written,
)
from plan_cli import api
from plan_cli.diagnostics import Diagnostic
from plan_cli.model.plan import Plan
from plan_cli.panel.engines.spark import Spark
from plan_cli.report.panel import PanelReport
from plan_cli.report.records import schema_of
from test_oracle import IN_PANELS, drawn_plan
from test_relations_hold import CODES, KINDS, drawn, plan_of
from test_rules_hold import EACH, cases_of, plan_and_file

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spark")]
for needed in ("pyspark", "grpc", "pyarrow"):
    pytest.importorskip(needed, reason="pip install 'target-path[spark]'")

SERVER = """
import sys, time
from pysail.spark import SparkConnectServer
server = SparkConnectServer(ip="127.0.0.1", port=0)
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
server.stop()
"""
#: A port of this machine that nothing listens at: port 1 asks for rights that no test has.
NOBODY = "sc://127.0.0.1:1"


@pytest.fixture(scope="session")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory that the server stands in."""
    return tmp_path_factory.mktemp("cluster")


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a folder, and its URL."""
    pytest.importorskip("pysail", reason="pip install pysail, or give PLAN_TEST_REMOTE")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield server, f"sc://127.0.0.1:{int(server.stdout.readline())}"
        server.communicate("")


@pytest.fixture(scope="session")
def remote(yard: Path) -> Iterator[str]:
    """The URL of a Spark Connect server."""
    if "PLAN_TEST_REMOTE" in os.environ:
        yield os.environ["PLAN_TEST_REMOTE"]
        return
    with serving(yard) as (_, url):
        yield url


@pytest.fixture(scope="session")
def jvm(yard: Path) -> Iterator[str]:
    """The URL of Spark on a JVM, started here; its package and the thin client's cannot stand in one environment."""
    home = Path(os.environ.get("SPARK_HOME", "nowhere"))
    if not shutil.which("java") or not list(home.glob("jars/spark-connect_*.jar")):
        pytest.skip("no Java, or no Spark from 4.0 on at $SPARK_HOME")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
    }
    command = [str(home / "bin" / "spark-submit"), "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    command += ["--master", "local[2]", *(f"--conf={name}={value}" for name, value in settings.items())]
    with (yard / "jvm.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=yard, stdout=log, stderr=log, env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
        )
    try:
        for _ in range(300):
            with socket.socket() as asked:
                if server.poll() is not None or not asked.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.2)
        assert server.poll() is None, (yard / "jvm.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session", params=["remote", "jvm"])
def cluster(request: pytest.FixtureRequest) -> str:
    """The URL of each server that there is."""
    url: str = request.getfixturevalue(request.param)
    return url


def results_of(file: Path) -> list[tuple[Any, ...]]:
    """Every verdict that was written, without the row number, which a cluster does not know."""
    frame = polars.read_parquet(f"{file}/*.parquet" if file.is_dir() else file)
    return sorted(frame.drop("file", "row").rows(), key=lambda row: row[:2])


def judged(plan: Plan, panel: object, year: Any, folder: Path, remote: str, **options: Any) -> dict[str, Any]:
    """What every engine says of a panel: its document without places, and every verdict written."""
    found = {}
    for engine in (*LOCAL, "spark"):
        named = re.sub(r"\W+", "_", "-".join(map(str, options.values())))
        results = folder / f"{engine}-{year}-{named}.parquet"
        report = api.check_panel(
            plan, str(panel), year, ["county"], engine=engine, remote=remote, output=str(results), **options
        )
        assert isinstance(report, PanelReport), dict(report.facts)
        document = report.to_record()
        jsonschema.validate(document, schema_of("panel"))
        examples = [row for kind in document["bad"].values() for row in kind["examples"]]
        for row in (*document["worst"], *examples):
            assert (row.pop("row") is None) == (engine == "spark")
            row["file"] = Path(row["file"]).name
        for kind in document["bad"].values():
            if kind["count"] > len(kind["examples"]):
                # The first by row here, the first by name there.
                kind["examples"] = len(kind["examples"])
        for told in document["diagnostics"]:
            # A cluster knows the file, and no row of it.
            told["line"] = told["column"] = told["end_line"] = told["end_column"] = None
        del document["engine"], document["inputs"]
        found[engine] = (document, results_of(results))
    return found


def agree(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All engines said the same, to the last bit; the rows they wrote."""
    documents = {engine: document for engine, (document, _) in found.items()}
    assert documents["spark"] == documents["polars"] == documents["duckdb"]
    rows: dict[str, list[tuple[Any, ...]]] = {engine: rows for engine, (_, rows) in found.items()}
    assert rows["spark"] == rows["polars"] == rows["duckdb"]
    return rows["spark"]


@pytest.mark.parametrize("year", YEARS)
def test_a_cluster_judges_every_printed_line_as_other_engines_do(
    plan: Plan, tmp_path: Path, cluster: str, year: int
) -> None:
    """An actual on, one unit below and half a unit beside every printed line: the same verdict, the same doubles."""
    panel = written(tmp_path / "panel.csv", on_and_beside_every_line(plan, year))
    rows = agree(judged(plan, panel, year, tmp_path, cluster))
    assert len({row[7] for row in rows}) > 3


@pytest.mark.parametrize("baselines", ["plan", "own"])
def test_a_cluster_multiplies_baselines_as_other_engines_do(
    plan: Plan, tmp_path: Path, cluster: str, baselines: str
) -> None:
    """Baseline × factor and its comparisons are the same doubles; at any figures, and at the printed lines."""
    for number, rows in enumerate((with_own_baselines(plan)[0], at_random(plan))):
        folder = tmp_path / str(number)
        folder.mkdir()
        panel = written(folder / "panel.csv", rows)
        assert len(agree(judged(plan, panel, 2023, folder, cluster, baselines=baselines))) > 100


@pytest.mark.parametrize("year", sorted({year for _, year in EACH}))
def test_a_cluster_keeps_the_rules_of_judging(tmp_path: Path, cluster: str, year: int) -> None:
    """Figures on and beside every line, as ``test_rules_hold.py`` draws them: what may come out, and the same everywhere."""
    cases = [case for rule, its_year in EACH if its_year == year for case in cases_of(rule)]
    plan, panel = plan_and_file(tmp_path, cases, "a")
    statuses = {row[1]: row[7] for row in agree(judged(plan, panel, year, tmp_path, cluster))}
    for i, case in enumerate(cases):
        assert statuses[f"i{i}"] in (case.in_panel or case.allowed), (case, statuses[f"i{i}"])


@pytest.mark.parametrize("seed", range(2))
def test_a_cluster_agrees_with_the_oracle(tmp_path: Path, cluster: str, seed: int) -> None:
    """The verdicts of a second opinion in fractions, which shares no code with the program."""
    drawn, year, (panel, _, file) = drawn_plan(seed, IN_PANELS, tmp_path)
    plan = api.load_plan(file, strict=True)
    statuses = {row[1]: row[7] for row in agree(judged(plan, panel, year, tmp_path, cluster))}
    wrong = {id: statuses.get(id) for id, each in drawn.items() if statuses.get(id) not in each.expected.statuses}
    assert not wrong, wrong


@pytest.mark.parametrize("year", [2023, "latest"])
def test_a_cluster_averages_years_as_other_engines_do(tmp_path: Path, remote: str, year: Any) -> None:
    """Means of figures with any decimals, with years that lack, and of windows that were reported.

    A JVM of the default gigabyte has no room for the newest year of each, and says so.
    """
    draw, rows = random.Random(5), []
    for number in range(120):
        for id in ("three", "share", "based"):
            years = [each for each in ("2018", "2019", "2020", "2021", "2022", "2023") if draw.random() > 0.1]
            years += ["2021-2023"] if draw.random() < 0.1 else []
            rows += [(f"c{number}", id, each, f"{draw.uniform(8, 60):.{draw.choice([0, 1, 2, 7])}f}") for each in years]
    panel = written(tmp_path / "panel.csv", rows)
    plan = plan_in(tmp_path, AVERAGED.replace("indicators:", "windows: last\nindicators:", 1))
    assert len({row[7] for row in agree(judged(plan, panel, year, tmp_path, remote))}) > 3


def test_a_cluster_holds_relations_as_other_engines_do(tmp_path: Path, remote: str) -> None:
    """Sums, parts, shares and ratios of each entity, with figures on the edge of rounding and to either side of it.

    A JVM of the default gigabyte passes it alone, but has no room for it beside everything else.
    """
    related = [each for kind in KINDS.values() for each in drawn(kind, 3)[:4]]
    rows = [
        ("north", f"{name}{i}", 2023, text) for i, each in enumerate(related) for name, text in each.figures.items()
    ]
    plan = api.load_plan(plan_of(related, tmp_path), strict=True)
    found = judged(plan, written(tmp_path / "panel.csv", rows), 2023, tmp_path, remote)
    agree(found)
    told = {each["indicator"] for each in found["spark"][0]["diagnostics"] if each["code"] in CODES.values()}
    assert len(told) == sum(each.broken for each in related)


ODD = """indicator,year,county,value
up,2023.5,a,3600
up,2e3,b,3600
up, 2023 ,c,3600
up,99999999999999999999,d,3600
up,2023,e,"\u3000 3600\u00a0"
up,2023,f,"3,600"
up,2023,g,NaN
up,2023,h,inf
up,2023,,3600
"up
",2023,j,3600
,2023,k,3600
up,,l,3600
up,2023,m,
up,2023,"n ""x"" , y",3600
UP,2023,o,3600
"""


def test_cells_of_any_kind_are_told_alike(plan: Plan, tmp_path: Path, cluster: str) -> None:
    """What cannot be used is counted by kind with its text, and nothing that stands in a cell stops the check."""
    panel = tmp_path / "bad.csv"
    # A line break within quotes is not for Spark on a JVM: see docs/panel.md.
    for text in (BAD, ODD.replace('"up\n"', "upp")):
        panel.write_text(text, encoding="utf-8")
        for file in tmp_path.glob("*.parquet"):
            file.rename(tmp_path / f"old-{file.name}")
        found = judged(plan, panel, 2023, tmp_path, cluster, groups="all")
        agree(found)
        assert len(found["spark"][0]["bad"]) > 2


def test_years_that_are_doubles_are_told_alike(plan: Plan, tmp_path: Path, cluster: str) -> None:
    """Whole ones are years, and nothing else."""
    years = [2023.0, 2023.5, None, float("nan"), 1e12, float("inf")]
    rows = {"county": list("abcdef"), "indicator": ["up"] * 6, "year": years, "value": [3600.0] * 6}
    polars.DataFrame(rows).write_parquet(tmp_path / "doubles.parquet")
    found = judged(plan, tmp_path / "doubles.parquet", 2023, tmp_path, cluster)
    assert [row[0] for row in agree(found) if row[7] == "on_track"] == ["a"]
    assert found["spark"][0]["bad"]["bad_year"]["count"] == 5


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_heading_that_nearly_is_a_known_one_is_refused(plan: Plan, tmp_path: Path, remote: str, format: str) -> None:
    """``unti`` is no dimension that may be passed over: the columns of Parquet and of a cluster are looked at too."""
    frame = polars.DataFrame({"county": ["a"], "indicator": ["up"], "year": [2023], "value": [3600], "unti": ["万元"]})
    panel = tmp_path / f"panel.{format}"
    frame.write_csv(panel) if format == "csv" else frame.write_parquet(panel)
    for engine in (*LOCAL, "spark"):
        refused = api.check_panel(plan, str(panel), 2023, ["county"], engine=engine, remote=remote)
        assert isinstance(refused, Diagnostic)
        assert (refused.code, refused.facts["heading"]) == ("PLN309", "unti")


def test_several_files_are_one_panel_and_each_is_told(plan: Plan, tmp_path: Path, remote: str) -> None:
    """A glob and a folder, CSV and Parquet: the groups of one file; what is told names the part that it stands in."""
    rows = [(f"c{number}", "up", 2023, 2000 + 100 * number) for number in range(30)]
    expected = judged(plan, written(tmp_path / "whole.csv", list(rows)), 2023, tmp_path, remote)["spark"][0]
    for suffix in ("csv", "parquet"):
        folder = tmp_path / f"parts {suffix} 县"
        folder.mkdir()
        for part in range(3):
            frame = polars.DataFrame(rows[part::3], ["county", "indicator", "year", "value"], orient="row")
            if suffix == "csv":
                frame.write_csv(folder / f"{part}.csv")
            else:
                frame.write_parquet(folder / f"{part}.parquet")
        for panel in (folder, f"{folder}/*.{suffix}"):
            report = api.check_panel(plan, panel, 2023, ["county"], engine="spark", remote=remote)
            assert isinstance(report, PanelReport)
            document = report.to_record()
            assert document["groups"] == expected["groups"]
            assert len(document["inputs"]) == 3
            for far in document["worst"]:
                assert far["file"].endswith(f"parts {suffix} 县/{int(far['county'][1:]) % 3}.{suffix}")


def test_columns_in_names_of_folders_are_columns(plan: Plan, tmp_path: Path, remote: str) -> None:
    """county=01/year=2023 is what a cluster writes: the county stays 01."""
    for county in ("01", "02"):
        folder = tmp_path / "panel" / f"county={county}" / "year=2023"
        folder.mkdir(parents=True)
        polars.DataFrame({"indicator": ["up"], "value": [3600.0]}).write_parquet(folder / "part.parquet")
    report = api.check_panel(
        plan, tmp_path / "panel", 2023, ["county"], engine="spark", remote=remote, groups="all", top=0
    )
    assert isinstance(report, PanelReport)
    ups = [group for group in report.to_record()["groups"] if group["indicator"] == "up"]
    assert [group["county"] for group in ups if "county" in group] == ["01", "02"]


def test_baselines_come_from_a_table_of_the_cluster(plan: Plan, tmp_path: Path, remote: str) -> None:
    """--baselines FILE is the server's as well."""
    panel = written(tmp_path / "panel.csv", [(c, "up", 2023, 152) for c in ("a", "b", "c")])
    table = tmp_path / "base.csv"
    table.write_text("county,indicator,value\na,up,100\nb,up,101\n", encoding="utf-8")
    found = judged(plan, panel, 2023, tmp_path, remote, baselines=str(table))
    assert [row[7] for row in agree(found) if row[1] == "up"] == ["on_track", "lagging", "not_assessable"]


PARTED = """county,sex,indicator,year,value
a,T,up,2023-Q1,900
a,T,up,2023-Q2,900
a,T,up,2023-Q3,900
a,T,up,2023-Q4,900.5
a,F,up,2023,1
b,T,up,2022,3000
b,T,up,2023-H1,3000
b,T,down,2023,9.8
c,F,up,2023,3600
"""


def test_a_cluster_chooses_rows_takes_the_newest_year_and_makes_years(plan: Plan, tmp_path: Path, remote: str) -> None:
    """``where``, ``latest`` and parts of a year are told alike."""
    panel = tmp_path / "panel.csv"
    panel.write_text(PARTED, encoding="utf-8")
    for year, known in (
        (2023, {("a", "up", "on_track", 2023), ("b", "down", "lagging", 2023)}),
        ("latest", {("a", "up", "on_track", 2023), ("b", "down", "lagging", 2023), ("b", "up", "lagging", 2022)}),
    ):
        found = judged(plan, panel, year, tmp_path, remote, where={"sex": ("T",)})
        rows = {(row[0], row[1], row[7], row[2]) for row in agree(found) if row[3] is not None}
        assert rows == known
        assert found["spark"][0]["from_parts"] == 1


def test_every_verdict_is_written_by_the_cluster_and_nothing_is_replaced(
    plan: Plan, tmp_path: Path, run: Run, remote: str
) -> None:
    """-o makes a folder of parts with every verdict; a second time it is an error and the folder stays as it was."""
    panel = written(tmp_path / "panel.csv", [("a", "up", 2023, 3600), ('b "x", y', "up", 2023, 1)])
    command = ["check", "2023", str(panel), "--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml")]
    told = []
    for suffix in ("csv", "parquet"):
        results = tmp_path / f"results.{suffix}"
        asked = [*command, "--engine", "spark", "--remote", remote, "-o", str(results)]
        assert "on track" in run(*asked).out
        read = polars.read_csv if suffix == "csv" else polars.read_parquet
        ups = read(f"{results}/*.{suffix}").filter(polars.col("indicator") == "up").sort("county")
        told.append(ups.select("county", "status", "milestone", "file").rows())
        before = sorted((file.name, file.stat().st_mtime_ns) for file in results.iterdir())
        again = run(*asked)
        assert (again.code, again.out, "exist" in again.err) == (2, "", True)
        assert sorted((file.name, file.stat().st_mtime_ns) for file in results.iterdir()) == before
    assert told[0] == told[1]
    assert [row[:2] for row in told[0]] == [("a", "on_track"), ('b "x", y', "reversing")]


@pytest.mark.skipif("PLAN_TEST_REMOTE" in os.environ, reason="only of our own server it is known where it stands")
def test_paths_are_those_of_the_server(plan: Plan, tmp_path: Path, yard: Path, run: Run, remote: str) -> None:
    """A panel that stands where the server is and not here is read; one that stands here only is not found."""
    written(yard / "there.csv", [("a", "up", 2023, 3600)])
    options = ["--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml"), "--engine", "spark"]
    ran = run("check", "2023", "there.csv", *options, "-o", "out.parquet", SPARK_REMOTE=remote)
    assert (ran.code, not Path("out.parquet").exists(), len(results_of(yard / "out.parquet"))) == (
        0, True, len(plan.indicators),
    )  # fmt: skip
    ran = run("check", "2023", "data/actuals/changsha.csv", *options, "--remote", remote)
    assert (ran.code, "changsha.csv" in ran.err) == (2, True)


def test_only_answers_travel(plan: Plan, tmp_path: Path, remote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20,000 rows, 500 of them bad, no more than the names, the thresholds and the counts go over the wire."""
    rows: list[tuple[object, ...]] = [(f"c{number}", "up", 2023, 2000 + number) for number in range(19_500)]
    panel = written(tmp_path / "panel.csv", [*rows, *((f"c{number}", "up", 2023, "?") for number in range(500))])
    sent: list[int] = []
    got: list[int] = []
    table, fetched = Spark.table, Spark.fetch

    def sending(self: Spark, columns: Any) -> Any:
        sent.append(max(map(len, columns.values())))
        return table(self, columns)

    def getting(self: Spark, frame: Any) -> Any:
        got.append(len(found := fetched(self, frame)))
        return found

    monkeypatch.setattr(Spark, "table", sending)
    monkeypatch.setattr(Spark, "fetch", getting)
    report = api.check_panel(plan, panel, 2023, ["county"], engine="spark", remote=remote)
    assert isinstance(report, PanelReport)
    assert (report.aggregate.rows, report.aggregate.unusable["not_a_number"].count) == (20_000, 500)
    assert sent
    assert max(sent) < 100
    assert max(got) < 30


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gb.csv", "county,indicator,year,value\n长沙县,up,2023,3600\n".encode("gb18030")),
        ("not.parquet", b"PAR?"),
        ("empty.csv", b""),
        ("long.csv", b"county,indicator,year,value\na,up,2023,1,234.5\n"),
        ("short.csv", b"county,indicator,year,value\na,up\n"),
        ("columns.csv", b"county,what,year,value\na,up,2023,1\n"),
        ("nowhere.csv", None),
    ],
)
def test_a_file_that_is_no_panel_is_told_not_crashed_on(
    tmp_path: Path, run: Run, remote: str, name: str, content: bytes | None
) -> None:
    """Exit 2 and the file's name; bytes that are not UTF-8, rows with too many cells and the like judge nothing."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = run("check", "2023", str(tmp_path / name), "--by", "county", "--engine", "spark", "--remote", remote)
    assert (ran.code, ran.out, name in ran.err) == (2, "", True), ran


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_server_that_is_not_there_is_told_within_seconds(run: Run, language: str) -> None:
    """Exit 2 with the form of an address; nothing of what follows it, which may be a token, is shown."""
    command = ["check", "2023", "panel.csv", "--by", "county", "--engine", "spark", "--lang", language]
    said = {"en": ("needs a server address", "no Spark Connect server"), "zh": ("需要服务器地址", "没有 Spark Connect")}
    ran = run(*command)
    assert (ran.code, ran.out) == (2, "")
    assert said[language][0] in ran.err
    for url in (f"{NOBODY}/;token=secret", "sc:/nobody;token=secret", "nobody:15002"):
        start = time.monotonic()
        ran = run(*command, "--remote", url)
        assert time.monotonic() - start < 15
        assert (ran.code, ran.out, "secret" in ran.err) == (2, "", False)
        assert said[language][1] in ran.err


def test_a_server_that_goes_away_is_told(plan: Plan, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 with the server's address, not its library's error: the panel is not what cannot be read."""
    panel = written(tmp_path / "panel.csv", [("a", "up", 2023, 3600)])
    options = ["--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml"), "--engine", "spark"]
    table = Spark.table
    with serving(tmp_path) as (server, url):

        def gone(self: Spark, columns: Any) -> Any:
            server.kill()
            server.wait()
            return table(self, columns)

        monkeypatch.setattr(Spark, "table", gone)
        monkeypatch.setattr("plan_cli.panel.engines._spark_session.RETRIES", 0)
        ran = run("check", "2023", str(panel), *options, "--remote", url)
    assert (ran.code, ran.out) == (2, "")
    assert f"{url}: no Spark Connect server answers" in ran.err


def test_an_address_without_its_engine_is_told(run: Run) -> None:
    """--remote with an engine that reads here is a mistake; $SPARK_REMOTE may stand for other programs."""
    panel = ["check", "2023", "no-such-panel.csv", "--by", "county"]
    ran = run(*panel, "--remote", NOBODY)
    assert (ran.code, "--engine spark" in ran.err) == (2, True)
    assert "no-such-panel" in run(*panel, SPARK_REMOTE=NOBODY).err


def test_the_table_says_which_file_and_no_row(plan: Plan, tmp_path: Path, run: Run, remote: str) -> None:
    """For people: counts and examples as from any engine, a place without a row."""
    panel = tmp_path / "bad.csv"
    panel.write_text(BAD, encoding="utf-8")
    options = ["--by", "county", "--plan", str(tmp_path / "mixed.plan.yaml"), "--engine", "spark", "--remote", remote]
    out = run("check", "2023", str(panel), *options, "--width", "300").out
    assert "bad.csvagrow_20233600" in "".join(out.split())
    assert json.loads(run("check", "2023", str(panel), *options, "--format", "json").out)["exit_code"] == 1


def test_a_cluster_gives_the_published_hash(tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The panel whose hash docs/panel.md publishes: every status and every double is the same on a cluster."""
    monkeypatch.setenv("SPARK_REMOTE", cluster)
    seeded = runpy.run_path(str(ROOT / "bench" / "hash.py"))
    panel = tmp_path / "panel.csv"
    page = (ROOT / "docs" / "panel.md").read_text(encoding="utf-8")
    assert seeded["write_panel"](panel) in page
    assert seeded["hash_of"](seeded["verdicts_of"]("spark", panel, tmp_path)) in page
