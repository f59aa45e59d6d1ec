"""Panels: which files are read, in which encodings, with which headings."""

import gzip
import json
import os
from functools import partial
from pathlib import Path
from typing import Any

import polars
import pytest

from conftest import Run
from panels import LOCAL, MIXED, plan_in
from plan_cli import api
from plan_cli.diagnostics import Diagnostic
from plan_cli.panel import files, pair_arrays, plain_rows
from plan_cli.panel.engine import Scan
from plan_cli.panel.small_files import parts

pytestmark = pytest.mark.slow

ROWS = "county,indicator,year,value\n" + "".join(
    f"{county},up,{year},{value}\n"
    for county, now in (("长沙县", 3600), ("浏阳市", 3100), ("宁乡市", 2400))
    for year, value in ((2020, 2350), (2023, now))
)


@pytest.fixture
def plan(tmp_path: Path) -> str:
    file = tmp_path / "mixed.plan.yaml"
    file.write_text(MIXED, encoding="utf-8")
    return str(file)


def checked(run: Run, panel: object, plan: str, *options: str) -> dict[str, object]:
    ran = run("check", "2023", str(panel), "--plan", plan, "--format", "json", "--groups", "all", *options)
    document: dict[str, object] = json.loads(ran.out)
    assert "summary" in document, document
    return document


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_panel_may_be_in_any_encoding_that_is_certain(
    run: Run, tmp_path: Path, plan: str, encoding: str, engine: str
) -> None:
    """What UTF-8 gives, and which encoding it was; nothing is left behind beside the file."""
    told = []
    for name in ("utf-8", encoding):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(ROWS.encode(name))
        document = checked(run, file, plan, "--by", "county", "--engine", engine)
        (used,) = document["inputs"]  # type: ignore[misc]
        assert used["file"] == str(file)
        assert used["encoding"] == ("utf-8" if name == "utf-8-sig" else used["encoding"])
        told.append((document["summary"], document["groups"], [row["row"] for row in document["worst"]]))  # type: ignore[attr-defined]
    assert told[0] == told[1]
    assert {group["county"] for group in told[0][1] if "county" in group} == {"长沙县", "浏阳市", "宁乡市"}
    assert used["encoding"] == {"utf-8-sig": "utf-8"}.get(encoding, encoding)


def test_an_encoding_is_found_by_both_ends_of_a_long_file(tmp_path: Path) -> None:
    """Chinese names that only stand in the last rows are seen too; a file that is only ASCII is UTF-8."""
    ascii_rows = b"a,up,2023,3600\n" * (2 * files.SAMPLE // 15)
    for tail, found in ((b"", "utf-8"), ("长沙县,up,2023,3600\n" * 9, "gb18030")):
        file = tmp_path / "long.csv"
        file.write_bytes(
            b"county,indicator,year,value\n"
            + ascii_rows
            + (tail if isinstance(tail, bytes) else tail.encode("gb18030"))
        )
        with files.in_utf8((str(file),), None) as (readable, encodings):
            assert encodings == (found,)
            assert (readable == (str(file),)) == (found == "utf-8")
            copied = Path(readable[0])
        assert copied.exists() == (found == "utf-8")


@pytest.mark.parametrize("engine", LOCAL)
def test_an_encoding_that_does_not_fit_is_told(run: Run, tmp_path: Path, plan: str, engine: str) -> None:
    """--encoding is believed: bytes that it does not have, and a name that is none, end with exit 2."""
    file = tmp_path / "gb.csv"
    file.write_bytes(ROWS.encode("gb18030"))
    for name in ("utf-16", "klingon"):
        ran = run("check", "2023", str(file), "--by", "county", "--plan", plan, "--engine", engine, "--encoding", name)
        assert (ran.code, ran.out) == (2, "")
        assert "gb.csv" in ran.err or "klingon" in ran.err


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_headings_may_be_any_names(run: Run, tmp_path: Path, plan: str, engine: str, format: str) -> None:
    """Chinese headings, and headings that an engine or we might use for something else, are only names."""
    rows = [("长沙", "up", 2020, 2350.0, 7, "x"), ("长沙", "up", 2023, 3600.0, 7, "x")]
    frame = polars.DataFrame(rows, ["at", "指标", "年份", "实际值", "number", "fine"], orient="row")
    file = tmp_path / f"panel.{format}"
    frame.write_csv(file) if format == "csv" else frame.write_parquet(file)
    document = checked(run, file, plan, "--by", "at", "--engine", engine, "--baselines", "own")
    groups = [group for group in document["groups"] if "at" in group and group["indicator"] == "up"]  # type: ignore[attr-defined]
    assert [group["counts"] for group in groups] == [{"on_track": 1}]
    assert document["worst"] == []
    named = frame.rename({"指标": "name", "at": "entity", "年份": "time", "number": "File_Row_Number"})
    named.write_csv(file) if format == "csv" else named.write_parquet(file)
    again = checked(run, file, plan, "--by", "entity", "--engine", engine)
    assert again["summary"]["on_track"] == 1  # type: ignore[index]
    late = named.with_columns(实际值=polars.when(polars.col("time") == 2023).then(1.0).otherwise("实际值"))
    late.write_csv(file) if format == "csv" else late.write_parquet(file)
    (worst,) = checked(run, file, plan, "--by", "entity", "--engine", engine)["worst"]  # type: ignore[misc]
    assert worst["row"] == (3 if format == "csv" else 2)


@pytest.mark.parametrize("engine", LOCAL)
def test_every_file_of_a_panel_has_its_columns(run: Run, tmp_path: Path, plan: str, engine: str) -> None:
    """A file that lacks a column is named, with its columns, before anything is judged."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "1.csv").write_text("county,indicator,year,value\na,up,2023,3600\n", encoding="utf-8")
    (tmp_path / "parts" / "2.csv").write_text("county,indicator,year,worth\na,up,2023,3600\n", encoding="utf-8")
    ran = run("check", "2023", str(tmp_path / "parts"), "--by", "county", "--plan", plan, "--engine", engine)
    assert (ran.code, ran.out) == (2, "")
    assert "2.csv" in ran.err
    assert "'value'" in ran.err


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("heading", ["sex", "unit"])
@pytest.mark.parametrize("where", [0, 1])
def test_a_column_that_changes_what_rows_mean_is_in_every_file_or_in_none(
    run: Run, tmp_path: Path, plan: str, engine: str, heading: str, where: int
) -> None:
    folder = tmp_path / "panel"
    folder.mkdir()
    for i, county in enumerate("ab"):
        more, cell = (f"{heading},", "T,") if i == where else ("", "")
        rows = f"county,{more}indicator,year,value\n{county},{cell}up,2020,2350\n{county},{cell}up,2023,3600\n"
        (folder / f"{county}.csv").write_text(rows, encoding="utf-8")
    ran = run("check", "2023", str(folder), "--plan", plan, "--by", "county", "--engine", engine)
    assert ran.code == 2
    assert f"{'ba'[where]}.csv has no column '{heading}'" in ran.err


def test_small_files_are_read_together_and_each_row_keeps_its_place(run: Run, tmp_path: Path, plan: str) -> None:
    folder = tmp_path / "panel"
    folder.mkdir()
    for i in range(60):
        bad = "e,up,2023,x①\n" if i in (17, 59) else ""
        text = f"county,indicator,year,value\nc{i},up,2023,3600\n{bad}"
        (folder / f"{i:02d}.csv").write_text(text, encoding="utf-8")
    document: Any = checked(run, folder, plan, "--by", "county")
    examples = document["bad"]["not_a_number"]["examples"]
    assert [(Path(each["file"]).name, each["row"]) for each in examples] == [("17.csv", 3), ("59.csv", 3)]
    scan = Scan(tuple(map(str, sorted(folder.iterdir()))), "csv", ("county",), {"value": "value"})
    read = partial(plain_rows.read, polars, format="csv", delimiter=",")
    assert [part.rows for part in parts(polars, scan, read, plain_rows.AT)] == [62]


def test_a_panel_that_does_not_fit_in_memory_is_told_the_way_out(
    run: Run, tmp_path: Path, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More pairs of entity and indicator than may be held: exit 2, how much is needed, and the engine that spills."""
    file = tmp_path / "panel.csv"
    file.write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(pair_arrays, "SHARE", 0)
    ran = run("check", "2023", str(file), "--by", "county", "--plan", plan)
    assert (ran.code, ran.out) == (2, "")
    assert "--engine duckdb" in ran.err
    assert checked(run, file, plan, "--by", "county", "--engine", "duckdb")["summary"]["entities"] == 3  # type: ignore[index]


def test_nothing_is_written_but_what_was_asked_for(
    run: Run, tmp_path: Path, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No engine leaves a file in the folder it was called in."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "gb.csv"
    file.write_bytes(ROWS.encode("gb18030"))
    before = sorted(os.listdir())
    for engine in LOCAL:
        checked(run, file, plan, "--by", "county", "--engine", engine)
    assert sorted(os.listdir()) == before


@pytest.mark.parametrize("engine", LOCAL)
def test_each_file_of_a_folder_is_read_in_its_own_encoding(run: Run, tmp_path: Path, plan: str, engine: str) -> None:
    """UTF-8, GB18030 and gzip side by side, upper-case suffixes too; hidden files are none of it."""
    folder = tmp_path / "parts"
    folder.mkdir()
    head, *rows = ROWS.splitlines(keepends=True)
    (folder / "1.csv").write_text(head + "".join(rows[2:4]), encoding="utf-8")
    (folder / "2.CSV").write_bytes((head + "".join(rows[:2])).encode("gb18030"))
    (folder / "3.csv.gz").write_bytes(gzip.compress((head + "".join(rows[4:])).encode()))
    (folder / ".hidden.csv").write_text("nonsense\n", encoding="utf-8")
    document = checked(run, folder, plan, "--by", "county", "--engine", engine)
    assert [used["encoding"] for used in document["inputs"]] == ["utf-8", "gb18030", "utf-8"]  # type: ignore[attr-defined]
    assert {group["county"] for group in document["groups"] if "county" in group} == {"长沙县", "浏阳市", "宁乡市"}  # type: ignore[attr-defined]
    polars.DataFrame({"county": ["a"]}).write_parquet(folder / "4.parquet")
    ran = run("check", "2023", str(folder), "--by", "county", "--plan", plan, "--engine", engine)
    assert (ran.code, ran.out, "*.parquet" in ran.err) == (2, "", True)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_part_cells_too(run: Run, tmp_path: Path, plan: str, engine: str, mark: str) -> None:
    """As in the ordinary check; blank lines are no rows, and a file's name may hold brackets."""
    file = tmp_path / "panel[1].csv"
    file.write_text(ROWS.replace(",", mark) + "\n\n", encoding="utf-8")
    document = checked(run, file, plan, "--by", "county", "--engine", engine)
    assert (document["summary"]["rows"], document["summary"]["entities"], document["bad"]) == (6, 3, {})  # type: ignore[index]


@pytest.mark.parametrize("engine", LOCAL)
def test_many_small_files_are_one_panel(
    run: Run, tmp_path: Path, plan: str, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More files than are read together give what one file gives."""
    monkeypatch.setattr("plan_cli.panel.engines.duckdb.TOGETHER", 2)
    folder = tmp_path / "many"
    folder.mkdir()
    head, *rows = ROWS.splitlines(keepends=True)
    for number, row in enumerate(rows):
        (folder / f"{number}.csv").write_text(head + row, encoding="utf-8")
    (tmp_path / "one.csv").write_text(ROWS, encoding="utf-8")
    told = [checked(run, each, plan, "--by", "county", "--engine", engine) for each in (folder, tmp_path / "one.csv")]
    assert told[0]["summary"] == told[1]["summary"]
    assert told[0]["groups"] == told[1]["groups"]


@pytest.mark.parametrize("name", ["indicator", "year", "status", "row"])
def test_a_column_that_the_panel_needs_is_no_entity(run: Run, tmp_path: Path, plan: str, name: str) -> None:
    """--by a column that a panel is read or written by: exit 2, before anything is read."""
    file = tmp_path / "panel.csv"
    file.write_text(ROWS.replace("county", name if name in ("status", "row") else "county"), encoding="utf-8")
    for engine in LOCAL:
        ran = run("check", "2023", str(file), "--by", name, "--plan", plan, "--engine", engine)
        assert (ran.code, ran.out, f"--by {name}" in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    "options",
    [["--emit", "json=x.json"], ["--as-of", "2023-01-01"], ["--compare"], ["--trace"], ["--against", "original"]],
)
def test_what_a_panel_does_not_do_is_refused(run: Run, tmp_path: Path, plan: str, options: list[str]) -> None:
    """An option that would be passed over, and a part of a year, end with exit 2 and their name."""
    file = tmp_path / "panel.csv"
    file.write_text(ROWS, encoding="utf-8")
    ran = run("check", "2023", str(file), "--by", "county", "--plan", plan, *options)
    assert (ran.code, ran.out, options[0] in ran.err) == (2, "", True)
    part = run("check", "2023-Q2", str(file), "--by", "county", "--plan", plan)
    assert (part.code, "2023-Q2" in part.err) == (2, True)


@pytest.mark.parametrize("engine", LOCAL)
def test_parquet_columns_of_other_kinds_are_read_as_text(run: Run, tmp_path: Path, plan: str, engine: str) -> None:
    """A value column of categories, or with nothing in it, is judged like text; hundreds of digits are no figure."""
    file = tmp_path / "panel.parquet"
    rows = {"county": ["a", "b"], "indicator": ["up", "up"], "year": [2023, 2023]}
    for values, kind, judged in ((["3600", "1"], polars.Categorical, 2), ([None, None], polars.Null, 0)):
        polars.DataFrame({**rows, "value": polars.Series(values, dtype=kind)}).write_parquet(file)
        assert checked(run, file, plan, "--by", "county", "--engine", engine)["summary"]["evaluated"] == judged  # type: ignore[index]
    text = tmp_path / "huge.csv"
    text.write_text(f"county,indicator,year,value\na,up,2023,{'9' * 400}\nb,up,2023,-{'9' * 400}\n", encoding="utf-8")
    bad = checked(run, text, plan, "--by", "county", "--engine", engine)["bad"]
    assert bad["not_a_number"]["count"] == 2  # type: ignore[index]


@pytest.mark.parametrize("engine", LOCAL)
def test_years_that_are_doubles_are_years_where_they_are_whole(
    run: Run, tmp_path: Path, plan: str, engine: str
) -> None:
    """A table with a gap among its years is often written so; nothing else is taken for a year."""
    file = tmp_path / "panel.parquet"
    years = [2023.0, 2023.5, None, float("nan"), 1e12, float("inf")]
    rows = {"county": list("abcdef"), "indicator": ["up"] * 6, "year": years, "value": [3600.0] * 6}
    for kind in (polars.Float64, polars.Float32):
        polars.DataFrame(rows, schema_overrides={"year": kind}).write_parquet(file)
        document = checked(run, file, plan, "--by", "county", "--engine", engine)
        assert (document["summary"]["on_track"], document["bad"]["bad_year"]["count"]) == (1, 5)  # type: ignore[index]


@pytest.mark.parametrize("engine", LOCAL)
def test_nothing_is_asked_of_the_base_year(run: Run, tmp_path: Path, plan: str, engine: str) -> None:
    """A figure of the base year is no figure without a baseline: nothing is due, as in the ordinary check."""
    file = tmp_path / "panel.csv"
    file.write_text("county,indicator,year,value\na,up,2020,100\na,grow,2020,100\n", encoding="utf-8")
    for baselines in ("plan", "own"):
        options = ("--by", "county", "--plan", plan, "--engine", engine, "--baselines", baselines, "--format", "json")
        ran = run("check", "2020", str(file), *options)
        document = json.loads(ran.out)
        assert (ran.code, document["bad"], document["summary"]["not_assessable"]) == (3, {}, 0)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_where_nothing_can_be_written_nothing_is_read(
    run: Run, tmp_path: Path, plan: str, engine: str, suffix: str
) -> None:
    """A folder that is not there: exit 2 at once, and it is the result's file that is named, not the panel."""
    file, results = tmp_path / "panel.csv", tmp_path / "nowhere" / f"results.{suffix}"
    file.write_text(ROWS, encoding="utf-8")
    ran = run("check", "2023", str(file), "--by", "county", "--plan", plan, "--engine", engine, "-o", str(results))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"plan: {results}: ")
    assert "cannot be read" not in ran.err


def test_a_panel_without_a_verdict_says_what_there_is(run: Run, tmp_path: Path, plan: str) -> None:
    """Where nothing could be evaluated the counts are told in the place of an empty table."""
    file = tmp_path / "panel.csv"
    file.write_text("county,indicator,year,value\na,up,2023,many\n", encoding="utf-8")
    ran = run("check", "2023", str(file), "--by", "county", "--plan", plan)
    assert "Nothing could be evaluated: missing " in ran.out
    assert "Indicator" not in ran.out
    file.write_text("county,indicator,year,value\na,other,2023,1\n", encoding="utf-8")
    ran = run("check", "2023", str(file), "--by", "county", "--plan", plan)
    assert "Nothing could be evaluated: no row" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("p.xlsx", b"PK\x03\x04", "PLN325"), ("p.json", b"[]", "PLN352"), ("p.csv", b"PK\x03\x04\x1b[31m", "PLN324")],
)
def test_a_file_of_another_format_is_named_as_such(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """The bytes of a workbook or of JSON are never taken for the headings of a CSV."""
    file = tmp_path / name
    file.write_bytes(content)
    for engine in LOCAL:
        found = api.check_panel(plan_in(tmp_path, MIXED), file, 2023, ["county"], engine=engine)
        assert isinstance(found, Diagnostic)
        assert found.code == code


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("county,indicator,year,value,value\na,up,2023,3600,1\n", "value"),
        ("county,indicator,year,value,数值\na,up,2023,3600,1\n", "数值"),
        ("county,indicator,year,value,note\na,up,2023,3600,x\nb,up,2023,3,600,x\n", "panel.csv"),
        ("county,indicator,year,value,note\na,up,2023,3600,x\nb,up,3600,x\n", "panel.csv"),
        ('county,indicator,year,value,note\na,up,2023,3600,"x, y"\nb,up,2023,3600\n', "panel.csv"),
    ],
)
def test_a_table_whose_cells_cannot_be_told_apart_is_refused(
    run: Run, tmp_path: Path, plan: str, engine: str, content: str, said: str
) -> None:
    """A heading or a role twice, a row of the wrong length: exit 2, on every engine."""
    panel = tmp_path / "panel.csv"
    panel.write_text(content, encoding="utf-8")
    ran = run("check", "2023", str(panel), "--by", "county", "--engine", engine, "--plan", plan)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran


@pytest.mark.parametrize("engine", LOCAL)
def test_a_heading_may_have_blanks_around_it(run: Run, tmp_path: Path, plan: str, engine: str) -> None:
    """--by names it without them, also where it is a word that panels know."""
    panel = tmp_path / "panel.csv"
    panel.write_text(" period,indicator,year,value\na,up,2023,3600\n", encoding="utf-8")
    document = checked(run, panel, plan, "--by", "period", "--engine", engine)
    assert document["summary"]["entities"] == 1  # type: ignore[index]
