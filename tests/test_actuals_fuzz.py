"""Any bytes whatever end in diagnostics or a result, never in a traceback.

Bounded here; longer by hand: ``python tests/test_actuals_fuzz.py 600`` (seconds).
"""

import io
import sys
import time
import zipfile

import openpyxl
import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from plan_cli import api
from plan_cli.datafile.readers import read
from plan_cli.datafile.reading import actuals_of
from plan_cli.datafile.table import ReadOptions
from plan_cli.i18n import languages, messages_in

PLAN = api.load_plan(ROOT / "data" / "targets.yaml").plan
NAMES = ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.xlsx", "a.parquet", "-", "a"]
SEEN = """\
indicator year value period 2023 2023年 trade-total fdi 20.07 超1000列 65% — #N/A UNIT_MULT FREQ 99 unit 万亿元
published 2023-13-45 9999-Q4 0000 2023-00 " "" , ; # [ ] { } : null 1e999 \ufeff １２ ٣
"""
WORDS = st.sampled_from([*SEEN.split(), *"\t\n\r\0 \u2028"])
TEXTS = st.one_of(st.text(), st.lists(st.one_of(WORDS, st.sampled_from([",", "\n"])), max_size=60).map("".join))


def _workbook(cells: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


GOOD = [["indicator", "year", "value"], ["trade-total", 2023, 1.5], ["fdi", 2021, "=1+1"]]
XLSX = _workbook(GOOD)
_parquet = io.BytesIO()
polars.DataFrame({"indicator": ["fdi"], "year": [2021], "value": [20.07]}).write_parquet(_parquet)
PARQUET = _parquet.getvalue()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good binary file with some bytes changed, or a part of its XML."""
    if draw(st.booleans()):
        changed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(changed, "w") as new:
            hit = draw(st.sampled_from([part.filename for part in old.infolist()]))
            for part in old.infolist():
                data = old.read(part)
                if part.filename == hit:
                    at = draw(st.integers(0, len(data)))
                    data = data[:at] + draw(st.binary(max_size=12)) + data[at + draw(st.integers(0, 12)) :]
                new.writestr(part.filename, data)
        return changed.getvalue()
    # Lengths inside a parquet file are trusted by its reader, so only its end is torn off here.
    source = draw(st.sampled_from([XLSX, PARQUET]))
    return source[: draw(st.integers(0, len(source)))]


CONTENTS = st.one_of(
    st.binary(),
    damaged(),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("gb18030", "replace")),
    TEXTS.map(lambda text: text.encode("utf-16", "replace")),
    TEXTS.map(lambda text: b"indicator,year,value,unit,period\n" + text.encode("utf-8", "replace")),
)
ENCODINGS = st.sampled_from([None, None, "utf-8", "gb18030", "utf-16", "latin-1", "nonsense"])


def check_bytes(raw: bytes, name: str, encoding: str | None) -> None:
    """Read, judge and say everything, in every language."""
    assert PLAN is not None
    read_in = actuals_of(read(raw, name, ReadOptions(encoding)), PLAN, "")
    report = api.check(PLAN, read_in, 2023)
    report.to_record()
    for language in languages():
        told = messages_in(language)
        report.content(told)
        for diagnostic in report.diagnostics:
            assert told.message(diagnostic)
            told.hint(diagnostic)
    assert all(diagnostic.place is not None for diagnostic in report.diagnostics)


@pytest.mark.slow
@settings(deadline=None, max_examples=250, suppress_health_check=list(HealthCheck))
@given(raw=CONTENTS, name=st.sampled_from(NAMES), encoding=ENCODINGS)
def test_any_bytes_end_in_findings_or_a_result(raw: bytes, name: str, encoding: str | None) -> None:
    """No file, however broken, makes the program fail."""
    check_bytes(raw, name, encoding)


@pytest.mark.slow
def test_long_hostile_texts_take_no_long_time() -> None:
    """What could make a reader go over its text again and again does not."""
    begun = time.perf_counter()
    for one in (b'""', b"#\n", b'"\n', b"[", b'{"a":', b",", b"a\n", b"x,"):
        for name in ("a.csv", "a.json", "a.jsonl"):
            check_bytes(one * 20_000, name, None)
    assert time.perf_counter() - begun < 20


if __name__ == "__main__":
    end = time.time() + float(sys.argv[1] if len(sys.argv) > 1 else 60)
    run = settings(deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck), database=None)(
        given(raw=CONTENTS, name=st.sampled_from(NAMES), encoding=ENCODINGS)(check_bytes)
    )
    while time.time() < end:
        run()
