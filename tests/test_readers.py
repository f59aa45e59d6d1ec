"""Readers: what every input format owes, asked of each that is found."""

import io
import time
from pathlib import Path

import pytest

from conftest import ROOT
from plan_cli.__main__ import main
from plan_cli.datafile.number_grammar import NotANumber, parse_number
from plan_cli.datafile.readers import Limits, Reader, read, readers
from plan_cli.datafile.table import ReadOptions

ROWS = (("indicator", "year", "value"), ("trade-total", "2023", "2811.98"))


def _xlsx() -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(ROWS[0])
    book.active.append(("trade-total", 2023, 2811.98))
    book.save(file)
    return file.getvalue()


def _parquet() -> bytes:
    polars = pytest.importorskip("polars")
    file = io.BytesIO()
    polars.DataFrame({"indicator": ["trade-total"], "year": [2023], "value": [2811.98]}).write_parquet(file)
    return file.getvalue()


OBJECT = b'{"indicator": "trade-total", "year": 2023, "value": 2811.98}'
#: The same table in every format. A new reader needs one line here.
SAMPLES = {
    "CSV": lambda: "\n".join(map(",".join, ROWS)).encode(),
    "JSON": lambda: b"[" + OBJECT + b"]",
    "JSONL": lambda: OBJECT,
    "Parquet": _parquet,
    "XLSX": _xlsx,
}
every_reader = pytest.mark.parametrize("reader", list(readers()), ids=lambda reader: reader.name)


@every_reader
def test_a_reader_makes_the_table_of_its_sample(reader: Reader) -> None:
    """Each suffix of a format leads to its reader, and the rows come out as texts with their places."""
    assert reader.name in SAMPLES, f"tests/test_readers.py: SAMPLES lacks a file in the format {reader.name}"
    for suffix in reader.suffixes:
        table = read(SAMPLES[reader.name](), f"a{suffix}", ReadOptions())
        assert not table.diagnostics
        assert tuple(tuple(cell.text for cell in row) for row in table.rows) == ROWS
        assert all(cell.place.file == f"a{suffix}" and cell.place.line for row in table.rows for cell in row)


@every_reader
def test_a_format_is_known_by_its_bytes_too(reader: Reader) -> None:
    """Without a suffix the bytes say which format it is."""
    assert tuple(len(row) for row in read(SAMPLES[reader.name](), "-", ReadOptions()).rows) == (3, 3)


@every_reader
def test_a_reader_has_names_and_docs_of_its_own(reader: Reader) -> None:
    """No suffix belongs to two readers, and the page of formats names each."""
    others = [other for other in readers() if other.name != reader.name]
    assert reader.suffixes
    assert not {suffix for other in others for suffix in other.suffixes} & set(reader.suffixes)
    page = (ROOT / "docs" / "actuals.md").read_text(encoding="utf-8")
    assert reader.name in page, f"docs/actuals.md does not name {reader.name}"


@every_reader
def test_bytes_that_are_nothing_are_a_diagnostic(reader: Reader) -> None:
    """Whatever stands in the file, a reader answers with a table, never with an error of ours."""
    assert reader.read(b"\x00\x01\x02\xff" * 50, "a", ReadOptions(), Limits()).diagnostics
    cut = reader.read(SAMPLES[reader.name]()[:-7], "a", ReadOptions(), Limits())
    assert cut.rows or cut.diagnostics


def test_one_line_of_jsonl_on_stdin_is_a_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A single object is a row, as two of them are."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OBJECT + b"\n")))
    assert main(["check", "2023", "-", "--indicator", "trade-total", "--fail-on", "never"]) == 0
    assert "2811.98" in capsys.readouterr().out.replace(",", "")


@pytest.mark.parametrize("cell", ["1" + " " * 5000 + "1", "1 " + "a " * 5000, "1" * 9000, "1," * 5000, "1-" * 5000])
def test_a_long_cell_is_answered_at_once(cell: str) -> None:
    """The number grammar takes time in proportion to the cell."""
    begun = time.perf_counter()
    assert isinstance(parse_number(cell), NotANumber) or cell.startswith("1 a")
    assert time.perf_counter() - begun < 0.5


def test_thousands_of_unknown_names_take_no_long_time(tmp_path: Path) -> None:
    """To look for the nearest known name is cheap: 3,000 different unknown ones within a second or two."""
    file = tmp_path / "a.csv"
    lines = [f"Steel output of works no. {number} in tonnes,2023,5" for number in range(3000)]
    file.write_text("indicator,year,value\n" + "\n".join(lines), encoding="utf-8")
    begun = time.perf_counter()
    main(
        [
            "check",
            "2023",
            str(file),
            "--plan",
            str(ROOT / "data" / "targets.yaml"),
            "-q",
            "-o",
            str(tmp_path / "o.json"),
        ]
    )
    assert time.perf_counter() - begun < 5
