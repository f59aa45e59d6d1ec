"""Panels: which files are read, in which encodings, with which headings."""

import json
import os
from pathlib import Path

import polars
import pytest

from conftest import Run
from panels import LOCAL, MIXED
from plan_cli.panel import dense, files

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
    for tail, found in ((b"", None), ("长沙县,up,2023,3600\n" * 9, "gb18030")):
        file = tmp_path / "long.csv"
        file.write_bytes(b"county,indicator,year,value\n" + ascii_rows + (tail if isinstance(tail, bytes) else tail.encode("gb18030")))
        with files.in_utf8((str(file),), None) as (readable, encoding):
            assert encoding == found
            assert (readable == (str(file),)) == (found is None)
            copied = Path(readable[0])
        assert copied.exists() == (found is None)


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
    assert [group["counts"] for group in document["groups"] if "at" in group] == [{"on_track": 1}]  # type: ignore[attr-defined]
    named = frame.rename({"指标": "name", "at": "entity", "年份": "time"})
    named.write_csv(file) if format == "csv" else named.write_parquet(file)
    again = checked(run, file, plan, "--by", "entity", "--engine", engine)
    assert again["summary"]["on_track"] == 1  # type: ignore[index]


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


def test_a_panel_that_does_not_fit_in_memory_is_told_the_way_out(
    run: Run, tmp_path: Path, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More pairs of entity and indicator than may be held: exit 2, how much is needed, and the engine that spills."""
    file = tmp_path / "panel.csv"
    file.write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(dense, "SHARE", 0)
    ran = run("check", "2023", str(file), "--by", "county", "--plan", plan)
    assert (ran.code, ran.out) == (2, "")
    assert "--engine duckdb" in ran.err
    assert checked(run, file, plan, "--by", "county", "--engine", "duckdb")["summary"]["entities"] == 3  # type: ignore[index]


def test_nothing_is_written_but_what_was_asked_for(run: Run, tmp_path: Path, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine leaves a file in the folder it was called in."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "gb.csv"
    file.write_bytes(ROWS.encode("gb18030"))
    before = sorted(os.listdir())
    for engine in LOCAL:
        checked(run, file, plan, "--by", "county", "--engine", engine)
    assert sorted(os.listdir()) == before
