"""Small files that would eat the machine are refused at once, by the limit that they reach."""

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run, indicator_plan

pytestmark = pytest.mark.slow

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEADINGS = '<c r="A1" t="inlineStr"><is><t>indicator</t></is></c><c r="B1"><v>2023</v></c>'
ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2"><v>15</v></c></row>'


def workbook(rows: str = ROW, after: str = "", styles: str = "", headings: str = HEADINGS) -> bytes:
    """A workbook of one sheet, made from its XML."""
    import openpyxl

    plain, file = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    sheet = f'<worksheet {NAMESPACE}><sheetData><row r="1">{headings}</row>{rows}</sheetData>{after}</worksheet>'
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = sheet
            if name == "xl/styles.xml" and styles:
                text = text.replace("<fonts", f"{styles}<fonts", 1)
            target.writestr(name, text)
    return file.getvalue()


def merges(*ranges: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={each!r}/>' for each in ranges)}</mergeCells>"


def format_of(code: str) -> str:
    return f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'


def lying() -> bytes:
    """An archive that says that a part of 100 MB has 1,000 bytes."""
    raw = bytearray(workbook(after=f"<!--{' ' * 100_000_000}-->"))
    at = -1
    while (at := raw.find(b"PK\x01\x02", at + 1)) >= 0:
        if int.from_bytes(raw[at + 24 : at + 28], "little") > 1_000_000:
            raw[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(raw)


#: file → its bytes and which limit it reaches (None: it is read or refused for another reason).
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "one-merge.xlsx": (lambda: workbook(after=merges("A3:XFD1048576")), "merged_cells"),
    "merges.xlsx": (lambda: workbook(after=merges(*[f"A{i}:B{i}" for i in range(3, 20_003)])), "merges"),
    "overlapping.xlsx": (lambda: workbook(after=merges(*["A3:ZZ300"] * 400)), "merged_cells"),
    "far-cells.xlsx": (
        lambda: workbook(ROW + "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(3, 3000))),
        "cells",
    ),
    "last-cell.xlsx": (lambda: workbook(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), None),
    "many-cells.xlsx": (lambda: workbook('<row r="2"><c/></row>' * 1_000_001), "cells"),
    "format.xlsx": (lambda: workbook(styles=format_of("0" * 400_000)), "format_text"),
    "formats.xlsx": (lambda: workbook(styles=f"<cellStyleXfs>{'<xf />' * 100_000}</cellStyleXfs>"), "formats"),
    "long-text.xlsx": (lambda: workbook(ROW.replace("x<", f"{'x' * 50_000_000}<")), "text"),
    "lying.xlsx": (lying, None),
    "columns.csv": (lambda: b"indicator,year,value\n" + b"1," * 20_000, "columns"),
    "blank.csv": (lambda: b"indicator,year,value\n" + b"\n" * 4_000_000, None),
    "commas.csv": (lambda: b"indicator,year,value\n" + (b"," * 9_999 + b"\n") * 400, None),
    "quotes.csv": (lambda: b"indicator,year,value\n" + b'"' * 4_000_000, None),
    "long-cell.csv": (lambda: b"indicator,year,value\nx,2023," + b"1" * 4_000_000, None),
    "long-name.csv": (lambda: b"indicator,year,value\n" + b"x" * 4_000_000 + b",2023,1", None),
    "keys.json": (lambda: json.dumps([{f"k{i}": 1 for i in range(100_000)}]).encode(), "columns"),
    "ragged.json": (lambda: json.dumps([{f"k{i}": 1} for i in range(10_000)]).encode(), "cells"),
    "deep.json": (lambda: b"[" * 2_000_000, None),
    "lines.jsonl": (lambda: b"x\n" * 2_000_000, "mistakes"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_cannot_eat_the_machine(run: Run, tmp_path: Path, name: str) -> None:
    """At most seconds of CPU, a screenful, and the limit by name where one is reached."""
    plan, file = tmp_path / "p.plan.yaml", tmp_path / name
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20"), encoding="utf-8")
    content, limit = HOSTILE[name]
    file.write_bytes(content())
    begun = time.process_time()
    ran = run("check", "2023", str(file), "--plan", str(plan), "--format", "json")
    assert time.process_time() - begun < 5
    assert ran.code in (0, 1, 2, 3)
    assert len(ran.out) < 20_000
    reached = [each["facts"]["problem"] for each in json.loads(ran.out)["diagnostics"] if each["code"] == "PLN365"]
    assert reached == ([f"limit_{limit}"] if limit else [])


#: Runs a command line and says how much memory it had at most, in KiB.
MEASURED = """
import re, sys
from plan_cli.__main__ import main
main(sys.argv[1:])
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_takes_little_memory(tmp_path: Path, name: str) -> None:
    """At most 512 MiB, whatever a file under 5 MB holds."""
    plan, file = tmp_path / "p.plan.yaml", tmp_path / name
    plan.write_text(indicator_plan("id: x, name: X, baseline: 10, target: 20"), encoding="utf-8")
    file.write_bytes(HOSTILE[name][0]())
    command = ["check", "2023", str(file), "--plan", str(plan), "--format", "json"]
    ran = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=True)
    assert int(ran.stderr.splitlines()[-1]) < 512 * 1024
