"""One data set in every encoding, layout and format says the same."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from plan_cli import api
from plan_cli.datafile.table import ReadOptions

CHANGSHA = Path(__file__).parents[1] / "data" / "actuals" / "changsha.csv"
TEXT = CHANGSHA.read_text(encoding="utf-8")
ROWS = list(csv.reader(io.StringIO(TEXT)))
PLAN = api.load_plan(ROOT / "data" / "targets.yaml").plan
NUMBERS = {1, 2}


def _results(file: Path, year: int = 2023, **options: str) -> list[dict]:
    assert PLAN is not None
    read = api.read_actuals(file, PLAN, ReadOptions(**options))
    results = api.check(PLAN, read, year).to_record()["results"]
    for result in results:
        result["source"] = None
        for older in result["older"]:
            older["source"] = None
    return results


def _delimited(delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(ROWS)
    return text.getvalue()


def _number(text: str) -> float | int | str:
    return text if not text else int(text) if text.isdigit() else float(text)


def _typed() -> list[list[object]]:
    return [ROWS[0]] + [[_number(c) if i in NUMBERS else c for i, c in enumerate(row)] for row in ROWS[1:]]


def _xlsx(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in _typed():
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(path)


def _parquet(path: Path) -> None:
    import polars

    head, *rows = _typed()
    polars.DataFrame(rows, schema=head, orient="row", strict=False).write_parquet(path)


def _objects() -> list[dict]:
    head, *rows = _typed()
    return [{key: None if cell == "" else cell for key, cell in zip(head, row, strict=True)} for row in rows]


def _sdmx() -> str:
    names = {"indicator": "INDICATOR", "period": "TIME_PERIOD", "value": "OBS_VALUE", "unit": "UNIT_MEASURE"}
    names |= {"status": "OBS_STATUS"}
    text = io.StringIO()
    head = ROWS[0]
    writer = csv.writer(text)
    kept = [name for name in head if name != "year"]
    writer.writerow(["DATAFLOW", "FREQ", *(names.get(name, name) for name in kept)])
    for row in ROWS[1:]:
        cells = dict(zip(head, row, strict=True))
        if cells["measure"] or cells["period"].count("-") > 2:
            continue
        cells["period"] = cells["period"] or cells["year"]
        writer.writerow(["CS:OPEN(1.0)", "", *(cells[name] for name in kept)])
    return text.getvalue()


WRITERS = {
    "bom.csv": lambda p: p.write_bytes(TEXT.encode("utf-8-sig")),
    "gb18030.csv": lambda p: p.write_bytes(TEXT.encode("gb18030")),
    "utf16.csv": lambda p: p.write_bytes(TEXT.encode("utf-16")),
    "utf16le-without-mark.csv": lambda p: p.write_bytes(TEXT.encode("utf-16-le")),
    "utf16be-without-mark.csv": lambda p: p.write_bytes(TEXT.encode("utf-16-be")),
    "crlf.csv": lambda p: p.write_bytes(TEXT.replace("\n", "\r\n").encode()),
    "cr.csv": lambda p: p.write_bytes(TEXT.replace("\n", "\r").encode()),
    "semicolon.csv": lambda p: p.write_text(_delimited(";"), encoding="utf-8"),
    "tab.tsv": lambda p: p.write_text(_delimited("\t"), encoding="utf-8"),
    "comments.csv": lambda p: p.write_text("# a\n" + TEXT.replace("\n", "\n# b\n\n"), encoding="utf-8"),
    "chinese.csv": lambda p: p.write_text(
        TEXT.replace(
            "indicator,year,value,unit,bound,status,period,measure,entity,published,source,note",
            "指标,年份,实际值,单位,界限,状态,时期,口径,地区,发布日期,来源,备注",
        ),
        encoding="utf-8",
    ),
    "workbook.xlsx": _xlsx,
    "table.parquet": _parquet,
    "rows.json": lambda p: p.write_text(json.dumps(_objects(), indent=1), encoding="utf-8"),
    "wrapped.json": lambda p: p.write_text(json.dumps({"source": "x", "data": _objects()}), encoding="utf-8"),
    "rows.jsonl": lambda p: p.write_text("\n".join(json.dumps(o) for o in _objects()), encoding="utf-8"),
}


@pytest.mark.parametrize("year", [2021, 2023, 2025])
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.sampled(4)
def test_every_format_gives_the_same_results(name: str, year: int, tmp_path: Path) -> None:
    """Encoding, delimiter, line ends, language of the headings and format change nothing in ``results``."""
    file = tmp_path / name
    WRITERS[name](file)
    assert _results(file, year) == _results(CHANGSHA, year)


def test_sdmx_csv_gives_the_same_verdicts(tmp_path: Path) -> None:
    """TIME_PERIOD carries year and part of the year; DATAFLOW and FREQ beside it disturb nothing."""
    file = tmp_path / "sdmx.csv"
    file.write_text(_sdmx(), encoding="utf-8")
    told = {r["id"]: r for r in _results(file)}
    for result in _results(CHANGSHA):
        if result["id"] != "reform-pilots":
            assert told[result["id"]] == result


def test_wide_equals_long(tmp_path: Path) -> None:
    """One column a year says the same as one row a year."""
    long, wide = tmp_path / "long.csv", tmp_path / "wide.csv"
    long.write_text("indicator,year,value\ntrade-total,2021,2780.3\ntrade-total,2023,>2813\n", encoding="utf-8")
    wide.write_text("指标,2021年,２０２３,备注\n进出口总额,2780.3,超2813,\n", encoding="utf-8")
    assert _results(wide) == _results(long)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gb18030.csv", "workbook.xlsx", "table.parquet", "rows.json", "rows.jsonl"])
def test_standard_input_is_told_by_its_bytes(name: str, tmp_path: Path) -> None:
    """``-`` reads any format without being told which, and with ``--stdin-filename`` alike."""
    file = tmp_path / name
    WRITERS[name](file)
    command = [sys.executable, "-m", "plan_cli", "check", "2023", "-", "--format", "json"]
    for more in ([], ["--stdin-filename", name]):
        done = subprocess.run([*command, *more], input=file.read_bytes(), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        document = json.loads(done.stdout)
        assert document["inputs"][0]["format"] == {"gb18030": "csv"}.get(file.stem, file.suffix[1:])
        assert document["summary"]["off_track"] == 1


@pytest.mark.slow
def test_plain_csv_imports_no_format_library() -> None:
    """Twenty rows in a CSV are the usual day: no workbook or dataframe library is loaded for them."""
    code = (
        "import sys; from plan_cli.__main__ import main; main(sys.argv[1:]); "
        "heavy = {'openpyxl', 'polars', 'pyarrow'} & set(sys.modules); assert not heavy, heavy"
    )
    command = [sys.executable, "-c", code, "check", "2023", str(CHANGSHA)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
